import type { ComponentChildren } from 'preact';
import { plural, ukDate, type When } from '../time.ts';
import type { Banner, FactKind, Identifier, StatedFact, StayStatus } from '../types.ts';
import { FACT, RESTRICTED, STAY } from '../words.ts';
import { ActionMenu, type MenuItem } from './action-menu.tsx';
import { Badge } from './badge.tsx';
import { ContextualDate } from './contextual-date.tsx';
import { Fact, FactSource, factValue } from './fact.tsx';
import { Tag, type TagColour } from './tag.tsx';

/** Who this page is about, on every page about a woman. */
export function PersonBanner(props: { banner: Banner; now: When; actions: readonly MenuItem[] }) {
  const { banner } = props;
  return (
    <section class="moj-identity-bar ln-person" aria-label="Resident">
      <div class="moj-identity-bar__container">
        <div class="moj-identity-bar__details">
          <span class="moj-identity-bar__title">{bannerName(banner)}</span>
          <Tag colour={statusColour(banner.status)}>{STAY[banner.status.word]}</Tag>
          <Lines banner={banner} now={props.now} />
        </div>
        <div class="moj-identity-bar__actions">
          <ActionMenu label="Actions" items={props.actions} />
        </div>
      </div>
    </section>
  );
}

export function bannerName(banner: Banner): string {
  if (banner.preferred_name === null) return RESTRICTED;
  return `${banner.preferred_name} ${banner.family_name ?? ''}`.trim();
}

export function statusColour(status: StayStatus): TagColour {
  if (status.word.startsWith('overdue')) return 'red';
  if (status.word.startsWith('departing')) return 'yellow';
  if (status.state === 'arrived') return 'green';
  return status.state === 'upcoming' ? 'blue' : 'grey';
}

function Lines({ banner, now }: { banner: Banner; now: When }) {
  const risk = (kind: FactKind) => banner.facts[kind] && <Risk facts={banner.facts[kind]} />;
  const need = (kind: FactKind) => banner.facts[kind]?.map((fact, i) => <Fact key={i} fact={fact} />);
  const lines: [string, ComponentChildren][] = [
    ['CRN', identifier(banner.crn)],
    ['NOMS number', identifier(banner.noms)],
    ['Premises', banner.room === null ? banner.premises.name : `${banner.premises.name}, room ${banner.room}`],
    [banner.arrival ? 'Arrived' : 'Arrival', banner.arrival ? arrived(banner) : `Expected ${ukDate(`${banner.expected_on}T12:00:00Z`)}`],
    ['Planned departure', <Departure key="departure" banner={banner} now={now} />],
    ['RoSH', risk('rosh_overall')],
    ['MAPPA category', risk('mappa_category')],
    ['MAPPA level', risk('mappa_level')],
    ['Registers', risk('register')],
    ['Communication', need('communication')],
    ['Interpreter', need('interpreter')],
  ];
  return (
    <dl class="ln-person__facts">
      {lines.map(([label, value]) => value !== undefined && <Line key={label} label={label} value={value} />)}
    </dl>
  );
}

/** What the reader may not know is left out by the server, and so has no line here. */
function Line({ label, value }: { label: string; value: ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function identifier(number: Identifier): string {
  if (number.state === 'restricted') return RESTRICTED;
  return number.value ?? FACT.none_recorded;
}

function arrived(banner: Banner): string {
  const parts = [ukDate(banner.arrival!)];
  if (banner.day_of_stay !== null) parts.push(`day ${banner.day_of_stay} of stay`);
  if (banner.days_since_release !== null) parts.push(`${plural(banner.days_since_release, 'day')} since release`);
  return parts.join(', ');
}

function Departure({ banner, now }: { banner: Banner; now: When }) {
  if (banner.departed_at) return <>Left {ukDate(banner.departed_at)}</>;
  if (!banner.planned_departure_on) return <>{FACT.none_recorded}</>;
  return <ContextualDate day={banner.planned_departure_on} now={now} />;
}

/** Said by probation, with source and age; badges, because it is risk information. */
function Risk({ facts }: { facts: readonly StatedFact[] }) {
  return (
    <>
      {facts.map((fact, i) =>
        fact.state === 'recorded' ? (
          <span class="ln-fact" key={i}>
            <Badge>{factValue(fact.value ?? '')}</Badge>
            <FactSource fact={fact} />
          </span>
        ) : (
          <Fact key={i} fact={fact} />
        ),
      )}
    </>
  );
}
