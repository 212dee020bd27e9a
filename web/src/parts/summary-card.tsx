import type { ComponentChildren } from 'preact';
import { ActionLink, SummaryList, type Action, type SummaryRow } from './summary-list.tsx';

export interface SummaryCardProps {
  title: string;
  headingLevel?: 2 | 3 | 4 | undefined;
  actions?: readonly Action[] | undefined;
  rows?: readonly SummaryRow[] | undefined;
  children?: ComponentChildren;
}

export function SummaryCard(props: SummaryCardProps) {
  const Heading = `h${props.headingLevel ?? 2}` as 'h2' | 'h3' | 'h4';
  return (
    <div class="govuk-summary-card">
      <div class="govuk-summary-card__title-wrapper">
        <Heading class="govuk-summary-card__title">{props.title}</Heading>
        <CardActions {...props} />
      </div>
      <div class="govuk-summary-card__content">
        {props.rows && <SummaryList rows={props.rows} card={props.title} />}
        {props.children}
      </div>
    </div>
  );
}

function CardActions({ actions = [], title }: SummaryCardProps) {
  const [only] = actions;
  if (!only) return null;
  if (actions.length === 1) {
    return (
      <div class="govuk-summary-card__actions">
        <ActionLink action={only} card={title} />
      </div>
    );
  }
  return (
    <ul class="govuk-summary-card__actions">
      {actions.map((action) => (
        <li key={action.label} class="govuk-summary-card__action">
          <ActionLink action={action} card={title} />
        </li>
      ))}
    </ul>
  );
}
