// meetings.mjs -- three-way meetings as tests plan them, prepare them and write them up: everything invented.
import { randomUUID } from 'node:crypto';
import { minutes } from './house.mjs';

export const meetingOf = (woman, more = {}) => ({ stay: woman.stay, crn: woman.crn, starts_at: minutes(12 * 60), minutes: 45, how: 'in_person', ...more });

/** Plans one under an id of its own, which it gives with the answer. */
export async function planMeeting(who, woman, more = {}) {
  const id = randomUUID();
  return { id, answer: await who.put(`/api/meetings/${id}`, meetingOf(woman, more)) };
}

export const person = (role, name, how = 'in_person') => ({ id: randomUUID(), role, name, how });
export const heldAs = (more = {}) => ({
  held_at: minutes(-60), minutes: 40,
  people: [person('resident', 'Olive'), person('keyworker', 'Fern'), person('practitioner', 'Robin', 'by_video')],
  decisions: [{ id: randomUUID(), words: 'She visits the new place on Thursday.' }], disagreements: [], actions: [],
  plain_words: 'You will see your new place on Thursday. Fern goes with you.', ...more,
});

export async function addItem(who, meeting, voice, words) {
  const id = randomUUID();
  return { id, answer: await who.put(`/api/meeting-items/${id}`, { meeting, voice, words }) };
}

export const meetingsPage = (woman) => `/api/residents/${woman.crn}/stays/${woman.stay}/meetings`;
export const readMeetings = (who, woman) => who.get(meetingsPage(woman));
