import type { ComponentChildren, Ref } from 'preact';
import { cx } from './classes.ts';
import { describedBy, Field, type FieldProps } from './field.tsx';

export type InputWidth = 2 | 3 | 4 | 5 | 10 | 20 | 30;

const WIDTH: Record<InputWidth, string> = {
  2: 'govuk-input--width-2',
  3: 'govuk-input--width-3',
  4: 'govuk-input--width-4',
  5: 'govuk-input--width-5',
  10: 'govuk-input--width-10',
  20: 'govuk-input--width-20',
  30: 'govuk-input--width-30',
};

export interface TextInputProps extends FieldProps {
  value?: string | undefined;
  type?: 'text' | 'password' | 'search' | undefined;
  inputMode?: 'numeric' | 'text' | undefined;
  autoComplete?: string | undefined;
  width?: InputWidth | undefined;
  maxLength?: number | undefined;
  /** Letters apart, for codes that are read out. */
  spaced?: boolean | undefined;
  spellCheck?: boolean | undefined;
  disabled?: boolean | undefined;
  prefix?: string | undefined;
  suffix?: string | undefined;
  after?: ComponentChildren;
  inputRef?: Ref<HTMLInputElement> | undefined;
  onInput?: ((value: string) => void) | undefined;
}

export function TextInput(props: TextInputProps) {
  const input = <Input {...props} />;
  return (
    <Field {...props}>
      {props.prefix || props.suffix ? (
        <div class="govuk-input__wrapper">
          {props.prefix && (
            <div class="govuk-input__prefix" aria-hidden="true">
              {props.prefix}
            </div>
          )}
          {input}
          {props.suffix && (
            <div class="govuk-input__suffix" aria-hidden="true">
              {props.suffix}
            </div>
          )}
        </div>
      ) : (
        input
      )}
    </Field>
  );
}

function Input(props: TextInputProps) {
  return (
    <input
      ref={props.inputRef ?? null}
      class={cx(
        'govuk-input',
        props.error && 'govuk-input--error',
        props.width && WIDTH[props.width],
        props.spaced && 'govuk-input--extra-letter-spacing',
      )}
      id={props.id}
      name={props.name ?? props.id}
      type={(props.type ?? 'text') as 'text'}
      inputMode={props.inputMode}
      autoComplete={props.autoComplete}
      spellcheck={props.spellCheck}
      maxLength={props.maxLength}
      disabled={props.disabled}
      value={props.value}
      aria-describedby={describedBy(props)}
      onInput={(event) => props.onInput?.(event.currentTarget.value)}
    />
  );
}
