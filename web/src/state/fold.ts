// Live events folded into the board. Pure: a board and an event give a board. An event that the board already contains,
// or that comes twice, changes nothing, because a page's data and its stream overlap on purpose. Run over a night's
// events from an empty board it gives the board that the server gives.
import type {
  Alarm,
  Board,
  BoardPart,
  BoardRow,
  Going,
  LastVisit,
  LiveEvent,
  Requirement,
  Uuid,
} from '../types.ts';
import { msOf } from '../time.ts';

export interface BoardState {
  board: Board;
  /** The last event folded in; everything up to it is in the board. */
  last: EventOrder | null;
  /** Something changed that events do not carry (names, people on shift, settings): the page should load it again. */
  stale: boolean;
}

interface EventOrder {
  epoch: string;
  xid: bigint;
  seq: bigint;
}

export function boardState(board: Board): BoardState {
  return { board, last: null, stale: false };
}

function orderOf(id: string): EventOrder | null {
  const found = /^(.+)-(\d+)-(\d+)$/.exec(id);
  return found ? { epoch: found[1]!, xid: BigInt(found[2]!), seq: BigInt(found[3]!) } : null;
}

function alreadyIn(last: EventOrder | null, next: EventOrder | null): boolean {
  if (!last || !next || last.epoch !== next.epoch) return false;
  return next.xid < last.xid || (next.xid === last.xid && next.seq <= last.seq);
}

/** Kinds after which the page's data is asked for again. */
const RELOADS = /^(stay\.arrived|contact\.changed|setting\.changed|sign_on\.|staff\.|room\.)/;

export function fold(state: BoardState, event: LiveEvent): BoardState {
  const order = orderOf(event.id);
  if (alreadyIn(state.last, order)) return state;
  const next: BoardState = { ...state, last: order ?? state.last };
  if (event.premises !== null && event.premises !== state.board.premises.id) return next;
  if (RELOADS.test(event.kind)) next.stale = true;
  const stay = event.stay ?? event.data.board?.stay ?? event.data.board?.alarm?.stay ?? null;
  if (stay === null) return next;
  if (event.kind === 'stay.departed') return withRows(next, (rows) => rows.filter((row) => row.stay !== stay));
  const part = event.data.board;
  if (!part) return next;
  return foldPart(next, stay, { ...part, ...named(state.board, event, part) });
}

/** Adds what only a signed-on screen is told to what the board part says. */
function named(board: Board, event: LiveEvent, part: BoardPart): Partial<BoardPart> {
  const initials = board.people?.find((person) => person.staff === event.staff)?.initials ?? null;
  const out: Partial<BoardPart> = {};
  if (part.visit) {
    const whole = (event.data['visit'] ?? {}) as Partial<LastVisit>;
    out.visit = { ...part.visit, id: whole.id ?? null, by: initials, marks: whole.marks ?? [] };
  }
  if (part.going) {
    const said = event.data as { staff?: Uuid; initials?: string };
    const going: Going = { ...part.going, staff: said.staff ?? event.staff ?? null, initials: said.initials ?? initials };
    out.going = going;
  }
  return out;
}

/** Folds what a board may see of one event. The page uses it too, to show at once what the server answered. */
export function foldPart(state: BoardState, stay: Uuid, part: BoardPart): BoardState {
  const known = state.board.rows.some((row) => row.stay === stay);
  if (!known && !part.opened?.length && !part.room) return state;
  const withRow = known ? state : withRows(state, (rows) => [...rows, emptyRow(stay)]);
  return withRows(withRow, (rows) => rows.map((row) => (row.stay === stay ? changed(row, part) : row)));
}

function withRows(state: BoardState, change: (rows: BoardRow[]) => BoardRow[]): BoardState {
  return { ...state, board: { ...state.board, rows: change(state.board.rows) } };
}

function emptyRow(stay: Uuid): BoardRow {
  return {
    stay,
    room: null,
    resident: null,
    presence: { state: 'in', since: null, back_by: null },
    requirements: [],
    last_visit: null,
    going: null,
    alarm: null,
    how: null,
    day_of_stay: null,
    days_since_release: null,
    predictable: false,
  };
}

function changed(row: BoardRow, part: BoardPart): BoardRow {
  const next: BoardRow = { ...row, requirements: requirementsAfter(row.requirements, part) };
  if (part.visit) next.last_visit = laterVisit(row.last_visit, part.visit);
  if (part.going !== undefined) next.going = part.going;
  if (part.presence) next.presence = part.presence;
  if (part.alarm) next.alarm = alarmAfter(row.alarm, part.alarm);
  if (part.room) next.room = part.room;
  return next;
}

function requirementsAfter(now: readonly Requirement[], part: BoardPart): Requirement[] {
  const closed = new Set(part.closed?.map((one) => one.id));
  const opened = part.opened ?? [];
  const replaced = new Set(opened.map((one) => one.id));
  const kept = now.filter((one) => !closed.has(one.id) && !replaced.has(one.id));
  return [...kept, ...opened.filter((one) => !closed.has(one.id))];
}

/** A visit entered late, done before one that is known, is not the last one. */
function laterVisit(known: LastVisit | null, visit: LastVisit): LastVisit {
  return known && msOf(known.done_at) > msOf(visit.done_at) ? known : visit;
}

function alarmAfter(known: Alarm | null, alarm: Alarm): Alarm | null {
  if (alarm.state !== 'closed') return { ...alarm, told: alarm.told ?? known?.told ?? null };
  return known && known.id !== alarm.id ? known : null;
}

/** What both a replay of a night and the server's board must agree on, in one order. */
export function checkState(board: Board): unknown {
  const rows = board.rows.map((row) => ({
    stay: row.stay,
    presence: row.presence.state,
    open: row.requirements.map((one) => `${one.id} ${one.kind} ${one.from} ${one.latest}`).sort(),
    last: row.last_visit && `${row.last_visit.outcome} ${row.last_visit.done_at}`,
    alarm: row.alarm && `${row.alarm.id} ${row.alarm.state} ${row.alarm.rung}`,
    going: row.going?.until ?? null,
  }));
  return rows.sort((a, b) => (a.stay < b.stay ? -1 : 1));
}
