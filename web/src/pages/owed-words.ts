// What is owed to the women of a house, counted in words.
import type { Owed, OwedWhat } from '../records-safety.ts';
import { leftInWords, msOf, overdueInWords, ukDay, ukTimeNear, type When } from '../time.ts';
import { OWED } from '../words-safety.ts';

/** Where each is done. */
export const OWED_AT: Record<OwedWhat, string> = {
  review_act: '/reviews',
  review: '/reviews',
  starter_plan: '/safety-plan',
  full_plan: '/safety-plan',
  agreement: '/safety-plan',
  watch_decision: '/watches',
  proposal: '/signs',
  briefing: '/safety-plan',
  keywork: '/keywork',
  suggestion: '/safety-plan',
  meeting: '/meetings',
  meeting_copy: '/meetings',
  practitioner_call: '/updates',
  thread: '/threads',
  choices: '/choices',
  referral: '/referrals',
};

const isToday = (one: Owed, now: When): boolean => !one.overdue && one.due !== null && ukDay(one.due) === ukDay(now);

/** "2 reviews overdue, 1 due today", one line for each thing that is owed; what is due later only counts as more. */
export function owedInLines(owed: readonly Owed[], now: When): { what: OwedWhat; words: string; overdue: boolean }[] {
  return (Object.keys(OWED) as OwedWhat[]).flatMap((what) => {
    const some = owed.filter((one) => one.what === what);
    if (some.length === 0) return [];
    const late = some.filter((one) => one.overdue).length;
    const today = some.filter((one) => isToday(one, now)).length;
    const counts: [number, string][] = [
      [late, 'overdue'],
      [today, 'due today'],
      [some.length - late - today, 'due later'],
    ];
    const parts = counts.filter(([n]) => n > 0);
    const [one, many] = OWED[what];
    const words = parts.map(([n, state], i) => (i === 0 ? `${n} ${n === 1 ? one : many} ${state}` : `${n} ${state}`));
    return [{ what, words: words.join(', '), overdue: late > 0 }];
  });
}

/** "3 days overdue, since 7 November, 09:00", "by 21:31, 12 minutes left" */
export function owedWhen(one: Owed, now: When): string {
  if (one.due === null) return `since ${ukTimeNear(one.since, now)}`;
  if (msOf(one.due) <= msOf(now)) return `${overdueInWords(one.due, now)}, since ${ukTimeNear(one.due, now)}`;
  return `by ${ukTimeNear(one.due, now)}, ${leftInWords(one.due, now)}`;
}

/** What is late first, then what is due soonest. */
export const inOrder = (owed: readonly Owed[]): Owed[] => [...owed].sort((a, b) => msOf(a.due ?? a.since) - msOf(b.due ?? b.since));
