// Her family and children: what is known and from whom, and the days with somebody of hers. For keyworkers and managers of her
// house alone, which the page says.
import { post } from '../../api.ts';
import { dayOf, NO_DATE } from '../../parts/date-input.tsx';
import { ContextualDate } from '../../parts/contextual-date.tsx';
import { Details } from '../../parts/details.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Form } from '../../parts/form.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import { Section } from '../../parts/page.tsx';
import { Settled } from '../../parts/settled.tsx';
import { SummaryList } from '../../parts/summary-list.tsx';
import type { FamilyContact, FamilyFact, FamilyHow, FamilyKind, FamilyPage, Feels } from '../../records-around.ts';
import type { Params } from '../../router.ts';
import { now } from '../../state/clock.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { dayInWords, daysBetween, ukDate } from '../../time.ts';
import { AROUND, choices, PHONE_WORKS, RESTRICTED, WITHHELD } from '../../words.ts';
import { FAMILY, FAMILY_HOW, FEELS } from '../../words-around.ts';
import { NotYours } from '../problem.tsx';
import { Woman, type Her } from '../resident/woman.tsx';
import { writesFamily } from './may.ts';
import { HerForm, HerPage, Ways, Written } from './parts.tsx';

const back = (her: Her): string => `${her.path}/family`;

const SEEN_BY = 'Only keyworkers and managers of her house see this page. Nobody else in the house does, nor her practitioner, nor the kitchen.';

export function Family({ params }: { params: Params }) {
  return (
    <HerPage<FamilyPage> params={params} title={AROUND.family} end="/family" what="what is known of her family">
      {(data, her) => <Shown her={her} data={data} />}
    </HerPage>
  );
}

function Shown({ her, data: { facts, contacts } }: { her: Her; data: FamilyPage }) {
  const writes = writesFamily(her.page.banner);
  const coming = contacts.filter(({ day }) => daysBetween(now.value, day) >= 0).reverse();
  const past = contacts.filter((one) => !coming.includes(one));
  return (
    <>
      <InsetText>{SEEN_BY}</InsetText>
      <Section name="days" title="Days with somebody of hers">
        <Ways ways={[writes && [`${back(her)}/day`, AROUND.familyDay]]} />
        {coming.length === 0 && <EmptyState>No day is known to be coming.</EmptyState>}
        <Days days={coming} />
        {past.length > 0 && (
          <Details summary={`Days that have passed (${past.length})`}>
            <Days days={past} />
          </Details>
        )}
      </Section>
      <Section name="facts" title="What is known">
        <Ways ways={[writes && [`${back(her)}/fact`, AROUND.familyFact]]} />
        <Facts her={her} facts={facts} writes={writes} />
      </Section>
    </>
  );
}

function Days({ days }: { days: readonly FamilyContact[] }) {
  if (days.length === 0) return null;
  return (
    <ul class="ln-plain">
      {days.map((one) => (
        <li key={one.id}>
          <ContextualDate day={one.day} now={now.value} done={daysBetween(now.value, one.day) < 0} />
          <span class="ln-below">
            {FAMILY_HOW[one.how]}: {one.with_whom ?? RESTRICTED}. How it feels to her: {FEELS[one.feels].toLowerCase()}.{one.words !== '' && ` ${one.words ?? WITHHELD}`}
          </span>
          {one.hard_day && <span class="ln-below">Known on the board as a day that matters to her, without saying with whom.</span>}
          <Written {...one} />
        </li>
      ))}
    </ul>
  );
}

function Facts({ her, facts, writes }: { her: Her; facts: readonly FamilyFact[]; writes: boolean }) {
  const known = facts.filter((one) => one.ended === null);
  const ended = facts.filter((one) => one.ended !== null);
  const inOrder = (Object.keys(FAMILY) as FamilyKind[]).flatMap((kind) => known.filter((one) => one.kind === kind));
  return (
    <>
      {known.length === 0 && <EmptyState>Nothing is written down. Ask her who matters to her, whom she cares for, and what she hopes for.</EmptyState>}
      <SummaryList
        rows={inOrder.map((one) => ({
          key: FAMILY[one.kind],
          value: <FactInWords one={one} />,
          actions: writes ? [{ label: 'End', about: FAMILY[one.kind], href: `${back(her)}/${one.id}/end` }] : [],
        }))}
      />
      {ended.length > 0 && (
        <Details summary={`No longer so (${ended.length})`}>
          <ul class="ln-plain">
            {ended.map((one) => (
              <li key={one.id}>
                <strong>{FAMILY[one.kind]}</strong>: {one.words ?? WITHHELD}
                <span class="ln-soft ln-below">
                  Ended by {one.ended?.by}, {ukDate(one.ended!.at)}
                </span>
              </li>
            ))}
          </ul>
        </Details>
      )}
    </>
  );
}

function FactInWords({ one }: { one: FamilyFact }) {
  return (
    <>
      {one.words ?? WITHHELD}
      <span class="ln-soft ln-below">From: {one.source ?? WITHHELD}</span>
      <Written {...one} />
    </>
  );
}

// ---- what is known

export function FamilyFactNew({ params }: { params: Params }) {
  return (
    <Woman params={params} may={writesFamily}>
      {(her) => <NewFact her={her} />}
    </Woman>
  );
}

function NewFact({ her }: { her: Her }) {
  const record = useNewRecord();
  return (
    <Form
      title={AROUND.familyFact}
      button="Add"
      back={back(her)}
      done="It is written down, for keyworkers and managers alone."
      draft={['family fact', her.who.stay]}
      start={{ kind: null as FamilyKind | null, words: '', source: '' }}
      intro={<InsetText>{SEEN_BY}</InsetText>}
      asks={() => [
        { id: 'kind', as: 'radios', label: 'What is it about?', items: choices(FAMILY), need: 'Select what it is about' },
        { id: 'words', as: 'area', label: 'What is known?', limit: 1000, need: 'Say what is known' },
        { id: 'source', label: 'From whom, and when?', hint: 'For example “she herself, 4 November” or “court order of 2 October”.', maxLength: 120, need: 'Say from whom' },
      ]}
      send={(v) => record('/api/family-facts', { ...her.who, kind: v.kind, words: v.words.trim(), source: v.source.trim() })}
    />
  );
}

export function FamilyFactEnd({ params }: { params: Params }) {
  return (
    <HerForm<FamilyPage> params={params} may={writesFamily} end="/family" what="what is known">
      {({ facts }, her) => {
        const one = facts.find(({ id }) => id === params['fact']);
        if (!one) return <NotYours />;
        return one.ended === null ? (
          <End her={her} one={one} />
        ) : (
          <Settled title={AROUND.familyEnd} back={back(her)}>
            It is ended: {one.ended.by}, {ukDate(one.ended.at)}.
          </Settled>
        );
      }}
    </HerForm>
  );
}

function End({ her, one }: { her: Her; one: FamilyFact }) {
  return (
    <Form
      title={AROUND.familyEnd}
      button="End it"
      look="warning"
      back={back(her)}
      done="It is no longer so, and stays on record."
      start={{}}
      intro={
        <InsetText>
          <strong>{FAMILY[one.kind]}</strong>
          <br />
          <FactInWords one={one} />
        </InsetText>
      }
      asks={() => []}
      send={() => post(`/api/family-facts/${one.id}/end`, {})}
    />
  );
}

// ---- a day with them

interface Meeting {
  day: typeof NO_DATE;
  how: FamilyHow | null;
  with_whom: string;
  child: 'yes' | 'no' | null;
  feels: Feels | null;
  words: string;
}

const START: Meeting = { day: NO_DATE, how: null, with_whom: '', child: null, feels: null, words: '' };
const YES_NO = { yes: PHONE_WORKS.yes, no: PHONE_WORKS.no };

/** What the house learns of it. */
function boardInWords({ day, feels }: Meeting): string {
  const typed = dayOf(day);
  if (feels === null || typed === null) return '';
  if (feels === 'not_asked' || daysBetween(now.value, typed) < 0) return 'The board says nothing of this day.';
  return `Whoever is on shift is told the evening before and on ${dayInWords(typed)} that the day matters to her, and not with whom.`;
}

export function FamilyDayNew({ params }: { params: Params }) {
  return (
    <Woman params={params} may={writesFamily}>
      {(her) => <NewDay her={her} />}
    </Woman>
  );
}

function NewDay({ her }: { her: Her }) {
  const record = useNewRecord();
  return (
    <Form<Meeting>
      title={AROUND.familyDay}
      button="Add"
      back={back(her)}
      done="The day is written down."
      draft={['family day', her.who.stay]}
      start={START}
      intro={<InsetText>{SEEN_BY}</InsetText>}
      asks={(v) => [
        { id: 'day', as: 'day', label: 'Which day?', need: 'Enter the day' },
        { id: 'how', as: 'radios', label: 'What is it?', items: choices(FAMILY_HOW), need: 'Select what it is' },
        { id: 'with_whom', label: 'With whom?', maxLength: 80, need: 'Say with whom' },
        { id: 'child', as: 'radios', inline: true, label: 'Is it a child of hers?', items: choices(YES_NO), need: 'Select whether it is a child of hers' },
        { id: 'feels', as: 'radios', label: 'How does it feel to her?', items: choices(FEELS), need: 'Select how it feels to her' },
        { id: 'words', label: 'What helps her on that day? (optional)', maxLength: 300 },
        boardInWords(v) !== '' && <InsetText key="board">{boardInWords(v)}</InsetText>,
      ]}
      send={(v) => record('/api/family-contacts', { ...her.who, ...v, day: dayOf(v.day), child: v.child === 'yes', with_whom: v.with_whom.trim(), words: v.words.trim() })}
    />
  );
}
