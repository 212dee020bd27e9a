// updates_house.mjs -- what the tests of updates and threads share: whose practitioner somebody is, and how she is told.
import { randomUUID } from 'node:crypto';
import { psql, rows } from '../harness/index.mjs';
import { NOW } from './house.mjs';

export const of = (woman, more) => ({ stay: woman.stay, crn: woman.crn, ...more });

/** From then on she is the practitioner of these women, and whoever was before is not. */
export const practitioner = (h, staff, women, at = NOW) =>
  psql(h.db, women.map(({ id }) => `UPDATE lantern.practitioner_of SET until_at = '${at}' WHERE resident_id = '${id}' AND until_at IS NULL AND staff_id <> '${staff.id}';
    INSERT INTO lantern.practitioner_of (id, resident_id, staff_id, from_at) VALUES (gen_random_uuid(), '${id}', '${staff.id}', '${at}') ON CONFLICT DO NOTHING;`).join('\n'));

export const keyworker = (h, staff, woman, where = h.here) =>
  psql(h.db, `INSERT INTO lantern.keyworker_of (id, stay_id, resident_id, premises_id, staff_id, from_at, reason)
    VALUES (gen_random_uuid(), '${woman.stay}', '${woman.id}', '${where.id}', '${staff.id}', '${NOW}', '')
    ON CONFLICT DO NOTHING`);

/** Written by hand, about her. */
export async function told(h, woman, more = {}, who = h.as('shift_lead')) {
  const id = randomUUID();
  const answer = await who.put(`/api/updates/${id}`, of(woman, { level: 'now', kind: 'missing', words: 'She was not back at 21:00.', ...more }));
  return { id, answer };
}

export async function asked(h, woman, who, more = {}) {
  const [id, entry] = [randomUUID(), randomUUID()];
  const answer = await who.put(`/api/threads/${id}`, of(woman, { about: 'woman', entry: { id: entry, words: 'How was her evening?' }, ...more }));
  return { id, entry, answer };
}

export const said = (who, thread, kind, words = 'She was well.', id = randomUUID()) => who.put(`/api/thread-entries/${id}`, { thread, kind, words });

export const messages = (h) => rows(h.db, 'SELECT template, staff_id, premises_id, about_id, counts FROM lantern.outbox ORDER BY made_at, template');
