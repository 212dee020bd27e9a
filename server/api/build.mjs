// build.mjs -- one OpenAPI 3.1 document out of one piece a feature.
//
//   node server/api/build.mjs [OUT]      (build/openapi.json by default)
//
// A piece is {"paths": {...}, "schemas": {...}}; _common.json holds what all share. What can be known from the address
// is added here and not written by hand: the parameters in the path, and the problem that every operation may answer.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const METHODS = ['get', 'put', 'post', 'patch', 'delete'];
const PROBLEM = { $ref: '#/components/responses/problem' };
const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, '../../build/openapi.json');

const read = (name) => {
  try {
    return JSON.parse(readFileSync(join(here, name), 'utf8'));
  } catch (error) {
    throw new Error(`server/api/${name}: ${error.message}`);
  }
};

function merge(into, from, what, piece) {
  for (const [name, value] of Object.entries(from ?? {})) {
    if (Object.hasOwn(into, name)) throw new Error(`${piece}: the ${what} ${name} is already in another piece`);
    into[name] = value;
  }
}

const pathParameter = (name) => ({
  name,
  in: 'path',
  required: true,
  schema: { $ref: `#/components/schemas/${name === 'crn' ? 'crn_or_restricted' : 'uuid'}` },
});

/** Adds the parameters named in the path, and the answer that every operation has: a problem. */
function complete(path, operation, ids) {
  const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
  const declared = new Set((operation.parameters ?? []).filter((p) => p.in === 'path').map((p) => p.name));
  const missing = named.filter((name) => !declared.has(name)).map(pathParameter);
  if (!operation.operationId) throw new Error(`${path}: an operation without operationId`);
  if (ids.has(operation.operationId)) throw new Error(`${path}: operationId ${operation.operationId} is used twice`);
  if (!operation['x-who']) throw new Error(`${operation.operationId}: x-who does not say who may`);
  ids.add(operation.operationId);
  operation.parameters = [...missing, ...(operation.parameters ?? [])];
  operation.responses = { ...operation.responses, default: operation.responses.default ?? PROBLEM };
}

const document = read('_common.json');
const pieces = readdirSync(here).filter((name) => name.endsWith('.json') && !name.startsWith('_'));
for (const name of pieces.sort()) {
  const piece = read(name);
  merge(document.paths, piece.paths, 'path', name);
  merge(document.components.schemas, piece.schemas, 'schema', name);
}
const ids = new Set();
for (const [path, item] of Object.entries(document.paths))
  for (const method of METHODS) if (item[method]) complete(path, item[method], ids);

// A reference to nothing would pass every reader that does not follow it.
for (const [, pointer] of JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g))
  if (pointer.split('/').reduce((at, key) => at?.[key], document) === undefined)
    throw new Error(`#/${pointer} is referred to and does not exist`);

mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, `${JSON.stringify(document)}\n`);
