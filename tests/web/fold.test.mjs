// Events folded into the board: each once, in overlap with the snapshot, and a night from empty.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './bundle.mjs';

const { fold: folding } = await load({ fold: 'src/state/fold.ts' });
const { boardState, checkState, fold, foldPart, wholeState } = folding;

const HOUSE = 'house';
const at = (text) => `2026-11-10T${text}:00.000000Z`;
const open = (id, from, latest, kind = 'sign_of_life') => ({
  id, source: 'plan', kind, from: at(from), drawn: at(from), latest: at(latest), class: 'routine', min_gap_s: 1800, max_gap_s: 3600,
});
const row = (stay, room, requirements = []) => ({
  stay, room, resident: { id: `of-${stay}`, crn: 'X123456', preferred_name: 'Ada', family_name: 'Hill', restricted: false },
  presence: { state: 'in', since: null, back_by: null }, requirements, last_visit: null, going: null, alarm: null, how: null,
  day_of_stay: 3, days_since_release: 3, predictable: false,
});
const board = (rows) => ({
  premises: { id: HOUSE, name: 'Example House' }, now: at('01:00'), horizon: '1-100-0', locked: false,
  settings: { soon_s: 900, pin_again_s: 30, pin_idle_s: 60, going_s: 300, late_entry_s: 600, retrospective_s: 3600 },
  people: [{ staff: 'mo', initials: 'MO', name: 'Mary Okafor' }], rows,
});
let seq = 0;
const event = (kind, stay, part, more = {}) => ({
  id: `1-${100 + seq}-${seq++}`, kind, happened_at: at('01:20'), recorded_at: at('01:20'), premises: HOUSE, resident: `of-${stay}`,
  stay, staff: 'mo', data: { board: part }, ...more,
});

const start = () => boardState(board([row('a', '4', [open('a1', '01:05', '01:35')]), row('b', '7', [open('b1', '01:10', '01:40')])]));
const last = (id, outcome, time, by = null) => ({ id, outcome, done_at: at(time), by, marks: [] });
const visit = () => {
  const part = { closed: [{ id: 'a1', state: 'done' }], opened: [open('a2', '01:50', '02:20')], visit: last('v1', 'spoke', '01:20'), predictable: true };
  return event('visit.recorded', 'a', part, { data: { board: part, last_visit: last('v1', 'spoke', '01:20', 'MO') } });
};

test('a visit closes what it met, opens the next and is the last visit', () => {
  const { board: after } = fold(start(), visit());
  const [a, b] = after.rows;
  assert.deepEqual(a.requirements.map((one) => one.id), ['a2']);
  assert.deepEqual(a.last_visit, last('v1', 'spoke', '01:20', 'MO'));
  assert.equal(a.predictable, true);
  assert.deepEqual(b.requirements.map((one) => one.id), ['b1']);
});

test('the same event twice is once', () => {
  const one = visit();
  const once = fold(start(), one);
  assert.equal(fold(once, one), once);
});

test('an event the snapshot already holds changes nothing', () => {
  const one = visit();
  const snapshot = boardState(fold(start(), one).board);
  assert.deepEqual(fold(snapshot, one).board, snapshot.board);
});

test('what was answered at once and is told again by its event stands once', () => {
  const one = visit();
  const answered = foldPart(start(), 'a', one.data.board);
  assert.deepEqual(fold(answered, one).board.rows[0].requirements.map((r) => r.id), ['a2']);
});

test('an older event after a newer one is not folded again', () => {
  const first = visit();
  const second = event('visit.recorded', 'a', { closed: [{ id: 'a2', state: 'done' }], opened: [open('a3', '02:30', '03:00')], visit: { outcome: 'awake_seen', done_at: at('02:00') } });
  const both = fold(fold(start(), first), second);
  assert.equal(fold(both, first), both);
});

test('transaction ids are compared as numbers, however long', () => {
  const early = { ...visit(), id: '1-18446744073709551614-9' };
  const late = { ...event('going.started', 'a', { going: { until: at('01:25') } }), id: '1-18446744073709551615-2' };
  const state = fold(fold(start(), early), late);
  assert.equal(state.board.rows[0].going.until, at('01:25'));
  assert.equal(fold(state, { ...late, id: '1-10-1' }), state);
});

test('a check entered late, for an earlier time, is not the last visit', () => {
  const now = fold(start(), visit());
  const late = event('visit.recorded', 'a', { visit: { outcome: 'asleep_breathing', done_at: at('00:40') } });
  assert.equal(fold(now, late).board.rows[0].last_visit.outcome, 'spoke');
});

test('going, with whom, and its end', () => {
  const going = event('going.started', 'b', { going: { until: at('01:25') } }, {
    data: { board: { going: { id: 'g', until: at('01:25') } }, going: { id: 'g', staff: 'mo', initials: 'MO', until: at('01:25') } },
  });
  const on = fold(start(), going);
  assert.deepEqual(on.board.rows[1].going, { id: 'g', staff: 'mo', initials: 'MO', until: at('01:25') });
  assert.equal(fold(on, event('going.ended', 'b', { going: null })).board.rows[1].going, null);
});

test('an alarm opens, climbs, is quiet and closes', () => {
  const alarm = (state, rung, more) => ({ alarm: { id: 'al', stay: 'a', class: 'routine', cause: 'overdue', state, rung, opened_at: at('01:36'), quiet_until: null, ...more } });
  let state = fold(start(), event('alarm.opened', 'a', alarm('open', 0)));
  assert.equal(state.board.rows[0].alarm.rung, 0);
  state = fold(state, event('alarm.rung', 'a', alarm('open', 1)));
  assert.equal(state.board.rows[0].alarm.rung, 1);
  state = fold(state, event('alarm.acknowledged', 'a', alarm('quiet', 1, { quiet_until: at('01:45') })));
  assert.equal(state.board.rows[0].alarm.quiet_until, at('01:45'));
  state = fold(state, event('alarm.closed', 'a', alarm('closed', 1)));
  assert.equal(state.board.rows[0].alarm, null);
});

test('out and back, moved, arrived and left', () => {
  const presence = { state: 'out', since: at('01:10'), back_by: at('03:00') };
  let state = fold(start(), event('presence.changed', 'a', { presence, closed: [{ id: 'a1', state: 'not_required' }] }));
  assert.deepEqual(state.board.rows[0].presence, presence);
  assert.deepEqual(state.board.rows[0].requirements, []);
  state = fold(state, event('room.moved', 'a', { room: '9', stay: 'a' }));
  assert.equal(state.board.rows[0].room, '9');
  state = fold(state, event('stay.arrived', 'c', { room: '4', stay: 'c' }));
  assert.equal(state.board.rows[2].room, '4');
  assert.equal(state.stale, true, 'her name has to be asked for');
  state = fold(state, event('stay.departed', 'b', { room: null, stay: 'b' }));
  assert.deepEqual(state.board.rows.map((one) => one.stay), ['a', 'c']);
});

test('a locked board learns no name from an event that carries none', () => {
  const { people: _, ...locked } = board([{ ...row('a', '4', [open('a1', '01:05', '01:35')]), resident: null }]);
  const state = boardState({ ...locked, locked: true });
  const { staff: __, ...bare } = visit();
  const after = fold(state, { ...bare, data: { board: bare.data.board } }).board.rows[0];
  assert.equal(after.resident, null);
  assert.equal(after.last_visit.by, null);
});

const correction = (left) => {
  const part = { closed: [], opened: [], visit: left };
  return event('visit.recorded', 'a', part, { data: { board: part, corrects: 'v1', last_visit: left } });
};

test('after a correction the last visit is the one that is left, also when there is none', () => {
  const earlier = last('v0', 'awake_seen', '00:40');
  assert.deepEqual(fold(fold(start(), visit()), correction(earlier)).board.rows[0].last_visit, earlier);
  assert.equal(fold(fold(start(), visit()), correction(null)).board.rows[0].last_visit, null);
});

test('a locked board, which is not told of corrections, asks again when it cannot know', () => {
  const bare = (one) => ({ ...one, data: { board: one.data.board } });
  const seen = fold(boardState({ ...start().board, locked: true }), bare(visit()));
  assert.equal(seen.stale, false);
  assert.equal(fold(seen, bare(correction(last('v0', 'awake_seen', '00:40')))).stale, true);
  assert.equal(fold(seen, bare(correction(null))).stale, true);
});

test('how to be with her is on the board as soon as it is written', () => {
  const how = { text: 'Knock twice and say your name', sleep: null, version: 2 };
  const told = fold(start(), event('contact.changed', 'a', undefined, { data: { version: 2, how } }));
  assert.deepEqual(told.board.rows[0].how, how);
  assert.equal(told.stale, false);
});

// Every event that changes what of her plan stands in her row, with the members it carries whole.
const ROW_EVENTS = [
  ['safety_plan.saved', {
    plan: { version: 2, state: 'active', changed: true }, strength: 'Sings when she cooks', daily: ['meal'],
    signs: [{ sign: 's1', leaning: 'concern', words: 'Hood up and silent', state: null }],
  }],
  ['sighting.recorded', { signs: [{ sign: 's1', leaning: 'concern', words: 'Hood up and silent', state: 'seen' }] }],
  ['proposal.opened', { proposals: [{ id: 'p1', rule: 'r1', opened_at: at('01:20'), decide_by: at('01:35'), sightings: [{ id: 'i1' }], decision: null, watch: null, kind: 'conversation', min_gap_s: 900, max_gap_s: 1800 }] }],
  ['proposal.decided', { proposals: [] }],
  ['watch.tightened', { watches: [{ id: 'w1', reason: 'rule', from: at('01:21'), least_until: null, decide_at: at('02:00') }] }],
  ['watch.kept', { watches: [{ id: 'w1', reason: 'rule', from: at('01:21'), least_until: null, decide_at: at('04:00') }] }],
  ['watch.decide_due', { watches: [{ id: 'w1', reason: 'rule', from: at('01:21'), least_until: null, decide_at: at('01:30') }] }],
  ['watch.ended', { watches: [] }],
  ['review.opened', { review: { id: 're', since: at('01:21'), act_by: at('02:21'), acted: false, review_by: at('03:00') } }],
  ['review.triggered', { review: { id: 're', since: at('01:21'), act_by: at('02:40'), acted: false, review_by: at('03:00') } }],
  ['review.acted', { review: { id: 're', since: at('01:21'), act_by: at('02:40'), acted: true, review_by: at('03:00') } }],
  ['review.act_due', { review: { id: 're', since: at('01:21'), act_by: at('01:22'), acted: false, review_by: at('03:00') } }],
  ['review.due', { review: { id: 're', since: at('01:21'), act_by: at('02:40'), acted: true, review_by: at('01:30') } }],
  ['review.closed', { review: null }],
  ['hard_day.set', { hard_days: [{ day: '2026-11-11', kind: 'child_contact', words: 'Contact visit' }] }],
  ['hard_day.withdrawn', { hard_days: [] }],
  ['chain.opened', { chain: { id: 'ch', opened_at: at('01:20') } }],
  ['chain.ended', { chain: null }],
];

for (const [kind, members] of ROW_EVENTS)
  test(`${kind} puts what it carries into her row, whole, and into no other`, () => {
    const before = start();
    const after = fold(before, event(kind, 'a', undefined, { data: { row: members } })).board;
    for (const [name, value] of Object.entries(members)) assert.deepEqual(after.rows[0][name], value, name);
    assert.deepEqual({ ...after.rows[0], ...Object.fromEntries(Object.keys(members).map((name) => [name, undefined])) }, { ...before.board.rows[0], ...Object.fromEntries(Object.keys(members).map((name) => [name, undefined])) });
    assert.deepEqual(after.rows[1], before.board.rows[1]);
  });

test('what is not a member of a row is not put there', () => {
  const after = fold(start(), event('watch.kept', 'a', undefined, { data: { row: { watches: [], resident: null, stay: 'x' } } }));
  assert.equal(after.board.rows[0].resident.crn, 'X123456');
  assert.equal(after.board.rows[0].stay, 'a');
});

test('a watch tightens her checks and says why in one event, also for a woman who is new here', () => {
  const watches = [{ id: 'w1', reason: 'release', from: at('01:21'), least_until: null, decide_at: null }];
  const began = event('watch.began', 'new', { opened: [open('n1', '01:30', '02:00')] }, { data: { board: { opened: [open('n1', '01:30', '02:00')] }, row: { watches } } });
  const [, , row] = fold(start(), began).board.rows;
  assert.deepEqual([row.requirements.map((one) => one.id), row.watches], [['n1'], watches]);
});

test('a locked board learns of a no-reply chain, and that it is over', () => {
  const chain = { id: 'ch', opened_at: at('01:20') };
  const opened = fold(boardState({ ...start().board, locked: true }), event('chain.opened', 'a', { chain: { ...chain, resident: { preferred_name: 'Ada' } } }));
  assert.deepEqual(opened.board.rows[0].chain, chain);
  assert.equal(fold(opened, event('chain.ended', 'a', { chain: null })).board.rows[0].chain, null);
});

test('a replay is held to what her plan says, too', () => {
  const saw = (members) => wholeState(fold(start(), event('x', 'a', undefined, { data: { row: members } })).board);
  for (const [kind, members] of ROW_EVENTS.filter(([, one]) => Object.values(one).some((value) => value !== null && (!Array.isArray(value) || value.length > 0))))
    assert.notDeepEqual(saw(members), saw({}), kind);
});

test('another house and unknown kinds change nothing on the board', () => {
  const before = start();
  assert.deepEqual(fold(before, { ...visit(), premises: 'elsewhere' }).board, before.board);
  assert.deepEqual(fold(before, event('something.new', 'a', undefined)).board, before.board);
  assert.deepEqual(fold(before, event('visit.recorded', 'gone', { closed: [{ id: 'x', state: 'done' }] })).board, before.board);
});

test('settings and people on shift make the page ask again', () => {
  assert.equal(fold(start(), event('setting.changed', null, undefined)).stale, true);
  assert.equal(fold(start(), event('sign_on.started', null, undefined)).stale, true);
  assert.equal(fold(start(), visit()).stale, false);
});

test('a night from empty gives the board that a snapshot with overlap gives', () => {
  const night = [];
  const push = (...args) => night.push(event(...args));
  for (const stay of ['a', 'b', 'c']) push('stay.arrived', stay, { room: stay, stay });
  for (const stay of ['a', 'b', 'c']) push('requirement.opened', stay, { opened: [open(`${stay}0`, '00:10', '00:40')] });
  for (let i = 0; i < 40; i++) {
    const stay = 'abc'[i % 3];
    const n = Math.floor(i / 3);
    push('visit.recorded', stay, {
      closed: [{ id: `${stay}${n}`, state: 'done' }], opened: [open(`${stay}${n + 1}`, '00:10', '00:40')],
      visit: { outcome: 'spoke', done_at: at(`01:${String(i).padStart(2, '0')}`) },
    });
    if (i % 7 === 0) push('going.started', stay, { going: { until: at('01:59') } });
    if (i % 7 === 1) push('going.ended', stay, { going: null });
  }
  const from = (state, events) => events.reduce(fold, state);
  const whole = from(boardState(board([])), night);
  for (const cut of [0, 3, 17, 40, night.length]) {
    const snapshot = boardState(from(boardState(board([])), night.slice(0, cut)).board);
    const overlapping = from(snapshot, night.slice(Math.max(0, cut - 5)));
    assert.deepEqual(checkState(overlapping.board), checkState(whole.board), `cut at ${cut}`);
  }
});

test('put off once more is added once, whether the board or the event came first', () => {
  const snoozed = (id) => event('requirement.snoozed', 'a', undefined, { id, data: { requirement: 'a1', minutes: 10, reason: 'at another door', by: 'MO' } });
  const once = fold(start(), snoozed('1-900-0'));
  assert.deepEqual(once.board.rows[0].snoozes, [{ at: at('01:20'), minutes: 10, reason: 'at another door', by: 'MO' }]);
  const loaded = boardState({ ...once.board });
  assert.equal(fold(loaded, snoozed('1-901-0')).board.rows[0].snoozes.length, 1);
  const restricted = event('requirement.snoozed', 'b', undefined, { id: '1-902-0', data: { requirement: 'b1', minutes: 5, by: 'MO' } });
  assert.equal(fold(once, restricted).board.rows[1].snoozes[0].reason, null);
});

test('a talk after an incident that is over stays in her row; what was owed besides does not', () => {
  const talk = { ...open('t', '01:00', '03:00', 'conversation'), source: 'added' };
  const before = boardState(board([row('a', '4', [open('a1', '01:05', '01:35'), talk])]));
  const closed = [{ id: 'a1', kind: 'sign_of_life', source: 'plan', state: 'done', late: false }, { id: 't', kind: 'conversation', source: 'added', state: 'done', late: false }];
  const { rows: [after] } = fold(before, event('visit.recorded', 'a', { closed, opened: [], visit: last('v', 'spoke', '01:20') })).board;
  assert.deepEqual(after.added, [{ latest: at('03:00'), state: 'done', at: at('01:20') }]);
  assert.deepEqual(after.requirements, []);
});
