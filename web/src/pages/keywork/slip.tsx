// What she takes with her: what went well, what comes next and what she said she would do, in words for her alone. As large as
// she wants it, and nothing on it that she would not want to be seen with.
import { useState } from 'preact/hooks';
import { Checkboxes } from '../../parts/checkboxes.tsx';
import { cx } from '../../parts/classes.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Get } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import type { SafetyPlanPage } from '../../plan/types.ts';
import type { SessionPage } from '../../records-keywork.ts';
import type { Params } from '../../router.ts';
import { useLoad } from '../../state/load.ts';
import { dayInWords, ukDate } from '../../time.ts';
import { PAGE } from '../../words.ts';
import { Woman, type Her } from '../resident/woman.tsx';
import { newestOf } from './session.tsx';

export function Slip({ params }: { params: Params }) {
  return (
    <Woman params={params} tab="/keywork" heading={PAGE.slip}>
      {(her) => (
        <Get<SessionPage> path={`/api${her.path}/keywork/${params['session']}`} what="the session">
          {(page) => (newestOf(page).next_topic === null ? <EmptyState>Her record is restricted: nothing of it is printed here.</EmptyState> : <Shown her={her} page={page} />)}
        </Get>
      )}
    </Woman>
  );
}

function Shown({ her, page }: { her: Her; page: SessionPage }) {
  const [chosen, choose] = useState<boolean | null>(null);
  const plan = useLoad<SafetyPlanPage>(`/api${her.path}/safety-plan`).data?.plan;
  const large = chosen ?? plan?.large_print ?? false;
  const one = newestOf(page);
  const hers = one.actions.filter((act) => act.owner_kind === 'resident' && act.status.word !== 'closed');
  return (
    <>
      <div class="ln-copy__tools">
        <Checkboxes id="large" label="How she wants it" small items={[{ value: 'large', label: 'Large print' }]} values={large ? ['large'] : []} onChange={(all) => choose(all.length > 0)} />
        <PrintButton />
      </div>
      <article class={cx('ln-copy', large && 'ln-copy--large')} aria-label={PAGE.slip}>
        <h2 class="ln-copy__title">Next time</h2>
        <p class="ln-copy__hers">{one.next_topic}</p>
        {!one.nothing_yet && (
          <>
            <h3>What went well</h3>
            <p>{one.went_well}</p>
          </>
        )}
        {hers.length > 0 && (
          <>
            <h3>What you said you would do</h3>
            <ul>
              {hers.map((act) => (
                <li key={act.id}>
                  {act.what}, by {dayInWords(act.target_on)}
                </li>
              ))}
            </ul>
          </>
        )}
        <p class="ln-copy__end">
          We talked on {ukDate(one.happened_at)}. {one.initials}
        </p>
      </article>
    </>
  );
}
