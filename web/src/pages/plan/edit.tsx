// Her plan on one page to write: her words before ours in every part, what is still missing said beside its field, and
// nothing lost, whoever else writes at the same time.
import { Form, type At } from '../../parts/form.tsx';
import { Get } from '../../parts/page.tsx';
import { Radios } from '../../parts/radios.tsx';
import { Textarea } from '../../parts/textarea.tsx';
import { badTimes, contentWithTimes, fieldsOf, goOn, mergedWith, type PlanFields } from '../../plan/draft.ts';
import { faults, inFormOrder, LIMIT, missing, type Finding } from '../../plan/missing.ts';
import type { Content } from '../../plan/parts.ts';
import type { Prompt } from '../../plan/prompts.ts';
import type { PlanState, SafetyPlanPage } from '../../plan/types.ts';
import { SECTION, SECTIONS } from '../../plan/words.ts';
import { focusIfLost, location, type Params } from '../../router.ts';
import { useLoad } from '../../state/load.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { useNumbers } from '../../state/settings.ts';
import { PAGE } from '../../words.ts';
import { NotYours } from '../problem.tsx';
import { Woman, type Her } from '../resident/woman.tsx';
import { Conflict } from './edit-conflict.tsx';
import { EditSection } from './edit-section.tsx';
import { writesPlan } from './may-write.ts';
import { SuggestionsBeside, useSuggestions } from './suggestions.tsx';

export function PlanEdit({ params }: { params: Params }) {
  return (
    <Woman params={params} may={writesPlan}>
      {(her) => (
        <Get<SafetyPlanPage> path={`/api${her.path}/safety-plan`} what="her plan">
          {(page, reload) => (page.plan && !page.plan.sections ? <NotYours /> : <Fields her={her} page={page} reload={reload} />)}
        </Get>
      )}
    </Woman>
  );
}

/** What every part of the form needs. */
export interface Editing {
  her: Her;
  page: SafetyPlanPage;
  fields: PlanFields;
  content: Content;
  set: (part: Partial<Content>) => void;
  setFields: (part: Partial<PlanFields>) => void;
  at: At;
  /** What is still missing at a field for an active plan, while it is not to be one. */
  gap: (id: string) => string | undefined;
  prompts: readonly Prompt[];
}

const NONE: readonly Prompt[] = [];

function Fields({ her, page, reload }: { her: Her; page: SafetyPlanPage; reload: () => Promise<unknown> }) {
  const record = useNewRecord();
  const number = useNumbers(her.page.banner.premises.id);
  const prompts = useLoad<Prompt[]>('/prompts.json').data ?? NONE;
  const suggested = useSuggestions(her);
  const wanted = new URLSearchParams(location.value.query).get('suggestion');
  const counts = { least: number('sign_count_min', 3), most: number('sign_count_max', 7) };
  const missingOf = (v: PlanFields): Finding[] => missing(v.content, counts, page.contact !== null);
  const wrong = (v: PlanFields): Finding[] => {
    const merged = mergedWith(v, page);
    const times = badTimes(v.at).map((name): Finding => [`crisis-${v.content.crisis.findIndex((one) => one.name === name)}-known_at`, 'Enter a day and a time, or leave all of it empty']);
    const found = inFormOrder([...faults(v.content, v.reason), ...times, ...(v.content.state === 'active' ? missingOf(v) : [])]);
    return merged ? [['theirs', 'Look at what was changed meanwhile, and put both together'], ...found] : found;
  };
  return (
    <div class="ln-plan">
      <nav class="ln-contents" aria-label="Parts of her plan">
        <ul class="ln-contents__list">
          {SECTIONS.map((name) => (
            <li key={name}>
              <a class="govuk-link" href={`#${name}`}>
                {SECTION[name]}
              </a>
            </li>
          ))}
          <li>
            <a class="govuk-link" href="#save">
              Save
            </a>
          </li>
        </ul>
      </nav>
      <Form<PlanFields>
        title={PAGE.safetyPlanEdit}
        button="Save this version"
        back={`${her.path}/safety-plan`}
        done="Her plan is saved as a new version. Everybody sees it now."
        draft={['safety-plan', her.who.stay]}
        start={fieldsOf(page)}
        refresh={reload}
        rename={{ '/based_on': 'theirs', '/sections': 'how' }}
        also={wrong}
        asks={(v, setFields, at) => {
          const left = v.content.state === 'active' ? [] : missingOf(v);
          const set = (part: Partial<Content>): void => setFields({ content: { ...v.content, ...part } });
          const editing: Editing = { her, page, fields: v, content: v.content, set, setFields, at, gap: (id) => left.find((one) => one[0] === id)?.[1], prompts };
          const merged = mergedWith(v, page);
          return [
            merged && <Conflict key="theirs" page={page} merged={merged} choices={v.choices} at={at} choose={(choices) => setFields({ choices })} goOn={() => (setFields(goOn(v, page, merged)), focusIfLost())} />,
            <SuggestionsBeside key="suggestions" open={suggested} wanted={wanted} taken={v.taken ?? []} onChange={(taken) => setFields({ taken })} />,
            ...SECTIONS.map((name, i) => <EditSection key={name} name={name} index={i} editing={editing} />),
            <Save key="save" editing={editing} left={left.length} />,
          ];
        }}
        send={(v, pin) => record('/api/safety-plans', { ...her.who, based_on: v.based_on, reason: v.reason.trim(), ...contentWithTimes(v), ...((v.taken ?? []).length > 0 && { suggestions: v.taken }), ...pin })}
      />
    </div>
  );
}

const STATES: { value: PlanState; label: string; hint: string }[] = [
  { value: 'starter', label: 'Starter plan', hint: 'The first hours: how to be with her, what she takes, whom to call.' },
  { value: 'draft', label: 'Draft', hint: 'More is known, something is still missing.' },
  { value: 'active', label: 'Active', hint: 'Whole: everybody acts on it. It stays active from then on.' },
];

function Save({ editing: { fields, content, set, setFields, at }, left }: { editing: Editing; left: number }) {
  const already = fields.base?.state === 'active';
  return (
    <section class="ln-edit" aria-labelledby="save">
      <h2 class="govuk-heading-m" id="save">
        Save
      </h2>
      {already ? (
        <p class="govuk-body">Her plan is active, and stays so.</p>
      ) : (
        <Radios id="state" label="What is this version?" labelSize="s" items={STATES} value={content.state} error={at('state')} onChange={(state) => set({ state })} />
      )}
      {left > 0 && (
        <p class="govuk-body">
          For an active plan {left === 1 ? '1 thing is' : `${left} things are`} still missing. Each is said at its place above.
        </p>
      )}
      <Textarea
        id="reason"
        label="Why this version?"
        labelSize="s"
        hint="What happened, or who asked for it. It stands in the list of versions."
        rows={2}
        limit={LIMIT.reason}
        value={fields.reason}
        error={at('reason')}
        onInput={(reason) => setFields({ reason })}
      />
    </section>
  );
}
