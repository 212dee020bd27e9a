// What managers answer for: settings, staff, terminals, the audit, their day, their own PIN. By keys, with what is
// missing said, and with nothing of somebody else's change lost.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { until } from '../harness/index.mjs';
import { PASSWORD, visitOf } from '../http/house.mjs';
import { desk, drafts, heading, problems, said, says, tabTo, text, write } from './desk.mjs';
import { axeFindings, stage } from './browser.mjs';

const { browser, h } = await stage(desk);

const open = (role, path, more) => h.page(browser, role, path, more);
const enter = (page) => page.keyboard.press('Enter');
const setting = (name, value, more) => ({ premises: h.here.id, name, value, reason: 'asked by the team', ...more });
const put = (role, path, body) => h.as(role).put(`${path}/${randomUUID()}`, body);

test('a setting is changed by keys: the unit of people, its bounds in words, and its history', async () => {
  const { page, context, errors } = await open('premises_manager', '/admin/settings/going_s');
  await says(page, /I am going now lasts, Alder House\s+Now: 5 min\. As delivered \(chosen for Lantern\)/);
  await write(page, 'text', 'soon');
  await enter(page);
  assert.deepEqual(await problems(page), ['Enter it like this: a whole number.', 'Say why']);
  assert.match(await page.evaluate(() => document.activeElement.className), /govuk-error-summary/);
  assert.deepEqual(await axeFindings(page), []);
  await write(page, 'text', '99');
  await write(page, 'reason', 'Walks take longer now.');
  await page.keyboard.press('Tab');
  await enter(page);
  assert.match((await problems(page)).join(), /15 min|900|between|at most/i);
  assert.match(await page.locator('#text-error').innerText(), /\w/, 'said at the field too');
  await write(page, 'text', '7');
  await tabTo(page, 'reason');
  await page.keyboard.press('Tab');
  await enter(page);
  await heading(page, 'Settings');
  await said(page, 'The change is recorded.');
  await says(page, /I am going now lasts\s+7 min\s+alder premises_manager, from 10 November 2026, 22:00\. Why: Walks take longer now\./);
  await page.locator('.govuk-summary-list__row', { hasText: 'I am going now lasts' }).locator('summary').press('Enter');
  await says(page, /1 change\s+7 min from[\s\S]*Before: 5 min, as delivered\./);
  assert.deepEqual(errors, []);
  await context.close();
});

test('a change to come stands beside what is in force, and one by somebody else is seen before it is gone over', async () => {
  const { page, context } = await open('premises_manager', '/admin/settings/pin_idle_s');
  await page.fill('#text', '90');
  await page.fill('#reason', 'too short');
  await page.check('#start-2');
  await page.click('button:has-text("Save")');
  assert.deepEqual(await problems(page), ['Enter the day and time from which it holds']);
  for (const [part, value] of [['day', '12'], ['month', '11'], ['year', '2026'], ['time', '07:30']]) await page.fill(`#from-${part}`, value);
  assert.equal((await put('area_manager', '/api/settings', setting('pin_idle_s', 120))).status, 201);
  await page.click('button:has-text("Save")');
  await says(page, /alder area_manager changed this while you were writing[\s\S]*2 min from 10 November 2026, 22:00, alder area_manager\. Why: asked by the team/);
  assert.equal(await page.inputValue('#reason'), 'too short', 'nothing of hers is lost');
  await page.click('button:has-text("Save")');
  assert.ok((await problems(page)).includes('Look at what was changed meanwhile, and choose'));
  await page.click('text=Keep what I wrote');
  await page.click('button:has-text("Save")');
  await heading(page, 'Settings');
  await says(page, /A terminal locks after\s+2 min[\s\S]*?To come: 1 min from 12 November 2026, 07:30, alder premises_manager\. Why: too short/);
  await context.close();
});

test('whoever may only read settings is offered no change', async () => {
  const { page, context } = await open('inspector', '/admin/settings');
  await says(page, /Curfew\s+23:00 to 06:00/);
  assert.equal(await page.locator('#main-content a', { hasText: 'Change' }).count(), 0);
  await context.close();
});

test('somebody is added by keys; what opens her account is shown once and kept nowhere', async () => {
  const { page, context, errors } = await open('premises_manager', '/admin/staff');
  await page.getByRole('button', { name: 'Add somebody' }).press('Enter');
  await heading(page, 'Add somebody');
  await tabTo(page, 'display_name');
  await enter(page);
  assert.deepEqual(await problems(page), [
    'Enter her name', 'Enter her initials', 'Enter a username', 'Enter a password of at least 12 characters', 'Choose a role', 'Say why',
  ]);
  await write(page, 'display_name', 'Pat Inventedly');
  await write(page, 'initials', 'PI');
  await write(page, 'username', h.here.staff.keyworker.username);
  await write(page, 'password', 'three words unlike');
  await tabTo(page, 'role');
  await page.keyboard.type('Agency');
  await write(page, 'reason', 'covers a sick colleague');
  await enter(page);
  assert.deepEqual(await problems(page), ['Enter the day and time at which it ends']);
  for (const [part, value] of [['day', '12'], ['month', '11'], ['year', '2026'], ['time', '0800']]) await write(page, `until-${part}`, value);
  await write(page, 'reason', 'covers a sick colleague');
  await enter(page);
  await page.locator('.govuk-error-summary a[href="#username"]', { hasText: 'That username is taken.' }).waitFor();
  assert.equal(await drafts(page), '[]', 'a password is not put away in the browser');
  await write(page, 'username', 'pat.inventedly');
  await write(page, 'reason', 'covers a sick colleague');
  await enter(page);
  await heading(page, 'Hand this over now');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Hand this over now');
  await says(page, /only once[\s\S]*[A-Z2-7]{4} [A-Z2-7]{4}[\s\S]*otpauth:\/\/totp\/Lantern:pat\.inventedly/);
  assert.deepEqual(await axeFindings(page), []);
  await page.getByRole('link', { name: 'It has been handed over' }).press('Enter');
  await heading(page, 'A member of staff');
  await says(page, /Pat Inventedly, PI[\s\S]*pat\.inventedly[\s\S]*None yet[\s\S]*Agency worker, Alder House\s+From 10 November 2026, 22:00 until 12 November 2026, 08:00\s+Given by alder premises_manager\. Why: covers a sick colleague/);
  await page.goto('/admin/staff');
  await page.fill('#find', 'inventedly');
  await says(page, /1 person\s+Pat Inventedly[\s\S]*Agency worker, Alder House until 12 November 2026, 08:00[\s\S]*No PIN/);
  await page.fill('#find', 'nobody');
  await says(page, /0 results for ‘nobody’ in staff\./);
  assert.deepEqual(errors, []);
  await context.close();
});

test('a role is given and ended, and holds at once', async () => {
  const worker = h.here.staff.kitchen;
  const { page, context, errors } = await open('premises_manager', `/admin/staff/${worker.id}`);
  await page.getByRole('button', { name: 'Give a role' }).press('Enter');
  await heading(page, 'Give a role');
  const offered = await page.locator('#role option').allInnerTexts();
  assert.deepEqual(offered.filter((one) => /Area|Practitioner|Administrator|On-call/.test(one)), [], 'nobody gives a role above her own');
  await tabTo(page, 'role');
  await page.keyboard.type('Night');
  await write(page, 'reason', 'trained for nights');
  await enter(page);
  await heading(page, 'A member of staff');
  await said(page, 'The role holds, at once everywhere.');
  await says(page, /Night worker, Alder House[\s\S]*Why: trained for nights/);
  assert.equal((await h.as('kitchen').get(`/api/premises/${h.here.id}/residents`)).status, 200);
  h.clock.advance(1);
  await page.locator('.govuk-summary-list__row', { hasText: 'Night worker' }).getByRole('link', { name: 'End' }).press('Enter');
  await heading(page, 'End a role');
  await says(page, /alder kitchen, alder\.kitchen\. Night worker, Alder House ends now/);
  await tabTo(page, 'reason');
  await enter(page);
  assert.deepEqual(await problems(page), ['Say why']);
  await write(page, 'reason', 'back to days');
  await enter(page);
  await said(page, 'The role has ended, at once everywhere.');
  assert.equal((await h.as('kitchen').get(`/api/premises/${h.here.id}/residents`)).status, 403);
  assert.deepEqual(errors, []);
  await context.close();
});

test('the last manager of a house stays, and nobody changes herself', async () => {
  const manager = h.here.staff.premises_manager;
  const { page, context } = await open('premises_manager', `/admin/staff/${manager.id}`);
  await says(page, /This is you\. Nobody changes her own account or roles/);
  assert.deepEqual(await page.locator('#main-content a').allInnerTexts(), []);
  await context.close();
  const { page: area, context: other } = await open('area_manager', `/admin/staff/${manager.id}`);
  await area.getByRole('link', { name: 'End' }).press('Enter');
  await area.fill('#reason', 'moves away');
  await area.click('text=End this role now');
  assert.match((await problems(area)).join(), /Alder House/);
  await other.close();
});

test('a name is changed and a leaving day set; another change meanwhile is shown', async () => {
  const worker = h.here.staff.agency;
  const { page, context } = await open('premises_manager', `/admin/staff/${worker.id}`);
  await page.getByRole('link', { name: 'Change', exact: true }).press('Enter');
  await heading(page, 'Change an account');
  await write(page, 'display_name', '');
  await page.keyboard.press('Backspace');
  await enter(page);
  assert.deepEqual(await problems(page), ['Enter her name']);
  await write(page, 'display_name', 'Agnes Madeup');
  assert.equal((await h.as('area_manager').request('PATCH', `/api/staff/${worker.id}`, { body: { version: 1, initials: 'AZ' } })).status, 200);
  await enter(page);
  await says(page, /Somebody changed this while you were writing[\s\S]*alder agency, AZ/);
  assert.equal(await page.inputValue('#display_name'), 'Agnes Madeup');
  await page.click('text=Keep what I wrote');
  for (const [part, value] of [['day', '13'], ['month', '11'], ['year', '2026'], ['time', '18:00']]) await page.fill(`#until-${part}`, value);
  await page.click('button:has-text("Save")');
  await heading(page, 'A member of staff');
  await says(page, /Agnes Madeup[\s\S]*Account\s+Since[^\n]* until 13 November 2026, 18:00/);
  await context.close();
});

test('a PIN is set and a lock opened, each with a reason, and neither PIN nor password stays in the browser', async () => {
  const worker = await h.secrets('shift_lead');
  await h.sql(`UPDATE lantern.staff_pin SET locked_until = '2026-11-10T22:04:00Z', wrong = 5 WHERE staff_id = '${worker.id}'`);
  const { page, context, errors } = await open('premises_manager', `/admin/staff/${worker.id}`);
  await says(page, /PIN\s+Locked until 22:04/);
  await page.getByRole('link', { name: 'Open the lock' }).press('Enter');
  await write(page, 'reason', 'it is her');
  await enter(page);
  await said(page, 'The lock is open.');
  await says(page, /PIN\s+Set\b/);
  await page.getByRole('link', { name: 'Set a PIN' }).press('Enter');
  await heading(page, 'Set a PIN');
  await write(page, 'new-pin', '123456');
  await write(page, 'reason', 'forgot it');
  await enter(page);
  await page.locator('.govuk-error-summary a[href="#new-pin"]').waitFor();
  assert.equal(await drafts(page), '[]');
  await write(page, 'new-pin', '604918');
  await write(page, 'reason', 'forgot it');
  await enter(page);
  await said(page, 'The PIN was set.');
  await page.getByRole('link', { name: 'New password and code' }).press('Enter');
  await write(page, 'password', 'too short');
  await enter(page);
  assert.deepEqual(await problems(page), ['Enter a password of at least 12 characters', 'Say why']);
  await write(page, 'password', 'another three words');
  await write(page, 'reason', 'lost her telephone');
  await enter(page);
  await heading(page, 'Hand this over now');
  assert.equal(await drafts(page), '[]');
  assert.deepEqual(errors, []);
  await context.close();
});

test('a terminal is ended with a reason, and not twice', async () => {
  await h.terminal({ role: 'keyworker' });
  const { page, context, errors } = await open('premises_manager', '/admin/terminals');
  await says(page, /Office\s+Since 10 November 2026, 22:00, by alder premises_manager\s+In use/);
  await page.getByRole('link', { name: 'End the terminal Office' }).press('Enter');
  await heading(page, 'End a terminal');
  await tabTo(page, 'reason');
  await enter(page);
  assert.deepEqual(await problems(page), ['Say why']);
  const { terminals } = (await h.as('area_manager').get(`/api/premises/${h.here.id}/terminals`)).json;
  assert.equal((await h.as('area_manager').post(`/api/terminals/${terminals[0].id}/revoke`, { reason: 'stolen', version: terminals[0].version })).status, 204);
  await write(page, 'reason', 'it was stolen');
  await enter(page);
  await says(page, /It is not a terminal any more\./);
  await page.goto('/admin/terminals');
  await says(page, /Office[\s\S]*Ended 10 November 2026, 22:00, by alder area_manager/);
  assert.equal(await page.locator('#main-content a', { hasText: 'End' }).count(), 0);

  await h.terminal();
  await page.reload();
  await page.getByRole('link', { name: 'End the terminal Office' }).press('Enter');
  await write(page, 'reason', 'a new computer');
  await enter(page);
  await said(page, 'Whoever was signed on there is signed off.');
  assert.deepEqual(errors, []);
  await context.close();
});

test('the audit is searched by woman, by worker, by kind and by day, and says when there is nothing', async () => {
  const woman = h.here.women[1];
  assert.equal((await put('night_worker', '/api/visits', visitOf(woman))).status, 201);
  assert.equal((await h.as('keyworker').get(`/api/residents/${woman.crn}/stays/${woman.stay}`)).status, 200);
  // Reads are written down a moment after they were answered.
  const looked = async () => (await h.as('inspector').get(`/api/premises/${h.here.id}/audit?kind=read&resident=${woman.id}`)).json.entries.length > 0;
  await until(looked, 'the look at her to be in the audit', 5000);
  const { page, context, errors } = await open('premises_manager', '/admin/audit');
  await says(page, /The chain is whole: \d+ of \d+ events are sealed/);
  const search = async (fields) => {
    await page.getByRole('button', { name: 'Clear' }).press('Enter');
    await page.getByText('Looked at').nth(1).waitFor();
    for (const [id, label] of Object.entries(fields)) if (/^(from|until)/.test(id)) await write(page, id, label); else await page.selectOption(`#${id}`, { label });
    await page.getByRole('button', { name: 'Search' }).press('Enter');
  };
  await search({ staff: 'alder night_worker', resident: 'Exampleby, Woman B, room 2' });
  // What was there before the answer has the visit too.
  await until(async () => !/Looked at[^\n]*keyworker/.test(await text(page)), 'only what she did to be left', 5000);
  await says(page, /Visit: Spoke, alder night_worker, about Exampleby, Woman B/);
  await search({ resident: 'Exampleby, Woman B, room 2', kind: 'Looked at' });
  await says(page, /Looked at overview, alder keyworker, about Exampleby, Woman B/);
  await page.locator('.ln-log__item', { hasText: 'Visit: Spoke' }).waitFor({ state: 'detached' });
  await search({ 'until-day': '9', 'until-month': '11', 'until-year': '2026' });
  await says(page, /0 results for this search in the audit\. Try a longer time, or fewer conditions\./);
  assert.deepEqual(await axeFindings(page), []);
  await search({ 'from-day': '10', 'from-month': '11', 'from-year': '2026', kind: 'Visit' });
  await says(page, /Visit: Spoke, alder night_worker/);
  assert.equal(new URL(page.url()).search, '');
  assert.deepEqual(errors, []);
  await context.close();
});

test('the administrator searches what belongs to no premises, and nothing of the women', async () => {
  await h.nobody().post('/api/sign-in', { username: 'nobody.of.ours', password: 'a guess', code: '123456' });
  const { page, context, errors } = await open('administrator', '/admin/audit');
  await says(page, /sign-ins of the whole estate[\s\S]*nobody signed in/);
  assert.equal(await page.locator('#resident').count(), 0);
  assert.doesNotMatch(await text(page), /Woman|Exampleby|X1000|The chain/);
  await page.selectOption('#kind', { label: 'Visit' });
  await page.getByRole('button', { name: 'Search' }).press('Enter');
  await says(page, /0 results for this search/);
  assert.deepEqual(await axeFindings(page), []);
  assert.deepEqual(errors, []);
  await context.close();
});

test('a broken chain is said first, with where and what to do', async () => {
  await h.sql(`ALTER TABLE lantern.event DISABLE TRIGGER only_grows;
    UPDATE lantern.event SET data = data || '{"note": "changed"}' WHERE id = (SELECT e.id FROM lantern.event e JOIN lantern.event_link l USING (xid, seq) WHERE e.premises_id = '${h.here.id}' ORDER BY l.n LIMIT 1);
    ALTER TABLE lantern.event ENABLE TRIGGER only_grows`);
  const { page, context } = await open('inspector', '/admin/audit');
  await says(page, /The chain of events is broken\s+At event 1 of \d+:[\s\S]*Tell the administrator now/);
  assert.deepEqual(await axeFindings(page), []);
  await context.close();
});

test('today says in words what is owed, and looks again', async () => {
  const { page, context } = await open('premises_manager', '/today');
  await says(page, /At 22:00\. Look again\s+Alder House[\s\S]*4 residents in 6 beds[\s\S]*No missed check owes a reason[\s\S]*No action is overdue/);
  assert.doesNotMatch(await text(page), /Birch House/);
  await h.sql(`INSERT INTO lantern.action (id, stay_id, resident_id, premises_id, what, owner_kind, identified_on, target_on, author_id, recorded_at, version)
    VALUES (gen_random_uuid(), '${h.here.women[0].stay}', '${h.here.women[0].id}', '${h.here.id}', 'Glasses', 'resident', '2026-11-01', '2026-11-07', '${h.here.staff.premises_manager.id}', '2026-11-01', 1)`);
  await page.getByRole('button', { name: 'Look again' }).press('Enter');
  await says(page, /1 action overdue/);
  await context.close();
  const { page: area, context: other } = await open('area_manager', '/today');
  await says(area, /Alder House[\s\S]*1 action overdue[\s\S]*Birch House/);
  assert.doesNotMatch(await text(area), /Woman|Exampleby/, 'counts only');
  await other.close();
});

test('one changes her own PIN with her password, and is told at the field what is wrong', async () => {
  await h.secrets('keyworker');
  const { page, context, errors } = await open('keyworker', '/account');
  await says(page, /Keyworker, Alder House/);
  const fill = async (password, pin, again) => {
    await write(page, 'password', password);
    await write(page, 'new-pin', pin);
    await write(page, 'again', again);
    await enter(page);
  };
  await tabTo(page, 'again');
  await enter(page);
  assert.deepEqual(await problems(page), ['Enter your password', 'Enter 6 digits', 'Enter 6 digits']);
  await fill('not hers', '604918', '604919');
  await page.locator('.govuk-error-summary li', { hasText: 'Enter the same PIN twice' }).waitFor();
  await fill('not hers', '604918', '604918');
  await page.locator('.govuk-error-summary a[href="#password"]').waitFor();
  await fill(PASSWORD, '111111', '111111');
  await page.locator('.govuk-error-summary a[href="#new-pin"]').waitFor();
  assert.deepEqual(await axeFindings(page), []);
  assert.equal(await drafts(page), '[]', 'nothing of it is put away in the browser');
  await fill(PASSWORD, '604918', '604918');
  await said(page, 'Your PIN was changed. Use the new one from now on.');
  assert.deepEqual(errors, []);
  await context.close();
});
