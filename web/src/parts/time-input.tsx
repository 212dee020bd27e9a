import { TextInput } from './text-input.tsx';
import type { FieldProps } from './field.tsx';

/** "1:35", "0135" and "01.35" as "01:35"; null when it is no time of day. */
export function timeOf(text: string): string | null {
  const found = /^(\d{1,2})[:.]?(\d{2})$/.exec(text.trim());
  if (!found || Number(found[1]) > 23 || Number(found[2]) > 59) return null;
  return `${found[1]!.padStart(2, '0')}:${found[2]}`;
}

/** A time of day on a 24-hour clock, as one field: quicker on a number pad than two. */
export function TimeInput(props: FieldProps & { value: string; onInput: (value: string) => void }) {
  return (
    <TextInput
      {...props}
      hint={props.hint ?? 'For example, 01:35 or 23:10.'}
      width={5}
      inputMode="numeric"
      spellCheck={false}
      autoComplete="off"
    />
  );
}
