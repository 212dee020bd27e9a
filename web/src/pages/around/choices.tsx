// What she may choose: by whom she is seen, where, and in which language. Each was offered on a day, was chosen or declined, or
// is not yet offered; and what was said before stays on record.
import { Details } from '../../parts/details.tsx';
import { dayOf, partsOf } from '../../parts/date-input.tsx';
import { Form } from '../../parts/form.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import { SummaryList } from '../../parts/summary-list.tsx';
import type { Choice, ChoiceAct, ChoiceKind, ChoicesPage } from '../../records-around.ts';
import type { Params } from '../../router.ts';
import { now } from '../../state/clock.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { dayInWords, leftInWords, msOf, overdueInWords, plural, ukDate, ukDay, ukTimeNear, type When } from '../../time.ts';
import { AROUND, choices as choicesOf, WITHHELD } from '../../words.ts';
import { CHOICE, CHOICE_ACT, CHOICE_DONE, NOT_YET_OFFERED } from '../../words-around.ts';
import { mayWritePlan } from '../plan/may-write.ts';
import { NotYours } from '../problem.tsx';
import type { Her } from '../resident/woman.tsx';
import { HerForm, HerPage } from './parts.tsx';

/** "Offered on 4 November 2026", "Not yet offered" */
export const choiceInWords = ({ state, day }: Choice): string =>
  state === 'not_yet_offered' || day === null ? NOT_YET_OFFERED : `${CHOICE_ACT[state]} on ${dayInWords(day)}`;

/** What is not yet offered, and since when it should have been. */
export function dueInWords({ choices, due }: Pick<ChoicesPage, 'choices' | 'due'>, at: When): string {
  if (due === null) return 'Everything has been offered to her.';
  const left = plural(choices.filter((one) => one.state === 'not_yet_offered').length, 'choice is', 'choices are');
  if (msOf(due) > msOf(at)) return `${left} not yet offered. By ${ukTimeNear(due, at)} each should be: ${leftInWords(due, at)}.`;
  return `${left} not yet offered. By ${ukTimeNear(due, at)} each should have been: ${overdueInWords(due, at)}.`;
}

export const isLate = ({ due }: Pick<ChoicesPage, 'due'>, at: When): boolean => due !== null && msOf(due) <= msOf(at);

export function Choices({ params }: { params: Params }) {
  return (
    <HerPage<ChoicesPage> params={params} title={AROUND.choices} end="/choices" what="what she may choose">
      {(data, her) => <Shown her={her} data={data} />}
    </HerPage>
  );
}

function Shown({ her, data }: { her: Her; data: ChoicesPage }) {
  const { choices, history } = data;
  return (
    <>
      <p class={isLate(data, now.value) ? 'govuk-body ln-overdue' : 'govuk-body'}>{dueInWords(data, now.value)}</p>
      <SummaryList
        rows={choices.map((one) => ({
          key: CHOICE[one.kind],
          value: <Said one={one} />,
          actions: mayWritePlan(her) ? [{ label: 'Write down', about: CHOICE[one.kind], href: `${her.path}/choices/${one.kind}` }] : [],
        }))}
      />
      {history.length > 0 && (
        <Details summary={`Everything that was written down (${history.length})`}>
          <ul class="ln-plain">
            {history.map((one) => (
              <li key={one.id}>
                <strong>{CHOICE[one.kind]}</strong>: {CHOICE_ACT[one.state].toLowerCase()} on {dayInWords(one.day)}
                {one.words !== '' && `. ${one.words ?? WITHHELD}`}
                <span class="ln-soft ln-below">
                  {one.by}, {ukDate(one.at)}
                </span>
              </li>
            ))}
          </ul>
        </Details>
      )}
    </>
  );
}

function Said({ one }: { one: Choice }) {
  if (one.state === 'not_yet_offered') return <strong>{NOT_YET_OFFERED}</strong>;
  return (
    <>
      {choiceInWords(one)}
      {one.words !== '' && <span class="ln-below">{one.words ?? WITHHELD}</span>}
      <span class="ln-soft ln-below">{one.by}</span>
    </>
  );
}

/** Where somebody is assigned to her: each choice in a line. */
export function ChoicesHere({ her, choices }: { her: Her; choices: readonly Choice[] }) {
  return (
    <InsetText>
      <strong>{AROUND.choices}</strong>
      <ul class="ln-plain">
        {choices.map((one) => (
          <li key={one.kind}>
            {CHOICE[one.kind]}: <strong>{choiceInWords(one)}</strong>
            {one.words && `. ${one.words}`}
          </li>
        ))}
      </ul>
      <a class="govuk-link" href={`${her.path}/choices`}>
        Offer her a choice
      </a>
    </InsetText>
  );
}

// ---- one is written down

const MORE: Partial<Record<ChoiceKind, string>> = {
  interpreter: 'For example the language, and what it is needed for.',
  interpreter_gender: 'For example “a woman, for anything about health”.',
};

export function ChoiceForm({ params }: { params: Params }) {
  return (
    <HerForm<ChoicesPage> params={params} end="/choices" what="what she may choose">
      {({ choices }, her) => {
        const one = choices.find(({ kind }) => kind === params['kind']);
        return one ? <Offer her={her} one={one} /> : <NotYours />;
      }}
    </HerForm>
  );
}

function Offer({ her, one }: { her: Her; one: Choice }) {
  const record = useNewRecord();
  return (
    <Form
      title={AROUND.choice}
      button="Save"
      back={`${her.path}/choices`}
      done="It is written down."
      draft={[`choice ${one.kind}`, her.who.stay]}
      start={{ state: null as ChoiceAct | null, day: partsOf(ukDay(now.value)), words: '' }}
      intro={
        <InsetText>
          <strong>{CHOICE[one.kind]}</strong>
          <br />
          {choiceInWords(one)}
        </InsetText>
      }
      asks={(v) => [
        { id: 'state', as: 'radios', label: 'What was done?', items: choicesOf(CHOICE_DONE), need: 'Select what was done' },
        { id: 'day', as: 'day', label: 'On which day?', need: 'Enter the day', bad: (dayOf(v.day) ?? '') > ukDay(now.value) && 'That day has not come yet' },
        { id: 'words', label: 'What did she say? (optional)', hint: MORE[one.kind], maxLength: 300 },
      ]}
      send={(v) => record('/api/choices', { ...her.who, kind: one.kind, state: v.state, day: dayOf(v.day), words: v.words.trim() })}
    />
  );
}
