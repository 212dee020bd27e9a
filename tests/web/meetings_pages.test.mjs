// Pages of three-way meetings: each before axe, in both colours, wide and narrow, and for every role; her copy on paper; the
// text for NDelius; the private calendar; questions about a session; and a woman whose record is restricted.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { before, test } from 'node:test';
import { ROLES } from '../http/house.mjs';
import { saveSession } from '../http/keywork.mjs';
import { addItem, heldAs, person, planMeeting } from '../http/meetings.mjs';
import { asked, keyworker, practitioner } from '../http/updates_house.mjs';
import { shot, stage } from './browser.mjs';
import { desk, pathOf, said, says, text } from './desk.mjs';
import { hands, holds } from './hands.mjs';

const { browser, h } = await stage(() => desk({ women: 7 }));
const { keyworker: fern, practitioner: robin } = h.here.staff;
const [iris, olive, wren, ruth, ...others] = h.here.women;
const restricted = others.at(-1);
const key = () => h.as('keyworker');

const ok = async (asking) => {
  const answer = await asking;
  assert.ok([200, 201].includes(answer.status), answer.text);
  return answer.json;
};
const planned = async (her, more) => {
  const { id, answer } = await planMeeting(key(), her, more);
  assert.equal(answer.status, 201, answer.text);
  return id;
};
const item = async (meeting, voice, words) => {
  const { id, answer } = await addItem(voice === 'practitioner' ? h.as('practitioner') : key(), meeting, voice, words);
  assert.equal(answer.status, 201, answer.text);
  return id;
};
const open = async (role, path, more) => {
  const one = await h.page(browser, role, path, more);
  one.context.setDefaultTimeout(10_000);
  await one.page.locator('.ln-loading').first().waitFor({ state: 'detached' });
  return one;
};

const HELD = heldAs({
  people: [person('resident', 'Iris'), person('keyworker', 'Fern'), person('practitioner', 'Robin', 'by_video'), person('advocate', 'Dee', 'by_phone')],
  disagreements: [{ id: randomUUID(), voice: 'resident', words: 'I would rather stay another month.' }, { id: randomUUID(), voice: 'practitioner', words: 'The place is not kept.' }],
  actions: [
    { id: randomUUID(), what: 'Ring the new place', owner_kind: 'staff', owner_staff: fern.id, target_on: '2026-11-12' },
    { id: randomUUID(), what: 'Choose curtains', owner_kind: 'resident', target_on: '2026-11-14' },
  ],
});

const there = {};
let pages;
before(async () => {
  await practitioner(h, robin, h.here.women);
  for (const her of [iris, olive]) await keyworker(h, fern, her);
  there.missed = await planned(iris);
  await ok(key().post(`/api/meetings/${there.missed}/not-held`, { not_held: 'practitioner', reason: 'The train did not run.' }));
  there.held = await planned(iris);
  await item(there.held, 'keyworker', 'The move');
  await item(there.held, 'resident', 'A door that locks');
  await ok(key().post(`/api/meetings/${there.held}/held`, HELD));
  there.open = await planned(iris, { starts_at: '2026-11-18T10:00:00.000000Z' });
  await ok(h.as('shift_lead').post(`/api/meetings/${there.open}/move`, { starts_at: '2026-11-19T14:00:00.000000Z', minutes: 30, how: 'by_video', reason: 'Robin is in court.', sequence: 0 }));
  await item(there.open, 'practitioner', 'The licence');
  await item(there.open, 'resident', 'My bus pass');
  there.asked = (await asked(h, iris, h.as('practitioner'), { about: 'meeting', about_id: there.open, entry: { id: randomUUID(), words: 'Is the quiet room free?' } })).id;
  const to = `/meetings/${there.open}`;
  pages = {
    list: ['/meetings', /Meetings before[\s\S]*Still to be given/], held: [`/meetings/${there.held}`, /Robin \(her practitioner\), by video/], missed: [`/meetings/${there.missed}`, /Her practitioner could not: The train did not run/],
    open: [to, /It was moved once/], item: [`${to}/item`, /Whose is it/], move: [`${to}/move`, /Why is it moved/], 'held-form': [`${to}/held`, /Who was there/], 'not-held': [`${to}/not-held`, /Who could not/],
    copy: [`/meetings/${there.held}/copy`, /What we talked about/], threads: ['/threads', /Is the quiet room free/], settled: [`/meetings/${there.held}/held`, /wrote this meeting up/],
  };
});

test('every page of meetings holds for axe and fits, by day and by night, wide and narrow', async () => {
  const { page, context, errors } = await open('premises_manager', '/account');
  const all = { ...Object.fromEntries(Object.entries(pages).map(([name, [end, shown]]) => [name, [pathOf(iris, end), shown]])), new: [pathOf(olive, '/meetings/new'), /How does her practitioner take part/], calendar: ['/account/calendar', /You have no address/] };
  for (const [name, [path, shown]] of Object.entries(all)) {
    await page.goto(path);
    await says(page, shown, name);
    await page.locator('.ln-loading').first().waitFor({ state: 'detached' });
    assert.doesNotMatch(await page.title(), /Woman|Exampleby|alder/, 'no name in a title');
    assert.doesNotMatch(await page.content(), /\bundefined\b|\[object Object\]|>null</, name);
    await holds(page, name, ['day', 1280]);
    await shot(page, `meetings-${name}-day-1280`, { fullPage: true });
    await page.setViewportSize({ width: 320, height: 800 });
    await page.evaluate(() => (document.documentElement.dataset.theme = 'night'));
    await shot(page, `meetings-${name}-night-320`, { fullPage: true });
    await page.setViewportSize({ width: 1280, height: 800 });
  }
  assert.deepEqual(errors, []);
  await context.close();
});

const STAFF = ['night_worker', 'keyworker', 'shift_lead', 'premises_manager', 'on_call'];
const READERS = [...STAFF, 'inspector', 'practitioner'];
const REFUSED = /You cannot see this page|Page not found/;

test('who reads and who writes: each role its own pages, and nothing of any other', async () => {
  const may = { item: [...STAFF, 'practitioner'], move: STAFF, 'held-form': STAFF, 'not-held': STAFF, settled: STAFF };
  for (const role of ROLES) {
    const { page, context, errors } = await h.page(browser, role, '/account');
    const go = (path) => page.evaluate((to) => (history.pushState(null, '', to), dispatchEvent(new PopStateEvent('popstate'))), path);
    for (const [name, [end, shown]] of Object.entries(pages)) {
      const allowed = (may[name] ?? READERS).includes(role);
      await go(pathOf(iris, end));
      await says(page, !allowed ? REFUSED : name === 'item' && role === 'practitioner' ? /What is to be talked about/ : name === 'list' && !STAFF.includes(role) ? /Not given to her yet/ : shown, `${role}: ${name}`);
      if (!allowed) assert.doesNotMatch(await text(page), /bus pass|curtains|licence|quiet room/, `${role}: ${name}`);
    }
    await go('/account/calendar');
    await says(page, [...STAFF, 'practitioner'].includes(role) ? /You have no address/ : REFUSED, `${role}: calendar`);
    assert.deepEqual(errors, []);
    await context.close();
  }
});

test('a reader who may not write is offered nothing to write, and her practitioner only her own', async () => {
  for (const [role, ways] of [['inspector', ['For a calendar (.ics)']], ['practitioner', ['Add to the agenda', 'For a calendar (.ics)']]]) {
    const { page, context } = await open(role, pathOf(iris, `/meetings/${there.open}`));
    await says(page, /Is the quiet room free/);
    assert.deepEqual(await page.locator('.ln-ways a').allInnerTexts(), ways, role);
    assert.equal(await page.getByRole('button', { name: 'Take it back (The licence)' }).count(), role === 'practitioner' ? 1 : 0, role);
    await context.close();
  }
});

test('the invitation is a file of a calendar that names nobody', async () => {
  const { page, context } = await open('keyworker', pathOf(iris, `/meetings/${there.open}`));
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'For a calendar (.ics)' }).click()]);
  const parts = [];
  for await (const part of await download.createReadStream()) parts.push(part);
  const ics = Buffer.concat(parts).toString();
  assert.match(ics, /^BEGIN:VCALENDAR[\s\S]*DTSTART:20261119T140000Z[\s\S]*\/open\//);
  assert.doesNotMatch(ics, /Exampleby|X100000|Alder/);
  await context.close();
});

test('the text for NDelius has all of the meeting, as the contact it is', async () => {
  const { page, context, errors } = await open('practitioner', pathOf(iris, `/meetings/${there.held}`));
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await hands(page).enter('Copy');
  await says(page, /Copied\. Paste it into NDelius/);
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), [
    'CRN: X100000', 'Contact: C084 (three-way meeting)', 'Date: 10/11/2026 21:00, 40 min', 'At: Alder House',
    'People:', '- Iris (resident, in person)', '- Fern (keyworker, in person)', '- Robin (practitioner, by video)', '- Dee (advocate, by phone)',
    'Decided:', '- She visits the new place on Thursday.', 'Not agreed:', '- resident: I would rather stay another month.', '- practitioner: The place is not kept.',
    'Actions:', '- Ring the new place (by 12/11/2026)', '- Choose curtains (by 14/11/2026)', 'You will see your new place on Thursday. Fern goes with you.',
  ].join('\n'));
  assert.deepEqual(errors, []);
  await context.close();
});

/** The words of each sheet, as printed. */
async function sheets(path, pattern, then = async () => {}) {
  const { page, context } = await open('keyworker', path, { theme: 'night' });
  await says(page, pattern);
  await then(page);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  await context.close();
  return execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' }).split('\f').slice(0, -1);
}

test('on paper: her copy is one sheet with what is hers and nothing else, and a meeting is one', async () => {
  const her = wren;
  const id = await planned(her);
  await ok(key().post(`/api/meetings/${id}/held`, heldAs({
    plain_words: 'You will see your new place on Thursday, and Fern goes with you. If it is not for you, you say so. '.repeat(4).trim(),
    decisions: Array.from({ length: 5 }, (_, i) => ({ id: randomUUID(), words: `Decision number ${i + 1}, in a sentence that is as long as such a sentence is.` })),
    disagreements: HELD.disagreements.map((one) => ({ ...one, id: randomUUID() })),
    actions: [{ id: randomUUID(), what: 'Ring the council', owner_kind: 'staff', owner_staff: fern.id, target_on: '2026-11-12' },
      ...Array.from({ length: 4 }, (_, i) => ({ id: randomUUID(), what: `Fill in form ${i + 1}`, owner_kind: 'resident', target_on: '2026-11-14' }))],
  })));
  for (const large of [false, true]) {
    const all = await sheets(pathOf(her, `/meetings/${id}/copy`), /What we talked about/, async (page) => {
      if (large) await page.getByLabel('Large print').check();
    });
    assert.equal(all.length, 1, `large: ${large}`);
    assert.match(all.join(''), /new place on Thursday[\s\S]*Decision number 5[\s\S]*Fill in form 4, by 14 November 2026/);
    assert.doesNotMatch(all.join(''), /council|rather stay|not kept|X1000|Exampleby|Woman|Print|Still to be given/);
  }
  const [one, ...more] = await sheets(pathOf(her, `/meetings/${id}`), /What came of it/);
  assert.deepEqual(more, []);
  assert.match(one.replace(/\s+/g, ' '), /Decision number 5.*I would rather stay another month.*Ring the council/);
  assert.doesNotMatch(one, /Text for NDelius|Copy/);
});

test('a private calendar address is made, shown once and copied, gives the meetings, and is revoked', async () => {
  const { page, context, errors } = await open('keyworker', '/account');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const keys = hands(page);
  await keys.enter('Your meetings in a calendar');
  await says(page, /You have no address/);
  await keys.enter('Make an address');
  await says(page, /Copy the address now: it is not shown again[\s\S]*You have an address, made 10 November 2026, 22:00/);
  await holds(page, 'a new address', ['day', 1280]);
  await shot(page, 'meetings-calendar-made-day-1280', { fullPage: true });
  await keys.enter('Copy');
  await says(page, /Copied\. Add it to your calendar/);
  const address = await page.evaluate(() => navigator.clipboard.readText());
  const { pathname, origin } = new URL(address);
  assert.equal(origin, new URL(page.url()).origin);
  const got = await h.nobody().get(pathname);
  assert.equal(got.status, 200, got.text);
  assert.match(got.text, /DTSTART:20261119T140000Z/);
  assert.doesNotMatch(got.text, /Exampleby|X100000/);
  await page.reload();
  await says(page, /You have an address, made/);
  assert.equal(await page.locator('textarea').count(), 0, 'it is not shown again');
  await keys.enter('Make a new one');
  await says(page, /Copy the address now/);
  await keys.held('after a new one');
  assert.equal((await h.nobody().get(pathname)).status, 404, 'the old one is none any more');
  const second = new URL(await page.locator('textarea').inputValue()).pathname;
  await keys.enter('Revoke it');
  await says(page, /You have no address/);
  await keys.held('after it was revoked');
  assert.equal(await page.locator('textarea').count(), 0);
  assert.equal((await h.nobody().get(second)).status, 404);
  assert.deepEqual(errors, []);
  await context.close();
});

test('a question about a session is asked by her practitioner on its page, and stands there for the house', async () => {
  const agreed = await h.as('keyworker').put(`/api/sharing-agreements/${randomUUID()}`, { stay: ruth.stay, crn: ruth.crn, shares: ['keywork'], how_often: 'every Monday', told_on: '2026-11-09' });
  assert.equal(agreed.status, 201, agreed.text);
  const { id } = await ok(saveSession(key(), ruth));
  const { page, context, errors } = await open('practitioner', pathOf(ruth, `/keywork/${id}`));
  const keys = hands(page);
  await says(page, /Nobody has asked about it/);
  await keys.enter('Ask a question');
  await page.locator('#words').waitFor();
  await keys.write('words', 'Which list is it?');
  await keys.enter('Ask');
  await said(page, 'It waits for the house');
  await says(page, /Waits for the house since 22:00[\s\S]*asked: Which list is it\?/);
  assert.deepEqual(errors, []);
  await context.close();
  const house = await open('keyworker', pathOf(ruth, `/keywork/${id}`));
  await says(house.page, /Waits for an answer from here since 22:00/);
  await holds(house.page, 'a session that was asked about', ['day', 1280]);
  await hands(house.page).enter('A question about a keywork session');
  await says(house.page, /Which list is it/);
  assert.equal(await house.page.getByRole('link', { name: 'a keywork session', exact: true }).getAttribute('href'), pathOf(ruth, `/keywork/${id}`));
  await house.context.close();
});

test('her practitioner comes to the next meeting from her first page, and a keyworker from hers', async () => {
  for (const [role, path, link] of [['practitioner', '/updates', /^A three-way meeting/], ['keyworker', '/keywork', /^Meeting 19 November/]]) {
    const { page, context } = await open(role, path);
    await page.getByRole('link', { name: link }).first().click();
    await says(page, role === 'practitioner' ? /The licence/ : /Meetings before/, role);
    await context.close();
  }
});

test('of a woman whose record is restricted others see when, and nothing that was said or could be', async () => {
  const manager = h.here.staff.premises_manager;
  await h.sql(`INSERT INTO lantern.resident_circle (id, resident_id, staff_id, from_at, reason) VALUES (gen_random_uuid(), '${restricted.id}', '${manager.id}', '2026-11-01', 'named for her')`);
  await h.at(h.clock.iso);
  const named = h.as('premises_manager');
  const plan = async () => (await planMeeting(named, restricted)).id;
  const held = await plan();
  await addItem(named, held, 'resident', 'Something of hers');
  await ok(named.post(`/api/meetings/${held}/held`, { ...HELD, people: heldAs().people, decisions: heldAs().decisions, disagreements: heldAs({ disagreements: [{ id: randomUUID(), voice: 'resident', words: 'Hers too' }] }).disagreements, actions: [] }));
  const meeting = await plan();
  await addItem(named, meeting, 'resident', 'Something of hers');

  const others = { ...restricted, crn: 'restricted' };
  const { page, context, errors } = await open('keyworker', pathOf(others, '/meetings'));
  await says(page, /kept by those named for her[\s\S]*Planned[\s\S]*1 of hers[\s\S]*Meetings before[\s\S]*In plain words\s+Not shown to you/);
  assert.equal(await page.getByRole('link', { name: /Add to the agenda|Move the meeting|Plan a meeting/ }).count(), 0);
  for (const [end, shown] of [[`/meetings/${held}`, /What came of it[\s\S]*Not shown to you/], [`/meetings/${meeting}`, /Not shown to you/], [`/meetings/${held}/copy`, /Her record is restricted: nothing of it is printed here/]]) {
    await page.goto(pathOf(others, end));
    await says(page, shown, end);
    assert.doesNotMatch(await page.content(), /\bundefined\b|\[object Object\]|>null<|Something of hers|Hers too|Thursday. Fern|Robin \(/, end);
    assert.equal(await page.getByText('Text for NDelius').count(), 0);
  }
  for (const end of [`/meetings/${meeting}/held`, `/meetings/${meeting}/item`]) {
    await page.goto(pathOf(others, end));
    await says(page, /You cannot see this page/, end);
  }
  await context.close();
  const known = await open('premises_manager', pathOf(restricted, `/meetings/${meeting}`));
  await says(known.page, /Move the meeting[\s\S]*Something of hers/);
  assert.deepEqual([...errors, ...known.errors], []);
  await known.context.close();
});
