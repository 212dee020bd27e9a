// Labels of the pages about a woman and of the managers' pages.
import type { Consent, Origin, SleepOption } from './records.ts';

/** How staff may check on her at night without waking her, each only with her consent. */
export const SLEEP: Record<SleepOption, string> = {
  door_ajar: 'Door ajar',
  red_torch: 'Red torch',
  bed_pad: 'Tap on the bed, not on her',
  listen_first: 'Listen at the door first',
  lamp_switch: 'She switches her lamp',
  say_name: 'Say her name',
};

export function sleepInWords(options: readonly string[]): string {
  return options.map((one) => SLEEP[one as SleepOption].toLowerCase()).join(', ') || 'no options agreed';
}

export const CONSENT: Record<Consent, string> = {
  agreed: 'She agreed',
  declined: 'She does not want this',
  not_asked: 'Not asked',
};

export const ORIGIN: Record<Origin, string> = {
  watch: 'Watch',
  personal: 'Her own plan',
  routine: 'House routine',
};

export const OWNER = { staff: 'A member of staff', resident: 'She herself', practitioner: 'Her probation practitioner' } as const;

/** What an event is about, by the first half of its kind; the second half is a word already: "Alarm opened". */
export const ABOUT: Record<string, string> = {
  access: 'Access',
  action: 'Action',
  activity: 'Activity',
  alarm: 'Alarm',
  choice: 'Choice',
  choices: 'Choices',
  circle: 'Who else works with her',
  contact: 'How to be with her',
  family: 'Family',
  going: 'Going to her',
  hospital: 'Hospital',
  keywork: 'Keywork',
  keyworker: 'Keyworker',
  moment: 'Moment',
  plan: 'Check plan',
  presence: 'In and out',
  referral: 'Referral',
  requirement: 'Check',
  room: 'Room',
  service: 'Service',
  setting: 'Setting',
  sign_on: 'Shift at a terminal',
  staff: 'Account',
  stay: 'Stay',
  suggestion: 'Suggestion for her plan',
  task_plan: 'Task in steps',
  terminal: 'Terminal',
  visit: 'Visit',
};

/** What was done without changing anything. */
export const LOOKED: Record<string, string> = {
  read: 'Looked at',
  search: 'Searched',
  print: 'Printed',
  export: 'Exported',
  failed: 'Was refused',
  stream: 'Watched live',
};

export const CAUSE = {
  overdue: 'A check is overdue.',
  no_reply: 'She has not replied.',
  not_found: 'She was not in her room.',
} as const;
