// The shapes the server sends, as the board and its events use them. Instants are RFC 3339 UTC text, spans are seconds.
import type { Chain, RowPart } from './plan/board.ts';

export type Uuid = string;
export type Instant = string;

export type Outcome = 'spoke' | 'do_not_disturb' | 'awake_seen' | 'asleep_breathing' | 'no_reply' | 'not_in_room';
export type Kind = 'sign_of_life' | 'conversation' | 'rouse';
export type RequirementClass = 'routine' | 'enhanced' | 'rouse';
export type Source =
  | 'plan'
  | 'curfew_round'
  | 'overnight_round'
  | 'morning_reply'
  | 'not_seen_sweep'
  | 'return'
  | 'added';
export type LateReason =
  | 'with_another_woman'
  | 'emergency'
  | 'short_staffed'
  | 'system'
  | 'not_with_her_permission'
  | 'other';
export type RequirementState = 'open' | 'done' | 'missed' | 'not_required';
export type Role =
  | 'night_worker'
  | 'keyworker'
  | 'shift_lead'
  | 'premises_manager'
  | 'on_call'
  | 'area_manager'
  | 'practitioner'
  | 'kitchen'
  | 'agency'
  | 'inspector'
  | 'administrator';

export interface Requirement {
  id: Uuid;
  source: Source;
  kind: Kind;
  from: Instant;
  drawn: Instant;
  latest: Instant;
  class: RequirementClass;
  min_gap_s: number | null;
  max_gap_s: number | null;
}

export interface BoardResident {
  id: Uuid;
  crn: string | null;
  preferred_name: string | null;
  family_name: string | null;
  restricted: boolean;
}

export interface Presence {
  state: 'in' | 'out' | 'hospital' | 'court';
  since: Instant | null;
  back_by: Instant | null;
  /** While she is in hospital: when the ward is to be called next. */
  call_due?: Instant | null;
  movement?: Uuid | null;
}

export type Mark = 'late_entry' | 'retrospective' | 'together' | 'same_words';

export interface LastVisit {
  id?: Uuid | null;
  outcome: Outcome;
  done_at: Instant;
  /** Initials; null on a locked terminal. */
  by?: string | null;
  marks?: Mark[];
}

export interface Going {
  id?: Uuid;
  staff?: Uuid | null;
  initials?: string | null;
  until: Instant;
}

export interface Alarm {
  id: Uuid;
  class: RequirementClass;
  cause?: 'overdue' | 'proposal' | 'no_reply' | 'not_found';
  state: 'open' | 'quiet' | 'closed';
  rung: number;
  opened_at: Instant;
  quiet_until: Instant | null;
  told: { who: 'terminal' | 'shift_lead' | 'on_call' | 'area'; at: Instant }[];
}

export interface HowToBe {
  text: string;
  sleep: string | null;
  version: number;
}

export interface BoardRow extends RowPart {
  stay: Uuid;
  room: string | null;
  resident: BoardResident | null;
  presence: Presence;
  requirements: Requirement[];
  last_visit: LastVisit | null;
  going: Going | null;
  alarm: Alarm | null;
  how: HowToBe | null;
  day_of_stay: number | null;
  days_since_release: number | null;
  predictable: boolean;
  worst_late_s?: number | null;
}

export interface BoardPerson {
  staff: Uuid;
  initials: string;
  name: string;
}

export interface BoardSettings {
  soon_s: number;
  pin_again_s: number;
  pin_idle_s: number;
  going_s: number;
  late_entry_s: number;
  retrospective_s: number;
  [name: string]: number | string | boolean | null;
}

export interface Board {
  premises: { id: Uuid; name: string };
  now: Instant;
  horizon: string;
  locked: boolean;
  settings: BoardSettings;
  /** Absent or empty on a locked terminal. */
  people?: BoardPerson[];
  rows: BoardRow[];
}

/** What a locked board may see of an event; every member is optional and only what is there changes the board. */
export interface BoardPart {
  closed?: { id: Uuid; state: Exclude<RequirementState, 'open'>; late?: boolean }[];
  opened?: Requirement[];
  /** The visit; after a correction, the last visit there is now. */
  visit?: LastVisit | null;
  predictable?: boolean;
  alarm?: Alarm & { stay?: Uuid };
  going?: Going | null;
  presence?: Presence;
  room?: string | null;
  stay?: Uuid | null;
  chain?: RowPart['chain'];
  /** Of a chain.* event: all of it that a locked screen may have. */
  no_reply?: Chain;
}

export interface LiveEvent {
  id: string;
  kind: string;
  happened_at: Instant;
  recorded_at: Instant;
  premises: Uuid | null;
  resident: Uuid | null;
  stay: Uuid | null;
  staff?: Uuid | null;
  /** Of an update, where only that is told. */
  level?: string | null;
  data: EventData;
}

export interface EventData {
  board?: BoardPart;
  /** As in the board, with who: for signed-on staff. */
  last_visit?: LastVisit | null;
  going?: Going;
  how?: HowToBe;
  /** Members of her row as they are now: for signed-on staff. */
  row?: RowPart;
  /** The no-reply chain as it is now: for signed-on staff. */
  chain?: Chain;
  /** The visit that this one corrects. */
  corrects?: Uuid;
  [member: string]: unknown;
}

/** What somebody else stated about her, or which of three things its absence means. */
export interface StatedFact {
  state: 'recorded' | 'none_recorded' | 'not_asked' | 'source_unavailable';
  value: string | null;
  source: string | null;
  /** A day, as "2026-11-24". */
  stated_on: string | null;
  received_at: Instant | null;
  age_days: number | null;
}

export interface Identifier {
  value: string | null;
  source: string | null;
  from: Instant | null;
  state: 'recorded' | 'none_recorded' | 'restricted';
}

export type StayWord =
  | 'upcoming'
  | 'arriving_within_6_weeks'
  | 'arriving_within_2_weeks'
  | 'arriving_today'
  | 'overdue_arrival'
  | 'arrived'
  | 'departing_within_2_weeks'
  | 'departing_today'
  | 'overdue_departure'
  | 'departed'
  | 'not_arrived'
  | 'cancelled';

export interface StayStatus {
  state: 'upcoming' | 'arrived' | 'not_arrived' | 'departed' | 'cancelled';
  word: StayWord;
  /** To, or past, the date it is about. */
  days: number | null;
}

export type FactKind =
  | 'rosh_overall'
  | 'rosh_children'
  | 'rosh_public'
  | 'rosh_known_adult'
  | 'rosh_staff'
  | 'mappa_category'
  | 'mappa_level'
  | 'tier'
  | 'register'
  | 'communication'
  | 'interpreter'
  | 'allergies';

/** Who a page is about. What the reader may not know is null, or left out of the facts. */
export interface Banner {
  stay: Uuid;
  resident: Uuid;
  restricted: boolean;
  preferred_name: string | null;
  given_name: string | null;
  family_name: string | null;
  born_on: string | null;
  crn: Identifier;
  noms: Identifier;
  premises: { id: Uuid; name: string };
  room: string | null;
  room_facts: string[];
  status: StayStatus;
  expected_on: string;
  arrival: Instant | null;
  released_on: string | null;
  planned_departure_on: string | null;
  departed_at: Instant | null;
  day_of_stay: number | null;
  days_since_release: number | null;
  keyworker: { staff: Uuid; name: string; initials: string } | null;
  practitioner: { staff: Uuid; name: string } | null;
  facts: { [kind in FactKind]?: StatedFact[] };
}
