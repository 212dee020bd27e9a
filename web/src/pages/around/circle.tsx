// Who else works with her, and what each may see: nothing but what she agreed to.
import { post } from '../../api.ts';
import { Details } from '../../parts/details.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Form } from '../../parts/form.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import { Settled } from '../../parts/settled.tsx';
import { SummaryCard } from '../../parts/summary-card.tsx';
import type { CircleConsent, CirclePage, CirclePart, NamedContact } from '../../records-around.ts';
import type { Params } from '../../router.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { ukDate } from '../../time.ts';
import { AROUND, choices, RESTRICTED, WITHHELD } from '../../words.ts';
import { CIRCLE_CONSENT, CIRCLE_PART } from '../../words-around.ts';
import { mayWritePlan, writesPlan } from '../plan/may-write.ts';
import { NotYours } from '../problem.tsx';
import { Woman, type Her } from '../resident/woman.tsx';
import { HerForm, HerPage, Ways, Written } from './parts.tsx';

const back = (her: Her): string => `${her.path}/circle`;

export const seesInWords = ({ may_see }: Pick<NamedContact, 'may_see'>): string => may_see.map((part) => CIRCLE_PART[part]).join(', ') || 'Nothing';

export function Circle({ params }: { params: Params }) {
  return (
    <HerPage<CirclePage> params={params} title={AROUND.circle} end="/circle" what="who else works with her">
      {({ contacts }, her) => <Shown her={her} contacts={contacts} />}
    </HerPage>
  );
}

function Shown({ her, contacts }: { her: Her; contacts: readonly NamedContact[] }) {
  const ended = contacts.filter((one) => one.ended !== null);
  const open = contacts.filter((one) => one.ended === null);
  return (
    <>
      <p class="govuk-body">Nobody in this list can sign in here. It says what the house may tell each of them, because she agreed.</p>
      <Ways ways={[mayWritePlan(her) && [`${back(her)}/new`, AROUND.circleNew]]} />
      {open.length === 0 && <EmptyState>Nobody else is written down. Ask her who works with her, and what each may know.</EmptyState>}
      {open.map((one) => (
        <SummaryCard
          key={one.id}
          title={one.name ?? RESTRICTED}
          rows={[
            { key: 'Who that is', value: one.role ?? WITHHELD },
            ...(one.phone === '' ? [] : [{ key: 'Telephone', value: one.phone ?? WITHHELD }]),
            { key: 'May see', value: <strong>{seesInWords(one)}</strong> },
            { key: 'Her consent', value: [CIRCLE_CONSENT[one.her_consent], <Written {...one} />] },
          ]}
          actions={mayWritePlan(her) ? [{ label: 'End', href: `${back(her)}/${one.id}/end` }] : []}
        />
      ))}
      {ended.length > 0 && (
        <Details summary={`Ended (${ended.length})`}>
          <ul class="ln-plain">
            {ended.map((one) => (
              <li key={one.id}>
                <strong>{one.name ?? RESTRICTED}</strong>, {one.role ?? WITHHELD}
                <span class="ln-soft ln-below">
                  Ended by {one.ended?.by}, {ukDate(one.ended!.at)}. Until then: {seesInWords(one).toLowerCase()}
                </span>
              </li>
            ))}
          </ul>
        </Details>
      )}
    </>
  );
}

export function CircleNew({ params }: { params: Params }) {
  return (
    <Woman params={params} may={writesPlan}>
      {(her) => <New her={her} />}
    </Woman>
  );
}

interface Naming {
  name: string;
  role: string;
  phone: string;
  her_consent: CircleConsent | null;
  may_see: CirclePart[];
}

const START: Naming = { name: '', role: '', phone: '', her_consent: null, may_see: [] };

function New({ her }: { her: Her }) {
  const record = useNewRecord();
  return (
    <Form<Naming>
      title={AROUND.circleNew}
      button="Add"
      back={back(her)}
      done="It is written down who works with her."
      draft={['circle', her.who.stay]}
      start={START}
      asks={(v) => [
        { id: 'name', label: 'Name', maxLength: 80, need: 'Enter the name' },
        { id: 'role', label: 'Who is that?', hint: 'For example “drug worker at Willow Centre”.', maxLength: 80, need: 'Say who that is' },
        { id: 'phone', label: 'Telephone (optional)', maxLength: 40, width: 20 },
        { id: 'her_consent', as: 'radios', label: 'Does she agree that they are told about her?', items: choices(CIRCLE_CONSENT), need: 'Select whether she agrees' },
        v.her_consent === 'agreed' && { id: 'may_see', as: 'boxes', label: 'What may they see?', hint: 'Only what she agreed to. Nothing ticked: nothing.', items: choices(CIRCLE_PART) },
      ]}
      send={(v) => record('/api/named-contacts', { ...her.who, ...v, may_see: v.her_consent === 'agreed' ? v.may_see : [] })}
    />
  );
}

export function CircleEnd({ params }: { params: Params }) {
  return (
    <HerForm<CirclePage> params={params} end="/circle" what="who else works with her">
      {({ contacts }, her) => {
        const one = contacts.find(({ id }) => id === params['contact']);
        if (!one) return <NotYours />;
        return one.ended === null ? (
          <End her={her} one={one} />
        ) : (
          <Settled title={AROUND.circleEnd} back={back(her)}>
            It is ended: {one.ended.by}, {ukDate(one.ended.at)}.
          </Settled>
        );
      }}
    </HerForm>
  );
}

function End({ her, one }: { her: Her; one: NamedContact }) {
  return (
    <Form
      title={AROUND.circleEnd}
      button="End it"
      look="warning"
      back={back(her)}
      done="It is ended. From now on they are told nothing."
      start={{}}
      intro={
        <InsetText>
          <strong>{one.name ?? RESTRICTED}</strong>, {one.role ?? WITHHELD}
          <br />
          May see until now: {seesInWords(one)}
        </InsetText>
      }
      asks={() => []}
      send={() => post(`/api/named-contacts/${one.id}/end`, {})}
    />
  );
}
