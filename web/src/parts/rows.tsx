// Several of a kind in a form: each in a box of its own, one more at a press, and any taken out again. The focus goes to what
// was added, and to the heading when its own box is gone.
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Button, LinkButton } from './button.tsx';
import { ErrorMessage } from './error-message.tsx';

export interface RowsProps<R extends object> {
  id: string;
  title: string;
  /** "Action", as one of them is called. */
  one: string;
  /** "Add an action" */
  add: string;
  most?: number;
  error?: string | undefined;
  rows: readonly R[];
  fresh: () => R;
  set: (rows: R[]) => void;
  /** Between the heading and the rows. */
  intro?: ComponentChildren;
  children: (row: R, i: number, change: (part: Partial<R>) => void) => ComponentChildren;
}

export function Rows<R extends object>({ rows, set, ...props }: RowsProps<R>) {
  const box = useRef<HTMLElement>(null);
  const moved = useRef<number | 'heading' | null>(null);
  useLayoutEffect(() => {
    if (moved.current === null) return;
    const row = typeof moved.current === 'number' && box.current?.querySelectorAll('.ln-part__row')[moved.current];
    const to = row ? row.querySelector<HTMLElement>('input, select, textarea') : box.current?.querySelector('h2');
    moved.current = null;
    to?.focus();
  }, [rows.length]);
  const change = (i: number, part: Partial<R>): void => set(rows.map((row, n) => (n === i ? { ...row, ...part } : row)));
  const become = (next: R[], focus: number | 'heading'): void => {
    moved.current = focus;
    set(next);
  };
  return (
    <section class="ln-part" aria-labelledby={props.id} ref={box}>
      <h2 class="govuk-heading-s" id={props.id} tabIndex={-1}>
        {props.title}
      </h2>
      {props.error && <ErrorMessage>{props.error}</ErrorMessage>}
      {props.intro}
      {rows.map((row, i) => (
        <div class="ln-part__row" key={'id' in row ? String(row.id) : i} role="group" aria-label={`${props.one} ${i + 1}`}>
          {props.children(row, i, (part) => change(i, part))}
          <LinkButton onClick={() => become(rows.filter((other) => other !== row), 'heading')}>
            Take it out<span class="govuk-visually-hidden"> ({`${props.one} ${i + 1}`})</span>
          </LinkButton>
        </div>
      ))}
      {rows.length < (props.most ?? Infinity) && (
        <Button type="button" look="secondary" onClick={() => become([...rows, props.fresh()], rows.length)}>
          {props.add}
        </Button>
      )}
    </section>
  );
}
