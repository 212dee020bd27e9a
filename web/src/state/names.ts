// How a woman is named: surname first in lists, as she is called in sentences, and never when this screen may not know.
import type { BoardRow } from '../types.ts';
import { RESTRICTED } from '../words.ts';

/** Her number, which says with her stay that it is she; outside the circle of a restricted woman the word for it. */
export function crnOf(row: BoardRow): string {
  return row.resident?.crn ?? 'restricted';
}

/** "Hughes, Carys" */
export function listName(row: BoardRow): string {
  return row.resident ? womanName(row.resident) : '';
}

/** "Carys Hughes" */
export function fullName(row: BoardRow): string {
  const her = row.resident;
  if (!her?.preferred_name || !her.family_name) return RESTRICTED;
  return `${her.preferred_name} ${her.family_name}`;
}

/** "Carys, room 4", on the button that signs: the last moment to notice that it is the wrong woman. */
export function signedFor(row: BoardRow): string {
  const name = row.resident?.preferred_name;
  return name ? `${name}, room ${row.room}` : `room ${row.room}`;
}

/** "Carys"; without a name to give, by her room. */
export function shortName(row: BoardRow): string {
  return row.resident?.preferred_name ?? `the woman in room ${row.room}`;
}

/** "Hughes, Carys", of any record that holds her name or may not. */
export function womanName(her: { preferred_name: string | null; family_name: string | null }): string {
  if (!her.preferred_name || !her.family_name) return RESTRICTED;
  return `${her.family_name}, ${her.preferred_name}`;
}

/** The address of the pages about her: her number and her stay, which must agree. */
export function womanPath(crn: string | null, stay: string): string {
  return `/residents/${encodeURIComponent(crn ?? 'restricted')}/stays/${stay}`;
}
