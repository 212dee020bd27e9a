// Who holds whom: how many women each keyworker holds and can hold, who is away and who covers, who has nobody; and for one
// woman who it was before, and why it changed. No keyworker is compared with another but by room for one more.
import type { ComponentChildren } from 'preact';
import { post } from '../../api.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Form } from '../../parts/form.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import { dayOf, NO_DATE } from '../../parts/date-input.tsx';
import { Get, Page, Row, Section } from '../../parts/page.tsx';
import { SummaryCard } from '../../parts/summary-card.tsx';
import type { Choice, ChoicesPage } from '../../records-around.ts';
import type { KeyworkerPage, KeyworkersPage, Leave, Named, WomanHere } from '../../records-keywork.ts';
import type { Params } from '../../router.ts';
import { DECIDERS, LEADS, mayAt } from '../../state/may.ts';
import { womanName, womanPath } from '../../state/names.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { currentPremises } from '../../state/session.ts';
import { dayInWords, ukDate } from '../../time.ts';
import { NAV, PAGE, WITHHELD } from '../../words.ts';
import { SUGGESTED_WHY } from '../../words-keywork.ts';
import { ChoicesHere } from '../around/choices.tsx';
import { NotYours } from '../problem.tsx';
import type { Banner, Role } from '../../types.ts';
import { Woman, type Her } from '../resident/woman.tsx';

const DECIDE: readonly Role[] = ['keyworker', ...LEADS];

const manages = (): boolean => mayAt(currentPremises.value?.id, DECIDERS);

const holdsInWords = ({ holds, capacity }: { holds: number; capacity: number }): string =>
  `Holds ${holds} of ${capacity}${holds >= capacity ? ': no room for another' : ''}`;

const leaveInWords = ({ from_on, back_on, cover }: Leave): string =>
  `Away from ${dayInWords(from_on)}, back on ${dayInWords(back_on)}. ${cover ? `${cover.name} covers.` : 'Nobody covers.'}`;

export function Keyworkers() {
  const here = currentPremises.value;
  return (
    <Page<KeyworkersPage> key={here?.id} title={NAV.keyworkers} path={here ? `/api/premises/${here.id}/keyworkers` : null} what="who holds whom">
      {(data) => <Shown data={data} />}
    </Page>
  );
}

function Shown({ data }: { data: KeyworkersPage }) {
  const { workers, women_without, leaves } = data;
  return (
    <>
      {women_without.length > 0 && (
        <Section name="without" title={`Without a keyworker (${women_without.length})`}>
          <ul class="ln-list">
            {women_without.map((one) => (
              <WomanRow key={one.stay} one={one} does="Choose her keyworker" />
            ))}
          </ul>
        </Section>
      )}
      {workers.length === 0 && <EmptyState>Nobody here is a keyworker.</EmptyState>}
      {workers.map((one) => (
        <SummaryCard
          key={one.id}
          title={one.name}
          rows={[{ key: 'Women', value: holdsInWords(one) }, ...(one.leave ? [{ key: 'Leave', value: leaveInWords(one.leave) }] : [])]}
          actions={manages() ? [{ label: 'Change how many', href: `/keyworkers/${one.id}` }] : []}
        >
          <ul class="ln-list">
            {one.women.map((woman) => (
              <WomanRow key={woman.stay} one={woman} since={woman.since} does="Change" />
            ))}
          </ul>
        </SummaryCard>
      ))}
      <Section name="leaves" title="Leave">
        {leaves.length === 0 && <EmptyState>Nobody has leave written down.</EmptyState>}
        <ul class="ln-plain">
          {leaves.map((one) => (
            <li key={one.id}>
              <strong>{one.staff.name}</strong>: {leaveInWords(one)}{' '}
              {manages() && (
                <a class="govuk-link" href={`/keyworkers/leaves/${one.id}/withdraw`}>
                  Withdraw
                  <span class="govuk-visually-hidden"> the leave of {one.staff.name}</span>
                </a>
              )}
            </li>
          ))}
        </ul>
        {manages() && (
          <p class="govuk-body">
            <a class="govuk-link" href="/keyworkers/leave">
              {PAGE.leave}
            </a>
          </p>
        )}
      </Section>
    </>
  );
}

function WomanRow({ one, since, does }: { one: WomanHere; since?: string; does: string }) {
  const path = womanPath(one.resident.crn, one.stay);
  const name = womanName(one.resident);
  return (
    <Row
      href={`${path}/keywork`}
      name={name}
      soft={one.room !== null && `Room ${one.room}`}
      cells={[
        since ? `Since ${ukDate(since)}` : '',
        <a class="govuk-link" href={`${path}/keyworker`}>
          {does}
          <span class="govuk-visually-hidden"> ({name})</span>
        </a>,
      ]}
    />
  );
}

// ---- one woman's keyworker

export function KeyworkerForm({ params }: { params: Params }) {
  return (
    <Woman params={params} may={({ premises, status }: Banner) => status.state === 'arrived' && mayAt(premises.id, DECIDE)}>
      {(her) => (
        <Get<KeyworkerPage> path={`/api${her.path}/keyworker`} what="who it was before">
          {(data, reload) => (
            <Get<ChoicesPage> path={`/api${her.path}/choices`} what="what she may choose">
              {({ choices }) => <Change her={her} data={data} choices={choices} reload={reload} />}
            </Get>
          )}
        </Get>
      )}
    </Woman>
  );
}

interface Choosing {
  based_on: string | null;
  staff: string | null;
  reason: string;
}

function Change({ her, data, choices, reload }: { her: Her; data: KeyworkerPage; choices: readonly Choice[]; reload: () => Promise<unknown> }) {
  const record = useNewRecord();
  const current = data.history.find((one) => one.until === null) ?? null;
  const start: Choosing = { based_on: current?.id ?? null, staff: null, reason: '' };
  const offered = data.suggested.filter((one) => one.id !== current?.staff);
  return (
    <Form<Choosing>
      title={PAGE.keyworker}
      button="Save"
      back={`${her.path}/keywork`}
      done="Her keyworker is written down, with the reason."
      draft={['keyworker', her.who.stay]}
      start={start}
      refresh={reload}
      theirs={(v) =>
        v.based_on === start.based_on
          ? null
          : { who: 'Somebody else', words: <p class="govuk-body">Her keyworker is {current?.name ?? 'nobody'} now.</p>, mine: { based_on: start.based_on }, afresh: start }
      }
      intro={
        <>
          <ChoicesHere her={her} choices={choices} />
          <History history={data.history} />
        </>
      }
      asks={() => [
        {
          id: 'staff',
          as: 'radios',
          label: 'Who is to be her keyworker?',
          hint: 'Who it was before stands first, then who holds the fewest women. Nobody who is away.',
          items: offered.map((one) => ({ value: one.id, label: one.name, hint: `${SUGGESTED_WHY[one.why]}. ${holdsInWords(one)}.` })),
          need: 'Select who is to be her keyworker',
        },
        { id: 'reason', label: 'Why?', maxLength: 500, need: 'Say why' },
      ]}
      send={(v) => record('/api/keyworkers', { ...her.who, staff: v.staff, reason: v.reason.trim(), based_on: v.based_on })}
    />
  );
}

function History({ history }: { history: KeyworkerPage['history'] }) {
  if (history.length === 0) return <InsetText>She has had no keyworker yet.</InsetText>;
  return (
    <InsetText>
      <ul class="ln-plain">
        {history.map((one) => (
          <li key={one.from}>
            <strong>{one.name}</strong>, {ukDate(one.from)} to {one.until ? ukDate(one.until) : 'now'}
            <span class="ln-soft ln-below">Why: {one.reason ?? WITHHELD}</span>
          </li>
        ))}
      </ul>
    </InsetText>
  );
}

// ---- capacity and leave, by managers

function OfHouse({ children }: { children: (data: KeyworkersPage, premises: string) => ComponentChildren }) {
  const here = currentPremises.value;
  if (!here || !manages()) return <NotYours />;
  return (
    <Get<KeyworkersPage> path={`/api/premises/${here.id}/keyworkers`} what="who works here">
      {(data) => children(data, here.id)}
    </Get>
  );
}

export function CapacityForm({ params }: { params: Params }) {
  const record = useNewRecord();
  return (
    <OfHouse>
      {({ workers }, premises) => {
        const one = workers.find(({ id }) => id === params['staff']);
        if (!one) return <NotYours />;
        return (
          <Form
            title={PAGE.capacity}
            button="Save"
            back="/keyworkers"
            done="It is written down. Nobody is moved by it."
            draft={['capacity', one.id]}
            start={{ women: String(one.capacity) }}
            intro={
              <InsetText>
                <strong>{one.name}</strong>. {holdsInWords(one)}.
              </InsetText>
            }
            asks={(v) => [
              { id: 'women', label: 'How many women can be held?', width: 3, inputMode: 'numeric', need: 'Enter how many', bad: (!/^\d+$/.test(v.women.trim()) || Number(v.women) > 40) && 'Enter a number from 0 to 40' },
            ]}
            send={(v) => record('/api/keyworker-capacities', { premises, staff: one.id, women: Number(v.women) })}
          />
        );
      }}
    </OfHouse>
  );
}

const names = (workers: readonly Named[], first: string) => [{ value: '', label: first }, ...workers.map((one) => ({ value: one.id, label: one.name }))];

export function LeaveForm() {
  const record = useNewRecord();
  return (
    <OfHouse>
      {({ workers }, premises) => (
        <Form
          title={PAGE.leave}
          button="Save"
          back="/keyworkers"
          done="The leave is written down."
          draft={['leave', premises]}
          start={{ staff: '', from_on: NO_DATE, back_on: NO_DATE, cover: '' }}
          asks={(v) => [
            { id: 'staff', as: 'select', label: 'Who is away?', items: names(workers, 'Choose'), need: 'Select who is away' },
            { id: 'from_on', as: 'day', label: 'First day away', need: 'Enter the first day' },
            { id: 'back_on', as: 'day', label: 'Back on', need: 'Enter the day of coming back', bad: (dayOf(v.back_on) ?? '') <= (dayOf(v.from_on) ?? '') && 'Back comes after the first day away' },
            { id: 'cover', as: 'select', label: 'Who covers?', items: names(workers.filter((one) => one.id !== v.staff), 'Nobody yet') },
          ]}
          send={(v) => record('/api/leaves', { premises, staff: v.staff, from_on: dayOf(v.from_on), back_on: dayOf(v.back_on), ...(v.cover && { cover: v.cover }) })}
        />
      )}
    </OfHouse>
  );
}

export function LeaveWithdraw({ params }: { params: Params }) {
  return (
    <OfHouse>
      {({ leaves }) => {
        const one = leaves.find(({ id }) => id === params['leave']);
        if (!one) return <NotYours />;
        return (
          <Form
            title={PAGE.leaveWithdraw}
            button="Withdraw it"
            look="warning"
            back="/keyworkers"
            done="The leave was withdrawn."
            start={{}}
            intro={
              <InsetText>
                <strong>{one.staff.name}</strong>: {leaveInWords(one)}
              </InsetText>
            }
            asks={() => []}
            send={() => post(`/api/leaves/${one.id}/withdraw`, {})}
          />
        );
      }}
    </OfHouse>
  );
}
