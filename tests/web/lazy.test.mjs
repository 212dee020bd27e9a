// Pages that are fetched when somebody goes to them: before, while and instead of their coming.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { axeFindings, open, shot, stage } from './browser.mjs';
import { dist, me, stub } from './stub.mjs';

const HOUSE = '11111111-1111-4111-8111-111111111111';
const PAGES = /\/(admin|around|board-more|desk|her|keywork|meetings|plan|shared|signs|updates)-[0-9a-f]+\.js/;

const { browser, h: server } = await stage(() => stub());
const { answers } = server;

function onTerminal() {
  const now = new Date().toISOString().replace('Z', '000Z');
  answers['GET /api/me'] = me({ terminal: true });
  answers[`GET /api/premises/${HOUSE}/board`] = {
    premises: { id: HOUSE, name: 'Example House' }, now, horizon: '1-1-0', locked: false, people: [], rows: [],
    settings: { soon_s: 900, pin_again_s: 30, pin_idle_s: 60, going_s: 300, late_entry_s: 600, retrospective_s: 3600 },
  };
}

/** A terminal with the board on it, which has fetched no other page yet: `pages` decides what becomes of each request for one. */
async function atBoard(pages) {
  onTerminal();
  const one = await open(browser, { base: server.base, path: null });
  await one.page.route(PAGES, pages);
  await one.page.goto('/board');
  await one.page.waitForSelector('.ln-night');
  await one.page.evaluate(() => (window.sameLoad = true));
  return one;
}

const toAccount = (page) => page.click('.ln-worker >> text=Your account');
const focused = (page, words) => page.waitForFunction((wanted) => document.activeElement?.tagName === 'H1' && document.activeElement.textContent === wanted, words);
const sameLoad = (page) => page.evaluate(() => window.sameLoad === true);

test('the board asks for no other page before it is drawn, and for all of them when it has been', async () => {
  const asked = [];
  onTerminal();
  const { page, context, errors } = await open(browser, { base: server.base, path: null });
  page.on('request', (request) => PAGES.test(request.url()) && asked.push(PAGES.exec(request.url())[1]));
  await page.goto('/board');
  await page.waitForSelector('.ln-night');
  assert.deepEqual(asked, []);
  await page.waitForFunction(() => performance.getEntriesByType('resource').filter(({ name }) => /-[0-9a-f]{12}\.js/.test(name)).length === 11);
  assert.deepEqual(asked.sort(), ['admin', 'around', 'board-more', 'desk', 'her', 'keywork', 'meetings', 'plan', 'shared', 'signs', 'updates']);
  await page.route('**/*.js', (route) => route.abort());
  await toAccount(page);
  await focused(page, 'Your account');
  assert.deepEqual(errors, []);
  await context.close();
});

test('while a page comes the frame stands and says so, and then its heading has the focus', async () => {
  let let_in;
  const held = new Promise((resolve) => (let_in = resolve));
  const { page, context, errors } = await atBoard((route) => held.then(() => route.continue()));
  await toAccount(page);
  await page.waitForSelector('#main-content [role=status] >> text=Loading the page', { timeout: 2000 });
  assert.equal(await page.title(), 'Your account - Lantern');
  assert.ok(await page.isVisible('.ln-worker__name'));
  await shot(page, 'lazy-loading');
  let_in();
  await focused(page, 'Your account');
  assert.equal(await page.evaluate(() => window.scrollY), 0);
  assert.equal(await page.title(), 'Your account - Lantern');
  assert.deepEqual(errors, []);
  await context.close();
});

test('a page that was loaded and not gone to leaves the focus where the browser puts it', async () => {
  onTerminal();
  const { page, context } = await open(browser, { base: server.base, path: '/privacy' });
  await page.waitForSelector('h1 >> text=Privacy');
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'BODY');
  await context.close();
});

test('a page that cannot be fetched says what to do, and comes when it is tried again', async () => {
  let gone = true;
  const { page, context } = await atBoard((route) => (gone ? route.abort() : route.continue()));
  await toAccount(page);
  await focused(page, 'Sorry, there is a problem with the service');
  assert.match(await page.textContent('#main-content'), /could not be reached[\s\S]*Use the paper check sheet and call the duty manager/);
  assert.deepEqual(await axeFindings(page), []);
  await shot(page, 'lazy-unreachable');
  await page.click('button:has-text("Try again")');
  await focused(page, 'Sorry, there is a problem with the service');
  assert.ok(await sameLoad(page));
  gone = false;
  await page.click('button:has-text("Try again")');
  await focused(page, 'Your account');
  assert.ok(await sameLoad(page));
  await context.close();
});

test('where the browser remembers that a page could not be fetched, trying again loads it', async () => {
  let remembers = true;
  const forgets = (request) => (remembers &&= !request.isNavigationRequest());
  const { page, context } = await atBoard((route) => (remembers && route.request().resourceType() === 'script' ? route.abort() : route.continue()));
  await toAccount(page);
  await focused(page, 'Sorry, there is a problem with the service');
  assert.ok(await sameLoad(page), 'not by itself');
  page.on('request', forgets);
  await page.click('button:has-text("Try again")');
  await page.waitForSelector('h1 >> text=Your account');
  assert.equal(await sameLoad(page), false);
  await context.close();
});

test('a page of a build that the server no longer has says so, and Lantern is loaded again only by hand', async () => {
  let asked = 0;
  let renewed = true;
  const { page, context } = await atBoard((route) => (asked++, renewed ? route.fulfill({ status: 404, body: '' }) : route.continue()));
  await toAccount(page);
  await focused(page, 'Lantern was renewed');
  assert.deepEqual(await axeFindings(page), []);
  await shot(page, 'lazy-renewed');
  const before = asked;
  await page.goBack();
  await page.waitForSelector('.ln-night');
  assert.ok(await sameLoad(page), 'the board is still there');
  await page.goForward();
  await focused(page, 'Lantern was renewed');
  assert.ok(asked - before <= 10, `asked ${asked - before} times more`);
  renewed = false;
  await page.click('button:has-text("Load Lantern again")');
  await page.waitForSelector('h1 >> text=Your account');
  assert.equal(await sameLoad(page), false);
  await context.close();
});

test('the service worker keeps every page, also one nobody has opened', async () => {
  onTerminal();
  const { page, context } = await open(browser, { base: server.base, path: '/board', worker: true });
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const scripts = readdirSync(await dist()).filter((name) => name.endsWith('.js') && name !== 'sw.js');
  const kept = await page.evaluate(async (names) => {
    const found = await Promise.all(names.map(async (name) => ((await caches.match(`/${name}`)) ? name : null)));
    return found.filter(Boolean);
  }, scripts);
  assert.deepEqual(kept, scripts);
  await server.stop();
  try {
    await page.goto('/cookies');
    await page.waitForSelector('h1 >> text=Cookies and storage');
    await page.reload();
    await page.waitForSelector('h1 >> text=Cookies and storage');
  } finally {
    await server.start();
    await context.close();
  }
});
