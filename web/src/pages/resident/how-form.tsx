// How to be with her, in her words: what anybody reads before going to her door. Each version stays.
import { Form } from '../../parts/form.tsx';
import { lengthOf } from '../../parts/textarea.tsx';
import type { Consent, ContactPlan } from '../../records.ts';
import { location, type Params } from '../../router.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { ukDateTime } from '../../time.ts';
import { choices, PAGE, WITHHELD } from '../../words.ts';
import { CONSENT, SLEEP, sleepInWords } from '../../words-records.ts';
import { Woman, type Her } from './woman.tsx';

const LIMIT = 600;

interface Fields {
  /** The version that was on the page when the writing began; 0: there was none. */
  based_on: number;
  how: string;
  consent: Consent | null;
  sleep_options: string[];
  reason: string;
}

const fieldsOf = (plan: ContactPlan | null): Fields => ({
  based_on: plan?.version ?? 0,
  how: plan?.how ?? '',
  consent: plan?.consent ?? null,
  sleep_options: plan?.sleep_options ?? [],
  reason: '',
});

export function HowForm({ params }: { params: Params }) {
  return <Woman params={params}>{(her) => <HowFields her={her} />}</Woman>;
}

function HowFields({ her }: { her: Her }) {
  const record = useNewRecord();
  const plan = her.page.overview.contact_plan;
  return (
    <Form<Fields>
      title={plan ? PAGE.how : PAGE.howFirst}
      button="Save"
      back={location.value.query === '?from=plan' ? `${her.path}/safety-plan/edit` : her.path}
      done={`How to be with her was ${plan ? 'changed' : 'written'}. Everybody sees it now.`}
      draft={['how', her.who.stay]}
      start={fieldsOf(plan)}
      refresh={her.reload}
      theirs={(v) =>
        plan === null || plan.version === v.based_on
          ? null
          : { who: plan.author, words: <ContactPlanWords plan={plan} />, mine: { based_on: plan.version }, afresh: fieldsOf(plan) }
      }
      asks={(v) => [
        {
          id: 'how',
          as: 'area',
          label: 'How to be with me',
          hint: 'In her words where you can. It stands on the board and at the top of every check.',
          limit: LIMIT,
          rows: 6,
          need: 'Write how to be with her',
          bad: lengthOf(v.how) > LIMIT && `Use ${LIMIT} characters or fewer`,
        },
        { id: 'consent', as: 'radios', label: 'What did she say about checks at night?', items: choices(CONSENT), need: 'Select what she said about checks at night' },
        v.consent === 'agreed' && { id: 'sleep_options', as: 'boxes', label: 'So that she can sleep', items: choices(SLEEP) },
        plan
          ? { id: 'reason', label: 'Why does it change?', maxLength: 500, need: 'Say why it changes' }
          : { id: 'reason', label: 'Where is it from?', hint: 'What she said herself, or who told it.', maxLength: 500, need: 'Say where it is from' },
      ]}
      send={(v, pin) => record('/api/contact-plans', { ...her.who, ...v, sleep_options: v.consent === 'agreed' ? v.sleep_options : [], ...pin })}
    />
  );
}

function ContactPlanWords({ plan }: { plan: ContactPlan }) {
  return (
    <p class="govuk-body">
      Version {plan.version}, {ukDateTime(plan.at)}: “{plan.how}” At night: {sleepInWords(plan.sleep_options)}. {CONSENT[plan.consent]}. Why: {plan.reason ?? WITHHELD}
    </p>
  );
}
