// She does not answer: the steps at her door as recorded over HTTP, from the first knock to how it ended (features 30, 39).
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { psql, rows, server, settled, value } from '../harness/index.mjs';
import { fields, house, minutes, NOW, PIN, ROLES, slug, visitOf } from './house.mjs';

let h;
before(async () => {
  h = await house({ women: 20 });
});
after(() => h.stop());

const MAY = ['night_worker', 'keyworker', 'shift_lead', 'premises_manager', 'on_call', 'agency'];
const mo = () => h.as('night_worker');
const of = (woman, more = {}) => ({ stay: woman.stay, crn: woman.crn, ...more });
const begin = (who, woman, id = randomUUID()) => who.put(`/api/chains/${id}`, of(woman));
const step = (who, chain, name, more = {}, id = randomUUID()) => who.put(`/api/chain-steps/${id}`, { chain, step: name, ...more });
const end = (who, chain, outcome, more = {}) => who.post(`/api/chains/${chain}/end`, { outcome, ...more });
const attest = (who, chain, body) => who.post(`/api/chains/${chain}/attest`, body);
const put = (who, body, id = randomUUID()) => who.put(`/api/visits/${id}`, body);
const listed = async (who) => (await who.get(`/api/premises/${h.here.id}/chains`)).json.open;
const rowOf = async (who, woman) => (await who.get(`/api/premises/${h.here.id}/board`)).json.rows.find((row) => row.stay === woman.stay);
// The clock of a test stands still, so the order of steps says nothing.
const names = (chain) => chain.steps.map((one) => one.step).sort();
const byId = (steps) => [...steps].sort((a, b) => (a.id < b.id ? -1 : 1));
const events = (woman, like = 'chain.%') => rows(h.db, `SELECT kind, data, staff_id FROM lantern.event
  WHERE stay_id = '${woman.stay}' AND kind LIKE '${like}' ORDER BY xid, seq`);
const openChain = (woman) => value(h.db, `SELECT count(*) FROM lantern.chain WHERE stay_id = '${woman.stay}' AND ended_at IS NULL`);

/** A chain that this worker has begun at her door. */
async function begun(woman, who = mo()) {
  const answer = await begin(who, woman);
  assert.equal(answer.status, 201, answer.text);
  return answer.json.chain;
}

test('the button opens the steps and sounds the alarm, with no PIN', async () => {
  const [woman] = h.here.women;
  const id = randomUUID();
  const who = await h.terminal({ role: 'night_worker', since_s: 45 });
  const answer = await begin(who, woman, id);

  assert.equal(answer.status, 201, answer.text);
  const { chain, alarm } = answer.json;
  assert.deepEqual([chain.id, chain.stay, chain.opened_at, chain.climb_at, chain.ended], [id, woman.stay, NOW, minutes(3), null]);
  assert.deepEqual(chain.times, { louder_s: 30, second_s: 60, enter_s: 90, climb_s: 180 });
  assert.deepEqual(chain.steps.map(({ step: name, by, at }) => [name, by, at]), [['knocked', h.here.staff.night_worker.initials, NOW]]);
  assert.deepEqual([alarm.class, alarm.cause, alarm.state, alarm.rung], ['rouse', 'no_reply', 'open', 0]);
  assert.deepEqual((await begin(who, woman, id)).json, answer.json, 'the same again');

  const row = await rowOf(mo(), woman);
  assert.deepEqual(row.chain, { id, opened_at: NOW });
  const [shown] = await listed(mo());
  assert.deepEqual([shown.room, shown.resident.preferred_name, names(shown)], ['1', woman.name, ['knocked']]);
  const [opened] = await events(woman);
  assert.deepEqual([opened.kind, opened.data.row.chain, opened.data.board.chain], ['chain.opened', row.chain, row.chain]);
  assert.deepEqual(opened.data.chain.steps, shown.steps);
});

test('a visit without a reply opens them too, and a visit in which she answers ends them', async () => {
  const woman = h.here.women[1];
  const visit = randomUUID();
  const knocked = await put(mo(), visitOf(woman, { outcome: 'no_reply' }), visit);
  assert.equal(knocked.status, 201, knocked.text);
  const [chain] = (await listed(mo())).filter((one) => one.stay === woman.stay);
  assert.deepEqual(names(chain), ['knocked']);
  assert.equal(await value(h.db, `SELECT visit_id FROM lantern.chain WHERE id = '${chain.id}'`), visit);

  await put(mo(), visitOf(woman, { outcome: 'no_reply' }));
  assert.equal(await value(h.db, `SELECT count(*) FROM lantern.chain WHERE stay_id = '${woman.stay}'`), 1, 'knocking again is no second one');
  const answered = await put(mo(), visitOf(woman, { outcome: 'do_not_disturb' }));
  assert.equal(answered.status, 201, answered.text);
  assert.equal(answered.json.alarm.state, 'closed');
  assert.equal(await openChain(woman), 0);
  const past = (await mo().get(`/api/residents/${woman.crn}/stays/${woman.stay}/chains`)).json;
  assert.equal(past.banner.stay, woman.stay);
  assert.deepEqual(past.chains.map((one) => [one.id, one.ended.outcome, one.ended.by]), [[chain.id, 'answered', h.here.staff.night_worker.initials]]);
  assert.equal((await rowOf(mo(), woman)).chain, null);
  const told = await events(woman);
  assert.deepEqual(told.map((one) => one.kind), ['chain.opened', 'chain.ended']);
  assert.deepEqual([told[1].data.row, told[1].data.board.chain], [{ chain: null }, null]);
});

test('a review of her plan opens when it ends, and the clock that would climb is void', async () => {
  const woman = h.here.women[1];
  const [trigger] = await rows(h.db, `SELECT t.kind, t.ref FROM lantern.review_trigger t JOIN lantern.review v ON v.id = t.review_id
    WHERE v.stay_id = '${woman.stay}'`);
  const chain = await value(h.db, `SELECT id FROM lantern.chain WHERE stay_id = '${woman.stay}'`);
  assert.deepEqual(trigger, { kind: 'no_reply', ref: chain });
  assert.equal(await value(h.db, `SELECT state FROM lantern.deadline WHERE kind = 'chain.climb' AND subject = '${chain}'`), 'void');
});

test('seen awake or asleep and breathing ends it as seen; not in her room does not', async () => {
  const woman = h.here.women[2];
  for (const [outcome, seen] of [['awake_seen', {}], ['asleep_breathing', { breathing: true, movement: true }]]) {
    const chain = await begun(woman);
    await put(mo(), visitOf(woman, { outcome: 'not_in_room' }));
    assert.equal(await openChain(woman), 1);
    const answer = await put(mo(), visitOf(woman, { outcome, ...seen }));
    assert.equal(answer.status, 201, answer.text);
    assert.equal(await value(h.db, `SELECT outcome FROM lantern.chain WHERE id = '${chain.id}'`), 'seen_well');
  }
});

test('where she is to be roused, asleep and breathing ends nothing: that may be the very danger', async () => {
  const woman = h.here.women[3];
  await psql(h.db, `UPDATE lantern.requirement SET kind = 'rouse', class = 'rouse' WHERE id = '${woman.requirement}'`);
  const chain = await begun(woman);
  const asleep = await put(mo(), visitOf(woman, { outcome: 'asleep_breathing', breathing: true, movement: true }));
  assert.equal(asleep.status, 201, asleep.text);
  assert.equal(await openChain(woman), 1);
  assert.equal((await rowOf(mo(), woman)).alarm.cause, 'no_reply');
  await put(mo(), visitOf(woman, { outcome: 'spoke' }));
  assert.equal(await value(h.db, `SELECT outcome FROM lantern.chain WHERE id = '${chain.id}'`), 'answered');
});

test('an agency worker, who reads no reviews, sees her and ends it, and so opens one or joins it', async () => {
  const woman = h.here.women[3];
  for (const outcome of ['spoke', 'awake_seen']) {
    await begun(woman, h.as('agency'));
    const seen = await put(h.as('agency'), visitOf(woman, { outcome }));
    assert.equal(seen.status, 201, seen.text);
    assert.equal(await openChain(woman), 0);
  }
  assert.deepEqual(await rows(h.db, `SELECT count(*)::int AS triggers FROM lantern.review_trigger t JOIN lantern.review v ON v.id = t.review_id
    WHERE v.stay_id = '${woman.stay}' GROUP BY v.id`), [{ triggers: 3 }], 'with the one before');
});

test('two who press at once have begun one', async () => {
  const woman = h.here.women[4];
  const ids = [randomUUID(), randomUUID(), randomUUID()];
  const answers = await Promise.all(['night_worker', 'agency', 'shift_lead'].map((role, i) => begin(h.as(role), woman, ids[i])));
  assert.deepEqual(answers.map((one) => one.status).sort(), [200, 200, 201], answers.map((one) => one.text).join('\n'));
  assert.equal(new Set(answers.map((one) => one.json.chain.id)).size, 1);
  assert.equal(await value(h.db, `SELECT count(*) FROM lantern.chain WHERE stay_id = '${woman.stay}'`), 1);

  // What was sent again after it is over begins no other.
  const late = answers.findIndex((one) => one.status === 200);
  const { id } = answers[late].json.chain;
  assert.equal((await end(mo(), id, 'answered')).status, 200);
  const again = await begin(h.as(['night_worker', 'agency', 'shift_lead'][late]), woman, ids[late]);
  assert.deepEqual([again.status, again.json.chain.id], [200, id]);
  assert.equal(await openChain(woman), 0);
});

test('each tap stamps itself, in any order, and a repeated one is the same step', async () => {
  const woman = h.here.women[5];
  const chain = await begun(woman);
  const id = randomUUID();
  const first = await step(mo(), chain.id, 'louder', { words: 'lamp switch' }, id);
  assert.equal(first.status, 201, first.text);
  assert.deepEqual((await step(mo(), chain.id, 'louder', { words: 'lamp switch' }, id)).json, first.json);
  assert.equal(slug(await step(mo(), chain.id, 'entered', {}, id)), 'id-reused');
  for (const name of ['second_called', 'entered', 'not_breathing', 'called_999', 'recovery_position', 'naloxone', 'cpr', 'ambulance', 'breathing', 'roused', 'knocked'])
    assert.equal((await step(h.as('agency'), chain.id, name)).status, 201, name);
  const last = await step(mo(), chain.id, 'note', { words: 'her sister rang' });
  assert.equal(last.json.chain.steps.length, 14);
  const told = await events(woman, 'chain.stepped');
  assert.equal(told.length, 13);
  assert.deepEqual(told.at(-1).data.chain, last.json.chain);

  const [shown] = (await listed(mo())).filter((one) => one.stay === woman.stay);
  assert.deepEqual(byId(shown.steps), byId(last.json.chain.steps));
  await end(mo(), chain.id, 'roused');
});

test('a step that waited on a device keeps the time of its tap, between the first knock and now', async () => {
  const woman = h.here.women[5];
  const chain = await begun(woman);
  const at = async (when) => (await step(mo(), chain.id, 'louder', { at: when })).json.chain.steps.at(-1).at;
  assert.equal(await at(minutes(-20)), NOW);
  assert.equal(await at(minutes(20)), NOW);
  h.clock.set(minutes(0.5));
  assert.equal(await at(minutes(0.25)), minutes(0.25));
  h.clock.set(NOW);
  await end(mo(), chain.id, 'answered');
});

test('a step names what is wrong with it', async () => {
  const woman = h.here.women[5];
  const chain = await begun(woman);
  for (const [body, status, field] of [
    [{ chain: chain.id, step: 'climbed' }, 422, '/step'], [{ chain: chain.id, step: 'note' }, 422, '/words'],
    [{ chain: chain.id, step: 'note', words: '' }, 422, '/words'], [{ step: 'louder' }, 422, '/chain'],
    [{ chain: chain.id, step: 'louder', words: 'x'.repeat(301) }, 422, '/words'], [{ chain: chain.id, step: 'louder', at: 'now' }, 422, '/at'],
  ]) {
    const answer = await mo().put(`/api/chain-steps/${randomUUID()}`, body);
    assert.deepEqual([answer.status, fields(answer)], [status, [field]], answer.text);
  }
  assert.equal((await step(mo(), randomUUID(), 'louder')).status, 404);
  assert.equal((await end(mo(), chain.id, 'answered')).status, 200);
  const late = await step(mo(), chain.id, 'entered');
  assert.deepEqual([late.status, slug(late)], [409, 'conflict']);
});

test('nothing begins for a woman who is out, nor for the wrong one', async () => {
  const woman = h.here.women[6];
  const wrong = await begin(mo(), { ...woman, crn: h.here.women[7].crn });
  assert.deepEqual([wrong.status, slug(wrong), fields(wrong)], [409, 'wrong-woman', ['/crn']]);
  await mo().put(`/api/movements/${randomUUID()}`, of(woman, { kind: 'out', left_at: NOW, phone_works: 'yes' }));
  const out = await begin(mo(), woman);
  assert.deepEqual([out.status, slug(out)], [409, 'recorded-as-out']);
});

test('a movement ends it: to hospital, or out because she was not in her room', async () => {
  for (const [woman, kind, outcome] of [[h.here.women[7], 'hospital', 'hospital'], [h.here.women[8], 'out', 'not_in_room']]) {
    const chain = await begun(woman);
    const left = await mo().put(`/api/movements/${randomUUID()}`, of(woman, { kind, left_at: NOW, phone_works: 'no' }));
    assert.equal(left.status, 201, left.text);
    assert.equal(left.json.alarm.state, 'closed');
    assert.equal(await value(h.db, `SELECT outcome FROM lantern.chain WHERE id = '${chain.id}'`), outcome);
    assert.equal((await rowOf(mo(), woman)).chain, null);
  }
});

test('taking the knock back leaves the steps to a person', async () => {
  const woman = h.here.women[9];
  const visit = randomUUID();
  await put(mo(), visitOf(woman, { outcome: 'no_reply' }), visit);
  const taken = await put(mo(), { ...visitOf(woman, { outcome: 'no_reply' }), corrects: visit, withdrawn: true, reason: 'the wrong door' });
  assert.equal(taken.status, 201, taken.text);
  assert.equal(await openChain(woman), 1);
});

test('how it ended is a safety record: the PIN, then the alarm is over unless something is overdue', async () => {
  const woman = h.here.women[9];
  const [chain] = (await listed(mo())).filter((one) => one.stay === woman.stay);
  await h.secrets('keyworker');
  const screen = await h.terminal({ role: 'keyworker', since_s: 45 });
  const bare = await end(screen, chain.id, 'not_in_room');
  assert.deepEqual([bare.status, slug(bare), fields(bare)], [403, 'pin-needed', ['/pin']]);
  const wrong = await end(screen, chain.id, 'not_in_room', { pin: '271605' });
  assert.deepEqual([wrong.status, slug(wrong)], [403, 'pin-wrong']);
  const gone = await end(screen, chain.id, 'not_in_room', { pin: PIN, words: 'the bed is cold' });
  assert.equal(gone.status, 200, gone.text);
  assert.deepEqual([gone.json.chain.ended.outcome, gone.json.chain.ended.words], ['not_in_room', 'the bed is cold']);
  assert.deepEqual([gone.json.alarm.cause, gone.json.alarm.state], ['not_found', 'open'], 'she is still to be found');

  const same = await end(mo(), chain.id, 'not_in_room');
  assert.deepEqual([same.status, same.json.chain.ended.by], [200, h.here.staff.keyworker.initials]);
  const other = await end(mo(), chain.id, 'answered');
  assert.deepEqual([other.status, slug(other), other.json.current.ended.outcome], [409, 'conflict', 'not_in_room']);
  for (const outcome of ['fine', undefined]) assert.deepEqual(fields(await end(mo(), chain.id, outcome)), ['/outcome']);

  const woman2 = h.here.women[10];
  const well = await end(mo(), (await begun(woman2)).id, 'seen_well');
  assert.equal(well.json.alarm.state, 'closed');
  assert.equal((await rowOf(mo(), woman2)).alarm, null);
});

test('who may: those who work with the women; others read or nothing', async () => {
  const woman = h.here.women[10];
  const chain = await begun(woman);
  for (const role of ROLES) {
    const who = h.as(role);
    const may = MAY.includes(role);
    assert.equal((await begin(who, woman)).status, may ? 200 : 403, role);
    assert.equal((await step(who, chain.id, 'louder')).status, may ? 201 : 403, role);
    assert.equal((await attest(who, chain.id, { alone: false })).status, may ? 200 : 403, role);
    assert.equal((await who.get(`/api/premises/${h.here.id}/chains`)).status, may || role === 'inspector' ? 200 : 403, role);
    assert.equal((await who.get(`/api/residents/${woman.crn}/stays/${woman.stay}/chains`)).status, may || role === 'inspector' ? 200 : 403, role);
    if (!may) assert.equal((await end(who, chain.id, 'died')).status, 403, role);
  }
  const stranger = h.as('night_worker', h.there);
  for (const answer of [await begin(stranger, woman), await step(stranger, chain.id, 'louder'), await attest(stranger, chain.id, { alone: false }),
    await end(stranger, chain.id, 'answered'), await stranger.get(`/api/premises/${h.here.id}/chains`)]) {
    assert.equal(answer.status, 404, answer.text);
    assert.doesNotMatch(answer.text, /Woman|Exampleby|Alder/);
  }
  await end(mo(), chain.id, 'answered');
});

test('an inspector at a terminal writes nothing', async () => {
  const chain = await begun(h.here.women[10]);
  const screen = await h.terminal({ role: 'inspector' });
  const answer = await step(screen, chain.id, 'louder');
  assert.equal(answer.status, 403, answer.text);
  await end(mo(), chain.id, 'answered');
});

test('a locked screen of the house shows and stamps the steps, without names or words', async () => {
  const woman = h.here.women[11];
  const chain = await begun(woman);
  await step(mo(), chain.id, 'louder', { words: 'Woman L sleeps with her door ajar' });
  const screen = await h.terminal();
  const board = (await screen.get(`/api/premises/${h.here.id}/board`)).json;
  assert.deepEqual(board.rows.find((row) => row.stay === woman.stay).chain, { id: chain.id, opened_at: NOW });

  const stream = await h.stream(screen, `/api/live?from=${board.horizon}`);
  const stamped = await step(screen, chain.id, 'second_called');
  assert.equal(stamped.status, 201, stamped.text);
  assert.deepEqual([stamped.json.chain.steps.length, stamped.json.chain.steps.at(-1).by], [3, null]);
  const seen = JSON.parse((await stream.next((one) => one.event === 'message' && JSON.parse(one.data).kind === 'chain.stepped')).data);
  assert.deepEqual(seen.data.board.chain, { id: chain.id, opened_at: NOW });
  assert.deepEqual(names(seen.data.board.no_reply), ['knocked', 'louder', 'second_called']);
  stream.close();

  const list = await screen.get(`/api/premises/${h.here.id}/chains`);
  const [shown] = list.json.open.filter((one) => one.stay === woman.stay);
  assert.deepEqual([shown.room, shown.resident, shown.attests], ['12', null, []]);
  for (const text of [stamped.text, list.text, JSON.stringify(seen)])
    assert.doesNotMatch(text, new RegExp(`Woman|Exampleby|ajar|X1000|"${h.here.staff.night_worker.initials}"`));
  const kept = await rows(h.db, `SELECT staff_id, terminal_id IS NOT NULL AS there FROM lantern.chain_step WHERE chain_id = '${chain.id}' AND step = 'second_called'`);
  assert.deepEqual(kept, [{ staff_id: null, there: true }]);

  const words = await step(screen, chain.id, 'note', { words: 'something' });
  assert.deepEqual([words.status, slug(words), fields(words)], [403, 'terminal-locked', ['/words']]);
  for (const answer of [await begin(screen, woman), await end(screen, chain.id, 'answered'), await attest(screen, chain.id, { alone: false }),
    await screen.get(`/api/residents/${woman.crn}/stays/${woman.stay}/chains`)]) assert.deepEqual([answer.status, slug(answer)], [403, 'terminal-locked'], answer.text);
  const elsewhere = await h.terminal({ where: h.there });
  assert.equal((await step(elsewhere, chain.id, 'louder')).status, 404);
  assert.equal((await elsewhere.get(`/api/premises/${h.here.id}/chains`)).status, 404);
  assert.equal((await h.nobody().put(`/api/chain-steps/${randomUUID()}`, { chain: chain.id, step: 'louder' })).status, 401);
  await end(mo(), chain.id, 'answered');
});

test('a locked screen that stamps leaves on other screens who said how they went in', async () => {
  const woman = h.here.women[15];
  const chain = await begun(woman);
  await attest(mo(), chain.id, { alone: true, reason: 'there was no time to wait' });
  const screen = await h.terminal();
  assert.equal((await step(screen, chain.id, 'breathing')).status, 201);
  const stamped = (await events(woman, 'chain.stepped')).at(-1);
  const initials = h.here.staff.night_worker.initials;
  assert.deepEqual(stamped.data.chain.attests, [{ by: initials, alone: true, reason: 'there was no time to wait' }]);
  assert.deepEqual(stamped.data.chain.steps.find((one) => one.step === 'knocked').by, initials);
  assert.deepEqual([stamped.data.board.no_reply.attests, stamped.data.board.no_reply.steps.map((one) => one.by)], [[], [null, null]]);
  await end(mo(), chain.id, 'answered');
});

test('what waited on a screen that has locked meanwhile is answered as a locked screen is', async () => {
  const woman = h.here.women[16];
  const chain = await begun(woman);
  const id = randomUUID();
  const sent = (who) => step(who, chain.id, 'entered', { at: NOW }, id);
  assert.equal((await sent(mo())).status, 201);
  const again = await sent(await h.terminal());
  assert.equal(again.status, 201, again.text);
  assert.deepEqual(names(again.json.chain), ['entered', 'knocked']);
  assert.deepEqual(again.json.chain.steps.map((one) => one.by), [null, null]);
  await end(mo(), chain.id, 'answered');
});

test('a step and the end at the same moment: no screen is told of an open chain after its end', async () => {
  const woman = h.here.women[17];
  const screen = await h.terminal();
  for (let round = 0; round < 6; round++) {
    const chain = await begun(woman);
    const steps = Array.from({ length: 8 }, (_, i) => step(i % 2 ? mo() : screen, chain.id, 'louder'));
    const answers = await Promise.all([...steps, end(mo(), chain.id, 'answered')]);
    assert.equal(answers.at(-1).status, 200, answers.at(-1).text);
    for (const one of answers.slice(0, -1)) assert.ok([201, 409, 503].includes(one.status), one.text);
    const told = (await events(woman)).filter((one) => one.data.chain.id === chain.id);
    assert.equal(told.at(-1).kind, 'chain.ended', told.map((one) => one.kind).join(' '));
  }
});

test('what is written about a restricted woman stays in its row', async () => {
  const woman = h.here.women.at(-1);
  const answer = await begin(mo(), { ...woman, crn: 'restricted' });
  assert.equal(answer.status, 201, answer.text);
  const { id } = answer.json.chain;
  await step(mo(), id, 'note', { words: 'she lay by the window' });
  await attest(mo(), id, { alone: true, reason: 'she lay by the window' });
  await end(mo(), id, 'roused', { words: 'she lay by the window' });
  assert.doesNotMatch(JSON.stringify(await events(woman)), /window/);
  assert.equal(await value(h.db, `SELECT words FROM lantern.chain_step WHERE chain_id = '${id}' AND step = 'note'`), 'she lay by the window');
});

test('who went in alone says why when others are on, and each says it on her own PIN', async () => {
  const woman = h.here.women[12];
  const chain = await begun(woman);
  const ali = await h.secrets('agency');
  await h.secrets('night_worker');
  const screen = await h.terminal({ role: 'night_worker' });
  const bare = await attest(screen, chain.id, { alone: true });
  assert.deepEqual([bare.status, slug(bare), fields(bare)], [403, 'pin-needed', ['/pin']], bare.text);
  const why = await attest(screen, chain.id, { alone: true, pin: PIN });
  assert.deepEqual([why.status, slug(why), fields(why)], [422, 'reason-needed', ['/reason']], why.text);
  assert.match(why.json.detail, /alder agency/);
  assert.ok(why.json.on.some((one) => one.staff === ali.id) && !why.json.on.some((one) => one.staff === h.here.staff.night_worker.id));

  const secondOf = (staff, pin = PIN) => ({ alone: false, pin: PIN, second: { staff, pin } });
  assert.deepEqual(fields(await attest(screen, chain.id, secondOf(h.here.staff.night_worker.id))), ['/second/staff']);
  assert.deepEqual(fields(await attest(screen, chain.id, { ...secondOf(ali.id), alone: true, reason: 'x' })), ['/second']);
  assert.equal(slug(await attest(screen, chain.id, secondOf(ali.id, '271605'))), 'pin-wrong');
  const both = await attest(screen, chain.id, secondOf(ali.id));
  assert.equal(both.status, 200, both.text);
  assert.deepEqual(both.json.chain.attests, [h.here.staff.night_worker, ali].map((one) => ({ by: one.initials, alone: false, reason: '' })));
  const kept = await rows(h.db, `SELECT staff_id FROM lantern.chain_attest WHERE chain_id = '${chain.id}'`);
  assert.deepEqual(kept.map((one) => one.staff_id).sort(), [h.here.staff.night_worker.id, ali.id].sort());

  const byName = (said) => [...said].sort((a, b) => (a.by < b.by ? -1 : 1));
  const again = (await attest(screen, chain.id, secondOf(ali.id))).json.chain.attests;
  assert.deepEqual(byName(again), byName(both.json.chain.attests), 'once said it stays');
  const changed = await attest(screen, chain.id, { alone: true, reason: 'no', pin: PIN });
  assert.deepEqual([changed.status, slug(changed)], [409, 'conflict']);
  await end(mo(), chain.id, 'roused');
  const later = await attest(h.as('shift_lead'), chain.id, { alone: true, reason: 'Mo was with another woman' });
  assert.deepEqual([later.status, later.json.chain.attests.length], [200, 3], 'also when it is over');
  assert.equal((await events(woman, 'chain.attested')).at(-1).data.row.chain, null);
});

// From here on the clock moves.
test('at three minutes without an outcome on-call is told, quiet or not', async () => {
  const [quiet, plain] = [h.here.women[13], h.here.women[14]];
  const chain = await begun(quiet);
  await begun(plain);
  await h.at(minutes(2.5));
  const { alarm } = await rowOf(mo(), quiet);
  assert.equal((await mo().post(`/api/alarms/${alarm.id}/acknowledge`, {})).json.alarm.state, 'quiet');
  await h.at(minutes(2.99));
  assert.equal((await rowOf(mo(), quiet)).alarm.state, 'quiet');

  await h.at(minutes(3));
  for (const woman of [quiet, plain]) {
    const now = (await rowOf(mo(), woman)).alarm;
    assert.deepEqual([now.state, now.rung, now.told.at(-1)], ['open', 2, { who: 'on_call', at: minutes(3) }], woman.name);
  }
  const shown = (await listed(mo())).find((one) => one.stay === quiet.stay);
  assert.deepEqual(shown.steps.at(-1), { id: shown.steps.at(-1).id, step: 'climbed', words: '', by: null, at: minutes(3) });
  const [climbed] = await events(quiet, 'chain.climbed');
  assert.deepEqual([climbed.staff_id, climbed.data.row.chain.id, names(climbed.data.board.no_reply)], [null, chain.id, ['climbed', 'knocked']]);
  await h.at(minutes(6));
  assert.equal((await rowOf(mo(), quiet)).alarm.rung, 3, 'and the area three minutes on');
  assert.equal((await events(quiet, 'chain.climbed')).length, 1);
  const answer = await end(mo(), chain.id, 'roused');
  assert.equal(answer.json.alarm.state, 'closed');
});

test('it climbs when no server ran at that minute, and does not when it is over', async () => {
  const [woman, over] = [h.here.women[13], h.here.women[14]];
  const chain = (await begin(mo(), woman)).json.chain;
  await end(mo(), (await listed(mo())).find((one) => one.stay === over.stay).id, 'answered');
  const kept = (await begin(mo(), over)).json.chain;
  await end(mo(), kept.id, 'answered');
  await h.server.stop();
  h.clock.advance(1200);
  const again = await server({ db: h.db, clock: h.clock });
  try {
    await settled(again);
    const [climbed] = await rows(h.db, `SELECT at FROM lantern.chain_step WHERE chain_id = '${chain.id}' AND step = 'climbed'`);
    assert.equal(Date.parse(climbed.at), Date.parse(h.clock.iso), 'when it was told, not when it should have been');
    const [alarm] = await rows(h.db, `SELECT rung, quiet_until FROM lantern.alarm WHERE stay_id = '${woman.stay}' AND closed_at IS NULL`);
    assert.ok(alarm.rung >= 2 && alarm.quiet_until === null);
    assert.equal(await value(h.db, `SELECT count(*) FROM lantern.chain_step WHERE chain_id = '${kept.id}' AND step = 'climbed'`), 0);
  } finally {
    await again.stop();
  }
});
