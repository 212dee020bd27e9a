import { daysBetween, dayInWords, plural } from '../time.ts';
import { FACT, RESTRICTED } from '../words.ts';
import { ActionMenu, type MenuItem } from './action-menu.tsx';
import { Badge } from './badge.tsx';
import type { SourcedFact } from './fact.tsx';
import { Fact } from './fact.tsx';
import { Tag, type TagColour } from './tag.tsx';
import { ContextualDate } from './contextual-date.tsx';

export interface BannerPerson {
  preferred_name: string | null;
  family_name: string | null;
  restricted: boolean;
  crn: string | null;
  noms: string | null;
  premises: string;
  room: string | null;
  status: { label: string; colour?: TagColour | undefined };
  /** Days as "2026-11-24". */
  arrival: string | null;
  planned_departure: string | null;
  released: string | null;
  rosh: SourcedFact;
  mappa: SourcedFact;
  registers: readonly string[];
  communication: SourcedFact;
}

/** Who this page is about, on every page about a woman. */
export function PersonBanner(props: { person: BannerPerson; now: number; actions: readonly MenuItem[] }) {
  const { person, now } = props;
  return (
    <section class="moj-identity-bar ln-person" aria-label="Resident">
      <div class="moj-identity-bar__container">
        <div class="moj-identity-bar__details">
          <span class="moj-identity-bar__title">
            <BannerName person={person} />
          </span>
          <Tag colour={person.status.colour}>{person.status.label}</Tag>
          <Facts person={person} now={now} />
        </div>
        <div class="moj-identity-bar__actions">
          <ActionMenu label="Actions" items={props.actions} />
        </div>
      </div>
    </section>
  );
}

function BannerName({ person }: { person: BannerPerson }) {
  if (person.restricted && !person.preferred_name) return <>{RESTRICTED}</>;
  return (
    <>
      {person.preferred_name} {person.family_name}
    </>
  );
}

function Facts({ person, now }: { person: BannerPerson; now: number }) {
  const items: [string, preact.ComponentChildren][] = [
    ['CRN', person.crn ?? FACT.none_recorded],
    ['NOMS number', person.noms ?? FACT.none_recorded],
    ['Premises', person.room ? `${person.premises}, room ${person.room}` : person.premises],
    ['Arrived', <Arrived key="a" person={person} now={now} />],
    ['Planned departure', <Departure key="d" person={person} now={now} />],
    ['RoSH', <RiskFact key="r" fact={person.rosh} now={now} />],
    ['MAPPA', <RiskFact key="m" fact={person.mappa} now={now} />],
    ['Registers', <Registers key="g" registers={person.registers} />],
    ['Communication', <Fact key="c" fact={person.communication} now={now} />],
  ];
  return (
    <dl class="ln-person__facts">
      {items.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Arrived({ person, now }: { person: BannerPerson; now: number }) {
  if (!person.arrival) return <>{FACT.none_recorded}</>;
  const stayed = daysBetween(person.arrival, now);
  const since = person.released === null ? null : daysBetween(person.released, now);
  return (
    <>
      {dayInWords(person.arrival)}
      {stayed >= 0 && `, day ${stayed + 1} of stay`}
      {since !== null && since >= 0 && `, ${plural(since, 'day')} since release`}
    </>
  );
}

function Departure({ person, now }: { person: BannerPerson; now: number }) {
  if (!person.planned_departure) return <>{FACT.none_recorded}</>;
  return <ContextualDate day={person.planned_departure} now={now} />;
}

/** Said by probation, with source and date; a badge because it is risk information. */
function RiskFact({ fact, now }: { fact: SourcedFact; now: number }) {
  if (fact.state !== 'known') return <Fact fact={fact} now={now} />;
  return (
    <>
      <Badge>{fact.value}</Badge> <Fact fact={{ ...fact, value: '' }} now={now} />
    </>
  );
}

function Registers({ registers }: { registers: readonly string[] }) {
  if (registers.length === 0) return <>{FACT.none_recorded}</>;
  return (
    <>
      {registers.map((register) => (
        <Badge key={register}>{register}</Badge>
      ))}
    </>
  );
}
