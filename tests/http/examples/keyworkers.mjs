// One success of each request about keyworkers.
import { randomUUID } from 'node:crypto';
import { psql } from '../../harness/index.mjs';

let next = 5; // beside those of others
const woman = (h) => h.here.women[next++ % (h.here.women.length - 1)];
const manager = (h) => h.as('premises_manager');
const change = (h, what, role) => {
  const { stay, crn } = woman(h);
  return h.as('keyworker').put(`/api/${what}/${randomUUID()}`, { stay, crn, staff: h.here.staff[role].id, reason: 'They know each other.' });
};
const leave = async (h, from_on, back_on) => {
  const id = randomUUID();
  return { id, answer: await manager(h).put(`/api/leaves/${id}`, { premises: h.here.id, staff: h.here.staff.keyworker.id, from_on, back_on, cover: h.here.staff.shift_lead.id }) };
};

export default {
  keyworkerPut: (h) => change(h, 'keyworkers', 'keyworker'),
  practitionerPut: (h) => change(h, 'practitioners', 'practitioner'),
  keyworkerCapacityPut: (h) => manager(h).put(`/api/keyworker-capacities/${randomUUID()}`, { premises: h.here.id, staff: h.here.staff.keyworker.id, women: 4 }),
  leavePut: async (h) => (await leave(h, '2026-12-01', '2026-12-08')).answer,
  leaveWithdraw: async (h) => manager(h).post(`/api/leaves/${(await leave(h, '2026-12-21', '2027-01-04')).id}/withdraw`, {}),
  async residentKeyworker(h) {
    const { stay, crn, id } = woman(h);
    await h.as('keyworker').put(`/api/keyworkers/${randomUUID()}`, { stay, crn, staff: h.here.staff.keyworker.id, reason: 'They know each other.' });
    await psql(h.db, `INSERT INTO lantern.practitioner_of (id, resident_id, staff_id, from_at) VALUES (gen_random_uuid(), '${id}', '${h.here.staff.practitioner.id}', '2026-11-01')`);
    return h.as('keyworker').get(`/api/residents/${crn}/stays/${stay}/keyworker`);
  },
};
