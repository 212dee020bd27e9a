// A server is killed at any instant, or told to end: nothing that was acknowledged is lost, nothing is there twice or half.
//
// The scratch cluster does not sync to disk. That is no weaker here: a killed server takes nothing of PostgreSQL with it.
// What a crash of PostgreSQL itself leaves is the matter of database_lost.test.mjs, whose cluster does sync.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { binary, databaseSettings } from '../harness/binary.mjs';
import { settled, sse, until, value } from '../harness/index.mjs';
import { booksHold } from './books.mjs';
import { pause, scene, serverOf, signedOn, spokeWith, startLoad } from './load.mjs';
import { session } from './session.mjs';

const KILLS = 50;
const run = promisify(execFile);

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

test(`kill -9 under load, ${KILLS} times`, async (t) => {
  const on = await scene(t, { women: 30 });
  const load = startLoad(on, { women: on.women.slice(0, 22) });
  const started_ms = [];
  let unbeknown = 0;
  for (let n = 1; n <= KILLS; n++) {
    await load.reaches(1 + (n % 4));
    await pause(Math.random() * 40);
    const waiting = [...load.waiting.keys()];
    await on.server.kill9();
    const began = Date.now();
    on.server = await serverOf(t, { db: on.db, clock: on.clock, asan: n % 10 === 0 });
    started_ms.push(Date.now() - began);
    if (n % 10 === 0 && waiting.length)
      unbeknown += await value(on.db, `SELECT count(*) FROM lantern.visit WHERE id IN ('${waiting.join("','")}')`);
  }
  await load.finish();

  await t.test('sent once more, each gets its first answer', async () => {
    const one = signedOn(on.server, on.here);
    const some = [...load.acknowledged.values()].filter((_, i) => i % 25 === 0);
    for (const { id, body, json } of some) {
      const again = await one.put(`/api/visits/${id}`, body);
      assert.deepEqual([again.status, again.json], [201, json]);
    }
    one.close();
  });

  // Those nobody went to have been overdue for a while: the clockwork was killed in the middle of its work too.
  on.clock.advance(3600);
  await settled(on.server);
  await booksHold(on.db, load.acknowledged.keys());
  assert.ok(unbeknown > 0, 'no check was recorded whose caller was not told');
  assert.ok(load.lost() > KILLS, `only ${load.lost()} tries were cut off`);
  const overdue = on.here.women.length + on.there.women.length;
  assert.equal(await value(on.db, 'SELECT count(*) FROM lantern.alarm WHERE closed_at IS NULL'), overdue);
  assert.ok(median(started_ms) < 2000, `a start took ${median(started_ms)} ms`);
  t.diagnostic(`${load.acknowledged.size} checks, ${load.lost()} tries cut off; a start took ${median(started_ms)} ms, at most `
    + `${Math.max(...started_ms)}; ${unbeknown} of those looked at were there although nobody had been told`);

  await t.test('the command that walks the chain finds it whole', async () => {
    const env = { ...process.env, ...databaseSettings(on.db.socket, on.db.name) };
    const { stdout } = await run(binary({ asan: false }), ['verify'], { env });
    assert.doesNotMatch(stdout, /broken/i);
  });
  await on.server.stop();
});

test('SIGTERM: what is in flight is answered, streams are told, and it ends by itself', async (t) => {
  const on = await scene(t);
  const one = signedOn(on.server, on.here);
  const streams = await Promise.all([1, 2, 3].map(() => sse(one, `/api/live?premises=${on.here.id}`)));
  const hold = session(t, on.db);
  await hold.ask('BEGIN; SELECT 1 FROM lantern.stay_checks FOR UPDATE');
  const claims = on.women.map((woman) => spokeWith(woman, on.clock.iso));
  const inFlight = claims.map(({ id, body }) => one.put(`/api/visits/${id}`, body));
  await until(async () => (await value('postgres', `SELECT count(*) FROM pg_stat_activity
    WHERE datname = '${on.db.name}' AND usename = 'lantern_app' AND wait_event_type = 'Lock'`)) === claims.length, 'all to wait');

  const began = Date.now();
  const stopped = on.server.stop();
  for (const stream of streams) assert.equal(JSON.parse((await stream.next((event) => event.event === 'bye')).data).why, 'stopping');
  await until(() => streams.every((stream) => stream.closed), 'the streams to be closed');
  await assert.rejects(signedOn(on.server, on.here).get('/api/premises'), /ECONNREFUSED/);
  await hold.ask('COMMIT');
  assert.deepEqual((await Promise.all(inFlight)).map((answer) => answer.status), claims.map(() => 201));
  await stopped;
  assert.ok(Date.now() - began < 10_000);
  await hold.end();
  one.close();

  on.server = await serverOf(t, { db: on.db, clock: on.clock });
  await booksHold(on.db, claims.map((claim) => claim.id));
  await on.server.stop();
});

test('SIGTERM under load: it drains though its callers never pause', async (t) => {
  const on = await scene(t, { women: 12 });
  const load = startLoad(on);
  for (let n = 0; n < 3; n++) {
    await load.reaches(60);
    const [began, before, lost] = [Date.now(), [...load.waiting.keys()], load.lost()];
    await on.server.stop();
    assert.ok(Date.now() - began < 5000, `it took ${Date.now() - began} ms`);
    // Each was answered, unless it was sent after the connection had been closed on it.
    const unanswered = before.filter((id) => load.waiting.has(id));
    assert.ok(unanswered.length <= load.lost() - lost);
    on.server = await serverOf(t, { db: on.db, clock: on.clock });
  }
  await load.finish();
  await booksHold(on.db, load.acknowledged.keys());
  await on.server.stop();
});
