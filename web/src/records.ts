// The shapes of the records on the pages about a woman and of the managers' pages, as the server sends them.
import type {
  Banner,
  Instant,
  Kind,
  Mark,
  Outcome,
  Presence,
  Requirement,
  RequirementClass,
  RequirementState,
  Role,
  Source,
  StayStatus,
  Uuid,
} from './types.ts';

export interface Worker {
  staff: Uuid;
  name: string;
  initials: string;
}

export interface ResidentRow {
  stay: Uuid;
  restricted: boolean;
  crn: string | null;
  preferred_name: string | null;
  family_name: string | null;
  premises: { id: Uuid; name: string };
  resident: Uuid;
  room: string | null;
  status: StayStatus;
  expected_on: string;
  arrival: Instant | null;
  planned_departure_on: string | null;
  departed_at: Instant | null;
  day_of_stay: number | null;
  days_since_release: number | null;
  keyworker: Worker | null;
  actions_overdue: number;
}

export type SleepOption = 'door_ajar' | 'red_torch' | 'bed_pad' | 'listen_first' | 'lamp_switch' | 'say_name';
export type Consent = 'agreed' | 'declined' | 'not_asked';

export interface ContactPlan {
  id: Uuid;
  version: number;
  how: string;
  sleep_options: string[];
  consent: Consent;
  /** Null: her record is restricted; so with every reason here. */
  reason: string | null;
  author: string;
  at: Instant;
}

export interface Band {
  /** London clock, "23:00"; equal to `until`: the whole day. */
  from: string;
  until: string;
  kind: Kind;
  min_gap_s: number;
  max_gap_s: number;
  /** Empty: anybody on shift. */
  who: Role[];
}

export type Origin = 'routine' | 'personal' | 'watch';

export interface CheckPlan {
  id: Uuid;
  origin: Origin;
  reason: string | null;
  author: string;
  start: Instant;
  /** When the next one of the same watch begins; null: until somebody decides. */
  until: Instant | null;
  /** The watch it belongs to, and ends with. */
  watch: Uuid | null;
  review_by: Instant | null;
  review_overdue: boolean;
  recorded_at: Instant;
  ended_at: Instant | null;
  ended_by: string | null;
  end_reason: string | null;
  bands: Band[];
}

export interface ResidentPage {
  now: Instant;
  banner: Banner;
  overview: {
    presence: (Presence & { where: string | null }) | null;
    next_checks: Requirement[];
    last_visits: { id: Uuid; outcome: Outcome; done_at: Instant; by: string; marks: Mark[] }[];
    alarm: { id: Uuid; cause: 'overdue' | 'no_reply' | 'not_found'; opened_at: Instant } | null;
    contact_plan: ContactPlan | null;
    checks_version: number | null;
    predictable: boolean;
    check_plans: CheckPlan[];
    actions: { open: number; overdue: number; soon: number; next_target: string | null };
    keyworkers: (Worker & { from: Instant; until: Instant | null; reason: string | null })[];
    rooms: { room: string; from: Instant; until: Instant | null; reason: string | null; her_view: string | null }[];
  };
}

export interface VisitRecord {
  id: Uuid;
  outcome: Outcome;
  breathing: boolean | null;
  movement: boolean | null;
  position: boolean | null;
  note: string | null;
  done_at: Instant;
  entered_at: Instant;
  by: Worker;
  second: Worker | null;
  room: string;
  source: 'screen' | 'paper';
  marks: Mark[];
  meets: Kind[];
  reason: string | null;
  corrects: Uuid | null;
  withdrawn: boolean;
  corrected_by: Uuid | null;
  gap_s: number | null;
}

export interface RequirementRecord {
  id: Uuid;
  source: Source;
  kind: Kind;
  class: RequirementClass;
  from: Instant;
  drawn: Instant;
  latest: Instant;
  state: RequirementState;
  closed_at: Instant | null;
  visit: Uuid | null;
  late: boolean;
  late_reason: string | null;
  late_words: string | null;
  close_reason: string | null;
}

/** How the checks of one day in London went. */
export interface CheckDay {
  day: string;
  on_time: number;
  late: number;
  missed: number;
  longest_gap_s: number | null;
}

export interface ChecksPage {
  now: Instant;
  visits: VisitRecord[];
  /** For her practitioner without `closed_at` and `visit`, and none that is done. */
  requirements: RequirementRecord[];
  /** For her practitioner in place of visits; null: not shared. */
  days: CheckDay[] | null;
  next: string | null;
}

export interface HistoryEvent {
  id: Uuid;
  kind: string;
  happened_at: Instant;
  recorded_at: Instant;
  staff: { id: Uuid; name: string; initials: string } | null;
  data: Record<string, unknown> | null;
}

export interface HistoryPage {
  now: Instant;
  events: HistoryEvent[];
  next: string | null;
}

export interface Action {
  id: Uuid;
  what: string | null;
  owner_kind: 'staff' | 'resident' | 'practitioner';
  owner: { staff: Uuid; name: string } | null;
  identified_on: string;
  target_on: string;
  status: { word: 'open' | 'soon' | 'overdue' | 'closed'; days: number | null };
  author: string;
  closed_at: Instant | null;
  version: number;
  entries: { id: Uuid; kind: 'progress' | 'closed' | 'reopened'; words: string | null; staff: string; at: Instant }[];
}

export interface MissedCheck {
  id: Uuid;
  stay: Uuid;
  source: Source;
  kind: Kind;
  from: Instant;
  latest: Instant;
  room: string | null;
  crn: string | null;
  preferred_name: string | null;
  family_name: string | null;
  restricted: boolean;
}

export interface PremisesTile {
  id: Uuid;
  name: string;
  region: string;
  beds: number;
  residents: number;
  out: number;
  arriving: number;
  due: number;
  overdue: number;
  alarms: number;
  actions_overdue: number;
  reasons_owed: number;
  reviews_overdue: number;
}

export interface SettingChange {
  id: Uuid;
  value?: unknown;
  author: string;
  reason: string;
  from: Instant;
  recorded_at: Instant;
}

export type SettingKind = 'whole' | 'local_time' | 'local_range' | 'minutes_list' | 'local_times' | 'days_list';

export interface Setting {
  name: string;
  words: string;
  unit: string;
  kind: SettingKind;
  least: number | null;
  most: number | null;
  default?: unknown;
  basis: string;
  value?: unknown;
  author: string | null;
  reason: string | null;
  from: Instant | null;
  based_on: Uuid | null;
  history: SettingChange[];
  upcoming: SettingChange[];
}

export interface StaffRole {
  id: Uuid;
  role: Role;
  premises: Uuid | null;
  premises_name: string | null;
  from: Instant;
  until: Instant | null;
  reason: string;
  given_by: string | null;
}

export interface StaffMember {
  id: Uuid;
  username: string;
  display_name: string;
  initials: string;
  staff_code: string | null;
  from: Instant;
  until: Instant | null;
  version: number;
  roles: StaffRole[];
  has_pin: boolean;
  pin_locked_until: Instant | null;
  signed_on: boolean;
}

export interface TerminalRow {
  id: Uuid;
  name: string;
  version: number;
  enrolled_by: string;
  enrolled_at: Instant;
  revoked_by: string | null;
  revoked_at: Instant | null;
  this: boolean | null;
}

export interface AuditEntry {
  source: 'event' | 'read';
  id: string;
  at: Instant;
  happened_at: Instant;
  what: string;
  route: string | null;
  who: { id: Uuid; name: string; initials: string } | null;
  terminal: string | null;
  about: {
    stay: Uuid | null;
    restricted: boolean;
    preferred_name: string | null;
    family_name: string | null;
    crn: string | null;
  } | null;
  detail: Record<string, unknown> | null;
}

export interface Chain {
  events: number;
  sealed: number;
  head: string | null;
  broken: { n: number; event: Uuid | null; why: string } | null;
}
