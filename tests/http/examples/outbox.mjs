// One success of each write about what leaves the building, and of what it leads to.
import { randomUUID } from 'node:crypto';
import { psql } from '../../harness/index.mjs';
import { NOW } from '../house.mjs';

/** A message to the practitioner of this house in that state: its id. */
export async function message(h, { state = 'dead', worker = h.here.staff.practitioner, template = 'digest_today', about = null, premises = h.here } = {}) {
  const id = randomUUID();
  await psql(h.db, `INSERT INTO lantern.outbox (id, premises_id, staff_id, template, counts, about_id, once, made_at, state, tries, next_at, last_error)
    VALUES ('${id}', '${premises.id}', '${worker.id}', '${template}', '{"updates": 2}', ${about ? `'${about}'` : 'NULL'}, '${id}', '${NOW}', '${state}', 3, '${NOW}', 'no such mailbox')`);
  return id;
}

const manager = (h) => h.as('premises_manager');

export default {
  outboxAgain: async (h) => manager(h).post(`/api/outbox/${await message(h)}/again`, {}),
  outboxDrop: async (h) => manager(h).post(`/api/outbox/${await message(h, { state: 'unknown' })}/drop`, { reason: 'She has read it.' }),
  staffContactPut: (h) => h.as('practitioner').put(`/api/staff-contacts/${randomUUID()}`, { courier: 'mail', address: 'ann@probation.example.test' }),
  openGet: async (h) => h.as('practitioner').get(`/api/open/${await message(h, { state: 'dropped' })}`),
};
