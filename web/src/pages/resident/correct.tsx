// An entry was wrong: it stays where it is, and this stands beside it, with who and why.
import { EmptyState } from '../../parts/empty-state.tsx';
import { Form } from '../../parts/form.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import { Get } from '../../parts/page.tsx';
import type { VisitRecord } from '../../records.ts';
import type { Params } from '../../router.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { ukDateTime } from '../../time.ts';
import { choices, OUTCOME, PAGE } from '../../words.ts';
import { seenInWords } from './visit-words.ts';
import { Woman, type Her } from './woman.tsx';

type Found = Pick<VisitRecord, 'id' | 'outcome' | 'movement' | 'position' | 'note' | 'done_at' | 'corrected_by' | 'withdrawn'> & { by: string; stay: string };

export function Correct({ params }: { params: Params }) {
  return (
    <Woman params={params}>
      {(her) => (
        <Get<Found> path={`/api/visits/${params['visit']}`} what="the check">
          {(entry) =>
            entry.corrected_by !== null || entry.withdrawn || entry.stay !== her.who.stay ? (
              <EmptyState>This entry cannot be corrected: it was corrected already, or it is not one of hers.</EmptyState>
            ) : (
              <CorrectForm her={her} entry={entry} />
            )
          }
        </Get>
      )}
    </Woman>
  );
}

interface Fields {
  how: 'withdrawn' | 'other' | null;
  outcome: VisitRecord['outcome'] | null;
  seen: string[];
  note: string;
  reason: string;
}

function CorrectForm({ her, entry }: { her: Her; entry: Found }) {
  const record = useNewRecord();
  const { outcome, done_at } = entry;
  const isAsleep = (v: Fields): boolean => v.how === 'other' && v.outcome === 'asleep_breathing';
  return (
    <Form<Fields>
      title={PAGE.correct}
      button="Record the correction"
      back={`${her.path}/checks`}
      done="The correction stands beside the entry. Both stay."
      draft={['correct', entry.id]}
      start={{ how: null, outcome: null, seen: [], note: entry.note ?? '', reason: '' }}
      rename={{ '/breathing': 'seen', '/corrects': 'how' }}
      intro={
        <InsetText>
          <strong>{ukDateTime(done_at)}</strong>, {seenInWords(entry)}, {entry.by}
          {entry.note && `: “${entry.note}”`}
        </InsetText>
      }
      asks={(v) => [
        {
          id: 'how',
          as: 'radios',
          label: 'What was wrong?',
          items: [
            { value: 'withdrawn', label: 'This check did not happen to her', hint: 'What it had completed is owed again, and may be overdue at once.' },
            { value: 'other', label: 'Something else was seen', hint: 'It can count for less than the entry, not for more: whoever saw more records a check.' },
          ],
          need: 'Select what was wrong',
        },
        v.how === 'other' && { id: 'outcome', as: 'radios', label: 'What was really seen or heard?', items: choices(OUTCOME), need: 'Select what was really seen or heard' },
        isAsleep(v) && {
          id: 'seen',
          as: 'boxes',
          label: 'What else was seen?',
          items: choices({ movement: 'She moved', position: 'Her position' }),
          bad: v.seen.length === 0 && 'Select what else was seen: that she moved, or her position',
        },
        v.how === 'other' && { id: 'note', as: 'area', label: 'Note', limit: 500 },
        { id: 'reason', as: 'area', label: 'Why is the entry wrong?', limit: 500, need: 'Say what was wrong with the entry' },
      ]}
      send={(v, pin) =>
        record('/api/visits', {
          ...her.who,
          corrects: entry.id,
          done_at,
          reason: v.reason,
          ...(v.how === 'withdrawn' ? { outcome, withdrawn: true } : { outcome: v.outcome, note: v.note }),
          ...(isAsleep(v) && { breathing: true, movement: v.seen.includes('movement'), position: v.seen.includes('position') }),
          ...pin,
        })
      }
    />
  );
}
