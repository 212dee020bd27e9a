// What of her plan, her signs and her watches stands in her row of the board, and the no-reply chain.
import type { Instant, Kind, Uuid } from '../types.ts';
import type { Daily, PlanLine, PlanState, WatchInForce } from './types.ts';

export type SeenState = 'seen' | 'not_seen' | 'not_known';

export interface BoardSign {
  sign: Uuid;
  leaning: 'concern' | 'strength';
  /** Null: her record is restricted. */
  words: string | null;
  /** In this shift; null: nobody has said, which is not "fine". */
  state: SeenState | null;
}

/** A rule of hers has come true: somebody confirms or declines. */
export interface Proposal {
  id: Uuid;
  rule: Uuid;
  opened_at: Instant;
  decide_by: Instant;
  sightings: { id: Uuid; sign: Uuid; words: string | null; seen_at: Instant; by: string }[];
  decision: { decision: 'confirmed' | 'declined'; by: string; at: Instant; reason: string | null } | null;
  watch: Uuid | null;
  kind: Kind;
  min_gap_s: number;
  max_gap_s: number;
}

export interface BoardReview {
  id: Uuid;
  since: Instant;
  /** Null: nothing has to be done at once. */
  act_by: Instant | null;
  acted: boolean;
  review_by: Instant;
}

export type HardKind = 'court' | 'child_contact' | 'anniversary' | 'payday' | 'festive' | 'letter' | 'visit' | 'health' | 'move' | 'other';

/** An alarm was put off: for how long, by whom (initials), and why; null: her record is restricted. */
export interface Snooze {
  at: Instant;
  minutes: number;
  reason: string | null;
  by: string;
}

export interface AddedTalk {
  latest: Instant;
  state: 'done' | 'missed';
  at: Instant | null;
}

/** What a row has for a signed-on worker. An event that changes a member carries it whole. */
export interface RowPart {
  watches?: WatchInForce[] | null;
  signs?: BoardSign[] | null;
  daily?: Daily[] | null;
  proposals?: Proposal[] | null;
  review?: BoardReview | null;
  strength?: string | null;
  /** Today's and tomorrow's. */
  hard_days?: { day: string; kind: HardKind; words: string | null }[] | null;
  /** `changed`: newer than she has read. */
  plan?: { version: number; state: PlanState; changed: boolean } | null;
  /** Each time the alarm that is open was put off. */
  snoozes?: Snooze[] | null;
  /** Talks that were asked for after an incident and are over; those still owed are requirements. */
  added?: AddedTalk[] | null;
  /** The one member that a locked screen has too. */
  chain?: { id: Uuid; opened_at: Instant } | null;
}

export type ChainStepName =
  | 'knocked'
  | 'louder'
  | 'second_called'
  | 'entered'
  | 'breathing'
  | 'not_breathing'
  | 'called_999'
  | 'recovery_position'
  | 'naloxone'
  | 'cpr'
  | 'ambulance'
  | 'roused'
  | 'climbed'
  | 'note';

export type ChainOutcome = 'answered' | 'seen_well' | 'roused' | 'hospital' | 'not_in_room' | 'died';

export interface ChainStep {
  id: Uuid;
  step: ChainStepName;
  words: string;
  /** Initials; null: a locked screen, or the clock. */
  by: string | null;
  at: Instant;
}

export interface Chain {
  id: Uuid;
  stay: Uuid;
  room: string | null;
  /** Null on a locked screen. */
  resident: { crn: string | null; preferred_name: string | null; family_name: string | null } | null;
  opened_at: Instant;
  steps: ChainStep[];
  attests: { by: string; alone: boolean; reason: string | null }[];
  climb_at: Instant;
  ended: { at: Instant; by: string; outcome: ChainOutcome } | null;
  times: { louder_s: number; second_s: number; enter_s: number; climb_s: number };
}

/** What is answered to a sighting. */
export interface SightingAnswer {
  id: Uuid;
  shift_at: Instant;
  line: PlanLine | null;
  proposals: Proposal[];
}
