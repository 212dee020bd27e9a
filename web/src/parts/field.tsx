import type { ComponentChildren } from 'preact';
import { cx } from './classes.ts';
import { ErrorMessage } from './error-message.tsx';

export type LabelSize = 's' | 'm' | 'l' | 'xl';

/** What every form field has. An error is the whole message; its words are repeated in the error summary. */
export interface FieldProps {
  id: string;
  name?: string | undefined;
  label: string;
  labelSize?: LabelSize | undefined;
  labelHidden?: boolean | undefined;
  labelIsHeading?: boolean | undefined;
  hint?: ComponentChildren;
  error?: string | undefined;
  describedBy?: string | undefined;
}

const LABEL_SIZE: Record<LabelSize, string> = {
  s: 'govuk-label--s',
  m: 'govuk-label--m',
  l: 'govuk-label--l',
  xl: 'govuk-label--xl',
};

const LEGEND_SIZE: Record<LabelSize, string> = {
  s: 'govuk-fieldset__legend--s',
  m: 'govuk-fieldset__legend--m',
  l: 'govuk-fieldset__legend--l',
  xl: 'govuk-fieldset__legend--xl',
};

export function describedBy(props: FieldProps, first?: string): string | undefined {
  const ids = [first, props.describedBy, props.hint && `${props.id}-hint`, props.error && `${props.id}-error`];
  return ids.filter(Boolean).join(' ') || undefined;
}

export function Label(props: FieldProps) {
  const label = (
    <label
      class={cx(
        'govuk-label',
        props.labelSize && LABEL_SIZE[props.labelSize],
        props.labelHidden && 'govuk-visually-hidden',
      )}
      for={props.id}
    >
      {props.label}
    </label>
  );
  return props.labelIsHeading ? <h1 class="govuk-label-wrapper">{label}</h1> : label;
}

export function HintAndError(props: FieldProps) {
  return (
    <>
      {props.hint && (
        <div id={`${props.id}-hint`} class="govuk-hint">
          {props.hint}
        </div>
      )}
      {props.error && <ErrorMessage id={`${props.id}-error`}>{props.error}</ErrorMessage>}
    </>
  );
}

/** A label, hint and error over one control. */
export function Field(props: FieldProps & { class?: string | undefined; after?: ComponentChildren; children: ComponentChildren }) {
  return (
    <div class={cx('govuk-form-group', props.error && 'govuk-form-group--error', props.class)}>
      <Label {...props} />
      <HintAndError {...props} />
      {props.children}
      {props.after}
    </div>
  );
}

/** A legend, hint and error over several controls that answer one question. */
export function Fieldset(props: FieldProps & { role?: 'group' | undefined; children: ComponentChildren }) {
  return (
    <div class={cx('govuk-form-group', props.error && 'govuk-form-group--error')}>
      <fieldset class="govuk-fieldset" role={props.role} aria-describedby={describedBy(props)}>
        <legend
          class={cx(
            'govuk-fieldset__legend',
            props.labelSize && LEGEND_SIZE[props.labelSize],
            props.labelHidden && 'govuk-visually-hidden',
          )}
        >
          {props.labelIsHeading ? <h1 class="govuk-fieldset__heading">{props.label}</h1> : props.label}
        </legend>
        <HintAndError {...props} />
        {props.children}
      </fieldset>
    </div>
  );
}
