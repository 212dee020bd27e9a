// A new need or action, and what is written at one: progress, closing, reopening.
import { dayOf, NO_DATE, partsOf } from '../../parts/date-input.tsx';
import { Form } from '../../parts/form.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import { Get } from '../../parts/page.tsx';
import type { Action, StaffMember } from '../../records.ts';
import type { Params } from '../../router.ts';
import { now } from '../../state/clock.ts';
import { useLoad } from '../../state/load.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { dayDueInWords, dayInWords, ukDateTime, ukDay } from '../../time.ts';
import { choices, PAGE } from '../../words.ts';
import { OWNER } from '../../words-records.ts';
import { NotYours } from '../problem.tsx';
import { isClosed, ownerInWords, type ActionsAnswer } from './actions.tsx';
import { Woman, type Her } from './woman.tsx';

export function ActionNew({ params }: { params: Params }) {
  return <Woman params={params}>{(her) => <NewForm her={her} />}</Woman>;
}

const START = { what: '', owner_kind: null as Action['owner_kind'] | null, owner: '', target_on: NO_DATE };

function NewForm({ her }: { her: Her }) {
  const record = useNewRecord();
  const { practitioner, premises } = her.page.banner;
  const staff = useLoad<{ staff: StaffMember[] }>(`/api/premises/${premises.id}/staff`).data?.staff ?? [];
  return (
    <Form
      title={PAGE.actionNew}
      button="Add"
      back={`${her.path}/actions`}
      done="The action was added."
      draft={['action', her.who.stay]}
      start={{ ...START, identified_on: partsOf(ukDay(now.value)) }}
      asks={(v) => [
        { id: 'what', as: 'area', label: 'What does she need, or what is to be done?', limit: 300, need: 'Write what is needed or to be done' },
        {
          id: 'owner_kind',
          as: 'radios',
          label: 'Who does it?',
          items: choices(OWNER).filter((one) => practitioner !== null || one.value !== 'practitioner'),
          need: 'Select who does it',
        },
        v.owner_kind === 'staff' && {
          id: 'owner',
          as: 'select',
          label: 'Which member of staff?',
          items: [{ value: '', label: 'Choose' }, ...staff.map((one) => ({ value: one.id, label: one.display_name }))],
          need: 'Select which member of staff',
        },
        { id: 'identified_on', as: 'day', label: 'When was it identified?', need: 'Enter the day on which it was identified' },
        { id: 'target_on', as: 'day', label: 'By which day?', need: 'Enter the day by which it should be done' },
      ]}
      send={({ owner, ...v }) => {
        const owners = { staff: { owner }, practitioner: { owner: practitioner?.staff }, resident: {} };
        return record('/api/actions', { ...her.who, ...v, ...owners[v.owner_kind!], identified_on: dayOf(v.identified_on), target_on: dayOf(v.target_on) });
      }}
    />
  );
}

export function ActionEntry({ params }: { params: Params }) {
  return (
    <Woman params={params}>
      {(her) => (
        <Get<ActionsAnswer> path={`/api${her.path}/actions`} what="the action">
          {({ actions }, reload) => {
            const action = actions.find((one) => one.id === params['action']);
            return action ? <EntryForm her={her} action={action} reload={reload} /> : <NotYours />;
          }}
        </Get>
      )}
    </Woman>
  );
}

interface Fields {
  version: number;
  kind: string | null;
  words: string;
}

function EntryForm({ her, action, reload }: { her: Her; action: Action; reload: () => Promise<unknown> }) {
  const record = useNewRecord();
  const { version, target_on } = action;
  const done = isClosed(action);
  const start: Fields = { version, kind: done ? 'reopened' : null, words: '' };
  const last = action.entries[action.entries.length - 1];
  return (
    <Form<Fields>
      title={PAGE.actionEntry}
      button="Save"
      back={`${her.path}/actions`}
      done="It was written at the action."
      draft={['entry', action.id]}
      start={start}
      refresh={reload}
      theirs={(v) =>
        v.version === version || !last
          ? null
          : {
              who: last.staff,
              words: (
                <p class="govuk-body">
                  “{last.words}”, {ukDateTime(last.at)}. {done && 'The action is closed now.'}
                </p>
              ),
              mine: { version, kind: start.kind },
              afresh: start,
            }
      }
      intro={
        <InsetText>
          <strong>{action.what}</strong>
          <br />
          {ownerInWords(action)}, by {dayInWords(target_on)}
          {!done && ` (${dayDueInWords(target_on, now.value)})`}
        </InsetText>
      }
      asks={() => [
        !done && {
          id: 'kind',
          as: 'radios',
          label: 'What is it?',
          items: [
            { value: 'progress', label: 'Progress', hint: 'It stays open.' },
            { value: 'closed', label: 'Close it', hint: 'It is done, or not needed any more. It can be reopened.' },
          ],
          need: 'Select what it is',
        },
        { id: 'words', as: 'area', label: done ? 'Why is it open again?' : 'What was done?', limit: 1000, need: 'Say it in a few words' },
      ]}
      send={(v) => record('/api/action-entries', { action: action.id, ...v })}
    />
  );
}
