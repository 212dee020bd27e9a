import type { Ref } from 'preact';
import { useState } from 'preact/hooks';
import { LinkButton } from './button.tsx';
import { TextInput } from './text-input.tsx';

/**
 * One field for the whole PIN: paste and password managers work, nothing is split over boxes, and it can be shown.
 * Typing the last digit sends nothing; signing is an act of its own.
 */
export function PinInput(props: {
  id: string;
  label?: string | undefined;
  value: string;
  error?: string | undefined;
  inputRef?: Ref<HTMLInputElement> | undefined;
  onInput: (value: string) => void;
}) {
  const [shown, show] = useState(false);
  return (
    <TextInput
      id={props.id}
      label={props.label ?? 'Your PIN'}
      labelSize="s"
      type={shown ? 'text' : 'password'}
      inputMode="numeric"
      autoComplete="current-password"
      spellCheck={false}
      width={10}
      value={props.value}
      error={props.error}
      inputRef={props.inputRef}
      onInput={(value) => props.onInput(value.replace(/\D/g, '').slice(0, 6))}
      after={
        <LinkButton ariaPressed={shown} onClick={() => show(!shown)}>
          {shown ? 'Hide PIN' : 'Show PIN'}
        </LinkButton>
      }
    />
  );
}
