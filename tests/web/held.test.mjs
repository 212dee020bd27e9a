// What is held about her: asked for by keys alone, fetched in pieces with a sign of life, whole before it is printed, and on paper
// every entry of it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { load } from './bundle.mjs';
import { desk, heading, pathOf, problems, says, text, write } from './desk.mjs';
import { axeFindings, overflow, shot, stage } from './browser.mjs';

const { browser, h } = await stage(desk);
const [her, year, left] = h.here.women;
const { held: words } = await load({ held: 'src/pages/held/words.ts' });
const VISITS = 1200;

before(async () => {
  await h.terminal();
  const { keyworker, premises_manager: manager } = h.here.staff;
  const of = (woman) => `'${woman.stay}', '${woman.id}', '${h.here.id}'`;
  await h.sql(`INSERT INTO lantern.visit (id, stay_id, resident_id, premises_id, room_id, outcome, note, done_at, entered_at, received_at, clock_offset_ms,
      staff_id, proof, marks, source, meets, withdrawn)
    SELECT gen_random_uuid(), ${of(year)}, '${h.here.rooms[1]}', 'spoke', 'Said good night.', t, t, t, 0, '${keyworker.id}', 'desk', '{}', 'screen', '{}', false
    FROM generate_series(timestamptz '2026-11-10' - interval '${VISITS - 2} hours', '2026-11-10', '1 hour') t;
    INSERT INTO lantern.staff_briefing VALUES (gen_random_uuid(), ${of(her)}, 'He asked for her room.', 'She would ring him.', '${manager.id}', '2026-11-09', '2026-11-20');
    INSERT INTO lantern.moment VALUES (gen_random_uuid(), ${of(her)}, 'Laughed at the heron by the pond until she had to sit down, and told everybody at supper.', true,
      '2026-11-09T17:00:00Z', '2026-11-09T17:01:00Z', '${keyworker.id}', NULL);
    UPDATE lantern.stay SET departed_at = '2026-11-10T20:00:00Z' WHERE id = '${left.stay}'`);
});

/** An answer to it, as the server would get it. */
async function given(woman) {
  const id = crypto.randomUUID();
  const answer = await h.as('premises_manager').put(`/api/subject-accesses/${id}`, { stay: woman.stay, crn: woman.crn, reason: 'She asked at supper.' });
  assert.equal(answer.status, 201, answer.text);
  return pathOf(woman, `/held/${id}`);
}

test('from her page to all of it, by keys alone', async () => {
  const { page, context, errors } = await h.page(browser, 'premises_manager', pathOf(her));
  await page.getByRole('button', { name: /Actions/ }).focus();
  await page.keyboard.press('Enter');
  const link = page.getByRole('link', { name: 'What is held about her' });
  await link.focus();
  await page.keyboard.press('Enter');
  await says(page, /Nothing has been given to her yet\. That says only that nobody has written down that she asked/);
  await shot(page, 'held-none-day-1280');
  await page.getByRole('link', { name: 'Write down that she asked' }).focus();
  await page.keyboard.press('Enter');
  await heading(page, 'Write down that she asked');
  await page.getByRole('button', { name: 'Show what is held' }).focus();
  await page.keyboard.press('Enter');
  assert.deepEqual(await problems(page), ['Say who asked for it']);
  await write(page, 'reason', 'She asked at supper, for her solicitor.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await says(page, /Given on 10 November 2026[\s\S]* Why: She asked at supper, for her solicitor\./);
  await says(page, /Words for staff alone that are still in force \(1\)\. A manager/);
  await says(page, /Moments \(1\)\s+9 November 2026, 17:00:00\s+What: Laughed at the heron/);
  await says(page, /Nothing is held under: .*what she did with her days/);
  assert.doesNotMatch((await text(page)).replaceAll('premises_manager', ''), /He asked for her room|\bnull\b|undefined|[a-z]_[a-z]|[0-9a-f]{8}-/);
  assert.doesNotMatch(await page.title(), /Woman|Exampleby/);
  await page.goBack();
  await page.goBack();
  await says(page, /Given so far[\s\S]*She asked at supper, for her solicitor\.[\s\S]*Show it again/);
  assert.deepEqual(errors, []);
  await context.close();
});

test('it holds for axe and fits, by day and by night, wide and narrow', async () => {
  const { page, context, errors } = await h.page(browser, 'premises_manager', await given(her));
  const pages = { held: null, given: pathOf(her, '/held'), new: pathOf(her, '/held/new') };
  for (const [name, path] of Object.entries(pages)) {
    if (path) await page.goto(path);
    await says(page, { held: /Save it as a file/, given: /Given so far/, new: /She need not say why/ }[name]);
    for (const [theme, width] of [['day', 1280], ['night', 1280], ['night', 320], ['day', 320]]) {
      await page.setViewportSize({ width, height: 800 });
      await page.evaluate((wanted) => (document.documentElement.dataset.theme = wanted), theme);
      assert.deepEqual(await axeFindings(page), [], `${name} ${theme} ${width}`);
      assert.equal(await overflow(page), 0, `${name} ${theme} ${width}`);
      if ((theme === 'day') === (width === 1280)) await shot(page, `held-${name}-${theme}-${width}`, { fullPage: true });
    }
  }
  assert.deepEqual(errors, []);
  await context.close();
});

test('it says how far it is, stops in words when a piece does not come, and goes on where it stopped', async () => {
  const path = await given(year);
  const { page, context } = await h.page(browser, 'premises_manager', '/account');
  let cut = 1;
  let held;
  await page.route(/subject-access\?.*table=/, async (route) => {
    if (cut-- === 1) {
      await new Promise((go) => (held = go));
      await route.abort();
    } else await route.continue();
  });
  await page.goto(path);
  await says(page, /Still fetching: 500 entries so far/);
  assert.equal(await page.getByText('Print this page').count(), 0, 'what is not whole is not offered to be printed');
  await shot(page, 'held-fetching-day-1280');
  held();
  await says(page, /This is not all of it\.[\s\S]*500 entries are here/);
  await page.getByRole('button', { name: 'Go on fetching' }).click();
  await page.getByText('Print this page').waitFor();
  await says(page, new RegExp(`Each time she was seen \\(${VISITS}\\)`));
  assert.equal(await page.locator('#visit').evaluate((one) => one.parentElement.querySelectorAll('li').length), VISITS);

  // And as a file: the same, without a name on the outside.
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByText('Save it as a file').click()]);
  assert.equal(download.suggestedFilename(), 'held-2026-11-10.json');
  const file = JSON.parse(readFileSync(await download.path(), 'utf8'));
  assert.deepEqual([file.tables.find((one) => one.table === 'visit').rows.length, file.given.reason], [VISITS, 'She asked at supper.']);
  await context.close();
});

test('on paper every entry of it, whose it is on every sheet, and no more sheets than it needs', async () => {
  const { page, context, errors } = await h.page(browser, 'premises_manager', await given(year), { theme: 'night' });
  await page.getByText('Print this page').waitFor();
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const sheets = execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' }).split('\f').slice(0, -1);
  assert.ok(sheets.length >= 25 && sheets.length <= 55, `${sheets.length} sheets for ${VISITS} checks`);
  assert.equal(sheets.join('').match(/Said good night\./g).length, VISITS - 1);
  for (const [n, sheet] of sheets.entries()) assert.match(sheet, /Exampleby/, `sheet ${n + 1}`);
  assert.doesNotMatch(sheets.join(''), /Print this page|Save it as a file|Go on fetching/);
  assert.match(sheets[0], /What is withheld, and why/);
  assert.deepEqual(errors, []);
  await context.close();
});

test('she may ask when she has left; nobody but her manager gives it', async () => {
  const { page, context } = await h.page(browser, 'premises_manager', pathOf(left));
  await page.getByRole('button', { name: /Actions/ }).click();
  await page.getByRole('link', { name: 'What is held about her' }).click();
  await says(page, /Nothing has been given to her yet/);
  await page.getByRole('link', { name: 'Write down that she asked' }).click();
  await page.getByLabel('Who asked for it').fill('Her solicitor wrote.');
  await page.getByRole('button', { name: 'Show what is held' }).click();
  await says(page, /Her stays \(1\)[\s\S]*Left: 10 November 2026, 20:00:00/);
  await context.close();
});

test('an entry is told under what people call things, and what is empty is left out', () => {
  const told = words.rowInWords(['When', 'What', 'By', 'Why'], ['9 November 2026', 'x'.repeat(80), null, '']);
  assert.deepEqual(told, { head: '9 November 2026', rest: `What: ${'x'.repeat(80)}` });
  assert.deepEqual(words.rowInWords(['Kind', 'Number', 'From'], ['CRN', 'X100000', 'NDelius']), { head: 'Kind: CRN', rest: 'Number: X100000 · From: NDelius' });
  assert.deepEqual(words.rowInWords(['When', 'A', 'B', 'C'], ['now', 'a', 'y'.repeat(70), 'c']).rest, `A: a\nB: ${'y'.repeat(70)}\nC: c`);
});
