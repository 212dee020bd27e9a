// Live events folded into the board. Pure: a board and an event give a board. An event that the board already contains,
// or that comes twice, changes nothing, because a page's data and its stream overlap on purpose. Run over a night's
// events from an empty board it gives the board that the server gives.
import type {
  Alarm,
  Board,
  BoardPart,
  BoardRow,
  LastVisit,
  LiveEvent,
  Requirement,
  Uuid,
} from '../types.ts';
import type { AddedTalk, RowPart } from '../plan/board.ts';
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
const RELOADS = /^(stay\.arrived|setting\.changed|sign_on\.|staff\.|room\.)/;

export function fold(state: BoardState, event: LiveEvent): BoardState {
  const order = orderOf(event.id);
  if (alreadyIn(state.last, order)) return state;
  const next: BoardState = { ...state, last: order ?? state.last };
  if (event.premises !== null && event.premises !== state.board.premises.id) return next;
  if (RELOADS.test(event.kind)) next.stale = true;
  const stay = event.stay ?? event.data.board?.stay ?? event.data.board?.alarm?.stay ?? null;
  if (stay === null) return next;
  if (event.kind === 'stay.departed') return withRows(next, (rows) => rows.filter((row) => row.stay !== stay));
  const { board: seen, how, row: members } = event.data;
  const told = seen ? foldPart(next, stay, named(event, seen), event.data.corrects !== undefined) : next;
  return foldRow(told, stay, { ...planParts(members), ...(how && { how }), ...snoozedPart(told, stay, event) });
}

/** Puts members into her row in place of what was there. */
export function foldRow(state: BoardState, stay: Uuid, members: Partial<BoardRow>): BoardState {
  if (Object.keys(members).length === 0) return state;
  return withRows(state, (rows) => rows.map((row) => (row.stay === stay ? { ...row, ...members } : row)));
}

/** What an event may put into a row, and nothing else that it happens to carry. */
const ROW_MEMBERS = ['watches', 'signs', 'daily', 'proposals', 'review', 'strength', 'hard_days', 'plan', 'chain'] as const;

function planParts(members: RowPart | undefined): RowPart {
  const known = ROW_MEMBERS.filter((name) => members?.[name] !== undefined);
  return Object.fromEntries(known.map((name) => [name, members![name]]));
}

/** Once more put off, unless the board has it already. */
function snoozedPart(state: BoardState, stay: Uuid, event: LiveEvent): RowPart {
  if (event.kind !== 'requirement.snoozed') return {};
  const known = state.board.rows.find((row) => row.stay === stay)?.snoozes ?? [];
  const { minutes, reason = null, by } = event.data as { minutes?: number; reason?: string | null; by?: string };
  if (minutes === undefined || by === undefined || known.some((one) => one.at === event.happened_at)) return {};
  return { snoozes: [...known, { at: event.happened_at, minutes, reason, by }] };
}

/** The board's part, with what only a signed-on screen is told in its place. */
function named(event: LiveEvent, part: BoardPart): BoardPart {
  const { last_visit: visit, going } = event.data;
  return { ...part, ...(visit !== undefined && { visit }), ...(part.going && going && { going }) };
}

/** Folds what a board may see of one event. The page uses it too, to show at once what the server answered. */
export function foldPart(state: BoardState, stay: Uuid, part: BoardPart, corrects = false): BoardState {
  const known = state.board.rows.find((row) => row.stay === stay);
  if (!known && !part.opened?.length && !part.room) return state;
  const before = known ?? emptyRow(stay);
  const after = changed(before, part, corrects);
  const rows = state.board.rows.map((row) => (row === known ? after : row));
  const next = withRows(state, () => (known ? rows : [...rows, after]));
  return state.board.locked && unsure(before.last_visit, part) ? { ...next, stale: true } : next;
}

/**
 * A locked board is not told whether a visit corrects another: one that is not the newest may be a late entry, which
 * changes nothing, or what is left after a correction.
 */
function unsure(known: LastVisit | null, { visit }: BoardPart): boolean {
  if (visit === undefined || known === null) return false;
  return visit === null || msOf(visit.done_at) < msOf(known.done_at);
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

function changed(row: BoardRow, part: BoardPart, corrects: boolean): BoardRow {
  const next: BoardRow = { ...row, requirements: requirementsAfter(row.requirements, part) };
  const talks = talksOver(row, part);
  if (talks.length > 0) next.added = [...(row.added ?? []), ...talks];
  if (part.visit !== undefined) next.last_visit = corrects ? part.visit : laterVisit(row.last_visit, part.visit);
  if (part.predictable !== undefined) next.predictable = part.predictable;
  if (part.going !== undefined) next.going = part.going;
  if (part.presence) next.presence = part.presence;
  if (part.alarm) next.alarm = alarmAfter(row.alarm, part.alarm);
  if (part.room) next.room = part.room;
  if (part.chain !== undefined) next.chain = part.chain && { id: part.chain.id, opened_at: part.chain.opened_at };
  return next;
}

/** Talks after an incident that this closes: what the row would forget with the requirement. */
function talksOver(row: BoardRow, part: BoardPart): AddedTalk[] {
  return (part.closed ?? []).flatMap(({ id, state }) => {
    const talk = row.requirements.find((one) => one.id === id && one.source === 'added' && one.kind === 'conversation');
    return talk && state !== 'not_required' ? [{ latest: talk.latest, state, at: part.visit?.done_at ?? null }] : [];
  });
}

function requirementsAfter(now: readonly Requirement[], part: BoardPart): Requirement[] {
  const closed = new Set(part.closed?.map((one) => one.id));
  const opened = part.opened ?? [];
  const replaced = new Set(opened.map((one) => one.id));
  const kept = now.filter((one) => !closed.has(one.id) && !replaced.has(one.id));
  return [...kept, ...opened.filter((one) => !closed.has(one.id))];
}

/** A visit entered late, done before one that is known, is not the last one. */
function laterVisit(known: LastVisit | null, visit: LastVisit | null): LastVisit | null {
  return known && visit && msOf(known.done_at) > msOf(visit.done_at) ? known : visit;
}

function alarmAfter(known: Alarm | null, alarm: Alarm): Alarm | null {
  if (alarm.state !== 'closed') return alarm;
  return known?.id === alarm.id ? null : known;
}

/** Her plan that acts, as far as events alone can tell it: null and empty are the same here. */
function planState(row: BoardRow): object {
  const { review } = row;
  return {
    watches: (row.watches ?? []).map((one) => `${one.id} ${one.reason} ${one.least_until} ${one.decide_at}`).sort(),
    proposals: (row.proposals ?? []).map((one) => `${one.id} ${one.decide_by} ${one.sightings.map(({ id }) => id).sort()}`).sort(),
    signs: (row.signs ?? []).map((one) => `${one.sign} ${one.state}`).sort(),
    review: review ? `${review.id} ${review.act_by} ${review.acted} ${review.review_by}` : null,
    hardDays: (row.hard_days ?? []).map((one) => `${one.day} ${one.kind}`).sort(),
    strength: row.strength ?? null,
    plan: row.plan ? `${row.plan.version} ${row.plan.state}` : null,
    chain: row.chain?.id ?? null,
  };
}

function checksOf(row: BoardRow) {
  return {
    stay: row.stay,
    presence: row.presence.state,
    open: row.requirements.map((one) => `${one.id} ${one.kind} ${one.from} ${one.latest}`).sort(),
    last: row.last_visit && `${row.last_visit.outcome} ${row.last_visit.done_at}`,
    alarm: row.alarm && `${row.alarm.id} ${row.alarm.state} ${row.alarm.rung}`,
    going: row.going?.until ?? null,
  };
}

const ordered = <T extends { stay: Uuid }>(rows: T[]): T[] => rows.sort((a, b) => (a.stay < b.stay ? -1 : 1));

/** What both a replay of a night and the server's board must agree on about checks, in one order. */
export const checkState = (board: Board): unknown => ordered(board.rows.map(checksOf));

/** The same with what of her plan acts on them. */
export const wholeState = (board: Board): unknown => ordered(board.rows.map((row) => ({ ...checksOf(row), ...planState(row) })));
