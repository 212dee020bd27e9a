// A shared terminal from the day it is set up: enrolled by a manager, a shift started on it, worker after worker by PIN,
// locked when nobody is there. Names are on the screen only while somebody has said who she is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rows } from '../harness/index.mjs';
import { visitOf } from '../http/house.mjs';
import { axeFindings, counter, overflow, shot, smallTargets, stage } from './browser.mjs';
import { night, PASSWORD, PIN, row } from './night.mjs';

const { browser, h } = await stage(() => night({ women: 8 }));

const NAMES = /Exampleby|Woman [A-Z]\b|X10000\d|Knock twice/;
const username = (role) => h.here.staff[role].username;
const fine = async (page, what) => {
  assert.deepEqual(await axeFindings(page), [], what);
  assert.deepEqual(await smallTargets(page), [], what);
  assert.equal(await overflow(page), 0, what);
};

test('a manager makes a browser a terminal; a worker starts her shift on it, and hears the sound', async () => {
  const { page, errors, context } = await h.page(browser, { path: '/sign-in' });
  await page.locator('#username').waitFor();
  await fine(page, 'sign-in');
  await page.getByRole('button', { name: 'Sign in' }).click();
  assert.match(await page.getByRole('alert').innerText(), /Enter your username[^]*Enter your password[^]*Enter the 6 digit code/);
  assert.match(await page.title(), /^Error: Sign in/);
  const signIn = async (role, password = PASSWORD) => {
    await page.fill('#username', username(role));
    await page.fill('#password', password);
    await page.fill('#code', h.code(role));
    await page.keyboard.press('Enter');
  };
  await signIn('premises_manager', 'not the password');
  await page.getByText(/wrong|do not match/).first().waitFor();
  await signIn('premises_manager');
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  await page.goto('/enrol');
  await page.locator('#name').waitFor();
  await fine(page, 'enrol');
  await page.fill('#name', 'Office');
  await page.keyboard.press('Enter');
  await page.locator('.ln-locked').waitFor();
  assert.doesNotMatch(await page.content(), NAMES);
  assert.match(await page.locator('.ln-locked').innerText(), /Nobody has started a shift here yet/);

  await page.getByRole('link', { name: 'Start a shift' }).click();
  await page.locator('#username').waitFor();
  assert.match(await page.locator('h1').innerText(), /Start a shift/);
  h.clock.forward(31); // a code counts once
  await signIn('night_worker');
  await page.getByRole('button', { name: 'Play the sound' }).click();
  await fine(page, 'sound');
  await shot(page, 'sound-test-day');
  await page.getByRole('button', { name: 'I heard the sound' }).click();
  await row(page, 1).waitFor();
  const name = page.locator('.ln-worker__name');
  assert.match(await name.innerText(), /alder night_worker/);
  assert.ok((await name.evaluate((one) => parseFloat(getComputedStyle(one).fontSize))) >= 24, 'her name is large');
  const [signOn] = await rows(h.db, `SELECT terminal_id FROM lantern.sign_on WHERE staff_id = '${h.here.staff.night_worker.id}' AND ended_at IS NULL`);
  assert.ok(signOn.terminal_id);

  await page.getByRole('link', { name: 'Change worker' }).click();
  await page.locator('.ln-face').waitFor();
  await fine(page, 'switch');
  await page.getByRole('button', { name: 'End my shift' }).click();
  await page.getByText('Nobody has started a shift here yet').waitFor();
  assert.doesNotMatch(await page.content(), NAMES);
  assert.deepEqual(errors, []);
  await context.close();
});

test('the locked board says rooms, times and states and not one name; a PIN opens it in a few keys', async () => {
  for (const [theme, width] of [['day', 1280], ['night', 320]]) {
    const { page, context } = await h.page(browser, { terminal: 'night_worker', theme, width });
    await row(page, 1).waitFor();
    const asked = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname.split('/').pop()));
    await page.getByRole('button', { name: 'Lock' }).click();
    await page.locator('.ln-locked__board').waitFor();
    assert.ok(asked.includes('lock') && asked.indexOf('lock') < asked.indexOf('board'), `the lock goes before all questions for the locked screen: ${asked}`);
    await page.locator('.ln-face').first().waitFor();
    assert.doesNotMatch(await page.content(), NAMES);
    assert.match(await page.locator('.ln-locked__board').innerText(), /1\s+Due now\s+latest 22:25/);
    await fine(page, `locked ${theme}`);
    await shot(page, `locked-${theme}-${width}`);
    await context.close();
  }
  const { page, errors, context } = await h.page(browser, { terminal: 'night_worker' });
  await page.getByRole('button', { name: 'Lock' }).click();
  await page.locator('.ln-face').first().focus();
  const keys = counter(page);
  const from = performance.now();
  await keys.press('1');
  await keys.type('000001');
  await keys.press('Enter');
  await page.locator('.govuk-error-message').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'switch-pin');
  await keys.type(PIN.night_worker);
  await keys.press('Enter');
  await row(page, 1).waitFor();
  assert.ok(performance.now() - from < 3000);
  assert.match(await page.locator('.ln-worker__name').innerText(), /alder night_worker/);
  assert.deepEqual(errors, []);
  await context.close();
});

test('left alone it warns, then locks; a key in between keeps it', async () => {
  const { page, context } = await h.page(browser, { terminal: 'night_worker', path: null });
  await page.clock.install();
  await page.goto('/board');
  await row(page, 1).waitFor();
  await page.keyboard.press('Shift');
  await page.clock.runFor(45_000);
  await page.getByText(/about to lock|will lock/i).first().waitFor();
  await page.keyboard.press('Shift');
  await page.clock.runFor(30_000);
  assert.equal(await page.locator('.ln-locked').count(), 0);
  await page.clock.runFor(32_000);
  await page.locator('.ln-locked').waitFor();
  assert.doesNotMatch(await page.content(), NAMES);
  await context.close();
});

test('after half a minute without a touch the PIN is asked, though the screen has not locked', async () => {
  const { page, context } = await h.page(browser, { terminal: 'night_worker', path: null });
  await page.clock.install();
  await page.goto('/board');
  await page.getByRole('button', { name: 'Lock' }).click();
  await page.locator('.ln-face').first().click();
  await page.keyboard.type(PIN.night_worker);
  await page.keyboard.press('Enter');
  const open = async () => {
    await row(page, 3).locator('.ln-record').click();
    await page.locator('dialog[open]').waitFor();
  };
  await open();
  assert.equal(await page.locator('#pin').count(), 0);
  await page.keyboard.press('Escape');
  await page.clock.runFor(35_000);
  await open();
  assert.equal(await page.locator('#pin').count(), 1);
  await page.keyboard.press('1');
  await page.locator('#sign').click();
  await page.getByText('Enter your PIN').first().waitFor();
  await context.close();
});

test('three rooms within a minute: saved, marked, and one question while it is remembered', async () => {
  const { page, client, context } = await h.page(browser, { terminal: 'night_worker', since_s: 5 });
  const women = h.here.women.slice(3, 6);
  for (const woman of women.slice(0, 2)) {
    const told = await client.put(`/api/visits/${crypto.randomUUID()}`, visitOf(woman, { outcome: 'awake_seen', done_at: h.clock.now(), proof: 'desk' }));
    assert.equal(told.status, 201, told.text);
  }
  await row(page, 6).locator('.ln-record').click();
  await page.keyboard.press('2');
  await page.fill('#pin', PIN.night_worker);
  await page.keyboard.press('Enter');
  const dialog = page.locator('dialog[open]');
  await dialog.getByText('Seen in what order, about when?').waitFor();
  assert.deepEqual(await axeFindings(page, { include: ['dialog'] }), []);
  await shot(page, 'together-day');
  const now = h.clock.now().slice(11, 16);
  for (const i of [1, 2, 3]) await page.fill(`#about-${i}`, now);
  await dialog.getByRole('button', { name: 'Save the order' }).click();
  await dialog.waitFor({ state: 'detached' });
  const said = await rows(h.db, `SELECT data FROM lantern.event WHERE kind = 'visit.order_given'`);
  assert.equal(said.length, 3, 'one event a visit');
  assert.equal(await page.evaluate(() => document.activeElement?.closest('[data-stay]')?.dataset.stay), women[2].stay);
  await context.close();
});
