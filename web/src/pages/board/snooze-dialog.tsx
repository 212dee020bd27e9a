// A routine alarm is put off for some minutes: by name, with a reason, and not for longer than the house allows. She is owed
// her check all the time.
import { useState } from 'preact/hooks';
import { post } from '../../api.ts';
import { InsetText } from '../../parts/inset-text.tsx';
import { Radios } from '../../parts/radios.tsx';
import { TextInput } from '../../parts/text-input.tsx';
import { applyAnswer, board, rowOf } from '../../state/board.ts';
import { clock, now } from '../../state/clock.ts';
import { fullName, shortName, signedFor } from '../../state/names.ts';
import { spanInWords, ukTime } from '../../time.ts';
import type { Alarm, Requirement } from '../../types.ts';
import { SignedDialog, useSignedForm, type SignedDialogProps } from './signed-dialog.tsx';
import { snoozeWords } from './snooze-words.ts';

const MINUTES = [5, 10, 15];

/** As many minutes as the house allows, the shortest first. */
function choicesUpTo(most: number): string[] {
  return [...new Set([...MINUTES, most].filter((one) => one <= most))].sort((a, b) => a - b).map(String);
}

export function SnoozeDialog(props: SignedDialogProps & { requirement: Requirement }) {
  const { row, requirement } = props;
  const signed = useSignedForm();
  const [minutes, setMinutes] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const most = Math.floor(Number(board.value?.settings['snooze_max_s'] ?? 900) / 60);
  const before = snoozeWords(rowOf(row.stay) ?? row, now.value);
  const found = () => [
    ...(minutes === null ? [{ field: 'minutes', text: 'Select for how long' }] : []),
    ...(reason.trim() === '' ? [{ field: 'reason', text: 'Say why' }] : []),
  ];
  const done = ({ alarm }: { alarm: Alarm }): void => {
    applyAnswer(row.stay, { alarm });
    props.onDone(`Put off for ${minutes} minutes. ${shortName(row)} is still to be seen.`);
  };
  return (
    <SignedDialog
      title={`Put off the alarm: ${fullName(row)}`}
      label={`Put off for ${signedFor(row)}`}
      form={signed}
      dialog={props}
      onSubmit={() =>
        void signed.submit(found(), () => ({ minutes: Number(minutes), reason: reason.trim() }), (body) => post<{ alarm: Alarm }>(`/api/requirements/${requirement.id}/snooze`, body), done)
      }
    >
      <InsetText>
        Only the sound waits, on every screen. Her check was due by {ukTime(requirement.latest)} and stays overdue until she is seen.
      </InsetText>
      {before && <p class="govuk-body-s">{before}</p>}
      <Radios
        id="minutes"
        label="For how long?"
        labelSize="s"
        small
        error={signed.errors['minutes']}
        value={minutes}
        items={choicesUpTo(most).map((value) => ({ value, label: `${value} min, until ${ukTime(clock.now() + Number(value) * 60_000)}` }))}
        hint={`At most ${spanInWords(most * 60)}.`}
        onChange={setMinutes}
      />
      <TextInput id="reason" label="Why?" labelSize="s" maxLength={300} error={signed.errors['reason']} value={reason} onInput={setReason} />
    </SignedDialog>
  );
}
