// She does not answer: the steps in the browser against the real server, by keys alone, on every screen of the house, on a
// locked one by room alone, and without a network.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rows } from '../harness/index.mjs';
import { axeFindings, overflow, shot, smallTargets, stage } from './browser.mjs';
import { intoBoard, more, night, PIN, row } from './night.mjs';

const { browser, h } = await stage(() => night({ women: 10 }));
const woman = (n) => h.here.women[n - 1];
const steps = (page) => page.locator('.ln-chain');
const step = (page, name) => page.locator(`[data-step=${name}]`);
const stamped = (page, name) => page.locator(`[data-step=${name}].ln-step--done`);
const chains = (n) => rows(h.db, `SELECT * FROM lantern.chain WHERE stay_id = '${woman(n).stay}' ORDER BY opened_at`);
const made = (id) => rows(h.db, `SELECT step, staff_id, at FROM lantern.chain_step WHERE chain_id = '${id}' ORDER BY at`).then((all) => all.map((one) => one.step));
const focusedStep = (page) => page.evaluate(() => document.activeElement?.dataset.step ?? document.activeElement?.id);
/** Ends what a test has left open, so that no other has it on its screens. */
async function over(n) {
  for (const { id, ended_at } of await chains(n)) if (!ended_at) await h.as('shift_lead').post(`/api/chains/${id}/end`, { outcome: 'answered' });
}

test('by keys alone: two from the answer to the first step, no PIN until it is over, and then who went in', async () => {
  await h.terminal({ role: 'keyworker' }); // she has started her shift too
  const { page, errors, context } = await h.page(browser, { terminal: 'night_worker', since_s: 5 });
  await row(page, 1).waitFor();
  await intoBoard(page);
  await page.keyboard.press('1');
  await page.keyboard.press('Enter');
  await page.locator('#answer').waitFor();
  const from = performance.now();
  for (const key of ['5', 'Enter', 'Enter']) await page.keyboard.press(key);
  await steps(page).waitFor();
  assert.ok(performance.now() - from < 2000);
  assert.match(await steps(page).innerText(), /No reply, room 1: Woman A Exampleby[^]*Knock\. Say her name[^]*How to be with me/);
  await stamped(page, 'knocked').waitFor();
  assert.equal(await focusedStep(page), 'louder', 'the next step has the focus of whoever began');
  await page.keyboard.press('Enter');
  await stamped(page, 'louder').waitFor();
  for (const name of ['second_called', 'entered', 'breathing', 'roused']) {
    await page.waitForTimeout(1050); // a press within a second of the last is a trembling hand
    do await page.keyboard.press('Tab');
    while ((await focusedStep(page)) !== name);
    await page.keyboard.press('Enter');
    await stamped(page, name).waitFor();
  }
  assert.match(await steps(page).locator('.ln-chain__now').innerText(), /Stay with her/);
  await page.getByRole('button', { name: 'Crisis summary' }).last().press('Enter');
  await page.getByText('Naloxone here?').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'It is over' }).press('Enter');
  await page.locator('#outcome').waitFor();
  await page.locator('#sign').press('Enter');
  const alert = page.locator('dialog[open]').last().getByRole('alert');
  assert.match(await alert.innerText(), /Select how it ended[^]*Select who went in/);
  assert.deepEqual(await axeFindings(page, { include: ['dialog'] }), []);
  await page.getByText('Roused', { exact: true }).click();
  await page.getByText('Two of us, both sign here').click();
  await page.selectOption('#second-staff', h.here.staff.keyworker.id);
  await page.fill('#second-pin', PIN.keyworker);
  await page.fill('#pin', PIN.night_worker);
  await shot(page, 'chain-end-day');
  await page.locator('#sign').click();
  await page.locator('dialog[open]').first().waitFor({ state: 'detached' });
  const [chain] = await chains(1);
  assert.deepEqual([chain.outcome, chain.ended_by_id], ['roused', h.here.staff.night_worker.id]);
  const went = await rows(h.db, `SELECT staff_id, alone FROM lantern.chain_attest WHERE chain_id = '${chain.id}'`);
  assert.deepEqual(went.map((one) => one.staff_id).sort(), [h.here.staff.night_worker.id, h.here.staff.keyworker.id].sort());
  assert.ok(went.every((one) => !one.alone));
  assert.deepEqual((await made(chain.id)).sort(), ['breathing', 'entered', 'knocked', 'louder', 'roused', 'second_called']);
  assert.deepEqual(errors, []);
  await context.close();
});

test('it opens over every page of every screen: a locked one has the room and stamps steps, and shows no name', async () => {
  const one = await h.page(browser, { terminal: 'night_worker', path: '/account' });
  const two = await h.page(browser, { laptop: 'keyworker', theme: 'night' });
  const locked = await h.page(browser, { terminal: 'locked', width: 320, height: 640 });
  await one.page.locator('h1', { hasText: 'Your account' }).waitFor();
  await row(two.page, 2).waitFor();
  const begun = await h.as('shift_lead').put(`/api/chains/${crypto.randomUUID()}`, { stay: woman(2).stay, crn: woman(2).crn });
  assert.equal(begun.status, 201, begun.text);
  for (const { page } of [one, two, locked]) await steps(page).waitFor();
  assert.equal(await focusedStep(one.page), 'chain-title', 'no key that was meant for something else stamps a step');
  assert.doesNotMatch(await locked.page.content(), /Exampleby|Woman|Knock twice/);
  await step(locked.page, 'louder').click();
  for (const { page } of [one, two]) await stamped(page, 'louder').waitFor();
  for (const [{ page }, name] of [[one, 'day-1280'], [two, 'night-1280'], [locked, 'locked-320']]) {
    assert.deepEqual(await axeFindings(page, { include: ['dialog'] }), [], name);
    assert.deepEqual(await smallTargets(page), [], name);
    assert.equal(await overflow(page), 0, name);
    await shot(page, `chain-${name}`);
  }

  await two.page.keyboard.press('Escape');
  await steps(two.page).waitFor({ state: 'detached' });
  await two.page.locator('.ln-chain-aside').getByText('No reply, room 2').waitFor();
  assert.deepEqual(await axeFindings(two.page), []);
  h.clock.forward(181); // nobody has ended it in three minutes
  await steps(two.page).waitFor();
  await steps(two.page).getByText('The on-call manager was told at 3:00.').waitFor();
  await over(2);
  for (const { page } of [one, two, locked]) await steps(page).waitFor({ state: 'detached' });
  assert.deepEqual([...one.errors, ...two.errors, ...locked.errors], []);
  for (const { context } of [one, two, locked]) await context.close();
});

test('she answers: the record of it ends the steps', async () => {
  const { page, context } = await h.page(browser, { laptop: 'shift_lead' });
  await row(page, 3).getByRole('button', { name: /^More/ }).click();
  await row(page, 3).getByRole('button', { name: 'She does not answer' }).click();
  await stamped(page, 'knocked').waitFor();
  await page.getByRole('button', { name: 'She answers: record it' }).click();
  await page.locator('#answer').waitFor();
  await page.keyboard.press('1');
  await page.locator('#sign').click();
  await page.locator('dialog[open]').first().waitFor({ state: 'detached' });
  const [chain] = await chains(3);
  assert.equal(chain.outcome, 'answered');
  await row(page, 3).getByText('Spoke').waitFor();
  await context.close();
});

test('gone to hospital: that she is away is asked for at once, because her checks are due until it is said', async () => {
  const { page, context, errors } = await h.page(browser, { laptop: 'shift_lead' });
  context.setDefaultTimeout(10_000);
  await row(page, 6).getByRole('button', { name: /^More/ }).click();
  await row(page, 6).getByRole('button', { name: 'She does not answer' }).click();
  await stamped(page, 'knocked').waitFor();
  await page.getByRole('button', { name: 'She answers: record it' }).click();
  await page.locator('#answer').waitFor();
  await page.keyboard.press('7');
  await page.locator('#sign').click();
  await page.getByRole('heading', { name: 'Woman F Exampleby is not in the building' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'It is over' }).click();
  await page.getByText('Gone to hospital', { exact: true }).click();
  await page.locator('#sign').click();
  await page.getByRole('heading', { name: 'Woman F Exampleby is not in the building' }).waitFor();
  assert.equal((await chains(6))[0].outcome, 'hospital', 'the steps are over, whatever becomes of the form');
  assert.equal(await page.getByRole('radio', { name: 'In hospital' }).isChecked(), true);
  assert.deepEqual(await axeFindings(page, { include: ['dialog'] }), []);
  await page.fill('#where-to', 'General, with Mo');
  await page.locator('dialog[open]').getByText('Not asked', { exact: true }).click();
  await page.locator('#sign').click();
  await row(page, 6).getByText('In hospital since').waitFor();
  assert.match(await row(page, 6).innerText(), /Call the ward by/);
  await page.waitForFunction(() => document.activeElement?.closest('.ln-row'));
  assert.deepEqual(errors, []);
  await context.close();
});

test('without a network, and without what comes later, the steps open, stamp themselves and are sent when it is back', async () => {
  const { page, context } = await h.page(browser, { laptop: 'shift_lead', path: null });
  await page.route('**/board-more-*.js', (route) => route.abort());
  await page.goto('/board');
  await row(page, 4).locator('.ln-record').waitFor();
  await context.route('**/api/**', (route) => route.abort());
  await row(page, 4).locator('.ln-record').click();
  await page.locator('#answer').waitFor();
  for (const key of ['5', 'Enter', 'Enter']) await page.keyboard.press(key);
  await stamped(page, 'knocked').waitFor();
  await page.keyboard.press('Enter');
  await stamped(page, 'louder').waitFor();
  await steps(page).getByText('1 step not sent yet, trying again.').waitFor();
  assert.equal((await chains(4)).length, 0);
  await context.unroute('**/api/**');
  await steps(page).getByText('not sent yet').waitFor({ state: 'detached' });
  const [chain] = await chains(4);
  assert.deepEqual((await made(chain.id)).sort(), ['knocked', 'louder']);
  await over(4);
  await context.close();
});
