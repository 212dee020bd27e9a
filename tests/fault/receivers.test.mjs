// GOV.UK Notify and webhooks: endpoints of their own shape that check what they get, refuse, ask to come back and break off.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { psql, rows, until } from '../harness/index.mjs';
import { houses } from '../http/house.mjs';
import { serverOf } from './load.mjs';
import { hookServer, notifyServer, signatureHolds } from './receivers.mjs';

const ANN = 'ann@probation.example.test';
const SECRET = 'a secret that both sides know';

/** Two houses, both receivers, and two workers: one written to by Notify, one by a webhook. */
async function scene(t, env) {
  const on = await houses({ women: 2 });
  t.after(() => on.clock.close());
  const now_s = () => Number(on.clock.us / 1000000n);
  on.notify = await notifyServer(t, { now: now_s });
  on.hook = await hookServer(t);
  on.now_s = now_s;
  const { practitioner, administrator } = on.here.staff;
  await psql(on.db, [[practitioner, 'notify', ANN], [administrator, 'webhook', `${on.hook.url}/lantern?of=1`]].map(([worker, courier, address]) =>
    `INSERT INTO lantern.staff_contact VALUES (gen_random_uuid(), '${worker.id}', '${courier}', '${address}', '${administrator.id}', '${on.clock.iso}');`).join(''));
  on.server = await serverOf(t, { db: on.db, clock: on.clock, env: {
    LANTERN_PUBLIC_URL: 'https://lantern.example.test', LANTERN_WEBHOOK_SECRET: SECRET,
    LANTERN_NOTIFY_URL: on.notify.url, LANTERN_NOTIFY_KEY: on.notify.key, LANTERN_NOTIFY_TEMPLATE: on.notify.template, ...env } });
  on.put = async (worker) => {
    const id = randomUUID();
    await psql(on.db, `INSERT INTO lantern.outbox (id, premises_id, staff_id, template, counts, once, made_at, state, tries, next_at)
      VALUES ('${id}', '${on.here.id}', '${worker.id}', 'thread_waits', '{"waiting": 1}', '${id}', '${on.clock.iso}', 'open', 0, '${on.clock.iso}')`);
    return id;
  };
  on.becomes = async (id, state, tries) => {
    let row;
    await until(async () => {
      [row] = await rows(on.db, `SELECT state, tries, courier, handed_at IS NOT NULL AS handed, last_error FROM lantern.outbox WHERE id = '${id}'`);
      return row.state === state && (tries === undefined || row.tries === tries);
    }, () => `it to be ${state}; it is ${JSON.stringify(row)}`, 20_000);
    return row;
  };
  return Object.assign(on, { ann: practitioner, hooked: administrator });
}

test('Notify takes a letter: its token, its template, our id as reference', async (t) => {
  const on = await scene(t);
  const id = await on.put(on.ann);
  assert.equal((await on.becomes(id, 'sent')).courier, 'notify');
  assert.deepEqual(on.notify.taken, [{
    email_address: ANN, template_id: on.notify.template, reference: id,
    personalisation: { subject: 'A question waits for your answer', message: on.notify.taken[0].personalisation.message },
  }]);
  assert.ok(on.notify.taken[0].personalisation.message.includes(`https://lantern.example.test/open/${id}`));
  await on.server.stop();
});

test('Notify says no: the letter is dead; says later: it goes again; says nothing: nobody knows', async (t) => {
  const on = await scene(t);
  on.notify.refuse(400, 'BadRequestError', 'Can’t send to this recipient using a team-only API key');
  assert.match((await on.becomes(await on.put(on.ann), 'dead')).last_error, /^Notify 400 BadRequestError Can.*team-only API key$/);

  for (const [status, error] of [[429, 'RateLimitError'], [403, 'AuthError'], [500, 'Exception'], [503, 'Exception']]) {
    on.notify.refuse(status, error, 'Exceeded rate limit for key type LIVE');
    const id = await on.put(on.ann);
    assert.match((await on.becomes(id, 'open', 1)).last_error, new RegExp(`^Notify ${status} ${error}`));
    on.clock.advance(90);
    await on.becomes(id, 'sent', 2);
    assert.equal(on.notify.taken.filter((body) => body.reference === id).length, 1);
  }

  on.notify.cut();
  const cut = await on.put(on.ann);
  assert.equal((await on.becomes(cut, 'unknown')).handed, true);
  on.notify.refuse(502, 'Exception', 'Bad gateway');
  await on.becomes(await on.put(on.ann), 'unknown');
  on.clock.advance(86400);
  assert.equal((await on.becomes(cut, 'unknown')).tries, 1);
  await on.server.stop();
});

test('a key of another service gets no letter, and waits', async (t) => {
  const on = await scene(t, { LANTERN_NOTIFY_KEY: `other-${randomUUID()}-${randomUUID()}` });
  const id = await on.put(on.ann);
  assert.match((await on.becomes(id, 'open', 1)).last_error, /API key not found/);
  assert.equal(on.notify.taken.length, 0);
  await on.server.stop();
});

test('a webhook gets signed JSON; what it answers counts', async (t) => {
  const on = await scene(t);
  const id = await on.put(on.hooked);
  await on.becomes(id, 'sent');
  const [call] = on.hook.calls;
  assert.deepEqual([call.method, call.url, call.headers['content-type']], ['POST', '/lantern?of=1', 'application/json']);
  assert.ok(signatureHolds(call, SECRET, on.now_s()));
  assert.ok(!signatureHolds(call, 'another secret', on.now_s()));
  const body = JSON.parse(call.text);
  assert.deepEqual(Object.keys(body), ['id', 'kind', 'sent_at', 'subject', 'text', 'link']);
  assert.deepEqual([body.id, body.kind, body.link], [id, 'thread_waits', `https://lantern.example.test/open/${id}`]);

  for (const [status, state] of [[410, 'dead'], [302, 'dead'], [503, 'open'], [500, 'unknown'], ['cut', 'unknown']]) {
    on.hook.status = status;
    await on.becomes(await on.put(on.hooked), state);
  }
  assert.equal(on.hook.calls.length, 6, 'nothing was followed and nothing sent twice');
  await on.server.stop();
});

test('a start that could not send is no start', async (t) => {
  const on = await houses({ women: 1 });
  t.after(() => on.clock.close());
  for (const env of [
    { LANTERN_MAIL_URL: 'smtp://127.0.0.1:25', LANTERN_MAIL_FROM: 'lantern@example.test' },
    { LANTERN_PUBLIC_URL: 'https://a.example', LANTERN_MAIL_URL: 'ftp://127.0.0.1', LANTERN_MAIL_FROM: 'lantern@example.test' },
    { LANTERN_PUBLIC_URL: 'https://a.example', LANTERN_MAIL_URL: 'smtp://127.0.0.1:25', LANTERN_MAIL_FROM: 'x\r\nBcc: a@b.test' },
    { LANTERN_PUBLIC_URL: 'https://a.example', LANTERN_NOTIFY_KEY: 'nonsense', LANTERN_NOTIFY_TEMPLATE: randomUUID() },
    { LANTERN_PUBLIC_URL: 'https://a.example', LANTERN_WEBHOOK_SECRET: 'file:/nowhere/at/all' },
  ]) await assert.rejects(serverOf(t, { db: on.db, clock: on.clock, env }), /did not start/, JSON.stringify(env));
});
