// stage.mjs -- what is measured stands on: a cluster of its own with fsync, the demonstration estate with its past,
// houses of women to record about, a signed-in worker, the optimised server.
import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { client, cluster, database, psql, rows, server, top, until, value } from '../harness/index.mjs';

const run = promisify(execFile);

/** As deployed, but for fsync, which comes on when the estate is made. Commit times say when an event could first be told. */
export const CLUSTER = ['max_connections=200', 'fsync=off', 'max_wal_size=4GB', 'track_commit_timestamp=on'];
export const WOMEN = 12_288;
export const HOUSES = 64;
export const VISITS = 5_000;
const PAST = 300; // checks of each woman of the estate: some 45,000 in all

const sqlFile = (db, path, variables) =>
  run('psql', ['-Xq', '-v', 'ON_ERROR_STOP=1', ...Object.entries(variables).flatMap(([name, text]) => ['-v', `${name}=${text}`]),
    '-h', cluster(), '-U', 'postgres', '-d', db.name, '-f', join(top, path)], { maxBuffer: 1 << 28 });

/** Signed in by password on her own computer; gives her cookie's token. */
export async function signIn(db, staff, count = 1) {
  const tokens = Array.from({ length: count }, () => randomBytes(32).toString('base64url'));
  const hash = (token) => createHash('sha256').update(token).digest('hex');
  await psql(db, `INSERT INTO lantern.session (id, token_hash, staff_id, kind, opened_at, last_action_at, expires_at)
    SELECT gen_random_uuid(), decode(t, 'hex'), '${staff}', 'password', now(), now(), now() + interval '12 h'
    FROM unnest('{${tokens.map(hash)}}'::text[]) t`);
  return tokens;
}

/** From now on what is committed is on the disk. */
export async function inEarnest() {
  await psql('postgres', "ALTER SYSTEM SET fsync = 'on'");
  await psql('postgres', 'CHECKPOINT; SELECT pg_reload_conf()');
  await until(async () => (await psql('postgres', 'SHOW fsync')) === 'on', 'fsync');
  goAhead(postmaster());
}

/** The estate as of now: {db, staff, premises, token}. premises has 18 women; staff works there. */
export async function estate() {
  const now = `${new Date().toISOString().slice(0, 16)}:00Z`;
  const db = await database({ demo: true, now });
  await sqlFile(db, 'sql/demo/year.sql', { slots: PAST });
  const [{ premises, staff }] = await rows(db, `SELECT p.id AS premises, min(r.staff_id::text) AS staff
    FROM lantern.premises p JOIN lantern.staff_role r ON r.premises_id = p.id AND r.role = 'keyworker'
    WHERE p.name = 'Meadowsweet House' GROUP BY p.id`);
  await sqlFile(db, 'tests/bench/women.sql', { women: WOMEN, houses: HOUSES, visits: VISITS, premises });
  const [token] = await signIn(db, staff);
  await inEarnest();
  return { db, staff, premises, token };
}

/**
 * Before others on the machine, where that is allowed: all that is measured alike. A scheduler that gives each session its
 * share would otherwise weigh one busy server against sixty-four connections of pgbench.
 */
export const goAhead = (pid) => rank(pid, -20);

/** Behind what is measured: whoever stands for many computers that are elsewhere. It needs a session of its own. */
export const goBehind = (pid) => rank(pid, 19);

function rank(pid, nice) {
  try {
    setPriority(pid, nice);
    writeFileSync(`/proc/${pid}/autogroup`, `${nice}`);
  } catch {
    // then the shares of a busy machine are rougher
  }
}

/** The optimised server over it, with its log as in operation; `cookie` is what her browser sends. */
export async function serve(stage, options = {}) {
  const running = await server({ db: stage.db, asan: false, ...options });
  const her = client(running);
  her.cookies.set('__Host-lantern', stage.token);
  return { ...running, her, cookie: `__Host-lantern=${stage.token}` };
}

// ---------------------------------------------------------------- who asks, as pgbench must ask

/** What identity_set is given for a request of hers, $1 and on: as PostgreSQL's own log says that the server sent it. */
export async function identityOf(server, stage) {
  const log = join(cluster(), '../log');
  const logging = async (ms) => {
    await psql('postgres', `ALTER SYSTEM SET log_min_duration_statement = ${ms}`);
    await psql('postgres', 'SELECT pg_reload_conf()');
    await until(async () => (await psql('postgres', 'SHOW log_min_duration_statement')) === `${ms}`, 'the log');
  };
  const { size } = statSync(log);
  await logging(0);
  const sent = () => {
    const [before, board] = readFileSync(log).subarray(size).toString().split('execute board: ');
    return board && /DETAIL: {2}parameters: (.*)/.exec(before.slice(before.lastIndexOf('execute identity_set: ')))?.[1];
  };
  const found = await until(async () => (await server.her.get(`/api/premises/${stage.premises}/board`), sent()), 'the server to ask');
  await logging(-1);
  return [...found.matchAll(/\$\d+ = '((?:[^']|'')*)'/g)].map(([, text]) => text.replaceAll("''", "'"));
}

const fail = (why) => {
  throw new Error(why);
};

/** A query of the server with its $n replaced, without its comments. */
export function query(name, parameters = []) {
  const text = readFileSync(join(top, `sql/queries/${name}.sql`), 'utf8').replace(/^\s*--.*\n/gm, '').trim();
  return `${text.replace(/\$(\d+)/g, (_, n) => parameters[n - 1] ?? fail(`${name} has a parameter $${n} that the bench does not know`))};`;
}

// ---------------------------------------------------------------- processor time, for "where it goes"

const TICK_US = 10_000;
const statOf = (pid) => {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [, ...fields] = text.slice(text.lastIndexOf(')')).split(' ');
  const [user, system, childUser, childSystem] = fields.slice(11, 15).map(Number);
  return { parent: Number(fields[1]), own: (user + system) * TICK_US, children: (childUser + childSystem) * TICK_US };
};

/** Microseconds of processor that a process has used. */
export const usedBy = (pid) => statOf(pid).own;

const postmaster = () => Number(readFileSync(join(cluster(), '../data/postmaster.pid'), 'utf8').split('\n')[0]);

/** Microseconds that PostgreSQL has used in all its processes, those that ended too. */
export function usedByPostgres() {
  const top = postmaster();
  let sum = statOf(top).own + statOf(top).children;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = statOf(pid);
      if (stat.parent === top) sum += stat.own;
    } catch {
      // it ended while we looked
    }
  }
  return sum;
}

/** KiB of memory in use by a process. */
export const residentKib = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);
