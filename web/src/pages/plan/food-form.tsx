// What the kitchen is told of her, in a sentence.
import { Form } from '../../parts/form.tsx';
import { Get } from '../../parts/page.tsx';
import { lengthOf } from '../../parts/textarea.tsx';
import { KNOWN } from '../../plan/crisis-words.ts';
import type { KnownState, SafetyPlanPage } from '../../plan/types.ts';
import type { Params } from '../../router.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { choices, PAGE } from '../../words.ts';
import { Woman, type Her } from '../resident/woman.tsx';
import { writesPlan } from './may-write.ts';

const LIMIT = 300;

interface Fields {
  state: KnownState | null;
  words: string;
}

export function FoodForm({ params }: { params: Params }) {
  return (
    <Woman params={params} may={writesPlan}>
      {(her) => (
        <Get<SafetyPlanPage> path={`/api${her.path}/safety-plan`} what="her food needs">
          {({ food }) => <FoodFields her={her} start={{ state: food?.state ?? null, words: food?.words ?? '' }} />}
        </Get>
      )}
    </Woman>
  );
}

function FoodFields({ her, start }: { her: Her; start: Fields }) {
  const record = useNewRecord();
  return (
    <Form<Fields>
      title={PAGE.food}
      button="Save"
      back={`${her.path}/safety-plan`}
      done="Her food needs are changed. The kitchen sees them now."
      draft={['food', her.who.stay]}
      start={start}
      asks={(v) => [
        { id: 'state', as: 'radios', label: 'What does she eat, and what must she not eat?', items: choices(KNOWN), need: 'Select whether she was asked' },
        v.state === 'recorded' && {
          id: 'words',
          as: 'area',
          label: 'What the kitchen is told',
          hint: 'Only food: “No nuts, not even traces. No pork.” No reason, no name, nothing about her health besides.',
          limit: LIMIT,
          need: 'Write what the kitchen has to know',
          bad: lengthOf(v.words) > LIMIT && `Use ${LIMIT} characters or fewer`,
        },
      ]}
      send={(v, pin) => record('/api/food-needs', { ...her.who, state: v.state, words: v.state === 'recorded' ? v.words : '', ...pin })}
    />
  );
}
