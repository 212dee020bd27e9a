// After a rousing check of a woman who is under the influence: four questions, big buttons. What calls for 999 says so the
// moment it is pressed.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Problem } from '../../api.ts';
import { Button } from '../../parts/button.tsx';
import { cx } from '../../parts/classes.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { ErrorMessage } from '../../parts/error-message.tsx';
import type { WatchInForce } from '../../plan/types.ts';
import { beginChain } from '../../state/chain.ts';
import { crnOf, fullName } from '../../state/names.ts';
import { useNewRecord } from '../../state/new-record.ts';
import type { BoardRow } from '../../types.ts';
import { ERROR } from '../../words.ts';
import { ANSWER, calls999, needsSecond, QUESTION, QUESTIONS, whole, type Answer, type Answers } from './rouse-words.ts';

export function RouseDialog(props: { row: BoardRow; watch: WatchInForce; onClose: () => void; onDone: (said: string) => void; focusAfter?: () => HTMLElement | null }) {
  const { row, watch } = props;
  const [answers, setAnswers] = useState<Answers>({});
  const [problem, setProblem] = useState<string | null>(null);
  const record = useNewRecord();
  const alert = useRef<HTMLDivElement>(null);
  const grave = calls999(answers) ? '999' : needsSecond(answers) ? 'second' : null;
  // It stands over the questions, and a handset may have scrolled past it.
  useEffect(() => (grave ? alert.current?.scrollIntoView({ block: 'nearest' }) : undefined), [grave]);
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!whole(answers)) return setProblem('Answer all four questions');
    try {
      await record('/api/rouse-answers', { watch: watch.id, stay: row.stay, crn: crnOf(row), ...answers });
      props.onDone(saidOf(answers));
    } catch (error) {
      setProblem(error instanceof Problem ? error.detail : `Not recorded. ${ERROR.unreachable}`);
    }
  };
  return (
    <Dialog labelledBy="rouse-title" onClose={props.onClose} focusAfter={props.focusAfter} wide>
      <form onSubmit={(event) => void save(event)} noValidate>
        <p class="ln-dialog__caption">
          Room <strong>{row.room}</strong>
        </p>
        <h2 id="rouse-title" class="govuk-heading-m ln-dialog__title">
          Rousing: {fullName(row)}
        </h2>
        <div role="alert" ref={alert}>
          {calls999(answers) ? <Call999 row={row} /> : needsSecond(answers) && <p class="ln-second">Get the second worker now. Do not leave her alone.</p>}
        </div>
        {QUESTIONS.map((question) => (
          <fieldset class="govuk-fieldset ln-rouse" key={question}>
            <legend class="ln-rouse__question">{QUESTION[question]}</legend>
            <div class="ln-rouse__answers">
              {(Object.keys(ANSWER) as Answer[]).map((answer) => (
                <button
                  type="button"
                  key={answer}
                  class={cx('ln-choice', 'ln-choice--big', answers[question] === answer && 'ln-choice--chosen')}
                  aria-pressed={answers[question] === answer}
                  onClick={() => setAnswers({ ...answers, [question]: answer })}
                >
                  {ANSWER[answer]}
                </button>
              ))}
            </div>
          </fieldset>
        ))}
        {problem && <ErrorMessage>{problem}</ErrorMessage>}
        <div class="govuk-button-group">
          <Button>Record the answers</Button>
          <Button type="button" look="secondary" onClick={props.onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Call999({ row }: { row: BoardRow }) {
  return (
    <div class="ln-999">
      <p class="ln-999__words">Call 999 now.</p>
      <p>
        Say: she cannot be roused or does not answer as she should, she may have taken something, whether she is breathing. Recovery position.
        Naloxone if there is any chance of opioids.
      </p>
      <Button type="button" look="warning" onClick={() => beginChain(row)}>
        She does not answer: the steps
      </Button>
    </div>
  );
}

function saidOf(answers: Answers): string {
  if (calls999(answers)) return 'Answers recorded. 999 now.';
  return needsSecond(answers) ? 'Answers recorded. Second worker now; she is seen every 15 min.' : 'Answers recorded.';
}
