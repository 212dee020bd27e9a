// What somebody is writing of a plan: what she began from, what she has now, and what she chose where two wrote at once.
import { newId } from '../api.ts';
import { instantOf, NO_MOMENT, type Moment } from '../parts/form.tsx';
import { partsOf as dayParts } from '../parts/date-input.tsx';
import { ukDay, ukTime } from '../time.ts';
import { CRISIS } from './crisis-words.ts';
import { merge, type Choices, type Merged } from './merge.ts';
import { contentOf, sectionOf, type Content } from './parts.ts';
import type { CrisisName, PlanLine, PlanSection, PlanSign, SafetyPlanPage } from './types.ts';
import { SECTIONS } from './words.ts';

export interface PlanFields {
  /** The version it is made from, and what that said; 0: there was none. */
  based_on: number;
  base: Content | null;
  content: Content;
  /** Times of the crisis summary, as typed. */
  at: Partial<Record<CrisisName, Moment>>;
  choices: Choices;
  reason: string;
  /** Which suggestions this version takes in. */
  taken: string[];
}

const EMPTY: Content = {
  state: 'starter',
  agreement: { state: 'not_asked', words: '' },
  large_print: false,
  daily: [],
  sections: [],
  lines: [],
  signs: [],
  crisis: (Object.keys(CRISIS) as CrisisName[]).map((name) => ({ name, state: 'not_asked', words: '', known_at: null })),
};

/** As it stands now, whole: with every section. */
export function standing({ plan }: Pick<SafetyPlanPage, 'plan'>): Content {
  const content = plan ? contentOf(plan) : EMPTY;
  return { ...content, sections: SECTIONS.map((name): PlanSection => sectionOf(content, name)) };
}

const momentOf = (at: string): Moment => ({ ...dayParts(ukDay(at)), time: ukTime(at).slice(0, 5) });

const timesOf = (content: Content): PlanFields['at'] =>
  Object.fromEntries(content.crisis.map((line) => [line.name, line.known_at ? momentOf(line.known_at) : NO_MOMENT]));

export function fieldsOf(page: Pick<SafetyPlanPage, 'plan'>): PlanFields {
  const content = standing(page);
  return { based_on: page.plan?.version ?? 0, base: page.plan && content, content, at: timesOf(content), choices: {}, reason: '', taken: [] };
}

/** What to say of a time that is none, by the name of its line. */
export const badTimes = (at: PlanFields['at']): CrisisName[] =>
  (Object.keys(at) as CrisisName[]).filter((name) => instantOf(at[name] ?? NO_MOMENT) === false);

/** With the times as instants. One that nobody touched stays to the second. */
export function contentWithTimes({ content, at }: Pick<PlanFields, 'content' | 'at'>): Content {
  const crisis = content.crisis.map((line) => {
    const typed = at[line.name] ?? NO_MOMENT;
    const untouched = line.known_at !== null && JSON.stringify(momentOf(line.known_at)) === JSON.stringify(typed);
    const known_at = untouched ? line.known_at : instantOf(typed) || null;
    return line.state === 'recorded' ? { ...line, known_at } : { ...line, words: '', known_at: null };
  });
  return { ...content, crisis };
}

/** What somebody else made of it meanwhile, put together with this; null when nobody did. */
export function mergedWith(fields: PlanFields, page: Pick<SafetyPlanPage, 'plan'>): Merged | null {
  if (page.plan === null || page.plan.version === fields.based_on) return null;
  return merge(fields.base ?? standing({ plan: null }), contentWithTimes(fields), standing(page), fields.choices);
}

/** To go on from theirs and mine together. */
export function goOn(fields: PlanFields, page: Pick<SafetyPlanPage, 'plan'>, { content }: Merged): PlanFields {
  return { ...fields, based_on: page.plan?.version ?? 0, base: standing(page), content, at: timesOf(content), choices: {} };
}

export const newLine = (): PlanLine => ({ line: newId(), sees: '', action: 'sit_with_her', does: '', who: '', within_s: null });
export const newSign = (leaning: PlanSign['leaning']): PlanSign => ({ sign: newId(), leaning, words: '', line: null });

/** The list with one of it a place up or down. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, i) => i !== from);
  return [...rest.slice(0, to), list[from]!, ...rest.slice(to)];
}
