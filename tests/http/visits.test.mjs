// A visit as recorded over HTTP: what it closes, what is refused and why, once and only once.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { psql, rows, value } from '../harness/index.mjs';
import { fields, house, minutes, NOW, PIN, ROLES, slug, visitOf } from './house.mjs';

let h;
before(async () => {
  h = await house({ women: 14 });
});
after(() => h.stop());

const put = (who, body, id = randomUUID()) => who.put(`/api/visits/${id}`, body);
const boardRow = async (who, woman) => {
  const board = await who.get(`/api/premises/${h.here.id}/board`);
  assert.equal(board.status, 200, board.text);
  return board.json.rows.find((row) => row.stay === woman.stay);
};

test('a visit closes what it meets and opens the next check inside the plan', async () => {
  const [woman] = h.here.women;
  const worker = h.as('night_worker');
  const id = randomUUID();
  const answer = await put(worker, visitOf(woman), id);

  assert.equal(answer.status, 201, answer.text);
  const { visit, closed, opened, still_needed, together, alarm } = answer.json;
  assert.deepEqual(visit, { id, stay: woman.stay, outcome: 'spoke', done_at: NOW, entered_at: NOW,
    meets: ['sign_of_life', 'conversation', 'rouse'], marks: [] });
  assert.deepEqual(closed, [{ id: woman.requirement, kind: 'sign_of_life', source: 'plan', state: 'done', late: false }]);
  assert.deepEqual([still_needed, together, alarm], [[], null, null]);
  assert.equal(opened.length, 1);
  assert.equal(opened[0].latest, minutes(60));
  assert.ok(opened[0].from >= minutes(30) && opened[0].drawn >= opened[0].from && opened[0].drawn <= opened[0].latest);

  const row = await boardRow(worker, woman);
  assert.deepEqual(row.requirements, opened);
  assert.deepEqual(row.last_visit, { id, outcome: 'spoke', done_at: NOW, by: h.here.staff.night_worker.initials, marks: [] });
});

test('the event carries all that the board row shows of it', async () => {
  const woman = h.here.women[1];
  const worker = h.as('night_worker');
  const answer = await put(worker, visitOf(woman));
  const [event] = await rows(h.db, `SELECT kind, data, staff_id FROM lantern.event WHERE stay_id = '${woman.stay}' AND staff_id IS NOT NULL`);
  const row = await boardRow(worker, woman);

  assert.equal(event.kind, 'visit.recorded');
  assert.equal(event.staff_id, h.here.staff.night_worker.id);
  assert.deepEqual(event.data.board.opened, row.requirements);
  assert.deepEqual(event.data.board.closed, answer.json.closed);
  assert.deepEqual(event.data.last_visit, row.last_visit);
  assert.deepEqual(event.data.board.visit, { ...row.last_visit, by: null });
  assert.equal(event.data.board.predictable, row.predictable);
});

test('the same again gives the first answer again, other content is refused, and one visit stands', async () => {
  const woman = h.here.women[2];
  const worker = h.as('night_worker');
  const id = randomUUID();
  const first = await put(worker, visitOf(woman, { note: 'talked about the garden' }), id);
  const again = await put(worker, { ...visitOf(woman, { note: 'talked about the garden' }) }, id);
  const other = await put(worker, visitOf(woman, { note: 'something else' }), id);

  assert.equal(first.status, 201, first.text);
  assert.deepEqual([again.status, again.json], [201, first.json]);
  assert.deepEqual([other.status, slug(other)], [409, 'id-reused']);
  assert.equal(await value(h.db, `SELECT count(*) FROM lantern.visit WHERE id = '${id}'`), 1);
});

test('two workers record the same woman at once: both visits stand, the check closes once', async () => {
  const woman = h.here.women[3];
  const workers = [h.as('night_worker'), h.as('agency'), h.as('shift_lead')];
  const answers = await Promise.all(workers.map((who) => put(who, visitOf(woman))));

  assert.deepEqual(answers.map((answer) => answer.status), [201, 201, 201], answers.map((a) => a.text).join('\n'));
  assert.equal(answers.filter((answer) => answer.json.closed.some((c) => c.id === woman.requirement)).length, 1);
  assert.equal(await value(h.db, `SELECT count(*) FROM lantern.visit WHERE stay_id = '${woman.stay}' AND done_at = '${NOW}'`), 3);
  assert.equal(await value(h.db, `SELECT count(*) FROM lantern.requirement WHERE stay_id = '${woman.stay}' AND state = 'open'`), 1);
  assert.equal(await value(h.db, `SELECT version FROM lantern.stay_checks WHERE stay_id = '${woman.stay}'`), 4);
});

test('asleep needs breathing and movement or position, and never completes a conversation', async () => {
  const woman = h.here.women[4];
  const worker = h.as('night_worker');
  const asleep = (facts) => put(worker, visitOf(woman, { outcome: 'asleep_breathing', ...facts }));

  for (const facts of [{}, { breathing: true }, { movement: true, position: true }]) {
    const answer = await asleep(facts);
    assert.equal(answer.status, 422, answer.text);
    assert.deepEqual(fields(answer), ['/breathing']);
  }
  const good = await asleep({ breathing: true, movement: true, position: false });
  assert.equal(good.status, 201, good.text);
  assert.deepEqual(good.json.visit.meets, ['sign_of_life']);
});

test('nobody answering meets nothing, sounds the alarm as rouse and starts the steps', async () => {
  const woman = h.here.women[5];
  const worker = h.as('night_worker');
  const answer = await put(worker, visitOf(woman, { outcome: 'no_reply' }));

  assert.equal(answer.status, 201, answer.text);
  assert.deepEqual(answer.json.closed, []);
  assert.deepEqual(answer.json.still_needed, ['sign_of_life']);
  assert.equal(answer.json.starts_no_reply, true);
  assert.equal(answer.json.alarm.class, 'rouse');
  assert.equal(answer.json.alarm.cause, 'no_reply');
  const { stay, ...shown } = answer.json.alarm;
  assert.equal(stay, woman.stay);
  assert.deepEqual((await boardRow(worker, woman)).alarm, shown);

  const found = await put(worker, visitOf(woman));
  assert.equal(found.json.alarm.state, 'closed');
  assert.equal((await boardRow(worker, woman)).alarm, null);
});

test('a time that cannot be is refused at its field', async () => {
  const woman = h.here.women[6];
  const worker = h.as('night_worker');
  const future = await put(worker, visitOf(woman, { done_at: minutes(10) }));
  const before = await put(worker, visitOf(woman, { done_at: minutes(-36) }));
  const turned = await put(worker, visitOf(woman, { done_at: minutes(-1), entered_at: minutes(-2) }));

  for (const [answer, field] of [[future, '/done_at'], [before, '/done_at'], [turned, '/entered_at']]) {
    assert.deepEqual([answer.status, slug(answer), fields(answer)], [422, 'done-time-refused', [field]], answer.text);
  }
  assert.equal(await value(h.db, `SELECT count(*) FROM lantern.visit WHERE stay_id = '${woman.stay}'`), 1);
});

test('an entry eleven minutes after is marked late; the check it closes was in time', async () => {
  const woman = h.here.women[6];
  const answer = await put(h.as('night_worker'), visitOf(woman, { done_at: minutes(-11) }));
  assert.deepEqual([answer.status, answer.json.visit.marks], [201, ['late_entry']], answer.text);
  assert.equal(answer.json.closed[0].late, false);
});

test('a CRN that is not hers is refused, naming whose stay it is', async () => {
  const [, , , , , , , woman, other] = h.here.women;
  const answer = await put(h.as('night_worker'), visitOf(woman, { crn: other.crn }));
  assert.deepEqual([answer.status, slug(answer), fields(answer)], [409, 'wrong-woman', ['/crn']], answer.text);
  assert.match(answer.json.detail, /Woman H Exampleby/);
});

test('a restricted woman is recorded by the word instead of her number, and is not named', async () => {
  const woman = h.here.women.at(-1);
  const worker = h.as('night_worker');
  const row = await boardRow(worker, woman);
  assert.deepEqual(row.resident, { id: woman.id, crn: null, preferred_name: null, family_name: null, restricted: true });
  const wrong = await put(worker, visitOf(woman, { crn: woman.crn }));
  assert.deepEqual([wrong.status, slug(wrong)], [409, 'wrong-woman']);
  assert.doesNotMatch(wrong.text, /Exampleby|X1000/);
  const right = await put(worker, visitOf(woman, { crn: 'restricted', note: 'her private words' }));
  assert.equal(right.status, 201, right.text);
  const events = await rows(h.db, `SELECT data::text FROM lantern.event WHERE stay_id = '${woman.stay}'`);
  assert.doesNotMatch(JSON.stringify(events), /private words/);
});

test('the same words a third time are asked about, and marked when confirmed', async () => {
  const woman = h.here.women[8];
  const worker = h.as('night_worker');
  for (const note of ['Fine.', 'fine'])
    assert.equal((await put(worker, visitOf(woman, { note }))).status, 201);
  const third = await put(worker, visitOf(woman, { note: 'Fine' }));
  assert.deepEqual([third.status, slug(third), fields(third)], [422, 'same-words', ['/note']], third.text);
  const confirmed = await put(worker, visitOf(woman, { note: 'Fine', same_words_confirmed: true }));
  assert.deepEqual(confirmed.json.visit.marks, ['same_words'], confirmed.text);
});

test('three rooms in a minute with the same outcome are marked and asked about', async () => {
  const worker = h.as('keyworker');
  const ids = [];
  let last;
  for (const woman of h.here.women.slice(9, 12)) {
    ids.push(randomUUID());
    last = await put(worker, visitOf(woman, { proof: 'desk' }), ids.at(-1));
    assert.equal(last.status, 201, last.text);
  }
  assert.deepEqual(last.json.visit.marks, ['together']);
  for (const id of ids) assert.deepEqual((await worker.get(`/api/visits/${id}`)).json.marks, ['together'], 'the first ones too');
  assert.deepEqual(last.json.together.visits.toSorted?.() ?? [...last.json.together.visits].sort(), [...ids].sort());

  const id = randomUUID();
  const order = { visits: ids.map((visit, i) => ({ visit, about: minutes(-3 + i) })) };
  const told = await worker.put(`/api/visit-orders/${id}`, order);
  assert.equal(told.status, 201, told.text);
  const events = await rows(h.db, `SELECT data FROM lantern.event WHERE kind = 'visit.order_given' ORDER BY seq`);
  assert.deepEqual(events.map((event) => [event.data.visit, event.data.place, event.data.of]), ids.map((visit, i) => [visit, i + 1, 3]));
  const another = await h.as('night_worker').put(`/api/visit-orders/${randomUUID()}`, order);
  assert.deepEqual([another.status, fields(another)], [422, ['/visits/0/visit']]);
});

test('only those who work with the women may record, and another house gets nothing', async () => {
  const woman = h.here.women[12];
  const may = ['night_worker', 'keyworker', 'shift_lead', 'premises_manager', 'on_call', 'agency'];
  for (const role of ROLES) {
    const answer = await put(h.as(role), visitOf(woman));
    assert.equal(answer.status, may.includes(role) ? 201 : 403, `${role}: ${answer.text}`);
  }
  for (const role of ROLES) {
    if (['area_manager', 'administrator', 'practitioner'].includes(role)) continue;
    const answer = await put(h.as(role, h.there), visitOf(woman));
    assert.equal(answer.status, may.includes(role) ? 404 : 403, `${role} of the other house: ${answer.text}`);
    assert.doesNotMatch(answer.text, /Woman|X10/);
  }
  assert.equal((await put(h.nobody(), visitOf(woman))).status, 401);
});

test('one visit can be read by those who work there, and each reading is logged', async () => {
  const woman = h.here.women[12];
  const id = randomUUID();
  const worker = h.as('night_worker');
  await put(worker, visitOf(woman, { note: 'in the kitchen' }), id);
  const read = await worker.get(`/api/visits/${id}`);
  assert.deepEqual([read.status, read.json.note, read.json.by], [200, 'in the kitchen', h.here.staff.night_worker.initials]);
  assert.equal((await h.as('night_worker', h.there).get(`/api/visits/${id}`)).status, 404);
  assert.equal((await h.as('kitchen').get(`/api/visits/${id}`)).status, 403);
  const logged = await rows(h.db, `SELECT staff_id, what FROM lantern.access_log WHERE stay_id = '${woman.stay}' AND what = 'read'`);
  assert.deepEqual(logged, [{ staff_id: h.here.staff.night_worker.id, what: 'read' }]);
});

test('a role at one house gives nothing at another where she only cooks', async () => {
  const { id } = h.here.staff.agency;
  await psql(h.db, `INSERT INTO lantern.staff_role (id, staff_id, role, premises_id, from_at, reason)
    VALUES (gen_random_uuid(), '${id}', 'kitchen', '${h.there.id}', '2026-01-01', 'test')`);
  await h.at(h.clock.iso); // signs everybody in anew
  const cook = h.as('agency');
  const [woman] = h.there.women;
  const board = await cook.get(`/api/premises/${h.there.id}/board`);
  assert.deepEqual([board.status, slug(board)], [403, 'not-allowed'], board.text.slice(0, 300));
  const visit = await put(cook, visitOf(woman));
  assert.ok([403, 404].includes(visit.status), visit.text);
  assert.doesNotMatch(visit.text, /Exampleby/);
  assert.equal((await cook.get(`/api/premises/${h.there.id}/missed`)).status, 403);
});

test('with the PIN a record is made again as oneself; a wrong one is counted, and nothing is recorded', async () => {
  const woman = h.here.women[11];
  await h.secrets('on_call');
  const terminal = await h.terminal({ role: 'on_call', since_s: 50 });
  const wrong = await put(terminal, visitOf(woman, { pin: '000000' }));
  assert.deepEqual([wrong.status, slug(wrong)], [403, 'pin-wrong'], wrong.text);
  const id = randomUUID();
  const right = await put(terminal, visitOf(woman, { pin: PIN }), id);
  assert.equal(right.status, 201, right.text);
  // Sent again without it: the same record, so the first answer.
  assert.deepEqual((await put(terminal, visitOf(woman), id)).json, right.json);
  const [visit] = await rows(h.db, `SELECT staff_id, terminal_id IS NOT NULL AS at_terminal FROM lantern.visit WHERE id = '${id}'`);
  assert.deepEqual(visit, { staff_id: h.here.staff.on_call.id, at_terminal: true });
  assert.equal(await value(h.db, `SELECT count(*) FROM lantern.event WHERE data::text LIKE '%${PIN}%'`), 0);
});

test('a check that a plan gives to some roles is not closed by another role', async () => {
  const woman = h.here.women[7];
  const plan = await h.as('premises_manager').put(`/api/check-plans/${randomUUID()}`, {
    stay: woman.stay, crn: woman.crn, based_on: await value(h.db, `SELECT version FROM lantern.stay_checks WHERE stay_id = '${woman.stay}'`),
    origin: 'personal', reason: 'women she knows', replaces: woman.plan,
    bands: [{ from: '00:00', until: '24:00', kind: 'sign_of_life', max_gap_s: 3600, who: ['keyworker'] }],
  });
  assert.equal(plan.status, 201, plan.text);
  const other = await put(h.as('night_worker'), visitOf(woman));
  assert.deepEqual([other.status, other.json.closed, other.json.still_needed], [201, [], ['sign_of_life']], other.text);
  const hers = await put(h.as('keyworker'), visitOf(woman));
  assert.equal(hers.json.closed.length, 1, hers.text);
});

test('the stream tells signed-on staff whole events and a locked terminal no person', async () => {
  const woman = h.here.women[10];
  const worker = h.as('night_worker');
  const { horizon } = (await worker.get(`/api/premises/${h.here.id}/board`)).json;
  const path = `/api/live?premises=${h.here.id}&from=${horizon}`;
  const [whole, locked] = [await h.stream(worker, path), await h.stream(await h.terminal(), path)];
  await put(worker, visitOf(woman, { note: 'humming again' }));
  const about = (event) => event.event === 'message' && JSON.parse(event.data).stay === woman.stay;
  const [seen, shown] = [await whole.next(about), await locked.next(about)].map((event) => JSON.parse(event.data));
  assert.deepEqual([seen.kind, seen.initials, seen.data.visit.note], ['visit.recorded', h.here.staff.night_worker.initials, 'humming again']);
  assert.deepEqual(Object.keys(shown.data), ['board']);
  assert.deepEqual(shown.data.board, seen.data.board);
  assert.doesNotMatch(JSON.stringify(shown), /humming|Exampleby|initials/);
  whole.close();
  locked.close();
});
