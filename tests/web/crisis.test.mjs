// The crisis summary from every screen, out of the memory of the page: without a network, by keys alone, never on a locked
// screen. And what is done for a woman who is under the influence, and after an incident.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rows } from '../harness/index.mjs';
import { axeFindings, overflow, shot, smallTargets, stage } from './browser.mjs';
import { more, night, PIN, row } from './night.mjs';

const { browser, h } = await stage(() => night({ women: 12 }));
const woman = (n) => h.here.women[n - 1];
const dialog = (page) => page.locator('dialog[open]');
const read = (page) => page.waitForResponse((answer) => /\/api\/premises\/[^/]+\/crisis$/.test(answer.url()));
const menu = async (page, n, name) => {
  await row(page, n).getByRole('button', { name: /^More/ }).click();
  await row(page, n).getByRole('button', { name }).click();
};

test('one tap from every screen, her room and Enter; it opens without a network, says how old it is, and goes with the lock', async () => {
  for (const [theme, width] of [['day', 1280], ['night', 320]]) {
    const { page, errors, context } = await h.page(browser, { terminal: 'night_worker', theme, width, height: 800, path: null });
    const known = read(page);
    const later = page.waitForResponse(/board-more-/);
    await page.goto('/board');
    await (await known).finished();
    await (await later).finished();
    await page.getByRole('link', { name: 'Your account' }).click();
    await page.locator('h1', { hasText: 'Your account' }).waitFor();
    await context.route('**/api/**', (route) => route.abort());
    await page.getByRole('button', { name: 'Crisis summary' }).click();
    await dialog(page).getByText('Exampleby, Woman A').waitFor();
    assert.deepEqual(await smallTargets(page), []);
    await page.keyboard.press('1');
    await page.keyboard.press('1');
    await page.keyboard.press('Enter');
    await dialog(page).getByText(/Woman K Exampleby.*CRN X1000\d\d, room 11/).waitFor();
    assert.match(await dialog(page).innerText(), /Read from Lantern[^]*at 22:\d\d[^]*Allergies\s+Not asked yet[^]*Naloxone here\?[^]*Knock twice/);
    assert.deepEqual(await axeFindings(page, { include: ['dialog'] }), []);
    assert.equal(await overflow(page), 0);
    await shot(page, `crisis-${theme}-${width}`);
    await page.evaluate(() => document.querySelector('dialog[open]').close());
    await context.unroute('**/api/**');
    await page.goto('/board');
    await page.getByRole('button', { name: 'Lock', exact: true }).click();
    await page.locator('.ln-locked').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Crisis summary' }).count(), 0);
    assert.doesNotMatch(await page.content(), /Exampleby/);
    assert.deepEqual(errors, []);
    await context.close();
  }
});

test('after an incident one act, and the board counts who is still to be spoken to', async () => {
  const { page, errors, context } = await h.page(browser, { laptop: 'shift_lead' });
  await row(page, 2).waitFor();
  await menu(page, 2, 'After a serious incident');
  await page.locator('#kind').waitFor();
  await page.getByText('Violence').click();
  assert.deepEqual(await axeFindings(page, { include: ['dialog'] }), []);
  await page.locator('#sign').click();
  await dialog(page).waitFor({ state: 'detached' });
  await more(page, woman(2).stay).getByText(/11 other women to be spoken to by 00:\d\d, each by herself/).waitFor();
  await page.locator('.ln-strip').getByText(/0 of 11 women spoken to, 11 left by 00:\d\d/).waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});

test('under the influence is one tap from her menu; after a rousing check four questions, and a "no" says 999 at once', async () => {
  const { page, errors, context } = await h.page(browser, { terminal: 'night_worker', since_s: 40 });
  await menu(page, 1, 'Under the influence');
  await dialog(page).getByText(/Rousing checks every 15 min to 30 min until at least 02:0\d/).waitFor();
  await page.fill('#words', 'Unsteady, smells of drink');
  await page.fill('#pin', PIN.night_worker);
  await page.keyboard.press('Enter');
  await dialog(page).waitFor({ state: 'detached' });
  await more(page, woman(1).stay).getByText(/^Rousing until at least 02:0\d$/).waitFor();
  const [watch] = await rows(h.db, `SELECT reason, words FROM lantern.watch WHERE stay_id = '${woman(1).stay}'`);
  assert.deepEqual([watch.reason, watch.words], ['intoxication', 'Unsteady, smells of drink']);

  h.clock.forward(5); // nobody has roused her for half an hour: now, and nobody is late for it yet
  await row(page, 1).getByText(/rouse her/).waitFor();
  await row(page, 1).locator('.ln-record').click();
  await page.locator('#answer').waitFor();
  await page.keyboard.press('1');
  await page.locator('#sign').click();
  await dialog(page).getByText('Can she be roused?').waitFor();
  const answer = (question, words) => dialog(page).getByRole('group', { name: question }).getByRole('button', { name: words }).click();
  await answer(/roused/, 'Yes');
  assert.equal(await dialog(page).getByText('Call 999 now.').count(), 0);
  await answer(/answer you/, 'No');
  const words = dialog(page).getByText('Call 999 now.');
  await words.waitFor();
  assert.ok((await words.evaluate((one) => parseFloat(getComputedStyle(one).fontSize))) >= 32, 'large');
  assert.deepEqual(await axeFindings(page, { include: ['dialog'] }), []);
  assert.deepEqual(await smallTargets(page), []);
  await shot(page, 'rouse-999-day');
  await answer(/what you ask/, 'Unclear');
  await answer(/illness/, 'No');
  await page.getByRole('button', { name: 'Record the answers' }).click();
  await dialog(page).waitFor({ state: 'detached' });
  const [kept] = await rows(h.db, `SELECT rousable, answers, follows_request, may_be_illness FROM lantern.rouse_answer WHERE stay_id = '${woman(1).stay}'`);
  assert.deepEqual({ ...kept }, { rousable: 'yes', answers: 'no', follows_request: 'unclear', may_be_illness: 'no' });
  assert.deepEqual(errors, []);
  await context.close();
});

test('at her door the summary leads to the page that prints, and the steps do not lie over it', async () => {
  const { page, errors, context } = await h.page(browser, { laptop: 'night_worker' });
  await row(page, 3).waitFor();
  await menu(page, 3, 'She does not answer');
  await dialog(page).getByRole('button', { name: 'Crisis summary' }).click();
  await page.getByRole('link', { name: 'Print it' }).click();
  await page.locator('h1', { hasText: 'Crisis summary' }).waitFor();
  await page.getByRole('button', { name: 'Print this page' }).waitFor();
  assert.equal(await dialog(page).count(), 0);
  await page.locator('.ln-chain-aside').getByText(/No reply, room 3/).waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});
