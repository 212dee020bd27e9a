// Her plan in words: its sections as she would say them, and what its lines and signs are called.
import { spanInWords, ukDateTime } from '../time.ts';
import type { AgreementState, Daily, LineAction, PlanDoc, PlanLine, PlanState, SectionName } from './types.ts';

/** In the order in which they are read. */
export const SECTION: Record<SectionName, string> = {
  how: 'How to be with me',
  good: 'What good looks like for me',
  usual: 'My usual',
  signs: 'My early signs',
  triggers: 'What sets it off',
  do: 'What we do',
  checks: 'Checks',
  substances: 'Substances and overdose',
  absence: 'If I do not come back',
  crisis: 'Crisis summary',
  agreement: 'Agreement',
};

export const SECTIONS = Object.keys(SECTION) as SectionName[];

/** What is told elsewhere has no words of ours: how to be with her is hers, checks are her check plans. */
export const OURS: readonly SectionName[] = ['good', 'usual', 'signs', 'triggers', 'do', 'substances', 'absence', 'crisis'];

/** What to ask her. */
export const ASK_HER: Record<SectionName, string> = {
  how: 'How does she want staff to knock? Light or no light, touch, voice first, who may come?',
  good: 'What does a good day look like? What is she proud of, who does she love, what does she want next?',
  usual: 'When does she sleep and eat? How does she sound, where does she like to be, when nothing is wrong?',
  signs: 'What would we see or hear first, when things get harder?',
  triggers: 'What makes it harder: days, places, people, news?',
  do: 'What helps, and what makes it worse?',
  checks: 'What does she say about being checked on, by day and by night?',
  substances: 'What she uses or used, what she wants us to know, whether she carries naloxone.',
  absence: 'Where would she be? Whom should we call first, and what should we say?',
  crisis: 'What does she want a paramedic or a doctor to know about her?',
  agreement: 'What does she say about this plan?',
};

export const ACTION: Record<LineAction, string> = {
  change_checks: 'Change checks',
  sit_with_her: 'Sit with her',
  call_person: 'Call a person',
  transport: 'Transport',
  call_111: 'Call 111',
  call_999: 'Call 999',
  tell_manager: 'Tell the manager',
  tell_practitioner: 'Tell the practitioner',
  other: 'Something else',
};

export const AGREEMENT: Record<AgreementState, string> = {
  signed: 'She signed it',
  agreed: 'She agreed, in words',
  declined: 'She does not agree',
  not_asked: 'She has not been asked yet',
};

export const STATE: Record<PlanState, string> = { starter: 'Starter plan', draft: 'Draft', active: 'Active' };

export const DAILY: Record<Daily, string> = { meal: 'Meals', sleep: 'Sleep', company: 'Company' };

/** What "within" can be, seconds: few enough to choose from without thinking. */
export const WITHIN = [0, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400, 172_800, 604_800] as const;

export function withinInWords(seconds: number | null): string {
  if (seconds === null) return 'not said';
  return seconds === 0 ? 'at once' : `within ${spanInWords(seconds)}`;
}

/** "Does not answer to her name. Sit with her: tea in the kitchen. Who: anybody on shift, within 10 min." */
export function lineInWords(line: PlanLine): string {
  return `${line.sees}: ${doesInWords(line)}. Who: ${line.who || 'not said'}, ${withinInWords(line.within_s)}.`;
}

export function doesInWords({ action, does }: Pick<PlanLine, 'action' | 'does'>): string {
  return action === 'other' ? does : `${ACTION[action]}: ${does}`;
}

/** "Version 4, active, 9 November 2026, 14:10, Ruth Ashdown" */
export function stamp(plan: Pick<PlanDoc, 'version' | 'state' | 'saved_at' | 'author'>): string {
  return `Version ${plan.version}, ${STATE[plan.state].toLowerCase()}, ${ukDateTime(plan.saved_at)}, ${plan.author}`;
}
