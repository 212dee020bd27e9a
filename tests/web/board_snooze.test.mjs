// A routine alarm is put off from the board, by name and with a reason, and said so on every screen; a closer one never is.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { psql, rows } from '../harness/index.mjs';
import { axeFindings, overflow, shot, smallTargets, stage } from './browser.mjs';
import { intoBoard, more, night, PIN, row } from './night.mjs';

const { browser, h } = await stage(() => night({ women: 5 }));
const woman = (n) => h.here.women[n - 1];
const dialog = (page) => page.locator('dialog[open]');
const putOff = (page, n) => more(page, woman(n).stay).getByRole('button', { name: /^Put off/ });
const snoozes = (n) => rows(h.db, `SELECT staff_id, data FROM lantern.event WHERE kind = 'requirement.snoozed' AND stay_id = '${woman(n).stay}' ORDER BY seq, xid`);

// All are overdue since a minute ago: one of them more closely than usual, the others as everybody is.
await psql(h.db, `UPDATE lantern.requirement SET class = CASE WHEN id = '${woman(4).requirement}' THEN 'enhanced' ELSE 'routine' END,
    drawn_at = timestamptz '2026-11-10T21:58Z', latest_at = timestamptz '2026-11-10T21:59Z';
  UPDATE lantern.deadline SET due_at = '2026-11-10T21:59:01Z' WHERE kind = 'requirement.overdue'`);

test('by keys alone: minutes, a reason and a PIN; the row says until when, by whom and why, and a locked screen only the state', async () => {
  const one = await h.page(browser, { terminal: 'night_worker', since_s: 40 });
  const two = await h.page(browser, { laptop: 'keyworker', theme: 'night' });
  const { page } = one;
  await putOff(page, 1).waitFor();
  assert.equal(await putOff(page, 4).count(), 0, 'a closer check is not offered');
  await more(page, woman(4).stay).getByRole('button', { name: /^Quiet for 5 min/ }).waitFor();
  await intoBoard(page);
  await page.keyboard.press('1');
  do await page.keyboard.press('Tab');
  while (!(await putOff(page, 1).evaluate((button) => button === document.activeElement)));
  await page.keyboard.press('Enter');
  await dialog(page).getByText('Only the sound waits').waitFor();
  await page.locator('#sign').press('Enter');
  assert.match(await dialog(page).getByRole('alert').innerText(), /Select for how long[^]*Say why/);
  assert.deepEqual(await dialog(page).getByRole('radio').evaluateAll((all) => all.map((each) => each.value)), ['5', '10', '15']);
  await page.locator('#minutes').focus();
  for (const key of ['Space', 'ArrowDown', 'ArrowDown', 'Tab']) await page.keyboard.press(key);
  await page.keyboard.type('with another woman, then her');
  await page.locator('#pin').focus();
  await page.keyboard.type(PIN.night_worker);
  await page.keyboard.press('Enter');
  await dialog(page).waitFor({ state: 'detached' });
  for (const screen of [one, two]) await more(screen.page, woman(1).stay).getByText(/Put off until 22:1\d by A0: with another woman, then her\./).waitFor();
  assert.equal(await putOff(page, 1).count(), 0, 'quiet: there is nothing to put off');
  assert.match(await row(page, 1).innerText(), /overdue/, 'put off is not done');
  const [event] = await snoozes(1);
  assert.deepEqual([event.staff_id, event.data.minutes, event.data.by], [h.here.staff.night_worker.id, 15, 'A0']);
  const locked = await h.page(browser, { terminal: 'locked' });
  await locked.page.locator('.ln-locked').waitFor();
  assert.doesNotMatch(await locked.page.content(), /put off|another woman|A0/i);
  assert.match(await locked.page.locator('.ln-locked__board').innerText(), /Overdue/);
  assert.deepEqual([...one.errors, ...two.errors, ...locked.errors], []);
  for (const { context } of [one, two, locked]) await context.close();
});

test('put off again, the whole of it is said, also to whoever comes later', async () => {
  const { page, context } = await h.page(browser, { laptop: 'shift_lead' });
  for (const [minutes, why] of [['10 min, ', 'alone on shift'], ['15 min, ', 'the second is at the door of room 3']]) {
    await putOff(page, 2).click();
    await dialog(page).getByText(minutes).click();
    await page.fill('#reason', why);
    await page.locator('#sign').click();
    await dialog(page).waitFor({ state: 'detached' });
    await more(page, woman(2).stay).getByText('Put off until').waitFor();
    if (minutes === '10 min, ') h.clock.forward(601);
  }
  const all = /Put off until 22:\d\d by A\d: the second is at the door of room 3\. Put off twice, 25 minutes in all\./;
  await more(page, woman(2).stay).getByText(all).waitFor();
  await shot(page, 'snoozed-day-1280');
  await page.reload();
  await more(page, woman(2).stay).getByText(all).waitFor();
  await context.close();
});

test('what became closer meanwhile is refused, in words', async () => {
  const { page, context } = await h.page(browser, { laptop: 'keyworker' });
  await putOff(page, 3).click();
  await dialog(page).getByText(/^5 min, /).click();
  await page.fill('#reason', 'on the telephone');
  await h.sql(`UPDATE lantern.requirement SET class = 'enhanced' WHERE id = '${woman(3).requirement}'`);
  await page.locator('#sign').click();
  assert.match(await dialog(page).getByRole('alert').innerText(), /She is checked more closely than usual\. This can't be put off\./);
  assert.equal((await snoozes(3)).length, 0);
  await h.sql(`UPDATE lantern.requirement SET class = 'routine' WHERE id = '${woman(3).requirement}'`);
  await context.close();
});

test('the dialog and the row hold for axe, for fingers and at 320 pixels, day and night', async () => {
  for (const [theme, width] of [['day', 1280], ['night', 1280], ['day', 320], ['night', 320]]) {
    const { page, errors, context } = await h.page(browser, { laptop: 'keyworker', theme, width, height: 800 });
    await putOff(page, 3).waitFor();
    assert.deepEqual(await axeFindings(page), []);
    assert.deepEqual(await smallTargets(page), []);
    assert.equal(await overflow(page), 0);
    await putOff(page, 3).click();
    await dialog(page).getByText('Only the sound waits').waitFor();
    await page.locator('#sign').click();
    assert.deepEqual(await axeFindings(page, { include: ['dialog'] }), []);
    assert.deepEqual(await smallTargets(page), []);
    assert.equal(await overflow(page), 0);
    await shot(page, `snooze-${theme}-${width}`);
    assert.deepEqual(errors, []);
    await context.close();
  }
});

test('who only reads the board is offered nothing to do, by button or by key', async () => {
  const { page, errors, context } = await h.page(browser, { laptop: 'inspector' });
  await row(page, 1).waitFor();
  await more(page, woman(3).stay).getByText(/^Alarm since/).waitFor();
  const offered = await page.locator('.ln-board').getByRole('button').allInnerTexts();
  assert.deepEqual(offered, []);
  assert.equal(await row(page, 1).getByRole('link', { name: /^All about/ }).count(), 1);
  await intoBoard(page);
  await page.keyboard.press('1');
  for (const key of ['Space', 's', 'u', 'n', 'p']) await page.keyboard.press(key);
  assert.equal(await page.locator('dialog[open]').count(), 0);
  assert.equal(await page.locator('.ln-chain').count(), 0);
  const begun = await h.as('shift_lead').put(`/api/chains/${crypto.randomUUID()}`, { stay: woman(4).stay, crn: woman(4).crn });
  assert.equal(begun.status, 201, begun.text);
  await page.locator('.ln-chain-aside').getByText('No reply, room 4').waitFor();
  assert.equal(await page.locator('.ln-chain').count(), 0, 'the steps are for those who can take them');
  assert.equal(await page.locator('.ln-chain-aside').getByRole('button').count(), 0);
  await page.locator('.ln-panel').waitFor();
  assert.equal(await page.locator('.ln-panel').getByRole('button').count(), 0);
  assert.deepEqual(await axeFindings(page), []);
  await shot(page, 'board-inspector');
  await h.as('shift_lead').post(`/api/chains/${begun.json.chain.id}/end`, { outcome: 'answered' });
  assert.deepEqual(errors, []);
  await context.close();
});
