import type { ComponentChildren } from 'preact';
import { cx } from './classes.ts';
import { describedBy, Field, type FieldProps } from './field.tsx';
import { useSettled } from './use-settled.ts';

export interface TextareaProps extends FieldProps {
  value?: string | undefined;
  rows?: number | undefined;
  /** With a limit, a count stands under it. Going over is allowed while writing; the server says no. */
  limit?: number | undefined;
  spellCheck?: boolean | undefined;
  onInput?: ((value: string) => void) | undefined;
  /** Lies behind the words, as large as they are, and makes the box grow with them. */
  behind?: ComponentChildren;
}

export function Textarea(props: TextareaProps) {
  const counted = props.limit !== undefined;
  const info = counted ? `${props.id}-info` : undefined;
  const area = (
    <textarea
      class={cx('govuk-textarea', props.error && 'govuk-textarea--error')}
      id={props.id}
      name={props.name ?? props.id}
      rows={props.rows ?? 5}
      spellcheck={props.spellCheck}
      aria-describedby={describedBy(props, info)}
      value={props.value ?? ''}
      onInput={(event) => props.onInput?.(event.currentTarget.value)}
    />
  );
  return (
    <Field
      {...props}
      class={counted ? 'govuk-character-count' : undefined}
      after={counted && <Count id={`${props.id}-info`} limit={props.limit!} length={lengthOf(props.value ?? '')} />}
    >
      {props.behind ? (
        <div class="ln-behind">
          {props.behind}
          {area}
        </div>
      ) : (
        area
      )}
    </Field>
  );
}

/** Characters as people and the server count them: code points. */
export function lengthOf(text: string): number {
  return [...text].length;
}

export function countInWords(limit: number, length: number): string {
  const left = limit - length;
  if (length === 0) return `You can enter up to ${limit} characters`;
  const n = Math.abs(left);
  const characters = n === 1 ? 'character' : 'characters';
  return left < 0 ? `You have ${n} ${characters} too many` : `You have ${n} ${characters} remaining`;
}

function Count(props: { id: string; limit: number; length: number }) {
  const text = countInWords(props.limit, props.length);
  const spoken = useSettled(text, 1000);
  const over = props.length > props.limit;
  return (
    <>
      <div id={props.id} class={cx(over ? 'govuk-error-message' : 'govuk-hint', 'govuk-character-count__message')}>
        {text}
      </div>
      {spoken !== null && (
        <div class="govuk-visually-hidden" aria-live="polite">
          {spoken}
        </div>
      )}
    </>
  );
}
