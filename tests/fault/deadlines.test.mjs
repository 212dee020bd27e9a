// Deadlines go off once, in order, whoever is there to see to them: nobody for a while, or two servers of which one dies.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client, micros, psql, rows, settled, until, value } from '../harness/index.mjs';
import { NOW, minutes } from '../http/house.mjs';
import { booksHold, chainHolds } from './books.mjs';
import { pause, scene, serverOf } from './load.mjs';

const LADDER_ENHANCED_MIN = [0, 2, 5, 10]; // the standard of the class that every requirement here has
const FIRST_DUE_MIN = 25; // when the first woman of the house is overdue

const countOf = (db, from) => value(db, `SELECT count(*) FROM lantern.${from}`);
const alarmEvents = (db) => rows(db, `
  SELECT kind, data->'board'->'alarm'->>'stay' AS stay, (data->'board'->'alarm'->>'rung')::int AS rung,
    data->'board'->'alarm'->>'opened_at' AS opened_at
  FROM lantern.event WHERE kind LIKE 'alarm.%' AND premises_id IS NOT NULL ORDER BY xid, seq`);

const overdueAt = (delay) => minutes(FIRST_DUE_MIN + delay + 1 / 60);

/** She was last seen so many minutes after everybody else, and is due so much later. */
const putOff = (woman, count) => `
  UPDATE lantern.stay_checks SET last_sign_of_life_at = last_sign_of_life_at + interval '${count} min' WHERE stay_id = '${woman.stay}';
  UPDATE lantern.requirement SET latest_at = latest_at + interval '${count} min' WHERE id = '${woman.requirement}';
  UPDATE lantern.deadline SET due_at = due_at + interval '${count} min' WHERE subject = '${woman.requirement}';`;

test('what fell due while no server ran goes off at once and in order', async (t) => {
  const on = await scene(t, { women: 7 });
  const { women } = on.here;
  // Overdue two minutes after one another, in an order that is not that of their rows; those next door long after.
  const delay = women.map((_, i) => ((i * 3) % 7) * 2);
  await psql(on.db, women.map((woman, i) => putOff(woman, delay[i])).join('') + on.there.women.map((woman) => putOff(woman, 600)).join(''));

  on.clock.set(minutes(FIRST_DUE_MIN + 1));
  await settled(on.server);
  const rang = await alarmEvents(on.db);
  assert.deepEqual(rang.map((event) => [event.kind, event.stay]), [['alarm.opened', women[0].stay]]);
  await on.server.stop();

  const restarted = minutes(FIRST_DUE_MIN + 16);
  on.clock.set(restarted);
  on.server = await serverOf(t, { db: on.db, clock: on.clock });
  await settled(on.server);
  const events = (await alarmEvents(on.db)).slice(1);

  await t.test('an alarm for each woman, in the order in which they fell due, as of then', async () => {
    const due = women.map((woman, i) => ({ stay: woman.stay, opened_at: overdueAt(delay[i]) })).slice(1);
    const opened = events.filter((event) => event.kind === 'alarm.opened').map(({ stay, opened_at }) => ({ stay, opened_at }));
    assert.deepEqual(opened, due.sort((a, b) => (a.opened_at < b.opened_at ? -1 : 1)));
  });

  await t.test('every rung since then is made up one by one, each as of its own time', async () => {
    for (const [i, woman] of women.entries()) {
      const times = LADDER_ENHANCED_MIN.map((min) => minutes(min, overdueAt(delay[i])));
      const past = times.filter((at) => at <= restarted).length;
      const hers = events.filter((event) => event.stay === woman.stay && event.kind !== 'alarm.opened');
      assert.deepEqual(hers.map((event) => [event.kind, event.rung]), [1, 2, 3].slice(0, past - 1).map((rung) => ['alarm.rung', rung]));
      const [alarm] = await rows(on.db, `SELECT id, rung, lantern.iso(rung_at) AS rung_at FROM lantern.alarm
        WHERE stay_id = '${woman.stay}'`);
      assert.deepEqual([alarm.rung, alarm.rung_at], [past - 1, times[past - 1]]);
      const deadlines = await rows(on.db, `SELECT lantern.iso(due_at) AS due_at, state FROM lantern.deadline
        WHERE kind = 'alarm.rung' AND subject = '${alarm.id}' ORDER BY due_at`);
      const upToTheNext = times.slice(1, past + 1).map((due_at) => ({ due_at, state: due_at <= restarted ? 'done' : 'open' }));
      assert.deepEqual(deadlines, upToTheNext);
    }
  });

  await t.test('nothing is left behind, and what is still to come is still there', async () => {
    assert.equal(await countOf(on.db, `deadline WHERE state = 'open' AND due_at <= '${restarted}'`), 0);
    assert.equal(await countOf(on.db, `deadline WHERE state = 'open' AND kind IN ('rounds.plan', 'shift.end')`), 4);
    assert.equal(await countOf(on.db, `deadline WHERE state = 'open' AND kind = 'requirement.overdue'`), on.there.women.length);
    await booksHold(on.db, []);
  });

  await t.test('started again and again at the same moment, nothing goes off twice', async () => {
    const before = await countOf(on.db, 'event');
    for (let n = 0; n < 2; n++) {
      await on.server.kill9();
      on.server = await serverOf(t, { db: on.db, clock: on.clock, asan: false });
      await settled(on.server);
    }
    assert.equal(await countOf(on.db, 'event'), before);
    await on.server.stop();
  });
});

/** A counter of one server. */
async function counter(running, name) {
  const one = client(running);
  const { text } = await one.get('/metrics');
  one.close();
  return Number(new RegExp(`^${name} (\\d+)`, 'm').exec(text)[1]);
}

test('two servers see to one clock, and one is killed again and again: each deadline goes off once', async (t) => {
  const [ROUNDS, EACH] = [6, 50];
  const on = await scene(t, { women: 24 });
  const women = [...on.here.women, ...on.there.women];
  // Every deadline of its own second, so that its event says which one it was.
  await psql(on.db, `INSERT INTO lantern.deadline (due_at, kind, premises_id, subject, data, state)
    SELECT timestamptz '${NOW}' + n * interval '1 s', 'plan.review', premises_id, id, '{}', 'open'
    FROM lantern.check_plan, generate_series(1, ${ROUNDS * EACH}) n`);
  const start = (n) => serverOf(t, { db: on.db, clock: on.clock, asan: n % 2 === 0 });
  const pair = [on.server, await start(1)];
  const left = () => countOf(on.db, `deadline WHERE state = 'open' AND due_at <= '${on.clock.iso}'`);
  let inTheMiddle = 0;
  for (let n = 0; n < ROUNDS; n++) {
    const victim = pair[n % 2];
    on.clock.advance(EACH);
    await until(async () => (await counter(victim, 'lantern_deadlines_fired_total')) > 0 || (await left()) === 0, 'it to be at work');
    await pause(Math.random() * 60);
    await victim.kill9();
    inTheMiddle += (await left()) > 0;
    await settled(pair[1 - (n % 2)]);
    pair[n % 2] = await start(n);
  }
  for (const one of pair) await settled(one);

  const wanted = women.length * ROUNDS * EACH;
  assert.ok(inTheMiddle >= 3, `only ${inTheMiddle} of ${ROUNDS} kills came while there was work left`);
  const states = await rows(on.db, `SELECT state, count(*)::int AS count FROM lantern.deadline
    WHERE kind = 'plan.review' GROUP BY state`);
  assert.deepEqual(states, [{ state: 'done', count: wanted }]);
  const told = await rows(on.db, `SELECT count(*)::int AS events, count(DISTINCT (data->>'plan', happened_at))::int AS deadlines
    FROM lantern.event WHERE kind = 'plan.review_due'`);
  assert.deepEqual(told, [{ events: wanted, deadlines: wanted }]);
  assert.deepEqual(await rows(on.db, `SELECT e.id FROM lantern.event e WHERE e.kind = 'plan.review_due' AND NOT EXISTS (
    SELECT FROM lantern.deadline d WHERE d.subject = (e.data->>'plan')::uuid AND d.due_at = e.happened_at)`), []);
  const order = await rows(on.db, `SELECT data->>'plan' AS plan, array_agg(lantern.iso(happened_at) ORDER BY xid, seq) AS times
    FROM lantern.event WHERE kind = 'plan.review_due' GROUP BY 1`);
  for (const { times } of order) assert.ok(times.every((at, i) => i === 0 || micros(at) > micros(times[i - 1])), 'in their order');
  await chainHolds(on.db);
  for (const one of pair) await one.stop();
});

test('what only a newer server knows is left to it, however much of it there is', async (t) => {
  const on = await scene(t, { women: 2 });
  await psql(on.db, `INSERT INTO lantern.deadline (due_at, kind, premises_id, subject, data, state)
    SELECT timestamptz '${NOW}' + n * interval '1 s', 'lamp.lit', '${on.here.id}', gen_random_uuid(), '{}', 'open' FROM generate_series(1, 400) n`);
  on.clock.set(minutes(FIRST_DUE_MIN + 1));
  await settled(on.server);
  assert.ok((await alarmEvents(on.db)).some((event) => event.kind === 'alarm.opened' && event.stay === on.here.women[0].stay), 'her alarm sounds');
  assert.equal(await countOf(on.db, "deadline WHERE kind = 'lamp.lit' AND state = 'open'"), 400);
  const health = await client(on.server).get('/health');
  assert.equal(health.status, 200, health.text);
});
