// Labels of the line to her practitioner.
import type { EntryKind, Level, NowKind, Share, ThreadAbout, TodayKind, UpdateKind, WeeklyKind } from './records-updates.ts';

export const LEVEL: Record<Level, string> = { now: 'Tell now', today: 'Tell today', weekly: 'Tell weekly' };

/** When she hears of it, for whoever writes it. */
export const LEVEL_HINT: Record<Level, string> = {
  now: 'She is told at once. If nobody has read it in time it goes to her deputy, and the on-call manager telephones.',
  today: 'It is in what she is sent the next morning.',
  weekly: 'It is in what she is sent on Monday, with the good news first.',
};

const NOW: Record<NowKind, string> = {
  missing: 'Missing',
  self_harm: 'Self-harm',
  hospital: 'Hospital',
  overdose: 'Overdose',
  police: 'Police',
  safeguarding: 'Safeguarding',
  recall_question: 'Question of recall',
};
const TODAY: Record<TodayKind, string> = {
  watch_began: 'Watch began',
  watch_ended: 'Watch ended',
  rule_proposed: 'A rule of her plan came true',
  review_opened: 'Review opened',
  feeling: 'How she felt',
  meeting: 'Three-way meeting held',
  meeting_not_held: 'Three-way meeting not held',
  plan_active: 'Her plan is in use',
  no_reply: 'No reply at her door',
  intoxication: 'Under the influence',
  question: 'Something to settle',
};
const WEEKLY: Record<WeeklyKind, string> = {
  good_news: 'Good news',
  keywork: 'Keywork',
  plan_changed: 'Her plan changed',
  activities: 'Activities',
};

export const KINDS: Record<Level, Partial<Record<UpdateKind, string>>> = { now: NOW, today: TODAY, weekly: WEEKLY };
export const UPDATE_KIND: Record<UpdateKind, string> = { ...NOW, ...TODAY, ...WEEKLY };

export const SHARE: Record<Share, string> = {
  plan: 'Her plan',
  checks: 'How her checks went, as counts',
  keywork: 'Keywork sessions',
  meetings: 'Three-way meetings',
  activities: 'Activities',
};

export const THREAD_ABOUT: Record<ThreadAbout, string> = {
  update: 'an update',
  session: 'a keywork session',
  meeting: 'a three-way meeting',
  action: 'an action',
  review: 'a review',
  plan: 'her plan',
  watch: 'a watch',
  woman: 'her',
};

export const ENTRY_KIND: Record<EntryKind, string> = { question: 'asked', answer: 'answered', closed: 'closed it' };
