import type { ComponentChildren } from 'preact';

export function Details(props: { summary: string; children: ComponentChildren; open?: boolean | undefined; id?: string | undefined }) {
  return (
    <details id={props.id} class="govuk-details" open={props.open}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{props.summary}</span>
      </summary>
      <div class="govuk-details__text">{props.children}</div>
    </details>
  );
}
