// What of her plan goes to paper: the crisis summary on one side however much it says, her own copy in plain words, and who
// printed it on record. And every page of her plan before axe.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { before, test } from 'node:test';
import { planOf } from '../http/plans.mjs';
import { load } from './bundle.mjs';
import { desk, NOW, pathOf, says } from './desk.mjs';
import { axeFindings, overflow, shot, stage } from './browser.mjs';

const { browser, h } = await stage(desk);
const { crisis: crisisWords, copy } = await load({ crisis: 'src/plan/crisis-words.ts', copy: 'src/plan/copy-words.ts' });
const [full, plain] = h.here.women;

/** So many characters of words of the usual length. */
const words = (length) => 'was told so by her sister and by the ward at Queen Street on Monday '.repeat(12).slice(0, length - 1).replace(/ $/, 'n') + 'x';
const put = async (role, what, woman, body) => {
  const answer = await h.as(role).put(`/api/${what}/${randomUUID()}`, { stay: woman.stay, crn: woman.crn, ...body });
  assert.ok([201, 204].includes(answer.status), `${what}: ${answer.text}`);
};

before(async () => {
  await h.terminal();
  const crisis = Object.keys(crisisWords.CRISIS).map((name) => ({ name, state: 'recorded', words: words(240), known_at: '2026-10-10T08:00:00.000000Z' }));
  await put('keyworker', 'safety-plans', full, { ...planOf(full), crisis });
  await put('keyworker', 'contact-plans', full, { based_on: 1, how: words(600), consent: 'declined', reason: 'all of it' });
  await put('keyworker', 'safety-plans', plain, { ...planOf(plain), large_print: true });
  await put('keyworker', 'staff-briefings', plain, { words: 'He asked for her room.', reason: 'She would ring him', expires_on: '2026-11-20' });
  await put('keyworker', 'plan-quotes', plain, { section: 'triggers', words: 'Court letters are hard.', source: 'Prison letter', stated_on: '2026-10-30' });
  await put('keyworker', 'food-needs', plain, { state: 'recorded', words: 'No nuts' });
  await put('night_worker', 'safety-plan-reads', plain, { version: 1 });
  const body = planOf(plain);
  await put('shift_lead', 'safety-plans', plain, { ...body, based_on: 1, reason: 'another line' });
  await h.sql(`INSERT INTO lantern.review (id, stay_id, resident_id, premises_id, opened_at, from_version)
      SELECT gen_random_uuid(), id, resident_id, premises_id, '${NOW}', 1 FROM lantern.stay WHERE id IN ('${full.stay}', '${plain.stay}');
    INSERT INTO lantern.watch (id, stay_id, resident_id, premises_id, reason, words, from_at, author_id)
      SELECT gen_random_uuid(), s.id, s.resident_id, s.premises_id, r, 'x', '${NOW}', '${h.here.staff.keyworker.id}'
      FROM lantern.stay s, unnest('{release,intoxication,concern,incident}'::text[]) r WHERE s.id = '${full.stay}'`);
});

/** The words of each sheet, as printed. */
async function sheets(path, pattern, then = async () => {}) {
  const { page, context, errors } = await h.page(browser, 'keyworker', path, { theme: 'night' });
  await says(page, pattern);
  await then(page);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  assert.match(execFileSync('pdfinfo', ['-'], { input: pdf, encoding: 'utf8' }), /A4/);
  const found = execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' }).split('\f').slice(0, -1);
  assert.deepEqual(errors, []);
  await context.close();
  return found;
}

const inOneLine = (sheet) => sheet.replace(/\s+/g, ' ');

test('the crisis summary is one side with every field as long as it can be, and nothing is cut off', async () => {
  const all = await sheets(pathOf(full, '/crisis'), /How to be with me/);
  assert.equal(all.length, 1);
  const sheet = inOneLine(all[0]);
  assert.match(sheet, /Woman A Exampleby, born 3 February 1990, CRN X100000, room 1/);
  assert.equal(sheet.match(/Queen Street on Monday was told so/g)?.length >= 9 * 2, true, 'each line is there to its end');
  assert.equal(all[0].match(/x\. (Last|Known)/g)?.length, 9, all[0]);
  assert.match(sheet, /Intoxication watch since 22:00[\s\S]*Her plan is under review since 22:00/);
  assert.match(sheet, /Version 1, 10 November 2026, 22:00, alder keyworker/);
});

test('a usual one prints large, in the order in which it is asked for, and says what was not asked', async () => {
  const [sheet, ...more] = await sheets(pathOf(plain, '/crisis'), /How to be with me/);
  assert.equal(more.length, 0);
  assert.match(inOneLine(sheet), /Allergies Penicillin .*Sertraline.*Last taken 08:00.*Not asked yet.*Asked: none known.*Version 2/);
  assert.doesNotMatch(sheet, /MAPPA|RoSH|Print this page|Change it/);
});

test('whoever prints is on record, whichever way she prints', async () => {
  const printed = () => h.sql(`SELECT count(*) FROM lantern.access_log WHERE what = 'print' AND stay_id = '${plain.stay}'`);
  const was = Number(await printed());
  const { page, context } = await h.page(browser, 'night_worker', pathOf(plain, '/crisis'));
  await says(page, /How to be with me/);
  const answered = page.waitForResponse((one) => one.url().includes('/api/prints/'));
  await page.pdf();
  assert.equal((await answered).status(), 204);
  assert.equal(Number(await printed()), was + 1);
  await context.close();
});

test('her own copy has her name first, her words, plain ones of ours, and nothing of what is left out', async () => {
  const all = await sheets(pathOf(plain, '/copy'), /Left out of her copy/);
  const sheet = inOneLine(all.join(' '));
  assert.match(sheet, /^ ?Woman B’s plan This is my plan/);
  assert.match(sheet, /“Baking on Sundays\.”.*Sings in the shower.*Leaves her meals.*They see|Baking on Sundays/);
  assert.doesNotMatch(sheet, /MAPPA|RoSH|He asked for her room|She would ring him|Court letters|Left out|Exampleby|X100001/);
});

test('large print is large on paper', async () => {
  const size = async (large) => {
    const { page, context } = await h.page(browser, 'keyworker', pathOf(plain, '/copy'));
    await says(page, /Large print/);
    await page.getByLabel('Large print').setChecked(large);
    await page.emulateMedia({ media: 'print' });
    const found = await page.locator('.ln-copy').evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize) * 0.75);
    await context.close();
    return found;
  };
  assert.ok((await size(true)) >= 16, 'at least 16 points');
  assert.ok((await size(false)) >= 12);
});

/** Flesch-Kincaid, in years of school; and five of them make an age. */
function readingAge(text) {
  const sentences = text.split(/[.!?:]+/).filter((one) => /\w/.test(one)).length;
  const all = text.match(/[A-Za-z’']+/g);
  const syllables = all.reduce((sum, word) => sum + Math.max(1, (word.toLowerCase().replace(/e$/, '').match(/[aeiouy]+/g) ?? []).length), 0);
  return 0.39 * (all.length / sentences) + 11.8 * (syllables / all.length) - 15.59 + 5;
}

test('the words that are ours on her own copy can be read at nine', () => {
  const line = { sees: 'I pace at night', does: 'tea with me', who: 'all staff', within_s: 600 };
  const lines = ['change_checks', 'sit_with_her', 'call_person', 'transport', 'call_111', 'call_999', 'tell_manager', 'other'].map((action) => copy.lineForHer({ ...line, action }));
  const text = [...Object.values(copy.COPY_SECTION), ...Object.values(copy.COPY), ...lines].map((one) => `${one}.`).join(' ');
  assert.ok(readingAge(text) <= 9, `reading age ${readingAge(text).toFixed(1)}`);
  assert.doesNotMatch(text, /\b\d+ (min|h)\b/, 'no short forms');
});

const PAGES = {
  read: '/safety-plan', edit: '/safety-plan/edit', changes: '/safety-plan/versions/1/2', first: '/safety-plan/versions/0/1', old: '/safety-plan?version=1',
  crisis: '/crisis', copy: '/copy', briefing: '/briefing', food: '/food', quote: '/safety-plan/quote',
};

test('every page of her plan holds for axe and fits, by day and by night, wide and narrow', async () => {
  const { page, context, errors } = await h.page(browser, 'keyworker', '/account');
  const empty = { 'no-plan': pathOf(h.here.women[2], '/safety-plan'), 'no-crisis': pathOf(h.here.women[2], '/crisis'), 'no-copy': pathOf(h.here.women[2], '/copy'), kitchen: '/kitchen' };
  for (const [name, path] of [...Object.entries(PAGES).map(([one, end]) => [one, pathOf(plain, end)]), ...Object.entries(empty)]) {
    await page.goto(path);
    await page.locator('#main-content h1').first().waitFor();
    await page.locator('.ln-loading').first().waitFor({ state: 'detached' });
    assert.doesNotMatch(await page.title(), /Woman|Exampleby|alder/, 'no name in a title');
    assert.doesNotMatch(await page.content(), /\bundefined\b|\[object Object\]|>null<|NaN/, name);
    for (const [theme, width] of [['day', 1280], ['night', 1280], ['night', 320], ['day', 320]]) {
      await page.setViewportSize({ width, height: 800 });
      await page.evaluate((wanted) => (document.documentElement.dataset.theme = wanted), theme);
      assert.deepEqual(await axeFindings(page), [], `${name} ${theme} ${width}`);
      assert.equal(await overflow(page), 0, `${name} ${theme} ${width} fits`);
      if ((theme === 'day') === (width === 1280)) await shot(page, `plan-${name}-${theme}-${width}`, { fullPage: true });
    }
  }
  assert.deepEqual(errors, []);
  await context.close();
});
