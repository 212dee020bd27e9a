// sources.mjs -- the project's own files, read once.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('../..', import.meta.url));

/** [{path, text}] of the files below the folders (or the files named) whose path matches. */
export function sources(places, pattern) {
  const walk = (place) => {
    if (!existsSync(join(top, place))) return [];
    if (!/\.\w+$/.test(place) || /(^|\/)\./.test(place))
      return readdirSync(join(top, place), { withFileTypes: true })
        .filter((entry) => !['node_modules', 'dist'].includes(entry.name))
        .flatMap((entry) => (entry.isDirectory() ? walk(`${place}/${entry.name}`) : [`${place}/${entry.name}`]));
    return [place];
  };
  const paths = places.flatMap(walk).filter((path) => pattern.test(path));
  return paths.sort().map((path) => ({ path, text: readFileSync(join(top, path), 'utf8') }));
}
