// What a premises has set itself holds at its doors, and at no others.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { rows } from '../harness/index.mjs';
import { fields, house, PASSWORD, slug, visitOf } from './house.mjs';

let h;
before(async () => {
  h = await house({ women: 10 });
});
after(() => h.stop());

const put = (who, body) => who.put(`/api/visits/${randomUUID()}`, body);
let last = {};
/** Sets it as the manager of Alder House does. */
async function set(name, value) {
  const id = randomUUID();
  const body = { premises: h.here.id, name, value, reason: 'agreed at the team meeting', ...(last[name] && { based_on: last[name] }) };
  const answer = await h.as('premises_manager').put(`/api/settings/${id}`, body);
  if (answer.status === 201) last[name] = id;
  return answer;
}
const secondsAhead = (n) => new Date(Date.parse(h.clock.iso) + n * 1000).toISOString().replace('Z', '000Z');

test('a device\'s clock may run ahead by what the house allows', async () => {
  const [woman] = h.here.women;
  const worker = h.as('night_worker');
  const ahead = visitOf(woman, { done_at: secondsAhead(20) });
  assert.deepEqual([slug(await put(worker, ahead)), fields(await put(worker, ahead))], ['done-time-refused', ['/done_at']]);
  assert.equal((await set('clock_slack_s', 20)).status, 201);
  const taken = await put(worker, ahead);
  assert.equal(taken.status, 201, taken.text);
  assert.equal(taken.json.visit.done_at, h.clock.iso, 'but nothing is recorded as later than now');
  assert.equal((await put(h.as('night_worker', h.there), visitOf(h.there.women[0], { done_at: secondsAhead(20) }))).status, 422, 'the other house allows two seconds');
  assert.deepEqual(fields(await set('clock_slack_s', 31)), ['/value']);
});

test('what a woman seen asleep must show is the house\'s to make stricter', async () => {
  const worker = h.as('night_worker');
  const asleep = (woman, more) => put(worker, visitOf(woman, { outcome: 'asleep_breathing', breathing: true, movement: true, position: false, ...more }));
  const meets = async (answer) => (await answer).json.visit.meets;
  assert.deepEqual(await meets(asleep(h.here.women[1])), ['sign_of_life']);
  await set('strict_asleep', 1);
  assert.deepEqual(await meets(asleep(h.here.women[2])), [], 'movement alone is too little');
  assert.deepEqual(await meets(asleep(h.here.women[3], { position: true })), ['sign_of_life']);
  await set('strict_asleep', 2);
  assert.deepEqual(await meets(asleep(h.here.women[4], { position: true })), []);
  assert.deepEqual(fields(await set('strict_asleep', 3)), ['/value']);
});

test('"do not disturb" answers as much as the house lets it', async () => {
  const worker = h.as('night_worker');
  const asked = async (woman) => (await put(worker, visitOf(woman, { outcome: 'do_not_disturb' }))).json.visit.meets;
  assert.deepEqual(await asked(h.here.women[5]), ['sign_of_life', 'conversation', 'rouse']);
  await set('strict_disturb', 1);
  assert.deepEqual(await asked(h.here.women[6]), ['sign_of_life', 'conversation']);
  await set('strict_disturb', 2);
  assert.deepEqual(await asked(h.here.women[7]), ['sign_of_life']);
});

test('a round chimes as long before its end as the house says', async () => {
  await set('round_chime_s', 600);
  await h.at('2026-11-11T12:00:01.000000Z'); // both houses plan their rounds at noon
  const chimes = (place) => rows(h.db, `SELECT DISTINCT extract(epoch FROM latest_at - drawn_at)::int AS s FROM lantern.requirement
    WHERE premises_id = '${place.id}' AND source = 'curfew_round'`);
  assert.deepEqual(await chimes(h.here), [{ s: 600 }]);
  assert.deepEqual(await chimes(h.there), [{ s: 1800 }]);
});

test('whoever signs on shortly before the change of shifts is on until the end of the next', async () => {
  const worker = await h.secrets('keyworker');
  const signOn = async (at) => {
    await h.at(at);
    const terminal = await h.terminal();
    const answer = await terminal.post('/api/sign-in', { username: worker.username, password: PASSWORD, code: h.code() });
    assert.equal(answer.status, 200, answer.text);
    return answer.json.expires_at;
  };
  assert.equal(await signOn('2026-11-11T17:20:00.000000Z'), '2026-11-11T18:00:00.000000Z');
  assert.equal(await signOn('2026-11-11T17:50:00.000000Z'), '2026-11-12T08:00:00.000000Z');
  assert.equal((await set('handover_s', 300)).status, 201);
  assert.equal(await signOn('2026-11-12T07:50:00.000000Z'), '2026-11-12T08:00:00.000000Z');
});

test('each of them has its words, its bounds and its default', async () => {
  const { settings } = (await h.as('premises_manager', h.there).get(`/api/premises/${h.there.id}/settings`)).json;
  const of = Object.fromEntries(settings.map((one) => [one.name, [one.default, one.least, one.most, one.words.length > 20]]));
  assert.deepEqual([of.clock_slack_s, of.round_chime_s, of.strict_asleep, of.strict_disturb, of.handover_s], [
    [2, 0, 30, true], [1800, 300, 7200, true], [0, 0, 2, true], [0, 0, 2, true], [1800, 0, 7200, true]]);
  const changed = (await h.as('premises_manager').get(`/api/premises/${h.here.id}/settings`)).json.settings.find((one) => one.name === 'strict_asleep');
  assert.deepEqual(changed.history.map((one) => [one.value, one.reason]), [[2, 'agreed at the team meeting'], [1, 'agreed at the team meeting']]);
});
