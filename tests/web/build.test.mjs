// What is shipped: the same each time, small, and without what must not be in it.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { buildScript, load, web } from './bundle.mjs';

const { buildTo, BUDGETS, sizes } = await buildScript();
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

test('what opens the board is three files, the pages come in a few more, and none of them asks for another build', () => {
  const scripts = readdirSync(first).filter((name) => name.endsWith('.js')).map((name) => name.replace(/-[0-9a-f]{12}\./, '-ID.'));
  assert.deepEqual(scripts, ['admin-ID.js', 'app.js', 'around-ID.js', 'board-more-ID.js', 'desk-ID.js', 'early.js', 'her-ID.js', 'keywork-ID.js', 'meetings-ID.js', 'plan-ID.js', 'shared-ID.js', 'signs-ID.js', 'sw.js', 'updates-ID.js']);
  const named = readdirSync(first).filter((name) => name.endsWith('.js')).flatMap((name) => text(name).match(/[\w-]+-[0-9a-f]{12}\.js/g) ?? []);
  assert.ok(named.length > 6);
  for (const name of named) assert.ok(readdirSync(first).includes(name), name);
});

test('the budget of what opens the board counts all that the page imports at once, and the pages count in the whole', async () => {
  const [opens, page, whole] = await sizes(first);
  const size = (name) => read(first, `${name}.gz`).length;
  assert.equal(opens.bytes, size('app.js') + size('early.js') + size('sw.js'));
  assert.ok(page.bytes > opens.bytes + 10_000, 'a page needs the board, what pages share, and its own');
  assert.ok(whole.bytes > page.bytes + 10_000, 'and not the other pages');
  const { opening } = await import(join(web, 'build/chunks.mjs'));
  const files = { 'app.js': 'import{a as b}from"./one.js";import("./later.js")', 'one.js': 'import"./two.js"', 'two.js': '' };
  assert.deepEqual([...opening('app.js', (name) => files[name])], ['app.js', 'one.js', 'two.js']);
});

test('a build over any budget is no build', async () => {
  for (const tight of BUDGETS) {
    const out = join(folder, 'over');
    await assert.rejects(buildTo(out, [{ ...tight, most: 1000 }]), /Over the size budget/);
    assert.equal(existsSync(out), false, 'what stood there before is left alone');
  }
});

test('no title of a page has room for a name', async () => {
  const { routes } = await load({ routes: 'src/routes.ts' });
  for (const route of routes.ROUTES) assert.doesNotMatch(route.title, /[{}:$]/, route.path);
});
