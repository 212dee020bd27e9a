// One part of her plan: hers first, then ours, then what others wrote.
import type { ComponentChildren } from 'preact';
import { Details } from '../../parts/details.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Section } from '../../parts/page.tsx';
import { SummaryList } from '../../parts/summary-list.tsx';
import { Tag } from '../../parts/tag.tsx';
import { CRISIS, crisisLineInWords } from '../../plan/crisis-words.ts';
import { sectionOf, type Change } from '../../plan/parts.ts';
import type { AgreementState, PlanDoc, SafetyPlanPage, SectionName } from '../../plan/types.ts';
import { AGREEMENT, DAILY, SECTION } from '../../plan/words.ts';
import { now } from '../../state/clock.ts';
import { ukDateTime } from '../../time.ts';
import { ORIGIN, sleepInWords } from '../../words-records.ts';
import { gapInWords, inOrder, whenInWords } from '../resident/plan-words.ts';
import type { Her } from '../resident/woman.tsx';
import { mayWritePlan } from './may-write.ts';
import { Changes, HerWords, Lines, Quote, Signs } from './in-words.tsx';

interface SectionProps {
  name: SectionName;
  page: SafetyPlanPage;
  her: Her;
  changes: readonly Change[];
}

export function PlanSectionShown({ name, page, her, changes }: SectionProps) {
  const { plan } = page;
  const besides = extra(name, page, her);
  const quotes = page.quotes.filter((one) => one.section === name);
  const words = wordsOf(name, page);
  // Nothing of it is open to this reader, or nobody has begun.
  if (besides === null && words === null && quotes.length === 0) return null;
  const title = (
    <>
      {SECTION[name]} {changes.length > 0 && <Tag colour="yellow">Changed</Tag>}
    </>
  );
  return (
    <Section name={name} title={title}>
      {words?.hers && <HerWords words={words.hers} />}
      {words && !words.hers && plan && <p class="govuk-body ln-soft">Nothing in her words yet.</p>}
      {words?.ours && <p class="govuk-body ln-how__text">{words.ours}</p>}
      {besides}
      {quotes.map((quote) => (
        <Quote key={quote.id} quote={quote} />
      ))}
      {changes.length > 0 && (
        <Details summary="What changed here">
          <Changes changes={changes} />
        </Details>
      )}
    </Section>
  );
}

/** Null: this reader gets no words of it, or there are none because there is no plan. */
function wordsOf(name: SectionName, { plan, contact }: SafetyPlanPage): { hers: string; ours: string } | null {
  const { her_words: hers, our_words: ours } = plan ? sectionOf(plan, name) : { her_words: '', our_words: '' };
  if (name === 'how' && contact) return { hers: [contact.how, hers].filter(Boolean).join('\n'), ours };
  return plan?.sections ? { hers, ours } : null;
}

function extra(name: SectionName, page: SafetyPlanPage, her: Her): ComponentChildren {
  const { plan } = page;
  if (name === 'how' && page.contact) return <p class="govuk-body">At night: {sleepInWords(page.contact.sleep_options)}.</p>;
  if (name === 'checks') return <Checks page={page} />;
  if (plan === null) return null;
  if (name === 'usual' && plan.daily.length > 0) return <p class="govuk-body">Written down each day: {plan.daily.map((one) => DAILY[one].toLowerCase()).join(', ')}.</p>;
  if (name === 'signs') return <Signs signs={plan.signs} lines={plan.lines} />;
  if (name === 'do') return <Lines lines={plan.lines} />;
  if (name === 'crisis') return <CrisisCard plan={plan} her={her} />;
  return name === 'agreement' && plan.sections ? <Agreement page={page} plan={plan} her={her} /> : null;
}

function Checks({ page }: { page: SafetyPlanPage }) {
  if (page.check_plans.length === 0) return <EmptyState>No check plan is in force for her. The rounds of the house apply.</EmptyState>;
  return (
    <SummaryList
      rows={inOrder(page.check_plans).map((plan) => ({
        key: ORIGIN[plan.origin],
        value: plan.bands.map((band) => `${whenInWords(band, plan.start, plan.until, now.value)}: ${gapInWords(band)}`).join('. '),
      }))}
    />
  );
}

function CrisisCard({ plan, her }: { plan: PlanDoc; her: Her }) {
  return (
    <>
      <SummaryList rows={plan.crisis.map((line) => ({ key: CRISIS[line.name], value: crisisLineInWords(line, now.value) }))} />
      <p class="govuk-body">
        <a class="govuk-link" href={`${her.path}/crisis`}>
          Read it out, or print it on one page
        </a>
      </p>
    </>
  );
}

/** Not asked is a thing to do, and says where. */
function Agreed({ her, state }: { her: Her; state: AgreementState }) {
  return (
    <>
      <strong>{AGREEMENT[state]}</strong>
      {state === 'not_asked' && mayWritePlan(her) && (
        <a class="govuk-link ln-below" href={`${her.path}/safety-plan/edit#agreement`}>
          Ask her, and write down what she says
        </a>
      )}
    </>
  );
}

function Agreement({ page, plan, her }: { page: SafetyPlanPage; plan: PlanDoc; her: Her }) {
  const { state, words } = plan.agreement;
  const copies = page.copies.map((one) => `Version ${one.version}, given to her ${ukDateTime(one.at)} by ${one.author}${one.left_out.length > 0 ? `, without: ${one.left_out.map((out) => out.what).join(', ')}` : ''}`);
  return (
    <SummaryList
      rows={[
        { key: 'Agreement', value: <Agreed her={her} state={state} /> },
        ...(words ? [{ key: 'What she said about it', value: words }] : []),
        { key: 'Her own copy', value: copies[0] ?? 'Not given to her yet' },
        { key: 'She wants it in', value: plan.large_print ? 'large print' : 'usual print' },
      ]}
    />
  );
}
