// digest.mjs -- the morning's digests of the whole estate: put, and with the mail server, from the moment they fall due.
import { randomUUID } from 'node:crypto';
import { DEMO_NOW, clock, database, psql, server, until, value } from '../harness/index.mjs';
import { mailServer } from '../fault/receivers.mjs';
import { inEarnest } from './stage.mjs';

const LIMIT_S = 5;
const SENT_S = 15; // each letter waits for the disk once, before its content goes out
const PRACTITIONERS = 60;
const NEW_EACH = 4; // updates of level today, for each woman

/** Every woman has something new and a practitioner among sixty, each with an address; nothing else waits. */
const morning = `
  SET session_replication_role = replica;
  UPDATE lantern.practitioner_update SET told_at = '${DEMO_NOW}' WHERE told_at IS NULL;
  UPDATE lantern.outbox SET state = 'dropped', lease = NULL WHERE state IN ('open', 'sending');
  INSERT INTO lantern.staff (id, username, display_name, initials, from_at)
    SELECT md5('digest' || n)::uuid, 'digest.' || n, 'Practitioner ' || n, 'P', '2026-01-01' FROM generate_series(1, ${PRACTITIONERS}) n;
  INSERT INTO lantern.staff_contact SELECT gen_random_uuid(), md5('digest' || n)::uuid, 'mail', 'p' || n || '@example.test', md5('digest' || n)::uuid, '${DEMO_NOW}'
    FROM generate_series(1, ${PRACTITIONERS}) n;
  UPDATE lantern.practitioner_of SET until_at = '${DEMO_NOW}' WHERE until_at IS NULL;
  INSERT INTO lantern.practitioner_of
    SELECT gen_random_uuid(), s.resident_id, md5('digest' || 1 + row_number() OVER (ORDER BY s.id) % ${PRACTITIONERS})::uuid, '2026-01-01'
    FROM lantern.stay s WHERE s.state = 'arrived';
  INSERT INTO lantern.practitioner_update (id, stay_id, resident_id, premises_id, level, kind, good, words, about, about_id, at)
    SELECT gen_random_uuid(), s.id, s.resident_id, s.premises_id, 'today', 'feeling', n = 1, 'Something is new.', 'session', gen_random_uuid(),
      timestamptz '${DEMO_NOW}' - n * interval '1 h'
    FROM lantern.stay s, generate_series(1, ${NEW_EACH}) n WHERE s.state = 'arrived';
  ANALYZE lantern.practitioner_update, lantern.practitioner_of;`;

export async function digest() {
  const after = [];
  const db = await database({ demo: true });
  const post = await mailServer({ after: (end) => after.push(end) });
  const time = clock(DEMO_NOW);
  await psql(db, morning);
  await inEarnest();
  const running = await server({ db, clock: time, asan: false, env: {
    LANTERN_PUBLIC_URL: `https://${randomUUID()}.example.test`, LANTERN_MAIL_URL: post.url, LANTERN_MAIL_FROM: 'lantern@example.test' } });
  const count = (from) => value(db, `SELECT count(*) FROM lantern.${from}`);
  const due = `deadline WHERE kind = 'digest.today' AND state = 'open' AND due_at <= '${DEMO_NOW}'`;
  await until(async () => (await count(`deadline WHERE kind = 'digest.today' AND state = 'open' AND data = '{}'`)) > 0 && (await count(due)) === 0, 'the digests to stand');

  const began = performance.now();
  await psql(db, `UPDATE lantern.deadline SET due_at = '${DEMO_NOW}' WHERE kind = 'digest.today' AND state = 'open'`);
  await until(async () => (await count(due)) === 0, 'them to be put');
  const put_s = (performance.now() - began) / 1000;
  const messages = await count(`outbox WHERE template = 'digest_today' AND made_at = '${DEMO_NOW}'`);
  await until(() => post.mails.length >= messages, 'the mail server to have them');
  const sent_s = (performance.now() - began) / 1000;
  await running.stop();
  for (const end of after) await end();
  time.close();

  const women = await count(`stay WHERE state = 'arrived'`);
  const whole = messages >= PRACTITIONERS;
  return [{
    name: `the morning's digests of the estate`, bound: `<= ${LIMIT_S} s`, measured: `${put_s.toFixed(2)} s`, ok: put_s <= LIMIT_S && whole,
    note: `${women} women, ${women * NEW_EACH} updates, ${PRACTITIONERS} practitioners, ${messages} messages`,
  }, {
    name: 'and the last of them with the mail server', bound: `<= ${SENT_S} s`, aim: `${LIMIT_S} s`, measured: `${sent_s.toFixed(2)} s`,
    ok: sent_s <= SENT_S && whole, reached: sent_s <= LIMIT_S,
  }];
}
