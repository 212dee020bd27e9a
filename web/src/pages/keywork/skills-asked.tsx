// The skills that were there in a session: those carried forward, and any other.
import { Details } from '../../parts/details.tsx';
import type { At } from '../../parts/form.tsx';
import { Rows } from '../../parts/rows.tsx';
import { Select } from '../../parts/select.tsx';
import { TextInput } from '../../parts/text-input.tsx';
import type { KeyworkPage, SkillHow } from '../../records-keywork.ts';
import { choices } from '../../words.ts';
import { SKILL } from '../../words-keywork.ts';
import type { Fields, SkillFields } from './draft.ts';
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
  return (
    <Rows
      id="skills"
      title="Skills and strengths"
      one="Skill or strength"
      add="Add a skill"
      error={at('skills')}
      rows={v.own_skills}
      fresh={(): SkillFields => ({ skill: '', how: '' })}
      set={(own_skills) => set({ own_skills })}
      intro={
        <>
          {first.map(row)}
          {rest.length > 0 && <Details summary={`${rest.length} more`}>{rest.map(row)}</Details>}
        </>
      }
    >
      {(one, i, change) => (
        <div class="ln-fields">
          <TextInput id={`skills-${i}-skill`} label="Skill or strength" maxLength={120} width={20} error={at(`skills-${i}-skill`)} value={one.skill} onInput={(skill) => change({ skill })} />
          <Select id={`skills-${i}-how`} label="How was it there?" items={WAYS} error={at(`skills-${i}-how`)} value={one.how} onChange={(how) => change({ how: how as SkillHow | '' })} />
        </div>
      )}
    </Rows>
  );
}
