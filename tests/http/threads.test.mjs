// Questions and answers between her practitioner and the house (features 62; docs/keywork.md).
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { psql, rows, value } from '../harness/index.mjs';
import { fields, house, minutes, NOW, ROLES, slug } from './house.mjs';
import { asked, keyworker, messages, of, practitioner, said, told } from './updates_house.mjs';

let h, robin, sam, hers;
before(async () => {
  h = await house({ women: 6 });
  [robin, sam] = [h.here.staff.practitioner, h.there.staff.practitioner];
  hers = h.here.women.slice(0, 3);
  await practitioner(h, robin, [...hers, h.here.women.at(-1)]);
  await keyworker(h, h.here.staff.keyworker, hers[0]);
});
after(() => h.stop());

const KEEP = ['night_worker', 'keyworker', 'shift_lead', 'premises_manager', 'on_call'];
const mine = () => h.as('practitioner');
const page = (who, woman) => who.get(`/api/residents/${woman.crn}/stays/${woman.stay}/threads`);
const thread = async (id, woman, who = h.as('keyworker')) => (await page(who, woman)).json.threads.find((one) => one.id === id);
const here = async (who = h.as('keyworker')) => (await who.get(`/api/premises/${h.here.id}/threads`)).json.threads;
const home = async (who = mine()) => (await who.get('/api/me/updates')).json;
// Of two entries the later one counts: between them the clock goes on by a second.
let seconds = 0;
const later = () => h.clock.set(minutes(++seconds / 60));
const stateOf = ({ waits_on, waits_since }) => [waits_on, waits_since];

test('her practitioner asks: it waits for the house, and her keyworker is told that something does', async () => {
  const { id: update } = await told(h, hers[0]);
  const { id, entry, answer } = await asked(h, hers[0], mine(), { about: 'update', about_id: update, entry: { id: randomUUID(), words: 'Who gave her the phone?' } });
  assert.deepEqual([answer.status, answer.json.id], [201, id], entry);
  const one = await thread(id, hers[0]);
  assert.deepEqual([one.about, one.about_id, one.stay, one.resident.preferred_name], ['update', update, hers[0].stay, hers[0].name]);
  assert.deepEqual(one.entries.map(({ side, kind, words, by }) => [side, kind, words, by]), [['practitioner', 'question', 'Who gave her the phone?', robin.name]]);
  assert.deepEqual(stateOf(one), ['premises', NOW]);
  assert.deepEqual((await messages(h)).filter((m) => m.template === 'thread_waits'),
    [{ template: 'thread_waits', staff_id: h.here.staff.keyworker.id, premises_id: h.here.id, about_id: id, counts: { waiting: 1 } }]);
  const [event] = await rows(h.db, `SELECT resident_id, staff_id, data FROM lantern.event WHERE kind = 'thread.asked'`);
  assert.deepEqual([event.resident_id, event.staff_id, event.data.thread], [hers[0].id, robin.id, id]);
  assert.doesNotMatch(JSON.stringify(event.data), /phone/);
  assert.deepEqual((await home()).waiting, { yours: 0, theirs: 1 });
  assert.deepEqual((await here()).map((t) => [t.id, t.room]), [[id, '1']]);

  assert.deepEqual(fields(await said(mine(), id, 'answer')), ['/kind'], 'nobody answers herself');
  later();
  assert.equal((await said(h.as('night_worker'), id, 'answer', 'We do not know yet.')).status, 201);
  assert.deepEqual(stateOf(await thread(id, hers[0])), [null, null]);
  assert.deepEqual(await here(), []);
  assert.deepEqual((await home()).women.find((w) => w.stay === hers[0].stay).threads, []);
});

test('a further question opens it again; asked twice, it has waited since the first', async () => {
  const { id } = await asked(h, hers[1], mine());
  later();
  await said(h.as('keyworker'), id, 'answer');
  await h.at(minutes(1));
  assert.equal((await said(h.as('keyworker'), id, 'question', 'And when will you come?')).status, 201);
  await h.at(minutes(2));
  await said(h.as('keyworker'), id, 'question', 'On Friday?');
  await h.at(minutes(3));
  assert.deepEqual(stateOf(await thread(id, hers[1])), ['practitioner', minutes(1)]);
  assert.deepEqual((await home()).waiting.yours, 1);
  assert.equal((await messages(h)).filter((m) => m.template === 'thread_waits' && m.staff_id === robin.id).length, 2, 'she is told of each');
  assert.equal((await said(h.as('keyworker'), id, 'closed', 'She told me herself.')).status, 201);
  assert.deepEqual(stateOf(await thread(id, hers[1])), [null, null]);
});

test('two who answer at once have both answered, and the same entry twice is one', async () => {
  const { id } = await asked(h, hers[1], mine());
  await h.at(minutes(4));
  const both = await Promise.all(['keyworker', 'shift_lead'].map((role) => said(h.as(role), id, 'answer', `From the ${role}.`)));
  assert.deepEqual(both.map((one) => one.status), [201, 201]);
  const entry = randomUUID();
  assert.equal((await said(h.as('keyworker'), id, 'answer', 'Again.', entry)).status, 201);
  assert.equal((await said(h.as('keyworker'), id, 'answer', 'Again.', entry)).status, 201);
  assert.equal(slug(await said(h.as('keyworker'), id, 'answer', 'Otherwise.', entry)), 'id-reused');
  const one = await thread(id, hers[1]);
  assert.deepEqual(one.entries.map((e) => e.words).sort(), ['Again.', 'From the keyworker.', 'From the shift_lead.', 'How was her evening?']);
  assert.equal(one.waits_on, null);
});

test('a question names something of hers that the asker sees', async () => {
  const { id: update } = await told(h, hers[0]);
  for (const [woman, more] of [[hers[1], { about: 'update', about_id: update }], [hers[0], { about: 'watch', about_id: update }], [hers[0], { about: 'update' }],
    [hers[0], { about: 'woman', about_id: update }]]) {
    const { answer } = await asked(h, woman, mine(), more);
    assert.deepEqual([answer.status, fields(answer)], [422, ['/about_id']], answer.text);
  }
  assert.deepEqual(fields((await asked(h, hers[0], mine(), { entry: { id: randomUUID(), words: '' } })).answer), ['/entry/words']);
  assert.equal(slug((await asked(h, { ...hers[0], crn: hers[1].crn }, mine())).answer), 'wrong-woman');
});

test('what is not shared with her practitioner is nothing she can ask about', async () => {
  const session = randomUUID();
  await psql(h.db, `INSERT INTO lantern.keywork_session (id, stay_id, resident_id, premises_id, kind, happened_at, minutes, begun_at, recorded_at, place, without_devices, author_id,
      not_held_words, tags, own_tags, she_said, we_did, went_well, nothing_yet, purposeful, next_topic, sensitive, shared, read_with_her, her_correction, changes_plan)
    SELECT '${session}', '${hers[0].stay}', '${hers[0].id}', '${h.here.id}', 'session', '${NOW}', 30, '${NOW}', '${NOW}', '', false, '${h.here.staff.keyworker.id}',
      '', '{}', '{}', 'x', '', 'She came.', false, '', 'Friday', true, false, 'yes', '', false`);
  assert.deepEqual(fields((await asked(h, hers[0], mine(), { about: 'session', about_id: session })).answer), ['/about_id']);
  assert.equal((await asked(h, hers[0], h.as('keyworker'), { about: 'session', about_id: session })).answer.status, 201);
});

test('who may: those who keep plans and her own practitioner; the inspector reads', async () => {
  const { id } = await asked(h, hers[2], mine());
  for (const role of ROLES) {
    const may = [...KEEP, 'practitioner'].includes(role);
    const who = h.as(role);
    assert.equal((await asked(h, hers[2], who)).answer.status, may ? 201 : 403, role);
    assert.equal((await said(who, id, 'question')).status, may ? 201 : 403, role);
    assert.equal((await page(who, hers[2])).status, may || role === 'inspector' ? 200 : 403, role);
    assert.equal((await who.get(`/api/premises/${h.here.id}/threads`)).status, KEEP.includes(role) || role === 'inspector' ? 200 : 403, role);
  }
  for (const who of [h.as('keyworker', h.there), h.as('practitioner', h.there)])
    for (const answer of [(await asked(h, hers[2], who)).answer, await said(who, id, 'answer'), await page(who, hers[2])]) assert.equal(answer.status, 404, answer.text);
  assert.equal((await h.as('keyworker', h.there).get(`/api/premises/${h.here.id}/threads`)).status, 404);
  assert.equal((await said(await h.terminal(), id, 'answer')).status, 403);
});

test('words about a restricted woman are for her circle and her practitioner', async () => {
  const woman = { ...h.here.women.at(-1), crn: 'restricted' };
  const { id } = await asked(h, h.here.women.at(-1), mine(), { entry: { id: randomUUID(), words: 'Has her brother been?' } });
  assert.deepEqual((await thread(id, woman)).entries.map((e) => e.words), [null]);
  assert.deepEqual((await here()).find((t) => t.id === id).resident, { id: woman.id, crn: null, preferred_name: null, family_name: null, restricted: true });
  assert.deepEqual((await thread(id, h.here.women.at(-1), mine())).entries.map((e) => e.words), ['Has her brother been?']);
});

// From here on women move and practitioners change.
test('a new practitioner has the whole thread, and it waits for her; the one before has it no more', async () => {
  const { id } = await asked(h, hers[2], h.as('keyworker'), { entry: { id: randomUUID(), words: 'Will you come?' } });
  await practitioner(h, sam, [hers[2]], minutes(10));
  await h.at(minutes(11));
  const now = (await home(h.as('practitioner', h.there))).women.find((w) => w.stay === hers[2].stay);
  const one = now.threads.find((t) => t.id === id);
  assert.deepEqual([one.waits_on, one.entries[0].words], ['practitioner', 'Will you come?']);
  assert.equal((await said(h.as('practitioner', h.there), id, 'answer', 'On Friday.')).status, 201);
  assert.equal((await said(mine(), id, 'answer', 'Never.')).status, 404);
  assert.equal((await page(mine(), hers[2])).status, 404);
  assert.equal((await home()).women.some((w) => w.stay === hers[2].stay), false);
});

test('a woman who moved to another house: her practitioner keeps what was asked, the new house does not have it', async () => {
  const [woman] = hers;
  const { id } = await asked(h, woman, mine(), { entry: { id: randomUUID(), words: 'Is her post sent on?' } });
  const moved = { ...woman, stay: randomUUID() };
  await psql(h.db, `UPDATE lantern.stay SET departed_at = '${minutes(12)}' WHERE id = '${woman.stay}';
    INSERT INTO lantern.stay (id, resident_id, premises_id, expected_on, released_on, arrived_at)
      VALUES ('${moved.stay}', '${woman.id}', '${h.there.id}', '2026-11-10', '2026-11-10', '${minutes(12)}');
    INSERT INTO lantern.stay_checks (stay_id, resident_id, premises_id, version, seed, last_recorded_at, gaps_s, predictable)
      VALUES ('${moved.stay}', '${woman.id}', '${h.there.id}', 0, 1, '${minutes(12)}', '{}', false)`);
  await h.at(minutes(13));
  const hers_now = (await home()).women.find((w) => w.resident.id === woman.id);
  assert.deepEqual([hers_now.stay, hers_now.premises.name], [moved.stay, 'Birch House']);
  assert.ok(hers_now.threads.some((t) => t.id === id));
  assert.deepEqual((await page(h.as('keyworker', h.there), moved)).json.threads, []);
  assert.equal((await said(h.as('keyworker', h.there), id, 'answer')).status, 404);
  assert.equal((await said(h.as('keyworker'), id, 'answer', 'On Monday it was.')).status, 201, 'the house that knows answers');
  assert.equal((await asked(h, moved, mine())).answer.status, 201);
});
