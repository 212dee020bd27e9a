// Her practitioner, when it becomes somebody else: with a reason, and what waits goes along.
import { Form } from '../../parts/form.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import { Get } from '../../parts/page.tsx';
import type { Choice, ChoicesPage } from '../../records-around.ts';
import type { KeyworkerPage } from '../../records-keywork.ts';
import type { Params } from '../../router.ts';
import { LEADS, mayAt } from '../../state/may.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { ukDate } from '../../time.ts';
import type { Banner } from '../../types.ts';
import { PAGE } from '../../words.ts';
import { ChoicesHere } from '../around/choices.tsx';
import { Woman, type Her } from '../resident/woman.tsx';

/** Who says whose she is: the same as for her keyworker. */
export const mayChangeHolder = ({ premises, status }: Banner): boolean => status.state === 'arrived' && mayAt(premises.id, ['keyworker', ...LEADS]);

export function PractitionerForm({ params }: { params: Params }) {
  return (
    <Woman params={params} may={mayChangeHolder}>
      {(her) => (
        <Get<KeyworkerPage> path={`/api${her.path}/keyworker`} what="who it is now">
          {(data, reload) => (
            <Get<ChoicesPage> path={`/api${her.path}/choices`} what="what she may choose">
              {({ choices }) => <Change her={her} data={data} choices={choices} reload={reload} />}
            </Get>
          )}
        </Get>
      )}
    </Woman>
  );
}

interface Choosing {
  based_on: string | null;
  staff: string;
  reason: string;
}

function Change({ her, data, choices, reload }: { her: Her; data: KeyworkerPage; choices: readonly Choice[]; reload: () => Promise<unknown> }) {
  const record = useNewRecord();
  const { practitioner: now } = data;
  const start: Choosing = { based_on: now?.id ?? null, staff: '', reason: '' };
  const others = data.practitioners.filter((one) => one.id !== now?.staff);
  return (
    <Form<Choosing>
      title={PAGE.practitioner}
      button="Save"
      back={`${her.path}/updates`}
      done="Her practitioner is written down, with the reason."
      draft={['practitioner', her.who.stay]}
      start={start}
      refresh={reload}
      theirs={(v) =>
        v.based_on === start.based_on
          ? null
          : { who: 'Somebody else', words: <p class="govuk-body">Her practitioner is {now?.name ?? 'nobody'} now.</p>, mine: { based_on: start.based_on }, afresh: start }
      }
      intro={
        <>
          <ChoicesHere her={her} choices={choices} />
          <InsetText>
            {now ? `${now.name} since ${ukDate(now.since)}. ${now.deputy ? `${now.deputy.name} reads for her.` : 'Nobody is named to read for her.'}` : 'She has no practitioner yet.'}
            <span class="ln-below">Questions that are open and updates that nobody has read go to whoever it becomes.{now && ` ${now.name} sees her pages no more.`}</span>
          </InsetText>
        </>
      }
      asks={() => [
        { id: 'staff', as: 'select', label: 'Who is to be her practitioner?', items: [{ value: '', label: 'Choose' }, ...others.map((one) => ({ value: one.id, label: one.name }))], need: 'Select who is to be her practitioner' },
        { id: 'reason', label: 'Why?', maxLength: 500, need: 'Say why' },
      ]}
      send={(v) => record('/api/practitioners', { ...her.who, staff: v.staff, reason: v.reason.trim(), based_on: v.based_on })}
    />
  );
}
