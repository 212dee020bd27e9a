// The directory of a house: where a woman can be referred to. An entry is never changed: the next one takes its place, and old
// referrals keep theirs.
import { useState } from 'preact/hooks';
import { post } from '../../api.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Form } from '../../parts/form.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import { Page } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { Select } from '../../parts/select.tsx';
import { Settled } from '../../parts/settled.tsx';
import { SummaryCard } from '../../parts/summary-card.tsx';
import type { Service, ServiceKind, ServicesPage } from '../../records-around.ts';
import type { Tag } from '../../records-keywork.ts';
import type { Params } from '../../router.ts';
import { mayDecideHere } from '../../state/may.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { currentPremises } from '../../state/session.ts';
import { ukDate } from '../../time.ts';
import { AROUND, choices, PHONE_WORKS } from '../../words.ts';
import { SERVICE } from '../../words-around.ts';
import { TAG } from '../../words-keywork.ts';
import { NotYours } from '../problem.tsx';
import { HouseForm, Ways, Written } from './parts.tsx';

const BACK = '/services';

export const tagsInWords = (tags: readonly Tag[]): string => tags.map((tag) => TAG[tag]).join(', ');

/** "Women’s centre, for women only" */
export const serviceInWords = ({ kind, women_only }: Pick<Service, 'kind' | 'women_only'>): string => (women_only ? `${SERVICE[kind]}, for women only` : SERVICE[kind]);

export function Services() {
  const here = currentPremises.value;
  if (!here) return <NotYours />;
  return (
    <Page<ServicesPage> key={here.id} title={AROUND.services} path={`/api/premises/${here.id}/services`} what="the directory">
      {({ services }) => <Shown services={services} />}
    </Page>
  );
}

function Shown({ services }: { services: readonly Service[] }) {
  const [need, choose] = useState<string>('');
  const shown = services.filter((one) => need === '' || one.tags.includes(need as Tag));
  return (
    <>
      <Ways ways={[mayDecideHere() && [`${BACK}/new`, AROUND.serviceNew]]} />
      {services.length > 0 && <Select id="need" label="What for?" items={[{ value: '', label: `Everything (${services.length})` }, ...choices(TAG)]} value={need} onChange={choose} />}
      {services.length === 0 && <EmptyState>The directory is empty. Add where women of this house can turn to.</EmptyState>}
      {services.length > 0 && shown.length === 0 && <EmptyState>Nothing in the directory is for that.</EmptyState>}
      {shown.map((one) => (
        <Card key={one.id} one={one} />
      ))}
      <p class="govuk-body">
        <PrintButton />
      </p>
    </>
  );
}

function Card({ one }: { one: Service }) {
  const rows = [
    ['What it is', serviceInWords(one)],
    ['For', tagsInWords(one.tags)],
    ['Telephone', one.phone],
    ['Where', one.address],
    ['What to know', one.words],
  ].filter(([, value]) => value !== '');
  return (
    <SummaryCard
      title={one.name}
      rows={[...rows.map(([key, value]) => ({ key: key!, value })), { key: 'Written by', value: `${one.by}, ${ukDate(one.at)}` }]}
      actions={
        mayDecideHere()
          ? [
              { label: 'Change', href: `${BACK}/${one.id}` },
              { label: 'Take out', href: `${BACK}/${one.id}/end` },
            ]
          : []
      }
    />
  );
}

// ---- written and changed

interface Listing {
  replaces: string | null;
  name: string;
  kind: ServiceKind | '';
  women_only: 'yes' | 'no' | null;
  tags: Tag[];
  phone: string;
  address: string;
  words: string;
}

const NEW: Listing = { replaces: null, name: '', kind: '', women_only: null, tags: [], phone: '', address: '', words: '' };

const asWritten = ({ id, name, kind, women_only, tags, phone, address, words }: Service): Listing => ({
  replaces: id,
  name,
  kind,
  women_only: women_only ? 'yes' : 'no',
  tags,
  phone,
  address,
  words,
});

const YES_NO = { yes: PHONE_WORKS.yes, no: PHONE_WORKS.no };

export function ServiceNew() {
  return (
    <HouseForm<ServicesPage> end="/services" what="the directory">
      {(_, premises) => <Write premises={premises} title={AROUND.serviceNew} draft={['service', premises]} start={NEW} done="The service is in the directory." />}
    </HouseForm>
  );
}

/** As it is now: itself, or what has taken its place. */
const asItIs = (services: readonly Service[], id: string | undefined): Service | undefined => services.find((one) => one.id === id) ?? services.find((one) => one.replaces === id);

export function ServiceChange({ params }: { params: Params }) {
  return (
    <HouseForm<ServicesPage> end="/services" what="the service">
      {({ services }, premises, reload) => {
        const one = asItIs(services, params['service']);
        if (!one) return <Gone title={AROUND.serviceChange} />;
        return (
          <Write
            premises={premises}
            title={AROUND.serviceChange}
            draft={['service', params['service']!]}
            start={asWritten(one)}
            current={one}
            done="The service is changed. Referrals made before keep what was there."
            reload={reload}
          />
        );
      }}
    </HouseForm>
  );
}

const Gone = ({ title }: { title: string }) => (
  <Settled title={title} back={BACK}>
    It is not in the directory. Somebody has taken it out, or changed it more than once.
  </Settled>
);

interface WriteProps {
  premises: string;
  title: string;
  draft: [string, string];
  start: Listing;
  current?: Service;
  done: string;
  reload?: () => Promise<unknown>;
}

function Write({ premises, title, draft, start, current, done, reload }: WriteProps) {
  const record = useNewRecord();
  return (
    <Form<Listing>
      title={title}
      button="Save"
      back={BACK}
      done={done}
      draft={draft}
      start={start}
      refresh={reload}
      theirs={(v) =>
        !current || v.replaces === current.id
          ? null
          : {
              who: current.by,
              words: (
                <p class="govuk-body">
                  {current.name}. {serviceInWords(current)}. {[current.phone, current.address, current.words].filter(Boolean).join('. ')}
                </p>
              ),
              mine: { replaces: current.id },
              afresh: start,
            }
      }
      asks={() => [
        { id: 'name', label: 'Name', maxLength: 120, need: 'Enter the name' },
        { id: 'kind', as: 'select', label: 'What is it?', items: [{ value: '', label: 'Choose' }, ...choices(SERVICE)], need: 'Select what it is' },
        { id: 'women_only', as: 'radios', inline: true, label: 'Is it for women only?', items: choices(YES_NO), need: 'Select whether it is for women only' },
        { id: 'tags', as: 'boxes', small: true, label: 'What is it for? (optional)', items: choices(TAG) },
        { id: 'phone', label: 'Telephone (optional)', maxLength: 40, width: 20 },
        { id: 'address', as: 'area', rows: 2, label: 'Where is it? (optional)', limit: 300 },
        { id: 'words', as: 'area', label: 'What is good to know? (optional)', hint: 'For example when it is open, whom to ask for, how to get there.', limit: 1000 },
      ]}
      send={({ replaces, women_only, ...v }) => record('/api/services', { premises, ...v, women_only: women_only === 'yes', ...(replaces && { replaces }) })}
    />
  );
}

export function ServiceEnd({ params }: { params: Params }) {
  return (
    <HouseForm<ServicesPage> end="/services" what="the service">
      {({ services }) => {
        const one = services.find(({ id }) => id === params['service']);
        if (!one) return <Gone title={AROUND.serviceEnd} />;
        return (
          <Form
            title={AROUND.serviceEnd}
            button="Take it out"
            look="warning"
            back={BACK}
            done="The service is out of the directory. Referrals made before keep it."
            start={{}}
            intro={
              <InsetText>
                <strong>{one.name}</strong>. {serviceInWords(one)}.
                <Written {...one} />
              </InsetText>
            }
            asks={() => []}
            send={() => post(`/api/services/${one.id}/end`, {})}
          />
        );
      }}
    </HouseForm>
  );
}
