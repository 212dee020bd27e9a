// Every label and message in one place, so that a word is changed once and the same thing is never called two names.
import type { Kind, LateReason, Mark, Outcome, Presence, Role, Source, StayWord } from './types.ts';

export const PRODUCT = 'Lantern';

export const OUTCOME: Record<Outcome, string> = {
  spoke: 'Spoke with her',
  awake_seen: 'Awake, and I saw her',
  asleep_breathing: 'Asleep, and I saw her breathing',
  do_not_disturb: 'She answered and asked not to be disturbed',
  no_reply: 'No reply',
  not_in_room: 'Not in her room',
};

export const OUTCOME_SHORT: Record<Outcome, string> = {
  spoke: 'Spoke',
  awake_seen: 'Awake, seen',
  asleep_breathing: 'Asleep, breathing seen',
  do_not_disturb: 'Asked not to be disturbed',
  no_reply: 'No reply',
  not_in_room: 'Not in room',
};

export const KIND: Record<Kind, string> = {
  sign_of_life: 'Sign of life',
  conversation: 'Conversation',
  rouse: 'Rouse',
};

export const KIND_STILL_NEEDED: Record<Kind, string> = {
  sign_of_life: 'Sign of life still needed',
  conversation: 'Spoken reply still needed',
  rouse: 'Rousing still needed',
};

export const SOURCE: Record<Source, string> = {
  plan: 'Check plan',
  curfew_round: 'Curfew round',
  overnight_round: 'Overnight round',
  morning_reply: 'Morning reply',
  not_seen_sweep: 'Not seen since',
  return: 'Back in the house',
  added: 'Added check',
};

export const PRESENCE: Record<Presence['state'], string> = {
  in: 'In',
  out: 'Signed out',
  hospital: 'In hospital',
  court: 'At court',
};

export const STATUS = {
  overdue: 'Overdue',
  due: 'Due now',
  soon: 'Due soon',
  later: 'Later',
  no_reply: 'No reply',
  done: 'Done',
  done_late: 'Done late',
  missed: 'Missed',
  not_required: 'Not required',
} as const;

export const ROLE: Record<Role, string> = {
  night_worker: 'Night worker',
  keyworker: 'Keyworker',
  shift_lead: 'Shift lead',
  premises_manager: 'Premises manager',
  on_call: 'On-call manager',
  area_manager: 'Area manager',
  practitioner: 'Probation practitioner',
  kitchen: 'Kitchen',
  agency: 'Agency worker',
  inspector: 'Inspector',
  administrator: 'Administrator',
};

/** A table of words as what can be chosen in a form. */
export const choices = <V extends string>(words: Record<V, string>): { value: V; label: string }[] =>
  (Object.keys(words) as V[]).map((value) => ({ value, label: words[value] }));

export const LATE_REASON: Record<LateReason, string> = {
  with_another_woman: 'With another woman',
  emergency: 'Emergency',
  short_staffed: 'Short staffed',
  system: 'System',
  not_with_her_permission: 'Not with her permission',
  other: 'Other',
};

export const MARK: Record<Mark, string> = {
  late_entry: 'Entered late',
  retrospective: 'Entered afterwards',
  together: 'Entered together',
  same_words: 'Same words as before',
};

export const RUNG = ['Terminal', 'Shift lead', 'On-call manager', 'Area manager'] as const;

/** Three different things, which must never read the same. */
export const FACT = {
  none_recorded: 'None recorded',
  not_asked: 'Not asked',
  source_unavailable: 'Source unavailable',
} as const;

export const STAY: Record<StayWord, string> = {
  upcoming: 'Upcoming',
  arriving_within_6_weeks: 'Arriving within 6 weeks',
  arriving_within_2_weeks: 'Arriving within 2 weeks',
  arriving_today: 'Arriving today',
  overdue_arrival: 'Overdue arrival',
  arrived: 'Arrived',
  departing_within_2_weeks: 'Leaving within 2 weeks',
  departing_today: 'Leaving today',
  overdue_departure: 'Overdue departure',
  departed: 'Departed',
  not_arrived: 'Did not arrive',
  cancelled: 'Cancelled',
};

export const RESTRICTED = 'Restricted';
/** In place of a reason that the record keeps, for whoever may not read it. */
export const WITHHELD = 'Not shown to you';

export const NAV = {
  today: 'Today',
  board: 'Night board',
  residents: 'Residents',
  people: 'My people',
  keywork: 'Keywork',
  keyworkers: 'Keyworkers',
  measures: 'Measures',
  updates: 'Updates',
  settings: 'Settings',
  staff: 'Staff',
  terminals: 'Terminals',
  audit: 'Audit',
  account: 'Your account',
  kitchen: 'Kitchen',
  services: 'Services',
  programme: 'Programme',
  outbox: 'Outbox',
  inbox: 'Your messages',
  signIn: 'Sign in',
  signOut: 'Sign out',
  crisis: 'Crisis summary',
} as const;

export const CONNECTION = {
  live: 'Live',
  lost: 'You are not connected.',
  lostDetail: 'What you see may be out of date. Write down each check with its time, and record it here when the connection is back.',
  lastUpdated: (time: string) => `Last updated ${time}`,
} as const;

export const INSECURE = {
  title: 'This page is not secure.',
  detail: 'Lantern was opened without https, so saving drafts and working without a connection are switched off. Ask the duty manager for the right address.',
} as const;

export const CLOCK_CHANGED =
  'The clock of this computer was changed. Lantern is waiting for the time from the server.';

export const COVER = {
  title: 'Screen covered',
  show: 'Show the screen',
  cover: 'Cover screen',
} as const;

export const LOCKING_SOON = 'This screen is about to lock. Press any key to keep it.';

export const ALARM = {
  on: 'Sound on',
  off: 'Sound off',
  test: 'Test the sound',
  untested: 'Sound is waiting for a key or a tap. Test the sound.',
} as const;

export const THEME = { toNight: 'Night colours', toDay: 'Day colours' } as const;

export const LOADING = (what: string): string => `Loading ${what}`;

export const NEW_VERSION = 'A new version of Lantern is ready.';

export const PAGE = {
  accessibility: 'Accessibility statement',
  privacy: 'Privacy',
  cookies: 'Cookies and storage',
  notFound: 'Page not found',
  missed: 'Missed checks without a reason',
  missedReason: 'Give the reason of a missed check',
  how: 'Change how to be with her',
  howFirst: 'Write how to be with her',
  plan: 'Set her checks',
  planEnd: 'End a check plan',
  correct: 'Correct a check',
  safetyPlan: 'Her plan',
  safetyPlanEdit: 'Write her plan',
  safetyPlanChanges: 'What changed in her plan',
  crisis: 'Crisis summary',
  copy: 'Her own copy',
  briefing: 'Write a staff-only briefing',
  briefingDecide: 'Decide about a briefing',
  quote: 'Add what others wrote',
  food: 'Food needs',
  actions: 'Needs and actions',
  actionNew: 'Add a need or action',
  actionEntry: 'Write at an action',
  setting: 'Change a setting',
  staffAdd: 'Add somebody',
  staffMember: 'A member of staff',
  terminalEnd: 'End a terminal',
  signs: 'Signs',
  sighting: 'Record a sign',
  daily: 'Record her day',
  ruleNew: 'Make a rule',
  ruleEnd: 'End a rule',
  proposal: 'Decide about a rule that came true',
  watches: 'Watches',
  watchNew: 'Begin a watch',
  watchKeep: 'Keep a watch',
  watchTighten: 'Check more often',
  watchEnd: 'End a watch',
  reviews: 'Reviews',
  reviewNew: 'Ask for a review',
  reviewAct: 'Say what was done at once',
  reviewPerson: 'Add who takes part',
  reviewClose: 'Close the review',
  body: 'Body map',
  bodyNew: 'Mark where something was seen',
  bodyHealed: 'A mark has healed',
  hardDays: 'Known hard days',
  hardDayNew: 'Add a hard day',
  hardDayWithdraw: 'Withdraw a hard day',
  arrive: 'Record her arrival',
  room: 'Move her to another room',
  incident: 'Something serious has happened',
  held: 'What is held about her',
  heldNew: 'Write down that she asked',
  doors: 'Door codes',
  doorNew: 'Make a door code',
  outboxOne: 'A message that was not sent',
  contact: 'Where you are written to',
  door: 'At her door',
  keyworkNew: 'Write down a session',
  keyworkSession: 'A keywork session',
  keyworkCorrect: 'Correct a session',
  keyworkAttempt: 'A session that was not held',
  moment: 'Write down a moment',
  slip: 'What she takes with her',
  suggestionLeave: 'Leave a suggestion',
  keyworker: 'Her keyworker',
  practitioner: 'Her practitioner',
  suggest: 'Suggest a change to her plan',
  capacity: 'How many women somebody holds',
  leave: 'Write down leave',
  leaveWithdraw: 'Withdraw leave',
  renewed: 'Lantern was renewed',
  down: 'Sorry, there is a problem with the service',
} as const;

/** Of the line to her practitioner. */
export const UPDATES = {
  mine: 'Since you last looked',
  hers: 'Updates',
  one: 'Update',
  write: 'Tell her practitioner',
  phoned: 'Record a telephone call',
  sharing: 'What is shared with her practitioner',
  deputy: 'Who reads for you',
  ask: 'Ask a question',
  thread: 'Question and answer',
  threads: 'Questions',
} as const;

/** Of three-way meetings. */
export const MEETINGS = {
  hers: 'Meetings',
  plan: 'Plan a meeting',
  one: 'A three-way meeting',
  item: 'Add to the agenda',
  move: 'Move the meeting',
  held: 'Write down how it went',
  notHeld: 'It was not held',
  copy: 'Her copy of a meeting',
  calendar: 'Your meetings in a calendar',
  open: 'What a message is about',
} as const;

/** Of what is around a woman, and of what her house offers. */
export const AROUND = {
  around: 'Around her',
  choices: 'What she may choose',
  choice: 'Write down a choice',
  circle: 'Who else works with her',
  circleNew: 'Add somebody who works with her',
  circleEnd: 'End what somebody may see',
  referrals: 'Referrals',
  referralNew: 'Refer her',
  referralAnswer: 'Write down their answer',
  week: 'Her week',
  timeNew: 'Write down what she did',
  tasks: 'Tasks step by step',
  taskNew: 'Write a task in steps',
  taskChange: 'Change a task in steps',
  family: 'Family and children',
  familyFact: 'Add what is known of her family',
  familyEnd: 'End what is no longer so',
  familyDay: 'Add a day with somebody of hers',
  services: 'Local services',
  serviceNew: 'Add a service',
  serviceChange: 'Change a service',
  serviceEnd: 'Take a service out',
  programme: 'House programme',
  activityNew: 'Add an activity',
  activityChange: 'Change an activity',
  activityEnd: 'Take an activity out',
} as const;

export const ERROR = {
  summaryTitle: 'There is a problem',
  unreachable: 'Lantern could not be reached. Nothing was lost: try again.',
  renewed: 'A new version of Lantern came while this screen was open. Load it again to see this page. Nothing was lost.',
  server: 'Lantern could not do this just now. Try again in a moment.',
  unexpected: 'Something went wrong in this page. Reload it, and tell the duty manager if it happens again.',
} as const;

export const PAPER = 'Use the paper check sheet and call the duty manager.';

/** A kind as what is to be got at the door. */
export const KIND_ASKED: Record<Kind, string> = {
  sign_of_life: 'sign of life',
  conversation: 'spoken reply',
  rouse: 'rouse her',
};

/** What is said at each rung, in turn; the time it was told follows. */
export const RUNG_ASKS = ['Sounding here since', 'Shift lead called', 'Ring the on-call manager, since', 'Ring the area manager, since'] as const;

export const PHONE_WORKS = { yes: 'Yes', no: 'No', not_asked: 'Not asked' } as const;
