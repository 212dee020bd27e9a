import type { ComponentChildren } from 'preact';

export function ErrorMessage(props: { id?: string | undefined; children: ComponentChildren }) {
  return (
    <p id={props.id} class="govuk-error-message">
      <span class="govuk-visually-hidden">Error:</span> {props.children}
    </p>
  );
}
