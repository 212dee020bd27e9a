// Her referrals: each an action with an answer awaited, not a leaflet.
import { post } from '../../api.ts';
import { ContextualDate } from '../../parts/contextual-date.tsx';
import { dayOf, NO_DATE } from '../../parts/date-input.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Form } from '../../parts/form.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import { Get, Section } from '../../parts/page.tsx';
import { Settled } from '../../parts/settled.tsx';
import { SummaryCard } from '../../parts/summary-card.tsx';
import type { SummaryRow } from '../../parts/summary-list.tsx';
import type { Referral, ReferralAnswer, ReferralConsent, ReferralsPage, Service, ServicesPage } from '../../records-around.ts';
import type { Params } from '../../router.ts';
import { now } from '../../state/clock.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { dayInWords, ukDate, ukDay } from '../../time.ts';
import { AROUND, choices, PAGE, RESTRICTED, WITHHELD } from '../../words.ts';
import { ANSWER, REFERRED, SERVICE } from '../../words-around.ts';
import { mayWritePlan, writesPlan } from '../plan/may-write.ts';
import { NotYours } from '../problem.tsx';
import { Woman, type Her } from '../resident/woman.tsx';
import { HerForm, HerPage, Ways, Written } from './parts.tsx';
import { serviceInWords } from './services.tsx';

const back = (her: Her): string => `${her.path}/referrals`;

export function Referrals({ params }: { params: Params }) {
  return (
    <HerPage<ReferralsPage> params={params} title={AROUND.referrals} end="/referrals" what="her referrals">
      {({ referrals }, her) => <Shown her={her} referrals={referrals} />}
    </HerPage>
  );
}

function Shown({ her, referrals }: { her: Her; referrals: readonly Referral[] }) {
  const waiting = referrals.filter((one) => one.answered === null);
  const answered = referrals.filter((one) => one.answered !== null);
  return (
    <>
      <Ways ways={[mayWritePlan(her) && [`${back(her)}/new`, AROUND.referralNew], [`${her.path}/actions`, PAGE.actions]]} />
      <Section name="waiting" title={`Waiting for an answer (${waiting.length})`}>
        {waiting.length === 0 && <EmptyState>No answer is awaited.</EmptyState>}
        {waiting.map((one) => (
          <Card key={one.id} her={her} one={one} />
        ))}
      </Section>
      {answered.length > 0 && (
        <Section name="answered" title={`Answered (${answered.length})`}>
          {answered.map((one) => (
            <Card key={one.id} her={her} one={one} />
          ))}
        </Section>
      )}
    </>
  );
}

const nameOf = ({ service }: Referral): string => service?.name ?? RESTRICTED;

function Card({ her, one }: { her: Her; one: Referral }) {
  const { answered, service } = one;
  const answer: SummaryRow = answered
    ? { key: 'Their answer', value: [<strong>{ANSWER[answered.answer]}</strong>, answered.words !== '' && <span class="ln-below">{answered.words ?? WITHHELD}</span>, <Written {...answered} />] }
    : { key: 'Answer awaited by', value: <ContextualDate day={one.target_on} now={now.value} /> };
  return (
    <SummaryCard
      headingLevel={3}
      title={nameOf(one)}
      rows={[
        answer,
        { key: 'What for', value: one.words ?? WITHHELD },
        ...(service ? [{ key: 'Service', value: [serviceInWords(service), service.ended_at && ' (no longer in the directory)', service.phone && <span class="ln-below">{service.phone}</span>] }] : []),
        { key: 'Referred', value: [REFERRED[one.consent], <Written {...one} />] },
      ]}
      actions={!answered && mayWritePlan(her) ? [{ label: 'Write down their answer', href: `${back(her)}/${one.id}` }] : []}
    />
  );
}

// ---- a new one

export function ReferralNew({ params }: { params: Params }) {
  return (
    <Woman params={params} may={writesPlan}>
      {(her) => (
        <Get<ServicesPage> path={`/api/premises/${her.page.banner.premises.id}/services`} what="the directory">
          {({ services }) => <New her={her} services={services} />}
        </Get>
      )}
    </Woman>
  );
}

interface Referring {
  service: string;
  words: string;
  consent: ReferralConsent | null;
  target_on: typeof NO_DATE;
}

const START: Referring = { service: '', words: '', consent: null, target_on: NO_DATE };

function New({ her, services }: { her: Her; services: readonly Service[] }) {
  const record = useNewRecord();
  return (
    <Form<Referring>
      title={AROUND.referralNew}
      button="Refer her"
      back={back(her)}
      done="The referral is written down. Getting their answer is an action of yours."
      draft={['referral', her.who.stay]}
      start={START}
      intro={<Directory services={services} />}
      asks={(v) => [
        {
          id: 'service',
          as: 'select',
          label: 'To which service?',
          hint: detail(services.find(({ id }) => id === v.service)),
          items: [{ value: '', label: 'Choose' }, ...services.map((one) => ({ value: one.id, label: `${one.name} (${SERVICE[one.kind]})` }))],
          need: 'Select the service',
        },
        { id: 'words', as: 'area', label: 'What for?', hint: 'What they are told: no more than they need.', limit: 500, need: 'Say what for' },
        { id: 'consent', as: 'radios', label: 'What did she say?', hint: 'Without her nobody is referred.', items: choices(REFERRED), need: 'Select what she said' },
        { id: 'target_on', as: 'day', label: 'By which day do you want their answer?', need: 'Enter the day', bad: (dayOf(v.target_on) ?? '') < ukDay(now.value) && 'That day is over' },
      ]}
      send={(v) => record('/api/referrals', { ...her.who, ...v, words: v.words.trim(), target_on: dayOf(v.target_on) })}
    />
  );
}

const detail = (one: Service | undefined): string | undefined => one && [serviceInWords(one), one.phone, one.words].filter(Boolean).join('. ');

function Directory({ services }: { services: readonly Service[] }) {
  return (
    <p class="govuk-body">
      {services.length === 0 && 'The directory of this house is empty. '}
      <a class="govuk-link" href="/services">
        {AROUND.services}
      </a>
    </p>
  );
}

// ---- its answer

export function ReferralAnswerForm({ params }: { params: Params }) {
  return (
    <HerForm<ReferralsPage> params={params} end="/referrals" what="the referral">
      {({ referrals }, her, reload) => {
        const one = referrals.find(({ id }) => id === params['referral']);
        if (!one) return <NotYours />;
        if (one.answered === null) return <Answer her={her} one={one} reload={reload} />;
        return (
          <Settled title={AROUND.referralAnswer} back={back(her)}>
            It is answered: {ANSWER[one.answered.answer].toLowerCase()}. {one.answered.by}, {ukDate(one.answered.at)}.
          </Settled>
        );
      }}
    </HerForm>
  );
}

function Answer({ her, one, reload }: { her: Her; one: Referral; reload: () => Promise<unknown> }) {
  return (
    <Form
      title={AROUND.referralAnswer}
      button="Save"
      back={back(her)}
      done="Their answer is written down, and the action is closed."
      draft={['referral answer', one.id]}
      start={{ answer: null as ReferralAnswer | null, words: '' }}
      refresh={reload}
      intro={
        <InsetText>
          <strong>{nameOf(one)}</strong>: {one.words ?? WITHHELD}
          <br />
          Answer awaited by {dayInWords(one.target_on)}
        </InsetText>
      }
      asks={() => [
        { id: 'answer', as: 'radios', label: 'What did they answer?', items: choices(ANSWER), need: 'Select what they answered' },
        { id: 'words', as: 'area', label: 'What follows from it? (optional)', limit: 500 },
      ]}
      send={(v) => post(`/api/referrals/${one.id}/answer`, { answer: v.answer, words: v.words.trim() })}
    />
  );
}
