// What must not come round a corner: the stream, an event, a log that say more than the page about the same woman does.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { client, psql, server as newServer, sse, value } from '../harness/index.mjs';
import { A, B, ESTATE, PIN, newId, peopleServer, slug } from './people.mjs';

let s;
before(async () => {
  s = await peopleServer();
});
after(() => s?.stop());

const hidden = A.women.hidden;
const CIRCLE = A.staff.manager; // knows the restricted woman; the other workers do not

const told = (stream) => stream.events.map((event) => event.data).join('\n');
const seen = () => ({ stay: A.women.cared.stay, crn: A.women.cared.crn, outcome: 'spoke', note: 'cried about her sister', done_at: s.clock.iso });
const need = (over) => ({
  stay: hidden.stay, crn: hidden.crn, what: `Find ${hidden.first} a dentist`, owner_kind: 'resident',
  identified_on: '2026-11-10', target_on: '2026-11-20', ...over,
});

test('events are for who has the board: nobody follows knock by knock from outside the house', async () => {
  for (const who of [ESTATE.practitioner, ESTATE.area, ESTATE.admin, A.staff.kitchen]) {
    const stream = await sse(await s.as(who), '/api/live');
    assert.equal(stream.status, 403, who.username);
  }
  const [night, inspector] = [await s.as(A.staff.night), await s.as(A.staff.inspector)];
  const streams = await Promise.all([sse(night, '/api/live'), sse(inspector, '/api/live')]);
  assert.equal((await night.put(`/api/visits/${newId()}`, seen())).status, 201);
  for (const stream of streams) await stream.next((event) => event.data.includes('cried about her sister'));
  streams.forEach((stream) => stream.close());
});

test('a worker at one house who practises elsewhere follows the one house only', async () => {
  await psql(s.db, `INSERT INTO lantern.staff_role (id, staff_id, role, premises_id, from_at, reason)
    VALUES ('${newId()}', '${ESTATE.other.id}', 'keyworker', '${A.id}', '2026-01-01', 'two posts')`);
  const both = await sse(await s.as(ESTATE.other), '/api/live');
  const night = await s.as(A.staff.night);
  const beta = await s.as(B.staff.night);
  const her = B.women.cared; // hers as a practitioner
  const there = { ...seen(), stay: her.stay, crn: her.crn, note: 'at Beta, all night' };
  assert.equal((await beta.put(`/api/visits/${newId()}`, there)).status, 201);
  assert.equal((await night.put(`/api/visits/${newId()}`, { ...seen(), note: 'at Alpha, later' })).status, 201);
  await both.next((event) => event.data.includes('at Alpha, later'));
  assert.ok(!told(both).includes('at Beta'), 'the other house stays closed to its streams');
  both.close();
});

test('what is written about a restricted woman reaches no stream', async () => {
  const [manager, night] = [await s.as(CIRCLE), await s.as(A.staff.night)];
  const stream = await sse(night, '/api/live');
  const action = newId();
  assert.equal((await manager.put(`/api/actions/${action}`, need())).status, 201);
  const entry = { action, version: 1, kind: 'progress', words: `${hidden.first} telephoned` };
  assert.equal((await manager.put(`/api/action-entries/${newId()}`, entry)).status, 201);
  await stream.next((event) => event.data.includes('action.entered'));
  assert.ok(told(stream).includes('action.recorded'), 'that something was written is told');
  assert.ok(!told(stream).includes(hidden.first), 'what was written is not');
  stream.close();
  const page = await manager.get(`${hidden.page}/actions`);
  assert.deepEqual(page.json.actions.map((one) => one.what), [need().what], 'her circle reads it in its place');
  assert.equal(page.json.actions[0].entries[0].words, entry.words);
});

test('the log of searches does not keep a restricted name for those who may not know it', async () => {
  const manager = await s.as(CIRCLE);
  assert.equal((await manager.get(`/api/premises/${A.id}/residents?q=${hidden.first}`)).json.residents.length, 1);
  assert.equal((await manager.get(`/api/premises/${A.id}/residents?q=${A.women.known.first}`)).json.residents.length, 1);
  const log = await (await s.as(A.staff.inspector)).get(`/api/premises/${A.id}/audit?kind=search`);
  const details = log.json.entries.map((entry) => JSON.stringify(entry.detail)).join('\n');
  assert.ok(!details.includes(hidden.first.toLowerCase()), 'the name is not in the log');
  assert.ok(details.includes('"restricted":true'), 'that somebody looked for her is');
  assert.ok(details.includes(A.women.known.first.toLowerCase()), 'other searches are kept as typed');
});

test('whoever manages one house cannot make herself somebody who also works at another', async () => {
  await psql(s.db, `INSERT INTO lantern.staff_role (id, staff_id, role, premises_id, from_at, reason)
    VALUES ('${newId()}', '${B.staff.key.id}', 'keyworker', '${A.id}', '2026-01-01', 'covers')`);
  const manager = await s.as(A.staff.manager);
  const path = (what) => `/api/staff/${B.staff.key.id}/${what}`;
  const tries = [
    await manager.post(path('sign-in'), { password: 'four words of mine', reason: 'lost' }),
    await manager.post(path('pin'), { pin: '284613', reason: 'forgotten' }),
    await manager.patch(`/api/staff/${B.staff.key.id}`, { version: 1, display_name: 'Somebody Else' }),
  ];
  for (const answer of tries) assert.equal(slug(answer), 'not-allowed', answer.text);
  const area = await s.as(ESTATE.area);
  assert.equal((await area.post(path('sign-in'), { password: 'four words of hers', reason: 'lost her telephone' })).status, 200);
  assert.equal((await manager.post(`/api/staff/${A.staff.key.id}/pin`, { pin: '284613', reason: 'forgotten' })).status, 204);
});

test('an area manager has numbers, the chain, settings and staff of every house, and no woman', async () => {
  const [key, night] = [await s.as(A.staff.key), await s.as(A.staff.night)];
  const { known } = A.women;
  const words = { ...seen(), stay: known.stay, crn: known.crn, note: 'wept for an hour' };
  assert.equal((await night.put(`/api/visits/${newId()}`, words)).status, 201);
  assert.equal((await key.put(`/api/actions/${newId()}`, { ...need(), stay: known.stay, crn: known.crn, what: 'Ask for a solicitor' })).status, 201);
  assert.equal((await key.get(`/api/premises/${A.id}/residents?q=${known.first}`)).json.residents.length, 1);

  const area = await s.as(ESTATE.area);
  const tile = (await area.get('/api/premises')).json.premises.find((one) => one.id === A.id);
  assert.deepEqual([tile.residents, tile.arriving], [3, 1], 'the tile counts');
  for (const page of ['settings', 'staff', 'terminals'])
    assert.equal((await area.get(`/api/premises/${A.id}/${page}`)).status, 200, page);
  const chain = (await area.get(`/api/premises/${A.id}/chain`)).json;
  assert.equal(chain.broken, null);
  assert.equal(chain.events, await value(s.db, `SELECT count(*) FROM lantern.event WHERE premises_id = '${A.id}'`), 'over every event');

  const audit = await area.get(`/api/premises/${A.id}/audit?limit=200`);
  assert.equal(audit.status, 200);
  assert.ok(audit.json.entries.some((one) => one.what === 'access.signed_in'), 'what the house did is told');
  assert.doesNotMatch(audit.text, /WrenAlpha|wrenalpha|Alphaworth|A90000|wept for an hour|solicitor/);
  assert.ok(audit.json.entries.every((one) => one.about === null || one.detail === null));
});

test('a role at one house opens no woman of another, whatever else somebody is', async () => {
  await psql(s.db, `INSERT INTO lantern.staff_role (id, staff_id, role, premises_id, from_at, reason) VALUES
    ('${newId()}', '${A.staff.oncall.id}', 'area_manager', NULL, '2026-01-01', 'stands in'),
    ('${newId()}', '${A.staff.inspector.id}', 'area_manager', NULL, '2026-01-01', 'stands in')`);
  const { cared, hidden: beta } = B.women;
  const visit = await value(s.db, `SELECT id FROM lantern.visit WHERE stay_id = '${cared.stay}' LIMIT 1`);
  for (const who of [A.staff.oncall, A.staff.inspector]) {
    const both = await s.as(who);
    assert.equal((await both.get(A.women.cared.page)).status, 200, 'at her own house');
    const pages = ['', '/checks', '/history', '/actions'];
    for (const path of [...pages.map((page) => cared.page + page), `/api/residents/restricted/stays/${beta.stay}`, `/api/visits/${visit}`]) {
      const answer = await both.get(path);
      assert.equal(answer.status, 404, `${path}: ${answer.text.slice(0, 200)}`);
      assert.doesNotMatch(answer.text, /IrisBeta|HazelBeta|Betaworth/);
    }
    assert.doesNotMatch((await both.get(`/api/premises/${B.id}/audit?limit=200`)).text, /IrisBeta|Betaworth|B90000/);
  }
});

test('why something was decided about a restricted woman is told to her circle only', async () => {
  const ids = `'${hidden.stay}', '${hidden.resident}', '${A.id}'`;
  const author = A.staff.manager.id;
  const why = (what) => `${what}: ${hidden.first}'s sister asked`;
  const text = (words) => `'${words.replaceAll("'", "''")}'`;
  await psql(s.db, `
    UPDATE lantern.stay_room SET reason = ${text(why('room'))} WHERE stay_id = '${hidden.stay}';
    UPDATE lantern.keyworker_of SET reason = ${text(why('keyworker'))} WHERE stay_id = '${hidden.stay}';
    INSERT INTO lantern.check_plan (id, stay_id, resident_id, premises_id, origin, reason, author_id, start_at, review_by, recorded_at,
        ended_at, ended_by_id, end_reason)
      VALUES ('${newId()}', ${ids}, 'personal', ${text(why('plan'))}, '${author}', '2026-11-02', '2026-11-08', '2026-11-02',
        '2026-11-05', '${author}', ${text(why('end'))});
    INSERT INTO lantern.contact_plan VALUES ('${newId()}', ${ids}, 1, 'Knock twice.', '{}', 'agreed', ${text(why('contact'))}, '${author}', '2026-11-02');`);
  const told = ({ contact_plan: contact, check_plans: [plan], keyworkers: [keyworker], rooms: [room] }) =>
    [contact.reason, plan.reason, plan.end_reason, keyworker.reason, room.reason];
  const inside = await (await s.as(CIRCLE)).get(hidden.page);
  assert.deepEqual(told(inside.json.overview), ['contact', 'plan', 'end', 'keyworker', 'room'].map(why));
  const outside = await (await s.as(A.staff.night)).get(`/api/residents/restricted/stays/${hidden.stay}`);
  assert.deepEqual(told(outside.json.overview), [null, null, null, null, null]);
  assert.equal(outside.json.overview.contact_plan.how, 'Knock twice.', 'how to be with her is told to all who knock');
  assert.ok(!outside.text.includes(hidden.first));
});

test('a practitioner is told how the checks went day by day, and not of one knock', async () => {
  const { cared } = A.women;
  const ids = `'${cared.stay}', '${cared.resident}', '${A.id}'`;
  const [first, second, third] = [newId(), newId(), newId()];
  const visit = (id, at) => `('${id}', ${ids}, '${A.rooms[1].id}', 'spoke', '', '2026-11-05T${at}Z', '2026-11-05T${at}Z', '2026-11-05T${at}Z', 0,
    '${A.staff.night.id}', 'desk', '{}', 'screen', '{sign_of_life}', false)`;
  const duty = (state, latest, closed, by, why) => `('${newId()}', ${ids}, 'added', 'sign_of_life', 'routine', '2026-11-05T09:00Z',
    '2026-11-05T09:30Z', '2026-11-05T${latest}Z', 0, 9000, 7, '2026-11-05T09:00Z', '${state}', '2026-11-05T${closed}Z', ${by}, ${why})`;
  await psql(s.db, `
    INSERT INTO lantern.visit (id, stay_id, resident_id, premises_id, room_id, outcome, note, done_at, entered_at, received_at,
        clock_offset_ms, staff_id, proof, marks, source, meets, withdrawn)
      VALUES ${visit(first, '10:00:01')}, ${visit(second, '12:30:01')}, ${visit(third, '13:10:01')};
    INSERT INTO lantern.requirement (id, stay_id, resident_id, premises_id, source, kind, class, from_at, drawn_at, latest_at,
        min_gap_s, max_gap_s, seed, opened_at, state, closed_at, visit_id, late_reason)
      VALUES ${duty('done', '12:45', '12:30:01', `'${second}'`, 'NULL')}, ${duty('done', '13:00', '13:10:01', `'${third}'`, "'emergency'")},
        ${duty('missed', '15:00', '15:40:01', 'NULL', "'short_staffed'")};`);
  const there = await (await s.as(ESTATE.practitioner)).get(`${cared.page}/checks`);
  assert.deepEqual(there.json.days.find((one) => one.day === '2026-11-05'), { day: '2026-11-05', on_time: 1, late: 1, missed: 1, longest_gap_s: 9000 });
  assert.deepEqual(there.json.visits, []);
  assert.deepEqual(there.json.requirements.map((one) => [one.state, one.late_reason, one.closed_at, one.visit]), [['missed', 'short_staffed', null, null]]);
  for (const knock of ['10:00:01', '12:30:01', '13:10:01', '15:40:01']) assert.ok(!there.text.includes(knock), knock);
  await psql(s.db, `INSERT INTO lantern.sharing_agreement (id, stay_id, resident_id, premises_id, shares, how_often, told_on, her_words, author_id, at)
    VALUES ('${newId()}', ${ids}, '{plan}', 'weekly', '2026-11-05', '', '${A.staff.night.id}', '2026-11-05T16:00Z')`);
  const less = (await (await s.as(ESTATE.practitioner)).get(`${cared.page}/checks`)).json;
  assert.deepEqual([less.days, less.requirements, less.visits], [null, [], []], 'nothing of it where she was told that it is not shared');
  const here = (await (await s.as(A.staff.night)).get(`${cared.page}/checks`)).json;
  assert.deepEqual(here.days, [], 'who works with her has the visits');
  assert.ok(here.visits.some((one) => one.id === third) && here.requirements.some((one) => one.visit === third));
});

// As the same browser would be known to the other server of a pair.
function alsoAt(other, browser) {
  const twin = client(other);
  for (const [name, text] of browser.cookies) twin.cookies.set(name, text);
  return twin;
}

test('who leaves a screen, locks it or gives way leaves its streams on every server, at once', async () => {
  const other = await newServer({ db: s.db, clock: s.clock, env: { LANTERN_PEPPER: 'only for tests' } });
  try {
    const terminal = await s.terminal(A);
    for (const [who, leave] of [
      [A.staff.lead, () => terminal.post('/api/terminal/lock', {})],
      [A.staff.night, () => terminal.post('/api/terminal/switch', { staff: A.staff.lead.id, pin: PIN })],
      [A.staff.key, () => s.as(A.staff.oncall, terminal)],
    ]) {
      await s.as(who, terminal);
      const stream = await sse(alsoAt(other, terminal), '/api/live');
      assert.equal((await alsoAt(other, terminal).get('/api/me')).json.signed_in, true);
      const old = alsoAt(other, terminal);
      const began = Date.now();
      const answer = await leave();
      assert.ok(answer.status === undefined || answer.status < 300, answer.text);
      assert.match((await stream.next((event) => event.event === 'bye', 5000)).data, /rights/);
      assert.ok(Date.now() - began < 5000, `${Date.now() - began} ms`);
      assert.equal((await old.get('/api/me')).json.signed_in, false, who.username);
      // And whoever is there now keeps what she opens.
      const next = await sse(alsoAt(other, terminal), '/api/live');
      assert.equal((await (await s.as(A.staff.manager)).put(`/api/visits/${newId()}`, { ...seen(), outcome: 'awake_seen', note: '' })).status, 201);
      await next.next((event) => event.data?.includes('visit.recorded'));
      assert.ok(!told(next).includes('bye'));
      next.close();
    }
  } finally {
    await other.stop();
  }
});

test('a stream ends with the sign-out and with the role, on every server', async () => {
  const other = await newServer({ db: s.db, clock: s.clock, env: { LANTERN_PEPPER: 'only for tests' } });
  try {
    const lead = await s.as(A.staff.lead);
    const left = await sse(alsoAt(other, lead), '/api/live');
    assert.equal((await lead.post('/api/sign-out', {})).status, 204);
    assert.match((await left.next((event) => event.event === 'bye')).data, /rights/);

    const until = new Date(Number(s.clock.us / 1000n) + 60_000).toISOString();
    await psql(s.db, `UPDATE lantern.staff_role SET until_at = '${until}' WHERE id = '${A.staff.agency.roleId}'`, 'lantern_owner');
    const agency = await s.as(A.staff.agency);
    const stream = await sse(alsoAt(other, agency), '/api/live');
    assert.equal(stream.status, 200);
    s.clock.advance(60);
    const night = await s.as(A.staff.night);
    assert.equal((await night.put(`/api/visits/${newId()}`, { ...seen(), note: 'after her shift' })).status, 201);
    assert.match((await stream.next((event) => event.event === 'bye')).data, /rights/);
    assert.ok(!told(stream).includes('after her shift'));
    assert.equal((await agency.get(`/api/premises/${A.id}/board`)).status, 403, 'at once, cached or not');
  } finally {
    await other.stop();
  }
});
