// Who reads for a practitioner what she has not read in time.
import { Form } from '../../parts/form.tsx';
import { Get } from '../../parts/page.tsx';
import type { MyUpdates } from '../../records-updates.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { UPDATES } from '../../words.ts';

export function DeputyForm() {
  return (
    <Get<MyUpdates> path="/api/me/updates" what="who could read for you">
      {({ deputy, practitioners }) => <Ask now={deputy?.id ?? ''} from={practitioners} />}
    </Get>
  );
}

function Ask({ now, from }: { now: string; from: MyUpdates['practitioners'] }) {
  const record = useNewRecord();
  return (
    <Form
      title={UPDATES.deputy}
      button="Save"
      back="/updates"
      done="It is saved. She sees a woman of yours only when something about her was passed to her."
      start={{ deputy: now }}
      intro={<p class="govuk-body">What is to be known now and was not read in time goes to her. The house sees that it did.</p>}
      asks={() => [
        {
          id: 'deputy',
          as: 'select',
          label: 'Which practitioner?',
          items: [{ value: '', label: 'Choose' }, ...from.map((one) => ({ value: one.id, label: one.name }))],
          need: 'Select who reads for you',
        },
      ]}
      send={(v) => record('/api/deputies', v)}
    />
  );
}
