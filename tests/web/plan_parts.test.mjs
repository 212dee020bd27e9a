// Her plan without a browser: what two versions differ in, what two writers wrote at once, what is missing, what is asked.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { load, web } from './bundle.mjs';

const { parts, merging, gaps, prompts, crisis, words } = await load({
  parts: 'src/plan/parts.ts',
  merging: 'src/plan/merge.ts',
  gaps: 'src/plan/missing.ts',
  prompts: 'src/plan/prompts.ts',
  crisis: 'src/plan/crisis-words.ts',
  words: 'src/plan/words.ts',
});
const { changesOf, partsOf, pieces } = parts;

const line = (id, more = {}) => ({ line: id, sees: `she does ${id}`, action: 'sit_with_her', does: `tea for ${id}`, who: 'anybody on shift', within_s: 600, ...more });
const sign = (id, more = {}) => ({ sign: id, leaning: 'concern', words: `sign ${id}`, line: null, ...more });
const plan = (more = {}) => ({
  state: 'draft', agreement: { state: 'agreed', words: '' }, large_print: false, daily: [],
  sections: words.SECTIONS.map((name) => ({ name, her_words: '', our_words: '' })),
  lines: [], signs: [],
  crisis: Object.keys(crisis.CRISIS).map((name) => ({ name, state: 'not_asked', words: '', known_at: null })),
  ...more,
});
const saying = (name, her_words, our_words = '') => plan({ sections: plan().sections.map((one) => (one.name === name ? { name, her_words, our_words } : one)) });
const told = (changes) => changes.map((one) => [one.key, one.kind, one.before, one.after]);

test('a version that differs in nothing has no changes, and a first one is all new', () => {
  const one = saying('good', 'Singing.');
  assert.deepEqual(changesOf(one, structuredClone(one)), []);
  const first = changesOf(null, one);
  assert.ok(first.every((change) => change.kind === 'added'));
  assert.deepEqual(told(first).find(([key]) => key === 'her/good'), ['her/good', 'added', '', 'Singing.']);
});

test('what was added, removed and rewritten is told by part, in the order of reading', () => {
  const before = { ...saying('good', 'Singing.', 'Choir on Mondays.'), lines: [line('a'), line('b')] };
  const after = { ...saying('good', 'Singing, and my dog.'), lines: [line('a', { who: 'the keyworker' }), line('c')] };
  assert.deepEqual(told(changesOf(before, after)).map(([key, kind]) => `${key} ${kind}`), [
    'her/good changed', 'our/good removed', 'line/a changed', 'line/c added', 'line/b removed',
  ]);
  const removed = changesOf(before, after).find((one) => one.key === 'line/b');
  assert.equal(removed.before, 'she does b: Sit with her: tea for b. Who: anybody on shift, within 10 min.', 'what is gone can still be read');
});

test('a line that only stands elsewhere is moved, and as few as explain it', () => {
  const of = (...ids) => plan({ lines: ids.map((id) => line(id)) });
  assert.deepEqual(told(changesOf(of('a', 'b', 'c', 'd'), of('d', 'a', 'b', 'c'))).map(([key, kind]) => `${key} ${kind}`), ['line/d moved']);
  const both = changesOf(of('a', 'b'), plan({ lines: [line('b', { within_s: 0 }), line('a')] }));
  assert.ok(both.some((one) => one.key === 'line/b' && (one.kind === 'changed' || one.moved)));
});

test('a change that its words do not show is told all the same', () => {
  const tied = (id) => plan({ lines: [line('a', { does: 'tea' }), line('b', { does: 'tea' })], signs: [sign('s', { line: id })] });
  assert.deepEqual(told(changesOf(tied('a'), tied('b'))).map(([key, kind]) => `${key} ${kind}`), ['sign/s changed']);
  const none = plan();
  const asked = plan({ crisis: none.crisis.map((one) => (one.name === 'allergies' ? { ...one, state: 'none_known' } : one)) });
  assert.deepEqual(told(changesOf(none, asked)), [['crisis/allergies', 'added', '', 'Asked: none known']]);
});

// A small generator with a seed, so that a failure can be run again.
function random(seed) {
  let state = seed;
  const next = () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
  return { below: (n) => Math.floor(next() * n), pick: (all) => all[Math.floor(next() * all.length)] };
}

function changed(from, dice, by) {
  const to = structuredClone(from);
  for (let i = dice.below(6); i >= 0; i--) {
    const act = dice.below(6);
    if (act === 0) to.lines.push(line(`${by}${dice.below(1e6)}`));
    if (act === 1 && to.lines.length > 0) to.lines.splice(dice.below(to.lines.length), 1);
    if (act === 2 && to.lines.length > 0) dice.pick(to.lines).does = `${by} says ${dice.below(1e6)}`;
    if (act === 3 && to.lines.length > 1) to.lines.push(to.lines.shift());
    if (act === 4) dice.pick(to.sections).her_words = `${by} writes ${dice.below(1e6)}`;
    if (act === 5) to.signs.push(sign(`${by}${dice.below(1e6)}`));
  }
  return to;
}

test('whatever two people write, nothing of either is lost or comes from nowhere', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const dice = random(seed);
    const base = changed(plan({ lines: ['a', 'b', 'c', 'd'].map((id) => line(id)) }), dice, 'base');
    const [mine, theirs] = [changed(base, dice, 'I'), changed(base, dice, 'they')];
    for (const wish of ['mine', 'theirs']) {
      const open = merging.merge(base, mine, theirs, {});
      const { content } = merging.merge(base, mine, theirs, Object.fromEntries(open.clashes.map((one) => [one.key, wish])));
      const at = (doc) => new Map(partsOf(doc).map((one) => [one.key, JSON.stringify(one.value)]));
      const [was, my, other, is] = [base, mine, theirs, content].map(at);
      for (const key of new Set([...my.keys(), ...other.keys(), ...was.keys()])) {
        const [mineDid, theirsDid] = [my.get(key) !== was.get(key), other.get(key) !== was.get(key)];
        const wanted = mineDid && theirsDid ? (wish === 'mine' ? my : other).get(key) : mineDid ? my.get(key) : other.get(key);
        assert.equal(is.get(key), wanted, `seed ${seed}, ${wish}, ${key}`);
      }
      assert.equal(new Set(content.lines.map((one) => one.line)).size, content.lines.length, `seed ${seed}: no line twice`);
      for (const clash of open.clashes) assert.notEqual(my.get(clash.key), other.get(clash.key));
    }
  }
});

test('a difference names every word that came and went', () => {
  for (let seed = 1; seed <= 100; seed++) {
    const dice = random(seed);
    const text = () => Array.from({ length: dice.below(12) }, () => dice.pick(['she', 'walks', 'at', 'night', 'and\n', 'sings'])).join(' ');
    const [before, after] = [text(), text()];
    const found = pieces(before, after);
    assert.equal(found.filter((one) => one.kind !== 'added').map((one) => one.text).join(''), before);
    assert.equal(found.filter((one) => one.kind !== 'removed').map((one) => one.text).join(''), after);
  }
});

test('what one of two took out while the other tied a sign to it is tied anew by a person', () => {
  const base = plan({ lines: [line('a')], signs: [] });
  const mine = { ...base, lines: [] };
  const theirs = { ...base, signs: [sign('s', { line: 'a' })] };
  const { content } = merging.merge(base, mine, theirs, {});
  assert.deepEqual(content.signs, [sign('s')]);
});

test('what an active plan misses is said at its field, and a whole one misses nothing', () => {
  const counts = { least: 3, most: 7 };
  const poor = plan({ lines: [line('a', { who: '', within_s: null })], signs: [sign('s')] });
  assert.deepEqual(gaps.inFormOrder(gaps.missing(poor, counts, false)), [
    ['how', 'Write how to be with her'],
    ['signs', 'Write 3 to 7 early signs. There is 1 now'],
    ['strengths', 'Write at least one strength'],
    ['signs-0-line', 'Choose what is done when early sign 1 is seen'],
    ['lines-0-who', 'Say who does it in line 1'],
    ['lines-0-within_s', 'Say within how long in line 1'],
  ]);
  const signs = [...['p', 'q', 'r'].map((id) => sign(id, { line: 'a' })), sign('w', { leaning: 'strength' })];
  const whole = { ...plan(), lines: [line('a')], signs };
  assert.deepEqual(gaps.missing(whole, counts, true), []);
  assert.deepEqual(gaps.faults(whole, 'she asked'), []);
});

test('what no plan may hold is said, at most once a field', () => {
  const found = gaps.inFormOrder(gaps.faults({ ...saying('good', 'x'.repeat(1501)), lines: [line('a', { sees: ' ' })], agreement: { state: 'declined', words: '' } }, ''));
  assert.deepEqual(found.map(([id]) => id), ['sections-1-her_words', 'lines-0-sees', 'agreement-words', 'reason']);
});

const asked = JSON.parse(readFileSync(join(web, 'static/prompts.json'), 'utf8'));

test('a label is answered with a question, a thing that can be seen is not', () => {
  for (const text of ['High risk at night', 'She is volatile', 'attention-seeking', 'Very manipulative today', 'mood low', 'Low mood', 'non-compliant', 'NON COMPLIANT'])
    assert.ok(prompts.promptFor(text, asked), text);
  assert.equal(prompts.promptFor('gets volatile, then withdrawn', asked).word, 'volatile', 'one at a time, the first');
  for (const text of ['', 'Paces the landing after 23:00', 'Speaks in a low voice', 'Leaves her dinner', 'An asterisk', 'Cleans her room'])
    assert.equal(prompts.promptFor(text, asked), null, text);
});

test('every question is about what happens, and none judges', () => {
  assert.ok(asked.length >= 40);
  const all = asked.flatMap((one) => one.words);
  assert.equal(new Set(all).size, all.length, 'no label is asked about twice');
  for (const { words: labels, ask } of asked) {
    assert.match(ask, /\?/, labels[0]);
    assert.doesNotMatch(ask, /\b(why|should|must|wrong|bad|risk)\b/i, labels[0]);
  }
});

const sheet = (more = {}) => ({
  stay: 's', resident: { preferred_name: 'Carys', given_name: 'Caroline', family_name: 'Exampleby', born_on: '1990-02-03', crn: 'X1' }, room: '4',
  version: 3, saved_at: '2026-11-10T14:10:00.000000Z', author: 'Ruth Ashdown', lines: plan().crisis, how: null, review: null, watches: [], ...more,
});

test('how long the summary takes to read out is said as it is written: names and words, not what is not asked', () => {
  const { crisis: lines } = plan();
  const aloud = (words) => crisis.aloudInWords(lines.map((one) => (one.name === 'medicines' ? { ...one, state: 'recorded', words } : { ...one, words: 'left over', state: 'not_asked' })));
  assert.deepEqual(aloud(''), { long: false, words: 'About 5 seconds aloud' });
  assert.deepEqual(aloud('word '.repeat(62)), { long: false, words: 'About 30 seconds aloud' }, 'the 75 words of half a minute');
  assert.deepEqual(aloud('word '.repeat(66)), { long: true, words: 'About 35 seconds aloud' });
});

test('a crisis line says what is known, or which of two things its absence means', () => {
  const at = (more) => crisis.crisisLineInWords({ name: 'medicines', state: 'recorded', words: 'Sertraline 50 mg', known_at: null, ...more }, '2026-11-10T22:00:00Z');
  assert.equal(at({}), 'Sertraline 50 mg');
  assert.equal(at({ known_at: '2026-11-10T20:30:00.000000Z' }), 'Sertraline 50 mg. Last taken 20:30.');
  assert.equal(at({ state: 'none_known', words: '' }), 'Asked: none known');
  assert.equal(at({ state: 'not_asked', words: '' }), 'Not asked yet');
  assert.equal(crisis.whoInWords(sheet()), 'Carys (Caroline) Exampleby, born 3 February 1990, CRN X1, room 4');
  assert.equal(crisis.whoInWords(sheet({ resident: { preferred_name: null, given_name: null, family_name: null, born_on: null, crn: null } })), 'Restricted, room 4');
  assert.match(crisis.stampInWords(sheet({ version: null, saved_at: null, author: null })), /Nobody has written one yet/);
  assert.equal(crisis.stampInWords(sheet()), 'Version 3, 10 November 2026, 14:10, Ruth Ashdown');
});
