// The shapes of keywork and keyworkers, as the server sends them.
import type { Action } from './records.ts';
import type { Thread } from './records-updates.ts';
import type { Banner, Instant, Uuid } from './types.ts';

export type Feeling = 'very_well' | 'well' | 'ok' | 'not_great' | 'struggling';
export type Tag = 'substances' | 'mental_health' | 'emotions' | 'identity' | 'everyday' | 'family' | 'resettlement';
export type NotHeld = 'declined' | 'not_in' | 'unwell' | 'asleep' | 'no_staff' | 'other';
export type SkillHow = 'reminded' | 'practised' | 'strength';
export type DidWe = 'yes' | 'partly' | 'no';
export type ReadWith = 'yes' | 'no' | 'declined';
export type SuggestionSource = 'session' | 'moment' | 'meeting' | 'check';

export interface Named {
  id: Uuid;
  name: string;
}

/** Words are null where her record is restricted. */
export interface Suggestion {
  id: Uuid;
  source: SuggestionSource;
  source_id: Uuid | null;
  line: Uuid | null;
  /** What that line of her plan sees. */
  sees: string | null;
  words: string | null;
  by: string;
  at: Instant;
  decided: { decision: 'taken' | 'left'; by: string; at: Instant; reason: string | null } | null;
}

export interface Session {
  id: Uuid;
  kind: 'session' | 'attempt';
  happened_at: Instant;
  minutes: number | null;
  begun_at: Instant;
  recorded_at: Instant;
  place: string;
  without_devices: boolean;
  author_id: Uuid;
  author: string;
  initials: string;
  not_held: NotHeld | null;
  not_held_words: string | null;
  tags: Tag[];
  own_tags: string[];
  she_said: string | null;
  we_did: string | null;
  went_well: string | null;
  nothing_yet: boolean;
  purposeful: string | null;
  came: Feeling | null;
  went: Feeling | null;
  did_we: DidWe | null;
  next_topic: string | null;
  sensitive: boolean;
  shared: boolean;
  read_with_her: ReadWith;
  her_correction: string | null;
  changes_plan: boolean;
  /** Between its end and its writing. */
  gap_s: number;
  corrects: Uuid | null;
  corrected_by: Uuid | null;
  skills: { skill: string | null; how: SkillHow }[];
  actions: Action[];
  suggestion: Suggestion | null;
}

export interface SmallMoment {
  id: Uuid;
  words: string | null;
  good: boolean;
  happened_at: Instant;
  recorded_at: Instant;
  by: string;
  reviewed: { by: string; at: Instant } | null;
}

export interface SkillBefore {
  skill: string | null;
  how: SkillHow;
  times: number;
  last_at: Instant;
}

export interface LineOffered {
  line: Uuid;
  sees: string;
  does: string;
}

export interface LoadedWord {
  word: string;
  question: string;
}

export interface KeyworkPage {
  now: Instant;
  keyworker: (Named & { since: Instant; away: { back_on: string; cover: Named | null } | null }) | null;
  owed: { first: boolean; due: Instant | null; overdue: boolean };
  last_topic: { session: Uuid; words: string | null; at: Instant } | null;
  sessions: Session[];
  more: string | null;
  moments: SmallMoment[];
  skills: SkillBefore[];
  strengths: { words: string | null; at: Instant; by: string }[];
  suggestions: Suggestion[];
  actions: Action[];
  lines: LineOffered[];
  staff: Named[];
  sharing: { shares: string[] } | null;
  words: LoadedWord[];
}

export interface SessionPage {
  now: Instant;
  banner: Banner;
  session: Session;
  corrected_by: Uuid | null;
  history: Session[];
  /** About it, or about what it corrects. */
  threads: Thread[];
}

/** What the server says of a session that it kept. */
export interface Kept {
  id: Uuid;
  gap_s: number;
  offer: { line: LineOffered | null } | null;
}

export interface WomanHere {
  stay: Uuid;
  resident: { crn: string | null; preferred_name: string | null; family_name: string | null };
  room: string | null;
}

export interface KeyworkHome {
  now: Instant;
  women: (WomanHere & {
    keyworker: Named | null;
    last_session_at: Instant | null;
    due: Instant | null;
    overdue: boolean;
    owed_first: boolean;
    unreviewed: number;
    suggestions: number;
    meeting: { at: Instant } | null;
    /** A day. */
    meeting_due: string | null;
  })[];
  /** How many at the front are the reader's, as keyworker or covering. */
  mine_first: number;
}

export interface Leave {
  from_on: string;
  back_on: string;
  cover: Named | null;
}

export interface KeyworkersPage {
  now: Instant;
  workers: (Named & { women: (WomanHere & { since: Instant })[]; holds: number; capacity: number; leave: Leave | null })[];
  women_without: WomanHere[];
  leaves: (Leave & { id: Uuid; staff: Named })[];
}

export interface KeyworkerPage {
  now: Instant;
  /** Newest first. */
  history: { id: Uuid; staff: Uuid; name: string; from: Instant; until: Instant | null; reason: string | null }[];
  suggested: (Named & { why: 'previous' | 'least_loaded'; holds: number; capacity: number; leave: Leave | null })[];
  practitioner: { id: string; staff: Uuid; name: string; since: Instant; deputy: Named | null } | null;
  /** Whoever could be. */
  practitioners: Named[];
}
