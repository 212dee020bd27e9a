// The board of one premises as this screen knows it: loaded once, kept true by the stream, loaded again when something
// changed that events do not carry. On a shared terminal it stays open whatever page is shown, because the sounds and
// the counts must go on.
import { batch, computed, effect, signal, untracked } from './signals.ts';
import { get, Problem } from '../api.ts';
import { Live } from '../live.ts';
import { location, matchPath } from '../router.ts';
import { countsOf, groupsOf, silent } from '../status.ts';
import { instantsOf, msOf, ukDay } from '../time.ts';
import type { RowPart } from '../plan/board.ts';
import type { Alarm, Board, BoardPart, BoardRow, LiveEvent, Uuid } from '../types.ts';
import { listen, nextShiftChange, type Listening } from './alarm.ts';
import { counts } from './board-summary.ts';
import { heardServerTime, now } from './clock.ts';
import { currentPremises, onTerminal, who } from './session.ts';
import { showLocked } from './terminal.ts';
import { boardState, fold, foldPart, foldRow, type BoardState } from './fold.ts';

const RELOAD_AFTER_MS = 300; // several changes at once are one loading
const TRY_AGAIN_MS = 5000;
const DAY_MS = 86_400_000;

/** Whom the board of a locked terminal is for. */
const LOCKED = 'locked';

const state = signal<BoardState | null>(null);

export const board = computed(() => state.value?.board ?? null);
/** Why there is no board, or no newer one; null when the last loading worked. */
export const boardProblem = signal<Problem | 'unreachable' | null>(null);

export const soonS = computed(() => Number(board.value?.settings.soon_s ?? 900));
export const acknowledgeS = computed(() => Number(board.value?.settings['acknowledge_s'] ?? 300));
export const groups = computed(() => groupsOf(board.value?.rows ?? [], now.value, soonS.value));

export function rowOf(stay: Uuid): BoardRow | null {
  return board.value?.rows.find((row) => row.stay === stay) ?? null;
}

/** Shows at once what the server has just answered; the event that says the same changes nothing more. */
export function applyAnswer(stay: Uuid, part: BoardPart): void {
  if (state.value) state.value = foldPart(state.value, stay, part);
}

/** As applyAnswer, for what of her plan stands in her row. */
export function applyRow(stay: Uuid, members: RowPart): void {
  if (state.value) state.value = foldRow(state.value, stay, members);
}

/** True while the alarm is to be heard: open, and not acknowledged a moment ago. */
export function sounding(alarm: Alarm | null, nowMs: number): boolean {
  if (!alarm || alarm.state === 'closed') return false;
  return alarm.quiet_until === null || msOf(alarm.quiet_until) <= nowMs;
}

export function isGoing(row: BoardRow, nowMs: number): boolean {
  return row.going !== null && msOf(row.going.until) > nowMs;
}

/** What the sounds need to know of the board. */
export function listeningOf(rows: readonly BoardRow[], nowMs: number, soon: number): Listening {
  const views = groupsOf(rows, nowMs, soon).flatMap((group) => group.views);
  const quiet = (row: BoardRow): boolean => row.alarm !== null && !sounding(row.alarm, nowMs);
  return {
    due: rows.flatMap((row) => row.requirements.filter((one) => msOf(one.drawn) <= nowMs).map((one) => one.id)),
    overdue: views
      .filter(({ row, state: now }) => now === 'overdue' && !isGoing(row, nowMs) && !quiet(row))
      .map(({ row, leading }) => ({ id: row.stay, latestMs: msOf(leading!.latest) })),
    noReply: rows.some((row) => silent(row) && sounding(row.alarm, nowMs)),
  };
}

interface Opened {
  premises: Uuid;
  /** Who is at the screen: another worker sees another board. */
  as: string;
  live: Live | null;
  timers: number[];
  /** When it is asked for again whatever happens. */
  turnAt: number | null;
  /** When it was loaded for the first time, or could not be. */
  loaded?: Promise<void>;
}

let opened: Opened | null = null;

/**
 * From now on the board that this screen needs is open: on its page, and on a shared terminal always, because its sounds go
 * on whatever page is shown. It is asked for as soon as it is known who is here, before anything is drawn.
 */
export function startBoard(): void {
  effect(() => {
    const house = currentPremises.value?.id;
    const as = who.value?.staff?.id ?? LOCKED;
    const needed = onTerminal.value || matchPath('/board', location.value.path) !== null;
    untracked(() => (house && needed ? openBoard(house, as) : closeBoard()));
  });
}

/** When the board that is being opened has come, or has not; at once when none is. */
export const firstBoard = (): Promise<void> | undefined => opened?.loaded;

/** Opens the board, unless exactly this one is open already. */
function openBoard(premises: Uuid, as: string): void {
  if (opened && opened.premises === premises && opened.as === as) return;
  const before = opened;
  closeBoard();
  // The same house, seen by somebody else: its names go at once, what a locked screen may show stays.
  if (before?.premises === premises && state.value) state.value = boardState(withoutNames(state.value.board));
  else state.value = null;
  boardProblem.value = null;
  opened = { premises, as, live: null, timers: [window.setInterval(eachSecond, 1000)], turnAt: null };
  opened.loaded = load(opened);
}

function closeBoard(): void {
  if (!opened) return;
  opened.live?.close();
  for (const timer of opened.timers) window.clearInterval(timer);
  opened = null;
  counts.value = null;
}

/** What is left of a board when its screen is locked and the server cannot be asked. */
export function withoutNames(full: Board): Board {
  const { people: _people, ...rest } = full;
  return { ...rest, locked: true, rows: full.rows.map(withoutName) };
}

function withoutName(row: BoardRow): BoardRow {
  const { stay, room, presence, requirements, alarm, predictable, worst_late_s, chain } = row;
  return {
    stay,
    room,
    presence,
    requirements,
    alarm,
    predictable,
    ...(worst_late_s !== undefined && { worst_late_s }),
    ...(chain && { chain: { id: chain.id, opened_at: chain.opened_at } }),
    resident: null,
    how: null,
    day_of_stay: null,
    days_since_release: null,
    going: row.going && { until: row.going.until },
    last_visit: row.last_visit && { outcome: row.last_visit.outcome, done_at: row.last_visit.done_at },
  };
}

async function load(mine: Opened): Promise<void> {
  try {
    const loaded = await get<Board>(`/api/premises/${mine.premises}/board`);
    if (opened !== mine) return;
    // The server has locked this terminal, and says so by leaving out the names.
    if (loaded.locked && mine.as !== LOCKED) return showLocked();
    batch(() => {
      heardServerTime(msOf(loaded.now));
      state.value = boardState(mine.as === LOCKED ? withoutNames(loaded) : loaded);
      boardProblem.value = null;
    });
    follow(mine, loaded.horizon);
  } catch (error) {
    if (opened !== mine) return;
    boardProblem.value = error instanceof Problem ? error : 'unreachable';
    later(mine, TRY_AGAIN_MS);
  }
}

/** The stream goes on from the board's own snapshot, so that nothing falls between the two. */
function follow(mine: Opened, horizon: string): void {
  mine.live?.close();
  mine.live = new Live({
    premises: mine.premises,
    from: horizon,
    handlers: {
      event: (event) => take(mine, event),
      reset: () => later(mine, 0),
      // Who we are has changed, or the server is going: its next answers tell which.
      bye: () => later(mine, RELOAD_AFTER_MS),
    },
  });
  mine.live.open();
}

const hearers: ((event: LiveEvent) => void)[] = [];

/** Has every event of the board's stream told to `then`, after the board has it. */
export function whenHeard(then: (event: LiveEvent) => void): void {
  hearers.push(then);
}

function take(mine: Opened, event: LiveEvent): void {
  if (opened !== mine || !state.value) return;
  const next = fold(state.value, event);
  // Until the server has heard that this screen is locked, its stream still says names.
  state.value = mine.as === LOCKED ? { ...next, board: withoutNames(next.board) } : next;
  if (state.value.stale) later(mine, RELOAD_AFTER_MS);
  for (const hear of hearers) hear(event);
}

let reloading = 0;

function later(mine: Opened, ms: number): void {
  window.clearTimeout(reloading);
  reloading = window.setTimeout(() => {
    if (opened === mine) void load(mine);
  }, ms);
}

export function reloadBoard(): void {
  if (opened) later(opened, 0);
}

/** When what was asked for stops being true by itself: signs belong to a shift, hard days to a day. */
function turnAfter(nowMs: number): number {
  const midnight = instantsOf(ukDay(nowMs + DAY_MS), '00:00')![0]!;
  return Math.min(nextShiftChange(nowMs), midnight);
}

function eachSecond(): void {
  const rows = board.value?.rows;
  if (!rows || !opened) return;
  if (opened.turnAt !== null && now.value >= opened.turnAt) later(opened, 0);
  if (opened.turnAt === null || now.value >= opened.turnAt) opened.turnAt = turnAfter(now.value);
  counts.value = countsOf(groups.value);
  listen(listeningOf(rows, now.value, soonS.value), now.value);
}
