// The state of the check dialog: the form as it is kept on this computer, what is asked for besides, and sending it.
import { useEffect, useRef, useState } from 'preact/hooks';
import { newId, Problem, send } from '../../api.ts';
import { useDraft, type Draft } from '../../drafts.ts';
import { board, rowOf } from '../../state/board.ts';
import { clock, now } from '../../state/clock.ts';
import {
  bodyOf,
  emptyForm,
  formKept,
  issuesOf,
  lateness,
  type CheckForm,
  type Issue,
  type Lateness,
  type VisitBody,
} from '../../state/entry.ts';
import { proofHere } from '../../state/handset.ts';
import { who } from '../../state/session.ts';
import type { BoardRow, Kind, LastVisit, Mark, Requirement, Uuid } from '../../types.ts';
import { useSigning, type Signing } from './signing.tsx';

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
  '/door': 'door',
};

function issuesFrom(problem: Problem): Issue[] {
  if (problem.slug === 'late-reason-needed') return [{ field: 'late-reason', text: 'Select why it was late' }];
  if (problem.errors.length === 0) return [{ field: '', text: problem.detail }];
  return problem.errors.map((error) => ({ field: SERVER_FIELDS[error.field] ?? '', text: error.detail }));
}

/** What the server asked for that this screen did not know of: its settings and its clock decide. */
interface Asked {
  late: boolean;
  retrospective: boolean;
  sameWords: string | null;
}

const NOTHING_ASKED: Asked = { late: false, retrospective: false, sameWords: null };

function askedAfter(asked: Asked, problem: Problem): Asked {
  return {
    late: asked.late || problem.slug === 'late-reason-needed',
    retrospective: asked.retrospective || problem.slug === 'retrospective-needs-reason',
    sameWords: problem.slug === 'same-words' ? problem.detail : asked.sameWords,
  };
}

function latenessNow(form: CheckForm, row: BoardRow, asked: Asked): Lateness {
  const settings = board.value?.settings;
  const judged = lateness(form, row, now.value, {
    late_entry_s: Number(settings?.['late_entry_s'] ?? 600),
    retrospective_s: Number(settings?.['retrospective_s'] ?? 3600),
  });
  return {
    ...judged,
    overdue: judged.overdue || asked.late,
    retrospective: judged.retrospective || asked.retrospective,
  };
}

/** The form, kept on this computer under who began it, whoever signs it in the end. */
function useKeptForm(row: BoardRow): Draft<CheckDraft> {
  const first = useRef<CheckDraft | null>(null);
  first.current ??= { form: emptyForm(newId(), row), sent: null };
  const author = useRef(who.value?.staff?.id ?? '');
  const draft = useDraft<CheckDraft>(author.current, CHECK_DRAFT, row.stay, first.current);
  useEffect(() => {
    if (!draft.restored || draft.value.sent) return;
    const kept = formKept(draft.value.form, clock.now());
    if (kept === null) void draft.drop().then(() => draft.set(first.current!));
    else if (kept !== draft.value.form) draft.set({ form: kept, sent: null });
  }, [draft.restored]);
  return draft;
}

export interface Check {
  form: CheckForm;
  /** Signed and not answered yet: it is only sent again, as it is. */
  sent: VisitBody | null;
  /** The row as it is by now. */
  live: BoardRow;
  late: Lateness;
  issues: readonly Issue[];
  /** The server's question about the same words, if it asked. */
  sameWords: string | null;
  /** Found again from an earlier visit to this form. */
  restored: boolean;
  signing: Signing;
  secondPin: string;
  setSecondPin: (pin: string) => void;
  change: (part: Partial<CheckForm>) => void;
  startAfresh: () => void;
  /** Given up, unless it was signed already. */
  giveUp: () => void;
  signOff: () => Promise<void>;
}

export function useCheck(row: BoardRow, onDone: (answer: CheckAnswer, body: VisitBody) => void): Check {
  const draft = useKeptForm(row);
  const [issues, setIssues] = useState<Issue[]>([]);
  const [asked, ask] = useState(NOTHING_ASKED);
  const [secondPin, setSecondPin] = useState('');
  const signing = useSigning();
  const { form, sent } = draft.value;
  const live = rowOf(row.stay) ?? row;
  const late = latenessNow(form, live, asked);

  const put = (body: VisitBody): Promise<CheckAnswer | null> => {
    const second = late.retrospective && form.second ? { second: { staff: form.second, pin: secondPin } } : {};
    return signing.sign((pin) => send('PUT', `/api/visits/${form.id}`, { ...body, ...second, ...(pin && { pin }) }));
  };

  const refusedBy = (problem: Problem, body: VisitBody): void => {
    ask(askedAfter(asked, problem));
    if (problem.slug !== 'same-words' || body.same_words_confirmed) setIssues(issuesFrom(problem));
    draft.set({ form, sent: null });
  };

  const signOff = async (): Promise<void> => {
    const found = sent ? [] : issuesOf(form, late, clock.now());
    setIssues(found);
    if (found.length > 0) return;
    const body = sent ?? bodyOf(form, late, clock.now(), { aheadMs: clock.deviceAheadMs(), proof: proofHere() });
    draft.set({ form, sent: body });
    try {
      const answer = await put(body);
      if (answer === null) return draft.set({ form, sent }); // the PIN was refused
      await draft.drop();
      onDone(answer, body);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      refusedBy(error, body);
    }
  };

  return {
    form, sent, live, late, issues, sameWords: asked.sameWords, restored: draft.restored, signing, secondPin, setSecondPin, signOff,
    change: (part) => {
      setIssues([]);
      draft.set({ form: { ...form, ...part, touchedAt: clock.now() }, sent: null });
    },
    startAfresh: () => {
      setIssues([]);
      void draft.drop();
      draft.set({ form: emptyForm(newId(), row), sent: null });
    },
    giveUp: () => {
      if (!sent) void draft.drop();
    },
  };
}
