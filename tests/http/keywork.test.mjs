// A keywork session from the note to the page, and what it asks of whoever writes it (features 43, 44, 46 to 49, 51, 53, 115).
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { psql, rows, value } from '../harness/index.mjs';
import { fields, house, minutes, NOW, ROLES, slug } from './house.mjs';
import { attemptOf, keyworkPage, readKeywork, saveSession, sessionOf } from './keywork.mjs';
import { planOf } from './plans.mjs';

let h;
before(async () => {
  h = await house({ women: 9 });
  await psql(h.db, `INSERT INTO lantern.practitioner_of (id, resident_id, staff_id, from_at)
    VALUES (gen_random_uuid(), '${h.here.women[5].id}', '${h.here.staff.practitioner.id}', '2026-11-01')`);
});
after(() => h.stop());

const KEEP = ['night_worker', 'keyworker', 'shift_lead', 'premises_manager', 'on_call'];
const told = (woman, kind) => rows(h.db, `SELECT kind, happened_at, data FROM lantern.event WHERE stay_id = '${woman.stay}' AND kind LIKE '${kind}' ORDER BY xid, seq`);
const dueOf = (woman) => rows(h.db, `SELECT lantern.iso(due_at) AS due FROM lantern.deadline WHERE subject = '${woman.stay}' AND kind = 'keywork.due' AND state = 'open'`);
const agrees = (woman, shares) => psql(h.db, `INSERT INTO lantern.sharing_agreement (id, stay_id, resident_id, premises_id, shares, how_often, told_on, her_words, author_id, at)
  VALUES (gen_random_uuid(), '${woman.stay}', '${woman.id}', '${h.here.id}', '{${shares}}', 'weekly', '2026-11-01', '', '${h.here.staff.keyworker.id}', '2026-11-01')`);

test('a session is kept whole, and the next one starts from it', async () => {
  const [woman] = h.here.women;
  const key = h.as('keyworker');
  const plan = planOf(woman);
  assert.equal((await key.put(`/api/safety-plans/${randomUUID()}`, plan)).status, 201);
  const ids = { suggestion: randomUUID(), action: randomUUID(), hers: randomUUID() };
  const body = sessionOf(woman, {
    happened_at: minutes(-60), minutes: 40, begun_at: minutes(-12), place: 'the garden room', without_devices: true,
    tags: ['mental_health', 'family'], own_tags: ['her allotment'], purposeful: 'Two hours of planting', came: 'not_great', went: 'ok', did_we: 'partly',
    her_correction: 'I said Tuesday, not Thursday.', changes_plan: true,
    suggestion: { id: ids.suggestion, line: plan.lines[0].line, words: 'Tea in the garden, not the kitchen.' },
    skills: [{ skill: 'Square breathing', how: 'practised' }, { skill: 'Asks early', how: 'strength' }],
    actions: [{ id: ids.action, what: 'Ring the centre', owner_kind: 'staff', owner_staff: h.here.staff.keyworker.id, target_on: '2026-11-14' },
      { id: ids.hers, what: 'Choose two plants', owner_kind: 'resident', target_on: '2026-11-10' }],
  });
  const id = randomUUID();
  const answer = await key.put(`/api/keywork-sessions/${id}`, body);
  assert.equal(answer.status, 201, answer.text);
  const line = { line: plan.lines[0].line, sees: plan.lines[0].sees, does: plan.lines[0].does };
  assert.deepEqual(answer.json, { id, gap_s: 20 * 60, offer: { line } });

  const page = await readKeywork(key, woman);
  assert.equal(page.status, 200, page.text);
  const [session] = page.json.sessions;
  const { stay: _s, crn: _c, suggestion: _g, actions: _a, ...sent } = body;
  for (const [name, given] of Object.entries(sent)) assert.deepEqual(session[name], given, name);
  assert.deepEqual([session.author, session.initials, session.gap_s, session.shared, session.corrects, session.corrected_by],
    [h.here.staff.keyworker.name, h.here.staff.keyworker.initials, 1200, false, null, null]);
  assert.deepEqual(session.actions.map((one) => [one.id, one.what, one.identified_on, one.owner?.staff ?? null]),
    [[ids.hers, 'Choose two plants', '2026-11-10', null], [ids.action, 'Ring the centre', '2026-11-10', h.here.staff.keyworker.id]]);
  assert.deepEqual([session.suggestion.id, session.suggestion.sees, session.suggestion.decided], [ids.suggestion, plan.lines[0].sees, null]);
  const { json } = page;
  assert.deepEqual(json.last_topic, { session: id, words: body.next_topic, at: body.happened_at });
  assert.deepEqual(json.owed, { first: false, due: '2026-11-17T23:59:59.000000Z', overdue: false });
  assert.deepEqual(json.skills.map((one) => [one.skill, one.how, one.times]), [['Asks early', 'strength', 1], ['Square breathing', 'practised', 1]]);
  assert.deepEqual(json.strengths, [{ words: body.went_well, at: body.happened_at, by: h.here.staff.keyworker.name }]);
  assert.deepEqual(json.suggestions.map((one) => one.id), [ids.suggestion]);
  assert.deepEqual(json.actions.map((one) => one.id), [ids.hers, ids.action]);
  assert.deepEqual(json.lines[0], line);
  assert.ok(json.words.length >= 40 && json.words.every((one) => one.question));
  assert.ok(json.staff.some((one) => one.id === h.here.staff.keyworker.id) && !json.staff.some((one) => one.id === h.here.staff.agency.id));
  assert.deepEqual([json.more, json.keyworker, json.sharing], [null, null, null]);

  assert.deepEqual(await dueOf(woman), [{ due: '2026-11-17T23:59:59.000000Z' }]);
  const [event] = await told(woman, 'keywork.recorded');
  assert.deepEqual(event.data, { session: id, kind: 'session', corrects: null, suggestion: ids.suggestion, actions: [ids.action, ids.hers], moments: [] });
  assert.equal((await told(woman, 'suggestion.made')).length, 1);

  const one = await key.get(`${keyworkPage(woman)}/${id}`);
  assert.equal(one.status, 200, one.text);
  assert.deepEqual([one.json.session, one.json.corrected_by, one.json.history], [session, null, []]);
  assert.equal((await key.get(`${keyworkPage(h.here.women[1])}/${id}`)).status, 404, 'not under another woman');
});

test('the same note again is the first one; other words under its id are not', async () => {
  const woman = h.here.women[1];
  const key = h.as('keyworker');
  const id = randomUUID();
  const first = await key.put(`/api/keywork-sessions/${id}`, sessionOf(woman));
  assert.equal(first.status, 201, first.text);
  const [again, other] = await Promise.all([key.put(`/api/keywork-sessions/${id}`, sessionOf(woman)), h.as('keyworker').put(`/api/keywork-sessions/${id}`, sessionOf(woman))]);
  assert.deepEqual([again.status, again.text, other.text], [201, first.text, first.text]);
  assert.equal(slug(await key.put(`/api/keywork-sessions/${id}`, sessionOf(woman, { she_said: 'Something else.' }))), 'id-reused');
  assert.equal(await value(h.db, `SELECT count(*) FROM lantern.keywork_session WHERE stay_id = '${woman.stay}'`), 1);
});

test('two notes about her at the same moment are both kept, and the date follows from the later one', async () => {
  const woman = h.here.women[7]; // who has had none: each of them moves the date
  const answers = await Promise.all([-60 * 24 * 3, -60 * 24 * 2, -60 * 24 * 4, -60].map((at) => saveSession(h.as('keyworker'), woman, { happened_at: minutes(at) })));
  assert.deepEqual(answers.map((one) => one.status), [201, 201, 201, 201], answers.map((one) => one.text).join());
  assert.deepEqual(await dueOf(woman), [{ due: '2026-11-17T23:59:59.000000Z' }]);
});

test('an attempt needs why it was not held, alone; it moves no date', async () => {
  const woman = h.here.women[2];
  const key = h.as('keyworker');
  const before = await dueOf(woman);
  const answer = await saveSession(key, woman, attemptOf(woman), false);
  assert.equal(answer.status, 201, answer.text);
  assert.deepEqual(answer.json.offer, null);
  assert.deepEqual(await dueOf(woman), before);
  const { json } = await readKeywork(key, woman);
  assert.deepEqual([json.owed.first, json.last_topic, json.sessions[0].kind, json.sessions[0].not_held], [true, null, 'attempt', 'declined']);
  for (const [more, field] of [[{ not_held: undefined }, '/not_held'], [{ not_held: 'other' }, '/not_held_words'], [{ not_held: 'bored' }, '/not_held']]) {
    const refused = await saveSession(key, woman, attemptOf(woman, more), false);
    assert.deepEqual([refused.status, fields(refused)], [422, [field]], refused.text);
  }
});

test('a session names all that is wrong with it', async () => {
  const [woman, other] = h.here.women;
  const key = h.as('keyworker');
  const g = (more) => ({ id: randomUUID(), words: 'x', ...more });
  const act = (more) => [{ id: randomUUID(), what: 'x', owner_kind: 'staff', owner_staff: h.here.staff.keyworker.id, target_on: '2026-11-12', ...more }];
  for (const [more, status, ...named] of [
    [{ went_well: '' }, 422, '/went_well'],
    [{ went_well: ' \n' }, 422, '/went_well'],
    [{ nothing_yet: true }, 422, '/went_well'],
    [{ next_topic: undefined }, 422, '/next_topic'],
    [{ next_topic: ' ' }, 422, '/next_topic'],
    [{ changes_plan: true }, 422, '/suggestion'],
    [{ changes_plan: undefined }, 422, '/changes_plan'],
    [{ suggestion: g() }, 422, '/suggestion'],
    [{ changes_plan: true, suggestion: g({ line: randomUUID() }) }, 422, '/suggestion/line'],
    [{ minutes: undefined }, 422, '/minutes'],
    [{ minutes: 0 }, 422, '/minutes'],
    [{ tags: undefined }, 422, '/tags'],
    [{ tags: ['money'] }, 422, '/tags/0'],
    [{ own_tags: ['a', 'b', 'c', 'd'] }, 422, '/own_tags'],
    [{ read_with_her: undefined }, 422, '/read_with_her'],
    [{ read_with_her: 'maybe' }, 422, '/read_with_her'],
    [{ came: 'sad' }, 422, '/came'],
    [{ not_held: 'declined' }, 422, '/not_held'],
    [{ happened_at: minutes(5) }, 422, '/happened_at'],
    [{ happened_at: minutes(-14401) }, 422, '/happened_at'],
    [{ happened_at: undefined }, 422, '/happened_at'],
    [{ begun_at: minutes(5) }, 422, '/begun_at'],
    [{ she_said: 'a'.repeat(4001) }, 422, '/she_said'],
    [{ skills: [{ skill: 'x', how: 'forgot' }] }, 422, '/skills/0/how'],
    [{ moments: [randomUUID()] }, 422, '/moments/0'],
    [{ actions: act({ owner_staff: undefined }) }, 422, '/actions/0/owner_staff'],
    [{ actions: act({ owner_staff: randomUUID() }) }, 422, '/actions/0/owner_staff'],
    [{ actions: act({ owner_kind: 'resident' }) }, 422, '/actions/0/owner_staff'],
    [{ actions: act({ owner_kind: 'practitioner', owner_staff: undefined }) }, 422, '/actions/0/owner_staff'],
    [{ actions: act({ target_on: '2026-11-09' }) }, 422, '/actions/0/target_on'],
    [{ corrects: randomUUID() }, 422, '/corrects'],
    [{ score: 3 }, 422, '/score'],
    [{ crn: 'x1' }, 422, '/crn'],
    [{ crn: other.crn }, 409, '/crn'],
  ]) {
    const answer = await saveSession(key, woman, more);
    assert.deepEqual([answer.status, fields(answer)], [status, named], `${JSON.stringify(more)} ${answer.text}`);
  }
  const all = await saveSession(key, woman, { went_well: '', next_topic: '', minutes: undefined });
  assert.deepEqual(fields(all), ['/minutes', '/went_well', '/next_topic'], 'all at once');
  const early = await saveSession(key, woman, { happened_at: new Date(Date.parse(NOW) + 1500).toISOString() });
  assert.equal(early.status, 201, 'a clock that is a second fast is now');
  assert.equal(await value(h.db, `SELECT lantern.iso(happened_at) FROM lantern.keywork_session WHERE id = '${early.json.id}'`), NOW);
});

test('a megabyte is refused in words, and what is written is kept byte for byte', async () => {
  const woman = h.here.women[3];
  const key = h.as('keyworker');
  const big = await saveSession(key, woman, { she_said: 'a'.repeat(1 << 20) });
  assert.deepEqual([big.status, slug(big)], [413, 'too-large']);
  assert.match(big.json.detail ?? big.json.title, /large/i);
  const words = {
    she_said: 'Dw i’n hoffi’r ardd. Llanfairpwllgwyngyll, tŷ, ŵyn. 👩🏽‍🌾🌱 é vs é\n\tאני בסדר — أنا بخير ‏(100%)‎',
    went_well: '🎉'.repeat(1000), next_topic: 'سنتحدث عن أختها', place: 'Yr ardd',
  };
  const { json: { id } } = await saveSession(key, woman, words);
  const [session] = (await readKeywork(key, woman)).json.sessions;
  assert.deepEqual(Object.fromEntries(Object.keys(words).map((name) => [name, session[name]])), words);
  assert.equal(await value(h.db, `SELECT encode(convert_to(she_said, 'UTF8'), 'hex') FROM lantern.keywork_session WHERE id = '${id}'`), Buffer.from(words.she_said).toString('hex'));
  for (const bad of ['a\u0000b', 'bell \u0007']) assert.deepEqual(fields(await saveSession(key, woman, { she_said: bad })), ['/she_said']);
});

test('who may: those who keep plans write and the inspector reads; agency reads moments, others nothing', async () => {
  const woman = h.here.women[4];
  await saveSession(h.as('keyworker'), woman);
  for (const role of ROLES) {
    const may = KEEP.includes(role);
    assert.equal((await saveSession(h.as(role), woman)).status, may ? 201 : 403, role);
    const read = await readKeywork(h.as(role), woman);
    assert.equal(read.status, may || ['agency', 'inspector'].includes(role) ? 200 : role === 'practitioner' ? 404 : 403, `${role} ${read.text}`);
    if (role === 'agency') assert.deepEqual([read.json.sessions, read.json.suggestions, read.json.last_topic, read.json.strengths, read.json.skills], [[], [], null, [], []]);
    if (role === 'inspector') assert.ok(read.json.sessions.length > 0);
    const one = await h.as(role).get(`${keyworkPage(woman)}/${randomUUID()}`);
    assert.equal(one.status, may || ['inspector', 'practitioner'].includes(role) ? 404 : 403, role);
  }
  const stranger = h.as('keyworker', h.there);
  assert.equal((await saveSession(stranger, woman)).status, 404);
  assert.equal((await readKeywork(stranger, woman)).status, 404);
  assert.equal((await saveSession(await h.terminal(), woman)).status, 403);
  assert.equal((await saveSession(h.nobody(), woman)).status, 401);
  const terminal = await h.terminal({ role: 'night_worker', since_s: 40 });
  assert.equal((await saveSession(terminal, woman)).status, 201, 'no PIN again at the terminal');
});

test('her practitioner sees the sessions that are shared, and is told of them', async () => {
  const woman = h.here.women[5];
  const key = h.as('keyworker');
  await saveSession(key, woman, { she_said: 'before any agreement', happened_at: minutes(-600) });
  await agrees(woman, 'plan,keywork');
  const held = await saveSession(key, woman, { she_said: 'held back', sensitive: true, went: 'struggling', actions: [{ id: randomUUID(), what: 'held back action', owner_kind: 'resident', target_on: '2026-11-12' }] });
  const shared = await saveSession(key, woman, { she_said: 'to be shared', came: 'not_great', went: 'well', actions: [{ id: randomUUID(), what: 'shared action', owner_kind: 'practitioner', target_on: '2026-11-12' }] });
  assert.deepEqual([held.status, shared.status], [201, 201], held.text + shared.text);
  const prue = h.as('practitioner');
  const page = await readKeywork(prue, woman);
  assert.equal(page.status, 200, page.text);
  assert.deepEqual(page.json.sessions.map((one) => [one.she_said, one.shared]), [['to be shared', true]]);
  assert.deepEqual([page.json.moments, page.json.suggestions], [[], []]);
  assert.doesNotMatch(page.text, /held back|before any/);
  assert.doesNotMatch((await prue.get(`/api/residents/${woman.crn}/stays/${woman.stay}/actions`)).text, /held back/);
  assert.equal((await prue.get(`${keyworkPage(woman)}/${held.json.id}`)).status, 404);
  assert.equal((await prue.get(`${keyworkPage(woman)}/${shared.json.id}`)).status, 200);
  assert.deepEqual((await readKeywork(key, woman)).json.sessions.length, 3);
  const updates = await rows(h.db, `SELECT level, kind, words, about_id FROM lantern.practitioner_update WHERE stay_id = '${woman.stay}' ORDER BY kind`);
  assert.deepEqual(updates.map((one) => [one.level, one.kind, one.about_id]),
    [['today', 'feeling'], ['weekly', 'good_news'], ['weekly', 'keywork']].map((one) => [...one, shared.json.id]));
  assert.equal(updates[0].words, 'She said she felt not great coming to her keywork session, and well leaving it.');
  assert.doesNotMatch(JSON.stringify(updates), /to be shared|Woman/);

  const hidden = await saveSession(key, woman, { corrects: shared.json.id, sensitive: true, she_said: 'taken back' });
  assert.equal(hidden.status, 201, hidden.text);
  assert.deepEqual((await readKeywork(prue, woman)).json.sessions, [], 'what was held back afterwards is no longer shown');
  assert.equal((await prue.get(`${keyworkPage(woman)}/${shared.json.id}`)).status, 404);
});

test('a correction stands beside what it corrects, by its author or a manager, of the newest', async () => {
  const woman = h.here.women[6];
  const key = h.as('keyworker');
  const night = h.as('night_worker');
  const { json: { id: first } } = await saveSession(key, woman, { happened_at: minutes(-120), actions: [{ id: randomUUID(), what: 'x', owner_kind: 'resident', target_on: '2026-11-12' }] });
  const correct = (who, corrects, more) => saveSession(who, woman, { happened_at: minutes(-120), corrects, ...more });
  assert.equal(slug(await correct(night, first)), 'not-allowed');
  const { status, json: { id: second } } = await correct(key, first, { she_said: 'second' });
  assert.equal(status, 201);
  const stale = await correct(key, first, { she_said: 'third' });
  assert.deepEqual([stale.status, slug(stale), stale.json.current.id, stale.json.current.she_said], [409, 'edit-conflict', second, 'second'], stale.text);
  const third = await correct(h.as('premises_manager'), second, { she_said: 'third' });
  assert.equal(third.status, 201, third.text);
  const { json } = await readKeywork(key, woman);
  assert.deepEqual(json.sessions.map((one) => [one.id, one.corrects, one.actions.length]), [[third.json.id, second, 1]], 'the newest counts');
  const one = await key.get(`${keyworkPage(woman)}/${first}`);
  assert.equal(one.json.corrected_by, second);
  assert.deepEqual(one.json.history.map((old) => old.id), [third.json.id, second]);
  assert.deepEqual((await told(woman, 'keywork.%')).filter((e) => e.kind !== 'keywork.due_passed').map((e) => e.kind), ['keywork.recorded', 'keywork.corrected', 'keywork.corrected']);
  assert.equal(slug(await correct(key, third.json.id, { stay: h.here.women[4].stay, crn: h.here.women[4].crn })), 'invalid-input');

  assert.deepEqual((await dueOf(woman))[0].due, '2026-11-17T23:59:59.000000Z');
  const off = await saveSession(key, woman, attemptOf(woman, { happened_at: minutes(-120), corrects: third.json.id }), false);
  assert.equal(off.status, 201, off.text);
  assert.deepEqual((await readKeywork(key, woman)).json.owed, { first: true, due: '2026-11-01T22:00:00.000000Z', overdue: true }, 'it was no session after all');
  assert.equal((await dueOf(woman)).some((one) => one.due.startsWith('2026-11-17')), false);
});

test('about a restricted woman: her circle writes, others see that there was one', async () => {
  const woman = h.here.women.at(-1);
  const outside = { ...woman, crn: 'restricted' };
  assert.equal(slug(await saveSession(h.as('keyworker'), outside)), 'not-allowed');
  await psql(h.db, `INSERT INTO lantern.resident_circle (id, resident_id, staff_id, from_at, reason)
    VALUES (gen_random_uuid(), '${woman.id}', '${h.here.staff.premises_manager.id}', '2026-11-01', 'knows her')`);
  await h.at('2026-11-10T22:01:00.000000Z');
  const saved = await saveSession(h.as('premises_manager'), woman, { she_said: 'a secret word', own_tags: ['a secret word'], skills: [{ skill: 'a secret word', how: 'reminded' }] });
  assert.equal(saved.status, 201, saved.text);
  assert.match((await readKeywork(h.as('premises_manager'), woman)).text, /a secret word/);
  const seen = await readKeywork(h.as('keyworker'), outside);
  assert.equal(seen.json.sessions[0].she_said, null);
  assert.doesNotMatch(seen.text + (await h.as('keyworker').get(`${keyworkPage(outside)}/${saved.json.id}`)).text, /a secret word|Exampleby/);
  assert.doesNotMatch(JSON.stringify(await told(woman, '%')), /a secret word/);
});

test('loaded words are for whoever is signed in', async () => {
  const { status, json } = await h.as('night_worker').get('/api/loaded-words');
  assert.equal(status, 200);
  assert.ok(json.words.length >= 40);
  assert.ok(json.words.every(({ word, question }) => word === word.toLowerCase() && /\?$/.test(question)));
});

test('a year of sessions comes page by page', async () => {
  const woman = h.here.women[3];
  const key = h.as('keyworker');
  for (let i = 0; i < 25; i++) assert.equal((await saveSession(key, woman, { happened_at: minutes(-60 * i - 5), she_said: `n ${i}` })).status, 201);
  const first = (await readKeywork(key, woman)).json;
  const next = (await readKeywork(key, woman, `?before=${first.more}`)).json;
  assert.equal(first.sessions.length, 20);
  assert.deepEqual([next.sessions.length, next.more], [6, null]);
  assert.equal(new Set([...first.sessions, ...next.sessions].map((one) => one.id)).size, 26);
  assert.deepEqual(next.last_topic, first.last_topic, 'what is carried forward stays');
  assert.equal((await readKeywork(key, woman, '?before=yesterday')).status, 422);
});

test('what is late is told of once, and owed until a session is held', async () => {
  const woman = h.here.women[0];
  const key = h.as('keyworker');
  await saveSession(key, woman, { happened_at: minutes(-1) });
  await h.at('2026-11-17T23:59:58.000000Z');
  assert.equal((await told(woman, 'keywork.due_passed')).filter((e) => e.happened_at.startsWith('2026-11-17')).length, 0);
  await h.at('2026-11-18T00:00:00.000000Z');
  assert.equal((await told(woman, 'keywork.due_passed')).filter((e) => e.happened_at.startsWith('2026-11-17')).length, 1);
  assert.deepEqual(await dueOf(woman), []);
  const { owed } = (await readKeywork(h.as('keyworker'), woman)).json;
  assert.deepEqual(owed, { first: false, due: '2026-11-17T23:59:59.000000Z', overdue: true });
  await saveSession(h.as('keyworker'), woman, { happened_at: '2026-11-17T23:00:00.000000Z' });
  assert.deepEqual(await dueOf(woman), [{ due: '2026-11-24T23:59:59.000000Z' }]);
});
