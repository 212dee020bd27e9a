import type { ComponentChildren } from 'preact';

/** Said in words where a list would be, so that nothing to show never looks like something broken. */
export function EmptyState(props: { children: ComponentChildren; action?: ComponentChildren }) {
  return (
    <div class="ln-empty">
      <p class="govuk-body">{props.children}</p>
      {props.action}
    </div>
  );
}
