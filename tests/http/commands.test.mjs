// What lanternd does at a prompt: hash a secret, tell a demonstration code. (verify: audit.test.mjs)
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { binary, databaseSettings } from '../harness/binary.mjs';
import { psql } from '../harness/index.mjs';
import { A, PASSWORD, peopleServer } from './people.mjs';

const run = promisify(execFile);
let s;
before(async () => (s = await peopleServer()));
after(() => s.stop());

async function command(words, { input = '', env = {} } = {}) {
  const child = run(binary(), words, { env: { ...process.env, LANTERN_PEPPER: 'only for tests', LANTERN_CLOCK: `file:${s.clock.path}`, ...env } });
  child.child.stdin.on('error', () => {}); // a command that refuses does not read
  child.child.stdin.end(input);
  return child.then(({ stdout, stderr }) => ({ code: 0, stdout, stderr }), ({ code, stdout, stderr }) => ({ code, stdout, stderr }));
}

test('a secret is hashed with the installation’s pepper, never given as a word', async () => {
  const { code, stdout } = await command(['hash'], { input: 'four invented words here\n' });
  assert.equal(code, 0);
  assert.match(stdout, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[^\s]+\n$/);
  await psql(s.db, `UPDATE lantern.staff_secret SET password_hash = '${stdout.trim()}' WHERE staff_id = '${A.staff.night.id}'`, 'lantern_owner');
  const claim = s.claim(A.staff.night);
  assert.equal((await s.newClient().post('/api/sign-in', { ...claim, password: 'four invented words here' })).status, 200);
  assert.equal((await command(['hash', PASSWORD])).code, 1);
  assert.equal((await command(['hash'])).code, 1);
});

test('a code is told for the demonstration only, and signs in', async () => {
  const owner = databaseSettings(s.db.socket, s.db.name, { owner: true });
  s.clock.advance(31);
  const { code, stdout } = await command(['totp', A.staff.key.username], { env: { ...owner, LANTERN_DEMO: '1' } });
  assert.equal(code, 0);
  assert.equal(stdout, `${s.code()}\n`);
  assert.equal((await s.newClient().post('/api/sign-in', { ...s.claim(A.staff.key), code: stdout.trim() })).status, 200);
  const refused = await command(['totp', A.staff.key.username], { env: owner });
  assert.deepEqual([refused.code, refused.stdout], [1, '']);
  for (const words of [['totp'], ['totp', 'nobody'], ['totp', 'a', 'b']]) {
    const answer = await command(words, { env: { ...owner, LANTERN_DEMO: '1' } });
    assert.deepEqual([answer.code, answer.stdout], [1, ''], words.join(' '));
  }
});

test('an unknown command says so', async () => {
  const { code, stderr } = await command(['dance']);
  assert.equal(code, 1);
  assert.match(stderr, /unknown command dance/);
});
