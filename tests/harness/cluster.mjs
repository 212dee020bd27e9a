// cluster.mjs -- a scratch PostgreSQL cluster and databases cloned from migrated templates.
//
// The runner starts one cluster for the whole run and names its socket folder in LANTERN_TEST_CLUSTER. A test
// file started by hand gets a cluster of its own, removed when the process ends. Databases are never dropped
// one by one: the cluster goes as a whole.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { PEPPER, binary, databaseSettings } from './binary.mjs';

const run = promisify(execFile);
export const top = fileURLToPath(new URL('../..', import.meta.url));
const tool = join(top, 'server/tools/cluster');

/** The instant every demonstration estate of the tests is made for, unless a test asks for another. */
export const DEMO_NOW = '2026-11-10T18:00:00Z';

// Only the operating system could lose what is not synced, and these data do not outlive the run.
const SCRATCH = ['fsync=off', 'full_page_writes=off', 'max_connections=200', 'max_wal_size=4GB', 'autovacuum_naptime=60s'];

let socket;

/** Start a scratch cluster in a new folder under /tmp: {dir, socket, remove()}. */
export function startCluster(settings = SCRATCH) {
  const dir = mkdtempSync(join(tmpdir(), 'lantern-test-'));
  // Under root the cluster belongs to another user, who has to be able to enter.
  execFileSync('chmod', ['711', dir]);
  const found = execFileSync(tool, ['start', dir, ...settings], { encoding: 'utf8' }).trim();
  // Removes it however this process ends, kill -9 included: then the pipe closes.
  const guard = spawn(tool, ['guard', dir], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  guard.unref();
  guard.stdin.unref();
  return {
    dir,
    socket: found,
    remove() {
      execFileSync(tool, ['remove', dir]);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** The socket folder of the cluster in use. */
export function cluster() {
  socket ??= process.env.LANTERN_TEST_CLUSTER;
  if (!socket) {
    const own = startCluster();
    process.once('exit', () => own.remove());
    socket = own.socket;
  }
  return socket;
}

const psqlArguments = (db, role) =>
  ['-XqAt', '-v', 'ON_ERROR_STOP=1', '-h', cluster(), '-U', role, '-d', typeof db === 'string' ? db : db.name];

/** Run SQL and give its unaligned output. Throws with PostgreSQL's message. */
export async function psql(db, sql, role = 'postgres') {
  const env = { ...process.env, PGOPTIONS: '-c search_path=lantern,public -c client_min_messages=warning' };
  const child = run('psql', [...psqlArguments(db, role), '-f', '-'], { env, maxBuffer: 1 << 28 });
  child.child.stdin.end(sql);
  try {
    return (await child).stdout.trimEnd();
  } catch (error) {
    throw new Error(`psql as ${role}: ${error.stderr.trim() || error.message}`);
  }
}

/** The rows of one query as objects. */
export async function rows(db, query, role = 'postgres') {
  return JSON.parse(await psql(db, `SELECT coalesce(jsonb_agg(q), '[]') FROM (${query}) q`, role));
}

/** One value of one query, as JSON reads it. */
export async function value(db, query, role = 'postgres') {
  return JSON.parse(await psql(db, `SELECT to_jsonb((${query}))`, role) || 'null');
}

const exists = async (name) => (await psql('postgres', `SELECT 1 FROM pg_database WHERE datname = '${name}'`)) === '1';

// Made under another name and renamed when whole, so that two processes may try at once and none sees half of it.
async function template(name, make) {
  if (await exists(name)) return name;
  const draft = `draft_${randomBytes(6).toString('hex')}`;
  await make(draft);
  await psql('postgres', `ALTER DATABASE ${draft} RENAME TO ${name}`).catch(async (error) => {
    if (!(await exists(name))) throw error;
    await psql('postgres', `DROP DATABASE ${draft}`);
  });
  return name;
}

const clone = (name, from) => psql('postgres', `CREATE DATABASE ${name} OWNER lantern_owner TEMPLATE ${from}`);

const migrated = () =>
  template('lantern_template', async (name) => {
    await psql('postgres', `CREATE DATABASE ${name} OWNER lantern_owner TEMPLATE template0 ENCODING 'UTF8'`);
    await psql(name, 'CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA public');
    const env = { ...process.env, ...databaseSettings(cluster(), name, { owner: true }), LANTERN_SQL: join(top, 'sql') };
    await run(binary({ asan: false }), ['migrate'], { env, cwd: top });
  });

const withPgtap = () =>
  template('lantern_template_tap', async (name) => {
    await clone(name, await migrated());
    await psql(name, 'CREATE SCHEMA tap; GRANT USAGE ON SCHEMA tap TO PUBLIC; CREATE EXTENSION pgtap SCHEMA tap');
  });

const estate = async (...options) =>
  (await run('node', [join(top, 'sql/demo/generate.mjs'), ...options], { maxBuffer: 1 << 30 })).stdout;

/** A password or PIN as lanternd keeps it. */
export async function hash(secret) {
  const child = run(binary({ asan: false }), ['hash'], { env: { ...process.env, LANTERN_PEPPER: PEPPER } });
  child.child.stdin.end(secret);
  return (await child).stdout.trim();
}

const withDemo = (now, seed) =>
  template(`lantern_template_demo_${now.replace(/\D/g, '')}_${seed}`, async (name) => {
    await clone(name, await migrated());
    const hashes = ['--password-hash', await hash(await estate('--password')), '--pin-hash', await hash(await estate('--pin'))];
    await psql(name, await estate('--seed', `${seed}`, '--now', now, ...hashes), 'lantern_owner');
    await psql(name, 'ANALYZE');
  });

/**
 * A database of its own, cloned in a moment: {name, socket}.
 * demo: load the demonstration estate, made for `now` (default DEMO_NOW); pgtap: with pgTAP in schema `tap`.
 */
export async function database({ demo = false, pgtap = false, now = DEMO_NOW, seed = 7 } = {}) {
  const from = demo ? await withDemo(now, seed) : pgtap ? await withPgtap() : await migrated();
  const name = `lantern_${randomBytes(6).toString('hex')}`;
  await clone(name, from);
  return { name, socket: cluster() };
}
