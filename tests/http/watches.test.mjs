// Watches at the API: who begins, keeps, tightens and ends one, and that nothing but a named person loosens a check.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { psql, rows, value } from '../harness/index.mjs';
import { fields, house, minutes, NOW, PIN, slug, visitOf } from './house.mjs';

let h;
let next = 0;
before(async () => { h = await house({ women: 20 }); });
after(() => h.stop());

const woman = () => h.here.women[next++];
const who = (role = 'night_worker', where = h.here) => h.as(role, where);
const said = (one, more) => ({ stay: one.stay, crn: one.restricted ? 'restricted' : one.crn, ...more });
const begin = (one, more = {}, by = who(), id = randomUUID()) =>
  by.put(`/api/watches/${id}`, said(one, { reason: 'concern', max_gap_s: 2700, words: 'crying in her room', ...more }));
const rousing = (one, by = who(), id = randomUUID()) => by.put(`/api/watches/${id}`, said(one, { reason: 'intoxication' }));
const act = (watch, what, body, by = who()) => by.post(`/api/watches/${watch}/${what}`, { words: 'as decided', ...body });
const read = async (one, by = who()) => (await by.get(`/api/residents/${one.restricted ? 'restricted' : one.crn}/stays/${one.stay}/watches`)).json;
const told = (one, kind) => rows(h.db, `SELECT kind, data FROM lantern.event
  WHERE stay_id = '${one.stay}' ${kind ? `AND kind = '${kind}'` : "AND kind LIKE 'watch.%'"} ORDER BY xid, seq`);
const open = (one) => rows(h.db, `SELECT kind, source, lantern.iso(latest_at) AS latest, max_gap_s FROM lantern.requirement
  WHERE stay_id = '${one.stay}' AND state = 'open' AND source = 'plan' ORDER BY kind`);
const refused = (answer, status, kind, field) => {
  assert.deepEqual([answer.status, slug(answer)], [status, kind], answer.text);
  if (field) assert.deepEqual(fields(answer), [field], answer.text);
};

test('a worry is a watch: closer checks from now, whoever is on shift', async () => {
  const one = woman();
  const id = randomUUID();
  const begun = await begin(one, {}, who('agency'), id);
  assert.equal(begun.status, 201, begun.text);
  assert.deepEqual(begun.json.watches, [{ id, reason: 'concern', from: NOW, least_until: null, decide_at: null }]);
  assert.equal(begun.json.review, null);
  assert.equal(begun.json.closed[0].state, 'not_required');
  assert.deepEqual(await open(one), [{ kind: 'sign_of_life', source: 'plan', latest: minutes(10), max_gap_s: 2700 }]); // 45 min after she was seen
  const [event] = await told(one);
  assert.equal(event.kind, 'watch.began');
  assert.deepEqual(event.data.row, { watches: begun.json.watches });
  assert.equal(event.data.board.opened[0].latest, minutes(10));
  const page = await read(one, who('inspector'));
  assert.deepEqual(page.watches[0].bands, [{ kind: 'sign_of_life', min_gap_s: 1350, max_gap_s: 2700, from: '00:00', until: '00:00', starts: NOW, ends: null }]);
  assert.deepEqual([page.watches[0].author, page.watches[0].words, page.watches[0].ended], ['alder agency', 'crying in her room', null]);
  const again = await begin(one, {}, who('agency'), id);
  assert.deepEqual([again.status, again.json], [201, begun.json]);
  refused(await begin(one, { max_gap_s: 900 }, who('agency'), id), 409, 'id-reused');
});

test('what cannot be is said at its field', async () => {
  const one = woman();
  refused(await begin(one, { max_gap_s: undefined }), 422, 'invalid-input', '/max_gap_s');
  refused(await begin(one, { min_gap_s: 2700 }), 422, 'invalid-input', '/min_gap_s');
  refused(await begin(one, { reason: 'release' }), 422, 'invalid-input', '/reason');
  refused(await begin(one, { reason: 'intoxication' }), 422, 'invalid-input', '/max_gap_s');
  refused(await begin(one, { reason: 'intoxication', max_gap_s: undefined, kind: 'sign_of_life' }), 422, 'invalid-input', '/kind');
  refused(await begin({ ...one, crn: h.here.women[0].crn }), 409, 'wrong-woman', '/crn');
  for (const role of ['kitchen', 'inspector', 'practitioner', 'area_manager', 'administrator']) assert.equal((await begin(one, {}, who(role))).status, 403, role);
  assert.equal((await begin(one, {}, who('shift_lead', h.there))).status, 404);
  assert.equal((await told(one)).length, 0);
});

test('from a shared screen a watch is somebody\'s own: the PIN is asked again', async () => {
  const one = woman();
  await h.secrets('keyworker');
  const desk = await h.terminal({ role: 'keyworker', since_s: 31 });
  refused(await begin(one, {}, desk), 403, 'pin-needed', '/pin');
  refused(await begin(one, { pin: '111111' }, desk), 403, 'pin-wrong', '/pin');
  assert.equal((await begin(one, { pin: PIN }, desk)).status, 201);
});

test('under the influence: rousing checks, a review at once, and one such watch at a time', async () => {
  const one = woman();
  const id = randomUUID();
  const begun = await rousing(one, who('agency'), id);
  assert.equal(begun.status, 201, begun.text);
  assert.deepEqual(begun.json.watches, [{ id, reason: 'intoxication', from: NOW, least_until: minutes(240), decide_at: minutes(240) }]);
  assert.deepEqual([begun.json.review.opened, begun.json.review.act_by, begun.json.review.review_by], [true, minutes(60), minutes(1440)]);
  const rouse = (await open(one)).find((duty) => duty.kind === 'rouse');
  assert.equal(rouse.max_gap_s, 1800);
  const second = await rousing(one);
  refused(second, 409, 'conflict');
  assert.equal(second.json.watch, id);
  // Sleep never completes it; an answer does.
  await h.as('night_worker').put(`/api/visits/${randomUUID()}`, visitOf(one, { outcome: 'asleep_breathing', breathing: true, movement: true }));
  assert.equal((await open(one)).find((duty) => duty.kind === 'rouse').latest, rouse.latest);
  await h.as('night_worker').put(`/api/visits/${randomUUID()}`, visitOf(one, { outcome: 'spoke' }));
  assert.equal((await open(one)).find((duty) => duty.kind === 'rouse').latest, minutes(30));

  refused(await act(id, 'end', {}, who('premises_manager')), 422, 'too-early');
  const kept = await act(id, 'keep', { until: minutes(700) });
  assert.deepEqual([kept.status, kept.json.watches[0].decide_at], [200, minutes(700)], kept.text);
  refused(await act(id, 'keep', { until: minutes(-1) }), 422, 'invalid-input', '/until');
  refused(await act(id, 'keep', { until: minutes(60 * 24 * 29) }), 422, 'invalid-input', '/until');
});

test('she has to be here to be roused; other watches can wait for her', async () => {
  const one = woman();
  const left = await who().put(`/api/movements/${randomUUID()}`, said(one, { kind: 'hospital', left_at: NOW, where_to: 'by ambulance', phone_works: 'yes' }));
  assert.equal(left.status, 201, left.text);
  refused(await rousing(one), 409, 'recorded-as-out');
  assert.equal((await begin(one)).status, 201);
  assert.deepEqual(await open(one), []);
});

test('of two watches the tightest counts, and ending one leaves the other', async () => {
  const one = woman();
  const [wide, tight] = [randomUUID(), randomUUID()];
  await begin(one, { max_gap_s: 3000 }, who(), wide);
  await begin(one, { max_gap_s: 2400, reason: 'incident' }, who(), tight);
  assert.equal((await open(one))[0].max_gap_s, 2400);
  const ended = await act(wide, 'end', { words: 'the other one covers it' }); // loosens nothing, so anybody may
  assert.equal(ended.status, 200, ended.text);
  assert.deepEqual(ended.json.watches.map((watch) => watch.id), [tight]);
  assert.deepEqual([ended.json.closed, (await open(one))[0].max_gap_s], [[], 2400]);
  refused(await act(tight, 'end', {}), 403, 'needs-shift-lead');
  assert.equal((await open(one))[0].max_gap_s, 2400);
  const last = await act(tight, 'end', { words: 'she is calm again' }, who('shift_lead'));
  assert.equal(last.status, 200, last.text);
  assert.equal((await open(one))[0].max_gap_s, 3600);
  const twice = await act(tight, 'end', {}, who('premises_manager'));
  refused(twice, 409, 'conflict');
  assert.match(twice.json.detail, /alder shift_lead/);
  assert.deepEqual((await told(one)).map((event) => event.kind), ['watch.began', 'watch.began', 'watch.ended', 'watch.ended']);
  const first = (await read(one)).watches.find((watch) => watch.id === tight);
  assert.deepEqual([first.ended.by, first.ended.words, first.decisions[0].decision], ['alder shift_lead', 'she is calm again', 'ended']);
});

test('a watch is made closer by anybody, and never by asking for less', async () => {
  const one = woman();
  const id = randomUUID();
  await begin(one, {}, who(), id);
  refused(await act(id, 'tighten', { max_gap_s: 2700 }), 422, 'invalid-input', '/max_gap_s');
  refused(await act(id, 'tighten', { max_gap_s: 7200 }), 422, 'invalid-input', '/max_gap_s');
  refused(await act(id, 'tighten', { max_gap_s: 900, min_gap_s: 900 }), 422, 'invalid-input', '/min_gap_s');
  const closer = await act(id, 'tighten', { max_gap_s: 2400, words: 'she is worse' });
  assert.equal(closer.status, 200, closer.text);
  assert.equal((await open(one))[0].latest, minutes(5));
  refused(await act(id, 'tighten', { max_gap_s: 2400 }), 422, 'invalid-input', '/max_gap_s'); // sent twice, it is one
  const [watch] = (await read(one)).watches;
  assert.deepEqual(watch.bands.map((band) => band.max_gap_s), [2400, 2700]);
  assert.deepEqual([watch.decisions[0].decision, watch.decisions[0].words], ['tightened', 'she is worse']);
  assert.equal((await told(one, 'watch.tightened'))[0].data.board.opened[0].latest, minutes(5));
  await act(id, 'end', {}, who('shift_lead'));
  assert.equal(await value(h.db, `SELECT count(*) FROM lantern.check_plan WHERE watch_id = '${id}' AND ended_at IS NULL`), 0);
});

test('the checks of a watch do not end beside it', async () => {
  const one = woman();
  const id = randomUUID();
  await begin(one, {}, who(), id);
  const plan = await value(h.db, `SELECT id FROM lantern.check_plan WHERE watch_id = '${id}'`);
  const ended = await who('premises_manager').post(`/api/check-plans/${plan}/end`, { reason: 'enough', based_on: 2 });
  refused(ended, 409, 'conflict');
  assert.equal(ended.json.watch, id);
  const replaced = await who('premises_manager').put(`/api/check-plans/${randomUUID()}`, said(one, {
    based_on: 2, origin: 'watch', reason: 'less', replaces: plan, bands: [{ from: '00:00', until: '24:00', kind: 'sign_of_life', max_gap_s: 3600 }],
  }));
  refused(replaced, 409, 'conflict');
});

test('what a roused woman answers decides what is done next', async () => {
  const one = woman();
  const id = randomUUID();
  await rousing(one, who(), id);
  await who().put(`/api/visits/${randomUUID()}`, visitOf(one));
  const answer = (more, by = who()) => by.put(`/api/rouse-answers/${randomUUID()}`, said(one, {
    watch: id, rousable: 'yes', answers: 'yes', follows_request: 'yes', may_be_illness: 'no', ...more,
  }));
  const rouse = async () => (await open(one)).find((duty) => duty.kind === 'rouse');
  const well = await answer({}, who('agency'));
  assert.deepEqual([well.status, well.json], [201, { call_999: false, second: false }], well.text);
  assert.equal((await rouse()).max_gap_s, 1800);
  const slurred = await answer({ answers: 'unclear' });
  assert.deepEqual(slurred.json, { call_999: false, second: true });
  assert.deepEqual([(await rouse()).max_gap_s, (await rouse()).latest], [900, minutes(15)]);
  assert.equal((await told(one, 'watch.tightened')).length, 1);
  const worse = await answer({ rousable: 'no' });
  assert.deepEqual(worse.json, { call_999: true, second: true });
  assert.equal((await told(one, 'watch.tightened')).length, 1); // as close already
  assert.deepEqual((await answer({ may_be_illness: 'yes' })).json, { call_999: true, second: true });
  assert.equal((await read(one)).watches[0].answers.length, 4);
  refused(await answer({ watch: randomUUID() }), 409, 'conflict');
  refused(await answer({ rousable: 'perhaps' }), 422, 'invalid-input', '/rousable');
});

test('a woman with as many check plans as there may be: her answers are recorded all the same, and say 999', async () => {
  const one = woman();
  const id = randomUUID();
  await rousing(one, who(), id);
  for (let i = 0; i < 10; i++) assert.equal((await begin(one, { max_gap_s: 3000 - 60 * i })).status, 201);
  refused(await begin(one), 409, 'conflict');
  const sent = await who().put(`/api/rouse-answers/${randomUUID()}`, said(one, {
    watch: id, rousable: 'no', answers: 'unclear', follows_request: 'unclear', may_be_illness: 'no',
  }));
  assert.deepEqual([sent.status, sent.json], [201, { call_999: true, second: true }], sent.text);
  assert.equal((await read(one)).watches.find((watch) => watch.id === id).answers.length, 1);
  assert.equal((await told(one, 'rouse.answered')).length, 1);
});

test('what is written about a restricted woman stays with those who may know her', async () => {
  const one = h.here.women.at(-1);
  const begun = await begin(one, { words: 'said something about her sister' });
  assert.equal(begun.status, 201, begun.text);
  const [watch] = (await read(one)).watches;
  assert.deepEqual([watch.words, watch.reason], [null, 'concern']);
  assert.doesNotMatch(JSON.stringify(await told(one)), /sister/);
});

// The last tests move the clock.
test('the question is put once, at its time, and nothing ends by itself', async () => {
  const one = woman();
  const other = woman();
  const [id, kept] = [randomUUID(), randomUUID()];
  await rousing(one, who(), id);
  await rousing(other, who(), kept);
  await act(kept, 'keep', { until: minutes(480) });
  await h.at(minutes(239));
  assert.equal((await told(one, 'watch.decide_due')).length, 0);
  await h.at(minutes(241));
  const [asked, ...more] = await told(one, 'watch.decide_due');
  assert.deepEqual([asked.data.row.watches[0].id, more.length], [id, 0]);
  assert.equal((await told(other, 'watch.decide_due')).length, 0);
  assert.equal((await read(one)).watches[0].ended, null);
  assert.ok((await open(one)).some((duty) => duty.kind === 'rouse'));

  // It is late enough now. What it leaves is what her manager set, so the lead decides; where it leaves nothing, the manager.
  refused(await act(id, 'end', {}), 403, 'needs-shift-lead');
  await psql(h.db, `UPDATE lantern.check_plan SET ended_at = '${h.clock.iso}', ended_by_id = author_id, end_reason = 'test' WHERE id = '${other.plan}'`);
  refused(await act(kept, 'end', {}, who('shift_lead')), 403, 'needs-manager');
  const ended = await act(id, 'end', { words: 'sober, ate, talked' }, who('shift_lead'));
  assert.equal(ended.status, 200, ended.text);
  assert.deepEqual(ended.json.watches, []);
  await h.at(minutes(481));
  assert.equal((await told(other, 'watch.decide_due')).length, 1);
  assert.equal((await told(one, 'watch.decide_due')).length, 1);
});

// Hazel's night: drink at 22:40, roused, unclear, back from hospital, kept on until ten.
test('an evening of drink, as it went', async () => {
  const hazel = woman();
  const t = (count) => minutes(count, '2026-11-11T22:40:00.000000Z');
  await h.at(t(0));
  await who().put(`/api/visits/${randomUUID()}`, visitOf(hazel, { done_at: t(0), late_reason: 'short_staffed' })); // nobody came since the night before
  const id = randomUUID();
  const begun = await rousing(hazel, who(), id);
  assert.equal(begun.json.watches[0].least_until, t(240)); // 22:40 to at least 02:40
  const due = async () => (await open(hazel)).find((duty) => duty.kind === 'rouse');
  assert.equal((await due()).latest, t(30));
  await h.at(t(25));
  await who().put(`/api/visits/${randomUUID()}`, visitOf(hazel, { done_at: t(25) }));
  const window = await rows(h.db, `SELECT lantern.iso(from_at) AS from, lantern.iso(latest_at) AS latest FROM lantern.requirement
    WHERE stay_id = '${hazel.stay}' AND state = 'open' AND kind = 'rouse'`);
  assert.deepEqual(window, [{ from: t(40), latest: t(55) }]); // roused, answers: next 15 to 30 minutes later
  await h.at(t(53));
  await who().put(`/api/visits/${randomUUID()}`, visitOf(hazel, { done_at: t(53) }));
  const slurred = await who().put(`/api/rouse-answers/${randomUUID()}`, said(hazel, {
    watch: id, rousable: 'yes', answers: 'unclear', follows_request: 'yes', may_be_illness: 'no',
  }));
  assert.deepEqual(slurred.json, { call_999: false, second: true });
  assert.equal((await due()).latest, t(68)); // set to 15
  await h.at(t(60));
  const left = await who().put(`/api/movements/${randomUUID()}`, said(hazel, { kind: 'hospital', left_at: t(60), where_to: 'by ambulance', phone_works: 'yes' }));
  assert.deepEqual(await open(hazel), []);
  await h.at(t(462));
  const back = await who().post(`/api/movements/${left.json.presence.movement}/back`, { back_at: t(462), note: 'by taxi' });
  assert.equal(back.status, 200, back.text);
  await who().put(`/api/visits/${randomUUID()}`, visitOf(hazel, { done_at: t(462) }));
  assert.equal((await due()).latest, t(477));
  assert.equal((await told(hazel, 'watch.decide_due')).length, 1); // while she was away
  const kept = await act(id, 'keep', { until: t(680), words: 'Keep it until ten.' }, who('shift_lead'));
  assert.deepEqual([kept.status, kept.json.watches[0].decide_at], [200, t(680)], kept.text);
});
