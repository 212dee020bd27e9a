// How it ended, and who went in: signed once, when it is over. Going in alone needs a reason; whoever went in with her
// stands for it on her own PIN.
import { useState } from 'preact/hooks';
import { post } from '../api.ts';
import { PinInput } from '../parts/pin-input.tsx';
import { Radios } from '../parts/radios.tsx';
import { Select } from '../parts/select.tsx';
import { TextInput } from '../parts/text-input.tsx';
import type { Chain, ChainOutcome } from '../plan/board.ts';
import { SignedDialog, useSignedForm, type SignedForm } from '../pages/board/signed-dialog.tsx';
import { board } from '../state/board.ts';
import { chainOver, tookAttest } from '../state/chain.ts';
import type { Issue } from '../state/entry.ts';
import { fullName, signedFor } from '../state/names.ts';
import { who } from '../state/session.ts';
import type { BoardRow, Uuid } from '../types.ts';
import { choices } from '../words.ts';
import { CHAIN_OUTCOME, timesOf } from './chain-words.ts';

/** Both sign here, or the second at a screen of her own. */
type Went = 'together' | 'elsewhere' | 'alone';

interface EndForm {
  outcome: ChainOutcome | null;
  words: string;
  alone: Went | null;
  reason: string;
  second: Uuid | null;
  secondPin: string;
}

const BLANK: EndForm = { outcome: null, words: '', alone: null, reason: '', second: null, secondPin: '' };

/** Somebody has gone in, and nobody has stood for it yet. */
export const attestOwed = (chain: Chain): boolean => timesOf(chain, 'entered').length > 0 && chain.attests.length === 0;

function issuesOf(form: EndForm, asksWho: boolean): Issue[] {
  const issues: Issue[] = [];
  const need = (good: boolean, field: string, text: string): void => {
    if (!good) issues.push({ field, text });
  };
  need(form.outcome !== null, 'outcome', 'Select how it ended');
  if (!asksWho) return issues;
  need(form.alone !== null, 'alone', 'Select who went in');
  if (form.alone === 'alone') need(form.reason.trim() !== '', 'reason', 'Say why you went in alone');
  if (form.alone === 'together') {
    need(form.second !== null, 'second-staff', 'Select who went in with you');
    need(form.second === null || form.secondPin !== '', 'second-pin', 'Their PIN is needed');
  }
  return issues;
}

function attestBody(form: EndForm): object {
  if (form.alone === 'alone') return { alone: true, reason: form.reason.trim() };
  if (form.alone === 'elsewhere') return { alone: false };
  return { alone: false, second: { staff: form.second, pin: form.secondPin } };
}

export function EndDialog(props: { chain: Chain; row: BoardRow; onClose: () => void; onGone: () => void }) {
  const { chain, row } = props;
  const asksWho = attestOwed(chain);
  const signed = useSignedForm(asksWho);
  const [form, setForm] = useState(BLANK);
  const change = (part: Partial<EndForm>): void => setForm({ ...form, ...part });
  const send = async (body: object): Promise<unknown> => {
    if (asksWho) tookAttest((await post<{ chain: Chain }>(`/api/chains/${chain.id}/attest`, { ...attestBody(form), pin: signed.signing.pin })).chain);
    return post(`/api/chains/${chain.id}/end`, body);
  };
  const done = (): void => {
    chainOver(chain);
    if (form.outcome === 'hospital') props.onGone();
    props.onClose();
  };
  return (
    <SignedDialog
      title={`The steps for ${fullName(row)} are over`}
      label={`Sign for ${signedFor(row)}`}
      form={signed}
      dialog={props}
      onSubmit={() => void signed.submit(issuesOf(form, asksWho), () => ({ outcome: form.outcome, words: form.words.trim() }), send, done)}
    >
      <Radios<ChainOutcome>
        id="outcome"
        label="How did it end?"
        labelSize="s"
        small
        error={signed.errors['outcome']}
        value={form.outcome}
        items={choices(CHAIN_OUTCOME)}
        onChange={(outcome) => change({ outcome })}
      />
      <TextInput
        id="words"
        label="What happened, in a line (optional)"
        labelSize="s"
        maxLength={500}
        error={signed.errors['words']}
        value={form.words}
        onInput={(words) => change({ words })}
      />
      {asksWho && <WhoWentIn form={form} signed={signed} change={change} />}
    </SignedDialog>
  );
}

function WhoWentIn(props: { form: EndForm; signed: SignedForm; change: (part: Partial<EndForm>) => void }) {
  const { form, change } = props;
  const { errors } = props.signed;
  const others = (board.value?.people ?? []).filter((person) => person.staff !== who.value?.staff?.id);
  return (
    <>
      <Radios<Went>
        id="alone"
        label="Who went in?"
        labelSize="s"
        small
        error={errors['alone']}
        value={form.alone}
        items={[
          { value: 'together', label: 'Two of us, both sign here' },
          { value: 'elsewhere', label: 'Two of us, the other signs at her own screen' },
          { value: 'alone', label: 'I was alone' },
        ]}
        onChange={(alone) => change({ alone })}
      />
      {form.alone === 'alone' && (
        <TextInput
          id="reason"
          label="Why alone?"
          labelSize="s"
          maxLength={500}
          error={errors['reason']}
          value={form.reason}
          onInput={(reason) => change({ reason })}
        />
      )}
      {form.alone === 'together' && (
        <>
          <Select
            id="second-staff"
            label="Who went in with you?"
            labelSize="s"
            error={errors['second-staff'] ?? errors['second/staff']}
            value={form.second ?? ''}
            items={[{ value: '', label: 'Select a name' }, ...others.map((person) => ({ value: person.staff, label: person.name }))]}
            onChange={(second) => change({ second: (second || null) as Uuid | null })}
          />
          <PinInput
            id="second-pin"
            label="Their PIN"
            value={form.secondPin}
            error={errors['second-pin'] ?? errors['second/pin']}
            onInput={(secondPin) => change({ secondPin })}
          />
        </>
      )}
    </>
  );
}
