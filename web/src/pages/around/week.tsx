// Her week: what she does with her days, and how much of it she calls time well spent. Told as she sees it, week by week, with no
// aim to reach and nobody else beside her.
import { dayOf, partsOf } from '../../parts/date-input.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Form } from '../../parts/form.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import { Section } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { Table } from '../../parts/table.tsx';
import type { ActivitiesPage, Activity, ActivityTime, Week } from '../../records-around.ts';
import type { Params } from '../../router.ts';
import { now } from '../../state/clock.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { dayInWords, plural, ukDay } from '../../time.ts';
import { AROUND, choices, PHONE_WORKS, WITHHELD } from '../../words.ts';
import { mayWritePlan } from '../plan/may-write.ts';
import { NotYours } from '../problem.tsx';
import type { Her } from '../resident/woman.tsx';
import { HerForm, HerPage, Ways } from './parts.tsx';
import { whenInWords } from './programme.tsx';

const back = (her: Her): string => `${her.path}/activities`;

export const hoursInWords = (hours: number): string => `${hours} ${hours === 1 ? 'hour' : 'hours'}`;

/** From this week back to the first in which something was written down. */
export const weeksShown = (weeks: readonly Week[]): Week[] => weeks.slice(0, weeks.reduce((shown, { of }, i) => (of.length > 0 ? i + 1 : shown), 0));

export function HerWeek({ params }: { params: Params }) {
  return (
    <HerPage<ActivitiesPage> params={params} title={AROUND.week} end="/activities" what="her weeks">
      {(data, her) => <Shown her={her} data={data} />}
    </HerPage>
  );
}

function Shown({ her, data }: { her: Her; data: ActivitiesPage }) {
  const weeks = weeksShown(data.weeks);
  const writes = mayWritePlan(her);
  return (
    <>
      <p class="govuk-body">The hours are those that she herself calls time well spent.</p>
      <Ways ways={[writes && [`${back(her)}/new`, AROUND.timeNew]]} />
      {weeks.length === 0 ? <EmptyState>Nothing was written down in the last 12 weeks.</EmptyState> : <Weeks weeks={weeks} />}
      <Section name="programme" title={AROUND.programme}>
        {data.programme.length === 0 && <EmptyState>The house has no programme written down.</EmptyState>}
        <ul class="ln-plain">
          {data.programme.map((one) => (
            <li key={one.id}>
              <strong>{one.name}</strong>, {whenInWords(one)}{' '}
              {writes && (
                <a class="govuk-link ln-hours__came" href={`${back(her)}/${one.id}`}>
                  She came
                  <span class="govuk-visually-hidden"> to {one.name}</span>
                </a>
              )}
            </li>
          ))}
        </ul>
      </Section>
      <p class="govuk-body">
        <PrintButton />
      </p>
    </>
  );
}

function Weeks({ weeks }: { weeks: readonly Week[] }) {
  return (
    <>
      <div class="ln-hours">
        <Bars weeks={weeks} />
      </div>
      <div class="ln-weeks">
        <Table
          caption="What she did, week by week, this week first"
          captionHidden
          head={[{ label: 'Week from' }, { label: 'Time well spent' }, { label: 'What she did' }]}
          rowHeaders
          rows={weeks.map((week) => ({ key: week.from, cells: [dayInWords(week.from), hoursInWords(week.hours), <Did of={week.of} />] }))}
        />
      </div>
    </>
  );
}

function Did({ of }: Pick<Week, 'of'>) {
  if (of.length === 0) return <>Nothing written down</>;
  return (
    <ul class="ln-plain ln-hours__did">
      {of.map((one) => (
        <li key={one.id}>
          {timeInWords(one)}
          {one.her_words !== '' && <span class="ln-below">“{one.her_words ?? WITHHELD}”</span>}
        </li>
      ))}
    </ul>
  );
}

/** "Cooking together, 9 November 2026, 90 minutes" */
export const timeInWords = ({ what, day, minutes, purposeful }: ActivityTime): string =>
  `${what ?? WITHHELD}, ${dayInWords(day)}, ${plural(minutes, 'minute')}${purposeful ? '' : '. Not time well spent, she says'}`;

const [LABEL_W, BAR_W, WORDS_W, ROW_H, BAR_H] = [105, 170, 60, 26, 14];

/** A bar a week, the newest at the top. The longest of hers has the whole width: nothing is measured against anything else. */
function Bars({ weeks }: { weeks: readonly Week[] }) {
  const most = Math.max(1, ...weeks.map(({ hours }) => hours));
  const [wide, high] = [LABEL_W + BAR_W + WORDS_W, weeks.length * ROW_H];
  return (
    <svg class="ln-hours__bars" viewBox={`0 0 ${wide} ${high}`} width={wide} height={high} role="img" aria-label="Hours of time well spent, a bar for each week. The same stands in the table.">
      {weeks.map(({ from, hours }, i) => {
        const [y, long] = [i * ROW_H, (hours / most) * BAR_W];
        return (
          <g key={from}>
            <text class="ln-dots__label" x={0} y={y + 18}>
              {dayInWords(from).replace(/ \d{4}$/, '')}
            </text>
            {hours > 0 && <rect class="ln-hours__bar" x={LABEL_W} y={y + 6} width={long} height={BAR_H} />}
            <text class="ln-hours__words" x={LABEL_W + long + 8} y={y + 18}>
              {hours} h
            </text>
          </g>
        );
      })}
    </svg>
  );
}

// ---- what she did

const OWN = 'own';
const YES_NO = { yes: PHONE_WORKS.yes, no: PHONE_WORKS.no };

interface Doing {
  activity: string;
  what: string;
  day: ReturnType<typeof partsOf>;
  minutes: string;
  purposeful: keyof typeof YES_NO | null;
  her_words: string;
}

export function TimeNew({ params }: { params: Params }) {
  return (
    <HerForm<ActivitiesPage> params={params} end="/activities" what="the programme">
      {({ programme }, her) => {
        const one = programme.find(({ id }) => id === params['activity']);
        return one || params['activity'] === 'new' ? <New her={her} programme={programme} one={one} /> : <NotYours />;
      }}
    </HerForm>
  );
}

function New({ her, programme, one }: { her: Her; programme: readonly Activity[]; one: Activity | undefined }) {
  const record = useNewRecord();
  const start: Doing = { activity: one?.id ?? '', what: '', day: partsOf(ukDay(now.value)), minutes: one ? String(one.minutes) : '', purposeful: null, her_words: '' };
  const named = (id: string): Activity | undefined => programme.find((activity) => activity.id === id);
  const isMinutes = (typed: string): boolean => /^\d+$/.test(typed.trim()) && Number(typed) >= 5 && Number(typed) <= 720;
  return (
    <Form<Doing>
      title={AROUND.timeNew}
      button="Save"
      back={back(her)}
      done="It is written down."
      draft={['activity time', `${her.who.stay} ${one?.id ?? ''}`]}
      start={start}
      intro={
        one && (
          <InsetText>
            <strong>{one.name}</strong>, {whenInWords(one)}
          </InsetText>
        )
      }
      asks={(v) => [
        !one && {
          id: 'activity',
          as: 'select',
          label: 'What did she do?',
          items: [{ value: '', label: 'Choose' }, ...programme.map(({ id, name }) => ({ value: id, label: name })), { value: OWN, label: 'Something else' }],
          need: 'Select what she did',
        },
        v.activity === OWN && { id: 'what', label: 'What was it?', hint: 'For example “practised the bus to the clinic with Sam”.', maxLength: 120, need: 'Say what it was' },
        { id: 'day', as: 'day', label: 'On which day?', need: 'Enter the day', bad: (dayOf(v.day) ?? '') > ukDay(now.value) && 'That day has not come yet' },
        { id: 'minutes', label: 'How long?', width: 3, inputMode: 'numeric', suffix: 'minutes', need: 'Enter how many minutes', bad: !isMinutes(v.minutes) && 'Enter from 5 to 720 minutes' },
        { id: 'purposeful', as: 'radios', inline: true, label: 'Does she call it time well spent?', hint: 'Ask her. Nobody else can say.', items: choices(YES_NO), need: 'Select whether she calls it time well spent' },
        { id: 'her_words', label: 'In her words (optional)', maxLength: 300 },
      ]}
      send={({ activity, what, purposeful, ...v }) => {
        const chosen = named(activity);
        const done = chosen ? { activity: chosen.id, what: chosen.name } : { what: what.trim() };
        return record('/api/activity-times', { ...her.who, ...v, ...done, day: dayOf(v.day), minutes: Number(v.minutes), purposeful: purposeful === 'yes' });
      }}
    />
  );
}
