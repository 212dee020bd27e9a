// Needs and actions: who does what for her by when, what was done, and how far past its day an action is.
import { ContextualDate } from '../../parts/contextual-date.tsx';
import { Details } from '../../parts/details.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Get } from '../../parts/page.tsx';
import { SummaryCard } from '../../parts/summary-card.tsx';
import type { Action } from '../../records.ts';
import type { Params } from '../../router.ts';
import { now } from '../../state/clock.ts';
import { dayInWords, plural, ukDateTime } from '../../time.ts';
import { PAGE, RESTRICTED } from '../../words.ts';
import { OWNER } from '../../words-records.ts';
import { Woman, type Her } from './woman.tsx';

export interface ActionsAnswer {
  actions: Action[];
}

export const isClosed = (one: Action): boolean => one.status.word === 'closed';

export function Actions({ params }: { params: Params }) {
  return (
    <Woman params={params} tab="/actions">
      {(her) => (
        <Get<ActionsAnswer> path={`/api${her.path}/actions`} what="her actions">
          {({ actions }) => <Shown her={her} actions={actions} />}
        </Get>
      )}
    </Woman>
  );
}

function Shown({ her, actions }: ActionsAnswer & { her: Her }) {
  const closed = actions.filter(isClosed);
  const overdue = actions.filter((one) => one.status.word === 'overdue').length;
  const card = (one: Action) => <Card key={one.id} action={one} her={her} />;
  return (
    <>
      <p class="govuk-body">
        {actions.length - closed.length} open{overdue > 0 && <strong class="ln-overdue">, {overdue} overdue</strong>}.{' '}
        {her.mayWrite && (
          <a class="govuk-link" href={`${her.path}/actions/new`}>
            {PAGE.actionNew}
          </a>
        )}
      </p>
      {closed.length === actions.length && <EmptyState>Nothing is open for her. When she needs something, add it with who does it and by when.</EmptyState>}
      {actions.filter((one) => !isClosed(one)).map(card)}
      {closed.length > 0 && <Details summary={plural(closed.length, 'closed action')}>{closed.map(card)}</Details>}
    </>
  );
}

export const ownerInWords = (action: Action): string => action.owner?.name ?? OWNER[action.owner_kind];

const ENTRY = { progress: '', closed: 'Closed: ', reopened: 'Reopened: ' } as const;

function Card({ action, her }: { action: Action; her: Her }) {
  const done = isClosed(action);
  const entries = action.entries.map((one) => (
    <p class="ln-below" key={one.id}>
      {ENTRY[one.kind]}
      {one.words ?? RESTRICTED}{' '}
      <span class="ln-soft">
        {one.staff}, {ukDateTime(one.at)}
      </span>
    </p>
  ));
  return (
    <SummaryCard
      title={action.what ?? RESTRICTED}
      rows={[
        { key: 'By', value: <ContextualDate day={action.target_on} now={now.value} done={done} /> },
        { key: 'Who', value: ownerInWords(action) },
        { key: 'Identified', value: `${dayInWords(action.identified_on)}, ${action.author}` },
        { key: 'What was done', value: entries.length > 0 ? entries : 'Nothing written yet' },
      ]}
      actions={her.mayWrite ? [{ label: done ? 'Reopen' : 'Progress or close', href: `${her.path}/actions/${action.id}` }] : []}
    />
  );
}
