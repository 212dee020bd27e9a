// Watches in words: how often by the clock, until when at least, and what was decided about them.
import type { Watch, WatchBand } from '../../records-safety.ts';
import { everyInWords, msOf, overdueInWords, spanInWords, ukDateTime, ukTimeNear, type When } from '../../time.ts';
import { WATCH } from '../../plan/crisis-words.ts';
import { ROUSE, YES_NO } from '../../words-safety.ts';
import { gapInWords, whenInWords } from '../resident/plan-words.ts';

/** "23:00 to 07:00, until 13 November, 23:00: sign of life every 1 h at most, at least 30 min apart" */
export const bandInWords = (band: WatchBand, now: When): string => `${whenInWords(band, band.starts, band.ends, now)}: ${lower(gapInWords(band))}`;

/** How often by the clock, in the order in which it counts; of an open watch without what is over. */
export function bandsInWords(watch: Watch, now: When): string[] {
  const counts = watch.ended ? watch.bands : watch.bands.filter((one) => one.ends === null || msOf(one.ends) > msOf(now));
  const last = (one: WatchBand): number => (one.ends === null ? Number.MAX_VALUE : msOf(one.ends));
  return [...counts].sort((a, b) => msOf(a.starts) - msOf(b.starts) || last(a) - last(b)).map((one) => bandInWords(one, now));
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** "Under the influence, rouse every 30 min at most" as one line for a card. */
export function watchInLine(watch: Watch): string {
  const tightest = [...watch.bands].sort((a, b) => a.max_gap_s - b.max_gap_s)[0];
  return tightest ? `${WATCH[watch.reason]}: ${lower(gapInWords(tightest).split(',')[0]!)}` : WATCH[watch.reason];
}

/** Null: it may end at any time. */
export function leastInWords(watch: Watch, now: When): string | null {
  const { least_until } = watch;
  if (least_until === null || msOf(least_until) <= msOf(now)) return null;
  return `Not before ${ukTimeNear(least_until, now)}, ${spanInWords((msOf(least_until) - msOf(now)) / 1000)} from now`;
}

/** The question is past its time, and nobody has answered it. */
export const isUndecided = (watch: Watch, now: When): boolean => watch.ended === null && watch.decide_at !== null && msOf(watch.decide_at) <= msOf(now);

/** "Decide by 02:00, 12 min left", "Decision 2 h overdue, since 02:00" */
export function decideInWords(watch: Watch, now: When): string | null {
  const { decide_at } = watch;
  if (decide_at === null || watch.ended) return null;
  const left = (msOf(decide_at) - msOf(now)) / 1000;
  if (left <= 0) return `Decision ${overdueInWords(decide_at, now)}, asked since ${ukTimeNear(decide_at, now)}. It goes on until somebody decides.`;
  return left < 86_400 ? `Decide by ${ukTimeNear(decide_at, now)}, ${spanInWords(left)} left` : `Asked again on ${ukDateTime(decide_at)}`;
}

const DID = { kept: 'Kept', tightened: 'Checked more often', ended: 'Ended' } as const;

/** "Kept until 11 November 2026, 06:00. Mary Okafor, ...: “still unsteady”" */
export function decisionLine(one: Watch['decisions'][number]): string {
  const until = one.until ? ` until ${ukDateTime(one.until)}` : '';
  return `${DID[one.decision]}${until}, ${one.by}, ${ukDateTime(one.at)}. ${one.words ? `“${one.words}”` : ''}`;
}

/** "22:10: could be roused yes, answered yes, ..." without judging any of it. */
export function answersLine(one: Watch['answers'][number]): string {
  const parts = (Object.keys(ROUSE) as (keyof typeof ROUSE)[]).map((key) => `${lower(ROUSE[key])}: ${YES_NO[one[key]]}`);
  return `${ukDateTime(one.at)}, ${one.by}: ${parts.join(', ')}`;
}

export const tightestS = (watch: Watch): number => Math.min(Infinity, ...watch.bands.map((one) => one.max_gap_s));

export const nowEvery = (watch: Watch): string => everyInWords(tightestS(watch));
