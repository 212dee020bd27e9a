// One success of each request about three-way meetings.
import { randomUUID } from 'node:crypto';
import { addItem, heldAs, meetingOf, meetingsPage, planMeeting } from '../meetings.mjs';

const key = (h) => h.as('keyworker');
let next = 0;
/** Somebody who has no meeting yet, for each example. */
const woman = (h) => h.here.women[1 + (next++ % (h.here.women.length - 2))];
async function planned(h) {
  const one = woman(h);
  const { id, answer } = await planMeeting(key(h), one);
  if (answer.status === 201) return { id, woman: one, answer };
  const open = answer.json.planned.id;
  await key(h).post(`/api/meetings/${open}/not-held`, { not_held: 'premises', reason: 'No room.' });
  return { ...(await planMeeting(key(h), one)), woman: one };
}
const held = async (h) => {
  const one = await planned(h);
  return { ...one, answer: await key(h).post(`/api/meetings/${one.id}/held`, heldAs()) };
};

const feed = (h) => {
  const id = randomUUID();
  return key(h).put(`/api/calendar-feeds/${id}`, {});
};

export default {
  meetingInvitation: async (h) => key(h).get(`/api/meetings/${(await planned(h)).id}/invitation.ics`),
  calendarFeedPut: feed,
  async calendarFeedMine(h) {
    await feed(h);
    return key(h).get('/api/me/calendar-feed');
  },
  calendarFeedRevoke: async (h) => key(h).post(`/api/calendar-feeds/${(await feed(h)).json.id}/revoke`, {}),
  calendarGet: async (h) => h.nobody().get((await feed(h)).json.path),
  async residentMeetings(h) {
    const { woman: one } = await held(h);
    return key(h).get(meetingsPage(one));
  },
  meetingGet: async (h) => key(h).get(`/api/meetings/${(await planned(h)).id}`),
  meetingPut: async (h) => (await planned(h)).answer,
  async meetingMove(h) {
    const { id, woman: one } = await planned(h);
    const { stay: _s, crn: _c, ...time } = meetingOf(one, { minutes: 30 });
    return key(h).post(`/api/meetings/${id}/move`, { ...time, reason: 'The room is taken.', sequence: 0 });
  },
  meetingItemPut: async (h) => (await addItem(key(h), (await planned(h)).id, 'resident', 'The keys.')).answer,
  async meetingItemWithdraw(h) {
    const { id } = await addItem(key(h), (await planned(h)).id, 'keyworker', 'The keys.');
    return key(h).post(`/api/meeting-items/${id}/withdraw`, {});
  },
  meetingHeld: async (h) => (await held(h)).answer,
  meetingNotHeld: async (h) => key(h).post(`/api/meetings/${(await planned(h)).id}/not-held`, { not_held: 'resident', reason: 'She was unwell.' }),
  async meetingCopyPut(h) {
    const { id, woman: one } = await held(h);
    return key(h).put(`/api/meeting-copies/${id}`, { stay: one.stay, crn: one.crn, large_print: true });
  },
};
