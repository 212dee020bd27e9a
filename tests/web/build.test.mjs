// What is shipped: the same each time, small, and without what must not be in it.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { buildScript, load, web } from './bundle.mjs';

const { buildTo } = await buildScript();
const folder = mkdtempSync(join(tmpdir(), 'lantern-build-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const [first, second] = [join(folder, '1'), join(folder, '2')];
const built = await buildTo(first);

const read = (dir, name) => readFileSync(join(dir, name));
const text = (name) => read(first, name).toString();

test('two builds are the same to the byte', async () => {
  const again = await buildTo(second);
  assert.equal(again.id, built.id);
  assert.deepEqual(readdirSync(second), readdirSync(first));
  for (const name of readdirSync(first)) assert.ok(read(first, name).equals(read(second, name)), name);
});

test('every file has its compressed twin, and the id stands beside them', () => {
  for (const name of readdirSync(first).filter((one) => !one.endsWith('.gz') && one !== 'build-id')) {
    assert.ok(gunzipSync(read(first, `${name}.gz`)).equals(read(first, name)), name);
  }
  assert.match(text('build-id'), /^[0-9a-f]{16}\n$/);
});

test('nothing of the crown, no GDS Transport, no address of anybody else', () => {
  for (const name of readdirSync(first).filter((one) => /\.(js|css|html)$/.test(one))) {
    assert.doesNotMatch(text(name), /GDS Transport|crest|crown/i, name);
    const hosts = [...text(name).matchAll(/https?:\/\/[\w.-]+/g)].map(([host]) => host).filter((host) => !host.endsWith('www.w3.org'));
    assert.deepEqual(hosts, [], name);
  }
  assert.doesNotMatch(text('app.css'), /@font-face|url\((?!"?data:)/);
});

test('the page has no script and no style of its own, as the content security policy asks', () => {
  const page = text('index.html');
  assert.doesNotMatch(page, /<script(?![^>]*\ssrc=)[^>]*>/);
  assert.doesNotMatch(page, /<style|\sstyle=|\son\w+=/);
  assert.match(page, /<noscript>[\s\S]*paper check sheet[\s\S]*duty manager[\s\S]*<\/noscript>/);
});

const sources = (dir) =>
  readdirSync(dir, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? sources(join(dir, entry.name)) : [join(dir, entry.name)]));

test('no source writes HTML as text', () => {
  const found = sources(join(web, 'src')).filter((file) => /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(/i.test(readFileSync(file, 'utf8')));
  assert.deepEqual(found, []);
});

test('the worker keeps the shell under the build it belongs to, and never an answer of the API', () => {
  assert.match(text('sw.js'), /lantern-shell-/);
  assert.match(text('sw.js'), /[0-9a-f]{16}/);
  assert.match(text('sw.js'), /api/);
});

test('rules for classes nobody writes are dropped, others are kept whole', async () => {
  const { purge, wordsOf, composedClasses } = await import(join(web, 'build/purge.mjs'));
  const words = wordsOf('class="govuk-button govuk-!-margin-0" a');
  const css = '@charset "x";.govuk-button,.govuk-tag{a:b}.govuk-tag:hover{c:d}@media print{.govuk-tag{e:f}.govuk-button:not(.gone){g:h}}@media x{.gone{i:j}}.govuk-\\!-margin-0{k:l}p{content:"},{"}@keyframes z{from{m:n}}';
  assert.equal(
    purge(css, words),
    '@charset "x";.govuk-button{a:b}@media print{.govuk-button:not(.gone){g:h}}.govuk-\\!-margin-0{k:l}p{content:"},{"}@keyframes z{from{m:n}}',
  );
  const dollar = '$';
  assert.deepEqual(composedClasses(`class={\`govuk-tag--${dollar}{colour}\`}`), [`govuk-tag--${dollar}{colour}`]);
});

test('the part that runs before the first paint is tiny', () => {
  assert.ok(text('early.js').length < 400, `${text('early.js').length} bytes`);
});

test('no title of a page has room for a name', async () => {
  const { routes } = await load({ routes: 'src/routes.ts' });
  for (const route of routes.ROUTES) assert.doesNotMatch(route.title, /[{}:$]/, route.path);
});
