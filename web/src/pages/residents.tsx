// Who stays here, and, for a probation practitioner, who of her own women stays anywhere.
import { useState } from 'preact/hooks';
import { Button, LinkButton } from '../parts/button.tsx';
import { ContextualDate } from '../parts/contextual-date.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Page, Row, Section } from '../parts/page.tsx';
import { statusColour } from '../parts/person-banner.tsx';
import { Tag } from '../parts/tag.tsx';
import { TextInput } from '../parts/text-input.tsx';
import type { ResidentRow } from '../records.ts';
import { now } from '../state/clock.ts';
import { womanName, womanPath } from '../state/names.ts';
import { mayAt, PLAN_WRITERS, STAFF } from '../state/may.ts';
import { currentPremises, onTerminal } from '../state/session.ts';
import { dayInWords, plural, ukDate } from '../time.ts';
import { FACT, NAV, PAGE, STAY } from '../words.ts';
import { DebriefLine } from './debriefs.tsx';
import { OwedLine } from './owed.tsx';

export function Residents() {
  const premises = currentPremises.value;
  return <List key={premises?.id} title={NAV.residents} base={`/api/premises/${premises?.id}/residents`} place={premises?.name ?? ''} house={premises?.id} />;
}

export function MyPeople() {
  return <List title={NAV.people} base="/api/residents" place="" />;
}

function List(props: { title: string; base: string; place: string; house?: string | undefined }) {
  // Not in the address: a name that was searched for has no place in the history of a shared browser.
  const [asked, ask] = useState('');
  const { place } = props;
  return (
    <Page<{ residents: ResidentRow[] }>
      title={props.title}
      path={props.base + (asked && `?q=${encodeURIComponent(asked)}`)}
      what="residents"
      tools={
        <>
          {!onTerminal.value && <DebriefLine />}
          {mayAt(props.house, STAFF) && <OwedLine premises={props.house!} />}
          <Search asked={asked} ask={ask} label={place ? 'Search by name, CRN, NOMS number or room' : 'Search by name, CRN or NOMS number'} />
        </>
      }
    >
      {({ residents }) =>
        residents.length === 0 ? (
          <EmptyState>
            {asked
              ? `0 results for ‘${asked}’ in ${place ? `residents of ${place}` : 'your people'}. Try fewer letters, or the CRN.`
              : place
                ? `Nobody stays at ${place} today, and nobody is expected.`
                : 'None of your people stay at approved premises now.'}
          </EmptyState>
        ) : (
          <>
            {asked && (
              <p class="govuk-body" role="status">
                {plural(residents.length, 'result')} for ‘{asked}’
              </p>
            )}
            <Groups residents={residents} elsewhere={!place} />
          </>
        )
      }
    </Page>
  );
}

function Search({ asked, ask, label }: { asked: string; ask: (text: string) => void; label: string }) {
  const [text, setText] = useState(asked);
  const search = (event: Event): void => {
    event.preventDefault();
    ask(text.trim());
  };
  return (
    <form class="ln-search" role="search" onSubmit={search}>
      <TextInput id="q" label={label} labelSize="s" width={20} maxLength={60} autoComplete="off" spellCheck={false} value={text} onInput={setText} />
      <Button look="secondary">Search</Button>
      {asked && (
        <LinkButton
          onClick={() => {
            setText('');
            ask('');
          }}
        >
          Clear the search
        </LinkButton>
      )}
    </form>
  );
}

const GROUPS: readonly [string, readonly string[]][] = [
  ['Staying here', ['arrived']],
  ['Coming', ['upcoming']],
  ['Left in the last 14 days', ['departed', 'not_arrived', 'cancelled']],
];

function Groups({ residents, elsewhere }: { residents: readonly ResidentRow[]; elsewhere: boolean }) {
  return (
    <>
      {GROUPS.map(([title, states], i) => {
        const rows = residents.filter((one) => states.includes(one.status.state));
        if (rows.length === 0) return null;
        return (
          <Section key={title} name={`group-${i}`} title={`${elsewhere && i === 0 ? 'At approved premises' : title} (${rows.length})`}>
            <ul class="ln-list">
              {rows.map((row) => (
                <Resident key={row.stay} row={row} elsewhere={elsewhere} />
              ))}
            </ul>
          </Section>
        );
      })}
    </>
  );
}

function Resident({ row, elsewhere }: { row: ResidentRow; elsewhere: boolean }) {
  const path = womanPath(row.crn, row.stay);
  const { status } = row;
  const here = status.state === 'arrived';
  const leaving = here && status.word !== 'arrived' && row.planned_departure_on;
  const place = [row.room !== null && `Room ${row.room}`, elsewhere && row.premises.name].filter(Boolean).join(', ');
  return (
    <Row
      href={path}
      name={womanName(row)}
      soft={row.crn ?? (row.restricted ? '' : FACT.none_recorded)}
      cells={[
        <>
          <strong>{place}</strong> <Tag colour={statusColour(status)}>{STAY[status.word]}</Tag>
        </>,
        <span class="ln-soft">
          {here
            ? `Day ${row.day_of_stay} of stay. Keyworker: ${row.keyworker?.name ?? FACT.none_recorded.toLowerCase()}`
            : row.departed_at
              ? `Left ${ukDate(row.departed_at)}`
              : `Expected ${dayInWords(row.expected_on)}`}
        </span>,
        <>
          <OverdueActions row={row} />
          {status.state === 'upcoming' && mayAt(row.premises.id, PLAN_WRITERS) && (
            <a class="govuk-link" href={`${path}/arrive`}>
              {PAGE.arrive}
              <span class="govuk-visually-hidden"> ({womanName(row)})</span>
            </a>
          )}
          {leaving && <ContextualDate day={leaving} now={now.value} />}
        </>,
      ]}
    />
  );
}

export function OverdueActions({ row }: { row: ResidentRow }) {
  if (row.actions_overdue === 0) return null;
  return (
    <a class="govuk-link ln-overdue" href={`${womanPath(row.crn, row.stay)}/actions`}>
      {plural(row.actions_overdue, 'action')} overdue
    </a>
  );
}
