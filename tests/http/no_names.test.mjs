// What leaves the building carries no name and no reason: every byte of a run over the demonstration estate, by every courier,
// is searched for everything that could tell whom or why.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clock, database, psql, rows, server, until, value } from '../harness/index.mjs';
import { DEMO_NOW } from '../harness/index.mjs';
import { hookServer, mailServer, notifyServer } from '../fault/receivers.mjs';

const COURIERS = ['mail', 'notify', 'webhook', 'inbox'];

async function run(t) {
  const db = await database({ demo: true });
  const time = clock(DEMO_NOW);
  const [post, hook, notify] = [await mailServer(t), await hookServer(t), await notifyServer(t, { now: () => Number(time.us / 1000000n) })];
  const address = { mail: `'worker' || n || '@probation.example.test'`, notify: `'worker' || n || '@probation.example.test'`, webhook: `'${hook.url}/' || n`, inbox: `''` };
  // Whoever could be told is written to by one of the four; and of everything there is something to tell.
  await psql(db, `INSERT INTO lantern.staff_contact (id, staff_id, courier, address, author_id, at)
      SELECT gen_random_uuid(), id, courier, CASE courier ${COURIERS.map((one) => `WHEN '${one}' THEN ${address[one]}`).join(' ')} END, id, '${DEMO_NOW}'
      FROM (SELECT id, n, (ARRAY['${COURIERS.join("','")}'])[1 + n % 4] AS courier FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM lantern.staff) s) c;
    SET session_replication_role = replica;
    UPDATE lantern.practitioner_update SET told_at = NULL;
    DELETE FROM lantern.update_read;
    SET session_replication_role = origin;
    INSERT INTO lantern.outbox (id, premises_id, staff_id, template, counts, about_id, once, made_at, state, tries, next_at)
      SELECT gen_random_uuid(), u.premises_id, p.staff_id, k.template, '{"updates": 1, "waiting": 1}', u.id, k.template || u.id, '${DEMO_NOW}', 'open', 0, '${DEMO_NOW}'
      FROM (SELECT DISTINCT ON (resident_id) * FROM lantern.practitioner_update ORDER BY resident_id, at DESC) u
      JOIN lantern.practitioner_of p ON p.resident_id = u.resident_id AND p.until_at IS NULL,
        unnest('{update_now,update_passed,thread_waits,meeting_planned,meeting_missed}'::text[]) k (template);`);
  const running = await server({ db, clock: time, asan: false, env: {
    LANTERN_PUBLIC_URL: 'https://reach.example.test', LANTERN_MAIL_URL: post.url, LANTERN_MAIL_FROM: 'sender@example.test', LANTERN_WEBHOOK_SECRET: 'shared',
    LANTERN_NOTIFY_URL: notify.url, LANTERN_NOTIFY_KEY: notify.key, LANTERN_NOTIFY_TEMPLATE: notify.template } });
  t.after(async () => {
    await running.stop();
    time.close();
  });
  // The digests of the morning, now; the night between is no part of this.
  const standing = `deadline WHERE kind LIKE 'digest.%' AND state = 'open' AND data = '{}'`;
  const houses = await value(db, 'SELECT count(*) FROM lantern.premises WHERE closed_on IS NULL');
  await until(async () => (await value(db, `SELECT count(*) FROM lantern.${standing}`)) === 2 * houses, 'the digests to stand');
  await psql(db, `UPDATE lantern.deadline SET due_at = '${DEMO_NOW}' WHERE kind LIKE 'digest.%' AND state = 'open'`);
  await until(async () => (await value(db, `SELECT count(*) FROM lantern.outbox WHERE template LIKE 'digest%'`)) > 0
    && (await value(db, `SELECT count(*) FROM lantern.outbox WHERE state IN ('open', 'sending')`)) === 0
    && (await value(db, `SELECT count(*) FROM lantern.deadline WHERE kind LIKE 'digest.%' AND state = 'open' AND due_at <= '${DEMO_NOW}'`)) === 0, 'everything to be sent', 120_000);
  const inbox = await rows(db, 'SELECT subject, body FROM lantern.inbox_message');
  const sent = {
    mail: post.mails.map((one) => `${one.from}\n${one.text}`), inbox: inbox.map((one) => `${one.subject}\n${one.body}`),
    notify: notify.calls.map((one) => JSON.stringify(one)), webhook: hook.calls.map((one) => JSON.stringify(one)),
  };
  return { db, sent };
}

/** {what: [text]} of everything in the database that could tell whom or why. */
async function secrets(db) {
  const all = async (query) => (await rows(db, query)).map((row) => String(row.text)).filter((one) => one.trim() !== '');
  return {
    name: await all(`SELECT DISTINCT unnest(ARRAY[preferred_name, given_name, family_name]) AS text FROM lantern.resident_person`),
    // A MAPPA level is one digit, and so is a count.
    number: await all(`SELECT DISTINCT value AS text FROM lantern.resident_number WHERE char_length(value) > 3`),
    worker: await all(`SELECT display_name AS text FROM lantern.staff UNION SELECT username FROM lantern.staff`),
    house: await all(`SELECT unnest(ARRAY[name, ap_code, q_code, postcode, phone]) AS text FROM lantern.premises`),
    room: await all(`SELECT DISTINCT 'room ' || label AS text FROM lantern.room`),
    id: await all(`SELECT id AS text FROM lantern.resident UNION SELECT id FROM lantern.stay UNION SELECT id FROM lantern.practitioner_update
      UNION SELECT id FROM lantern.meeting UNION SELECT id FROM lantern.thread UNION SELECT id FROM lantern.premises`),
    words: await all(`SELECT words AS text FROM lantern.practitioner_update UNION SELECT words FROM lantern.thread_entry UNION SELECT words FROM lantern.watch`),
    reason: await all(`SELECT DISTINCT replace(kind, '_', ' ') AS text FROM lantern.practitioner_update WHERE kind NOT IN ('good_news', 'meeting', 'question')
      UNION SELECT DISTINCT reason FROM lantern.watch UNION SELECT unnest('{self-harm,harm,overdose,police,hospital,missing,recall,safeguarding,
        ambulance,risk,drug,alcohol,intoxicated,offence,licence,mental,children}'::text[])`),
  };
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The secrets among these letters, as whole words: [what, text]. */
function found(letters, kinds) {
  const bytes = letters.join('\n');
  const words = new Set(bytes.split(/[^\p{L}\p{N}]+/u).map((word) => word.toLowerCase()));
  const first = (text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u).find((word) => word !== '');
  return Object.entries(kinds).flatMap(([what, list]) => list
    .filter((text) => words.has(first(text)) && new RegExp(`(?<![\\p{L}\\p{N}])${escaped(text)}(?![\\p{L}\\p{N}])`, 'iu').test(bytes))
    .map((text) => [what, text]));
}

test('no name, number, house, room, word or reason is in any byte that goes out', async (t) => {
  const { db, sent } = await run(t);
  const kinds = await secrets(db);
  for (const [what, list] of Object.entries(kinds)) assert.ok(list.length > 0, `there is a ${what} to look for`);
  for (const courier of COURIERS) {
    assert.ok(sent[courier].length > 10, `${courier} took part: ${sent[courier].length}`);
    assert.deepEqual(found(sent[courier], kinds), [], courier);
  }
  t.diagnostic(`${COURIERS.map((one) => `${sent[one].length} by ${one}`).join(', ')}; searched for ${Object.entries(kinds).map(([what, list]) => `${list.length} ${what}s`).join(', ')}`);

  await t.test('and the search would find them', () => {
    for (const [what, list] of Object.entries(kinds))
      assert.deepEqual(found([...sent.mail, `Subject: About ${list[0]}, today`], { [what]: [list[0]] }), [[what, list[0]]]);
  });
});
