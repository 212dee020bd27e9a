// Three-way meetings in people's own calendars: what leaves the building says when and nothing of whom, a calendar follows
// every change, and an address that was revoked or guessed gives nothing (features 54; RFC 5545).
import assert from 'node:assert/strict';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { psql, rows, value } from '../harness/index.mjs';
import { house, ROLES, slug } from './house.mjs';
import { addItem, heldAs, planMeeting } from './meetings.mjs';

const require = createRequire(new URL('../../web/package.json', import.meta.url));
const { default: ICAL } = await import(require.resolve('ical.js'));
const READ = ['night_worker', 'keyworker', 'shift_lead', 'premises_manager', 'on_call', 'inspector', 'practitioner'];

let h;
before(async () => {
  h = await house({ women: 6 });
  await psql(h.db, h.here.women.slice(0, 3).map((woman) => `INSERT INTO lantern.practitioner_of (id, resident_id, staff_id, from_at)
      VALUES (gen_random_uuid(), '${woman.id}', '${h.here.staff.practitioner.id}', '2026-11-01');
    INSERT INTO lantern.keyworker_of (id, stay_id, resident_id, premises_id, staff_id, from_at, reason)
      VALUES (gen_random_uuid(), '${woman.stay}', '${woman.id}', '${h.here.id}', '${h.here.staff.keyworker.id}', '2026-11-01', 'on arrival');`).join('\n'));
});
after(() => h?.stop());

/** What a calendar makes of the bytes: its method, and each event by uid. */
function read(answer) {
  assert.equal(answer.status, 200, answer.text);
  assert.match(answer.headers['content-type'], /^text\/calendar; charset=utf-8; method=[A-Z]+$/);
  assert.equal(answer.headers['cache-control'], 'no-store');
  assert.equal(answer.headers['referrer-policy'], 'no-referrer');
  for (const line of answer.text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75 && !line.includes('\n'), line);
  for (const place of [h.here, h.there])
    for (const secret of [place.name, place.name.split(' ')[0], ...place.women.flatMap((woman) => [woman.name, woman.crn, woman.id, woman.stay]), 'Exampleby', ...Object.values(place.staff).map((one) => one.name), 'cat'])
      assert.ok(!answer.text.includes(secret), `${secret} in ${answer.text}`);
  const calendar = new ICAL.Component(ICAL.parse(answer.text));
  assert.equal(calendar.getFirstPropertyValue('version'), '2.0');
  const events = calendar.getAllSubcomponents('vevent').map((event) => {
    const of = (name) => event.getFirstPropertyValue(name);
    for (const name of ['dtstart', 'dtend', 'dtstamp']) assert.equal(of(name).zone.tzid, 'UTC', name);
    return { uid: of('uid'), sequence: of('sequence'), start: of('dtstart').toJSDate().toISOString(), end: of('dtend').toJSDate().toISOString(), stamp: of('dtstamp').toJSDate().getTime(), summary: of('summary'), url: of('url'), status: of('status') };
  });
  return { method: calendar.getFirstPropertyValue('method'), events };
}
const invitation = async (id, role = 'keyworker') => read(await h.as(role).get(`/api/meetings/${id}/invitation.ics`));
const newFeed = async (role = 'keyworker') => (await h.as(role).put(`/api/calendar-feeds/${randomUUID()}`, {})).json;

test('an invitation says when and nothing of whom, its sequence rises, and it is cancelled when it is not held', async () => {
  const [woman] = h.here.women;
  const { id } = await planMeeting(h.as('keyworker'), woman, { starts_at: '2026-11-18T10:00:00.000000Z', minutes: 45 });
  await addItem(h.as('keyworker'), id, 'resident', 'My cat');
  const first = await invitation(id);
  const [event] = first.events;
  assert.equal(first.method, 'REQUEST');
  assert.deepEqual({ ...event, url: null, stamp: null }, { uid: id, sequence: 0, start: '2026-11-18T10:00:00.000Z', end: '2026-11-18T10:45:00.000Z', stamp: null, summary: 'Three-way meeting, room to be agreed', url: null, status: 'CONFIRMED' });
  assert.match(event.url, new RegExp(`^https://[^/]+/open/${id}$`));
  assert.equal(event.stamp, Math.floor(Date.parse(h.clock.iso) / 1000) * 1000);
  await h.as('keyworker').post(`/api/meetings/${id}/move`, { starts_at: '2026-11-19T14:30:00.000000Z', minutes: 30, how: 'by_phone', reason: 'Court', sequence: 0 });
  const [moved] = (await invitation(id, 'practitioner')).events;
  assert.deepEqual([moved.uid, moved.sequence, moved.start, moved.end], [id, 1, '2026-11-19T14:30:00.000Z', '2026-11-19T15:00:00.000Z']);
  await h.as('keyworker').post(`/api/meetings/${id}/not-held`, { not_held: 'resident', reason: 'She was unwell.' });
  const cancelled = await invitation(id);
  assert.deepEqual([cancelled.method, cancelled.events[0].uid, cancelled.events[0].sequence, cancelled.events[0].status], ['CANCEL', id, 2, 'CANCELLED']);
  const logged = await value(h.db, `SELECT count(*) FROM lantern.access_log WHERE route LIKE '%invitation.ics' AND stay_id = '${woman.stay}' AND what = 'read'`);
  assert.equal(logged, 3, 'each look is logged');
});

test('ten in the morning stays ten in the morning across the clock change', async () => {
  const woman = h.here.women[1];
  const { id } = await planMeeting(h.as('keyworker'), woman, { starts_at: '2027-03-27T10:00:00.000000Z' });
  const wall = async () => new Date((await invitation(id)).events[0].start).toLocaleString('en-GB', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'short' });
  assert.equal(await wall(), '27/03/2027, 10:00');
  await h.as('keyworker').post(`/api/meetings/${id}/move`, { starts_at: '2027-03-29T09:00:00.000000Z', minutes: 45, how: 'in_person', reason: 'A Saturday', sequence: 0 });
  assert.equal(await wall(), '29/03/2027, 10:00');
  assert.equal((await invitation(id)).events[0].start, '2027-03-29T09:00:00.000Z');
});

test('a feed has what its owner\'s women have planned, and nobody else\'s', async () => {
  const [, , woman, other] = h.here.women;
  const ids = {};
  for (const [name, one] of [['hers', woman], ['other', other]]) ids[name] = (await planMeeting(h.as('keyworker'), one, { starts_at: '2026-11-20T10:00:00.000000Z' })).id;
  const feed = await newFeed();
  assert.match(feed.token, /^[A-Za-z0-9_-]{43}$/);
  assert.equal(feed.path, `/calendar/${feed.token}.ics`);
  const keep = await rows(h.db, `SELECT encode(token_hash, 'hex') AS hash, to_jsonb(f)::text AS row FROM lantern.calendar_feed f WHERE id = '${feed.id}'`);
  assert.equal(keep[0].hash, createHash('sha256').update(feed.token).digest('hex'));
  for (const table of ['receipt', 'event', 'access_log', 'calendar_feed']) assert.equal(await value(h.db, `SELECT count(*) FROM lantern.${table} t WHERE to_jsonb(t)::text LIKE '%${feed.token}%'`), 0, `${table} has the token`);
  const { method, events } = read(await h.nobody().get(feed.path));
  assert.equal(method, 'PUBLISH');
  const uids = events.map((event) => event.uid);
  assert.ok(uids.includes(ids.hers) && !uids.includes(ids.other), uids.join());
  assert.deepEqual(events.map((event) => event.start), events.map((event) => event.start).sort());
  const robins = await newFeed('practitioner');
  assert.deepEqual(read(await h.nobody().get(robins.path)).events, events, 'her practitioner is told of the same');
  assert.deepEqual(read(await h.nobody().get((await newFeed('night_worker')).path)).events, [], 'nobody\'s keyworker');
  // A meeting that was held stays for ninety days.
  assert.equal((await h.as('keyworker').post(`/api/meetings/${ids.hers}/held`, heldAs())).status, 200);
  assert.equal(read(await h.nobody().get(feed.path)).events.find((event) => event.uid === ids.hers).status, 'CONFIRMED');
  const mine = await h.as('keyworker').get('/api/me/calendar-feed');
  assert.deepEqual(mine.json.feed, { id: feed.id, made_at: mine.json.feed.made_at });
  assert.ok(!mine.text.includes(feed.token));
});

test('a new address revokes the old, whoever left has none, and every other answer is the same', async () => {
  const old = await newFeed('shift_lead');
  assert.equal(slug(await h.as('shift_lead').put(`/api/calendar-feeds/${old.id}`, {})), 'id-reused');
  const now = await newFeed('shift_lead');
  const get = (path) => h.nobody().get(path);
  assert.equal((await get(now.path)).status, 200);
  assert.equal((await h.as('keyworker').post(`/api/calendar-feeds/${now.id}/revoke`, {})).status, 404, 'somebody else\'s');
  for (let i = 0; i < 2; i++) assert.equal((await h.as('shift_lead').post(`/api/calendar-feeds/${now.id}/revoke`, {})).status, 200);
  assert.equal((await h.as('shift_lead').get('/api/me/calendar-feed')).json.feed, null);
  const left = await newFeed('on_call');
  await psql(h.db, `UPDATE lantern.staff_role SET until_at = '${h.clock.iso}' WHERE staff_id = '${h.here.staff.on_call.id}'`);
  const bare = ({ request, ...rest }) => rest;
  const answers = await Promise.all([old.path, now.path, left.path, `/calendar/${randomBytes(32).toString('base64url')}.ics`, '/calendar/x.ics'].map(get));
  for (const answer of answers) {
    assert.deepEqual([answer.status, bare(answer.json)], [404, bare(answers[0].json)]);
    assert.deepEqual(Object.keys(answer.headers).sort(), Object.keys(answers[0].headers).sort());
  }
  const told = await rows(h.db, `SELECT kind, count(*)::int AS n FROM lantern.event WHERE kind LIKE 'calendar.%' AND data->>'staff' = '${h.here.staff.shift_lead.id}' GROUP BY 1 ORDER BY 1`);
  assert.deepEqual(told, [{ kind: 'calendar.made', n: 2 }, { kind: 'calendar.revoked', n: 2 }]);
});

test('who guesses is stopped by address, and nobody beside her', async () => {
  const feed = await newFeed('premises_manager');
  const from = (address, path) => h.nobody().get(path, { 'X-Forwarded-For': `198.51.100.7, ${address}` });
  const guess = (address) => from(address, `/calendar/${randomBytes(32).toString('base64url')}.ics`);
  const statuses = [];
  for (let i = 0; i < 22; i++) statuses.push((await guess('203.0.113.9')).status);
  assert.deepEqual(statuses, [...Array(20).fill(404), 429, 429]);
  const stopped = await from('203.0.113.9', feed.path);
  assert.deepEqual([stopped.status, slug(stopped), stopped.headers['retry-after']], [429, 'too-many', '300'], 'a right one would say so');
  assert.equal((await from('203.0.113.10', feed.path)).status, 200);
  for (let i = 0; i < 20; i++) await guess(`2001:db8:1:2::${i + 1}`);
  assert.equal((await guess('2001:db8:1:2:ffff::1')).status, 429, 'a network is one');
  assert.equal((await guess('2001:db8:1:3::1')).status, 404);
  h.clock.advance(301);
  assert.equal((await from('203.0.113.9', feed.path)).status, 200);
});

test('who may have an invitation or an address', async () => {
  const [woman] = h.here.women;
  const { id } = await planMeeting(h.as('keyworker'), woman, { starts_at: '2026-11-27T10:00:00.000000Z' });
  await psql(h.db, `UPDATE lantern.staff_role SET until_at = NULL WHERE staff_id = '${h.here.staff.on_call.id}'`);
  await h.at(h.clock.iso);
  for (const role of ROLES) {
    assert.equal((await h.as(role).get(`/api/meetings/${id}/invitation.ics`)).status, READ.includes(role) ? 200 : 403, role);
    assert.equal((await h.as(role).put(`/api/calendar-feeds/${randomUUID()}`, {})).status, READ.includes(role) && role !== 'inspector' ? 201 : 403, role);
  }
  for (const role of ['keyworker', 'practitioner']) assert.equal((await h.as(role, h.there).get(`/api/meetings/${id}/invitation.ics`)).status, 404);
  assert.equal((await h.nobody().get(`/api/meetings/${id}/invitation.ics`)).status, 401);
});
