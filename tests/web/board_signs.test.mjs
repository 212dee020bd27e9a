// What is seen of her, from the board, against the real server: by keys alone, on the other screen at once, and her rule.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rows } from '../harness/index.mjs';
import { proposed, signs } from '../http/her_signs.mjs';
import { axeFindings, counter, overflow, shot, smallTargets, stage } from './browser.mjs';
import { intoBoard, more, night, PIN, row } from './night.mjs';

const { browser, h } = await stage(() => night({ women: 10 }));
const dialog = (page) => page.locator('dialog[open]');
const hers = new Map();
for (const n of [1, 2, 3]) hers.set(n, await signs(h, h.here.women[n - 1]));
const woman = (n) => h.here.women[n - 1];
const still = () => ({ ...h, clock: { iso: h.clock.now() } });
const sightings = (n) => rows(h.db, `SELECT state, words FROM lantern.sighting WHERE stay_id = '${woman(n).stay}' ORDER BY recorded_at`);
const chosen = (page, words) => dialog(page).getByRole('group', { name: words }).locator('[aria-pressed=true]').allInnerTexts();

test('a sign is two keys from her row, is on the other screen at once, and another tap puts it right', async () => {
  const one = await h.page(browser, { terminal: 'night_worker', since_s: 40 });
  const two = await h.page(browser, { laptop: 'keyworker' });
  await row(two.page, 1).getByRole('button', { name: /^Signs\s*, room 1/ }).waitFor();
  await row(one.page, 1).waitFor();
  await intoBoard(one.page);
  const keys = counter(one.page);
  await keys.press('1', 's');
  await dialog(one.page).getByText('misses tea').waitFor();
  await keys.press('Enter');
  await dialog(one.page).getByText(/Recorded 22:0\d: seen\./).waitFor();
  assert.ok(keys.count <= 3, `${keys.count} keys`);
  assert.equal(await one.page.locator('#pin').count(), 0, 'no PIN for what was seen');
  await more(two.page, woman(1).stay).getByText('Seen: misses tea').waitFor();
  await dialog(one.page).getByText('Offer tea in the small kitchen').waitFor();
  await dialog(one.page).getByRole('button', { name: 'Do it now' }).click();
  await dialog(one.page).getByText('You are doing it.').waitFor();
  await dialog(one.page).getByRole('group', { name: 'misses tea' }).getByRole('button', { name: 'Not seen' }).click();
  await more(two.page, woman(1).stay).getByText('Seen: misses tea').waitFor({ state: 'detached' });
  assert.deepEqual(await chosen(one.page, 'misses tea'), ['Not seen']);
  const kept = await sightings(1);
  assert.deepEqual(kept.map((each) => each.state), ['seen', 'seen', 'not_seen'], 'all stay');
  assert.match(kept[1].words, /^Doing it now: Offer tea/);

  await dialog(one.page).getByRole('group', { name: 'eats at the table' }).getByRole('button', { name: 'Seen', exact: true }).click();
  await dialog(one.page).getByRole('group', { name: 'eats at the table' }).locator('[aria-pressed=true]').waitFor();
  await one.page.keyboard.press('Escape');
  await one.page.waitForFunction((stay) => document.activeElement?.closest('[data-stay]')?.dataset.stay === stay, woman(1).stay);
  assert.match(await row(one.page, 1).innerText(), /eats at the table/, 'one strength stands in her row');
  assert.deepEqual([...one.errors, ...two.errors], []);
  await one.context.close();
  await two.context.close();
});

test('the sheet and the rows hold for axe, for fingers and at 320 pixels, day and night', async () => {
  await proposed(still(), woman(4));
  for (const [theme, width] of [['day', 1280], ['night', 320]]) {
    const { page, errors, context } = await h.page(browser, { terminal: 'night_worker', theme, width, height: 800 });
    await more(page, woman(4).stay).getByText(/Her rule has come true: 2 sightings/).waitFor();
    assert.deepEqual(await axeFindings(page), []);
    assert.deepEqual(await smallTargets(page), []);
    assert.equal(await overflow(page), 0);
    await row(page, 2).getByRole('button', { name: /^Signs/ }).click();
    await dialog(page).getByText('misses tea').waitFor();
    assert.deepEqual(await axeFindings(page, { include: ['dialog'] }), []);
    assert.deepEqual(await smallTargets(page), []);
    assert.equal(await dialog(page).evaluate((one) => one.scrollWidth - one.clientWidth), 0);
    await shot(page, `signs-sheet-${theme}-${width}`);
    assert.deepEqual(errors, []);
    await context.close();
  }
});

test('her rule is confirmed with a reason and a PIN, by name, and her checks are closer on every screen', async () => {
  const { proposal } = await proposed(still(), woman(5));
  const one = await h.page(browser, { terminal: 'night_worker', since_s: 40 });
  const two = await h.page(browser, { laptop: 'shift_lead' });
  await more(two.page, woman(5).stay).getByText(/Her rule has come true/).waitFor();
  await more(one.page, woman(5).stay).getByRole('button', { name: /^Confirm/ }).click();
  await dialog(one.page).getByText('hood up and silent').waitFor();
  await dialog(one.page).getByText('please come sooner then').waitFor();
  await one.page.locator('#sign').click();
  assert.match(await dialog(one.page).getByRole('alert').innerText(), /Say why/);
  assert.deepEqual(await axeFindings(one.page, { include: ['dialog'] }), []);
  await one.page.fill('#reason', 'She said yes, come sooner');
  await one.page.fill('#pin', PIN.night_worker);
  await shot(one.page, 'proposal-day');
  await one.page.keyboard.press('Enter');
  await dialog(one.page).waitFor({ state: 'detached' });
  await more(two.page, woman(5).stay).getByText(/Watch: her rule, since 22:\d\d/).waitFor();
  assert.equal(await more(two.page, woman(5).stay).getByText(/Her rule has come true/).count(), 0);
  await more(one.page, woman(5).stay).getByText(/Under review since/).waitFor();
  const [decided] = await rows(h.db, `SELECT decision, reason, decided_by_id FROM lantern.proposal WHERE id = '${proposal.id}'`);
  assert.deepEqual([decided.decision, decided.reason, decided.decided_by_id], ['confirmed', 'She said yes, come sooner', h.here.staff.night_worker.id]);
  assert.deepEqual([...one.errors, ...two.errors], []);
  await one.context.close();
  await two.context.close();
});

test('decided meanwhile by somebody else: it is said who, and nothing is decided twice', async () => {
  const { proposal } = await proposed(still(), woman(6));
  const { page, context } = await h.page(browser, { laptop: 'shift_lead' });
  await more(page, woman(6).stay).getByRole('button', { name: /^Decline/ }).click();
  await page.locator('#reason').waitFor();
  const other = await h.as('keyworker').post(`/api/proposals/${proposal.id}/decide`, { decision: 'confirmed', reason: 'Agreed with her' });
  assert.ok(other.status < 300, other.text);
  await page.fill('#reason', 'She is laughing with Mo');
  await page.locator('#sign').click();
  const said = dialog(page).getByRole('alert');
  await said.waitFor();
  assert.match(await said.innerText(), /alder keyworker/);
  await context.close();
});

test('an agency worker records what she sees, and is not offered the decision', async () => {
  const { page, context } = await h.page(browser, { terminal: 'agency' });
  await more(page, woman(4).stay).getByText(/Her rule has come true/).waitFor();
  assert.equal(await page.getByRole('button', { name: /^Confirm/ }).count(), 0);
  await row(page, 3).getByRole('button', { name: /^Signs/ }).click();
  await dialog(page).getByRole('group', { name: 'stops humming' }).getByRole('button', { name: 'Seen', exact: true }).click();
  await dialog(page).getByText(/Recorded 22:\d\d: seen/).waitFor();
  await context.close();
});

test('a locked screen says nothing of signs, rules or watches', async () => {
  const { page, context } = await h.page(browser, { terminal: 'locked' });
  await page.locator('.ln-locked').waitFor();
  assert.doesNotMatch(await page.locator('body').innerText(), /hood|tea|rule|watch|review|eats at|crisis|signs/i);
  await context.close();
});
