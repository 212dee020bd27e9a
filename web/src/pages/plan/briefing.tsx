// A note that only staff may read: why is asked, a manager decides, and it ends by itself.
import { post } from '../../api.ts';
import { dayOf, NO_DATE } from '../../parts/date-input.tsx';
import { Form } from '../../parts/form.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import { Get } from '../../parts/page.tsx';
import { Settled } from '../../parts/settled.tsx';
import { lengthOf } from '../../parts/textarea.tsx';
import { WarningText } from '../../parts/warning-text.tsx';
import type { Briefing, SafetyPlanPage } from '../../plan/types.ts';
import type { Params } from '../../router.ts';
import { now } from '../../state/clock.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { useNumbers } from '../../state/settings.ts';
import { daysBetween, plural, ukDate, ukDateTime, ukDay } from '../../time.ts';
import { choices, PAGE } from '../../words.ts';
import { NotFound } from '../not-found.tsx';
import { Woman, type Her } from '../resident/woman.tsx';
import { writesPlan } from './may-write.ts';

const MOST_DAYS = 28;
const LIMIT = 1000;

interface Fields {
  words: string;
  reason: string;
  expires_on: typeof NO_DATE;
}

export function BriefingForm({ params }: { params: Params }) {
  return <Woman params={params} may={writesPlan}>{(her) => <BriefingFields her={her} />}</Woman>;
}

function lastsInWords(day: string | null, most: number): string | false {
  if (day === null) return false;
  const days = daysBetween(ukDay(now.value), day);
  return (days < 1 || days > most) && `Enter a day from tomorrow to ${plural(most, 'day')} from now`;
}

function BriefingFields({ her }: { her: Her }) {
  const record = useNewRecord();
  const most = useNumbers(her.page.banner.premises.id)('briefing_max_days', MOST_DAYS);
  return (
    <Form<Fields>
      title={PAGE.briefing}
      button="Send it to the manager"
      back={`${her.path}/safety-plan`}
      done="The briefing waits for a manager."
      draft={['briefing', her.who.stay]}
      start={{ words: '', reason: '', expires_on: NO_DATE }}
      intro={<WarningText>What can be in her plan belongs there, where she can read it. This is for what would put her or somebody else in danger if she read it.</WarningText>}
      asks={(v) => [
        {
          id: 'words',
          as: 'area',
          label: 'What staff have to know',
          hint: 'What was seen, heard or said, by whom, and what to do.',
          limit: LIMIT,
          need: 'Write what staff have to know',
          bad: lengthOf(v.words) > LIMIT && `Use ${LIMIT} characters or fewer`,
        },
        { id: 'reason', label: 'Why she must not read it', maxLength: 500, need: 'Say why she must not read it' },
        {
          id: 'expires_on',
          as: 'day',
          label: 'Until when',
          hint: `At most ${plural(most, 'day')}. Then it ends by itself.`,
          need: 'Enter the day on which it ends',
          bad: lastsInWords(dayOf(v.expires_on), most),
        },
      ]}
      send={(v, pin) => record('/api/staff-briefings', { ...her.who, words: v.words, reason: v.reason, expires_on: dayOf(v.expires_on), ...pin })}
    />
  );
}

export function BriefingDecide({ params }: { params: Params }) {
  return (
    <Woman params={params} may={writesPlan}>
      {(her) => (
        <Get<SafetyPlanPage> path={`/api${her.path}/safety-plan`} what="the briefing">
          {({ briefings }, reload) => {
            const one = briefings.find((briefing) => briefing.id === params['briefing']);
            if (!one) return <NotFound />;
            if (!one.decision) return <Decide her={her} one={one} reload={reload} />;
            return (
              <Settled title={PAGE.briefingDecide} back={`${her.path}/safety-plan`}>
                It is decided: {one.decision.approved ? 'approved' : 'declined'} by {one.decision.by}, {ukDateTime(one.decision.at)}.
              </Settled>
            );
          }}
        </Get>
      )}
    </Woman>
  );
}

interface Decision {
  decision: 'approved' | 'declined' | null;
  words: string;
}

function Decide({ her, one, reload }: { her: Her; one: Briefing; reload: () => Promise<unknown> }) {
  return (
    <Form<Decision>
      title={PAGE.briefingDecide}
      button="Record the decision"
      back={`${her.path}/safety-plan`}
      done="The decision is recorded."
      start={{ decision: null, words: '' }}
      refresh={reload}
      intro={
        <InsetText>
          <p class="govuk-body ln-how__text">{one.words}</p>
          <p class="govuk-body ln-soft">
            {one.author}, {ukDateTime(one.at)}. Why she must not read it: {one.reason}. Until {ukDate(one.expires_at)}.
          </p>
        </InsetText>
      }
      asks={(v) => [
        {
          id: 'decision',
          as: 'radios',
          label: 'May this stand for staff only?',
          items: choices({ approved: 'Yes: it is left out of her own copy', declined: 'No' }),
          need: 'Select yes or no',
        },
        { id: 'words', label: v.decision === 'declined' ? 'Why not, and what to do instead' : 'What you add, if anything', maxLength: 500, need: v.decision === 'declined' && 'Say why not' },
      ]}
      send={(v, pin) => post(`/api/staff-briefings/${one.id}/decide`, { approved: v.decision === 'approved', words: v.words, ...pin })}
    />
  );
}
