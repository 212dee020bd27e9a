// What a row of the board says of her plan, what is to be done at a silent door second by second, and what four answers
// call for: pure, and so tried at each edge.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './bundle.mjs';

const { notes, chain, rouse, snooze } = await load({
  notes: 'src/pages/board/row-notes.ts', chain: 'src/chain/chain-words.ts', rouse: 'src/pages/board/rouse-words.ts', snooze: 'src/pages/board/snooze-words.ts',
});
const at = (text) => `2026-11-11T${text}:00.000000Z`;
const ms = (text) => Date.parse(at(text));
const words = (row, now = '01:00') => notes.notesOf(row, ms(now)).map((note) => (note.owed ? `! ${note.words}` : note.words));
const watch = (reason, more = {}) => ({ watches: [{ id: 'w', reason, from: at('00:31'), least_until: null, decide_at: null, ...more }] });

test('an ordinary night says nothing', () => {
  assert.deepEqual(words({}), []);
  assert.deepEqual(words({ watches: null, review: null, hard_days: null, plan: null }), []);
  assert.deepEqual(words({ ...watch('release', { decide_at: at('12:00') }), plan: { version: 3, state: 'active', changed: false } }), []);
});

test('each watch says why and until when, and asks when its time has come', () => {
  assert.deepEqual(words(watch('rule')), ['Watch: her rule, since 00:31']);
  assert.deepEqual(words(watch('concern')), ['Watch: a concern, since 00:31']);
  const rousing = watch('intoxication', { least_until: at('02:40'), decide_at: at('02:40') });
  assert.deepEqual(words(rousing), ['Rousing until at least 02:40']);
  assert.deepEqual(words(rousing, '02:40'), ['! Rousing since 00:31: decide whether it goes on']);
  assert.deepEqual(words(watch('release', { decide_at: at('00:59') })), ['! Watch: after release: decide whether it goes on']);
});

test('a review says since when, what is owed, and that it is late', () => {
  const review = { id: 'r', since: at('00:31'), act_by: at('01:31'), acted: false, review_by: at('23:00') };
  assert.deepEqual(words({ review }), ['Under review since 00:31: act by 01:31']);
  assert.deepEqual(words({ review }, '01:32'), ['! Under review since 00:31: acting was due 01:31']);
  assert.deepEqual(words({ review: { ...review, acted: true } }, '01:32'), ['Under review since 00:31']);
  assert.deepEqual(words({ review: { ...review, acted: true, review_by: at('01:10') } }, '01:32'), ['! Under review since 00:31: review was due 01:10']);
});

test('hard days are said on the day and the evening before, without words where she is restricted', () => {
  const days = [{ day: '2026-11-11', kind: 'letter', words: 'Letter due' }, { day: '2026-11-12', kind: 'child_contact', words: null }, { day: '2026-11-13', kind: 'court', words: 'Court' }];
  assert.deepEqual(words({ hard_days: days }), ['Today: Letter due', 'Tomorrow: Contact with her child']);
});

test('what was seen of her signs in this shift stands there, without words where she is restricted', () => {
  const sign = (text, state, leaning = 'concern') => ({ sign: text, leaning, words: text, state });
  const seen = [sign('misses tea', 'seen'), sign('hood up', 'seen'), sign('stops humming', 'not_seen'), sign('hums', 'seen', 'strength')];
  assert.deepEqual(words({ signs: seen }), ['Seen: misses tea; hood up']);
  assert.deepEqual(words({ signs: seen.map((one) => ({ ...one, words: null })) }), ['Seen: 2 early signs']);
  assert.deepEqual(words({ signs: [sign('misses tea', null), sign('hums', 'seen', 'strength')] }), [], 'nothing seen, nothing said');
});

test('a proposal says what is asked and by when', () => {
  const proposal = { kind: 'sign_of_life', min_gap_s: 900, max_gap_s: 1800, decide_by: at('01:15'), sightings: [{ seen_at: at('00:50') }, { seen_at: at('00:10') }] };
  assert.equal(notes.proposalWords(proposal, ms('01:00')), 'Her rule has come true: 2 sightings since 00:10. Checks every 30 min at most? Decide by 01:15.');
  assert.match(notes.proposalWords(proposal, ms('01:16')), /Was to be decided by 01:15\.$/);
});

test('what is left after an incident is counted until nobody is', () => {
  const added = { source: 'added', kind: 'conversation', latest: at('04:45') };
  const rows = [{ requirements: [added] }, { requirements: [added, { source: 'plan', kind: 'conversation', latest: at('02:00') }] }, { requirements: [] }];
  assert.deepEqual(notes.addedWords(rows, ms('03:00')), ['2 women to be spoken to by 04:45']);
  assert.deepEqual(notes.addedWords([], ms('03:00')), []);
});

const begun = (...steps) => ({
  opened_at: at('00:47'), climb_at: at('00:50'), times: { louder_s: 30, second_s: 60, enter_s: 90, climb_s: 180 },
  steps: steps.map((step, i) => ({ id: String(i), step, at: at('00:47') })),
});
const after = (s) => ms('00:47') + s * 1000;

test('the clock and the one thing to do now, at each edge', () => {
  assert.deepEqual([0, 59, 60, 725].map((s) => chain.clockWords(begun(), after(s))), ['0:00', '0:59', '1:00', '12:05']);
  const does = [0, 29, 30, 59, 60, 89, 90, 400].map((s) => chain.doNow(begun('knocked'), after(s)).split(/[ :.]/)[0]);
  assert.deepEqual(does, ['Knock', 'Knock', 'Again', 'Again', 'Call', 'Call', 'Go', 'Go']);
});

test('what was found in the room decides before the time does', () => {
  assert.match(chain.doNow(begun('knocked', 'entered'), after(10)), /^Look for breathing/);
  assert.match(chain.doNow(begun('entered', 'breathing'), after(300)), /^Rouse her/);
  assert.match(chain.doNow(begun('entered', 'breathing', 'not_breathing'), after(300)), /^Call 999 now\. Naloxone .*CPR/);
  assert.match(chain.doNow(begun('entered', 'not_breathing', 'roused'), after(300)), /^Stay with her/);
});

test('what was stamped is not asked for again', () => {
  assert.match(chain.doNow(begun('knocked', 'louder'), after(10)), /^Listen\. No answer: call the second worker/);
  assert.match(chain.doNow(begun('knocked', 'louder', 'second_called'), after(12)), /^Go in together as soon as you are two/);
  assert.match(chain.doNow(begun('knocked', 'louder', 'second_called'), after(90)), /^Go in together now/);
  const called = chain.doNow(begun('entered', 'not_breathing', 'called_999'), after(100));
  assert.match(called, /^Naloxone if .*CPR, or recovery position/);
  assert.doesNotMatch(called, /Call 999/);
  assert.doesNotMatch(chain.doNow(begun('entered', 'not_breathing', 'called_999', 'naloxone'), after(200)), /Naloxone/);
  assert.match(chain.doNow(begun('not_breathing', 'called_999', 'roused'), after(200)), /^Stay with her until the ambulance/);
  assert.match(chain.doNow(begun('not_breathing', 'called_999', 'ambulance'), after(900)), /crisis summary/);
});

test('whoever else is due within half an hour is counted, until nobody is', () => {
  const row = (latest, more) => ({ chain: null, presence: { state: 'in' }, requirements: [{ latest: at('05:00') }, { latest: at(latest) }], ...more });
  const rows = [row('01:20'), row('00:58'), row('03:00'), row('00:48', { chain: { id: 'c' } }), row('00:55', { presence: { state: 'out' } })];
  assert.equal(chain.coverWords(rows, ms('00:50')), 'Cover needed: 2 checks due by 01:20.');
  assert.equal(chain.coverWords(rows.slice(2), ms('00:50')), null);
});

test('at its time on-call is told, whether or not the event has come', () => {
  assert.match(chain.climbWords(begun(), after(179)), /^Without an end by 3:00/);
  assert.match(chain.climbWords(begun(), after(180)), /was told at 3:00/);
  assert.match(chain.climbWords(begun('climbed'), after(20)), /was told at 3:00/);
});

test('any no calls 999, and so does what may be illness; unclear gets the second worker', () => {
  const well = { rousable: 'yes', answers: 'yes', follows_request: 'yes', may_be_illness: 'no' };
  assert.deepEqual([rouse.calls999(well), rouse.needsSecond(well), rouse.whole(well)], [false, false, true]);
  for (const one of ['rousable', 'answers', 'follows_request']) {
    assert.equal(rouse.calls999({ [one]: 'no' }), true, one);
    assert.equal(rouse.calls999({ ...well, [one]: 'unclear' }), false, one);
    assert.equal(rouse.needsSecond({ ...well, [one]: 'unclear' }), true, one);
  }
  assert.equal(rouse.calls999({ may_be_illness: 'yes' }), true);
  assert.equal(rouse.whole({ rousable: 'yes' }), false);
});

const snoozed = (time, minutes, reason = 'at another door') => ({ at: at(time), minutes, reason, by: 'DT' });
const alarmed = (snoozes, more = {}) => ({
  requirements: [], snoozes, alarm: { id: 'x', class: 'routine', cause: 'overdue', state: 'open', rung: 0, opened_at: at('01:40'), quiet_until: null, told: [], ...more },
});

test('put off: until when, by whom, why, and how long in all', () => {
  const one = alarmed([snoozed('02:00', 15)], { quiet_until: at('02:15') });
  assert.equal(snooze.snoozeWords(one, ms('02:01')), 'Put off until 02:15 by DT: at another door.');
  assert.equal(snooze.snoozeWords(one, ms('02:16')), 'Put off once, 15 minutes in all, by DT: at another door.');
  const two = alarmed([snoozed('02:00', 10), snoozed('02:12', 15, null)], { quiet_until: at('02:27') });
  assert.equal(snooze.snoozeWords(two, ms('02:13')), 'Put off until 02:27 by DT. Put off twice, 25 minutes in all.');
  assert.equal(snooze.snoozeWords(alarmed([snoozed('02:00', 10), snoozed('02:05', 10)]), ms('03:00')), 'Put off twice, 15 minutes in all, last by DT: at another door.', 'what was cut short counts as it lasted');
  assert.equal(snooze.snoozeWords(alarmed([snoozed('01:00', 10)]), ms('02:00')), null, 'an alarm before this one');
  assert.equal(snooze.snoozeWords({ requirements: [], alarm: null, snoozes: [snoozed('02:00', 10)] }, ms('02:01')), null);
});

test('only what is routine, late and sounding is put off', () => {
  const late = { id: 'r', source: 'plan', kind: 'sign_of_life', class: 'routine', from: at('01:00'), drawn: at('01:20'), latest: at('01:39') };
  const her = (alarm, requirement) => ({ ...alarmed([], alarm), requirements: [{ ...late, ...requirement }] });
  assert.equal(snooze.snoozable(her(), ms('01:41'))?.id, 'r');
  for (const alarm of [{ class: 'enhanced' }, { class: 'rouse' }, { cause: 'no_reply' }, { cause: 'proposal' }, { quiet_until: at('01:50') }])
    assert.equal(snooze.snoozable(her(alarm), ms('01:41')), null, JSON.stringify(alarm));
  assert.equal(snooze.snoozable(her({}, { class: 'enhanced' }), ms('01:41')), null);
});
