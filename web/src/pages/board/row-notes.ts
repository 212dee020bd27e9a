// What a row says of her plan, her watches and her days, in words and no more of them than tonight needs. Pure.
import type { HardKind, Proposal, RowPart } from '../../plan/board.ts';
import type { WatchInForce } from '../../plan/types.ts';
import { everyInWords, msOf, plural, spanInWords, ukDay, ukTimeTonight } from '../../time.ts';
import type { BoardRow } from '../../types.ts';
import { KIND } from '../../words.ts';

export interface RowNote {
  key: string;
  words: string;
  /** Something is owed. */
  owed: boolean;
}

export const HARD_DAY: Record<HardKind, string> = {
  court: 'Court',
  child_contact: 'Contact with her child',
  anniversary: 'Anniversary',
  payday: 'Payday',
  festive: 'Festive day',
  letter: 'Letter due',
  visit: 'Visit',
  health: 'Health appointment',
  move: 'Move',
  other: 'Known hard day',
};

const WATCH_WHY: Record<WatchInForce['reason'], string> = {
  release: 'Watch: after release',
  rule: 'Watch: her rule',
  intoxication: 'Rousing',
  concern: 'Watch: a concern',
  incident: 'Watch: after an incident',
};

const DAY_MS = 86_400_000;

/** "Rousing until at least 02:40", "Watch: her rule, since 20:31". That she was released lately stands beside her name. */
export function watchNote(watch: WatchInForce, nowMs: number): RowNote | null {
  const { least_until: least, decide_at: decide } = watch;
  const asks = decide !== null && msOf(decide) <= nowMs && (least === null || msOf(least) <= nowMs);
  const why = WATCH_WHY[watch.reason];
  const note = (words: string): RowNote => ({ key: watch.id, words: asks ? `${words}: decide whether it goes on` : words, owed: asks });
  if (watch.reason === 'release') return asks ? note(why) : null;
  if (watch.reason !== 'intoxication') return note(`${why}, since ${ukTimeTonight(watch.from, nowMs)}`);
  if (least !== null && msOf(least) > nowMs) return note(`${why} until at least ${ukTimeTonight(least, nowMs)}`);
  return note(`${why} since ${ukTimeTonight(watch.from, nowMs)}`);
}

function reviewNote(review: BoardRow['review'], nowMs: number): RowNote | null {
  if (!review) return null;
  const since = `Under review since ${ukTimeTonight(review.since, nowMs)}`;
  const key = 'review';
  if (msOf(review.review_by) < nowMs) return { key, words: `${since}: review was due ${ukTimeTonight(review.review_by, nowMs)}`, owed: true };
  if (!review.acted && review.act_by) {
    const late = msOf(review.act_by) < nowMs;
    return { key, words: `${since}: ${late ? 'acting was due' : 'act by'} ${ukTimeTonight(review.act_by, nowMs)}`, owed: late };
  }
  return { key, words: since, owed: false };
}

function dayNotes(days: RowPart['hard_days'], nowMs: number): RowNote[] {
  const [today, tomorrow] = [ukDay(nowMs), ukDay(nowMs + DAY_MS)];
  return (days ?? []).flatMap((one) => {
    const when = one.day === today ? 'Today' : one.day === tomorrow ? 'Tomorrow' : null;
    return when ? [{ key: `${one.day} ${one.kind} ${one.words}`, words: `${when}: ${one.words ?? HARD_DAY[one.kind]}`, owed: false }] : [];
  });
}

/** "Seen: misses tea; hood up": what was seen of her early signs in this shift. What nobody has looked for is not "fine". */
function signsNote(signs: RowPart['signs']): RowNote[] {
  const seen = (signs ?? []).filter((one) => one.leaning === 'concern' && one.state === 'seen');
  if (seen.length === 0) return [];
  const words = seen.flatMap((one) => one.words ?? []).join('; ') || plural(seen.length, 'early sign');
  return [{ key: 'signs', words: `Seen: ${words}`, owed: false }];
}

/** In the order in which they matter tonight. */
export function notesOf(row: BoardRow, nowMs: number): RowNote[] {
  const plan: RowNote[] = row.plan?.changed ? [{ key: 'plan', words: 'Plan changed', owed: false }] : [];
  const watches = (row.watches ?? []).flatMap((watch) => watchNote(watch, nowMs) ?? []);
  return [...watches, ...[reviewNote(row.review, nowMs) ?? []].flat(), ...signsNote(row.signs), ...plan, ...dayNotes(row.hard_days, nowMs)];
}

/** "Checks at most 30 min apart?", "Rouse at most 15 min apart?" */
export function asksFor(proposal: Pick<Proposal, 'kind' | 'max_gap_s'>): string {
  const what = proposal.kind === 'sign_of_life' ? 'Checks' : `${KIND[proposal.kind]} checks`;
  return `${what} ${everyInWords(proposal.max_gap_s)} at most?`;
}

/** "Her rule has come true: 2 sightings since 19:10. Checks every 30 min at most? Decide by 20:40." */
export function proposalWords(proposal: Proposal, nowMs: number): string {
  const first = Math.min(...proposal.sightings.map((one) => msOf(one.seen_at)));
  const n = plural(proposal.sightings.length, 'sighting');
  const late = msOf(proposal.decide_by) < nowMs;
  const by = `${late ? 'Was to be decided' : 'Decide'} by ${ukTimeTonight(proposal.decide_by, nowMs)}.`;
  return `Her rule has come true: ${n}${Number.isFinite(first) ? ` since ${ukTimeTonight(first, nowMs)}` : ''}. ${asksFor(proposal)} ${by}`;
}

/** "4 women to be spoken to by 04:45": what is left of an act after an incident, until nobody is. */
export function addedWords(rows: readonly BoardRow[], nowMs: number): string[] {
  const left = new Map<string, number>();
  for (const row of rows)
    for (const one of row.requirements)
      if (one.source === 'added' && one.kind === 'conversation') left.set(one.latest, (left.get(one.latest) ?? 0) + 1);
  return [...left].sort(([a], [b]) => msOf(a) - msOf(b)).map(([latest, n]) => `${plural(n, 'woman', 'women')} to be spoken to by ${ukTimeTonight(latest, nowMs)}`);
}

/** What was asked for by one time after an incident: who is still to be spoken to, and who has been. */
export interface AddedAct {
  latest: string;
  left: BoardRow[];
  over: { row: BoardRow; state: 'done' | 'missed'; at: string | null }[];
}

/** Until its time is over and nobody is left, the earliest first. */
export function addedActs(rows: readonly BoardRow[], nowMs: number): AddedAct[] {
  const acts = new Map<string, AddedAct>();
  const act = (latest: string): AddedAct => acts.get(latest) ?? acts.set(latest, { latest, left: [], over: [] }).get(latest)!;
  for (const row of rows) {
    for (const one of row.requirements) if (one.source === 'added' && one.kind === 'conversation') act(one.latest).left.push(row);
    for (const { latest, state, at } of row.added ?? []) act(latest).over.push({ row, state, at });
  }
  return [...acts.values()].filter((one) => one.left.length > 0 || msOf(one.latest) > nowMs).sort((a, b) => msOf(a.latest) - msOf(b.latest));
}

/** "2 of 5 women spoken to, 3 left by 04:45" */
export function addedActWords({ latest, left, over }: AddedAct, nowMs: number): string {
  const done = over.filter((one) => one.state === 'done').length;
  const of = `${done} of ${plural(left.length + over.length, 'woman', 'women')} spoken to`;
  return left.length > 0 ? `${of}, ${left.length} left by ${ukTimeTonight(latest, nowMs)}` : of;
}

export const withinWords = (seconds: number | null): string => (seconds === null ? '' : seconds === 0 ? 'at once' : `within ${spanInWords(seconds)}`);
