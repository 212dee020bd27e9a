import { dayInWords, plural, ukDate } from '../time.ts';
import type { StatedFact } from '../types.ts';
import { FACT } from '../words.ts';

/** "very_high" as "Very high". */
export function factValue(value: string): string {
  const words = value.replace(/_/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function ageInWords(days: number): string {
  return days <= 0 ? 'today' : `${plural(days, 'day')} ago`;
}

/** A fact from elsewhere: what it says, or which of three things its absence means; where it came from, and its age. */
export function Fact(props: { fact: StatedFact }) {
  const { state, value } = props.fact;
  return (
    <span class="ln-fact">
      {state === 'recorded' ? <span>{factValue(value ?? '')}</span> : <span>{FACT[state]}</span>}
      <FactSource fact={props.fact} />
    </span>
  );
}

/** "(NDelius, 3 days ago)": nothing copied is shown without it. */
export function FactSource({ fact }: { fact: StatedFact }) {
  const { state, source, age_days: age } = fact;
  if (source === null && age === null) return null;
  const where = state === 'source_unavailable' ? `${source} last reached` : source;
  return (
    <span class="ln-fact__source">
      {' ('}
      {where}
      {where !== null && age !== null && ', '}
      {age !== null && (
        <time dateTime={fact.stated_on ?? fact.received_at ?? undefined} title={dateOf(fact)}>
          {ageInWords(age)}
        </time>
      )}
      {')'}
    </span>
  );
}

function dateOf(fact: StatedFact): string | undefined {
  if (fact.stated_on) return dayInWords(fact.stated_on);
  return fact.received_at ? ukDate(fact.received_at) : undefined;
}
