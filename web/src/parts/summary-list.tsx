import type { ComponentChildren } from 'preact';
import { cx } from './classes.ts';

export interface Action {
  label: string;
  /** What it is about, for those who hear it out of place: "check plan". */
  about?: string | undefined;
  href?: string | undefined;
  onClick?: (() => void) | undefined;
}

export interface SummaryRow {
  key: string;
  value: ComponentChildren;
  actions?: readonly Action[] | undefined;
}

export function SummaryList(props: { rows: readonly SummaryRow[]; border?: boolean | undefined; stacked?: boolean | undefined; card?: string | undefined }) {
  const anyActions = props.rows.some((row) => row.actions?.length);
  return (
    <dl
      class={cx(
        'govuk-summary-list',
        props.border === false && 'govuk-summary-list--no-border',
        props.stacked && 'ln-stacked',
      )}
    >
      {props.rows.map((row, i) => (
        <div
          key={i}
          class={cx(
            'govuk-summary-list__row',
            anyActions && !row.actions?.length && 'govuk-summary-list__row--no-actions',
          )}
        >
          <dt class="govuk-summary-list__key">{row.key}</dt>
          <dd class="govuk-summary-list__value">{row.value}</dd>
          {row.actions?.length ? (
            <dd class="govuk-summary-list__actions">
              <RowActions actions={row.actions} card={props.card} />
            </dd>
          ) : null}
        </div>
      ))}
    </dl>
  );
}

function RowActions(props: { actions: readonly Action[]; card: string | undefined }) {
  const [only] = props.actions;
  if (props.actions.length === 1) return <ActionLink action={only!} card={props.card} />;
  return (
    <ul class="govuk-summary-list__actions-list">
      {props.actions.map((action) => (
        <li key={action.label} class="govuk-summary-list__actions-list-item">
          <ActionLink action={action} card={props.card} />
        </li>
      ))}
    </ul>
  );
}

export function ActionLink(props: { action: Action; card?: string | undefined }) {
  const { label, about, href, onClick } = props.action;
  const hidden = [about, props.card && `(${props.card})`].filter(Boolean).join(' ');
  const words = (
    <>
      {label}
      {hidden && <span class="govuk-visually-hidden"> {hidden}</span>}
    </>
  );
  if (href === undefined) {
    return (
      <button type="button" class="ln-link-button" onClick={onClick}>
        {words}
      </button>
    );
  }
  return (
    <a class="govuk-link" href={href}>
      {words}
    </a>
  );
}
