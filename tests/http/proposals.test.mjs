// What a rule proposes: confirmed or declined by name, once; left lying it climbs as an alarm.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { rows, value } from '../harness/index.mjs';
import { plan, proposed, rule, see, signs } from './her_signs.mjs';
import { fields, house, minutes, NOW, PIN, slug, visitOf } from './house.mjs';

let h;
let next = 0;
before(async () => {
  h = await house({ women: 24 });
});
after(() => h.stop());

const woman = () => h.here.women[next++];
const boardRow = async (who, one) => (await who.get(`/api/premises/${h.here.id}/board`)).json.rows.find((row) => row.stay === one.stay);
const decide = (who, proposal, decision, more = {}) =>
  who.post(`/api/proposals/${proposal.id}/decide`, { decision, reason: 'we spoke about it with her', ...more });
const kinds = async (one) => (await rows(h.db, `SELECT kind FROM lantern.event WHERE stay_id = '${one.stay}' AND kind !~ '^(keywork|choices|update)\\.' ORDER BY xid, seq`)).map((event) => event.kind);
const open = (subject) => rows(h.db, `SELECT kind FROM lantern.deadline WHERE subject = '${subject}' AND state = 'open' ORDER BY kind`);

test('confirmed: the closer checks she agreed to begin now, and her plan comes under review', async () => {
  const one = woman();
  const { proposal } = await proposed(h, one);
  const who = h.as('shift_lead');
  const answer = await decide(who, proposal, 'confirmed');

  assert.equal(answer.status, 200, answer.text);
  const { proposal: decided, opened, closed, review, alarm } = answer.json;
  assert.deepEqual(decided, { ...proposal, watch: decided.watch,
    decision: { decision: 'confirmed', by: h.here.staff.shift_lead.name, at: NOW, reason: 'we spoke about it with her' } });
  assert.deepEqual([closed.map((c) => c.state), opened.map((o) => [o.max_gap_s, o.min_gap_s, o.class]), alarm],
    [['not_required'], [[1800, 900, 'enhanced']], null]);
  assert.deepEqual([review.opened, review.act_by, review.review_by], [true, minutes(60), minutes(1440)]);

  const row = await boardRow(who, one);
  assert.deepEqual([row.proposals, row.requirements], [[], opened]);
  assert.deepEqual(row.watches, [{ id: decided.watch, reason: 'rule', from: NOW, least_until: null, decide_at: null }]);
  assert.deepEqual(row.review, { id: review.review, since: NOW, act_by: minutes(60), acted: false, review_by: minutes(1440) });
  assert.deepEqual(await kinds(one), ['sighting.recorded', 'sighting.recorded', 'proposal.opened', 'watch.began', 'review.opened', 'proposal.decided']);
  assert.deepEqual((await rows(h.db, `SELECT level, kind, words FROM lantern.practitioner_update WHERE stay_id = '${one.stay}' ORDER BY kind`)).map((told) => [told.level, told.kind, told.words]), [
    ['today', 'review_opened', 'A review of her plan opened: her own rule came true.'],
    ['today', 'rule_proposed', 'A rule that she agreed to came true. Closer checks began at 22:00, 15 to 30 minutes apart.']], 'her practitioner hears of it, and not what was said');
  assert.deepEqual(await open(proposal.id), []);
  assert.equal(await value(h.db, `SELECT ref FROM lantern.review_trigger WHERE review_id = '${review.review}'`), proposal.id);
});

test('while the watch it began is open the rule proposes nothing more', async () => {
  const one = woman();
  const hers = await proposed(h, one);
  const who = h.as('keyworker');
  await decide(who, hers.proposal, 'confirmed');
  assert.deepEqual((await see(who, one, hers.signs[2])).json.proposals, []);
  const [{ n }] = await rows(h.db, `SELECT count(*)::int AS n FROM lantern.proposal WHERE stay_id = '${one.stay}'`);
  assert.equal(n, 1);
});

test('declined: nothing about her checks changes, and the next sighting may ask again', async () => {
  const one = woman();
  const hers = await proposed(h, one);
  const who = h.as('night_worker');
  const before = await boardRow(who, one);
  const answer = await decide(who, hers.proposal, 'declined', { reason: 'she had gone to bed early, and said so' });
  assert.deepEqual([answer.status, answer.json.closed, answer.json.opened, answer.json.review, answer.json.proposal.watch],
    [200, [], [], null, null], answer.text);
  const row = await boardRow(who, one);
  assert.deepEqual(row, { ...before, proposals: [] });
  assert.deepEqual(await open(hers.proposal.id), []);
  assert.equal((await see(who, one, hers.signs[2])).json.proposals.length, 1);
});

test('two who decide at once: exactly one counts, the other is told who and what', async () => {
  for (const others of ['declined', 'confirmed']) {
    const one = woman();
    const { proposal } = await proposed(h, one);
    const answers = await Promise.all([decide(h.as('shift_lead'), proposal, 'confirmed'), decide(h.as('keyworker'), proposal, others)]);
    const [won, lost] = answers.sort((a, b) => a.status - b.status);
    assert.deepEqual([won.status, lost.status, slug(lost)], [200, 409, 'conflict'], answers.map((a) => a.text).join('\n'));
    assert.deepEqual(lost.json.current, won.json.proposal);
    assert.match(lost.json.detail, new RegExp(`${won.json.proposal.decision.by} has ${won.json.proposal.decision.decision} it already`));
    assert.deepEqual(await rows(h.db, `SELECT (SELECT count(*)::int FROM lantern.watch WHERE stay_id = '${one.stay}') AS watches,
      (SELECT count(*)::int FROM lantern.review WHERE stay_id = '${one.stay}') AS reviews,
      (SELECT count(*)::int FROM lantern.event WHERE stay_id = '${one.stay}' AND kind = 'proposal.decided') AS events`),
      [{ ...(won.json.proposal.watch ? { watches: 1, reviews: 1 } : { watches: 0, reviews: 0 }), events: 1 }]);
  }
});

test('a decision is a safety record: at a terminal the PIN is asked again; a reason and a word are needed', async () => {
  const one = woman();
  const { proposal } = await proposed(h, one);
  await h.secrets('keyworker');
  const screen = await h.terminal({ role: 'keyworker', since_s: 40 });
  const asked = await decide(screen, proposal, 'declined');
  assert.deepEqual([asked.status, slug(asked), fields(asked)], [403, 'pin-needed', ['/pin']]);
  const who = h.as('keyworker');
  for (const [more, at] of [[{ reason: ' ' }, '/reason'], [{ reason: undefined }, '/reason'], [{ decision: 'maybe' }, '/decision'], [{ risk: 1 }, '/risk']]) {
    const answer = await decide(who, proposal, 'declined', more);
    assert.deepEqual([answer.status, fields(answer)], [422, [at]], answer.text);
  }
  assert.equal((await decide(screen, proposal, 'declined', { pin: PIN })).status, 200);
  assert.equal((await decide(who, { id: randomUUID() }, 'declined')).status, 404);
});

test('an agency worker may tap, and may not decide; nor may anybody elsewhere', async () => {
  const one = woman();
  const hers = await signs(h, one);
  await see(h.as('agency'), one, hers.signs[0]);
  const [proposal] = (await see(h.as('agency'), one, hers.signs[1])).json.proposals;
  assert.equal(proposal.sightings.length, 2);
  for (const role of ['agency', 'inspector', 'kitchen', 'practitioner', 'area_manager', 'administrator'])
    assert.equal((await decide(h.as(role), proposal, 'declined')).status, 403, role);
  assert.equal((await decide(h.as('shift_lead', h.there), proposal, 'declined')).status, 404);
  assert.equal((await decide(await h.terminal(), proposal, 'declined')).status, 403);
});

test('a restricted woman: decided like any other, and no reason of it is in an event', async () => {
  const one = h.here.women.at(-1);
  const hers = await signs(h, one);
  const who = h.as('night_worker');
  await see(who, one, hers.signs[0], { crn: 'restricted' });
  const [proposal] = (await see(who, one, hers.signs[1], { crn: 'restricted' })).json.proposals;
  assert.equal((await decide(who, proposal, 'confirmed', { reason: 'her sister rang' })).status, 200);
  const told = await rows(h.db, `SELECT data FROM lantern.event WHERE stay_id = '${one.stay}'`);
  assert.doesNotMatch(JSON.stringify(told), /sister|misses tea|hood up/);
});

test('outside her circle a decision that came second is told without its reason, and a rule without her words', async () => {
  const one = h.here.women.at(-1);
  const hers = await signs(h, one);
  const who = h.as('night_worker');
  await see(who, one, hers.signs[0], { crn: 'restricted' });
  const [proposal] = (await see(who, one, hers.signs[1], { crn: 'restricted' })).json.proposals.filter((each) => each.rule === hers.rule);
  assert.equal((await decide(who, proposal, 'declined', { reason: 'her sister rang' })).status, 200);
  const second = await decide(h.as('keyworker'), proposal, 'confirmed', { reason: 'it is so' });
  assert.deepEqual([second.status, second.json.current.decision.decision], [409, 'declined']);
  assert.doesNotMatch(second.text, /sister/);
  const ended = await h.as('keyworker').post(`/api/sign-rules/${hers.rule}/end`, { reason: 'it is made anew' });
  assert.equal(ended.status, 200, ended.text);
  assert.doesNotMatch(ended.text, /please come sooner/);
});

// Last: the clock goes on from here.
test('left lying for fifteen minutes it climbs as an alarm; a contact does not end it, a decision does', async () => {
  const [one, other] = [woman(), woman()];
  const { proposal } = await proposed(h, one);
  const theirs = await proposed(h, other);
  await h.at(minutes(14));
  for (const her of [one, other]) assert.equal((await h.as('night_worker').put(`/api/visits/${randomUUID()}`, visitOf(her, { done_at: minutes(14) }))).status, 201);
  assert.equal((await boardRow(h.as('night_worker'), one)).alarm, null);
  await h.at(minutes(15));
  const row = await boardRow(h.as('night_worker'), one);
  assert.deepEqual([row.alarm.class, row.alarm.cause, row.alarm.rung, row.alarm.opened_at], ['enhanced', 'proposal', 0, minutes(15)]);
  await h.at(minutes(17));
  assert.equal((await boardRow(h.as('night_worker'), one)).alarm.rung, 1, 'the shift lead after two minutes');
  const visit = await h.as('night_worker').put(`/api/visits/${randomUUID()}`, visitOf(one, { done_at: minutes(17) }));
  assert.deepEqual([visit.status, visit.json.alarm], [201, null], visit.text);
  await h.at(minutes(20));
  await h.at(minutes(25));
  assert.deepEqual((await boardRow(h.as('on_call'), one)).alarm.told.map((t) => [t.who, t.at]),
    [['terminal', minutes(15)], ['shift_lead', minutes(17)], ['on_call', minutes(20)], ['area', minutes(25)]]);

  const answer = await decide(h.as('on_call'), proposal, 'declined');
  assert.deepEqual([answer.status, answer.json.alarm.state], [200, 'closed'], answer.text);
  assert.equal((await boardRow(h.as('on_call'), one)).alarm, null);
  const late = await decide(h.as('on_call'), theirs.proposal, 'confirmed');
  assert.deepEqual([late.json.alarm.state, late.json.opened.length], ['closed', 1], late.text);
  assert.equal((await boardRow(h.as('on_call'), other)).alarm, null);
});

test('she goes out with the proposal undecided: the alarm stays, and quiet is not decided', async () => {
  const one = woman();
  await h.at(minutes(30));
  const { proposal } = await proposed(h, one);
  await h.at(minutes(45));
  const who = h.as('night_worker');
  const left = await who.put(`/api/movements/${randomUUID()}`, { stay: one.stay, crn: one.crn, kind: 'out', left_at: minutes(45), phone_works: 'yes' });
  assert.equal(left.status, 201, left.text);
  const { alarm } = await boardRow(who, one);
  assert.deepEqual([alarm.cause, alarm.class], ['proposal', 'enhanced']);
  assert.equal((await who.post(`/api/alarms/${alarm.id}/acknowledge`, {})).status, 200);
  await h.at(minutes(51));
  assert.equal((await boardRow(h.as('night_worker'), one)).alarm.state, 'open', 'it sounds again');
  assert.equal((await decide(h.as('night_worker'), proposal, 'declined')).json.alarm.state, 'closed');
});

test('its rule has ended, or a sign of it is lost: what came true is still decided', async () => {
  const one = woman();
  const hers = await proposed(h, one);
  const ended = await h.as('keyworker').post(`/api/sign-rules/${hers.rule}/end`, { reason: 'she asked us to stop' });
  assert.equal(ended.status, 200, ended.text);
  await plan(h, one, { signs: [{ words: 'another' }] });
  assert.equal((await decide(h.as('keyworker'), hers.proposal, 'confirmed')).status, 200);
  await rule(h, one, hers.signs.slice(0, 1));
});
