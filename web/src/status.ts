// The state of a check from its times alone: nobody types a status, and the server derives it by the same rule
// (tests/rules/status.json holds both to it). Overdue begins one second after the latest time, not before.
import type { BoardRow, Requirement } from './types.ts';
import { msOf } from './time.ts';

export type Due = 'later' | 'soon' | 'due' | 'overdue';
export type RowState = Due | 'no_reply' | 'away';

export const SOON_S = 15 * 60;
const OVERDUE_AFTER_MS = 1000;

export function dueState(times: { from: string; latest: string }, nowMs: number, soonS = SOON_S): Due {
  if (nowMs >= msOf(times.latest) + OVERDUE_AFTER_MS) return 'overdue';
  const opens = msOf(times.from);
  if (nowMs >= opens) return 'due';
  return nowMs >= opens - soonS * 1000 ? 'soon' : 'later';
}

const URGENCY: Record<Due, number> = { overdue: 0, due: 1, soon: 2, later: 3 };

/** The requirement that decides about a row: the most urgent, then the one whose latest time comes first. */
export function leading(requirements: readonly Requirement[], nowMs: number, soonS = SOON_S): Requirement | null {
  const rank = (one: Requirement): number => URGENCY[dueState(one, nowMs, soonS)];
  return [...requirements].sort((a, b) => rank(a) - rank(b) || msOf(a.latest) - msOf(b.latest))[0] ?? null;
}

/** Nobody has seen or heard her at the last visit, and nothing since. */
export function unanswered(row: BoardRow): boolean {
  return row.last_visit?.outcome === 'no_reply' || row.last_visit?.outcome === 'not_in_room';
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
  if (unanswered(row) && row.presence.state === 'in') return { row, state: 'no_reply', leading: first };
  if (row.presence.state !== 'in' && !first) return { row, state: 'away', leading: null };
  return { row, state: due, leading: first };
}

export const GROUPS: readonly RowState[] = ['overdue', 'due', 'no_reply', 'soon', 'later', 'away'];

const NATURAL = new Intl.Collator('en-GB', { numeric: true });

export function byRoom(a: { room: string }, b: { room: string }): number {
  return NATURAL.compare(a.room, b.room);
}

/** What rows of a group are ordered by: overdue and due by the latest time, what is to come by when it opens. */
function orderTime(view: RowView): number {
  if (!view.leading) return Infinity;
  return msOf(view.state === 'soon' || view.state === 'later' ? view.leading.from : view.leading.latest);
}

export function compareViews(a: RowView, b: RowView): number {
  const groups = GROUPS.indexOf(a.state) - GROUPS.indexOf(b.state);
  if (groups !== 0) return groups;
  const [at, bt] = [orderTime(a), orderTime(b)];
  return (at === bt ? 0 : at - bt) || byRoom(a.row, b.row);
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
  next: { at: string; room: string } | null;
}

export function countsOf(groups: readonly Group[]): Counts {
  const count = (state: RowState): number => groups.find((group) => group.state === state)?.views.length ?? 0;
  const coming = groups
    .filter((group) => group.state === 'soon' || group.state === 'later')
    .flatMap((group) => group.views)
    .find((view) => view.leading);
  return {
    overdue: count('overdue'),
    due: count('due'),
    soon: count('soon'),
    noReply: count('no_reply'),
    next: coming ? { at: coming.leading!.from, room: coming.row.room } : null,
  };
}
