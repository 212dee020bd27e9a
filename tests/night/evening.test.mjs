// The evening and the night of four women at Lantern House, event by event through the real server: what was seen tonight
// moves the checks tonight. The numbers are those of the acceptance night.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { rows, value } from '../harness/index.mjs';
import { at, lanternHouse, planOf } from './lantern-house.mjs';
import { allEvents } from './night.mjs';
import { boardState, fold, liveState } from './staff.mjs';

let h, juniper, hazel, marigold, olive, iris;
const plans = {};
before(async () => {
  h = await lanternHouse();
  ({ juniper, hazel, marigold, olive, iris } = h.women);
});
after(() => h?.stop());

const signOf = (woman, words) => plans[woman.key].signs.find((one) => one.words === words).sign;
const sight = (name, woman, words, state = 'seen') =>
  h.put(name, 'sightings', woman, { sign: signOf(woman, words), state, seen_at: h.at() });
const minutesFrom = (instant, count) => new Date(Date.parse(instant) + count * 60_000).toISOString().replace('Z', '000Z');
const gapOf = (row) => Math.min(...row.requirements.filter((one) => one.source === 'plan').map((one) => one.max_gap_s));
/** The tightest running interval of hers, and when it is over at the latest. */
async function running(woman, kind) {
  const row = await h.row(woman);
  return row.requirements.filter((one) => one.source === 'plan' && (!kind || one.kind === kind)).sort((a, b) => (a.latest < b.latest ? -1 : 1))[0];
}

/** What her practitioner's first page says of her. */
const card = async (name, woman) => (await h.get(name, 'me/updates')).women.find((one) => one.stay === woman.stay);
const owed = async (woman, what) => (await h.get('dee', `premises/${h.id}/owed`)).owed.find((one) => one.stay === woman.stay && one.what === what);

test('in the afternoon Juniper, Hazel, Olive and Iris have plans, and Juniper the rule that she agreed', async () => {
  await h.until('17:00');
  plans.juniper = planOf({
    lines: [['Two of my signs in a day', 'change_checks', 'Come by more often, and tell me', 'Whoever is on', 900], ['I am quiet and keep away', 'sit_with_her', 'Tea, no questions', 'Keyworker', 1800]],
    signs: [['Misses tea', 'concern', 1], ['Hood up and silent', 'concern', 0], ['Stops humming', 'concern', 1], ['Hums on the stairs', 'strength']],
  });
  plans.hazel = planOf({
    lines: [['I cannot be woken', 'call_999', '999, naloxone, stay with me', 'First on the scene', 0]],
    signs: [['Unsteady on the stairs', 'concern', 0], ['Talks over people', 'concern', 0], ['Chews mints all evening', 'concern', 0], ['Names what she feels', 'strength']],
    crisis: [{ name: 'substances', state: 'recorded', words: 'Alcohol. Opioids not known', known_at: null }, { name: 'naloxone', state: 'recorded', words: 'Two kits in the office', known_at: null }],
  });
  plans.olive = planOf({
    lines: [['I rock without my music', 'sit_with_her', 'Find the headphones', 'Whoever is on', 900]],
    signs: [['Rocks without her music', 'concern', 0], ['Packs and unpacks', 'concern', 0], ['Will not wear her hearing aids by day', 'concern', 0], ['Thumb up at breakfast', 'strength']],
    large_print: true,
  });
  plans.iris = planOf({
    lines: [['I say that I am fine twice', 'sit_with_her', 'Walk with me to the gate and back', 'Whoever is on', 900], ['I am late', 'call_person', 'Ring me, then my sister; never him', 'Shift lead', 900]],
    signs: [['Has a new phone', 'concern', 1], ['Says that she is fine, twice', 'concern', 0], ['Sits by the window', 'concern', 0], ['Rings her sister', 'strength']],
  });
  for (const woman of [juniper, hazel, olive, iris]) await h.put('fern', 'safety-plans', woman, { based_on: 0, state: 'active', ...plans[woman.key] });
  await h.put('fern', 'sign-rules', juniper, { signs: [signOf(juniper, 'Misses tea'), signOf(juniper, 'Hood up and silent'), signOf(juniper, 'Stops humming')], sightings: 2, window_s: 86_400,
    kind: 'sign_of_life', min_gap_s: 900, max_gap_s: 1800, agreement: 'agreed', words: 'Do it before I ask.' });
  await h.put('fern', 'hard-days', juniper, { day: '2026-11-10', kind: 'letter', words: 'A letter from her family is due' });
  assert.deepEqual((await h.row(juniper)).hard_days.map((one) => one.words), ['A letter from her family is due'], 'the evening board says so');
  for (const woman of [hazel, iris]) {
    await h.put('fern', 'keyworkers', woman, { staff: h.staff.fern.id, reason: 'They know each other', based_on: null });
    await h.put('fern', 'sharing-agreements', woman, { shares: ['plan', 'checks', 'keywork', 'meetings'], how_often: 'Every week', told_on: '2026-11-10' });
  }
});

test('3: Marigold arrives at 18:35: her first night is watched from now on', async () => {
  await h.until('18:34');
  await h.set(at('18:35'));
  await h.put('kit', 'arrivals', marigold, { arrived_at: h.at(), released_on: '2026-11-10', room: h.rooms[2] });
  const row = await h.row(marigold);
  assert.deepEqual([row.room, row.days_since_release, row.day_of_stay], ['3', 0, 0]);
  assert.deepEqual(row.watches.map((one) => one.reason), ['release']);
  const { owed } = await h.get('kit', `premises/${h.id}/owed`);
  const starter = owed.find((one) => one.what === 'starter_plan' && one.stay === marigold.stay);
  assert.equal(starter.due, at('20:35'), 'a starter plan within two hours');
});

let out;
test('Iris goes out at 18:45, and is to be back at 21:00', async () => {
  await h.until('18:45');
  out = (await h.put('kit', 'movements', iris, { kind: 'out', left_at: h.at(), where_to: 'Her sister', back_by: at('21:00'), phone_works: 'yes' })).id;
  const { presence } = await h.row(iris);
  assert.deepEqual([presence.state, presence.back_by], ['out', at('21:00')]);
});

test('5: Olive adds two items for tomorrow with Fern, and hers are first; she has her own copy, in large print', async () => {
  await h.until('18:50');
  const meeting = (await h.put('fern', 'meetings', olive, { starts_at: '2026-11-11T10:00:00.000000Z', minutes: 45, how: 'in_person' })).id;
  const items = [['keyworker', 'Who carries the boxes'], ['resident', 'Who charges my hearing aids on Friday'], ['resident', 'A lamp by the new bed']];
  for (const [i, [voice, words]] of items.entries()) {
    await h.set(at(`18:50:${10 + 20 * i}`));
    await h.put('fern', 'meeting-items', null, { meeting, voice, words });
  }
  const { planned } = await h.her('fern', olive, 'meetings');
  assert.deepEqual(planned.items.map((one) => one.words), [items[1][1], items[2][1], items[0][1]], 'in her order, before the others\'');
  const taken = await h.as('fern').post(`/api/meeting-items/${planned.items[0].id}/withdraw`, {});
  assert.deepEqual([taken.status, taken.json.type], [409, '/problems/hers']);
  const copy = await h.her('fern', olive, 'copy');
  assert.equal(copy.plan.large_print, true);
  assert.equal(copy.plan.sections[0].name, 'how', 'in the order that she knows');
  await h.put('fern', 'resident-copies', olive, { version: 1, large_print: true });
  assert.equal((await h.her('fern', olive, 'safety-plan')).copies.length, 1);
});

test('6: Juniper is not at tea: one tap, a note on the board, no alarm', async () => {
  await h.until('19:10');
  const answer = await sight('fern', juniper, 'Misses tea');
  assert.equal(answer.line.does, 'Tea, no questions', 'the line of her plan that it is tied to');
  assert.deepEqual(answer.proposals, []);
  const row = await h.row(juniper);
  assert.equal(row.signs.find((one) => one.words === 'Misses tea').state, 'seen');
  assert.deepEqual([row.alarm, row.proposals], [null, []]);
});

test('8: Hazel and Fern talk in a room without devices; it is written up at 20:02, and what comes next goes on paper', async () => {
  await h.until('20:02');
  const next = 'What to say to her daughter';
  const session = {
    kind: 'session', happened_at: at('19:20'), minutes: 20, without_devices: true, tags: ['emotions'], she_said: 'She was angry on the stairs and said so.', we_did: 'Named it together.',
    went_well: 'She said what she felt before she raised her voice.', came: 'ok', went: 'well', next_topic: next, read_with_her: 'yes', changes_plan: false,
    skills: [{ skill: 'Name it', how: 'practised' }],
  };
  for (const [left_out, field] of [['went_well', '/went_well'], ['next_topic', '/next_topic'], ['changes_plan', '/changes_plan']]) {
    const refused = await h.as('fern').put(`/api/keywork-sessions/${randomUUID()}`, { stay: hazel.stay, crn: hazel.crn, ...session, [left_out]: undefined });
    assert.deepEqual([refused.status, refused.json.errors.map((one) => one.field)], [422, [field]], left_out);
  }
  const saved = await h.put('fern', 'keywork-sessions', hazel, session);
  assert.deepEqual([saved.gap_s, saved.offer], [22 * 60, null]);
  const page = await h.her('dee', hazel, 'keywork');
  assert.deepEqual([page.sessions[0].gap_s, page.sessions[0].without_devices, page.sessions[0].author], [22 * 60, true, 'Fern Example'], 'the gap is marked');
  assert.deepEqual([page.last_topic.words, page.strengths[0].words, page.skills[0].skill], [next, session.went_well, 'Name it'], 'for whoever is next');
  assert.deepEqual([page.owed, page.suggestions], [{ first: false, due: '2026-11-17T23:59:59.000000Z', overdue: false }, []]);
  assert.equal((await h.her('fern', hazel, 'safety-plan')).plan.version, 1, 'no plan change');
  const slip = await h.as('fern').put(`/api/prints/${randomUUID()}`, { stay: hazel.stay, crn: hazel.crn, what: 'slip' });
  assert.equal(slip.status, 204, slip.text);
  assert.deepEqual(await rows(h.db, `SELECT staff_id, detail->>'what' AS what FROM lantern.access_log WHERE what = 'print' AND stay_id = '${hazel.stay}'`), [{ staff_id: h.staff.fern.id, what: 'slip' }]);

  const { updates } = await card('robin', hazel);
  assert.deepEqual(updates.filter((one) => one.about === 'session').map((one) => [one.level, one.kind]), [['weekly', 'good_news'], ['weekly', 'keywork']], 'good news first, on Monday');
  assert.deepEqual((await h.her('robin', hazel, 'keywork')).sessions.map((one) => one.next_topic), [next], 'she has agreed to that');
  assert.deepEqual((await h.letters()).filter((one) => one.to === 'robin'), [], 'and nobody is written to this evening');
});

test('9: Marigold\'s starter plan is saved at 20:05, inside her two hours', async () => {
  await h.until('20:05');
  plans.marigold = planOf({
    lines: [['I go to bed dressed', 'sit_with_her', 'Ask if I am cold or leaving', 'Whoever is on', 900]],
    signs: [['Goes to bed fully dressed', 'concern', 0], ['Asks what is for breakfast', 'strength']],
    crisis: [{ name: 'medicines', state: 'recorded', words: 'Methadone 40 ml, tomorrow 09:30', known_at: null }, { name: 'naloxone', state: 'recorded', words: 'Her own kit; one on the office wall', known_at: null },
      { name: 'substances', state: 'recorded', words: 'Heroin, weeks ago: tolerance lost', known_at: null }],
  });
  const saved = await h.put('kit', 'safety-plans', marigold, { based_on: 0, state: 'starter', ...plans.marigold });
  assert.equal(saved.version, 1);
  const { owed } = await h.get('kit', `premises/${h.id}/owed`);
  assert.equal(owed.some((one) => one.what === 'starter_plan' && one.stay === marigold.stay), false, 'no longer owed');
  const { crisis } = await h.her('dee', marigold, 'crisis');
  assert.deepEqual([crisis.version, crisis.saved_at, crisis.lines.length], [1, at('20:05'), 9]);
});

let proposal;
test('10: hood up and silent: the second sign in a day, and her own rule is proposed', async () => {
  await h.until('20:25');
  const answer = await sight('kit', juniper, 'Hood up and silent');
  assert.equal(answer.proposals.length, 1, 'in the same answer');
  [proposal] = answer.proposals;
  assert.equal(proposal.decide_by, minutesFrom(h.at(), 15));
  assert.deepEqual(proposal.sightings.map((one) => one.words).sort(), ['Hood up and silent', 'Misses tea'], 'on what it rests is shown');
  assert.deepEqual((await h.row(juniper)).proposals.map((one) => one.id), [proposal.id]);
  assert.ok(gapOf(await h.row(juniper)) > 1800, 'nothing has changed yet: people decide');
});

test('11: Kit confirms with Juniper\'s knowledge: gaps of 15 to 30 minutes, and both clocks run', async () => {
  await h.until('20:30');
  await h.see('kit', juniper, { outcome: 'spoke' });
  await h.until('20:31');
  const before = await running(juniper);
  await h.post('kit', `proposals/${proposal.id}/decide`, { decision: 'confirmed', reason: 'Talked with her; she wants it.' });
  const row = await h.row(juniper);
  const after = await running(juniper);
  assert.deepEqual([after.min_gap_s, after.max_gap_s, after.class], [900, 1800, 'enhanced']);
  assert.ok(after.latest < before.latest, 'a watch never makes a check later');
  assert.deepEqual(row.watches.map((one) => one.reason), ['rule']);
  assert.deepEqual([row.review.act_by, row.review.review_by], [at('21:31'), '2026-11-11T20:31:00.000000Z']);
  assert.deepEqual(row.proposals, []);
});

test('the first look at what was done: Kit says so before 21:31', async () => {
  await h.until('21:20');
  const { review } = await h.row(juniper);
  await h.put('kit', 'review-acts', null, { review: review.id, words: 'Tea with her on the stairs. Her letter is in the office.' });
  assert.equal((await h.row(juniper)).review.acted, true);
});

let told;
test('20: Iris is back an hour late with a phone that somebody gave her: a sign, a review, and her practitioner is told now', async () => {
  await h.until('22:05');
  assert.equal((await h.row(iris)).presence.state, 'out');
  await h.post('dee', `movements/${out}/back`, { back_at: h.at(), note: 'on foot' });
  const seen = await h.see('dee', iris, { outcome: 'spoke' });
  assert.ok(seen.closed.some((one) => one.source === 'return' && !one.late), 'seen and spoken to closes it');
  assert.deepEqual([(await h.row(iris)).presence.state, (await h.row(iris)).last_visit.outcome], ['in', 'spoke']);

  const sighting = await sight('dee', iris, 'Has a new phone');
  assert.equal(sighting.line.does, 'Ring me, then my sister; never him');
  const review = await h.put('dee', 'reviews', iris, { kind: 'late_back', words: 'Somebody gave her a phone' });
  assert.deepEqual([review.opened, review.act_by], [true, at('23:05')]);
  assert.ok(await owed(iris, 'review'), 'her plan is to be looked at');

  told = (await h.put('dee', 'updates', iris, { level: 'now', kind: 'missing', words: 'Not back at 21:00; back at 22:05, seen and spoken to.' })).id;
  const { updates, review: open } = await card('robin', iris);
  assert.deepEqual([updates[0].id, updates[0].level, updates[0].read, open.id], [told, 'now', [], review.review], 'first on her page, unread');
  const [hers] = (await h.her('fern', iris, 'updates')).updates.filter((one) => one.id === told);
  assert.deepEqual([hers.read, hers.passed], [[], null], 'and the house sees that nobody has read it');
  const [letter] = (await h.letters()).filter((one) => one.to === 'robin');
  assert.deepEqual([letter.template, letter.subject], ['update_now', 'An update for a resident at your premises needs you now']);
  assert.equal((await owed(iris, 'practitioner_call')).due, minutesFrom(h.at(), 30), 'at night somebody rings her too');
  await h.post('bryn', `updates/${told}/phoned`, { words: 'Rang her mobile at ten past; left word to ring the house.' });
  assert.equal(await owed(iris, 'practitioner_call'), undefined);
});

test('21: Marigold speaks at her check, and the next is drawn inside half an hour to an hour', async () => {
  await h.until('22:20');
  await h.see('dee', marigold, { outcome: 'spoke' });
  const row = await h.row(marigold);
  assert.equal(row.last_visit.outcome, 'spoke');
  // By day she is checked as everybody is; her first night begins at 23:00 and is in the window already.
  const next = await running(marigold);
  assert.ok(next.drawn >= next.from && next.drawn <= next.latest);
  assert.ok(Date.parse(next.latest) <= Date.parse(at('23:59')) + 60_000, 'an hour after 23:00 at the latest');
});

let watch;
test('22: Hazel comes in unsteady: one tap, and she is roused every 15 to 30 minutes until 02:40 at least', async () => {
  await h.until('22:40');
  h.held.add(hazel.stay);
  watch = await h.put('mo', 'watches', hazel, { reason: 'intoxication', words: 'Smells of drink, unsteady' });
  const row = await h.row(hazel);
  const rouse = await running(hazel, 'rouse');
  assert.deepEqual([rouse.min_gap_s, rouse.max_gap_s, rouse.class], [900, 1800, 'rouse']);
  assert.deepEqual(row.watches.map((one) => [one.reason, one.least_until, one.decide_at]), [['intoxication', at('02:40'), at('02:40')]]);
  assert.ok(row.review, 'a review is open');
  await h.see('mo', hazel, { outcome: 'spoke' });
  const page = await card('robin', hazel);
  assert.deepEqual(page.updates.filter((one) => one.level === 'today').map((one) => one.kind).sort(), ['intoxication', 'plan_active', 'review_opened'], 'her practitioner: today');
  assert.deepEqual(page.watches.map((one) => one.reason), ['intoxication']);
  assert.equal((await h.letters()).filter((one) => one.to === 'robin').length, 1, 'no letter of its own: it is in that of the morning');
});

/** Somebody rouses Hazel whenever it is due, until then. */
async function rouseUntil(time) {
  for (let next = await running(hazel, 'rouse'); next && next.drawn <= at(time); next = await running(hazel, 'rouse')) {
    const when = next.drawn > h.at() ? next.drawn : h.at();
    await h.until(when.slice(11, 19));
    await h.see('dee', hazel, { outcome: 'spoke' });
  }
}

test('24: the curfew round: Olive is met by lamp, and signing counts as her answer', async () => {
  await rouseUntil('22:59');
  h.held.add(olive.stay);
  await h.until('23:10');
  const row = await h.row(olive);
  assert.match(row.how.text, /^Lamp switch/, 'her way stands on the board before anybody knocks');
  const seen = await h.see('ali', olive, { outcome: 'spoke', note: 'Lamp; she signed good.' });
  assert.ok(seen.closed.some((one) => one.source === 'curfew_round' && !one.late));
  assert.deepEqual(seen.visit.marks, [], 'one door at a time: nothing was entered together');
  h.held.delete(olive.stay);
});

test('26: nobody snoozes Juniper: she is watched', async () => {
  await rouseUntil('23:30');
  await h.until('23:31');
  const next = await running(juniper);
  const refused = await h.as('mo').post(`/api/requirements/${next.id}/snooze`, { minutes: 60, reason: 'busy round' });
  assert.deepEqual([refused.status, refused.json.type], [409, '/problems/not-snoozed'], refused.text);
});

test('28: Hazel is roused, answers and sits up; sleep would not have counted', async () => {
  await rouseUntil('00:04');
  await h.until('00:05');
  const asleep = await h.see('dee', hazel, { outcome: 'asleep_breathing', breathing: true, movement: true, position: true });
  assert.deepEqual(asleep.closed.filter((one) => one.kind === 'rouse'), [], 'asleep never completes a rousing check');
  await h.set(at('00:05:20'));
  const roused = await h.see('dee', hazel, { outcome: 'spoke' });
  assert.ok(roused.closed.some((one) => one.kind === 'rouse'));
  const answers = await h.put('dee', 'rouse-answers', hazel, { watch: watch.id, rousable: 'yes', answers: 'yes', follows_request: 'yes', may_be_illness: 'no' });
  assert.deepEqual([answers.call_999, answers.second], [false, false]);
  assert.equal((await running(hazel, 'rouse')).latest, at('00:35:20'));
});

test('29: slurred: an unclear answer gets the second worker, and 15 minutes', async () => {
  await h.until('00:33');
  await h.see('dee', hazel, { outcome: 'spoke' });
  const answers = await h.put('dee', 'rouse-answers', hazel, { watch: watch.id, rousable: 'yes', answers: 'unclear', follows_request: 'yes', may_be_illness: 'no' });
  assert.deepEqual([answers.call_999, answers.second], [false, true]);
  const next = await running(hazel, 'rouse');
  assert.equal(next.max_gap_s, 900);
  assert.equal(next.latest, at('00:48'));
});

let chain;
test('30: Hazel does not rouse: the chain, entered together, 999, naloxone; nobody has to enter a PIN', async () => {
  await h.until('00:47');
  chain = (await h.put('dee', 'chains', hazel, {})).id;
  const step = (name, what, words = '') => h.put(name, 'chain-steps', null, { chain, step: what, words });
  assert.equal((await h.row(hazel, 'mo')).chain.id, chain, 'on everybody\'s screen');
  await h.set(at('00:47:40'));
  await step('dee', 'second_called');
  await h.set(at('00:48'));
  await step('mo', 'entered');
  await h.set(at('00:49'));
  await step('dee', 'called_999');
  await step('mo', 'recovery_position');
  assert.deepEqual((await h.row(hazel)).alarm.cause, 'no_reply');
});

test('31: while it runs, other checks are not hidden, and at three minutes on-call is told', async () => {
  await h.set(at('00:50:01'));
  const row = await h.row(hazel);
  assert.ok(row.alarm.told.some((one) => one.who === 'on_call'), 'without an outcome it climbs by itself');
  const steps = await rows(h.db, `SELECT step, staff_id FROM lantern.chain_step WHERE chain_id = '${chain}' ORDER BY at`);
  assert.deepEqual(steps.filter((one) => one.step === 'climbed').map((one) => one.staff_id), [null], 'and its timeline says so');
  const others = (await h.board()).rows.filter((one) => one.stay !== hazel.stay);
  assert.ok(others.every((one) => one.requirements.length > 0 || one.presence.state !== 'in'), 'every other woman is still owed her checks');
  await h.put('mo', 'chain-steps', null, { chain, step: 'naloxone', words: 'Opioids not known; given' });
});

test('32: Juniper is due meanwhile: Ali does it, in time', async () => {
  const due = await running(juniper);
  h.held.add(juniper.stay);
  await h.until(due.drawn > at('00:51') ? due.drawn.slice(11, 19) : '00:51');
  const seen = await h.see('ali', juniper, { outcome: 'asleep_breathing', breathing: true, movement: true, position: false });
  assert.ok(seen.closed.some((one) => one.id === due.id && !one.late), 'before its latest');
  h.held.delete(juniper.stay);
});

test('33: the ambulance: her summary is read aloud and printed; the print is logged', async () => {
  await h.until('01:04');
  await h.put('dee', 'chain-steps', null, { chain, step: 'ambulance', words: '' });
  const { crisis } = await h.her('dee', hazel, 'crisis');
  assert.equal(crisis.version, 1);
  assert.equal(crisis.lines.find((one) => one.name === 'substances').words, 'Alcohol. Opioids not known');
  const print = await h.as('dee').put(`/api/prints/${randomUUID()}`, { stay: hazel.stay, crn: hazel.crn, what: 'crisis', version: 1 });
  assert.equal(print.status, 204, print.text);
  assert.equal(await value(h.db, `SELECT count(*) FROM lantern.access_log WHERE what = 'print' AND stay_id = '${hazel.stay}' AND detail->>'what' = 'crisis'`), 1);
});

test('36: she leaves for hospital: the chain is over, no check is owed, and a review is owed', async () => {
  await h.until('01:31');
  await h.put('dee', 'movements', hazel, { kind: 'hospital', left_at: h.at(), where_to: 'General, with Mo', phone_works: 'no' });
  const row = await h.row(hazel);
  assert.deepEqual([row.chain, row.alarm, row.requirements], [null, null, []]);
  const [ended] = await rows(h.db, `SELECT outcome FROM lantern.chain WHERE id = '${chain}'`);
  assert.equal(ended.outcome, 'hospital');
  assert.ok((await h.events(hazel, 'review.%')).some((one) => JSON.stringify(one.data).includes('no_reply')), 'reset by what happened');
});

test('37: Marigold asleep, breathing, turned over: a sign of life, and her watch runs on', async () => {
  await h.until('01:38');
  const seen = await h.see('ali', marigold, { outcome: 'asleep_breathing', breathing: true, movement: true, position: true });
  assert.deepEqual(seen.visit.meets, ['sign_of_life']);
  const next = await running(marigold, 'sign_of_life');
  assert.deepEqual([next.min_gap_s, next.max_gap_s], [1800, 3600]);
  assert.equal(next.latest, at('02:38'));
  // Olive is looked at too, before the overnight round begins; then Ali has her on his list.
  await h.see('mo', olive, { outcome: 'asleep_breathing', breathing: true, movement: true, position: false });
  h.held.add(olive.stay);
});

test('40: Juniper has hurt herself: a mark, a review whose clocks begin anew', async () => {
  await h.until('02:29');
  await h.see('ali', juniper, { outcome: 'spoke' });
  await h.put('dee', 'body-marks', juniper, { side: 'front', region: 'left forearm', across: 300, down: 430, kind: 'cut', words: 'Cleaned with her, no stitches', seen_at: h.at() });
  const before = (await h.row(juniper)).review;
  const again = await h.put('dee', 'reviews', juniper, { kind: 'self_harm', words: 'Cut her forearm; 111 rung with her summary' });
  assert.equal(again.review, before.id, 'the same review');
  const { review } = await h.row(juniper);
  assert.deepEqual([review.act_by, review.review_by, review.acted], [at('03:29'), '2026-11-12T02:29:00.000000Z', false]);
  assert.equal((await h.as('ali').get(`/api/residents/${juniper.crn}/stays/${juniper.stay}/body`)).status, 403, 'marks are for those with health scope');
});

test('41: one act, and every other woman is to be spoken to once more by 04:45, each for herself', async () => {
  await h.until('02:45');
  const answer = await h.put('dee', 'incidents', juniper, { kind: 'self_harm', words: 'Juniper hurt herself', happened_at: at('02:29') });
  assert.deepEqual([answer.others, answer.seen_by], [4, at('04:45')], 'Hazel is in hospital');
  const added = await rows(h.db, `SELECT stay_id, kind, latest_at FROM lantern.requirement WHERE source = 'added' AND state = 'open'`);
  assert.deepEqual(added.map((one) => one.stay_id).sort(), [marigold, h.women.wren, iris, olive].map((one) => one.stay).sort());
  assert.ok(added.every((one) => one.kind === 'conversation'));
});

test('42: Olive by lamp: one visit closes the added contact and the overnight round', async () => {
  await h.until('03:14');
  const owed = (await h.row(olive)).requirements.filter((one) => one.source !== 'plan' && one.from <= h.at()).map((one) => one.source);
  assert.deepEqual(owed.sort(), ['added', 'overnight_round']);
  const seen = await h.see('ali', olive, { outcome: 'spoke', note: 'Lamp; thumb up.' });
  assert.deepEqual(seen.closed.map((one) => one.source).filter((one) => one !== 'plan').sort(), owed);
  h.held.delete(olive.stay);
});

const asleep = { outcome: 'asleep_breathing', breathing: true, movement: false, position: true };
test('47: Iris asks to go out at 06:10; how is she? "Not great": her own line is offered, and her practitioner knows today', async () => {
  await h.until('05:50');
  await h.see('mo', marigold, asleep);
  h.held.add(marigold.stay);
  await h.until('06:09');
  const saved = await h.put('mo', 'keywork-sessions', iris, {
    kind: 'session', happened_at: at('06:02'), minutes: 6, place: 'at the door', tags: ['everyday'], came: 'not_great', she_said: 'She did not sleep, because of the phone.',
    we_did: 'Tea at the door.', nothing_yet: true, next_topic: 'The phone', read_with_her: 'no', changes_plan: false,
  });
  const [line] = plans.iris.lines;
  assert.deepEqual(saved.offer.line, { line: line.line, sees: line.sees, does: line.does }, 'a line of hers, at once');
  await h.set(at('06:10'));
  const gone = await h.put('mo', 'movements', iris, { kind: 'out', left_at: h.at(), where_to: 'The gate and back, then the shop', back_by: at('09:00'), phone_works: 'yes' });
  assert.equal(gone.presence.state, 'out');
  const [feeling] = (await card('robin', iris)).updates.filter((one) => one.kind === 'feeling');
  assert.equal(feeling.level, 'today');
  assert.equal((await h.letters()).filter((one) => one.to === 'robin' && one.template === 'update_now').length, 2, 'Iris and Hazel, hours ago: not now');
});

test('48: Hazel is back and spoken to: checks go on, and her rousing watch asks for a decision', async () => {
  await h.until('06:22');
  await h.see('mo', marigold, asleep);
  const { presence } = await h.row(hazel);
  await h.post('dee', `movements/${presence.movement}/back`, { back_at: h.at(), note: 'by taxi' });
  await h.see('dee', hazel, { outcome: 'spoke' });
  const row = await h.row(hazel);
  assert.deepEqual(row.watches.map((one) => one.reason), ['intoxication'], 'it did not end by itself, hours after its least time');
  const next = await running(hazel, 'rouse');
  assert.ok(Date.parse(next.latest) <= Date.parse(h.at()) + 30 * 60_000);
  await h.post('dee', `watches/${row.watches[0].id}/keep`, { until: at('10:00'), words: 'Roused well, but she drank late.' });
  assert.equal((await h.row(hazel)).watches[0].decide_at, at('10:00'));
});

test('49: Marigold says "I\'m up": her morning reply, on her first day', async () => {
  await h.until('07:05');
  const seen = await h.see('dee', marigold, { outcome: 'spoke' });
  assert.ok(seen.closed.some((one) => one.source === 'morning_reply' && !one.late));
  assert.equal((await h.row(marigold)).days_since_release, 1);
});

let thread;
test('50: at 07:30 Robin and Sam each have one letter that names nobody; Robin reads, and asks who gave the phone', async () => {
  h.held.delete(marigold.stay);
  await h.until('07:29');
  const before = (await h.letters()).length;
  const waits = await rows(h.db, `SELECT p.staff_id, count(*)::int AS updates, count(DISTINCT u.resident_id)::int AS women FROM lantern.practitioner_update u
    JOIN lantern.practitioner_of p ON p.resident_id = u.resident_id WHERE u.level = 'today' GROUP BY p.staff_id`);
  await h.until('07:30');
  const morning = (await h.letters()).slice(before);
  assert.deepEqual(morning.map((one) => [one.to, one.template]), [['robin', 'digest_today'], ['sam', 'digest_today']]);
  for (const letter of morning) {
    const { updates, women } = waits.find((one) => one.staff_id === h.staff[letter.to].id);
    assert.equal(letter.subject, `${updates} updates for ${women === 1 ? 'a resident' : `${women} residents`} at your premises`);
    assert.match(letter.body, /Sign in to read them:\n\/open\/[0-9a-f-]{36}\n/);
  }

  await h.until('07:42');
  const { messages: inbox } = await h.get('robin', 'me/inbox');
  assert.deepEqual([inbox[0].id, await h.get('robin', `open/${inbox[0].id}`)], [morning[0].id, { path: '/updates' }]);
  assert.equal((await h.as('sam').get(`/api/open/${inbox[0].id}`)).status, 404, 'it opens for nobody else');
  const page = await h.get('robin', 'me/updates');
  assert.deepEqual(page.women.map((one) => one.stay).sort(), [marigold, hazel, iris].map((one) => one.stay).sort());
  assert.ok((await card('robin', hazel)).updates.some((one) => one.kind === 'hospital' && one.level === 'now'), 'the items open in Lantern');
  await h.as('robin').put(`/api/update-reads/${told}`, {});
  thread = (await h.put('robin', 'threads', iris, { about: 'update', about_id: told, entry: { id: randomUUID(), words: 'Who gave her the phone?' } })).id;
  const [asked] = (await h.her('fern', iris, 'threads')).threads;
  assert.deepEqual([asked.id, asked.about_id, asked.waits_on, asked.waits_since], [thread, told, 'premises', at('07:42')]);
  const last = (await h.letters()).at(-1);
  assert.deepEqual([last.to, last.template], ['fern', 'thread_waits'], 'her keyworker is told that a question waits');
  assert.deepEqual(await h.get('fern', `open/${last.id}`), { path: `/residents/${iris.crn}/stays/${iris.stay}/threads/${thread}` });
  assert.deepEqual((await h.get('robin', 'me/updates')).waiting, { yours: 0, theirs: 1 });
  assert.equal((await owed(iris, 'thread')).since, at('07:42'));

  await h.put('robin', 'looks', null, { until: (await h.get('robin', 'me/updates')).until });
  assert.deepEqual((await h.get('robin', 'me/updates')).women.flatMap((one) => one.updates), [], 'nothing is new to her now');
  const [hers] = (await h.her('fern', iris, 'updates')).updates.filter((one) => one.id === told);
  assert.deepEqual(hers.read, [{ by: 'Robin Draftwell', at: at('07:42') }]);
  assert.equal((await card('sam', juniper)).updates.find((one) => one.kind === 'self_harm').read.length, 0, 'Sam has not looked yet');
});

test('exactly three updates were told now: Iris, Hazel and Juniper, each once; no message names anybody', async () => {
  const now = await rows(h.db, `SELECT stay_id, kind, words, staff_id FROM lantern.practitioner_update WHERE level = 'now' ORDER BY at`);
  assert.deepEqual(now.map((one) => [one.stay_id, one.kind]), [[iris.stay, 'missing'], [hazel.stay, 'hospital'], [juniper.stay, 'self_harm']]);
  const sent = await rows(h.db, `SELECT o.staff_id, o.counts, to_jsonb(o) AS whole FROM lantern.outbox o WHERE template = 'update_now' ORDER BY made_at`);
  assert.deepEqual(sent.map((one) => [one.staff_id, one.counts]), now.map((one) => [one.staff_id, { updates: 1 }]));
  const written = JSON.stringify([sent, (await h.letters()).map(({ subject, body }) => [subject, body])]);
  for (const { name, family, crn } of Object.values(h.women)) for (const word of [name, family, crn]) assert.ok(!written.includes(word), word);
  for (const { name } of Object.values(h.staff)) assert.ok(!written.includes(name), name);
  assert.equal(await value(h.db, `SELECT count(*) FROM lantern.deadline WHERE kind = 'update.unread' AND state = 'open'`), 3, 'by eight somebody has read them, or a deputy hears');
});

test('in the whole night one chain ran, one incident was recorded, and every event is in the chain', async () => {
  assert.equal(await value(h.db, 'SELECT count(*) FROM lantern.chain'), 1);
  assert.equal(await value(h.db, 'SELECT count(*) FROM lantern.incident'), 1);
  assert.deepEqual((await rows(h.db, `SELECT p.name, c.* FROM lantern.premises p, lantern.verify_chain(p.id) c`)).filter((row) => row.broken), []);
});

test('the events of the night, told from empty, give what her plan does to the board', async () => {
  const now = await h.board();
  const empty = boardState({ premises: { id: h.id, name: 'Lantern House' }, now: '', horizon: '', locked: false, settings: {}, people: [], rows: [] });
  const told = (await allEvents(h.db)).reduce(fold, empty).board;
  for (const woman of [juniper, hazel, marigold, olive]) {
    const of = (board) => liveState({ ...board, rows: board.rows.filter((row) => row.stay === woman.stay) });
    assert.deepEqual(of(told), of(now), woman.name);
  }
});
