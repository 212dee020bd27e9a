// Later, soon, due, overdue, and the order of the board. The cases of tests/rules/status.json are the server's too.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { load, top } from './bundle.mjs';

const { status, time } = await load({ status: 'src/status.ts', time: 'src/time.ts' });

const requirement = (id, from, latest, more = {}) => ({
  id, source: 'plan', kind: 'sign_of_life', from, drawn: from, latest, class: 'routine', min_gap_s: 1800, max_gap_s: 3600, ...more,
});
const row = (room, requirements, more = {}) => ({
  stay: `stay-${room}`, room, resident: null, presence: { state: 'in', since: null, back_by: null }, requirements,
  last_visit: null, going: null, alarm: null, how: null, day_of_stay: null, days_since_release: null, predictable: false, ...more,
});
const at = (text) => Date.parse(`2026-11-10T${text}Z`);
const iso = (text) => `2026-11-10T${text}.000000Z`;

test('each edge belongs to the right side', () => {
  const times = { from: iso('01:05:00'), latest: iso('01:35:00') };
  const state = (text) => status.dueState(times, at(text));
  assert.equal(state('00:49:59.999'), 'later');
  assert.equal(state('00:50:00'), 'soon');
  assert.equal(state('01:04:59.999'), 'soon');
  assert.equal(state('01:05:00'), 'due');
  assert.equal(state('01:35:00'), 'due');
  assert.equal(state('01:35:00.999'), 'due');
  assert.equal(state('01:35:01'), 'overdue');
});

test('a microsecond counts', () => {
  const times = { from: iso('01:05:00'), latest: '2026-11-10T01:35:00.000001Z' };
  assert.equal(status.dueState(times, at('01:35:01')), 'due');
});

test('the most urgent requirement decides, and of equals the one due first', () => {
  const hourly = requirement('a', iso('01:00:00'), iso('02:00:00'));
  const quarter = requirement('b', iso('01:10:00'), iso('01:20:00'));
  assert.equal(status.leading([hourly, quarter], at('01:15:00')).id, 'b');
  assert.equal(status.leading([hourly, quarter], at('01:05:00')).id, 'a');
  assert.equal(status.leading([], at('01:05:00')), null);
});

test('the board: overdue, due, no reply, then the others by their latest time', () => {
  const noReply = { last_visit: { outcome: 'no_reply', done_at: iso('01:00:00') } };
  const rows = [
    row('7', [requirement('later', iso('03:00:00'), iso('03:30:00'))]),
    row('3', [requirement('soon', iso('01:40:00'), iso('02:10:00'))]),
    row('12', [requirement('overdue-late', iso('01:00:00'), iso('01:25:00'))]),
    row('4', [requirement('overdue-first', iso('01:00:00'), iso('01:20:00'))]),
    row('2', [requirement('due', iso('01:10:00'), iso('01:50:00'))]),
    row('9', [requirement('waits', iso('02:50:00'), iso('03:20:00'))], noReply),
    row('11', [], { presence: { state: 'hospital', since: iso('00:00:00'), back_by: null } }),
  ];
  const groups = status.groupsOf(rows, at('01:30:00'));
  const shown = groups.map(({ state, views }) => [state, views.map((view) => view.row.room)]);
  assert.deepEqual(shown, [
    ['overdue', ['4', '12']],
    ['due', ['2']],
    ['no_reply', ['9']],
    ['soon', ['3']],
    ['later', ['7']],
    ['away', ['11']],
  ]);
  const counts = status.countsOf(groups);
  assert.deepEqual([counts.overdue, counts.due, counts.soon, counts.noReply], [2, 1, 1, 1]);
  assert.deepEqual(counts.next, { at: iso('01:40:00'), room: '3' });
});

test('rooms of the same time stand in their natural order', () => {
  const same = ['10', '2', '1a', null].map((room) => row(room, [requirement(`r${room}`, iso('03:00:00'), iso('03:30:00'))]));
  const [group] = status.groupsOf(same, at('01:30:00'));
  assert.deepEqual(group.views.map((view) => view.row.room), [null, '1a', '2', '10']);
});

test('who answered since is no longer without a reply', () => {
  const answered = row('1', [requirement('a', iso('03:00:00'), iso('03:30:00'))], { last_visit: { outcome: 'spoke', done_at: iso('01:00:00') } });
  assert.equal(status.viewOf(answered, at('01:30:00')).state, 'later');
});

test('target days and plans', () => {
  assert.deepEqual(status.dueStatus('2026-11-07', '2026-11-10', false), { word: 'overdue', days: 3 });
  assert.deepEqual(status.dueStatus('2026-11-10', '2026-11-10', false), { word: 'today', days: 0 });
  assert.deepEqual(status.dueStatus('2026-11-17', '2026-11-10', false), { word: 'soon', days: 7 });
  assert.deepEqual(status.dueStatus('2026-11-18', '2026-11-10', false), { word: 'later', days: 8 });
  assert.deepEqual(status.dueStatus('2026-11-07', '2026-11-10', true), { word: 'closed', days: 0 });
  const plan = { start: iso('00:00:00'), review_by: iso('12:00:00'), ended_at: null };
  assert.equal(status.planStatus({ ...plan, start: iso('02:00:00') }, at('01:00:00')), 'not_started');
  assert.equal(status.planStatus(plan, at('12:00:00')), 'review_soon');
  assert.equal(status.planStatus(plan, at('12:00:01')), 'review_overdue');
  assert.equal(status.planStatus({ ...plan, review_by: null }, at('12:00:01')), 'in_force');
  assert.equal(status.planStatus({ ...plan, ended_at: iso('12:00:00') }, at('12:00:00')), 'ended');
});

const shared = JSON.parse(readFileSync(join(top, 'tests/rules/status.json'), 'utf8'));
/** Milliseconds with the microseconds as their fraction. */
const exact = (text) => Date.parse(text.replace(/\d{3}Z$/, 'Z')) + Number(/(\d{3})Z$/.exec(text)[1]) / 1000;

for (const { name, input, now, expect } of shared.checks) {
  test(`as on the server: check ${name}`, () => {
    assert.equal(status.checkStatus({ ...input, closedAt: input.closed }, exact(now), input.soon_s), expect);
  });
}
for (const { name, input, expect } of shared.order) {
  test(`as on the server: order, ${name}`, () => {
    const stateOf = (one) => {
      if (['overdue', 'due'].includes(one.status)) return one.status;
      if (one.no_reply) return 'no_reply';
      return ['soon', 'later'].includes(one.status) ? one.status : 'away';
    };
    const places = input.map((one) => ({ id: one.id, state: stateOf(one), latestMs: exact(one.latest) }));
    assert.deepEqual(places.sort(status.boardOrder).map((place) => place.id), expect);
  });
}
for (const { name, input, now, expect } of shared.actions) {
  test(`as on the server: action ${name}`, () => {
    assert.deepEqual(status.dueStatus(input.target_on, time.ukDay(now), input.closed), expect);
  });
}
for (const { name, input, now, expect } of shared.plans) {
  test(`as on the server: plan ${name}`, () => {
    assert.equal(status.planStatus({ ...input, ended_at: input.ended }, exact(now)), expect);
  });
}
