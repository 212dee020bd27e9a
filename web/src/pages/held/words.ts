// What is held about her, put in order for reading: pieces joined to tables, and a row of words to lines.
import type { HeldPage, HeldTable, Withheld } from '../../records-held.ts';

/** All that has come so far. */
export interface Held {
  tables: HeldTable[];
  withheld: Withheld[];
  next: HeldPage['next'];
}

/** Another piece goes on where the last one ended, perhaps in the middle of a table. */
export function joined(so_far: Held | null, page: HeldPage): Held {
  const tables = [...(so_far?.tables ?? [])];
  for (const piece of page.tables ?? []) {
    const last = tables[tables.length - 1];
    if (last?.table === piece.table) tables[tables.length - 1] = { ...last, rows: [...last.rows, ...piece.rows] };
    else tables.push(piece);
  }
  return { tables, withheld: [...(so_far?.withheld ?? []), ...(page.withheld ?? [])], next: page.next };
}

const LONG = 60;

/** A row as people read it: what it is headed by, then each thing that is known under its name. What is empty is left out. */
export function rowInWords(columns: readonly string[], row: readonly (string | null)[]): { head: string; rest: string } {
  const known = columns.flatMap((name, i) => (row[i] ? [{ name, value: row[i]! }] : []));
  const [first, ...others] = known;
  if (!first) return { head: 'Nothing is written here.', rest: '' };
  const rest = others.map(({ name, value }) => (value.length > LONG ? `\n${name}: ${value}\n` : `${name}: ${value} · `)).join('');
  return {
    head: /^(When|Day)$/.test(first.name) ? first.value : `${first.name}: ${first.value}`,
    rest: rest.replace(/ · (?=\n|$)/g, '').replace(/\n\n/g, '\n').trim(),
  };
}

export const countOf = (held: Held): number => held.tables.reduce((sum, one) => sum + one.rows.length, 0);

/** The whole of it as one text, for whoever reads by machine. */
export const fileOf = (held: Held, reason: string, at: string): string =>
  `${JSON.stringify({ given: { reason, at }, withheld: held.withheld, tables: held.tables.map(({ from: _, ...one }) => one) }, null, 1)}\n`;
