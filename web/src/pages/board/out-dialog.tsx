// Out, to hospital or to court, and back in. While she is away no check is required, so leaving is signed like a check.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { newId, post, Problem, send } from '../../api.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { ErrorSummary } from '../../parts/error-summary.tsx';
import { Radios } from '../../parts/radios.tsx';
import { TextInput } from '../../parts/text-input.tsx';
import { TimeInput } from '../../parts/time-input.tsx';
import { clock } from '../../state/clock.ts';
import { nextTimeShown, type Issue } from '../../state/entry.ts';
import { crnOf, fullName, shortName, signedFor } from '../../state/names.ts';
import { currentPremises } from '../../state/session.ts';
import { isoOf, lastTimeShown, ukTime } from '../../time.ts';
import type { BoardRow, Uuid } from '../../types.ts';
import { PHONE_WORKS } from '../../words.ts';
import { SeenAt } from './seen-at.tsx';
import { SignButtons, SignedBy, useSigning, type Signing } from './signing.tsx';

export interface MovementDialogProps {
  row: BoardRow;
  onClose: () => void;
  onDone: (said: string) => void;
  focusAfter: () => HTMLElement | null;
}

type Away = 'out' | 'hospital' | 'court';
type PhoneWorks = keyof typeof PHONE_WORKS;

const PHONE_ITEMS = (Object.keys(PHONE_WORKS) as PhoneWorks[]).map((value) => ({ value, label: PHONE_WORKS[value] }));

function pointerField(pointer: string): string {
  return pointer.slice(1).replace(/_/g, '-');
}

function issuesFrom(problem: Problem): Issue[] {
  if (problem.errors.length === 0) return [{ field: '', text: problem.detail }];
  return problem.errors.map((error) => ({ field: pointerField(error.field), text: error.detail }));
}

/** One signed form about her movements: its issues, and the try that sends it. */
function useMovement(props: MovementDialogProps) {
  const signing = useSigning();
  const [issues, setIssues] = useState<Issue[]>([]);
  const id = useRef<Uuid>(newId());
  const body = useRef<object | null>(null);
  const submit = async (found: Issue[], make: () => object, go: (body: object, id: Uuid) => Promise<unknown>, said: () => string) => {
    setIssues(found);
    if (found.length > 0) return;
    body.current ??= make();
    const sent = body.current;
    try {
      const answer = await signing.sign((pin) => go({ ...sent, ...(pin && { pin }) }, id.current));
      if (answer !== null) props.onDone(said());
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setIssues(issuesFrom(error));
    }
    body.current = null;
  };
  return { signing, issues, errors: Object.fromEntries(issues.map((one) => [one.field, one.text])), submit };
}

function MovementForm(props: {
  row: BoardRow;
  title: string;
  label: string;
  issues: readonly Issue[];
  signing: Signing;
  dialog: MovementDialogProps;
  onSubmit: () => void;
  children: ComponentChildren;
}) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('input')?.focus(), []);
  return (
    <Dialog labelledBy="movement-title" onClose={props.dialog.onClose} focusAfter={props.dialog.focusAfter} wide>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          props.onSubmit();
        }}
      >
        <p class="ln-dialog__caption">
          Room <strong>{props.row.room}</strong>, {currentPremises.value?.name}
        </p>
        <h2 id="movement-title" class="govuk-heading-m ln-dialog__title">
          {props.title}
        </h2>
        {props.issues.length > 0 && (
          <ErrorSummary items={props.issues.map(({ field, text }) => ({ text, href: field ? `#${field}` : undefined }))} />
        )}
        <div class="ln-check">
          <div class="ln-check__main">{props.children}</div>
          <div class="ln-check__sign">
            <SignedBy signing={props.signing} />
          </div>
        </div>
        <SignButtons signing={props.signing} label={props.label} onClose={props.dialog.onClose} />
      </form>
    </Dialog>
  );
}

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

export function OutDialog(props: MovementDialogProps) {
  const { row } = props;
  const { signing, issues, errors, submit } = useMovement(props);
  const [form, setForm] = useState(BLANK);
  const said = (): string => `${shortName(row)} is ${AWAY[form.kind!]}. Checks are not required until she is back in.`;
  const put = (sent: object, id: Uuid): Promise<unknown> => send('PUT', `/api/movements/${id}`, sent);
  return (
    <MovementForm
      row={row}
      title={`${fullName(row)} is not in the building`}
      label={`Sign for ${signedFor(row)}`}
      issues={issues}
      signing={signing}
      dialog={props}
      onSubmit={() => void submit(outIssues(form), () => outBody(form, row), put, said)}
    >
      <OutFields form={form} errors={errors} change={(part) => setForm({ ...form, ...part })} />
    </MovementForm>
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

export function BackDialog(props: MovementDialogProps) {
  const { row } = props;
  const { signing, issues, errors, submit } = useMovement(props);
  const [at, setAt] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const found = (): Issue[] => (pastTime(at) === null ? [{ field: 'back-at', text: 'Enter the time she came in, like 22:05' }] : []);
  const body = (): object => ({ back_at: isoOf(pastTime(at)!), note: note.trim() });
  return (
    <MovementForm
      row={row}
      title={`${fullName(row)} is back in`}
      label={`Sign in ${signedFor(row)}`}
      issues={issues}
      signing={signing}
      dialog={props}
      onSubmit={() =>
        void submit(
          found(),
          body,
          (sent) => post(`/api/movements/${row.presence.movement}/back`, sent),
          () => `${shortName(row)} is back in since ${ukTime(pastTime(at)!)}. Her checks run again.`,
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
    </MovementForm>
  );
}

export function HospitalCallDialog(props: MovementDialogProps) {
  const { row } = props;
  const { signing, issues, errors, submit } = useMovement(props);
  const [at, setAt] = useState<string | null>(null);
  const [words, setWords] = useState('');
  const found = (): Issue[] => [
    ...(pastTime(at) === null ? [{ field: 'at', text: 'Enter the time of the call, like 04:00' }] : []),
    ...(words.trim() ? [] : [{ field: 'words', text: 'Say what the ward told you' }]),
  ];
  const body = (): object => ({ movement: row.presence.movement, at: isoOf(pastTime(at)!), words: words.trim() });
  return (
    <MovementForm
      row={row}
      title={`Call to the hospital about ${fullName(row)}`}
      label={`Sign for ${signedFor(row)}`}
      issues={issues}
      signing={signing}
      dialog={props}
      onSubmit={() =>
        void submit(found(), body, (sent, id) => send('PUT', `/api/hospital-calls/${id}`, sent), () => `Call about ${shortName(row)} recorded.`)
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
    </MovementForm>
  );
}
