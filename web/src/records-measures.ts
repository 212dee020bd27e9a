// What the server says of how the work goes (docs/keywork.md, Measures and subject access).
import type { Uuid } from './types.ts';

export type MeasureName =
  | 'delivery_rate'
  | 'first_session_days'
  | 'attempts'
  | 'moments'
  | 'suggestions_decided'
  | 'meetings_held'
  | 'unread_updates'
  | 'keyworker_changes'
  | 'checks_on_time'
  | 'late_with_reason'
  | 'longest_gap'
  | 'reviews_in_time';

export interface Measure {
  name: MeasureName;
  unit: 'percent' | 'days' | 'count' | 'seconds';
  /** Null: there is nothing to make it of, or it is hidden. */
  value: number | null;
  /** For percent: how many of `of`. */
  count: number | null;
  of: number | null;
}

export interface MeasureHere extends Measure {
  because: { stay: Uuid; room: string | null; words: string }[];
}

export interface MeasuresHere {
  now: string;
  premises: { id: Uuid; name: string };
  from: string;
  until: string;
  measures: MeasureHere[];
}

export interface MeasuresArea {
  now: string;
  from: string;
  until: string;
  /** What stands for fewer is hidden. */
  small: number;
  premises: number;
  measures: (Measure & { hidden: boolean })[];
}
