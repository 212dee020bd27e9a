// Builds web/dist: the scripts, one stylesheet, the page, the service worker, and a .gz beside each, because the server
// does not compress. Two builds of the same tree give the same bytes, so that the hash of them can serve as the ETag.
import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { opening, PAGES_ID, program } from './build/chunks.mjs';
import { composedClasses, purge, wordsOf } from './build/purge.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const TARGET = ['chrome109', 'edge109', 'firefox115', 'safari16'];

/** What the largest page makes a browser fetch that has nothing of Lantern yet. */
function largestPage(names, textOf) {
  const text = (set) => [...set].reduce((sum, name) => sum + textOf(name).length, 0);
  const pages = names.filter((name) => name.endsWith('.js')).map((name) => opening(name, textOf, opening('app.js', textOf)));
  return [...pages.reduce((largest, one) => (text(one) > text(largest) ? one : largest))];
}

// Bytes, gzipped. The first is what must come before anybody can record a check, on an old laptop at 3 a.m.; the pages
// come when that is done. The second is the wait of somebody who opens any other page first. The third is never waited
// for: it comes while the board is idle, and is there when the network is not.
export const BUDGETS = [
  { what: 'JavaScript that opens the board', most: 60_000, of: (names, textOf) => ['early.js', 'app.js', 'sw.js'].flatMap((name) => [...opening(name, textOf)]) },
  { what: 'JavaScript that opens the largest page', most: 100_000, of: largestPage },
  { what: 'all JavaScript', most: 200_000, of: (names) => names.filter((name) => name.endsWith('.js')) },
  { what: 'CSS', most: 32_000, of: (names) => names.filter((name) => name.endsWith('.css')) },
];

async function sources(dir) {
  const found = [];
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) found.push(...(await sources(path)));
    else if (/\.(ts|tsx|html)$/.test(entry.name)) found.push(path);
  }
  return found.sort();
}

async function sourceText() {
  const files = [join(HERE, 'index.html'), ...(await sources(join(HERE, 'src')))];
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  const composed = files.flatMap((file, i) => composedClasses(texts[i]).map((found) => `${file}: ${found}`));
  if (composed.length > 0) {
    throw new Error(`Write class names whole, or the build drops their rules:\n${composed.join('\n')}`);
  }
  return texts.join('\n');
}

const OPTIONS = {
  absWorkingDir: HERE,
  bundle: true,
  write: false,
  format: 'esm',
  target: TARGET,
  legalComments: 'none',
  logLevel: 'error',
  external: ['*.woff', '*.woff2', '/assets/*'],
};

async function bundle(entry, define = {}) {
  const result = await build({ ...OPTIONS, entryPoints: [entry], minify: true, define });
  return result.outputFiles[0].text;
}

// Shorter than what tsconfig.json has for the types: children are arguments here and not a property.
const ELEMENTS = {
  tsconfigRaw: { compilerOptions: { target: 'ES2022', jsx: 'react', jsxFactory: 'h', jsxFragmentFactory: 'Fragment' } },
  inject: ['build/jsx.js'],
};

// GDS Transport may only be used on gov.uk, so neither its @font-face nor its name reaches the output.
function withoutTransport(css) {
  return css.replace(/@font-face\{[^}]*\}/g, '').replace(/"?GDS Transport"?,\s*/g, 'Helvetica Neue,Helvetica,');
}

async function outputs() {
  const text = await sourceText();
  const css = purge(withoutTransport(await bundle('css/app.css')), wordsOf(text));
  const files = {
    'app.css': css,
    ...(await program({ ...OPTIONS, ...ELEMENTS, define: { __PAGES__: PAGES_ID } })),
    'early.js': await bundle('src/early.ts'),
    ...(await statics()),
    'index.html': await readFile(join(HERE, 'index.html'), 'utf8'),
  };
  const id = buildId(files);
  const kept = Object.keys(files).filter((name) => name !== 'index.html').sort();
  files['sw.js'] = await bundle('src/sw.ts', { __BUILD__: JSON.stringify(id), __FILES__: JSON.stringify(kept.map((name) => `/${name}`)) });
  files['build-id'] = buildId(files) + '\n';
  return files;
}

async function statics() {
  const names = (await readdir(join(HERE, 'static'))).sort();
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await readFile(join(HERE, 'static', name))])));
}

function buildId(files) {
  const hash = createHash('sha256');
  for (const name of Object.keys(files).sort()) hash.update(name).update('\0').update(files[name]).update('\0');
  return hash.digest('hex').slice(0, 16);
}

/** What a browser fetches, and the most it may be: [{what, bytes, most}], gzipped as served. */
export async function sizes(folder, budgets = BUDGETS) {
  const names = await readdir(folder);
  const textOf = (name) => readFileSync(join(folder, name), 'utf8');
  const sizeOf = async (name) => (await stat(join(folder, `${name}.gz`))).size;
  return Promise.all(budgets.map(async ({ what, most, of }) => {
    const each = await Promise.all(of(names, textOf).map(sizeOf));
    return { what, most, bytes: each.reduce((sum, one) => sum + one, 0) };
  }));
}

/** Builds beside `out` and takes its place when whole and small enough. Zopfli's gzip is a thirtieth smaller, for every load. */
export async function buildTo(out, budgets = BUDGETS) {
  const files = await outputs();
  const draft = `${out}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  const names = Object.keys(files).map((name) => join(draft, name));
  for (const [i, text] of Object.values(files).entries()) await writeFile(names[i], text);
  await promisify(execFile)('zopfli', names.filter((name) => !name.endsWith('build-id')));
  const found = await sizes(draft, budgets);
  const size = found.map(({ what, bytes, most }) => `${what} ${(bytes / 1000).toFixed(1)} KB of ${most / 1000} KB`).join(', ');
  if (found.some(({ bytes, most }) => bytes > most)) throw new Error(`Over the size budget, gzipped: ${size}`);
  await rm(out, { recursive: true, force: true });
  await rename(draft, out);
  return { id: files['build-id'].trim(), size };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const done = await buildTo(process.argv[2] ?? join(HERE, 'dist')).catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
  console.log(`web: build ${done.id}, gzipped: ${done.size}`);
}
