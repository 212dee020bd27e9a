// What is still owed to her about her plan: said where it is done, and not only in the list of the house.
import type { Owed } from '../../records-safety.ts';
import { now } from '../../state/clock.ts';
import { useLoad } from '../../state/load.ts';
import { mayAt, STAFF } from '../../state/may.ts';
import { OWED } from '../../words-safety.ts';
import { owedPath } from '../owed.tsx';
import { inOrder, owedWhen } from '../owed-words.ts';
import type { Her } from '../resident/woman.tsx';
import { mayWritePlan } from './may-write.ts';

const AT: Partial<Record<Owed['what'], string>> = { starter_plan: '/safety-plan/edit', full_plan: '/safety-plan/edit', agreement: '/safety-plan/edit#agreement' };

/** `but`: what the page says already. */
export function OwedOnPlan({ her, but }: { her: Her; but?: Owed['what'] }) {
  const house = her.page.banner.premises.id;
  const { data } = useLoad<{ owed: Owed[] }>(mayAt(house, STAFF) ? owedPath(house) : null);
  const hers = inOrder(data?.owed ?? []).filter((one) => one.stay === her.who.stay && one.what in AT && one.what !== but);
  if (hers.length === 0) return null;
  return (
    <ul class="ln-owed ln-plain ln-unprinted">
      {hers.map((one) => (
        <li key={one.what}>
          {mayWritePlan(her) ? (
            <a class="govuk-link" href={her.path + AT[one.what]}>
              {OWED[one.what][2]}
            </a>
          ) : (
            OWED[one.what][2]
          )}
          {': '}
          <span class={one.overdue ? 'ln-overdue' : undefined}>{owedWhen(one, now.value)}</span>
        </li>
      ))}
    </ul>
  );
}
