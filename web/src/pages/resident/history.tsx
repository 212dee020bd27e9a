// Everything that happened in this stay, as one line of time.
import { EmptyState } from '../../parts/empty-state.tsx';
import { Older } from '../../parts/older.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { Timeline, type TimelineItem } from '../../parts/timeline.tsx';
import type { HistoryEvent, HistoryPage } from '../../records.ts';
import type { Params } from '../../router.ts';
import { msOf } from '../../time.ts';
import { eventDetail, eventTitle } from './event-words.ts';
import { Woman } from './woman.tsx';

export function History({ params }: { params: Params }) {
  return (
    <Woman params={params} tab="/history">
      {({ path }) => (
        <Older<HistoryPage> path={`/api${path}/history`} what="history" next={(page) => page.next}>
          {(pages) => <Shown events={pages.flatMap((page) => page.events)} />}
        </Older>
      )}
    </Woman>
  );
}

function Shown({ events }: { events: readonly HistoryEvent[] }) {
  if (events.length === 0) return <EmptyState>Nothing has been recorded in this stay yet.</EmptyState>;
  return (
    <>
      <p class="govuk-body">
        Newest first. Nothing here is ever changed: a correction is an entry of its own. <PrintButton />
      </p>
      <Timeline items={events.map(itemOf)} />
    </>
  );
}

const ENTERED_AT_ONCE_MS = 120_000;

function itemOf({ id, kind, data, staff, happened_at: at, recorded_at }: HistoryEvent): TimelineItem {
  return {
    key: id,
    title: eventTitle(kind, data),
    by: staff?.name,
    at,
    entered: msOf(recorded_at) - msOf(at) > ENTERED_AT_ONCE_MS ? recorded_at : undefined,
    children: eventDetail(data).map((line) => (
      <p class="govuk-body" key={line}>
        {line}
      </p>
    )),
  };
}
