// Labels of the pages about a woman and of the managers' pages. Apart from words.ts, so that the board does not load them.
import type { Consent, Origin, SleepOption } from './records.ts';
import type { FactKind } from './types.ts';

/** How staff may check on her at night without waking her, each only with her consent. */
export const SLEEP: Record<SleepOption, string> = {
  door_ajar: 'Door ajar',
  red_torch: 'Red torch',
  bed_pad: 'Tap on the bed, not on her',
  listen_first: 'Listen at the door first',
  lamp_switch: 'She switches her lamp',
  say_name: 'Say her name',
};

export const CONSENT: Record<Consent, string> = {
  agreed: 'She agreed',
  declined: 'She does not want this',
  not_asked: 'Not asked',
};

export const ORIGIN: Record<Origin, string> = {
  routine: 'House routine',
  personal: 'Her own plan',
  watch: 'Watch',
};

export const FACT_KIND: Record<FactKind, string> = {
  rosh_overall: 'RoSH overall',
  rosh_children: 'RoSH, children',
  rosh_public: 'RoSH, public',
  rosh_known_adult: 'RoSH, known adult',
  rosh_staff: 'RoSH, staff',
  mappa_category: 'MAPPA category',
  mappa_level: 'MAPPA level',
  tier: 'Tier',
  register: 'Registers',
  communication: 'Communication',
  interpreter: 'Interpreter',
  allergies: 'Allergies',
};

export const OWNER = { staff: 'A member of staff', resident: 'She herself', practitioner: 'Her probation practitioner' } as const;

/** What happened, by the kind of its event. */
export const EVENT: Record<string, string> = {
  'visit.recorded': 'Check recorded',
  'visit.order_given': 'Order of checks given',
  'requirement.opened': 'Checks set',
  'requirement.closed': 'Checks changed',
  'requirement.missed': 'Check missed',
  'requirement.reasoned': 'Reason given for a missed check',
  'alarm.opened': 'Alarm began',
  'alarm.rung': 'Alarm went on',
  'alarm.acknowledged': 'Alarm acknowledged',
  'alarm.resumed': 'Alarm sounded again',
  'alarm.closed': 'Alarm ended',
  'going.started': 'Somebody went to her',
  'going.ended': 'No longer on the way',
  'stay.arrived': 'Arrived',
  'stay.departed': 'Left',
  'room.moved': 'Moved room',
  'presence.changed': 'In and out',
  'hospital.called': 'Hospital telephoned',
  'hospital.call_due': 'Call to the hospital due',
  'plan.changed': 'Check plan changed',
  'plan.review_due': 'Review of a check plan due',
  'contact.changed': 'How to be with me changed',
  'action.recorded': 'Need or action added',
  'action.progress': 'Progress on an action',
  'action.closed': 'Action closed',
  'action.reopened': 'Action reopened',
  'setting.changed': 'Setting changed',
  'staff.changed': 'Account changed',
  'staff.added': 'Account added',
  'access.changed': 'Role given or ended',
  'access.renewed': 'New password and second factor',
  'access.failed': 'Sign-in failed',
  'access.locked': 'Locked after wrong tries',
  'access.unlocked': 'Lock opened',
  'access.signed_in': 'Signed in',
  'access.pin_set': 'PIN set',
  'sign_on.started': 'Shift started at a terminal',
  'sign_on.ended': 'Shift ended at a terminal',
  'sign_on.switched': 'Changed worker at a terminal',
  'terminal.enrolled': 'Terminal enrolled',
  'terminal.revoked': 'Terminal ended',
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
