// Her signs: what the last 28 days showed, what this shift knows, and recording it; then the rules made with her, and what
// they led to.
import { Alert } from '../../parts/alert.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Get, Section } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import type { Proposal } from '../../plan/board.ts';
import type { Sign, SignsPage } from '../../records-safety.ts';
import type { Params } from '../../router.ts';
import { now } from '../../state/clock.ts';
import { mayAt, PLAN_WRITERS, STAFF } from '../../state/may.ts';
import { hasRole } from '../../state/session.ts';
import { msOf, spanInWords, ukTimeTonight } from '../../time.ts';
import { RESTRICTED } from '../../words.ts';
import { SEEN } from '../../words-safety.ts';
import { Woman, type Her } from '../resident/woman.tsx';
import { Daily } from './daily.tsx';
import { RecordButtons } from './record.tsx';
import { thenInWords, signWords } from './rule-words.ts';
import { Rules } from './rules.tsx';
import { DotStrip, StripKey } from './strip.tsx';
import { gapInWords, thisShift } from './strip-words.ts';

export interface OfSigns {
  her: Her;
  data: SignsPage;
}

export function Signs({ params }: { params: Params }) {
  return (
    <Woman params={params} tab="/signs">
      {(her) => (
        <Get<SignsPage> path={`/api${her.path}/signs`} what="her signs">
          {(data, reload) => <Shown her={her} data={data} reload={reload} />}
        </Get>
      )}
    </Woman>
  );
}

function Shown({ her, data, reload }: OfSigns & { reload: () => Promise<unknown> }) {
  const of = (leaning: Sign['leaning']): Sign[] => data.signs.filter((one) => one.leaning === leaning);
  const list = (some: readonly Sign[]) => some.map((sign) => <OneSign key={sign.sign} her={her} sign={sign} data={data} reload={reload} />);
  const seen = toldOfSightings(her);
  return (
    <>
      {data.proposals
        .filter((one) => one.decision === null)
        .map((one) => (
          <Owing key={one.id} proposal={one} her={her} data={data} />
        ))}
      {!seen && <p class="govuk-body">What was seen of them from day to day stays at {her.page.banner.premises.name}. What came of it stands below, under her rules.</p>}
      {seen && data.signs.length > 0 && <StripKey />}
      <Section name="concerns" title="Early signs">
        {of('concern').length === 0 && <EmptyState>Her plan names no early signs yet. They are written with her, in her plan: what would we see or hear?</EmptyState>}
        {list(of('concern'))}
      </Section>
      <Section name="strengths" title="Signs of strength">
        {of('strength').length === 0 && <EmptyState>Her plan names no signs of strength yet.</EmptyState>}
        {list(of('strength'))}
      </Section>
      {seen && data.daily.length > 0 && <Daily her={her} data={data} reload={reload} />}
      {seen && <Newest data={data} />}
      <Rules her={her} data={data} />
      <p class="govuk-body">
        <PrintButton />
      </p>
    </>
  );
}

/** Her practitioner is told of her signs and of what came of them, not of each sighting: that nobody saw any cannot be said there. */
const toldOfSightings = (her: Her): boolean => !hasRole('practitioner') || mayAt(her.page.banner.premises.id, STAFF);

/** A rule came true, and somebody has to say yes or no to it. */
function Owing({ proposal, her, data }: OfSigns & { proposal: Proposal }) {
  const may = her.mayWrite && mayAt(her.page.banner.premises.id, PLAN_WRITERS);
  return (
    <Alert variant="warning" title="A rule came true" heading>
      <p class="govuk-body">
        {seenInWords(proposal, data)} The rule asks for {thenInWords(proposal)}. <strong>{byInWords(proposal.decide_by)}</strong>
      </p>
      {may && (
        <p class="govuk-body">
          <a class="govuk-link" href={`${her.path}/signs/proposals/${proposal.id}`}>
            Confirm or decline it
          </a>
        </p>
      )}
    </Alert>
  );
}

/** "Decide by 22:15, 12 min left." */
export function byInWords(decideBy: string): string {
  const left = (msOf(decideBy) - now.value) / 1000;
  return `Decide by ${ukTimeTonight(decideBy, now.value)}, ${left > 0 ? `${spanInWords(left)} left` : `${spanInWords(left)} overdue`}.`;
}

/** "‘Stays in bed’ at 21:40 (MO), ‘Will not eat’ at 18:10 (JB)." */
export const seenInWords = (proposal: Proposal, data: SignsPage): string =>
  proposal.sightings.length === 0 ? '' : `Seen: ${proposal.sightings.map((one) => `${signWords(data.signs, one.sign)} at ${ukTimeTonight(one.seen_at, now.value)} (${one.by})`).join(', ')}.`;

function OneSign({ her, sign, data, reload }: OfSigns & { sign: Sign; reload: () => Promise<unknown> }) {
  const told = toldOfSightings(her);
  const state = thisShift(sign, data.shifts);
  const gap = gapInWords(sign, data.shifts);
  return (
    <article class="ln-sign-card" aria-labelledby={`sign-${sign.sign}`}>
      <div class="ln-sign-card__head">
        <h3 class="govuk-heading-s" id={`sign-${sign.sign}`}>
          {sign.words ?? RESTRICTED}
        </h3>
        {told && (
          <p class="ln-soft">
            This shift: <strong>{state ? SEEN[state].toLowerCase() : 'nobody said anything yet'}</strong>
            {gap && <strong class="ln-gap">{gap}</strong>}
          </p>
        )}
      </div>
      {her.mayWrite && <RecordButtons her={her} sign={sign} reload={reload} />}
      {told && <DotStrip sign={sign} shifts={data.shifts} />}
    </article>
  );
}

function Newest({ data }: { data: SignsPage }) {
  const words = (id: string): string => signWords(data.signs, id);
  return (
    <Section name="newest" title="Newest sightings">
      {data.sightings.length === 0 && <EmptyState>Nobody has recorded a sign of hers yet.</EmptyState>}
      <ul class="ln-plain">
        {data.sightings.slice(0, NEWEST).map((one) => (
          <li key={one.id}>
            <strong>{ukTimeTonight(one.seen_at, now.value)}</strong> {words(one.sign)}: {SEEN[one.state].toLowerCase()}, {one.by}
            {one.words && <span class="ln-soft ln-below">“{one.words}”</span>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

const NEWEST = 12;

