// One check being recorded: what was chosen and written, what is still to be asked, and the body that is sent. No I/O
// and no clock, so that every question the dialog asks can be tested without a browser.
import { isoOf, lastTimeShown, msOf, ukTime, type When } from '../time.ts';
import { crnOf } from './names.ts';
import type { BoardRow, Kind, LateReason, Outcome, Uuid } from '../types.ts';

/** The seven answers. "Out" is a movement and not a visit: it opens the form of the in-out record. */
export type Answer = Outcome | 'out';

export const ANSWERS: readonly Answer[] = [
  'spoke',
  'awake_seen',
  'asleep_breathing',
  'do_not_disturb',
  'no_reply',
  'not_in_room',
  'out',
];

/** What each answer completes: the table of rules/outcome.h. A rousing needs an answer from her. */
const COMPLETES: Record<Outcome, readonly Kind[]> = {
  spoke: ['sign_of_life', 'conversation', 'rouse'],
  do_not_disturb: ['sign_of_life', 'conversation', 'rouse'],
  awake_seen: ['sign_of_life'],
  asleep_breathing: ['sign_of_life'],
  no_reply: [],
  not_in_room: [],
};

export interface CheckForm {
  /** Made when the form opens and kept for every try, so that a lost answer never makes a second record. */
  id: Uuid;
  stay: Uuid;
  crn: string;
  answer: Answer | null;
  moved: boolean;
  position: boolean;
  note: string;
  sameWords: boolean;
  /** "01:35" as typed; null: now. */
  seenAt: string | null;
  /** When an answer was last changed, server milliseconds: an answer kept from earlier was not seen now. */
  touchedAt: number;
  lateReason: LateReason | null;
  lateWords: string;
  reason: string;
  second: Uuid | null;
  /** The square at her door, when it was scanned. */
  door: Uuid | null;
}

export function emptyForm(id: Uuid, row: BoardRow): CheckForm {
  return {
    id,
    stay: row.stay,
    crn: crnOf(row),
    answer: null,
    moved: false,
    position: false,
    note: '',
    sameWords: false,
    seenAt: null,
    touchedAt: 0,
    lateReason: null,
    lateWords: '',
    reason: '',
    second: null,
    door: null,
  };
}

/** True once something was chosen or written that would be a pity to lose. */
export function isStarted(form: CheckForm): boolean {
  return form.answer !== null || form.note !== '' || form.seenAt !== null || form.reason !== '';
}

const KEPT_FRESH_MS = 60_000;
const KEPT_LONGEST_MS = 12 * 3600_000;

/** A form found again after a lock or a closed tab: what was seen then keeps its time, and last night's is forgotten. */
export function formKept(form: CheckForm, nowMs: number): CheckForm | null {
  const age = nowMs - form.touchedAt;
  if (age > KEPT_LONGEST_MS) return null;
  if (form.seenAt !== null || form.answer === null || age < KEPT_FRESH_MS) return form;
  return { ...form, seenAt: ukTime(form.touchedAt).slice(0, 5) };
}

/** When she was seen, server milliseconds; null when the typed time is none that has been. */
export function seenAtMs(form: CheckForm, nowMs: number): number | null {
  if (form.seenAt === null) return nowMs;
  const [, time, zone] = /^(.*?)\s*(bst|gmt)?$/i.exec(form.seenAt.trim())!;
  const last = lastTimeShown(time!, nowMs);
  if (last === null || !zone || ukTime(last).endsWith(zone.toUpperCase())) return last;
  const other = last - 3600_000; // the same time, an hour before, while summer time still ran
  return ukTime(other).endsWith(zone.toUpperCase()) ? other : last;
}

export interface EntryTimes {
  late_entry_s: number;
  retrospective_s: number;
}

export interface Lateness {
  /** Entered so long after she was seen that it will be marked. */
  lateEntry: boolean;
  /** So long that a reason and a second name are needed. */
  retrospective: boolean;
  /** It comes after the latest time of something it completes: one reason is asked. */
  overdue: boolean;
}

export function lateness(form: CheckForm, row: BoardRow, nowMs: number, times: EntryTimes): Lateness {
  const seen = seenAtMs(form, nowMs) ?? nowMs;
  const lag = (nowMs - seen) / 1000;
  return {
    lateEntry: lag > times.late_entry_s,
    retrospective: lag > times.retrospective_s,
    overdue: completesLate(form.answer, row, seen),
  };
}

function completesLate(answer: Answer | null, row: BoardRow, seen: number): boolean {
  if (answer === null || answer === 'out') return false;
  const kinds = COMPLETES[answer];
  return row.requirements.some((one) => kinds.includes(one.kind) && seen > msOf(one.latest));
}

export interface Issue {
  /** Id of the field it is about. */
  field: string;
  text: string;
}

/** What has to be answered before it can be signed, in the order of the form. */
export function issuesOf(form: CheckForm, late: Lateness, nowMs: number): Issue[] {
  const issues: Issue[] = [];
  const need = (bad: boolean, field: string, text: string): void => {
    if (bad) issues.push({ field, text });
  };
  need(form.answer === null, 'answer', 'Select what you saw or heard');
  const asleep = form.answer === 'asleep_breathing';
  need(asleep && !form.moved && !form.position, 'sleep', 'Select what else you saw: that she moved, or her position');
  need(form.seenAt !== null && seenAtMs(form, nowMs) === null, 'seen-at', 'Enter the time you saw her, like 01:35');
  need(late.overdue && form.lateReason === null, 'late-reason', 'Select why it was late');
  need(late.overdue && form.lateReason === 'other' && form.lateWords.trim() === '', 'late-words', 'Say in a few words why it was late');
  need(late.retrospective && form.reason.trim() === '', 'reason', 'Say why it is recorded so late');
  need(late.retrospective && form.second === null, 'second', 'Select who confirms it with you');
  return issues;
}

/** How near to her door the record was made: typed at a desk, with the screen in the hand, or her door's square scanned. */
export type Proof = 'desk' | 'handset' | 'scanned';

/** What is sent. Its times are fixed at the first try, because the same id must always carry the same content. */
export interface VisitBody {
  stay: Uuid;
  crn: string;
  outcome: Outcome;
  breathing?: boolean;
  movement?: boolean;
  position?: boolean;
  note?: string;
  done_at: string;
  entered_at: string;
  clock_offset_ms: number;
  proof: Proof;
  door?: Uuid;
  late_reason?: LateReason;
  late_words?: string;
  reason?: string;
  same_words_confirmed?: boolean;
}

export interface SignedWith {
  pin?: string | undefined;
  second?: { staff: Uuid; pin: string } | undefined;
}

export function bodyOf(form: CheckForm, late: Lateness, nowMs: number, here: { aheadMs: number; proof: Proof }): VisitBody {
  const outcome = form.answer as Outcome;
  const seen = seenAtMs(form, nowMs) ?? nowMs;
  const body: VisitBody = {
    stay: form.stay,
    crn: form.crn,
    outcome,
    done_at: isoOf(seen),
    entered_at: isoOf(nowMs),
    clock_offset_ms: Math.round(here.aheadMs),
    proof: here.proof,
  };
  if (outcome === 'asleep_breathing') Object.assign(body, { breathing: true, movement: form.moved, position: form.position });
  if (form.door) Object.assign(body, { proof: 'scanned', door: form.door });
  if (form.note.trim() !== '') body.note = form.note.trim();
  if (form.sameWords) body.same_words_confirmed = true;
  if (late.overdue && form.lateReason !== null) body.late_reason = form.lateReason;
  if (late.overdue && form.lateReason === 'other') body.late_words = form.lateWords.trim();
  if (late.retrospective) body.reason = form.reason.trim();
  return body;
}

/** True when a check was recorded by somebody else since the form was opened. */
export function recordedSince(row: BoardRow, lastSeenVisit: Uuid | null): boolean {
  return row.last_visit !== null && (row.last_visit.id ?? null) !== lastSeenVisit;
}

/** The time a typed "22:30" means for something still to come: today, or tomorrow when that has passed. */
export function nextTimeShown(time: string, now: When): number | null {
  const DAY = 24 * 3600 * 1000;
  const past = lastTimeShown(time, msOf(now) + DAY);
  return past !== null && past > msOf(now) ? past : null;
}

/** What is due now and would still be due after this answer: "Spoken reply still needed" is better known before. */
export function leftOver(answer: Answer | null, row: BoardRow, nowMs: number): Kind[] {
  if (answer === null || answer === 'out') return [];
  const done = COMPLETES[answer];
  const due = row.requirements.filter((one) => msOf(one.from) <= nowMs && !done.includes(one.kind));
  return [...new Set(due.map((one) => one.kind))];
}
