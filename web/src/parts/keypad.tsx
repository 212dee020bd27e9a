/** Large digits for a finger. The field keeps focus, so that a keyboard can go on where the finger stopped. */
export function Keypad(props: { value: string; max?: number | undefined; onInput: (value: string) => void; label?: string | undefined }) {
  const max = props.max ?? 6;
  const press = (digit: string) => () => {
    if (props.value.length < max) props.onInput(props.value + digit);
  };
  const keep = (event: Event): void => event.preventDefault();
  return (
    <div class="ln-keypad" role="group" aria-label={props.label ?? 'PIN keypad'} onMouseDown={keep}>
      {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => (
        <button type="button" class="ln-keypad__key" key={digit} onClick={press(digit)}>
          {digit}
        </button>
      ))}
      <button type="button" class="ln-keypad__key ln-keypad__key--word" onClick={() => props.onInput('')}>
        Clear
      </button>
      <button type="button" class="ln-keypad__key" onClick={press('0')}>
        0
      </button>
      <button
        type="button"
        class="ln-keypad__key ln-keypad__key--word"
        onClick={() => props.onInput(props.value.slice(0, -1))}
      >
        Delete
      </button>
    </div>
  );
}
