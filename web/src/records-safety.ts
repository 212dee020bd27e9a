// The shapes of signs, rules, watches, reviews and what stands beside them, as docs/plan.md has them.
import type { HardKind, Proposal, SeenState } from './plan/board.ts';
import type { Daily, PlanLine, WatchReason } from './plan/types.ts';
import type { Banner, Instant, Kind, Uuid } from './types.ts';

export type Leaning = 'concern' | 'strength';
export type Agreement = 'agreed' | 'declined' | 'not_asked';

export interface Sign {
  sign: Uuid;
  leaning: Leaning;
  words: string | null;
  line: PlanLine | null;
  /** The first version of her plan that has it. */
  from: number;
  /** Shifts in which somebody said something, in any order. */
  strip: { shift_at: Instant; state: SeenState | null; count: number }[];
  /** Not known, or nothing said, in the last two whole shifts. */
  gap: boolean;
}

export interface Sighting {
  id: Uuid;
  sign: Uuid;
  state: SeenState;
  seen_at: Instant;
  recorded_at: Instant;
  by: string;
  words: string | null;
}

export interface Rule {
  id: Uuid;
  signs: Uuid[];
  sightings: number;
  window_s: number;
  kind: Kind;
  min_gap_s: number;
  max_gap_s: number;
  agreement: Agreement;
  words: string | null;
  author: string;
  from: Instant;
  ended: { at: Instant; by: string; reason: string | null } | null;
  /** Signs of it that are no longer hers. */
  lost: Uuid[];
}

export type DailyPart = 'breakfast' | 'midday' | 'evening' | 'night' | 'day';
export type DailyState = 'yes' | 'partly' | 'no' | 'not_known';

export interface DailyFact {
  day: string;
  kind: Daily;
  part: DailyPart;
  state: DailyState;
  by: string;
}

export interface SignsPage {
  now: Instant;
  banner: Banner;
  /** The begins of the shifts of 28 days, newest first. */
  shifts: Instant[];
  signs: Sign[];
  sightings: Sighting[];
  rules: Rule[];
  proposals: Proposal[];
  daily: Daily[];
  facts: DailyFact[];
}

export type YesNo = 'yes' | 'no' | 'unclear';

export interface WatchBand {
  kind: Kind;
  min_gap_s: number;
  max_gap_s: number;
  /** London clock; equal: the whole day. */
  from: string;
  until: string;
  starts: Instant;
  /** Null: until the watch ends. */
  ends: Instant | null;
}

export interface Watch {
  id: Uuid;
  reason: WatchReason;
  words: string | null;
  author: string;
  from: Instant;
  least_until: Instant | null;
  decide_at: Instant | null;
  proposal: Uuid | null;
  bands: WatchBand[];
  decisions: { decision: 'kept' | 'tightened' | 'ended'; until: Instant | null; words: string | null; by: string; at: Instant }[];
  answers: { rousable: YesNo; answers: YesNo; follows_request: YesNo; may_be_illness: YesNo; by: string; at: Instant }[];
  ended: { at: Instant; by: string; words: string | null } | null;
}

export interface WatchesPage {
  now: Instant;
  banner: Banner;
  watches: Watch[];
}

export type TriggerKind =
  | 'rule'
  | 'self_harm'
  | 'intoxication'
  | 'no_reply'
  | 'late_back'
  | 'concern'
  | 'incident'
  | 'meeting'
  | 'backstop'
  | 'briefing';
export type PersonRole = 'resident' | 'keyworker' | 'manager' | 'practitioner' | 'health' | 'family' | 'other';
export type PersonHow = 'in_person' | 'by_phone' | 'by_video' | 'contributed';

export interface Trigger {
  id: Uuid;
  kind: TriggerKind;
  ref: Uuid | null;
  words: string | null;
  at: Instant;
  /** Null: nothing has to be done at once. */
  act_by: Instant | null;
  review_by: Instant;
  /** Null: its date came. */
  by: string | null;
  act: { words: string | null; by: string; at: Instant } | null;
}

export interface ReviewPerson {
  id: Uuid;
  name: string;
  role: PersonRole;
  how: PersonHow;
  words: string | null;
  by: string;
  at: Instant;
}

export interface Review {
  id: Uuid;
  opened_at: Instant;
  /** Of her plan, when it was opened; 0: there was none. */
  from_version: number;
  triggers: Trigger[];
  people: ReviewPerson[];
  closed: { at: Instant; by: string; outcome: 'changed' | 'unchanged'; words: string | null; to_version: number; next_on: string } | null;
}

export interface ReviewsPage {
  now: Instant;
  banner: Banner;
  /** Of her plan as it is now; 0: there is none. */
  version: number;
  open: Review | null;
  past: Review[];
  /** Days: the next review that was agreed, and the last on which there must be one. */
  next_on: string | null;
  backstop_on: string | null;
}

export type OwedWhat = 'review_act' | 'review' | 'starter_plan' | 'full_plan' | 'agreement' | 'watch_decision' | 'proposal' | 'briefing' | 'keywork' | 'suggestion' | 'meeting' | 'meeting_copy' | 'practitioner_call' | 'thread' | 'choices' | 'referral';

export interface Owed {
  what: OwedWhat;
  stay: Uuid;
  /** Whose names may not be known: null. */
  resident: { crn: string | null; preferred_name: string | null; family_name: string | null } | null;
  room: string | null;
  since: Instant;
  due: Instant | null;
  overdue: boolean;
}

export type Side = 'front' | 'back';
export type MarkKind = 'cut' | 'burn' | 'bruise' | 'swelling' | 'scratch' | 'injection_site' | 'scar' | 'other';

export interface BodyMark {
  id: Uuid;
  side: Side;
  region: string;
  /** Per mille of the outline, from its left and its top. */
  across: number;
  down: number;
  kind: MarkKind;
  words: string | null;
  seen_at: Instant;
  author: string;
  recorded_at: Instant;
  healed: { at: Instant; by: string } | null;
}

export interface BodyPage {
  now: Instant;
  banner: Banner;
  marks: BodyMark[];
}

export interface HardDay {
  id: Uuid;
  day: string;
  kind: HardKind;
  words: string | null;
  author: string;
  at: Instant;
  withdrawn: { at: Instant; by: string; reason: string | null } | null;
}

export interface HardDaysPage {
  now: Instant;
  banner: Banner;
  days: HardDay[];
}

export interface Door {
  /** Of the code; null: the door has none. */
  id: Uuid | null;
  room: string;
  room_id: Uuid;
  /** Who lives there now. */
  stay: Uuid | null;
  made_at: Instant | null;
  made_by: string | null;
}

export interface DoorsPage {
  now: Instant;
  doors: Door[];
}

export type IncidentKind = 'self_harm' | 'overdose' | 'death' | 'violence' | 'fire' | 'other';

export interface Debrief {
  id: Uuid;
  /** With when: null once she no longer works there. */
  kind: IncidentKind | null;
  happened_at: Instant | null;
  offered_at: Instant;
  /** Nothing was answered today. */
  asks: boolean;
  answer: { answer: 'yes' | 'not_now' | 'no'; at: Instant } | null;
}
