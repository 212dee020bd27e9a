// queries_as_rows.mjs -- sql/queries as rows for COPY: name, lane, body.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const folder = 'sql/queries';
const escaped = (text) => text.replace(/[\\\t\n\r]/g, (c) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[c]);

for (const file of readdirSync(folder).filter((name) => name.endsWith('.sql')).sort()) {
  const text = readFileSync(join(folder, file), 'utf8');
  const lane = /^--\s*name:\s*\w+\s+:\w+\s+(\w+)/m.exec(text)[1];
  process.stdout.write(`${basename(file, '.sql')}\t${lane}\t${escaped(text.replace(/;\s*$/, ''))}\n`);
}
