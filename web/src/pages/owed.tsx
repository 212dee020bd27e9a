// What is owed to the women of a house: counted in words, then one by one with a link to where it is done.
import { EmptyState } from '../parts/empty-state.tsx';
import { Get, Row, Section } from '../parts/page.tsx';
import type { Owed } from '../records-safety.ts';
import { now } from '../state/clock.ts';
import { useLoad } from '../state/load.ts';
import { womanName, womanPath } from '../state/names.ts';
import { RESTRICTED } from '../words.ts';
import { OWED } from '../words-safety.ts';
import { inOrder, owedInLines, owedWhen, OWED_AT } from './owed-words.ts';

interface Answer {
  owed: Owed[];
}

export const owedPath = (premises: string): string => `/api/premises/${premises}/owed`;

/** Of the page of the day: the counts, and the list behind them. */
export function OwedToWomen({ premises }: { premises: string }) {
  return (
    <Section name="owed" title="Owed to the women">
      <Get<Answer> path={owedPath(premises)} what="what is owed">
        {({ owed }) => (owed.length === 0 ? <EmptyState>No review, plan, decision or question is owed.</EmptyState> : <List owed={owed} />)}
      </Get>
    </Section>
  );
}

function List({ owed }: Answer) {
  return (
    <>
      <Counts owed={owed} />
      <ul class="ln-list">
        {inOrder(owed).map((one) => (
          <Row
            key={one.what + one.stay}
            href={womanPath(one.resident?.crn ?? null, one.stay) + OWED_AT[one.what]}
            name={one.resident ? womanName(one.resident) : RESTRICTED}
            soft={one.room !== null && `Room ${one.room}`}
            cells={[OWED[one.what][2], one.overdue ? <strong class="ln-overdue">{owedWhen(one, now.value)}</strong> : owedWhen(one, now.value)]}
          />
        ))}
      </ul>
    </>
  );
}

function Counts({ owed }: Answer) {
  return (
    <ul class="ln-plain">
      {owedInLines(owed, now.value).map(({ what, words, overdue }) => (
        <li key={what} class={overdue ? 'ln-overdue' : undefined}>
          {words}
        </li>
      ))}
    </ul>
  );
}

/** Above a list of women: the counts alone, with the way to the rest. Quiet where nothing is owed. */
export function OwedLine({ premises }: { premises: string }) {
  const { data } = useLoad<Answer>(owedPath(premises));
  if (!data || data.owed.length === 0) return null;
  return (
    <div class="ln-owed">
      <Counts owed={data.owed} />
      <p class="govuk-body">
        <a class="govuk-link" href="/today">
          See what is owed
        </a>
      </p>
    </div>
  );
}
