// The night board against the real server: what it says, how it is moved about, and how soon it is true on every screen.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { visitOf } from '../http/house.mjs';
import { axeFindings, counter, overflow, shot, smallTargets, stage } from './browser.mjs';
import { intoBoard, more, night, row } from './night.mjs';

const { browser, h } = await stage(() => night({ women: 12 }));

const focused = (page) => page.evaluate(() => document.activeElement?.closest('[data-stay]')?.querySelector('.ln-row__room')?.lastChild?.textContent ?? null);
const counts = (page) => page.locator('.ln-strip__counts');
const groups = (page) => page.locator('.ln-group__head').allInnerTexts().then((all) => all.map((text) => text.replace(/\s+/g, ' ').trim()));

test('the board says who, when, how, and how many, and holds for axe in both themes and at 320 pixels', async () => {
  for (const [theme, width] of [['day', 1280], ['night', 1280], ['day', 320], ['night', 320]]) {
    const { page, errors, context } = await h.page(browser, { terminal: 'night_worker', theme, width, height: 800 });
    await row(page, 1).waitFor();
    const text = await row(page, 1).innerText();
    assert.match(text, /Exampleby, Woman A/);
    assert.match(text, /Latest 22:25/);
    assert.match(text, /sign of life/);
    assert.match(await more(page, h.here.women[0].stay).innerText(), /Knock twice and say your name/);
    assert.match(await counts(page).innerText(), /12\s+due now/);
    assert.match(await row(page, 12).innerText(), /Restricted/);
    assert.equal(await page.locator('.ln-worker__name').innerText().then((words) => words.trim().endsWith('alder night_worker')), true);
    assert.deepEqual(await axeFindings(page), []);
    assert.deepEqual(await smallTargets(page), []);
    assert.equal(await overflow(page), 0);
    assert.deepEqual(errors, []);
    await shot(page, `board-${theme}-${width}`, { fullPage: width === 320 });
    await context.close();
  }
});

test('digits go to a room, arrows to the next, and nothing moves while the focus is elsewhere', async () => {
  const { page, context } = await h.page(browser, { terminal: 'night_worker' });
  const keys = counter(page);
  await row(page, 1).waitFor();
  await page.locator('.moj-header__link').first().focus();
  await keys.press('4');
  assert.equal(await focused(page), null, 'a digit outside the board does nothing');
  await intoBoard(page);
  await keys.type('1');
  assert.equal(await focused(page), '1');
  await keys.type('1');
  assert.equal(await focused(page), '11');
  await page.waitForTimeout(1300);
  await keys.type('3');
  assert.equal(await focused(page), '3');
  await keys.press('ArrowDown');
  assert.equal(await focused(page), '4');
  await keys.press('Home');
  assert.equal(await focused(page), '1');
  await keys.press('End', 'ArrowDown');
  assert.equal(await focused(page), '12');
  await keys.press('F2');
  assert.equal(await focused(page), '1', 'the most pressing one');
  assert.match(await page.locator('.ln-panel').innerText(), /Woman A Exampleby[^]*How to be with me[^]*any time 21:55 to 22:25\. Due now/);
  await context.close();
});

test('what is recorded at one screen is on the other within a second', async () => {
  const one = await h.page(browser, { terminal: 'night_worker' });
  const two = await h.page(browser, { laptop: 'keyworker', theme: 'night' });
  await row(two.page, 2).waitFor();
  const woman = h.here.women[1];
  const answer = await one.client.put(`/api/visits/${crypto.randomUUID()}`, visitOf(woman, { done_at: h.clock.now() }));
  assert.equal(answer.status, 201, answer.text);
  const from = performance.now();
  await row(two.page, 2).getByText('Spoke').waitFor();
  assert.ok(performance.now() - from < 1000);
  assert.match(await row(two.page, 2).innerText(), /A0/);
  assert.match(await counts(two.page).innerText(), /11\s+due now/);
  assert.deepEqual([...one.errors, ...two.errors], []);
  await one.context.close();
  await two.context.close();
});

test('"I am going now" by Space shows on the other screen, and Space takes it back', async () => {
  const one = await h.page(browser, { terminal: 'night_worker' });
  const two = await h.page(browser, { laptop: 'keyworker' });
  await row(one.page, 5).waitFor();
  await row(two.page, 5).waitFor();
  await intoBoard(one.page);
  await one.page.keyboard.press('5');
  await one.page.keyboard.press('Space');
  await row(two.page, 5).getByText('A0 is going').waitFor();
  await row(one.page, 5).getByText('You are going').waitFor();
  assert.equal(await focused(one.page), '5', 'the key opens nothing');
  await one.page.keyboard.press('Space');
  await row(two.page, 5).getByText('A0 is going').waitFor({ state: 'detached' });
  await one.context.close();
  await two.context.close();
});

test('rows keep their place while a dialog is open or they are held, and move when it is over', async () => {
  const { page, client, context } = await h.page(browser, { terminal: 'night_worker' });
  await row(page, 3).waitFor();
  const order = () => page.locator('.ln-row__room').allInnerTexts().then((all) => all.map((text) => Number(/(\d+)$/.exec(text.trim())[1])));
  const seen = (n) => client.put(`/api/visits/${crypto.randomUUID()}`, visitOf(h.here.women[n - 1], { done_at: h.clock.now() }));
  await intoBoard(page);
  const before = await order();
  await page.keyboard.press('4');
  await page.keyboard.press('Enter');
  await page.locator('dialog').waitFor();
  await seen(3);
  await row(page, 3).getByText('Spoke').waitFor();
  assert.deepEqual(await order(), before, 'the row says what happened, and stays where it was');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.querySelectorAll('.ln-group').length > 1);
  assert.notDeepEqual(await order(), before);
  assert.equal(await focused(page), '4');

  await page.getByRole('button', { name: 'Hold still' }).click();
  const held = await order();
  await seen(6);
  await row(page, 6).getByText('Spoke').waitFor();
  assert.deepEqual(await order(), held);
  await page.getByRole('button', { name: 'Hold still' }).click();
  await page.waitForFunction((was) => {
    const now = [...document.querySelectorAll('.ln-row__room')].map((one) => one.lastChild.textContent);
    return now.join() !== was;
  }, held.join());
  await context.close();
});

test('one second past the latest time it is overdue: counted, said, sounding, and quiet when acknowledged', async () => {
  const woman = h.here.women[6];
  h.clock.set('2026-11-10T22:24:57.000Z');
  const sounds = (page) => page.evaluate(() => globalThis.sounds);
  const { page, errors, context } = await h.page(browser, { terminal: 'night_worker', path: null });
  await page.addInitScript(() => {
    globalThis.sounds = 0;
    const make = AudioContext.prototype.createOscillator;
    AudioContext.prototype.createOscillator = function () {
      globalThis.sounds++;
      return make.call(this);
    };
  });
  await page.goto('/board');
  await row(page, 7).waitFor();
  await page.keyboard.press('Shift');
  const early = await counts(page).innerText();
  assert.doesNotMatch(early, /overdue/);
  await page.waitForFunction(() => /overdue/.test(document.querySelector('.ln-strip__counts').textContent));
  const late = h.clock.ms() - Date.parse('2026-11-10T22:25:00Z');
  assert.ok(late >= 1000 && late < 2500, `overdue shown ${late} ms after the latest time`);
  await page.waitForFunction(() => /\d+ overdue/.test(document.getElementById('announcer').textContent));
  assert.match(await page.title(), /^\(\d+ overdue\) Night board/);
  await more(page, woman.stay).getByText('Sounding here').waitFor();
  assert.ok((await sounds(page)) > 0, 'it sounds');
  await shot(page, 'board-overdue-day');
  assert.deepEqual(await axeFindings(page), []);

  await more(page, woman.stay).getByRole('button', { name: /Quiet for 5 min/ }).click();
  await more(page, woman.stay).getByText(/Quiet until 22:30; the clock runs on/).waitFor();
  assert.match(await row(page, 7).innerText(), /overdue/, 'acknowledged is not done');
  assert.deepEqual(errors, []);
  await context.close();
});

test('the line of an alarm says when each was told', async () => {
  h.clock.set('2026-11-10T22:27:01.000Z'); // two minutes after it began to sound, the shift lead is called
  const { page, context } = await h.page(browser, { terminal: 'night_worker' });
  const said = page.locator('.ln-alarm__words').filter({ hasText: 'Shift lead called' }).first();
  await said.waitFor();
  assert.match(await said.innerText(), /Alarm since 22:25\. Sounding here since 22:25\. Shift lead called 22:27\./);
  await context.close();
});

test('without the server the board says so, with the time it was last true', async () => {
  const { page, context } = await h.page(browser, { terminal: 'night_worker' });
  await row(page, 8).waitFor();
  await context.route('**/api/**', (route) => route.abort());
  await intoBoard(page);
  await page.keyboard.press('8');
  await page.keyboard.press('Space');
  const banner = page.locator('.moj-alert--warning');
  await banner.waitFor();
  assert.match(await banner.innerText(), /You are not connected\.[^]*Last updated 22:2\d/);
  assert.match(await counts(page).innerText(), /\? Last updated/);
  assert.doesNotMatch(await row(page, 8).innerText(), /You are going/, 'nothing is shown as done from hope');
  assert.deepEqual(await axeFindings(page), []);
  await shot(page, 'board-offline-day');
  await context.unroute('**/api/**');
  await page.keyboard.press('Space');
  await banner.waitFor({ state: 'detached' });
  await context.close();
});

test('forced colours and reduced motion leave it whole', async () => {
  const { page, context } = await h.page(browser, { terminal: 'night_worker', forcedColors: 'active', reducedMotion: 'reduce' });
  await row(page, 7).waitFor();
  await shot(page, 'board-forced-colours');
  const bar = await row(page, 7).evaluate((one) => getComputedStyle(one).borderLeftWidth);
  assert.equal(bar, '8px');
  assert.deepEqual(await axeFindings(page), []);
  await context.close();
});
