// Labels of signs, rules, watches, reviews and what stands beside them.
import type { HardKind, SeenState } from './plan/board.ts';
import type { Daily } from './plan/types.ts';
import type { Agreement, DailyPart, DailyState, IncidentKind, MarkKind, OwedWhat, PersonHow, PersonRole, Side, TriggerKind, YesNo } from './records-safety.ts';

export const SEEN: Record<SeenState, string> = { seen: 'Seen', not_seen: 'Not seen', not_known: 'Not known' };

export const AGREEMENT: Record<Agreement, string> = {
  agreed: 'She agreed',
  declined: 'She did not agree',
  not_asked: 'Not asked yet',
};

export const DAILY_PARTS: Record<Daily, readonly DailyPart[]> = { meal: ['breakfast', 'midday', 'evening'], sleep: ['night'], company: ['day'] };
/** What is asked of each part of her day. */
export const DAILY_ASKED: Record<DailyPart, string> = {
  breakfast: 'Ate at breakfast',
  midday: 'Ate at midday',
  evening: 'Ate in the evening',
  night: 'Slept',
  day: 'Was with others',
};
export const DAILY_STATE: Record<DailyState, string> = { yes: 'Yes', partly: 'Partly', no: 'No', not_known: 'Not known' };

/** The four questions of a rousing check. */
export const ROUSE = {
  rousable: 'Could be roused',
  answers: 'Answered',
  follows_request: 'Did what she was asked',
  may_be_illness: 'Could be illness or injury',
} as const;
export const YES_NO: Record<YesNo, string> = { yes: 'yes', no: 'no', unclear: 'unclear' };

export const TRIGGER: Record<TriggerKind, string> = {
  rule: 'A rule came true',
  self_harm: 'Self-harm',
  intoxication: 'Under the influence',
  no_reply: 'No reply at her door',
  late_back: 'Late back',
  concern: 'A concern',
  incident: 'A serious incident',
  meeting: 'A meeting',
  backstop: 'Its date came',
  briefing: 'A staff-only briefing',
};

/** What somebody may say has happened; the others come by themselves. */
export const TRIGGERS_SAID = { self_harm: TRIGGER.self_harm, late_back: TRIGGER.late_back, concern: TRIGGER.concern, meeting: TRIGGER.meeting, incident: TRIGGER.incident } as const;

export const PERSON: Record<PersonRole, string> = {
  resident: 'She herself',
  keyworker: 'Keyworker',
  manager: 'Manager',
  practitioner: 'Probation practitioner',
  health: 'Health worker',
  family: 'Family or friend',
  other: 'Somebody else',
};

export const TOOK_PART: Record<PersonHow, string> = {
  in_person: 'In person',
  by_phone: 'By phone',
  by_video: 'By video',
  contributed: 'Sent word before',
};

/** One, many, and what is asked of somebody. */
export const OWED: Record<OwedWhat, readonly [one: string, many: string, asked: string]> = {
  review_act: ['immediate action', 'immediate actions', 'Say what was done at once'],
  review: ['review', 'reviews', 'Hold the review'],
  starter_plan: ['starter plan', 'starter plans', 'Write the starter plan'],
  full_plan: ['full plan', 'full plans', 'Write the full plan'],
  agreement: ['agreement to ask for', 'agreements to ask for', 'Ask whether she agrees with her plan'],
  watch_decision: ['watch to decide about', 'watches to decide about', 'Decide about the watch'],
  proposal: ['rule that came true', 'rules that came true', 'Confirm or decline the rule that came true'],
  briefing: ['briefing to approve', 'briefings to approve', 'Approve the staff-only briefing, or not'],
  keywork: ['keywork session', 'keywork sessions', 'Hold a keywork session'],
  suggestion: ['suggestion for a plan', 'suggestions for plans', 'Take what was suggested into her plan, or say why not'],
  meeting: ['three-way meeting', 'three-way meetings', 'Plan the meeting, or write down how it went'],
  meeting_copy: ['copy of a meeting', 'copies of meetings', 'Give her a copy of what was decided'],
  practitioner_call: ['practitioner to telephone', 'practitioners to telephone', 'Telephone her practitioner: an update waits to be read'],
  thread: ['question to answer', 'questions to answer', 'Answer her practitioner'],
  choices: ['woman who has not been offered every choice', 'women who have not been offered every choice', 'Offer her what she may choose'],
  referral: ['answer to a referral', 'answers to referrals', 'Ask for the answer to her referral, and write it down'],
};

export const SIDE: Record<Side, string> = { front: 'Front', back: 'Back' };

export const MARK_KIND: Record<MarkKind, string> = {
  cut: 'Cut',
  burn: 'Burn',
  bruise: 'Bruise',
  swelling: 'Swelling',
  scratch: 'Scratch',
  injection_site: 'Injection site',
  scar: 'Scar',
  other: 'Something else',
};

export const HARD: Record<HardKind, string> = {
  court: 'Court',
  child_contact: 'Contact with her child',
  anniversary: 'Anniversary',
  payday: 'Payday',
  festive: 'Festive day',
  letter: 'A letter is expected',
  visit: 'Visit',
  health: 'Health appointment',
  move: 'Move',
  other: 'Another kind of day',
};

export const INCIDENT: Record<IncidentKind, string> = {
  self_harm: 'Self-harm',
  overdose: 'An overdose',
  death: 'A death',
  violence: 'Violence',
  fire: 'A fire',
  other: 'A serious incident',
};
