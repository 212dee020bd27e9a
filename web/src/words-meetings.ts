// Labels of three-way meetings.
import type { Absent, MeetingHow, MeetingRole, MeetingState, There, Voice } from './records-meetings.ts';

export const STATE: Record<MeetingState, string> = { planned: 'Planned', to_write_up: 'To be written up', held: 'Held', not_held: 'Not held' };
export const HOW: Record<MeetingHow, string> = { in_person: 'In person', by_phone: 'By telephone', by_video: 'By video' };
export const THERE: Record<There, string> = { ...HOW, not_there: 'Not there' };

export const VOICE: Record<Voice, string> = { resident: 'She herself', keyworker: 'Her keyworker', practitioner: 'Her practitioner' };
export const WANTS: Record<Voice, string> = { resident: 'What she wants to talk about', keyworker: 'What her keyworker wants to talk about', practitioner: 'What her practitioner wants to talk about' };

export const ROLE_THERE: Record<MeetingRole, string> = {
  ...VOICE,
  manager: 'Manager',
  health: 'Health',
  advocate: 'Advocate',
  interpreter: 'Interpreter',
  family: 'Family',
  other: 'Somebody else',
};

export const COULD_NOT: Record<Absent, string> = {
  resident: 'She could not',
  keyworker: 'Her keyworker could not',
  practitioner: 'Her practitioner could not',
  premises: 'The house could not',
  other: 'Another reason',
};
