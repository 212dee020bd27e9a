// What happens around a visit: late ones, alarms, who is on the way, missed ones, PINs, corrections, the board itself.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { rows, value } from '../harness/index.mjs';
import { fields, house, minutes, NOW, PIN, ROLES, slug, visitOf } from './house.mjs';

let h;
before(async () => {
  h = await house({ women: 10 });
});
after(() => h.stop());

const put = (who, body, id = randomUUID()) => who.put(`/api/visits/${id}`, body);
const board = async (who, where = h.here) => who.get(`/api/premises/${where.id}/board`);
const rowOf = async (who, woman) => (await board(who)).json.rows.find((row) => row.stay === woman.stay);
const open = (woman) => rows(h.db, `SELECT source, kind, latest_at FROM lantern.requirement WHERE stay_id = '${woman.stay}' AND state = 'open' ORDER BY latest_at`);

test('the board is for those who work there, its inspector and its terminals', async () => {
  const may = ['night_worker', 'keyworker', 'shift_lead', 'premises_manager', 'on_call', 'agency', 'inspector'];
  for (const role of ROLES) assert.equal((await board(h.as(role))).status, may.includes(role) ? 200 : 403, role);
  for (const role of may) {
    const other = await board(h.as(role, h.there));
    assert.equal(other.status, 404, role);
    assert.doesNotMatch(other.text, /Woman|Alder/);
  }
  assert.equal((await board(h.nobody())).status, 401);
});

test('a locked terminal shows rooms and times and nobody', async () => {
  const locked = await board(await h.terminal());
  assert.equal(locked.status, 200, locked.text);
  assert.equal(locked.json.locked, true);
  assert.equal(locked.json.rows.length, 10);
  assert.ok(locked.json.rows.every((row) => row.resident === null && row.how === null && row.room && row.requirements.length));
  assert.doesNotMatch(locked.text, /Woman|Exampleby|X1000|Knock/);
  assert.deepEqual(locked.json.people, []);
  assert.equal((await board(await h.terminal({ where: h.there }))).status, 404);
});

test('a terminal asks for the PIN when the last action is a while ago, a laptop does not', async () => {
  const [woman] = h.here.women;
  const fresh = await h.terminal({ role: 'night_worker', since_s: 5 });
  assert.equal((await put(fresh, visitOf(woman))).status, 201);
  const stale = await h.terminal({ role: 'shift_lead', since_s: 45 });
  const asked = await put(stale, visitOf(woman));
  assert.deepEqual([asked.status, slug(asked), fields(asked)], [403, 'pin-needed', ['/pin']], asked.text);
  assert.equal((await put(h.as('night_worker'), visitOf(woman))).status, 201);
});

test('out closes her checks, back opens one within the half hour, hospital asks for calls', async () => {
  const woman = h.here.women[1];
  const worker = h.as('night_worker');
  const id = randomUUID();
  const leave = { stay: woman.stay, crn: woman.crn, kind: 'out', left_at: NOW, where_to: 'the shop', back_by: minutes(60), phone_works: 'yes' };
  const out = await worker.put(`/api/movements/${id}`, leave);

  assert.equal(out.status, 201, out.text);
  assert.deepEqual(out.json.closed.map((c) => [c.id, c.state]), [[woman.requirement, 'not_required']]);
  assert.deepEqual(out.json.presence, { state: 'out', since: NOW, back_by: minutes(60), call_due: null, movement: id });
  assert.deepEqual((await rowOf(worker, woman)).presence, out.json.presence);
  assert.deepEqual((await worker.put(`/api/movements/${id}`, leave)).json, out.json);

  const seen = await put(worker, visitOf(woman));
  assert.deepEqual([seen.status, slug(seen)], [409, 'recorded-as-out']);
  const twice = await worker.put(`/api/movements/${randomUUID()}`, leave);
  assert.deepEqual([twice.status, slug(twice)], [409, 'presence-unchanged']);

  const ward = randomUUID();
  const hospital = await worker.put(`/api/movements/${ward}`, { ...leave, kind: 'hospital', back_by: undefined });
  assert.equal(hospital.status, 201, hospital.text);
  assert.equal(hospital.json.presence.call_due, minutes(120));
  const called = await worker.put(`/api/hospital-calls/${randomUUID()}`, { movement: ward, at: NOW, words: 'She is awake.' });
  assert.equal(called.status, 201, called.text);
  assert.deepEqual((await rowOf(worker, woman)).presence, called.json.presence);

  const back = await worker.post(`/api/movements/${ward}/back`, { back_at: NOW, note: 'by taxi' });
  assert.equal(back.status, 200, back.text);
  const due = back.json.opened.find((one) => one.source === 'return');
  assert.equal(due.latest, minutes(30));
  assert.deepEqual((await rowOf(worker, woman)).presence, back.json.presence);
  assert.deepEqual(slug(await worker.post(`/api/movements/${ward}/back`, { back_at: NOW })), 'presence-unchanged');
  assert.equal(await value(h.db, `SELECT count(*) FROM lantern.deadline WHERE subject = '${ward}' AND state = 'open'`), 0);
});

test('a movement that cannot be is refused at its field', async () => {
  const woman = h.here.women[2];
  const leave = { stay: woman.stay, crn: woman.crn, kind: 'out', left_at: NOW, phone_works: 'no' };
  const put = (more) => h.as('night_worker').put(`/api/movements/${randomUUID()}`, { ...leave, ...more });
  for (const [more, status, field] of [
    [{ left_at: minutes(30) }, 422, '/left_at'], [{ left_at: minutes(-40) }, 422, '/left_at'],
    [{ back_by: minutes(-1) }, 422, '/back_by'], [{ crn: h.here.women[3].crn }, 409, '/crn'],
  ]) {
    const answer = await put(more);
    assert.deepEqual([answer.status, fields(answer)], [status, [field]], answer.text);
  }
});

test('going now is seen by all, ends with the visit, and one takes over from another', async () => {
  const woman = h.here.women[2];
  const [mo, ali] = [h.as('night_worker'), h.as('agency')];
  const go = (who, id = randomUUID()) => who.put(`/api/going/${id}`, { stay: woman.stay, crn: woman.crn });
  const first = await go(mo);
  assert.equal(first.status, 201, first.text);
  assert.equal(first.json.going.until, minutes(5));
  assert.deepEqual((await rowOf(ali, woman)).going, first.json.going);
  const second = await go(ali);
  assert.deepEqual((await rowOf(mo, woman)).going, second.json.going);
  assert.equal((await ali.post(`/api/going/${first.json.going.id}/end`, {})).status, 200);
  assert.equal((await put(mo, visitOf(woman))).status, 201);
  assert.equal((await rowOf(mo, woman)).going, null);
  const kinds = await rows(h.db, `SELECT kind FROM lantern.event WHERE stay_id = '${woman.stay}' AND kind LIKE 'going%' ORDER BY seq`);
  assert.deepEqual(kinds.map((e) => e.kind), ['going.started', 'going.ended', 'going.started', 'going.ended']);
  assert.equal((await h.as('night_worker', h.there).post(`/api/going/${second.json.going.id}/end`, {})).status, 404);
});

test('tightening a plan is anybody\'s and counts now; loosening needs the shift lead, and beyond the floor the manager', async () => {
  const woman = h.here.women[3];
  const version = async () => value(h.db, `SELECT version FROM lantern.stay_checks WHERE stay_id = '${woman.stay}'`);
  const plan = async (who, max_gap_s, more = {}) => who.put(`/api/check-plans/${randomUUID()}`, {
    stay: woman.stay, crn: woman.crn, based_on: await version(), origin: 'watch', reason: 'worried about her',
    bands: [{ from: '00:00', until: '24:00', kind: 'sign_of_life', min_gap_s: 600, max_gap_s }], ...more,
  });
  const tight = await plan(h.as('night_worker'), 2400);
  assert.equal(tight.status, 201, tight.text);
  assert.deepEqual([tight.json.reduction, tight.json.closed[0].state, tight.json.opened[0].latest], [false, 'not_required', minutes(5)]);

  const replaces = { replaces: tight.json.plan, bands: [{ from: '00:00', until: '24:00', kind: 'sign_of_life', max_gap_s: 3600 }] };
  const stale = await plan(h.as('shift_lead'), 3600, { ...replaces, based_on: 1 });
  assert.deepEqual([stale.status, slug(stale)], [409, 'edit-conflict'], stale.text);
  assert.equal(stale.json.current.version, 2);
  const refused = await plan(h.as('night_worker'), 3600, replaces);
  assert.deepEqual([refused.status, slug(refused)], [403, 'needs-shift-lead'], refused.text);
  const eased = await plan(h.as('shift_lead'), 3600, replaces);
  assert.deepEqual([eased.status, eased.json.reduction], [201, true], eased.text);

  const end = async (who, id) => who.post(`/api/check-plans/${id}/end`, { reason: 'no longer needed', based_on: await version() });
  assert.equal((await end(h.as('shift_lead'), eased.json.plan)).status, 200);
  const last = await end(h.as('shift_lead'), woman.plan);
  assert.deepEqual([last.status, slug(last)], [403, 'needs-manager'], last.text);
  const gone = await end(h.as('premises_manager'), woman.plan);
  assert.equal(gone.status, 200, gone.text);
  assert.deepEqual(await open(woman), []);
  assert.equal((await end(h.as('premises_manager'), woman.plan)).status, 409);
  assert.equal(await value(h.db, `SELECT count(*) FROM lantern.check_plan WHERE stay_id = '${woman.stay}' AND ended_at IS NOT NULL`), 3);
});

test('a plan names the field that is wrong with it', async () => {
  const woman = h.here.women[4];
  const band = { from: '23:00', until: '07:00', kind: 'sign_of_life', min_gap_s: 900, max_gap_s: 1800 };
  const plan = (more) => h.as('premises_manager').put(`/api/check-plans/${randomUUID()}`, {
    stay: woman.stay, crn: woman.crn, based_on: 1, origin: 'personal', reason: 'asked for it', bands: [band], ...more,
  });
  for (const [more, field] of [
    [{ bands: [{ ...band, min_gap_s: 1800 }] }, '/bands/0/min_gap_s'], [{ bands: [band, band] }, '/bands/1/from'],
    [{ bands: [{ ...band, from: '25:00' }] }, '/bands/0/from'], [{ start: minutes(-60) }, '/start'],
    [{ review_by: minutes(-1) }, '/review_by'], [{ replaces: randomUUID() }, '/replaces'],
    [{ replaces: woman.plan, start: minutes(60) }, '/replaces'], [{ bands: [] }, '/bands'],
  ]) {
    const answer = await plan(more);
    assert.deepEqual([answer.status, fields(answer)], [422, [field]], answer.text);
  }
});

test('how to be with her is a new version each time, and two at once do not overwrite each other', async () => {
  const woman = h.here.women[4];
  const plan = (who, more = {}) => who.put(`/api/contact-plans/${randomUUID()}`, {
    stay: woman.stay, crn: woman.crn, based_on: 1, how: 'Use the lamp, not the knock.', sleep_options: ['lamp_switch', 'bed_pad'],
    consent: 'agreed', reason: 'she asked', ...more,
  });
  const answers = await Promise.all([plan(h.as('keyworker')), plan(h.as('shift_lead'))]);
  assert.deepEqual(answers.map((a) => a.status).sort(), [201, 409]);
  const lost = answers.find((a) => a.status === 409);
  assert.deepEqual([slug(lost), lost.json.current.version], ['edit-conflict', 2], lost.text);
  const row = await rowOf(h.as('night_worker'), woman);
  assert.deepEqual(row.how, { text: 'Use the lamp, not the knock.', sleep: 'lamp switch, bed pad', version: 2 });
  const without = await plan(h.as('keyworker'), { based_on: 2, consent: 'declined' });
  assert.deepEqual([without.status, fields(without)], [422, ['/sleep_options']]);
});

test('a withdrawn entry stays, what it had closed is owed again, and her last visit is the one before', async () => {
  const woman = h.here.women[5];
  const worker = h.as('night_worker');
  const before = await put(worker, visitOf(woman, { done_at: minutes(-20) }));
  assert.equal(before.status, 201, before.text);
  const wrong = randomUUID();
  await put(worker, visitOf(woman), wrong);
  assert.equal((await open(woman))[0].latest_at, minutes(60).replace('.000000Z', '+00:00'));

  const withdraw = { ...visitOf(woman), corrects: wrong, withdrawn: true };
  const bare = await put(worker, withdraw);
  assert.deepEqual([bare.status, slug(bare), fields(bare)], [422, 'reason-needed', ['/reason']], bare.text);
  const done = await put(worker, { ...withdraw, reason: 'it was room 14' });
  assert.equal(done.status, 201, done.text);
  assert.equal(done.json.opened[0].latest, minutes(40));
  const row = await rowOf(worker, woman);
  assert.equal(row.last_visit.id, before.json.visit.id);
  assert.deepEqual(row.requirements, done.json.opened);
  const [event] = await rows(h.db, `SELECT data FROM lantern.event WHERE stay_id = '${woman.stay}' AND data ? 'corrects'`);
  assert.deepEqual(event.data.last_visit, row.last_visit);
  assert.deepEqual((await worker.get(`/api/visits/${wrong}`)).json.corrected_by, done.json.visit.id);
  const again = await put(worker, { ...withdraw, reason: 'again' });
  assert.deepEqual([again.status, fields(again)], [409, ['/corrects']]);
});

test('a correction may say less than the entry did, never more', async () => {
  const woman = h.here.women[6];
  const worker = h.as('night_worker');
  const entry = randomUUID();
  await put(worker, visitOf(woman, { outcome: 'awake_seen' }), entry);
  const correct = (outcome) => put(worker, { ...visitOf(woman, { outcome }), corrects: entry, reason: 'looked again at my notes' });
  const more = await correct('spoke');
  assert.deepEqual([more.status, fields(more)], [422, ['/outcome']], more.text);
  const less = await correct('no_reply');
  assert.equal(less.status, 201, less.text);
  assert.deepEqual(less.json.visit.meets, []);
  assert.equal(less.json.opened[0].latest, minutes(25));
  assert.equal((await rowOf(worker, woman)).last_visit.outcome, 'no_reply');
});

// From here on the clock moves.
test('overdue at the second after: the alarm sounds, is quietened, and closes with a visit that says why it was late', async () => {
  const woman = h.here.women[7];
  await h.at(minutes(26));
  const worker = h.as('night_worker');
  const { alarm } = await rowOf(worker, woman);
  assert.deepEqual([alarm.class, alarm.cause, alarm.state, alarm.rung], ['enhanced', 'overdue', 'open', 0]);

  const quiet = await worker.post(`/api/alarms/${alarm.id}/acknowledge`, {});
  assert.equal(quiet.status, 200, quiet.text);
  assert.deepEqual([quiet.json.alarm.state, quiet.json.alarm.quiet_until], ['quiet', minutes(31)]);
  assert.equal((await h.as('night_worker', h.there).post(`/api/alarms/${alarm.id}/acknowledge`, {})).status, 404);
  const { stay: _, ...shown } = quiet.json.alarm;
  assert.deepEqual((await rowOf(worker, woman)).alarm, shown);

  const bare = await put(worker, visitOf(woman, { done_at: h.clock.iso }));
  assert.deepEqual([bare.status, slug(bare), fields(bare)], [422, 'late-reason-needed', ['/late_reason']], bare.text);
  const other = await put(worker, visitOf(woman, { done_at: h.clock.iso, late_reason: 'other' }));
  assert.deepEqual([other.status, fields(other)], [422, ['/late_words']], other.text);
  const seen = await put(worker, visitOf(woman, { done_at: h.clock.iso, late_reason: 'with_another_woman' }));
  assert.equal(seen.status, 201, seen.text);
  assert.deepEqual([seen.json.closed[0].late, seen.json.alarm.state], [true, 'closed']);
  assert.deepEqual(seen.json.alarm.told, alarm.told);
  const gone = await worker.post(`/api/alarms/${alarm.id}/acknowledge`, {});
  assert.deepEqual([gone.status, gone.json], [200, { alarm: null }]);
});

test('the board says when each was told, and when it began to sound again', async () => {
  const woman = h.here.women[6];
  const worker = () => h.as('night_worker');
  const { alarm } = await rowOf(worker(), woman);
  assert.deepEqual(alarm.told, [{ who: 'terminal', at: minutes(26) }], 'overdue at 25 minutes and a second, but nobody looked before 26');
  await h.at(minutes(28));
  const called = (await rowOf(worker(), woman)).alarm.told;
  assert.deepEqual(called, [...alarm.told, { who: 'shift_lead', at: minutes(28) }]);
  await h.at(minutes(33));
  const rung = (await rowOf(worker(), woman)).alarm.told;
  assert.deepEqual(rung, [...called, { who: 'on_call', at: minutes(33) }]);
  const quiet = await worker().post(`/api/alarms/${alarm.id}/acknowledge`, {});
  assert.deepEqual(quiet.json.alarm.told, rung, 'who was told stays told');
  await h.at(minutes(39));
  assert.deepEqual((await rowOf(worker(), woman)).alarm.told, [{ who: 'terminal', at: minutes(39) }]);
  const events = await rows(h.db, `SELECT kind, data#>'{board,alarm,told}' AS told FROM lantern.event
    WHERE stay_id = '${woman.stay}' AND kind LIKE 'alarm.%' ORDER BY xid, seq`);
  assert.deepEqual(events, [
    { kind: 'alarm.opened', told: alarm.told }, { kind: 'alarm.rung', told: called }, { kind: 'alarm.rung', told: rung },
    { kind: 'alarm.acknowledged', told: rung }, { kind: 'alarm.resumed', told: [{ who: 'terminal', at: minutes(39) }] },
  ]);
});

test('an entry an hour late needs a reason and a second name with her PIN', async () => {
  const woman = h.here.women[8];
  await h.at(minutes(70));
  const late = visitOf(woman, { done_at: minutes(5), late_reason: 'system' });
  const worker = h.as('night_worker');
  const reason = await put(worker, late);
  assert.deepEqual([reason.status, slug(reason), fields(reason)], [422, 'retrospective-needs-reason', ['/reason']], reason.text);
  const second = await put(worker, { ...late, reason: 'the terminal was down' });
  assert.deepEqual([second.status, slug(second), fields(second)], [422, 'retrospective-needs-reason', ['/second']], second.text);
  const self = await put(worker, { ...late, reason: 'x', second: { staff: h.here.staff.night_worker.id, pin: '271828' } });
  assert.deepEqual([self.status, fields(self)], [422, ['/second/staff']], self.text);
  const shape = await put(worker, { ...late, reason: 'x', second: { staff: h.here.staff.agency.id, pin: 'abcdef' } });
  assert.deepEqual([shape.status, fields(shape)], [422, ['/second/pin']], shape.text);
});

test('a second person who gives her own PIN makes the late entry good, in both names', async () => {
  const woman = h.here.women[8];
  const key = await h.secrets('keyworker');
  const terminal = await h.terminal({ role: 'night_worker' });
  const entry = (pin) => ({ ...visitOf(woman, { done_at: minutes(5), late_reason: 'system' }), reason: 'the terminal was down', second: { staff: key.id, pin } });
  const wrong = await put(terminal, entry('271605'));
  assert.deepEqual([wrong.status, slug(wrong)], [403, 'pin-wrong'], wrong.text);
  const id = randomUUID();
  const good = await put(terminal, entry(PIN), id);
  assert.equal(good.status, 201, good.text);
  assert.ok(good.json.visit.marks.includes('retrospective'));
  const [kept] = await rows(h.db, `SELECT staff_id, second_id, reason FROM lantern.visit WHERE id = '${id}'`);
  assert.deepEqual(kept, { staff_id: h.here.staff.night_worker.id, second_id: key.id, reason: 'the terminal was down' });
  const receipt = JSON.stringify(await rows(h.db, `SELECT * FROM lantern.receipt WHERE id = '${id}'`)) + JSON.stringify(await rows(h.db, `SELECT data FROM lantern.event`));
  assert.ok(!receipt.includes(PIN), 'the PIN is kept nowhere');
  const again = await put(terminal, entry('000000'), id);
  assert.deepEqual([again.status, again.json], [201, good.json], 'the PIN is no part of the record');
});

test('a plan that began in time is answered the same when it is sent again later', async () => {
  const woman = h.here.women[4];
  const id = randomUUID();
  const body = {
    stay: woman.stay, crn: woman.crn, origin: 'watch', reason: 'worried about her', start: h.clock.iso, review_by: minutes(75),
    based_on: await value(h.db, `SELECT version FROM lantern.stay_checks WHERE stay_id = '${woman.stay}'`),
    bands: [{ from: '00:00', until: '24:00', kind: 'sign_of_life', min_gap_s: 600, max_gap_s: 1800 }],
  };
  const first = await h.as('shift_lead').put(`/api/check-plans/${id}`, body);
  assert.equal(first.status, 201, first.text);
  await h.at(minutes(90));
  const again = await h.as('shift_lead').put(`/api/check-plans/${id}`, body);
  assert.deepEqual([again.status, again.json], [201, first.json]);
});

test('what was missed at the shift end owes a reason from the shift lead, once, and stays', async () => {
  const woman = h.here.women[9];
  await h.at('2026-11-11T08:00:01.000000Z');
  const lead = h.as('shift_lead');
  const list = await lead.get(`/api/premises/${h.here.id}/missed`);
  assert.equal(list.status, 200, list.text);
  const missed = list.json.missed.find((one) => one.id === woman.requirement);
  assert.deepEqual([missed.restricted, missed.crn, missed.preferred_name], [true, null, null]);

  const path = `/api/requirements/${woman.requirement}/reason`;
  assert.equal((await h.as('night_worker').post(path, { reason: 'busy' })).status, 403);
  assert.equal((await h.as('shift_lead', h.there).post(path, { reason: 'busy' })).status, 404);
  const words = await lead.post(path, { reason: 'busy', late_reason: 'other' });
  assert.deepEqual([words.status, fields(words)], [422, ['/words']]);
  const said = await lead.post(path, { reason: 'both of us were with another woman', late_reason: 'emergency' });
  assert.equal(said.status, 200, said.text);
  assert.equal((await lead.post(path, { reason: 'something else' })).status, 409);
  const after = await lead.get(`/api/premises/${h.here.id}/missed`);
  assert.equal(after.json.missed.some((one) => one.id === woman.requirement), false);
  assert.equal(await value(h.db, `SELECT state FROM lantern.requirement WHERE id = '${woman.requirement}'`), 'missed');
});
