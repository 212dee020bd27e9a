// After something serious, whoever was on is asked whether she would like to talk about it. It is hers alone: no page shows
// it to anybody else, and it is asked again the next day, whatever she said.
import { useState } from 'preact/hooks';
import { newId, Problem, put } from '../api.ts';
import { announce } from '../frame.tsx';
import { Button } from '../parts/button.tsx';
import { InsetText } from '../parts/inset-text.tsx';
import type { Debrief } from '../records-safety.ts';
import { useLoad } from '../state/load.ts';
import { dayInWords, ukDateTime, ukDay } from '../time.ts';
import { choices, ERROR } from '../words.ts';
import { INCIDENT } from '../words-safety.ts';

const ANSWERS = { yes: 'Yes, please', not_now: 'Not now', no: 'No, thank you' } as const;
const ANSWERED = { yes: 'You said yes.', not_now: 'You said not now.', no: 'You said no.' } as const;

const useDebriefs = () => useLoad<{ debriefs: Debrief[] }>('/api/me/debriefs');

export function Debriefs() {
  const { data, reload } = useDebriefs();
  if (!data || data.debriefs.length === 0) return null;
  return (
    <section aria-labelledby="debriefs">
      <h2 class="govuk-heading-m" id="debriefs">
        Somebody to talk to
      </h2>
      <p class="govuk-body">What you answer here is yours alone. No colleague and no manager can see it.</p>
      {data.debriefs.map((one) => (
        <One key={one.id} debrief={one} reload={reload} />
      ))}
    </section>
  );
}

function One({ debrief, reload }: { debrief: Debrief; reload: () => Promise<unknown> }) {
  const [problem, setProblem] = useState<string | null>(null);
  const answer = async (word: keyof typeof ANSWERS): Promise<void> => {
    try {
      await put(`/api/debrief-answers/${newId()}`, { debrief: debrief.id, answer: word });
      setProblem(null);
      announce('Your answer is kept');
      await reload();
    } catch (error) {
      setProblem(error instanceof Problem ? error.detail : ERROR.unreachable);
    }
  };
  return (
    <InsetText>
      <p class="govuk-body">
        {INCIDENT[debrief.kind ?? 'other']}, {ukDateTime(debrief.happened_at ?? debrief.offered_at)}. You were on shift.
      </p>
      {debrief.answer && (
        <p class="govuk-body ln-soft">
          {ANSWERED[debrief.answer.answer]} {dayInWords(ukDay(debrief.answer.at))}.
        </p>
      )}
      <div class="govuk-button-group" role="group" aria-label="Would you like to talk about it with somebody?">
        <span class="govuk-body">{debrief.asks ? 'Would you like to talk about it with somebody?' : 'You can change your mind:'}</span>
        {choices(ANSWERS).map(({ value, label }) => (
          <Button key={value} type="button" look="secondary" onClick={() => void answer(value)}>
            {label}
          </Button>
        ))}
      </div>
      {problem && (
        <p class="govuk-body" role="status">
          {problem}
        </p>
      )}
    </InsetText>
  );
}

/** On the first page of her own computer: that there is something on her account page, and nothing of what. */
export function DebriefLine() {
  const { data } = useDebriefs();
  if (!data?.debriefs.some((one) => one.asks)) return null;
  return (
    <p class="govuk-body ln-soft">
      There is a question for you, for nobody else, on{' '}
      <a class="govuk-link" href="/account">
        your account
      </a>
      .
    </p>
  );
}
