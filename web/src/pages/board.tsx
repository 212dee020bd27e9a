// The night board: who is to be seen next, and recording it. What it shows is the board of the server plus the events
// since, and the seconds of the server's clock; nothing here decides what is due.
import { useEffect, useState } from 'preact/hooks';
import { get, newId, post, Problem, send } from '../api.ts';
import { loadDraft, draftKey } from '../drafts.ts';
import { announce } from '../frame.tsx';
import { Alert } from '../parts/alert.tsx';
import { Loading } from '../parts/loading.tsx';
import { setTitle } from '../router.ts';
import { board, boardProblem, groups, applyAnswer, rowOf, soonS, isGoing } from '../state/board.ts';
import { clock, now } from '../state/clock.ts';
import { scanned, takeScanned } from '../state/door.ts';
import { isStarted } from '../state/entry.ts';
import { crnOf, listName, shortName } from '../state/names.ts';
import { currentPremises, signedIn, who } from '../state/session.ts';
import { tapRefused } from '../state/taps.ts';
import { showLocked } from '../state/terminal.ts';
import { countsOf, type Counts } from '../status.ts';
import { ukTime } from '../time.ts';
import type { Alarm, BoardRow, Uuid } from '../types.ts';
import { ERROR, KIND_STILL_NEEDED, NAV, OUTCOME_SHORT, PAPER } from '../words.ts';
import { CHECK_DRAFT, type CheckAnswer, type CheckDraft } from './board/check-entry.ts';
import { List } from './board/list.tsx';
import { LockedBoard } from './board/locked.tsx';
import { Forms, type Open } from './board/forms.tsx';
import type { Entered } from './board/order-dialog.tsx';
import { Panel } from './board/panel.tsx';
import type { RowActs } from './board/row.tsx';
import { Strip } from './board/strip.tsx';
import type { VisitBody } from '../state/entry.ts';
import { NotYours } from './problem.tsx';

const SAID_AFTER_MS = 400; // once the dialog is gone, and after the counts that it changed

/** Rooms recorded at this screen, to name those that were entered together. */
const entered = new Map<Uuid, Entered>();

export function BoardPage() {
  const counts = countsOf(groups.value);
  useCountsSaid(counts);
  const problem = boardProblem.value;
  if (!currentPremises.value || (problem instanceof Problem && problem.status === 403)) return <NotYours />;
  return (
    <section class="ln-night" tabIndex={-1} aria-labelledby="board-title">
      <h1 id="board-title" class="govuk-visually-hidden">
        {NAV.board}, {currentPremises.value?.name}
      </h1>
      {board.value === null ? <NoBoard /> : <Shown counts={counts} />}
    </section>
  );
}

function NoBoard() {
  if (boardProblem.value === null) return <Loading what="the board" />;
  const words = boardProblem.value instanceof Problem ? boardProblem.value.detail : ERROR.unreachable;
  return (
    <Alert variant="error" title="The board cannot be shown" heading>
      {words} Lantern keeps trying. {PAPER}
    </Alert>
  );
}

/** The title and the one polite region say counts, and only when they change. */
function useCountsSaid(counts: Counts): void {
  const { overdue, due, noReply } = counts;
  useEffect(() => {
    const words = [overdue && `${overdue} overdue`, noReply && `${noReply} no reply`, due && `${due} due now`].filter(Boolean);
    setTitle(NAV.board, words.length > 0 ? { count: words.slice(0, 1).join('') } : {});
    announce(words.join(', ') || 'Nothing due now');
  }, [overdue, due, noReply]);
}

function Shown({ counts }: { counts: Counts }) {
  const [reading, setReading] = useState(false);
  const [checksUnsent, count] = useState(0);
  const strip = <Strip counts={counts} soonS={soonS.value} reading={reading} onReading={setReading} unsent={signedIn.value ? checksUnsent : 0} />;
  if (!signedIn.value) {
    return (
      <>
        {strip}
        <LockedBoard />
      </>
    );
  }
  return (
    <>
      {strip}
      <Night reading={reading} onUnsent={count} />
    </>
  );
}

function Night({ reading, onUnsent }: { reading: boolean; onUnsent: (n: number) => void }) {
  const [open, setOpen] = useState<Open | null>(null);
  const [selected, select] = useState<Uuid | null>(null);
  const [said, say] = useState<{ stay: Uuid; words: string } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [unsent, look] = useUnsent((row) => setOpen((already) => already ?? { form: 'check', row }));

  useEffect(() => onUnsent(unsent.size), [unsent.size]);
  useScannedDoor((row, door) => setOpen({ form: 'check', row, door }), setProblem);

  const tell = (stay: Uuid, words: string): void => {
    say({ stay, words });
    window.setTimeout(() => announce(words), SAID_AFTER_MS);
  };
  const acts = actsOf({ setOpen, select, setProblem });
  const close = (): void => {
    setOpen(null);
    look();
  };
  const done = (row: BoardRow, answer: CheckAnswer, body: VisitBody): void => {
    entered.set(answer.visit.id, { visit: answer.visit.id, room: row.room, name: listName(row) });
    applyAnswer(row.stay, {
      closed: answer.closed,
      opened: answer.opened,
      visit: { id: answer.visit.id, outcome: body.outcome, done_at: body.done_at, by: who.value?.staff?.initials ?? null, marks: answer.visit.marks },
      going: null,
    });
    tell(row.stay, resultWords(row, answer, body));
    const asked = answer.together?.visits.map((id) => entered.get(id) ?? enteredOnBoard(id)) ?? [];
    const then = rouseAfter(row, body);
    setOpen(asked.length > 0 ? { form: 'order', row, then, entered: asked } : then);
    look();
  };
  const saidOf = (row: BoardRow, words: string): void => {
    tell(row.stay, words);
    close();
  };
  return (
    <>
      {tapRefused.value && (
        <Alert variant="error" title="What was seen could not be recorded" onDismiss={() => (tapRefused.value = null)}>
          {tapRefused.value}
        </Alert>
      )}
      {problem && (
        <Alert variant="error" title="Not done" onDismiss={() => setProblem(null)}>
          {problem}
        </Alert>
      )}
      <div class="ln-night__columns">
        <List acts={acts} reading={reading} selected={selected} unsent={unsent} said={said} />
        <Panel row={selected === null ? null : rowOf(selected)} />
      </div>
      {open && <Forms open={open} setOpen={setOpen} onClose={close} onDone={done} onSaid={saidOf} />}
    </>
  );
}

/** Whoever was under the influence and was seen just now: could she be roused? */
function rouseAfter(row: BoardRow, body: VisitBody): Open | null {
  const watch = rowOf(row.stay)?.watches?.find((one) => one.reason === 'intoxication');
  return watch && body.outcome !== 'no_reply' && body.outcome !== 'not_in_room' ? { form: 'rouse', row, watch } : null;
}

function enteredOnBoard(visit: Uuid): Entered {
  const row = board.value?.rows.find((one) => one.last_visit?.id === visit);
  return { visit, room: row?.room ?? null, name: row ? listName(row) : '' };
}

/** What it completed, and what is still to be got. */
export function resultWords(row: BoardRow, answer: CheckAnswer, body: VisitBody): string {
  const kept = `Recorded for ${shortName(row)}: ${OUTCOME_SHORT[body.outcome].toLowerCase()}, ${ukTime(body.done_at)}.`;
  const n = answer.closed.filter((one) => one.state === 'done').length;
  const late = answer.closed.some((one) => one.late) ? ', late' : '';
  if (body.outcome === 'no_reply' || body.outcome === 'not_in_room') return `${kept} The alarm is sounding.`;
  const completed = n === 1 ? `Completed${late}.` : `Completed ${n} checks${late}.`;
  const still = answer.still_needed.map((kind) => `${KIND_STILL_NEEDED[kind]}.`);
  if (n === 0) return [kept, ...(still.length > 0 ? still : ['Nothing was due yet.'])].join(' ');
  return [kept, completed, ...still].join(' ');
}

function actsOf(on: {
  setOpen: (open: Open) => void;
  select: (stay: Uuid) => void;
  setProblem: (words: string | null) => void;
}): RowActs {
  const tried = (work: Promise<unknown>): void => {
    on.setProblem(null);
    work.catch((error: unknown) => {
      if (error instanceof Problem && error.slug === 'terminal-locked') showLocked();
      else on.setProblem(error instanceof Problem ? error.detail : ERROR.unreachable);
    });
  };
  return {
    record: (row) => on.setOpen({ form: 'check', row }),
    back: (row) => on.setOpen({ form: 'back', row }),
    call: (row) => on.setOpen({ form: 'call', row }),
    select: (row) => on.select(row.stay),
    signs: (row) => on.setOpen({ form: 'signs', row }),
    decide: (row, proposal, decision) => on.setOpen({ form: 'decide', row, proposal, decision }),
    intoxicated: (row) => {
      const watch = row.watches?.find((one) => one.reason === 'intoxication');
      on.setOpen(watch ? { form: 'rouse', row, watch } : { form: 'intoxicated', row });
    },
    snooze: (row, requirement) => on.setOpen({ form: 'snooze', row, requirement }),
    incident: (row) => on.setOpen({ form: 'incident', row }),
    moment: (row) => on.setOpen({ form: 'moment', row }),
    acknowledge: (alarm: Alarm) => tried(post(`/api/alarms/${alarm.id}/acknowledge`, {})),
    going: (row) => tried(going(row)),
  };
}

/** "I am going now", and taken back by the same key. */
async function going(row: BoardRow): Promise<void> {
  const mine = row.going?.id && row.going.staff === who.value?.staff?.id && isGoing(row, clock.now());
  if (mine) {
    await post(`/api/going/${row.going!.id}/end`, {});
    return applyAnswer(row.stay, { going: null });
  }
  const id = newId();
  await send('PUT', `/api/going/${id}`, { stay: row.stay, crn: crnOf(row) });
  const me = who.value?.staff;
  const until = new Date(clock.now() + Number(board.value?.settings['going_s'] ?? 300) * 1000).toISOString();
  applyAnswer(row.stay, { going: { id, until, staff: me?.id ?? null, initials: me?.initials ?? null } });
}

/**
 * Checks of this worker that were signed and not yet sent, looked for when the board comes up and when a form closes.
 * One that was open when the screen locked is opened again: coming back leads to the same place. Not for whoever scanned a
 * door on the way: she stands before another woman.
 */
function useUnsent(reopen: (row: BoardRow) => void): [ReadonlySet<Uuid>, () => void] {
  const [unsent, setUnsent] = useState<ReadonlySet<Uuid>>(new Set());
  const me = who.value?.staff?.id;
  const named = board.value !== null && !board.value.locked;
  const look = async (first: boolean): Promise<void> => {
    const found = new Set<Uuid>();
    const reopens = first && scanned.value === null;
    for (const row of board.value?.rows ?? []) {
      const kept = await loadDraft<CheckDraft>(draftKey(me ?? '', CHECK_DRAFT, row.stay));
      if (kept?.sent) found.add(row.stay);
      else if (reopens && kept && isStarted(kept.form) && now.value - kept.form.touchedAt < REOPEN_MS) reopen(row);
    }
    setUnsent((before) => (before.size + found.size > 0 ? found : before));
  };
  useEffect(() => {
    if (me && named) void look(true);
  }, [me, named]);
  return [unsent, () => void look(false)];
}

const REOPEN_MS = 10 * 60_000;

/** A square that was scanned opens the record of whoever lives behind that door. */
function useScannedDoor(open: (row: BoardRow, door: string) => void, refuse: (words: string) => void): void {
  const named = board.value !== null && !board.value.locked;
  const waiting = scanned.value !== null;
  const look = async (): Promise<void> => {
    const door = takeScanned();
    if (door === null) return;
    try {
      const { doors } = await get<{ doors: { id: string | null; stay: Uuid | null }[] }>(`/api/premises/${currentPremises.value?.id}/doors`);
      const found = doors.find((one) => one.id === door);
      const row = found?.stay ? rowOf(found.stay) : null;
      if (row) open(row, door);
      else refuse(found ? 'Nobody lives behind that door now.' : 'That square is not of a door here, or it was made anew. Record from the board.');
    } catch {
      refuse('The door could not be looked up. Record from the board.');
    }
  };
  useEffect(() => {
    if (named && waiting) void look();
  }, [named, waiting]);
}
