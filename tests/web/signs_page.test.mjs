// Her signs: recorded with one press, read as shapes and as words, and the rules that people make of them with her.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plan, proposed, see, signs } from '../http/her_signs.mjs';
import { minutes } from '../http/house.mjs';
import { heading, kept, pathOf, problems, said, says, tabTo, write } from './desk.mjs';
import { axeFindings, overflow, shot, stage } from './browser.mjs';
import { night } from './night.mjs';

const { browser, h } = await stage(() => night({ women: 9 }));

const open = async (role, path, more) => {
  const one = await h.page(browser, { laptop: role, path, ...more });
  await one.page.locator('#main-content h1').first().waitFor();
  return one;
};
const card = (page, words) => page.locator('.ln-sign-card', { hasText: words });
/** A proposal that waits, made now. */
const cameTrue = (her, more) => proposed({ ...h, clock: { iso: h.clock.now() } }, her, more);
const enter = (page) => page.keyboard.press('Enter');

test('a sign is recorded with one press, says what to do at once, and stands in the strip as a shape and as words', async () => {
  const her = h.here.women[0];
  await plan(h, her, { at: minutes(-3 * 1440) });
  const { page, context, errors } = await open('night_worker', pathOf(her, '/signs'));
  await says(page, /misses tea[\s\S]*nobody said anything yet[\s\S]*Not known in any shift here/);
  assert.equal(await card(page, 'misses tea').locator('.ln-dots__dot').count(), 0, 'blank is nothing, not a ring');
  await card(page, 'misses tea').getByRole('button', { name: 'Seen', exact: true }).press('Enter');
  await says(page, /Recorded: seen\. What to do: Sit with her: Offer tea in the small kitchen\. anyone on shift, within 15 min\./);
  await says(page, /misses tea\s+This shift: seen/);
  await card(page, 'eats at the table').getByRole('button', { name: 'Seen', exact: true }).press('Enter');
  await says(page, /eats at the table\s+This shift: seen/);
  assert.equal(await card(page, 'misses tea').locator('svg .ln-dots__dot circle').count(), 1);
  assert.equal(await card(page, 'eats at the table').locator('svg .ln-dots__dot path').count(), 1, 'a leaf');
  await card(page, 'misses tea').locator('summary').press('Enter');
  assert.match(await card(page, 'misses tea').locator('table').innerText(), /10 November, shift from \d\d:\d\d\s+Seen/);
  assert.equal(await h.sql(`SELECT string_agg(state, ',') FROM lantern.sighting WHERE stay_id = '${her.stay}'`), 'seen,seen');
  assert.deepEqual(errors, []);
  await context.close();
});

test('an earlier sighting is written by keys alone, with its words, and a time to come is refused at its field', async () => {
  const her = h.here.women[1];
  const { signs: [sign] } = await plan(h, her);
  const { page, context } = await open('keyworker', pathOf(her, `/signs/record/${sign}`));
  await heading(page, 'Record a sign');
  await tabTo(page, 'words');
  await page.click('button:has-text("Record")');
  assert.deepEqual(await problems(page), ['Select whether it was seen']);
  await tabTo(page, 'state');
  await page.keyboard.press('Space');
  for (const [part, text] of [['day', '12'], ['month', '11'], ['year', '2026'], ['time', '09:00']]) await write(page, `seen_at-${part}`, text);
  await enter(page);
  await page.locator('.govuk-error-summary a[href="#seen_at"]').waitFor();
  await write(page, 'seen_at-day', '10');
  await write(page, 'words', 'Curtains closed at noon');
  await kept(page, 'Curtains closed at noon');
  await page.keyboard.press('Tab');
  await enter(page);
  await said(page, 'It was recorded.');
  await says(page, /09:00 ‘misses tea’: seen, alder keyworker\s+“Curtains closed at noon”/);
  await context.close();
});

test('a rule is made with her by keys alone, reads as a sentence, and ends with a reason', async () => {
  const her = h.here.women[2];
  await plan(h, her);
  const { page, context, errors } = await open('keyworker', pathOf(her, '/signs/rules/new'));
  await page.locator('#words').waitFor();
  await tabTo(page, 'sightings');
  await enter(page);
  assert.deepEqual(await problems(page), ['Select which signs count', 'Select what she said']);
  await tabTo(page, 'signs');
  await page.keyboard.press('Space');
  await tabTo(page, 'signs-2');
  await page.keyboard.press('Space');
  await write(page, 'hours', '12');
  await says(page, /2 sightings of ‘misses tea’ or ‘hood up and silent’ within 12 hours: checks at most 30 minutes apart until reviewed\./);
  await tabTo(page, 'agreement');
  await page.keyboard.press('Space');
  await write(page, 'words', 'Please come sooner then.');
  await page.keyboard.press('Tab');
  await enter(page);
  await said(page, 'The rule is in force.');
  await says(page, /within 12 hours: checks at most 30 minutes apart[\s\S]*She agreed\. “Please come sooner then\.”[\s\S]*Never yet/);
  await page.getByRole('link', { name: /^End \(2 sightings/ }).press('Enter');
  await heading(page, 'End a rule');
  await page.click('button:has-text("End the rule")');
  assert.deepEqual(await problems(page), ['Say why it ends']);
  await page.fill('#reason', 'She chose another.');
  await page.click('button:has-text("End the rule")');
  await said(page, 'The rule has ended.');
  await page.locator('summary', { hasText: '1 rule that was ended' }).press('Enter');
  await says(page, /alder keyworker[\s\S]*Why: She chose another\./);
  assert.deepEqual(errors, []);
  await context.close();
});

test('a rule that names a sign no longer hers says so', async () => {
  const her = h.here.women[3];
  await signs(h, her);
  await plan(h, her, { signs: [{ words: 'a new sign' }], at: h.clock.now() });
  const { page, context } = await open('keyworker', pathOf(her, '/signs'));
  await says(page, /a sign that is no longer hers[\s\S]*no longer in her plan and no longer counted/);
  await context.close();
});

test('a rule that came true is decided by name; who comes second sees who was first and why', async () => {
  const her = h.here.women[4];
  const { proposal } = await cameTrue(her);
  const path = pathOf(her, `/signs/proposals/${proposal.id}`);
  const { page, context } = await open('night_worker', path);
  await says(page, /Decide by \d\d:\d\d, 14 min left[\s\S]*Should it follow\?/);
  await page.check('#decision');
  await page.fill('#reason', 'She asked for it herself.');
  const second = await h.as('keyworker').post(`/api/proposals/${proposal.id}/decide`, { decision: 'declined', reason: 'She only overslept.' });
  assert.equal(second.status, 200, second.text);
  await page.click('button:has-text("Decide")');
  await says(page, /It is decided\. Declined by alder keyworker[\s\S]*Why: She only overslept\./);
  await page.goto(pathOf(her, '/signs'));
  await says(page, /Came true[\s\S]*Declined by alder keyworker[\s\S]*She only overslept/);
  assert.doesNotMatch(await page.locator('#main-content').innerText(), /A rule came true/);
  await context.close();
});

test('the review that a rule opened says which rule, who said yes to it, and why', async () => {
  const her = h.here.women[7];
  const { proposal } = await cameTrue(her);
  const yes = await h.as('keyworker').post(`/api/proposals/${proposal.id}/decide`, { decision: 'confirmed', reason: 'She wants it.' });
  assert.equal(yes.status, 200, yes.text);
  const { page, errors, context } = await open('night_worker', pathOf(her, '/reviews'));
  await says(page, /A rule came true, [^\n]+\s+2 sightings of ‘misses tea’[^\n]+\s+Confirmed by alder keyworker: She wants it\./);
  assert.deepEqual(await axeFindings(page), []);
  assert.deepEqual(errors, []);
  await context.close();
});

test('an agency worker records and makes no rule; an inspector only reads; a practitioner sees no sightings', async () => {
  const her = h.here.women[5];
  const { signs: [sign] } = await signs(h, her);
  await see(h.as('night_worker'), her, sign, { seen_at: h.clock.now(), words: 'seen at the gate' });
  await h.sql(`INSERT INTO lantern.practitioner_of (id, resident_id, staff_id, from_at) VALUES (gen_random_uuid(), '${her.id}', '${h.here.staff.practitioner.id}', '2026-10-01')`);
  for (const [role, records, makes, sees] of [['agency', 4, 0, true], ['inspector', 0, 0, true], ['practitioner', 0, 0, false], ['keyworker', 4, 1, true]]) {
    const { page, context } = await open(role, pathOf(her, '/signs'));
    await says(page, /Rules made with her[\s\S]*2 sightings/, role);
    assert.equal(await page.getByRole('button', { name: 'Seen', exact: true }).count(), records, role);
    assert.equal(await page.getByRole('link', { name: 'Make a rule' }).count(), makes, role);
    const text = await page.locator('#main-content').innerText();
    assert.equal(text.includes('seen at the gate'), sees, role);
    assert.equal(/What was seen of them from day to day stays at/.test(text), !sees, role);
    assert.equal(/nobody said anything yet/.test(text), sees, `${role}: that nobody saw any is said only to who would be told`);
    await context.close();
  }
});

test('her page of signs holds for axe and fits in both colours, and prints with what the shapes mean', async () => {
  const her = h.here.women[6];
  const { proposal, signs: [sign] } = await cameTrue(her, { daily: ['meal', 'sleep'] });
  const { page, context, errors } = await open('keyworker', pathOf(her, '/signs'));
  for (const end of ['/signs', `/signs/record/${sign}`, '/signs/rules/new', `/signs/proposals/${proposal.id}`]) {
    await page.goto(pathOf(her, end));
    await page.locator('#main-content h1').first().waitFor();
    await page.locator('.ln-loading').first().waitFor({ state: 'detached' });
    for (const [theme, width] of [['day', 1280], ['night', 1280], ['night', 320], ['day', 320]]) {
      await page.setViewportSize({ width, height: 800 });
      await page.evaluate((wanted) => (document.documentElement.dataset.theme = wanted), theme);
      assert.deepEqual(await axeFindings(page), [], `${end} ${theme} ${width}`);
      assert.equal(await overflow(page), 0, `${end} ${width}`);
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(pathOf(her, '/signs'));
  await says(page, /Her days[\s\S]*Slept/);
  await shot(page, 'signs-day-1280', { fullPage: true });
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  assert.ok((pdf.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length <= 3, 'three sheets at most');
  assert.deepEqual(errors, []);
  await context.close();
});
