// Her plan on its pages: written by keys alone, read until it is read, compared, and never lost when two write at once.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { planOf } from '../http/plans.mjs';
import { desk, drafts, heading, kept, pathOf, problems, said, says, tabTo, text, write } from './desk.mjs';
import { axeFindings, stage } from './browser.mjs';

const { browser, h } = await stage(() => desk({ women: 10 }));

const open = (role, path, more) => h.page(browser, role, path, more);
const save = async (role, body) => {
  const answer = await h.as(role).put(`/api/safety-plans/${randomUUID()}`, body);
  assert.equal(answer.status, 201, answer.text);
};
const write201 = async (role, what, woman, body) => {
  const answer = await h.as(role).put(`/api/${what}/${randomUUID()}`, { stay: woman.stay, crn: woman.crn, ...body });
  assert.ok([201, 204].includes(answer.status), answer.text);
};
const enter = (page) => page.keyboard.press('Enter');

/** Presses Tab until the button with these words has the focus. */
async function tabToButton(page, words) {
  for (let i = 0; i < 120; i++) {
    if ((await page.evaluate(() => document.activeElement?.textContent ?? '')) === words) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach “${words}”`);
}

test('a starter plan is asked for with its time, and written by keys alone in her words', async () => {
  const woman = h.here.women[0];
  const { page, context, errors } = await open('keyworker', pathOf(woman, '/safety-plan'));
  await says(page, /No plan yet\. A starter plan is short[\s\S]*It was due by 31 October, 2\d:\d\d\.|No plan yet\./);
  await page.getByRole('link', { name: 'Write the starter plan' }).press('Enter');
  await heading(page, 'Write her plan');
  await page.locator('#sections-1-her_words').waitFor();
  await page.locator('#main-content h1').focus();
  await write(page, 'sections-1-her_words', 'Sunday baking, and my sister.');
  await tabToButton(page, 'Add an early sign');
  await enter(page);
  await page.keyboard.type('Very volatile');
  await page.getByText('“volatile”: What changes, how fast, and what happened just before?').waitFor();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('Slams her door, twice in an hour');
  await page.getByText('“volatile”').waitFor({ state: 'detached' });
  await tabToButton(page, 'Add a line');
  await enter(page);
  await page.keyboard.type('She slams her door twice');
  await write(page, 'lines-0-does', 'Tea in the kitchen');
  await tabTo(page, 'sections-9-her_words');
  await tabTo(page, 'reason');
  await page.keyboard.type('She arrived this afternoon');
  await says(page, /Still missing: Write 3 to 7 early signs\. There is 1 now[\s\S]*Still missing: Write at least one strength[\s\S]*Still missing: Say who does it in line 1[\s\S]*Still missing: Say within how long in line 1/);
  assert.deepEqual(await axeFindings(page), []);
  await tabToButton(page, 'Save this version');
  await enter(page);
  await said(page, 'Her plan is saved as a new version.');
  await says(page, /Version 1, starter plan[\s\S]*alder keyworker\. Why: She arrived this afternoon[\s\S]*Sunday baking, and my sister\.[\s\S]*Slams her door, twice in an hour[\s\S]*She slams her door twice\s+Sit with her: Tea in the kitchen\s+Not said yet\s+Not said yet/);
  assert.equal(await h.sql(`SELECT count(*) FROM lantern.safety_plan WHERE stay_id = '${woman.stay}' AND state = 'starter'`), '1');
  assert.deepEqual(errors, []);
  await context.close();
});

test('an active plan is refused until it is whole, and every field that misses something is named', async () => {
  const woman = h.here.women[1];
  const whole = planOf(woman);
  await save('keyworker', { ...whole, state: 'draft', signs: whole.signs.slice(0, 2).map((one) => ({ ...one, line: null })), lines: [{ ...whole.lines[0], who: '', within_s: null }] });
  const { page, context } = await open('keyworker', pathOf(woman, '/safety-plan/edit'));
  await page.locator('#reason').fill('All of it is known now');
  await page.getByLabel('Active').check();
  await page.getByRole('button', { name: 'Save this version' }).click();
  assert.deepEqual(await problems(page), [
    'Write 3 to 7 early signs. There are 2 now', 'Choose what is done when early sign 1 is seen', 'Choose what is done when early sign 2 is seen',
    'Write at least one strength', 'Say who does it in line 1', 'Say within how long in line 1',
  ]);
  assert.match(await page.evaluate(() => document.activeElement.className), /govuk-error-summary/);
  assert.deepEqual(await axeFindings(page), []);
  await page.getByRole('link', { name: 'Say who does it in line 1' }).click();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'lines-0-who');
  assert.equal(await h.sql(`SELECT count(*) FROM lantern.safety_plan WHERE stay_id = '${woman.stay}'`), '1', 'nothing was saved');
  await page.fill('#lines-0-who', 'Shift lead');
  await page.selectOption('#lines-0-within_s', '600');
  for (const i of [0, 1]) await page.selectOption(`#signs-${i}-line`, { index: 1 });
  await page.getByRole('button', { name: 'Add an early sign' }).click();
  await page.fill('#signs-2-words', 'Sits with the light off');
  await page.selectOption('#signs-2-line', { index: 1 });
  await page.getByRole('button', { name: 'Add a strength' }).click();
  await page.fill('#signs-3-words', 'Waters the plants');
  await page.getByRole('button', { name: 'Save this version' }).click();
  await said(page, 'Her plan is saved as a new version.');
  await says(page, /Version 2, active[\s\S]*Waters the plants/);
  await context.close();
});

test('what changed is marked until she says that she has read it, and by whom and why', async () => {
  const woman = h.here.women[2];
  const body = planOf(woman);
  await save('keyworker', body);
  await write201('night_worker', 'safety-plan-reads', woman, { version: 1 });
  await save('shift_lead', { ...body, based_on: 1, reason: 'Her sister asked us to ring sooner', lines: [body.lines[0], { ...body.lines[1], within_s: 300 }], sections: [{ name: 'good', her_words: 'Baking on Sundays, with the radio.', our_words: '' }, body.sections[1]] });
  const { page, context } = await open('night_worker', pathOf(woman, '/safety-plan'));
  await says(page, /Changed since you read it[\s\S]*Version 2, alder shift_lead[\s\S]*Her sister asked us to ring sooner[\s\S]*Marked below: What good looks like for me, My early signs|Marked below: What good looks like for me, What we do/);
  assert.deepEqual(await page.locator('h2:has(.govuk-tag)').allInnerTexts().then((all) => all.map((one) => one.replace(/\s+/g, ' ').replace(/changed/i, 'Changed'))), ['What good looks like for me Changed', 'What we do Changed']);
  assert.deepEqual(await axeFindings(page), []);
  await page.reload();
  await page.getByRole('button', { name: 'I have read this' }).press('Enter');
  await page.locator('.ln-unread').waitFor({ state: 'detached' });
  assert.equal(await page.locator('h2:has(.govuk-tag)').count(), 0);
  assert.equal(await h.sql(`SELECT max(version) FROM lantern.safety_plan_read WHERE stay_id = '${woman.stay}'`), '2');
  await page.goto(pathOf(woman, '/safety-plan/versions/1/2'));
  await says(page, /Version 2[\s\S]*alder shift_lead: Her sister asked us to ring sooner[\s\S]*What we do[\s\S]*Line: changed/);
  assert.deepEqual(await page.locator('ins').allInnerTexts().then((all) => all.map((one) => one.replace(/\[new: |\]/g, '').trim())), ['underlined', 'Baking on Sundays, with the radio.', '5']);
  assert.deepEqual(await axeFindings(page), []);
  await page.goto(pathOf(woman, '/safety-plan?version=1'));
  await says(page, /You are reading version 1\. Version 2 is the newest\.[\s\S]*Baking on Sundays\./);
  await context.close();
});

test('two who write at once lose nothing: what both changed is chosen, the rest of both stands', async () => {
  const woman = h.here.women[3];
  const body = planOf(woman);
  await save('keyworker', body);
  const [mine, theirs] = await Promise.all(['keyworker', 'shift_lead'].map((role) => open(role, pathOf(woman, '/safety-plan/edit'))));
  await theirs.page.fill('#sections-1-her_words', 'Baking on Mondays.');
  await theirs.page.fill('#sections-8-her_words', 'Ring my sister first.');
  await theirs.page.getByRole('button', { name: 'Add a line' }).click();
  await theirs.page.fill('#lines-2-sees', 'She asks for the bus times');
  await theirs.page.fill('#lines-2-does', 'Ask where she is going');
  await theirs.page.fill('#lines-2-who', 'Anybody');
  await theirs.page.selectOption('#lines-2-within_s', '300');
  await theirs.page.fill('#reason', 'Talked on the bus');
  await mine.page.fill('#sections-1-her_words', 'Baking every day.');
  await mine.page.fill('#lines-0-does', 'Offer tea, and sit down');
  await mine.page.fill('#reason', 'Keywork today');
  await theirs.page.getByRole('button', { name: 'Save this version' }).click();
  await said(theirs.page, 'saved as a new version');
  await mine.page.getByRole('button', { name: 'Save this version' }).click();
  await mine.page.getByText('alder shift_lead changed her plan while you were writing').waitFor();
  await says(mine.page, /Talked on the bus[\s\S]*You both changed what follows[\s\S]*What good looks like for me: her words[\s\S]*Baking every day\.[\s\S]*Baking on Mondays\.[\s\S]*What is taken over from theirs \(2\)/);
  assert.deepEqual(await axeFindings(mine.page), []);
  await mine.page.getByRole('button', { name: 'Save this version' }).click();
  assert.deepEqual(await problems(mine.page), ['Look at what was changed meanwhile, and put both together']);
  await mine.page.getByLabel('What they wrote').check();
  await mine.page.getByRole('button', { name: 'Put both together' }).click();
  assert.equal(await mine.page.inputValue('#sections-1-her_words'), 'Baking on Mondays.');
  await mine.page.getByRole('button', { name: 'Save this version' }).click();
  await said(mine.page, 'saved as a new version');
  await says(mine.page, /Version 3[\s\S]*Keywork today[\s\S]*Baking on Mondays\.[\s\S]*Offer tea, and sit down[\s\S]*She asks for the bus times[\s\S]*Ring my sister first\./);
  await Promise.all([mine, theirs].map(({ context }) => context.close()));
});

test('what was written survives a reload and a lock, and rows come back', async () => {
  const woman = h.here.women[4];
  await save('keyworker', planOf(woman));
  const { page, context } = await open('keyworker', pathOf(woman, '/safety-plan/edit'));
  await page.fill('#sections-2-her_words', 'Up at six, tea first.');
  await page.getByRole('button', { name: 'Take out line 1' }).click();
  await page.getByRole('button', { name: 'Put it back' }).click();
  assert.equal(await page.inputValue('#lines-0-sees'), 'She stops eating with the others');
  await page.getByRole('button', { name: 'Move down line 1' }).click();
  assert.match(await page.evaluate(() => document.activeElement.textContent), /Move up line 2/, 'the focus went with the row');
  await kept(page, 'Up at six, tea first.');
  await page.reload();
  await page.getByText('This is what you wrote here before and did not save.').waitFor();
  assert.equal(await page.inputValue('#sections-2-her_words'), 'Up at six, tea first.');
  assert.equal(await page.inputValue('#lines-0-sees'), 'She gives her things away');
  await context.clearCookies();
  await page.reload();
  await page.waitForURL(/sign-in|\/$/).catch(() => undefined);
  assert.match(await drafts(page), /Up at six/, 'a lock takes nothing');
  await h.signIn(context, 'keyworker');
  await page.goto(pathOf(woman, '/safety-plan/edit'));
  await page.getByText('did not save').waitFor();
  assert.equal(await page.inputValue('#sections-2-her_words'), 'Up at six, tea first.');
  await context.close();
});

test('a note for staff needs a reason, an end and a manager who did not write it', async () => {
  const woman = h.here.women[5];
  await save('keyworker', planOf(woman));
  const { page, context } = await open('keyworker', pathOf(woman, '/briefing'));
  await page.getByRole('button', { name: 'Send it to the manager' }).click();
  assert.deepEqual(await problems(page), ['Write what staff have to know', 'Say why she must not read it', 'Enter the day on which it ends']);
  await page.fill('#words', 'He asked the office for her room.');
  await page.fill('#reason', 'She would ring him');
  for (const [part, value] of [['day', '30'], ['month', '12'], ['year', '2026']]) await page.fill(`#expires_on-${part}`, value);
  await page.getByRole('button', { name: 'Send it to the manager' }).click();
  assert.deepEqual(await problems(page), ['Enter a day from tomorrow to 28 days from now']);
  await page.fill('#expires_on-month', '11');
  await page.getByRole('button', { name: 'Send it to the manager' }).click();
  await said(page, 'The briefing waits for a manager.');
  await says(page, /Staff only[\s\S]*He asked the office for her room\.[\s\S]*Waits for a manager/i);
  assert.equal(await page.getByText('Approve or decline it').count(), 0, 'not her own');
  await context.close();
  const manager = await open('premises_manager', pathOf(woman, '/safety-plan'));
  await manager.page.getByText('Approve or decline it').click();
  await manager.page.getByLabel('Yes: it is left out of her own copy').check();
  assert.deepEqual(await axeFindings(manager.page), []);
  await manager.page.getByRole('button', { name: 'Record the decision' }).click();
  await says(manager.page, /Approved[\s\S]*Approved by alder premises_manager/i);
  await manager.page.goto(pathOf(woman, '/copy'));
  await says(manager.page, /Left out of her copy[\s\S]*A briefing for staff: She would ring him/);
  assert.doesNotMatch(await manager.page.locator('.ln-copy').innerText(), /He asked the office/);
  await manager.page.getByRole('button', { name: 'I gave it to her' }).click();
  await said(manager.page, 'It is recorded that she has her own copy.');
  await says(manager.page, /Version 1, given to her[^\n]*by alder premises_manager, without: A briefing for staff/);
  await manager.context.close();
});

test('the kitchen sees food by room and no name, and nothing else is there for it', async () => {
  const woman = h.here.women[6];
  const { page, context } = await open('keyworker', pathOf(woman, '/food'));
  await page.getByLabel('Recorded').check();
  await page.fill('#words', 'No nuts, not even traces');
  await page.getByRole('button', { name: 'Save' }).click();
  await said(page, 'Her food needs are changed.');
  await context.close();
  const kitchen = await open('kitchen', '/');
  await heading(kitchen.page, 'Kitchen');
  await says(kitchen.page, /Room 7[\s\S]*No nuts, not even traces/);
  assert.doesNotMatch(await text(kitchen.page), /Woman|Exampleby|X1000/);
  assert.deepEqual(await kitchen.page.locator('.moj-primary-navigation a').allInnerTexts(), ['Kitchen']);
  assert.deepEqual(kitchen.errors, []);
  await kitchen.context.close();
});

test('an agency worker and a practitioner read what is theirs, and are offered nothing to write', async () => {
  const woman = h.here.women[7];
  await save('keyworker', planOf(woman));
  await write201('keyworker', 'staff-briefings', woman, { words: 'Only for staff of the house.', reason: 'safety', expires_on: '2026-11-20' });
  await h.sql(`INSERT INTO lantern.practitioner_of (id, resident_id, staff_id, from_at)
    VALUES (gen_random_uuid(), '${woman.id}', '${h.here.staff.practitioner.id}', '2026-10-01')`);
  for (const [role, there, gone] of [
    ['agency', /Knock twice and say your name[\s\S]*Gives her things away[\s\S]*Ring her sister with her[\s\S]*Penicillin/, /Letters with a window|Only for staff|Write a staff-only|Her own copy|Change her plan/],
    ['practitioner', /Letters with a window[\s\S]*Ring her sister with her/, /Only for staff|Write a staff-only|Change her plan|I have read this/],
  ]) {
    const { page, context, errors } = await open(role, pathOf(woman, '/safety-plan'));
    await says(page, there, role);
    assert.doesNotMatch(await text(page), gone, role);
    await page.goto(pathOf(woman, '/safety-plan/edit'));
    await heading(page, 'You cannot see this page');
    assert.deepEqual(errors, []);
    await context.close();
  }
});

test('what others wrote stands as a quotation with its source, and never among her words', async () => {
  const woman = h.here.women[8];
  await save('keyworker', planOf(woman));
  const { page, context } = await open('keyworker', pathOf(woman, '/safety-plan/quote'));
  await page.fill('#words', 'Finds letters from court hard to open.');
  await page.fill('#source', 'Prison healthcare, release letter');
  for (const [part, value] of [['day', '30'], ['month', '10'], ['year', '2026']]) await page.fill(`#stated_on-${part}`, value);
  await page.selectOption('#section', 'triggers');
  await page.getByRole('button', { name: 'Add it as a quotation' }).click();
  await said(page, 'The quotation stands in her plan');
  await says(page, /Finds letters from court hard to open\.\s+Prison healthcare, release letter, 30 October 2026\. Brought in by alder keyworker/);
  assert.ok(!(await page.locator('.ln-her').allInnerTexts()).some((one) => one.includes('Finds letters')));
  await context.close();
});
