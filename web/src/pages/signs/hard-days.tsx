// Days that are known to be hard, or good: told on the board the evening before and on the day.
import { post } from '../../api.ts';
import { ContextualDate } from '../../parts/contextual-date.tsx';
import { dayOf, NO_DATE } from '../../parts/date-input.tsx';
import { Details } from '../../parts/details.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Form } from '../../parts/form.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import { Get } from '../../parts/page.tsx';
import { Settled } from '../../parts/settled.tsx';
import { SummaryList } from '../../parts/summary-list.tsx';
import type { HardDay, HardDaysPage } from '../../records-safety.ts';
import type { Params } from '../../router.ts';
import { now } from '../../state/clock.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { dayInWords, daysBetween, plural, ukDate } from '../../time.ts';
import { choices, PAGE, WITHHELD } from '../../words.ts';
import { HARD } from '../../words-safety.ts';
import { NotYours } from '../problem.tsx';
import { Woman, type Her } from '../resident/woman.tsx';
import { mayPlan } from './rules.tsx';

export function HardDays({ params }: { params: Params }) {
  return (
    <Woman params={params} heading={PAGE.hardDays}>
      {(her) => (
        <Get<HardDaysPage> path={`/api${her.path}/hard-days`} what="her days">
          {({ days }) => <Shown her={her} days={days} />}
        </Get>
      )}
    </Woman>
  );
}

const back = (her: Her): string => `${her.path}/hard-days`;

function Shown({ her, days }: { her: Her; days: readonly HardDay[] }) {
  const coming = days.filter((one) => one.withdrawn === null && daysBetween(now.value, one.day) >= 0);
  const others = days.filter((one) => !coming.includes(one));
  return (
    <>
      <p class="govuk-body">Whoever is on shift is told the evening before, and on the day.</p>
      {coming.length === 0 && <EmptyState>No hard day is known to be coming. Ask her: court, contact with her child, an anniversary, a letter.</EmptyState>}
      <SummaryList
        rows={coming.map((one) => ({
          key: HARD[one.kind],
          value: (
            <>
              <ContextualDate day={one.day} now={now.value} />
              <span class="ln-below">{one.words ?? WITHHELD}</span>
              <span class="ln-soft ln-below">
                {one.author}, {ukDate(one.at)}
              </span>
            </>
          ),
          actions: mayPlan(her) ? [{ label: 'Withdraw', about: `${HARD[one.kind]}, ${dayInWords(one.day)}`, href: `${back(her)}/${one.id}/withdraw` }] : [],
        }))}
      />
      {mayPlan(her) && (
        <p class="govuk-body">
          <a class="govuk-link" href={`${back(her)}/new`}>
            {PAGE.hardDayNew}
          </a>
        </p>
      )}
      {others.length > 0 && (
        <Details summary={plural(others.length, 'day that has passed or was withdrawn', 'days that have passed or were withdrawn')}>
          <ul class="ln-plain">
            {others.map((one) => (
              <li key={one.id}>
                <strong>{dayInWords(one.day)}</strong>, {HARD[one.kind].toLowerCase()}: {one.words ?? WITHHELD}
                {one.withdrawn && (
                  <span class="ln-soft ln-below">
                    Withdrawn by {one.withdrawn.by}, {ukDate(one.withdrawn.at)}. Why: {one.withdrawn.reason ?? WITHHELD}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </Details>
      )}
    </>
  );
}

export function HardDayNew({ params }: { params: Params }) {
  return <Woman params={params}>{(her) => (mayPlan(her) ? <New her={her} /> : <NotYours />)}</Woman>;
}

function New({ her }: { her: Her }) {
  const record = useNewRecord();
  return (
    <Form
      title={PAGE.hardDayNew}
      button="Add"
      back={back(her)}
      done="The day was added. It is told the evening before."
      draft={['hard day', her.who.stay]}
      start={{ day: NO_DATE, kind: null as string | null, words: '' }}
      asks={() => [
        { id: 'day', as: 'day', label: 'Which day?', need: 'Enter the day' },
        { id: 'kind', as: 'radios', label: 'What is it?', items: choices(HARD), need: 'Select what it is' },
        { id: 'words', label: 'In a few words', hint: 'For example, “contact visit, her sister comes along”. What helps her then belongs into her plan.', maxLength: 160, need: 'Say it in a few words' },
      ]}
      send={(v) => record('/api/hard-days', { ...her.who, ...v, day: dayOf(v.day) })}
    />
  );
}

export function HardDayWithdraw({ params }: { params: Params }) {
  return (
    <Woman params={params}>
      {(her) => (
        <Get<HardDaysPage> path={`/api${her.path}/hard-days`} what="the day">
          {({ days }, reload) => {
            const one = days.find((day) => day.id === params['day']);
            if (!one || !mayPlan(her)) return <NotYours />;
            if (one.withdrawn === null) return <Withdraw her={her} day={one} reload={reload} />;
            return (
              <Settled title={PAGE.hardDayWithdraw} back={back(her)}>
                It is withdrawn: {one.withdrawn.by}, {ukDate(one.withdrawn.at)}. Why: {one.withdrawn.reason ?? WITHHELD}
              </Settled>
            );
          }}
        </Get>
      )}
    </Woman>
  );
}

function Withdraw({ her, day, reload }: { her: Her; day: HardDay; reload: () => Promise<unknown> }) {
  return (
    <Form
      title={PAGE.hardDayWithdraw}
      button="Withdraw it"
      look="warning"
      back={back(her)}
      done="The day was withdrawn. It stays on record."
      draft={['hard day withdraw', day.id]}
      start={{ reason: '' }}
      refresh={reload}
      intro={
        <InsetText>
          <strong>{dayInWords(day.day)}</strong>, {HARD[day.kind].toLowerCase()}: {day.words ?? WITHHELD}
        </InsetText>
      }
      asks={() => [{ id: 'reason', label: 'Why?', maxLength: 300, need: 'Say why' }]}
      send={(v) => post(`/api/hard-days/${day.id}/withdraw`, v)}
    />
  );
}
