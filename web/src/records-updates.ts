// The shapes of the line to her practitioner, as the server sends them.
import type { Banner, Instant, Uuid } from './types.ts';

export type Level = 'now' | 'today' | 'weekly';
export type NowKind = 'missing' | 'self_harm' | 'hospital' | 'overdose' | 'police' | 'safeguarding' | 'recall_question';
export type TodayKind =
  | 'watch_began'
  | 'watch_ended'
  | 'rule_proposed'
  | 'review_opened'
  | 'feeling'
  | 'meeting'
  | 'meeting_not_held'
  | 'plan_active'
  | 'no_reply'
  | 'intoxication'
  | 'question';
export type WeeklyKind = 'good_news' | 'keywork' | 'plan_changed' | 'activities';
export type UpdateKind = NowKind | TodayKind | WeeklyKind;

export interface Update {
  id: Uuid;
  level: Level;
  kind: UpdateKind;
  good: boolean;
  /** Null: her record is restricted. */
  words: string | null;
  about: string;
  about_id: Uuid;
  at: Instant;
  /** Null: a clock wrote it, or somebody who has left. */
  by: string | null;
  read: { by: string | null; at: Instant }[];
  /** To nobody when no deputy is named: then the on-call manager was told. */
  passed: { to: string | null; at: Instant } | null;
  phoned: { by: string | null; at: Instant; words: string | null } | null;
}

export type Share = 'plan' | 'checks' | 'keywork' | 'meetings' | 'activities';

export interface Sharing {
  id: Uuid;
  shares: Share[];
  how_often: string;
  told_on: string;
  her_words: string | null;
  by: string | null;
  at: Instant;
}

export type ThreadAbout = 'update' | 'session' | 'meeting' | 'action' | 'review' | 'plan' | 'watch' | 'woman';
export type ThreadSide = 'practitioner' | 'premises';
export type EntryKind = 'question' | 'answer' | 'closed';

export interface Named {
  id: Uuid;
  crn: string | null;
  preferred_name: string | null;
  family_name: string | null;
  restricted: boolean;
}

export interface Thread {
  id: Uuid;
  about: ThreadAbout;
  about_id: Uuid | null;
  stay: Uuid;
  resident: Named;
  entries: { id: Uuid; side: ThreadSide; kind: EntryKind; words: string | null; by: string | null; at: Instant }[];
  /** Null: nobody waits. */
  waits_on: ThreadSide | null;
  waits_since: Instant | null;
}

export interface CheckCounts {
  done: number;
  /** Of those done. */
  late: number;
  missed: number;
  longest_gap_s: number | null;
}

export interface MyWoman {
  stay: Uuid;
  resident: Named;
  crn: string | null;
  premises: { id: Uuid; name: string };
  room: string | null;
  keyworker: { id: Uuid; name: string } | null;
  review: { id: Uuid; since: Instant; review_by: Instant | null } | null;
  watches: { id: Uuid; reason: 'release' | 'intoxication' | 'concern' | 'incident'; from: Instant }[];
  updates: Update[];
  meeting: { id: Uuid; starts_at: Instant } | null;
  threads: Thread[];
  checks: CheckCounts | null;
  sharing: Sharing | null;
  /** Whose she is, among those who were passed on. */
  for?: string | null;
}

export interface MyUpdates {
  now: Instant;
  /** From where the stream of her women goes on. */
  horizon: string;
  looked_at: Instant | null;
  /** All that was written until then is on this page. */
  until: Instant;
  women: MyWoman[];
  waiting: { yours: number; theirs: number };
  deputy: { id: Uuid; name: string } | null;
  practitioners: { id: Uuid; name: string }[];
  deputising: MyWoman[];
}

export interface HerUpdates {
  now: Instant;
  banner: Banner;
  updates: Update[];
  sharing: Sharing | null;
  next: string | null;
}

export interface HerThreads {
  now: Instant;
  banner: Banner;
  threads: Thread[];
}
