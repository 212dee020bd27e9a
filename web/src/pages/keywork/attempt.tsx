// A session that was not held: why, and nothing else. It stays on record, and counts as no session.
import { Form, instantOf, NO_MOMENT } from '../../parts/form.tsx';
import type { Params } from '../../router.ts';
import { clock } from '../../state/clock.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { isoOf } from '../../time.ts';
import { choices, PAGE } from '../../words.ts';
import type { NotHeld } from '../../records-keywork.ts';
import { NOT_HELD } from '../../words-keywork.ts';
import { writesPlan } from '../plan/may-write.ts';
import { Woman, type Her } from '../resident/woman.tsx';
import { keyworkPath } from './keywork.tsx';

export function AttemptForm({ params }: { params: Params }) {
  return (
    <Woman params={params} may={writesPlan}>
      {(her) => <New her={her} />}
    </Woman>
  );
}

function New({ her }: { her: Her }) {
  const record = useNewRecord();
  return (
    <Form
      title={PAGE.keyworkAttempt}
      button="Save"
      back={keyworkPath(her)}
      done="The attempt is on record. The session is still owed."
      draft={['attempt', her.who.stay]}
      start={{ not_held: null as NotHeld | null, not_held_words: '', happened_at: NO_MOMENT, now: isoOf(clock.now()) }}
      asks={(v) => [
        { id: 'not_held', as: 'radios', label: 'Why was it not held?', items: choices(NOT_HELD), need: 'Select why' },
        {
          id: 'not_held_words',
          label: v.not_held === 'other' ? 'What was the reason?' : 'In a few words (optional)',
          maxLength: 500,
          need: v.not_held === 'other' && 'Say what the reason was',
        },
        { id: 'happened_at', as: 'moment', label: 'When was it?', hint: 'Leave it empty for just now.' },
      ]}
      send={(v) =>
        record('/api/keywork-sessions', {
          ...her.who,
          kind: 'attempt',
          not_held: v.not_held,
          ...(v.not_held_words.trim() && { not_held_words: v.not_held_words.trim() }),
          happened_at: instantOf(v.happened_at) || v.now,
        })
      }
    />
  );
}
