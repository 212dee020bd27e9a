// What she takes with her: what went well, what comes next and what she said she would do, in words for her alone. As large as
// she wants it, and nothing on it that she would not want to be seen with.
import { EmptyState } from '../../parts/empty-state.tsx';
import { Get } from '../../parts/page.tsx';
import { HersToDo, HerSheet, useLarge } from '../../plan/sheet.tsx';
import type { SessionPage } from '../../records-keywork.ts';
import type { Params } from '../../router.ts';
import { ukDate } from '../../time.ts';
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
  const [large, choose] = useLarge(her.path);
  const one = newestOf(page);
  return (
    <HerSheet label={PAGE.slip} about={her.who} what="slip" large={large} onLarge={choose}>
      <h2 class="ln-copy__title">Next time</h2>
      <p class="ln-copy__hers">{one.next_topic}</p>
      {!one.nothing_yet && (
        <>
          <h3>What went well</h3>
          <p>{one.went_well}</p>
        </>
      )}
      <HersToDo actions={one.actions} />
      <p class="ln-copy__end">
        We talked on {ukDate(one.happened_at)}. {one.initials}
      </p>
    </HerSheet>
  );
}
