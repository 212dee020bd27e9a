// The review of her plan: what it is about, what was done at once, who took part in whose words, and how it ended.
import { Alert } from '../../parts/alert.tsx';
import { Details } from '../../parts/details.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Get, Section } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { SummaryCard } from '../../parts/summary-card.tsx';
import type { Review, ReviewPerson, ReviewsPage, SignsPage, Trigger } from '../../records-safety.ts';
import type { Params } from '../../router.ts';
import { now } from '../../state/clock.ts';
import { DECIDERS, mayAt } from '../../state/may.ts';
import { dayDueInWords, dayInWords, plural, ukDateTime } from '../../time.ts';
import { PAGE, WITHHELD } from '../../words.ts';
import { PERSON, TOOK_PART, TRIGGER } from '../../words-safety.ts';
import { Woman, type Her } from '../resident/woman.tsx';
import { actClock, reviewClock, toActOn, type ClockWords } from './review-words.ts';
import { decisionInWords, ruleInWords } from './rule-words.ts';
import { mayPlan } from './rules.tsx';

/** Who closes a review. */
export const mayClose = (her: Her): boolean => her.mayWrite && mayAt(her.page.banner.premises.id, DECIDERS);

export function Reviews({ params }: { params: Params }) {
  return (
    <Woman params={params} heading={PAGE.reviews}>
      {(her) => (
        <Get<ReviewsPage> path={`/api${her.path}/reviews`} what="her reviews">
          {(data) => <Shown her={her} data={data} />}
        </Get>
      )}
    </Woman>
  );
}

function Shown({ her, data }: { her: Her; data: ReviewsPage }) {
  const { open, past } = data;
  return (
    <>
      <Next data={data} />
      {open ? <Open her={her} review={open} /> : <EmptyState>No review is open. One opens by itself when a rule comes true, she does not reply, or its date comes.</EmptyState>}
      {mayPlan(her) && (
        <p class="govuk-body">
          <a class="govuk-link" href={`${her.path}/reviews/new`}>
            {open ? 'Something else has happened' : PAGE.reviewNew}
          </a>
        </p>
      )}
      {mayPlan(her) && (
        <p class="govuk-body">
          <a class="govuk-link" href={`${her.path}/incident`}>
            {PAGE.incident}
          </a>
        </p>
      )}
      {past.length > 0 && (
        <Section name="past" title="Reviews before">
          {past.map((one) => (
            <Past key={one.id} review={one} her={her} />
          ))}
        </Section>
      )}
      <p class="govuk-body">
        <PrintButton />
      </p>
    </>
  );
}

function Next({ data }: { data: ReviewsPage }) {
  const { next_on, backstop_on } = data;
  const agreed = next_on && `Next review agreed for ${dayInWords(next_on)} (${dayDueInWords(next_on, now.value)}).`;
  const latest = backstop_on && `Reviewed again at the latest on ${dayInWords(backstop_on)} (${dayDueInWords(backstop_on, now.value)}).`;
  return <p class="govuk-body">{[agreed, latest].filter(Boolean).join(' ') || 'No next review is set.'}</p>;
}

function Clock({ clock }: { clock: ClockWords | null }) {
  if (!clock) return null;
  return <p class={clock.overdue ? 'govuk-body ln-clock ln-overdue' : 'govuk-body ln-clock'}>{clock.words}.</p>;
}

function Open({ her, review }: { her: Her; review: Review }) {
  const to = `${her.path}/reviews/${review.id}`;
  const act = toActOn(review);
  const may = mayPlan(her);
  const closes = mayClose(her);
  return (
    <Section name="open" title={`Under review since ${ukDateTime(review.opened_at)}`}>
      <Alert variant="warning" title="Her plan is under review">
        <Clock clock={actClock(review, now.value)} />
        <Clock clock={reviewClock(review, now.value)} />
        {may && act && (
          <p class="govuk-body">
            <a class="govuk-link" href={`${to}/act`}>
              {PAGE.reviewAct}
            </a>
          </p>
        )}
      </Alert>
      <h3 class="govuk-heading-s">Why</h3>
      <Triggers triggers={review.triggers} her={her} />
      <h3 class="govuk-heading-s">Who takes part</h3>
      {review.people.length === 0 && <p class="govuk-body">Nobody yet. A review is never closed without anybody who took part.</p>}
      <People people={review.people} />
      {may && (
        <p class="govuk-body">
          <a class="govuk-link" href={`${to}/people`}>
            {PAGE.reviewPerson}
          </a>
        </p>
      )}
      {closes && review.people.length > 0 && (
        <p class="govuk-body">
          <a class="govuk-link" href={`${to}/close`}>
            {PAGE.reviewClose}
          </a>
        </p>
      )}
      {!closes && <p class="govuk-body">A manager closes it, once somebody has taken part.</p>}
    </Section>
  );
}

/** Which rule of hers came true, and who said yes to it, why. It stands with her signs. */
function RuleWhy({ her, proposal }: { her: Her; proposal: string }) {
  return (
    <Get<SignsPage> path={`/api${her.path}/signs`} what="her rule">
      {(data) => {
        const came = data.proposals.find((one) => one.id === proposal);
        const rule = came && data.rules.find((one) => one.id === came.rule);
        if (!came || !rule) return null;
        return (
          <>
            <span class="ln-below">{ruleInWords(rule, data.signs)}</span>
            {came.decision && (
              <span class="ln-below">
                {decisionInWords(came)}: {came.decision.reason ?? WITHHELD}
              </span>
            )}
          </>
        );
      }}
    </Get>
  );
}

function Triggers({ triggers, her }: { triggers: readonly Trigger[]; her: Her }) {
  return (
    <ul class="ln-plain">
      {triggers.map((one) => (
        <li key={one.id}>
          <strong>{TRIGGER[one.kind]}</strong>, {ukDateTime(one.at)}
          {one.by && `, ${one.by}`}
          {one.words !== '' && <span class="ln-below">{one.words ?? WITHHELD}</span>}
          {one.kind === 'rule' && one.ref !== null && <RuleWhy her={her} proposal={one.ref} />}
          {one.act && (
            <span class="ln-below">
              Done at once: {one.act.words ?? WITHHELD}{' '}
              <span class="ln-soft">
                {one.act.by}, {ukDateTime(one.act.at)}
              </span>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function People({ people }: { people: readonly ReviewPerson[] }) {
  return (
    <ul class="ln-plain">
      {people.map((one) => (
        <li key={one.id}>
          <strong>{one.name}</strong>, {PERSON[one.role].toLowerCase()}, {TOOK_PART[one.how].toLowerCase()}
          {one.words !== '' && <span class="ln-below">{one.words === null ? WITHHELD : `“${one.words}”`}</span>}
          <span class="ln-soft ln-below">
            Written down by {one.by}, {ukDateTime(one.at)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Past({ review, her }: { review: Review; her: Her }) {
  const { closed } = review;
  if (!closed) return null;
  const changed = closed.outcome === 'changed';
  return (
    <SummaryCard
      title={`${ukDateTime(review.opened_at)} to ${ukDateTime(closed.at)}`}
      headingLevel={3}
      rows={[
        { key: 'Outcome', value: changed ? `Her plan was changed: version ${review.from_version || 'none'} to ${closed.to_version}` : 'Her plan stays as it was' },
        ...(closed.words === null && changed ? [] : [{ key: changed ? 'Words' : 'Why not', value: closed.words ?? WITHHELD }]),
        { key: 'Closed by', value: closed.by },
        { key: 'Next', value: dayInWords(closed.next_on) },
      ]}
    >
      <Details summary={`Why it was held, and ${plural(review.people.length, 'person', 'people')} who took part`}>
        <Triggers triggers={review.triggers} her={her} />
        <People people={review.people} />
      </Details>
    </SummaryCard>
  );
}
