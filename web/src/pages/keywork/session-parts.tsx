// The two parts of a session that have rows: skills that were there, and what was agreed.
import { Button, LinkButton } from '../../parts/button.tsx';
import { DateInput } from '../../parts/date-input.tsx';
import { Details } from '../../parts/details.tsx';
import { ErrorMessage } from '../../parts/error-message.tsx';
import type { At } from '../../parts/form.tsx';
import { Select } from '../../parts/select.tsx';
import { TextInput } from '../../parts/text-input.tsx';
import type { KeyworkPage, SkillHow } from '../../records-keywork.ts';
import { now } from '../../state/clock.ts';
import { choices } from '../../words.ts';
import { SKILL } from '../../words-keywork.ts';
import type { Her } from '../resident/woman.tsx';
import { newAction, type ActionFields, type Fields } from './draft.ts';
import { skillsOffered, type SkillOffered } from './words.ts';

interface Part {
  data: KeyworkPage;
  v: Fields;
  set: (part: Partial<Fields>) => void;
  at: At;
}

const WAYS = [{ value: '', label: 'Not this time' }, ...choices(SKILL)];
const SHOWN = 5;

export function SkillsAsked({ data, v, set, at }: Part) {
  // What stands in the fields already is not offered besides.
  const offered = skillsOffered(data.skills).filter((one) => !v.own_skills.some(({ skill }) => skill === one.skill));
  const [first, rest] = [offered.slice(0, SHOWN), offered.slice(SHOWN)];
  const row = (one: SkillOffered) => (
    <Select
      key={one.skill}
      id={`skill-${offered.indexOf(one)}`}
      label={one.skill}
      hint={one.before}
      items={WAYS}
      value={v.skills[one.skill] ?? ''}
      onChange={(how) => set({ skills: { ...v.skills, [one.skill]: how as SkillHow | '' } })}
    />
  );
  const setOwn = (i: number, part: object): void => set({ own_skills: v.own_skills.map((one, at) => (at === i ? { ...one, ...part } : one)) });
  return (
    <section class="ln-part" aria-labelledby="skills">
      <h2 class="govuk-heading-s" id="skills" tabIndex={-1}>
        Skills and strengths
      </h2>
      {at('skills') && <ErrorMessage>{at('skills')}</ErrorMessage>}
      {first.map(row)}
      {rest.length > 0 && <Details summary={`${rest.length} more`}>{rest.map(row)}</Details>}
      {v.own_skills.map((one, i) => (
        <div class="ln-fields" key={i}>
          <TextInput id={`skills-${i}-skill`} label="Skill or strength" maxLength={120} width={20} error={at(`skills-${i}-skill`)} value={one.skill} onInput={(skill) => setOwn(i, { skill })} />
          <Select id={`skills-${i}-how`} label="How was it there?" items={WAYS} error={at(`skills-${i}-how`)} value={one.how} onChange={(how) => setOwn(i, { how })} />
        </div>
      ))}
      <Button type="button" look="secondary" onClick={() => set({ own_skills: [...v.own_skills, { skill: '', how: '' }] })}>
        Add a skill
      </Button>
    </section>
  );
}

export function ActionsAsked({ her, data, v, set, at }: Part & { her: Her }) {
  const owners = [
    { value: '', label: 'Choose' },
    { value: 'resident', label: 'She herself' },
    ...(her.page.banner.practitioner ? [{ value: 'practitioner', label: 'Her practitioner' }] : []),
    ...data.staff.map((one) => ({ value: one.id, label: one.name })),
  ];
  const setAt = (i: number, part: Partial<ActionFields>): void => set({ actions: v.actions.map((one, n) => (n === i ? { ...one, ...part } : one)) });
  return (
    <section class="ln-part" aria-labelledby="actions">
      <h2 class="govuk-heading-s" id="actions" tabIndex={-1}>
        What was agreed
      </h2>
      {v.actions.map((one, i) => (
        <div class="ln-part__row" key={one.id}>
          <TextInput id={`actions-${i}-what`} label="What is to be done" maxLength={300} error={at(`actions-${i}-what`)} value={one.what} onInput={(what) => setAt(i, { what })} />
          <div class="ln-fields">
            <Select id={`actions-${i}-owner_staff`} label="Who does it?" items={owners} error={at(`actions-${i}-owner_staff`)} value={one.owner} onChange={(owner) => setAt(i, { owner })} />
            <DateInput id={`actions-${i}-target_on`} label="By which day?" error={at(`actions-${i}-target_on`)} value={one.target_on} onInput={(target_on) => setAt(i, { target_on })} />
          </div>
          <LinkButton onClick={() => set({ actions: v.actions.filter((other) => other !== one) })}>Take it out</LinkButton>
        </div>
      ))}
      {v.actions.length < 8 && (
        <Button type="button" look="secondary" onClick={() => set({ actions: [...v.actions, newAction(now.value)] })}>
          Add an action
        </Button>
      )}
    </section>
  );
}
