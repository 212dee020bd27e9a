// Who went in to a woman who did not answer: alone with a reason, or two, each on her own PIN, at one screen or at two.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rows } from '../harness/index.mjs';
import { axeFindings, overflow, shot, smallTargets, stage } from './browser.mjs';
import { night, PIN, row } from './night.mjs';

const { browser, h } = await stage(() => night({ women: 9 }));
const woman = (n) => h.here.women[n - 1];
const staff = h.here.staff;
const steps = (page) => page.locator('.ln-chain');
const dialog = (page) => page.locator('dialog[open]').last();
const wanted = (page) => page.getByRole('region', { name: 'Who went in' });
const sworn = (n) =>
  rows(h.db, `SELECT a.staff_id, a.alone, a.reason FROM lantern.chain_attest a JOIN lantern.chain c ON c.id = a.chain_id WHERE c.stay_id = '${woman(n).stay}' ORDER BY a.at`);
const ids = (all) => all.map((one) => one.staff_id).sort();

/** Steps that somebody has gone in at. */
async function entered(n) {
  const id = crypto.randomUUID();
  const begun = await h.as('shift_lead').put(`/api/chains/${id}`, { stay: woman(n).stay, crn: woman(n).crn });
  assert.equal(begun.status, 201, begun.text);
  const step = await h.as('shift_lead').put(`/api/chain-steps/${crypto.randomUUID()}`, { chain: id, step: 'entered' });
  assert.equal(step.status, 201, step.text);
  return id;
}

const finish = async (page, went) => {
  await steps(page).getByRole('button', { name: 'It is over' }).click();
  await page.locator('#outcome').waitFor();
  await page.getByText('Seen, and she is well').click();
  await page.getByText(went).click();
};

test('alone on a no-reply needs a reason, and says who was signed on too', async () => {
  await entered(1);
  const { page, errors, context } = await h.page(browser, { terminal: 'night_worker' });
  await steps(page).waitFor();
  await finish(page, 'I was alone');
  await page.fill('#pin', PIN.night_worker);
  await page.locator('#sign').click();
  assert.match(await dialog(page).getByRole('alert').innerText(), /Say why you went in alone/);
  assert.equal((await sworn(1)).length, 0);
  await page.fill('#reason', 'the other was with an ambulance');
  await page.locator('#sign').click();
  await page.locator('dialog[open]').first().waitFor({ state: 'detached' });
  const [one, ...more] = await sworn(1);
  assert.deepEqual([one.staff_id, one.alone, one.reason, more.length], [staff.night_worker.id, true, 'the other was with an ambulance', 0]);
  assert.equal(await wanted(page).count(), 0, 'nobody else has to sign');
  assert.deepEqual(errors, []);
  await context.close();
});

test('two at one screen: each on her own PIN, and a wrong one of the second signs for nobody', async () => {
  await h.terminal({ role: 'keyworker' });
  await entered(2);
  const { page, errors, context } = await h.page(browser, { terminal: 'night_worker' });
  await steps(page).waitFor();
  await finish(page, 'Two of us, both sign here');
  await page.selectOption('#second-staff', staff.keyworker.id);
  await page.fill('#second-pin', PIN.night_worker);
  await page.fill('#pin', PIN.night_worker);
  await page.locator('#sign').click();
  await dialog(page).getByText('Check the name and enter the PIN again.').waitFor();
  assert.equal((await sworn(2)).length, 0);
  await page.fill('#second-pin', PIN.keyworker);
  await page.fill('#pin', PIN.night_worker);
  await page.locator('#sign').click();
  await page.locator('dialog[open]').first().waitFor({ state: 'detached' });
  const both = await sworn(2);
  assert.deepEqual(ids(both), [staff.night_worker.id, staff.keyworker.id].sort());
  assert.ok(both.every((one) => !one.alone));
  assert.deepEqual(errors, []);
  await context.close();
});

test('the second signs at her own screen, by keys alone, after the first has ended the steps', async () => {
  const first = await h.page(browser, { terminal: 'night_worker' });
  const second = await h.page(browser, { terminal: 'keyworker', theme: 'night' });
  await row(second.page, 3).waitFor();
  const id = await entered(3);
  await steps(first.page).waitFor();
  await finish(first.page, 'Two of us, the other signs at her own screen');
  await first.page.fill('#pin', PIN.night_worker);
  await first.page.locator('#sign').click();
  await first.page.locator('dialog[open]').first().waitFor({ state: 'detached' });
  assert.deepEqual(ids(await sworn(3)), [staff.night_worker.id]);
  await wanted(second.page).getByText('A0 went in with somebody, room 3. Was it you?').waitFor();
  assert.equal(await wanted(first.page).count(), 0, 'she has signed');
  assert.deepEqual(await axeFindings(second.page), []);
  assert.deepEqual(await smallTargets(second.page), []);
  await shot(second.page, 'attest-line-night-1280');
  await wanted(second.page).getByRole('button', { name: 'Sign for it' }).press('Enter');
  await dialog(second.page).getByText('A0 has signed, and says that she was not alone.').waitFor();
  await second.page.locator('#pin').waitFor();
  assert.deepEqual(await axeFindings(second.page, { include: ['dialog'] }), []);
  await shot(second.page, 'attest-night-1280');
  await second.page.locator('#sign').press('Enter');
  await dialog(second.page).getByText('Enter your PIN').first().waitFor();
  await second.page.locator('#pin').focus();
  await second.page.keyboard.type(PIN.keyworker);
  await second.page.keyboard.press('Enter');
  await dialog(second.page).waitFor({ state: 'detached' });
  assert.deepEqual(ids(await sworn(3)), [staff.night_worker.id, staff.keyworker.id].sort());
  await wanted(second.page).waitFor({ state: 'detached' });
  const [chain] = await rows(h.db, `SELECT outcome FROM lantern.chain WHERE id = '${id}'`);
  assert.equal(chain.outcome, 'seen_well');
  assert.deepEqual([...first.errors, ...second.errors], []);
  for (const { context } of [first, second]) await context.close();
});

test('each may sign while the steps run; who was not there says so, and a locked screen asks nobody', async () => {
  const one = await h.page(browser, { laptop: 'keyworker', width: 320, height: 800 });
  const two = await h.page(browser, { laptop: 'shift_lead' });
  const locked = await h.page(browser, { terminal: 'locked' });
  for (const { page } of [one, two]) await row(page, 4).waitFor();
  const id = await entered(4);
  await steps(one.page).getByRole('button', { name: 'I went in: sign for it' }).click();
  await dialog(one.page).getByText('Two of us, each signs for herself').click();
  assert.deepEqual(await axeFindings(one.page, { include: ['dialog'] }), []);
  assert.equal(await overflow(one.page), 0);
  await shot(one.page, 'attest-day-320');
  await one.page.locator('#sign').click();
  await steps(one.page).getByText('A1 went in').waitFor();
  assert.equal(await steps(one.page).getByRole('button', { name: 'I went in: sign for it' }).count(), 0);
  await h.as('night_worker').post(`/api/chains/${id}/end`, { outcome: 'answered' });
  await wanted(two.page).getByText('A1 went in with somebody, room 4.').waitFor();
  await locked.page.locator('.ln-locked').waitFor();
  assert.equal(await wanted(locked.page).count(), 0);
  assert.equal(await wanted(one.page).count(), 0);
  await wanted(two.page).getByRole('button', { name: 'Not me' }).click();
  await wanted(two.page).waitFor({ state: 'detached' });
  assert.deepEqual(ids(await sworn(4)), [staff.keyworker.id]);
  assert.deepEqual([...one.errors, ...two.errors, ...locked.errors], []);
  for (const { context } of [one, two, locked]) await context.close();
});
