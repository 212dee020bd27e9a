// A dialog whose record carries a name: what is wrong with it, whose it is, her PIN when it is asked for, and the try that
// sends it. The same content keeps its id until it was answered.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { newId, Problem } from '../../api.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { ErrorSummary } from '../../parts/error-summary.tsx';
import type { Issue } from '../../state/entry.ts';
import { currentPremises } from '../../state/session.ts';
import type { BoardRow, Uuid } from '../../types.ts';
import { SignButtons, SignedBy, useSigning, type Signing } from './signing.tsx';

export interface SignedDialogProps {
  row: BoardRow;
  onClose: () => void;
  onDone: (said: string) => void;
  focusAfter?: (() => HTMLElement | null) | undefined;
}

export interface SignedForm {
  signing: Signing;
  issues: readonly Issue[];
  errors: Record<string, string>;
  /** Sends `make()` unless something was found wrong, and tells `done` what was answered. */
  submit: <T>(found: Issue[], make: () => object, go: (body: object, id: Uuid) => Promise<T>, done: (answer: T) => void) => Promise<void>;
}

function pointerField(pointer: string): string {
  return pointer.slice(1).replace(/_/g, '-');
}

export function issuesFrom(problem: Problem): Issue[] {
  if (problem.errors.length === 0) return [{ field: '', text: problem.detail }];
  return problem.errors.map((error) => ({ field: pointerField(error.field), text: error.detail }));
}

/** `pinAlways`: what is signed stands for more than the record, and asks for the PIN however short ago it was given. */
export function useSignedForm(pinAlways = false): SignedForm {
  const signing = useSigning(pinAlways);
  const [issues, setIssues] = useState<Issue[]>([]);
  const id = useRef<Uuid>(newId());
  const body = useRef<object | null>(null);
  const submit: SignedForm['submit'] = async (found, make, go, done) => {
    setIssues(found);
    if (found.length > 0) return;
    body.current ??= make();
    const sent = body.current;
    try {
      const answer = await signing.sign(async (pin) => ({ got: await go({ ...sent, ...(pin && { pin }) }, id.current) }));
      if (answer !== null) done(answer.got);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setIssues(issuesFrom(error));
    }
    body.current = null;
  };
  return { signing, issues, errors: Object.fromEntries(issues.map((one) => [one.field, one.text])), submit };
}

export function SignedDialog(props: {
  title: string;
  label: string;
  form: SignedForm;
  dialog: Omit<SignedDialogProps, 'onDone'>;
  onSubmit: () => void;
  children: ComponentChildren;
}) {
  const { dialog, form: signed } = props;
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => (form.current?.querySelector<HTMLElement>('input:checked') ?? form.current?.querySelector<HTMLElement>('input, textarea'))?.focus(), []);
  return (
    <Dialog labelledBy="signed-title" onClose={dialog.onClose} focusAfter={dialog.focusAfter} wide>
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          props.onSubmit();
        }}
      >
        <p class="ln-dialog__caption">
          Room <strong>{dialog.row.room}</strong>, {currentPremises.value?.name}
        </p>
        <h2 id="signed-title" class="govuk-heading-m ln-dialog__title">
          {props.title}
        </h2>
        {signed.issues.length > 0 && (
          <ErrorSummary items={signed.issues.map(({ field, text }) => ({ text, href: field ? `#${field}` : undefined }))} />
        )}
        <div class="ln-check">
          <div class="ln-check__main">{props.children}</div>
          <div class="ln-check__sign">
            <SignedBy signing={signed.signing} />
          </div>
        </div>
        <SignButtons signing={signed.signing} label={props.label} onClose={dialog.onClose} />
      </form>
    </Dialog>
  );
}
