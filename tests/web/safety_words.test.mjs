// What the pages of signs, rules, watches and reviews say, without a browser.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './bundle.mjs';

const { strip, rules, reviews, watches, regions, owed, doors, settings } = await load({
  strip: 'src/pages/signs/strip-words.ts', rules: 'src/pages/signs/rule-words.ts', reviews: 'src/pages/signs/review-words.ts',
  watches: 'src/pages/signs/watch-words.ts', regions: 'src/pages/signs/body-regions.ts', owed: 'src/pages/owed-words.ts', doors: 'src/state/door.ts',
  settings: 'src/pages/admin/setting-words.ts',
});

const NOW = Date.parse('2026-11-10T22:00:00Z');
const at = (minutes) => new Date(NOW + minutes * 60_000).toISOString();

/** The begins of 28 days of shifts at 07:30, 14:30 and 21:30 in London, newest first: the clocks went back within them. */
const shifts = Array.from({ length: 28 }, (_, day) =>
  ['21:30', '14:30', '07:30'].map((time) => new Date(Date.parse(`2026-11-10T${time}:00Z`) - day * 86_400_000 - (day > 16 ? 3_600_000 : 0)).toISOString())).flat();
const sign = (entries, more = {}) => ({
  sign: 's', leaning: 'concern', words: 'Stops humming', line: null, from: 1, gap: false,
  strip: entries.map(([n, state, count = 1]) => ({ shift_at: shifts[n], state, count })), ...more,
});

test('a strip has a place for each shift, the oldest day first, and nothing where nobody said anything', () => {
  const { begins, blocks } = strip.stripOf(sign([[0, 'seen', 2], [2, 'not_seen'], [83, 'not_known'], [5, null, 0]]), shifts);
  assert.deepEqual(begins, ['07:30', '14:30', '21:30']);
  assert.deepEqual(blocks.map(({ days, from, until }) => [days, from, until]), [[14, '14 October', '27 October'], [14, '28 October', '10 November']]);
  assert.deepEqual(blocks.flatMap(({ dots }) => dots.map(({ column, row, state }) => [column, row, state])), [[0, 0, 'not_known'], [13, 2, 'seen'], [13, 0, 'not_seen']]);
});

test('a gap is said with how long it has been', () => {
  const gap = (entries) => strip.gapInWords(sign(entries, { gap: true }), shifts);
  assert.equal(strip.gapInWords(sign([[1, 'seen']]), shifts), null);
  assert.equal(gap([[1, 'not_known'], [3, 'seen']]), 'Not known for two shifts');
  assert.equal(gap([[6, 'not_seen']]), 'Not known for 5 shifts');
  assert.equal(gap([]), 'Not known in any shift here');
  assert.equal(strip.thisShift(sign([[0, 'seen']]), shifts), 'seen');
  assert.equal(strip.thisShift(sign([[1, 'seen']]), shifts), null, 'what the shift before saw is not what this one saw');
});

test('a strip reads the same on paper', () => {
  assert.deepEqual(strip.stripInLines(sign([[0, 'seen'], [3, 'seen'], [33, 'seen'], [2, 'not_seen']])), [
    'Seen, shift from 21:30: 10, 9 November, 30 October', 'Not seen, shift from 07:30: 10 November',
  ]);
});

const SIGNS = [sign([], { sign: 'a', words: 'Stays in bed' }), sign([], { sign: 'b', words: 'Will not eat' })];

test('a rule is a sentence, and says when a sign of it is no longer hers', () => {
  const rule = { signs: ['a', 'b'], sightings: 2, window_s: 86_400, kind: 'sign_of_life', max_gap_s: 1800 };
  assert.equal(rules.ruleInWords(rule, SIGNS), '2 sightings of ‘Stays in bed’ or ‘Will not eat’ within 24 hours: checks at most 30 minutes apart until reviewed.');
  assert.equal(rules.ruleInWords({ ...rule, signs: ['a', 'gone'], sightings: 1, window_s: 172_800, max_gap_s: 5400 }, SIGNS),
    '1 sighting of ‘Stays in bed’ or a sign that is no longer hers within 2 days: checks at most 90 minutes apart until reviewed.');
});

const trigger = (id, minutes, more = {}) => ({ id, kind: 'concern', ref: null, words: '', at: at(minutes), act_by: at(minutes + 60), review_by: at(minutes + 1440), by: 'A', act: null, ...more });
const review = (...triggers) => ({ id: 'v', opened_at: triggers[0].at, from_version: 1, triggers, people: [], closed: null });

test('the clocks of a review are those of its newest trigger, to the minute, and in days once they are past', () => {
  const one = review(trigger('t', -48));
  assert.equal(reviews.actClock(one, NOW).words, 'Act by 22:12, 12 minutes left');
  assert.equal(reviews.reviewClock(one, NOW).words, 'Review by tomorrow 21:12, 23 hours left');
  assert.deepEqual(reviews.reviewClock(review(trigger('t', -1440 * 4 - 5)), NOW), { overdue: true, words: 'The review is 3 days overdue, since 7 November, 21:55' });
  assert.equal(reviews.reviewClock(review(trigger('old', -1440 * 4), trigger('new', -10)), NOW).overdue, false);
  const acted = review(trigger('t', -10, { act: { words: 'Sat with her', by: 'A', at: at(-5) } }));
  assert.equal(reviews.actClock(acted, NOW), null);
  assert.match(reviews.reviewInLine(acted, NOW).words, /^Review by/);
});

const watch = (more) => ({
  id: 'w', reason: 'intoxication', words: '', author: 'A', from: at(-60), least_until: null, decide_at: null, proposal: null, decisions: [], answers: [], ended: null,
  bands: [{ kind: 'rouse', min_gap_s: 900, max_gap_s: 1800, from: '00:00', until: '00:00', starts: at(-60), ends: null }], ...more,
});

test('a watch says until when it may not end and when somebody is asked, and never that it ends', () => {
  assert.equal(watches.bandInWords(watch().bands[0], NOW), 'All day: rouse every 30 min at most, at least 15 min apart');
  assert.equal(watches.leastInWords(watch({ least_until: at(150) }), NOW), 'Not before tomorrow 00:30, 2 h 30 min from now');
  assert.equal(watches.leastInWords(watch({ least_until: at(-1) }), NOW), null);
  assert.equal(watches.decideInWords(watch({ decide_at: at(12) }), NOW), 'Decide by 22:12, 12 min left');
  assert.equal(watches.decideInWords(watch({ decide_at: at(-120) }), NOW), 'Decision 2 h overdue, asked since 20:00. It goes on until somebody decides.');
  assert.equal(watches.isUndecided(watch({ decide_at: at(-120), ended: { at: at(-1), by: 'A', words: 'x' } }), NOW), false);
});

test('what a watch asks by the clock is told in the order in which it counts, each with its time, and without what is over', () => {
  const night = { kind: 'sign_of_life', min_gap_s: 1800, max_gap_s: 3600, from: '23:00', until: '07:00', starts: at(-60) };
  const bands = [
    { ...night, max_gap_s: 7200, starts: at(4320), ends: null },
    { ...night, ends: at(4320) },
    { ...night, from: '00:00', until: '00:00', ends: at(60) },
    { ...night, from: '00:00', until: '00:00', ends: at(-1) },
  ];
  assert.deepEqual(watches.bandsInWords(watch({ bands }), NOW).map((line) => line.split(', at least')[0]), [
    'Until 23:00: sign of life every 1 h at most',
    '23:00 to 07:00, until 13 November, 22:00: sign of life every 1 h at most',
    '23:00 to 07:00, from 13 November, 22:00: sign of life every 2 h at most',
  ]);
});

test('left and right on her body are hers, in front and behind', () => {
  assert.equal(regions.spotAt('front', 790, 350).region, 'Left forearm');
  assert.equal(regions.spotAt('back', 790, 350).region, 'Right forearm');
  assert.equal(regions.spotAt('front', 500, 220).region, 'Chest');
  assert.equal(regions.spotAt('back', 520, 430).region, 'Buttocks');
  for (const side of ['front', 'back']) {
    for (const one of regions.regionsOf(side)) assert.equal(regions.spotAt(side, one.across, one.down).region, one.region, 'the middle of a part is in it');
  }
});

test('arrows lead to every part of the body, and stay where there is nothing further', () => {
  const start = regions.regionsOf('front')[0];
  assert.equal(start.region, 'Face');
  assert.equal(regions.nextRegion(start, 'ArrowUp').region, 'Face');
  const reached = new Map([[start.region, start]]);
  for (const one of reached.values()) for (const key of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']) {
    const next = regions.nextRegion(one, key);
    if (!reached.has(next.region)) reached.set(next.region, next);
  }
  assert.deepEqual([...reached.keys()].sort(), regions.regionsOf('front').map((one) => one.region).sort());
});

test('what is owed is counted in words, the late first', () => {
  const one = (what, minutes, overdue = minutes < 0) => ({ what, stay: String(minutes), resident: null, room: '1', since: at(-9000), due: at(minutes), overdue });
  const lines = owed.owedInLines([one('review', -10), one('review', -1440 * 3), one('review', 60), one('review', 3000), one('proposal', 15)], NOW);
  assert.deepEqual(lines.map(({ words }) => words), ['2 reviews overdue, 1 due today, 1 due later', '1 rule that came true due today']);
  assert.equal(owed.owedWhen(one('review', -1440 * 3), NOW), '3 days overdue, since 7 November, 22:00');
  assert.equal(owed.owedWhen(one('review_act', 12), NOW), 'by 22:12, 12 minutes left');
});

test('the square at a door is known by its address, and by nothing else', () => {
  const id = '0b2c5a1e-1111-4111-8111-111111111111';
  assert.equal(doors.doorIn(`https://lantern.example/door/${id.toUpperCase()}`), id);
  assert.equal(doors.doorIn('https://shop.example/offer'), null);
});

test('a list of days is written and read as days', () => {
  const days = { kind: 'days_list', unit: 'days', least: 1, most: 60 };
  assert.equal(settings.valueInWords(days, [3, 7, 14]), 'day 3, 7, 14');
  assert.deepEqual(settings.valueOf(days, '3, 7, 14'), [3, 7, 14]);
  assert.equal(settings.valueOf(days, '3, soon'), undefined);
});
