import type { ComponentChildren } from 'preact';
import { cx } from './classes.ts';

export type ButtonLook = 'primary' | 'secondary' | 'warning' | 'inverse';

const LOOK: Record<ButtonLook, string> = {
  primary: '',
  secondary: 'govuk-button--secondary',
  warning: 'govuk-button--warning',
  inverse: 'govuk-button--inverse',
};

export interface ButtonProps {
  children: ComponentChildren;
  look?: ButtonLook | undefined;
  /** With an address it is a link that looks like a button. */
  href?: string | undefined;
  type?: 'submit' | 'button' | undefined;
  id?: string | undefined;
  name?: string | undefined;
  value?: string | undefined;
  disabled?: boolean | undefined;
  class?: string | undefined;
  ariaLabel?: string | undefined;
  ariaExpanded?: boolean | undefined;
  ariaControls?: string | undefined;
  onClick?: ((event: MouseEvent) => void) | undefined;
}

export function Button(props: ButtonProps) {
  const classes = cx('govuk-button', LOOK[props.look ?? 'primary'], props.class);
  if (props.href !== undefined) {
    return (
      <a href={props.href} role="button" draggable={false} class={classes} id={props.id} aria-label={props.ariaLabel}>
        {props.children}
      </a>
    );
  }
  return (
    <button
      type={props.type ?? 'submit'}
      class={classes}
      id={props.id}
      name={props.name}
      value={props.value}
      disabled={props.disabled}
      aria-disabled={props.disabled ? 'true' : undefined}
      aria-label={props.ariaLabel}
      aria-expanded={props.ariaExpanded}
      aria-controls={props.ariaControls}
      onClick={props.onClick}
    >
      {props.children}
    </button>
  );
}

/** A button that reads as a link, for the small controls of a strip or a table. */
export function LinkButton(props: {
  children: ComponentChildren;
  onClick: (event: MouseEvent) => void;
  class?: string | undefined;
  id?: string | undefined;
  ariaPressed?: boolean | undefined;
  disabled?: boolean | undefined;
}) {
  return (
    <button
      type="button"
      id={props.id}
      class={cx('ln-link-button', props.class)}
      aria-pressed={props.ariaPressed}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      {props.children}
    </button>
  );
}
