// The rooms of her house that nobody lives in, as a choice.
import type { DoorsPage } from '../../records-safety.ts';
import { useLoad } from '../../state/load.ts';
import type { Uuid } from '../../types.ts';

export interface RoomItem {
  value: string;
  label: string;
}

export function useFreeRooms(premises: Uuid): RoomItem[] {
  const doors = useLoad<DoorsPage>(`/api/premises/${premises}/doors`).data?.doors ?? [];
  const free = doors.filter((one) => one.stay === null);
  return [{ value: '', label: 'Choose' }, ...free.map((one) => ({ value: one.room_id, label: `Room ${one.room}` }))];
}
