import type { ComponentChildren } from 'preact';
import { cx } from './classes.ts';
import { LinkButton } from './button.tsx';

export type AlertVariant = 'information' | 'success' | 'warning' | 'error';

const VARIANT: Record<AlertVariant, string> = {
  information: 'moj-alert--information',
  success: 'moj-alert--success',
  warning: 'moj-alert--warning',
  error: 'moj-alert--error',
};

const ICON: Record<AlertVariant, string> = {
  information: 'M15 2.5a12.5 12.5 0 1 0 0 25 12.5 12.5 0 1 0 0-25zm1.36 19.91h-2.7v-9.46h2.7zM15 7.59a1.62 1.62 0 1 1 0 3.24 1.62 1.62 0 1 1 0-3.24z',
  success: 'M11.29 24.67 2 15.39l2.62-2.62 6.67 6.65L25.38 5.33 28 7.96z',
  warning: 'M15 2.45 28.75 26.2H1.25zM13.51 9.5h2.96l-.23 8.27h-2.5zM15 19.96a1.87 1.87 0 1 1 0 3.74 1.87 1.87 0 1 1 0-3.74z',
  error: 'M20.18 2.5H9.82L2.5 9.82v10.36l7.32 7.32h10.36l7.32-7.32V9.82zm-9.26 6.38L15 12.96l4.08-4.08 2.04 2.04L17.04 15l4.08 4.08-2.04 2.04L15 17.04l-4.08 4.08-2.04-2.04L12.96 15l-4.08-4.08z',
};

export interface AlertProps {
  variant: AlertVariant;
  /** Names the region; shown as the heading when `heading` is set. */
  title: string;
  heading?: boolean | undefined;
  children?: ComponentChildren;
  onDismiss?: (() => void) | undefined;
}

export function Alert(props: AlertProps) {
  return (
    <div
      role="region"
      class={cx('moj-alert', VARIANT[props.variant], props.heading && 'moj-alert--with-heading')}
      aria-label={`${props.variant}: ${props.title}`}
    >
      <div>
        <svg class="moj-alert__icon" role="presentation" focusable="false" viewBox="0 0 30 30" height="30" width="30">
          <path fill-rule="evenodd" clip-rule="evenodd" d={ICON[props.variant]} fill="currentColor" />
        </svg>
      </div>
      <div class="moj-alert__content">
        {props.heading && <h2 class="moj-alert__heading">{props.title}</h2>}
        {props.children ?? (props.heading ? null : props.title)}
      </div>
      {props.onDismiss && (
        <div class="moj-alert__action">
          <LinkButton class="moj-alert__dismiss" onClick={props.onDismiss}>
            Dismiss
          </LinkButton>
        </div>
      )}
    </div>
  );
}
