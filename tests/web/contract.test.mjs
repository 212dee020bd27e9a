// The client's own types against the server's OpenAPI document: what the server may send must be what the client reads.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { required, resolved, top, web } from './bundle.mjs';

const ts = required('typescript');
// By file, because its form for require() does not run on Node 18.
const openapiModule = join(dirname(resolved('openapi-typescript')), 'index.mjs');
const { default: openapi, astToString } = await import(pathToFileURL(openapiModule).href);
const folder = mkdtempSync(join(tmpdir(), 'lantern-contract-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** What the server says on the left has to fit what the client reads on the right. */
const PAIRS = [
  ["Omit<S['board'], 'settings'>", "Omit<T.Board, 'settings'>"],
  ["S['requirement']", 'T.Requirement'],
  ["S['last_visit']", 'T.LastVisit'],
  ["S['presence']", 'T.Presence'],
  ["S['alarm']", 'T.Alarm'],
  ["S['banner']", 'T.Banner'],
  ["S['stated_fact']", 'T.StatedFact'],
  ["S['me']", 'Me'],
];

/** What the client sends or shows by name: neither side may have a word that the other lacks. */
const WORDS = [
  ["S['kind']", 'T.Kind'],
  ["S['outcome']", 'T.Outcome'],
  ["S['source']", 'T.Source'],
  ["S['check_class']", 'T.RequirementClass'],
  ["S['mark']", 'T.Mark'],
  ["S['role']", 'T.Role'],
  ["S['late_reason']", 'T.LateReason'],
  ["S['owed_what']", 'Safety.OwedWhat'],
  ["S['stay_status']['word']", 'T.StayWord'],
];

before(async () => {
  const document = join(folder, 'openapi.json');
  execFileSync('node', [join(top, 'server/api/build.mjs'), document]);
  writeFileSync(join(folder, 'schema.d.ts'), astToString(await openapi(pathToFileURL(document))));
});

function errorsOf(lines) {
  const file = join(folder, 'check.ts');
  const src = (name) => JSON.stringify(join(web, 'src', name));
  const head = [
    `import type { components } from './schema';`,
    `import type * as T from ${src('types.ts')};`,
    `import type * as Safety from ${src('records-safety.ts')};`,
    `import type { Me } from ${src('state/session.ts')};`,
    `type S = components['schemas'];`,
  ];
  writeFileSync(file, [...head, ...lines].join('\n'));
  const { config } = ts.readConfigFile(join(web, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, web);
  const program = ts.createProgram([file], { ...options, noUnusedLocals: false });
  return program
    .getSemanticDiagnostics(program.getSourceFile(file))
    .map((one) => `${lines[ts.getLineAndCharacterOfPosition(one.file, one.start).line - head.length]}: ${ts.flattenDiagnosticMessageText(one.messageText, '\n')}`);
}

test('what the server may send fits what the client reads, and their words are the same', () => {
  const fits = PAIRS.map(([server, client], i) => `export const fit${i} = (from: ${server}): ${client} => from;`);
  const words = WORDS.flatMap(([server, client], i) => [
    `export const there${i} = (from: ${server}): ${client} => from;`,
    `export const back${i} = (from: ${client}): ${server} => from;`,
  ]);
  assert.deepEqual(errorsOf([...fits, ...words]), []);
});

test('a difference is found', () => {
  assert.match(errorsOf(["export const wrong = (from: S['kind']): T.Outcome => from;"]).join(), /not assignable/);
});

test('the board has every setting the client counts on', () => {
  const { components } = JSON.parse(readFileSync(join(folder, 'openapi.json'), 'utf8'));
  const promised = components.schemas.board.properties.settings.required;
  const types = readFileSync(join(web, 'src/types.ts'), 'utf8');
  const used = [.../interface BoardSettings \{([^}]*)\}/.exec(types)[1].matchAll(/^\s+(\w+): number;/gm)].map((match) => match[1]);
  assert.ok(used.length > 3);
  assert.deepEqual(used.filter((name) => !promised.includes(name)), []);
});
