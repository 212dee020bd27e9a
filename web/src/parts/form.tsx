import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { formErrors, Problem, worthRetrying } from '../api.ts';
import { setTitle } from '../router.ts';
import { acted } from '../state/terminal.ts';
import { ERROR } from '../words.ts';
import { Button, LinkButton, type ButtonLook } from './button.tsx';
import { ButtonGroup } from './button-group.tsx';
import { ErrorSummary, type ErrorItem } from './error-summary.tsx';
import { Alert } from './alert.tsx';
import { PinInput } from './pin-input.tsx';

/** What is wrong, by the id of the field it is about. */
export type Issues = Record<string, string>;

/** Given to what draws the fields: the message at a field, if there is one. */
export type At = (id: string) => string | undefined;

export interface FormProps {
  /** Of the page: no name in it. */
  title: string;
  button: string;
  look?: ButtonLook | undefined;
  cancel?: string | undefined;
  /** Field ids for the server's pointers that are called otherwise. */
  rename?: Record<string, string> | undefined;
  /** What can be told before sending; undefined members do not count. */
  check: () => Record<string, string | false | undefined>;
  /** Sends it and leaves the page. The PIN is there once the server has asked for it. */
  send: (pin: { pin?: string }) => Promise<void>;
  /** Between the heading and the fields. */
  intro?: ComponentChildren;
  children: (at: At) => ComponentChildren;
}

/** One form on one page: problems above with the focus on them, the same words at the fields, "Error" in the title. */
export function Form(props: FormProps) {
  const [errors, setErrors] = useState<ErrorItem[]>([]);
  const [pin, setPin] = useState<string | null>(null);
  const box = useRef<HTMLFormElement>(null);
  const sending = useRef(false);
  useEffect(() => setTitle(props.title, { error: errors.length > 0 }), [props.title, errors]);
  const at: At = (id) => errors.find((one) => one.href === `#${id}`)?.text;

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (sending.current) return;
    const issues = Object.entries(props.check()).filter(([, text]) => text) as [string, string][];
    if (pin !== null && pin.length < 6) issues.push(['pin', 'Enter your 6 digit PIN']);
    setErrors(issues.map(([id, text]) => ({ text, href: `#${id}` })));
    if (issues.length > 0) return;
    sending.current = true;
    try {
      await props.send(pin === null ? {} : { pin });
      if (pin !== null) acted();
    } catch (error) {
      if (error instanceof Problem && /^pin-/.test(error.slug)) setPin('');
      // After the PIN field is there to be pointed at.
      setTimeout(() => setErrors(told(error, box.current, props.rename)));
    } finally {
      sending.current = false;
    }
  };

  return (
    <form class="ln-form" ref={box} onSubmit={(event) => void submit(event)} noValidate>
      {errors.length > 0 && <ErrorSummary items={errors} />}
      <h1 class="govuk-heading-l">{props.title}</h1>
      {props.intro}
      {props.children(at)}
      {pin !== null && <PinInput id="pin" value={pin} error={at('pin')} onInput={setPin} />}
      <ButtonGroup>
        <Button look={props.look}>{props.button}</Button>
        {props.cancel && (
          <a class="govuk-link" href={props.cancel}>
            Cancel
          </a>
        )}
      </ButtonGroup>
    </form>
  );
}

function told(error: unknown, box: HTMLFormElement | null, rename?: Record<string, string>): ErrorItem[] {
  if (!(error instanceof Problem) || worthRetrying(error)) return [{ text: ERROR.unreachable }];
  const known = [...(box?.querySelectorAll('[id]') ?? [])].map((field) => field.id);
  return formErrors(error, known, rename).list;
}

/** Said when a form comes up with what was written in it before. */
export function DraftNotice(props: { restored: boolean; onForget: () => void }) {
  if (!props.restored) return null;
  return (
    <Alert variant="information" title="Not saved yet">
      This is what you wrote here before and did not save. <LinkButton onClick={props.onForget}>Start again</LinkButton>
    </Alert>
  );
}

/** Somebody else changed the same thing first: what she did, and the choice that only a person can make. */
export function Conflict(props: { who: string; children: ComponentChildren; onMine: () => void; onTheirs: () => void }) {
  return (
    <div class="ln-conflict">
      <Alert variant="warning" title={`${props.who} changed this while you were writing`} heading>
        {props.children}
        <ButtonGroup>
          <Button type="button" look="secondary" onClick={props.onMine}>
            Keep what I wrote
          </Button>
          <Button type="button" look="secondary" onClick={props.onTheirs}>
            Take theirs instead
          </Button>
        </ButtonGroup>
        <p class="govuk-body">Nothing is saved until you save. Both stay in her history.</p>
      </Alert>
    </div>
  );
}
