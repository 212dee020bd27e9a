// Small functions, readable files. A function over 80 lines fails; a file over 600 is pointed out.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sources } from './sources.mjs';

const FUNCTION_LINES = 80;
const FILE_LINES = 600;
const COLUMNS = 100;
const TAB = 8;

/** [{name, line, lines}]: house style puts a function's braces alone at the start of a line. */
export function functions(text) {
  const found = [];
  const lines = text.split('\n');
  let name;
  let open;
  lines.forEach((line, i) => {
    name = /^(\w+)\(/.exec(line)?.[1] ?? name;
    if (line === '{') open = i;
    if (line !== '}' || open === undefined) return;
    found.push({ name, line: open + 1, lines: i - open - 1 });
    open = undefined;
  });
  return found;
}

export const width = (line) =>
  [...line].reduce((column, c) => (c === '\t' ? (Math.floor(column / TAB) + 1) * TAB : column + 1), 0);

const c = sources(['server', 'include', 'tests'], /\.[ch]$/);

test('no function is longer than 80 lines', () => {
  const long = c.flatMap(({ path, text }) =>
    functions(text).filter(({ lines }) => lines > FUNCTION_LINES).map((f) => `${path}:${f.line} ${f.name}: ${f.lines} lines`),
  );
  assert.deepEqual(long, []);
});

test('a long function is found', () => {
  const text = `static int\nshort_one(void)\n{\n\treturn 1;\n}\n\nint\nlong_one(int a)\n{\n${'\ta++;\n'.repeat(81)}}\n`;
  assert.deepEqual(functions(text), [
    { name: 'short_one', line: 3, lines: 1 },
    { name: 'long_one', line: 9, lines: 81 },
  ]);
});

test('no line of C is wider than 100 columns', () => {
  const wide = c.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, i) => (width(line) > COLUMNS ? [`${path}:${i + 1}: ${width(line)} columns`] : [])),
  );
  assert.deepEqual(wide, []);
  assert.equal(width('\tint a;\t/* b */'), 23);
});

test('no white space at the end of a line', () => {
  const all = [...c, ...sources(['server', 'tests', 'sql', 'web/src', 'web/css'], /\.(sql|mjs|ts|tsx|css|json)$/)];
  const found = all.flatMap(({ path, text }) => text.split('\n').flatMap((line, i) => (/\s$/.test(line) ? [`${path}:${i + 1}`] : [])));
  assert.deepEqual(found, []);
});

test('files over 600 lines are pointed out', (t) => {
  const all = [...c, ...sources(['server', 'tests', 'web/src', 'web/css', 'sql'], /\.(mjs|ts|tsx|css|sql)$/)];
  for (const { path, text } of all) {
    const lines = text.split('\n').length;
    if (lines > FILE_LINES) t.diagnostic(`${path} has ${lines} lines`);
  }
});
