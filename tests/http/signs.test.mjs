// What is seen of a woman, shift by shift, as recorded over HTTP: one tap, and what follows of it.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { psql, rows, value } from '../harness/index.mjs';
import { plan, rule, see, sightingOf, signs } from './her_signs.mjs';
import { fields, house, minutes, NOW, slug } from './house.mjs';

let h;
let next = 0;
before(async () => {
  h = await house({ women: 24 });
});
after(() => h.stop());

const woman = () => h.here.women[next++];
const boardRow = async (who, one, place = h.here) =>
  (await who.get(`/api/premises/${place.id}/board`)).json.rows.find((row) => row.stay === one.stay);
const events = (one, kind) => rows(h.db, `SELECT data FROM lantern.event WHERE stay_id = '${one.stay}' AND kind = '${kind}' ORDER BY xid, seq`);

test('one tap: the sign stands as seen in this shift on the board, and what is done about it is offered', async () => {
  const one = woman();
  const hers = await signs(h, one);
  const who = h.as('agency');
  const id = randomUUID();
  const answer = await see(who, one, hers.signs[0], { words: 'not at the table' }, id);

  assert.equal(answer.status, 201, answer.text);
  assert.deepEqual(answer.json, {
    id, shift_at: '2026-11-10T18:00:00.000000Z', proposals: [],
    line: { line: hers.line, sees: 'She hides away', action: 'sit_with_her', does: 'Offer tea in the small kitchen', who: 'anyone on shift', within_s: 900 },
  });
  const row = await boardRow(who, one);
  assert.deepEqual(row.signs.map((sign) => [sign.sign, sign.leaning, sign.words, sign.state]), [
    [hers.signs[0], 'concern', 'misses tea', 'seen'], [hers.signs[1], 'concern', 'hood up and silent', null],
    [hers.signs[2], 'concern', 'stops humming', null], [hers.signs[3], 'strength', 'eats at the table', null],
  ]);
  assert.deepEqual([row.strength, row.daily, row.proposals, row.watches, row.alarm], ['eats at the table', ['meal'], [], [], null]);
  const [{ data }] = await events(one, 'sighting.recorded');
  assert.deepEqual(data.row, { signs: row.signs });
  assert.deepEqual(data.sighting, { id, sign: hers.signs[0], state: 'seen', seen_at: NOW, recorded_at: NOW,
    by: h.here.staff.agency.name, words: 'not at the table' });
});

test('a strength is tapped like a concern; the newest row of a shift counts; not seen offers nothing', async () => {
  const one = woman();
  const hers = await signs(h, one);
  const who = h.as('keyworker');
  const taps = [[3, 'seen'], [0, 'seen'], [0, 'not_seen'], [1, 'not_known']];
  for (const [i, [place, state]] of taps.entries()) {
    const answer = await see(who, one, hers.signs[place], { state, seen_at: minutes(i - 10) });
    assert.equal(answer.status, 201, answer.text);
    assert.equal(answer.json.line?.line ?? null, place === 0 && state === 'seen' ? hers.line : null);
  }
  assert.deepEqual((await boardRow(who, one)).signs.map((sign) => sign.state), ['not_seen', 'not_known', null, 'seen']);
  const late = await see(who, one, hers.signs[0], { seen_at: minutes(-20) });
  assert.equal(late.status, 201);
  assert.equal((await boardRow(who, one)).signs[0].state, 'not_seen', 'an earlier look does not undo a later one');
});

test('the second sign of her rule opens its proposal in the same statement; a third joins it', async () => {
  const one = woman();
  const hers = await signs(h, one);
  const who = h.as('night_worker');
  const ids = [randomUUID(), randomUUID(), randomUUID()];
  const first = await see(who, one, hers.signs[0], { seen_at: minutes(-75) }, ids[0]);
  const second = await see(who, one, hers.signs[1], {}, ids[1]);
  assert.deepEqual([first.json.proposals, second.status], [[], 201], second.text);
  const [proposal] = second.json.proposals;
  const seen = (i, words, seen_at) => ({ id: ids[i], sign: hers.signs[i], words, seen_at, by: h.here.staff.night_worker.name });
  assert.deepEqual(proposal, {
    id: proposal.id, rule: hers.rule, opened_at: NOW, decide_by: minutes(15), watch: null, decision: null,
    kind: 'sign_of_life', min_gap_s: 900, max_gap_s: 1800,
    sightings: [seen(0, 'misses tea', minutes(-75)), seen(1, 'hood up and silent', NOW)],
  });
  assert.deepEqual((await boardRow(who, one)).proposals, [proposal]);
  assert.deepEqual((await events(one, 'proposal.opened'))[0].data.row, { proposals: [proposal] });
  assert.deepEqual(await rows(h.db, `SELECT kind, due_at = '${minutes(15)}' AS due FROM lantern.deadline WHERE subject = '${proposal.id}' AND state = 'open'`),
    [{ kind: 'proposal.undecided', due: true }]);

  const third = await see(who, one, hers.signs[2], { seen_at: minutes(-30) }, ids[2]);
  assert.deepEqual(third.json.proposals.map((p) => p.sightings.map((s) => s.id)), [[ids[0], ids[2], ids[1]]]);
  const row = await boardRow(who, one);
  assert.deepEqual(row.proposals, third.json.proposals);
  assert.deepEqual((await events(one, 'sighting.recorded')).at(-1).data.row, { signs: row.signs, proposals: row.proposals });
  assert.equal(await value(h.db, `SELECT count(*) FROM lantern.proposal WHERE stay_id = '${one.stay}'`), 1);
});

test('the same tap sent again gives the first answer again; other content is refused', async () => {
  const one = woman();
  const hers = await signs(h, one);
  const who = h.as('night_worker');
  await see(who, one, hers.signs[0]);
  const id = randomUUID();
  const first = await see(who, one, hers.signs[1], {}, id);
  const again = await see(who, one, hers.signs[1], {}, id);
  const other = await see(who, one, hers.signs[1], { state: 'not_seen' }, id);
  assert.equal(first.json.proposals.length, 1);
  assert.deepEqual([again.status, again.json], [201, first.json]);
  assert.deepEqual([other.status, slug(other)], [409, 'id-reused']);
  assert.deepEqual(await rows(h.db, `SELECT (SELECT count(*)::int FROM lantern.sighting WHERE stay_id = '${one.stay}') AS sightings,
    (SELECT count(*)::int FROM lantern.proposal WHERE stay_id = '${one.stay}') AS proposals`), [{ sightings: 2, proposals: 1 }]);
});

test('two who see two signs at once: one proposal, resting on both', async () => {
  for (let i = 0; i < 3; i++) {
    const one = woman();
    const hers = await signs(h, one);
    const answers = await Promise.all([0, 1].map((n) => see(h.as(['night_worker', 'keyworker'][n]), one, hers.signs[n])));
    assert.deepEqual(answers.map((answer) => answer.status), [201, 201]);
    const [proposal, ...more] = (await boardRow(h.as('night_worker'), one)).proposals;
    assert.deepEqual([more.length, proposal.sightings.length], [0, 2]);
  }
});

test('sent late: it counts beside what was seen after it, and joins nothing from before a review', async () => {
  const [one, other] = [woman(), woman()];
  const who = h.as('night_worker');
  const hers = await signs(h, one);
  await see(who, one, hers.signs[0]);
  const late = await see(who, one, hers.signs[1], { seen_at: minutes(-300) });
  assert.equal(late.json.proposals.length, 1, 'the order in which they arrive changes nothing');

  const before = await signs(h, other);
  await psql(h.db, `INSERT INTO lantern.review (id, stay_id, resident_id, premises_id, opened_at, from_version, closed_at, closed_by_id, outcome, words, to_version, next_on)
    VALUES (gen_random_uuid(), '${other.stay}', '${other.id}', '${h.here.id}', '${minutes(-600)}', 1, '${minutes(-60)}',
      '${h.here.staff.premises_manager.id}', 'unchanged', 'it still fits', 1, '2026-11-20')`);
  await see(who, other, before.signs[0], { seen_at: minutes(-10) });
  const kept = await see(who, other, before.signs[1], { seen_at: minutes(-61) });
  assert.deepEqual([kept.status, kept.json.proposals], [201, []], kept.text);
  const after = await see(who, other, before.signs[2], { seen_at: minutes(-5) });
  assert.deepEqual(after.json.proposals[0].sightings.map((s) => s.sign), [before.signs[0], before.signs[2]]);
});

test('a sign that is no longer hers does not count, and cannot be tapped', async () => {
  const one = woman();
  const who = h.as('night_worker');
  const hers = await signs(h, one);
  await see(who, one, hers.signs[0]);
  await plan(h, one, { signs: hers.signs.slice(1).map((sign, i) => ({ sign, words: `kept ${i}` })) });
  const gone = await see(who, one, hers.signs[0]);
  assert.deepEqual([gone.status, slug(gone), fields(gone)], [422, 'invalid-input', ['/sign']]);
  assert.deepEqual((await see(who, one, hers.signs[1])).json.proposals, []);
  assert.equal((await see(who, one, hers.signs[2])).json.proposals.length, 1);
});

test('the window of a rule, its end, and a sign twice in one shift', async () => {
  const one = woman();
  const who = h.as('night_worker');
  const hers = await plan(h, one);
  await rule(h, one, hers.signs.slice(0, 2), { window_s: 3600 });
  const at = (count) => ({ seen_at: minutes(count) });
  assert.deepEqual((await see(who, one, hers.signs[0], at(-60))).json.proposals, []);
  assert.deepEqual((await see(who, one, hers.signs[1], at(0))).json.proposals, [], 'an hour is over when it is over');
  assert.deepEqual((await see(who, one, hers.signs[1], at(-1))).json.proposals.length, 1);

  const other = woman();
  const twice = await signs(h, other);
  await see(who, other, twice.signs[0], at(-30));
  assert.deepEqual((await see(who, other, twice.signs[0], at(-10))).json.proposals, [], 'once a sign and shift');
  assert.deepEqual((await see(who, other, twice.signs[0], at(-300))).json.proposals.length, 1, 'the shift before is another');
});

test('what is refused, and at which field', async () => {
  const one = woman();
  const who = h.as('night_worker');
  const hers = await signs(h, one);
  const [a, b] = [one, h.here.women[0]];
  const put = (more) => who.put(`/api/sightings/${randomUUID()}`, { ...sightingOf(a, hers.signs[0]), ...more });
  for (const [more, status, problem, at] of [
    [{ sign: randomUUID() }, 422, 'invalid-input', '/sign'],
    [{ state: 'probably' }, 422, 'invalid-input', '/state'],
    [{ state: undefined }, 422, 'invalid-input', '/state'],
    [{ seen_at: minutes(10) }, 422, 'done-time-refused', '/seen_at'],
    [{ seen_at: minutes(-7 * 1440 - 1) }, 422, 'done-time-refused', '/seen_at'],
    [{ words: 'x'.repeat(301) }, 422, 'invalid-input', '/words'],
    [{ level: 3 }, 422, 'invalid-input', '/level'],
    [{ crn: b.crn }, 409, 'wrong-woman', '/crn'],
  ]) {
    const answer = await put(more);
    assert.deepEqual([answer.status, slug(answer), fields(answer)], [status, problem, [at]], answer.text);
  }
  assert.equal((await put({ stay: h.there.women[0].stay, crn: h.there.women[0].crn })).status, 404);
  assert.equal(await value(h.db, `SELECT count(*) FROM lantern.sighting WHERE stay_id = '${one.stay}'`), 0);
});

test('a restricted woman: what was seen counts, no word of it is in an event or on the board', async () => {
  const one = h.here.women.at(-1);
  const who = h.as('night_worker');
  const hers = await signs(h, one);
  const tap = (sign) => see(who, one, sign, { crn: 'restricted', words: 'by the blue door' });
  await tap(hers.signs[0]);
  const answer = await tap(hers.signs[1]);
  assert.equal(answer.json.proposals.length, 1, answer.text);
  const row = await boardRow(who, one);
  assert.deepEqual(row.signs.map((sign) => [sign.words, sign.state]), [[null, 'seen'], [null, 'seen'], [null, null], [null, null]]);
  assert.equal(row.strength, null);
  const told = await rows(h.db, `SELECT kind, data FROM lantern.event WHERE stay_id = '${one.stay}' AND kind ~ '^(sighting|proposal)' ORDER BY xid, seq`);
  assert.deepEqual(told.map((event) => event.kind), ['sighting.recorded', 'sighting.recorded', 'proposal.opened']);
  assert.doesNotMatch(JSON.stringify(told), /blue door|misses tea|hood up|humming|at the table/);
  assert.deepEqual(told[2].data.row.proposals, row.proposals);
});

test('a locked screen is told none of it', async () => {
  const one = woman();
  const hers = await signs(h, one);
  await see(h.as('night_worker'), one, hers.signs[0]);
  const row = await boardRow(await h.terminal(), one);
  const { watches, signs: shown, daily, proposals, review, strength, hard_days, plan: version, chain } = row;
  assert.deepEqual([watches, shown, daily, proposals, review, strength, hard_days, version, chain], Array(9).fill(null));
});

// ---------------------------------------------------------------- her page

const page = async (who, one, crn = one.crn) => (await who.get(`/api/residents/${crn}/stays/${one.stay}/signs`)).json;

test('her signs against her own usual: shifts, strips and gaps, each sign beside itself', async () => {
  const one = woman();
  const who = h.as('night_worker');
  const hers = await plan(h, one, { at: minutes(-14_400) });
  const at = (count, state = 'seen', more = {}) => see(who, one, hers.signs[more.sign ?? 0], { seen_at: minutes(count), state, ...more.body });
  await at(-360); // 16:00, the day shift
  await at(-300); // once more in it
  await at(-700, 'not_known', { sign: 1 }); // 10:20, the day shift
  await at(-30, 'not_seen', { sign: 2, body: { words: 'asked her' } });
  const { shifts, signs: shown, sightings, banner, daily } = await page(who, one);

  assert.deepEqual(shifts.slice(0, 4), ['2026-11-10T18:00', '2026-11-10T08:00', '2026-11-09T18:00', '2026-11-09T08:00'].map((t) => `${t}:00.000000Z`));
  assert.deepEqual([shifts.length, shifts.at(-1), banner.crn.value, daily], [56, '2026-10-14T07:00:00.000000Z', one.crn, ['meal']], 'by the clock of the wall');
  assert.deepEqual(shown.map((sign) => [sign.words, sign.strip, sign.gap]), [
    ['misses tea', [{ shift_at: shifts[1], state: 'seen', count: 2 }], false],
    ['hood up and silent', [{ shift_at: shifts[1], state: 'not_known', count: 0 }], true],
    ['stops humming', [{ shift_at: shifts[0], state: 'not_seen', count: 0 }], true],
    ['eats at the table', [], true],
  ]);
  assert.deepEqual([shown[0].line.line, shown[3].line, shown[0].from], [hers.line, null, minutes(-14_400)]);
  assert.deepEqual(sightings.map((s) => [s.sign, s.state, s.words, s.by]), [
    [hers.signs[2], 'not_seen', 'asked her', h.here.staff.night_worker.name],
    ...Array(2).fill([hers.signs[0], 'seen', null, h.here.staff.night_worker.name]),
    [hers.signs[1], 'not_known', null, h.here.staff.night_worker.name],
  ]);
});

test('a sign that is hers since this morning is no gap yet', async () => {
  const one = woman();
  await plan(h, one, { at: minutes(-700) });
  assert.deepEqual((await page(h.as('night_worker'), one)).signs.map((sign) => sign.gap), [false, false, false, false]);
});

test('the shift that the board asks for is the one that a tap is stamped with, on the nights the clocks change too', async () => {
  const instants = ['2026-10-24T22:59', '2026-10-25T00:30', '2026-10-25T01:30', '2026-10-25T07:59', '2026-10-25T08:00', '2026-03-29T00:59',
    '2026-03-29T01:30', '2026-03-29T06:59', '2026-03-29T07:00', '2026-07-01T16:59', '2026-07-01T17:00'].map((t) => `${t}:00Z`);
  const [shown] = await rows(h.db, `SELECT array_agg(lantern.iso(lantern.shift_begin('["08:00","18:00"]', t)) ORDER BY n) AS at
    FROM unnest('{${instants}}'::timestamptz[]) WITH ORDINALITY u(t, n)`);
  assert.deepEqual(shown.at.map((t) => t.slice(0, 16)), ['2026-10-24T17:00', '2026-10-24T17:00', '2026-10-24T17:00', '2026-10-24T17:00', '2026-10-25T08:00',
    '2026-03-28T18:00', '2026-03-28T18:00', '2026-03-28T18:00', '2026-03-29T07:00', '2026-07-01T07:00', '2026-07-01T17:00']);
});

test('who reads them: agency all of it, the practitioner rules and no sighting, others nothing', async () => {
  const one = woman();
  const hers = await signs(h, one);
  await see(h.as('night_worker'), one, hers.signs[0]);
  await see(h.as('night_worker'), one, hers.signs[1]);
  for (const role of ['agency', 'inspector', 'on_call']) {
    const seen = await page(h.as(role), one);
    assert.deepEqual([seen.sightings.length, seen.proposals[0].sightings.length, seen.rules[0].words], [2, 2, 'please come sooner then'], role);
  }
  await psql(h.db, `INSERT INTO lantern.practitioner_of (id, resident_id, staff_id, from_at)
    VALUES (gen_random_uuid(), '${one.id}', '${h.here.staff.practitioner.id}', '2026-01-01')`);
  await h.at(NOW);
  const read = await page(h.as('practitioner'), one);
  assert.deepEqual([read.sightings, read.facts, read.signs.map((sign) => sign.strip)], [[], [], [[], [], [], []]]);
  assert.deepEqual([read.rules.length, read.proposals.map((p) => p.sightings)], [1, [[]]]);
  for (const role of ['kitchen', 'area_manager', 'administrator'])
    assert.equal((await h.as(role).get(`/api/residents/${one.crn}/stays/${one.stay}/signs`)).status, 403, role);
  assert.equal((await h.as('night_worker', h.there).get(`/api/residents/${one.crn}/stays/${one.stay}/signs`)).status, 404);
});

// ---------------------------------------------------------------- rules

const ruleOf = (one, more = {}) => ({ stay: one.stay, crn: one.crn, sightings: 2, window_s: 86_400, kind: 'sign_of_life',
  max_gap_s: 1800, agreement: 'agreed', words: 'come and ask me', ...more });

test('a rule is made of her signs and ended with a reason; both stand on her page', async () => {
  const one = woman();
  const hers = await plan(h, one);
  const who = h.as('keyworker');
  const id = randomUUID();
  const made = await who.put(`/api/sign-rules/${id}`, ruleOf(one, { signs: hers.signs.slice(0, 2) }));
  assert.equal(made.status, 201, made.text);
  assert.deepEqual(made.json.rule, { id, signs: hers.signs.slice(0, 2), sightings: 2, window_s: 86_400, kind: 'sign_of_life', min_gap_s: 900,
    max_gap_s: 1800, agreement: 'agreed', words: 'come and ask me', author: h.here.staff.keyworker.name, from: NOW, ended: null, lost: [] });
  assert.deepEqual((await page(who, one)).rules, [made.json.rule]);
  await plan(h, one, { signs: [{ sign: hers.signs[1], words: 'hood up' }] });
  assert.deepEqual((await page(who, one)).rules[0].lost, [hers.signs[0]]);

  const ended = await h.as('shift_lead').post(`/api/sign-rules/${id}/end`, { reason: 'she chose another' });
  assert.deepEqual(ended.json.rule.ended, { at: NOW, by: h.here.staff.shift_lead.name, reason: 'she chose another' }, ended.text);
  assert.deepEqual((await page(who, one)).rules, [ended.json.rule]);
  const again = await who.post(`/api/sign-rules/${id}/end`, { reason: 'twice' });
  assert.deepEqual([again.status, slug(again)], [409, 'conflict']);
  assert.match(again.json.detail, /alder shift_lead has ended it already/);
  assert.deepEqual((await events(one, 'rule.made')).concat(await events(one, 'rule.ended')).map((e) => e.data.rule), [made.json.rule, ended.json.rule]);
  assert.deepEqual((await see(who, one, hers.signs[1])).json.proposals, [], 'an ended rule proposes nothing');
});

test('what is refused of a rule, and at which field', async () => {
  const one = woman();
  const hers = await plan(h, one);
  const stranger = randomUUID();
  const who = h.as('night_worker');
  for (const [more, at] of [
    [{ signs: [hers.signs[0], stranger] }, '/signs/1'],
    [{ signs: [hers.signs[0], hers.signs[0]] }, '/signs/1'],
    [{ signs: [] }, '/signs'],
    [{ sightings: 0 }, '/sightings'],
    [{ window_s: 60 }, '/window_s'],
    [{ max_gap_s: 60 }, '/max_gap_s'],
    [{ min_gap_s: 1800 }, '/min_gap_s'],
    [{ kind: 'camera' }, '/kind'],
    [{ agreement: undefined }, '/agreement'],
    [{ score: 1 }, '/score'],
  ]) {
    const answer = await who.put(`/api/sign-rules/${randomUUID()}`, ruleOf(one, { signs: [hers.signs[0]], ...more }));
    assert.deepEqual([answer.status, fields(answer)], [422, [at]], answer.text);
  }
  for (const role of ['agency', 'inspector', 'practitioner'])
    assert.equal((await h.as(role).put(`/api/sign-rules/${randomUUID()}`, ruleOf(one, { signs: [hers.signs[0]] }))).status, 403, role);
  const id = await rule(h, one, [hers.signs[0]]);
  for (const role of ['night_worker', 'agency']) assert.equal((await h.as(role).post(`/api/sign-rules/${id}/end`, { reason: 'x' })).status, 403, role);
});

// ---------------------------------------------------------------- daily facts

test('a daily fact is taken where her plan asks for it, and the newest of its part of the day counts', async () => {
  const one = woman();
  await plan(h, one, { daily: ['meal', 'sleep'] });
  const who = h.as('night_worker');
  const put = (more) => who.put(`/api/daily-facts/${randomUUID()}`,
    { stay: one.stay, crn: one.crn, day: '2026-11-10', kind: 'meal', part: 'evening', state: 'no', ...more });
  assert.equal((await put({})).status, 201);
  h.clock.advance(1);
  assert.equal((await put({ state: 'partly' })).status, 201);
  assert.equal((await put({ day: '2026-11-09', kind: 'sleep', part: 'night', state: 'yes' })).status, 201);
  const by = h.here.staff.night_worker.name;
  assert.deepEqual((await page(who, one)).facts, [
    { day: '2026-11-10', kind: 'meal', part: 'evening', state: 'partly', by }, { day: '2026-11-09', kind: 'sleep', part: 'night', state: 'yes', by }]);
  for (const [more, at] of [[{ kind: 'company', part: 'day' }, '/kind'], [{ part: 'night' }, '/part'], [{ day: '2026-11-11' }, '/day'],
    [{ day: '2026-11-02' }, '/day'], [{ day: '2026-02-30' }, '/day'], [{ state: 'badly' }, '/state']]) {
    const answer = await put(more);
    assert.deepEqual([answer.status, fields(answer)], [422, [at]], answer.text);
  }
  assert.equal((await h.as('agency').put(`/api/daily-facts/${randomUUID()}`, {})).status, 403);
  assert.equal((await events(one, 'daily.recorded')).length, 3);
});

// Last: the clock goes on from here.
test('a daily fact that was in time once is answered the same when it comes again too late', async () => {
  const one = woman();
  await plan(h, one, { daily: ['meal'] });
  const id = randomUUID();
  const put = () => h.as('night_worker').put(`/api/daily-facts/${id}`,
    { stay: one.stay, crn: one.crn, day: '2026-11-03', kind: 'meal', part: 'midday', state: 'no' });
  const first = await put();
  assert.equal(first.status, 201, first.text);
  await h.at(minutes(180));
  const again = await put();
  assert.deepEqual([again.status, again.json], [201, first.json], again.text);
});
