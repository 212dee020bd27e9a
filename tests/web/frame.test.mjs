// The frame and the parts in a real browser, under the server's content security policy.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { axeFindings, launch, open, overflow, shot, smallTargets } from './browser.mjs';
import { gallery } from './gallery.mjs';
import { dist, me, stub } from './stub.mjs';

let browser;
let server;

before(async () => {
  server = await stub({}, await gallery());
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const as = (who) => (server.answers['GET /api/me'] = who);
const oneRowBoard = () => {
  const at = (minutes) => new Date(Date.now() + minutes * 60_000).toISOString().replace('Z', '000Z');
  return {
    premises: { id: '11111111-1111-4111-8111-111111111111', name: 'Example House' }, now: at(0), horizon: '1-1-0', locked: false,
    settings: { soon_s: 900, pin_again_s: 30, pin_idle_s: 60, going_s: 300, late_entry_s: 600, retrospective_s: 3600 },
    people: [{ staff: '22222222-2222-4222-8222-222222222222', initials: 'MO', name: 'Mary Okafor' }],
    rows: [{
      stay: '44444444-4444-4444-8444-444444444444', room: '4',
      resident: { id: '55555555-5555-4555-8555-555555555555', crn: 'X123456', preferred_name: 'Carys', family_name: 'Hughes', restricted: false },
      presence: { state: 'in', since: null, back_by: null, call_due: null, movement: null },
      requirements: [{
        id: '66666666-6666-4666-8666-666666666666', source: 'plan', kind: 'sign_of_life', from: at(-10), drawn: at(0), latest: at(20),
        class: 'routine', min_gap_s: 1800, max_gap_s: 3600,
      }],
      last_visit: null, going: null, alarm: null, how: null, day_of_stay: 3, days_since_release: 3, predictable: false,
    }],
  };
};
const nobody = () => ({ status: 401, body: { type: '/problems/sign-in', title: 'Sign in', status: 401 } });

for (const theme of ['day', 'night']) {
  for (const width of [1280, 320]) {
    test(`the open pages are accessible: ${theme}, ${width} px`, async () => {
      as(nobody);
      const { page, context, errors } = await open(browser, { base: server.base, path: null, theme, width });
      for (const path of ['/accessibility', '/privacy', '/cookies', '/nowhere']) {
        await page.goto(path);
        await page.waitForSelector('#main-content h1');
        assert.deepEqual(await axeFindings(page), [], path);
        assert.equal(await overflow(page), 0, `${path} fits`);
        assert.match(await page.title(), / - Lantern$/);
      }
      assert.deepEqual(errors, []);
      await shot(page, `frame-${theme}-${width}`);
      await context.close();
    });

    test(`all parts are accessible: ${theme}, ${width} px`, async () => {
      const { page, context, errors } = await open(browser, { base: server.base, path: '/gallery', theme, width });
      await page.waitForSelector('#note');
      assert.deepEqual(await axeFindings(page), []);
      assert.equal(await overflow(page), 0, 'nothing has to be scrolled sideways');
      assert.deepEqual(await smallTargets(page), []);
      await shot(page, `parts-${theme}-${width}`, { fullPage: true });
      await page.click('text=Open the dialog');
      await page.waitForSelector('dialog[open]');
      assert.deepEqual(await axeFindings(page, { include: ['dialog'] }), []);
      await shot(page, `parts-dialog-${theme}-${width}`);
      assert.deepEqual(errors, []);
      await context.close();
    });
  }
}

test('an error summary takes focus, and its link leads to the field', async () => {
  const { page, context } = await open(browser, { base: server.base, path: '/gallery' });
  await page.waitForSelector('.govuk-error-summary');
  assert.match(await page.evaluate(() => document.activeElement.className), /govuk-error-summary/);
  await page.click('.govuk-error-summary a');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'answer');
  await context.close();
});

test('a dialog keeps focus inside, closes by Escape and gives focus back', async () => {
  const { page, context } = await open(browser, { base: server.base, path: '/gallery' });
  await page.click('text=Open the dialog');
  await page.waitForSelector('dialog[open]');
  await page.click('.ln-keypad >> text=4');
  assert.equal(await page.inputValue('#pin'), '4');
  await page.keyboard.press('Escape');
  await page.waitForSelector('dialog', { state: 'detached' });
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Open the dialog');
  await context.close();
});

test('a menu opens and closes by keys, and by a click elsewhere', async () => {
  const { page, context } = await open(browser, { base: server.base, path: '/gallery' });
  await page.focus('.ln-person button');
  await page.keyboard.press('Enter');
  assert.equal(await page.isVisible('.ln-person .ln-menu__list'), true);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Change her checks');
  await page.keyboard.press('Escape');
  assert.equal(await page.isVisible('.ln-person .ln-menu__list'), false);
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-expanded')), 'false');
  await page.keyboard.press('Enter');
  await page.click('h1');
  assert.equal(await page.isVisible('.ln-person .ln-menu__list'), false);
  await context.close();
});

test('a draft survives a closed tab and goes when it was saved', async () => {
  const { page, context } = await open(browser, { base: server.base, path: '/gallery' });
  await page.fill('#note', 'She was awake and reading.');
  await page.waitForTimeout(100);
  await page.close();
  const again = await context.newPage();
  await again.goto('/gallery');
  await again.waitForFunction(() => document.querySelector('#restored')?.textContent === 'Restored');
  assert.equal(await again.inputValue('#note'), 'She was awake and reading.');
  await again.click('text=Forget the draft');
  await again.waitForTimeout(100);
  await again.reload();
  await again.waitForTimeout(200);
  assert.equal(await again.inputValue('#note'), '');
  await context.close();
});

test('on a terminal the name of who records stands large across the top', async () => {
  as(me({ terminal: true }));
  const { page, context, errors } = await open(browser, { base: server.base, path: '/privacy' });
  await page.waitForSelector('.ln-worker__name');
  assert.match(await page.textContent('.ln-worker__name'), /Mary Okafor/);
  const size = await page.$eval('.ln-worker__name', (one) => parseFloat(getComputedStyle(one).fontSize));
  assert.ok(size >= 32, `${size} px`);
  assert.match(await page.textContent('.moj-header'), /Example House/);
  await shot(page, 'frame-terminal');
  assert.deepEqual(await axeFindings(page), []);
  assert.deepEqual(errors, []);
  await context.close();
});

test('F8 covers every name, and a key shows the exact place again', async () => {
  as(me({ terminal: true }));
  const { page, context } = await open(browser, { base: server.base, path: '/privacy' });
  await page.waitForSelector('.ln-worker__name');
  await page.focus('.govuk-footer a >> nth=1');
  await page.evaluate(() => window.scrollTo(0, 300));
  const scrolled = await page.evaluate(() => window.scrollY);
  await page.keyboard.press('F8');
  await page.waitForSelector('.ln-cover[open]');
  assert.equal(await page.isVisible('.ln-worker__name'), false);
  assert.doesNotMatch(await page.evaluate(() => document.body.innerText), /Okafor|Example House/);
  assert.deepEqual(await axeFindings(page), []);
  await shot(page, 'cover');
  await page.keyboard.press('a');
  await page.waitForSelector('.ln-cover', { state: 'detached' });
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Privacy');
  assert.equal(await page.evaluate(() => window.scrollY), scrolled);
  await context.close();
});

test('the cover lies over an open dialog too, and what was chosen in it is still there', async () => {
  as(me({ terminal: true }));
  server.answers['GET /api/premises/11111111-1111-4111-8111-111111111111/board'] = oneRowBoard();
  const { page, context } = await open(browser, { base: server.base, path: '/board' });
  await page.click('button:has-text("Record")');
  await page.waitForSelector('dialog[open]');
  const answer = page.locator('dialog input[type=radio]').nth(1);
  await answer.check();
  await page.keyboard.press('F8');
  await page.waitForSelector('.ln-cover[open]');
  assert.doesNotMatch(await page.evaluate(() => document.body.innerText), /Hughes|Carys/);
  await page.click('text=Show the screen');
  await page.waitForSelector('.ln-cover', { state: 'detached' });
  assert.equal(await answer.isChecked(), true);
  assert.equal(await answer.evaluate((one) => one === document.activeElement), true);
  await context.close();
});

test('going to another page moves focus to its heading and goes to the top', async () => {
  as(me());
  const { page, context } = await open(browser, { base: server.base, path: '/privacy' });
  await page.waitForSelector('#main-content h1');
  await page.click('.govuk-footer a >> text=Cookies');
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1' && document.activeElement.textContent.startsWith('Cookies'));
  assert.equal(await page.evaluate(() => window.scrollY), 0);
  assert.equal(await page.title(), 'Cookies and storage - Lantern');
  await page.goBack();
  await page.waitForFunction(() => document.querySelector('h1').textContent === 'Privacy');
  await context.close();
});

test('the colours are changed by one press, and kept', async () => {
  as(me());
  const { page, context } = await open(browser, { base: server.base, path: '/privacy' });
  const dark = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.equal(await dark(), 'rgb(255, 255, 255)');
  await page.click('text=Night colours');
  assert.equal(await dark(), 'rgb(16, 18, 20)');
  assert.equal(await page.evaluate(() => localStorage.getItem('lantern.theme')), 'night');
  await context.close();
});

test('an answer that came long before the program is still an answer', async () => {
  as(me());
  const { page, context } = await open(browser, { base: server.base, path: null });
  await page.addInitScript(() => {
    const soon = AbortSignal.timeout.bind(AbortSignal);
    AbortSignal.timeout = () => soon(100);
  });
  await page.route('**/app.js', async (route) => {
    await page.waitForFunction(() => globalThis.lanternMe !== undefined);
    await page.evaluate(() => new Promise((resolve) => AbortSignal.timeout(0).addEventListener('abort', () => setTimeout(resolve, 20))));
    await route.continue();
  });
  await page.goto('/account');
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
  await context.close();
});

test('when the server cannot be reached, the page says what to do instead', async () => {
  as(() => ({ status: 503, body: { type: '/problems/busy', title: 'Busy', status: 503 } }));
  const { page, context } = await open(browser, { base: server.base, path: '/residents' });
  await page.waitForSelector('text=Use the paper check sheet and call the duty manager');
  assert.match(await page.textContent('.ln-notices'), /You are not connected/);
  assert.deepEqual(await axeFindings(page), []);
  await shot(page, 'service-down');
  as(me());
  await page.click('button:has-text("Try again")');
  await page.waitForSelector('text=You are not connected', { state: 'detached' });
  await context.close();
});

test('a reload without a connection still opens the application', async () => {
  as(me());
  const { page, context } = await open(browser, { base: server.base, path: '/privacy', worker: true });
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await server.stop();
  try {
    await page.goto('/cookies');
    await page.waitForSelector('h1 >> text=Cookies and storage');
    await page.waitForSelector('text=You are not connected');
  } finally {
    await server.start();
    await context.close();
  }
});

test('a new version waits until nothing is open, and comes only when asked', async () => {
  as(me({ terminal: true }));
  server.answers['GET /api/premises/11111111-1111-4111-8111-111111111111/board'] = oneRowBoard();
  const { page, context } = await open(browser, { base: server.base, path: '/board', worker: true });
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.evaluate(() => (window.sameLoad = true));
  await page.click('button:has-text("Record")');
  await page.waitForSelector('dialog[open]');
  server.files['/sw.js'] = `${readFileSync(join(await dist(), 'sw.js'), 'utf8')}// newer`;
  try {
    await page.evaluate(() => navigator.serviceWorker.getRegistration().then((one) => one.update()));
    await page.waitForFunction(() => navigator.serviceWorker.getRegistration().then((one) => one.waiting !== null));
    assert.equal(await page.isVisible('text=A new version of Lantern is ready.'), false, 'not while she is recording');
    await page.keyboard.press('Escape');
    await page.waitForSelector('text=A new version of Lantern is ready.');
    assert.equal(await page.evaluate(() => window.sameLoad), true, 'it has not loaded by itself');
    await page.click('text=Load it now');
    await page.waitForFunction(() => window.sameLoad === undefined);
  } finally {
    delete server.files['/sw.js'];
    await context.close();
  }
});

test('opened without https it says what does not work, and works', async () => {
  as(me());
  const plain = await launch({ args: ['--host-resolver-rules=MAP ap-server 127.0.0.1'] });
  try {
    const { page, errors } = await open(plain, { base: server.base.replace('localhost', 'ap-server'), path: '/privacy', worker: true });
    await page.waitForSelector('text=This page is not secure.');
    assert.equal(await page.textContent('h1'), 'Privacy');
    assert.deepEqual(errors, []);
  } finally {
    await plain.close();
  }
});

test('without JavaScript the page says to use paper', async () => {
  const { page, context } = await open(browser, { base: server.base, path: '/', javaScriptEnabled: false });
  assert.match(await page.textContent('noscript'), /Use the paper check sheet and call the duty manager/);
  await shot(page, 'no-javascript');
  await context.close();
});

test('forced colours and print lose nothing', async () => {
  const { page, context } = await open(browser, { base: server.base, path: '/gallery', theme: 'night' });
  await page.emulateMedia({ forcedColors: 'active' });
  await shot(page, 'parts-forced-colours');
  await page.emulateMedia({ forcedColors: 'none', media: 'print' });
  assert.equal(await page.isVisible('.moj-header'), false);
  assert.equal(await page.$eval('h1', (one) => getComputedStyle(one).color), 'rgb(0, 0, 0)');
  await context.close();
});
