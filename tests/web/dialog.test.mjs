// Recording a check in the browser against the real server: by keys alone and counted, late, long after, with the answer
// lost, by another worker than the one at the screen. What stands in the database at the end is what counts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rows } from '../harness/index.mjs';
import { NOW, visitOf } from '../http/house.mjs';
import { axeFindings, counter, overflow, shot, smallTargets, stage } from './browser.mjs';
import { intoBoard, more, night, PIN, row } from './night.mjs';

const { browser, h } = await stage(() => night({ women: 28 }));

// Every test has a room of its own, so that none sees what another recorded.
let room = 0;
const next = () => {
  room++;
  return { room, woman: h.here.women[room - 1] };
};
const visits = (woman) => rows(h.db, `SELECT * FROM lantern.visit WHERE stay_id = '${woman.stay}' AND received_at > '${NOW}' ORDER BY received_at`);
const dialog = (page) => page.locator('dialog[open]');
const focusedId = (page) => page.evaluate(() => document.activeElement?.id);
const focusedRow = (page) => page.evaluate(() => document.activeElement?.closest('[data-stay]')?.dataset.stay);

async function openFor(page, number) {
  await row(page, number).waitFor();
  await row(page, number).locator('.ln-record').click();
  await dialog(page).waitFor();
}

const MOST_KEYS = 13;

test(`asleep, by keys alone, as herself: at most ${MOST_KEYS} keys, and the focus comes back to her row`, async () => {
  for (let i = 1; i < 12; i++) next(); // a room of two digits, the longest there is
  const { room: number, woman } = next();
  const { page, errors, context } = await h.page(browser, { terminal: 'night_worker', since_s: 40 });
  await row(page, number).waitFor();
  await intoBoard(page);
  const keys = counter(page);
  const from = performance.now();
  await keys.type(String(number));
  await keys.press('Enter');
  await dialog(page).waitFor();
  assert.equal(await page.locator('dialog input:checked').count(), 0, 'nothing is chosen in advance');
  assert.equal(await focusedId(page), 'answer');
  assert.match(await dialog(page).innerText(), new RegExp(`^[^]*Room ${number}[^]*Record a check for Woman L Exampleby\\s+How to be with me`));
  await keys.press('3', '8', 'Enter');
  assert.equal(await focusedId(page), 'pin');
  await keys.type(PIN.night_worker);
  assert.equal((await visits(woman)).length, 0, 'the last digit sends nothing');
  await keys.press('Enter');
  await dialog(page).waitFor({ state: 'detached' });
  assert.ok(keys.count <= MOST_KEYS, `${keys.count} keys`);
  assert.ok(performance.now() - from < 8000);

  const [visit, ...others] = await visits(woman);
  assert.equal(others.length, 0);
  assert.deepEqual([visit.outcome, visit.breathing, visit.movement, visit.position], ['asleep_breathing', true, true, false]);
  assert.equal(visit.staff_id, h.here.staff.night_worker.id);
  assert.equal(await focusedRow(page), woman.stay);
  assert.match(await more(page, woman.stay).innerText(), /Recorded for Woman L: asleep, breathing seen, 22:0\d\. Completed\./);
  assert.deepEqual(errors, []);
  await context.close();
});

test('the second of two checks within half a minute needs no PIN; a minute alone does', async () => {
  const first = next();
  const second = next();
  const { page, context } = await h.page(browser, { terminal: 'night_worker', since_s: 40 });
  await openFor(page, first.room);
  await page.keyboard.press('1');
  await page.fill('#pin', PIN.night_worker);
  await page.keyboard.press('Enter');
  await dialog(page).waitFor({ state: 'detached' });
  await openFor(page, second.room);
  assert.equal(await page.locator('#pin').count(), 0);
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  assert.equal(await focusedId(page), 'sign', 'signing is an act of its own');
  await page.keyboard.press('Enter');
  await dialog(page).waitFor({ state: 'detached' });
  assert.equal((await visits(second.woman)).length, 1);
  await context.close();
});

test('without an answer it says so at the question; a wrong PIN costs nothing but itself', async () => {
  const { room: number, woman } = next();
  const { page, context } = await h.page(browser, { terminal: 'night_worker', since_s: 40 });
  await openFor(page, number);
  await page.locator('#sign').click();
  await dialog(page).getByRole('alert').waitFor();
  await dialog(page).getByRole('link', { name: 'Select what you saw or heard' }).click();
  assert.equal(await focusedId(page), 'answer');
  assert.deepEqual(await axeFindings(page, { include: ['dialog'] }), []);
  await page.keyboard.press('2');
  await page.fill('#pin', '111222');
  await page.keyboard.press('Enter');
  await dialog(page).getByText(/PIN/, { exact: false }).first().waitFor();
  await page.waitForFunction(() => document.activeElement?.id === 'pin' && document.activeElement.value === '');
  assert.equal(await page.locator('#answer-2').isChecked(), true, 'the answer is still there');
  await page.fill('#pin', PIN.night_worker);
  await page.keyboard.press('Enter');
  await dialog(page).waitFor({ state: 'detached' });
  assert.deepEqual((await visits(woman)).map((visit) => visit.outcome), ['awake_seen']);
  await context.close();
});

test('by touch: Record, the answer, six digits, Sign', async () => {
  const { room: number, woman } = next();
  const { page, context } = await h.page(browser, { terminal: 'night_worker', since_s: 40, hasTouch: true, width: 1024, height: 768 });
  await row(page, number).waitFor();
  let taps = 0;
  const tap = async (locator) => {
    await locator.tap();
    taps++;
  };
  await tap(row(page, number).locator('.ln-record'));
  await dialog(page).waitFor();
  await tap(dialog(page).getByText('Spoke with her'));
  for (const digit of PIN.night_worker) await tap(dialog(page).locator('.ln-keypad').getByRole('button', { name: digit, exact: true }));
  await tap(page.locator('#sign'));
  await dialog(page).waitFor({ state: 'detached' });
  assert.equal(taps, 9);
  assert.equal((await visits(woman)).length, 1);
  await context.close();
});

test('each state of the dialog holds for axe, for fingers and at 320 pixels, day and night', async () => {
  const { room: number } = next();
  for (const [theme, width, height] of [['day', 1280, 800], ['night', 1280, 800], ['day', 320, 640], ['night', 320, 640]]) {
    const { page, errors, context } = await h.page(browser, { terminal: 'night_worker', since_s: 40, theme, width, height });
    await openFor(page, number);
    for (const [name, key] of [['none', null], ['asleep', '3'], ['no-reply', '5']]) {
      if (key) await page.keyboard.press(key);
      else await page.locator('#sign').click();
      assert.deepEqual(await axeFindings(page, { include: ['dialog'] }), [], `${name} ${theme} ${width}`);
      assert.deepEqual(await smallTargets(page), []);
      assert.equal(await dialog(page).evaluate((one) => one.scrollWidth - one.clientWidth), 0);
      await shot(page, `dialog-${name}-${theme}-${width}`);
    }
    assert.equal(await overflow(page), 0);
    assert.deepEqual(errors, []);
    await context.close();
  }
});

test('seen a while ago: marked over ten minutes; over an hour a reason and a second name with her PIN', async () => {
  const { room: number, woman } = next();
  // The other has started her shift too, so that she can be chosen.
  await h.terminal({ role: 'keyworker' });
  const { page, context } = await h.page(browser, { terminal: 'night_worker', since_s: 40 });
  await openFor(page, number);
  await page.keyboard.press('1');
  await dialog(page).getByRole('button', { name: /Change/ }).click();
  await page.fill('#seen-at', '21:45');
  await dialog(page).getByText('It will be marked as a late entry.').waitFor();
  await h.sql(`UPDATE lantern.stay_checks SET last_recorded_at = '2026-11-10T20:00:00Z' WHERE stay_id = '${woman.stay}'`);
  await page.fill('#seen-at', '20:30');
  await page.fill('#reason', 'The terminal was being repaired');
  await page.selectOption('#second', h.here.staff.keyworker.id);
  await page.fill('#second-pin', PIN.keyworker);
  assert.deepEqual(await axeFindings(page, { include: ['dialog'] }), []);
  await shot(page, 'dialog-retrospective-day');
  await page.fill('#pin', PIN.night_worker);
  await page.keyboard.press('Enter');
  await dialog(page).waitFor({ state: 'detached' });
  const [visit] = await visits(woman);
  assert.ok(visit.marks.includes('retrospective'));
  assert.deepEqual([visit.reason, visit.second_id], ['The terminal was being repaired', h.here.staff.keyworker.id]);
  await context.close();
});

test('another worker signs in her own name without leaving the dialog', async () => {
  const { room: number, woman } = next();
  await h.terminal({ role: 'shift_lead' });
  const { page, context } = await h.page(browser, { terminal: 'night_worker', since_s: 5 });
  await openFor(page, number);
  await page.keyboard.press('1');
  await dialog(page).getByRole('button', { name: 'Not you?' }).click();
  await dialog(page).getByText('alder shift_lead').click();
  await page.fill('#pin', PIN.shift_lead);
  await page.keyboard.press('Enter');
  await dialog(page).waitFor({ state: 'detached' });
  const [visit] = await visits(woman);
  assert.equal(visit.staff_id, h.here.staff.shift_lead.id);
  assert.match(await page.locator('.ln-worker__name').innerText(), /alder shift_lead/);
  await context.close();
});

test('somebody else recorded her meanwhile: it is said before signing', async () => {
  const { room: number, woman } = next();
  const { page, context } = await h.page(browser, { terminal: 'night_worker', since_s: 40 });
  await openFor(page, number);
  await h.as('keyworker').put(`/api/visits/${crypto.randomUUID()}`, visitOf(woman, { outcome: 'awake_seen', done_at: h.clock.now() }));
  await dialog(page).getByText(/A1 recorded a check at 22:0\d: Awake, seen/).waitFor();
  await context.close();
});

test('a lost answer: the same entry is sent again and recorded once', async () => {
  const { room: number, woman } = next();
  const { page, context } = await h.page(browser, { terminal: 'night_worker', since_s: 40 });
  let tries = 0;
  await context.route('**/api/visits/**', async (route) => {
    tries++;
    if (tries > 1) return route.continue();
    await route.fetch(); // it arrives, and its answer does not
    return route.abort();
  });
  await openFor(page, number);
  await page.keyboard.press('1');
  await page.fill('#pin', PIN.night_worker);
  await page.keyboard.press('Enter');
  await dialog(page).getByText('Not sent yet, trying again').waitFor();
  await shot(page, 'dialog-unsent-day');
  await dialog(page).getByRole('button', { name: 'Try now' }).click();
  await dialog(page).waitFor({ state: 'detached' });
  assert.equal((await visits(woman)).length, 1);
  assert.ok(tries >= 2);
  await context.close();
});

test('a closed page loses nothing: the entry is found again as it was signed, and sent once', async () => {
  const { room: number, woman } = next();
  const { page, context } = await h.page(browser, { terminal: 'night_worker', since_s: 40 });
  await context.route('**/api/visits/**', (route) => route.abort());
  await openFor(page, number);
  await page.keyboard.press('2');
  await page.fill('#pin', PIN.night_worker);
  const signed = h.clock.ms();
  await page.keyboard.press('Enter');
  await dialog(page).getByText('Not sent yet, trying again').waitFor();
  await page.close();
  await context.unroute('**/api/visits/**');
  const again = await context.newPage();
  await again.goto('/board');
  await more(again, woman.stay).getByText('Not sent yet').waitFor();
  await row(again, number).getByRole('button', { name: /Send/ }).click();
  await dialog(again).getByText(/Signed at 22:\d\d, not sent yet/).waitFor();
  assert.equal(await again.locator('#answer-2').isDisabled(), true, 'what was signed is not changed any more');
  assert.equal(await focusedId(again), 'pin');
  await again.fill('#pin', PIN.night_worker);
  await again.keyboard.press('Enter');
  await dialog(again).waitFor({ state: 'detached' });
  const [visit, ...others] = await visits(woman);
  assert.equal(others.length, 0);
  assert.ok(Math.abs(Date.parse(visit.done_at) - signed) < 2000, 'with the time it was signed at');
  await more(again, woman.stay).getByText('Not sent yet').waitFor({ state: 'detached' });
  await context.close();
});

test('no reply: the steps at once, the alarm on every screen; out and back in by the same dialog', async () => {
  const { room: number, woman } = next();
  const one = await h.page(browser, { terminal: 'night_worker', since_s: 40 });
  const two = await h.page(browser, { laptop: 'shift_lead' });
  await row(two.page, number).waitFor();
  await openFor(one.page, number);
  await one.page.keyboard.press('5');
  await dialog(one.page).getByText('No PIN until it is over.').waitFor();
  assert.equal(await one.page.locator('#pin').count(), 0);
  await one.page.keyboard.press('Enter');
  await one.page.keyboard.press('Enter');
  await dialog(one.page).getByText('Knocked, said her name and who I am').waitFor();
  await one.page.keyboard.press('Escape');
  await dialog(two.page).getByText('No reply, room').waitFor();
  await two.page.keyboard.press('Escape');
  await more(two.page, woman.stay).getByText(/No reply since 22:\d\d/).waitFor();
  await shot(one.page, 'board-no-reply-day');

  await openFor(one.page, number);
  await one.page.keyboard.press('7');
  await one.page.keyboard.press('Enter');
  await one.page.keyboard.press('Enter');
  await dialog(one.page).getByText('Where to, in her words').waitFor();
  await one.page.locator('#sign').click();
  assert.match(await dialog(one.page).getByRole('alert').innerText(), /Select where she is[^]*Say where she went[^]*Select whether her phone works/);
  assert.deepEqual(await axeFindings(one.page, { include: ['dialog'] }), []);
  await dialog(one.page).getByText('In hospital', { exact: true }).click();
  await one.page.fill('#where-to', 'To A&E, with Mo');
  await one.page.fill('#pin', PIN.night_worker);
  await dialog(one.page).getByText('Yes', { exact: true }).click();
  await one.page.locator('#sign').click();
  await dialog(one.page).waitFor({ state: 'detached' });
  await row(two.page, number).getByText(/In hospital since 22:\d\d/).waitFor();
  await row(one.page, number).getByText(/Call the ward by 00:\d\d/).waitFor();

  await row(one.page, number).getByRole('button', { name: /Ward call/ }).click();
  await one.page.fill('#words', 'She is awake and has eaten');
  await one.page.keyboard.press('Enter');
  await dialog(one.page).waitFor({ state: 'detached' });
  await row(one.page, number).getByRole('button', { name: /Back in/ }).click();
  await one.page.locator('#sign').click();
  await dialog(one.page).waitFor({ state: 'detached' });
  await row(two.page, number).getByText(/sign of life/).waitFor();
  assert.deepEqual([...one.errors, ...two.errors], []);
  await one.context.close();
  await two.context.close();
});

test('the cover and the lock keep what was begun, and show no name meanwhile', async () => {
  const { room: number, woman } = next();
  const { page, context } = await h.page(browser, { terminal: 'night_worker', since_s: 5 });
  await openFor(page, number);
  await page.keyboard.press('1');
  await dialog(page).getByRole('button', { name: 'Add a note' }).click();
  await page.fill('#note', 'She asked for tea');
  await page.keyboard.press('F8');
  await page.getByRole('button', { name: 'Show the screen' }).waitFor();
  assert.equal(await page.getByText('Exampleby').filter({ visible: true }).count(), 0);
  await page.keyboard.press('a');
  assert.equal(await page.locator('#note').inputValue(), 'She asked for tea');
  assert.equal(await focusedId(page), 'note');

  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  await openFor(page, number);
  assert.equal(await page.locator('dialog input:checked').count(), 0, 'cancelled is forgotten');
  await page.keyboard.press('2');
  await page.evaluate(() => fetch('/api/terminal/lock', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' }));
  await page.locator('.ln-locked').waitFor();
  assert.doesNotMatch(await page.content(), /Exampleby|Woman [A-Z]\b/);
  await page.locator('.ln-face', { hasText: 'alder night_worker' }).click();
  await page.keyboard.type(PIN.night_worker);
  await page.keyboard.press('Enter');
  await dialog(page).waitFor();
  assert.equal(await page.locator('#answer-2').isChecked(), true, 'back at the exact place');
  await page.locator('#sign').click();
  await dialog(page).waitFor({ state: 'detached' });
  assert.equal((await visits(woman)).length, 1);
  await context.close();
});

test('the same words a third time are asked about, not refused', async () => {
  const { room: number, woman } = next();
  const note = 'Asleep on her left side';
  for (const _ of [1, 2]) {
    const told = await h.as('night_worker').put(`/api/visits/${crypto.randomUUID()}`, visitOf(woman, { note, done_at: h.clock.now() }));
    assert.equal(told.status, 201, told.text);
  }
  const { page, context } = await h.page(browser, { terminal: 'night_worker', since_s: 40 });
  await openFor(page, number);
  await page.keyboard.press('1');
  await dialog(page).getByRole('button', { name: 'Add a note' }).click();
  await page.fill('#note', note);
  await page.fill('#pin', PIN.night_worker);
  await page.keyboard.press('Enter');
  await dialog(page).getByText('Yes, these words are what I saw this time').click();
  await page.locator('#sign').click();
  await dialog(page).waitFor({ state: 'detached' });
  assert.equal((await visits(woman)).length, 3);
  await context.close();
});
