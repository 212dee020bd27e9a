// Lists that are written row by row: each can be moved and taken out by keys, with the focus where the row went, and what
// was taken out can be put back.
import { useState } from 'preact/hooks';
import { announce } from '../../frame.tsx';
import { LinkButton } from '../../parts/button.tsx';
import { moved } from '../../plan/draft.ts';

/** Gives the focus, as soon as they are drawn and before another key, to the first of these that is there. */
export function focusSoon(...ids: string[]): void {
  queueMicrotask(() => ids.map((id) => document.getElementById(id)).find((one) => one !== null)?.focus());
}

export interface Rows<T> {
  /** Moves a row among its neighbours. `id`: of its controls; `name`: what it is called, as "Line 2". */
  move: (from: number, to: number, id: string, name: string) => void;
  remove: (at: number, name: string) => void;
  /** What was taken out last. */
  out: { row: T; at: number; name: string } | null;
  putBack: () => void;
}

/** `addId`: of the button that has the focus when a row has gone. */
export function useRows<T>(rows: readonly T[], set: (rows: T[]) => void, addId: string): Rows<T> {
  const [out, setOut] = useState<Rows<T>['out']>(null);
  return {
    out,
    move(from, to, id, name) {
      set(moved(rows, from, to));
      announce(`${name} moved ${to < from ? 'up' : 'down'}`);
      // At either end there is only the way back.
      focusSoon(...(to < from ? [`${id}-up`, `${id}-down`] : [`${id}-down`, `${id}-up`]));
    },
    remove(at, name) {
      setOut({ row: rows[at]!, at, name });
      set(rows.filter((_, i) => i !== at));
      announce(`${name} taken out`);
      focusSoon(addId);
    },
    putBack() {
      if (!out) return;
      set([...rows.slice(0, out.at), out.row, ...rows.slice(out.at)]);
      announce(`${out.name} is back`);
      setOut(null);
      focusSoon(addId);
    },
  };
}

interface RowActsProps {
  /** Of its controls. */
  id: string;
  name: string;
  onUp: (() => void) | null;
  onDown: (() => void) | null;
  onRemove: () => void;
}

export function RowActs({ id, name, onUp, onDown, onRemove }: RowActsProps) {
  const of = <span class="govuk-visually-hidden"> {name.toLowerCase()}</span>;
  return (
    <p class="ln-row-acts">
      {onUp && (
        <LinkButton id={`${id}-up`} onClick={onUp}>
          Move up{of}
        </LinkButton>
      )}
      {onDown && (
        <LinkButton id={`${id}-down`} onClick={onDown}>
          Move down{of}
        </LinkButton>
      )}
      <LinkButton onClick={onRemove}>Take out{of}</LinkButton>
    </p>
  );
}

export function PutBack<T>({ rows }: { rows: Rows<T> }) {
  if (rows.out === null) return null;
  return (
    <p class="govuk-body">
      {rows.out.name} was taken out. <LinkButton onClick={rows.putBack}>Put it back</LinkButton>
    </p>
  );
}
