// One woman at a time: the right one, what may be known of her, where every fact comes from, and who looked.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { rows } from '../harness/index.mjs';
import { A, B, ESTATE, peopleServer, slug } from './people.mjs';

let s;
let night;
before(async () => {
  s = await peopleServer();
  night = await s.as(A.staff.night);
});
after(() => s.stop());

const { known, cared, hidden, coming } = A.women;
// A laptop forgets after a quarter of an hour; tests move the clock.
const fresh = async (who) => s.as(who);

test('the banner says who she is, where, since when, and from whom each fact is', async () => {
  const { status, json } = await night.get(known.page);
  assert.equal(status, 200);
  const { banner } = json;
  assert.deepEqual([banner.preferred_name, banner.family_name, banner.born_on], ['WrenAlpha', 'Alphaworth', '1995-04-03']);
  assert.deepEqual(banner.crn, { value: 'A900001', source: 'NDelius', from: '2026-01-01T00:00:00.000000Z', state: 'recorded' });
  assert.equal(banner.noms.value, 'A9001AA');
  assert.deepEqual(banner.premises, { id: A.id, name: 'Alpha House' });
  assert.equal(banner.room, 'A1');
  assert.deepEqual(banner.status, { state: 'arrived', word: 'departing_within_2_weeks', days: 14 });
  assert.deepEqual([banner.day_of_stay, banner.days_since_release], [9, 10]);
  assert.equal(banner.keyworker.name, 'Alpha keyworker');
  const [rosh] = banner.facts.rosh_overall;
  assert.deepEqual([rosh.state, rosh.value, rosh.source, rosh.stated_on, rosh.age_days], ['recorded', 'high', 'OASys', '2026-10-01', 40]);
});

test('none recorded, source unavailable and not asked are three different words', async () => {
  const { facts } = (await night.get(known.page)).json.banner;
  assert.equal(facts.mappa_level[0].state, 'none_recorded');
  assert.equal(facts.allergies[0].state, 'source_unavailable');
  assert.equal(facts.interpreter[0].state, 'not_asked');
  assert.equal(facts.mappa_level[0].source, 'NDelius');
});

test('an agency worker is not told of registers and MAPPA', async () => {
  const { facts } = (await (await fresh(A.staff.agency)).get(known.page)).json.banner;
  assert.deepEqual(['register', 'mappa_level', 'mappa_category'].filter((kind) => kind in facts), []);
  assert.equal(facts.communication[0].state, 'recorded');
});

test("another woman's CRN with this stay is refused, naming whose stay it is", async () => {
  const browser = await fresh(A.staff.night);
  for (const part of ['', '/checks', '/history', '/actions']) {
    const answer = await browser.get(`/api/residents/${cared.crn}/stays/${known.stay}${part}`);
    assert.equal(answer.status, 409, part);
    assert.equal(slug(answer), 'wrong-woman');
    assert.match(answer.json.detail, /WrenAlpha Alphaworth \(A900001\), room A1/);
    assert.equal(answer.text.includes('IrisAlpha'), false);
  }
  const failed = await rows(s.db, `SELECT route FROM lantern.access_log WHERE what = 'failed' AND stay_id = '${known.stay}'`);
  assert.equal(failed.length, 4);
});

test('a CRN is taken as people type it, and a former one still leads to her', async () => {
  const browser = await fresh(A.staff.night);
  assert.equal((await browser.get(`/api/residents/a900001/stays/${known.stay}`)).status, 200);
  assert.equal((await browser.get(`/api/residents/A900009/stays/${known.stay}`)).status, 409);
});

test('of a wrong CRN with a restricted woman no name is told', async () => {
  const browser = await fresh(A.staff.night);
  const answer = await browser.get(`/api/residents/${known.crn}/stays/${hidden.stay}`);
  assert.equal(answer.status, 409);
  assert.match(answer.json.detail, /restricted, room A3/);
  assert.equal(/Hazel|A900003/.test(answer.text), false);
});

test('outside her circle a restricted woman has no name anywhere, and is still looked after', async () => {
  const browser = await fresh(A.staff.night);
  const secret = /HazelAlpha|A900003|A9003AA/;
  const list = await browser.get(`/api/premises/${A.id}/residents`);
  assert.equal(secret.test(list.text), false);
  const row = list.json.residents.find((one) => one.stay === hidden.stay);
  assert.deepEqual([row.restricted, row.crn, row.noms, row.preferred_name, row.family_name, row.room], [true, null, null, null, null, 'A3']);
  for (const q of ['Hazel', 'A900003', 'A9003AA']) {
    const found = await browser.get(`/api/premises/${A.id}/residents?q=${q}`);
    assert.deepEqual(found.json.residents, [], q);
  }
  assert.equal((await browser.get(hidden.page)).status, 409, 'her CRN leads nowhere');
  const page = await browser.get(`/api/residents/restricted/stays/${hidden.stay}`);
  assert.equal(page.status, 200);
  assert.equal(secret.test(page.text), false);
  assert.equal(page.json.banner.crn.state, 'restricted');
  assert.deepEqual(page.json.banner.facts, {}, 'withheld is not the same as not asked');
  assert.deepEqual(page.json.overview.last_visits.map((v) => v.done_at.slice(11, 13)), ['15', '11', '08']);
  const checks = await browser.get(`/api/residents/restricted/stays/${hidden.stay}/checks`);
  assert.equal(checks.json.visits.length, 3);
  assert.equal(checks.json.visits[0].note, null);
});

test('inside her circle she is named', async () => {
  const browser = await fresh(A.staff.manager);
  const page = await browser.get(hidden.page);
  assert.equal(page.status, 200);
  assert.equal(page.json.banner.preferred_name, 'HazelAlpha');
  const { residents } = (await browser.get(`/api/premises/${A.id}/residents?q=hazel`)).json;
  assert.deepEqual(residents.map((one) => one.stay), [hidden.stay]);
});

test('"restricted" is no way round the CRN of anybody else', async () => {
  const browser = await fresh(A.staff.night);
  assert.equal((await browser.get(`/api/residents/restricted/stays/${known.stay}`)).status, 409);
  const manager = await fresh(A.staff.manager);
  assert.equal((await manager.get(`/api/residents/restricted/stays/${hidden.stay}`)).status, 409, 'who knows her uses her CRN');
});

test('people are found by name, number and room, and each search is logged with its words', async () => {
  const browser = await fresh(A.staff.lead);
  const find = async (q) => (await browser.get(`/api/premises/${A.id}/residents?q=${encodeURIComponent(q)}`)).json.residents.map((one) => one.stay);
  assert.deepEqual(await find('wrenal'), [known.stay]);
  assert.deepEqual(await find(' a900002 '), [cared.stay]);
  assert.deepEqual(await find('A9002AA'), [cared.stay]);
  assert.deepEqual(await find('room A3'), [hidden.stay]);
  assert.deepEqual(await find('100%'), []);
  const logged = await rows(s.db, `SELECT detail->>'words' AS words FROM lantern.access_log WHERE what = 'search' AND staff_id = '${A.staff.lead.id}' ORDER BY id`);
  assert.deepEqual(logged.map((one) => one.words), ['wrenal', 'a900002', 'a9002aa', 'room a3', '100%']);
});

test('the list has who is here first, then who is coming, each with her status', async () => {
  const { residents } = (await (await fresh(A.staff.night)).get(`/api/premises/${A.id}/residents`)).json;
  assert.deepEqual(residents.map((one) => [one.room, one.status.word, one.status.days]), [
    ['A1', 'departing_within_2_weeks', 14], ['A2', 'departing_within_2_weeks', 14], ['A3', 'departing_within_2_weeks', 14],
    [null, 'arriving_within_2_weeks', 10],
  ]);
});

test('every read of her record is logged by whom and where', async () => {
  const browser = await fresh(A.staff.inspector);
  for (const part of ['', '/checks', '/history', '/actions']) assert.equal((await browser.get(coming.page + part)).status, 200);
  const logged = await rows(s.db, `SELECT route, staff_id, request_id FROM lantern.access_log WHERE stay_id = '${coming.stay}' ORDER BY id`);
  assert.deepEqual(logged.map((one) => one.route.replace(/.*\{stay:uuid\}/, '')), ['', '/checks', '/history', '/actions']);
  assert.ok(logged.every((one) => one.staff_id === A.staff.inspector.id && one.request_id));
});

test('checks come in pages that neither skip nor repeat, with gaps between effective ones', async () => {
  const browser = await fresh(A.staff.night);
  const seen = [];
  let next = '';
  for (let page = 0; page < 5 && next !== null; page++) {
    const { json } = await browser.get(`${known.page}/checks?limit=1${next && `&before=${next}`}`);
    seen.push(...json.visits.map((v) => [v.done_at.slice(11, 16), v.gap_s]));
    ({ next } = json);
  }
  assert.deepEqual(seen, [['15:00', 14400], ['11:00', 10800], ['08:00', null]]);
  const whole = (await browser.get(`${known.page}/checks`)).json;
  assert.equal(whole.next, null);
  assert.deepEqual(whole.gaps.map((gap) => gap.s), [14400, 10800]);
  for (const before of ['yesterday', '2026-11-10T08:00:00Z', '2026-11-10T08:00:00Z_1', `2026-13-10T08:00:00Z_${known.stay}`])
    assert.equal((await browser.get(`${known.page}/checks?before=${before}`)).status, 422, before);
  for (const limit of ['0', '101', '-1', 'x', '1e3']) assert.equal((await browser.get(`${known.page}/checks?limit=${limit}`)).status, 422, limit);
});

test('a practitioner sees her own women, wherever they stay, and nobody else', async () => {
  const browser = await fresh(ESTATE.practitioner);
  const { residents } = (await browser.get('/api/residents')).json;
  assert.deepEqual(residents.map((one) => [one.stay, one.premises.name]), [[cared.stay, 'Alpha House']]);
  assert.equal((await browser.get(cared.page)).status, 200);
  for (const other of [known.page, B.women.cared.page]) assert.equal((await browser.get(other)).status, 404);
  // Rates and gaps, not every knock.
  assert.deepEqual((await browser.get(`${cared.page}/checks`)).json.visits, []);
});

test('the administrator, the kitchen and the area manager have no page about a woman', async () => {
  for (const who of [ESTATE.admin, A.staff.kitchen, ESTATE.area]) {
    const browser = await fresh(who);
    for (const path of [known.page, `/api/premises/${A.id}/residents`]) {
      const answer = await browser.get(path);
      assert.ok([403, 404].includes(answer.status), `${who.username} ${path} ${answer.status}`);
      assert.equal(answer.text.includes('Wren'), false);
    }
  }
});

test('a tile of a premises counts and names nobody', async () => {
  const answer = await (await fresh(ESTATE.area)).get('/api/premises');
  const tile = answer.json.premises.find((one) => one.id === A.id);
  assert.deepEqual([tile.residents, tile.arriving, tile.out, tile.beds, tile.region], [3, 1, 0, 4, 'North East']);
  assert.equal(/Wren|Iris|Hazel|Olive|worth/.test(answer.text), false);
  const own = (await (await fresh(A.staff.night)).get('/api/premises')).json.premises;
  assert.deepEqual(own.map((one) => one.id), [A.id]);
});
