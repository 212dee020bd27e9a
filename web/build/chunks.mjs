// How the client is cut into files: `app.js`, which is all that opens the board, and one file for each group of pages that
// routes.ts imports when somebody goes there. What two groups share is in one file more, and no file holds a part of the
// application twice: esbuild alone would make a file for each set of groups that share something.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { minify } from 'terser';

const ENTRY = 'src/main.tsx';
const SHARED = 'shared-by-pages';

// Stands for the id of the build in names until all of it is known. An old page that asks for a file of its build
// thus gets that file or none, and never one that was made for another app.js.
const ID = '@pages@';
export const PAGES_ID = JSON.stringify(ID);

/** Everything that is imported, over any number of steps, by one file and not only when somebody goes there. */
function reached(inputs, from, found = new Set()) {
  if (found.has(from)) return found;
  found.add(from);
  for (const one of inputs[from].imports) if (one.kind === 'import-statement' && !one.external) reached(inputs, one.path, found);
  return found;
}

/** {groups, shared}: the files that are imported only when needed, and what more than one of them needs beside the application. */
function groupsOf({ inputs }) {
  const groups = [...new Set(Object.values(inputs).flatMap(({ imports }) => imports.filter(({ kind }) => kind === 'dynamic-import').map(({ path }) => path)))].sort();
  const first = reached(inputs, ENTRY);
  const counts = new Map();
  for (const group of groups) for (const file of reached(inputs, group)) if (!first.has(file)) counts.set(file, (counts.get(file) ?? 0) + 1);
  return { groups, shared: [...counts.keys()].filter((file) => counts.get(file) > 1) };
}

// A group is only ever loaded by the application, so it may as well say that it needs the application and all that groups
// share. Then there is one file for the one and one for the other.
function together({ groups, shared }, { absWorkingDir }) {
  const whole = (file) => JSON.stringify(join(absWorkingDir, file));
  return {
    name: 'together',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: new RegExp(`^${SHARED}$`) }, () => ({ path: SHARED, namespace: SHARED }));
      onLoad({ filter: /.*/, namespace: SHARED }, () => ({ contents: shared.map((file) => `import ${whole(file)};`).join('\n'), resolveDir: absWorkingDir }));
      onLoad({ filter: /\.tsx?$/ }, async ({ path }) => {
        if (!groups.some((group) => join(absWorkingDir, group) === path)) return null;
        return { contents: `import ${whole(ENTRY)};\nimport ${JSON.stringify(SHARED)};\n${await readFile(path, 'utf8')}`, loader: 'tsx' };
      });
    },
  };
}

/** Names of esbuild to ours. What it calls app.js only imports the application, which takes the name. */
function namesOf(outputs) {
  const stub = outputs['app.js'];
  const [application, ...others] = stub.match(/(?<=")\.\/[\w-]+\.js(?=")/g) ?? [];
  if (others.length > 0 || !application || /\b(?:function|const|let|var|class)\b/.test(stub)) throw new Error('The application is more than one file');
  const names = {};
  for (const name of Object.keys(outputs)) {
    const [, group, hash] = /^([\w-]+)-(\w+)\.js$/.exec(name) ?? [];
    if (name === application.slice(2)) names[name] = 'app.js';
    else if (hash) names[name] = `${group === 'chunk' ? 'shared' : group}-${ID}.js`;
  }
  if (new Set(Object.values(names)).size < Object.keys(names).length) throw new Error('Pages share more than one file');
  return names;
}

// esbuild bundles; terser takes out a further thirtieth of what is left, at two seconds a build.
async function smaller(text) {
  const { code } = await minify(text, {
    module: true,
    ecma: 2020,
    compress: { passes: 2, pure_getters: true, unsafe_arrows: true },
    format: { comments: false, ecma: 2020 },
  });
  return code;
}

/** The application and its pages: {'app.js': text, ...}. The names of all but the first carry an id of all of them. */
export async function program(options) {
  const { metafile } = await build({ ...options, entryPoints: [ENTRY], metafile: true });
  const { outputFiles } = await build({
    ...options,
    entryPoints: { app: ENTRY },
    splitting: true,
    outdir: options.absWorkingDir,
    minifyIdentifiers: true, // of what files take from each other: terser leaves those names alone
    plugins: [together(groupsOf(metafile), options)],
  });
  const outputs = Object.fromEntries(outputFiles.map(({ path, text }) => [basename(path), text]));
  const names = namesOf(outputs);
  const files = await Promise.all(Object.entries(names).map(async ([name, ours]) => [ours, await smaller(renamed(outputs[name], names))]));
  const id = createHash('sha256').update(JSON.stringify(files.sort())).digest('hex').slice(0, 12);
  return Object.fromEntries(files.map((file) => file.map((text) => text.replaceAll(ID, id))));
}

const renamed = (text, names) => text.replace(/(?<="\.\/)[\w-]+\.js(?=")/g, (name) => names[name] ?? name);

/** What the browser fetches with this script, whatever page is opened: the script, and what it imports at once. */
export function opening(name, textOf, found = new Set()) {
  found.add(name);
  for (const [, next] of textOf(name).matchAll(/(?:from|import)\s*["']\.\/([\w-]+\.js)["']/g)) if (!found.has(next)) opening(next, textOf, found);
  return found;
}
