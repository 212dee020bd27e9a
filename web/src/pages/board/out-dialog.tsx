// Out, to hospital or to court, and back in. While she is away no check is required, so leaving is signed like a check.
import { useState } from 'preact/hooks';
import { post, send } from '../../api.ts';
import { Radios } from '../../parts/radios.tsx';
import { TextInput } from '../../parts/text-input.tsx';
import { TimeInput } from '../../parts/time-input.tsx';
import { clock } from '../../state/clock.ts';
import { nextTimeShown, type Issue } from '../../state/entry.ts';
import { crnOf, fullName, shortName, signedFor } from '../../state/names.ts';
import { isoOf, lastTimeShown, ukTime } from '../../time.ts';
import type { BoardRow, Uuid } from '../../types.ts';
import { PHONE_WORKS } from '../../words.ts';
import { SeenAt } from './seen-at.tsx';
import { SignedDialog, useSignedForm, type SignedDialogProps } from './signed-dialog.tsx';

type Away = 'out' | 'hospital' | 'court';
type PhoneWorks = keyof typeof PHONE_WORKS;

const PHONE_ITEMS = (Object.keys(PHONE_WORKS) as PhoneWorks[]).map((value) => ({ value, label: PHONE_WORKS[value] }));

function pastTime(text: string | null): number | null {
  return text === null ? clock.now() : lastTimeShown(text, clock.now());
}

interface OutForm {
  kind: Away | null;
  where: string;
  /** As typed; null: now. */
  left: string | null;
  back: string;
  phone: PhoneWorks | null;
}

const BLANK: OutForm = { kind: null, where: '', left: null, back: '', phone: null };

const AWAY: Record<Away, string> = { out: 'signed out', hospital: 'in hospital', court: 'at court' };

function backMs(form: OutForm): number | null {
  return form.back.trim() === '' ? null : nextTimeShown(form.back, clock.now());
}

function outIssues(form: OutForm): Issue[] {
  const issues: Issue[] = [];
  const need = (good: boolean, field: string, text: string): void => {
    if (!good) issues.push({ field, text });
  };
  need(form.kind !== null, 'kind', 'Select where she is');
  need(form.where.trim() !== '', 'where-to', 'Say where she went, in her words');
  need(pastTime(form.left) !== null, 'left-at', 'Enter the time she left, like 21:40');
  need(form.back.trim() === '' || backMs(form) !== null, 'back-by', 'Enter the time she is expected, like 22:30');
  need(form.phone !== null, 'phone-works', 'Select whether her phone works');
  return issues;
}

function outBody(form: OutForm, row: BoardRow): object {
  const back = backMs(form);
  return {
    stay: row.stay,
    crn: crnOf(row),
    kind: form.kind,
    left_at: isoOf(pastTime(form.left)!),
    where_to: form.where.trim(),
    ...(back !== null && { back_by: isoOf(back) }),
    phone_works: form.phone,
  };
}

/** `away`: where she is known to be when it opens. */
export function OutDialog(props: SignedDialogProps & { away?: Away }) {
  const { row, away = null } = props;
  const signed = useSignedForm();
  const { errors } = signed;
  const [form, setForm] = useState<OutForm>({ ...BLANK, kind: away });
  const said = (): string => `${shortName(row)} is ${AWAY[form.kind!]}. Checks are not required until she is back in.`;
  const put = (sent: object, id: Uuid): Promise<unknown> => send('PUT', `/api/movements/${id}`, sent);
  return (
    <SignedDialog
      title={`${fullName(row)} is not in the building`}
      label={`Sign for ${signedFor(row)}`}
      form={signed}
      dialog={props}
      onSubmit={() => void signed.submit(outIssues(form), () => outBody(form, row), put, () => props.onDone(said()))}
    >
      <OutFields form={form} errors={errors} change={(part) => setForm({ ...form, ...part })} />
    </SignedDialog>
  );
}

function OutFields(props: { form: OutForm; errors: Record<string, string>; change: (part: Partial<OutForm>) => void }) {
  const { form, errors, change } = props;
  return (
    <>
      <Radios<Away>
        id="kind"
        label="Where is she?"
        labelSize="s"
        small
        error={errors['kind']}
        value={form.kind}
        items={[
          { value: 'out', label: 'Signed out' },
          { value: 'hospital', label: 'In hospital', hint: 'You are reminded to call the ward.' },
          { value: 'court', label: 'At court' },
        ]}
        onChange={(kind) => change({ kind })}
      />
      <TextInput
        id="where-to"
        label="Where to, in her words"
        labelSize="s"
        maxLength={300}
        error={errors['where-to']}
        value={form.where}
        onInput={(where) => change({ where })}
      />
      <SeenAt id="left-at" verb="Left" value={form.left} error={errors['left-at']} onChange={(left) => change({ left })} />
      <TimeInput
        id="back-by"
        label="Back by (if known)"
        labelSize="s"
        hint="24-hour, like 22:30"
        error={errors['back-by']}
        value={form.back}
        onInput={(back) => change({ back })}
      />
      <Radios<PhoneWorks>
        id="phone-works"
        label="Does her phone work?"
        labelSize="s"
        small
        inline
        error={errors['phone-works']}
        value={form.phone}
        items={PHONE_ITEMS}
        onChange={(phone) => change({ phone })}
      />
    </>
  );
}

export function BackDialog(props: SignedDialogProps) {
  const { row } = props;
  const signed = useSignedForm();
  const { errors } = signed;
  const [at, setAt] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const found = (): Issue[] => (pastTime(at) === null ? [{ field: 'back-at', text: 'Enter the time she came in, like 22:05' }] : []);
  const body = (): object => ({ back_at: isoOf(pastTime(at)!), note: note.trim() });
  return (
    <SignedDialog
      title={`${fullName(row)} is back in`}
      label={`Sign in ${signedFor(row)}`}
      form={signed}
      dialog={props}
      onSubmit={() =>
        void signed.submit(
          found(),
          body,
          (sent) => post(`/api/movements/${row.presence.movement}/back`, sent),
          () => props.onDone(`${shortName(row)} is back in since ${ukTime(pastTime(at)!)}. Her checks run again.`),
        )
      }
    >
      <SeenAt id="back-at" verb="Back" value={at} error={errors['back-at']} onChange={setAt} />
      <TextInput
        id="note"
        label="How she is, in her words (optional)"
        labelSize="s"
        maxLength={300}
        error={errors['note']}
        value={note}
        onInput={setNote}
      />
    </SignedDialog>
  );
}

export function HospitalCallDialog(props: SignedDialogProps) {
  const { row } = props;
  const signed = useSignedForm();
  const { errors } = signed;
  const [at, setAt] = useState<string | null>(null);
  const [words, setWords] = useState('');
  const found = (): Issue[] => [
    ...(pastTime(at) === null ? [{ field: 'at', text: 'Enter the time of the call, like 04:00' }] : []),
    ...(words.trim() ? [] : [{ field: 'words', text: 'Say what the ward told you' }]),
  ];
  const body = (): object => ({ movement: row.presence.movement, at: isoOf(pastTime(at)!), words: words.trim() });
  return (
    <SignedDialog
      title={`Call to the hospital about ${fullName(row)}`}
      label={`Sign for ${signedFor(row)}`}
      form={signed}
      dialog={props}
      onSubmit={() =>
        void signed.submit(found(), body, (sent, id) => send('PUT', `/api/hospital-calls/${id}`, sent), () => props.onDone(`Call about ${shortName(row)} recorded.`))
      }
    >
      <TextInput
        id="words"
        label="What did they say?"
        labelSize="s"
        maxLength={500}
        error={errors['words']}
        value={words}
        onInput={setWords}
      />
      <SeenAt id="at" verb="Called" value={at} error={errors['at']} onChange={setAt} />
    </SignedDialog>
  );
}
