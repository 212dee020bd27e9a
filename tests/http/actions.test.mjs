// Needs and actions: an owner, a target, what became of it; closed, reopened, overdue in days.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { psql, rows } from '../harness/index.mjs';
import { A, B, ESTATE, newId, peopleServer, slug } from './people.mjs';

let s;
let worker;
before(async () => {
  s = await peopleServer();
  worker = await s.as(A.staff.key);
});
after(() => s.stop());

const { known, cared, hidden } = A.women;
const need = (over = {}) => ({ crn: known.crn, stay: known.stay, what: 'Register with a GP', owner_kind: 'staff', owner: A.staff.key.id, identified_on: '2026-11-05', target_on: '2026-11-20', ...over });
const put = (body, id = newId(), browser = worker) => browser.put(`/api/actions/${id}`, body);
const enter = (body, id = newId(), browser = worker) => browser.put(`/api/action-entries/${id}`, body);
const listed = async (browser = worker, page = known.page) => (await browser.get(`${page}/actions`)).json.actions;

test('an action is recorded with who does it by when, and says where it stands', async () => {
  const id = newId();
  assert.deepEqual((await put(need(), id)).json, { action: { id, version: 1 } });
  const [action] = await listed();
  assert.deepEqual([action.what, action.owner.name, action.identified_on, action.target_on, action.author], ['Register with a GP', 'Alpha keyworker', '2026-11-05', '2026-11-20', 'Alpha keyworker']);
  assert.deepEqual(action.status, { word: 'open', days: 10 });
  const [event] = await rows(s.db, `SELECT stay_id, staff_id, data FROM lantern.event WHERE kind = 'action.recorded'`);
  assert.deepEqual([event.stay_id, event.staff_id, event.data.what], [known.stay, A.staff.key.id, 'Register with a GP']);
});

test('overdue is told in days, due within a week too, by the local date', async () => {
  for (const [target_on, word, days] of [['2026-11-07', 'overdue', 3], ['2026-11-10', 'soon', 0], ['2026-11-17', 'soon', 7], ['2026-11-18', 'open', 8]]) {
    const id = newId();
    await put(need({ target_on }), id);
    assert.deepEqual((await listed()).find((one) => one.id === id).status, { word, days }, target_on);
  }
  const overview = (await worker.get(known.page)).json.overview.actions;
  assert.deepEqual([overview.overdue, overview.soon, overview.next_target], [1, 2, '2026-11-07']);
  assert.equal((await worker.get('/api/premises')).json.premises[0].actions_overdue, 1);
  assert.equal((await worker.get(`/api/premises/${A.id}/residents`)).json.residents[0].actions_overdue, 1);
});

test('progress, closing and reopening are entries; the state follows from them', async () => {
  const action = newId();
  await put(need({ owner_kind: 'resident', owner: undefined, what: 'Write to her sister' }), action);
  const say = async (kind, version, words) => (await enter({ action, version, kind, words })).status;
  assert.equal(await say('progress', 1, 'Chose a card'), 201);
  assert.equal(await say('closed', 2, 'Posted it'), 201);
  const closed = (await listed()).find((one) => one.id === action);
  assert.deepEqual([closed.status.word, closed.version, closed.owner, closed.closed_at], ['closed', 3, null, s.clock.iso]);
  assert.equal(await say('progress', 3, 'More'), 409);
  assert.equal(await say('closed', 3, 'Again'), 409);
  assert.equal(await say('reopened', 3, 'It came back'), 201);
  assert.equal(await say('reopened', 4, 'Again'), 409);
  const open = (await listed()).find((one) => one.id === action);
  assert.equal(open.status.word, 'open');
  assert.deepEqual(open.entries.map((e) => [e.kind, e.words, e.staff]), [
    ['progress', 'Chose a card', 'Alpha keyworker'], ['closed', 'Posted it', 'Alpha keyworker'], ['reopened', 'It came back', 'Alpha keyworker']]);
});

test('the second of two writers is shown what the first wrote', async () => {
  const action = newId();
  await put(need(), action);
  await enter({ action, version: 1, kind: 'progress', words: 'Rang the surgery' });
  const second = await enter({ action, version: 1, kind: 'closed', words: 'Done' });
  assert.equal(slug(second), 'edit-conflict');
  assert.equal(second.json.current.entries[0].words, 'Rang the surgery');
  assert.equal(second.json.current.status.word, 'open');
});

test('the same again is answered the same; other content is refused', async () => {
  const id = newId();
  const first = await put(need(), id);
  const again = await put(need(), id);
  assert.deepEqual([again.status, again.json], [first.status, first.json]);
  assert.equal(slug(await put(need({ what: 'Something else' }), id)), 'id-reused');
  // Also when who is to do it has left meanwhile.
  const hers = need({ owner_kind: 'staff', owner: A.staff.agency.id });
  const owned = newId();
  const given = await put(hers, owned);
  assert.equal(given.status, 201, given.text);
  await psql(s.db, `UPDATE lantern.staff SET until_at = '${s.clock.iso}' WHERE id = '${A.staff.agency.id}'`, 'lantern_owner');
  assert.deepEqual((await put(hers, owned)).json, given.json);
  assert.equal((await put(hers)).status, 422);
  const entry = newId();
  const body = { action: id, version: 1, kind: 'closed', words: 'Done' };
  const closed = await enter(body, entry);
  assert.deepEqual((await enter(body, entry)).json, closed.json);
  assert.equal((await listed()).find((one) => one.id === id).entries.length, 1);
});

test('what does not fit is named by field', async () => {
  for (const [over, field] of [
    [{ target_on: '2026-11-04' }, '/target_on'], [{ owner: undefined }, '/owner'], [{ owner_kind: 'resident' }, '/owner'], [{ owner: B.staff.key.id }, '/owner'],
    [{ target_on: '2026-02-30' }, '/target_on'], [{ what: '' }, '/what'], [{ what: 'x'.repeat(301) }, '/what'], [{ owner_kind: 'nobody' }, '/owner_kind'], [{ mood: 1 }, '/mood'],
  ]) {
    const answer = await put(need(over));
    assert.equal(answer.status, 422, JSON.stringify(over));
    assert.deepEqual(answer.json.errors.map((e) => e.field), [field]);
  }
});

test('it is recorded about the right woman or not at all', async () => {
  const answer = await put(need({ crn: cared.crn }));
  assert.equal(slug(answer), 'wrong-woman');
  assert.match(answer.json.detail, /WrenAlpha/);
  assert.equal((await put(need({ crn: B.women.known.crn, stay: B.women.known.stay }))).status, 404);
});

test('outside her circle a restricted woman’s actions keep their words to themselves', async () => {
  const manager = await s.as(A.staff.manager);
  await put(need({ crn: hidden.crn, stay: hidden.stay, what: 'Hazel rings her brother' }), newId(), manager);
  assert.equal((await listed(manager, hidden.page))[0].what, 'Hazel rings her brother');
  const [withheld] = await listed(worker, `/api/residents/restricted/stays/${hidden.stay}`);
  assert.deepEqual([withheld.what, withheld.target_on], [null, '2026-11-20']);
});

test('inspector and practitioner read, workers write', async () => {
  for (const who of [A.staff.inspector, ESTATE.practitioner]) {
    const browser = await s.as(who);
    assert.equal((await put(need({ crn: cared.crn, stay: cared.stay }), newId(), browser)).status, 403, who.username);
    assert.equal((await browser.get(`${cared.page}/actions`)).status, 200);
  }
  const elsewhere = await s.as(B.staff.key);
  const mine = newId();
  await put(need(), mine);
  assert.equal((await enter({ action: mine, version: 1, kind: 'closed', words: 'x' }, newId(), elsewhere)).status, 404);
});
