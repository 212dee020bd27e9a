// What the check dialog asks and sends, without a browser: the questions follow from the answer and the times alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './bundle.mjs';

const { entry, order, board, due } = await load({
  entry: 'src/state/entry.ts', order: 'src/state/order.ts', board: 'src/state/board.ts', due: 'src/pages/board/due-words.ts',
});

const NOW = Date.parse('2026-11-11T02:17:00Z');
const DESK = { aheadMs: 0, proof: 'desk' };
const at = (minutes) => new Date(NOW + minutes * 60_000).toISOString();
const requirement = (id, kind, from, latest, source = 'plan') => ({
  id, source, kind, from: at(from), drawn: at(from), latest: at(latest), class: 'routine', min_gap_s: 0, max_gap_s: 3600,
});
const row = (requirements, more = {}) => ({
  stay: 's', room: '4', resident: { id: 'r', crn: 'X100001', preferred_name: 'Carys', family_name: 'Hughes', restricted: false },
  presence: { state: 'in', since: null, back_by: null }, requirements, last_visit: null, going: null, alarm: null, how: null,
  day_of_stay: 3, days_since_release: 3, predictable: false, ...more,
});
const TIMES = { late_entry_s: 600, retrospective_s: 3600 };
const form = (more = {}) => ({ ...entry.emptyForm('v', row([])), ...more });
const late = (one, her) => entry.lateness(one, her, NOW, TIMES);
const fields = (one, her) => entry.issuesOf(one, late(one, her), NOW).map((issue) => issue.field);

test('nothing is chosen in advance, and nothing can be signed without an answer', () => {
  assert.equal(form().answer, null);
  assert.deepEqual(fields(form(), row([])), ['answer']);
});

test('asleep needs breathing and a second fact; both are sent', () => {
  const her = row([]);
  assert.deepEqual(fields(form({ answer: 'asleep_breathing' }), her), ['sleep']);
  const one = form({ answer: 'asleep_breathing', position: true });
  assert.deepEqual(fields(one, her), []);
  const body = entry.bodyOf(one, late(one, her), NOW, DESK);
  assert.deepEqual([body.breathing, body.movement, body.position], [true, false, true]);
});

test('a reason is asked only of what the answer completes late', () => {
  const her = row([requirement('a', 'conversation', -60, -1)]);
  assert.equal(late(form({ answer: 'spoke' }), her).overdue, true);
  assert.equal(late(form({ answer: 'asleep_breathing' }), her).overdue, false, 'sleep does not complete a conversation');
  assert.equal(late(form({ answer: 'no_reply' }), her).overdue, false, 'nobody is asked for a reason at a silent door');
  assert.equal(late(form({ answer: 'spoke', seenAt: '02:10' }), her).overdue, false, 'seen before the latest time, entered after it');
});

test('ten minutes make a late entry, an hour needs a reason and a second name', () => {
  const her = row([]);
  const seen = (seenAt) => late(form({ answer: 'spoke', seenAt }), her);
  assert.deepEqual([seen('02:08').lateEntry, seen('02:06').lateEntry], [false, true]);
  assert.deepEqual([seen('01:18').retrospective, seen('01:16').retrospective], [false, true]);
  assert.deepEqual(fields(form({ answer: 'spoke', seenAt: '01:10' }), her), ['reason', 'second']);
});

test('a time that has not been is refused, and 23:50 said after midnight is last night', () => {
  assert.deepEqual(fields(form({ answer: 'spoke', seenAt: '25:00' }), row([])), ['seen-at']);
  assert.equal(entry.seenAtMs(form({ seenAt: '23:50' }), NOW), Date.parse('2026-11-10T23:50:00Z'));
});

test('an answer found again later keeps the time it was given at; yesterday’s is forgotten', () => {
  const kept = form({ answer: 'spoke', touchedAt: NOW - 5 * 60_000 });
  assert.equal(entry.formKept(kept, NOW).seenAt, '02:12');
  assert.equal(entry.formKept(form({ answer: 'spoke', touchedAt: NOW - 30_000 }), NOW).seenAt, null);
  assert.equal(entry.formKept(form({ answer: 'spoke', touchedAt: NOW - 13 * 3600_000 }), NOW), null);
});

test('a woman outside whose circle one is goes by the word, never by nothing', () => {
  const her = row([], { resident: { id: 'r', restricted: true, crn: null, preferred_name: null, family_name: null } });
  assert.equal(entry.bodyOf({ ...entry.emptyForm('v', her), answer: 'spoke' }, late(form(), her), NOW, DESK).crn, 'restricted');
});

test('what the answer leaves owed is known before signing', () => {
  const her = row([requirement('a', 'sign_of_life', -60, 5), requirement('b', 'conversation', -5, 20), requirement('c', 'rouse', 5, 30)]);
  assert.deepEqual(entry.leftOver('asleep_breathing', her, NOW), ['conversation']);
  assert.deepEqual(entry.leftOver('spoke', her, NOW), []);
});

test('a row keeps its place while held, whatever it has become, and who is new comes last in her group', () => {
  const shown = [{ group: 'due', stay: 'a' }, { group: 'later', stay: 'b' }, { group: 'later', stay: 'c' }];
  const fresh = [{ group: 'overdue', stay: 'c' }, { group: 'due', stay: 'd' }, { group: 'due', stay: 'a' }];
  assert.deepEqual(order.placesAfter(shown, fresh, true).map((place) => `${place.group} ${place.stay}`), ['due a', 'due d', 'later c']);
  assert.equal(order.placesAfter(shown, fresh, false), fresh);
  assert.equal(order.placesAfter(fresh, [...fresh], false), fresh, 'the same order is the same list, and nothing is drawn again');
});

test('digits mean the room itself before rooms that begin so', () => {
  const rooms = [{ stay: 'a', room: '14' }, { stay: 'b', room: '1' }, { stay: 'c', room: '12' }];
  assert.equal(order.roomTyped('1', rooms), 'b');
  assert.equal(order.roomTyped('14', rooms), 'a');
  assert.equal(order.roomTyped('1', rooms.slice(2)), 'c');
  assert.equal(order.roomTyped('9', rooms), null);
});

test('it sounds for overdue, not while somebody is going, not while quiet, and chimes from the drawn time', () => {
  const over = row([requirement('a', 'sign_of_life', -60, -1)]);
  const heard = (her) => board.listeningOf([her], NOW, 900);
  assert.equal(heard(over).overdue.length, 1);
  assert.equal(heard({ ...over, going: { until: at(3) } }).overdue.length, 0);
  assert.equal(heard({ ...over, going: { until: at(-1) } }).overdue.length, 1, 'a going that has ended does not keep it quiet');
  const alarm = { id: 'x', class: 'routine', state: 'quiet', rung: 0, opened_at: at(-1), quiet_until: at(4) };
  assert.equal(heard({ ...over, alarm }).overdue.length, 0);
  assert.equal(heard({ ...over, alarm: { ...alarm, quiet_until: at(-1) } }).overdue.length, 1, 'quiet ends by itself');
  const open = { ...requirement('b', 'sign_of_life', -5, 30), drawn: at(2) };
  assert.deepEqual(heard(row([open])).due, [], 'the window is open, the drawn time has not come');
});

test('no name is left on a board whose screen was locked without the server', () => {
  const full = { premises: { id: 'p', name: 'House' }, now: at(0), horizon: '', locked: false, settings: {}, people: [{ staff: 's', initials: 'MO', name: 'Mary' }],
    rows: [row([], { how: { text: 'Knock', sleep: null, version: 1 }, going: { id: 'g', staff: 's', initials: 'MO', until: at(1) },
      last_visit: { id: 'v', outcome: 'spoke', done_at: at(-9), by: 'MO', marks: [] },
      watches: [{ id: 'w', reason: 'intoxication' }], signs: [{ words: 'Hood up' }], daily: ['meal'], proposals: [{ id: 'p' }], review: { id: 'r' },
      strength: 'Sings', hard_days: [{ kind: 'court', words: 'Court' }], plan: { version: 3 }, chain: { id: 'ch', opened_at: at(0), resident: { preferred_name: 'Carys' } } })] };
  const left = board.withoutNames(full);
  assert.doesNotMatch(JSON.stringify(left), /Carys|Hughes|X100001|Knock|MO|Mary|intoxication|Hood|meal|Sings|court|version\b.*3|"r"/);
  assert.deepEqual(left.rows[0].chain, { id: 'ch', opened_at: at(0) }, 'that somebody does not answer stays');
});

test('a window is said with both its ends, and never as one minute', () => {
  const said = (from, latest) => Object.values(due.dueWords(requirement('a', 'conversation', from, latest), NOW, 900)).join(' | ');
  assert.equal(said(13, 43), 'Any time 02:30 to 03:00 | in 13 min | spoken reply');
  assert.equal(said(-3, 14), 'Latest 02:31 | any time now, 14 min left | spoken reply');
  assert.equal(said(-60, -13), 'Latest was 02:04 | 13 min overdue | spoken reply');
});

test('on the night an hour repeats, a time means the last one shown unless BST is written behind it', () => {
  const now = Date.parse('2026-10-25T01:50:00Z'); // 01:50 GMT, the second time
  const seen = (seenAt) => new Date(entry.seenAtMs(form({ seenAt }), now)).toISOString();
  assert.equal(seen('01:30'), '2026-10-25T01:30:00.000Z');
  assert.equal(seen('01:30 GMT'), '2026-10-25T01:30:00.000Z');
  assert.equal(seen('01:30 bst'), '2026-10-25T00:30:00.000Z');
  assert.equal(seen('00:30'), '2026-10-24T23:30:00.000Z');
});
