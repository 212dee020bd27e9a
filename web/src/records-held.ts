// What the server says of all that is held about a woman (docs/keywork.md, Measures and subject access).
import type { Banner, Uuid } from './types.ts';

/** One request of hers, as it was given. */
export interface Given {
  id: Uuid;
  reason: string;
  by: string;
  at: string;
  /** The reader gave it out, and may show it again. */
  mine: boolean;
}

/** Rows of one table, in words, from row `from` on. */
export interface HeldTable {
  table: string;
  title: string;
  columns: string[];
  from: number;
  rows: (string | null)[][];
}

export interface Withheld {
  what: string;
  why: string;
  count: number;
}

export interface HeldPage {
  now: string;
  banner: Banner;
  given: Given[];
  /** Null until it is said for which request. */
  tables: HeldTable[] | null;
  withheld: Withheld[] | null;
  next: { table: string; from: number } | null;
}
