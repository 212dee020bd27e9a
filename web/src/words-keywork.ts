// Labels of keywork, moments and keyworkers.
import type { DidWe, Feeling, NotHeld, ReadWith, SkillHow, SuggestionSource, Tag } from './records-keywork.ts';

/** In the order in which they stand, the best first. Words that she chose: nothing counts them. */
export const FEELING: Record<Feeling, string> = {
  very_well: 'Very well',
  well: 'Well',
  ok: 'OK',
  not_great: 'Not great',
  struggling: 'Struggling',
};
export const NOT_ASKED = 'Not asked';

export const TAG: Record<Tag, string> = {
  substances: 'Alcohol and drugs',
  mental_health: 'Mental health',
  emotions: 'Feelings and how to manage them',
  identity: 'Who she is and what she believes in',
  everyday: 'Everyday life',
  family: 'Family and relationships',
  resettlement: 'Home, money and work',
};

export const NOT_HELD: Record<NotHeld, string> = {
  declined: 'She did not want to',
  not_in: 'She was not in',
  unwell: 'She was unwell',
  asleep: 'She was asleep',
  no_staff: 'There was nobody to do it',
  other: 'Another reason',
};

export const SKILL: Record<SkillHow, string> = { reminded: 'Reminded', practised: 'Practised', strength: 'Strength seen' };
export const DID_WE: Record<DidWe, string> = { yes: 'Yes', partly: 'In part', no: 'No' };
export const READ_WITH: Record<ReadWith, string> = { yes: 'Yes', no: 'No, not yet', declined: 'She did not want to' };

export const SUGGESTED_IN: Record<SuggestionSource, string> = {
  session: 'After a keywork session',
  moment: 'After a moment',
  meeting: 'After a meeting',
  check: 'After a check',
};

/** What a session may go through. Prompts, not questions: none has to be answered. */
export const CRISS: readonly [string, string][] = [
  ['Check in', 'How is she, and what does she want to talk about first?'],
  ['Review', 'What happened since last time? What did each of you say you would do?'],
  ['Intervention', 'What did you work on, and how?'],
  ['Summarise', 'What does she take from it, in her words?'],
  ['Set tasks', 'Who does what until next time?'],
];

export const MOMENT = { good: 'Something good', note: 'Something to know' } as const;

export const SUGGESTED_WHY = { previous: 'Her keyworker before', least_loaded: 'Holds the fewest women' } as const;
