// One update: what was told, who has read it, its text for NDelius, and what was asked about it. To open it is to have read it.
import { useEffect, useState } from 'preact/hooks';
import { put } from '../../api.ts';
import { Get, Section } from '../../parts/page.tsx';
import { Leaf } from '../../parts/leaf.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ErrorMessage } from '../../parts/error-message.tsx';
import { NotedPrint } from '../../plan/noted-print.tsx';
import { updateText } from '../../paste.ts';
import type { MeetingPage } from '../../records-meetings.ts';
import type { HerThreads, HerUpdates, Update, UpdateKind } from '../../records-updates.ts';
import type { Params } from '../../router.ts';
import { useLoad } from '../../state/load.ts';
import { hasRole } from '../../state/session.ts';
import { ukDateTime } from '../../time.ts';
import { MEETINGS, WITHHELD, UPDATES } from '../../words.ts';
import { pastedOf, textOf } from '../meetings/in-words.ts';
import { Woman, type Her } from '../resident/woman.tsx';
import { updateTitle } from './in-words.ts';
import { mayPhone } from './may.ts';
import { ForNDelius, Receipts, ThreadsAbout } from './parts.tsx';

export function UpdatePage({ params }: { params: Params }) {
  return (
    <Woman params={params} heading={UPDATES.one}>
      {(her) => (
        <Get<HerUpdates> path={`/api${her.path}/updates?limit=100`} what="the update">
          {({ updates }, reload) => {
            const update = updates.find((one) => one.id === params['update']);
            return update ? <Shown key={update.id} her={her} update={update} reload={reload} /> : <Older her={her} />;
          }}
        </Get>
      )}
    </Woman>
  );
}

function Older({ her }: { her: Her }) {
  return (
    <EmptyState
      action={
        <p class="govuk-body">
          <a class="govuk-link" href={`${her.path}/updates`}>
            See all of her updates
          </a>
        </p>
      }
    >
      This is not among her newest updates.
    </EmptyState>
  );
}

/** Kinds of updates that a meeting writes. */
const AT_MEETING: readonly UpdateKind[] = ['meeting', 'meeting_not_held'];

interface Of {
  her: Her;
  update: Update;
}

function Shown({ her, update, reload }: Of & { reload: () => Promise<unknown> }) {
  const lost = useRead(update, reload);
  return (
    <>
      {lost && <ErrorMessage>That you have read it could not be noted. Load this page again.</ErrorMessage>}
      <h2 class="govuk-heading-m">
        {update.good && <Leaf />} {updateTitle(update)}
      </h2>
      <p class="govuk-body ln-soft">
        {ukDateTime(update.at)}
        {update.by ? `, by ${update.by}` : ', written by Lantern as it happened'}
      </p>
      <InsetText>
        <span class="ln-how__text">{update.words ?? WITHHELD}</span>
      </InsetText>
      {AT_MEETING.includes(update.kind) && update.about === 'meeting' && (
        <p class="govuk-body">
          <a class="govuk-link" href={`${her.path}/meetings/${update.about_id}`}>
            {MEETINGS.one}
          </a>
        </p>
      )}
      <Section name="receipts" title="Who has read it">
        <Receipts update={update} />
        {mayPhone(her) && update.level === 'now' && (
          <p class="govuk-body">
            <a class="govuk-link" href={`${her.path}/updates/${update.id}/phoned`}>
              {UPDATES.phoned}
            </a>
          </p>
        )}
      </Section>
      <Asked her={her} update={update} />
      {update.words !== null && <Text her={her} update={update} />}
      <NotedPrint about={her.who} what="updates" />
    </>
  );
}

/** The receipt of whoever is told, once; gives whether it got lost. */
function useRead(update: Update, reload: () => Promise<unknown>): boolean {
  const [lost, setLost] = useState(false);
  useEffect(() => {
    if (hasRole('practitioner')) put(`/api/update-reads/${update.id}`, {}).then(reload, () => setLost(true));
  }, [update.id]);
  return lost;
}

function Asked({ her, update }: Of) {
  const { data } = useLoad<HerThreads>(`/api${her.path}/threads`);
  return data && <ThreadsAbout her={her} about="update" id={update.id} threads={data.threads.filter((one) => one.about_id === update.id)} />;
}

/** A meeting that was held goes in as the contact it is. */
function Text({ her, update }: Of) {
  const { banner } = her.page;
  const meeting = useLoad<MeetingPage>(update.kind === 'meeting' ? `/api/meetings/${update.about_id}` : null).data?.meeting;
  return <ForNDelius text={(meeting && textOf(banner, meeting)) ?? updateText(pastedOf(banner), update)} />;
}
