// rates.mjs -- the two load generators, and rounds in which all take turns.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cluster, psql, top, until } from '../harness/index.mjs';
import { goAhead, usedBy, usedByPostgres } from './stage.mjs';

const run = promisify(execFile);
const PGBENCH = `${process.env.PG_BIN ?? '/usr/lib/postgresql/15/bin'}/pgbench`;
export const CONNECTIONS = 64;
const WARM = 12; // transactions of each connection before it counts: PostgreSQL settles on a plan at the sixth
export const SECONDS = Number(process.env.BENCH_SECONDS ?? 3);
export const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);

export const folder = mkdtempSync(join(tmpdir(), 'lantern-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

// A load generator that fails says the same for each connection: once is enough.
function quietly(ahead, file, args, options) {
  const running = run(file, args, { ...options, detached: ahead });
  if (ahead) goAhead(running.child.pid);
  return running.catch((error) => {
    throw new Error(error.message.split('\n').slice(0, 3).join('\n').slice(0, 1000));
  });
}

/** Statements for pgbench as {name, text}; each inner list is one pipeline with one Sync, as the server sends them. */
export function pgbenchScript(name, settings, pipelines) {
  const body = pipelines.map((statements) => ['\\startpipeline', ...statements, '\\endpipeline'].join('\n'));
  const path = join(folder, `${name}.sql`);
  writeFileSync(path, [...settings, ...body, ''].join('\n'));
  return path;
}

/** A list of paths for get.lua. */
export function pathList(name, paths) {
  const list = join(folder, `${name}.paths`);
  writeFileSync(list, `${paths.join('\n')}\n`);
  return list;
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const generators = new Set();
process.once('exit', () => generators.forEach((child) => child.kill('SIGKILL')));

/**
 * pgbench as the server's own role, -M prepared, over the socket. Like the server it keeps its connections and their plans:
 * it runs all the time and is stopped while it is not its turn. `sequence` counts its transactions: each takes one number.
 */
export async function pgbench(db, script, { variables, sequence }) {
  const named = Object.entries(variables).flatMap(([name, text]) => ['-D', `${name}=${text}`]);
  const child = spawn(PGBENCH, ['-n', '-M', 'prepared', '-c', CONNECTIONS, '-j', 2, '-T', 3600, '-h', cluster(), '-U', 'lantern_app', '-f', script,
    ...named, db.name].map(String), { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (part) => (complaint += complaint.length < 1000 ? part : ''));
  child.once('exit', () => generators.delete(child));
  generators.add(child);
  const counted = async () => Number(await psql(db, `SELECT last_value FROM lantern.${sequence}`));
  const alive = () => {
    if (!generators.has(child)) throw new Error(`pgbench ended: ${complaint}`);
  };

  const first = await counted();
  await until(async () => (alive(), (await counted()) - first > WARM * CONNECTIONS), 'pgbench to get going', 60_000);
  child.kill('SIGSTOP');

  return {
    async turn() {
      const before = await counted();
      const from = performance.now();
      child.kill('SIGCONT');
      await pause(SECONDS * 1000);
      child.kill('SIGSTOP');
      const seconds = (performance.now() - from) / 1000;
      alive();
      await pause(100);
      const count = (await counted()) - before;
      return { rate: count / seconds, count };
    },
    async end() {
      child.kill('SIGKILL');
      if (generators.has(child)) await once(child, 'exit');
    },
  };
}

const UNITS = { us: 0.001, ms: 1, s: 1000 };

/**
 * Requests a second of one of our Lua scripts by wrk. Anything but a 2xx is an error. `ahead`: before other load on this
 * machine, as somebody who asks from a computer of her own.
 */
export async function wrk(server, script, parameters, { connections = CONNECTIONS, seconds = SECONDS, ahead = false } = {}) {
  const { stdout } = await quietly(ahead, 'wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '10s', '--latency', '-s', join(top, 'tests/bench', script),
    server.base, '--', server.cookie, ...parameters].map(String), { maxBuffer: 1 << 24 });
  const bad = /Non-2xx[^\d]*(\d+)|Socket errors: (.*)/.exec(stdout);
  if (bad) throw new Error(`wrk ${script}: ${bad[0]}\n${server.log().split('\n').slice(-5).join('\n')}`);
  const [, p99, unit] = /99%\s+([\d.]+)(us|ms|s)/.exec(stdout);
  return { rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)[1]), count: Number(/(\d+) requests in/.exec(stdout)[1]), p99_ms: p99 * UNITS[unit] };
}

async function turn(one, pid) {
  const before = [usedBy(pid), usedByPostgres()];
  const { rate, count } = await one();
  return { rate, server_us: (usedBy(pid) - before[0]) / count, postgres_us: (usedByPostgres() - before[1]) / count };
}

/**
 * The server's rate as a share of pgbench's, by rounds in which they take turns (one uncounted round first). The share is
 * the median of the rounds' own, because others may be at work on the machine. `ours`: gives {rate, count}.
 */
export async function share(pid, ours, theirs) {
  const rounds = [];
  for (let round = 0; round <= ROUNDS; round++) rounds.push({ ours: await turn(ours, pid), theirs: await turn(theirs.turn, pid) });
  await theirs.end();
  rounds.shift();
  const of = (who, what) => median(rounds.map((round) => round[who][what]));
  const shares = rounds.map((round) => round.ours.rate / round.theirs.rate);
  const spent = `lanternd ${of('ours', 'server_us').toFixed(0)}, PostgreSQL ${of('ours', 'postgres_us').toFixed(0)}`;
  return {
    share: median(shares), rate: of('ours', 'rate'), limit: of('theirs', 'rate'), spread: shares.map((one) => one.toFixed(2)).join(' '),
    goes: `us of processor a request: ${spent}; for pgbench PostgreSQL ${of('theirs', 'postgres_us').toFixed(0)}`,
  };
}
