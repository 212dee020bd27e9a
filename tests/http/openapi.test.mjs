// The document at /api/openapi.json against the real answers of every route.
//
// Reads are called as they stand. A write needs somebody who means it: examples/*.mjs export {operationId: call}, where
// call(h) makes one that succeeds and gives its answer. A route without an example fails here.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { house, NOW, ROLES } from './house.mjs';
import { operations } from './schema.mjs';

const require = createRequire(new URL('../../web/package.json', import.meta.url));
const Ajv = require('ajv/dist/2020.js').default;

const files = readdirSync(new URL('examples/', import.meta.url)).filter((name) => name.endsWith('.mjs'));
const examples = Object.assign({}, ...(await Promise.all(files.map((name) => import(`./examples/${name}`)))).map((one) => one.default));

let h;
let document;
let ajv;
before(async () => {
  h = await house({ women: 20 });
  document = (await h.nobody().get('/api/openapi.json')).json;
  ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addSchema(document, 'api');
});
after(() => h.stop());

/** Why the answer is not as the document says, or undefined. */
function deviation(operation, answer) {
  const escaped = operation.path.replace(/~/g, '~0').replace(/\//g, '~1');
  const known = operation.responses[answer.status];
  if (!known) return `answered ${answer.status}: ${answer.text.slice(0, 300)}`;
  const content = known.content && Object.keys(known.content)[0];
  if (!content) return answer.text === '' ? undefined : 'a body where none is described';
  if (!answer.headers['content-type'].startsWith(content)) return `is ${answer.headers['content-type']}`;
  const type = content.replace(/~/g, '~0').replace(/\//g, '~1');
  const validate = ajv.compile({ $ref: `api#/paths/${escaped}/${operation.method.toLowerCase()}/responses/${answer.status}/content/${type}/schema` });
  return validate(answer.json === undefined ? answer.text : answer.json) ? undefined : `${ajv.errorsText(validate.errors)}\n${answer.text.slice(0, 600)}`;
}

test('every answer is as the document says', async (t) => {
  for (const operation of operations(document)) {
    await t.test(operation.id, async () => {
      const role = ROLES.find((one) => operation.who.includes(one));
      const woman = h.here.women[0];
      const path = operation.path.replace('{p}', h.here.id).replace('{crn}', woman.crn).replace('{stay}', woman.stay);
      const call = examples[operation.id] ?? (operation.method === 'GET' && !/\{/.test(path)
        ? async () => (role ? h.as(role) : operation.who[0] === 'terminal' ? await h.terminal({ role: 'night_worker' }) : h.nobody()).get(path) : undefined);
      assert.ok(call, `no example of ${operation.id} in tests/http/examples`);
      assert.equal(deviation(operation, await call(h)), undefined);
    });
  }
});

test('every problem is as the document says', () => {
  const validate = ajv.compile({ $ref: 'api#/components/schemas/problem' });
  return Promise.all(operations(document).map(async (operation) => {
    const answer = await h.nobody().request(operation.method, operation.path.replace(/\{crn\}/g, 'X100000').replace(/\{\w+\}/g, h.here.id), { body: operation.body && '{}' });
    if (answer.status >= 400) assert.ok(validate(answer.json), `${operation.id}: ${ajv.errorsText(validate.errors)} ${answer.text}`);
  }));
});

test('who may call is what the document says: every role on every route', async (t) => {
  await h.at(NOW); // somebody has signed out above
  for (const operation of operations(document).filter((one) => !one.who.includes('anyone') && one.id !== 'signOut')) {
    await t.test(operation.id, async () => {
      for (const role of ROLES) {
        const path = operation.path.replace('{p}', h.here.id).replace('{crn}', h.here.women[0].crn).replace(/\{\w+\}/g, '8f0c4f3e-3c53-4f0e-9d5c-0c6b7a7d2f11');
        const answer = await h.as(role).request(operation.method, path, { body: operation.method === 'GET' ? undefined : '{"nonsense":1}' });
        if (operation.who.includes(role)) assert.notEqual(answer.status, 403, `${role}: ${answer.text}`);
        else assert.equal(answer.status, 403, `${role}: ${answer.text.slice(0, 200)}`);
      }
    });
  }
});

test('another house gets nothing: every route as every role of the other one', async (t) => {
  const elsewhere = ROLES.filter((role) => !['area_manager', 'administrator', 'practitioner'].includes(role));
  const woman = h.here.women[0];
  // A worker's own calendar address is of no house.
  for (const operation of operations(document).filter((one) => !one.who.includes('anyone') && /\{/.test(one.path) && !one.path.startsWith('/api/calendar-feeds/'))) {
    await t.test(operation.id, async () => {
      const id = { visitGet: async () => (await examples.visitPut(h)).json.visit.id }[operation.id];
      const path = operation.path.replace('{p}', h.here.id).replace('{crn}', woman.crn).replace('{stay}', woman.stay)
        .replace('{id}', id ? await id() : woman.requirement);
      for (const role of elsewhere) {
        const answer = await h.as(role, h.there).request(operation.method, path, { body: operation.method === 'GET' ? undefined : '{}' });
        assert.ok(answer.status >= 400 && answer.status < 500, `${role}: ${answer.status} ${answer.text.slice(0, 300)}`);
        assert.doesNotMatch(answer.text, /Exampleby|Alder House|Woman [A-Z]/, role);
      }
    });
  }
});
