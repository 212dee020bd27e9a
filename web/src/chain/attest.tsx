// Whoever went in to a woman who did not answer stands for it on her own PIN, at whichever screen she is, also when the steps
// are over.
import { useState } from 'preact/hooks';
import { post } from '../api.ts';
import { Radios } from '../parts/radios.tsx';
import { TextInput } from '../parts/text-input.tsx';
import type { Chain } from '../plan/board.ts';
import { SignedDialog, useSignedForm } from '../pages/board/signed-dialog.tsx';
import { tookAttest } from '../state/chain.ts';
import { fullName, signedFor } from '../state/names.ts';
import { onTerminal } from '../state/session.ts';
import type { BoardRow } from '../types.ts';
import { timesOf } from './chain-words.ts';
import { ukTime } from '../time.ts';

export function AttestDialog(props: { chain: Chain; row: BoardRow; onClose: () => void }) {
  const { chain, row } = props;
  const signed = useSignedForm(onTerminal.value);
  // After somebody who said that she was not alone, there is nothing to choose.
  const [first] = chain.attests;
  const [went, setWent] = useState<'together' | 'alone' | null>(first ? 'together' : null);
  const [reason, setReason] = useState('');
  const found = () => [
    ...(went === null ? [{ field: 'went', text: 'Select who went in' }] : []),
    ...(went === 'alone' && reason.trim() === '' ? [{ field: 'reason', text: 'Say why you went in alone' }] : []),
  ];
  const body = (): object => (went === 'alone' ? { alone: true, reason: reason.trim() } : { alone: false });
  const done = (answer: { chain: Chain }): void => {
    tookAttest(answer.chain);
    props.onClose();
  };
  return (
    <SignedDialog
      title={`You went in to ${fullName(row)}`}
      label={`Sign for ${signedFor(row)}`}
      form={signed}
      dialog={props}
      onSubmit={() => void signed.submit(found(), body, (sent) => post<{ chain: Chain }>(`/api/chains/${chain.id}/attest`, sent), done)}
    >
      <p class="govuk-body">
        {timesOf(chain, 'entered').map((one) => `Gone in at ${ukTime(one.at)}. `)}
        {first && `${first.by} has signed, and says that she was not alone.`}
      </p>
      {!first && (
        <Radios<'together' | 'alone'>
          id="went"
          label="Who went in?"
          labelSize="s"
          small
          error={signed.errors['went']}
          value={went}
          items={[
            { value: 'together', label: 'Two of us, each signs for herself' },
            { value: 'alone', label: 'I was alone' },
          ]}
          onChange={setWent}
        />
      )}
      {went === 'alone' && (
        <TextInput id="reason" label="Why alone?" labelSize="s" maxLength={500} error={signed.errors['reason']} value={reason} onInput={setReason} />
      )}
    </SignedDialog>
  );
}
