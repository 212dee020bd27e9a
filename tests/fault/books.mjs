// books.mjs -- what must hold in the database after any fault: all that was acknowledged once, nothing half, the chain whole.
import assert from 'node:assert/strict';
import { rows, until, value } from '../harness/index.mjs';
import { NOW } from '../http/house.mjs';

const sorted = (list) => [...list].sort();

/** Every acknowledged visit is there once, with its receipt and its one event, and no other is. */
async function eachOnce(db, acknowledged) {
  const want = sorted(acknowledged);
  const ids = (query) => rows(db, query).then((found) => sorted(found.map((row) => row.id)));
  assert.deepEqual(await ids(`SELECT id FROM lantern.visit WHERE received_at >= '${NOW}'`), want, 'visits');
  assert.deepEqual(await ids(`SELECT id FROM lantern.receipt WHERE route LIKE '/api/visits/%'`), want, 'receipts');
  assert.deepEqual(
    await ids(`SELECT data->'visit'->>'id' AS id FROM lantern.event WHERE kind = 'visit.recorded'`), want, 'events');
}

// What one transaction writes, and what each part of it must find beside it. Every query finds what is half.
const told = (list) => `
  SELECT (part->>'id')::uuid AS id FROM lantern.event e, jsonb_array_elements(e.data->'board'->'${list}') part
  WHERE jsonb_typeof(e.data->'board'->'${list}') = 'array'`;
const HALVES = {
  'a requirement opened without being told once': `
    SELECT r.id FROM lantern.requirement r LEFT JOIN (${told('opened')}) t USING (id)
    WHERE r.opened_at >= '${NOW}' GROUP BY r.id HAVING count(t.id) <> 1`,
  'a requirement closed without being told once': `
    SELECT r.id FROM lantern.requirement r LEFT JOIN (${told('closed')}) t USING (id)
    WHERE r.state <> 'open' GROUP BY r.id HAVING count(t.id) <> 1`,
  'a requirement told of that is not there': `
    SELECT t.id FROM (${told('opened')} UNION ALL ${told('closed')}) t
    WHERE NOT EXISTS (SELECT FROM lantern.requirement r WHERE r.id = t.id)`,
  'a requirement with other than one deadline': `
    SELECT r.id FROM lantern.requirement r LEFT JOIN lantern.deadline d ON d.subject = r.id GROUP BY r.id HAVING count(d.id) <> 1`,
  'an open requirement whose deadline is void': `
    SELECT r.id FROM lantern.requirement r JOIN lantern.deadline d ON d.subject = r.id WHERE r.state = 'open' AND d.state = 'void'`,
  'a closed requirement whose deadline is open': `
    SELECT r.id FROM lantern.requirement r JOIN lantern.deadline d ON d.subject = r.id WHERE r.state <> 'open' AND d.state = 'open'`,
  'a woman who is in without an open interval': `
    SELECT s.id FROM lantern.stay s WHERE NOT EXISTS (
      SELECT FROM lantern.requirement r WHERE r.stay_id = s.id AND r.state = 'open' AND r.source = 'plan')`,
  'an interval that does not run from the last visit': `
    SELECT r.id FROM lantern.requirement r JOIN lantern.stay_checks k USING (stay_id)
    WHERE r.state = 'open' AND r.source = 'plan' AND r.latest_at <> k.last_sign_of_life_at + r.max_gap_s * interval '1 s'`,
  'a woman overdue without an alarm, or with one that nobody needs': `
    SELECT r.stay_id FROM lantern.requirement r JOIN lantern.deadline d ON d.subject = r.id
    WHERE r.state = 'open' AND (d.state = 'done') <> EXISTS (
      SELECT FROM lantern.alarm a WHERE a.stay_id = r.stay_id AND a.closed_at IS NULL)`,
  'an alarm opened without being told once': `
    SELECT a.id FROM lantern.alarm a LEFT JOIN lantern.event e
      ON e.kind = 'alarm.opened' AND e.data->'board'->'alarm'->>'id' = a.id::text
    GROUP BY a.id HAVING count(e.id) <> 1`,
  'a rung told twice': `
    SELECT alarm FROM (SELECT data->'board'->'alarm'->>'id' AS alarm, data->'board'->'alarm'->>'rung' AS rung
      FROM lantern.event WHERE kind = 'alarm.rung') e GROUP BY alarm, rung HAVING count(*) > 1`,
};

/** Waits until every event is sealed, then walks every chain. */
export async function chainHolds(db) {
  const unsealed = `SELECT count(*) FROM lantern.event e
    WHERE NOT EXISTS (SELECT FROM lantern.event_link l WHERE l.xid = e.xid AND l.seq = e.seq)`;
  await until(async () => (await value(db, unsealed)) === 0, 'the sealer');
  const broken = await rows(db, 'SELECT p.name, c.* FROM lantern.premises p, lantern.verify_chain(p.id) c');
  assert.deepEqual(broken, []);
}

/** All of it. `acknowledged`: ids of the visits that were answered with 201. */
export async function booksHold(db, acknowledged) {
  await eachOnce(db, acknowledged);
  for (const [what, query] of Object.entries(HALVES)) assert.deepEqual(await rows(db, query), [], what);
  await chainHolds(db);
}
