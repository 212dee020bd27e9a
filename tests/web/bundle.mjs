// bundle.mjs -- TypeScript of the client as modules a test can import, and a place to build it.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const top = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const web = join(top, 'web');
const fromWeb = createRequire(join(web, 'package.json'));

/** A package that the client depends on. */
export const required = (name) => fromWeb(name);
export const resolved = (name) => fromWeb.resolve(name);

/**
 * load({time: 'src/time.ts'}) gives {time: module}. All named files share one instance of everything below them, so
 * that a signal set in one is read in the other. Packages can be named too: {preact: 'preact'}.
 */
export async function load(files) {
  const lines = Object.entries(files).map(([name, path]) => {
    const from = path.startsWith('src/') ? `./${path}` : path;
    return `export * as ${name} from ${JSON.stringify(from)};`;
  });
  const { build } = required('esbuild');
  const result = await build({
    stdin: { contents: lines.join('\n'), resolveDir: web, loader: 'ts' },
    absWorkingDir: web,
    tsconfig: join(web, 'tsconfig.json'),
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    logLevel: 'error',
  });
  return import(`data:text/javascript;base64,${Buffer.from(result.outputFiles[0].contents).toString('base64')}`);
}

/** The page's build script, to run into another folder. */
export const buildScript = () => import(pathToFileURL(join(web, 'build.mjs')).href);
