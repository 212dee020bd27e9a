// What is copied into NDelius: whom it is about first, then when, what and the words, in characters that any field takes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './bundle.mjs';

const { paste, said } = await load({ paste: 'src/paste.ts', said: 'src/pages/updates/in-words.ts' });

const HER = { crn: 'X100001', premises: 'Alder House' };
const UPDATE = { level: 'now', kind: 'missing', words: 'Not back by 23:00.', at: '2026-11-10T23:05:00.000000Z', by: 'Fern Keyworker', phoned: null };

const UPDATES = [
  ['what is told now', HER, {}, 'CRN: X100001\nDate: 10/11/2026 23:05\nKind: Missing (tell now)\nFrom: Alder House, Fern Keyworker\nNot back by 23:00.'],
  ['good news that a clock wrote, in summer time', HER, { level: 'weekly', kind: 'good_news', words: 'She cooked.', at: '2026-07-01T07:30:00.000000Z', by: null },
    'CRN: X100001\nDate: 1/7/2026 08:30\nKind: Good news (tell weekly)\nFrom: Alder House\nShe cooked.'],
  ['in the hour that comes twice', HER, { at: '2026-10-25T00:35:00.000000Z' },
    'CRN: X100001\nDate: 25/10/2026 01:35 BST\nKind: Missing (tell now)\nFrom: Alder House, Fern Keyworker\nNot back by 23:00.'],
  ['a woman without a number here', { ...HER, crn: null }, {}, 'Date: 10/11/2026 23:05\nKind: Missing (tell now)\nFrom: Alder House, Fern Keyworker\nNot back by 23:00.'],
  ['telephoned', HER, { phoned: { by: 'Bryn', at: '2026-11-11T08:10:00.000000Z', words: 'Spoke with the duty desk.' } },
    'CRN: X100001\nDate: 10/11/2026 23:05\nKind: Missing (tell now)\nFrom: Alder House, Fern Keyworker\nNot back by 23:00.\nTelephoned: 11 November 2026, 08:10 by Bryn. Spoke with the duty desk.'],
];

for (const [what, her, more, text] of UPDATES) test(`an update as text: ${what}`, () => assert.equal(paste.updateText(her, { ...UPDATE, ...more }), text));

const PLAIN = [
  ['“She’s ‘well’” – she said…', '"She\'s \'well\'" - she said...'],
  ['one\r\ntwo\rthree', 'one\ntwo\nthree'],
  ['a\u00a0b\tc', 'a b c'],
  ['zero\u200bwidth, right\u202eto left, bell\u0007', 'zerowidth, rightto left, bell'],
  ['Zoë, Siân, Łucja, 你', 'Zoë, Siân, Łucja, 你'],
  ['  round it  ', 'round it'],
];

test('typographic marks become those of a keyboard, what cannot be seen goes, and names keep their letters', () => {
  for (const [typed, plain] of PLAIN) assert.equal(paste.plainText(typed), plain);
});

const MEETING = {
  held_at: '2026-11-11T10:00:00.000000Z', minutes: 45,
  people: [{ role: 'resident', name: 'Olive Example', how: 'in_person' }, { role: 'practitioner', name: 'Robin', how: 'video' }],
  decisions: [{ words: 'Sign in moves to 18:00.' }], disagreements: [], actions: [{ what: 'Ring the college', target_on: '2026-11-18' }], plain_words: 'We agreed your sign-in time.',
};

test('a meeting that was held is contact C084, with who was there, what was decided and who does what', () => {
  assert.equal(paste.meetingText(HER, MEETING), [
    'CRN: X100001', 'Contact: C084 (three-way meeting)', 'Date: 11/11/2026 10:00, 45 min', 'At: Alder House',
    'People:', '- Olive Example (resident, in person)', '- Robin (practitioner, video)', 'Decided:', '- Sign in moves to 18:00.',
    'Actions:', '- Ring the college (by 18/11/2026)', 'We agreed your sign-in time.',
  ].join('\n'));
  assert.match(paste.meetingText(HER, { ...MEETING, disagreements: [{ voice: 'resident', words: 'Too late for me.' }] }), /Not agreed:\n- resident: Too late for me\./);
});

const NOW = '2026-11-11T07:55:00.000000Z';
const thread = (kind, waits_on) => ({ waits_on, waits_since: waits_on && '2026-11-11T07:43:00.000000Z', entries: [{ kind, at: '2026-11-11T07:50:00.000000Z' }] });

test('who waits, for whom and since when, is said from the end of the reader', () => {
  const words = (one) => ['practitioner', 'premises'].map((side) => said.waitsInWords(one, side, NOW));
  assert.deepEqual(words(thread('question', 'premises')), ['Waits for the house since 07:43, for 12 min', 'Waits for an answer from here since 07:43, for 12 min']);
  assert.deepEqual(words(thread('question', 'practitioner')), ['Waits for your answer since 07:43, for 12 min', 'Waits for her practitioner since 07:43, for 12 min']);
  assert.deepEqual(words(thread('answer', null)), ['Answered 07:50', 'Answered 07:50']);
  assert.deepEqual(words(thread('closed', null)), ['Closed 07:50', 'Closed 07:50']);
});

test('who has read it, to whom it went and who rang are said, and so is that nobody has', () => {
  const lines = (more) => said.receiptLines({ read: [], passed: null, phoned: null, ...more }, NOW);
  const at = '2026-11-11T07:43:00.000000Z';
  assert.deepEqual(lines({}), ['Not read yet']);
  assert.deepEqual(lines({ read: [{ by: 'Robin', at }] }), ['Read by Robin, 07:43']);
  assert.deepEqual(lines({ passed: { to: 'Sam', at } }), ['Not read yet', 'Passed to Sam, 07:43']);
  assert.deepEqual(lines({ passed: { to: null, at } }), ['Not read yet', 'Nobody had read it by 07:43 and no deputy is named: the on-call manager was told']);
  assert.deepEqual(lines({ read: [{ by: null, at }], phoned: { by: 'Bryn', at, words: 'Rang.' } }), ['Read by somebody who no longer works here, 07:43', 'Telephoned by Bryn, 07:43: Rang.']);
});

test('how her checks went is counts and one gap', () => {
  const words = (done, late, missed, longest_gap_s) => said.checksInWords({ done, late, missed, longest_gap_s });
  assert.equal(words(46, 2, 2, 3900), '46 of 48 checks done, 2 of these late. Longest time between two: 1 h 5 min.');
  assert.equal(words(1, 0, 0, null), '1 of 1 check done, none late.');
  assert.equal(words(0, 0, 0, null), 'No check was due in the last 7 days.');
});

test('what is not shared is said as well as what is', () => {
  assert.deepEqual(said.sharesInWords({ shares: ['keywork', 'plan'] }), ['Shared: her plan; keywork sessions.', 'Not shared: how her checks went, as counts; three-way meetings; activities.']);
  assert.deepEqual(said.sharesInWords({ shares: [] })[0], 'Nothing beyond these updates is shared.');
  assert.equal(said.sharesInWords({ shares: ['plan', 'checks', 'keywork', 'meetings', 'activities'] })[1], 'Nothing is kept back.');
  assert.deepEqual([null, { shares: ['plan'] }, { shares: ['checks'] }].map((one) => said.isShared(one, 'checks')), [true, false, true]);
});
