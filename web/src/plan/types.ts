// The shapes of her plan, as the server sends them and the form sends them back.
import type { Banner, Instant, Uuid } from '../types.ts';
import type { CheckPlan, ContactPlan } from '../records.ts';

export type SectionName =
  | 'how'
  | 'good'
  | 'usual'
  | 'signs'
  | 'triggers'
  | 'do'
  | 'checks'
  | 'substances'
  | 'absence'
  | 'crisis'
  | 'agreement';

export type PlanState = 'starter' | 'draft' | 'active';
export type AgreementState = 'signed' | 'agreed' | 'declined' | 'not_asked';
export type Daily = 'meal' | 'sleep' | 'company';
export type LineAction =
  | 'change_checks'
  | 'sit_with_her'
  | 'call_person'
  | 'transport'
  | 'call_111'
  | 'call_999'
  | 'tell_manager'
  | 'tell_practitioner'
  | 'other';
export type CrisisName = 'allergies' | 'medicines' | 'substances' | 'naloxone' | 'self_harm' | 'communication' | 'helps' | 'may_be_told' | 'gp';
export type KnownState = 'recorded' | 'none_known' | 'not_asked';

export interface PlanSection {
  name: SectionName;
  her_words: string;
  our_words: string;
}

/** When I see this, we do that: who, and within how long. `line` stays the same over versions. */
export interface PlanLine {
  line: Uuid;
  sees: string;
  action: LineAction;
  does: string;
  who: string;
  within_s: number | null;
}

export interface PlanSign {
  sign: Uuid;
  leaning: 'concern' | 'strength';
  words: string;
  /** What is done when it is seen. */
  line: Uuid | null;
}

export interface CrisisLine {
  name: CrisisName;
  state: KnownState;
  words: string;
  /** Last taken, last used. */
  known_at: Instant | null;
}

/** One whole version. */
export interface PlanDoc {
  id: Uuid;
  version: number;
  state: PlanState;
  /** Null: her record is restricted. */
  reason: string | null;
  author: string;
  saved_at: Instant;
  agreement: { state: AgreementState; words: string };
  large_print: boolean;
  daily: Daily[];
  /** Not for everybody who may read the rest. */
  sections?: PlanSection[];
  lines: PlanLine[];
  signs: PlanSign[];
  crisis: CrisisLine[];
}

export interface PlanVersion {
  id: Uuid;
  version: number;
  state: PlanState;
  saved_at: Instant;
  author: string;
  reason: string | null;
  agreement: AgreementState;
}

export interface PlanQuote {
  id: Uuid;
  section: SectionName;
  words: string;
  source: string;
  /** A day. */
  stated_on: string;
  author: string;
  at: Instant;
}

export interface Briefing {
  id: Uuid;
  words: string;
  reason: string;
  author: string;
  at: Instant;
  expires_at: Instant;
  decision: { approved: boolean; words: string; by: string; at: Instant } | null;
}

export interface FoodNeed {
  state: KnownState;
  words: string;
  author: string;
  at: Instant;
}

export type WatchReason = 'release' | 'rule' | 'intoxication' | 'concern' | 'incident';

export interface WatchInForce {
  id: Uuid;
  reason: WatchReason;
  from: Instant;
  least_until: Instant | null;
  decide_at: Instant | null;
}

export interface SafetyPlanPage {
  now: Instant;
  banner: Banner;
  plan: PlanDoc | null;
  versions: PlanVersion[];
  contact: ContactPlan | null;
  check_plans: CheckPlan[];
  quotes: PlanQuote[];
  briefings: Briefing[];
  read: { version: number; at: Instant } | null;
  food: FoodNeed | null;
  review: { since: Instant } | null;
  watches: WatchInForce[];
  hard_days: { day: string; kind: string; words: string | null }[];
  copies: { at: Instant; version: number; author: string; left_out: LeftOut[] }[];
}

export interface LeftOut {
  what: string;
  why: string;
}

/** What a stranger needs at 3 a.m.: her ten lines, of which the first is who she is and where. */
export interface Crisis {
  stay: Uuid;
  resident: {
    preferred_name: string | null;
    given_name: string | null;
    family_name: string | null;
    born_on: string | null;
    crn: string | null;
  };
  room: string | null;
  /** Null: nobody has written one. */
  version: number | null;
  saved_at: Instant | null;
  author: string | null;
  lines: CrisisLine[];
  how: string | null;
  review: { since: Instant } | null;
  watches: WatchInForce[];
}

export interface CopyPage {
  now: Instant;
  banner: Banner;
  plan: PlanDoc | null;
  contact: ContactPlan | null;
  left_out: LeftOut[];
}

export interface KitchenPage {
  now: Instant;
  rooms: { room: string; state: KnownState; words: string; at: Instant | null }[];
}
