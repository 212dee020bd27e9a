// Digests: one message for each practitioner who has something new, at its hour, and nothing when there is nothing.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { psql, rows, settled, until } from '../harness/index.mjs';
import { house } from './house.mjs';

const at = (text) => `${text}.000000Z`;

/** Two practitioners of three women here, and whatever is new of them; letters stay within. */
async function scene(t, { now } = {}) {
  const on = await house({ women: 4 });
  t.after(() => on.stop());
  const [robin, sam] = [on.here.staff.practitioner, on.there.staff.practitioner];
  const mine = (woman, worker) => `INSERT INTO lantern.practitioner_of VALUES (gen_random_uuid(), '${woman.id}', '${worker.id}', '2026-01-01');`;
  const [a, b, c] = on.here.women;
  await settled(on.server);
  // Nothing is new but what a test tells: a plan whose date comes meanwhile would be.
  await psql(on.db, mine(a, robin) + mine(b, robin) + mine(c, sam) + mine(on.there.women[0], sam)
    + "UPDATE lantern.deadline SET state = 'void' WHERE kind = 'plan.backstop' AND state = 'open';");
  const tell = async (woman, level, more = {}) => {
    const id = randomUUID();
    const place = on.here.women.includes(woman) ? on.here : on.there;
    await psql(on.db, `INSERT INTO lantern.practitioner_update (id, stay_id, resident_id, premises_id, level, kind, good, words, about, about_id, at)
      VALUES ('${id}', '${woman.stay}', '${woman.id}', '${place.id}', '${level}', 'feeling', ${more.good ?? false}, 'Words that stay here.', 'watch',
        gen_random_uuid(), '${more.at ?? on.clock.iso}')`);
    return id;
  };
  const messages = () => rows(on.db, `SELECT s.username AS "to", o.template, o.counts, lantern.iso(o.made_at) AS made_at
    FROM lantern.outbox o JOIN lantern.staff s ON s.id = o.staff_id ORDER BY o.made_at, o.template, o.premises_id, s.username`);
  const untold = () => rows(on.db, `SELECT id FROM lantern.practitioner_update WHERE told_at IS NULL`).then((all) => all.map((row) => row.id));
  const go = async (instant) => {
    on.clock.set(instant);
    await settled(on.server);
  };
  if (now) await go(now);
  return Object.assign(on, { robin, sam, a, b, c, tell, messages, untold, go });
}

test('each practitioner is told once how much is new, of how many women', async (t) => {
  const on = await scene(t);
  await on.tell(on.a, 'today');
  await on.tell(on.a, 'today', { good: true });
  await on.tell(on.b, 'today');
  await on.tell(on.c, 'today');
  const weekly = await on.tell(on.a, 'weekly');
  await on.go(at('2026-11-11T07:29:59'));
  assert.deepEqual(await on.messages(), [], 'not before its hour');
  await on.go(at('2026-11-11T07:30:00'));
  const made_at = at('2026-11-11T07:30:00');
  assert.deepEqual(await on.messages(), [
    { to: 'alder.practitioner', template: 'digest_today', counts: { updates: 3, good: 1, residents: 2 }, made_at },
    { to: 'birch.practitioner', template: 'digest_today', counts: { updates: 1, residents: 1 }, made_at },
  ]);
  assert.deepEqual(await on.untold(), [weekly]);
  assert.deepEqual(await rows(on.db, `SELECT data FROM lantern.event WHERE kind = 'digest.sent' ORDER BY data->>'updates' DESC`), [
    { data: { level: 'today', staff: on.robin.id, updates: 3 } }, { data: { level: 'today', staff: on.sam.id, updates: 1 } }]);

  await t.test('the next morning there is nothing new, and nobody hears', async () => {
    await on.go(at('2026-11-12T07:30:00'));
    assert.equal((await on.messages()).length, 2);
  });
  await t.test('the letter says how many, and no more', async () => {
    const inbox = () => rows(on.db, 'SELECT subject, body FROM lantern.inbox_message ORDER BY subject');
    await until(async () => (await inbox()).length === 2, 'both letters');
    const [one, three] = await inbox();
    assert.equal(one.subject, '1 update for a resident at your premises');
    assert.match(one.body, /^1 update for a resident at your premises\.\n\nSign in to read it:\n\/open\/[0-9a-f-]{36}\n/);
    assert.equal(three.subject, '3 updates for 2 residents at your premises');
    assert.match(three.body, /^3 updates for 2 residents at your premises\. 1 of them is good news\.\n\nSign in to read them:\n/);
  });
  await t.test('on Monday the week', async () => {
    await on.go(at('2026-11-16T08:00:00'));
    const [, , last, ...none] = await on.messages();
    assert.deepEqual([last, none], [{ to: 'alder.practitioner', template: 'digest_weekly', counts: { updates: 1, residents: 1 }, made_at: at('2026-11-16T08:00:00') }, []]);
    assert.deepEqual(await on.untold(), []);
  });
});

test('what she has read needs no letter; what has a new practitioner is told to her; another house is another letter', async (t) => {
  const on = await scene(t);
  const read = await on.tell(on.a, 'today');
  await psql(on.db, `INSERT INTO lantern.update_read VALUES ('${read}', '${on.a.id}', '${on.here.id}', '${on.robin.id}', '${on.clock.iso}')`);
  await on.go(at('2026-11-11T07:30:00'));
  assert.deepEqual(await on.messages(), []);
  assert.deepEqual(await on.untold(), []);

  // Written when Robin was hers; the digest finds Sam.
  await on.tell(on.b, 'today');
  await on.tell(on.there.women[0], 'today');
  await psql(on.db, `UPDATE lantern.practitioner_of SET until_at = '${on.clock.iso}' WHERE resident_id = '${on.b.id}';
    INSERT INTO lantern.practitioner_of VALUES (gen_random_uuid(), '${on.b.id}', '${on.sam.id}', '${on.clock.iso}')`);
  await on.go(at('2026-11-12T07:30:00'));
  assert.deepEqual((await on.messages()).map((one) => [one.to, one.counts.updates]), [['birch.practitioner', 1], ['birch.practitioner', 1]]);

  // Nobody is hers: it waits for whoever becomes it.
  const [d] = on.here.women.slice(3);
  const waits = await on.tell(d, 'today');
  await on.go(at('2026-11-13T07:30:00'));
  assert.equal((await on.messages()).length, 2);
  assert.deepEqual(await on.untold(), [waits]);
  await psql(on.db, `INSERT INTO lantern.practitioner_of VALUES (gen_random_uuid(), '${d.id}', '${on.robin.id}', '${on.clock.iso}')`);
  await on.go(at('2026-11-14T07:30:00'));
  assert.equal((await on.messages()).length, 3);
});

test('a server that was away for two mornings tells each in its turn, and what came after a morning with the next', async (t) => {
  const on = await scene(t);
  await on.tell(on.a, 'today');
  await on.tell(on.b, 'today', { at: at('2026-11-11T09:00:00') });
  await on.go(at('2026-11-12T12:00:00'));
  assert.deepEqual((await on.messages()).map((one) => [one.made_at, one.counts.updates]), [[at('2026-11-11T07:30:00'), 1], [at('2026-11-12T07:30:00'), 1]]);
});
