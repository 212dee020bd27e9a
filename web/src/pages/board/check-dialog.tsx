// Recording a check. By keys alone: the answer's number, Enter, the PIN, Enter. Signing is an act of its own, nothing
// is chosen in advance, and what was entered survives a lock, a lost connection and a closed tab.
import { useEffect, useRef } from 'preact/hooks';
import { Alert } from '../../parts/alert.tsx';
import { LinkButton } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { ErrorSummary } from '../../parts/error-summary.tsx';
import { soonS } from '../../state/board.ts';
import { beginChain } from '../../state/chain.ts';
import { now } from '../../state/clock.ts';
import {
  ANSWERS,
  isStarted,
  leftOver,
  recordedSince,
  seenAtMs,
  type CheckForm,
  type Lateness,
  type VisitBody,
} from '../../state/entry.ts';
import { fullName, signedFor } from '../../state/names.ts';
import { currentPremises, onTerminal } from '../../state/session.ts';
import { loadPeople } from '../../state/terminal.ts';
import { leading } from '../../status.ts';
import { hourRepeats, ukTime } from '../../time.ts';
import type { BoardRow, LateReason } from '../../types.ts';
import { LATE_REASON, OUTCOME_SHORT } from '../../words.ts';
import { useCheck, type Check, type CheckAnswer } from './check-entry.ts';
import { Answers, Consequence, LateReasons, Note, Retrospective, type FieldsProps } from './check-fields.tsx';
import { DoorScan } from './door-scan.tsx';
import { dueWords } from './due-words.ts';
import { HowToBe } from './how-to-be.tsx';
import { SeenAt } from './seen-at.tsx';
import { SignButtons, SignedBy } from './signing.tsx';

export interface CheckDialogProps {
  /** The row as it was when the dialog opened: her name stays the same whatever happens on the board. */
  row: BoardRow;
  onClose: () => void;
  onOut: () => void;
  onDone: (answer: CheckAnswer, body: VisitBody) => void;
  /** The square at her door, when scanning it opened the dialog. */
  door?: string | undefined;
  focusAfter?: (() => HTMLElement | null) | undefined;
}

export function CheckDialog(props: CheckDialogProps) {
  const check = useCheck(props.row, props.onDone);
  const { form, signing } = check;
  const box = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (onTerminal.value) void loadPeople();
    if (props.door) check.change({ door: props.door });
  }, []);
  useEffect(() => {
    const first = check.sent && signing.state === 'ready' ? '#pin, #sign' : '#answer';
    box.current?.querySelector<HTMLElement>(first)?.focus();
  }, [check.sent !== null && check.restored]);
  const close = (): void => {
    check.giveUp();
    props.onClose();
  };
  const silent = startsChain(check);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (form.answer === 'out') return props.onOut();
    if (!silent) return void check.signOff();
    close();
    beginChain(props.row);
  };
  return (
    <Dialog labelledBy="check-title" onClose={close} focusAfter={props.focusAfter} wide>
      <form ref={box} onSubmit={submit} onKeyDown={(event) => keys(event, box.current!, form, check.change)} noValidate>
        <Heading row={props.row} live={check.live} />
        {check.issues.length > 0 && (
          <ErrorSummary items={check.issues.map(({ field, text }) => ({ text, href: field ? `#${field}` : undefined }))} />
        )}
        <Meanwhile live={check.live} opened={props.row} />
        <Kept check={check} />
        <Questions check={check} />
        <SignButtons
          signing={signing}
          label={labelOf(check, props.row)}
          onClose={close}
        />
      </form>
    </Dialog>
  );
}

/** She does not answer now: the steps begin at once, and are signed when they are over. */
function startsChain({ form, sent }: Check): boolean {
  return form.answer === 'no_reply' && form.seenAt === null && sent === null;
}

function labelOf(check: Check, row: BoardRow): string {
  if (check.form.answer === 'out') return 'Continue';
  if (startsChain(check)) return `Start the steps for ${signedFor(row)}`;
  return `${check.sent ? 'Send' : 'Sign'} for ${signedFor(row)}`;
}

/** What this form is, when it was not begun just now. */
function Kept({ check }: { check: Check }) {
  if (check.sent && check.signing.state === 'ready') {
    return (
      <p class="ln-kept">
        <strong>Signed at {ukTime(check.sent.entered_at)}, not sent yet.</strong> Send it now: it is recorded once, with that time.
      </p>
    );
  }
  if (!check.restored || check.sent || !isStarted(check.form)) return null;
  return (
    <p class="ln-kept">
      Kept from before: not signed yet. <LinkButton onClick={check.startAfresh}>Start afresh</LinkButton>
    </p>
  );
}

function Questions({ check }: { check: Check }) {
  const { form, sent, late, signing } = check;
  const errors = Object.fromEntries(check.issues.map((issue) => [issue.field, issue.text]));
  const fields: FieldsProps = { form, late, errors, change: check.change };
  const fixed = sent !== null && signing.state !== 'sending';
  return (
    <div class="ln-check ln-check--three">
      <fieldset class="ln-check__main" disabled={fixed}>
        <Answers {...fields} />
      </fieldset>
      <fieldset class="ln-check__side" disabled={fixed}>
        <SeenAt
          id="seen-at"
          verb="Seen"
          value={sent ? ukTime(sent.done_at) : form.seenAt}
          error={errors['seen-at']}
          mark={seenMark(form, late)}
          onChange={(seenAt) => check.change({ seenAt })}
        />
        <Note {...fields} challenged={check.sameWords} />
        <DoorScan door={form.door} error={errors['door']} onDoor={(door) => check.change({ door })} />
        {late.retrospective && <Retrospective {...fields} secondPin={check.secondPin} setSecondPin={check.setSecondPin} />}
        <Consequence answer={form.answer} starts={startsChain(check)} left={leftOver(form.answer, check.live, now.value)} />
        {late.overdue && <LateReasons {...fields} />}
      </fieldset>
      <div class="ln-check__sign">{form.answer !== 'out' && !startsChain(check) && <SignedBy signing={signing} />}</div>
    </div>
  );
}

function Heading(props: { row: BoardRow; live: BoardRow }) {
  const first = leading(props.live.requirements, now.value, soonS.value);
  const words = first && dueWords(first, now.value, soonS.value);
  return (
    <>
      <p class="ln-dialog__caption">
        Room <strong>{props.row.room}</strong>, {currentPremises.value?.name}
        {words && `. ${words.window}, ${words.distance}: ${words.what}.`}
      </p>
      <h2 id="check-title" class="govuk-heading-m ln-dialog__title">
        Record a check for {fullName(props.row)}
      </h2>
      <HowToBe how={props.row.how} />
    </>
  );
}

/** What is made of a time that was typed: which of two on the night an hour repeats, and how late that is. */
function seenMark(form: CheckForm, late: Lateness): string | undefined {
  const seen = form.seenAt === null ? null : seenAtMs(form, now.value);
  if (seen === null) return undefined;
  const marks = [
    ...(hourRepeats(seen) ? [`Taken as ${ukTime(seen)}. Write BST or GMT behind it to say which.`] : []),
    ...(late.lateEntry && !late.retrospective ? ['It will be marked as a late entry.'] : []),
  ];
  return marks.join(' ') || undefined;
}

/** Two people at two doors: the second is told before she signs, and may still sign hers. */
function Meanwhile(props: { live: BoardRow; opened: BoardRow }) {
  const visit = props.live.last_visit;
  if (!visit || !recordedSince(props.live, props.opened.last_visit?.id ?? null)) return null;
  return (
    <Alert variant="information" title="Recorded meanwhile">
      {visit.by ?? 'Somebody'} recorded a check at {ukTime(visit.done_at)}: {OUTCOME_SHORT[visit.outcome]}. Sign yours as well if you
      saw her too.
    </Alert>
  );
}

const TYPED_IN = 'input:not([type=radio]):not([type=checkbox]), textarea, select';

/** 1 to 7 answer, 8 and 9 say what else was seen; Enter goes on to what is still to be filled in. */
function keys(event: KeyboardEvent, box: HTMLFormElement, form: CheckForm, change: (part: Partial<CheckForm>) => void): void {
  const target = event.target as HTMLElement;
  if (event.ctrlKey || event.altKey || event.metaKey || target.matches(TYPED_IN)) return;
  const digit = /^[1-9]$/.test(event.key) ? Number(event.key) : null;
  if (digit !== null) {
    event.preventDefault();
    if (target.closest('[data-keys=late]')) return chooseLate(digit, change);
    return chooseAnswer(digit, box, form, change);
  }
  if (event.key === 'Enter' && target.matches('[type=radio], [type=checkbox]')) {
    event.preventDefault();
    nextEmpty(box)?.focus();
  }
}

function chooseLate(digit: number, change: (part: Partial<CheckForm>) => void): void {
  const reason = (Object.keys(LATE_REASON) as LateReason[])[digit - 1];
  if (reason) change({ lateReason: reason });
}

function chooseAnswer(digit: number, box: HTMLElement, form: CheckForm, change: (part: Partial<CheckForm>) => void): void {
  const answer = ANSWERS[digit - 1];
  if (answer) {
    change({ answer });
    box.querySelector<HTMLElement>(`[name=answer][value=${answer}]`)?.focus();
  } else if (form.answer === 'asleep_breathing') {
    change(digit === 8 ? { moved: !form.moved } : { position: !form.position });
  }
}

/** The first question that has no answer yet; else the button that signs. */
function nextEmpty(box: HTMLElement): HTMLElement | null {
  const unanswered = (name: string): HTMLElement | null => {
    const all = [...box.querySelectorAll<HTMLInputElement>(`[name=${name}]`)];
    return all.length > 0 && !all.some((one) => one.checked) ? all[0]! : null;
  };
  const blank = (id: string): HTMLInputElement | null => {
    const field = box.querySelector<HTMLInputElement>(`#${id}`);
    return field && field.value === '' ? field : null;
  };
  const sleep = [...box.querySelectorAll<HTMLInputElement>('.ln-sleep input')];
  return (
    unanswered('answer') ??
    (sleep.length > 0 && !sleep.some((one) => one.checked) ? sleep[0]! : null) ??
    blank('seen-at') ??
    blank('reason') ??
    blank('second') ??
    blank('second-pin') ??
    unanswered('late-reason') ??
    blank('late-words') ??
    blank('pin') ??
    box.querySelector<HTMLElement>('#sign')
  );
}
