// The state of a check from its times alone: nobody types a status, and the server derives it by the same rule
// (tests/rules/status.json holds both to it). Overdue begins one second after the latest time, not before.
import type { BoardRow, Instant, Requirement, RequirementState } from './types.ts';
import { daysBetween, msOf } from './time.ts';

export type Due = 'later' | 'soon' | 'due' | 'overdue';
export type CheckStatus = Due | 'done' | 'done_late' | 'missed' | 'not_required';
export type RowState = Due | 'no_reply' | 'away';

export const SOON_S = 15 * 60;
const OVERDUE_AFTER_MS = 1000;

/** Milliseconds with their fraction: the server's instants are exact to the microsecond, and edges matter here. */
function exactMs(instant: Instant): number {
  const micros = /\.\d{3}(\d{1,3})/.exec(instant)?.[1] ?? '';
  return msOf(instant) + Number(micros.padEnd(3, '0')) / 1000;
}

function isOverdue(latest: Instant, atMs: number): boolean {
  return atMs - exactMs(latest) >= OVERDUE_AFTER_MS;
}

export interface CheckTimes {
  from: Instant;
  latest: Instant;
}

export function dueState(times: CheckTimes, nowMs: number, soonS = SOON_S): Due {
  if (isOverdue(times.latest, nowMs)) return 'overdue';
  const opens = exactMs(times.from);
  if (nowMs >= opens) return 'due';
  return opens - nowMs <= soonS * 1000 ? 'soon' : 'later';
}

/** What a check is called, open or closed; `closedAt` is when the visit that completed it was made. */
export function checkStatus(
  check: CheckTimes & { state: RequirementState; closedAt?: Instant | null },
  nowMs: number,
  soonS = SOON_S,
): CheckStatus {
  if (check.state === 'open') return dueState(check, nowMs, soonS);
  if (check.state !== 'done') return check.state;
  return check.closedAt && isOverdue(check.latest, exactMs(check.closedAt)) ? 'done_late' : 'done';
}

const URGENCY: Record<Due, number> = { overdue: 0, due: 1, soon: 2, later: 3 };

/** The requirement that decides about a row: the most urgent, then the one whose latest time comes first. */
export function leading(requirements: readonly Requirement[], nowMs: number, soonS = SOON_S): Requirement | null {
  const rank = (one: Requirement): number => URGENCY[dueState(one, nowMs, soonS)];
  return [...requirements].sort((a, b) => rank(a) - rank(b) || exactMs(a.latest) - exactMs(b.latest))[0] ?? null;
}

/** Nobody has seen or heard her at the last visit, and nothing since. */
export function unanswered(row: BoardRow): boolean {
  return row.last_visit?.outcome === 'no_reply' || row.last_visit?.outcome === 'not_in_room';
}

/** She is in, and the last try got no answer: said and counted also while she stands among those who are due. */
export function silent(row: BoardRow): boolean {
  return row.presence.state === 'in' && (unanswered(row) || row.chain != null);
}

export interface RowView {
  row: BoardRow;
  state: RowState;
  /** The requirement that decided, if any is open. */
  leading: Requirement | null;
}

export function viewOf(row: BoardRow, nowMs: number, soonS = SOON_S): RowView {
  const first = leading(row.requirements, nowMs, soonS);
  const due = first ? dueState(first, nowMs, soonS) : 'later';
  if (due === 'overdue' || due === 'due') return { row, state: due, leading: first };
  if (silent(row)) return { row, state: 'no_reply', leading: first };
  if (row.presence.state !== 'in' && !first) return { row, state: 'away', leading: null };
  return { row, state: due, leading: first };
}

export const GROUPS: readonly RowState[] = ['overdue', 'due', 'no_reply', 'soon', 'later', 'away'];

/** "9" before "10" and "G2" before "G12". Not by Intl, which takes a slow laptop a twelfth of a second to make. */
export function byRoom(a: { room: string | null }, b: { room: string | null }): number {
  const [first, second] = [a, b].map(({ room }) => (room ?? '').replace(/\d+/g, (digits) => digits.padStart(8, '0'))) as [string, string];
  return first === second ? 0 : first < second ? -1 : 1;
}

/** The order of the board, the server's too: overdue, due, no reply, then the other open ones; ties by the latest time. */
const RANK: Record<RowState, number> = { overdue: 0, due: 1, no_reply: 2, soon: 3, later: 3, away: 4 };

export interface Place {
  state: RowState;
  /** Infinity when nothing is open. */
  latestMs: number;
}

export function boardOrder(a: Place, b: Place): number {
  if (RANK[a.state] !== RANK[b.state]) return RANK[a.state] - RANK[b.state];
  return a.latestMs === b.latestMs ? 0 : a.latestMs - b.latestMs;
}

function placeOf(view: RowView): Place {
  return { state: view.state, latestMs: view.leading ? exactMs(view.leading.latest) : Infinity };
}

export function compareViews(a: RowView, b: RowView): number {
  return boardOrder(placeOf(a), placeOf(b)) || byRoom(a.row, b.row);
}

export interface Group {
  state: RowState;
  views: RowView[];
}

/** The board in its order; groups without anybody are left out. */
export function groupsOf(rows: readonly BoardRow[], nowMs: number, soonS = SOON_S): Group[] {
  const views = rows.map((row) => viewOf(row, nowMs, soonS)).sort(compareViews);
  return GROUPS.map((state) => ({ state, views: views.filter((view) => view.state === state) })).filter(
    (group) => group.views.length > 0,
  );
}

export interface Counts {
  overdue: number;
  due: number;
  soon: number;
  noReply: number;
  /** The next window to open, for "Next 02:19, room 15". */
  next: { at: Instant; room: string | null } | null;
}

export function countsOf(groups: readonly Group[]): Counts {
  const count = (state: RowState): number => groups.find((group) => group.state === state)?.views.length ?? 0;
  const coming = groups
    .filter((group) => group.state === 'soon' || group.state === 'later')
    .flatMap((group) => group.views)
    .filter((view) => view.leading)
    .sort((a, b) => exactMs(a.leading!.from) - exactMs(b.leading!.from))[0];
  return {
    overdue: count('overdue'),
    due: count('due'),
    soon: count('soon'),
    noReply: groups.flatMap((group) => group.views).filter(({ row }) => silent(row)).length,
    next: coming ? { at: coming.leading!.from, room: coming.row.room } : null,
  };
}

export type DueWord = 'closed' | 'overdue' | 'today' | 'soon' | 'later';

const SOON_DAYS = 7;

/** An action, a review: something with a target day, both days as "2026-11-24". */
export function dueStatus(target: string, today: string, closed: boolean): { word: DueWord; days: number } {
  if (closed) return { word: 'closed', days: 0 };
  const days = daysBetween(today, target);
  if (days < 0) return { word: 'overdue', days: -days };
  if (days === 0) return { word: 'today', days: 0 };
  return { word: days <= SOON_DAYS ? 'soon' : 'later', days };
}

export type PlanStatus = 'not_started' | 'in_force' | 'review_soon' | 'review_overdue' | 'ended';

export interface PlanTimes {
  start: Instant;
  review_by: Instant | null;
  ended_at: Instant | null;
}

/** A plan past its review stays in force. */
export function planStatus(plan: PlanTimes, nowMs: number): PlanStatus {
  if (plan.ended_at !== null && exactMs(plan.ended_at) <= nowMs) return 'ended';
  if (nowMs < exactMs(plan.start)) return 'not_started';
  if (plan.review_by === null) return 'in_force';
  if (isOverdue(plan.review_by, nowMs)) return 'review_overdue';
  return nowMs >= exactMs(plan.review_by) - SOON_DAYS * 86_400_000 ? 'review_soon' : 'in_force';
}
