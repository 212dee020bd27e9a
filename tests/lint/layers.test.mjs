// Arrows point one way: app -> rules, app -> http -> db -> base. No feature file includes another feature file.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sources } from './sources.mjs';

// What each folder of server/ may include, itself apart. main.c and routes.c wire everything together.
const MAY = {
  base: [],
  rules: ['base'],
  db: ['base'],
  http: ['base', 'db'],
  facts: ['base', 'db', 'http', 'rules'],
  app: ['base', 'db', 'http', 'rules', 'facts'],
  clockwork: ['base', 'db', 'http', 'rules', 'facts'],
};
const LEVEL = ['base', 'rules', 'db', 'http', 'facts', 'app', 'clockwork'];

const included = (text) => [...text.matchAll(/^#include "(?:lantern\/)?([\w/]+)\.h"/gm)].map((match) => match[1]);

/**
 * Which folder a header belongs to: the one in its path (rules/draw.h), else that of the .c file of its name; for one
 * without (tables, macros), the highest of what it includes itself.
 */
function layersOf(headers, files) {
  const home = new Map([['queries', 'db']]); // generated
  for (const { path } of files) {
    const [, layer, name] = /^server\/(\w+)\/(\w+)\.c$/.exec(path) ?? [];
    if (layer && !['rules', 'facts'].includes(layer)) home.set(name, layer);
  }
  const layerOf = (name) => {
    if (name.includes('/')) return name.split('/')[0];
    if (home.has(name)) return home.get(name);
    const header = headers.find(({ path }) => path === `include/lantern/${name}.h`);
    if (!header) return undefined;
    home.set(name, 'base'); // ends a circle
    const highest = Math.max(0, ...included(header.text).map((one) => LEVEL.indexOf(layerOf(one) ?? 'base')));
    home.set(name, LEVEL[highest]);
    return LEVEL[highest];
  };
  return layerOf;
}

/** One line for each include that points the wrong way. */
export function wrongArrows(files, headers) {
  const layerOf = layersOf(headers, files);
  const wrong = [];
  for (const { path, text } of files) {
    const [, layer, own] = /^server\/(\w+)\/(\w+)\.c$/.exec(path) ?? [];
    if (!MAY[layer]) continue;
    for (const name of included(text)) {
      const to = layerOf(name);
      if (to === undefined) continue;
      const crossing = to === layer ? layer === 'app' && name !== own : !MAY[layer].includes(to);
      if (crossing) wrong.push(`${path} (${layer}) includes ${name}.h (${to})`);
    }
  }
  return wrong;
}

test('every folder of the server has a place in the layers', () => {
  const folders = new Set(sources(['server'], /\.c$/).map(({ path }) => path.split('/')[1]).filter((name) => !name.endsWith('.c')));
  assert.deepEqual([...folders].filter((name) => !MAY[name]), []);
});

test('includes point one way only', () => {
  assert.deepEqual(wrongArrows(sources(['server'], /\.c$/), sources(['include'], /\.h$/)), []);
});

test('a wrong include is found', () => {
  const file = (path, ...names) => ({ path, text: names.map((name) => `#include "lantern/${name}.h"\n`).join('') });
  const files = [
    file('server/base/log.c', 'log'),
    file('server/db/conn.c', 'conn', 'log', 'req'),
    file('server/http/req.c', 'req', 'conn', 'log'),
    file('server/rules/draw.c', 'rules/draw', 'log', 'conn'),
    file('server/app/plan.c', 'plan', 'req', 'rules/draw', 'checks'),
    file('server/app/checks.c', 'checks', 'log'),
  ];
  assert.deepEqual(wrongArrows(files, []), [
    'server/db/conn.c (db) includes req.h (http)',
    'server/rules/draw.c (rules) includes conn.h (db)',
    'server/app/plan.c (app) includes checks.h (app)',
  ]);
});

test('rules know no clock, no I/O and no heap', () => {
  const banned = /\b(clock_now|time|clock_gettime|gettimeofday|printf|fopen|malloc|calloc|realloc|log_\w+|rand|random)\s*\(/;
  const found = sources(['server/rules'], /\.c$/).flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, i) => (banned.test(line.replace(/\/?\*.*/, '')) ? [`${path}:${i + 1}: ${line.trim()}`] : [])),
  );
  assert.deepEqual(found, []);
});
