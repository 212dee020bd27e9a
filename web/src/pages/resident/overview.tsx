// Where she is, what comes next, how to be with her, and who decided what: the page that a stranger can use at night.
import { Alert } from '../../parts/alert.tsx';
import { Fact, factValue } from '../../parts/fact.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import { Section } from '../../parts/page.tsx';
import { StatusTag } from '../../parts/status-tag.tsx';
import { SummaryCard } from '../../parts/summary-card.tsx';
import { SummaryList, type SummaryRow } from '../../parts/summary-list.tsx';
import type { CheckPlan } from '../../records.ts';
import type { Params } from '../../router.ts';
import { now } from '../../state/clock.ts';
import { hasRole } from '../../state/session.ts';
import { dueState, SOON_S } from '../../status.ts';
import { dayDueInWords, dayInWords, plural, ukDate, ukDateTime, ukTimeTonight } from '../../time.ts';
import type { FactKind, Requirement } from '../../types.ts';
import { FACT, MARK, OUTCOME_SHORT, PAGE, PRESENCE, ROLE, WITHHELD } from '../../words.ts';
import { CAUSE, CONSENT, ORIGIN, sleepInWords } from '../../words-records.ts';
import { dueWords } from '../board/due-words.ts';
import { OwedOnPlan } from '../plan/owed-plan.tsx';
import { gapInWords, inForce, whenInWords } from './plan-words.ts';
import { SafetyCards } from './safety-cards.tsx';
import { dutyInWords } from './visit-words.ts';
import { Woman, type Her } from './woman.tsx';

export function Overview({ params }: { params: Params }) {
  return (
    <Woman params={params} tab="">
      {(her) => (
        <>
          <AlarmOn her={her} />
          <OwedOnPlan her={her} />
          {her.page.banner.status.state === 'arrived' && <SafetyCards her={her} />}
          <div class="ln-columns">
            <div>
              <How her={her} />
              <Plans her={her} />
            </div>
            <div>
              <Now her={her} />
              <People her={her} />
            </div>
          </div>
          <Facts her={her} />
        </>
      )}
    </Woman>
  );
}

interface Of {
  her: Her;
}

const near = (when: string): string => ukTimeTonight(when, now.value);

function AlarmOn({ her }: Of) {
  const { alarm } = her.page.overview;
  if (alarm === null) return null;
  return (
    <Alert variant="error" title="An alarm is on for her" heading>
      {CAUSE[alarm.cause]} Since {near(alarm.opened_at)}.
    </Alert>
  );
}

function Link({ her, to, children }: Of & { to: string; children: string }) {
  return (
    <p class="govuk-body">
      <a class="govuk-link" href={her.path + to}>
        {children}
      </a>
    </p>
  );
}

function How({ her }: Of) {
  const plan = her.page.overview.contact_plan;
  return (
    <Section name="how" title="How to be with me">
      {plan === null ? (
        <EmptyState>How to be with her has not been written down yet. Ask her, and write it in her words.</EmptyState>
      ) : (
        <>
          <InsetText>
            <span class="ln-how__text">{plan.how}</span>
          </InsetText>
          <p class="govuk-body">
            At night: {sleepInWords(plan.sleep_options)}. {CONSENT[plan.consent]}.
          </p>
          <p class="govuk-body ln-soft">
            Version {plan.version}, {plan.author}, {ukDateTime(plan.at)}. Why: {plan.reason ?? WITHHELD}
          </p>
        </>
      )}
      {her.mayWrite && <Link her={her} to="/how" children={plan ? PAGE.how : PAGE.howFirst} />}
    </Section>
  );
}

function Now({ her }: Of) {
  return (
    <Section name="now" title="Now">
      <p class="govuk-body">{whereInWords(her)}</p>
      {/* She is told rates and gaps, and not every knock (feature 63): an empty list would say that nobody came. */}
      {hasRole('practitioner') ? <Link her={her} to="/checks" children="How her checks went, as counts" /> : <Checks her={her} />}
    </Section>
  );
}

function Checks({ her }: Of) {
  const { next_checks, last_visits, predictable } = her.page.overview;
  return (
    <>
      <h3 class="govuk-heading-s">Next checks</h3>
      {next_checks.length === 0 && <p class="govuk-body">No checks are due for her now.</p>}
      <ul class="ln-plain">
        {next_checks.map((one) => (
          <Next key={one.id} one={one} />
        ))}
      </ul>
      {predictable && <p class="govuk-body">Her last checks were evenly spaced. Come a little earlier or later within the window.</p>}
      <h3 class="govuk-heading-s">Last visits</h3>
      {last_visits.length === 0 && <p class="govuk-body">Nobody has recorded a check of her yet.</p>}
      <ul class="ln-plain">
        {last_visits.map((one) => (
          <li key={one.id}>
            <strong>{near(one.done_at)}</strong> {[OUTCOME_SHORT[one.outcome], one.by, ...one.marks.map((mark) => MARK[mark].toLowerCase())].join(', ')}
          </li>
        ))}
      </ul>
      <Link her={her} to="/checks" children="Every check of hers" />
    </>
  );
}

const IN = 'In the building';

function whereInWords({ page }: Her): string {
  const { presence } = page.overview;
  // Whoever has never gone out is in.
  if (!presence) return page.banner.status.state === 'arrived' ? IN : 'She does not stay here now.';
  const { state, where, since, back_by } = presence;
  return [state === 'in' ? IN : PRESENCE[state], state !== 'in' && where, since && `since ${near(since)}`, back_by && `back by ${near(back_by)}`].filter(Boolean).join(', ');
}

function Next({ one }: { one: Requirement }) {
  const words = dueWords(one, now.value, SOON_S);
  return (
    <li>
      <StatusTag status={dueState(one, now.value)} /> {dutyInWords(one)}
      <span class="ln-soft ln-below">
        {words.window}, {words.distance}
      </span>
    </li>
  );
}

function Plans({ her }: Of) {
  const plans = inForce(her.page);
  return (
    <Section name="plans" title="Checks in force">
      {plans.length === 0 && <EmptyState>No check plan is in force for her. The rounds of the house apply.</EmptyState>}
      {plans.map((plan) => (
        <SummaryCard
          key={plan.id}
          title={ORIGIN[plan.origin]}
          headingLevel={3}
          rows={rowsOf(plan)}
          actions={her.mayWrite ? actsOn(her, plan) : []}
        />
      ))}
      {plans.length > 1 && <p class="govuk-body">Where plans overlap, the shortest gap counts.</p>}
      {her.mayWrite && <Link her={her} to="/plan" children={PAGE.plan} />}
    </Section>
  );
}

/** What belongs to a watch goes on and ends with it. */
const actsOn = (her: Her, plan: CheckPlan) =>
  plan.watch
    ? [{ label: 'See the watch', href: `${her.path}/watches` }]
    : [
        { label: 'Change', href: `${her.path}/plan/${plan.id}` },
        { label: 'End', href: `${her.path}/plan/${plan.id}/end` },
      ];

function rowsOf(plan: CheckPlan): SummaryRow[] {
  const bands = plan.bands.map((band) => ({
    key: whenInWords(band, plan.start, plan.until, now.value),
    value: `${gapInWords(band)}. By ${band.who.map((role) => ROLE[role].toLowerCase()).join(', ') || 'anybody on shift'}.`,
  }));
  return [
    ...bands,
    { key: 'Decided by', value: `${plan.author}, ${ukDateTime(plan.recorded_at)}` },
    { key: 'Why', value: plan.reason ?? WITHHELD },
    { key: 'Starts', value: ukDateTime(plan.start) },
    ...(plan.watch ? [] : [{ key: 'Review by', value: <Review plan={plan} /> }]),
  ];
}

function Review({ plan }: { plan: CheckPlan }) {
  if (plan.review_by === null) return <>No date set</>;
  return (
    <>
      {ukDateTime(plan.review_by)}
      {plan.review_overdue && (
        <strong class="ln-overdue ln-below">
          Review {dayDueInWords(plan.review_by, now.value).replace('today', 'overdue since today')}. The plan stays in force until somebody decides.
        </strong>
      )}
    </>
  );
}

function People({ her }: Of) {
  const { banner, overview } = her.page;
  const { open, overdue, soon } = overview.actions;
  const counts = [plural(open, 'open action'), overdue > 0 && `${overdue} overdue`, soon > 0 && `${soon} due within 7 days`];
  const rooms = overview.rooms.map((one) =>
    [
      `Room ${one.room} ${one.until ? `${ukDate(one.from)} to ${ukDate(one.until)}` : `since ${ukDate(one.from)}`}`,
      one.reason,
      one.her_view && `she said: ${one.her_view}`,
    ]
      .filter(Boolean)
      .join(', '),
  );
  return (
    <Section name="people" title="People and place">
      <SummaryList
        rows={[
          { key: PAGE.actions, value: counts.filter(Boolean).join(', ') },
          { key: 'Keyworker', value: banner.keyworker?.name ?? FACT.none_recorded },
          { key: 'Practitioner', value: banner.practitioner?.name ?? FACT.none_recorded },
          { key: 'Rooms', value: <Lines lines={rooms} /> },
          ...(banner.room_facts.length > 0 ? [{ key: 'About her room', value: banner.room_facts.map((fact) => fact.replaceAll('_', ' ')).join(', ') }] : []),
          { key: 'Born', value: banner.born_on ? dayInWords(banner.born_on) : FACT.none_recorded },
        ]}
      />
    </Section>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul class="ln-plain">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

/** What others stated about her. Nothing copied is shown without where it came from and how old it is. */
function Facts({ her }: Of) {
  const { facts } = her.page.banner;
  const rows = (Object.keys(facts) as FactKind[])
    .sort()
    .flatMap((kind) => facts[kind]!.map((fact) => ({ key: kindInWords(kind), value: <Fact fact={fact} /> })));
  return (
    <Section name="facts" title="What others stated">
      <SummaryList rows={rows} />
    </Section>
  );
}

/** "mappa_level" as "MAPPA level" */
const kindInWords = (kind: FactKind): string => factValue(kind).replace('Rosh', 'RoSH').replace('Mappa', 'MAPPA');
