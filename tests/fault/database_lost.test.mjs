// PostgreSQL loses its connections, crashes, is full, does not come back from a commit, or is not there yet: callers are
// told quickly, streams stay open, and everything acknowledged is there once. A cluster of its own, which syncs to disk.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { startCluster } from '../harness/cluster.mjs';
import { client, cluster, health, psql, settled, top, until, value } from '../harness/index.mjs';
import { databaseSettings } from '../harness/binary.mjs';
import { houses } from '../http/house.mjs';
import { booksHold } from './books.mjs';
import { pause, scene, serverOf, signedOn, spokeWith, startLoad } from './load.mjs';
import { session } from './session.mjs';
import { watch } from './watcher.mjs';
import { WRONG_S, ahead, reviewIn, reviewsTold } from './wrong_clock.mjs';

// It syncs, but after a crash the file system at once and not every file of every template.
const SETTINGS = ['max_connections=120', 'recovery_init_sync_method=syncfs'];
const own = startCluster(SETTINGS);
process.env.LANTERN_TEST_CLUSTER = own.socket;
after(() => own.remove());

const QUICK = { LANTERN_WAIT_MS: '300', LANTERN_WRITE_MS: '400' };
const run = promisify(execFile);
const clusterTool = (...words) => run(join(top, 'server/tools/cluster'), words);

/** Not now, and when to try again: never an error that somebody would take for a fault of hers. */
function assertPutOff(answer, within_ms) {
  assert.equal(answer.status, 503);
  assert.ok(['/problems/away', '/problems/outcome-unknown'].includes(answer.json.type), answer.text);
  assert.ok(Number(answer.headers['retry-after']) >= 1);
  if (within_ms) assert.ok(answer.ms <= within_ms, `${answer.json.type} took ${answer.ms} ms`);
}

async function close(on, load, watcher) {
  await settled(on.server);
  await booksHold(on.db, load.acknowledged.keys());
  await watcher.agrees();
  assert.deepEqual(await watcher.missed(), []);
  assert.deepEqual(watcher.others, []);
  assert.equal(watcher.stream.closed, false);
  watcher.close();
  await on.server.stop();
}

test('its connections are ended in mid-write, 40 times', async (t) => {
  const on = await scene(t, { women: 12, env: QUICK });
  const watcher = await watch(on.server, on.here, on.db);
  const load = startLoad(on);
  const killer = session(t, { name: 'postgres', socket: cluster() });
  for (let n = 0; n < 40; n++) {
    await pause(10 + Math.random() * 40);
    await killer.ask(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = '${on.db.name}' AND usename <> 'postgres' ORDER BY state = 'active' DESC, random() LIMIT 3`);
  }
  await load.reaches(20);
  await load.finish();
  assert.ok(load.refusals.length > 0, 'no write was cut off');
  for (const answer of load.refusals) assertPutOff(answer);
  await close(on, load, watcher);
});

test('it crashes under load and comes back', async (t) => {
  const on = await scene(t, { women: 12, env: QUICK });
  const watcher = await watch(on.server, on.here, on.db);
  const load = startLoad(on);
  for (let n = 0; n < 2; n++) {
    await load.reaches(40);
    await clusterTool('stop', own.dir, 'immediate');
    await pause(700); // long enough for what waits to be put off
    const health = await client(on.server).get('/health');
    assert.equal(health.status, 503);
    await clusterTool('start', own.dir, ...SETTINGS);
    await load.reaches(40);
  }
  await load.finish();
  assert.equal(load.lost(), 0, 'the server itself never fell silent');
  assert.ok(load.refusals.length > 10);
  for (const answer of load.refusals) assertPutOff(answer, 2000);
  t.diagnostic(`${load.acknowledged.size} checks, ${load.refusals.length} times put off`);
  await close(on, load, watcher);
});

test('every connection and the whole queue are taken: the rest is put off at once', async (t) => {
  const on = await scene(t, { env: QUICK });
  const watcher = await watch(on.server, on.here, on.db);
  const hold = session(t, on.db);
  await hold.ask('BEGIN; SELECT 1 FROM lantern.stay_checks FOR UPDATE');
  const clients = Array.from({ length: 20 }, () => signedOn(on.server, on.here));
  const claims = Array.from({ length: 1100 }, (_, i) => spokeWith(on.women[i % on.women.length], on.clock.iso));
  const send = async ({ id, body }, i) => {
    const began = Date.now();
    const answer = await clients[i % clients.length].put(`/api/visits/${id}`, body);
    return { ...answer, ms: Date.now() - began };
  };
  const answers = Promise.all(claims.map(send));
  await pause(150);
  const began = Date.now();
  assert.equal((await client(on.server).get('/ping')).status, 200);
  t.diagnostic(`a ping in between took ${Date.now() - began} ms`);

  const all = await answers;
  for (const answer of all) assertPutOff(answer);
  const unknown = all.filter((answer) => answer.json.type === '/problems/outcome-unknown');
  assert.ok(unknown.length > 0 && unknown.length < 100, `${unknown.length} statements were sent`);
  t.diagnostic(`${all.length - unknown.length} put off, the last after ${Math.max(...all.map((answer) => answer.ms))} ms`);
  assert.equal(watcher.stream.closed, false);
  await hold.ask('COMMIT');
  await hold.end();

  // Those of unknown outcome became true or not: the same id says which. Those put off are as if they had not been sent.
  const load = { acknowledged: new Map() };
  for (const [i, { json }] of all.entries()) {
    if (json.type !== '/problems/outcome-unknown') continue;
    assert.equal((await send(claims[i], i)).status, 201);
    load.acknowledged.set(claims[i].id, claims[i]);
  }
  clients.forEach((one) => one.close());
  await close(on, load, watcher);
});

test('a commit hangs: the outcome is unknown, and the same id later gives the one answer', async (t) => {
  const on = await scene(t, { env: QUICK });
  const second = await serverOf(t, { db: on.db, clock: on.clock, env: QUICK });
  const [here, there] = [signedOn(on.server, on.here), signedOn(second, on.here)];
  const standby = async (names) => {
    await psql('postgres', `ALTER SYSTEM SET synchronous_standby_names = '${names}'`);
    await psql('postgres', 'SELECT pg_reload_conf()');
    await pause(100); // until every backend has read it
  };
  const waiting = () => value('postgres', `SELECT count(*) FROM pg_stat_activity WHERE datname = '${on.db.name}'
    AND usename = 'lantern_app' AND wait_event = 'SyncRep'`);
  const put = (one, { id, body }, more) => one.put(`/api/visits/${id}`, { ...body, ...more });

  const [first, cancelled] = [spokeWith(on.women[0], on.clock.iso), spokeWith(on.women[1], on.clock.iso)];
  await standby('nobody');
  const unknown = await put(here, first);
  assertPutOff(unknown);
  assert.equal(unknown.json.type, '/problems/outcome-unknown');
  assertPutOff(await put(there, first));
  assert.equal(await waiting() >= 1, true, 'it waits for its standby still');

  // Cancelling the wait makes PostgreSQL say that it has committed, and warn. That is no acknowledgement.
  const doubtful = put(here, cancelled);
  await until(async () => (await waiting()) >= 2, 'the second to wait');
  await psql('postgres', `SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND usename = 'lantern_app'`);
  assert.equal((await doubtful).json.type, '/problems/outcome-unknown');

  await standby('');
  const answers = [];
  for (const one of [here, there]) {
    const [again, other] = [await put(one, first), await put(one, first, { note: 'other words' })];
    assert.equal(again.status, 201, again.text);
    answers.push(again.json);
    assert.deepEqual([other.status, other.json.type], [409, '/problems/id-reused']);
    assert.equal((await put(one, cancelled)).status, 201);
  }
  assert.deepEqual(answers[0], answers[1]);

  // The same from another server of tomorrow, and many at once.
  await on.server.kill9();
  const third = await serverOf(t, { db: on.db, clock: on.clock, env: QUICK });
  const later = signedOn(third, on.here);
  assert.deepEqual((await put(later, first)).json, answers[0]);
  const crowd = spokeWith(on.women[2], on.clock.iso);
  const told = await Promise.all(Array.from({ length: 24 }, (_, i) => put(i % 2 ? there : later, crowd)));
  for (const answer of told) assert.deepEqual([answer.status, answer.json], [201, told[0].json]);
  await booksHold(on.db, [first.id, cancelled.id, crowd.id]);
  for (const one of [here, there, later]) one.close();
  await second.stop();
  await third.stop();
});

test('without a database it starts, and serves as soon as there is one; nothing goes off by an unknown clock', async (t) => {
  const { db } = await houses();
  await reviewIn(db, WRONG_S - 15);
  await clusterTool('stop', own.dir);
  const starting = [
    serverOf(t, { db }),
    serverOf(t, { db, env: databaseSettings(db.socket, db.name, { owner: true }) }), // this one waits to migrate
    serverOf(t, { db, asan: false, env: ahead(WRONG_S) }),
  ];
  await pause(800);
  await clusterTool('start', own.dir, ...SETTINGS);
  const came = await Promise.all(starting);
  for (const one of came) await until(async () => (await health(one))?.clockwork?.swept_to, 'its clockwork');
  assert.equal(await reviewsTold(db), 0);
  for (const one of came) {
    assert.match(one.log(), /listening/);
    await one.stop();
  }
});
