// Changing what is known and decided about a woman: by keys alone, with the reasons, the conflicts and the drafts.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { visitOf } from '../http/house.mjs';
import { desk, drafts, heading, kept, NOW, pathOf, problems, said, says, tabTo, text, write } from './desk.mjs';
import { axeFindings, stage } from './browser.mjs';

const { browser, h } = await stage(() => desk({ women: 8 }));

const open = (role, path, more) => h.page(browser, role, path, more);
const enter = (page) => page.keyboard.press('Enter');
const space = (page) => page.keyboard.press('Space');

/** Another version of how to be with her, written by somebody else. */
const otherHow = async (woman, based_on, how) => {
  const answer = await h.as('shift_lead').put(`/api/contact-plans/${randomUUID()}`, { stay: woman.stay, crn: woman.crn, based_on, how, consent: 'declined', reason: 'she changed her mind' });
  assert.equal(answer.status, 201, answer.text);
};

test('how to be with her is changed by keys alone, and what is missing is said with the focus on it', async () => {
  const woman = h.here.women[0];
  const { page, context, errors } = await open('keyworker', pathOf(woman, '/how'));
  await page.fill('#how', 'x'.repeat(601));
  await tabTo(page, 'reason');
  await enter(page);
  await page.locator('.govuk-error-summary').waitFor();
  assert.match(await page.title(), /^Error: Change how to be with her - Lantern$/);
  assert.match(await page.evaluate(() => document.activeElement.className), /govuk-error-summary/);
  assert.deepEqual(await problems(page), ['Use 600 characters or fewer', 'Say why it changes']);
  assert.deepEqual(await axeFindings(page), []);
  await write(page, 'how', 'Call me Wo. Light off, please.');
  await says(page, /You have 570 characters remaining/);
  await write(page, 'reason', 'She asked for it today');
  await enter(page);
  await heading(page, 'Overview');
  await said(page, 'How to be with her was changed. Everybody sees it now.');
  await says(page, /Call me Wo\. Light off, please\.[\s\S]*At night: door ajar[\s\S]*Version 2, alder keyworker[\s\S]*She asked for it today/);
  assert.deepEqual(errors, []);
  await context.close();
});

test('what somebody else wrote meanwhile is shown, and nothing goes over it unseen', async () => {
  const woman = h.here.women[1];
  const { page, context } = await open('keyworker', pathOf(woman, '/how'));
  await page.locator('#how').waitFor();
  await otherHow(woman, 1, 'Please do not knock. Phone me.');
  await page.fill('#how', 'My own words.');
  await page.fill('#reason', 'talked today');
  await page.click('button:has-text("Save")');
  await page.getByText('alder shift_lead changed this while you were writing').waitFor();
  await says(page, /Version 2[\s\S]*Please do not knock\. Phone me\.[\s\S]*she changed her mind/);
  assert.equal(await page.inputValue('#how'), 'My own words.', 'what she wrote is still there');
  assert.deepEqual(await axeFindings(page), []);
  await page.click('button:has-text("Save")');
  assert.deepEqual(await problems(page), ['Look at what was changed meanwhile, and choose']);
  await page.click('text=Keep what I wrote');
  await page.click('button:has-text("Save")');
  await heading(page, 'Overview');
  await says(page, /My own words\.[\s\S]*Version 3/);
  await context.close();
});

test('what was written survives a closed tab, and a conflict is seen when it is opened again', async () => {
  const woman = h.here.women[2];
  const { page, context } = await open('keyworker', pathOf(woman, '/how'));
  await page.fill('#how', 'Half a sentence');
  await kept(page, 'Half a sentence');
  await page.close();
  await otherHow(woman, 1, 'Knock once.');
  const again = await context.newPage();
  await again.goto(pathOf(woman, '/how'));
  await again.getByText('This is what you wrote here before and did not save.').waitFor();
  assert.equal(await again.inputValue('#how'), 'Half a sentence');
  await again.getByText('changed this while you were writing').waitFor();
  await again.click('text=Take theirs instead');
  assert.equal(await again.inputValue('#how'), 'Knock once.');
  await again.reload();
  await again.locator('#how').waitFor();
  assert.equal(await again.inputValue('#how'), 'Knock once.', 'what was given up is forgotten');
  await context.close();
});

test('a draft is its writer\'s alone, and is forgotten after a week', async () => {
  const path = pathOf(h.here.women[2], '/how');
  const { page, context } = await open('keyworker', path);
  const field = page.locator('#how');
  const usual = await field.inputValue();
  await field.fill('She likes the window open.');
  await kept(page, 'window open');
  await h.signIn(context, 'shift_lead');
  await page.goto(path);
  await field.waitFor();
  assert.equal(await drafts(page).then((all) => all.includes('window open')), true);
  assert.equal(await field.inputValue(), usual, 'somebody else begins with what is on record');
  await h.signIn(context, 'keyworker');
  await drafts(page, 6);
  await page.goto(path);
  await page.getByText('did not save').waitFor();
  assert.equal(await field.inputValue(), 'She likes the window open.');
  await drafts(page, 2);
  await page.goto(path);
  await field.waitFor();
  while ((await drafts(page)) !== '[]');
  assert.equal(await field.inputValue(), usual);
  await context.close();
});

test('a closer watch is set by keys alone: it says what changes, and the plan is in force', async () => {
  const woman = h.here.women[3];
  const { page, context, errors } = await open('night_worker', pathOf(woman, '/plan'));
  await write(page, 'bands-0-from', '2300');
  await write(page, 'bands-0-until', '07:00');
  await write(page, 'bands-0-max_gap_s', '30');
  await page.getByText('23:00 to 07:00, sign of life: every 1 h now, then every 30 min. More often.').waitFor();
  assert.doesNotMatch(await text(page), /Only a manager|The shift lead/);
  await tabTo(page, 'bands-0-min_gap_s');
  await enter(page);
  assert.deepEqual(await problems(page), ['A watch needs a day and time of review', 'Say why']);
  await write(page, 'review_by-day', '12');
  await write(page, 'review_by-month', '11');
  await write(page, 'review_by-year', '2026');
  await write(page, 'review_by-time', '09:00');
  await write(page, 'reason', 'Unsettled since the call.');
  await page.keyboard.press('Tab');
  await enter(page);
  await heading(page, 'Overview');
  await says(page, /Watch[\s\S]*23:00 to 07:00\s+Sign of life every 30 min at most, at least 15 min apart[\s\S]*Decided by\s+alder night_worker[\s\S]*Unsettled since the call[\s\S]*12 November 2026, 09:00/);
  assert.deepEqual(errors, []);
  await context.close();
});

test('fewer checks are said to be fewer, and refused to whoever may not decide them', async () => {
  const woman = h.here.women[4];
  const { page, context } = await open('night_worker', pathOf(woman, `/plan/${woman.plan}`));
  await page.fill('#bands-0-max_gap_s', '120');
  await page.getByText('All day, sign of life: every 1 h now, then every 2 h. Less often.').waitFor();
  await says(page, /This asks for fewer checks than now\. The shift lead or a manager decides that\. You may not: ask the shift lead to do it\./);
  await page.fill('#reason', 'settled');
  await page.click('button:has-text("Save")');
  assert.match((await problems(page)).join(), /The shift lead decides that/);
  await page.fill('#bands-0-max_gap_s', '300');
  await page.getByText('This leaves more than 4 h between checks, or none. Only a manager may decide that.').waitFor();
  await context.close();
});

test('a check recorded meanwhile does not stand in the way of a decision; another decision does', async () => {
  const woman = h.here.women[5];
  const plan = (more) => ({ stay: woman.stay, crn: woman.crn, origin: 'personal', reason: 'as agreed', bands: [{ from: '22:00', until: '23:00', kind: 'conversation', max_gap_s: 3600 }], ...more });
  const { page, context } = await open('shift_lead', pathOf(woman, `/plan/${woman.plan}/end`));
  await page.getByText('sign of life: every 1 h now, then none. Less often.').waitFor();
  await says(page, /Only a manager may decide that\. You may not/);
  await context.close();

  const { page: mine, context: other } = await open('premises_manager', pathOf(woman, `/plan/${woman.plan}/end`));
  await mine.locator('#reason').waitFor();
  assert.equal((await h.as('night_worker').put(`/api/visits/${randomUUID()}`, visitOf(woman))).status, 201);
  await mine.fill('#reason', 'replaced by her own plan');
  const version = await h.sql(`SELECT version FROM lantern.stay_checks WHERE stay_id = '${woman.stay}'`);
  assert.equal((await h.as('keyworker').put(`/api/check-plans/${randomUUID()}`, plan({ based_on: Number(version) }))).status, 201);
  await mine.click('text=End this plan now');
  assert.match((await problems(mine)).join(), /Her checks have changed since the page was loaded/);
  await says(mine, /sign of life: every 1 h now, then none/);
  assert.equal((await h.as('night_worker').put(`/api/visits/${randomUUID()}`, visitOf(woman, { note: 'again' }))).status, 201);
  await mine.click('text=End this plan now');
  await heading(mine, 'Overview');
  await said(mine, 'The plan has ended. It stays in her history.');
  assert.doesNotMatch(await text(mine), /House routine/);
  await other.close();
});

test('a check that did not happen is withdrawn: both entries stay, with who and why', async () => {
  const woman = h.here.women[6];
  const wrong = randomUUID();
  assert.equal((await h.as('night_worker').put(`/api/visits/${wrong}`, visitOf(woman, { note: 'wrong room' }))).status, 201);
  const { page, context, errors } = await open('shift_lead', pathOf(woman, '/checks'));
  await page.getByRole('link', { name: 'Correct the check of 22:00' }).press('Enter');
  await heading(page, 'Correct a check');
  await tabTo(page, 'reason');
  await page.click('button:has-text("Record the correction")');
  assert.deepEqual(await problems(page), ['Select what was wrong', 'Say what was wrong with the entry']);
  await tabTo(page, 'how');
  await space(page);
  await write(page, 'reason', 'That was room 2.');
  await page.keyboard.press('Tab');
  await enter(page);
  await heading(page, 'Checks');
  const gone = page.locator('.ln-log__item', { has: page.locator('s') });
  await gone.waitFor();
  assert.match(await gone.innerText(), /Spoke, alder night_worker[\s\S]*Withdrawn by alder shift_lead[\s\S]*Why: That was room 2\./);
  assert.equal(await gone.locator('s').first().innerText(), 'Spoke');
  await says(page, /Withdrawn: this check did not happen, alder shift_lead[\s\S]*Withdraws the entry that is struck through/);
  await page.goto(pathOf(woman, `/correct/${wrong}`));
  await page.getByText('This entry cannot be corrected').waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});

test('an action is added, moved on, closed and opened again, and says how far past its day it is', async () => {
  const woman = h.here.women[6];
  const { page, context, errors } = await open('keyworker', pathOf(woman, '/actions'));
  await page.getByRole('link', { name: 'Add a need or action' }).press('Enter');
  await heading(page, 'Add a need or action');
  await write(page, 'what', 'New glasses');
  await tabTo(page, 'owner_kind');
  await page.keyboard.press('ArrowDown');
  await write(page, 'identified_on-day', '3');
  await write(page, 'target_on-day', '7');
  await write(page, 'target_on-month', '11');
  await write(page, 'target_on-year', '2026');
  await enter(page);
  await heading(page, 'Needs and actions');

  await says(page, /1 open, 1 overdue[\s\S]*New glasses[\s\S]*7 November 2026\s+3 days overdue[\s\S]*She herself/);

  const write_at = async (choose, words) => {
    await page.click('text=/Progress or close|Reopen/');
    await heading(page, 'Write at an action');
    if (choose) await page.check(choose);
    await page.fill('#words', words);
    await page.click('button:has-text("Save")');
    await heading(page, 'Needs and actions');
  };
  await write_at('#kind', 'Appointment on Friday.');
  await says(page, /Appointment on Friday\. alder keyworker/);
  await write_at('#kind-2', 'She has them.');
  await page.click('text=1 closed action');
  await says(page, /0 open[\s\S]*Closed: She has them\./);
  await write_at(null, 'They broke.');
  await says(page, /1 open, 1 overdue[\s\S]*Reopened: They broke\./);
  assert.deepEqual(errors, []);
  await context.close();
});

test('a missed check owes a reason until a shift lead gives it, and stays missed', async () => {
  const woman = h.here.women[6];
  const missed = randomUUID();
  await h.sql(`INSERT INTO lantern.requirement (id, stay_id, resident_id, premises_id, source, kind, class, from_at, drawn_at, latest_at, min_gap_s, max_gap_s, seed, opened_at, state, closed_at)
    VALUES ('${missed}', '${woman.stay}', '${woman.id}', '${h.here.id}', 'curfew_round', 'conversation', 'routine', '2026-11-09T23:00:00Z', '2026-11-09T23:10:00Z', '2026-11-09T23:30:00Z', 0, 1800, 7, '2026-11-09T20:00:00Z', 'missed', '2026-11-10T08:00:00Z')`);
  const worker = await open('night_worker', pathOf(woman, '/checks'));
  await worker.page.getByText('Reason owed.').waitFor();
  await says(worker.page, /1 missed without a reason[\s\S]*Missed\s+Curfew round, conversation, window 23:00 to 23:30[\s\S]*The shift lead gives it\./);
  await worker.context.close();

  const { page, context } = await open('shift_lead', '/today');
  await page.getByText('1 missed check owing a reason').waitFor();
  await page.getByRole('link', { name: 'Give the reason' }).press('Enter');
  await heading(page, 'Give the reason of a missed check');
  await tabTo(page, 'late_reason');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await write(page, 'reason', 'One worker was in hospital with another woman.');
  await page.keyboard.press('Tab');
  await enter(page);
  await heading(page, 'Checks');
  await said(page, 'The reason stands with the missed check.');
  await says(page, /Missed\s+Curfew round[\s\S]*Why: Short staffed: One worker was in hospital with another woman\./);
  assert.doesNotMatch(await text(page), /Reason owed/);
  await context.close();
});

test('the checks print as a sheet of A4: no buttons, and a day may go on over the page', async () => {
  const woman = h.here.women[7 - 1];
  const rows = Array.from({ length: 29 }, (_, i) => `(gen_random_uuid(), '${woman.stay}', '${woman.id}', '${h.here.id}', '${h.here.rooms[6]}', 'spoke', 'Reading, asked for the window to be fixed.', timestamptz '${NOW}' - interval '${i + 1} h', timestamptz '${NOW}' - interval '${i + 1} h', timestamptz '${NOW}' - interval '${i + 1} h', 0, '${h.here.staff.keyworker.id}', 'handset', '{}', 'screen', '{sign_of_life}', false)`);
  await h.sql(`INSERT INTO lantern.visit (id, stay_id, resident_id, premises_id, room_id, outcome, note, done_at, entered_at, received_at, clock_offset_ms, staff_id, proof, marks, source, meets, withdrawn) VALUES ${rows.join(',')}`);
  const { page, context } = await open('premises_manager', pathOf(woman, '/checks'));
  await page.getByRole('button', { name: 'Older checks' }).waitFor();
  await page.emulateMedia({ media: 'print' });
  assert.deepEqual(await page.locator('button, .ln-log__act, nav, header, footer').evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.textContent)), []);
  const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
  const pages = (pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
  assert.ok(pages >= 1 && pages <= 3, `${pages} pages for 30 visits`);
  await page.emulateMedia({ media: 'screen' });
  await page.click('button:has-text("Older checks")');
  await page.getByRole('button', { name: 'Older checks' }).waitFor({ state: 'detached' });
  assert.ok((await page.locator('.ln-log__item').count()) > 31, 'the older ones stand below');
  await context.close();
});
