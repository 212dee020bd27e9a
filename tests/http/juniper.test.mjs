// Juniper's evening: tea missed at 19:10, hood up and silent at 20:25, and what her own rule does about it. Every instant is
// driven. It is the evening after the houses of these tests begin.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { rows } from '../harness/index.mjs';
import { plan, see } from './her_signs.mjs';
import { house, minutes, visitOf } from './house.mjs';

const at = (time) => `2026-11-10T${time}:00.000000Z`;
const NAMED = { signs: [{ words: 'misses tea' }, { words: 'hood up and silent' }, { words: 'stops humming' }, { words: 'hums', leaning: 'strength' }] };

let h;
let juniper;
let hers;
before(async () => {
  h = await house({ women: 3 });
  [juniper] = h.here.women;
});
after(() => h.stop());

const tomorrow = (time) => minutes(1440, at(time));
const fern = () => h.as('keyworker');
const kit = () => h.as('shift_lead');
const row = async () => (await fern().get(`/api/premises/${h.here.id}/board`)).json.rows.find((one) => one.stay === juniper.stay);
const spoke = async (time) => {
  const answer = await h.as('night_worker').put(`/api/visits/${randomUUID()}`, visitOf(juniper, { done_at: tomorrow(time), late_reason: 'system' }));
  assert.equal(answer.status, 201, answer.text);
};

test('19:10 Fern taps "missed tea": it stands on the board as seen, and nothing sounds', async () => {
  await h.at(tomorrow('19:00'));
  hers = await plan(h, juniper, NAMED);
  const made = await fern().put(`/api/sign-rules/${randomUUID()}`, { stay: juniper.stay, crn: juniper.crn, signs: hers.signs.slice(0, 3),
    sightings: 2, window_s: 86_400, kind: 'sign_of_life', min_gap_s: 900, max_gap_s: 1800, agreement: 'agreed', words: 'Come sooner then. Knock, say your name.' });
  assert.equal(made.status, 201, made.text);
  await spoke('19:00');
  await h.at(tomorrow('19:10'));
  const { alarm } = await row();
  const tapped = await see(fern(), juniper, hers.signs[0], { seen_at: tomorrow('19:10') });
  assert.deepEqual([tapped.status, tapped.json.proposals, tapped.json.line.does], [201, [], 'Offer tea in the small kitchen'], tapped.text);
  const after = await row();
  assert.deepEqual([after.signs.map((sign) => sign.state), after.proposals, after.watches, after.alarm], [['seen', null, null, null], [], [], alarm]);
});

test('20:25 hood up and silent: her own rule is proposed, with both sightings, and a quarter of an hour to decide', async () => {
  await h.at(tomorrow('19:55'));
  await spoke('19:55');
  await h.at(tomorrow('20:25'));
  const [proposal] = (await see(kit(), juniper, hers.signs[1], { seen_at: tomorrow('20:25') })).json.proposals;
  assert.deepEqual(proposal.sightings.map((one) => [one.words, one.seen_at]), [['misses tea', tomorrow('19:10')], ['hood up and silent', tomorrow('20:25')]]);
  assert.deepEqual([proposal.opened_at, proposal.decide_by, proposal.min_gap_s, proposal.max_gap_s], [tomorrow('20:25'), tomorrow('20:40'), 900, 1800]);
  assert.deepEqual((await row()).proposals, [proposal]);
});

test('20:31 Kit confirms with her knowledge: 15 to 30 minutes from now on, actions by 21:31, review by 20:31 tomorrow', async () => {
  await h.at(tomorrow('20:31'));
  const [proposal] = (await row()).proposals;
  const answer = await kit().post(`/api/proposals/${proposal.id}/decide`, { decision: 'confirmed', reason: 'She knows, and would rather we came.' });
  assert.equal(answer.status, 200, answer.text);
  assert.deepEqual([answer.json.review.act_by, answer.json.review.review_by], [tomorrow('21:31'), minutes(1440, tomorrow('20:31'))]);
  const after = await row();
  const [due, ...others] = after.requirements.filter((one) => one.source === 'plan');
  assert.deepEqual([due, ...others].map((one) => [one.min_gap_s, one.max_gap_s, one.class]), [[900, 1800, 'enhanced']]);
  assert.equal(due.latest, tomorrow('20:36'), 'half an hour since 19:55 is over: due now, and there are five minutes to get to her');
  assert.deepEqual([after.proposals, after.watches.map((one) => one.reason), after.review.since], [[], ['rule'], tomorrow('20:31')]);

  await spoke('20:31');
  const [next] = (await row()).requirements.filter((one) => one.source === 'plan');
  assert.deepEqual([next.from, next.latest], [tomorrow('20:46'), tomorrow('21:01')]);
  await h.at(tomorrow('20:50'));
  assert.equal((await row()).alarm, null, 'what was decided sounds no more');
  assert.deepEqual((await rows(h.db, `SELECT kind FROM lantern.event WHERE stay_id = '${juniper.stay}' AND kind ~ '^(sighting|proposal|watch|review)' ORDER BY xid, seq`))
    .map((one) => one.kind), ['sighting.recorded', 'sighting.recorded', 'proposal.opened', 'watch.began', 'review.opened', 'proposal.decided']);
});
