// Planning a meeting, moving it, adding to its agenda, and writing down that it was not held.
import type { ComponentChildren } from 'preact';
import { post } from '../../api.ts';
import { partsOf } from '../../parts/date-input.tsx';
import { Details } from '../../parts/details.tsx';
import { Form, instantOf, NO_MOMENT, type Moment, type Question, type Theirs } from '../../parts/form.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import { Get } from '../../parts/page.tsx';
import { Settled } from '../../parts/settled.tsx';
import type { Absent, HerMeetings, Meeting, MeetingHow, MeetingTime, Voice } from '../../records-meetings.ts';
import type { Params } from '../../router.ts';
import { now } from '../../state/clock.ts';
import { doneGo } from '../../state/notice.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { msOf, ukDateTime, ukDay, ukTime } from '../../time.ts';
import type { Banner } from '../../types.ts';
import { choices, MEETINGS } from '../../words.ts';
import { COULD_NOT, HOW, STATE, VOICE } from '../../words-meetings.ts';
import { ChoicesHere } from '../around/choices.tsx';
import { NotFound } from '../not-found.tsx';
import { Woman, type Her } from '../resident/woman.tsx';
import { Agenda } from './agenda.tsx';
import { dueInWords, missedInRow, timeInWords } from './in-words.ts';
import { meetingsPath } from './list.tsx';
import { addsItems, keepsMeetings, voicesOf } from './may.ts';

interface HersProps {
  params: Params;
  may?: (banner: Banner) => boolean;
  children: (her: Her, data: HerMeetings, reload: () => Promise<unknown>) => ComponentChildren;
}

function Hers({ params, may = keepsMeetings, children }: HersProps) {
  return (
    <Woman params={params} may={may}>
      {(her) => (
        <Get<HerMeetings> path={`/api${meetingsPath(her)}`} what="her meetings">
          {(data, reload) => children(her, data, reload)}
        </Get>
      )}
    </Woman>
  );
}

export interface OfOpen {
  her: Her;
  data: HerMeetings;
  meeting: Meeting;
  reload: () => Promise<unknown>;
}

interface OpenProps extends Omit<HersProps, 'children'> {
  title: string;
  children: (of: OfOpen) => ComponentChildren;
}

/** A form about the meeting that is open; for one that was written up already, by whom and as what. */
export function OfMeeting({ title, children, ...hers }: OpenProps) {
  const id = hers.params['meeting'];
  return (
    <Hers {...hers}>
      {(her, data, reload) => {
        const { planned } = data;
        if (planned && planned.id === id) return children({ her, data, meeting: planned, reload });
        const one = data.past.find((other) => other.id === id);
        return one?.closed ? (
          <Settled title={title} back={`${meetingsPath(her)}/${one.id}`}>
            {one.closed.by ?? 'Somebody'} wrote this meeting up, {ukDateTime(one.closed.at)}: {STATE[one.state].toLowerCase()}.
          </Settled>
        ) : (
          <NotFound />
        );
      }}
    </Hers>
  );
}

// ---- when it is to be

interface TimeFields {
  starts_at: Moment;
  minutes: string;
  how: MeetingHow | null;
}

export const momentOf = (at: string): Moment => ({ ...partsOf(ukDay(at)), time: ukTime(at).slice(0, 5) });

/** What is wrong with a length in minutes, or nothing. */
export const wrongMinutes = (text: string, least: number): string | false =>
  text.trim() !== '' && (!/^\d+$/.test(text.trim()) || Number(text) < least || Number(text) > 480) && `Enter from ${least} to 480 minutes`;

const LEAST_MIN = 5;

function timeAsked(v: TimeFields): Question[] {
  const at = instantOf(v.starts_at);
  return [
    { id: 'starts_at', as: 'moment', label: 'When is it?', need: 'Enter the day and the time', bad: !!at && msOf(at) < now.value && 'That time is over' },
    { id: 'minutes', label: 'How long?', width: 3, inputMode: 'numeric', suffix: 'minutes', need: 'Enter how many minutes', bad: wrongMinutes(v.minutes, LEAST_MIN) },
    { id: 'how', as: 'radios', label: 'How does her practitioner take part?', items: choices(HOW), need: 'Select how' },
  ];
}

const timeBody = (v: TimeFields): object => ({ starts_at: instantOf(v.starts_at), minutes: Number(v.minutes), how: v.how });

export function MeetingNew({ params }: { params: Params }) {
  return <Hers params={params}>{(her, data, reload) => <New her={her} data={data} reload={reload} />}</Hers>;
}

function New({ her, data, reload }: Omit<OfOpen, 'meeting'>) {
  const record = useNewRecord();
  const { planned } = data;
  if (planned) {
    return (
      <Settled title={MEETINGS.plan} back={`${meetingsPath(her)}/${planned.id}`}>
        One is open already: {timeInWords(planned)}. Move it, or write down how it went.
      </Settled>
    );
  }
  return (
    <Form
      title={MEETINGS.plan}
      button="Plan it"
      back={meetingsPath(her)}
      done="The meeting is planned. Whoever else is to be there is told that there is a time."
      draft={['meeting', her.who.stay]}
      start={{ starts_at: NO_MOMENT, minutes: '60', how: null } as TimeFields}
      refresh={reload}
      intro={
        <>
          <p class="govuk-body">{dueInWords(data, now.value).words}</p>
          <ChoicesHere her={her} choices={data.choices} />
        </>
      }
      asks={timeAsked}
      send={(v) => record('/api/meetings', { ...her.who, ...timeBody(v) })}
    />
  );
}

export function MeetingMove({ params }: { params: Params }) {
  return (
    <OfMeeting params={params} title={MEETINGS.move}>
      {(of) => <Move {...of} />}
    </OfMeeting>
  );
}

interface MoveFields extends TimeFields {
  reason: string;
  /** Of the time it is moved from. */
  sequence: number;
}

const moveOf = ({ starts_at, minutes, how, sequence }: MeetingTime): MoveFields => ({ starts_at: momentOf(starts_at), minutes: String(minutes), how, reason: '', sequence });

function Move({ her, data, meeting, reload }: OfOpen) {
  return (
    <Form<MoveFields>
      title={MEETINGS.move}
      button="Move it"
      back={`${meetingsPath(her)}/${meeting.id}`}
      done="The meeting is moved. Whoever else is to be there is told."
      draft={['meeting move', meeting.id]}
      start={moveOf(meeting)}
      theirs={(v) => movedMeanwhile(v, meeting)}
      rename={{ '/sequence': 'theirs' }}
      refresh={reload}
      intro={
        <>
          <InsetText>It is planned for {timeInWords(meeting)}.</InsetText>
          <ChoicesHere her={her} choices={data.choices} />
        </>
      }
      asks={(v) => [...timeAsked(v), { id: 'reason', label: 'Why is it moved?', maxLength: 300, need: 'Say why it is moved' }]}
      send={(v) => post(`/api/meetings/${meeting.id}/move`, { ...timeBody(v), reason: v.reason.trim(), sequence: v.sequence })}
    />
  );
}

function movedMeanwhile(v: MoveFields, meeting: Meeting): Theirs<MoveFields> | null {
  if (v.sequence === meeting.sequence) return null;
  const last = meeting.times[meeting.times.length - 1]!;
  const who = last.by ?? 'Somebody';
  return {
    who,
    title: `${who} moved this meeting while you were writing`,
    words: (
      <p class="govuk-body">
        It is now on {timeInWords(last)}. {last.reason && `Why: ${last.reason}`}
      </p>
    ),
    mine: { sequence: meeting.sequence },
    afresh: moveOf(meeting),
  };
}

// ---- the agenda

export function MeetingItem({ params }: { params: Params }) {
  return (
    <OfMeeting params={params} title={MEETINGS.item} may={addsItems}>
      {(of) => <Item {...of} />}
    </OfMeeting>
  );
}

function Item({ her, meeting, reload }: OfOpen) {
  const record = useNewRecord();
  const voices = voicesOf(her.page.banner);
  const only = voices.length === 1;
  return (
    <Form
      title={MEETINGS.item}
      button="Add it"
      back={`${meetingsPath(her)}/${meeting.id}`}
      done="It is on the agenda."
      draft={['meeting item', meeting.id]}
      start={{ voice: (only ? voices[0]! : null) as Voice | null, words: '' }}
      refresh={reload}
      intro={
        <Details summary="What is on it already">
          <Agenda items={meeting.items} />
        </Details>
      }
      asks={(v) => [
        !only && {
          id: 'voice',
          as: 'radios',
          label: 'Whose is it?',
          hint: 'Her practitioner adds her own. What is hers comes first and stays.',
          items: voices.map((value) => ({ value, label: VOICE[value] })),
          need: 'Select whose it is',
        },
        { id: 'words', as: 'area', rows: 2, label: v.voice === 'resident' ? 'What does she want to talk about? In her words' : 'What is to be talked about?', limit: 300, need: 'Write what is to be talked about' },
      ]}
      send={(v) => record('/api/meeting-items', { meeting: meeting.id, voice: v.voice, words: v.words.trim() })}
    />
  );
}

// ---- not held

export function MeetingNotHeld({ params }: { params: Params }) {
  return (
    <OfMeeting params={params} title={MEETINGS.notHeld}>
      {(of) => <NotHeld {...of} />}
    </OfMeeting>
  );
}

function NotHeld({ her, data, meeting, reload }: OfOpen) {
  const before = missedInRow(data.past);
  const send = async (v: { not_held: Absent | null; reason: string }): Promise<false> => {
    const { again } = await post<{ again: boolean }>(`/api/meetings/${meeting.id}/not-held`, { not_held: v.not_held, reason: v.reason.trim() });
    doneGo(meetingsPath(her), again ? 'It is written down. It is the second in a row, and both her managers are told.' : 'It is written down. A meeting is still to be held.');
    return false;
  };
  return (
    <Form
      title={MEETINGS.notHeld}
      button="Save"
      back={`${meetingsPath(her)}/${meeting.id}`}
      draft={['meeting not held', meeting.id]}
      start={{ not_held: null as Absent | null, reason: '' }}
      refresh={reload}
      intro={
        <>
          <InsetText>It was planned for {timeInWords(meeting)}.</InsetText>
          {before > 0 && <p class="govuk-body">The one before was not held either. With this one both her managers are told.</p>}
        </>
      }
      asks={() => [
        { id: 'not_held', as: 'radios', label: 'Who could not?', items: choices(COULD_NOT), need: 'Select who could not' },
        { id: 'reason', as: 'area', rows: 2, label: 'Why was it not held?', limit: 500, need: 'Say why it was not held' },
      ]}
      send={send}
    />
  );
}
