import type { ComponentChildren } from 'preact';

export function InsetText(props: { children: ComponentChildren; id?: string | undefined }) {
  return (
    <div class="govuk-inset-text" id={props.id}>
      {props.children}
    </div>
  );
}
