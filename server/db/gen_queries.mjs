// gen_queries.mjs SQL_DIR OUT_DIR -- sql/queries/*.sql become `enum sql` and one table in C.
//
// A query's first lines say what it is (include/lantern/db.h): `-- name: visit_basis :one read`, then
// `-- $1 stay uuid` for each parameter. What does not hold together stops the build.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const lanes = ['read', 'write', 'slow', 'clock', 'tail'];
const most = 24; // DB_PARAMS_MAX

function fail(file, why) {
  throw new Error(`${file}: ${why}`);
}

// Comments and texts may hold a $1 that is no parameter.
const bare = (sql) => sql.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'/g, ' ');

function readParams(file, header, body) {
  const declared = [...header.matchAll(/^--\s*\$(\d+)\s+\w+\s+\S+/gm)].map((m) => Number(m[1]));
  const used = new Set([...bare(body).matchAll(/\$(\d+)/g)].map((m) => Number(m[1])));
  declared.forEach((n, i) => n === i + 1 || fail(file, `its header names $${n} where $${i + 1} is due`));
  if (declared.length > most) fail(file, `more than ${most} parameters`);
  for (const n of declared) if (!used.has(n)) fail(file, `$${n} is declared but not used`);
  for (const n of used) if (n > declared.length) fail(file, `$${n} is used but not declared`);
  return declared.length;
}

function readQuery(folder, file) {
  const text = readFileSync(join(folder, file), 'utf8');
  const name = basename(file, '.sql');
  const header = /^(?:\s*--[^\n]*\n)+/.exec(text)?.[0] ?? fail(file, 'no header');
  const first = /^--\s*name:\s*(\w+)\s+:(one|many|exec)\s+(\w+)\s*$/m.exec(header);
  if (!first) fail(file, 'its header needs `-- name: NAME :one|:many|:exec LANE`');
  if (first[1] !== name) fail(file, `it is named ${first[1]}`);
  if (!lanes.includes(first[3])) fail(file, `no such lane: ${first[3]}`);
  const body = text.slice(header.length).trim().replace(/;$/, '').trim();
  if (body === '') fail(file, 'no statement');
  return { name, lane: first[3], params: readParams(file, header, body), body };
}

const constant = (name) => `SQL_${name.toUpperCase()}`;

// One C string per line of SQL keeps the compiler's messages and the debugger readable.
const literal = (body) =>
  body
    .split('\n')
    .map((line) => `\t\t"${line.replace(/[\\"]/g, '\\$&').replace(/\t/g, '\\t').replace(/\?\?/g, '?\\?')}\\n"`)
    .join('\n');

const banner = '/* Made from sql/queries by server/db/gen_queries.mjs. */\n';

const header = (queries) => `${banner}#ifndef LANTERN_QUERIES_H
#define LANTERN_QUERIES_H

enum sql {
${queries.map((q) => `\t${constant(q.name)},`).join('\n')}
\tSQL_COUNT
};

#endif
`;

// A query may be longer than the 4095 characters that ISO C promises; both our compilers take any length.
const table = (queries) => `${banner}#include "lantern/db.h"

#pragma GCC diagnostic ignored "-Woverlength-strings"

const struct query queries[SQL_COUNT] = {
${queries
  .map((q) => `\t[${constant(q.name)}] = {"${q.name}",\n${literal(q.body)},\n\t\t${q.params}, LANE_${q.lane.toUpperCase()}},`)
  .join('\n')}
};
`;

function main(sql, out) {
  const files = readdirSync(sql).filter((f) => f.endsWith('.sql')).sort();
  const queries = files.map((file) => readQuery(sql, file));
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'queries.h'), header(queries));
  writeFileSync(join(out, 'queries.c'), table(queries));
}

try {
  main(process.argv[2], process.argv[3]);
} catch (error) {
  console.error(`gen_queries: ${error.message}`);
  process.exit(1);
}
