// The last line of `make test` is only worth something if the reader of TAP counts as it says.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTap } from '../harness/tap.mjs';

const counts = (text) => {
  const { passed, failed, skipped } = readTap(text);
  return [passed, failed, skipped];
};

test('leaves count, parents do not', () => {
  const text = '# Subtest: a\n    # Subtest: b\n    ok 1 - b\n    # Subtest: c\n    not ok 2 - c\n    1..2\nnot ok 1 - a\n1..1\n';
  assert.deepEqual(counts(text), [1, 1, 0]);
  assert.deepEqual(readTap(text).failures, ['a > c']);
});

test('a parent that fails by itself counts once', () => {
  assert.deepEqual(counts('    ok 1 - fine\n    1..1\nnot ok 1 - its hook threw\n1..1\n'), [1, 1, 0]);
});

test('skipped is neither passed nor failed, as node and cmocka write it', () => {
  assert.deepEqual(counts('1..3\nok 1 - a # SKIP no printer\nnot ok 2 # SKIP b\nok 3 - c\n'), [1, 0, 2]);
});

test('what a diagnostic quotes is not a result', () => {
  assert.deepEqual(counts('not ok 1 - a\n  ---\n  error: |-\n    ok 2 - quoted\n  ...\n1..1\n'), [0, 1, 0]);
});

test('a plan that was not kept can be told', () => {
  const { planned, seen } = readTap('1..4\nok 1 - a\nok 2 - b\n');
  assert.deepEqual([planned, seen], [4, 2]);
});
