// A practitioner's morning and the house's end of the line: what is new, read, asked, answered, taken to NDelius and printed.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { before, test } from 'node:test';
import { asked, keyworker, of, practitioner, told } from '../http/updates_house.mjs';
import { pathOf, said, says, text } from './desk.mjs';
import { shot, stage } from './browser.mjs';
import { hands, holds, walkAll } from './hands.mjs';
import { night } from './night.mjs';

const on = await stage(() => night({ women: 10 }));
const { browser, h } = on;
const { practitioner: robin, keyworker: fern } = h.here.staff;
const { practitioner: sam } = h.there.staff;
const [iris, olive, wren, ...others] = h.here.women;

const PHONE = 'Back at 22:05, seen and spoken to. She says that somebody gave her a telephone.';
const hers = {};

/** Everybody who works then has signed in. */
async function clockTo(instant) {
  h.clock.set(instant);
  await h.at(instant);
}

before(async () => {
  await practitioner(h, robin, [iris, olive, wren, ...others.slice(0, 4)]);
  await practitioner(h, sam, others.slice(4));
  await keyworker(h, fern, iris);
  await clockTo('2026-11-10T22:10:00.000000Z');
  hers.phone = (await told(h, iris, { level: 'now', kind: 'safeguarding', words: PHONE })).id;
  await told(h, olive, { level: 'weekly', kind: 'good_news', words: 'Cooked for six on Tuesday, and they all ate it.' });
  await told(h, olive, { level: 'weekly', kind: 'plan_changed', words: 'Her plan has a new version.' });
  await told(h, wren, { level: 'today', kind: 'watch_began', words: 'A watch began: she asked to be looked in on.' });
  for (const [her, shares] of [[iris, ['plan', 'checks']], [olive, ['plan', 'keywork']]]) {
    const answer = await h.as('keyworker').put(`/api/sharing-agreements/${randomUUID()}`, of(her, { shares, how_often: 'every Monday', told_on: '2026-11-09', her_words: 'Not about my mum.' }));
    assert.equal(answer.status, 201, answer.text);
  }
  await clockTo('2026-11-11T07:42:00.000000Z');
});

const laptop = (role, path, more) => h.page(browser, { laptop: role, path, ...more });
const ready = async (page, title) => {
  await page.locator('#main-content h1', { hasText: title }).waitFor();
  await page.locator('.ln-loading').first().waitFor({ state: 'detached' });
};
const read = (update) => h.sql(`SELECT count(*) FROM lantern.update_read WHERE update_id = '${update}'`);

test('07:42: she sees first what must be known now, opens it, has read it, and asks who gave the telephone; it waits for the house', async () => {
  const { page, context, errors } = await laptop('practitioner', '/');
  context.setDefaultTimeout(10_000);
  const keys = hands(page);
  await ready(page, 'Since you last looked');
  assert.deepEqual(await page.locator('#main-content h2').allInnerTexts(), [
    'To be known now (1)', 'Good news (1)', 'What else happened (1)', 'The rest of the week (1)', 'Questions', 'Your women', 'Their checks in the last 7 days', 'Who reads for you',
  ]);
  await says(page, /You have not looked before/);
  await holds(page, 'her home', ['day', 1280]);
  await shot(page, 'practitioner-day-1280', { fullPage: true });
  assert.equal(await read(hers.phone), '0', 'on the page is not opened');

  await keys.enter(/Safeguarding \(tell now\)$/);
  await ready(page, 'Update');
  await says(page, new RegExp(`Read by ${robin.name}, 07:42`));
  assert.equal(await read(hers.phone), '1');
  await holds(page, 'an update', ['day', 1280]);
  await keys.enter('Ask a question');
  await ready(page, 'Ask a question');
  await says(page, /somebody gave her a telephone/);
  await keys.write('words', 'Who gave her the telephone?');
  await keys.enter('Ask');
  await said(page, 'It waits for the house');
  await says(page, /No question waits for your answer\. 1 of yours waits for the house[\s\S]*Waits for the house since 07:42/);
  await keys.held('after asking');

  await keys.enter('I have read this');
  await says(page, /Nothing is new of any of your women[\s\S]*1 of yours waits/);
  await says(page, /You last read everything until yesterday 22:10/);
  await keys.held('after reading all');
  assert.deepEqual(errors, []);
  await context.close();
});

test('07:50: Fern sees on Today who waits and since when, answers, and it is closed; both ends see the same', async () => {
  await clockTo('2026-11-11T07:50:00.000000Z');
  const { page, context, errors } = await laptop('keyworker', '/today');
  context.setDefaultTimeout(10_000);
  const keys = hands(page);
  await ready(page, 'Today');
  await says(page, /Questions that wait[\s\S]*room 1: A question about an update[\s\S]*Waits for an answer from here since 07:42, for 7 min/);
  await keys.enter(/room 1: A question about an update/);
  await ready(page, 'Question and answer');
  await says(page, /Who gave her the telephone/);
  await holds(page, 'a question', ['day', 1280]);
  await shot(page, 'thread-day-1280', { fullPage: true });
  await keys.enter('Send');
  assert.deepEqual(await page.locator('.govuk-error-summary li').allInnerTexts(), ['Select what you would like to do', 'Write it in a few words']);
  await keys.choose('kind', 'Answer it');
  await keys.write('words', 'Her cousin, at the station. She has handed it in.');
  await keys.enter('Send');
  await said(page, 'It was sent');
  await says(page, new RegExp(`Answered 07:50[\\s\\S]*${fern.name} answered: Her cousin`));
  assert.match(await text(page), new RegExp(`Read by ${robin.name}, 07:4[23]`), 'her keyworker sees who read it');
  await page.goto('/today');
  await says(page, /No question waits for an answer/);
  assert.deepEqual(errors, []);
  await context.close();

  const back = await laptop('practitioner', pathOf(iris, `/updates/${hers.phone}`));
  await says(back.page, /Answered 07:50[\s\S]*Her cousin, at the station/);
  await back.page.goto('/updates');
  await says(back.page, /No question waits, on either side/);
  await back.context.close();
});

test('what is not shared is said in words, on her page and in the list of her checks', async () => {
  const { page, context } = await laptop('practitioner', '/updates');
  await says(page, /Shared: her plan; keywork sessions\. Not shared: how her checks went/);
  const card = page.locator('.govuk-summary-card', { hasText: olive.name });
  assert.match(await card.innerText(), /Checks, 7 days\s+Not shared/);
  assert.match(await page.locator('.govuk-summary-card', { hasText: iris.name }).innerText(), /Checks, 7 days\s+(\d+ of \d+ checks? done|No check was due)/);
  assert.equal(await page.locator('table th[scope=row]', { hasText: olive.name }).count(), 0);
  await says(page, /Women whose checks are not shared are not in this table/);
  await says(page, /Nobody has written down yet what she was told is shared/);
  await context.close();
});

test('the text for NDelius is copied, and says so; where a browser copies nothing it is selected', async () => {
  const { page, context } = await laptop('practitioner', pathOf(iris, `/updates/${hers.phone}`));
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const keys = hands(page);
  await ready(page, 'Update');
  await keys.enter('Copy');
  await says(page, /Copied\. Paste it into NDelius/);
  const pasted = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(pasted, `CRN: ${iris.crn}\nDate: 10/11/2026 22:10\nKind: Safeguarding (tell now)\nFrom: Alder House, ${h.here.staff.shift_lead.name}\n${PHONE}`);
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await page.getByRole('button', { name: 'Copy' }).click();
  await says(page, /The text is selected: press Ctrl and C/);
  assert.equal(await page.evaluate(() => { const box = document.getElementById('copy-text'); return box.value.slice(box.selectionStart, box.selectionEnd); }), pasted);
  await context.close();
});

walkAll({ browser, h: { ...h, here: { ...h.here, women: others } } }, [
  {
    does: 'an update is written by hand', role: 'shift_lead', from: (her) => pathOf(her, '/updates'), opens: ['Tell her practitioner'],
    title: 'Tell her practitioner', button: 'Tell her practitioner', wrong: ['Select how soon it should be known', 'Say what happened'],
    async fills(keys) {
      await keys.choose('level', 'Tell weekly');
      await keys.pick('kind', /Good news/);
      await keys.write('words', 'She fixed the kitchen clock.');
    },
    done: 'Her practitioner is told', shows: /Good news \(tell weekly\)[\s\S]*She fixed the kitchen clock[\s\S]*Not read yet/,
    kept: (her) => `SELECT level || ' ' || kind || ' ' || good FROM lantern.practitioner_update WHERE stay_id = '${her.stay}'`, is: 'weekly good_news true',
  },
  {
    does: 'what she was told is shared is written down', role: 'keyworker', from: (her) => pathOf(her, '/updates'), opens: ['Write down what is shared'],
    title: 'What is shared with her practitioner', button: 'Save', wrong: ['Say how often'],
    async fills(keys) {
      await keys.tick('Her plan');
      await keys.tick('Activities');
      await keys.write('how_often', 'every Monday');
      await keys.write('her_words', 'Fine by me.');
    },
    done: 'It is written down', shows: /Shared: her plan; activities[\s\S]*told on 11 November 2026[\s\S]*Fine by me/,
    kept: (her) => `SELECT array_to_string(shares, ' ') FROM lantern.sharing_agreement WHERE stay_id = '${her.stay}'`, is: 'plan activities',
  },
  {
    does: 'the on-call manager writes down the call', role: 'on_call', given: async (her) => (await told(h, her, { words: 'She was not back at 23:00.' })).id,
    from: (her, update) => pathOf(her, `/updates/${update}`), opens: ['Record a telephone call'], title: 'Record a telephone call', button: 'Save',
    wrong: ['Say whom you reached'], fills: (keys) => keys.write('words', 'Spoke with the duty desk at eight.'),
    done: 'The call is written down', shows: /Not read yet[\s\S]*Telephoned by alder on_call[\s\S]*duty desk at eight/,
    kept: (her) => `SELECT kind FROM lantern.update_pass WHERE resident_id = '${her.id}'`, is: 'phoned',
  },
  {
    does: 'the house asks, and closes what needs no answer any more', role: 'keyworker', given: async (her) => (await asked(h, her, h.as('keyworker'))).id,
    from: (her) => pathOf(her, '/updates'), opens: ['A question about her'], title: 'Question and answer', button: 'Send', wrong: ['Select what you would like to do', 'Write it in a few words'],
    async fills(keys) {
      await keys.choose('kind', 'Close it');
      await keys.write('words', 'She told me herself.');
    },
    done: 'It was sent', shows: /Closed \d\d:\d\d[\s\S]*closed it: She told me herself/,
    kept: (her, thread) => `SELECT string_agg(kind, ' ' ORDER BY at) FROM lantern.thread_entry WHERE thread_id = '${thread}'`, is: 'question closed',
  },
  {
    does: 'a practitioner names who reads for her', role: 'practitioner', from: () => '/updates', opens: ['Name somebody'],
    title: 'Who reads for you', button: 'Save', wrong: ['Select who reads for you'], fills: (keys) => keys.pick('deputy', new RegExp(sam.name)),
    done: 'It is saved', shows: new RegExp(`${sam.name} reads for you`),
    kept: () => `SELECT deputy_id FROM lantern.practitioner_deputy WHERE staff_id = '${robin.id}'`, is: sam.id,
  },
]);

/** The words of each sheet, as printed. */
async function sheets(role, path, pattern) {
  const { page, context } = await laptop(role, path, { theme: 'night' });
  await says(page, pattern);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  await context.close();
  return execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' }).split('\f').slice(0, -1);
}

test('on paper: one update is one sheet, and seven women are three', async () => {
  const [update, ...more] = await sheets('practitioner', pathOf(iris, `/updates/${hers.phone}`), /Answered 07:50/);
  assert.deepEqual(more, []);
  assert.match(update.replace(/\s+/g, ' '), /somebody gave her a telephone.*Read by alder practitioner.*Her cousin, at the station/);
  assert.doesNotMatch(update, /Copy|Text for NDelius/);
  const home = await sheets('practitioner', '/updates', /Who reads for you/);
  assert.ok(home.length <= 3, `${home.length} sheets`);
});

test('what the house sees of the line, by day and by night, wide and narrow', async () => {
  for (const [role, path, title] of [['keyworker', pathOf(iris, '/updates'), 'Updates'], ['practitioner', '/updates', 'Since you last looked'], ['inspector', pathOf(iris, '/updates'), 'Updates']]) {
    const { page, context, errors } = await laptop(role, path, { theme: 'night', width: 320 });
    await ready(page, title);
    await holds(page, `${title} of ${role}`, ['night', 320]);
    await shot(page, `updates-${role}-night-320`, { fullPage: true });
    await page.setViewportSize({ width: 1280, height: 800 });
    await shot(page, `updates-${role}-night-1280`, { fullPage: true });
    if (role === 'inspector') assert.equal(await page.getByRole('link', { name: /Tell her practitioner|Ask a question|Change what is shared/ }).count(), 0);
    assert.deepEqual(errors, []);
    await context.close();
  }
});

test('what comes while she reads is said at the top, and moves nothing before she asks for it', async () => {
  const { page, context, errors } = await laptop('practitioner', '/');
  const keys = hands(page);
  await ready(page, 'Since you last looked');
  await told(h, wren, { level: 'now', kind: 'overdose', words: 'She was found to have taken an overdose at 07:40.' });
  await page.locator('.moj-alert', { hasText: '1 update to be known now has come.' }).waitFor();
  assert.equal(await page.getByText('taken an overdose').count(), 0);
  await holds(page, 'something new', ['day', 1280]);
  await shot(page, 'practitioner-arriving', { fullPage: true });
  await keys.enter('Show it');
  await says(page, /To be known now \(2\)[\s\S]*taken an overdose/);
  assert.equal(await page.locator('.moj-alert', { hasText: 'has come' }).count(), 0);
  assert.deepEqual(errors, []);
  await context.close();
});
