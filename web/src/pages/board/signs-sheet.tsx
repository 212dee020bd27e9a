// Her signs in this shift: seen, not seen, not known, one tap each and no PIN. A tap is a record; another tap is another
// record, and both stay. What is to be done about what was seen stands under it at once.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Problem } from '../../api.ts';
import { Button } from '../../parts/button.tsx';
import { cx } from '../../parts/classes.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { ErrorMessage } from '../../parts/error-message.tsx';
import { Leaf } from '../../parts/leaf.tsx';
import type { BoardSign, Proposal, SeenState } from '../../plan/board.ts';
import type { PlanLine } from '../../plan/types.ts';
import { rowOf } from '../../state/board.ts';
import { clock, now } from '../../state/clock.ts';
import { useLoad } from '../../state/load.ts';
import { mayDecideHere } from '../../state/may.ts';
import { crnOf, fullName, womanPath } from '../../state/names.ts';
import { tapSign, waitingTaps } from '../../state/taps.ts';
import { ukTime } from '../../time.ts';
import type { BoardRow, Uuid } from '../../types.ts';
import { ERROR, RESTRICTED } from '../../words.ts';
import { DailyFacts } from './daily-facts.tsx';
import { proposalWords, withinWords } from './row-notes.ts';

export const SEEN: Record<SeenState, string> = { seen: 'Seen', not_seen: 'Not seen', not_known: 'Not known' };
const STATES = Object.keys(SEEN) as SeenState[];

/** What is asked of the server besides what the board has: signs nobody has looked for, and days as they were recorded. */
export interface SignsMore {
  signs: { sign: Uuid; gap: boolean; line: PlanLine | null }[];
  facts: { day: string; kind: string; part: string; state: string; by: string }[];
}

export function SignsSheet(props: {
  row: BoardRow;
  onClose: () => void;
  onDecide: (row: BoardRow, proposal: Proposal) => void;
  focusAfter?: () => HTMLElement | null;
}) {
  const row = rowOf(props.row.stay) ?? props.row;
  const more = useLoad<SignsMore>(`/api${womanPath(crnOf(row), row.stay)}/signs`);
  const signs = row.signs ?? [];
  const of = (leaning: BoardSign['leaning']): BoardSign[] => signs.filter((one) => one.leaning === leaning);
  const list = (title: string, some: readonly BoardSign[]) =>
    some.length > 0 && (
      <section class="ln-signs__part">
        <h3 class="govuk-heading-s">{title}</h3>
        {some.map((sign) => (
          <Sign key={sign.sign} row={row} sign={sign} more={more.data?.signs?.find((one) => one.sign === sign.sign) ?? null} />
        ))}
      </section>
    );
  return (
    <Dialog labelledBy="signs-title" onClose={props.onClose} focusAfter={props.focusAfter} wide>
      <p class="ln-dialog__caption">
        Room <strong>{row.room}</strong>
      </p>
      <h2 id="signs-title" class="govuk-heading-m ln-dialog__title">
        {fullName(row)}: this shift
      </h2>
      <p class="ln-dialog__caption ln-signs__how">One tap records it. Tap another to put it right: both stay.</p>
      {(row.proposals ?? []).map((proposal) => (
        <div class="ln-proposal" key={proposal.id} role="status">
          <p class="ln-proposal__words">{proposalWords(proposal, now.value)}</p>
          {mayDecideHere() && (
            <Button type="button" class="ln-row__button" onClick={() => props.onDecide(row, proposal)}>
              Decide now
            </Button>
          )}
        </div>
      ))}
      {list('Early signs', of('concern'))}
      {list('Signs that she is well', of('strength'))}
      {(row.daily ?? []).length > 0 && <DailyFacts row={row} facts={more.data?.facts ?? []} />}
      <div class="govuk-button-group">
        <Button type="button" look="secondary" onClick={props.onClose}>
          Close
        </Button>
      </div>
    </Dialog>
  );
}

interface Recorded {
  at: number;
  line: PlanLine | null;
}

function Sign(props: { row: BoardRow; sign: BoardSign; more: SignsMore['signs'][number] | null }) {
  const { row, sign, more } = props;
  const [recorded, setRecorded] = useState<Recorded | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const record = async (state: SeenState, words = ''): Promise<void> => {
    const answer = await tapSign(row, sign.sign, { state, words }).catch((error: unknown) => {
      setProblem(problemWords(error));
      return null;
    });
    if (answer === null) return;
    setProblem(null);
    setRecorded({ at: clock.now(), line: answer.line });
  };
  const line = sign.state === 'seen' && sign.leaning === 'concern' ? (recorded?.line ?? more?.line ?? null) : null;
  const waiting = [...waitingTaps.value].reverse().find(({ body }) => body.stay === row.stay && body.sign === sign.sign);
  const id = `sign-${sign.sign}`;
  return (
    <div class="ln-sign-row" role="group" aria-labelledby={id}>
      <p id={id} class="ln-sign-row__words">
        {sign.leaning === 'strength' && <Leaf />} {sign.words ?? RESTRICTED}
        {more?.gap && sign.state === null && <span class="ln-row__mark">Not known for two shifts. Look for it.</span>}
      </p>
      <div class="ln-sign-row__states">
        {STATES.map((state) => (
          <button
            type="button"
            key={state}
            class={cx('ln-choice', sign.state === state && 'ln-choice--chosen')}
            aria-pressed={sign.state === state}
            onClick={() => void record(state)}
          >
            {SEEN[state]}
          </button>
        ))}
      </div>
      <p class="ln-sign-row__said" role="status">
        {waiting && `Waiting to send since ${ukTime(waiting.body.seen_at)}: ${SEEN[waiting.body.state].toLowerCase()}. Not recorded yet, kept on this computer.`}
        {!waiting && recorded && sign.state && `Recorded ${ukTime(recorded.at)}: ${SEEN[sign.state].toLowerCase()}.`}
      </p>
      {problem && <ErrorMessage>{problem}</ErrorMessage>}
      {line && <DoItNow line={line} onDo={() => record('seen', `Doing it now: ${line.does}`.slice(0, 300))} />}
    </div>
  );
}

/** The plan's line for what was seen, and one tap that says somebody is doing it. */
function DoItNow({ line, onDo }: { line: PlanLine; onDo: () => Promise<void> }) {
  const [done, setDone] = useState(false);
  const said = useRef<HTMLParagraphElement>(null);
  // The button that had the focus is gone.
  useEffect(() => (done ? said.current?.focus() : undefined), [done]);
  return (
    <div class="ln-do-now">
      <p>
        <strong>{line.does}</strong>
        <span class="ln-row__sub">
          When I see: {line.sees}. Who: {[line.who || 'not said', withinWords(line.within_s)].filter(Boolean).join(', ')}.
        </span>
      </p>
      {done ? (
        <p class="ln-do-now__done" role="status" tabIndex={-1} ref={said}>
          <strong>You are doing it.</strong>
        </p>
      ) : (
        <Button type="button" class="ln-row__button" onClick={() => void onDo().then(() => setDone(true))}>
          Do it now
        </Button>
      )}
    </div>
  );
}

function problemWords(error: unknown): string {
  if (!(error instanceof Problem)) return `Not recorded. ${ERROR.unreachable}`;
  return error.errors[0]?.detail ?? error.detail;
}
