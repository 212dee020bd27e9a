// Every field of every route with every kind of fault: always a problem that names the field, never a half write.
//
// The routes and their fields are those of the OpenAPI document, so a new route is covered by being described.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { value } from '../harness/index.mjs';
import { fields, house, ROLES, slug } from './house.mjs';
import { faults, operations, sample, textOf } from './schema.mjs';

const AT_ONCE = 8;
let h;
let document;
before(async () => {
  h = await house({ women: 2 });
  document = (await h.nobody().get('/api/openapi.json')).json;
});
after(() => h.stop());

/** A client that may call the operation at all, so that its fields are looked at. */
async function caller(operation, open) {
  const role = ROLES.find((one) => operation.who.includes(one));
  const key = role ?? operation.who[0];
  open[key] ??= role ? h.as(role) : key === 'terminal' ? await h.terminal({ role: 'night_worker' }) : h.nobody();
  return open[key];
}

const address = (operation) =>
  operation.path.replace('{p}', h.here.id).replace('{crn}', h.here.women[0].crn).replace('{stay}', h.here.women[0].stay)
    .replace(/\{\w+\}/g, () => randomUUID());

async function eachAtOnce(items, work) {
  const queue = [...items];
  const worker = async () => {
    for (let one = queue.shift(); one; one = queue.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

const isProblem = (answer) =>
  answer.status >= 400 && answer.status < 500 && /problem\+json/.test(answer.headers['content-type']) && answer.json.status === answer.status;

/** The field itself, or the array or object it is in: a fault in an item may be told of the whole. */
const named = (answer, field) => fields(answer).some((one) => one === field || (one !== '/' && field.startsWith(`${one}/`)) || one.startsWith(`${field}/`));

// A text that cannot be read at all has no fields: these are refused as a whole.
const UNREADABLE = new Set(['bad-json']);
const written = async () => ({
  events: await value(h.db, `SELECT coalesce(json_agg(kind ORDER BY seq), '[]') FROM lantern.event WHERE kind <> 'access.failed'`),
  receipts: await value(h.db, 'SELECT count(*) FROM lantern.receipt'),
});

test('every fault in every field of every body is told, and nothing is written', async () => {
  const before = await written();
  const open = {};
  const wrong = [];
  let count = 0;
  for (const operation of operations(document).filter((one) => one.body)) {
    const who = await caller(operation, open);
    const list = faults(document, operation.body, sample(document, operation.body));
    await eachAtOnce(list, async (fault) => {
      const field = `/${fault.path.join('/')}`;
      const answer = await who.request(operation.method, address(operation), { body: textOf(fault.value), headers: { 'content-type': 'application/json' } });
      count++;
      const good = isProblem(answer) && (UNREADABLE.has(slug(answer)) || named(answer, field));
      if (!good) wrong.push(`${operation.id} ${field} ${fault.fault}: ${answer.status} ${answer.text.slice(0, 300)}`);
    });
  }
  assert.deepEqual(wrong.slice(0, 40), [], `${wrong.length} of ${count}`);
  assert.ok(count > 500, `only ${count} faults were tried`);
  assert.deepEqual(await written(), before);
});

test('what is no JSON object in UTF-8 of a fair size and depth is refused whole', async () => {
  const deep = (n) => `{"stay":${'['.repeat(n)}${']'.repeat(n)}}`;
  const bodies = [
    ['', [400, 422]], ['x', [400]], ['[]', [400, 422]], ['"text"', [400, 422]], ['null', [400, 422]], ['{"a":1,"a":2}', [400]], ['{"a":1}{', [400]],
    [deep(17), [400]], [deep(20_000), [400]], [Buffer.from('{"stay":"\xff\xfe"}', 'latin1'), [400]], [Buffer.from('{"stay":"a\0b"}'), [400]],
    [`{"note":"${'x'.repeat(70_000)}"}`, [413]], ['{"note":"\\ud800"}', [400, 422]],
  ];
  const open = {};
  for (const operation of operations(document).filter((one) => one.body)) {
    const who = await caller(operation, open);
    for (const [body, statuses] of bodies) {
      const answer = await who.request(operation.method, address(operation), { body, headers: { 'content-type': 'application/json' } });
      assert.ok(isProblem(answer) && statuses.includes(answer.status), `${operation.id} ${String(body).slice(0, 30)}: ${answer.status} ${answer.text.slice(0, 200)}`);
    }
    const untyped = await who.request(operation.method, address(operation), { body: '{}', headers: { 'content-type': 'text/plain' } });
    assert.equal(untyped.status, 415, operation.id);
    const foreign = await who.request(operation.method, address(operation), { body: '{}', headers: { 'sec-fetch-site': 'cross-site' } });
    assert.equal(foreign.status, 403, operation.id);
  }
});

test('every fault in a query string is told by the name of the parameter', async () => {
  const open = {};
  for (const operation of operations(document).filter((one) => one.method === 'GET')) {
    const who = await caller(operation, open);
    const unknown = await who.get(`${address(operation)}?nonsense=1`);
    if (operation.query.length) assert.ok(isProblem(unknown) && fields(unknown).some((one) => /nonsense/.test(one)), `${operation.id}: ${unknown.text.slice(0, 200)}`);
    for (const { name, schema } of operation.query) {
      const bad = schema.type === 'integer' ? ['x', '1.5', '-1', '99999999999999999999'] : ['x'.repeat(3000), '%00', '%ff'];
      for (const text of bad) {
        const answer = await who.get(`${address(operation)}?${name}=${text}`);
        assert.ok(isProblem(answer), `${operation.id} ${name}=${text.slice(0, 20)}: ${answer.status} ${answer.text.slice(0, 200)}`);
        assert.ok(answer.status === 400 || fields(answer).some((one) => one.includes(name)), `${operation.id} ${name}: ${answer.text.slice(0, 200)}`);
      }
    }
  }
});

test('an address with something else where an id stands is not found', async () => {
  const open = {};
  for (const operation of operations(document).filter((one) => /\{/.test(one.path))) {
    const who = await caller(operation, open);
    for (const id of ['x', '%00', '..%2f', "'", '1'.repeat(300), '00000000-0000-0000-0000-000000000000']) {
      const path = operation.path.replace(/\{crn\}/g, 'X100000').replace(/\{\w+\}/g, id);
      const answer = await who.request(operation.method, path, { body: operation.body && '{}' });
      assert.ok(isProblem(answer), `${operation.id} ${id.slice(0, 20)}: ${answer.status} ${answer.text.slice(0, 200)}`);
    }
  }
});
