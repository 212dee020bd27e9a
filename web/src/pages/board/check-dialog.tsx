// Recording a check. By keys alone: the answer's number, Enter, the PIN, Enter. Signing is an act of its own, nothing
// is chosen in advance, and what was entered survives a lock, a lost connection and a closed tab.
import { useEffect, useRef, useState } from 'preact/hooks';
import { newId, Problem, send } from '../../api.ts';
import { useDraft } from '../../drafts.ts';
import { Alert } from '../../parts/alert.tsx';
import { LinkButton } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { ErrorSummary } from '../../parts/error-summary.tsx';
import { clock, now } from '../../state/clock.ts';
import { board, rowOf, soonS } from '../../state/board.ts';
import {
  ANSWERS,
  bodyOf,
  emptyForm,
  formKept,
  isStarted,
  issuesOf,
  lateness,
  leftOver,
  recordedSince,
  seenAtMs,
  type CheckForm,
  type Issue,
  type Lateness,
  type LateReason,
  type VisitBody,
} from '../../state/entry.ts';
import { fullName, signedFor } from '../../state/names.ts';
import { currentPremises, onTerminal, who } from '../../state/session.ts';
import { loadPeople } from '../../state/terminal.ts';
import { leading } from '../../status.ts';
import { hourRepeats, ukTime } from '../../time.ts';
import type { BoardRow, Kind, LastVisit, Mark, Requirement, Uuid } from '../../types.ts';
import { LATE_REASON, OUTCOME_SHORT } from '../../words.ts';
import { Answers, Consequence, LateReasons, Note, Retrospective, type FieldsProps } from './check-fields.tsx';
import { dueWords } from './due-words.ts';
import { HowToBe } from './how-to-be.tsx';
import { SeenAt } from './seen-at.tsx';
import { SignButtons, SignedBy, useSigning } from './signing.tsx';

export interface CheckAnswer {
  visit: { id: Uuid; meets: Kind[]; marks: Mark[]; done_at?: string; outcome?: LastVisit['outcome'] };
  closed: { id: Uuid; kind: Kind; source: Requirement['source']; state: 'done' | 'missed' | 'not_required'; late: boolean }[];
  still_needed: Kind[];
  opened: Requirement[];
  together: { visits: Uuid[] } | null;
}

export interface CheckDraft {
  form: CheckForm;
  /** What was sent and not answered: sent again as it is, with the same id. */
  sent: VisitBody | null;
}

export const CHECK_DRAFT = 'check';

export interface CheckDialogProps {
  /** The row as it was when the dialog opened: her name stays the same whatever happens on the board. */
  row: BoardRow;
  onClose: () => void;
  onOut: () => void;
  onDone: (answer: CheckAnswer, body: VisitBody) => void;
  focusAfter: () => HTMLElement | null;
}

/** Issues that the server raises against what was sent, as this form's own. */
const SERVER_FIELDS: Record<string, string> = {
  '/done_at': 'seen-at',
  '/late_reason': 'late-reason',
  '/late_words': 'late-words',
  '/reason': 'reason',
  '/second': 'second',
  '/second/staff': 'second',
  '/second/pin': 'second-pin',
  '/outcome': 'answer',
  '/movement': 'sleep',
  '/position': 'sleep',
  '/note': 'note',
};

function issuesFrom(problem: Problem): Issue[] {
  if (problem.slug === 'late-reason-needed') return [{ field: 'late-reason', text: 'Select why it was late' }];
  if (problem.errors.length === 0) return [{ field: '', text: problem.detail }];
  return problem.errors.map((error) => ({ field: SERVER_FIELDS[error.field] ?? '', text: error.detail }));
}

function useCheck(props: CheckDialogProps) {
  const first = useRef<CheckDraft | null>(null);
  first.current ??= { form: emptyForm(newId(), props.row), sent: null };
  const author = useRef(who.value?.staff?.id ?? ''); // whoever signs in the end, what is kept is kept for who began
  const draft = useDraft<CheckDraft>(author.current, CHECK_DRAFT, props.row.stay, first.current);
  const [issues, setIssues] = useState<Issue[]>([]);
  const [asked, ask] = useState({ late: false, retrospective: false, sameWords: null as string | null });
  const [secondPin, setSecondPin] = useState('');
  const signing = useSigning();
  const { form, sent } = draft.value;

  useEffect(() => {
    if (!draft.restored || draft.value.sent) return;
    const kept = formKept(draft.value.form, clock.now());
    if (kept === null) void draft.drop().then(() => draft.set(first.current!));
    else if (kept !== draft.value.form) draft.set({ form: kept, sent: null });
  }, [draft.restored]);

  const live = rowOf(props.row.stay) ?? props.row;
  const settings = board.value?.settings;
  const times = {
    late_entry_s: Number(settings?.['late_entry_s'] ?? 600),
    retrospective_s: Number(settings?.['retrospective_s'] ?? 3600),
  };
  const judged = lateness(form, live, now.value, times);
  const late = {
    ...judged,
    overdue: judged.overdue || asked.late,
    retrospective: judged.retrospective || asked.retrospective,
  };

  const change = (part: Partial<CheckForm>): void => {
    setIssues([]);
    draft.set({ form: { ...form, ...part, touchedAt: clock.now() }, sent: null });
  };

  const refusedBy = (problem: Problem, body: VisitBody): void => {
    ask({
      late: asked.late || problem.slug === 'late-reason-needed',
      retrospective: asked.retrospective || problem.slug === 'retrospective-needs-reason',
      sameWords: problem.slug === 'same-words' ? problem.detail : asked.sameWords,
    });
    if (problem.slug !== 'same-words' || body.same_words_confirmed) setIssues(issuesFrom(problem));
    draft.set({ form, sent: null });
  };

  const signOff = async (): Promise<void> => {
    const found = sent ? [] : issuesOf(form, late, clock.now());
    setIssues(found);
    if (found.length > 0) return;
    const body = sent ?? bodyOf(form, late, clock.now(), clock.deviceAheadMs());
    const second = late.retrospective && form.second ? { second: { staff: form.second, pin: secondPin } } : {};
    draft.set({ form, sent: body });
    try {
      const answer = await signing.sign((pin) =>
        send<CheckAnswer>('PUT', `/api/visits/${form.id}`, { ...body, ...second, ...(pin && { pin }) }),
      );
      if (answer === null) return draft.set({ form, sent: sent ?? null });
      await draft.drop();
      props.onDone(answer, body);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      refusedBy(error, body);
    }
  };

  const startAfresh = (): void => {
    setIssues([]);
    void draft.drop();
    draft.set({ form: emptyForm(newId(), props.row), sent: null });
  };

  const close = (): void => {
    if (!sent) void draft.drop();
    props.onClose();
  };

  return { form, sent, live, late, close, issues, asked, change, signing, signOff, secondPin, setSecondPin, startAfresh, restored: draft.restored };
}

export function CheckDialog(props: CheckDialogProps) {
  const check = useCheck(props);
  const { form, late, signing } = check;
  const box = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (onTerminal.value) void loadPeople();
  }, []);
  useEffect(() => {
    const first = check.sent && signing.state === 'ready' ? '#pin, #sign' : '#answer';
    box.current?.querySelector<HTMLElement>(first)?.focus();
  }, [check.sent !== null && check.restored]);
  const errors = Object.fromEntries(check.issues.map((issue) => [issue.field, issue.text]));
  const fields: FieldsProps = { form, late, errors, change: check.change };
  const submit = (event: Event): void => {
    event.preventDefault();
    if (form.answer === 'out') props.onOut();
    else void check.signOff();
  };
  return (
    <Dialog labelledBy="check-title" onClose={check.close} focusAfter={props.focusAfter} wide>
      <form ref={box} onSubmit={submit} onKeyDown={(event) => keys(event, box.current!, form, check.change)} noValidate>
        <Heading row={props.row} live={check.live} />
        {check.issues.length > 0 && (
          <ErrorSummary items={check.issues.map(({ field, text }) => ({ text, href: field ? `#${field}` : undefined }))} />
        )}
        <Meanwhile live={check.live} opened={props.row} />
        {check.sent && signing.state === 'ready' && (
          <p class="ln-kept">
            <strong>Signed at {ukTime(check.sent.entered_at)}, not sent yet.</strong> Send it now: it is recorded once, with that time.
          </p>
        )}
        {check.restored && !check.sent && isStarted(form) && (
          <p class="ln-kept">
            Kept from before: not signed yet. <LinkButton onClick={check.startAfresh}>Start afresh</LinkButton>
          </p>
        )}
        <div class="ln-check ln-check--three">
          <fieldset class="ln-check__main" disabled={check.sent !== null && signing.state !== 'sending'}>
            <Answers {...fields} />
          </fieldset>
          <fieldset class="ln-check__side" disabled={check.sent !== null && signing.state !== 'sending'}>
            <SeenAt
              id="seen-at"
              verb="Seen"
              value={check.sent ? ukTime(check.sent.done_at) : form.seenAt}
              error={errors['seen-at']}
              mark={seenMark(form, late)}
              onChange={(seenAt) => check.change({ seenAt })}
            />
            <Note {...fields} challenged={check.asked.sameWords} />
            {late.retrospective && (
              <Retrospective {...fields} secondPin={check.secondPin} setSecondPin={check.setSecondPin} />
            )}
            <Consequence answer={form.answer} left={leftOver(form.answer, check.live, now.value)} />
            {late.overdue && <LateReasons {...fields} />}
          </fieldset>
          <div class="ln-check__sign">{form.answer !== 'out' && <SignedBy signing={signing} />}</div>
        </div>
        <SignButtons
          signing={signing}
          label={form.answer === 'out' ? 'Continue' : `${check.sent ? 'Send' : 'Sign'} for ${signedFor(props.row)}`}
          onClose={check.close}
        />
      </form>
    </Dialog>
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
