// The pages about the women: whoever may opens them, nobody else does, and they say what there is.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { desk, heading, pathOf, says, text } from './desk.mjs';
import { axeFindings, stage } from './browser.mjs';

const { browser, h } = await stage(desk);
let her;
before(async () => {
  her = h.here.women[0];
  const { keyworker, premises_manager, practitioner } = h.here.staff;
  await h.sql(`INSERT INTO lantern.practitioner_of (id, resident_id, staff_id, from_at) VALUES (gen_random_uuid(), '${h.here.women[1].id}', '${practitioner.id}', '2026-10-01');
    INSERT INTO lantern.action (id, stay_id, resident_id, premises_id, what, owner_kind, owner_staff_id, identified_on, target_on, author_id, recorded_at, version)
      VALUES (gen_random_uuid(), '${her.stay}', '${her.id}', '${h.here.id}', 'Register with a dentist', 'staff', '${keyworker.id}', '2026-11-01', '2026-11-07', '${premises_manager.id}', '2026-11-01', 1);`);
});

const open = (role, path, more) => h.page(browser, role, path, more);

const HERS = ['', '/checks', '/history', '/actions'];

test('the list says who stays here, finds her by name, CRN and room, and says when there is nobody', async () => {
  const { page, context, errors } = await open('keyworker', '/residents');
  await heading(page, 'Residents');
  await page.getByText('Staying here (4)').waitFor();
  await says(page, /Exampleby, Woman A\s+X100000[\s\S]*Room 1/);
  await says(page, /1 action overdue/);
  for (const [asked, found] of [['woman b', /1 result for ‘woman b’[\s\S]*Woman B/], ['X100002', /1 result[\s\S]*Woman C/], ['Tomm', /0 results for ‘Tomm’ in residents of Alder House/]]) {
    await page.fill('#q', asked);
    await page.keyboard.press('Enter');
    await page.getByText(`‘${asked}’`).first().waitFor();
    await says(page, found);
  }
  assert.equal(new URL(page.url()).search, '', 'a name is not left in the history of the browser');
  await page.click('text=Clear the search');
  await page.getByText('Staying here (4)').waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});

test('a restricted woman is Restricted in every list and on her own pages outside her circle', async () => {
  const hidden = h.here.women[3];
  const { page, context, errors } = await open('night_worker', '/residents');
  await page.getByText('Staying here').waitFor();
  assert.doesNotMatch(await text(page), /Woman D|X100003/);
  await page.click('a:has-text("Restricted")');
  await heading(page, 'Overview');
  await page.locator('.ln-person').waitFor();
  assert.match(await page.locator('.ln-person').innerText(), /^Restricted[\s\S]*CRN\s+Restricted[\s\S]*room 4/);
  for (const end of HERS) {
    await page.goto(`/residents/restricted/stays/${hidden.stay}${end}`);
    await page.locator('.ln-person').waitFor();
    await page.locator('.ln-loading').waitFor({ state: 'detached' });
    assert.doesNotMatch(await page.content(), /Woman D|X100003|Exampleby/, end);
  }
  assert.deepEqual(errors, []);
  await context.close();
});

test('a CRN and a stay that disagree show nothing of either but whose stay it is', async () => {
  const { page, context } = await open('night_worker', `/residents/${h.here.women[1].crn}/stays/${her.stay}`);
  await heading(page, 'This address is not about one woman');
  await says(page, /This stay belongs to Woman A Exampleby \(X100000\), room 1\. The CRN in the address is X100001\./);
  assert.equal(await page.locator('.ln-person, .moj-sub-navigation').count(), 0);
  assert.deepEqual(await axeFindings(page), []);
  await page.click('text=find her in your list');
  await page.waitForURL('**/board');
  await context.close();
});

test('her overview says where she is, what is next, how to be with her, and who decided', async () => {
  const { page, context } = await open('keyworker', pathOf(her));
  await page.getByText('Now', { exact: true }).waitFor();
  const said = await text(page);
  for (const part of [/Knock twice and say your name/, /At night: door ajar\. She agreed/, /Version 1/, /All day\s+Sign of life every 1 h at most, at least 30 min apart\. By anybody on shift/, /Decided by\s+alder premises_manager/, /Check plan, sign of life\s+Latest 22:25/, /21:25 Spoke/, /1 open action, 1 overdue/, /MAPPA level\s+Not asked/])
    assert.match(said, part);
  await page.getByRole('button', { name: 'Actions' }).press('Enter');
  assert.deepEqual(await page.locator('.ln-menu__item').allInnerTexts(), ['Crisis summary', 'Write her plan', 'Write down a session', 'Write down a moment', 'Change how to be with her', 'Set her checks', 'Add a need or action', 'Correct a check', 'Begin a watch', 'Move her to another room', 'Something serious has happened', 'Record a check']);
  await context.close();
});

test('why something was decided about a restricted woman is said not to be shown, outside her circle', async () => {
  const { page, context } = await open('shift_lead', `/residents/restricted/stays/${h.here.women[3].stay}`);
  await says(page, /Version 1, alder premises_manager[^\n]*Why: Not shown to you[\s\S]*Why\s+Not shown to you/);
  for (const end of ['/plan', '/how', '/checks']) {
    await page.goto(`/residents/restricted/stays/${h.here.women[3].stay}${end}`);
    await page.locator('.ln-loading').waitFor({ state: 'detached' });
    await says(page, end === '/plan' ? /In force now[\s\S]*Why: Not shown to you/ : /Checks|How to be/);
    assert.doesNotMatch(await text(page), /\bnull\b|undefined/, end);
  }
  await context.close();
});

test('her practitioner is told how each day of checks went, and not when somebody knocked', async () => {
  const woman = h.here.women[1];
  const duty = (latest, state, closed) => `(gen_random_uuid(), '${woman.stay}', '${woman.id}', '${h.here.id}', 'added', 'sign_of_life', 'routine', '2026-11-09T08:00Z',
    '2026-11-09T08:30Z', '2026-11-09T${latest}Z', 0, 9000, 7, '2026-11-09T08:00Z', '${state}', '2026-11-09T${closed}Z')`;
  await h.sql(`INSERT INTO lantern.requirement (id, stay_id, resident_id, premises_id, source, kind, class, from_at, drawn_at, latest_at, min_gap_s, max_gap_s, seed, opened_at, state, closed_at)
    VALUES ${duty('10:00', 'missed', '11:00')}, ${duty('12:00', 'missed', '13:00')}`);
  const { page, context, errors } = await open('practitioner', pathOf(woman, '/checks'));
  await says(page, /How the days went[\s\S]*9 November 2026\s+0 on time, 0 late, 2 missed/);
  assert.doesNotMatch(await text(page), /21:25|alder keyworker|No check of hers/);
  assert.deepEqual(await axeFindings(page), []);
  assert.deepEqual(errors, []);
  await context.close();
  const { page: worker, context: other } = await open('keyworker', pathOf(woman, '/checks'));
  await says(worker, /21:25[\s\S]*Spoke, alder keyworker/);
  assert.doesNotMatch(await text(worker), /How the days went/);
  await other.close();
});

const NOT_YOURS = /You cannot see this page|Page not found/;

test('what a role may not see is refused by name, not shown empty', async () => {
  const refused = [
    ['kitchen', '/residents'], ['kitchen', pathOf(her)], ['administrator', pathOf(her)], ['practitioner', pathOf(her)], ['area_manager', pathOf(her)],
    ['night_worker', '/admin/audit'], ['keyworker', '/admin/terminals'], ['inspector', '/admin/terminals'], ['practitioner', '/admin/audit'],
  ];
  for (const [role, path] of refused) {
    const { page, context } = await open(role, path);
    await page.locator('h1', { hasText: NOT_YOURS }).waitFor();
    assert.doesNotMatch(await page.content(), /Woman A/, `${role} ${path}`);
    await context.close();
  }
});

test('nobody of the other house opens a page about her', async () => {
  for (const role of ['night_worker', 'premises_manager', 'inspector']) {
    const { page, context } = await open(role, pathOf(her), { where: h.there });
    await page.locator('h1', { hasText: NOT_YOURS }).waitFor();
    assert.doesNotMatch(await page.content(), /Woman A/);
    await context.close();
  }
});

test('each role begins at its own page', async () => {
  const homes = [
    ['premises_manager', 'Today'], ['on_call', 'Today'], ['area_manager', 'Today'], ['keyworker', 'Keywork'], ['inspector', 'Residents'],
    ['practitioner', 'Since you last looked'], ['administrator', 'Staff'],
  ];
  for (const [role, title] of homes) {
    const { page, context, errors } = await open(role, '/');
    await heading(page, title);
    assert.deepEqual(errors, [], role);
    await context.close();
  }
});

test('an inspector and a practitioner read, and are offered nothing that changes anything', async () => {
  for (const [role, woman] of [['inspector', her], ['practitioner', h.here.women[1]]]) {
    const { page, context } = await open(role, pathOf(woman));
    await page.getByText('Checks in force').waitFor();
    for (const end of HERS) {
      await page.goto(pathOf(woman, end));
      await page.locator('.ln-person').waitFor();
      await page.locator('.ln-loading').waitFor({ state: 'detached' });
      const links = await page.locator('#main-content a, #main-content button').allInnerTexts();
      assert.deepEqual(links.filter((one) => /Change|End|Correct|Add|Set |Progress|Actions ▾/.test(one)), [], `${role} ${end}`);
    }
    await context.close();
  }
});

test('a practitioner has her own women and no others', async () => {
  const { page, context } = await open('practitioner', '/people');
  await page.getByText('At approved premises (1)').waitFor();
  await says(page, /Woman B[\s\S]*Alder House/);
  assert.doesNotMatch(await text(page), /Woman A|Woman C/);
  await context.close();
});
