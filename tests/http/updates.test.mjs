// What a practitioner is told and what she has read (features 59, 61, 64, 65; docs/keywork.md).
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { psql, rows, sse, value } from '../harness/index.mjs';
import { fields, house, minutes, NOW, ROLES, slug } from './house.mjs';
import { messages, of, practitioner, told } from './updates_house.mjs';

let h, robin, sam, hers, his;
before(async () => {
  h = await house({ women: 6 });
  [robin, sam] = [h.here.staff.practitioner, h.there.staff.practitioner];
  [hers, his] = [h.here.women.slice(0, 2), h.here.women.slice(2, 3)];
  await practitioner(h, robin, [...hers, h.here.women.at(-1)]);
  await practitioner(h, sam, his);
});
after(() => h.stop());

const KEEP = ['night_worker', 'keyworker', 'shift_lead', 'premises_manager', 'on_call'];
const home = async (who = h.as('practitioner')) => (await who.get('/api/me/updates')).json;
const ofWoman = (page, woman) => page.women.find((one) => one.stay === woman.stay);
const look = (until, id = randomUUID(), who = h.as('practitioner')) => who.put(`/api/looks/${id}`, { until });
const page = (who, woman, what = 'updates', more = '') => who.get(`/api/residents/${woman.crn}/stays/${woman.stay}/${what}${more}`);
const receipts = (update) => value(h.db, `SELECT count(*) FROM lantern.update_read WHERE update_id = '${update}'`);

test('what is told now is on her page at once, goes out by message, and waits to be read', async () => {
  const { id, answer } = await told(h, hers[0]);
  assert.deepEqual([answer.status, answer.json], [201, { id }]);
  const [mine] = ofWoman(await home(), hers[0]).updates;
  assert.deepEqual({ ...mine, at: null }, { id, level: 'now', kind: 'missing', good: false, words: 'She was not back at 21:00.', about: 'stay',
    about_id: hers[0].stay, at: null, by: h.here.staff.shift_lead.name, read: [], passed: null, phoned: null });
  assert.deepEqual(await messages(h), [{ template: 'update_now', staff_id: robin.id, premises_id: h.here.id, about_id: id, counts: { updates: 1 } }]);
  const [event] = await rows(h.db, `SELECT data FROM lantern.event WHERE kind = 'update.written' AND stay_id = '${hers[0].stay}'`);
  assert.doesNotMatch(JSON.stringify(event.data), /21:00/, 'words stay in their row');
  assert.equal(await value(h.db, `SELECT due_at FROM lantern.deadline WHERE kind = 'update.unread' AND subject = '${id}'`), '2026-11-11T08:00:00+00:00',
    'written at night: in the morning');
  const again = await h.as('shift_lead').put(`/api/updates/${id}`, of(hers[0], { level: 'now', kind: 'missing', words: 'She was not back at 21:00.' }));
  assert.equal(again.status, 201);
  assert.equal((await messages(h)).length, 1, 'told once');
});

test('today and weekly send nothing by themselves, and stand in the order in which they matter', async () => {
  await told(h, hers[1], { level: 'weekly', kind: 'plan_changed', words: 'Her plan has a new version.' });
  await told(h, hers[1], { level: 'weekly', kind: 'good_news', words: 'She cooked for the house.' });
  await told(h, hers[1], { level: 'today', kind: 'question', words: 'She asks about Friday.' });
  assert.equal((await messages(h)).length, 1);
  assert.deepEqual(ofWoman(await home(), hers[1]).updates.map((one) => one.kind), ['question', 'good_news', 'plan_changed']);
});

test('a kind goes with its level, and an update names what is wrong with it', async () => {
  for (const [more, field] of [[{ kind: 'good_news' }, '/kind'], [{ level: 'weekly' }, '/kind'], [{ kind: 'moon' }, '/kind'], [{ level: 'soon' }, '/level'], [{ words: ' ' }, '/words'],
    [{ words: 'x'.repeat(1001) }, '/words']]) {
    const { answer } = await told(h, hers[0], more);
    assert.deepEqual([answer.status, fields(answer)], [422, [field]], answer.text);
  }
  assert.equal(slug((await told(h, { ...hers[0], crn: his[0].crn })).answer), 'wrong-woman');
});

test('she has read it: one receipt each, whatever is sent twice, and her house sees it', async () => {
  const { id } = await told(h, hers[0], { words: 'She is back.' });
  const opened = await h.as('practitioner').put(`/api/update-reads/${id}`, {});
  assert.deepEqual([opened.status, opened.json], [200, { id }]);
  await Promise.all([1, 2, 3].map(() => h.as('practitioner').put(`/api/update-reads/${id}`, {})));
  const before = await home();
  assert.equal(before.until, before.women.flatMap((one) => one.updates).map((one) => one.at).sort().at(-1));
  const looks = await Promise.all([1, 2].map(() => look(before.until)));
  assert.deepEqual(looks.map((one) => one.status), [201, 201]);
  assert.equal(await receipts(id), 1);
  const after = await home();
  assert.deepEqual(after.women.flatMap((one) => one.updates), []);
  assert.equal(after.looked_at, before.until);
  const [first] = (await page(h.as('keyworker'), hers[0])).json.updates;
  assert.deepEqual(first.read.map((one) => one.by), [robin.name]);
  const events = await rows(h.db, `SELECT stay_id, data FROM lantern.event WHERE kind = 'update.read'`);
  assert.deepEqual([...new Set(events.map((one) => one.stay_id))].sort(), hers.map((one) => one.stay).sort());
});

test('"I have read this" from an old page covers what stood there, and nobody reads in advance', async () => {
  const { id } = await told(h, hers[0], { words: 'One more.' });
  await psql(h.db, `UPDATE lantern.practitioner_update SET at = '${minutes(-1)}' WHERE id = '${id}'`);
  const { looked_at: looked } = await home();
  const old = await look(minutes(-120));
  assert.deepEqual([old.status, old.json.read], [201, 0]);
  assert.equal((await home()).looked_at, looked, 'an old page takes nothing back');
  assert.equal(await receipts(id), 0);
  const early = await look(minutes(1));
  assert.deepEqual([early.status, fields(early)], [422, ['/until']]);
  const once = randomUUID();
  assert.equal((await look(NOW, once)).json.read, 1);
  assert.equal((await look(NOW, once)).json.read, 1, 'the same again gives the first answer');
  assert.equal(slug(await look(minutes(-1), once)), 'id-reused');
  assert.equal(await receipts(id), 1);
});

test('another practitioner gets nothing of her women, and reads nothing for her', async () => {
  const { id } = await told(h, hers[0]);
  const his_home = await home(h.as('practitioner', h.there));
  assert.deepEqual(his_home.women.map((one) => one.stay), [his[0].stay]);
  assert.doesNotMatch(JSON.stringify(his_home.women), new RegExp(`${hers[0].stay}|${hers[0].name}`));
  assert.equal((await h.as('practitioner', h.there).put(`/api/update-reads/${id}`, {})).status, 404);
  assert.equal((await page(h.as('practitioner', h.there), hers[0])).status, 404);
  assert.equal(await receipts(id), 0);
});

test('a woman who becomes hers brings along what nobody has read, and what was read stays read', async () => {
  const [, woman] = hers;
  const { id } = await told(h, woman, { words: 'Before the change.' });
  await look((await home()).until);
  const { id: unread } = await told(h, woman, { words: 'Not read by anybody.' });
  await psql(h.db, `UPDATE lantern.practitioner_update SET at = '${minutes(-5)}' WHERE id = '${unread}'`);
  await look(NOW, randomUUID(), h.as('practitioner', h.there)); // he has looked since
  await practitioner(h, sam, [woman], minutes(1));
  await h.at(minutes(1));
  const page_of = ofWoman(await home(h.as('practitioner', h.there)), woman);
  assert.deepEqual(page_of.updates.map((one) => one.id), [unread], id);
  assert.equal(ofWoman(await home(), woman), undefined, 'no longer hers');
  await practitioner(h, robin, [woman], minutes(2));
  await h.at(minutes(2));
});

test('who may: those who keep plans tell and share, the manager and on-call telephone, practitioners read', async () => {
  const woman = hers[0];
  const { id } = await told(h, woman);
  for (const role of ROLES) {
    const keeps = KEEP.includes(role);
    const who = h.as(role);
    assert.equal((await told(h, woman, {}, who)).answer.status, keeps ? 201 : 403, role);
    assert.equal((await who.put(`/api/sharing-agreements/${randomUUID()}`, of(woman, { shares: ['plan'], how_often: 'Weekly', told_on: '2026-11-10' }))).status, keeps ? 201 : 403, role);
    assert.equal((await who.post(`/api/updates/${id}/phoned`, { words: 'Rang.' })).status, ['premises_manager', 'on_call'].includes(role) ? 200 : 403, role);
    assert.equal((await page(who, woman)).status, keeps || ['inspector', 'practitioner'].includes(role) ? 200 : 403, role);
    for (const answer of [await who.get('/api/me/updates'), await who.put(`/api/update-reads/${id}`, {})])
      assert.equal(answer.status, role === 'practitioner' ? 200 : 403, `${role} ${answer.text}`);
    assert.equal((await look(NOW, randomUUID(), who)).status, role === 'practitioner' ? 201 : 403, role);
  }
  const stranger = h.as('premises_manager', h.there);
  for (const answer of [(await told(h, woman, {}, stranger)).answer, await page(stranger, woman), await stranger.post(`/api/updates/${id}/phoned`, { words: 'Rang.' })])
    assert.equal(answer.status, 404, answer.text);
  assert.equal((await told(h, woman, {}, await h.terminal())).answer.status, 403);
});

test('telephoned: by whom and when stands with it; only what is told now is telephoned', async () => {
  const { id } = await told(h, hers[0]);
  await h.as('on_call').post(`/api/updates/${id}/phoned`, { words: 'Rang at ten past; she knows.' });
  const { phoned } = (await page(h.as('keyworker'), hers[0])).json.updates.find((one) => one.id === id);
  assert.deepEqual([phoned.by, phoned.words], [h.here.staff.on_call.name, 'Rang at ten past; she knows.']);
  const { id: later } = await told(h, hers[0], { level: 'today', kind: 'question' });
  assert.equal(slug(await h.as('on_call').post(`/api/updates/${later}/phoned`, { words: 'Rang.' })), 'conflict');
  assert.deepEqual(fields(await h.as('on_call').post(`/api/updates/${id}/phoned`, { words: ' ' })), ['/words']);
});

test('what she was told is shared: the newest counts, and nothing is shared before she was told', async () => {
  const put = (more) => h.as('keyworker').put(`/api/sharing-agreements/${randomUUID()}`, of(hers[1], { shares: ['plan', 'keywork'], how_often: 'Every week', told_on: '2026-11-09', ...more }));
  assert.equal((await put({})).status, 201);
  await h.at(minutes(3));
  assert.equal((await put({ shares: [], told_on: '2026-11-10', her_words: 'Nothing for now.' })).status, 201);
  const { sharing, checks } = ofWoman(await home(), hers[1]);
  assert.equal(checks, null, 'nor the counts of her checks');
  assert.deepEqual([sharing.shares, sharing.told_on, sharing.her_words], [[], '2026-11-10', 'Nothing for now.']);
  assert.deepEqual(fields(await put({ told_on: '2026-11-11' })), ['/told_on']);
  assert.deepEqual(fields(await put({ shares: ['secrets'] })), ['/shares/0']);
  const [event] = await rows(h.db, `SELECT data FROM lantern.event WHERE kind = 'sharing.agreed' ORDER BY xid DESC LIMIT 1`);
  assert.doesNotMatch(JSON.stringify(event.data), /Nothing for now/);
});

test('words about a restricted woman are for her circle and her practitioner', async () => {
  const woman = { ...h.here.women.at(-1), crn: 'restricted' };
  await told(h, woman, { words: 'Her brother rang.' });
  assert.deepEqual((await page(h.as('keyworker'), woman)).json.updates.map((one) => one.words), [null]);
  const mine = (await home()).women.find((one) => one.stay === woman.stay);
  assert.deepEqual(mine.updates.map((one) => one.words), ['Her brother rang.']);
});

test('who answers for her: another practitioner, named by herself or by the administrator', async () => {
  const put = (who, body) => who.put(`/api/deputies/${randomUUID()}`, body);
  assert.deepEqual((await home()).practitioners.map((one) => one.id), [sam.id]);
  assert.equal((await put(h.as('practitioner'), { deputy: sam.id })).status, 201);
  assert.deepEqual((await home()).deputy, { id: sam.id, name: sam.name });
  assert.deepEqual(fields(await put(h.as('practitioner'), { deputy: robin.id })), ['/deputy']);
  assert.deepEqual(fields(await put(h.as('practitioner'), { deputy: h.here.staff.keyworker.id })), ['/deputy']);
  assert.equal((await put(h.as('practitioner'), { deputy: robin.id, staff: sam.id })).status, 403);
  assert.deepEqual(fields(await put(h.as('administrator'), { deputy: robin.id })), ['/staff']);
  assert.equal((await put(h.as('administrator'), { deputy: robin.id, staff: sam.id })).status, 201);
  assert.deepEqual((await home(h.as('practitioner', h.there))).deputy, { id: robin.id, name: robin.name });
  for (const role of ROLES.filter((one) => !['practitioner', 'administrator'].includes(one))) assert.equal((await put(h.as(role), { deputy: sam.id })).status, 403, role);
});

test('every look at her home is in the access log, woman by woman', async () => {
  const count = () => value(h.db, `SELECT count(*) FROM lantern.access_log WHERE route = '/api/me/updates' AND stay_id = '${hers[0].stay}'`);
  const before = await count();
  await home();
  assert.equal(await count(), before + 1);
});

test('while she reads she hears that there is something new of her women, and nothing else of anybody', async () => {
  const mine = await sse(h.as('practitioner'), '/api/live?women=mine');
  assert.equal(mine.status, 200);
  await told(h, his[0], { words: 'Of another one’s woman.' });
  assert.equal((await h.as('night_worker').put(`/api/visits/${randomUUID()}`, { stay: hers[0].stay, crn: hers[0].crn, outcome: 'spoke', done_at: h.clock.iso, note: 'A knock.' })).status, 201);
  const { id } = await told(h, hers[1], { level: 'weekly', kind: 'good_news', words: 'She sang.' });
  const heard = JSON.parse((await mine.next((event) => event.data.includes('update.written'))).data);
  assert.deepEqual([Object.keys(heard).sort(), heard.kind, heard.resident, heard.level],
    [['id', 'kind', 'level', 'recorded_at', 'resident', 'stay'], 'update.written', hers[1].id, 'weekly']);
  assert.deepEqual(mine.events.filter((event) => event.event === undefined || event.event === 'message').map((event) => JSON.parse(event.data).resident), [hers[1].id]);
  mine.close();
  await psql(h.db, `INSERT INTO lantern.update_read VALUES ('${id}', '${hers[1].id}', '${h.here.id}', '${robin.id}', '${NOW}')`);
  for (const role of ROLES.filter((one) => one !== 'practitioner')) assert.equal((await sse(h.as(role), '/api/live?women=mine')).status, 403, role);
  assert.equal((await sse(h.as('practitioner'), `/api/live?women=all`)).status, 422);
  assert.equal((await sse(h.as('practitioner'), `/api/live?premises=${h.here.id}`)).status, 403);
});
