// A routine alarm that was put off: until when, by whom and why, and how long that has been in all. Pure.
import type { Snooze } from '../../plan/board.ts';
import { sounding } from '../../state/board.ts';
import { msOf, plural, ukTimeTonight } from '../../time.ts';
import type { Alarm, BoardRow, Requirement } from '../../types.ts';

const MINUTE_MS = 60_000;

/** Those of the alarm that is open, the oldest first. */
export function snoozesOf(row: BoardRow): Snooze[] {
  const { alarm } = row;
  if (!alarm) return [];
  return (row.snoozes ?? []).filter((one) => msOf(one.at) >= msOf(alarm.opened_at)).sort((a, b) => msOf(a.at) - msOf(b.at));
}

const untilMs = (one: Snooze): number => msOf(one.at) + one.minutes * MINUTE_MS;

/** What was put off again before it was over counts as long as it lasted. */
function totalMinutes(all: readonly Snooze[]): number {
  const ms = all.map((one, i) => Math.min(untilMs(one), all[i + 1] ? msOf(all[i + 1]!.at) : Infinity) - msOf(one.at));
  return Math.round(ms.reduce((sum, one) => sum + one, 0) / MINUTE_MS);
}

const times = (n: number): string => (n === 1 ? 'once' : n === 2 ? 'twice' : `${n} times`);
/** Words of hers, and one full stop. */
const why = (reason: string | null): string => (reason === null ? '' : `: ${reason.replace(/[.\s]+$/, '')}`);

/** "Put off until 02:15 by DT: with another woman. Put off twice, 25 minutes in all." */
export function snoozeWords(row: BoardRow, nowMs: number): string | null {
  const all = snoozesOf(row);
  const last = all.at(-1);
  if (!last) return null;
  const now = row.alarm?.quiet_until != null && msOf(row.alarm.quiet_until) === untilMs(last) && untilMs(last) > nowMs;
  const sum = `Put off ${times(all.length)}, ${plural(totalMinutes(all), 'minute')} in all`;
  const one = `${now ? `Put off until ${ukTimeTonight(untilMs(last), nowMs)}` : 'Put off'} by ${last.by}${why(last.reason)}`;
  if (now) return all.length > 1 ? `${one}. ${sum}.` : `${one}.`;
  return all.length > 1 ? `${sum}, last by ${last.by}${why(last.reason)}.` : `${sum}, by ${last.by}${why(last.reason)}.`;
}

/** The routine check whose alarm can be put off; null: nothing sounds, or what sounds is closer than that. */
export function snoozable(row: BoardRow, nowMs: number): Requirement | null {
  const { alarm } = row;
  if (!alarm || !routine(alarm) || !sounding(alarm, nowMs)) return null;
  const late = row.requirements.filter((one) => one.class === 'routine' && msOf(one.latest) < nowMs);
  return late.sort((a, b) => msOf(a.latest) - msOf(b.latest))[0] ?? null;
}

const routine = (alarm: Alarm): boolean => alarm.class === 'routine' && (alarm.cause ?? 'overdue') === 'overdue';
