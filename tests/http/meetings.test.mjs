// Three-way meetings from the plan of one to her own copy of it: her items first, each in her own voice, and what a miss
// does (features 54 to 58).
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { psql, rows, value } from '../harness/index.mjs';
import { fields, house, minutes, NOW, ROLES, slug } from './house.mjs';
import { addItem, heldAs, meetingOf, meetingsPage, person, planMeeting, readMeetings } from './meetings.mjs';

const KEEP = ['night_worker', 'keyworker', 'shift_lead', 'premises_manager', 'on_call'];
const told = (woman, kind) => rows(h.db, `SELECT data, lantern.iso(happened_at) AS at FROM lantern.event WHERE stay_id = '${woman.stay}' AND kind = '${kind}' ORDER BY xid, seq`);
const due = (kind, subject) => rows(h.db, `SELECT lantern.iso(due_at) AS at FROM lantern.deadline WHERE kind = '${kind}' AND subject = '${subject}' AND state = 'open'`);
const letters = (about) => rows(h.db, `SELECT o.template, s.username, o.counts FROM lantern.outbox o JOIN lantern.staff s ON s.id = o.staff_id WHERE o.about_id = '${about}' ORDER BY o.template, s.username, o.id`);
const updates = (about) => rows(h.db, `SELECT level, kind, words, author_id IS NOT NULL AS by_somebody FROM lantern.practitioner_update WHERE about_id = '${about}'`);
const owed = async (woman) => (await h.as('keyworker').get(`/api/premises/${h.here.id}/owed`)).json.owed.filter((one) => one.stay === woman.stay && one.what.startsWith('meeting')).map(({ what, since, due: by, overdue }) => ({ what, since, due: by, overdue }));
const page = async (woman, role = 'keyworker') => (await readMeetings(h.as(role), woman)).json;

let h;
before(async () => {
  h = await house({ women: 10 });
  const [, , third] = h.here.women;
  await psql(h.db, [h.here.women[0], third, h.here.women[8]].map((woman) => `INSERT INTO lantern.practitioner_of (id, resident_id, staff_id, from_at)
      VALUES (gen_random_uuid(), '${woman.id}', '${h.here.staff.practitioner.id}', '2026-11-01');
    INSERT INTO lantern.keyworker_of (id, stay_id, resident_id, premises_id, staff_id, from_at, reason)
      VALUES (gen_random_uuid(), '${woman.stay}', '${woman.id}', '${h.here.id}', '${h.here.staff.keyworker.id}', '2026-11-01', 'on arrival');`).join('\n'));
});
after(() => h?.stop());

test('one is planned, prepared by all three, held, and given to her in plain words', async () => {
  const [woman] = h.here.women;
  const { keyworker, practitioner } = h.here.staff;
  const [key, lead, robin] = [h.as('keyworker'), h.as('shift_lead'), h.as('practitioner')];
  const { id, answer } = await planMeeting(lead, woman);
  assert.equal(answer.status, 201, answer.text);
  assert.deepEqual(answer.json, { id, sequence: 0, starts_at: minutes(720), minutes: 45, how: 'in_person' });
  assert.deepEqual(await letters(id), [keyworker, practitioner].map((one) => ({ template: 'meeting_planned', username: one.username, counts: {} })));
  assert.deepEqual((await told(woman, 'meeting.planned'))[0].data, { meeting: id, sequence: 0, starts_at: minutes(720) });

  // The keyworker's item first, hers last: she comes first all the same.
  const items = {};
  for (const [name, who, voice, words] of [['key', key, 'keyworker', 'The move'], ['robin', robin, 'practitioner', 'The licence'], ['hers', key, 'resident', 'Who keeps my hearing aids?'], ['hers2', key, 'resident', 'A door that locks']]) {
    const added = await addItem(who, id, voice, words);
    assert.equal(added.answer.status, 201, added.answer.text);
    items[name] = added.id;
    h.clock.advance(1);
  }
  const { json } = await key.get(`/api/meetings/${id}`);
  assert.deepEqual(json.meeting.items.map((one) => [one.id, one.voice, one.by]), [
    [items.hers, 'resident', keyworker.name], [items.hers2, 'resident', keyworker.name], [items.key, 'keyworker', keyworker.name], [items.robin, 'practitioner', practitioner.name]]);
  assert.deepEqual((await robin.get(`/api/meetings/${id}`)).json.meeting, json.meeting, 'her practitioner reads the same');
  assert.equal(json.meeting.state, 'planned');

  await h.at(minutes(12 * 60 + 50));
  assert.equal((await page(woman)).planned.state, 'to_write_up');
  assert.deepEqual(await owed(woman), [{ what: 'meeting', since: minutes(720), due: minutes(720 + 24 * 60), overdue: false }]);
  const action = { id: randomUUID(), what: 'Ring the new place', owner_kind: 'staff', owner_staff: keyworker.id, target_on: '2026-11-12' };
  const body = heldAs({
    held_at: minutes(12 * 60 + 4),
    disagreements: [{ id: randomUUID(), voice: 'resident', words: 'She would rather stay another month.' }, { id: randomUUID(), voice: 'practitioner', words: 'The place is not kept.' }],
    actions: [action, { id: randomUUID(), what: 'Choose curtains', owner_kind: 'resident', target_on: '2026-11-11' }, { id: randomUUID(), what: 'Write to housing', owner_kind: 'practitioner', target_on: '2026-11-20' }],
  });
  const held = await h.as('keyworker').post(`/api/meetings/${id}/held`, body);
  assert.equal(held.status, 200, held.text);
  const { review, copy_due } = held.json;
  assert.deepEqual([copy_due, review.opened, review.act_by], [minutes(12 * 60 + 50 + 24 * 60), true, null]);
  assert.deepEqual(await due('meeting.copy_due', id), [{ at: copy_due }]);
  assert.deepEqual(await due('meeting.due', woman.stay), [{ at: '2026-12-09T23:59:59.000000Z' }]);
  assert.deepEqual(await updates(id), [{ level: 'today', kind: 'meeting', words: 'Three-way meeting held, 40 minutes: 1 decision, 3 actions, 2 disagreements.', by_somebody: true }]);
  assert.deepEqual(await rows(h.db, `SELECT kind, ref, act_by FROM lantern.review_trigger WHERE review_id = '${review.review}'`), [{ kind: 'meeting', ref: id, act_by: null }]);

  const now = await page(woman);
  assert.deepEqual([now.planned, now.due_on, now.due_why], [null, '2026-12-09', 'regular']);
  const [past] = now.past;
  assert.deepEqual([past.state, past.held_at, past.minutes, past.plain_words, past.copy], ['held', body.held_at, 40, body.plain_words, null]);
  assert.deepEqual(past.people.map((one) => [one.role, one.name, one.how]), [['resident', 'Olive', 'in_person'], ['keyworker', 'Fern', 'in_person'], ['practitioner', 'Robin', 'by_video']]);
  assert.deepEqual(past.decisions, body.decisions);
  assert.deepEqual(past.disagreements, body.disagreements);
  assert.deepEqual(past.actions.map((one) => [one.what, one.owner?.staff ?? null]), [['Choose curtains', null], ['Ring the new place', keyworker.id], ['Write to housing', practitioner.id]]);
  assert.deepEqual(past.closed, { at: h.clock.iso, by: keyworker.name });
  assert.deepEqual(await owed(woman), [{ what: 'meeting_copy', since: h.clock.iso, due: copy_due, overdue: false }]);

  const give = (who, large_print) => who.put(`/api/meeting-copies/${id}`, { stay: woman.stay, crn: woman.crn, large_print });
  const given = await give(h.as('night_worker'), true);
  assert.deepEqual([given.status, given.json.copy], [200, { at: h.clock.iso, by: h.here.staff.night_worker.name, large_print: true }], given.text);
  assert.deepEqual((await give(h.as('keyworker'), false)).json, given.json, 'she is given one copy');
  assert.deepEqual([await due('meeting.copy_due', id), await owed(woman)], [[], []]);
  assert.equal((await told(woman, 'meeting.copied')).length, 1);
  assert.deepEqual((await page(woman)).past[0].copy, given.json.copy);
});

test('the same plan again is the first one, and there is one at a time', async () => {
  const woman = h.here.women[1];
  const id = randomUUID();
  const body = meetingOf(woman);
  body.starts_at = new Date(Date.parse(h.clock.iso) + 2 * 86400e3).toISOString().replace('Z', '000Z');
  const put = (one) => h.as('keyworker').put(`/api/meetings/${one}`, body);
  const answers = await Promise.all([put(id), put(id), put(randomUUID()), put(randomUUID())]);
  const open = await value(h.db, `SELECT id FROM lantern.meeting WHERE stay_id = '${woman.stay}'`);
  for (const one of answers.filter((other) => other.status !== 201)) {
    assert.deepEqual([one.status, slug(one), one.json.planned.id], [409, 'conflict', open], one.text);
  }
  assert.ok(answers.some((one) => one.status === 201), answers.map((one) => one.text).join());
  if (open === id) assert.deepEqual(answers[0].json, answers[1].json);
});

test('a time is moved by whoever saw the last one, and the sequence rises', async () => {
  const woman = h.here.women[2];
  const at = (day, hour = 10) => `2026-11-${day}T${hour}:00:00.000000Z`;
  const { id } = await planMeeting(h.as('keyworker'), woman, { starts_at: at(18) });
  const move = (sequence, starts_at, more = {}) => h.as('shift_lead').post(`/api/meetings/${id}/move`, { starts_at, minutes: 30, how: 'by_phone', reason: 'Robin is in court.', sequence, ...more });
  const [one, other] = await Promise.all([move(0, at(19)), move(0, at(20))]);
  const [done, late] = one.status === 200 ? [one, other] : [other, one];
  assert.deepEqual([done.status, done.json.sequence], [200, 1], done.text);
  assert.deepEqual([late.status, slug(late), late.json.current.sequence, late.json.current.starts_at, fields(late)], [409, 'edit-conflict', 1, done.json.starts_at, ['/sequence']], late.text);
  assert.deepEqual((await move(0, done.json.starts_at)).json, done.json, 'sent again because its answer was lost');
  assert.equal((await move(1, at(23))).json.sequence, 2);
  const { planned } = await page(woman);
  assert.deepEqual([planned.starts_at, planned.minutes, planned.how, planned.sequence], [at(23), 30, 'by_phone', 2]);
  assert.deepEqual(planned.times.map((time) => [time.sequence, time.starts_at, time.reason]), [[0, at(18), ''], [1, done.json.starts_at, 'Robin is in court.'], [2, at(23), 'Robin is in court.']]);
  assert.deepEqual((await told(woman, 'meeting.moved')).map((event) => event.data.sequence), [1, 2]);
  const sent = await letters(id);
  assert.equal(sent.filter((letter) => letter.username.endsWith('practitioner')).length, 3, 'each time is told once');
});

test('hers stay; the others take back their own, and nobody writes in another voice', async () => {
  const woman = h.here.women[2];
  const id = (await page(woman)).planned.id;
  const [key, robin] = [h.as('keyworker'), h.as('practitioner')];
  const back = (who, item) => who.post(`/api/meeting-items/${item}/withdraw`, {});
  const hers = (await addItem(key, id, 'resident', 'My cat')).id;
  const ours = (await addItem(key, id, 'keyworker', 'The kitchen rota')).id;
  const robins = (await addItem(robin, id, 'practitioner', 'Appointments')).id;
  for (const [who, voice] of [[robin, 'resident'], [robin, 'keyworker'], [key, 'practitioner'], [h.as('premises_manager'), 'practitioner']]) {
    const refused = (await addItem(who, id, voice, 'Not mine')).answer;
    assert.deepEqual([refused.status, slug(refused), fields(refused)], [403, 'not-allowed', ['/voice']], refused.text);
  }
  for (const who of [key, robin, h.as('premises_manager')]) assert.equal(slug(await back(who, hers)), 'hers');
  assert.equal((await back(robin, ours)).status, 403);
  assert.equal((await back(key, robins)).status, 403);
  assert.equal((await back(h.as('night_worker'), ours)).status, 200, 'the house speaks with one voice');
  assert.equal((await back(robin, robins)).status, 200);
  assert.equal((await back(robin, robins)).status, 200, 'again is as good');
  const { items } = (await page(woman)).planned;
  assert.deepEqual(items.map((one) => [one.id, one.withdrawn?.by ?? null]), [[hers, null], [ours, h.here.staff.night_worker.name], [robins, h.here.staff.practitioner.name]]);
  assert.deepEqual((await told(woman, 'meeting.item')).map((event) => [event.data.item, event.data.withdrawn ?? false]), [[hers, false], [ours, false], [robins, false], [ours, true], [robins, true]]);
  assert.equal((await back(key, randomUUID())).status, 404);
  assert.equal((await back(key, id)).status, 404, 'a meeting is no item');
  const once = randomUUID();
  const put = (words) => key.put(`/api/meeting-items/${once}`, { meeting: id, voice: 'resident', words });
  assert.deepEqual((await put('Keys')).json, (await put('Keys')).json);
  assert.equal(slug(await put('Other keys')), 'id-reused');
});

test('not held, by whom and why; the second in a row tells both managers; no date moves', async () => {
  const woman = h.here.women[8];
  const before = (await page(woman)).due_on;
  const miss = async (not_held) => {
    const { id, answer } = await planMeeting(h.as('keyworker'), woman, { starts_at: '2026-11-16T10:00:00.000000Z' });
    assert.equal(answer.status, 201, answer.text);
    return { id, answer: await h.as('keyworker').post(`/api/meetings/${id}/not-held`, { not_held, reason: 'The train did not run.' }) };
  };
  const first = await miss('practitioner');
  h.clock.advance(60);
  assert.deepEqual([first.answer.status, first.answer.json], [200, { id: first.id, again: false }], first.answer.text);
  assert.deepEqual(await updates(first.id), [{ level: 'today', kind: 'meeting_not_held', words: 'Three-way meeting not held: her practitioner could not.', by_somebody: true }]);
  assert.deepEqual((await letters(first.id)).map((one) => one.template), ['meeting_planned']);
  const second = await miss('premises');
  h.clock.advance(60);
  assert.equal(second.answer.json.again, true);
  assert.deepEqual((await letters(second.id)).filter((one) => one.template === 'meeting_missed').map((one) => one.username), ['alder.on.call', 'alder.premises.manager']);
  assert.match((await updates(second.id))[0].words, /^Three-way meeting not held: the premises could not\. It is the second in a row/);
  const now = await page(woman);
  assert.deepEqual([now.due_on, now.past.map((one) => [one.state, one.not_held, one.reason])], [before, [['not_held', 'premises', 'The train did not run.'], ['not_held', 'practitioner', 'The train did not run.']]]);
  // One that is held ends the row.
  const third = await planMeeting(h.as('keyworker'), woman, { starts_at: '2026-11-16T10:00:00.000000Z' });
  assert.equal((await h.as('keyworker').post(`/api/meetings/${third.id}/held`, heldAs())).status, 200);
  h.clock.advance(60);
  assert.equal((await miss('resident')).answer.json.again, false);
});

test('what is wrong is named, and what was written up stands', async () => {
  const woman = h.here.women[3];
  const key = h.as('keyworker');
  const in_a_day = new Date(Date.parse(h.clock.iso) + 86400e3).toISOString().replace('Z', '000Z');
  for (const [more, status, ...named] of [
    [{ starts_at: minutes(-5) }, 422, '/starts_at'], [{ starts_at: '2027-12-01T10:00:00.000000Z' }, 422, '/starts_at'], [{ starts_at: undefined }, 422, '/starts_at'],
    [{ minutes: 4 }, 422, '/minutes'], [{ how: 'by_post' }, 422, '/how'], [{ crn: h.here.women[4].crn }, 409, '/crn'], [{ stay: randomUUID() }, 404], [{ place: 'x' }, 422, '/place'],
  ]) {
    const { answer } = await planMeeting(key, woman, { starts_at: in_a_day, ...more });
    assert.deepEqual([answer.status, fields(answer)], [status, named], `${JSON.stringify(more)} ${answer.text}`);
  }
  const { id } = await planMeeting(key, woman, { starts_at: in_a_day });
  const copy = () => key.put(`/api/meeting-copies/${id}`, { stay: woman.stay, crn: woman.crn, large_print: false });
  assert.equal(slug(await copy()), 'conflict', 'no copy of what was not held');
  const three = heldAs().people;
  const act = (more) => ({ id: randomUUID(), what: 'x', owner_kind: 'staff', owner_staff: h.here.staff.keyworker.id, target_on: '2026-12-12', ...more });
  for (const [more, ...named] of [
    [{ people: three.slice(1) }, '/people'], [{ people: [] }, '/people'], [{ people: [three[0], three[1], person('manager', 'Dee')] }, '/people'], [{ people: [...three, person('judge', 'X')] }, '/people/3/role'],
    [{ held_at: new Date(Date.parse(h.clock.iso) + 600e3).toISOString().replace('Z', '000Z') }, '/held_at'], [{ held_at: minutes(-14401) }, '/held_at'], [{ plain_words: ' ' }, '/plain_words'], [{ minutes: 0 }, '/minutes'],
    [{ decisions: [{ id: randomUUID(), words: '' }] }, '/decisions/0/words'], [{ disagreements: [{ id: randomUUID(), voice: 'manager', words: 'x' }] }, '/disagreements/0/voice'],
    [{ actions: [act({ owner_staff: undefined })] }, '/actions/0/owner_staff'], [{ actions: [act({ owner_kind: 'practitioner', owner_staff: undefined })] }, '/actions/0/owner_staff'], [{ actions: [act({ target_on: '2026-11-01' })] }, '/actions/0/target_on'],
  ]) {
    const answer = await key.post(`/api/meetings/${id}/held`, heldAs(more));
    assert.deepEqual([answer.status, fields(answer)], [422, named], `${JSON.stringify(more)} ${answer.text}`);
  }
  for (const [more, ...named] of [[{ not_held: 'weather' }, '/not_held'], [{ reason: ' ' }, '/reason']]) {
    const answer = await key.post(`/api/meetings/${id}/not-held`, { not_held: 'other', reason: 'Snow', ...more });
    assert.deepEqual([answer.status, fields(answer)], [422, named]);
  }
  const absent = heldAs({ people: [person('resident', 'She', 'not_there'), three[1], person('practitioner', 'None yet', 'not_there')] });
  assert.equal((await key.post(`/api/meetings/${id}/held`, absent)).status, 200);
  const late = await Promise.all([
    key.post(`/api/meetings/${id}/held`, heldAs()), key.post(`/api/meetings/${id}/not-held`, { not_held: 'other', reason: 'Snow' }),
    key.post(`/api/meetings/${id}/move`, { starts_at: in_a_day, minutes: 30, how: 'by_phone', reason: 'x', sequence: 0 }), addItem(key, id, 'resident', 'x').then((one) => one.answer)]);
  assert.deepEqual(late.map(slug), ['conflict', 'conflict', 'conflict', 'conflict']);
  assert.match(late[0].json.detail, /^alder keyworker has written up/);
});

test('who reads and who writes, here and at the other house', async () => {
  const woman = h.here.women[0];
  const { id } = await planMeeting(h.as('keyworker'), woman, { starts_at: '2026-11-27T10:00:00.000000Z' });
  const someone = h.here.women[4];
  for (const role of ROLES) {
    const reads = [...KEEP, 'inspector', 'practitioner'].includes(role);
    assert.equal((await h.as(role).get(meetingsPage(woman))).status, reads ? 200 : 403, role);
    assert.equal((await h.as(role).get(`/api/meetings/${id}`)).status, reads ? 200 : 403, role);
    if (KEEP.includes(role)) continue;
    assert.equal((await planMeeting(h.as(role), someone)).answer.status, 403, role);
    for (const act of ['move', 'held', 'not-held']) assert.equal((await h.as(role).post(`/api/meetings/${id}/${act}`, {})).status, 403, `${role} ${act}`);
    assert.equal((await h.as(role).put(`/api/meeting-copies/${id}`, {})).status, 403, role);
    if (role !== 'practitioner') assert.equal((await addItem(h.as(role), id, 'resident', 'x')).answer.status, 403, role);
  }
  for (const role of ['keyworker', 'premises_manager', 'practitioner']) {
    const other = h.as(role, h.there);
    assert.equal((await other.get(`/api/meetings/${id}`)).status, 404, role);
    assert.equal((await other.get(meetingsPage(woman))).status, 404, role);
    assert.equal((await addItem(other, id, role === 'practitioner' ? 'practitioner' : 'keyworker', 'x')).answer.status, 404, role);
  }
  assert.equal((await h.as('practitioner').get(meetingsPage(someone))).status, 404, 'not hers');
  assert.equal((await h.nobody().get(`/api/meetings/${id}`)).status, 401);
});

test('a restricted woman\'s meetings are kept by those named for her, and read without words', async () => {
  const woman = h.here.women.at(-1);
  const hidden = { ...woman, crn: 'restricted' };
  assert.equal((await planMeeting(h.as('keyworker'), hidden)).answer.status, 403);
  const manager = h.here.staff.premises_manager;
  await psql(h.db, `INSERT INTO lantern.resident_circle (id, resident_id, staff_id, from_at, reason) VALUES (gen_random_uuid(), '${woman.id}', '${manager.id}', '2026-11-01', 'named for her')`);
  await h.at(h.clock.iso);
  const who = h.as('premises_manager');
  const { id, answer } = await planMeeting(who, woman, { starts_at: '2026-11-27T10:00:00.000000Z' });
  assert.equal(answer.status, 201, answer.text);
  await addItem(who, id, 'resident', 'Something of hers');
  assert.equal((await who.post(`/api/meetings/${id}/held`, heldAs())).status, 200);
  const [past] = (await readMeetings(h.as('keyworker'), hidden)).json.past;
  assert.deepEqual([past.items[0].words, past.plain_words, past.decisions[0].words, past.people[0].name], [null, null, null, null]);
  assert.equal((await page(woman, 'premises_manager')).past[0].items[0].words, 'Something of hers');
});
