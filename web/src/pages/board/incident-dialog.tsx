// After a serious incident: one act, and every other woman who is in is to be spoken to, each by herself. Staff are offered
// a debrief, and the review that follows is opened.
import { useState } from 'preact/hooks';
import { send } from '../../api.ts';
import { InsetText } from '../../parts/inset-text.tsx';
import { Radios } from '../../parts/radios.tsx';
import { Textarea } from '../../parts/textarea.tsx';
import { board } from '../../state/board.ts';
import { clock } from '../../state/clock.ts';
import { crnOf, fullName, signedFor } from '../../state/names.ts';
import { isoOf, lastTimeShown, plural, spanInWords, ukTime } from '../../time.ts';
import { choices } from '../../words.ts';
import { SeenAt } from './seen-at.tsx';
import { SignedDialog, useSignedForm, type SignedDialogProps } from './signed-dialog.tsx';

const INCIDENT = {
  self_harm: 'Self-harm',
  overdose: 'Overdose',
  death: 'Death',
  violence: 'Violence',
  fire: 'Fire',
  other: 'Something else',
} as const;
type Incident = keyof typeof INCIDENT;

export function IncidentDialog(props: SignedDialogProps) {
  const { row } = props;
  const signed = useSignedForm();
  const [kind, setKind] = useState<Incident | null>(null);
  const [words, setWords] = useState('');
  const [at, setAt] = useState<string | null>(null);
  const happened = (): number | null => (at === null ? clock.now() : lastTimeShown(at, clock.now()));
  const found = () => [
    ...(kind === null ? [{ field: 'kind', text: 'Select what happened' }] : []),
    ...(happened() === null ? [{ field: 'happened-at', text: 'Enter the time it happened, like 02:29' }] : []),
  ];
  const body = (): object => ({ stay: row.stay, crn: crnOf(row), kind, words: words.trim(), happened_at: isoOf(happened()!) });
  return (
    <SignedDialog
      title={`After a serious incident: ${fullName(row)}`}
      label={`Sign for ${signedFor(row)}`}
      form={signed}
      dialog={props}
      onSubmit={() =>
        void signed.submit(found(), body, (sent, id) => send<{ others: number; seen_by: string }>('PUT', `/api/incidents/${id}`, sent), (answer) =>
          props.onDone(`${plural(answer.others, 'other woman', 'other women')} to be spoken to by ${ukTime(answer.seen_by)}, each by herself.`),
        )
      }
    >
      <InsetText>
        Every other woman who is in is to be spoken to within {spanInWords(Number(board.value?.settings['incident_seen_s'] ?? 7200))}. Everybody on shift is
        offered a debrief, privately.
      </InsetText>
      <Radios<Incident>
        id="kind"
        label="What happened?"
        labelSize="s"
        small
        error={signed.errors['kind']}
        value={kind}
        items={choices(INCIDENT)}
        onChange={setKind}
      />
      <SeenAt id="happened-at" verb="Happened" value={at} error={signed.errors['happened-at']} onChange={setAt} />
      <Textarea id="words" label="In a few words (optional)" labelSize="s" rows={2} limit={500} error={signed.errors['words']} value={words} onInput={setWords} />
    </SignedDialog>
  );
}
