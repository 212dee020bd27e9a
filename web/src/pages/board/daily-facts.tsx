// Meals, sleep and company, where her plan asks for them: which, and how it was.
import { useState } from 'preact/hooks';
import { newId, Problem, put } from '../../api.ts';
import { cx } from '../../parts/classes.ts';
import { ErrorMessage } from '../../parts/error-message.tsx';
import type { Daily } from '../../plan/types.ts';
import { now } from '../../state/clock.ts';
import { crnOf } from '../../state/names.ts';
import { ukDay, ukTime } from '../../time.ts';
import type { BoardRow } from '../../types.ts';
import { ERROR } from '../../words.ts';
import type { SignsMore } from './signs-sheet.tsx';

type Part = 'breakfast' | 'midday' | 'evening' | 'night' | 'day';
type State = 'yes' | 'partly' | 'no' | 'not_known';

const PARTS: Record<Daily, Partial<Record<Part, string>>> = {
  meal: { breakfast: 'Breakfast', midday: 'Midday meal', evening: 'Evening meal' },
  sleep: { night: 'Last night' },
  company: { day: 'Today' },
};

const ASKS: Record<Daily, string> = { meal: 'Has she eaten?', sleep: 'Has she slept?', company: 'Was she with others?' };
const STATE: Record<State, string> = { yes: 'Yes', partly: 'Partly', no: 'No', not_known: 'Not known' };

export function DailyFacts({ row, facts }: { row: BoardRow; facts: SignsMore['facts'] }) {
  return (
    <section class="ln-signs__part">
      <h3 class="govuk-heading-s">Her day</h3>
      {(row.daily ?? []).map((kind) => (
        <Fact key={kind} row={row} kind={kind} facts={facts} />
      ))}
    </section>
  );
}

/** The meal that was last: a guess at what is meant, which another tap changes. */
function partNow(kind: Daily): Part {
  const parts = Object.keys(PARTS[kind]) as Part[];
  if (kind !== 'meal') return parts[0]!;
  const hour = Number(ukTime(now.value).slice(0, 2));
  return hour < 4 || hour >= 16 ? 'evening' : hour < 11 ? 'breakfast' : 'midday';
}

function Fact(props: { row: BoardRow; kind: Daily; facts: SignsMore['facts'] }) {
  const { row, kind } = props;
  const [part, setPart] = useState<Part>(partNow(kind));
  const [made, setMade] = useState<Partial<Record<Part, State>>>({});
  const [problem, setProblem] = useState<string | null>(null);
  const day = ukDay(now.value);
  const known = made[part] ?? props.facts.find((one) => one.day === day && one.kind === kind && one.part === part)?.state ?? null;
  const record = async (state: State): Promise<void> => {
    try {
      await put(`/api/daily-facts/${newId()}`, { stay: row.stay, crn: crnOf(row), day, kind, part, state });
      setMade({ ...made, [part]: state });
      setProblem(null);
    } catch (error) {
      setProblem(error instanceof Problem ? error.detail : ERROR.unreachable);
    }
  };
  const parts = Object.entries(PARTS[kind]) as [Part, string][];
  return (
    <div class="ln-sign-row" role="group" aria-label={ASKS[kind]}>
      <div class="ln-sign-row__words">
        {ASKS[kind]}
        {parts.length === 1 && <span class="ln-row__sub">{parts[0]![1]}</span>}
        {parts.length > 1 && (
          <div class="ln-sign-row__states ln-sign-row__states--parts">
            {parts.map(([value, words]) => (
              <button
                type="button"
                key={value}
                class={cx('ln-choice', part === value && 'ln-choice--part')}
                aria-pressed={part === value}
                onClick={() => setPart(value)}
              >
                {words}
              </button>
            ))}
          </div>
        )}
      </div>
      <div class="ln-sign-row__states">
        {(Object.keys(STATE) as State[]).map((state) => (
          <button
            type="button"
            key={state}
            class={cx('ln-choice', known === state && 'ln-choice--chosen')}
            aria-pressed={known === state}
            onClick={() => void record(state)}
          >
            {STATE[state]}
          </button>
        ))}
      </div>
      {problem && <ErrorMessage>{problem}</ErrorMessage>}
    </div>
  );
}
