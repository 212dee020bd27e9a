// streams.mjs -- many event streams on one process: their memory, how soon the last of them has an event, and what that does
// to everybody else's requests.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { randomUUID } from 'node:crypto';
import { psql, rows, top, until, value } from '../harness/index.mjs';
import { median, pathList, pause, wrk } from './rates.mjs';
import { checkPath } from './requests.mjs';
import { goBehind, residentKib, serve } from './stage.mjs';

const EACH = 8; // streams of one session, the most that are allowed
const EVENTS = 15;

/** Enough sessions of the worker for so many streams. */
export const watchers = (stage, count) => psql(stage.db, `INSERT INTO lantern.session (id, token_hash, staff_id, kind, opened_at, last_action_at, expires_at)
  SELECT gen_random_uuid(), sha256(convert_to('watch-' || lpad(n::text, 37, '0'), 'UTF8')), '${stage.staff}', 'password', now(), now(), now() + interval '12 h'
  FROM generate_series(0, ${Math.ceil(count / EACH)}) n ON CONFLICT DO NOTHING`);

/** So many streams, open: {ask(line), end()}. */
export async function openStreams(server, count) {
  const child = spawn(join(top, 'build/bench/streams'), [server.host, server.port, '/api/live', count, EACH, server.tls ? 'tls' : 'plain'].map(String),
    { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  goBehind(child.pid);
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  process.once('exit', () => child.kill('SIGKILL'));
  const ask = async (line) => {
    child.stdin.write(`${line}\n`);
    const { value: text, done } = await answers.next();
    if (done) throw new Error('the streams ended');
    return text;
  };
  await until(async () => Number(await ask('open')) === count, `${count} streams`, 60_000);
  return {
    ask,
    async end() {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}

/** Milliseconds from the commit of a check to the middle and to the last of the streams that were told of it. */
async function tell(server, stage, streams, woman, count) {
  const visit = randomUUID();
  await streams.ask(`expect "id": "${visit}"`);
  const answer = await server.her.put(`/api/visits/${visit}`, { ...woman, outcome: 'spoke', done_at: new Date().toISOString(), proof: 'handset' });
  if (answer.status !== 201) throw new Error(answer.text);
  let seen;
  await until(async () => (seen = (await streams.ask('seen')).split(' ').map(Number))[0] === count, `all ${count} streams to be told`);
  const committed = await value(stage.db, `SELECT extract(epoch FROM pg_xact_commit_timestamp(xid::xid)) * 1e6 FROM lantern.event
    WHERE stay_id = '${woman.stay}' ORDER BY seq DESC LIMIT 1`);
  return { middle: (seen[2] - committed) / 1000, last: (seen[3] - committed) / 1000 };
}

async function tellAll(server, stage, streams, count, events = EVENTS) {
  const [woman] = await rows(stage.db, `SELECT s.id AS stay, n.value AS crn FROM lantern.stay s
    JOIN lantern.resident_number n ON n.resident_id = s.resident_id AND n.kind = 'crn' AND n.until_at IS NULL AND NOT n.restricted
    WHERE s.premises_id = '${stage.premises}' AND s.state = 'arrived'
      AND NOT EXISTS (SELECT FROM lantern.movement m WHERE m.stay_id = s.id AND m.back_at IS NULL) ORDER BY s.id LIMIT 1`);
  const told = [];
  for (let i = 0; i < events; i++) {
    told.push(await tell(server, stage, streams, woman, count));
    await pause(200);
  }
  return { last: median(told.map((one) => one.last)), middle: median(told.map((one) => one.middle)), worst: Math.max(...told.map((one) => one.last)) };
}

/** A server that has been at work for a while: buffers that all requests share are no cost of a stream. */
async function warmed(stage, options) {
  const server = await serve(stage, options);
  if (!server.tls) await wrk(server, 'get.lua', [0, pathList('live', [`/api/premises/${stage.premises}/board`])], { seconds: 1 });
  else for (let i = 0; i < 200; i++) await server.her.get(`/api/premises/${stage.premises}/board`);
  return server;
}

async function memory(stage, count, options) {
  const server = await warmed(stage, options);
  const before = residentKib(server.pid);
  const streams = await openStreams(server, count);
  const after = residentKib(server.pid);
  return { server, streams, each: (after - before) / count, whole: after / 1024 };
}

export const line = (name, most, unit, measured, digits, note) => ({
  name, bound: `<= ${most} ${unit}`, measured: `${measured.toFixed(digits)} ${unit}`, ok: measured <= most, note,
});
const toldNote = (told) => `the middle one after ${told.middle.toFixed(0)} ms; worst of ${EVENTS} events ${told.worst.toFixed(0)} ms`;

async function thousand(stage) {
  const plain = await memory(stage, 1000);
  const told = await tellAll(plain.server, stage, plain.streams, 1000);
  await plain.streams.end();
  await plain.server.stop();
  const tls = await memory(stage, 1000, { tls: true });
  await tls.streams.end();
  await tls.server.stop();
  return [
    line('1,000 streams: memory of each', 6, 'KiB', plain.each, 1),
    line('1,000 streams with TLS: memory of each', 20, 'KiB', tls.each, 1),
    line('1,000 streams: the last has an event after its commit', 30, 'ms', told.last, 0, toldNote(told)),
    line('process with 1,000 streams', 64, 'MiB', Math.max(plain.whole, tls.whole), 0, `with TLS; ${plain.whole.toFixed(0)} MiB without`),
  ];
}

async function tenThousand(server, stage) {
  const checks = pathList('others', Array.from({ length: 1000 }, (_, i) => checkPath(i + 1)));
  // Everybody else: eight connections, each asking a hundred times a second.
  const others = (seconds) => wrk(server, 'get.lua', [10, checks], { connections: 8, seconds, ahead: true });
  // And two that need no database: what the server itself makes anybody wait.
  const pings = (seconds) => wrk(server, 'get.lua', [5, pathList('ping', ['/ping'])], { connections: 2, seconds, ahead: true });
  await others(3); // each connection to the database plans the question once
  const alone = await others(3);
  const streams = await openStreams(server, 10_000);
  await tellAll(server, stage, streams, 10_000, 2); // uncounted: the first check that a server records is planned
  const beside = Promise.all([others(8), pings(8)]);
  const told = await tellAll(server, stage, streams, 10_000);
  const [{ p99_ms, rate }, pinged] = await beside;
  await streams.end();
  return [
    line('10,000 streams: the last has an event after its commit', 150, 'ms', told.last, 0, toldNote(told)),
    line('10,000 streams: p99 of other requests meanwhile', 15, 'ms', p99_ms, 1,
      `${rate.toFixed(0)} point reads a second; without streams ${alone.rate.toFixed(0)} a second at ${alone.p99_ms.toFixed(1)} ms. `
      + `Of a request that needs no database: ${pinged.p99_ms.toFixed(1)} ms. The rest waits for PostgreSQL's turn and disk on the cores that the readers share`),
  ];
}

export async function streams(_, stage) {
  await watchers(stage, 10_000);
  const lines = await thousand(stage);
  const server = await warmed(stage);
  lines.push(...(await tenThousand(server, stage)));
  await server.stop();
  return lines;
}
