// What is drawn from her plan (features 2, 5, 9, 11, 12, 101): each reader gets hers and nothing beside it.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { psql, rows } from '../harness/index.mjs';
import { fields, house, minutes, NOW, slug } from './house.mjs';
import { pageOf, planOf, planPage } from './plans.mjs';

let h;
let taken = 0;
before(async () => {
  h = await house({ women: 24 });
});
after(() => h.stop());

const woman = () => h.here.women[taken++];
const put = (what, one, more, role = 'keyworker', id = randomUUID()) => h.as(role).put(`/api/${what}/${id}`, { stay: one.stay, crn: one.crn, ...more });
const save = (one, more, role) => put('safety-plans', one, planOf(one, more), role);
const read = async (one, what, role = 'night_worker') => h.as(role).get(pageOf(one, what));
const BRIEFING = { words: 'Her brother rings at night.', reason: 'she is not to hear of it yet', expires_on: '2026-11-20' };
const brief = (one, more, role) => put('staff-briefings', one, { ...BRIEFING, ...more }, role);
const decide = (id, body, role = 'premises_manager') => h.as(role).post(`/api/staff-briefings/${id}/decide`, body);
const eventsOf = (one, kind) => rows(h.db, `SELECT data, data::text AS text FROM lantern.event WHERE stay_id = '${one.stay}' AND kind = '${kind}' ORDER BY xid, seq`);
const ORDER = ['allergies', 'medicines', 'substances', 'naloxone', 'self_harm', 'communication', 'helps', 'may_be_told', 'gp'];

test('the crisis summary has its ten lines before anybody has written one, and says so', async () => {
  const one = woman();
  const { crisis } = (await read(one, 'crisis')).json;
  assert.deepEqual(crisis.resident, { preferred_name: one.name, given_name: one.name, family_name: 'Exampleby', born_on: '1990-02-03', crn: one.crn });
  assert.equal(crisis.room, '1');
  assert.deepEqual([crisis.version, crisis.saved_at, crisis.author], [null, null, null]);
  assert.deepEqual(crisis.lines, ORDER.map((name) => ({ name, state: 'not_asked', words: '', known_at: null })));
  assert.equal(crisis.how, 'Knock twice and say your name.');
  assert.deepEqual([crisis.review, crisis.watches], [null, []]);
});

test('it is that of the newest version, stamped with who and when, and the house has everybody’s', async () => {
  const one = woman();
  const plan = planOf(one);
  await save(one, plan);
  await save(one, { ...plan, based_on: 1, reason: 'new', crisis: [{ name: 'gp', state: 'recorded', words: 'Dr Example, 01632 960002', known_at: null }] }, 'shift_lead');
  const { crisis } = (await read(one, 'crisis', 'agency')).json;
  assert.deepEqual([crisis.version, crisis.saved_at, crisis.author], [2, NOW, 'alder shift_lead']);
  assert.deepEqual(crisis.lines.map((line) => line.words), ['', '', '', '', '', '', '', '', 'Dr Example, 01632 960002']);
  const { women } = (await h.as('agency').get(`/api/premises/${h.here.id}/crisis`)).json;
  assert.deepEqual(women.map((each) => each.stay), h.here.women.map((each) => each.stay), 'in the order of the rooms');
  assert.deepEqual(women[1], crisis);
  assert.deepEqual(women.at(-1).resident, { preferred_name: null, given_name: null, family_name: null, born_on: null, crn: null }, 'restricted');
  for (const role of ['practitioner', 'kitchen', 'area_manager', 'administrator'])
    assert.equal((await h.as(role).get(`/api/premises/${h.here.id}/crisis`)).status, 403, role);
  const there = await h.as('night_worker', h.there).get(`/api/premises/${h.here.id}/crisis`);
  assert.equal(there.status, 404);
});

test('what is new to her is marked until she has read it; her own version never is', async () => {
  const one = woman();
  const plan = planOf(one);
  await save(one, plan);
  await save(one, { ...plan, based_on: 1, reason: 'again' });
  const known = async (role) => (await read(one, 'safety-plan', role)).json.read?.version;
  assert.deepEqual([await known('keyworker'), await known('agency')], [2, undefined]);
  assert.equal((await put('safety-plan-reads', one, { version: 1 }, 'agency')).status, 201);
  assert.equal(await known('agency'), 1);
  const id = randomUUID();
  for (let i = 0; i < 2; i++) assert.equal((await put('safety-plan-reads', one, { version: 2 }, 'agency', id)).status, 201);
  assert.equal(await known('agency'), 2);
  assert.equal(slug(await put('safety-plan-reads', one, { version: 1 }, 'agency', id)), 'id-reused');
  const none = await put('safety-plan-reads', one, { version: 3 }, 'agency');
  assert.deepEqual([none.status, fields(none)], [422, ['/version']]);
  assert.equal((await put('safety-plan-reads', one, { version: 1 }, 'inspector')).status, 403);
});

test('what others wrote stays a quotation with its source and its day', async () => {
  const one = woman();
  const quote = { section: 'triggers', words: 'Letters upset her.', source: 'OASys', stated_on: '2026-10-30' };
  await save(one);
  assert.equal((await put('plan-quotes', one, quote)).status, 201);
  const { quotes, plan } = (await read(one, 'safety-plan')).json;
  assert.deepEqual(quotes.map(({ id: _, ...rest }) => rest), [{ ...quote, author: 'alder keyworker', at: NOW }]);
  assert.equal(plan.sections.some((section) => section.her_words.includes('upset')), false);
  assert.deepEqual((await read(one, 'safety-plan', 'agency')).json.quotes, []);
  const [{ text }] = await eventsOf(one, 'quote.added');
  assert.equal(text.includes('upset') || text.includes('OASys'), false, 'no words in the event');
  const early = await put('plan-quotes', one, { ...quote, stated_on: '2026-11-11' });
  assert.deepEqual([early.status, fields(early)], [422, ['/stated_on']]);
});

test('a briefing waits for a manager who did not write it, and then everybody who reads plans has it', async () => {
  const one = woman();
  await save(one);
  const { id, expires_at } = (await brief(one)).json;
  assert.equal(expires_at, '2026-11-21T00:00:00.000000Z', 'its last day counts whole');
  const seen = async (role) => (await read(one, 'safety-plan', role)).json.briefings.map((each) => each.decision?.approved ?? null);
  assert.deepEqual(await Promise.all(['keyworker', 'premises_manager', 'on_call', 'inspector', 'night_worker', 'agency'].map(seen)), [[null], [null], [null], [null], [], []]);
  const decided = await decide(id, { approved: true, words: 'For this fortnight.' });
  assert.deepEqual([decided.status, decided.json.decision], [200, { approved: true, words: 'For this fortnight.', by: 'alder premises_manager', at: NOW }]);
  assert.deepEqual(await Promise.all(['night_worker', 'agency'].map(seen)), [[true], []]);
  for (const kind of ['briefing.written', 'briefing.decided'])
    assert.equal((await eventsOf(one, kind))[0].text.match(/brother|hear of it|fortnight/), null, 'no words in the event');
  const again = await decide(id, { approved: false, words: 'no' }, 'on_call');
  assert.deepEqual([again.status, slug(again), again.json.current.by], [409, 'conflict', 'alder premises_manager']);
});

test('a declined one is for its author and the managers; an ended one is over by itself', async () => {
  const [one, other] = [woman(), woman()];
  const { id } = (await brief(one)).json;
  const silent = await decide(id, { approved: false, words: ' ' });
  assert.deepEqual([silent.status, fields(silent)], [422, ['/words']]);
  assert.equal((await decide(id, { approved: false, words: 'Tell her.' })).status, 200);
  assert.deepEqual((await read(one, 'safety-plan', 'keyworker')).json.briefings[0].decision.words, 'Tell her.');
  assert.deepEqual((await read(one, 'safety-plan', 'night_worker')).json.briefings, []);
  const mine = (await brief(one, {}, 'premises_manager')).json.id;
  assert.equal(slug(await decide(mine, { approved: true })), 'not-allowed');
  assert.equal((await decide(mine, { approved: true }, 'on_call')).status, 200);
  for (const role of ['night_worker', 'keyworker', 'shift_lead', 'agency', 'inspector', 'practitioner', 'kitchen', 'area_manager', 'administrator'])
    assert.equal((await decide(mine, { approved: true }, role)).status, 403, role);
  assert.equal((await decide(randomUUID(), { approved: true })).status, 404);

  for (const expires_on of ['2026-11-09', '2026-12-09']) assert.deepEqual(fields(await brief(other, { expires_on })), ['/expires_on']);
  assert.equal((await brief(other, { expires_on: '2026-12-08' })).status, 201, 'the last day that is allowed');
  const today = (await brief(other, { expires_on: '2026-11-10' })).json;
  assert.equal(today.expires_at, '2026-11-11T00:00:00.000000Z');
  await decide(today.id, { approved: true });
  const late = (await brief(other, { expires_on: '2026-11-10' })).json.id;
  await h.at(minutes(121));
  assert.deepEqual((await read(other, 'safety-plan', 'night_worker')).json.briefings, []);
  assert.equal(slug(await decide(late, { approved: true })), 'conflict');
});

test('of two managers who decide at once one is first', async () => {
  const { id } = (await brief(woman())).json;
  const answers = await Promise.all(['premises_manager', 'on_call'].map((role) => decide(id, { approved: true, words: role }, role)));
  assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 409]);
});

test('her copy has her whole plan and not what is for staff; that it was left out is kept', async () => {
  const one = woman();
  await save(one);
  const briefing = (await brief(one)).json.id;
  await decide(briefing, { approved: true });
  await decide((await brief(one, { words: 'Declined words.', reason: 'another' })).json.id, { approved: false, words: 'no' });
  await put('plan-quotes', one, { section: 'signs', words: 'Letters upset her.', source: 'OASys', stated_on: '2026-10-30' });
  const copy = (await read(one, 'copy', 'keyworker')).json;
  assert.equal(copy.plan.sections[1].her_words, 'Baking on Sundays.');
  assert.equal(JSON.stringify(copy).match(/brother|upset|Declined/), null, 'nothing of what is left out');
  const left = [{ what: 'A briefing for staff', why: BRIEFING.reason }, { what: 'What others wrote: OASys', why: 'Not her words; whoever wrote it can be asked for it' }];
  assert.deepEqual(copy.left_out.sort((a, b) => a.what.localeCompare(b.what)), left);
  const given = await put('resident-copies', one, { version: 1, large_print: true });
  assert.equal(given.status, 201, given.text);
  const [{ left_out, version }] = (await read(one, 'safety-plan')).json.copies;
  assert.deepEqual([version, left_out.length], [1, 2]);
  const [{ data, text }] = await eventsOf(one, 'copy.given');
  assert.deepEqual([data.version, data.large_print], [1, true]);
  assert.equal(text.includes(BRIEFING.reason), false);
  assert.deepEqual(fields(await put('resident-copies', one, { version: 2, large_print: false })), ['/version']);
  assert.deepEqual((await read(one, 'safety-plan', 'agency')).json.copies, []);
  const hidden = await read({ ...h.here.women.at(-1), crn: 'restricted' }, 'copy', 'keyworker');
  assert.deepEqual([hidden.status, slug(hidden)], [403, 'not-allowed']);
});

test('why there is a briefing that no manager has approved yet is not told by her copy, nor by an event', async () => {
  const one = woman();
  await save(one);
  await brief(one);
  const why = async (role) => (await read(one, 'copy', role)).json.left_out.map((each) => each.why).join();
  for (const role of ['night_worker', 'premises_manager']) assert.equal(await why(role), 'A manager has not decided about it yet', role);
  const given = await put('resident-copies', one, { version: 1, large_print: false }, 'night_worker');
  assert.equal(given.text.includes(BRIEFING.reason), false);
  // Events go whole to agency workers too, who read neither briefings nor what others wrote.
  await put('plan-quotes', one, { section: 'signs', words: 'Letters upset her.', source: 'OASys', stated_on: '2026-10-30' });
  await put('resident-copies', one, { version: 1, large_print: false });
  for (const { text } of await eventsOf(one, 'copy.given')) assert.doesNotMatch(text, /briefing|OASys/);
});

test('the kitchen is told what is eaten in which room and nothing else', async () => {
  const one = woman();
  await put('food-needs', one, { state: 'recorded', words: 'Coeliac.' });
  await h.at(minutes(122));
  await put('food-needs', one, { state: 'recorded', words: 'No nuts.' });
  const answer = await h.as('kitchen').get(`/api/premises/${h.here.id}/kitchen`);
  const room = String(h.here.women.indexOf(one) + 1);
  assert.deepEqual(answer.json.rooms.find((each) => each.room === room), { room, state: 'recorded', words: 'No nuts.', at: h.clock.iso });
  assert.deepEqual(answer.json.rooms.find((each) => each.room === '24'), { room: '24', state: 'not_asked', words: '', at: null });
  assert.equal(answer.json.rooms.length, 24);
  for (const secret of h.here.women.flatMap((each) => [each.name, each.crn, each.stay, each.id, 'Exampleby'])) assert.equal(answer.text.includes(secret), false, secret);
  for (const path of [planPage(one), pageOf(one, 'crisis'), pageOf(one, 'copy'), `/api/premises/${h.here.id}/crisis`])
    assert.equal((await h.as('kitchen').get(path)).status, 403, path);
  assert.equal((await h.as('kitchen', h.there).get(`/api/premises/${h.here.id}/kitchen`)).status, 404);
  for (const [state, words] of [['recorded', ' '], ['none_known', 'nuts'], ['not_asked', 'x']])
    assert.deepEqual(fields(await put('food-needs', one, { state, words })), ['/words']);
  assert.deepEqual((await read(one, 'safety-plan')).json.food.words, 'No nuts.');
});

test('a practitioner reads the plan of her own women, without briefings, and writes nothing', async () => {
  const [one, other] = [woman(), woman()];
  await psql(h.db, `INSERT INTO lantern.practitioner_of (id, resident_id, staff_id, from_at)
    VALUES (gen_random_uuid(), '${one.id}', '${h.here.staff.practitioner.id}', '2026-10-01')`);
  await h.at(h.clock.iso);
  await save(one);
  await decide((await brief(one)).json.id, { approved: true });
  await put('resident-copies', one, { version: 1, large_print: false });
  const mine = (await read(one, 'safety-plan', 'practitioner')).json;
  assert.deepEqual(mine.copies.map((each) => each.left_out), [[{ what: 'A briefing for staff', why: '' }]]);
  assert.equal(mine.plan.sections[1].her_words, 'Baking on Sundays.');
  assert.deepEqual([mine.briefings, mine.food], [[], null]);
  assert.equal((await read(one, 'crisis', 'practitioner')).json.crisis.lines[0].words, 'Penicillin');
  assert.equal((await read(other, 'safety-plan', 'practitioner')).status, 404);
  assert.equal((await save(one, { based_on: 1 }, 'practitioner')).status, 403);
});

test('who manages another house reads here what her work here gives her, not what waits for a manager', async () => {
  const one = woman();
  const { premises_manager: both } = h.there.staff;
  await psql(h.db, `INSERT INTO lantern.staff_role (id, staff_id, role, premises_id, from_at, reason)
    VALUES (gen_random_uuid(), '${both.id}', 'night_worker', '${h.here.id}', '2026-01-01', 'two posts')`);
  await h.at(h.clock.iso);
  await brief(one);
  const seen = async (who) => (await who.get(planPage(one))).json.briefings.length;
  assert.deepEqual([await seen(h.as('premises_manager')), await seen(h.as('premises_manager', h.there))], [1, 0]);
});

test('what goes to paper is logged once, with what and who', async () => {
  const one = woman();
  const id = randomUUID();
  const print = { what: 'crisis', version: 1 };
  for (let i = 0; i < 2; i++) {
    const answer = await put('prints', one, print, 'agency', id);
    assert.deepEqual([answer.status, answer.text], [204, '']);
  }
  assert.equal(slug(await put('prints', one, { what: 'plan' }, 'agency', id)), 'id-reused');
  const logged = () => rows(h.db, `SELECT staff_id, what, detail FROM lantern.access_log WHERE stay_id = '${one.stay}' AND route LIKE '/api/prints%' ORDER BY id`);
  assert.deepEqual(await logged(), [{ staff_id: h.here.staff.agency.id, what: 'print', detail: print }]);
  const wrong = await put('prints', { ...one, crn: h.here.women[0].crn }, print);
  assert.deepEqual([wrong.status, slug(wrong)], [409, 'wrong-woman']);
  assert.equal((await logged())[1].what, 'failed');
  assert.equal((await put('prints', { ...one, stay: randomUUID() }, print)).status, 404);
  assert.equal((await put('prints', one, { what: 'all' })).status, 422);
  for (const what of ['slip', 'meeting', 'updates']) assert.equal((await put('prints', one, { what })).status, 204);
  assert.deepEqual((await logged()).slice(-3).map((row) => [row.what, row.detail]), [['print', { what: 'slip', version: null }], ['print', { what: 'meeting', version: null }], ['print', { what: 'updates', version: null }]]);
});
