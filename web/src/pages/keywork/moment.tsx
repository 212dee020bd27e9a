// A moment, written by anybody on shift: fifteen seconds.
import { Form } from '../../parts/form.tsx';
import type { Params } from '../../router.ts';
import { clock } from '../../state/clock.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { isoOf } from '../../time.ts';
import { choices, PAGE } from '../../words.ts';
import { MOMENT } from '../../words-keywork.ts';
import { Woman, type Her } from '../resident/woman.tsx';
import { keyworkPath } from './keywork.tsx';

export function MomentForm({ params }: { params: Params }) {
  return <Woman params={params}>{(her) => <New her={her} />}</Woman>;
}

function New({ her }: { her: Her }) {
  const record = useNewRecord();
  return (
    <Form
      title={PAGE.moment}
      button="Save"
      back={keyworkPath(her)}
      done="It is written down, for her next session."
      draft={['moment', her.who.stay]}
      start={{ kind: null as keyof typeof MOMENT | null, words: '', happened_at: isoOf(clock.now()) }}
      asks={() => [
        { id: 'kind', as: 'radios', label: 'What is it?', items: choices(MOMENT), need: 'Select what it is' },
        { id: 'words', as: 'area', rows: 2, label: 'What did you see or hear?', limit: 280, need: 'Say it in a line' },
      ]}
      send={(v) =>
        record('/api/moments', { ...her.who, good: v.kind === 'good', words: v.words.trim(), happened_at: v.happened_at })
      }
    />
  );
}
