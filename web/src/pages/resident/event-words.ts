// An event in words: its title, and what of its data a reader needs. What is not known here is left out, never guessed.
import type { RequirementRecord, VisitRecord } from '../../records.ts';
import { ukDateTime } from '../../time.ts';
import { LATE_REASON, MARK, PRESENCE, RUNG } from '../../words.ts';
import { ABOUT } from '../../words-records.ts';
import { SECTION } from '../../plan/words.ts';
import type { SectionName } from '../../plan/types.ts';
import { INCIDENT, TRIGGER } from '../../words-safety.ts';
import { dutyInWords, seenInWords } from './visit-words.ts';

/** What has a sentence of its own; the rest is told by what it is about and what became of it. */
const TITLE: Record<string, string> = {
  'safety_plan.saved': 'Her plan saved',
  'quote.added': 'What others wrote was added',
  'daily.recorded': 'Her day written down',
  'proposal.opened': 'A rule came true',
  'proposal.decided': 'A rule that came true',
  'watch.began': 'Watch began',
  'watch.tightened': 'Watch: checks more often',
  'watch.kept': 'Watch kept',
  'watch.ended': 'Watch ended',
  'watch.decide_due': 'A decision about the watch was due',
  'rouse.answered': 'Four questions answered after rousing her',
  'review.opened': 'Review opened',
  'review.triggered': 'Something else joined the review',
  'review.acted': 'What was done at once was written down',
  'review.attended': 'Somebody took part in the review',
  'review.closed': 'Review closed',
  'review.act_due': 'What was done at once was still owed',
  'review.due': 'The review was due',
  'chain.opened': 'No reply: the steps began',
  'chain.stepped': 'No reply: a step',
  'chain.attested': 'No reply: who went in',
  'chain.climbed': 'No reply: on-call was told',
  'chain.ended': 'No reply: over',
  'body.marked': 'A mark on her body written down',
  'body.healed': 'A mark on her body has healed',
  'hard_day.set': 'A hard day noted',
  'hard_day.withdrawn': 'A hard day taken back',
  'incident.recorded': 'Something serious happened',
  'stay.arrived': 'She arrived',
  'rule.made': 'Rule made',
  'rule.ended': 'Rule ended',
  'briefing.written': 'Staff-only briefing written',
  'briefing.decided': 'A manager decided about a staff-only briefing',
  'food.changed': 'Food needs changed',
  'copy.given': 'Her own copy given to her',
  'update.written': 'Her practitioner was told',
  'update.read': 'Read by her practitioner',
  'update.passed': 'Nobody had read it: passed on',
  'update.phoned': 'Her practitioner was telephoned',
  'thread.asked': 'A question was asked',
  'thread.answered': 'A question was answered',
  'thread.closed': 'A question was closed',
  'sharing.agreed': 'She was told what is shared',
  'plan.starter_due': 'Her starter plan was due',
  'plan.full_due': 'Her full plan was due',
  'choice.set': 'A choice written down',
  'choices.due_passed': 'Not every choice was offered in time',
  'referral.made': 'She was referred',
  'referral.answered': 'A referral was answered',
  'circle.changed': 'Who else works with her was changed',
  'activity.recorded': 'What she did written down',
  'task_plan.saved': 'A task in steps written down',
  'family.changed': 'Family and children: something was changed',
  'agreement.due': 'Asking whether she agrees was due',
};

const SAW = { seen: 'seen', not_seen: 'not seen', not_known: 'not known' } as const;

/** Why a review opened, and what was serious. */
const KIND: Record<string, string> = { ...INCIDENT, ...TRIGGER };

/** What of an event's data is read here; each kind has its own part of it. */
interface Data {
  visit?: VisitRecord;
  withdrawn?: boolean;
  corrects?: string;
  presence?: { state: keyof typeof PRESENCE; back_by?: string };
  closed?: RequirementRecord[];
  alarm?: { rung: number };
  kind?: string;
  what?: string;
  words?: string;
  name?: string;
  how?: { text: string };
  where_to?: string;
  reduction?: boolean;
  reason?: string | null;
  why?: string;
  version?: number;
  changed?: string[];
  sighting?: { sign: string; state: keyof typeof SAW; words?: string | null };
  decision?: string;
  row?: { signs?: { sign: string; words: string | null }[] };
  late_reason?: keyof typeof LATE_REASON | null;
}

export type EventData = Record<string, unknown> | null;

export function eventTitle(kind: string, data: EventData): string {
  const { visit, withdrawn, corrects, presence, closed, kind: entry, sighting, decision } = (data ?? {}) as Data;
  const [about, did] = kind.split('.') as [string, string];
  if (withdrawn) return 'Visit withdrawn';
  if (visit) return `${corrects ? 'Visit corrected' : 'Visit'}: ${seenInWords(visit)}`;
  if (presence) return presence.state === 'in' ? 'Back in' : PRESENCE[presence.state];
  if (sighting) return `Sign ${SAW[sighting.state]}`;
  if (kind in TITLE) return decision ? `${TITLE[kind]}: ${decision}` : TITLE[kind]!;
  const missed = did === 'missed' && closed?.filter((one) => one.state === 'missed').map(dutyInWords);
  const title = `${ABOUT[about] ?? about} ${(entry ?? did).replace(/_/g, ' ')}`;
  return missed ? `${title}: ${missed.join('; ')}` : title;
}

/** A part of her plan, as a save names what it changed. */
const partInWords = (name: string): string => SECTION[name as SectionName] ?? { lines: 'what we do' }[name] ?? name;

export function eventDetail(data: EventData): string[] {
  const { visit, presence, alarm, late_reason: late, ...d } = (data ?? {}) as Data;
  const why = d.reason ?? visit?.reason ?? d.why;
  const lines = [
    visit?.note && `“${visit.note}”`,
    visit?.marks.map((mark) => MARK[mark]).join(', '),
    d.name?.replace(/_/g, ' '),
    d.what,
    d.kind && KIND[d.kind],
    d.version !== undefined && d.changed && `Version ${d.version}: ${d.changed.map(partInWords).join(', ').toLowerCase()}`,
    d.row?.signs?.find((one) => one.sign === d.sighting?.sign)?.words,
    d.sighting?.words,
    d.words,
    d.how?.text,
    d.where_to && `Where to: ${d.where_to}`,
    presence?.back_by && `Back by ${ukDateTime(presence.back_by)}`,
    d.reduction && 'Fewer checks than before.',
    alarm && `Told: ${RUNG.slice(0, alarm.rung + 1).join(', ').toLowerCase()}`,
    late && `Why: ${LATE_REASON[late]}`,
    why && `Why: ${why}`,
  ];
  return lines.filter((line): line is string => !!line);
}
