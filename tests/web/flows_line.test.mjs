// What waits on people along the line to her practitioner: whose she is, what a check suggests for her plan, where somebody is written
// to, what was not sent; what a letter leads to; and what of it goes on paper.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { until } from '../harness/index.mjs';
import { message } from '../http/examples/outbox.mjs';
import { saveSession } from '../http/keywork.mjs';
import { planOf } from '../http/plans.mjs';
import { of, practitioner, told } from '../http/updates_house.mjs';
import { shot, stage } from './browser.mjs';
import { pathOf, says, text } from './desk.mjs';
import { hands, holds, walkAll } from './hands.mjs';
import { night, PASSWORD } from './night.mjs';

const on = await stage(() => night({ women: 12 }));
const { browser, h } = on;
const { practitioner: robin } = h.here.staff;
const { practitioner: sam } = h.there.staff;

const ON_HER = (page) => (her) => pathOf(her, page);
const laptop = (role, path, more) => h.page(browser, { laptop: role, path, ...more });
async function send(role, path, body) {
  const answer = await h.as(role).put(`/api/${path}/${randomUUID()}`, body);
  assert.equal(answer.status, 201, answer.text);
  return answer.json;
}
const planned = (her) => send('keyworker', 'safety-plans', planOf(her));
const suggested = (her) => `SELECT source || ': ' || words || ' ' || (line IS NOT NULL) FROM lantern.plan_suggestion WHERE stay_id = '${her.stay}'`;

walkAll(on, [
  {
    does: 'her practitioner becomes somebody else',
    role: 'keyworker',
    given: (her) => practitioner(h, robin, [her]),
    from: ON_HER('/updates'),
    opens: ['It is somebody else now'],
    title: 'Her practitioner',
    button: 'Save',
    wrong: ['Select who is to be her practitioner', 'Say why'],
    async fills(keys, _her, _given, page) {
      await says(page, /alder practitioner since 10 November 2026\. Nobody is named to read for her\.[\s\S]*go to whoever it becomes/);
      await keys.pick('staff', /birch practitioner/);
      await keys.write('reason', 'She moved to another office.');
    },
    done: 'Her practitioner is written down, with the reason.',
    shows: /Her practitioner is birch practitioner/,
    kept: (her) => `SELECT staff_id FROM lantern.practitioner_of WHERE resident_id = '${her.id}' AND until_at IS NULL`,
    is: sam.id,
  },
  {
    does: 'a change of her plan is suggested after a check',
    role: 'night_worker',
    given: planned,
    from: ON_HER('/checks'),
    opens: ['Suggest a change to her plan after the check of'].map((words) => new RegExp(`^${words}`)),
    title: 'Suggest a change to her plan',
    button: 'Suggest it',
    wrong: ['Say what is to change'],
    async fills(keys) {
      await keys.write('words', 'Knock on the wall, not on the door.');
      await keys.pick('line', /She gives her things away/);
    },
    done: 'It waits in her plan for whoever decides about it.',
    shows: /Newest first/,
    kept: suggested,
    is: 'check: Knock on the wall, not on the door. true',
  },
  {
    does: 'a change of her plan is suggested after a moment',
    role: 'keyworker',
    given: async (her) => [await planned(her), await send('agency', 'moments', of(her, { words: 'She laughed at the cat.', good: true }))],
    from: ON_HER('/keywork'),
    opens: [/^Suggest a change to her plan after the moment/],
    title: 'Suggest a change to her plan',
    button: 'Suggest it',
    async fills(keys, _her, _given, page) {
      await says(page, /After a moment\. She laughed at the cat\./);
      await keys.write('words', 'Ask her to feed the cat.');
    },
    done: 'It waits in her plan for whoever decides about it.',
    shows: /She laughed at the cat/,
    kept: suggested,
    is: 'moment: Ask her to feed the cat. false',
  },
  {
    does: 'somebody says where she is written to',
    role: 'practitioner',
    from: () => '/account',
    opens: [/^Change it/],
    title: 'Where you are written to',
    button: 'Save',
    async fills(keys, _her, _given, page) {
      await keys.choose('courier', 'By e-mail');
      await keys.enter('Save');
      await says(page, /There is a problem\s+Enter your work e-mail address/);
      await keys.write('address', 'robin.probation.example.test');
      await keys.enter('Save');
      await says(page, /Give one mail address/);
      await keys.write('address', 'robin@probation.example.test');
    },
    done: 'From now on you are written to there.',
    shows: /By e-mail, robin@probation\.example\.test, since 10 November 2026/,
    kept: () => `SELECT courier || ' ' || address FROM lantern.staff_contact WHERE staff_id = '${robin.id}'`,
    is: 'mail robin@probation.example.test',
  },
  {
    does: 'a message that was given up is sent again',
    role: 'premises_manager',
    given: () => message(h, { worker: h.here.staff.keyworker, template: 'thread_waits' }),
    from: () => '/admin/outbox',
    opens: [/^Decide about it/],
    title: 'A message that was not sent',
    button: 'Save',
    wrong: ['Select what is to be done with it'],
    async fills(keys, _her, _given, page) {
      await says(page, /Given up\s+A question that waits to alder keyworker, Alder House\s+The last answer was: no such mailbox\s+Tried 3 times/);
      await keys.choose('act', 'Send it again');
    },
    done: 'It is written down who decided this.',
    shows: /Outbox/,
    kept: (_her, id) => `SELECT seen_by_id FROM lantern.outbox WHERE id = '${id}'`,
    is: h.here.staff.premises_manager.id,
  },
  {
    does: 'a message of which nobody knows is left, with the reason',
    role: 'administrator',
    given: () => message(h, { state: 'unknown' }),
    from: () => '/admin/outbox',
    opens: [/^Decide about it/],
    title: 'A message that was not sent',
    button: 'Save',
    async fills(keys, _her, _given, page) {
      await says(page, /It may have arrived\. Ask whoever it is for/);
      await keys.choose('act', 'Leave it');
      await keys.enter('Save');
      await says(page, /There is a problem\s+Say why/);
      await keys.write('reason', 'She has read it.');
    },
    done: 'It is written down who decided this.',
    shows: /Nothing waits, and nothing has to be looked at\.\s+Everything has been sent\./,
    kept: (_her, id) => `SELECT state || ' ' || (SELECT data->>'reason' FROM lantern.event WHERE data->>'message' = '${id}') FROM lantern.outbox WHERE id = '${id}'`,
    is: 'dropped She has read it.',
  },
]);

test('the outbox says how things stand, the worst first, and names nobody whom a message is about', async () => {
  const [dead, unknown] = [await message(h), await message(h, { state: 'unknown' })];
  const { page, context, errors } = await laptop('area_manager', '/admin/outbox');
  await says(page, /1 message was given up\. Of 1 message it is not known whether it arrived\./);
  assert.match(await text(page), /Given up\s+The digest of the morning \(2 updates\) to alder practitioner, Alder House[\s\S]*Not known/);
  await shot(page, 'outbox-day-1280', { fullPage: true });
  await page.selectOption('#state', 'dropped');
  await says(page, /Left\s+The digest of the morning[\s\S]*Looked at by alder administrator/);
  assert.doesNotMatch(await text(page), /Woman|X100/);
  await h.sql(`UPDATE lantern.outbox SET state = 'dropped' WHERE id IN ('${dead}', '${unknown}')`);
  assert.deepEqual(errors, []);
  await context.close();
});

test('a letter is followed by somebody who is not signed in: she signs in, and it opens; for anybody else nothing does', async () => {
  const id = await message(h, { state: 'dropped' });
  const { page, context, errors } = await h.page(browser, { path: `/open/${id}` });
  const keys = hands(page);
  await page.locator('#main-content h1', { hasText: 'Sign in' }).waitFor();
  await keys.write('username', robin.username);
  await keys.write('password', PASSWORD);
  await keys.write('code', h.code('practitioner'));
  await keys.enter('Sign in');
  await page.locator('#main-content h1', { hasText: 'Since you last looked' }).waitFor();
  assert.equal(new URL(page.url()).pathname, '/updates');
  assert.deepEqual(errors, []);
  await context.close();

  const other = await laptop('kitchen', `/open/${id}`);
  await says(other.page, /Page not found/);
  await other.context.close();
});

test('her letters stand in Lantern too, and each opens what it is about', async () => {
  const id = await message(h, { state: 'open', template: 'digest_weekly' });
  await until(async () => (await h.as('practitioner').get('/api/me/inbox')).json.messages.some((one) => one.id === id), 'it to arrive');
  const { page, context, errors } = await laptop('practitioner', '/account');
  const keys = hands(page);
  await keys.enter('Your messages');
  await says(page, /A message names nobody[\s\S]*This week: 2 updates for a resident at your premises/);
  await holds(page, 'her letters', ['day', 1280]);
  await shot(page, 'inbox-day-1280', { fullPage: true });
  await keys.enter(/^This week/);
  await page.locator('#main-content h1', { hasText: 'Since you last looked' }).waitFor();
  await keys.held('after a letter was opened');
  assert.deepEqual(errors, []);
  await context.close();
});

/** What was printed of her, and how often: "slip 1, updates 2". */
const prints = (her) => h.sql(`SELECT string_agg(what || ' ' || n, ', ' ORDER BY what) FROM (
  SELECT detail->>'what' AS what, count(*) AS n FROM lantern.access_log WHERE what = 'print' AND stay_id = '${her.stay}' GROUP BY 1) x`);

test('her slip and what is told of her leave a trace when they go on paper, however they are printed', async () => {
  const [her, other] = h.here.women.slice(7);
  await practitioner(h, robin, [her, other]);
  await h.at(h.clock.now());
  const { id } = (await saveSession(h.as('keyworker'), her)).json;
  const update = await told(h, her);
  const paper = async (role, path, shown, times) => {
    const { page, context } = await laptop(role, path);
    await says(page, shown);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
    const answered = page.waitForResponse((one) => one.url().includes('/api/prints/'));
    await page.pdf(); // as from the browser's own menu
    assert.equal((await answered).status(), 204, path);
    await until(async () => (await prints(her)) === times, `the prints of ${path}`, 5000);
    await context.close();
  };
  await paper('keyworker', pathOf(her, `/keywork/${id}/slip`), /How the shopping went/, 'slip 1');
  await paper('practitioner', '/updates', /To be known now/, 'slip 1, updates 1');
  assert.equal(await prints(other), 'updates 1', 'of each woman on the sheet');
  await paper('practitioner', pathOf(her, `/updates/${update.id}`), /For NDelius/, 'slip 1, updates 2');
  await paper('inspector', pathOf(her, '/updates'), /Told to her practitioner/, 'slip 1, updates 3');
});

test('how her checks went is for her practitioner as far as she was told; an agency worker is not shown the way to updates', async () => {
  const [her] = h.here.women.slice(9);
  await practitioner(h, robin, [her]);
  await h.at(h.clock.now());
  const { page, context } = await laptop('practitioner', pathOf(her, '/checks'));
  await says(page, /How the days went/);
  await send('keyworker', 'sharing-agreements', of(her, { shares: ['plan'], how_often: 'Every week', told_on: '2026-11-10' }));
  await page.reload();
  await says(page, /How her checks go is not among what she was told is shared/);
  await context.close();
  const tabs = async (role) => {
    const one = await laptop(role, pathOf(her));
    await says(one.page, /Checks in force/);
    const found = await one.page.locator('.moj-sub-navigation a').allInnerTexts();
    await one.context.close();
    return found;
  };
  const onTheLine = async (role) => (await tabs(role)).filter((one) => ['Meetings', 'Around her', 'Updates'].includes(one));
  assert.deepEqual([await onTheLine('agency'), await onTheLine('inspector')], [[], ['Meetings', 'Around her', 'Updates']]);
});
