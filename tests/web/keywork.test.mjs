// Keywork in the browser: a session by keys alone, kept through whatever happens to its tab, saved once whoever saves it; an
// attempt, moments, and suggestions for her plan.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { minutes } from '../http/house.mjs';
import { saveSession } from '../http/keywork.mjs';
import { planOf } from '../http/plans.mjs';
import { axeFindings, launch, shot, stage } from './browser.mjs';
import { kept, pathOf, problems, said, says, text } from './desk.mjs';
import { hands, walkAll } from './hands.mjs';
import { night, PIN, row } from './night.mjs';

const on = await stage(() => night({ women: 12 }));
const { browser, h } = on;
const key = () => h.as('keyworker');

const ok = async (asked) => {
  const answer = await asked;
  assert.ok([200, 201].includes(answer.status), answer.text);
  return answer.json;
};
const holds = (her, role = 'keyworker') =>
  h.sql(`INSERT INTO lantern.keyworker_of (id, stay_id, resident_id, premises_id, staff_id, from_at, reason)
    VALUES (gen_random_uuid(), '${her.stay}', '${her.id}', '${h.here.id}', '${h.here.staff[role].id}', '2026-11-01', 'her first')`);
const moment = (her, role, words, good = true) => ok(h.as(role).put(`/api/moments/${randomUUID()}`, { stay: her.stay, crn: her.crn, words, good }));
const sessions = (her, columns = 'count(*)') => h.sql(`SELECT ${columns} FROM lantern.keywork_session WHERE stay_id = '${her.stay}'`);

const open = async (role, path, more) => {
  const one = await h.page(browser, { laptop: role, path, ...more });
  one.context.setDefaultTimeout(10_000);
  await one.page.locator('#main-content h1').first().waitFor();
  await one.page.locator('.ln-loading').first().waitFor({ state: 'detached' });
  return one;
};

/** The shortest session there can be. */
async function shortest(keys) {
  await keys.date('happened_at', '2026-11-10 21:00');
  await keys.write('minutes', '30');
  await keys.tick('Everyday life');
  await keys.write('she_said', 'She wants to cook.');
  await keys.write('went_well', 'She asked for the rota.');
  await keys.write('next_topic', 'How the shopping went');
  await keys.choose('changes', 'No');
  await keys.choose('read_with_her', 'Yes');
}

walkAll(on, [
  {
    does: 'a session is written from what was agreed and seen, and her plan is to change',
    role: 'keyworker',
    async given(her) {
      await holds(her);
      await ok(key().put(`/api/safety-plans/${randomUUID()}`, planOf(her)));
      await ok(saveSession(key(), her, { happened_at: minutes(-3000), next_topic: 'The allotment', skills: [{ skill: 'Square breathing', how: 'practised' }] }));
      await moment(her, 'agency', 'Helped with the dishes');
    },
    from: (her) => pathOf(her, '/keywork'),
    opens: ['Write down a session'],
    title: 'Write down a session',
    button: 'Save',
    wrong: [
      'Enter when it began', 'Enter how many minutes it was', 'Write what went well, or tick “nothing yet”', 'Write what comes next time',
      'Select whether it changes her plan', 'Select whether she read it with you',
    ],
    async fills(keys, her, given, page) {
      assert.match(await text(page), /Agreed for this time[\s\S]*The allotment[\s\S]*Helped with the dishes/);
      await keys.tick('I have read them');
      await keys.choose('did_we', 'In part');
      await keys.tick('No devices in the room');
      await keys.date('happened_at', '2026-11-10 21:00');
      await keys.write('minutes', '38');
      await says(page, /It ended 21:38\. Written 2\d min after: that is kept with it\./);
      await keys.pick('came', /Not great/);
      await keys.tick('Family and relationships');
      await keys.write('own_tags', 'her allotment');
      await keys.write('she_said', 'It was a hard week.');
      await keys.write('we_did', 'Wrote a list.');
      await keys.pick('skill-0', /Practised/);
      await keys.write('went_well', 'She came by herself.');
      await keys.pick('went', /^OK/);
      await keys.enter('Add an action');
      await keys.write('actions-0-what', 'Ring the centre');
      await keys.pick('actions-0-owner_staff', /She herself/);
      await keys.write('next_topic', 'How the call went');
      await keys.choose('changes', 'Yes');
      await keys.pick('line', /She stops eating/);
      await keys.write('change', 'Tea in the garden.');
      await keys.choose('read_with_her', 'Yes');
      await keys.write('her_correction', 'I said Tuesday.');
    },
    done: 'Her practitioner is told today how she felt.',
    shows: /No devices in the room\. Written 2\d min after it ended[\s\S]*In part[\s\S]*Square breathing: practised[\s\S]*Ring the centre \(She herself, by 17 November 2026\)[\s\S]*Suggested: Tea in the garden\.[\s\S]*I said Tuesday\./,
    kept: (her) => `SELECT string_agg(did_we || came || went || array_to_string(own_tags, ',') || without_devices, ',') FROM lantern.keywork_session WHERE stay_id = '${her.stay}' AND did_we IS NOT NULL`,
    is: 'partlynot_greatokher allotmenttrue',
  },
  {
    does: 'an attempt is two presses and a reason',
    role: 'night_worker',
    from: (her) => pathOf(her, '/keywork'),
    opens: ['A session that was not held'],
    title: 'A session that was not held',
    button: 'Save',
    wrong: ['Select why'],
    fills: (keys) => keys.choose('not_held', 'She was asleep'),
    done: 'The attempt is on record',
    shows: /Her first session was due by[\s\S]*No session has been held with her yet\.[\s\S]*Not held \(1 attempt shown\)[\s\S]*She was asleep/,
    kept: (her) => `SELECT kind || not_held FROM lantern.keywork_session WHERE stay_id = '${her.stay}'`,
    is: 'attemptasleep',
  },
  {
    does: 'a moment is written by an agency worker',
    role: 'agency',
    from: (her) => pathOf(her, '/keywork'),
    opens: ['Write down a moment'],
    title: 'Write down a moment',
    button: 'Save',
    wrong: ['Select what it is', 'Say it in a line'],
    async fills(keys) {
      await keys.choose('kind', 'Something good');
      await keys.write('words', 'Sang while she cooked');
    },
    done: 'It is written down',
    shows: /Sang while she cooked/,
    kept: (her) => `SELECT words || good FROM lantern.moment WHERE stay_id = '${her.stay}'`,
    is: 'Sang while she cookedtrue',
  },
  {
    does: 'a suggestion is left with a reason',
    role: 'keyworker',
    async given(her) {
      await ok(key().put(`/api/safety-plans/${randomUUID()}`, planOf(her)));
      await ok(saveSession(key(), her, { changes_plan: true, suggestion: { id: randomUUID(), words: 'No visits on Sunday.' } }));
    },
    from: (her) => pathOf(her, '/safety-plan'),
    opens: [/^Leave a suggestion/],
    title: 'Leave a suggestion',
    button: 'Leave it',
    wrong: ['Say why'],
    fills: (keys) => keys.write('reason', 'She did not mean it so.'),
    done: 'Her plan stays as it is.',
    shows: /Version 1/,
    kept: (her) => `SELECT decision || reason FROM lantern.plan_suggestion WHERE stay_id = '${her.stay}'`,
    is: 'leftShe did not mean it so.',
  },
]);

test('what was written outlives its tab, a restart of the browser and a locked terminal', async () => {
  const her = h.here.women[4];
  const path = pathOf(her, '/keywork/new');
  const profile = mkdtempSync(join(tmpdir(), 'lantern-keywork-'));
  const { client, context: gone } = await h.page(browser, { terminal: 'keyworker', path });
  await gone.close();
  const cookies = [...client.cookies].map(([name, value]) => ({ name, value, url: h.server.base.replace('http:', 'https:'), secure: true, httpOnly: true, sameSite: 'Strict' }));
  let context = await launch({ profile });
  await context.addCookies(cookies);
  let page = await context.newPage();
  const restored = async (words) => {
    await page.goto(h.server.base + path);
    await page.waitForFunction((wanted) => document.querySelector('#she_said')?.value === wanted, words);
    await says(page, /This is what you wrote here before and did not save/);
  };
  await page.goto(h.server.base + path);
  await page.fill('#she_said', 'She spoke of her sister.');
  await kept(page, 'She spoke of her sister.');
  await page.close();
  page = await context.newPage();
  await restored('She spoke of her sister.');
  await context.close();
  context = await launch({ profile });
  await context.addCookies(cookies);
  page = await context.newPage();
  await restored('She spoke of her sister.');
  await page.goto(`${h.server.base}/board`);
  await page.getByRole('button', { name: 'Lock' }).click();
  await page.locator('.ln-face').first().focus();
  assert.doesNotMatch(await page.content(), /her sister/);
  await page.keyboard.type(`1${PIN.keyworker}`);
  await page.keyboard.press('Enter');
  await row(page, 1).waitFor();
  await restored('She spoke of her sister.');
  await context.close();
  rmSync(profile, { recursive: true });
});

test('two tabs save one session; other words for it become a correction, and nothing is lost', async () => {
  const her = h.here.women[5];
  const { page: first, context, errors } = await open('keyworker', pathOf(her, '/keywork/new'));
  const second = await context.newPage();
  await second.goto(pathOf(her, '/keywork/new'));
  await second.locator('#she_said').waitFor();
  await shortest(hands(first));
  await kept(first, 'How the shopping went');
  await shortest(hands(second));
  await second.fill('#we_did', 'Wrote a list.');
  await first.getByRole('button', { name: 'Save', exact: true }).click();
  await said(first, 'The session is kept');
  await second.getByRole('button', { name: 'Save', exact: true }).click();
  await second.getByText('This session was saved already, with other words').waitFor();
  await says(second, /What you wrote here can be saved as a correction of it\.[\s\S]*She wants to cook\./);
  assert.equal(await sessions(her), '1');
  await second.getByRole('button', { name: 'Save', exact: true }).click();
  assert.deepEqual(await problems(second), ['Look at what was changed meanwhile, and choose']);
  await second.getByRole('button', { name: 'Keep what I wrote' }).click();
  await second.getByRole('button', { name: 'Save', exact: true }).click();
  await said(second, 'The session is kept');
  await says(second, /Wrote a list\.[\s\S]*What stood here before it was corrected/);
  assert.equal(await sessions(her, `string_agg(we_did || (corrects_id IS NOT NULL), ',' ORDER BY recorded_at)`), 'false,Wrote a list.true');
  assert.deepEqual(errors, []);
  await context.close();
});

test('whoever corrects what was corrected meanwhile sees that first', async () => {
  const her = h.here.women[6];
  const { id } = await ok(saveSession(key(), her));
  const { page, context } = await open('keyworker', pathOf(her, `/keywork/${id}/correct`));
  await page.fill('#we_did', 'Mine.');
  await kept(page, 'Mine.');
  const theirs = await ok(saveSession(h.as('premises_manager'), her, { we_did: 'Theirs.', corrects: id }));
  await page.getByRole('button', { name: 'Save the correction' }).click();
  await page.getByText('alder premises_manager corrected this while you were writing').waitFor();
  await says(page, /Theirs\./);
  await page.getByRole('button', { name: 'Keep what I wrote' }).click();
  await page.getByRole('button', { name: 'Save the correction' }).click();
  await said(page, 'The correction is kept beside what stood before');
  assert.equal(await h.sql(`SELECT we_did || (corrects_id = '${theirs.id}') FROM lantern.keywork_session WHERE stay_id = '${her.stay}' ORDER BY recorded_at DESC LIMIT 1`), 'Mine.true');
  await context.close();
});

test('loaded words are underlined with a neutral question; they stop nobody and change nothing', async () => {
  const her = h.here.women[7];
  const { page, context, errors } = await open('keyworker', pathOf(her, '/keywork/new'));
  const keys = hands(page);
  await keys.write('we_did', 'She refused tea and was Manipulative. Difficulties, cleaning.');
  await page.locator('#we_did-words').waitFor();
  assert.deepEqual(await page.locator('#we_did-words li').allInnerTexts(), ['refused: What did she say when asked?', 'manipulative: What did she need, and how did she ask?']);
  assert.deepEqual(await page.locator('.ln-behind__words mark').allInnerTexts(), ['refused', 'Manipulative']);
  assert.match(await page.getAttribute('#we_did', 'aria-describedby'), /we_did-words/);
  const [under, over] = await page.evaluate(() => ['.ln-behind__words', 'textarea'].map((one) => {
    const box = document.querySelector('#we_did').closest('.ln-behind').querySelector(one).getBoundingClientRect();
    return [box.left, box.top, box.width].map(Math.round).join();
  }));
  assert.equal(under, over, 'the lines lie under the words');
  assert.deepEqual(await axeFindings(page), []);
  await shot(page, 'keywork-words');
  await page.reload();
  await page.locator('#we_did-words').waitFor();
  await shortest(hands(page));
  await hands(page).enter('Save');
  await said(page, 'The session is kept');
  assert.equal(await sessions(her, 'we_did'), 'She refused tea and was Manipulative. Difficulties, cleaning.');
  assert.deepEqual(errors, []);
  await context.close();
});

test('a moment is written from the board without a PIN, and her keyworker reads it', async () => {
  const her = h.here.women[8];
  await holds(her);
  const { page, context, errors } = await h.page(browser, { terminal: 'agency', since_s: 40 });
  await row(page, 9).getByRole('button', { name: /^More/ }).click();
  await row(page, 9).getByText('Write down a moment').click();
  await page.locator('#kind').waitFor();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Laughed at tea');
  assert.deepEqual(await axeFindings(page), []);
  await shot(page, 'keywork-moment');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText(/A moment of .* is written down/).first().waitFor();
  await context.close();
  const own = await open('keyworker', pathOf(her, '/keywork'));
  await says(own.page, /Laughed at tea/);
  await own.page.getByRole('button', { name: 'I have read it' }).click();
  await says(own.page, /No moment waits to be read\.[\s\S]*1 moment read in the last 28 days/);
  assert.deepEqual([...errors, ...own.errors], []);
  await own.context.close();
});

test('a suggestion is taken by the version that takes it in', async () => {
  const her = h.here.women[9];
  await ok(key().put(`/api/safety-plans/${randomUUID()}`, planOf(her)));
  await ok(saveSession(key(), her, { changes_plan: true, suggestion: { id: randomUUID(), words: 'Tea in the garden.' } }));
  const { page, context } = await open('keyworker', pathOf(her, '/safety-plan'));
  await page.getByRole('link', { name: 'Take it into her plan' }).click();
  await page.getByText('Which of these does this version take in?').waitFor();
  await page.getByLabel('Tea in the garden.').check();
  await page.fill('#lines-0-does', 'Offer tea in the garden');
  await page.fill('#reason', 'She asked for it');
  await page.getByRole('button', { name: 'Save this version' }).click();
  await said(page, 'Her plan is saved as a new version.');
  assert.equal(await h.sql(`SELECT decision FROM lantern.plan_suggestion WHERE stay_id = '${her.stay}'`), 'taken');
  await context.close();
});
