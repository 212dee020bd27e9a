// She has come: from now on she lives here. Said before it is sent is what begins with it.
import { dayOf, partsOf } from '../../parts/date-input.tsx';
import { Form, instantOf, type Moment } from '../../parts/form.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import type { Params } from '../../router.ts';
import { now } from '../../state/clock.ts';
import { useLoad } from '../../state/load.ts';
import { mayAt, PLAN_WRITERS } from '../../state/may.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { spanInWords, ukDay, ukTime } from '../../time.ts';
import { PAGE } from '../../words.ts';
import { Woman, type Her } from '../resident/woman.tsx';
import { useFreeRooms } from './free-rooms.ts';

export function Arrive({ params }: { params: Params }) {
  return (
    <Woman params={params} may={({ status, premises }) => status.state === 'upcoming' && mayAt(premises.id, PLAN_WRITERS)}>
      {(her) => <ArriveForm her={her} />}
    </Woman>
  );
}

type Settings = { settings: { name: string; value?: unknown }[] };

/** What begins, with the numbers of this house. */
function Begins({ her }: { her: Her }) {
  const { data } = useLoad<Settings>(`/api/premises/${her.page.banner.premises.id}/settings`);
  const value = (name: string): string => spanInWords(Number(data?.settings.find((one) => one.name === name)?.value ?? 0));
  if (!data) return null;
  const nights = Number(data.settings.find((one) => one.name === 'release_first_nights')?.value ?? 0);
  return (
    <InsetText>
      <strong>With this begins</strong>
      <ul class="govuk-list govuk-list--bullet">
        <li>
          a watch after release: she is seen at least every {value('release_first_max_s')}, from now on if today is the day of her release, and from 23:00 to
          07:00 on the first {nights} nights; then every {value('release_max_s')} at night
        </li>
        <li>the rounds of the house</li>
        <li>her starter plan, due {value('plan_starter_s')} after she arrives, and her full plan, due after {value('plan_full_s')}</li>
        <li>the question whether she agrees with it, and the dates of its reviews</li>
      </ul>
    </InsetText>
  );
}

function ArriveForm({ her }: { her: Her }) {
  const record = useNewRecord();
  const { premises, released_on } = her.page.banner;
  const free = useFreeRooms(premises.id);
  const arrived: Moment = { ...partsOf(ukDay(now.value)), time: ukTime(now.value).slice(0, 5) };
  return (
    <Form
      title={PAGE.arrive}
      button="She has arrived"
      back={her.path}
      done="She lives here now. Her first checks are on the board."
      draft={['arrive', her.who.stay]}
      start={{ arrived_at: arrived, released_on: partsOf(released_on), room: '' }}
      intro={<Begins her={her} />}
      asks={() => [
        { id: 'arrived_at', as: 'moment', label: 'When did she arrive?', need: 'Enter when she arrived' },
        { id: 'released_on', as: 'day', label: 'On which day was she released?', hint: 'The day itself is night 0.', need: 'Enter the day of her release' },
        {
          id: 'room',
          as: 'select',
          label: 'Her room',
          hint: 'Only rooms where nobody lives.',
          items: free,
          need: 'Select her room',
        },
      ]}
      send={(v) => record('/api/arrivals', { ...her.who, arrived_at: instantOf(v.arrived_at), released_on: dayOf(v.released_on), room: v.room })}
    />
  );
}
