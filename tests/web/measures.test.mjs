// How the work goes, as a manager reads it: each figure with what it is made of, by room; and the houses together, without any of them.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { before, test } from 'node:test';
import { saveSession } from '../http/keywork.mjs';
import { load } from './bundle.mjs';
import { desk, says, text, write } from './desk.mjs';
import { axeFindings, overflow, shot, stage } from './browser.mjs';

const { browser, h } = await stage(() => desk({ women: 8 }));
const { words } = await load({ words: 'src/pages/measures/words.ts' });

before(async () => {
  await h.terminal();
  for (const woman of h.here.women.slice(0, 7)) {
    const answer = await saveSession(h.as('keyworker'), woman, { happened_at: '2026-11-05T15:00:00.000000Z' });
    assert.equal(answer.status, 201, answer.text);
  }
});

const cells = async (page, name) => (await page.locator('tr', { hasText: name }).locator('td').last().innerText()).trim().split('\n');

test('a manager reads a figure, goes to what it is made of, and to other days, by keys alone', async () => {
  const { page, context, errors } = await h.page(browser, 'premises_manager', '/today');
  await page.getByRole('link', { name: 'Measures' }).focus();
  await page.keyboard.press('Enter');
  await says(page, /Alder House, 14 October 2026 to 10 November 2026/);
  assert.deepEqual(await cells(page, 'Weeks with a keywork session'), ['87%', '7 of 8']);
  await page.getByRole('link', { name: 'Weeks with a keywork session' }).focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'delivery_rate');
  await says(page, /Room 1 1 of 1 week with a session[\s\S]*Room 8 0 of 1 week with a session; none in those from 31 October/);
  assert.doesNotMatch(await text(page), /Woman|Exampleby|X10000|undefined|null/);

  await page.locator('summary').focus();
  await page.keyboard.press('Enter');
  await write(page, 'until-day', '11');
  await page.keyboard.press('Enter');
  await says(page, /The last day has not come yet/);
  await write(page, 'until-day', '9');
  await write(page, 'from-day', '1');
  await write(page, 'from-month', '11');
  await page.keyboard.press('Enter');
  await says(page, /Alder House, 1 November 2026 to 9 November 2026/);
  assert.deepEqual(await cells(page, 'Weeks with a keywork session'), ['Nothing to count']);
  assert.deepEqual(errors, []);
  await context.close();
});

test('it holds for axe and fits, by day and by night, wide and narrow, for a house and for all', async () => {
  for (const role of ['premises_manager', 'area_manager']) {
    const { page, context, errors } = await h.page(browser, role, '/measures');
    await says(page, /Print this page/);
    for (const [theme, width] of [['day', 1280], ['night', 1280], ['night', 320], ['day', 320]]) {
      await page.setViewportSize({ width, height: 800 });
      await page.evaluate((wanted) => (document.documentElement.dataset.theme = wanted), theme);
      assert.deepEqual(await axeFindings(page), [], `${role} ${theme} ${width}`);
      assert.equal(await overflow(page), 0, `${role} ${theme} ${width}`);
      if ((theme === 'day') === (width === 1280)) await shot(page, `measures-${role}-${theme}-${width}`, { fullPage: true });
    }
    assert.deepEqual(errors, []);
    await context.close();
  }
});

test('the houses together: no house, no woman, and in words what is not shown', async () => {
  const { page, context } = await h.page(browser, 'area_manager', '/measures');
  await says(page, /2 houses together, 17 August 2026 to 8 November 2026/);
  const shown = await text(page);
  assert.match(shown, /Weeks with a keywork session[\s\S]*Too few to show/);
  assert.deepEqual(await cells(page, 'Days to the first session'), ['5 days']);
  assert.doesNotMatch(shown, /Alder|Birch|Room \d|Woman/);
  await context.close();
});

test('on paper a house is four sheets at most, and the houses together one', async () => {
  for (const [role, most] of [['premises_manager', 4], ['area_manager', 1]]) {
    const { page, context } = await h.page(browser, role, '/measures', { theme: 'night' });
    await says(page, /Print this page/);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const sheets = execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' }).split('\f').slice(0, -1);
    assert.ok(sheets.length <= most, `${role}: ${sheets.length}`);
    assert.match(sheets[0], /Measures[\s\S]*Weeks with a keywork session/);
    assert.doesNotMatch(sheets.join(''), /Print this page|Show these days/);
    await context.close();
  }
});

test('a figure is said as people say it', () => {
  const said = (unit, value) => words.valueInWords({ name: 'x', unit, value, count: null, of: 1 });
  assert.deepEqual([said('percent', 0), said('days', 1), said('days', 2.5), said('seconds', 12_000), said('seconds', 3600), said('seconds', 40), said('count', 0), said('percent', null)],
    ['0%', '1 day', '2.5 days', '3 hours 20 minutes', '1 hour', '0 minutes', '0', 'Nothing to count']);
});
