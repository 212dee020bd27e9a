// What leaves the building: what still waits, and what a person has to look at because nobody else will. Nothing here says what a
// message is about.
import { useState } from 'preact/hooks';
import { post } from '../../api.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Form } from '../../parts/form.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import { Entry, Get } from '../../parts/page.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Select } from '../../parts/select.tsx';
import { Tag, type TagColour } from '../../parts/tag.tsx';
import { WarningText } from '../../parts/warning-text.tsx';
import type { Params } from '../../router.ts';
import { now } from '../../state/clock.ts';
import { hasRole, who } from '../../state/session.ts';
import { plural, ukDateTime, ukTimeNear } from '../../time.ts';
import type { Instant, Role, Uuid } from '../../types.ts';
import { NAV, PAGE } from '../../words.ts';
import { NotYours } from '../problem.tsx';

type State = 'open' | 'sending' | 'sent' | 'dead' | 'unknown' | 'dropped';

interface Message {
  id: Uuid;
  premises: Uuid | null;
  to: string | null;
  template: string;
  counts: { updates?: number; waiting?: number };
  state: State;
  tries: number;
  made_at: Instant;
  next_at: Instant | null;
  sent_at: Instant | null;
  courier: string | null;
  last_error: string | null;
  seen: { at: Instant; by: string | null } | null;
}

interface Answer {
  waiting: number;
  oldest_at: Instant | null;
  dead: number;
  unknown: number;
  messages: Message[];
}

const LOOKS_AFTER: readonly Role[] = ['premises_manager', 'on_call', 'area_manager', 'administrator'];
const BACK = '/admin/outbox';

const TEMPLATE: Record<string, string> = {
  update_now: 'An update to be known now',
  update_passed: 'An update that was passed on',
  digest_today: 'The digest of the morning',
  digest_weekly: 'The digest of the week',
  thread_waits: 'A question that waits',
  meeting_planned: 'A meeting planned or moved',
  meeting_missed: 'Two meetings in a row not held',
};

const STATE: Record<State, [words: string, colour: TagColour]> = {
  open: ['Waiting', 'blue'],
  sending: ['Being sent', 'blue'],
  sent: ['Sent', 'green'],
  dead: ['Given up', 'red'],
  unknown: ['Not known', 'orange'],
  dropped: ['Left', 'grey'],
};

const WAYS: Record<string, string> = { inbox: 'in Lantern', mail: 'by e-mail', notify: 'through GOV.UK Notify', webhook: 'to another system' };

/** What was given up first, then what nobody knows of, then the rest as it was made. */
const rank = ({ state }: Message): number => (state === 'dead' ? 0 : state === 'unknown' ? 1 : 2);
const mustBeSeen = ({ state }: Message): boolean => state === 'dead' || state === 'unknown';

export function Outbox() {
  const [state, choose] = useState('');
  if (!hasRole(...LOOKS_AFTER)) return <NotYours />;
  return (
    <>
      <Notice />
      <h1 class="govuk-heading-l">{NAV.outbox}</h1>
      <Select
        id="state"
        label="Show"
        labelSize="s"
        items={[
          { value: '', label: 'What waits, and what somebody has to look at' },
          { value: 'sent', label: 'What was sent' },
          { value: 'dropped', label: 'What was left' },
        ]}
        value={state}
        onChange={choose}
      />
      <Get<Answer> key={state} path={`/api/outbox${state && `?state=${state}`}`} what="the outbox">
        {(data) => <Shown data={data} none={state === '' ? 'Everything has been sent.' : 'There is none.'} />}
      </Get>
    </>
  );
}

/** How things stand, the worst first. */
function standing({ waiting, oldest_at, dead, unknown }: Answer): string {
  const parts = [
    dead > 0 && `${plural(dead, 'message')} ${dead === 1 ? 'was' : 'were'} given up.`,
    unknown > 0 && `Of ${plural(unknown, 'message')} it is not known whether ${unknown === 1 ? 'it' : 'they'} arrived.`,
    waiting > 0 && `${plural(waiting, 'message')} ${waiting === 1 ? 'waits' : 'wait'}${oldest_at ? `, the oldest since ${ukTimeNear(oldest_at, now.value)}` : ''}.`,
  ];
  return parts.filter(Boolean).join(' ') || 'Nothing waits, and nothing has to be looked at.';
}

function Shown({ data, none }: { data: Answer; none: string }) {
  const first = [...data.messages].sort((a, b) => rank(a) - rank(b));
  return (
    <>
      <p class={data.dead + data.unknown > 0 ? 'govuk-body ln-overdue' : 'govuk-body'}>{standing(data)}</p>
      {first.length === 0 && <EmptyState>{none}</EmptyState>}
      <ul class="ln-log">
        {first.map((one) => (
          <Entry key={one.id} wide at={<time dateTime={one.made_at}>{ukDateTime(one.made_at)}</time>}>
            <MessageInWords one={one} />
            {mustBeSeen(one) && (
              <a class="govuk-link ln-log__act" href={`${BACK}/${one.id}`}>
                Decide about it
                <span class="govuk-visually-hidden">
                  : {TEMPLATE[one.template]} to {one.to}, {ukDateTime(one.made_at)}
                </span>
              </a>
            )}
          </Entry>
        ))}
      </ul>
    </>
  );
}

function MessageInWords({ one }: { one: Message }) {
  const [words, colour] = STATE[one.state];
  const house = who.value?.premises.find((place) => place.id === one.premises)?.name;
  const went = one.courier ? ` ${WAYS[one.courier] ?? ''}` : '';
  const soft = [
    one.sent_at && `Sent ${ukDateTime(one.sent_at)}${went}.`,
    one.sent_at === null && one.tries > 0 && `Tried ${plural(one.tries, 'time')}${went}.`,
    one.next_at && one.tries > 0 && `Next try ${ukTimeNear(one.next_at, now.value)}.`,
    one.seen && `Looked at by ${one.seen.by ?? 'somebody'}, ${ukDateTime(one.seen.at)}.`,
  ];
  return (
    <>
      <Tag colour={colour}>{words}</Tag> <strong>{TEMPLATE[one.template] ?? one.template}</strong>
      {one.counts.updates !== undefined && one.template.startsWith('digest') && ` (${plural(one.counts.updates, 'update')})`} to {one.to ?? 'somebody who has left'}
      {house && `, ${house}`}
      {one.last_error && one.sent_at === null && <span class="ln-below">The last answer was: {one.last_error}</span>}
      <span class="ln-soft ln-below">{soft.filter(Boolean).join(' ')}</span>
    </>
  );
}

export function OutboxOne({ params }: { params: Params }) {
  if (!hasRole(...LOOKS_AFTER)) return <NotYours />;
  return (
    <Get<Answer> path="/api/outbox" what="the message">
      {({ messages }, reload) => {
        const one = messages.find(({ id }) => id === params['message']);
        return one && mustBeSeen(one) ? <Decide one={one} reload={reload} /> : <NotYours />;
      }}
    </Get>
  );
}

type Act = 'again' | 'drop';

function Decide({ one, reload }: { one: Message; reload: () => Promise<unknown> }) {
  return (
    <Form
      title={PAGE.outboxOne}
      button="Save"
      back={BACK}
      done="It is written down who decided this."
      refresh={reload}
      start={{ act: null as Act | null, reason: '' }}
      intro={
        <>
          <InsetText>
            <MessageInWords one={one} />
          </InsetText>
          {one.state === 'unknown' && <WarningText>It may have arrived. Ask whoever it is for before it is sent again.</WarningText>}
        </>
      }
      asks={(v) => [
        {
          id: 'act',
          as: 'radios',
          label: 'What is to be done with it?',
          items: [
            { value: 'again', label: 'Send it again', hint: 'As it is, at once.' },
            { value: 'drop', label: 'Leave it', hint: 'It is not sent. What it was about stays where it is.' },
          ],
          need: 'Select what is to be done with it',
        },
        v.act === 'drop' && { id: 'reason', label: 'Why is it left?', maxLength: 300, need: 'Say why' },
      ]}
      send={(v) => post(`/api/outbox/${one.id}/${v.act}`, v.act === 'drop' ? { reason: v.reason.trim() } : {})}
    />
  );
}
