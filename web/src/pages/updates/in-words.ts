// The line to her practitioner in words: what was told, who has read it, and who waits for whom.
import type { CheckCounts, Share, Sharing, Thread, ThreadSide, Update } from '../../records-updates.ts';
import { msOf, plural, spanInWords, ukTimeNear, type When } from '../../time.ts';
import { LEVEL, SHARE, UPDATE_KIND } from '../../words-updates.ts';

/** "Missing (tell now)" */
export const updateTitle = ({ kind, level }: Pick<Update, 'kind' | 'level'>): string => `${UPDATE_KIND[kind]} (${LEVEL[level].toLowerCase()})`;

const SOMEBODY = 'somebody who no longer works here';

/** What became of it, one line each: read by whom, passed on, telephoned. Nothing yet is said too. */
export function receiptLines(update: Update, now: When): string[] {
  const { read, passed, phoned } = update;
  const near = (at: When): string => ukTimeNear(at, now);
  const found = read.map((one) => `Read by ${one.by ?? SOMEBODY}, ${near(one.at)}`);
  if (passed) {
    found.push(
      passed.to === null ? `Nobody had read it by ${near(passed.at)} and no deputy is named: the on-call manager was told` : `Passed to ${passed.to}, ${near(passed.at)}`,
    );
  }
  if (phoned) found.push(`Telephoned by ${phoned.by ?? SOMEBODY}, ${near(phoned.at)}: ${phoned.words ?? 'not shown to you'}`);
  return read.length === 0 ? ['Not read yet', ...found] : found;
}

const WAITS: Record<ThreadSide, Record<ThreadSide, string>> = {
  practitioner: { practitioner: 'Waits for your answer', premises: 'Waits for the house' },
  premises: { practitioner: 'Waits for her practitioner', premises: 'Waits for an answer from here' },
};

/** "Waits for the house since 07:43, for 12 min", as `side` reads it; closed: when and how. */
export function waitsInWords(thread: Thread, side: ThreadSide, now: When): string {
  const last = thread.entries[thread.entries.length - 1];
  if (thread.waits_on === null || thread.waits_since === null) {
    return last ? `${last.kind === 'closed' ? 'Closed' : 'Answered'} ${ukTimeNear(last.at, now)}` : 'Closed';
  }
  const seconds = Math.max(0, (msOf(now) - msOf(thread.waits_since)) / 1000);
  const since = `${WAITS[side][thread.waits_on]} since ${ukTimeNear(thread.waits_since, now)}`;
  return seconds < 60 ? since : `${since}, for ${spanInWords(seconds)}`;
}

/** The question that stands, or the last word where none does. */
export function lastWords(thread: Thread): string | null {
  return thread.entries[thread.entries.length - 1]?.words ?? null;
}

/** "46 of 48 checks done, 2 of these late. Longest time between two: 1 h 5 min." */
export function checksInWords(checks: CheckCounts): string {
  const all = checks.done + checks.missed;
  if (all === 0) return 'No check was due in the last 7 days.';
  const late = checks.late > 0 ? `, ${checks.late} of these late` : ', none late';
  const gap = checks.longest_gap_s === null ? '' : ` Longest time between two: ${spanInWords(checks.longest_gap_s)}.`;
  return `${checks.done} of ${plural(all, 'check')} done${late}.${gap}`;
}

const ALL = Object.keys(SHARE) as Share[];
const named = (shares: readonly Share[]): string => shares.map((one) => SHARE[one].toLowerCase()).join('; ');

/** Whether she was told that this is shared; before anything was written down nothing is held back by it. */
export const isShared = (sharing: Sharing | null, what: Share): boolean => sharing === null || sharing.shares.includes(what);

/** [what is shared, what is not], in words. */
export function sharesInWords(sharing: Sharing): [string, string] {
  const not = ALL.filter((one) => !sharing.shares.includes(one));
  return [sharing.shares.length > 0 ? `Shared: ${named(ALL.filter((one) => sharing.shares.includes(one)))}.` : 'Nothing beyond these updates is shared.', not.length > 0 ? `Not shared: ${named(not)}.` : 'Nothing is kept back.'];
}
