// One form on one page, told by its questions: each is drawn, checked and kept by the same rules. Problems stand above with
// the focus on them and the same words at the fields; what was written outlives the page; and what somebody else changed
// meanwhile is shown before anything is sent over it.
import { isValidElement, type ComponentChildren, type ComponentType, type VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { formErrors, Problem, worthRetrying } from '../api.ts';
import { useDraft } from '../drafts.ts';
import { focusIfLost, setTitle } from '../router.ts';
import { doneGo } from '../state/notice.ts';
import { who } from '../state/session.ts';
import { acted } from '../state/terminal.ts';
import { instantsOf, isoOf } from '../time.ts';
import { ERROR } from '../words.ts';
import { Alert } from './alert.tsx';
import { Button, LinkButton, type ButtonLook } from './button.tsx';
import { ButtonGroup } from './button-group.tsx';
import { Checkboxes } from './checkboxes.tsx';
import { DateInput, dayOf, NO_DATE, type DateParts } from './date-input.tsx';
import { ErrorSummary, type ErrorItem } from './error-summary.tsx';
import type { FieldProps } from './field.tsx';
import { PinInput } from './pin-input.tsx';
import { Radios, type Choice } from './radios.tsx';
import { Select } from './select.tsx';
import { Textarea } from './textarea.tsx';
import { TextInput, type InputWidth } from './text-input.tsx';
import { TimeInput, timeOf } from './time-input.tsx';

/** A day and a time of day, as typed. */
export type Moment = DateParts & { time: string };
export const NO_MOMENT: Moment = { ...NO_DATE, time: '' };

/** As an instant; null for nothing, false for what is none. */
export function instantOf(typed: Moment): string | null | false {
  if (Object.values(typed).every((part) => part.trim() === '')) return null;
  const [day, time] = [dayOf(typed), timeOf(typed.time)];
  const found = day && time ? instantsOf(day, time) : null;
  return found?.[0] === undefined ? false : isoOf(found[0]);
}

export interface Question {
  id: string;
  label: string;
  /** By default one line of text. */
  as?: keyof typeof FIELDS | ComponentType<any>;
  hint?: string | undefined;
  items?: readonly Choice[];
  limit?: number;
  rows?: number;
  small?: boolean;
  inline?: boolean;
  inputMode?: 'numeric';
  autoComplete?: string;
  spaced?: boolean;
  maxLength?: number;
  width?: InputWidth;
  suffix?: string | undefined;
  /** Said when it was left empty. */
  need?: string | false;
  /** What is wrong with what was entered. */
  bad?: string | false | undefined;
}

export type Values = Record<string, unknown>;
type Entry = Question | VNode | false | null | undefined;

export interface FormProps<V extends object> {
  /** Of the page: no name in it. */
  title: string;
  button: string;
  look?: ButtonLook;
  /** Where to, when it is done or given up. */
  back?: string | undefined;
  /** Said there when it was done. */
  done?: string;
  /** What has to be entered again after a refusal. */
  clear?: Partial<V>;
  start: V;
  /** Under what it is kept until it is sent; without it nothing is kept, as for secrets. */
  draft?: [form: string, subject: string];
  intro?: ComponentChildren;
  /** Somebody else's change of the same thing: whose, in words, and what to go on with. */
  theirs?: ((values: V) => Theirs<V> | null) | undefined;
  /** The questions as they are for these values, with anything between them. */
  asks: (values: V, set: (part: Partial<V>) => void, at: At) => readonly Entry[];
  /** What is wrong with fields that are drawn between the questions, by field id. */
  also?: (values: V) => readonly [id: string, text: string][];
  /** Field ids for the server's pointers that are called otherwise. */
  rename?: Record<string, string>;
  /** After a refusal because of somebody else's change. */
  refresh?: (() => Promise<unknown>) | undefined;
  /** The PIN is there once the server has asked for it. False: the form stays, because something is still to be shown. */
  send: (values: V, pin: { pin?: string }) => Promise<unknown>;
}

export interface Theirs<V> {
  who: string;
  /** What was done, where it is not that somebody changed it. */
  title?: string;
  words: ComponentChildren;
  /** To keep what was written, as based on what there is now. */
  mine: Partial<V>;
  /** To begin again from theirs. */
  afresh: V;
}

/** The message at a field, if there is one. */
export type At = (id: string) => string | undefined;

export function Form<V extends object>(props: FormProps<V>) {
  const [form, subject] = props.draft ?? ['', ''];
  const kept = useDraft<V>(who.value?.staff?.id ?? '', form, subject, props.start, props.draft !== undefined);
  const values = kept.value;
  const [errors, setErrors] = useState<ErrorItem[]>([]);
  const [pin, setPin] = useState<string | null>(null);
  const box = useRef<HTMLFormElement>(null);
  const sending = useRef(false);
  useEffect(() => setTitle(props.title, { error: errors.length > 0 }), [errors]);
  // When its data came after the page was changed to, its heading has missed the focus.
  useEffect(focusIfLost, []);
  const at: At = (id) => errors.find((one) => one.href === `#${id}`)?.text;
  const set = (part: Partial<V>): void => kept.set({ ...values, ...part });
  const theirs = props.theirs?.(values) ?? null;
  const entries = props.asks(values, set, at);
  const restart = (to: V): void => void kept.reset(to).then(focusIfLost);

  const issues = (): ErrorItem[] => {
    // In the order of the page: what is drawn between the questions has its field's id, or what that begins with, as its key.
    const also = new Set(props.also?.(values));
    const within = (id: string, key: unknown): boolean => id === key || id.startsWith(`${String(key)}-`);
    const drawn = (entry: Entry) => [...also].filter((one) => entry && 'key' in entry && entry.key && within(one[0], entry.key) && also.delete(one));
    const found = entries.flatMap((entry) => (isQuestion(entry) ? wrongWith(entry, values as Values) : drawn(entry)));
    found.push(...also);
    if (theirs) found.unshift(['theirs', 'Look at what was changed meanwhile, and choose']);
    if (pin !== null && pin.length < 6) found.push(['pin', 'Enter your 6 digit PIN']);
    return found.map(([id, text]) => ({ text, href: `#${id}` }));
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (sending.current) return;
    const found = issues();
    setErrors(found);
    if (found.length > 0) return;
    sending.current = true;
    try {
      const stays = await props.send(values, pin === null ? {} : { pin });
      if (pin !== null) acted();
      await kept.drop();
      if (stays !== false) doneGo(props.back!, props.done!);
    } catch (error) {
      if (props.clear) set(props.clear);
      if (error instanceof Problem && /^pin-/.test(error.slug)) setPin('');
      if (error instanceof Problem && error.status === 409) await props.refresh?.();
      // After what was asked for besides is there to be pointed at.
      setTimeout(() => setErrors(told(error, box.current, props.rename)));
    } finally {
      sending.current = false;
    }
  };

  return (
    <form class="ln-form" ref={box} onSubmit={(event) => void submit(event)} noValidate>
      {errors.length > 0 && <ErrorSummary items={errors} />}
      <h1 class="govuk-heading-l">{props.title}</h1>
      {kept.restored && (
        <Alert variant="information" title="Not saved yet">
          This is what you wrote here before and did not save. <LinkButton onClick={() => restart(props.start)}>Start again</LinkButton>
        </Alert>
      )}
      {theirs && <Conflict theirs={theirs} set={set} reset={restart} />}
      {props.intro}
      {entries.map((entry) => (isQuestion(entry) ? <Ask key={entry.id} one={entry} values={values as Values} set={set as (part: Values) => void} error={at(entry.id)} /> : entry))}
      {pin !== null && <PinInput id="pin" value={pin} error={at('pin')} onInput={setPin} />}
      <ButtonGroup>
        <Button look={props.look}>{props.button}</Button>
        {props.back && (
          <a class="govuk-link" href={props.back}>
            Cancel
          </a>
        )}
      </ButtonGroup>
    </form>
  );
}

const isQuestion = (entry: Entry): entry is Question => !!entry && !isValidElement(entry);

const isEmpty = (value: unknown): boolean => value === null || (typeof value === 'string' && value.trim() === '');

/** At most one thing at a time is wrong with an answer. */
function wrongWith(one: Question, values: Values): [id: string, text: string][] {
  const value = values[one.id];
  const missing = one.as === 'day' ? dayOf(value as DateParts) === null : one.as === 'moment' ? !instantOf(value as Moment) : isEmpty(value);
  if (one.need && missing) return [[one.id, one.need]];
  if (one.as === 'moment' && instantOf(value as Moment) === false) return [[one.id, 'Enter a day and a time, or leave all of it empty']];
  if (one.as === 'pin' && String(value).length < 6) return [[one.id, 'Enter 6 digits']];
  return one.bad ? [[one.id, one.bad]] : [];
}

function told(error: unknown, box: HTMLFormElement | null, rename?: Record<string, string>): ErrorItem[] {
  if (!(error instanceof Problem) || worthRetrying(error)) return [{ text: ERROR.unreachable }];
  const known = [...(box?.querySelectorAll('[id]') ?? [])].map((field) => field.id);
  return formErrors(error, known, rename).list;
}

/** The choice that only a person can make. */
function Conflict<V extends object>(props: { theirs: Theirs<V>; set: (part: Partial<V>) => void; reset: (to: V) => void }) {
  const { theirs } = props;
  return (
    <div id="theirs" tabIndex={-1}>
      <Alert variant="warning" title={theirs.title ?? `${theirs.who} changed this while you were writing`} heading>
        {theirs.words}
        <ButtonGroup>
          <Button type="button" look="secondary" onClick={() => (props.set(theirs.mine), focusIfLost())}>
            Keep what I wrote
          </Button>
          <Button type="button" look="secondary" onClick={() => props.reset(theirs.afresh)}>
            Take theirs instead
          </Button>
        </ButtonGroup>
        <p class="govuk-body">Nothing is sent until you save, and both stay on record.</p>
      </Alert>
    </div>
  );
}

// Each takes from a question what it knows.
const FIELDS = {
  line: TextInput,
  area: Textarea,
  pin: PinInput,
  radios: Radios,
  select: Select,
  boxes: Checkboxes,
  day: DateInput,
  moment: MomentInput,
  time: TimeInput,
} satisfies Record<string, ComponentType<any>>;

function Ask(props: { one: Question; values: Values; set: (part: Values) => void; error: string | undefined }) {
  const { need: _need, bad: _bad, as, ...rest } = props.one;
  const Answer: ComponentType<any> = typeof as === 'function' ? as : FIELDS[as ?? 'line'];
  const value = props.values[rest.id];
  const change = (to: unknown): void => props.set({ [rest.id]: to });
  return (
    <Answer labelSize="s" rows={3} autoComplete="off" {...rest} error={props.error} value={value} values={value} onInput={change} onChange={change} />
  );
}

export function MomentInput(props: FieldProps & { value: Moment; onInput: (value: Moment) => void }) {
  const { value } = props;
  return (
    <div class="ln-fields">
      <DateInput {...props} onInput={(day) => props.onInput({ ...value, ...day })} />
      <TimeInput id={`${props.id}-time`} label={`${props.label.replace(/\?$/, '')}: time`} labelSize="s" value={value.time} onInput={(time) => props.onInput({ ...value, time })} />
    </div>
  );
}
