// What leaves the building leaves it once, or somebody is shown that it did not: with mail servers that are away, refuse, ask to
// come back and break off, two servers that send, and servers killed before and after the content goes out.
//
// Backoff is played by moving the clock.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { client, psql, rows, until, value } from '../harness/index.mjs';
import { houses } from '../http/house.mjs';
import { pause, serverOf } from './load.mjs';
import { mailServer, oddMailServer } from './receivers.mjs';

const PUBLIC = 'https://lantern.example.test';
const ANN = 'ann@probation.example.test';
const BEA = 'bea@probation.example.test';

const mailEnv = (post, more = {}) => ({
  LANTERN_PUBLIC_URL: PUBLIC, LANTERN_MAIL_URL: post.url, LANTERN_MAIL_FROM: 'lantern@example.test', ...more,
});

/** Two houses, a mail server, and a worker whose address it has; letters are put by put(). */
async function scene(t, { env, options } = {}) {
  const on = await houses({ women: 2 });
  t.after(() => on.clock.close());
  on.post = await mailServer(t, options);
  on.ann = on.here.staff.practitioner;
  on.bea = on.here.staff.premises_manager;
  await psql(on.db, [[on.ann, ANN], [on.bea, BEA]].map(([worker, address]) => `INSERT INTO lantern.staff_contact
    VALUES (gen_random_uuid(), '${worker.id}', 'mail', '${address}', '${worker.id}', '${on.clock.iso}');`).join(''));
  on.env = mailEnv(on.post, env);
  on.start = (more = {}) => serverOf(t, { db: on.db, clock: on.clock, env: { ...on.env, ...more.env }, ...more });
  on.put = async (worker = on.ann, count = 1) => {
    const ids = Array.from({ length: count }, () => randomUUID());
    await psql(on.db, ids.map((id) => `INSERT INTO lantern.outbox (id, premises_id, staff_id, template, counts, once, made_at, state, tries, next_at)
      VALUES ('${id}', '${on.here.id}', '${worker.id}', 'update_now', '{"updates": 1}', '${id}', '${on.clock.iso}', 'open', 0, '${on.clock.iso}');`).join(''));
    return count === 1 ? ids[0] : ids;
  };
  on.row = async (id) => (await rows(on.db, `SELECT state, tries, lantern.iso(next_at) AS next_at, handed_at IS NOT NULL AS handed, courier, last_error
    FROM lantern.outbox WHERE id = '${id}'`))[0];
  on.becomes = async (id, state, tries) => {
    let row;
    await until(async () => {
      row = await on.row(id);
      return row.state === state && (tries === undefined || row.tries === tries);
    }, () => `it to be ${state}; it is ${JSON.stringify(row)}`, 20_000);
    return row;
  };
  return on;
}

const dead = (on) => rows(on.db, `SELECT data->>'message' AS message, data->>'state' AS state FROM lantern.event WHERE kind = 'message.dead' ORDER BY xid, seq`);

test('a letter goes out as a mail that says nothing', async (t) => {
  const on = await scene(t);
  const server = await on.start();
  const id = await on.put();
  assert.deepEqual(await on.becomes(id, 'sent'), { ...(await on.row(id)), courier: 'mail', tries: 1, handed: true, last_error: null });
  const [{ from, to, text }] = on.post.mails;
  const [head, body] = text.split('\r\n\r\n');
  const headers = Object.fromEntries(head.split('\r\n').map((line) => /^([\w-]+): (.*)$/.exec(line).slice(1)));

  assert.deepEqual([from, to], ['lantern@example.test', ANN]);
  assert.equal(headers['Message-ID'], `<${id}@lantern.example.test>`);
  assert.equal(headers.Date, 'Tue, 10 Nov 2026 22:00:00 +0000');
  assert.equal(headers.Subject, 'An update for a resident at your premises needs you now');
  assert.equal(headers['Auto-Submitted'], 'auto-generated');
  assert.equal(headers['List-Id'], 'Lantern <lantern.lantern.example.test>');
  assert.equal(headers['MIME-Version'], '1.0');
  assert.match(headers['Content-Type'], /^text\/plain; charset=utf-8$/);
  assert.match(text.slice(head.length + 4), /^An update for a resident at your premises needs you now\./);
  assert.ok(text.includes(`${PUBLIC}/open/${id}`));
  assert.equal(body.includes('undefined'), false);
  await server.stop();
});

test('greylisted, then taken', async (t) => {
  const on = await scene(t);
  const server = await on.start();
  on.post.behave(ANN, { rcpt: 451, times: 2 });
  const id = await on.put();
  const first = await on.becomes(id, 'open', 1);
  assert.match(first.last_error, /^451 /);
  assert.equal(first.handed, false);
  on.clock.advance(59);
  await pause(400);
  assert.equal((await on.row(id)).tries, 1, 'not before its time');
  on.clock.advance(13);
  await on.becomes(id, 'open', 2);
  on.clock.advance(6 * 60);
  await on.becomes(id, 'sent', 3);
  assert.equal(on.post.of(ANN).length, 1);
  await server.stop();
});

test('one address refused: that letter is dead, a person is shown it, and the others go', async (t) => {
  const on = await scene(t);
  const server = await on.start();
  on.post.behave(ANN, { rcpt: 550 });
  const [id, other] = [await on.put(), await on.put(on.bea)];
  assert.match((await on.becomes(id, 'dead')).last_error, /^550 .*no such mailbox/);
  await on.becomes(other, 'sent');
  assert.deepEqual([on.post.of(ANN).length, on.post.of(BEA).length], [0, 1]);
  assert.deepEqual(await dead(on), [{ message: id, state: 'dead' }]);

  on.post.behave(BEA, { data: 554 });
  await on.becomes(await on.put(on.bea), 'dead');
  on.post.behave(BEA, { data: 452, times: 1 });
  const full = await on.put(on.bea);
  await on.becomes(full, 'open', 1); // said no to the content: clear, so it goes again
  on.clock.advance(90);
  await on.becomes(full, 'sent', 2);
  assert.equal(on.post.of(BEA).length, 2);
  await server.stop();
});

test('a mail server that takes the letter and does not say so: unknown, and never again by itself', async (t) => {
  const on = await scene(t, { env: { LANTERN_COURIER_S: '1' } });
  const server = await on.start();
  on.post.behave(ANN, { cut: true });
  on.post.behave(BEA, { silent: true });
  assert.equal((await on.becomes(await on.put(), 'unknown')).handed, true);
  assert.equal((await on.becomes(await on.put(on.bea), 'unknown')).handed, true);
  on.clock.advance(2 * 86400);
  await pause(600);
  assert.deepEqual([on.post.of(ANN).length, on.post.of(BEA).length], [1, 1]);
  assert.deepEqual((await dead(on)).map((one) => one.state), ['unknown', 'unknown']);
  await server.stop();
});

test('a mail server that is down for a day: tried less and less, then shown to a person; what came later goes when it is back', async (t) => {
  const on = await scene(t);
  const server = await on.start();
  await on.post.stop();
  const id = await on.put();
  const waits = [];
  let row = await on.becomes(id, 'open', 1);
  for (let tries = 1; row.state === 'open'; tries++) {
    waits.push(Math.round((Date.parse(row.next_at) - Date.parse(on.clock.iso)) / 60_000));
    on.clock.set(row.next_at);
    row = await until(async () => {
      const now = await on.row(id);
      return (now.state === 'dead' || (now.state === 'open' && now.tries === tries + 1)) && now;
    }, 'the next try', 20_000);
  }
  const bounds = [1, 5, 15, 60, 240, 240, 240, 240, 240, 240];
  assert.ok(waits.length >= 8 && waits.every((wait, i) => wait >= bounds[i] && wait <= Math.ceil(bounds[i] * 1.2)), `${waits}`);
  assert.deepEqual(await dead(on), [{ message: id, state: 'dead' }]);

  const later = await on.put();
  await on.becomes(later, 'open', 1);
  await on.post.start();
  on.clock.advance(90);
  await on.becomes(later, 'sent');
  assert.equal(on.post.of(ANN).length, 1);
  await server.stop();
});

test('two servers send: each letter once', async (t) => {
  const on = await scene(t);
  const pair = [await on.start(), await on.start({ asan: false })];
  const ids = await on.put(on.ann, 120);
  await until(async () => (await value(on.db, `SELECT count(*) FROM lantern.outbox WHERE state = 'sent'`)) === ids.length, 'all to be sent', 60_000);
  const seen = on.post.mails.map((mail) => /Message-ID: <([\w-]+)@/.exec(mail.text)[1]).sort();
  assert.deepEqual(seen, [...ids].sort());
  const shares = await Promise.all(pair.map(async (one) => {
    const at = client(one);
    const { text } = await at.get('/metrics');
    at.close();
    return Number(/^lantern_outbox_sent_total (\d+)/m.exec(text)[1]);
  }));
  assert.equal(shares[0] + shares[1], ids.length);
  assert.ok(shares.every((share) => share > 0), `both took part: ${shares}`);
  for (const one of pair) await one.stop();
});

// A mail server of a few lines, which stands still where the test wants it to.
const standing = (where) => (line) => {
  if (line === null) return '220 here';
  if (/^EHLO/.test(line)) return '250 here';
  if (/^MAIL/.test(line)) return '250 ok';
  if (/^RCPT/.test(line)) return where === 'rcpt' ? null : '250 ok';
  if (/^DATA/.test(line)) return '354 go on';
  return null; // the content, and its end
};

test('killed before the content goes out: another server sends it; killed after: unknown', async (t) => {
  const on = await scene(t);
  for (const [where, state] of [['rcpt', 'open'], ['content', 'unknown']]) {
    const odd = await oddMailServer(t, standing(where));
    const server = await on.start({ env: mailEnv(odd) });
    const id = await on.put();
    const reached = where === 'rcpt' ? /^RCPT/ : /^Subject/;
    await until(() => odd.lines.some((line) => reached.test(line)), `the conversation to come to ${where}`);
    await server.kill9();
    assert.equal((await on.row(id)).state, 'sending');
    assert.equal((await on.row(id)).handed, where === 'content');

    const next = await on.start();
    await pause(400);
    assert.equal((await on.row(id)).state, 'sending', 'as long as the lease is');
    on.clock.advance(121);
    if (state === 'open') await on.becomes(id, 'sent', 2);
    else await on.becomes(id, 'unknown');
    assert.equal(on.post.mails.some((mail) => mail.text.includes(id)), state === 'open');
    await next.stop();
  }
});

test('nothing of the content goes out before it is written that it may have', async (t) => {
  const on = await scene(t);
  const odd = await oddMailServer(t, standing('content'));
  // Whoever holds the row holds up the writing, and with it the letter.
  const server = await on.start({ env: mailEnv(odd) });
  await psql(on.db, `CREATE FUNCTION public.wait() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(1); RETURN NEW; END $$;
    CREATE TRIGGER wait BEFORE UPDATE ON lantern.outbox FOR EACH ROW WHEN (OLD.handed_at IS NULL AND NEW.handed_at IS NOT NULL) EXECUTE FUNCTION public.wait()`);
  const id = await on.put();
  await until(() => odd.lines.includes('DATA'), 'the mail server to ask for the content');
  await pause(500);
  assert.equal(odd.lines.at(-1), 'DATA', 'not a byte yet');
  assert.equal((await on.row(id)).handed, false);
  await until(() => odd.lines.includes('.'), 'the content');
  assert.equal((await on.row(id)).handed, true);
  await server.kill9();
});

test('told to end in the middle of a letter: it ends cleanly, and says of it what it knows', async (t) => {
  const on = await scene(t);
  for (const [where, state] of [['rcpt', 'open'], ['content', 'unknown']]) {
    const odd = await oddMailServer(t, standing(where));
    const server = await on.start({ env: mailEnv(odd) });
    const id = await on.put();
    await until(() => odd.lines.some((line) => (where === 'rcpt' ? /^RCPT/ : /^\.$/).test(line)), 'the middle of it');
    await server.stop();
    assert.equal((await on.row(id)).state, state);
  }
});

test('a mail server that says nothing holds up nobody', async (t) => {
  const on = await scene(t);
  // It takes letters, refuses Bea, and never answers QUIT nor closes.
  const odd = await oddMailServer(t, (line) => {
    if (line === null) return '220 here';
    if (/^QUIT/.test(line)) return null;
    if (/^RCPT.*bea@/.test(line)) return '550 no such mailbox';
    if (/^DATA/.test(line)) return '354 go on';
    if (line === '.') return '250 queued';
    return /^(EHLO|MAIL|RCPT)/.test(line) ? '250 ok' : null;
  });
  const server = await on.start({ env: mailEnv(odd), asan: false });
  const at = client(server);
  let worst_ms = 0;
  let over = false;
  const asking = (async () => {
    while (!over) {
      const began = performance.now();
      await at.get('/ping');
      worst_ms = Math.max(worst_ms, performance.now() - began);
      await pause(2);
    }
  })();
  const [taken, refused] = [await on.put(on.ann, 10), await on.put(on.bea, 10)];
  for (const id of taken) await on.becomes(id, 'sent');
  for (const id of refused) await on.becomes(id, 'dead');
  over = true;
  await asking;
  at.close();
  assert.ok(odd.lines.includes('QUIT'), 'it takes its leave');
  assert.ok(worst_ms < 500, `a ping took ${worst_ms} ms`);
  t.diagnostic(`slowest ping ${worst_ms.toFixed(1)} ms`);
  await server.stop();
});

test('a certificate that nobody trusts gets no letter', async (t) => {
  const on = await scene(t, { options: { secure: true } });
  const server = await on.start();
  const id = await on.put();
  const row = await on.becomes(id, 'open', 1);
  assert.match(row.last_error, /certificate/i);
  assert.deepEqual([row.handed, on.post.mails.length], [false, 0]);
  await server.stop();
});
