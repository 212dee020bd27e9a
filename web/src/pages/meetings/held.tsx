// How a meeting went: who was there, what was decided, what was not agreed and by whom, who does what, and what she takes away
// in plain words. Long, so that every word of it is kept as it is written.
import { newId, post } from '../../api.ts';
import { Details } from '../../parts/details.tsx';
import { Form, instantOf, type At, type Moment, type Question } from '../../parts/form.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Select } from '../../parts/select.tsx';
import { Textarea } from '../../parts/textarea.tsx';
import { TextInput } from '../../parts/text-input.tsx';
import { WordsArea } from '../../parts/words-area.tsx';
import type { HeldKept, Meeting, MeetingRole, There, Voice } from '../../records-meetings.ts';
import type { Params } from '../../router.ts';
import { now } from '../../state/clock.ts';
import { doneGo } from '../../state/notice.ts';
import { isoOf, msOf, ukTimeNear } from '../../time.ts';
import { choices, MEETINGS } from '../../words.ts';
import { ROLE_THERE, THERE, VOICE } from '../../words-meetings.ts';
import { ActionsAsked, agreedBody, agreedWrong, type Agreed } from '../resident/agreed.tsx';
import type { Her } from '../resident/woman.tsx';
import { Agenda } from './agenda.tsx';
import { momentOf, OfMeeting, wrongMinutes, type OfOpen } from './forms.tsx';
import { openItems } from './in-words.ts';
import { meetingsPath } from './list.tsx';

interface Person {
  id: string;
  role: MeetingRole | '';
  name: string;
  how: There | '';
}

interface Said {
  id: string;
  /** Of a disagreement. */
  voice: Voice | '';
  words: string;
}

interface Fields {
  held_at: Moment;
  minutes: string;
  /** The three first, who are always named, then whoever else came. */
  people: Person[];
  decisions: Said[];
  disagreements: Said[];
  actions: Agreed[];
  plain_words: string;
}

const THREE = 3;
const MOST_PEOPLE = 12;
const MOST_SAID = 15;
const LIMIT = 1000;

export function MeetingHeld({ params }: { params: Params }) {
  return (
    <OfMeeting params={params} title={MEETINGS.held}>
      {(of) => <Held {...of} />}
    </OfMeeting>
  );
}

const said = (): Said => ({ id: newId(), voice: '', words: '' });
const chosen = <V extends string>(words: Record<V, string>) => [{ value: '', label: 'Choose' }, ...choices(words)];

function startOf(her: Her, { starts_at, minutes }: Meeting): Fields {
  const { preferred_name, keyworker, practitioner } = her.page.banner;
  const names: [Voice, string | null | undefined][] = [
    ['resident', preferred_name],
    ['keyworker', keyworker?.name],
    ['practitioner', practitioner?.name],
  ];
  return {
    held_at: momentOf(msOf(starts_at) < now.value ? starts_at : isoOf(now.value)),
    minutes: String(minutes),
    people: names.map(([role, name]) => ({ id: newId(), role, name: name ?? '', how: '' })),
    decisions: [],
    disagreements: [],
    actions: [],
    plain_words: '',
  };
}

function Held({ her, data, meeting, reload }: OfOpen) {
  const send = async (v: Fields): Promise<false> => {
    const { copy_due, review } = await post<HeldKept>(`/api/meetings/${meeting.id}/held`, bodyOf(v));
    const near = (at: string): string => ukTimeNear(at, now.value);
    const reviewed = `Her plan is ${review.opened ? 'now' : 'already'} under review${review.review_by ? `, to be held by ${near(review.review_by)}` : ''}.`;
    doneGo(`${meetingsPath(her)}/${meeting.id}`, `It is written down. ${reviewed} She is to have her copy by ${near(copy_due)}.`);
    return false;
  };
  return (
    <Form<Fields>
      title={MEETINGS.held}
      button="Save"
      back={`${meetingsPath(her)}/${meeting.id}`}
      draft={['meeting held', meeting.id]}
      start={startOf(her, meeting)}
      refresh={reload}
      also={wrong}
      intro={
        <>
          <p class="govuk-body">
            It did not take place?{' '}
            <a class="govuk-link" href={`${meetingsPath(her)}/${meeting.id}/not-held`}>
              {MEETINGS.notHeld}
            </a>
          </p>
          <Details summary="The agenda, hers first" open>
            <Agenda items={openItems(meeting.items)} />
          </Details>
        </>
      }
      asks={(v, set, at) => [
        ...whenAsked(v),
        <PeopleAsked key="people" v={v} set={set} at={at} />,
        <SaidAsked key="decisions" id="decisions" title="What was decided" one="Decision" add="Add a decision" rows={v.decisions} set={(decisions) => set({ decisions })} at={at} />,
        <SaidAsked
          key="disagreements"
          id="disagreements"
          title="What was not agreed"
          one="Disagreement"
          add="Add what was not agreed"
          voiced
          rows={v.disagreements}
          set={(disagreements) => set({ disagreements })}
          at={at}
        />,
        <ActionsAsked key="actions" title="Who does what" her={her} staff={data.staff} actions={v.actions} set={(actions) => set({ actions })} at={at} />,
        {
          id: 'plain_words',
          as: WordsArea,
          rows: 4,
          label: 'What she takes away, in plain words',
          hint: 'As you would say it to her. It stands first on her copy.',
          limit: 2000,
          need: 'Write in plain words what she takes away',
        },
      ]}
      send={send}
    />
  );
}

function whenAsked(v: Fields): Question[] {
  const at = instantOf(v.held_at);
  return [
    { id: 'held_at', as: 'moment', label: 'When did it begin?', need: 'Enter when it began', bad: !!at && msOf(at) > now.value && 'That has not been yet' },
    { id: 'minutes', label: 'How long was it?', width: 3, inputMode: 'numeric', suffix: 'minutes', need: 'Enter how many minutes it was', bad: wrongMinutes(v.minutes, 1) },
  ];
}

interface Part {
  v: Fields;
  set: (part: Partial<Fields>) => void;
  at: At;
}

function PeopleAsked({ v, set, at }: Part) {
  const three = v.people.slice(0, THREE);
  const others = v.people.slice(THREE);
  const change = (i: number, part: Partial<Person>): void => set({ people: v.people.map((one, n) => (n === i ? { ...one, ...part } : one)) });
  return (
    <Rows
      id="people"
      title="Who was there"
      one="Somebody else"
      add="Add somebody else"
      most={MOST_PEOPLE - THREE}
      rows={others}
      fresh={(): Person => ({ id: newId(), role: '', name: '', how: '' })}
      set={(rest) => set({ people: [...three, ...rest] })}
      intro={three.map((one, i) => (
        <div class="ln-fields" key={one.id} role="group" aria-label={ROLE_THERE[one.role as Voice]}>
          <PersonAsked i={i} one={one} label={ROLE_THERE[one.role as Voice]} change={(part) => change(i, part)} at={at} />
        </div>
      ))}
    >
      {(one, n, part) => (
        <div class="ln-fields">
          <Select id={`people-${n + THREE}-role`} label="Who?" items={chosen(ROLE_THERE)} error={at(`people-${n + THREE}-role`)} value={one.role} onChange={(role) => part({ role: role as MeetingRole | '' })} />
          <PersonAsked i={n + THREE} one={one} label="Name" change={part} at={at} />
        </div>
      )}
    </Rows>
  );
}

function PersonAsked({ i, one, label, change, at }: { i: number; one: Person; label: string; change: (part: Partial<Person>) => void; at: At }) {
  return (
    <>
      <TextInput id={`people-${i}-name`} label={label} maxLength={80} width={20} autoComplete="off" error={at(`people-${i}-name`)} value={one.name} onInput={(name) => change({ name })} />
      <Select id={`people-${i}-how`} label="Took part" items={chosen(THERE)} error={at(`people-${i}-how`)} value={one.how} onChange={(how) => change({ how: how as There | '' })} />
    </>
  );
}

interface SaidProps {
  id: 'decisions' | 'disagreements';
  title: string;
  one: string;
  add: string;
  /** In whose voice is asked too. */
  voiced?: boolean;
  rows: Said[];
  set: (rows: Said[]) => void;
  at: At;
}

function SaidAsked({ voiced, at, ...rows }: SaidProps) {
  return (
    <Rows {...rows} most={MOST_SAID} fresh={said}>
      {(one, i, change) => (
        <>
          {voiced && (
            <Select id={`${rows.id}-${i}-voice`} label="Who sees it otherwise?" items={chosen(VOICE)} error={at(`${rows.id}-${i}-voice`)} value={one.voice} onChange={(voice) => change({ voice: voice as Voice | '' })} />
          )}
          <Textarea
            id={`${rows.id}-${i}-words`}
            label={voiced ? 'In her or his own words' : 'What was decided?'}
            rows={2}
            limit={LIMIT}
            error={at(`${rows.id}-${i}-words`)}
            value={one.words}
            onInput={(words) => change({ words })}
          />
        </>
      )}
    </Rows>
  );
}

type Wrong = [id: string, text: string];

const empty = (id: string, value: string, text: string): Wrong[] => (value.trim() === '' ? [[id, text]] : []);

const saidWrong = (id: SaidProps['id'], all: readonly Said[], voiced: boolean): Wrong[] =>
  all.flatMap((one, i) => [
    ...(voiced ? empty(`${id}-${i}-voice`, one.voice, 'Select who sees it otherwise') : []),
    ...empty(`${id}-${i}-words`, one.words, voiced ? 'Write how she or he sees it' : 'Write what was decided'),
  ]);

function wrong(v: Fields): Wrong[] {
  const people = v.people.flatMap(({ role, name, how }, i) => {
    const who = i < THREE ? ROLE_THERE[role as Voice] : null;
    return [
      ...empty(`people-${i}-role`, role, 'Select who it was'),
      ...empty(`people-${i}-name`, name, who ? `${who}: enter the name` : 'Enter the name'),
      ...empty(`people-${i}-how`, how, `${who ? `${who}: select` : 'Select'} how ${role === 'resident' ? 'she' : 'she or he'} took part`),
    ];
  });
  return [...people, ...saidWrong('decisions', v.decisions, false), ...saidWrong('disagreements', v.disagreements, true), ...agreedWrong(v.actions)];
}

function bodyOf(v: Fields): object {
  return {
    held_at: instantOf(v.held_at),
    minutes: Number(v.minutes),
    people: v.people.map((one) => ({ ...one, name: one.name.trim() })),
    decisions: v.decisions.map(({ id, words }) => ({ id, words: words.trim() })),
    disagreements: v.disagreements.map((one) => ({ ...one, words: one.words.trim() })),
    actions: agreedBody(v.actions),
    plain_words: v.plain_words.trim(),
  };
}
