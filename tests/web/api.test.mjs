// Talking with the server: problems with their fields, what is sent again and what is not, and the two proofs of being
// connected.
import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { load } from './bundle.mjs';

const { api, live, router } = await load({ api: 'src/api.ts', live: 'src/live.ts', router: 'src/router.ts' });

globalThis.crypto ??= webcrypto; // Node 18 has it under its module name only

let asked;
let answers;
const answer = (status, body, headers = {}) => () =>
  new Response(body === undefined ? '' : JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });
const lost = () => {
  throw new TypeError('fetch failed');
};

beforeEach(() => {
  asked = [];
  answers = [];
  api.lastRequestWorked.value = true;
  mock.method(globalThis, 'fetch', async (path, init) => {
    asked.push({ path, method: init.method, body: init.body, headers: init.headers });
    return (answers.shift() ?? answer(200, {}))();
  });
  mock.method(globalThis, 'setTimeout', ((real) => (then, ms, ...rest) => real(then, Math.min(ms, 5), ...rest))(setTimeout));
});
afterEach(() => mock.restoreAll());

const problem = (status, slug, more = {}) =>
  answer(status, { type: `/problems/${slug}`, title: 'No', status, detail: 'Because', ...more }, { 'Content-Type': 'application/problem+json' });

test('a refusal is a problem with its word, its reason and its fields', async () => {
  answers = [problem(422, 'bad-input', { errors: [{ field: '/done_at', detail: 'Done time is in the future' }] })];
  const error = await api.get('/api/x').catch((e) => e);
  assert.ok(error instanceof api.Problem);
  assert.deepEqual([error.status, error.slug, error.detail], [422, 'bad-input', 'Because']);
  assert.deepEqual(error.errors, [{ field: '/done_at', detail: 'Done time is in the future' }]);
});

test('a refusal is an answer: we are connected', async () => {
  api.lastRequestWorked.value = false;
  answers = [problem(403, 'pin-wrong')];
  await api.get('/api/x').catch(() => undefined);
  assert.equal(api.lastRequestWorked.value, true);
});

test('no answer, a broken answer and a failing server are not', async () => {
  for (const bad of [lost, () => new Response('<html>sign in to the wifi</html>', { headers: { 'Content-Type': 'text/html' } }), problem(503, 'busy')]) {
    api.lastRequestWorked.value = true;
    answers = [bad];
    await api.get('/api/x').catch(() => undefined);
    assert.equal(api.lastRequestWorked.value, false);
  }
});

test('writes are JSON and carry no more than was asked', async () => {
  await api.post('/api/x', { a: 1 });
  assert.equal(asked[0].body, '{"a":1}');
  assert.equal(asked[0].headers['Content-Type'], 'application/json');
  await api.get('/api/x');
  assert.equal(asked[1].body, undefined);
  assert.equal(asked[1].headers['Content-Type'], undefined);
});

test('a PUT whose answer was lost is sent again, the same to the letter', async () => {
  answers = [lost, problem(503, 'busy', {}), answer(201, { id: 'x' })];
  const made = await api.put('/api/visits/u', { outcome: 'spoke' });
  assert.deepEqual(made, { id: 'x' });
  assert.equal(asked.length, 3);
  assert.equal(new Set(asked.map((one) => one.path + one.body)).size, 1);
});

test('a PUT that was refused is not sent again', async () => {
  for (const refusal of [problem(422, 'bad-input'), problem(409, 'id-reused'), problem(403, 'pin-needed'), problem(500, 'broken')]) {
    asked = [];
    answers = [refusal];
    await assert.rejects(api.put('/api/visits/u', {}), api.Problem);
    assert.equal(asked.length, 1);
  }
});

test('it gives up in the end, and says that nobody answered', async () => {
  answers = [lost, lost, lost, lost, lost];
  await assert.rejects(api.put('/api/visits/u', {}), api.Unreachable);
  assert.equal(asked.length, 4);
});

test('a POST is never repeated by itself', async () => {
  answers = [lost];
  await assert.rejects(api.post('/api/sign-in', {}), api.Unreachable);
  assert.equal(asked.length, 1);
});

test('being signed out is told once, to who asked to know', async () => {
  let told = 0;
  api.onSignedOut(() => told++);
  answers = [problem(401, 'sign-in')];
  await api.get('/api/x').catch(() => undefined);
  assert.equal(told, 1);
});

test('fields of a problem go to the fields of the form, the others to the summary alone', () => {
  const refusal = new api.Problem(422, {
    detail: 'Some of it cannot be used',
    errors: [
      { field: '/done_at', detail: 'Done time is in the future' },
      { field: '/bands/0/from', detail: 'Bands overlap' },
      { field: '/odd', detail: 'Unknown member' },
    ],
  });
  const shown = api.formErrors(refusal, ['seen-at', 'bands-0-from'], { '/done_at': 'seen-at' });
  assert.deepEqual(shown.fields, { 'seen-at': 'Done time is in the future', 'bands-0-from': 'Bands overlap' });
  assert.deepEqual(shown.list, [
    { text: 'Done time is in the future', href: '#seen-at' },
    { text: 'Bands overlap', href: '#bands-0-from' },
    { text: 'Unknown member' },
  ]);
  assert.deepEqual(api.formErrors(new api.Problem(409, { detail: 'It changed' }), []).list, [{ text: 'It changed' }]);
  assert.equal(api.fieldId('/a~1b/c~0d'), 'a/b-c~d');
  assert.equal(api.fieldId('?from'), 'from');
});

test('a new id is a random UUID, also where the browser cannot make one', () => {
  const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  assert.match(api.newId(), pattern);
  const plain = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(crypto), 'randomUUID');
  Object.defineProperty(Object.getPrototypeOf(crypto), 'randomUUID', { ...plain, value: undefined });
  assert.match(api.newId(), pattern);
  assert.notEqual(api.newId(), api.newId());
  Object.defineProperty(Object.getPrototypeOf(crypto), 'randomUUID', plain);
});

function stream() {
  const sources = [];
  const got = { events: [], resets: 0, byes: [] };
  const at = { ms: 1000 };
  const reader = new live.Live({
    premises: 'p', from: '7-100-0', monotonic: () => at.ms,
    makeSource: (url) => {
      const source = { url, readyState: 0, then: {}, addEventListener: (type, then) => (source.then[type] = then), close: () => (source.readyState = 2) };
      sources.push(source);
      return source;
    },
    handlers: { event: (event) => got.events.push(event.id), reset: () => got.resets++, bye: (why) => got.byes.push(why) },
  });
  const say = (type, data, lastEventId = '') => sources[sources.length - 1].then[type]({ data: JSON.stringify(data), lastEventId });
  reader.open();
  return { reader, sources, got, at, say };
}

test('connected needs a beat within 35 seconds and a last request that worked', (t) => {
  const { reader, at, say } = stream();
  t.after(() => reader.close());
  reader.watch();
  assert.equal(live.connection.value, 'lost', 'nothing was heard yet');
  say('beat', { now: '2026-11-10T01:00:00.000000Z' });
  assert.equal(live.connection.value, 'live');
  at.ms += 35_000;
  reader.watch();
  assert.equal(live.connection.value, 'live');
  at.ms += 1;
  reader.watch();
  assert.equal(live.connection.value, 'lost');
  say('beat', { now: '2026-11-10T01:00:40.000000Z' });
  assert.equal(live.connection.value, 'live');
  api.lastRequestWorked.value = false;
  assert.equal(live.connection.value, 'lost', 'the stream alone is no proof');
});

test('without a stream the last request alone tells', () => {
  assert.equal(live.beatFresh.value, null);
  assert.equal(live.connection.value, 'live');
});

test('a stream that was refused is opened again, from the last event heard', (t) => {
  const { reader, sources, got, at, say } = stream();
  t.after(() => reader.close());
  assert.equal(sources[0].url, '/api/live?premises=p&from=7-100-0');
  say('message', { id: '7-120-3', kind: 'x' }, '7-120-3');
  assert.deepEqual(got.events, ['7-120-3']);
  sources[0].readyState = 2;
  reader.watch();
  assert.equal(sources.length, 1, 'not at once');
  at.ms += 3000;
  reader.watch();
  assert.equal(sources.length, 2);
  assert.equal(sources[1].url, '/api/live?premises=p&from=7-120-3');
});

test('a reset and a farewell are handed on, and rubbish is survived', (t) => {
  const { reader, sources, got, say } = stream();
  t.after(() => reader.close());
  say('reset', {});
  say('bye', { why: 'locked' });
  sources[0].then.message({ data: '{half', lastEventId: '' });
  assert.deepEqual([got.resets, got.byes, got.events], [1, ['locked'], []]);
});

test('addresses find their page and their parts', () => {
  const routes = [{ path: '/' }, { path: '/residents/:crn/:stay' }, { path: '/residents' }];
  assert.equal(router.findRoute(routes, '/').route.path, '/');
  assert.deepEqual(router.findRoute(routes, '/residents/X123456/s%201/').params, { crn: 'X123456', stay: 's 1' });
  assert.equal(router.findRoute(routes, '/residents/X123456'), null);
  assert.equal(router.findRoute(routes, '/%E0%A4%A'), null);
});
