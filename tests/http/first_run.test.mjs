// What a newcomer meets: the demonstration starts, tells a code that signs in, stops at Ctrl-C, keeps what was recorded;
// and an empty installation gets its first administrator.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { PEPPER } from '../harness/binary.mjs';
import { client, database, server, top, totp } from '../harness/index.mjs';

const tool = (name) => join(top, 'server/tools', name);

async function freePort() {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  return port;
}

const dir = mkdtempSync(join(tmpdir(), 'lantern-first-run-'));
const env = { ...process.env, RUN_DIR: dir, HOST: '127.0.0.1' };
before(async () => {
  env.PORT = `${await freePort()}`;
  spawnSync('chmod', ['711', dir]); // under root the cluster belongs to another user
});
after(() => {
  spawnSync(tool('cluster'), ['remove', dir]);
  rmSync(dir, { recursive: true, force: true });
});

/** Start it and read what it prints until it says how to stop: {child, said}. */
async function start() {
  const child = spawn(tool('run'), [], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.on('data', (part) => (said += part));
  for await (const part of child.stdout) {
    said += part;
    if (said.includes('Ctrl-C')) return { child, said };
  }
  throw new Error(`it ended: ${said}`);
}

async function stop({ child }) {
  child.kill('SIGINT');
  const [code] = await once(child, 'exit');
  return code;
}

const signIn = (at, username, password, code) => at.post('/api/sign-in', { username, password, code });

test('the demonstration starts, lets in whom it names, refuses a second run in the same folder, and stops at Ctrl-C', async () => {
  const running = await start();
  assert.match(running.said, new RegExp(`https://localhost:${env.PORT}`));
  const [, password] = /password “(.+?)”/.exec(running.said);
  const [, who] = /^ +(\w+) +.*night_worker/m.exec(running.said);

  const code = spawnSync(tool('run'), ['code', who], { env, encoding: 'utf8' }).stdout.trim();
  const browser = client({ host: '127.0.0.1', port: env.PORT, tls: true });
  const answer = await signIn(browser, who, password, code);
  assert.equal(answer.status, 200, answer.text);
  browser.close();

  const second = spawnSync(tool('run'), [], { env, encoding: 'utf8' });
  assert.equal(second.status, 1);
  assert.match(second.stderr, /in use by another run/);
  assert.equal(await stop(running), 0);
});

test('started again it keeps what was recorded', async () => {
  const running = await start();
  assert.doesNotMatch(running.said, /Loading/);
  const socket = spawnSync(tool('cluster'), ['socket', dir], { encoding: 'utf8' }).stdout.trim();
  const query = "SELECT count(*) FROM lantern.event WHERE kind LIKE 'access.%' OR kind LIKE 'sign_on.%'";
  const { stdout } = spawnSync('psql', ['-XqAt', '-h', socket, '-U', 'postgres', '-d', 'lantern', '-c', query], { encoding: 'utf8' });
  assert.notEqual(stdout.trim(), '0');
  assert.equal(await stop(running), 0);
});

test('killed outright it leaves a server behind; the next start ends that one and goes on', async () => {
  const { child } = await start();
  const left = `/proc/${readFileSync(join(dir, 'server.pid'), 'utf8').trim()}/exe`;
  child.kill('SIGKILL');
  await once(child, 'exit');
  assert.ok(existsSync(left));

  const code = spawnSync(tool('run'), ['code', 'dee'], { env, encoding: 'utf8' });
  assert.match(code.stderr, /nothing runs/, 'what nobody answers for gives no codes');
  const running = await start();
  assert.doesNotMatch(running.said, /Loading/);
  assert.equal(existsSync(left), false);
  assert.equal(await stop(running), 0);
});

test('a port that something else has is refused in words, before anything is made', async () => {
  const other = net.createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const elsewhere = mkdtempSync(join(tmpdir(), 'lantern-port-'));
  const taken = { ...env, RUN_DIR: elsewhere, PORT: `${other.address().port}` };
  const refused = spawnSync(tool('run'), [], { env: taken, encoding: 'utf8' });
  other.close();
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /port \d+ is taken; choose another with PORT=/);
  assert.equal(existsSync(join(elsewhere, 'cluster')), false);
  rmSync(elsewhere, { recursive: true });
});

test('an empty installation gets one first administrator, who can sign in', async () => {
  const db = await database();
  const settings = {
    ...process.env,
    PATH: `${join(top, 'build')}:${process.env.PATH}`,
    LANTERN_DB_OWNER: `host=${db.socket} dbname=${db.name} user=lantern_owner`,
    LANTERN_PEPPER: PEPPER,
  };
  const make = (username, password) =>
    spawnSync(tool('first-administrator'), [username, 'Wyn Example'], { env: settings, input: `${password}\n`, encoding: 'utf8' });
  assert.match(make('wyn', 'short').stderr, /too short/);
  const made = make('wyn', 'a long enough password');
  assert.equal(made.status, 0, made.stderr);
  assert.match(make('una', 'a long enough password').stderr, /there is one already/);

  const at = await server({ db });
  const browser = client(at);
  const [, key] = /secret=([A-Z2-7]+)/.exec(made.stdout);
  const answer = await signIn(browser, 'wyn', 'a long enough password', totp(key, BigInt(Date.now()) * 1000n));
  assert.equal(answer.status, 200, answer.text);
  assert.deepEqual(answer.json.roles, ['administrator']);
  browser.close();
  await at.stop();
});
