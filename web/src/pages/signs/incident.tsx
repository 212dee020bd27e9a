// Something serious has happened: one act, and every other woman in the house is spoken to, whoever was on is asked
// whether she would like to talk about it, and a review begins.
import { Form, instantOf, NO_MOMENT } from '../../parts/form.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import type { IncidentKind } from '../../records-safety.ts';
import type { Params } from '../../router.ts';
import { clock } from '../../state/clock.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { isoOf } from '../../time.ts';
import { choices, PAGE } from '../../words.ts';
import { INCIDENT } from '../../words-safety.ts';
import { NotYours } from '../problem.tsx';
import { Woman, type Her } from '../resident/woman.tsx';
import { mayPlan } from './rules.tsx';

export function Incident({ params }: { params: Params }) {
  return <Woman params={params}>{(her) => (mayPlan(her) ? <IncidentForm her={her} /> : <NotYours />)}</Woman>;
}

function IncidentForm({ her }: { her: Her }) {
  const record = useNewRecord();
  return (
    <Form
      title={PAGE.incident}
      button="Record it"
      look="warning"
      back={`${her.path}/reviews`}
      done="It is recorded. Each other woman has one more conversation on the board."
      draft={['incident', her.who.stay]}
      start={{ kind: null as IncidentKind | null, words: '', happened_at: NO_MOMENT }}
      intro={
        <InsetText>
          <strong>With this begins</strong>
          <ul class="govuk-list govuk-list--bullet">
            <li>one conversation with every other woman who is in, each recorded alone</li>
            <li>a question to everybody on shift, for each alone, whether she would like to talk about it</li>
            <li>a review of this woman’s plan</li>
          </ul>
        </InsetText>
      }
      asks={() => [
        { id: 'kind', as: 'radios', label: 'What happened?', items: choices(INCIDENT), need: 'Select what happened' },
        { id: 'words', as: 'area', label: 'In a few words (optional)', hint: 'Facts. Only those who work here read it.', limit: 500 },
        { id: 'happened_at', as: 'moment', label: 'When?', hint: 'Empty: now.' },
      ]}
      send={(v, pin) =>
        record('/api/incidents', { ...her.who, kind: v.kind, words: v.words.trim(), happened_at: instantOf(v.happened_at) || isoOf(clock.now()), ...pin })
      }
    />
  );
}
