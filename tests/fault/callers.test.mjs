// Callers who behave badly: too slow, gone in the middle, more than was agreed, deaf. The server lives, forgets them, serves
// the others meanwhile, and writes whole or not at all.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import { test } from 'node:test';
import { client, psql, raw, rows, until } from '../harness/index.mjs';
import { booksHold } from './books.mjs';
import { pause, scene, spokeWith } from './load.mjs';
import { session } from './session.mjs';
import { watch } from './watcher.mjs';

const ARRIVE_S = 1;
const LIMITS = { LANTERN_ARRIVE_S: String(ARRIVE_S), LANTERN_STREAMS_EACH: '300' };
const MIB = 1 << 20;

const head = (method, path, more = {}) =>
  [`${method} ${path} HTTP/1.1`, 'Host: lantern', ...Object.entries(more).map((pair) => pair.join(': ')), '', ''].join('\r\n');
const VISIT = '/api/visits/0190a0f0-0000-7000-8000-000000000001';
const cookie = (on) => ({ Cookie: `__Host-lantern=${on.here.staff.night_worker.token}` });

const jsonOf = (on) => ({ 'Content-Type': 'application/json', ...cookie(on) });

async function connect(server) {
  const socket = net.connect({ host: server.host, port: server.port });
  socket.on('error', () => {}); // being cut is what they are here for
  await once(socket, 'connect');
  return socket;
}

/** A gauge or counter of the server. */
async function metric(server, name) {
  const one = client(server);
  const { text } = await one.get('/metrics');
  one.close();
  return Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)[1]);
}

/** Others are served quickly, and in the end nobody of those who left is remembered. */
async function assertWell(server) {
  const one = client(server);
  const began = Date.now();
  assert.equal((await one.get('/ping')).status, 200);
  assert.ok(Date.now() - began < 1000, `a ping took ${Date.now() - began} ms`);
  one.close();
}
const assertForgotten = (server) =>
  until(async () => (await metric(server, 'lantern_http_connections')) <= 3 && (await metric(server, 'lantern_live_streams')) === 0,
    'those who left to be forgotten');

/** Sends `text` and then a byte every 50 ms until it is cut; gives what was answered and how long it took. */
async function dribble(server, text) {
  const socket = await connect(server);
  const began = Date.now();
  let answer = '';
  socket.on('data', (part) => (answer += part));
  socket.write(text);
  const timer = setInterval(() => socket.writable && socket.write('a'), 50);
  const ended_ms = new Promise((resolve) => socket.on('end', () => resolve(Date.now() - began)));
  await once(socket, 'close');
  clearInterval(timer);
  return { answer, ms: await ended_ms };
}

test('bytes that dribble in hold nothing up, and are cut in time', async (t) => {
  const on = await scene(t, { env: LIMITS });
  const slow = Array.from({ length: 40 }, (_, i) => dribble(on.server, i % 2
    ? 'GET /ping HTTP/1.1\r\nHost: lantern\r\nX-Slow: '
    : head('PUT', VISIT, { 'Content-Type': 'application/json', 'Content-Length': 4000 })));
  await pause(300);
  await assertWell(on.server);
  for (const { answer, ms } of await Promise.all(slow)) {
    assert.match(answer, /^HTTP\/1\.1 408 [\s\S]*"type":"\/problems\/too-slow"/);
    assert.ok(ms > ARRIVE_S * 900 && ms < ARRIVE_S * 1000 + 1500, `cut after ${ms} ms`);
  }
  await assertForgotten(on.server);
  await on.server.stop();
});

test('a body over the limit is refused before it is read', async (t) => {
  const on = await scene(t, { env: LIMITS });
  const json = jsonOf(on);
  for (const [length, status] of [[64 * 1024 + 1, 413], ['9'.repeat(30), 413], [-1, 400]]) {
    const answer = await raw(on.server, head('PUT', VISIT, { ...json, 'Content-Length': length }) + 'x'.repeat(2000), { quiet_ms: 4000 });
    assert.match(answer.text, new RegExp(`^HTTP/1.1 ${status} `));
    assert.equal(answer.closed, true);
  }
  const chunked = await raw(on.server, `${head('PUT', VISIT, { ...json, 'Transfer-Encoding': 'chunked' })}ffffff\r\n`, { quiet_ms: 4000 });
  assert.match(chunked.text, /^HTTP\/1\.1 4\d\d /);
  assert.equal(chunked.closed, true);
  await on.server.stop();
});

test('callers leave in mid-request, in mid-answer and while the database works', async (t) => {
  const on = await scene(t, { env: LIMITS });
  const at = (count, work) => Promise.all(Array.from({ length: count }, (_, i) => work(i)));
  await at(100, async (i) => {
    const socket = await connect(on.server);
    const whole = `${head('PUT', VISIT, { ...jsonOf(on), 'Content-Length': 400 })}{"stay":`;
    socket.write(whole.slice(0, 10 + i * 3));
    await pause(i % 20);
    socket[i % 2 ? 'destroy' : 'resetAndDestroy']();
  });
  await at(100, async (i) => {
    const socket = await connect(on.server);
    socket.write(head('GET', i % 2 ? '/api/openapi.json' : `/api/premises/${on.here.id}/board`, cookie(on)));
    await once(socket, 'data');
    socket[i % 4 < 2 ? 'destroy' : 'resetAndDestroy']();
  });
  await assertWell(on.server);

  const hold = session(t, on.db);
  await hold.ask('BEGIN; SELECT 1 FROM lantern.stay_checks FOR UPDATE');
  const claims = Array.from({ length: 28 }, (_, i) => spokeWith(on.women[i % on.women.length], on.clock.iso));
  const sockets = await Promise.all(claims.map(async ({ id, body }) => {
    const socket = await connect(on.server);
    const text = JSON.stringify(body);
    socket.write(head('PUT', `/api/visits/${id}`, { ...jsonOf(on), 'Content-Length': Buffer.byteLength(text) }) + text);
    return socket;
  }));
  const atWork = () => metric(on.server, 'lantern_db_in_flight');
  await until(async () => (await atWork()) >= 8, 'the writes to wait');
  sockets.forEach((socket, i) => socket[i % 2 ? 'destroy' : 'resetAndDestroy']());
  await hold.ask('COMMIT');
  await assertForgotten(on.server);
  await until(async () => (await atWork()) <= 1, 'the writes');
  const sent = claims.map((one) => `'${one.id}'`).join();
  const written = (await rows(on.db, `SELECT id FROM lantern.visit WHERE id IN (${sent})`)).map((row) => row.id);
  assert.ok(written.length >= 8, 'what PostgreSQL had is true, though nobody is there to be told');
  await booksHold(on.db, written);
  await on.server.stop();
});

test('200 connections drop at once: idle ones, half requests and streams', async (t) => {
  const on = await scene(t, { env: LIMITS });
  const sockets = await Promise.all(Array.from({ length: 200 }, async (_, i) => {
    const socket = await connect(on.server);
    if (i % 3 === 1) socket.write('GET /ping HTTP/1.1\r\nHo');
    if (i % 3 === 2) {
      socket.write(head('GET', '/api/live', cookie(on)));
      await once(socket, 'data');
    }
    return socket;
  }));
  assert.equal(await metric(on.server, 'lantern_live_streams'), sockets.filter((_, i) => i % 3 === 2).length);
  sockets.forEach((socket, i) => socket[i % 2 ? 'destroy' : 'resetAndDestroy']());
  await assertWell(on.server);
  await assertForgotten(on.server);
  await on.server.stop();
});

const events = (on, count, bytes) => psql(on.db, `SELECT set_config('lantern.now', '${on.clock.iso}', false);
  SELECT count(lantern.write_event('contact.changed', '${on.here.id}', '${on.women[0].id}', '${on.women[0].stay}', lantern.now(),
    jsonb_build_object('n', n, 'filler', repeat('x', ${bytes})))) FROM generate_series(1, ${count}) n`);

for (const asan of [true, false])
  test(`a stream that does not read is cut, one that talks is not heard (${asan ? 'sanitised' : 'memory measured'})`, async (t) => {
    const on = await scene(t, { env: LIMITS, asan });
    const resident = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${on.server.pid}/status`, 'utf8'))[1]) * 1024;
    const watcher = await watch(on.server, on.here, on.db);
    const deaf = await connect(on.server);
    deaf.write(head('GET', `/api/live?premises=${on.here.id}`, cookie(on)));
    await once(deaf, 'readable'); // and from now on it is not read
    const talker = await connect(on.server);
    talker.write(head('GET', `/api/live?premises=${on.here.id}`, cookie(on)));
    talker.resume();
    await until(async () => (await metric(on.server, 'lantern_live_streams')) === 3, 'the streams');
    const before = resident();

    const nonsense = Buffer.alloc(MIB, 'x');
    const talk = () => new Promise((resolve) => talker.write(nonsense, resolve));
    for (let n = 0; n < 40 && talker.writable; n++) await Promise.race([talk(), pause(500)]);
    for (let n = 0; n < 10; n++) await events(on, 100, 12_000);
    await until(async () => (await metric(on.server, 'lantern_live_cut_total')) >= 1, 'the deaf one to be cut');
    await until(() => watcher.follow() >= 1000, 'the one who reads to be told all');
    if (!asan) assert.ok(resident() - before < 24 * MIB && resident() < 64 * MIB, `${before} bytes grew to ${resident()}`);

    // What it has of the stream ends somewhere; from its last whole event it goes on without gap or repeat.
    let heard = '';
    deaf.setEncoding('latin1').on('data', (part) => (heard += part));
    await until(() => deaf.destroyed || deaf.closed || deaf.readableEnded, 'what was still under way');
    const ids = [...heard.matchAll(/^id: (\S+)\n(?:.+\n)*\n/gm)].map((match) => match[1]);
    assert.ok(ids.length > 0 && ids.length < 1000, `it had ${ids.length}`);
    const resumed = await watch(on.server, on.here, on.db);
    resumed.ids.push(...ids);
    await resumed.move(on.server);
    await until(() => resumed.follow() >= 1000, 'the rest');
    assert.deepEqual(resumed.ids, watcher.ids);
    assert.deepEqual(resumed.others, []);
    for (const one of [watcher, resumed, talker, deaf]) (one.destroy ?? one.close).call(one);
    await on.server.stop();
  });
