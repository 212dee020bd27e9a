// What is printed: the sheets that an inspector or a coroner asks for, as the PDF that the browser makes of them.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { desk, NOW, pathOf, says } from './desk.mjs';
import { stage } from './browser.mjs';

const { browser, h } = await stage(desk);

/** A page's sheets: the words of each. */
async function sheets(path, pattern, then = async () => {}) {
  const { page, context, errors } = await h.page(browser, 'premises_manager', path, { theme: 'night' });
  await says(page, pattern);
  await then(page);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const info = execFileSync('pdfinfo', ['-'], { input: pdf, encoding: 'utf8' });
  assert.match(info, /A4/);
  const words = execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' }).split('\f').slice(0, -1);
  assert.equal(words.length, Number(/Pages:\s+(\d+)/.exec(info)[1]));
  assert.deepEqual(errors, []);
  await context.close();
  return words;
}

/** So many visits of hers, one each hour before NOW, each with a note. */
const visits = (woman, room, count) =>
  h.sql(`INSERT INTO lantern.visit (id, stay_id, resident_id, premises_id, room_id, outcome, note, done_at, entered_at, received_at, clock_offset_ms,
      staff_id, proof, marks, source, meets, withdrawn)
    SELECT gen_random_uuid(), '${woman.stay}', '${woman.id}', '${h.here.id}', '${h.here.rooms[room]}', 'spoke', 'Reading, asked for the window to be fixed.',
      at, at, at, 0, '${h.here.staff.keyworker.id}', 'handset', '{}', 'screen', '{sign_of_life}', false
    FROM generate_series(1, ${count}) i, LATERAL (SELECT timestamptz '${NOW}' - i * interval '1 h' AS at) t`);

const AN_ADDRESS = /\/residents\/|https?:|\(\//;
const AN_ACT = /Print this page|\bCorrect\b|Older checks|Sign out|Night board|Change|Set her checks|Every check of hers/;

test('a day of hourly checks is one sheet, and says whose it is', async () => {
  const woman = h.here.women[0];
  await visits(woman, 0, 20);
  const [sheet, ...more] = await sheets(pathOf(woman, '/checks'), /Newest first/);
  assert.equal(more.length, 0);
  assert.match(sheet, /Woman A Exampleby[\s\S]*X100000[\s\S]*Tuesday 10 November 2026[\s\S]*21:00[\s\S]*Spoke[\s\S]*02:00/);
  assert.match(sheet, /Page 1 of 1/);
  for (const wrong of [AN_ADDRESS, AN_ACT]) assert.doesNotMatch(sheet, wrong);
});

test('where there is more, every sheet says whose it is and which of how many', async () => {
  const woman = h.here.women[1];
  await visits(woman, 1, 60);
  const all = await sheets(pathOf(woman, '/checks'), /Newest first/, async (page) => {
    await page.getByRole('button', { name: 'Older checks' }).press('Enter');
    await page.locator('.ln-log__item').nth(59).waitFor();
  });
  assert.equal(all.length, 2);
  all.forEach((sheet, i) => {
    assert.match(sheet, /Woman B Exampleby[\s\S]*X100001/);
    assert.match(sheet, new RegExp(`Page ${i + 1} of 2`));
  });
});

test('the overview is one sheet, without addresses and without what can only be pressed', async () => {
  const all = await sheets(pathOf(h.here.women[0]), /Checks in force/);
  assert.equal(all.length, 1);
  assert.match(all[0], /Knock twice and say your name[\s\S]*House routine/);
  for (const wrong of [AN_ADDRESS, AN_ACT]) assert.doesNotMatch(all[0], wrong);
});
