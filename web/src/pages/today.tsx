// Is every woman safe now, and what is owed: the counts of each premises in words, and the lists behind them.
import { LinkButton } from '../parts/button.tsx';
import { EmptyState } from '../parts/empty-state.tsx';
import { Get, Page, Row, Section } from '../parts/page.tsx';
import type { PremisesTile, ResidentRow } from '../records.ts';
import { mayAt, PLAN_WRITERS, STAFF } from '../state/may.ts';
import { womanName, womanPath } from '../state/names.ts';
import { currentPremises, onTerminal } from '../state/session.ts';
import { plural, ukTime } from '../time.ts';
import { NAV, PAGE } from '../words.ts';
import { MissedList, missedPath, type MissedAnswer } from './missed.tsx';
import { DebriefLine } from './debriefs.tsx';
import { OwedToWomen } from './owed.tsx';
import { OverdueActions } from './residents.tsx';
import { ThreadsHere } from './updates/here.tsx';

export function Today() {
  const here = currentPremises.value;
  return (
    <Page<{ now: string; premises: PremisesTile[] }> title={NAV.today} path="/api/premises" what="today">
      {(data, reload) => (
        <>
          <p class="govuk-body">
            At {ukTime(data.now)}. <LinkButton onClick={() => void reload()}>Look again</LinkButton>
          </p>
          <div class="ln-tiles">
            {data.premises.map((one) => (
              <Tile key={one.id} tile={one} />
            ))}
          </div>
          {!onTerminal.value && <DebriefLine />}
          {here && mayAt(here.id, STAFF) && <Owed key={here.id} id={here.id} />}
        </>
      )}
    </Page>
  );
}

/** Counts only: a tile may be read over somebody's shoulder. */
function Tile({ tile }: { tile: PremisesTile }) {
  const counts: [number, string, string][] = [
    [tile.overdue, 'check', 'overdue'],
    [tile.alarms, 'alarm', 'on'],
    [tile.reasons_owed, 'missed check', 'owing a reason'],
    [tile.actions_overdue, 'action', 'overdue'],
    [tile.reviews_overdue, 'review', 'past its day'],
  ];
  const wrong = counts.filter(([n]) => n > 0).map(([n, what, state]) => `${plural(n, what)} ${state}`);
  return (
    <section class="ln-tile" aria-label={tile.name}>
      <h2 class="govuk-heading-m">{tile.name}</h2>
      {wrong.length === 0 && <p class="govuk-body">No check is overdue and no alarm is on.</p>}
      <ul class="ln-plain">
        {wrong.map((line) => (
          <li key={line} class="ln-overdue">
            {line}
          </li>
        ))}
      </ul>
      <p class="govuk-body">
        {plural(tile.due, 'check')} due now. {plural(tile.residents, 'resident')} in {plural(tile.beds, 'bed')}, {tile.out} out, {tile.arriving} expected.
      </p>
    </section>
  );
}

/** What stands behind the counts, for those who may know names there. */
function Owed({ id }: { id: string }) {
  return (
    <>
      <OwedToWomen premises={id} />
      {mayAt(id, PLAN_WRITERS) && <ThreadsHere premises={id} />}
      <Section name="missed" title={PAGE.missed}>
        <Get<MissedAnswer> path={missedPath()} what="missed checks">
          {({ missed }) => <MissedList missed={missed} />}
        </Get>
      </Section>
      <Section name="late" title="Overdue actions">
        <Get<{ residents: ResidentRow[] }> path={`/api/premises/${id}/residents`} what="actions">
          {({ residents }) => <Late late={residents.filter((one) => one.actions_overdue > 0)} />}
        </Get>
      </Section>
    </>
  );
}

function Late({ late }: { late: readonly ResidentRow[] }) {
  if (late.length === 0) return <EmptyState>No action is overdue.</EmptyState>;
  return (
    <ul class="ln-list">
      {late.map((one) => (
        <Row key={one.stay} href={womanPath(one.crn, one.stay)} name={womanName(one)} soft={`Room ${one.room ?? '–'}`} cells={[<OverdueActions row={one} />]} />
      ))}
    </ul>
  );
}
