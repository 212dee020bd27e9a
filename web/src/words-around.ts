// Labels of what is around a woman, and of what her house offers.
import type {
  ChoiceAct,
  ChoiceKind,
  CircleConsent,
  CirclePart,
  FamilyHow,
  FamilyKind,
  Feels,
  Picture,
  ReferralAnswer,
  ReferralConsent,
  ServiceKind,
} from './records-around.ts';

export const CHOICE: Record<ChoiceKind, string> = {
  female_practitioner: 'A woman as her practitioner',
  female_keyworker: 'A woman as her keyworker',
  women_only_place: 'To be seen where only women are',
  women_only_groups: 'Groups for women only',
  interpreter: 'An interpreter',
  interpreter_gender: 'A woman or a man as interpreter',
};

export const CHOICE_ACT: Record<ChoiceAct, string> = { offered: 'Offered', chosen: 'Chosen', declined: 'Declined' };
/** As what was done, in the form. */
export const CHOICE_DONE: Record<ChoiceAct, string> = {
  offered: 'It was offered. She has not decided yet',
  chosen: 'She chose it',
  declined: 'She declined it',
};
export const NOT_YET_OFFERED = 'Not yet offered';

export const SERVICE: Record<ServiceKind, string> = {
  womens_centre: 'Women’s centre',
  specialist: 'Specialist service',
  gp: 'GP',
  pharmacy: 'Pharmacy',
  advocacy: 'Advocacy',
  faith: 'Faith',
  education: 'Education',
  work: 'Work',
  other: 'Something else',
};

export const REFERRED: Record<ReferralConsent, string> = { asked_for_it: 'She asked for it', agreed: 'She agreed to it' };

export const ANSWER: Record<ReferralAnswer, string> = {
  accepted: 'Accepted',
  waiting_list: 'On their waiting list',
  declined: 'Declined',
  no_answer: 'No answer',
  she_changed_her_mind: 'She changed her mind',
};

export const CIRCLE_PART: Record<CirclePart, string> = {
  plan: 'Her plan',
  checks: 'How her checks went',
  keywork: 'Keywork',
  meetings: 'Meetings',
  health: 'Health',
  family: 'Family and children',
  whereabouts: 'Where she is',
};

export const CIRCLE_CONSENT: Record<CircleConsent, string> = {
  agreed: 'She agreed',
  declined: 'She does not want it',
  not_asked: 'She has not been asked',
};

export const WEEKDAY: Record<number, string> = { 1: 'Monday', 2: 'Tuesday', 3: 'Wednesday', 4: 'Thursday', 5: 'Friday', 6: 'Saturday', 7: 'Sunday' };
export const BY_ARRANGEMENT = 'By arrangement';

/** What each drawing shows. */
export const PICTURE: Record<Picture, string> = {
  none: 'No picture',
  basket: 'A basket',
  bus: 'A bus',
  chair: 'A chair',
  clock: 'A clock',
  coat: 'A coat',
  cup: 'A cup',
  ear: 'An ear: listen',
  hand: 'A hand',
  kettle: 'A kettle',
  lamp: 'A lamp',
  line: 'A washing line',
  machine: 'A washing machine',
  pen: 'A pen',
  sort: 'Two heaps: sort',
  speak: 'A speech bubble: speak',
};

export const FAMILY: Record<FamilyKind, string> = {
  caring: 'Whom she cares for',
  contact: 'What is arranged about contact',
  social_worker: 'Social worker',
  asked_of_her: 'What their plan asks of her',
  hope: 'What she hopes for',
  other: 'Something else',
};

export const FAMILY_HOW: Record<FamilyHow, string> = { visit: 'A visit', phone: 'A telephone call', video: 'A video call', letter: 'A letter' };
export const FEELS: Record<Feels, string> = { hard: 'Hard', good: 'Good', both: 'Both', not_asked: 'She was not asked' };
