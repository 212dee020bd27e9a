// The shapes of what is around a woman and of what her house offers, as the server sends them. Words are null where her record
// is restricted.
import type { Tag } from './records-keywork.ts';
import type { Banner, Instant, Uuid } from './types.ts';

export type ChoiceKind = 'female_practitioner' | 'female_keyworker' | 'women_only_place' | 'women_only_groups' | 'interpreter' | 'interpreter_gender';
export type ChoiceAct = 'offered' | 'chosen' | 'declined';
export type ServiceKind = 'womens_centre' | 'specialist' | 'gp' | 'pharmacy' | 'advocacy' | 'faith' | 'education' | 'work' | 'other';
export type ReferralConsent = 'agreed' | 'asked_for_it';
export type ReferralAnswer = 'accepted' | 'waiting_list' | 'declined' | 'no_answer' | 'she_changed_her_mind';
export type CirclePart = 'plan' | 'checks' | 'keywork' | 'meetings' | 'health' | 'family' | 'whereabouts';
export type CircleConsent = 'agreed' | 'declined' | 'not_asked';
export type Picture = 'basket' | 'bus' | 'chair' | 'clock' | 'coat' | 'cup' | 'ear' | 'hand' | 'kettle' | 'lamp' | 'line' | 'machine' | 'pen' | 'sort' | 'speak' | 'none';
export type FamilyKind = 'caring' | 'contact' | 'social_worker' | 'asked_of_her' | 'hope' | 'other';
export type FamilyHow = 'visit' | 'phone' | 'video' | 'letter';
export type Feels = 'hard' | 'good' | 'both' | 'not_asked';

interface HerPage {
  now: Instant;
  banner: Banner;
}

interface Written {
  id: Uuid;
  by: string;
  at: Instant;
}

export type Ended = { at: Instant; by: string } | null;

export interface Choice {
  kind: ChoiceKind;
  state: 'not_yet_offered' | ChoiceAct;
  words: string | null;
  /** A day; null with `by` while it is not yet offered. */
  day: string | null;
  by: string | null;
}

export interface ChoicesPage extends HerPage {
  /** Each kind once, in their order. */
  choices: Choice[];
  /** By when each has to be offered; null when each was. */
  due: Instant | null;
  /** Newest first. */
  history: (Written & { kind: ChoiceKind; state: ChoiceAct; words: string | null; day: string })[];
}

export interface Service extends Written {
  name: string;
  kind: ServiceKind;
  tags: Tag[];
  women_only: boolean;
  phone: string;
  address: string;
  words: string;
  /** Whose place it took. */
  replaces: Uuid | null;
  ended_at: Instant | null;
}

export interface ServicesPage {
  now: Instant;
  services: Service[];
}

export interface Referral extends Written {
  service: Service | null;
  words: string | null;
  consent: ReferralConsent;
  action: Uuid;
  target_on: string;
  answered: { answer: ReferralAnswer; words: string | null; by: string; at: Instant } | null;
}

export interface ReferralsPage extends HerPage {
  /** Those without an answer first. */
  referrals: Referral[];
}

export interface NamedContact extends Written {
  name: string | null;
  role: string | null;
  phone: string | null;
  may_see: CirclePart[];
  her_consent: CircleConsent;
  ended: Ended;
}

export interface CirclePage extends HerPage {
  contacts: NamedContact[];
}

export interface Activity extends Written {
  name: string;
  tags: Tag[];
  /** Monday is 1; null with `starts`: by arrangement. */
  weekday: number | null;
  /** "14:00" */
  starts: string | null;
  minutes: number;
  words: string;
}

export interface ProgrammePage {
  now: Instant;
  activities: (Activity & {
    /** In the last fortnight, newest first. */
    came: { stay: Uuid; resident: { crn: string | null; preferred_name: string | null; family_name: string | null }; room: string | null; day: string }[];
  })[];
}

export interface ActivityTime extends Written {
  activity: Uuid | null;
  what: string | null;
  day: string;
  minutes: number;
  purposeful: boolean;
  her_words: string | null;
  shared: boolean;
}

/** From a Monday on; the hours are those that she calls purposeful. */
export interface Week {
  from: string;
  hours: number;
  of: ActivityTime[];
}

export interface ActivitiesPage extends HerPage {
  /** Twelve, this one first. */
  weeks: Week[];
  programme: Activity[];
}

export interface Step {
  words: string;
  picture: Picture;
}

export interface TaskPlan extends Written {
  title: string | null;
  steps: Step[];
  replaces: Uuid | null;
}

export interface TasksPage extends HerPage {
  tasks: TaskPlan[];
}

export interface FamilyFact extends Written {
  kind: FamilyKind;
  words: string | null;
  source: string | null;
  ended: Ended;
}

export interface FamilyContact extends Written {
  day: string;
  how: FamilyHow;
  with_whom: string | null;
  feels: Feels;
  words: string | null;
  hard_day: { id: Uuid; kind: string } | null;
}

export interface FamilyPage extends HerPage {
  facts: FamilyFact[];
  /** Newest day first. */
  contacts: FamilyContact[];
}
