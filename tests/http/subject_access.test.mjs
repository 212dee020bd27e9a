// What is held about a woman: given whole by the manager who said why, a piece at a time, and to nobody else (features 121).
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { psql, rows, value } from '../harness/index.mjs';
import { fields, house, ROLES, slug } from './house.mjs';

let h;
before(async () => {
  h = await house({ women: 5 });
});
after(() => h.stop());

const manager = (place) => h.as('premises_manager', place);
const address = (woman, query = '') => `/api/residents/${woman.crn}/stays/${woman.stay}/subject-access${query}`;
const give = (woman, more = {}, who = manager(), id = randomUUID()) =>
  who.put(`/api/subject-accesses/${id}`, { stay: woman.stay, crn: woman.crn, reason: 'She asked for all of it, for her solicitor.', ...more });
const given = async (woman, who) => {
  const answer = await give(woman, {}, who);
  assert.equal(answer.status, 201, answer.text);
  return answer.json.id;
};
const logged = (woman) => rows(h.db, `SELECT what, detail FROM lantern.access_log WHERE resident_id = '${woman.id}' ORDER BY id`);

/** All pieces, as a client walks them. */
async function walked(woman, access, who = manager()) {
  const pieces = [];
  for (let next = ''; next !== null; ) {
    const answer = await who.get(address(woman, `?access=${access}${next}`));
    assert.equal(answer.status, 200, answer.text);
    pieces.push(answer);
    next = answer.json.next && `&table=${answer.json.next.table}&from=${answer.json.next.from}`;
  }
  return pieces;
}

test('all that is held is told in words, under the reason that was given for it', async () => {
  const [woman] = h.here.women;
  const empty = (await manager().get(address(woman))).json;
  assert.deepEqual([empty.given, empty.tables, empty.withheld, empty.next], [[], null, null, null], 'before anybody said why, nothing of it');

  const access = await given(woman);
  const [piece, ...more] = await walked(woman, access);
  assert.deepEqual(more, [], 'ten days are one piece');
  const of = (table) => piece.json.tables.find((one) => one.table === table);
  const told = (table, column) => of(table).rows.map((row) => row[of(table).columns.indexOf(column)]);
  assert.deepEqual(told('resident_person', 'Preferred name'), [woman.name]);
  assert.deepEqual(told('contact_plan', 'How'), ['Knock twice and say your name.']);
  assert.deepEqual(told('visit', 'When'), ['10 November 2026, 21:25:00']);
  assert.deepEqual(told('visit', 'By'), [h.here.staff.keyworker.name]);
  assert.deepEqual(told('check_plan_band', 'No later than'), ['1 h']);
  assert.deepEqual(of('keywork_session').rows, [], 'what there is none of is there with nothing');
  assert.deepEqual(piece.json.withheld.map((one) => [one.what, one.count]), [['Checks that are still to come', 1], ['The log of every entry', 1]]);
  assert.deepEqual(piece.json.given.map((one) => [one.id, one.by, one.mine]), [[access, h.here.staff.premises_manager.name, true]]);
  assert.ok(!piece.text.includes(h.here.women[1].name) && !piece.text.includes(h.here.women[1].crn), 'of nobody else');

  assert.deepEqual((await logged(woman)).at(-1), { what: 'export', detail: { access } });
  assert.deepEqual(await rows(h.db, `SELECT data FROM lantern.event WHERE kind = 'subject_access.given' AND stay_id = '${woman.stay}'`), [{ data: { access } }], 'and no words of why');
});

test('a year of a woman comes in pieces that keep nobody waiting, each in the audit', async () => {
  const [, woman] = h.here.women;
  const { keyworker } = h.here.staff;
  await psql(h.db, `INSERT INTO lantern.visit (id, stay_id, resident_id, premises_id, room_id, outcome, note, done_at, entered_at, received_at, clock_offset_ms,
      staff_id, proof, marks, source, meets, withdrawn)
    SELECT gen_random_uuid(), '${woman.stay}', '${woman.id}', '${h.here.id}', '${h.here.rooms[1]}', 'spoke', 'Said good night, ' || n, t, t, t, 0, '${keyworker.id}',
      'desk', '{}', 'screen', '{}', false
    FROM generate_series(timestamptz '2025-11-10', '2026-11-10', '2 hours') WITH ORDINALITY s(t, n)`);
  const access = await given(woman);
  const began = process.hrtime.bigint();
  const pieces = await walked(woman, access);
  const ms = Number(process.hrtime.bigint() - began) / 1e6;
  const visits = pieces.flatMap((one) => one.json.tables).filter((one) => one.table === 'visit').flatMap((one) => one.rows);
  assert.equal(visits.length, await value(h.db, `SELECT count(*) FROM lantern.visit WHERE stay_id = '${woman.stay}'`));
  assert.equal(new Set(visits.map((row) => row.join())).size, visits.length, 'none twice');
  assert.ok(pieces.length >= 9, `${pieces.length} pieces`);
  assert.ok(Math.max(...pieces.map((one) => one.text.length)) < 300_000, 'each is small');
  assert.ok(ms / pieces.length < 500, `${Math.round(ms)} ms for ${pieces.length}`);
  assert.equal((await logged(woman)).filter((one) => one.what === 'export' && one.detail.access === access).length, pieces.length);
});

test('others are answered between the pieces', async () => {
  const [, woman] = h.here.women;
  const access = await given(woman);
  const walk = walked(woman, access).then(() => 'walked');
  for (let n = 0; n < 5; n++) assert.equal((await manager().get('/api/me')).status, 200);
  assert.equal(await Promise.race([walk, Promise.resolve('still walking')]), 'still walking');
  await walk;
});

test('she may ask when she has left, and is told of her other house too', async () => {
  const woman = h.here.women[2];
  const before = randomUUID();
  await psql(h.db, `INSERT INTO lantern.stay (id, resident_id, premises_id, expected_on, arrived_at, departed_at)
      VALUES ('${before}', '${woman.id}', '${h.there.id}', '2025-01-01', '2025-01-01', '2025-02-01');
    INSERT INTO lantern.moment VALUES (gen_random_uuid(), '${before}', '${woman.id}', '${h.there.id}', 'Sang in the kitchen.', true, '2025-01-09', '2025-01-09', '${h.there.staff.keyworker.id}');
    UPDATE lantern.stay SET departed_at = '2026-11-10T20:00:00Z' WHERE id = '${woman.stay}'`);
  const [piece] = await walked(woman, await given(woman));
  assert.match(JSON.stringify(piece.json.tables.find((one) => one.table === 'moment').rows), /Sang in the kitchen/);
});

test('the same request again is the same; with other words it is not', async () => {
  const [, , , woman] = h.here.women;
  const id = randomUUID();
  const first = await give(woman, {}, manager(), id);
  assert.deepEqual((await give(woman, {}, manager(), id)).json, first.json);
  assert.equal(slug(await give(woman, { reason: 'Another.' }, manager(), id)), 'id-reused');
  assert.equal(await value(h.db, `SELECT count(*) FROM lantern.subject_access WHERE resident_id = '${woman.id}'`), 1);
});

test('what is asked wrongly is said', async () => {
  const [woman, , , other] = h.here.women;
  const access = await given(woman);
  assert.deepEqual(fields(await give(woman, { reason: '' })), ['/reason']);
  assert.equal(slug(await give({ ...woman, crn: other.crn })), 'wrong-woman');
  assert.equal(slug(await manager().get(address({ ...woman, crn: other.crn }))), 'wrong-woman');
  assert.equal(slug(await manager().get(address({ ...woman, stay: randomUUID() }))), 'not-found');
  assert.equal(slug(await manager().get(address(woman, `?access=${randomUUID()}`))), 'not-found');
  assert.equal(slug(await manager().get(address(other, `?access=${access}`))), 'not-found', 'a request is of one woman');
  assert.deepEqual(fields(await manager().get(address(woman, '?table=visit'))), ['access']);
  assert.deepEqual(fields(await manager().get(address(woman, `?access=${access}&from=5`))), ['table']);
  assert.deepEqual(fields(await manager().get(address(woman, `?access=${access}&table=staff_secret`))), ['table'], 'no table but those told');
  assert.deepEqual(fields(await manager().get(address(woman, `?access=${access}&table=visit&from=-1`))), ['/from']);
});

test('nobody else gives it out, and nobody with another\'s request', async () => {
  const [woman] = h.here.women;
  const access = await given(woman);
  for (const role of ROLES.filter((one) => one !== 'premises_manager')) {
    assert.equal((await h.as(role).get(address(woman, `?access=${access}`))).status, 403, role);
    assert.equal((await give(woman, {}, h.as(role))).status, 403, role);
  }
  for (const answer of [await manager(h.there).get(address(woman, `?access=${access}`)), await give(woman, {}, manager(h.there))]) {
    assert.equal(answer.status, 404);
    assert.doesNotMatch(answer.text, /Woman A/);
  }
  // A second manager of the house says why herself.
  await psql(h.db, `INSERT INTO lantern.staff_role (id, staff_id, role, premises_id, from_at, reason)
    VALUES (gen_random_uuid(), '${h.there.staff.premises_manager.id}', 'premises_manager', '${h.here.id}', '2026-01-01', 'both houses')`);
  await h.at('2026-11-10T22:00:30.000000Z');
  const second = manager(h.there);
  assert.equal(slug(await second.get(address(woman, `?access=${access}`))), 'not-found');
  assert.equal((await walked(woman, await given(woman, second), second)).length, 1);
});

test('a restricted woman\'s is given out by those named for her alone', async () => {
  const hidden = h.here.women.at(-1);
  const unnamed = { ...hidden, crn: 'restricted' };
  assert.equal(slug(await give(unnamed)), 'not-allowed');
  assert.equal(slug(await manager().get(address(unnamed))), 'not-allowed');
  await psql(h.db, `INSERT INTO lantern.resident_circle VALUES (gen_random_uuid(), '${hidden.id}', '${h.here.staff.premises_manager.id}', '2026-01-01', NULL, 'her manager')`);
  await h.at('2026-11-10T22:01:00.000000Z');
  const [piece] = await walked(hidden, await given(hidden));
  assert.match(piece.text, new RegExp(hidden.name));
});
