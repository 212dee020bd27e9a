// Another premises gets nothing, however well it asks: what somebody was just allowed to do here is sent again, word for
// word, by everybody of another premises.
//
// openapi.test.mjs asks with empty bodies, which are refused for their form. Here every request is one that has succeeded,
// so only the ids in it can be the reason for a refusal. A new route takes part by having an example.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { psql, rows } from '../harness/index.mjs';
import { house, ROLES, slug } from './house.mjs';
import { operations } from './schema.mjs';

const files = readdirSync(new URL('examples/', import.meta.url)).filter((name) => name.endsWith('.mjs'));
const examples = Object.assign({}, ...(await Promise.all(files.map((name) => import(`./examples/${name}`)))).map((one) => one.default));

// Nobody else's ids can stand in these: they are about whoever asks, or the same for all. A calendar asks by a key of its own.
const ABOUT_HERSELF = /^(me|mePin|meAwake|calendarFeedMine|calendarFeedPut|calendarGet|inboxList|contactGet|staffContactPut|updatesMine|lookPut|outboxList|signIn|signOut|terminal(People|Switch|Lock)|premises|residentsMine|staffEstate|debriefs|loadedWords|ping|info|health|metrics|openapi\w*|problem\w*|live)$/;
const ESTATE_WIDE = ['area_manager', 'administrator'];
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

let h;
let all;
let intruders;
before(async () => {
  h = await house({ women: 24 });
  all = operations((await h.nobody().get('/api/openapi.json')).json);
  const there = ROLES.filter((role) => !ESTATE_WIDE.includes(role)).map((role) => [role, h.as(role, h.there)]);
  intruders = [
    ...there,
    ['a locked terminal', await h.terminal({ where: h.there })],
    ['a terminal in use', await h.terminal({ where: h.there, role: 'shift_lead' })],
    ['nobody', h.nobody()],
  ];
});
after(() => h.stop());

/** The same house, with every request written down. */
function recorded(sent) {
  const watch = (one) => {
    const request = (method, path, options = {}) => {
      sent.push({ method, path, body: options.body });
      return one.request(method, path, options);
    };
    return {
      ...one, request,
      get: (path) => request('GET', path),
      put: (path, body) => request('PUT', path, { body }),
      post: (path, body) => request('POST', path, { body }),
    };
  };
  return { ...h, as: (...who) => watch(h.as(...who)), nobody: () => watch(h.nobody()), terminal: async (...where) => watch(await h.terminal(...where)) };
}

/** A request of this operation that has just been answered with success. */
async function success(operation) {
  const sent = [];
  const here = recorded(sent);
  const woman = h.here.women[0];
  const path = operation.path.replace('{p}', h.here.id).replace('{crn}', woman.crn).replace('{stay}', woman.stay);
  const call = examples[operation.id] ?? (() => here.as(ROLES.find((role) => operation.who.includes(role))).get(path));
  const answer = await call(here);
  assert.ok(answer.status < 300, `the example itself: ${answer.status} ${answer.text}`);
  return sent.at(-1);
}

/** Everything that could be told about the first house, apart from what the request itself said. */
function betrayal(text, sent) {
  const said = JSON.stringify(sent);
  const name = /Exampleby|Alder House|Woman [A-Z]\b|X100\d{3}/.exec(text)?.[0];
  if (name && !said.includes(name)) return name;
  return [...text.matchAll(UUID)].map(([id]) => id).find((id) => h.known.has(id) && !said.includes(id));
}

/** How much is recorded about the first house, apart from who tried to get in. */
const recordedHere = async () => (await rows(h.db, `
  SELECT (SELECT count(*) FROM lantern.event WHERE premises_id = '${h.here.id}' AND kind NOT LIKE 'access.%') AS events,
    (SELECT count(*) FROM lantern.receipt WHERE premises_id = '${h.here.id}') AS receipts,
    (SELECT md5(string_agg(k::text, ',' ORDER BY stay_id)) FROM lantern.stay_checks k WHERE premises_id = '${h.here.id}') AS checks,
    (SELECT md5(string_agg(r::text, ',' ORDER BY id)) FROM lantern.staff_role r) AS roles,
    (SELECT md5(string_agg(s::text, ',' ORDER BY staff_id)) FROM (SELECT staff_id, password_hash FROM lantern.staff_secret) s) AS secrets`))[0];

test('what succeeds here is refused to everybody of another premises, and tells them nothing', async (t) => {
  const ids = await rows(h.db, `SELECT id FROM lantern.stay WHERE premises_id = '${h.here.id}' UNION SELECT resident_id FROM lantern.stay WHERE premises_id = '${h.here.id}'`);
  h.known = new Set([...ids.map((one) => one.id), ...Object.values(h.here.staff).map((one) => one.id), h.here.id]);
  for (const operation of all.filter((one) => !ABOUT_HERSELF.test(one.id)))
    await t.test(operation.id, async () => {
      const sent = await success(operation);
      const before = await recordedHere();
      // The same id, and one of their own where the address holds a new one.
      const fresh = sent.method === 'PUT' ? { ...sent, path: sent.path.replace(/[0-9a-f-]{36}$/, () => randomUUID()) } : sent;
      for (const [who, browser] of intruders)
        for (const again of [fresh, sent]) {
          const refused = await browser.request(again.method, again.path, { body: again.body });
          const reused = again === sent && again !== fresh && slug(refused) === 'id-reused';
          // 422: the id of something that is not among theirs stands in the body.
          assert.ok([401, 403, 404, 422].includes(refused.status) || reused, `${who}: ${refused.status} ${refused.text.slice(0, 300)}`);
          assert.equal(betrayal(refused.text, again), undefined, `${who}: ${refused.text.slice(0, 300)}`);
        }
      assert.deepEqual(await recordedHere(), before, 'somebody else wrote');
    });
});

test('a woman’s own page, list and search hold no woman of another premises', async () => {
  for (const role of ['night_worker', 'premises_manager', 'inspector']) {
    for (const q of ['', '?q=woman', '?q=X1000', '?q=1']) {
      const answer = await h.as(role, h.there).get(`/api/premises/${h.there.id}/residents${q}`);
      assert.equal(answer.status, 200);
      for (const woman of h.here.women) assert.equal(answer.text.includes(woman.stay) || answer.text.includes(woman.crn), false);
    }
  }
});

test('who works at both premises may at each what her role there is', async () => {
  const { id } = h.here.staff.night_worker;
  await psql(h.db, `INSERT INTO lantern.staff_role (id, staff_id, role, premises_id, from_at, reason)
    VALUES (gen_random_uuid(), '${id}', 'premises_manager', '${h.there.id}', '2026-01-01', 'test'),
      (gen_random_uuid(), '${h.here.staff.keyworker.id}', 'kitchen', '${h.there.id}', '2026-01-01', 'test')`);
  await h.at(h.clock.iso); // everybody signs in anew
  const both = h.as('night_worker');
  assert.equal((await both.get(`/api/premises/${h.there.id}/audit`)).status, 200);
  for (const [method, path, body] of [
    ['GET', `/api/premises/${h.here.id}/audit`],
    ['GET', `/api/premises/${h.here.id}/terminals`],
    ['PUT', `/api/settings/${randomUUID()}`, { premises: h.here.id, name: 'soon_s', value: 600, reason: 'x' }],
    ['PUT', `/api/terminals/${randomUUID()}`, { premises: h.here.id, name: 'Hall' }],
    ['PUT', `/api/staff-roles/${randomUUID()}`, { staff: h.here.staff.shift_lead.id, role: 'keyworker', premises: h.here.id, reason: 'x' }],
    ['POST', `/api/staff/${h.here.staff.shift_lead.id}/unlock`, { reason: 'x' }],
  ]) {
    const answer = await both.request(method, path, { body });
    assert.ok([403, 404].includes(answer.status), `${method} ${path}: ${answer.status} ${answer.text}`);
  }
  // A keyworker here who cooks there sees the women here only.
  const cook = h.as('keyworker');
  assert.equal((await cook.get(`/api/premises/${h.here.id}/residents`)).status, 200);
  for (const page of ['residents', 'board', 'missed']) {
    const answer = await cook.get(`/api/premises/${h.there.id}/${page}`);
    assert.ok([403, 404].includes(answer.status), `${page}: ${answer.status} ${answer.text.slice(0, 200)}`);
  }
  const woman = h.there.women[0];
  assert.equal((await cook.get(`/api/residents/${woman.crn}/stays/${woman.stay}`)).status, 404);
});
