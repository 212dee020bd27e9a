// What is seldom opened over the board, and then in a hurry: each dialog by keys alone, and for axe, fingers and narrow
// screens in both themes. What was asked for after an incident, and who has had it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rows } from '../harness/index.mjs';
import { visitOf } from '../http/house.mjs';
import { proposed, signs } from '../http/her_signs.mjs';
import { axeFindings, overflow, shot, smallTargets, stage } from './browser.mjs';
import { intoBoard, more, night, PIN, row } from './night.mjs';

const { browser, h } = await stage(() => night({ women: 9 }));
const woman = (n) => h.here.women[n - 1];
const said = (n) => ({ stay: woman(n).stay, crn: woman(n).crn });
const dialog = (page) => page.locator('dialog[open]').last();
const still = () => ({ ...h, clock: { iso: h.clock.now() } });
const focused = (locator) => locator.evaluate((one) => one === document.activeElement);

/** Goes to it by Tab alone. */
async function reach(page, locator) {
  await locator.waitFor();
  for (let i = 0; i < 80; i++) {
    if (await focused(locator)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${locator}`);
}

async function press(page, locator, key = 'Enter') {
  await reach(page, locator);
  await page.keyboard.press(key);
}

async function type(page, selector, text) {
  await reach(page, page.locator(selector));
  await page.keyboard.type(text);
}

const gone = (page) => page.locator('dialog[open]').waitFor({ state: 'detached' });
const focusIn = (page, n) => page.waitForFunction((stay) => document.activeElement?.closest('[data-stay]')?.dataset.stay === stay, woman(n).stay);
const toRoom = async (page, n) => {
  await intoBoard(page);
  await page.keyboard.press(String(n));
  await focusIn(page, n);
};

// Room 1: under the influence. Room 2: her signs. Room 3: her rule has come true.
await h.as('night_worker').put(`/api/watches/${crypto.randomUUID()}`, { ...said(1), reason: 'intoxication' });
await signs(h, woman(2));
await proposed(still(), woman(3));

/** How each is opened from the board, and what it says when it is there. */
const DIALOGS = {
  rouse: { start: (page) => menu(page, 1, 'Rousing: the four questions'), there: 'Can she be roused?' },
  intoxication: { start: (page) => menu(page, 4, 'Under the influence'), there: 'Rousing checks every' },
  incident: { start: (page) => menu(page, 4, 'After a serious incident'), there: 'What happened?' },
  signs: { start: (page) => row(page, 2).getByRole('button', { name: /^Signs/ }).click(), there: 'misses tea' },
  proposal: { start: (page) => more(page, woman(3).stay).getByRole('button', { name: /^Confirm/ }).click(), there: 'What do you decide?' },
  'crisis-pick': { start: (page) => page.getByRole('button', { name: 'Crisis summary' }).click(), there: 'Exampleby, Woman A' },
};

async function menu(page, n, name) {
  await row(page, n).getByRole('button', { name: /^More/ }).click();
  await row(page, n).getByRole('button', { name }).click();
}

/** axe, fingers and width, of what is open. */
async function holds(page, name) {
  assert.deepEqual(await axeFindings(page, { include: ['dialog'] }), [], name);
  assert.deepEqual(await smallTargets(page), [], name);
  assert.equal(await overflow(page), 0, name);
  assert.equal(await dialog(page).evaluate((one) => one.scrollWidth - one.clientWidth), 0, name);
}

for (const [theme, width] of [['day', 1280], ['night', 1280], ['day', 320], ['night', 320]]) {
  test(`each dialog holds for axe, fingers and width: ${theme}, ${width} pixels`, async () => {
    const { page, errors, context } = await h.page(browser, { laptop: 'night_worker', theme, width, height: 800 });
    for (const [name, { start, there }] of Object.entries(DIALOGS)) {
      await start(page);
      await dialog(page).getByText(there).first().waitFor();
      await holds(page, name);
      // What is wrong with it is said in it too.
      const sign = dialog(page).locator('#sign');
      if ((await sign.count()) === 1 && name !== 'intoxication') {
        await sign.click();
        await dialog(page).getByRole('alert').waitFor();
        await holds(page, `${name} refused`);
      }
      await shot(page, `rare-${name}-${theme}-${width}`);
      await page.keyboard.press('Escape');
      await gone(page);
    }
    assert.deepEqual(errors, []);
    await context.close();
  });

  test(`the steps when she does not answer, and their end, hold the same: ${theme}, ${width} pixels`, async () => {
    const id = crypto.randomUUID();
    await h.as('shift_lead').put(`/api/chains/${id}`, said(5));
    await h.as('shift_lead').put(`/api/chain-steps/${crypto.randomUUID()}`, { chain: id, step: 'entered' });
    const { page, errors, context } = await h.page(browser, { laptop: 'night_worker', theme, width, height: 800 });
    await page.locator('.ln-chain').waitFor();
    await holds(page, 'steps');
    await shot(page, `rare-steps-${theme}-${width}`);
    await page.getByRole('button', { name: 'It is over' }).click();
    await page.getByText('I was alone').click();
    await page.locator('#sign').click();
    await dialog(page).getByRole('alert').waitFor();
    await holds(page, 'end');
    await shot(page, `rare-end-${theme}-${width}`);
    await h.as('shift_lead').post(`/api/chains/${id}/end`, { outcome: 'answered' });
    assert.deepEqual(errors, []);
    await context.close();
  });
}

test('rouse, intoxication, incident, signs, her rule and the crisis summary, each by keys alone', async () => {
  const { page, errors, context } = await h.page(browser, { terminal: 'night_worker', since_s: 40 });
  await row(page, 1).waitFor();

  await toRoom(page, 1);
  await page.keyboard.press('u');
  await dialog(page).getByText('Can she be roused?').waitFor();
  await page.keyboard.press('Tab');
  for (const question of [/roused/, /answer you/, /what you ask/]) await press(page, dialog(page).getByRole('group', { name: question }).getByRole('button', { name: 'Yes' }), 'Space');
  await press(page, dialog(page).getByRole('button', { name: 'Record the answers' }));
  assert.match(await dialog(page).innerText(), /Answer all four questions/);
  await page.keyboard.press('Shift+Tab'); // back from the button, to the last question
  await press(page, dialog(page).getByRole('group', { name: /illness/ }).getByRole('button', { name: 'No' }), 'Space');
  await press(page, dialog(page).getByRole('button', { name: 'Record the answers' }));
  await gone(page);
  await focusIn(page, 1);
  assert.equal((await rows(h.db, `SELECT 1 FROM lantern.rouse_answer WHERE stay_id = '${woman(1).stay}'`)).length, 1);

  await toRoom(page, 4);
  await page.keyboard.press('u');
  await type(page, '#words', 'Unsteady on the stairs');
  await type(page, '#pin', PIN.night_worker);
  await page.keyboard.press('Enter');
  await gone(page);
  await focusIn(page, 4);
  assert.equal((await rows(h.db, `SELECT 1 FROM lantern.watch WHERE stay_id = '${woman(4).stay}' AND reason = 'intoxication'`)).length, 1);

  await toRoom(page, 3);
  await page.keyboard.press('p');
  await dialog(page).getByText('What do you decide?').waitFor();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  assert.equal(await dialog(page).getByRole('radio', { name: /Decline/ }).isChecked(), true);
  await type(page, '#reason', 'She is laughing with the others');
  if (await page.locator('#pin').count()) await type(page, '#pin', PIN.night_worker);
  await page.keyboard.press('Enter');
  await gone(page);
  const [decided] = await rows(h.db, `SELECT decision, reason FROM lantern.proposal WHERE stay_id = '${woman(3).stay}'`);
  assert.deepEqual({ ...decided }, { decision: 'declined', reason: 'She is laughing with the others' });

  await toRoom(page, 2);
  await page.keyboard.press('s');
  const seen = dialog(page).getByRole('group', { name: 'hood up and silent' }).getByRole('button', { name: 'Seen', exact: true });
  await press(page, seen);
  await dialog(page).getByText(/Recorded 22:0\d: seen\./).waitFor();
  await press(page, dialog(page).getByRole('button', { name: 'Close' }));
  await gone(page);
  await focusIn(page, 2);

  await press(page, page.getByRole('button', { name: 'Crisis summary' }));
  await dialog(page).getByText('Exampleby, Woman A').waitFor();
  for (const key of ['2', 'Enter']) await page.keyboard.press(key);
  await dialog(page).getByText(/Woman B Exampleby.*room 2/).waitFor();
  await page.keyboard.press('Escape');
  await gone(page);

  await toRoom(page, 6);
  await press(page, row(page, 6).getByRole('button', { name: /^More/ }));
  await press(page, row(page, 6).getByRole('button', { name: 'After a serious incident' }));
  await dialog(page).getByText('What happened?').waitFor();
  for (const key of ['Space', 'ArrowDown', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
  assert.equal(await dialog(page).getByRole('radio', { name: 'Violence' }).isChecked(), true);
  if (await page.locator('#pin').count()) await type(page, '#pin', PIN.night_worker);
  await page.keyboard.press('Enter');
  await gone(page);
  await more(page, woman(6).stay).getByText(/8 other women to be spoken to by 00:0\d/).waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});

test('after an incident: who is still to be spoken to and by when, who has been, and only a count on a locked screen', async () => {
  const { page, client, errors, context } = await h.page(browser, { terminal: 'night_worker' });
  const act = page.locator('.ln-added');
  await act.getByText(/0 of 8 women spoken to, 8 left by 00:0\d/).waitFor();
  for (const n of [7, 8]) {
    const answer = await client.put(`/api/visits/${crypto.randomUUID()}`, visitOf(woman(n), { done_at: h.clock.now() }));
    assert.equal(answer.status, 201, answer.text);
  }
  await act.getByText(/2 of 8 women spoken to, 6 left by 00:0\d/).waitFor();
  await press(page, act.locator('summary'));
  const list = act.locator('.ln-added__box');
  const words = /To be spoken to by 00:0\d[^]*Room 1 Exampleby, Woman A[^]*Room 5 Exampleby, Woman E[^]*Room 9 Restricted[^]*Over[^]*Room 7 Exampleby, Woman G: spoken to 22:0\d[^]*Room 8/;
  assert.match(await list.innerText(), words);
  assert.doesNotMatch(await list.innerText(), /Woman F/, 'it happened to her: she is no other woman');
  assert.deepEqual(await axeFindings(page), []);
  await shot(page, 'added-day-1280');
  await page.reload();
  await act.locator('summary').click();
  assert.match(await list.innerText(), words, 'also for whoever comes later');
  const locked = await h.page(browser, { terminal: 'locked', theme: 'night', width: 320 });
  await locked.page.locator('.ln-strip').getByText(/6 women to be spoken to by 00:0\d/).waitFor();
  assert.doesNotMatch(await locked.page.content(), /Exampleby|Woman/);
  assert.equal(await overflow(locked.page), 0);
  assert.deepEqual([...errors, ...locked.errors], []);
  await context.close();
  await locked.context.close();
});

test('a visit says whether it was typed at a desk or recorded with the screen in the hand', async () => {
  const recorded = async (n, more) => {
    const { page, context } = await h.page(browser, { laptop: 'keyworker', ...more });
    await row(page, n).locator('.ln-record').click();
    await page.locator('#answer').waitFor();
    await page.keyboard.press('1');
    await page.locator('#sign').click();
    await gone(page);
    await context.close();
    const [visit] = await rows(h.db, `SELECT proof FROM lantern.visit WHERE stay_id = '${woman(n).stay}' ORDER BY done_at DESC LIMIT 1`);
    return visit.proof;
  };
  const phone = { width: 390, height: 760, isMobile: true, hasTouch: true };
  assert.equal(await recorded(5, phone), 'handset');
  assert.equal(await recorded(5, {}), 'desk');
  assert.equal(await recorded(5, { ...phone, width: 1024, height: 768 }), 'desk', 'a tablet that stands on the desk');
  assert.equal(await recorded(5, { width: 390 }), 'desk', 'a narrow window is no handset');
});
