// A window in words. An interval is a maximum: staff are given the whole window and its end, never one exact minute, so
// that checks stay irregular.
import { dueState } from '../../status.ts';
import { fromNow, msOf, overdueInWords, spanInWords, ukTimeTonight } from '../../time.ts';
import type { Requirement } from '../../types.ts';
import { KIND_ASKED, SOURCE } from '../../words.ts';

export interface DueWords {
  /** "Any time 02:19 to 02:37", "Latest 02:31", "Latest was 02:04" */
  window: string;
  /** "in 2 min", "any time now, 14 min left", "13 min overdue" */
  distance: string;
  /** "spoken reply", or with the round it belongs to. */
  what: string;
}

export function dueWords(one: Requirement, nowMs: number, soonS: number): DueWords {
  const latest = ukTimeTonight(one.latest, nowMs);
  const what = one.source === 'plan' ? KIND_ASKED[one.kind] : `${SOURCE[one.source]}: ${KIND_ASKED[one.kind]}`;
  switch (dueState(one, nowMs, soonS)) {
    case 'overdue':
      return { window: `Latest was ${latest}`, distance: overdueInWords(one.latest, nowMs), what };
    case 'due':
      return { window: `Latest ${latest}`, distance: `any time now, ${left(one, nowMs)} left`, what };
    default:
      return { window: `Any time ${ukTimeTonight(one.from, nowMs)} to ${latest}`, distance: fromNow(one.from, nowMs), what };
  }
}

function left(one: Requirement, nowMs: number): string {
  return spanInWords(Math.max(0, (msOf(one.latest) - nowMs) / 1000));
}

/** The rest of what is due or soon for her, most pressing first: one visit may close several. */
export function alsoDue(all: readonly Requirement[], leading: Requirement | null, nowMs: number, soonS: number): Requirement[] {
  return all
    .filter((one) => one.id !== leading?.id && dueState(one, nowMs, soonS) !== 'later')
    .sort((a, b) => msOf(a.latest) - msOf(b.latest));
}
