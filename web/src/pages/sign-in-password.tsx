import { useState } from 'preact/hooks';
import { LinkButton } from '../parts/button.tsx';
import { TextInput } from '../parts/text-input.tsx';

/** A password that can be pasted, kept by a password manager, and shown. */
export function PasswordField(props: { value: string; error: string | undefined; onInput: (value: string) => void }) {
  const [shown, show] = useState(false);
  return (
    <TextInput
      id="password"
      label="Password"
      labelSize="s"
      type={shown ? 'text' : 'password'}
      autoComplete="current-password"
      spellCheck={false}
      width={20}
      value={props.value}
      error={props.error}
      onInput={props.onInput}
      after={
        <LinkButton ariaPressed={shown} onClick={() => show(!shown)}>
          {shown ? 'Hide password' : 'Show password'}
        </LinkButton>
      }
    />
  );
}
