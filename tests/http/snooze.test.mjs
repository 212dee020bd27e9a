// A routine alarm can be put off for some minutes, by name and with a reason. Nothing that is closer can.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { psql, rows } from '../harness/index.mjs';
import { fields, house, minutes, slug } from './house.mjs';

let h;
before(async () => {
  h = await house({ women: 4 });
  // Two of them are checked as everybody is; the others every hour, which is closer.
  await psql(h.db, `UPDATE lantern.requirement SET class = 'routine' WHERE id = ANY ('{${h.here.women.slice(0, 2).map((one) => one.requirement)}}')`);
});
after(() => h.stop());

const snooze = (woman, body, role = 'night_worker', where = h.here) => h.as(role, where).post(`/api/requirements/${woman.requirement}/snooze`, body);
const because = (count) => ({ minutes: count, reason: 'with another woman until then' });

test('before it sounds there is nothing to put off', async () => {
  const answer = await snooze(h.here.women[0], because(10));
  assert.deepEqual([answer.status, slug(answer)], [409, 'not-snoozed'], answer.text);
});

test('what is closer than routine is refused, sounding or not', async () => {
  for (const at of [0, 26]) {
    await h.at(minutes(at));
    const answer = await snooze(h.here.women[2], because(60));
    assert.deepEqual([answer.status, slug(answer)], [409, 'not-snoozed'], answer.text);
    assert.match(answer.json.detail, /more closely than usual/);
  }
});

test('a routine alarm is quiet for as long as was said, and no longer than the house allows', async () => {
  const [woman] = h.here.women;
  assert.deepEqual(fields(await snooze(woman, because(16))), ['/minutes']);
  assert.deepEqual(fields(await snooze(woman, { minutes: 5 })), ['/reason']);
  const quiet = await snooze(woman, because(15));
  assert.equal(quiet.status, 200, quiet.text);
  assert.deepEqual([quiet.json.alarm.state, quiet.json.alarm.quiet_until], ['quiet', minutes(41)]);
  const [event] = await rows(h.db, `SELECT staff_id, data FROM lantern.event WHERE kind = 'requirement.snoozed' AND stay_id = '${woman.stay}'`);
  assert.deepEqual([event.staff_id, event.data.minutes, event.data.reason], [h.here.staff.night_worker.id, 15, 'with another woman until then']);
  await h.at(minutes(42));
  const { rows: [row] } = (await h.as('night_worker').get(`/api/premises/${h.here.id}/board`)).json;
  assert.equal(row.requirements[0].id, woman.requirement, 'it is owed all the time');
  assert.equal(row.alarm.state, 'open', 'and sounds again');
});

test('nobody else may', async () => {
  for (const role of ['kitchen', 'practitioner', 'inspector', 'area_manager', 'administrator'])
    assert.equal((await snooze(h.here.women[1], because(5), role)).status, 403, role);
  assert.equal((await snooze(h.here.women[1], because(5), 'night_worker', h.there)).status, 404);
});
