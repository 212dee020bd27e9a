// Her plan (features 1, 2, 5 to 8): whole versions, one after the other, and what it takes to be in force.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { psql, rows } from '../harness/index.mjs';
import { fields, house, NOW, slug } from './house.mjs';
import { planOf, planPage } from './plans.mjs';

let h;
let taken = 0;
before(async () => {
  h = await house({ women: 20 });
});
after(() => h.stop());

const woman = () => h.here.women[taken++];
const save = (plan, who = h.as('keyworker'), id = randomUUID()) => who.put(`/api/safety-plans/${id}`, plan);
const page = async (one, role = 'night_worker', query = '') => (await h.as(role).get(`${planPage(one)}${query}`)).json;
const events = (one, kind = 'safety_plan.saved') =>
  rows(h.db, `SELECT data FROM lantern.event WHERE stay_id = '${one.stay}' AND kind = '${kind}' ORDER BY xid, seq`);

test('a woman without a plan has an empty page', async () => {
  const answer = await page(woman());
  assert.equal(answer.plan, null);
  assert.deepEqual(answer.versions, []);
  assert.equal(answer.contact.how, 'Knock twice and say your name.');
  assert.equal(answer.check_plans.length, 1);
});

test('what was saved is what is read, word for word, section by section in their order', async () => {
  const one = woman();
  const plan = planOf(one);
  const answer = await save(plan);
  assert.equal(answer.status, 201, answer.text);
  assert.deepEqual(answer.json.changed, ['good', 'usual', 'signs', 'triggers', 'crisis', 'agreement', 'lines']);
  const read = await page(one);
  const { sections, crisis, ...rest } = read.plan;
  assert.deepEqual(rest, {
    id: answer.json.id, version: 1, state: 'active', reason: plan.reason, author: 'alder keyworker', saved_at: NOW,
    agreement: plan.agreement, large_print: false, daily: plan.daily, lines: plan.lines, signs: plan.signs,
  });
  assert.deepEqual(sections.map((s) => s.name), ['how', 'good', 'usual', 'signs', 'triggers', 'do', 'checks', 'substances', 'absence', 'crisis', 'agreement']);
  assert.equal(sections[1].her_words, 'Baking on Sundays.');
  assert.equal(crisis.length, 9);
  assert.deepEqual(crisis[2], { name: 'substances', state: 'not_asked', words: '', known_at: null });
  assert.deepEqual(crisis[1], plan.crisis[1]);
  assert.equal(read.versions.length, 1);
  assert.equal((await page(one, 'keyworker')).read.version, 1);
  assert.equal(read.read, null);
});

test('a later version says what it changed, and the earlier one stays readable', async () => {
  const one = woman();
  const plan = planOf(one);
  await save(plan);
  const fewer = { ...plan, based_on: 1, reason: 'she no longer does this', signs: plan.signs.slice(1), large_print: true };
  // Without three signs it is a draft no more: she is asked for another.
  assert.equal(slug(await save(fewer)), 'plan-incomplete');
  const other = { ...fewer, signs: [{ ...plan.signs[0], sign: randomUUID(), words: 'Sits on the stairs' }, ...fewer.signs] };
  const answer = await save(other);
  assert.deepEqual(answer.json, { id: answer.json.id, version: 2, changed: ['signs', 'agreement'] });
  const was = await page(one, 'night_worker', '?version=1');
  assert.equal(was.plan.version, 1);
  assert.equal(was.plan.signs[0].words, 'Leaves her meals');
  assert.deepEqual(was.versions.map((v) => [v.version, v.reason]), [[2, 'she no longer does this'], [1, plan.reason]]);
  assert.equal((await h.as('night_worker').get(`${planPage(one)}?version=3`)).status, 404);
});

test('a starter is saved with next to nothing; being in force names all that is missing at once', async () => {
  const one = woman();
  const empty = { daily: [], sections: [], lines: [], signs: [], crisis: [], agreement: { state: 'not_asked', words: '' } };
  assert.equal((await save(planOf(one, { ...empty, state: 'starter' }))).status, 201);
  const line = randomUUID();
  await psql(h.db, `SET session_replication_role = replica; DELETE FROM lantern.contact_plan WHERE stay_id = '${one.stay}'`);
  const refused = await save(planOf(one, {
    ...empty, based_on: 1, lines: [{ line, sees: 'x', action: 'other', does: 'y' }, { line: randomUUID(), sees: 'x', action: 'other', does: 'y', who: ' ', within_s: null }],
    signs: [{ sign: randomUUID(), leaning: 'concern', words: 'z' }, { sign: randomUUID(), leaning: 'concern', words: 'z', line }],
  }));
  assert.deepEqual([refused.status, slug(refused)], [422, 'plan-incomplete']);
  assert.deepEqual(fields(refused).sort(), ['/lines/0/who', '/lines/0/within_s', '/lines/1/who', '/lines/1/within_s', '/sections', '/signs', '/signs', '/signs/0/line']);
  assert.equal((await page(one)).plan.version, 1, 'nothing was recorded');
});

test('too many early signs are refused, as the house has set it; strengths are not counted', async () => {
  const one = woman();
  const plan = planOf(one);
  const sign = (leaning) => ({ sign: randomUUID(), leaning, words: 'w', line: leaning === 'concern' ? plan.lines[0].line : null });
  const of = (count, leaning) => Array.from({ length: count }, () => sign(leaning));
  assert.deepEqual(fields(await save({ ...plan, signs: [...of(8, 'concern'), ...of(1, 'strength')] })), ['/signs']);
  assert.deepEqual(fields(await save({ ...plan, signs: of(3, 'concern') })), ['/signs'], 'no strength');
  assert.equal((await save({ ...plan, signs: [...of(7, 'concern'), ...of(9, 'strength')] })).status, 201);
});

test('once in force, a later version is in force too', async () => {
  const one = woman();
  const plan = planOf(one);
  await save(plan);
  for (const state of ['draft', 'starter']) {
    const answer = await save({ ...plan, based_on: 1, state });
    assert.deepEqual([answer.status, fields(answer)], [422, ['/state']]);
  }
});

test('what contradicts itself is refused where it does', async () => {
  const one = woman();
  const plan = planOf(one);
  const [line] = plan.lines;
  const [sign] = plan.signs;
  const lost = randomUUID();
  for (const [field, wrong] of [
    ['/lines/1/line', { lines: [line, { ...line, line: line.line.toUpperCase() }], signs: [] }],
    ['/signs/1/sign', { signs: [sign, sign] }],
    ['/signs/0/line', { signs: [{ ...sign, line: lost }] }],
    ['/signs/1/line', { lines: [line], signs: [sign, plan.signs[2]] }],
    ['/sections/1/name', { sections: [{ name: 'good' }, { name: 'good' }] }],
    ['/crisis/1/name', { crisis: [{ name: 'gp', state: 'not_asked' }, { name: 'gp', state: 'none_known' }] }],
    ['/sections/0/our_words', { sections: [{ name: 'how', her_words: 'x', our_words: 'y' }] }],
    ['/sections/1/our_words', { sections: [{ name: 'good' }, { name: 'checks', our_words: 'y' }] }],
    ['/crisis/0/words', { crisis: [{ name: 'gp', state: 'recorded', words: ' ' }] }],
    ['/crisis/0/words', { crisis: [{ name: 'gp', state: 'none_known', words: 'Dr Example' }] }],
    ['/agreement/words', { agreement: { state: 'declined', words: '' } }],
    ['/reason', { reason: '   ' }],
    ['/reason', { reason: undefined }],
    ['/signs/0/words', { signs: [{ ...sign, words: '' }] }],
    ['/lines/0/within_s', { lines: [{ ...line, within_s: -1 }] }],
  ]) {
    const answer = await save({ ...plan, state: 'draft', ...wrong });
    assert.deepEqual([answer.status, slug(answer), fields(answer)], [422, 'invalid-input', [field]], answer.text);
  }
  assert.equal((await page(one)).plan, null);
});

test('a version made from an older one is refused with the plan as it is now', async () => {
  const one = woman();
  await save(planOf(one));
  const now = (await page(one)).plan;
  for (const based_on of [0, 2]) {
    const answer = await save(planOf(one, { based_on }));
    assert.deepEqual([answer.status, slug(answer), fields(answer)], [409, 'edit-conflict', ['/based_on']]);
    assert.deepEqual(answer.json.current, now);
  }
  const none = await save(planOf(woman(), { based_on: 4 }));
  assert.deepEqual([none.status, none.json.current], [409, null]);
});

test('of several who save at once exactly one is first, and each other gets hers', async () => {
  const one = woman();
  await save(planOf(one));
  const roles = ['night_worker', 'keyworker', 'shift_lead', 'premises_manager', 'on_call'];
  const answers = await Promise.all(roles.map((role) => save(planOf(one, { based_on: 1, reason: role }), h.as(role))));
  const first = answers.findIndex((answer) => answer.status === 201);
  assert.deepEqual(answers.map((answer) => answer.status).sort(), [201, 409, 409, 409, 409]);
  for (const answer of answers.filter((_, i) => i !== first)) {
    assert.equal(slug(answer), 'edit-conflict');
    assert.equal(answer.json.current.reason, roles[first]);
  }
  assert.equal((await page(one)).versions.length, 2);
});

test('the same save twice is one version; the same id with other words is refused', async () => {
  const one = woman();
  const plan = planOf(one);
  const id = randomUUID();
  const twice = await Promise.all([1, 2].map(() => save(plan, h.as('keyworker'), id)));
  assert.deepEqual(twice.map((answer) => answer.status), [201, 201]);
  assert.deepEqual(twice[0].json, twice[1].json);
  assert.equal((await page(one)).versions.length, 1);
  const other = await save({ ...plan, reason: 'something else' }, h.as('keyworker'), id);
  assert.deepEqual([other.status, slug(other)], [409, 'id-reused']);
});

test('her row on the boards comes with the event, with what was seen of each sign in this shift', async () => {
  const one = woman();
  const plan = planOf(one);
  const [{ sign }] = plan.signs;
  const saw = (state, at, shift) => `INSERT INTO lantern.sighting VALUES (gen_random_uuid(), '${one.stay}', '${one.id}', '${h.here.id}', '${sign}',
    '${state}', '${shift}', '${at}', '${at}', '', '${h.here.staff.night_worker.id}', NULL);`;
  await psql(h.db, saw('seen', '2026-11-10T19:00:00Z', '2026-11-10T07:00:00Z'));
  await save(plan);
  await psql(h.db, (await rows(h.db, `SELECT lantern.iso(max(i.at)) AS at FROM generate_series(0, 1) d, jsonb_array_elements_text(lantern.setting_at('${h.here.id}', 'shift_ends', '${NOW}')) t(at),
    LATERAL (SELECT lantern.local_instant(date '2026-11-10' - d, t.at::time) AS at) i WHERE i.at <= '${NOW}'`)).map(({ at }) => saw('not_seen', '2026-11-10T21:30:00Z', at) + saw('seen', '2026-11-10T21:40:00Z', at)).join(''));
  await save({ ...plan, based_on: 1, reason: 'again' });
  const [first, second] = await events(one);
  assert.deepEqual(first.data.row.signs.map((s) => s.state), [null, null, null, null]);
  assert.deepEqual(second.data.row, {
    plan: { version: 2, state: 'active', changed: true }, strength: 'Sings in the shower', daily: ['meal', 'sleep'],
    signs: plan.signs.map(({ line: _, ...shown }, i) => ({ ...shown, state: i === 0 ? 'seen' : null })),
  });
  assert.deepEqual([second.data.version, second.data.changed], [2, []]);
});

test('of a restricted woman the event has no words, and only her circle reads or writes all of it', async () => {
  const one = h.here.women.at(-1);
  const hidden = { ...one, crn: 'restricted' };
  await psql(h.db, `INSERT INTO lantern.resident_circle (id, resident_id, staff_id, from_at, reason)
    VALUES (gen_random_uuid(), '${one.id}', '${h.here.staff.keyworker.id}', '2026-10-01', 'knows her')`);
  await h.at(NOW);
  const plan = planOf(one);
  assert.equal((await save(plan, h.as('keyworker'))).status, 201);
  const [{ data }] = await events(one);
  assert.deepEqual(data.row.signs.map((s) => s.words), [null, null, null, null]);
  assert.equal(data.row.strength, null);
  for (const words of ['Leaves her meals', 'Sings', 'Baking', 'Penicillin', 'written with her', 'her sister'])
    assert.equal(JSON.stringify(data).includes(words), false, words);

  const outside = await page(hidden, 'night_worker');
  assert.equal(outside.banner.preferred_name, null);
  assert.equal('sections' in outside.plan, false);
  assert.deepEqual([outside.plan.reason, outside.plan.agreement.words, outside.versions[0].reason], [null, '', null]);
  assert.deepEqual(outside.plan.lines, plan.lines, 'what to do is told to whoever stands at her door');
  const refused = await save({ ...planOf(hidden), based_on: 1 }, h.as('night_worker'));
  assert.deepEqual([refused.status, slug(refused)], [403, 'not-allowed']);
  assert.equal((await page(one, 'keyworker')).plan.sections[1].her_words, 'Baking on Sundays.');
});

test('an agency worker is told how, signs, what we do and the crisis lines; not her words, nor why', async () => {
  const one = woman();
  const plan = planOf(one);
  await save(plan);
  const read = await page(one, 'agency');
  assert.deepEqual(read.plan.lines, plan.lines);
  assert.deepEqual(read.plan.signs, plan.signs);
  assert.equal(read.plan.crisis[0].words, 'Penicillin');
  assert.equal(read.contact.how, 'Knock twice and say your name.');
  assert.equal('sections' in read.plan, false);
  const text = JSON.stringify({ ...read, banner: null });
  for (const words of ['Baking', 'Letters with a window', 'written with her', 'her sister told']) assert.equal(text.includes(words), false, words);
});

test('another woman’s CRN, a woman who has left and a stay of nobody are refused', async () => {
  const [one, other] = [woman(), woman()];
  const wrong = await save(planOf(one, { crn: other.crn }));
  assert.deepEqual([wrong.status, slug(wrong)], [409, 'wrong-woman']);
  assert.equal((await h.as('keyworker').get(planPage({ ...one, crn: other.crn }))).status, 409);
  assert.equal((await save(planOf({ ...one, stay: randomUUID() }))).status, 404);
  await psql(h.db, `UPDATE lantern.stay SET departed_at = '2026-11-10T21:00:00Z' WHERE id = '${one.stay}'`);
  const left = await save(planOf(one));
  assert.deepEqual([left.status, slug(left)], [409, 'not-resident']);
});

test('each look at her plan is in the access log', async () => {
  const one = woman();
  await page(one, 'practitioner').catch(() => undefined);
  await page(one, 'inspector');
  const log = await rows(h.db, `SELECT staff_id, what FROM lantern.access_log WHERE stay_id = '${one.stay}' AND route LIKE '%safety-plan'`);
  assert.deepEqual(log, [{ staff_id: h.here.staff.inspector.id, what: 'read' }]);
});
