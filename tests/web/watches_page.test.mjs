// Watches, reviews and arrivals: what is open, until when, and the decisions that only a named person makes.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { expected } from '../http/examples/watches.mjs';
import { minutes } from '../http/house.mjs';
import { desk, heading, pathOf, problems, said, says, tabTo, text, write } from './desk.mjs';
import { axeFindings, overflow, stage } from './browser.mjs';

const { browser, h } = await stage(() => desk({ women: 8 }));

const open = (role, path, more) => h.page(browser, role, path, more);
const enter = (page) => page.keyboard.press('Enter');
const button = (page, name) => page.getByRole('button', { name, exact: true }).click();

/** A watch of hers, begun over the API. */
async function watched(her, more = { reason: 'concern', words: 'crying', max_gap_s: 2700 }) {
  const id = randomUUID();
  const answer = await h.as('night_worker').put(`/api/watches/${id}`, { stay: her.stay, crn: her.crn, ...more });
  assert.equal(answer.status, 201, answer.text);
  return id;
}

test('a watch is begun by keys alone, tightened, kept and ended, each with words, and all of it stays', async () => {
  const her = h.here.women[0];
  const { page, context, errors } = await open('shift_lead', pathOf(her, '/watches/new'));
  await tabTo(page, 'words');
  await page.locator('#most').press('Enter');
  assert.deepEqual(await problems(page), ['Select why', 'Say what you saw or heard']);
  await tabTo(page, 'reason');
  await page.keyboard.press('Space');
  await write(page, 'words', 'Crying since the call, does not want to talk.');
  await write(page, 'most', '45');
  await enter(page);
  await said(page, 'The watch has begun.');
  await says(page, /Watch because of a concern[\s\S]*All day: sign of life every 45 min at most[\s\S]*alder shift_lead[\s\S]*Crying since the call/);

  await page.getByRole('link', { name: /^Check more often/ }).click();
  await heading(page, 'Check more often');
  await write(page, 'most', '60');
  await write(page, 'words', 'She is worse.');
  await button(page, 'Check more often');
  assert.deepEqual(await problems(page), ['That is not more often than now: enter less than 45']);
  await write(page, 'most', '15');
  await enter(page);
  await said(page, 'From now on she is checked more often.');
  await says(page, /every 15 min at most[\s\S]*Checked more often, alder shift_lead[\s\S]*“She is worse\.”/);

  await page.getByRole('link', { name: /^Keep/ }).click();
  await heading(page, 'Keep a watch');
  for (const [part, typed] of [['day', '11'], ['month', '11'], ['year', '2026'], ['time', '07:00']]) await write(page, `until-${part}`, typed);
  await write(page, 'words', 'Until the keyworker is in.');
  await button(page, 'Keep it');
  await said(page, 'The watch goes on.');
  await says(page, /Decide by tomorrow 07:00, (9 h|8 h 59 min) left[\s\S]*Kept until 11 November 2026, 07:00/);

  await page.getByRole('link', { name: /^End/ }).click();
  await heading(page, 'End a watch');
  await button(page, 'End the watch');
  assert.deepEqual(await problems(page), ['Say why it can end']);
  await write(page, 'words', 'Talked for an hour, asleep now.');
  await button(page, 'End the watch');
  await said(page, 'The watch has ended');
  await says(page, /No watch is open for her/);
  await page.locator('summary', { hasText: '1 watch that has ended' }).press('Enter');
  await says(page, /Ended\s+alder shift_lead[\s\S]*“Talked for an hour, asleep now\.”/);
  assert.deepEqual(errors, []);
  await context.close();
});

test('an intoxication watch may not end too early, and the page says until when before anybody tries', async () => {
  const her = h.here.women[1];
  const id = await watched(her, { reason: 'intoxication' });
  const { page, context } = await open('premises_manager', pathOf(her, `/watches/${id}/end`));
  await says(page, /It may not end yet\. Not before tomorrow 02:00, (4 h|3 h 59 min) from now\./);
  await write(page, 'words', 'She seems well.');
  await button(page, 'End the watch');
  assert.equal((await problems(page)).length, 1);
  assert.equal(await page.inputValue('#words'), 'She seems well.', 'what was written is still there');
  assert.equal(await h.sql(`SELECT ended_at IS NULL FROM lantern.watch WHERE id = '${id}'`), 't');
  await context.close();
});

test('who may not let her be seen less often is told who may, instead of a form', async () => {
  const her = h.here.women[2];
  const id = await watched(her);
  const { page, context } = await open('night_worker', pathOf(her, `/watches/${id}/end`));
  await says(page, /Without it she would be seen less often than now\. You may not end it: ask the shift lead to do it/);
  assert.equal(await page.locator('#words').count(), 0);
  const refused = await h.as('night_worker').post(`/api/watches/${id}/end`, { words: 'She is calm.' });
  assert.match(refused.json.type, /needs-shift-lead/, 'the server says the same');
  const other = await h.as('shift_lead').post(`/api/watches/${id}/end`, { words: 'Seen together.' });
  assert.equal(other.status, 200, other.text);
  await page.reload();
  await says(page, /That watch is not open any more/);
  await context.close();
});

test('a review is asked for, acted on, held with people and closed only with a reason for no change', async () => {
  const her = h.here.women[3];
  const { page, context, errors } = await open('premises_manager', pathOf(her, '/reviews/new'));
  await button(page, 'Ask for it');
  assert.deepEqual(await problems(page), ['Select what has happened', 'Say what has happened']);
  await page.check('#kind');
  await write(page, 'words', 'She told us of a scratch.');
  await button(page, 'Ask for it');
  await said(page, 'Her plan is under review.');
  await says(page, /Under review since 10 November 2026, 22:00[\s\S]*Act by 23:00, (60|59) minutes left[\s\S]*Review by tomorrow 22:00, 2[34] hours left[\s\S]*Self-harm[\s\S]*Nobody yet/);
  assert.equal(await page.getByRole('link', { name: 'Close the review' }).count(), 0, 'never without anybody who took part');

  await page.getByRole('link', { name: 'Say what was done at once' }).click();
  await write(page, 'words', 'Cleaned it with her, rang 111.');
  await button(page, 'Save');
  await says(page, /Done at once: Cleaned it with her, rang 111\./);
  assert.doesNotMatch(await text(page), /Act by/);

  await page.getByRole('link', { name: 'Add who takes part' }).click();
  await page.check('#role-2');
  await write(page, 'name', 'Fern Example');
  await page.check('#how');
  await write(page, 'words', 'I would leave it as it is.');
  await button(page, 'Add');
  await says(page, /Fern Example, keyworker, in person\s+“I would leave it as it is\.”/);

  await page.getByRole('link', { name: 'Close the review' }).click();
  await heading(page, 'Close the review');
  await says(page, /has not been changed since the review began[\s\S]*No later than \d+ November 2026/);
  await button(page, 'Close the review');
  assert.deepEqual(await problems(page), ['Say why her plan stays as it is', 'Enter the day of the next review']);
  await write(page, 'words', 'It fits her as it is.');
  for (const [part, typed] of [['day', '1'], ['month', '12'], ['year', '2026']]) await write(page, `next_on-${part}`, typed);
  await button(page, 'Close the review');
  assert.match((await problems(page)).join(), /The next review may be no later than/);
  await write(page, 'next_on-day', '12');
  await write(page, 'next_on-month', '11');
  await button(page, 'Close the review');
  await said(page, 'The review is closed.');
  await says(page, /Next review agreed for 12 November 2026 \(in 2 days\)[\s\S]*No review is open[\s\S]*Her plan stays as it was\s+Why not\s+It fits her as it is\./);
  assert.deepEqual(errors, []);
  await context.close();
});

test('the same words as last time are asked about, and sent only when somebody says that they are right', async () => {
  const her = h.here.women[4];
  const held = async () => {
    const { json } = await h.as('night_worker').put(`/api/reviews/${randomUUID()}`, { stay: her.stay, crn: her.crn, kind: 'concern', words: 'crying' });
    await h.as('keyworker').put(`/api/review-people/${randomUUID()}`, { review: json.review, name: 'Fern Example', role: 'keyworker', how: 'in_person', words: 'Keep it.' });
    return json.review;
  };
  const first = await h.as('premises_manager').post(`/api/reviews/${await held()}/close`, { words: 'It fits her as it is.', next_on: '2026-11-12', based_on: 0 });
  assert.equal(first.status, 200, first.text);
  const { page, context } = await open('premises_manager', pathOf(her, `/reviews/${await held()}/close`));
  await write(page, 'words', 'It fits her as it is.');
  for (const [part, typed] of [['day', '12'], ['month', '11'], ['year', '2026']]) await write(page, `next_on-${part}`, typed);
  await button(page, 'Close the review');
  assert.deepEqual(await problems(page), ['Same as last time?']);
  await page.check('#same');
  await button(page, 'Close the review');
  await said(page, 'The review is closed.');
  await context.close();
});

test('an arrival says what begins with it, and then it has begun', async () => {
  const her = await expected(h);
  const { page, context, errors } = await open('night_worker', '/residents');
  await page.getByRole('link', { name: /^Record her arrival/ }).click();
  await heading(page, 'Record her arrival');
  await says(page, /With this begins[\s\S]*at least every 1 h, from now on if today is the day of her release[\s\S]*first 3 nights; then every 2 h at night[\s\S]*starter plan, due 2 h after/);
  await button(page, 'She has arrived');
  assert.deepEqual(await problems(page), ['Enter the day of her release', 'Select her room']);
  for (const [part, typed] of [['day', '10'], ['month', '11'], ['year', '2026']]) await write(page, `released_on-${part}`, typed);
  const rooms = await page.locator('#room option').allInnerTexts();
  assert.ok(rooms.length > 1, `only rooms where nobody lives: ${rooms}`);
  await page.selectOption('#room', { index: 1 });
  await button(page, 'She has arrived');
  await said(page, 'She lives here now.');
  await says(page, /Write the starter plan: by tomorrow 00:00[\s\S]*Watch after release[\s\S]*Write how to be with her[\s\S]*In the building/, 'what is owed to her now, and where she is');
  assert.equal(await h.sql(`SELECT state FROM lantern.stay WHERE id = '${her.stay}'`), 'arrived');
  assert.deepEqual(errors, []);
  await context.close();
});

test('she moves to another room: why and her view are asked, and the board has it', async () => {
  const her = h.here.women[1];
  const { page, context, errors } = await open('keyworker', pathOf(her, ''));
  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('link', { name: 'Move her to another room' }).click();
  await heading(page, 'Move her to another room');
  await button(page, 'She has moved');
  assert.deepEqual(await problems(page), ['Select her new room', 'Say why she has moved']);
  const label = await page.locator('#room option').nth(1).innerText();
  await page.selectOption('#room', { index: 1 });
  await write(page, 'reason', 'Away from the stairs');
  await write(page, 'her_view', 'I asked for it.');
  await button(page, 'She has moved');
  await said(page, 'She has another room.');
  await says(page, new RegExp(`${label} since [\\s\\S]*Away from the stairs, she said: I asked for it\\.`));
  assert.deepEqual(errors, []);
  await context.close();
});

test('what is owed is counted in words on the page of the day, with the way to where it is done', async () => {
  const her = h.here.women[5];
  const id = randomUUID();
  await h.sql(`INSERT INTO lantern.review (id, stay_id, resident_id, premises_id, opened_at, from_version)
      VALUES ('${id}', '${her.stay}', '${her.id}', '${h.here.id}', '${minutes(-4 * 1440)}', 0);
    INSERT INTO lantern.review_trigger (id, review_id, resident_id, premises_id, kind, words, at, review_by, staff_id)
      VALUES (gen_random_uuid(), '${id}', '${her.id}', '${h.here.id}', 'concern', 'crying', '${minutes(-4 * 1440)}', '${minutes(-3 * 1440)}',
        '${h.here.staff.keyworker.id}');`);
  const { page, context } = await open('premises_manager', '/today');
  await says(page, /Owed to the women\s+[\s\S]*1 review overdue/);
  const row = page.locator('.ln-list__item', { hasText: 'Woman F' }).filter({ hasText: 'Hold the review' });
  assert.match(await row.innerText(), /3 days overdue, since 7 November, 22:00/);
  await row.getByRole('link').click();
  await heading(page, 'Reviews');
  await says(page, /The review is 3 days overdue/);
  await context.close();
});

test('every page of watches and reviews holds for axe and fits, in both colours', async () => {
  const her = h.here.women[6];
  const watch = await watched(her);
  const { json } = await h.as('night_worker').put(`/api/reviews/${randomUUID()}`, { stay: her.stay, crn: her.crn, kind: 'concern', words: 'crying' });
  const { page, context, errors } = await open('premises_manager', '/account');
  const ends = ['/watches', '/watches/new', ...['keep', 'tighten', 'end'].map((act) => `/watches/${watch}/${act}`), '/reviews', '/reviews/new',
    ...['act', 'people', 'close'].map((act) => `/reviews/${json.review}/${act}`), ''];
  for (const end of ends) {
    await page.goto(pathOf(her, end));
    await page.locator('#main-content h1').first().waitFor();
    await page.locator('.ln-loading').first().waitFor({ state: 'detached' });
    assert.doesNotMatch(await page.content(), /\bundefined\b|\[object Object\]|>null</, end);
    for (const [theme, width] of [['day', 1280], ['night', 1280], ['night', 320], ['day', 320]]) {
      await page.setViewportSize({ width, height: 800 });
      await page.evaluate((wanted) => (document.documentElement.dataset.theme = wanted), theme);
      assert.deepEqual(await axeFindings(page), [], `${end} ${theme} ${width}`);
      assert.equal(await overflow(page), 0, `${end} ${width}`);
    }
  }
  assert.deepEqual(errors, []);
  await context.close();
});
