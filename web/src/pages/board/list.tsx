// The rows in their order, and the keys that move among them. Digits, arrows and Home work only while focus is inside
// the board, so that no key does anything where nobody expects it.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { dialogOpen } from '../../state/busy.ts';
import { beginChain } from '../../state/chain.ts';
import { board, groups, soonS } from '../../state/board.ts';
import { now } from '../../state/clock.ts';
import { coverNow } from '../../state/cover.ts';
import { mayDecideHere, mayRecordHere } from '../../state/may.ts';
import { onTerminal } from '../../state/session.ts';
import { placesAfter, placesOf, roomTyped, type Place } from '../../state/order.ts';
import { plural } from '../../time.ts';
import { cx } from '../../parts/classes.ts';
import { Shape } from '../../parts/status-tag.tsx';
import type { RowState, RowView } from '../../status.ts';
import type { BoardRow, Uuid } from '../../types.ts';
import { GROUP_WORDS, Row, shapeOf, type RowActs } from './row.tsx';

const POINTER_HOLD_MS = 4000; // a finger that lies still lets go
const TYPING_MS = 1200;

/** True for a few seconds after a finger or pointer moved over the rows. */
function usePointerHold(): [boolean, () => void] {
  const [held, hold] = useState(false);
  const timer = useRef(0);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const touched = (): void => {
    hold(true);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => hold(false), POINTER_HOLD_MS);
  };
  return [held, touched];
}

export function recordButton(stay: Uuid): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-stay="${stay}"] .ln-record`);
}

export interface ListProps {
  acts: RowActs;
  reading: boolean;
  selected: Uuid | null;
  unsent: ReadonlySet<Uuid>;
  said: { stay: Uuid; words: string } | null;
}

export function List(props: ListProps) {
  const [pointer, touched] = usePointerHold();
  const shown = useRef<readonly Place[]>([]);
  const held = props.reading || pointer || dialogOpen.value;
  const fresh = placesOf(groups.value);
  shown.current = placesAfter(shown.current, fresh, held);
  const table = useRef<HTMLTableElement>(null);
  useFocusKept(table.current, shown.current);
  const views = new Map(groups.value.flatMap((group) => group.views).map((view) => [view.row.stay, view]));
  const rows = shown.current.map((place) => views.get(place.stay)).filter((view): view is RowView => view !== undefined);
  useKeys(rows, props.acts);
  if (board.value?.rows.length === 0) return <p class="govuk-body">No residents are in this building now.</p>;
  return (
    <table
      role="table"
      class="ln-board"
      ref={table}
      aria-label="Welfare checks"
      onPointerMove={touched}
      onPointerDown={touched}
    >
      <thead role="rowgroup" class="ln-board__head">
        <tr role="row" class="ln-board__heads">
          {['Room', 'Name', 'Next check', 'Last check', 'Record'].map((head) => (
            <th role="columnheader" scope="col" key={head}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" class="ln-board__rows">
        {linesOf(shown.current, views, props)}
      </tbody>
    </table>
  );
}

/** Headings and rows as one keyed list, so that a row that changes its group is moved and not made anew. */
function linesOf(places: readonly Place[], views: ReadonlyMap<Uuid, RowView>, props: ListProps) {
  const lines = [];
  let group: RowState | null = null;
  for (const place of places) {
    const view = views.get(place.stay);
    if (!view) continue;
    if (place.group !== group) {
      group = place.group;
      const n = places.filter((one) => one.group === group).length;
      lines.push(<GroupHead key={`group-${group}`} state={group} n={n} />);
    }
    lines.push(
      <Row
        key={place.stay}
        view={view}
        nowMs={now.value}
        soonS={soonS.value}
        unsent={props.unsent.has(place.stay)}
        selected={props.selected === place.stay}
        said={props.said?.stay === place.stay ? props.said.words : null}
        acts={props.acts}
      />,
    );
  }
  return lines;
}

const HEAD_LOOK: Record<RowState, string> = {
  overdue: 'ln-group--overdue',
  due: 'ln-group--due',
  no_reply: 'ln-group--no-reply',
  soon: 'ln-group--soon',
  later: 'ln-group--later',
  away: 'ln-group--away',
};

function GroupHead({ state, n }: { state: RowState; n: number }) {
  return (
    <tr role="row" class={cx('ln-group', HEAD_LOOK[state])}>
      <th role="columnheader" scope="colgroup" colSpan={5} aria-colspan={5} class="ln-group__head">
        <Shape status={shapeOf(state)} /> {GROUP_WORDS[state]} <span class="ln-group__n">{n}</span>
        <span class="govuk-visually-hidden"> {plural(n, 'woman', 'women')}</span>
      </th>
    </tr>
  );
}

/** Moving a row in the page takes the focus off it; it goes after her. */
function useFocusKept(table: HTMLTableElement | null, places: readonly Place[]): void {
  const before = document.activeElement as HTMLElement | null;
  const inside = table?.contains(before) ? before : null;
  useLayoutEffect(() => {
    if (inside && inside.isConnected && document.activeElement !== inside && !dialogOpen.value) inside.focus();
  }, [places]);
}

/** Where digits, arrows, Home and End work. */
const INSIDE = '.ln-night';
const TAKES_KEYS = 'input, textarea, select';

function useKeys(rows: readonly RowView[], acts: RowActs): void {
  const latest = useRef({ rows, acts });
  latest.current = { rows, acts };
  useEffect(() => {
    const jump = roomJumper();
    const pressed = (event: KeyboardEvent): void => {
      if (dialogOpen.value || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
      const { rows: now, acts: act } = latest.current;
      const target = event.target as HTMLElement;
      const done = wholePage(event.key, now) || (target.closest(INSIDE) && !target.matches(TAKES_KEYS) && inBoard(event.key, target, now, act, jump));
      if (done) event.preventDefault();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}

function focusRow(view: RowView | undefined): boolean {
  const button = view && recordButton(view.row.stay);
  button?.focus();
  return Boolean(button);
}

/** Keys that are no characters, and so work wherever the focus is. */
function wholePage(key: string, rows: readonly RowView[]): boolean {
  if (key === 'F2') return focusRow(rows.find((view) => view.state !== 'away'));
  if (key !== 'F8' || onTerminal.value) return false; // on a terminal the cover listens for itself
  coverNow();
  return true;
}

function inBoard(key: string, target: HTMLElement, rows: readonly RowView[], acts: RowActs, jump: (digit: string, rows: readonly RowView[]) => boolean): boolean {
  const here = target.closest<HTMLElement>('[data-stay]')?.dataset['stay'];
  const at = rows.findIndex((view) => view.row.stay === here);
  const moves: Record<string, number> = { ArrowDown: at + 1, ArrowUp: Math.max(at - 1, 0), Home: 0, End: rows.length - 1 };
  const to = moves[key];
  if (to !== undefined) return focusRow(rows[Math.min(to, rows.length - 1)]);
  if (/^\d$/.test(key)) return jump(key, rows);
  if (!mayRecordHere()) return false; // the keys that follow do something
  const letter = at < 0 ? undefined : letterActs(acts)[key.toLowerCase()];
  if (letter) {
    letter(rows[at]!.row);
    return true;
  }
  if (key !== ' ' || at < 0 || !target.matches('.ln-record')) return false;
  const row: BoardRow = rows[at]!.row;
  if (row.presence.state === 'in') acts.going(row);
  else acts.back(row);
  return true;
}

/** Letters that do something about the woman whose row has the focus. */
function letterActs(acts: RowActs): Record<string, (row: BoardRow) => void> {
  return {
    s: acts.signs,
    u: acts.intoxicated,
    n: (row) => row.presence.state === 'in' && beginChain(row),
    p: (row) => mayDecideHere() && row.proposals?.[0] && acts.decide(row, row.proposals[0], null),
  };
}

/** "1" goes to room 1, "1" and "4" at once to room 14. */
function roomJumper() {
  let typed = '';
  let at = 0;
  return (digit: string, views: readonly RowView[]): boolean => {
    const rooms = views.flatMap(({ row }) => (row.room === null ? [] : [{ stay: row.stay, room: row.room }]));
    const longer = performance.now() - at > TYPING_MS ? digit : typed + digit;
    const found = roomTyped(longer, rooms);
    typed = found ? longer : digit;
    at = performance.now();
    const stay = found ?? roomTyped(digit, rooms);
    return stay !== null && focusRow(views.find((view) => view.row.stay === stay));
  };
}
