// The order of the rows on the screen. It follows urgency, except while somebody is reading or about to press: then
// every row keeps its place, whatever its state has become, and who is new comes last in her group.
import type { Group, RowState } from '../status.ts';
import type { Uuid } from '../types.ts';

export interface Place {
  group: RowState;
  stay: Uuid;
}

export function placesOf(groups: readonly Group[]): Place[] {
  return groups.flatMap(({ state, views }) => views.map(({ row }) => ({ group: state, stay: row.stay })));
}

/** The places to show: the fresh ones, or those already there while they are held. */
export function placesAfter(shown: readonly Place[], fresh: readonly Place[], held: boolean): readonly Place[] {
  if (!held || shown.length === 0) return samePlaces(shown, fresh) ? shown : fresh;
  const here = new Set(fresh.map((place) => place.stay));
  const kept = shown.filter((place) => here.has(place.stay));
  const known = new Set(kept.map((place) => place.stay));
  const added = fresh.filter((place) => !known.has(place.stay));
  return added.reduce(insert, kept);
}

function insert(places: Place[], added: Place): Place[] {
  const last = places.map((place) => place.group).lastIndexOf(added.group);
  const at = last < 0 ? places.length : last + 1;
  return [...places.slice(0, at), added, ...places.slice(at)];
}

export function samePlaces(a: readonly Place[], b: readonly Place[]): boolean {
  return a.length === b.length && a.every((place, i) => place.stay === b[i]!.stay && place.group === b[i]!.group);
}

/** The row a typed room number means: the room itself, else the first in order that begins so. */
export function roomTyped(typed: string, rows: readonly { stay: Uuid; room: string }[]): Uuid | null {
  const exact = rows.find((row) => row.room === typed);
  return (exact ?? rows.find((row) => row.room.startsWith(typed)))?.stay ?? null;
}
