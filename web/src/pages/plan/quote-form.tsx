// What others wrote about her comes in as a quotation, with its source and its day, and never as her words.
import { dayOf, NO_DATE } from '../../parts/date-input.tsx';
import { Form } from '../../parts/form.tsx';
import { lengthOf } from '../../parts/textarea.tsx';
import type { SectionName } from '../../plan/types.ts';
import { SECTION } from '../../plan/words.ts';
import type { Params } from '../../router.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { choices, PAGE } from '../../words.ts';
import { Woman, type Her } from '../resident/woman.tsx';
import { writesPlan } from './may-write.ts';

const LIMIT = 1000;

interface Fields {
  section: SectionName;
  words: string;
  source: string;
  stated_on: typeof NO_DATE;
}

const START: Fields = { section: 'usual', words: '', source: '', stated_on: NO_DATE };

export function QuoteForm({ params }: { params: Params }) {
  return <Woman params={params} may={writesPlan}>{(her) => <QuoteFields her={her} />}</Woman>;
}

function QuoteFields({ her }: { her: Her }) {
  const record = useNewRecord();
  return (
    <Form<Fields>
      title={PAGE.quote}
      button="Add it as a quotation"
      back={`${her.path}/safety-plan`}
      done="The quotation stands in her plan, with where it comes from."
      draft={['quote', her.who.stay]}
      start={START}
      asks={(v) => [
        {
          id: 'words',
          as: 'area',
          label: 'What they wrote, word for word',
          hint: 'From a report, a letter, an earlier plan. It stays theirs: her own words are only what she said here.',
          limit: LIMIT,
          need: 'Copy what they wrote',
          bad: lengthOf(v.words) > LIMIT && `Use ${LIMIT} characters or fewer`,
        },
        { id: 'source', label: 'Who wrote it, and in what', hint: 'Like: prison healthcare, release letter', maxLength: 100, need: 'Say who wrote it' },
        { id: 'stated_on', as: 'day', label: 'When they wrote it', need: 'Enter the day on which they wrote it' },
        { id: 'section', as: 'select', label: 'To which part of her plan it belongs', items: choices(SECTION) },
      ]}
      send={(v, pin) => record('/api/plan-quotes', { ...her.who, ...v, stated_on: dayOf(v.stated_on), ...pin })}
    />
  );
}
