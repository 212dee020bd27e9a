import { FACT } from '../words.ts';
import { spanInWords, ukDateTime, type When } from '../time.ts';
import type { Instant } from '../types.ts';

/** A fact from elsewhere: what it says or which of three things its absence means, where it came from, and its age. */
export interface SourcedFact {
  state: 'known' | 'none_recorded' | 'not_asked' | 'unavailable';
  value?: string | null | undefined;
  source?: string | null | undefined;
  at?: Instant | null | undefined;
}

export function ageInWords(at: When, now: When): string {
  const seconds = (new Date(now).getTime() - new Date(at).getTime()) / 1000;
  return seconds < 60 ? 'just now' : `${spanInWords(seconds)} ago`;
}

export function Fact(props: { fact: SourcedFact; now: When }) {
  const { state, value, source, at } = props.fact;
  const where = source && (state === 'unavailable' ? `${source} last reached` : source);
  return (
    <span class="ln-fact">
      {state === 'known' ? <span>{value}</span> : <em class="ln-fact__absent">{FACT[state]}</em>}
      {(where || at) && (
        <span class="ln-fact__source">
          {where}
          {where && at && ', '}
          {at && (
            <time dateTime={at} title={ukDateTime(at)}>
              {ageInWords(at, props.now)}
            </time>
          )}
        </span>
      )}
    </span>
  );
}
