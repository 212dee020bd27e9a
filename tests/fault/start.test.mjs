// What a server finds when it starts: migrations that are not what landed, a machine clock that is wrong.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { PEPPER, binary, databaseSettings } from '../harness/binary.mjs';
import { client, database, rows, top, until, value } from '../harness/index.mjs';
import { houses } from '../http/house.mjs';
import { pause, serverOf } from './load.mjs';
import { WRONG_S, ahead, reviewIn, reviewsTold } from './wrong_clock.mjs';

/** A copy of sql/ that a test may change. */
function copyOfSql(t) {
  const folder = mkdtempSync(join(tmpdir(), 'lantern-sql-'));
  t.after(() => rmSync(folder, { recursive: true }));
  cpSync(join(top, 'sql'), folder, { recursive: true });
  return folder;
}

/** Runs `lanternd serve` as the one that also migrates, until it ends; {code, said}. */
async function startWith(db, sql) {
  const env = {
    ...process.env, ...databaseSettings(db.socket, db.name, { owner: true }),
    LANTERN_SQL: sql, LANTERN_LISTEN: '127.0.0.1:1', LANTERN_PEPPER: PEPPER,
  };
  const child = spawn(binary(), ['serve'], { env, cwd: top });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += part));
  const code = await new Promise((resolve) => child.on('exit', resolve));
  return { code, said };
}
const landed = (db) => rows(db, 'SELECT name, digest FROM migration.landed ORDER BY name');

test('a migration that landed and was changed since stops the start, and says which', async (t) => {
  const db = await database();
  const sql = copyOfSql(t);
  const before = await landed(db);
  appendFileSync(join(sql, 'migrations/0002_checks.sql'), '\n-- a better thought\n');
  writeFileSync(join(sql, 'migrations/9999_next.sql'), 'CREATE TABLE lantern.never ();');
  const { code, said } = await startWith(db, sql);
  assert.equal(code, 1);
  assert.match(said, /migration_changed name=0002_checks\.sql/);
  assert.doesNotMatch(said, /listening/);
  assert.deepEqual(await landed(db), before);
  assert.equal(await value(db, `SELECT to_regclass('lantern.never') IS NULL`), true);
});

test('a migration that fails leaves nothing of itself, and the next start goes on from there', async (t) => {
  const db = await database();
  const sql = copyOfSql(t);
  const before = await landed(db);
  const path = join(sql, 'migrations/9999_next.sql');
  writeFileSync(path, 'CREATE TABLE lantern.half (); SELECT 1 / 0;');
  const { code, said } = await startWith(db, sql);
  assert.equal(code, 1);
  assert.match(said, /migration_failed what=9999_next\.sql .*division by zero/);
  assert.deepEqual(await landed(db), before);
  assert.equal(await value(db, `SELECT to_regclass('lantern.half') IS NULL`), true);

  // Two servers that are started at once with the mended one: one lands it, both serve.
  writeFileSync(path, 'CREATE TABLE lantern.half (); SELECT pg_sleep(0.3);');
  const env = { ...databaseSettings(db.socket, db.name, { owner: true }), LANTERN_SQL: sql };
  const pair = await Promise.all([1, 2].map(() => serverOf(t, { db, env })));
  assert.equal(pair.filter((one) => /migration_landed name=9999_next\.sql/.test(one.log())).length, 1);
  for (const one of pair) await one.stop();
});

const databaseNow = () => value('postgres', `SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint`);

test('a server whose machine has the time wrong goes by the database like all others', async (t) => {
  const { db } = await houses();
  for (const seconds of [WRONG_S, -WRONG_S]) {
    const one = await serverOf(t, { db, asan: false, env: ahead(seconds) });
    const caller = client(one);
    const before = await databaseNow();
    const { now } = (await caller.get('/info')).json;
    const after = await databaseNow();
    assert.ok(Date.parse(now) >= before - 100 && Date.parse(now) <= after + 100, `${now} is not between ${before} and ${after}`);
    const offset = Number(/^lantern_clock_offset_seconds (\S+)/m.exec((await caller.get('/metrics')).text)[1]);
    assert.ok(Math.abs(offset + seconds) < 1, `its offset is ${offset}`);

    const told = await reviewsTold(db);
    await reviewIn(db, 1.5);
    await pause(900);
    assert.equal(await reviewsTold(db), told, 'before its time');
    await until(async () => (await reviewsTold(db)) > told, 'the deadline to go off', 5000);
    caller.close();
    await one.stop();
  }
});
