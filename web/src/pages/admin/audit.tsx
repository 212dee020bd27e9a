// What was done and what was looked at, together: by whom, about whom, of what kind, from when until when. The chain of
// events says whether anything of it was changed afterwards.
import { useState } from 'preact/hooks';
import { Alert } from '../../parts/alert.tsx';
import { Button } from '../../parts/button.tsx';
import { DateInput, dayOf, NO_DATE, type DateParts } from '../../parts/date-input.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Older } from '../../parts/older.tsx';
import { Entry, Page } from '../../parts/page.tsx';
import { Select } from '../../parts/select.tsx';
import type { AuditEntry, Chain, ResidentRow, StaffMember } from '../../records.ts';
import { useLoad } from '../../state/load.ts';
import { mayAt, STAFF } from '../../state/may.ts';
import { womanName, womanPath } from '../../state/names.ts';
import { currentPremises, hasRole } from '../../state/session.ts';
import { instantsOf, isoOf, ukDateTime } from '../../time.ts';
import { choices, NAV } from '../../words.ts';
import { ABOUT, LOOKED } from '../../words-records.ts';
import { eventDetail, eventTitle } from '../resident/event-words.ts';
import { NotYours } from '../problem.tsx';
import { staffPath } from './staff.tsx';

const DAY_MS = 86_400_000;

interface Filter {
  staff: string;
  resident: string;
  kind: string;
  from: DateParts;
  until: DateParts;
}

const NONE: Filter = { staff: '', resident: '', kind: '', from: NO_DATE, until: NO_DATE };

/** From the first to the last minute of the days that were typed; what is no day does not narrow. */
export function auditQuery({ from, until, ...rest }: Filter): string {
  const query = new URLSearchParams(Object.entries(rest).filter(([, value]) => value));
  const edge = (name: string, typed: DateParts, after: number): void => {
    const day = dayOf(typed);
    if (day) query.set(name, isoOf(instantsOf(day, '00:00')![0]! + after));
  };
  edge('from', from, 0);
  edge('until', until, DAY_MS);
  return `?${query}`;
}

/** Of a premises; for the administrator, who belongs to none, what was done and tried outside all of them. */
export function Audit() {
  const here = currentPremises.value ? `/api/premises/${currentPremises.value.id}` : null;
  if (here === null) {
    if (!hasRole('administrator')) return <NotYours />;
    return (
      <>
        <h1 class="govuk-heading-l">{NAV.audit}</h1>
        <p class="govuk-body">Accounts and sign-ins of the whole estate. What was done at a premises is in that premises' audit.</p>
        <Found here={null} />
      </>
    );
  }
  return (
    <Page<Chain> title={NAV.audit} path={`${here}/chain`} what="the audit">
      {(chain) => (
        <>
          <ChainState chain={chain} />
          <Found here={here} />
        </>
      )}
    </Page>
  );
}

function Found({ here }: { here: string | null }) {
  const [filter, setFilter] = useState(NONE);
  return (
    <>
      <Filters here={here} onSearch={setFilter} />
      <Older<{ entries: AuditEntry[]; next: string | null }> path={`${here ?? '/api'}/audit${auditQuery(filter)}`} what="entries" next={(page) => page.next}>
        {(pages) => <Entries entries={pages.flatMap((page) => page.entries)} />}
      </Older>
    </>
  );
}

function ChainState({ chain: { broken, events, sealed, head } }: { chain: Chain }) {
  if (broken !== null) {
    return (
      <Alert variant="error" title="The chain of events is broken" heading>
        At event {broken.n} of {events}: {broken.why}. Somebody may have changed or removed what was recorded. Tell the administrator now.
      </Alert>
    );
  }
  return (
    <p class="govuk-body">
      The chain is whole: {sealed} of {events} events are sealed, and none was changed or removed. Newest seal: {head?.slice(0, 16) ?? 'none yet'}.
    </p>
  );
}

interface FiltersProps {
  here: string | null;
  onSearch: (filter: Filter) => void;
}

function Filters({ here, onSearch }: FiltersProps) {
  const [value, setValue] = useState(NONE);
  const set = (part: Partial<Filter>): void => setValue({ ...value, ...part });
  const staff = useLoad<{ staff: StaffMember[] }>(staffPath()).data?.staff ?? [];
  const mayKnow = mayAt(currentPremises.value?.id, [...STAFF, 'inspector']);
  const women = useLoad<{ residents: ResidentRow[] }>(mayKnow ? `${here}/residents` : null).data?.residents ?? [];
  const search = (to: Filter) => (event: Event): void => {
    event.preventDefault();
    setValue(to);
    onSearch(to);
  };
  const any = (label: string, list: { value: string; label: string }[]) => [{ value: '', label }, ...list];
  return (
    <form class="ln-filter" role="search" onSubmit={search(value)}>
      <div class="ln-fields">
        <Select id="staff" label="Who" value={value.staff} items={any('Anybody', staff.map((one) => ({ value: one.id, label: one.display_name })))} onChange={(id) => set({ staff: id })} />
        {mayKnow && (
          <Select
            id="resident"
            label="About whom"
            value={value.resident}
            items={any('Anybody', women.map((one) => ({ value: one.resident, label: [womanName(one), one.room && `room ${one.room}`].filter(Boolean).join(', ') })))}
            onChange={(resident) => set({ resident })}
          />
        )}
        <Select id="kind" label="What" value={value.kind} items={any('Everything', choices({ ...ABOUT, ...LOOKED }))} onChange={(kind) => set({ kind })} />
        <DateInput id="from" label="From" value={value.from} onInput={(from) => set({ from })} />
        <DateInput id="until" label="Until, that day included" value={value.until} onInput={(until) => set({ until })} />
      </div>
      <div class="govuk-button-group">
        <Button>Search</Button>
        <Button type="button" look="secondary" onClick={search(NONE)}>
          Clear
        </Button>
      </div>
    </form>
  );
}

function Entries({ entries }: { entries: readonly AuditEntry[] }) {
  if (entries.length === 0) return <EmptyState>0 results for this search in the audit. Try a longer time, or fewer conditions.</EmptyState>;
  return (
    <ol class="ln-log">
      {entries.map((entry) => (
        <One key={entry.source + entry.id} entry={entry} />
      ))}
    </ol>
  );
}

function One({ entry }: { entry: AuditEntry }) {
  const { about, source, detail, what } = entry;
  const event = source === 'event';
  return (
    <Entry wide at={<time dateTime={entry.at}>{ukDateTime(entry.at)}</time>}>
      <p>
        <strong>{event ? eventTitle(what, detail) : `${LOOKED[what] ?? what} ${routeInWords(entry.route ?? '')}`}</strong>,{' '}
        {entry.who?.name ?? (event ? 'Lantern itself' : 'nobody signed in')}
        {entry.terminal && ` at ${entry.terminal}`}
        {about && ', about '}
        {about && (
          <a class="govuk-link" href={womanPath(about.crn, about.stay ?? '')}>
            {womanName(about)}
          </a>
        )}
      </p>
      {(event ? eventDetail(detail) : []).map((line) => (
        <p class="ln-soft" key={line}>
          {line}
        </p>
      ))}
    </Entry>
  );
}

/** The last word of the route that is no id: "checks", "history", "residents", "board". */
function routeInWords(route: string): string {
  const words = route.split('/').filter((part) => part !== '' && !part.startsWith('{'));
  return words[words.length - 1]?.replace('stays', 'overview').replace(/-/g, ' ') ?? '';
}
