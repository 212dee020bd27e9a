// Times as people read them: London, 24 hours, and the two nights a year when a clock cannot be trusted.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './bundle.mjs';

const { time } = await load({ time: 'src/time.ts' });

test('winter and summer are shown on London clocks', () => {
  assert.equal(time.ukTime('2026-11-10T18:35:00.000000Z'), '18:35');
  assert.equal(time.ukTime('2026-07-10T18:35:00.000000Z'), '19:35');
  assert.equal(time.ukTime('2026-11-10T00:05:00Z'), '00:05');
  assert.equal(time.ukTime('2026-11-10T12:05:00Z'), '12:05');
});

test('in October 01:35 comes twice and only then says which', () => {
  assert.equal(time.ukTime('2026-10-24T23:59:00Z'), '00:59');
  assert.equal(time.ukTime('2026-10-25T00:00:00Z'), '01:00 BST');
  assert.equal(time.ukTime('2026-10-25T00:35:00Z'), '01:35 BST');
  assert.equal(time.ukTime('2026-10-25T00:59:59Z'), '01:59 BST');
  assert.equal(time.ukTime('2026-10-25T01:00:00Z'), '01:00 GMT');
  assert.equal(time.ukTime('2026-10-25T01:35:00Z'), '01:35 GMT');
  assert.equal(time.ukTime('2026-10-25T02:00:00Z'), '02:00');
});

test('in March the hour is skipped and nothing repeats', () => {
  assert.equal(time.ukTime('2027-03-28T00:59:59Z'), '00:59');
  assert.equal(time.ukTime('2027-03-28T01:00:00Z'), '02:00');
});

test('every hour from 1996 to 2060 is what the time zone data says', () => {
  const london = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'short' });
  for (let ms = Date.UTC(1996, 0, 1); ms < Date.UTC(2060, 0, 1); ms += 3_600_000) {
    const said = `${time.ukDay(ms)} ${time.ukTime(ms).slice(0, 5)}`;
    if (said !== london.format(ms)) assert.equal(said, london.format(ms), new Date(ms).toISOString());
  }
});

test('a gap is elapsed time over both changes', () => {
  const autumn = [time.msOf('2026-10-25T00:30:00Z'), time.msOf('2026-10-25T01:30:00Z')];
  assert.equal(time.overdueInWords(autumn[0], autumn[1]), '1 h overdue');
  const spring = [time.msOf('2027-03-28T00:55:00Z'), time.msOf('2027-03-28T01:05:00Z')];
  assert.equal(time.fromNow(spring[1], spring[0]), 'in 10 min');
});

test('a typed time means its instants: one, two or none', () => {
  const iso = (list) => list.map((ms) => new Date(ms).toISOString());
  assert.deepEqual(iso(time.instantsOf('2026-11-10', '01:35')), ['2026-11-10T01:35:00.000Z']);
  assert.deepEqual(iso(time.instantsOf('2026-07-10', '01:35')), ['2026-07-10T00:35:00.000Z']);
  assert.deepEqual(iso(time.instantsOf('2026-10-25', '01:35')), ['2026-10-25T00:35:00.000Z', '2026-10-25T01:35:00.000Z']);
  assert.deepEqual(time.instantsOf('2027-03-28', '01:35'), []);
  assert.equal(time.instantsOf('2026-02-30', '01:35'), null);
  assert.equal(time.instantsOf('2026-11-10', '24:00'), null);
  assert.equal(time.instantsOf('2026-11-10', 'soon'), null);
});

test('a time said of the past is the last one that was shown', () => {
  const at = (text, now) => new Date(time.lastTimeShown(text, now)).toISOString();
  assert.equal(at('23:50', '2026-11-10T00:10:00Z'), '2026-11-09T23:50:00.000Z');
  assert.equal(at('00:05', '2026-11-10T00:10:00Z'), '2026-11-10T00:05:00.000Z');
  // Said in the second 01:40 of the night: the nearer one; said in the first: the first is the only one so far.
  assert.equal(at('01:35', '2026-10-25T01:40:00Z'), '2026-10-25T01:35:00.000Z');
  assert.equal(at('01:35', '2026-10-25T00:40:00Z'), '2026-10-25T00:35:00.000Z');
  assert.equal(time.lastTimeShown('25:00', '2026-11-10T00:10:00Z'), null);
});

test('lengths round down, so that nothing is called longer than it is', () => {
  assert.equal(time.spanInWords(59), '59 sec');
  assert.equal(time.spanInWords(119), '1 min');
  assert.equal(time.spanInWords(3599), '59 min');
  assert.equal(time.spanInWords(3600), '1 h');
  assert.equal(time.spanInWords(3900), '1 h 5 min');
  assert.equal(time.spanInWords(86400), '1 day');
  assert.equal(time.spanInWords(3 * 86400 + 80000), '3 days');
});

test('the first second past the latest time is already overdue in words', () => {
  assert.equal(time.overdueInWords('2026-11-10T01:35:00Z', '2026-11-10T01:35:01Z'), '1 sec overdue');
  assert.equal(time.overdueInWords('2026-11-10T01:35:00Z', '2026-11-10T01:48:00Z'), '13 min overdue');
});

test('what is to come and what has been', () => {
  const now = '2026-11-10T01:00:00Z';
  assert.equal(time.fromNow('2026-11-10T01:12:00Z', now), 'in 12 min');
  assert.equal(time.fromNow('2026-11-10T01:00:30Z', now), 'in less than 1 min');
  assert.equal(time.fromNow('2026-11-10T00:59:30Z', now), 'just now');
  assert.equal(time.fromNow('2026-11-10T00:30:00Z', now), '30 min ago');
});

test('days are London days, also when UTC has another', () => {
  assert.equal(time.ukDay('2026-07-09T23:30:00Z'), '2026-07-10');
  assert.equal(time.dayDueInWords('2026-11-07', '2026-11-10T09:00:00Z'), '3 days overdue');
  assert.equal(time.dayDueInWords('2026-11-09', '2026-11-10T09:00:00Z'), '1 day overdue');
  assert.equal(time.dayDueInWords('2026-11-10', '2026-11-10T09:00:00Z'), 'today');
  assert.equal(time.dayDueInWords('2026-11-11', '2026-11-10T09:00:00Z'), 'tomorrow');
  assert.equal(time.dayDueInWords('2026-11-15', '2026-11-10T09:00:00Z'), 'in 5 days');
  // 25 October has 25 hours and is still one day long.
  assert.equal(time.daysBetween('2026-10-24T23:30:00Z', '2026-10-25T23:30:00Z'), 0);
  assert.equal(time.daysBetween('2026-10-24T22:30:00Z', '2026-10-25T23:30:00Z'), 2 - 1);
});

test('near times are short and far ones have their date', () => {
  const now = '2026-11-10T01:00:00Z';
  assert.equal(time.ukTimeNear('2026-11-10T07:00:00Z', now), '07:00');
  assert.equal(time.ukTimeNear('2026-11-09T22:10:00Z', now), 'yesterday 22:10');
  assert.equal(time.ukTimeNear('2026-11-11T07:00:00Z', now), 'tomorrow 07:00');
  assert.equal(time.ukTimeNear('2026-11-24T07:00:00Z', now), '24 November, 07:00');
  assert.equal(time.ukTimeNear('2027-01-02T07:00:00Z', now), '2 January 2027, 07:00');
});

test('dates in full and in short', () => {
  assert.equal(time.ukDate('2026-11-24T10:00:00Z'), '24 November 2026');
  assert.equal(time.ukShortDate('2026-11-04T10:00:00Z'), '4/11/2026');
  assert.equal(time.ukLongDate('2026-11-24T10:00:00Z'), 'Tuesday 24 November 2026');
  assert.equal(time.dayInWords('2026-07-10'), '10 July 2026');
});

test('instants are sent as the server writes them', () => {
  assert.equal(time.isoOf(Date.UTC(2026, 10, 10, 18, 35)), '2026-11-10T18:35:00.000000Z');
});
