// What is seen of her while no server answers: kept with its time, counted, shown as waiting and not as done, and sent once,
// in its order, when there is one again, also after the page was closed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rows } from '../harness/index.mjs';
import { signs } from '../http/her_signs.mjs';
import { axeFindings, shot, stage } from './browser.mjs';
import { night, row } from './night.mjs';

const { browser, h } = await stage(() => night({ women: 3 }));
const woman = (n) => h.here.women[n - 1];
const dialog = (page) => page.locator('dialog[open]');
const of = (page, words) => dialog(page).getByRole('group', { name: words });
const tap = (page, words, state) => of(page, words).getByRole('button', { name: state, exact: true }).click();
const sightings = (n) => rows(h.db, `SELECT state, seen_at::text, recorded_at::text FROM lantern.sighting WHERE stay_id = '${woman(n).stay}' ORDER BY recorded_at, id`);
const waiting = (page, n) => page.locator('.ln-strip').getByText(`${n} waiting to send`);
await signs(h, woman(1));
await signs(h, woman(2));

test('taps wait, are counted, and go out in their order with their own times', async () => {
  const { page, errors, context } = await h.page(browser, { laptop: 'keyworker' });
  await row(page, 1).getByRole('button', { name: /^Signs/ }).click();
  await dialog(page).getByText('misses tea').waitFor();
  await context.route('**/api/sightings/**', (route) => route.abort());
  await tap(page, 'misses tea', 'Seen');
  await tap(page, 'misses tea', 'Not seen');
  await tap(page, 'hood up and silent', 'Seen');
  await of(page, 'misses tea').getByText(/Waiting to send since 22:0\d: not seen\. Not recorded yet/).waitFor();
  assert.deepEqual(await dialog(page).locator('[aria-pressed=true]').allInnerTexts().then((all) => all.filter((one) => /een/.test(one))), [], 'nothing is shown as done');
  assert.deepEqual(await axeFindings(page, { include: ['dialog'] }), []);
  await shot(page, 'taps-waiting-day');
  await page.keyboard.press('Escape');
  await waiting(page, 3).waitFor();
  assert.equal((await sightings(1)).length, 0);
  await context.unroute('**/api/sightings/**');
  await page.locator('.ln-strip').getByText('waiting to send').waitFor({ state: 'detached' });
  const kept = await sightings(1);
  assert.deepEqual(kept.map((one) => one.state), ['seen', 'not_seen', 'seen']);
  assert.ok(kept.every((one) => one.seen_at < one.recorded_at), 'seen when it was tapped');
  assert.deepEqual(errors, []);
  await context.close();
});

test('they outlive the page, are sent once though an answer was lost, and a refusal is said', async () => {
  const { page, context } = await h.page(browser, { laptop: 'shift_lead' });
  await row(page, 2).getByRole('button', { name: /^Signs/ }).click();
  await dialog(page).getByText('misses tea').waitFor();
  // The server has it, and its answer is lost.
  await context.route('**/api/sightings/**', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await tap(page, 'misses tea', 'Seen');
  await of(page, 'misses tea').getByText(/Waiting to send/).waitFor();
  await page.waitForFunction(() => document.querySelector('.ln-strip')?.textContent.includes('1 waiting to send'));
  await context.unroute('**/api/sightings/**');
  await context.route('**/api/sightings/**', (route) => route.abort());
  await page.reload();
  await waiting(page, 1).waitFor();
  await context.unroute('**/api/sightings/**');
  await page.locator('.ln-strip').getByText('waiting to send').waitFor({ state: 'detached' });
  assert.equal((await sightings(2)).length, 1, 'one tap is one record');

  await row(page, 2).getByRole('button', { name: /^Signs/ }).click();
  await context.route('**/api/sightings/**', (route) => route.abort());
  await tap(page, 'stops humming', 'Seen');
  await page.reload();
  await waiting(page, 1).waitFor();
  await context.unroute('**/api/sightings/**');
  await context.route('**/api/sightings/**', (route) =>
    route.fulfill({ status: 422, contentType: 'application/problem+json', body: JSON.stringify({ type: '/problems/invalid-input', title: 'No', status: 422, detail: 'That sign is not in her plan now.' }) }),
  );
  await page.locator('.moj-alert').getByText('That sign is not in her plan now.').waitFor();
  assert.equal(await page.locator('.ln-strip').getByText('waiting to send').count(), 0);
  assert.equal((await sightings(2)).length, 1);
  await context.close();
});
