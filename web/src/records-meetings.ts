// The shapes of three-way meetings, as the server sends them.
import type { Choice } from './records-around.ts';
import type { Named } from './records-keywork.ts';
import type { Action } from './records.ts';
import type { Thread } from './records-updates.ts';
import type { Banner, Instant, Uuid } from './types.ts';

export type MeetingState = 'planned' | 'to_write_up' | 'held' | 'not_held';
export type MeetingHow = 'in_person' | 'by_phone' | 'by_video';
export type There = MeetingHow | 'not_there';
/** In whose voice something is said; hers comes first. */
export type Voice = 'resident' | 'keyworker' | 'practitioner';
export type MeetingRole = Voice | 'manager' | 'health' | 'advocate' | 'interpreter' | 'family' | 'other';
export type Absent = Voice | 'premises' | 'other';
export type DueWhy = 'first' | 'regular' | 'before_leaving';

export interface MeetingTime {
  sequence: number;
  starts_at: Instant;
  minutes: number;
  how: MeetingHow;
}

export interface AgendaItem {
  id: Uuid;
  voice: Voice;
  words: string | null;
  by: string | null;
  at: Instant;
  withdrawn: { by: string | null; at: Instant } | null;
}

/** Words and names are null where her record is restricted. */
export interface Meeting extends MeetingTime {
  id: Uuid;
  state: MeetingState;
  /** Every time it had, the first one first; why it was moved to it. */
  times: (MeetingTime & { reason: string | null; by: string | null; at: Instant })[];
  items: AgendaItem[];
  people: { id: Uuid; role: MeetingRole; name: string | null; how: There }[];
  decisions: { id: Uuid; words: string | null }[];
  disagreements: { id: Uuid; voice: Voice; words: string | null }[];
  actions: Action[];
  held_at: Instant | null;
  plain_words: string | null;
  not_held: Absent | null;
  reason: string | null;
  copy: { at: Instant; by: string; large_print: boolean } | null;
  closed: { at: Instant; by: string | null } | null;
}

export interface HerMeetings {
  now: Instant;
  banner: Banner;
  planned: Meeting | null;
  past: Meeting[];
  due_on: string | null;
  due_why: DueWhy;
  choices: Choice[];
  staff: Named[];
}

export interface MeetingPage {
  now: Instant;
  banner: Banner;
  meeting: Meeting;
  threads: Thread[];
  plan_version: number | null;
}

/** What the server says of a meeting that was written up as held. */
export interface HeldKept {
  id: Uuid;
  copy_due: Instant;
  review: { review: Uuid; opened: boolean; act_by: Instant | null; review_by: Instant | null };
}
