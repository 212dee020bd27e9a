// What stands beside her plan: marks on her body, hard days, something serious and who is asked afterwards, and the doors.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { heading, kept, pathOf, problems, said, says, tabTo, text, write } from './desk.mjs';
import { axeFindings, overflow, shot, stage } from './browser.mjs';
import { more, night, PIN, row } from './night.mjs';

const { browser, h } = await stage(() => night({ women: 8 }));

const open = async (role, path, rest) => {
  const one = await h.page(browser, { laptop: role, path, ...rest });
  await one.page.locator('#main-content h1').first().waitFor();
  return one;
};
const button = (page, name) => page.getByRole('button', { name, exact: true }).click();
const press = (page, ...keys) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());

/** In both colours, wide and narrow. */
async function holds(page, path) {
  await page.goto(path);
  await page.locator('#main-content h1').first().waitFor();
  await page.locator('.ln-loading').first().waitFor({ state: 'detached' });
  for (const [theme, width] of [['day', 1280], ['night', 1280], ['night', 320], ['day', 320]]) {
    await page.setViewportSize({ width, height: 800 });
    await page.evaluate((wanted) => (document.documentElement.dataset.theme = wanted), theme);
    assert.deepEqual(await axeFindings(page), [], `${path} ${theme} ${width}`);
    assert.equal(await overflow(page), 0, `${path} ${width}`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** The words of each sheet of a page. */
async function sheets(page) {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  assert.match(execFileSync('pdfinfo', ['-'], { input: pdf, encoding: 'utf8' }), /A4/);
  return { pdf, words: execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' }).split('\f').slice(0, -1) };
}

test('a mark is made with the arrow keys alone, on the part that the cross says', async () => {
  const her = h.here.women[0];
  const { page, context, errors } = await open('night_worker', pathOf(her, '/body'));
  await says(page, /Nothing is marked\. That says only that nobody has marked anything\./);
  await tabTo(page, 'figure-front');
  await press(page, 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown');
  await says(page, /Abdomen\. Enter marks it\./);
  await press(page, 'Enter');
  await heading(page, 'Mark where something was seen');
  assert.equal(await page.inputValue('#region'), 'Abdomen');
  await button(page, 'Mark it');
  assert.deepEqual(await problems(page), ['Select what it is']);
  await tabTo(page, 'kind');
  await press(page, 'ArrowDown', 'ArrowDown');
  await write(page, 'words', 'Yellow, she says a door.');
  await button(page, 'Mark it');
  await said(page, 'It is marked.');
  await says(page, /Abdomen, front: bruise\s+Yellow, she says a door\.\s+Seen 10 November 2026, \d\d:\d\d, alder night_worker/);
  assert.equal(await page.locator('.ln-body__mark text').textContent(), '1');
  assert.deepEqual(errors, []);
  await context.close();
});

test('a press marks where it was, the list does without the outline, and a healed mark fades with its date', async () => {
  const her = h.here.women[1];
  const { page, context } = await open('keyworker', pathOf(her, '/body'));
  const back = page.locator('#figure-back svg');
  const box = await back.boundingBox();
  await back.click({ position: { x: box.width * 0.5, y: box.height * 0.22 } });
  await heading(page, 'Mark where something was seen');
  assert.equal(await page.isChecked('#side-2'), true);
  assert.equal(await page.inputValue('#region'), 'Upper back');
  await page.check('#kind');
  await button(page, 'Mark it');
  await said(page, 'It is marked.');
  assert.equal(await h.sql(`SELECT side || region || (across BETWEEN 490 AND 510 AND down BETWEEN 210 AND 230) FROM lantern.body_mark WHERE resident_id = '${her.id}'`), 'backUpper backtrue');

  await page.getByRole('link', { name: /from a list$/ }).click();
  await button(page, 'Mark it');
  assert.deepEqual(await problems(page), ['Mark where it is, or choose it from the list', 'Select what it is']);
  await page.selectOption('#region', 'Left wrist');
  await page.check('#kind-7');
  await button(page, 'Mark it');
  await says(page, /Left wrist, front: scar/);
  await page.getByRole('link', { name: 'It has healed (Upper back)' }).click();
  await button(page, 'It has healed');
  await says(page, /Upper back, back: cut[\s\S]*Healed 10 November 2026, alder keyworker/);
  assert.equal(await page.locator('.ln-body__mark--healed').count(), 1);
  await holds(page, pathOf(her, '/body'));
  await holds(page, pathOf(her, '/body/new'));
  await page.goto(pathOf(her, '/body'));
  await says(page, /Left wrist/);
  await shot(page, 'body-day-1280', { fullPage: true });
  const { words } = await sheets(page);
  assert.equal(words.length, 1);
  assert.match(words[0], /Woman B Exampleby[\s\S]*Left wrist[\s\S]*Healed 10 November 2026/);
  await context.close();
});

test('marks are for those who know of her health', async () => {
  const her = h.here.women[0];
  for (const role of ['on_call', 'agency', 'inspector']) {
    const { page, context } = await open(role, pathOf(her, '/body'));
    await says(page, /You cannot see this page/, role);
    assert.doesNotMatch(await text(page), /Abdomen|bruise/, role);
    await context.close();
  }
});

test('a hard day is added by keys alone and withdrawn with a reason, and both stay', async () => {
  const her = h.here.women[2];
  const { page, context } = await open('keyworker', pathOf(her, '/hard-days/new'));
  await tabTo(page, 'words');
  await press(page, 'Enter');
  assert.deepEqual(await problems(page), ['Enter the day', 'Select what it is', 'Say it in a few words']);
  for (const [part, typed] of [['day', '11'], ['month', '11'], ['year', '2026']]) await write(page, `day-${part}`, typed);
  await tabTo(page, 'kind');
  await press(page, 'ArrowDown');
  await write(page, 'words', 'Contact visit, her sister comes along');
  await press(page, 'Enter');
  await said(page, 'The day was added.');
  await says(page, /Contact with her child\s+11 November 2026\s*tomorrow\s+Contact visit, her sister comes along/);
  await holds(page, pathOf(her, '/hard-days'));
  await page.getByRole('link', { name: /^Withdraw/ }).click();
  await write(page, 'reason', 'It was moved.');
  await press(page, 'Enter');
  await said(page, 'The day was withdrawn.');
  await page.locator('summary', { hasText: '1 day that has passed' }).press('Enter');
  await says(page, /Withdrawn by alder keyworker, 10 November 2026\. Why: It was moved\./);
  await context.close();
});

test('something serious is one act; whoever was on is asked on her own account, and nobody else sees it', async () => {
  const her = h.here.women[3];
  const { page: terminal } = await h.page(browser, { terminal: 'night_worker' });
  await terminal.close();
  const { page, context } = await open('shift_lead', pathOf(her, '/incident'));
  await says(page, /one conversation with every other woman who is in/);
  await button(page, 'Record it');
  assert.deepEqual(await problems(page), ['Select what happened']);
  await page.check('#kind-2');
  await page.fill('#words', 'Found by the night worker, ambulance came.');
  await button(page, 'Record it');
  await said(page, 'It is recorded.');
  await says(page, /Under review since[\s\S]*A serious incident/);
  await context.close();

  const { page: mine, context: own } = await open('night_worker', '/residents');
  await says(mine, /There is a question for you, for nobody else, on your account/);
  await mine.getByRole('link', { name: 'your account' }).click();
  await says(mine, /Somebody to talk to[\s\S]*yours alone[\s\S]*An overdose, 10 November 2026/);
  await button(mine, 'Not now');
  await says(mine, /You said not now/);
  await holds(mine, '/account');
  await own.close();
  const { page: other, context: theirs } = await open('premises_manager', '/account');
  await says(other, /Change your PIN/);
  assert.doesNotMatch(await text(other), /Somebody to talk to/);
  await theirs.close();
});

test('codes are made for all doors at once, and print as labels or a sheet each, without any name, to be read by a reader', async () => {
  const { page, context, errors } = await open('premises_manager', '/admin/doors');
  await page.getByRole('button', { name: /^Make 10 codes/ }).click();
  await says(page, /Print[\s\S]*Room 10/);
  await holds(page, '/admin/doors');
  await says(page, /Labels, 6 to a sheet/);
  const { words } = await sheets(page);
  assert.equal(words.length, 2, 'ten labels, six to a sheet');
  assert.match(words.join(), /Room 1\b[\s\S]*Alder House/);
  assert.doesNotMatch(words.join(), /Woman|Exampleby|X1000/);
  await page.check('#layout-2');
  const each = await sheets(page);
  assert.equal(each.words.length, 10, 'one for each door');
  const codes = await h.sql("SELECT string_agg(d.id::text, ',' ORDER BY r.place) FROM lantern.door_code d JOIN lantern.room r ON r.id = d.room_id WHERE d.revoked_at IS NULL");
  assert.equal(codes.split(',').length, 10);

  await page.getByRole('link', { name: 'Make a new one for room 2' }).click();
  await says(page, /stops working at once/);
  await button(page, 'Make a new code');
  await said(page, 'The new code is ready to print.');
  assert.equal(await h.sql('SELECT count(*) FROM lantern.door_code WHERE revoked_at IS NOT NULL'), '1');
  assert.deepEqual(errors, []);
  await context.close();
});

test('a scanned door opens the record of whoever lives behind it, and the record says that it was scanned', async () => {
  const her = h.here.women[5];
  const code = randomUUID();
  await h.sql(`UPDATE lantern.door_code SET revoked_at = '${h.clock.now()}', revoked_by_id = made_by_id WHERE room_id = '${h.here.rooms[5]}';
    INSERT INTO lantern.door_code (id, premises_id, room_id, made_by_id, made_at)
      VALUES ('${code}', '${h.here.id}', '${h.here.rooms[5]}', '${h.here.staff.premises_manager.id}', '${h.clock.now()}')`);
  const { page, context, errors } = await h.page(browser, { terminal: 'night_worker', path: '/board' });
  // She has begun to record another woman, and did not sign: at this door that is not what opens.
  await row(page, 2).getByRole('button', { name: /^Record/ }).click();
  await press(page, '2');
  await page.getByRole('heading', { name: 'Record a check for Woman B Exampleby' }).waitFor();
  await kept(page, 'awake_seen');
  await page.goto(`/door/${code}`);
  await page.getByRole('heading', { name: 'Record a check for Woman F Exampleby' }).waitFor();
  await page.getByText('Door scanned. The record says so.').waitFor();
  await press(page, '1');
  await page.fill('#pin', PIN.night_worker);
  await page.click('#sign');
  await more(page, her.stay).getByText('Recorded for Woman F').waitFor();
  assert.equal(await h.sql(`SELECT proof || ',' || door_id FROM lantern.visit WHERE stay_id = '${her.stay}' ORDER BY entered_at DESC LIMIT 1`), `scanned,${code}`);

  await page.goto(`/door/${randomUUID()}`);
  await page.getByText('That square is not of a door here').waitFor();
  assert.equal(await page.locator('dialog').count(), 0);
  assert.deepEqual(errors, []);
  await context.close();
});
