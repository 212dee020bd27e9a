// Meals, sleep and company, only where her plan asks for them: three presses for a day, and the last week beside it.
import { useState } from 'preact/hooks';
import { newId, Problem, put } from '../../api.ts';
import { announce } from '../../frame.tsx';
import { Button } from '../../parts/button.tsx';
import { Section } from '../../parts/page.tsx';
import { Table } from '../../parts/table.tsx';
import type { Daily } from '../../plan/types.ts';
import type { DailyFact, DailyPart, DailyState, SignsPage } from '../../records-safety.ts';
import { now } from '../../state/clock.ts';
import { daysBetween, ukDay } from '../../time.ts';
import { choices, ERROR } from '../../words.ts';
import { DAILY_ASKED, DAILY_PARTS, DAILY_STATE } from '../../words-safety.ts';
import type { Her } from '../resident/woman.tsx';
import { dayShort } from './strip-words.ts';

const DAYS_SHOWN = 7;
const DAY_MS = 86_400_000;

interface Of {
  her: Her;
  data: SignsPage;
  reload: () => Promise<unknown>;
}

const askedParts = (daily: readonly Daily[]): { kind: Daily; part: DailyPart }[] =>
  daily.flatMap((kind) => DAILY_PARTS[kind].map((part) => ({ kind, part })));

/** The newest word about a part of a day: the server gives the newest first, or only that. */
const factOf = (facts: readonly DailyFact[], day: string, part: DailyPart): DailyFact | undefined => facts.find((one) => one.day === day && one.part === part);

export function Daily({ her, data, reload }: Of) {
  const today = ukDay(now.value);
  const parts = askedParts(data.daily);
  const days = Array.from({ length: DAYS_SHOWN }, (_, i) => ukDay(now.value - i * DAY_MS)).filter((day) => daysBetween(day, today) < DAYS_SHOWN);
  const word = (day: string, part: DailyPart): string => {
    const fact = factOf(data.facts, day, part);
    return fact ? `${DAILY_STATE[fact.state]} (${fact.by})` : '';
  };
  return (
    <Section name="daily" title="Her days">
      {her.mayWrite && parts.map((one) => <Ask key={one.part} her={her} {...one} today={today} fact={factOf(data.facts, today, one.part)} reload={reload} />)}
      <div class="ln-scroll" tabIndex={0} role="region" aria-label="The last 7 days">
        <Table
          caption="The last 7 days. Empty: nobody said anything."
          captionSize="s"
          small
          rowHeaders
          head={[{ label: 'Day' }, ...parts.map(({ part }) => ({ label: DAILY_ASKED[part] }))]}
          rows={days.map((day) => ({ key: day, cells: [dayShort(`${day}T12:00:00Z`), ...parts.map(({ part }) => word(day, part))] }))}
        />
      </div>
    </Section>
  );
}

interface AskProps {
  her: Her;
  kind: Daily;
  part: DailyPart;
  today: string;
  fact: DailyFact | undefined;
  reload: () => Promise<unknown>;
}

function Ask({ her, kind, part, today, fact, reload }: AskProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const record = async (state: DailyState): Promise<void> => {
    try {
      await put(`/api/daily-facts/${newId()}`, { ...her.who, day: today, kind, part, state });
      setProblem(null);
      announce(`${DAILY_ASKED[part]}: ${DAILY_STATE[state]}`);
      await reload();
    } catch (error) {
      setProblem(error instanceof Problem ? error.detail : ERROR.unreachable);
    }
  };
  return (
    <div class="ln-ask" role="group" aria-label={`${DAILY_ASKED[part]} today`}>
      <span class="ln-ask__words">
        {DAILY_ASKED[part]} today
        <span class="ln-soft ln-below">{problem ?? (fact ? `${DAILY_STATE[fact.state]}, ${fact.by}` : 'Nobody said anything yet')}</span>
      </span>
      {choices(DAILY_STATE).map(({ value, label }) => (
        <Button key={value} type="button" look="secondary" onClick={() => void record(value)}>
          {label}
        </Button>
      ))}
    </div>
  );
}
