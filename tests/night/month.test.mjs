// A month of keywork and three-way meetings for one woman, through the real server on a driven clock: October 2026, in which the
// clocks go back. At each step what is owed, what her practitioner sees and which letters left the house. All of it is invented.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { rows, value } from '../harness/index.mjs';
import { CHOICES } from '../http/around.mjs';
import { lanternHouse, planOf } from './lantern-house.mjs';

/** An instant by the wall clock of October or November: "10-09 16:00". On the 25th the clocks go back at 02:00. */
const on = (text) => {
  const [day, time] = text.split(' ');
  const utc = Date.parse(`2026-${day}T${time.length === 5 ? `${time}:00` : time}Z`) - (day < '10-25' ? 3_600_000 : 0);
  return new Date(utc).toISOString().replace('Z', '000Z');
};
const KEYWORK = ['choices', 'keywork', 'meeting', 'meeting_copy', 'practitioner_call', 'referral', 'suggestion', 'thread'];

let h, her;
let told = 0;
const kept = {}; // ids of what was made, by name
before(async () => {
  h = await lanternHouse({ day: '2026-10-01', women: ['marigold'] });
  her = h.women.marigold;
});
after(() => h?.stop());

const to = (text) => h.to(on(text));
const page = (name, what) => h.her(name, her, what);
/** What the house owes her of keywork: {what: [due, overdue]}. */
async function owed() {
  const { owed: all } = await h.get('dee', `premises/${h.id}/owed`);
  return Object.fromEntries(all.filter((one) => KEYWORK.includes(one.what)).map((one) => [one.what, [one.due, one.overdue]]));
}
const card = async (name = 'robin') => (await h.get(name, 'me/updates')).women.find((one) => one.stay === her.stay);
const kinds = async () => (await card()).updates.map((one) => one.kind).sort();
/** The letters since this was asked last, oldest first: [to, template]. */
async function letters() {
  const all = await h.letters();
  const since = all.slice(told);
  told = all.length;
  return since.map((one) => [one.to, one.template]);
}
const events = async (kind) => (await h.events(her, kind)).map((one) => one.happened_at);
const session = (more) => ({ kind: 'session', minutes: 40, tags: ['everyday'], she_said: 'In her words.', we_did: 'What was done.', went_well: 'She came by herself.',
  next_topic: 'The bus', read_with_her: 'yes', changes_plan: false, ...more });
const look = async (name = 'robin') => h.put(name, 'looks', null, { until: (await h.get(name, 'me/updates')).until });
const home = async (name) => {
  const { women, mine_first } = await h.get(name, `premises/${h.id}/keywork`);
  return { ...women.find((one) => one.stay === her.stay), mine_first };
};
const people = (resident, practitioner = 'by_video') => [
  { id: randomUUID(), role: 'resident', name: 'Marigold', how: resident }, { id: randomUUID(), role: 'keyworker', name: 'Fern', how: 'in_person' },
  { id: randomUUID(), role: 'practitioner', name: 'Robin', how: practitioner }];

test('1 October: she arrives; a first session within a day and six choices within three are owed', async () => {
  await to('10-01 14:30');
  await h.put('kit', 'arrivals', her, { arrived_at: h.at(), released_on: '2026-07-20', room: h.rooms[2] });
  await h.put('kit', 'keyworkers', her, { staff: h.staff.fern.id, reason: 'On arrival', based_on: null });
  assert.deepEqual(await owed(), { keywork: [on('10-02 14:30'), false], choices: [on('10-04 14:30'), false] });
  const { due_on, due_why, planned } = await page('fern', 'meetings');
  assert.deepEqual([due_on, due_why, planned], ['2026-10-15', 'first', null]);
  const { keyworker, updates, meeting, sharing } = await card();
  assert.deepEqual([keyworker.name, updates, meeting, sharing], ['Fern Example', [], null, null]);
});

test('the same evening two workers note a moment each, and both wait for her keyworker', async () => {
  await to('10-01 20:00');
  kept.moments = [(await h.put('ali', 'moments', her, { words: 'She asked where the kettle is, and made tea for two.', good: true })).id];
  await to('10-01 21:00');
  kept.moments.push((await h.put('mo', 'moments', her, { words: 'She did not want to talk about tomorrow.', good: false })).id);
  const mine = await home('fern');
  assert.deepEqual([mine.mine_first, mine.unreviewed, mine.owed_first, mine.overdue], [1, 2, true, false]);
  assert.deepEqual((await page('kit', 'keywork')).moments.map((one) => [one.id, one.reviewed]), kept.moments.map((id) => [id, null]));
});

test('2 October: she is told what is shared; the first session is held in time, and both moments are read in it', async () => {
  await to('10-02 10:00');
  await h.put('fern', 'sharing-agreements', her, { shares: ['plan', 'checks', 'keywork', 'meetings'], how_often: 'Every week', told_on: '2026-10-02', her_words: 'Not my letters.' });
  kept.plan = planOf({
    lines: [['I go quiet in the kitchen', 'sit_with_her', 'Sit with me, no questions', 'Whoever is on', 900], ['I pack my bag', 'call_person', 'Ring my aunt with me', 'Shift lead', 1800]],
    signs: [['Quiet in the kitchen', 'concern', 0], ['Packs her bag', 'concern', 1], ['Leaves her tea', 'concern', 0], ['Sings on the stairs', 'strength']],
  });
  await h.put('fern', 'contact-plans', her, { based_on: 0, how: 'Knock, say your name, tell me the time.', sleep_options: [], consent: 'agreed', reason: 'She said so.' });
  await h.put('fern', 'safety-plans', her, { based_on: 0, state: 'active', ...kept.plan });
  await to('10-02 13:00');
  const first = await h.put('fern', 'keywork-sessions', her, session({ happened_at: on('10-02 12:00'), minutes: 45, came: 'ok', went: 'well', moments: kept.moments,
    went_well: 'She asked for the kitchen rota.', skills: [{ skill: 'Square breathing', how: 'practised' }] }));
  assert.deepEqual([first.gap_s, first.offer], [15 * 60, null]);
  kept.sessions = [first.id];
  const now = await page('fern', 'keywork');
  assert.deepEqual(now.owed, { first: false, due: on('10-09 23:59:59'), overdue: false });
  assert.deepEqual(now.moments.map((one) => one.reviewed?.by), ['Fern Example', 'Fern Example']);
  assert.deepEqual(await owed(), { choices: [on('10-04 14:30'), false] }, 'no session is owed');
  assert.equal((await home('fern')).unreviewed, 0);

  const { sharing, updates } = await card();
  assert.equal(sharing.told_on, '2026-10-02');
  assert.deepEqual(updates.map((one) => [one.level, one.kind]), [['today', 'plan_active'], ['weekly', 'good_news'], ['weekly', 'keywork']]);
  assert.deepEqual((await page('robin', 'keywork')).sessions.map((one) => one.id), kept.sessions, 'she agreed to that');
  assert.deepEqual(await letters(), [], 'none of it is for now');
});

test('3 and 5 October: the digests; Robin looks, and names Sam to read for her', async () => {
  await to('10-05 08:00');
  assert.deepEqual(await kinds(), ['good_news', 'keywork', 'plan_active', 'review_opened'], 'on her third day a review opened by itself');
  assert.deepEqual(await letters(), [['robin', 'digest_today'], ['robin', 'digest_today'], ['robin', 'digest_weekly']]);
  const [today, next, weekly] = await h.letters();
  assert.deepEqual([today.at, today.subject, next.at], [on('10-03 07:30'), '1 update for a resident at your premises', on('10-04 07:30')]);
  assert.deepEqual([weekly.at, weekly.subject], [on('10-05 08:00'), 'This week: 2 updates for a resident at your premises']);
  assert.match(weekly.body, /1 of them is good news/);

  await to('10-05 09:00');
  await look();
  assert.deepEqual(await kinds(), []);
  assert.ok((await page('fern', 'updates')).updates.every((one) => one.read[0].by === 'Robin Draftwell' && one.read[0].at === h.at()), 'the house sees who has read it');
  await h.put('robin', 'deputies', null, { deputy: h.staff.sam.id });
  assert.equal((await h.get('robin', 'me/updates')).deputy.name, 'Sam Pretend');
});

test('4 and 5 October: nobody offered her the choices in three days; it was said once, and is owed until they are', async () => {
  assert.deepEqual((await events('choices.due_passed')).map((one) => Date.parse(one)), [Date.parse(on('10-04 14:30'))]);
  assert.deepEqual(await owed(), { choices: [on('10-04 14:30'), true] });
  await to('10-05 15:00');
  for (const kind of CHOICES) await h.put('fern', 'choices', her, { kind, state: kind === 'women_only_place' ? 'chosen' : 'offered', day: '2026-10-05' });
  assert.deepEqual(await owed(), {});
  const { choices, due } = await page('robin', 'choices');
  assert.deepEqual([due, choices.find((one) => one.kind === 'women_only_place').state], [null, 'chosen'], 'and whoever books a meeting sees it');
});

test('6 to 8 October: a referral, an attempt that moves no date, and a first meeting that she was too unwell for', async () => {
  await to('10-06 10:00');
  const service = (await h.put('fern', 'services', null, { premises: h.id, name: 'Willow Women’s Centre', kind: 'womens_centre', tags: ['resettlement'], women_only: true, phone: '01632 960123' })).id;
  const sent = await h.put('fern', 'referrals', her, { service, words: 'Somebody to talk to about money.', consent: 'asked_for_it', target_on: '2026-10-20' });
  kept.referral = sent.id;
  assert.deepEqual((await page('fern', 'keywork')).actions.map((one) => one.id), [sent.action], 'a referral is an action with an answer to come');
  kept.meeting = (await h.put('fern', 'meetings', her, { starts_at: on('10-08 10:00'), minutes: 45, how: 'in_person' })).id;
  assert.deepEqual(await letters(), [['robin', 'meeting_planned']], 'who planned it needs no letter');
  assert.deepEqual((await card()).meeting, { id: kept.meeting, starts_at: on('10-08 10:00') });

  await to('10-07 16:00');
  await h.put('fern', 'keywork-sessions', her, { kind: 'attempt', happened_at: on('10-07 15:30'), not_held: 'declined' });
  const { owed: due, sessions } = await page('fern', 'keywork');
  assert.deepEqual([due.due, sessions[0].kind, sessions[0].not_held], [on('10-09 23:59:59'), 'attempt', 'declined']);
  assert.deepEqual(await owed(), {}, 'an attempt owes nothing and pays nothing');

  await to('10-08 10:30');
  assert.deepEqual(await owed(), { meeting: [on('10-09 10:00'), false] }, 'its time is over: somebody writes up how it went');
  assert.deepEqual(await h.post('fern', `meetings/${kept.meeting}/not-held`, { not_held: 'resident', reason: 'She was unwell.' }), { id: kept.meeting, again: false });
  kept.meeting = (await h.put('fern', 'meetings', her, { starts_at: on('10-12 10:00'), minutes: 45, how: 'in_person' })).id;
  assert.ok((await kinds()).includes('meeting_not_held'));
  assert.deepEqual(await letters(), [['robin', 'meeting_planned']]);
});

test('8 October, office hours: told now, unread for half an hour: it passes to Sam, who sees her for three days', async () => {
  await to('10-08 15:00');
  kept.now = (await h.put('dee', 'updates', her, { level: 'now', kind: 'police', words: 'Two officers came about a witness; she was not asked.' })).id;
  assert.deepEqual(await letters(), [['robin', 'update_now']]);
  assert.equal((await owed()).practitioner_call, undefined, 'in office hours nobody has to ring');
  await to('10-08 15:29');
  assert.deepEqual([await letters(), (await h.get('sam', 'me/updates')).deputising], [[], []]);
  await to('10-08 15:30');
  assert.deepEqual(await letters(), [['sam', 'update_passed']]);
  const [passed] = (await h.get('sam', 'me/updates')).deputising;
  assert.deepEqual([passed.stay, passed.for, passed.updates[0].id], [her.stay, 'Robin Draftwell', kept.now]);
  const one = async () => (await page('fern', 'updates')).updates.find((update) => update.id === kept.now);
  assert.deepEqual([(await one()).passed, (await one()).read], [{ to: 'Sam Pretend', at: on('10-08 15:30') }, []]);
  await to('10-08 15:40');
  await h.as('sam').put(`/api/update-reads/${kept.now}`, {});
  assert.deepEqual((await one()).read, [{ by: 'Sam Pretend', at: on('10-08 15:40') }]);
  assert.equal((await card()).updates[0].id, kept.now, 'to Robin it is new all the same');
});

test('9 October: a low day. It is written up hours later; her plan line is offered, her practitioner knows, a line is to change', async () => {
  await to('10-09 16:00');
  kept.suggestion = randomUUID();
  const low = await h.put('fern', 'keywork-sessions', her, session({
    happened_at: on('10-09 11:00'), without_devices: true, place: 'the garden room', tags: ['mental_health', 'family'], came: 'not_great', went: 'struggling', did_we: 'partly',
    changes_plan: true, suggestion: { id: kept.suggestion, line: kept.plan.lines[0].line, words: 'Tea in the garden, not in the kitchen.' }, next_topic: 'Her aunt', skills: [{ skill: 'Square breathing', how: 'reminded' }],
    actions: [{ id: randomUUID(), what: 'Write to her aunt', owner_kind: 'resident', target_on: '2026-10-16' }],
  }));
  const [line] = kept.plan.lines;
  assert.deepEqual([low.gap_s, low.offer], [4 * 3600 + 20 * 60, { line: { line: line.line, sees: line.sees, does: line.does } }]);
  kept.sessions.push(low.id);
  assert.deepEqual(await owed(), { suggestion: [on('10-16 16:00'), false] });
  assert.equal((await home('fern')).suggestions, 1);
  const feeling = (await card()).updates.find((one) => one.kind === 'feeling');
  assert.deepEqual([feeling.level, feeling.good], ['today', false]);
  assert.equal((await page('fern', 'keywork')).last_topic.words, 'Her aunt');
  assert.deepEqual(await letters(), [['robin', 'digest_today']], 'that of the morning, about the meeting');
});

test('9 to 11 October: Robin asks about it, and the house answers; both see how long it waited', async () => {
  kept.thread = (await h.put('robin', 'threads', her, { about: 'session', about_id: kept.sessions[1], entry: { id: randomUUID(), words: 'Does she sleep?' } })).id;
  assert.deepEqual(await letters(), [['fern', 'thread_waits']]);
  assert.deepEqual((await owed()).thread, [on('10-10 16:00'), false]);
  assert.deepEqual((await h.get('robin', 'me/updates')).waiting, { yours: 0, theirs: 1 });
  await to('10-11 12:00');
  assert.deepEqual((await owed()).thread, [on('10-10 16:00'), true]);
  const [waits] = (await h.get('kit', `premises/${h.id}/threads`)).threads;
  assert.deepEqual([waits.id, waits.waits_on, waits.waits_since], [kept.thread, 'premises', on('10-09 16:00')]);
  assert.equal((await card()).threads[0].waits_since, waits.waits_since, 'the same on both sides');
  await h.put('fern', 'thread-entries', null, { thread: kept.thread, kind: 'answer', words: 'From two until six, since Monday.' });
  const [answered] = (await page('robin', 'threads')).threads;
  assert.deepEqual([answered.waits_on, answered.entries.map((one) => one.kind)], [null, ['question', 'answer']]);
  assert.equal((await owed()).thread, undefined);
});

test('11 October: she corrects what was written; ours and hers both stand, and only its author or a manager may', async () => {
  const correction = session({ happened_at: on('10-09 11:00'), came: 'not_great', went: 'struggling', changes_plan: false, next_topic: 'Her aunt', her_correction: 'I said Thursday.', corrects: kept.sessions[1] });
  const refused = await h.as('kit').put(`/api/keywork-sessions/${randomUUID()}`, { stay: her.stay, crn: her.crn, ...correction });
  assert.deepEqual([refused.status, refused.json.type], [403, '/problems/not-allowed'], refused.text);
  const corrected = await h.put('fern', 'keywork-sessions', her, correction);
  const { sessions, suggestions } = await page('fern', 'keywork');
  assert.deepEqual(sessions.map((one) => one.id), [corrected.id, null, kept.sessions[0]].map((id, i) => id ?? sessions[i].id), 'the newest of it stands in the list');
  assert.deepEqual(suggestions.map((one) => one.id), [kept.suggestion], 'and what was to change is still to be decided');
  const whole = await page('fern', `keywork/${kept.sessions[1]}`);
  assert.deepEqual([whole.corrected_by, whole.history[0]?.her_correction ?? whole.session.her_correction], [corrected.id, 'I said Thursday.']);
  const late = await h.as('fern').put(`/api/keywork-sessions/${randomUUID()}`, { stay: her.stay, crn: her.crn, ...correction });
  assert.deepEqual([late.status, late.json.current.id], [409, corrected.id], 'who corrects the old one is shown the new one');
  kept.sessions[1] = corrected.id;
  assert.deepEqual((await h.get('sam', 'me/updates')).deputising.length, 1);
  await to('10-11 15:31');
  assert.deepEqual((await h.get('sam', 'me/updates')).deputising, [], 'Sam saw her for three days');
  assert.equal((await h.as('sam').get(`/api/residents/${her.crn}/stays/${her.stay}/updates`)).status, 404);
});

test('12 October: what she asked for goes into her plan; a second meeting falls out, and both managers hear', async () => {
  await to('10-12 10:30');
  const [line, ...lines] = kept.plan.lines;
  kept.plan = { ...kept.plan, reason: 'She asked for it on Friday', lines: [{ ...line, does: 'Tea in the garden, no questions' }, ...lines] };
  const saved = await h.put('kit', 'safety-plans', her, { based_on: 1, state: 'active', ...kept.plan, suggestions: [kept.suggestion] });
  assert.equal(saved.version, 2);
  assert.deepEqual((await page('fern', 'keywork')).suggestions, []);
  const [decided] = await rows(h.db, `SELECT decision, decided_by_id FROM lantern.plan_suggestion WHERE id = '${kept.suggestion}'`);
  assert.deepEqual(decided, { decision: 'taken', decided_by_id: h.staff.kit.id });
  await letters();
  const missed = await h.post('fern', `meetings/${kept.meeting}/not-held`, { not_held: 'practitioner', reason: 'Robin was in court.' });
  assert.equal(missed.again, true);
  assert.deepEqual(await letters(), [['bryn', 'meeting_missed'], ['morgan', 'meeting_missed']]);
  assert.deepEqual(await owed(), { meeting: [on('10-15 23:59:59'), false] }, 'the first is still to be, by Thursday');
  kept.meeting = (await h.put('fern', 'meetings', her, { starts_at: on('10-16 10:00'), minutes: 45, how: 'by_video' })).id;
  assert.deepEqual(await owed(), {}, 'one is planned');
  assert.deepEqual(await kinds(), ['feeling', 'good_news', 'keywork', 'meeting_not_held', 'meeting_not_held', 'plan_changed', 'police']);
});

test('13 to 19 October: Fern is away and Kit covers: his are her moments, and her session', async () => {
  await h.put('morgan', 'leaves', null, { premises: h.id, staff: h.staff.fern.id, from_on: '2026-10-13', back_on: '2026-10-20', cover: h.staff.kit.id });
  await to('10-13 09:00');
  assert.deepEqual((await page('dee', 'keywork')).keyworker.away, { back_on: '2026-10-20', cover: { id: h.staff.kit.id, name: 'Kit Rehearsal' } });
  assert.equal((await home('kit')).mine_first, 1);
  const moment = (await h.put('ali', 'moments', her, { words: 'She posted the letter herself.', good: true })).id;
  await to('10-14 18:00');
  await h.as('kit').put(`/api/moment-reviews/${moment}`, { stay: her.stay, crn: her.crn });
  assert.equal((await page('kit', 'keywork')).moments.find((one) => one.id === moment).reviewed.by, 'Kit Rehearsal');
  const worker = (await h.get('morgan', `premises/${h.id}/keyworkers`)).workers.find((one) => one.id === h.staff.fern.id);
  assert.deepEqual([worker.holds, worker.leave.cover.name], [1, 'Kit Rehearsal'], 'she is still Fern’s');
});

test('15 and 16 October: no meeting in fourteen days: it is said, and owed; then it is held, each with their own items', async () => {
  const items = {};
  for (const [name, voice, words, at] of [['kit', 'keyworker', 'The kitchen rota', '10-15 17:00'], ['robin', 'practitioner', 'Her licence', '10-15 17:10'], ['kit', 'resident', 'When I may visit my aunt', '10-15 17:20']]) {
    await to(at);
    items[voice] = (await h.put(name, 'meeting-items', null, { meeting: kept.meeting, voice, words })).id;
  }
  const { meeting } = await h.get('robin', `meetings/${kept.meeting}`);
  assert.deepEqual(meeting.items.map((one) => one.voice), ['resident', 'keyworker', 'practitioner'], 'hers first, though she said it last');
  const taken = await h.as('robin').post(`/api/meeting-items/${items.resident}/withdraw`, {});
  assert.deepEqual([taken.status, taken.json.type], [409, '/problems/hers']);
  assert.deepEqual(await events('meeting.due_passed'), []);

  await to('10-16 00:30');
  assert.deepEqual((await events('meeting.due_passed')).map((one) => Date.parse(one)), [Date.parse(on('10-15 23:59:59'))]);
  assert.deepEqual((await owed()).meeting, [on('10-15 23:59:59'), true], 'overdue, though one is planned');
  await to('10-16 10:50');
  const held = await h.post('kit', `meetings/${kept.meeting}/held`, {
    held_at: on('10-16 10:02'), minutes: 40, people: people('in_person'), decisions: [{ id: randomUUID(), words: 'She visits her aunt on Sundays.' }],
    disagreements: [{ id: randomUUID(), voice: 'resident', words: 'She would go on Saturdays too.' }, { id: randomUUID(), voice: 'practitioner', words: 'Not before November.' }],
    actions: [{ id: randomUUID(), what: 'Ring her aunt', owner_kind: 'practitioner', target_on: '2026-10-20' }], plain_words: 'You can see your aunt on Sundays. Robin rings her first.',
  });
  assert.equal(held.copy_due, on('10-17 10:50'));
  const { open } = await page('fern', 'reviews');
  assert.deepEqual([held.review.opened, open.id, open.triggers.map((one) => one.kind)], [false, held.review.review, ['meeting', 'backstop']], 'it joins the review that is open');
  assert.deepEqual(await owed(), { meeting_copy: [on('10-17 10:50'), false], keywork: [on('10-16 23:59:59'), false] }, 'and it is the last day for a session');
  const { due_on, due_why } = await page('robin', 'meetings');
  assert.deepEqual([due_on, due_why], ['2026-11-13', 'regular']);
  assert.ok((await kinds()).includes('meeting'));

  await to('10-16 15:00');
  kept.sessions.push((await h.put('kit', 'keywork-sessions', her, session({ happened_at: on('10-16 14:10'), came: 'ok', went: 'ok', did_we: 'yes', next_topic: 'The bus to her aunt' }))).id);
  await h.as('kit').put(`/api/meeting-copies/${kept.meeting}`, { stay: her.stay, crn: her.crn, large_print: false });
  assert.deepEqual([await owed(), await events('meeting.copy_due')], [{}, []], 'inside a day');
  assert.equal((await page('kit', 'keywork')).owed.due, on('10-23 23:59:59'), 'whoever held it, it counts');
});

/** Her plan is looked at with Fern, and the manager closes it. */
async function closeReview(text, words, next_on) {
  await to(text);
  const { open, version } = await page('morgan', 'reviews');
  await h.put('fern', 'review-people', null, { review: open.id, name: 'Fern Example', role: 'keyworker', how: 'in_person', words: 'The garden helps.' });
  await h.post('morgan', `reviews/${open.id}/close`, { ...(words && { words }), next_on, based_on: version });
  assert.equal((await page('morgan', 'reviews')).open, null);
}

test('20 and 21 October: the referral is owed on its last day, and answered; a meeting is planned, and moved beyond the change of the clocks', async () => {
  await closeReview('10-19 10:00', undefined, '2026-10-22');
  await to('10-20 09:00');
  assert.deepEqual(await owed(), { referral: [on('10-20 23:59:59'), false] });
  await h.post('fern', `referrals/${kept.referral}/answer`, { answer: 'accepted', words: 'From Monday.' });
  assert.deepEqual([await owed(), (await page('fern', 'keywork')).actions.map((one) => one.what).includes('Somebody to talk to about money.')], [{}, false]);
  assert.equal((await page('robin', 'referrals')).referrals[0].answered.answer, 'accepted');
  assert.equal((await page('dee', 'keywork')).keyworker.away, null, 'Fern is back');

  await letters();
  kept.meeting = (await h.put('fern', 'meetings', her, { starts_at: on('10-23 10:00'), minutes: 30, how: 'in_person' })).id;
  const feed = await h.put('robin', 'calendar-feeds', null, {});
  await to('10-21 11:00');
  const moved = await h.post('kit', `meetings/${kept.meeting}/move`, { starts_at: on('10-26 10:00'), minutes: 30, how: 'in_person', reason: 'Robin is away on Friday.', sequence: 0 });
  assert.deepEqual([moved.sequence, moved.starts_at], [1, '2026-10-26T10:00:00.000000Z'], 'ten by the wall clock, which is another hour by then');
  const stale = await h.as('fern').post(`/api/meetings/${kept.meeting}/move`, { starts_at: on('10-27 10:00'), minutes: 30, how: 'in_person', reason: 'Fern is away.', sequence: 0 });
  assert.deepEqual([stale.status, stale.json.current.sequence], [409, 1]);
  assert.deepEqual(await letters(), [['robin', 'meeting_planned'], ['fern', 'meeting_planned'], ['robin', 'meeting_planned']]);
  assert.deepEqual((await card()).meeting, { id: kept.meeting, starts_at: moved.starts_at });
  for (const path of [`/api/meetings/${kept.meeting}/invitation.ics`, feed.path]) {
    const { status, text } = await h.as('robin').get(path);
    assert.equal(status, 200, text);
    assert.match(text, /DTSTART:20261026T100000Z\r\n/);
    assert.doesNotMatch(text, /DTSTART:20261023/);
    for (const word of [her.name, her.family, her.crn, 'Fern', 'Robin']) assert.ok(!text.includes(word), `${path} says ${word}`);
  }
});

test('23 and 24 October: a week without a session is said and owed until one is held; the week after has an hour more', async () => {
  await to('10-24 00:10');
  assert.deepEqual((await events('keywork.due_passed')).map((one) => Date.parse(one)), [Date.parse(on('10-23 23:59:59'))]);
  assert.deepEqual((await owed()).keywork, [on('10-23 23:59:59'), true]);
  const late = await home('fern');
  assert.deepEqual([late.overdue, late.due], [true, on('10-23 23:59:59')]);
  await to('10-24 11:00');
  kept.sessions.push((await h.put('fern', 'keywork-sessions', her, session({ happened_at: on('10-24 10:00'), came: 'well', went: 'very_well', skills: [{ skill: 'Square breathing', how: 'practised' }] }))).id);
  assert.equal((await owed()).keywork, undefined);
  assert.equal((await page('fern', 'keywork')).owed.due, '2026-10-31T23:59:59.000000Z', 'seven days of the calendar, in winter time');
  assert.equal(await value(h.db, `SELECT lantern.iso(due_at) FROM lantern.deadline WHERE kind = 'keywork.due' AND state = 'open'`), '2026-10-31T23:59:59.000000Z', 'and so says the clock that tells');
});

test('25 and 26 October: through the night of the change; the digests keep to the wall clock, and the meeting to its hour', async () => {
  await closeReview('10-24 12:00', 'Nothing changes: it was followed all week.', '2026-10-29');
  await to('10-25 18:00');
  await h.put('dee', 'updates', her, { level: 'today', kind: 'question', words: 'May she go to her aunt by bus?' });
  await letters();
  await to('10-26 08:00');
  assert.deepEqual(await letters(), [['robin', 'digest_today'], ['robin', 'digest_weekly']]);
  assert.deepEqual((await h.letters()).slice(-2).map((one) => one.at), ['2026-10-26T07:30:00.000000Z', '2026-10-26T08:00:00.000000Z']);
  assert.equal((await h.get('robin', `meetings/${kept.meeting}`)).meeting.state, 'planned');
  for (const [name, voice, words] of [['robin', 'practitioner', 'The bus'], ['fern', 'keyworker', 'Her room'], ['fern', 'resident', 'A key of my own']]) await h.put(name, 'meeting-items', null, { meeting: kept.meeting, voice, words });
  await to('10-26 10:45');
  const held = await h.post('fern', `meetings/${kept.meeting}/held`, {
    held_at: '2026-10-26T10:02:00.000000Z', minutes: 30, people: people('in_person', 'in_person'), decisions: [{ id: randomUUID(), words: 'She goes by bus, alone.' }], disagreements: [], actions: [],
    plain_words: 'You can take the bus.',
  });
  assert.deepEqual([held.copy_due, held.review.opened, held.review.act_by], [on('10-27 10:45'), true, null], 'to close a meeting opens a review of her plan');
  const { due_on, past } = await page('robin', 'meetings');
  assert.deepEqual([due_on, past.map((one) => one.state)], ['2026-11-23', ['held', 'held', 'not_held', 'not_held']]);
});

test('27 October: nobody gave her the copy in a day: it is said once, and owed until she has it', async () => {
  await to('10-27 10:44');
  assert.deepEqual([await events('meeting.copy_due'), (await owed()).meeting_copy], [[], [on('10-27 10:45'), false]]);
  await to('10-27 15:00');
  assert.deepEqual((await events('meeting.copy_due')).map((one) => Date.parse(one)), [Date.parse(on('10-27 10:45'))]);
  assert.deepEqual((await owed()).meeting_copy, [on('10-27 10:45'), true]);
  const given = await h.as('mo').put(`/api/meeting-copies/${kept.meeting}`, { stay: her.stay, crn: her.crn, large_print: true });
  assert.deepEqual(given.json.copy, { at: h.at(), by: 'Mo Sampleforth', large_print: true }, given.text);
  assert.equal((await owed()).meeting_copy, undefined);
});

test('27 October: another keyworker, with a reason, and all before is kept', async () => {
  await to('10-27 16:00');
  const { history, suggested } = await page('fern', 'keyworker');
  assert.ok(suggested.some((one) => one.id === h.staff.kit.id));
  const change = { staff: h.staff.kit.id, reason: 'Fern works days from November', based_on: history[0].id };
  await h.put('morgan', 'keyworkers', her, change);
  const second = await h.as('kit').put(`/api/keyworkers/${randomUUID()}`, { stay: her.stay, crn: her.crn, ...change, staff: h.staff.dee.id });
  assert.deepEqual([second.status, second.json.current.name], [409, 'Kit Rehearsal'], 'the second of two is shown the first');
  const now = await page('fern', 'keyworker');
  assert.deepEqual(now.history.map((one) => [one.name, one.until, one.reason]), [['Kit Rehearsal', null, change.reason], ['Fern Example', h.at(), 'On arrival']]);
  assert.equal((await card()).keyworker.name, 'Kit Rehearsal');
  assert.deepEqual([(await home('kit')).mine_first, (await home('fern')).mine_first], [1, 0]);
});

test('31 October: five sessions and one attempt in a month, none of it missing, and nothing owed', async () => {
  await to('10-30 15:00');
  kept.sessions.push((await h.put('kit', 'keywork-sessions', her, session({ happened_at: on('10-30 14:15'), came: 'well', went: 'well', went_well: 'She rang the bus company.' }))).id);
  await to('11-01 12:00');
  const { sessions, skills, strengths, owed: due } = await page('kit', 'keywork');
  assert.deepEqual(sessions.filter((one) => one.kind === 'session').map((one) => one.id), kept.sessions.toReversed());
  assert.deepEqual([sessions.length, due.due, due.overdue], [6, '2026-11-06T23:59:59.000000Z', false]);
  assert.deepEqual(skills.map((one) => [one.skill, one.how, one.times]), [['Square breathing', 'practised', 2]], 'a corrected note counts once, as it stands');
  assert.equal(strengths.length, 5);
  assert.deepEqual((await page('robin', 'keywork')).sessions.filter((one) => one.kind === 'session').map((one) => one.id), kept.sessions.toReversed());
  assert.deepEqual(await owed(), {});
  assert.equal((await events('keywork.due_passed')).length, 1, 'once in the month, and said once');
  assert.deepEqual(await rows(h.db, `SELECT kind, count(*)::int AS n FROM lantern.deadline WHERE state = 'open' AND kind IN ('keywork.due', 'meeting.due', 'meeting.copy_due', 'choices.due', 'update.unread')
    GROUP BY kind ORDER BY kind`), [{ kind: 'keywork.due', n: 1 }, { kind: 'meeting.due', n: 1 }]);
  assert.equal(await value(h.db, `SELECT count(*) FROM lantern.deadline WHERE state = 'open' AND due_at <= '${h.at()}'`), 0, 'the clockwork has left nothing undone');
});

test('in a month of letters nobody is named, nothing is said of why, and no event was lost', async () => {
  const all = await h.letters();
  assert.ok(all.length > 15, `${all.length} letters`);
  const words = all.map((one) => `${one.subject}\n${one.body}`).join('\n');
  const names = [her.name, her.family, her.crn, 'Lantern House', ...Object.values(h.staff).flatMap((one) => one.name.split(' '))];
  for (const word of [...names, 'police', 'aunt', 'officers', 'unwell', 'struggling', 'kitchen']) assert.ok(!new RegExp(`\\b${word}\\b`, 'i').test(words), word);
  assert.deepEqual((await rows(h.db, `SELECT p.name, c.* FROM lantern.premises p, lantern.verify_chain(p.id) c`)).filter((row) => row.broken), []);
  assert.ok(await value(h.db, `SELECT count(*) FROM lantern.access_log WHERE staff_id = '${h.staff.robin.id}' AND resident_id = '${her.id}'`) > 20, 'every look of her practitioner is in the log');
});
