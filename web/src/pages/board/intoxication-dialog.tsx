// Anybody who sees that she is under the influence begins this: from now on she is roused, and asleep is no answer.
import { useState } from 'preact/hooks';
import { send } from '../../api.ts';
import { InsetText } from '../../parts/inset-text.tsx';
import { TextInput } from '../../parts/text-input.tsx';
import { board } from '../../state/board.ts';
import { now } from '../../state/clock.ts';
import { crnOf, fullName, shortName, signedFor } from '../../state/names.ts';
import { spanInWords, ukTime } from '../../time.ts';
import { SignedDialog, useSignedForm, type SignedDialogProps } from './signed-dialog.tsx';

const setting = (name: string, otherwise: number): number => Number(board.value?.settings[name] ?? otherwise);

export function IntoxicationDialog(props: SignedDialogProps) {
  const { row } = props;
  const signed = useSignedForm();
  const [words, setWords] = useState('');
  const until = ukTime(now.value + setting('rouse_least_s', 14_400) * 1000);
  const [least, most] = [setting('rouse_min_gap_s', 900), setting('rouse_max_gap_s', 1800)];
  return (
    <SignedDialog
      title={`Under the influence: ${fullName(row)}`}
      label={`Begin for ${signedFor(row)}`}
      form={signed}
      dialog={props}
      onSubmit={() =>
        void signed.submit(
          [],
          () => ({ stay: row.stay, crn: crnOf(row), reason: 'intoxication', ...(words.trim() && { words: words.trim() }) }),
          (body, id) => send('PUT', `/api/watches/${id}`, body),
          () => props.onDone(`${shortName(row)} is roused every ${spanInWords(most)} at most, until at least ${until}.`),
        )
      }
    >
      <InsetText>
        Rousing checks every {spanInWords(least)} to {spanInWords(most)} until at least {until}. Asleep never completes one. It goes on until
        somebody with a name ends it.
      </InsetText>
      <TextInput
        id="words"
        label="What did you see, hear or smell? (optional)"
        labelSize="s"
        maxLength={500}
        error={signed.errors['words']}
        value={words}
        onInput={setWords}
      />
    </SignedDialog>
  );
}
