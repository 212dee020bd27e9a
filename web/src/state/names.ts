// How a woman is named: surname first in lists, as she is called in sentences, and never when this screen may not know.
import type { BoardRow } from '../types.ts';
import { RESTRICTED } from '../words.ts';

/** "Hughes, Carys" */
export function listName(row: BoardRow): string {
  const her = row.resident;
  if (!her) return '';
  if (!her.preferred_name || !her.family_name) return RESTRICTED;
  return `${her.family_name}, ${her.preferred_name}`;
}

/** "Carys Hughes" */
export function fullName(row: BoardRow): string {
  const her = row.resident;
  if (!her?.preferred_name || !her.family_name) return RESTRICTED;
  return `${her.preferred_name} ${her.family_name}`;
}

/** "Carys"; without a name to give, by her room. */
export function shortName(row: BoardRow): string {
  return row.resident?.preferred_name ?? `the woman in room ${row.room}`;
}
