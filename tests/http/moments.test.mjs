// Fifteen seconds by anyone, and words for her plan that wait for a decision (features 45, 51).
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { rows } from '../harness/index.mjs';
import { fields, house, minutes, NOW, ROLES, slug } from './house.mjs';
import { readKeywork, saveSession } from './keywork.mjs';
import { planOf } from './plans.mjs';

let h;
before(async () => {
  h = await house({ women: 6 });
});
after(() => h.stop());

const STAFF = ['night_worker', 'keyworker', 'shift_lead', 'premises_manager', 'on_call', 'agency'];
const KEEP = STAFF.slice(0, 5);
const put = (who, woman, more = {}, id = randomUUID()) => who.put(`/api/moments/${id}`, { stay: woman.stay, crn: woman.crn, words: 'She made soup for two.', good: true, ...more });
const reads = (who, woman, id) => who.put(`/api/moment-reviews/${id}`, { stay: woman.stay, crn: woman.crn });
const suggest = (who, woman, more = {}, id = randomUUID()) => who.put(`/api/plan-suggestions/${id}`, { stay: woman.stay, crn: woman.crn, source: 'check', words: 'Knock twice.', ...more });
const decide = (who, id, more = {}) => who.post(`/api/plan-suggestions/${id}/decide`, { decision: 'left', reason: 'It is there already.', ...more });
const owed = async (what) => (await h.as('keyworker').get(`/api/premises/${h.here.id}/owed`)).json.owed.filter((one) => one.what === what);

test('a moment waits for her keyworker until it was read, by itself or in a session', async () => {
  const [woman] = h.here.women;
  const key = h.as('keyworker');
  const ids = [randomUUID(), randomUUID(), randomUUID()];
  const first = await put(h.as('agency'), woman, { happened_at: minutes(-30), clock_offset_ms: -1200 }, ids[0]);
  assert.deepEqual([first.status, first.json], [201, { id: ids[0] }], first.text);
  assert.equal((await put(h.as('agency'), woman, { happened_at: minutes(-30), clock_offset_ms: -1200 }, ids[0])).text, first.text, 'again');
  assert.equal(slug(await put(h.as('agency'), woman, { words: 'Something else.' }, ids[0])), 'id-reused');
  await put(h.as('night_worker'), woman, { happened_at: minutes(-90), good: false, words: 'Yr oedd hi’n dawel 🌙 היום' }, ids[1]);
  await put(h.as('night_worker'), woman, {}, ids[2]);
  const shown = async () => (await readKeywork(key, woman)).json.moments.map((one) => [one.id, one.reviewed?.by ?? null]);
  assert.deepEqual(await shown(), [[ids[1], null], [ids[0], null], [ids[2], null]], 'the oldest first');
  assert.equal((await readKeywork(key, woman)).json.moments[0].words, 'Yr oedd hi’n dawel 🌙 היום');
  assert.deepEqual((await readKeywork(h.as('agency'), woman)).json.moments.length, 3);

  const { status, json } = await reads(key, woman, ids[0]);
  assert.deepEqual([status, json.reviewed], [200, { by: h.here.staff.keyworker.name, at: NOW }]);
  assert.deepEqual((await reads(h.as('shift_lead'), woman, ids[0])).json, json, 'who was first stays');
  const session = await saveSession(key, woman, { moments: [ids[0], ids[1]] });
  assert.equal(session.status, 201, session.text);
  assert.deepEqual(await shown(), [[ids[2], null], [ids[0], h.here.staff.keyworker.name], [ids[1], h.here.staff.keyworker.name]]);
  assert.deepEqual(await rows(h.db, `SELECT moment_id, session_id FROM lantern.moment_review WHERE session_id IS NOT NULL`), [{ moment_id: ids[1], session_id: session.json.id }]);
  const events = await rows(h.db, `SELECT kind, data FROM lantern.event WHERE stay_id = '${woman.stay}' AND (kind LIKE 'moment.%' OR kind = 'keywork.recorded') ORDER BY xid, seq`);
  assert.deepEqual(events.map((one) => one.kind), ['moment.recorded', 'moment.recorded', 'moment.recorded', 'moment.reviewed', 'keywork.recorded']);
  assert.deepEqual(events[0].data, { moment: ids[0], good: true, clock_offset_ms: -1200 });
  assert.deepEqual(events[4].data.moments, [ids[1]]);
});

test('a moment names what is wrong with it', async () => {
  const [woman, other] = h.here.women;
  for (const [more, status, field] of [[{ words: '' }, 422, '/words'], [{ words: 'a'.repeat(281) }, 422, '/words'], [{ good: undefined }, 422, '/good'], [{ happened_at: minutes(1) }, 422, '/happened_at'],
    [{ happened_at: minutes(-14500) }, 422, '/happened_at'], [{ clock_offset_ms: 'late' }, 422, '/clock_offset_ms'], [{ crn: other.crn }, 409, '/crn']]) {
    const answer = await put(h.as('agency'), woman, more);
    assert.deepEqual([answer.status, fields(answer)], [status, [field]], answer.text);
  }
  assert.equal((await put(h.as('agency'), woman, { words: '🌱'.repeat(280) })).status, 201, 'by characters, not bytes');
  assert.equal((await reads(h.as('keyworker'), woman, randomUUID())).status, 404);
});

test('who may: anybody on shift writes one, those who keep plans read and suggest', async () => {
  const woman = h.here.women[1];
  const { json: { id } } = await put(h.as('agency'), woman);
  for (const role of ROLES) {
    assert.equal((await put(h.as(role), woman)).status, STAFF.includes(role) ? 201 : 403, role);
    assert.equal((await suggest(h.as(role), woman)).status, KEEP.includes(role) ? 201 : 403, role);
    if (!KEEP.includes(role)) for (const answer of [await reads(h.as(role), woman, id), await decide(h.as(role), randomUUID())]) assert.equal(answer.status, 403, role);
  }
  const stranger = h.as('keyworker', h.there);
  for (const answer of [await put(stranger, woman), await reads(stranger, woman, id), await suggest(stranger, woman)]) assert.equal(answer.status, 404, answer.text);
  assert.equal((await put(await h.terminal(), woman)).status, 403);
});

test('a suggestion waits, is owed, and is taken or left once', async () => {
  const woman = h.here.women[2];
  const key = h.as('keyworker');
  const plan = planOf(woman);
  assert.equal((await key.put(`/api/safety-plans/${randomUUID()}`, plan)).status, 201);
  const moment = (await put(key, woman)).json.id;
  const id = randomUUID();
  const made = await suggest(key, woman, { source: 'moment', source_id: moment, line: plan.lines[1].line, words: 'Ring her aunt instead.' }, id);
  assert.deepEqual([made.status, made.json], [201, { id }], made.text);
  assert.equal(slug(await suggest(key, woman, {}, id)), 'id-reused');
  const [open] = (await readKeywork(key, woman)).json.suggestions;
  assert.deepEqual([open.id, open.source, open.source_id, open.sees, open.words, open.by, open.decided], [id, 'moment', moment, plan.lines[1].sees, 'Ring her aunt instead.', h.here.staff.keyworker.name, null]);
  assert.deepEqual((await owed('suggestion')).find((one) => one.stay === woman.stay).due, '2026-11-17T22:00:00.000000Z');
  for (const [more, field] of [[{ source: 'moment' }, '/source_id'], [{ source: 'moment', source_id: randomUUID() }, '/source_id'], [{ source_id: randomUUID() }, '/source_id'], [{ source: 'check', source_id: moment }, '/source_id'],
    [{ line: randomUUID() }, '/line'], [{ words: '' }, '/words'], [{ words: 'a'.repeat(501) }, '/words'], [{ source: 'dream' }, '/source']]) {
    const answer = await suggest(key, woman, more);
    assert.deepEqual(fields(answer), [field], `${JSON.stringify(more)} ${answer.text}`);
  }
  assert.deepEqual(fields(await decide(key, id, { reason: ' ' })), ['/reason']);
  assert.deepEqual(fields(await decide(key, id, { decision: 'maybe' })), ['/decision']);
  const left = await decide(key, id);
  assert.deepEqual([left.status, left.json.decided.decision, left.json.decided.reason], [200, 'left', 'It is there already.'], left.text);
  const late = await decide(h.as('shift_lead'), id, { decision: 'taken', reason: undefined });
  assert.deepEqual([late.status, slug(late), late.json.current.decided.by], [409, 'conflict', h.here.staff.keyworker.name]);
  assert.equal((await decide(key, randomUUID())).status, 404);
  assert.deepEqual((await owed('suggestion')).filter((one) => one.stay === woman.stay), []);
});

test('a version of her plan takes suggestions into it', async () => {
  const woman = h.here.women[3];
  const key = h.as('keyworker');
  const [one, two] = [(await suggest(key, woman)).json.id, (await suggest(key, woman)).json.id];
  const save = (based_on, suggestions) => key.put(`/api/safety-plans/${randomUUID()}`, planOf(woman, { based_on, suggestions }));
  for (const [given, field] of [[[randomUUID()], '/suggestions/0'], [[one, one], '/suggestions/1'], [['x'], '/suggestions/0']]) assert.deepEqual(fields(await save(0, given)), [field]);
  const saved = await save(0, [one, two]);
  assert.equal(saved.status, 201, saved.text);
  assert.deepEqual((await readKeywork(key, woman)).json.suggestions, []);
  assert.deepEqual(await rows(h.db, `SELECT DISTINCT decision, reason FROM lantern.plan_suggestion WHERE id IN ('${one}', '${two}')`), [{ decision: 'taken', reason: null }]);
  assert.equal((await rows(h.db, `SELECT 1 FROM lantern.event WHERE stay_id = '${woman.stay}' AND kind = 'suggestion.decided'`)).length, 2);
  assert.deepEqual(fields(await save(1, [one])), ['/suggestions/0'], 'what was decided is not taken again');
  assert.equal((await save(1, [])).status, 201);
});

test('keywork is owed from her arrival on, and a later session on its last day', async () => {
  const woman = h.here.women[4];
  const mine = async () => (await owed('keywork')).filter((one) => one.stay === woman.stay);
  assert.deepEqual((await mine()).map((one) => [one.since, one.due, one.overdue]), [['2026-10-31T22:00:00.000000Z', '2026-11-01T22:00:00.000000Z', true]]);
  await saveSession(h.as('keyworker'), woman, { happened_at: minutes(-5) });
  assert.deepEqual(await mine(), []);
  const home = (await h.as('keyworker').get(`/api/premises/${h.here.id}/keywork`)).json;
  const row = home.women.find((one) => one.stay === woman.stay);
  assert.deepEqual([row.last_session_at, row.due, row.overdue, row.owed_first, row.keyworker, row.meeting, row.meeting_due], [minutes(-5), '2026-11-17T23:59:59.000000Z', false, false, null, null, '2026-11-14']);
  assert.deepEqual([home.women.length, home.mine_first], [6, 0]);
  await h.at('2026-11-17T00:00:00.000000Z');
  assert.deepEqual((await mine()).map((one) => [one.due, one.overdue]), [['2026-11-17T23:59:59.000000Z', false]]);
});

test('about a restricted woman, words stay where they are', async () => {
  const woman = { ...h.here.women.at(-1), crn: 'restricted' };
  assert.equal((await put(h.as('keyworker'), woman, { words: 'a secret word' })).status, 201, 'anybody may write down what she saw');
  assert.equal(slug(await suggest(h.as('keyworker'), woman)), 'not-allowed');
  const page = await readKeywork(h.as('keyworker'), woman);
  assert.equal(page.json.moments[0].words, null);
  assert.doesNotMatch(page.text + JSON.stringify(await rows(h.db, 'SELECT data FROM lantern.event')), /a secret word/);
});
