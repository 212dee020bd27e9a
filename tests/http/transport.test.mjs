// What every answer says about the way it came: a browser that saw the house over TLS never asks for it in the clear.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client, database, server } from '../harness/index.mjs';

const HEADER = 'strict-transport-security';
const asked = ['/', '/api/me', '/api/no-such', '/health', '/problems/not-found'];

async function headers(tls, t) {
  const running = await server({ db: await database(), tls });
  const browser = client(running);
  t.after(async () => {
    browser.close();
    await running.stop();
  });
  const answers = [];
  for (const path of asked) answers.push((await browser.get(path)).headers[HEADER]);
  answers.push((await browser.post('/api/sign-in', { username: 'x' })).headers[HEADER]);
  return answers;
}

test('over TLS every answer promises TLS for a year', async (t) => {
  assert.deepEqual(new Set(await headers(true, t)), new Set(['max-age=31536000']));
});

test('over plain HTTP, behind a proxy, none does', async (t) => {
  assert.deepEqual(new Set(await headers(false, t)), new Set([undefined]));
});
