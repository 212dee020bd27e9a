// What happens to a woman is told to her practitioner in the document of what happened, once, in words made of facts
// (features 59; docs/keywork.md, "Updates").
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { psql, rows, value } from '../harness/index.mjs';
import { house, minutes, NOW } from './house.mjs';
import { signs } from './her_signs.mjs';
import { of, practitioner, said, asked, told } from './updates_house.mjs';

let h, robin, sam;
before(async () => {
  h = await house({ women: 20 });
  [robin, sam] = [h.here.staff.practitioner, h.there.staff.practitioner];
  await practitioner(h, robin, h.here.women);
});
after(() => h.stop());

let next = 0;
/** Every test has a woman of her own. */
const woman = () => h.here.women[next++];
const put = (role, path, one, body, id = randomUUID()) => h.as(role).put(`/api/${path}/${id}`, one ? of(one, body) : body);
const updates = (one) => rows(h.db, `SELECT level, kind, good, words, about, staff_id FROM lantern.practitioner_update WHERE stay_id = '${one.stay}' ORDER BY at, id`);
// Of one document all have one instant: the order within is nobody's.
const brief = async (one) => (await updates(one)).map(({ level, kind, words }) => `${level} ${kind}: ${words}`).sort();
const ok = (answer, status = 201) => (assert.equal(answer.status, status, answer.text), answer.json);
const atNine = '2026-11-10T21:00:00.000000Z';

test('she hurt herself: told once of one happening, and again of another', async () => {
  const one = woman();
  ok(await put('shift_lead', 'incidents', one, { kind: 'self_harm', words: 'With a blade from her bag.', happened_at: atNine }));
  assert.deepEqual(await brief(one), ['now self_harm: She hurt herself at 21:00.', 'today review_opened: A review of her plan opened: she hurt herself.']);
  await h.at(minutes(20));
  ok(await put('shift_lead', 'reviews', one, { kind: 'self_harm', words: 'What was found out since.' }));
  ok(await put('shift_lead', 'incidents', one, { kind: 'self_harm', words: 'The same, written down in full.', happened_at: atNine }));
  assert.equal((await updates(one)).length, 2, 'she knows of it');
  ok(await put('shift_lead', 'incidents', one, { kind: 'self_harm', words: 'Again.', happened_at: minutes(15) }));
  assert.ok((await brief(one)).includes('now self_harm: She hurt herself at 22:15.'));
  const [{ counts }] = await rows(h.db, `SELECT count(*) AS counts FROM lantern.outbox WHERE template = 'update_now' AND staff_id = '${robin.id}'`);
  assert.equal(counts, 2);
  assert.doesNotMatch(JSON.stringify(await rows(h.db, `SELECT data FROM lantern.event WHERE kind = 'update.written'`)), /blade|hurt herself/);
});

test('a review of self-harm alone tells as much', async () => {
  const one = woman();
  ok(await put('keyworker', 'reviews', one, { kind: 'self_harm', words: 'Her arm.' }));
  assert.deepEqual(await brief(one), [`now self_harm: She hurt herself at 22:20.`, 'today review_opened: A review of her plan opened: she hurt herself.']);
});

test('an overdose of yesterday says so; what has no kind of its own only opens a review', async () => {
  const one = woman();
  ok(await put('shift_lead', 'incidents', one, { kind: 'overdose', words: 'Tablets.', happened_at: '2026-11-09T23:50:00.000000Z' }));
  assert.match((await brief(one)).join(), /now overdose: She was found to have taken an overdose yesterday at 23:50\./);
  const other = woman();
  ok(await put('shift_lead', 'incidents', other, { kind: 'other', words: 'A fall.', happened_at: atNine }));
  assert.deepEqual(await brief(other), ['today review_opened: A review of her plan opened: after an incident.']);
});

const chainOf = async (one) => {
  const id = randomUUID();
  ok(await put('night_worker', 'chains', one, {}, id));
  return id;
};
const step = (who, chain, what) => who.put(`/api/chain-steps/${randomUUID()}`, { chain, step: what });
const kinds = async (one) => (await updates(one)).map(({ level, kind }) => `${level} ${kind}`).filter((text) => !text.endsWith('review_opened'));

test('no reply, the ambulance, hospital: told when it comes, and not again when she leaves', async () => {
  const one = woman();
  const chain = await chainOf(one);
  assert.deepEqual(await kinds(one), []);
  ok(await step(h.as('agency'), chain, 'ambulance'));
  ok(await step(h.as('night_worker'), chain, 'ambulance'));
  assert.match((await brief(one))[0], /^now hospital: She did not answer at her door; an ambulance came at 22:20\.$/);
  ok(await put('agency', 'movements', one, { kind: 'hospital', left_at: h.clock.iso, where_to: 'General', phone_works: 'no' }));
  assert.deepEqual(await kinds(one), ['now hospital']);
});

test('a step at a locked screen is stamped all the same, and her leaving tells then', async () => {
  const one = woman();
  const chain = await chainOf(one);
  ok(await step(await h.terminal(), chain, 'ambulance'));
  assert.deepEqual(await kinds(one), []);
  ok(await put('night_worker', 'movements', one, { kind: 'hospital', left_at: h.clock.iso, phone_works: 'no' }));
  assert.deepEqual((await brief(one)).filter((text) => /hospital/.test(text)), ['now hospital: She left for hospital at 22:20.']);
});

test('a chain that ends otherwise is told today; out of the house is no news', async () => {
  const one = woman();
  ok(await h.as('night_worker').post(`/api/chains/${await chainOf(one)}/end`, { outcome: 'roused' }), 200);
  assert.deepEqual(await kinds(one), ['today no_reply']);
  const other = woman();
  ok(await h.as('night_worker').post(`/api/chains/${await chainOf(other)}/end`, { outcome: 'hospital' }), 200);
  assert.deepEqual(await kinds(other), ['now hospital']);
  const out = woman();
  ok(await put('night_worker', 'movements', out, { kind: 'out', left_at: h.clock.iso, where_to: 'Shop', phone_works: 'yes' }));
  assert.deepEqual(await kinds(out), []);
});

test('a watch began and ended: the reason, and not what somebody wrote to it', async () => {
  const one = woman();
  const id = randomUUID();
  ok(await put('shift_lead', 'watches', one, { reason: 'concern', words: 'Her brother rang her.', kind: 'sign_of_life', min_gap_s: 600, max_gap_s: 1200 }, id));
  ok(await h.as('premises_manager').post(`/api/watches/${id}/end`, { words: 'She slept.' }), 200);
  assert.deepEqual(await brief(one), ['today watch_began: Closer checks began at 22:20: staff are concerned about her.', 'today watch_ended: Closer checks ended at 22:20: staff are concerned about her.']);
});

const planBody = (based_on, state) => ({
  based_on, state, reason: 'what she said', large_print: false, daily: [], sections: [], crisis: [],
  agreement: { state: 'agreed', words: '' }, lines: [], signs: [],
});

test('a strength that was seen is good news, once a week', async () => {
  const one = woman();
  const { signs: hers } = await signs(h, one);
  const see = (sign, state = 'seen') => put('agency', 'sightings', one, { sign, state, seen_at: h.clock.iso });
  ok(await see(hers.at(-1), 'not_seen'));
  assert.deepEqual(await brief(one), []);
  ok(await see(hers.at(-1)));
  ok(await see(hers.at(-1)));
  ok(await see(hers[0]));
  assert.deepEqual(await brief(one), ['weekly good_news: Seen, and a strength of hers: eats at the table.']);
});

test('a version of her plan is weekly news', async () => {
  const one = woman();
  ok(await put('keyworker', 'safety-plans', one, planBody(0, 'starter')));
  assert.deepEqual(await brief(one), ['weekly plan_changed: Her plan has a new version, 1.']);
});

test('words of a restricted woman are no event, and go with the row alone', async () => {
  const one = { ...h.here.women.at(-1), crn: 'restricted' };
  ok(await put('shift_lead', 'incidents', one, { kind: 'self_harm', words: 'x', happened_at: atNine }));
  assert.equal((await updates(one)).length, 2);
  assert.doesNotMatch(JSON.stringify(await rows(h.db, `SELECT data FROM lantern.event WHERE stay_id = '${one.stay}'`)), /hurt herself/);
});

// ---------------------------------------------------------------- nobody reads it (features 61)

const passes = (update) => rows(h.db, `SELECT kind, staff_id, at FROM lantern.update_pass WHERE update_id = '${update}'`);
const sent = (update) => rows(h.db, `SELECT template, staff_id, counts FROM lantern.outbox WHERE about_id = '${update}' AND template = 'update_passed'`);

test('unread in the morning: to her deputy, who sees the woman then; read in time: to nobody', async () => {
  const [one, other] = [woman(), woman()];
  const { id: unread } = await told(h, one);
  const { id: read } = await told(h, other);
  ok(await h.as('practitioner').put(`/api/deputies/${randomUUID()}`, { deputy: sam.id }));
  ok(await h.as('practitioner').put(`/api/update-reads/${read}`, {}), 200);
  assert.deepEqual((await h.as('practitioner', h.there).get('/api/me/updates')).json.deputising, []);
  await h.at('2026-11-11T07:59:59.000000Z');
  assert.deepEqual(await passes(unread), []);
  await h.at('2026-11-11T08:00:00.000000Z');
  assert.deepEqual((await passes(unread)).map(({ kind, staff_id }) => [kind, staff_id]), [['deputy', sam.id]]);
  assert.deepEqual(await passes(read), []);
  assert.deepEqual(await sent(unread), [{ template: 'update_passed', staff_id: sam.id, counts: { updates: 1 } }]);
  const his = (await h.as('practitioner', h.there).get('/api/me/updates')).json;
  const passed = his.deputising.find((w) => w.stay === one.stay);
  assert.deepEqual([passed.for, passed.updates.some((u) => u.id === unread && u.passed.to === sam.name)], [robin.name, true]);
  assert.equal(his.deputising.some((w) => w.stay === other.stay), false, 'only what was passed to him');
  ok(await h.as('practitioner', h.there).put(`/api/update-reads/${unread}`, {}), 200);
  assert.equal(await value(h.db, `SELECT count(*) FROM lantern.event WHERE kind = 'update.passed' AND stay_id = '${one.stay}'`), 1);
  const { owed } = (await h.as('on_call').get(`/api/premises/${h.here.id}/owed`)).json;
  assert.equal(owed.some((o) => o.what === 'practitioner_call' && o.stay === one.stay), false, 'he has read it');
});

test('in office hours after half an hour; without a deputy to who is on call, who telephones', async () => {
  const one = woman();
  await practitioner(h, sam, [one], '2026-11-11T09:00:00Z');
  await h.at('2026-11-11T10:00:00.000000Z');
  const { id } = await told(h, one);
  await h.at('2026-11-11T10:30:00.000000Z');
  assert.deepEqual((await passes(id)).map(({ kind, staff_id }) => [kind, staff_id]), [['no_deputy', null]]);
  assert.deepEqual((await sent(id)).map((m) => m.staff_id), [h.here.staff.on_call.id]);
  const owed = async () => (await h.as('on_call').get(`/api/premises/${h.here.id}/owed`)).json.owed.filter((o) => o.what === 'practitioner_call' && o.stay === one.stay);
  const [call] = await owed();
  assert.deepEqual([call.since, call.due], ['2026-11-11T10:00:00.000000Z', '2026-11-11T10:30:00.000000Z']);
  ok(await h.as('on_call').post(`/api/updates/${id}/phoned`, { words: 'She knows.' }), 200);
  assert.deepEqual(await owed(), []);
});

test('a deputy sees her for so long, and no longer', async () => {
  const mine = async () => (await h.as('practitioner', h.there).get('/api/me/updates')).json.deputising.length;
  assert.ok(await mine() > 0);
  await h.at('2026-11-14T07:59:59.000000Z');
  assert.ok(await mine() > 0);
  await h.at('2026-11-14T08:00:01.000000Z');
  assert.equal(await mine(), 0);
});

test('a woman who has left since: what nobody read is passed on all the same', async () => {
  const one = woman();
  const { id } = await told(h, one);
  await psql(h.db, `UPDATE lantern.stay SET departed_at = '${h.clock.iso}' WHERE id = '${one.stay}'`);
  await h.at('2026-11-15T08:00:00.000000Z');
  assert.deepEqual((await passes(id)).map(({ kind }) => kind), ['deputy']);
});

test('a question that waits is owed by the house, and what waits for her practitioner is not', async () => {
  const one = woman();
  const owed = async () => (await h.as('keyworker').get(`/api/premises/${h.here.id}/owed`)).json.owed.filter((o) => o.what === 'thread' && o.stay === one.stay);
  const { id } = await asked(h, one, h.as('practitioner'));
  const [waits] = await owed();
  assert.deepEqual([waits.since, waits.due, waits.overdue], ['2026-11-15T08:00:00.000000Z', '2026-11-16T08:00:00.000000Z', false]);
  await h.at('2026-11-15T08:00:01.000000Z');
  await said(h.as('keyworker'), id, 'answer');
  assert.deepEqual(await owed(), []);
  await asked(h, one, h.as('keyworker'));
  assert.deepEqual(await owed(), []);
});
