import type { ComponentChildren } from 'preact';
import { cx } from './classes.ts';

export interface Column {
  label: ComponentChildren;
  numeric?: boolean | undefined;
}

export interface TableProps {
  /** Always there; hidden from sight when a heading above says the same. */
  caption?: string | undefined;
  captionSize?: 's' | 'm' | 'l' | undefined;
  captionHidden?: boolean | undefined;
  head?: readonly Column[] | undefined;
  rows: readonly { key: string; cells: readonly ComponentChildren[] }[];
  numeric?: readonly boolean[] | undefined;
  /** The first cell names its row. */
  rowHeaders?: boolean | undefined;
  small?: boolean | undefined;
}

const CAPTION = {
  s: 'govuk-table__caption--s',
  m: 'govuk-table__caption--m',
  l: 'govuk-table__caption--l',
} as const;

export function Table(props: TableProps) {
  const numeric = (i: number): boolean => props.head?.[i]?.numeric ?? props.numeric?.[i] ?? false;
  return (
    <table class={cx('govuk-table', props.small && 'govuk-table--small-text-until-tablet')}>
      {props.caption && (
        <caption
          class={cx(
            'govuk-table__caption',
            props.captionSize && CAPTION[props.captionSize],
            props.captionHidden && 'govuk-visually-hidden',
          )}
        >
          {props.caption}
        </caption>
      )}
      {props.head && (
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            {props.head.map((column, i) => (
              <th key={i} scope="col" class={cx('govuk-table__header', numeric(i) && 'govuk-table__header--numeric')}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody class="govuk-table__body">
        {props.rows.map((row) => (
          <tr key={row.key} class="govuk-table__row">
            {row.cells.map((cell, i) => (
              <Cell key={i} heads={i === 0 && !!props.rowHeaders} numeric={numeric(i)}>
                {cell}
              </Cell>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell(props: { heads: boolean; numeric: boolean; children: ComponentChildren }) {
  if (props.heads) {
    return (
      <th scope="row" class="govuk-table__header">
        {props.children}
      </th>
    );
  }
  return <td class={cx('govuk-table__cell', props.numeric && 'govuk-table__cell--numeric')}>{props.children}</td>;
}
