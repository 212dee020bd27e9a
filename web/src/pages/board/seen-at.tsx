import { LinkButton } from '../../parts/button.tsx';
import { TimeInput } from '../../parts/time-input.tsx';

/** "Seen now, Change": now unless it is said otherwise. The value is the time as typed, null for now. */
export function SeenAt(props: {
  id: string;
  verb: string;
  value: string | null;
  error: string | undefined;
  mark?: string | undefined;
  onChange: (value: string | null) => void;
}) {
  const { id, verb, value, onChange } = props;
  if (value === null) {
    return (
      <p class="ln-seen">
        {verb} <strong>now</strong>{' '}
        <LinkButton onClick={() => onChange('')}>
          Change<span class="govuk-visually-hidden"> the time: {verb.toLowerCase()} now</span>
        </LinkButton>
      </p>
    );
  }
  return (
    <div class="ln-seen ln-seen--changed">
      <TimeInput
        id={id}
        label={`${verb} at`}
        labelSize="s"
        hint="24-hour, like 01:35"
        error={props.error}
        value={value}
        onInput={onChange}
      />
      <LinkButton onClick={() => onChange(null)}>{verb} now</LinkButton>
      {props.mark && <p class="ln-seen__mark">{props.mark}</p>}
    </div>
  );
}
