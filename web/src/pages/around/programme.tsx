// The house programme: what is offered when, and who came in the last fortnight.
import type { ComponentChildren } from 'preact';
import { post } from '../../api.ts';
import { Details } from '../../parts/details.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Form } from '../../parts/form.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import { Page } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { Settled } from '../../parts/settled.tsx';
import { SummaryCard } from '../../parts/summary-card.tsx';
import { timeOf } from '../../parts/time-input.tsx';
import type { Activity, ProgrammePage } from '../../records-around.ts';
import type { Tag } from '../../records-keywork.ts';
import type { Params } from '../../router.ts';
import { mayDecideHere } from '../../state/may.ts';
import { womanName, womanPath } from '../../state/names.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { currentPremises } from '../../state/session.ts';
import { dayInWords, plural } from '../../time.ts';
import { AROUND, choices } from '../../words.ts';
import { BY_ARRANGEMENT, WEEKDAY } from '../../words-around.ts';
import { TAG } from '../../words-keywork.ts';
import { NotYours } from '../problem.tsx';
import { HouseForm, Ways, Written } from './parts.tsx';
import { tagsInWords } from './services.tsx';

const BACK = '/programme';

type Offered = ProgrammePage['activities'][number];

/** "Tuesday, 14:00, 90 minutes", "By arrangement, 60 minutes" */
export const whenInWords = ({ weekday, starts, minutes }: Pick<Activity, 'weekday' | 'starts' | 'minutes'>): string =>
  `${weekday === null ? BY_ARRANGEMENT : `${WEEKDAY[weekday]}, ${starts}`}, ${plural(minutes, 'minute')}`;

export function Programme() {
  const here = currentPremises.value;
  if (!here) return <NotYours />;
  return (
    <Page<ProgrammePage> key={here.id} title={AROUND.programme} path={`/api/premises/${here.id}/activities`} what="the programme">
      {({ activities }) => (
        <>
          <Ways ways={[mayDecideHere() && [`${BACK}/new`, AROUND.activityNew]]} />
          {activities.length === 0 && <EmptyState>The programme is empty. Add what the women can do here, together or with one of you.</EmptyState>}
          {activities.map((one) => (
            <Card key={one.id} one={one} />
          ))}
          <p class="govuk-body">
            <PrintButton />
          </p>
        </>
      )}
    </Page>
  );
}

function Card({ one }: { one: Offered }) {
  return (
    <SummaryCard
      title={one.name}
      rows={[
        { key: 'When', value: <strong>{whenInWords(one)}</strong> },
        ...(one.tags.length > 0 ? [{ key: 'For', value: tagsInWords(one.tags) }] : []),
        ...(one.words === '' ? [] : [{ key: 'What it is', value: one.words }]),
        { key: 'Who came', value: <Came one={one} /> },
      ]}
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

function Came({ one: { id, came } }: { one: Offered }) {
  if (came.length === 0) return <>Nobody was written down in the last 14 days.</>;
  return (
    <Details summary={`${plural(new Set(came.map(({ stay }) => stay)).size, 'woman', 'women')} in the last 14 days`}>
      <ul class="ln-plain">
        {came.map(({ stay, resident, room, day }, i) => (
          <li key={`${id} ${i}`}>
            {dayInWords(day)}:{' '}
            <a class="govuk-link" href={`${womanPath(resident.crn, stay)}/activities`}>
              {womanName(resident)}
            </a>
            {room !== null && <span class="ln-soft">, room {room}</span>}
          </li>
        ))}
      </ul>
    </Details>
  );
}

// ---- written and changed

interface Offering {
  name: string;
  weekday: string;
  starts: string;
  minutes: string;
  tags: Tag[];
  words: string;
}

const NEW: Offering = { name: '', weekday: '', starts: '', minutes: '60', tags: [], words: '' };

const asWritten = ({ name, weekday, starts, minutes, tags, words }: Activity): Offering => ({
  name,
  weekday: weekday === null ? '' : String(weekday),
  starts: starts ?? '',
  minutes: String(minutes),
  tags,
  words,
});

const DAYS = [{ value: '', label: BY_ARRANGEMENT }, ...Object.entries(WEEKDAY).map(([value, label]) => ({ value, label }))];

export function ActivityNew() {
  return (
    <HouseForm<ProgrammePage> end="/activities" what="the programme">
      {(_, premises) => <Write premises={premises} title={AROUND.activityNew} draft={['activity', premises]} start={NEW} done="The activity is in the programme." />}
    </HouseForm>
  );
}

function OfProgramme({ params, title, children }: { params: Params; title: string; children: (one: Offered, premises: string) => ComponentChildren }) {
  return (
    <HouseForm<ProgrammePage> end="/activities" what="the activity">
      {({ activities }, premises) => {
        const one = activities.find(({ id }) => id === params['activity']);
        if (one) return children(one, premises);
        return (
          <Settled title={title} back={BACK}>
            It is not in the programme. Somebody has taken it out or changed it.
          </Settled>
        );
      }}
    </HouseForm>
  );
}

/** Who came before stays with what they came to: what is changed is another activity, and the one before ends. */
export function ActivityChange({ params }: { params: Params }) {
  return (
    <OfProgramme params={params} title={AROUND.activityChange}>
      {(one, premises) => (
        <Write
          premises={premises}
          title={AROUND.activityChange}
          draft={['activity change', one.id]}
          start={asWritten(one)}
          done="The activity is changed."
          then={() => post(`/api/activities/${one.id}/end`, {})}
        />
      )}
    </OfProgramme>
  );
}

interface WriteProps {
  premises: string;
  title: string;
  draft: [string, string];
  start: Offering;
  done: string;
  /** Once the new one is there. */
  then?: () => Promise<unknown>;
}

const isMinutes = (typed: string, most: number): boolean => /^\d+$/.test(typed.trim()) && Number(typed) >= 5 && Number(typed) <= most;

function Write({ premises, title, draft, start, done, then }: WriteProps) {
  const record = useNewRecord();
  return (
    <Form<Offering>
      title={title}
      button="Save"
      back={BACK}
      done={done}
      draft={draft}
      start={start}
      asks={(v) => [
        { id: 'name', label: 'What is it called?', maxLength: 120, need: 'Enter what it is called' },
        { id: 'weekday', as: 'select', label: 'On which day of the week?', items: DAYS },
        v.weekday !== '' && { id: 'starts', as: 'time', label: 'When does it start?', need: 'Enter when it starts', bad: timeOf(v.starts) === null && 'Enter a time, like 14:00' },
        { id: 'minutes', label: 'How long is it?', width: 3, inputMode: 'numeric', suffix: 'minutes', need: 'Enter how many minutes', bad: !isMinutes(v.minutes, 480) && 'Enter from 5 to 480 minutes' },
        { id: 'tags', as: 'boxes', small: true, label: 'What is it for? (optional)', items: choices(TAG) },
        { id: 'words', as: 'area', label: 'What is it, and where? (optional)', limit: 500 },
      ]}
      send={async ({ weekday, starts, minutes, ...v }) => {
        const when = weekday === '' ? {} : { weekday: Number(weekday), starts: timeOf(starts) };
        await record('/api/activities', { premises, ...v, ...when, minutes: Number(minutes) });
        await then?.();
      }}
    />
  );
}

export function ActivityEnd({ params }: { params: Params }) {
  return (
    <OfProgramme params={params} title={AROUND.activityEnd}>
      {(one) => (
        <Form
          title={AROUND.activityEnd}
          button="Take it out"
          look="warning"
          back={BACK}
          done="The activity is out of the programme. Who came stays on record."
          start={{}}
          intro={
            <InsetText>
              <strong>{one.name}</strong>. {whenInWords(one)}.
              <Written {...one} />
            </InsetText>
          }
          asks={() => []}
          send={() => post(`/api/activities/${one.id}/end`, {})}
        />
      )}
    </OfProgramme>
  );
}
