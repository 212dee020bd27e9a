// The two clocks of a review, in words. A past one is counted in days once it is a day, and the clocks are those of the
// newest trigger.
import type { Review, Trigger } from '../../records-safety.ts';
import { leftInWords, msOf, overdueInWords, ukTimeNear, type When } from '../../time.ts';

export interface ClockWords {
  words: string;
  overdue: boolean;
}

const newest = (triggers: readonly Trigger[]): Trigger | undefined => [...triggers].sort((a, b) => msOf(b.at) - msOf(a.at))[0];

function clockOf(verb: string, late: string, by: string, now: When): ClockWords {
  const overdue = msOf(by) < msOf(now);
  return { overdue, words: overdue ? `${late} ${overdueInWords(by, now)}, since ${ukTimeNear(by, now)}` : `${verb} by ${ukTimeNear(by, now)}, ${leftInWords(by, now)}` };
}

/** What is to be said as done at once: the newest trigger that asks for it, while nobody has. */
export const toActOn = (review: Review): Trigger | null => [...review.triggers].sort((a, b) => msOf(b.at) - msOf(a.at)).find((one) => one.act_by !== null && one.act === null) ?? null;

export function actClock(review: Review, now: When): ClockWords | null {
  const trigger = toActOn(review);
  return trigger && clockOf('Act', 'Acting at once is', trigger.act_by!, now);
}

export function reviewClock(review: Review, now: When): ClockWords | null {
  const last = newest(review.triggers);
  return last ? clockOf('Review', 'The review is', last.review_by, now) : null;
}

/** Both in one line, for a card: "Act by 21:31, 12 minutes left". */
export function reviewInLine(review: Review, now: When): ClockWords {
  return actClock(review, now) ?? reviewClock(review, now) ?? { words: 'Open', overdue: false };
}

