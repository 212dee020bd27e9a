// One success of each write about incidents, marks, hard days and doors.
import { randomUUID } from 'node:crypto';
import { value } from '../../harness/index.mjs';
import { NOW } from '../house.mjs';

const lead = (h) => h.as('shift_lead');
const last = (h) => h.here.women[h.here.women.length - 2];
const of = (one, more) => ({ stay: one.stay, crn: one.crn, ...more });
const made = async (h, path, body) => {
  const id = randomUUID();
  const answer = await lead(h).put(`${path}/${id}`, of(last(h), body));
  return { id, answer };
};
const mark = (h) => made(h, '/api/body-marks', { side: 'front', region: 'left forearm', across: 320, down: 400, kind: 'scar', seen_at: NOW });
const day = (h) => made(h, '/api/hard-days', { day: '2026-11-11', kind: 'letter', words: 'A letter is due.' });
const incident = (h) => made(h, '/api/incidents', { kind: 'other', words: 'A fall on the stairs.', happened_at: NOW });

export default {
  incidentPut: async (h) => (await incident(h)).answer,
  async debriefAnswerPut(h) {
    const { id: staff } = await h.secrets('keyworker');
    const { id } = await incident(h);
    const debrief = await value(h.db, `SELECT id FROM lantern.debrief WHERE incident_id = '${id}' AND staff_id = '${staff}'`);
    return h.as('keyworker').put(`/api/debrief-answers/${randomUUID()}`, { debrief, answer: 'not_now' });
  },
  bodyMarkPut: async (h) => (await mark(h)).answer,
  bodyMarkHealed: async (h) => lead(h).post(`/api/body-marks/${(await mark(h)).id}/healed`, {}),
  hardDayPut: async (h) => (await day(h)).answer,
  hardDayWithdraw: async (h) => lead(h).post(`/api/hard-days/${(await day(h)).id}/withdraw`, { reason: 'It came today.' }),
  doorCodePut: (h) => h.as('premises_manager').put(`/api/door-codes/${randomUUID()}`, { premises: h.here.id, room: h.here.rooms[0] }),
};
