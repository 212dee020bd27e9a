// Pages of keywork and keyworkers: her feelings drawn and told, her slip on paper, whose session is owed, who holds whom, and
// every page before axe and for every role.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { before, test } from 'node:test';
import { minutes } from '../http/house.mjs';
import { attemptOf, saveSession } from '../http/keywork.mjs';
import { planOf } from '../http/plans.mjs';
import { axeFindings, overflow, shot, stage } from './browser.mjs';
import { desk, pathOf, said, says, text } from './desk.mjs';
import { hands } from './hands.mjs';

const { browser, h } = await stage(() => desk({ women: 6 }));
const key = () => h.as('keyworker');

const ok = async (asked) => {
  const answer = await asked;
  assert.ok([200, 201].includes(answer.status), answer.text);
  return answer.json;
};
const put = (role, what, body) => ok(h.as(role).put(`/api/${what}/${randomUUID()}`, body));
const of = (her, body) => ({ stay: her.stay, crn: her.crn, ...body });
const moment = (her, role, words, good = true) => put(role, 'moments', of(her, { words, good }));
const holds = (her, role = 'keyworker') => put('shift_lead', 'keyworkers', of(her, { staff: h.here.staff[role].id, reason: 'her first', based_on: null }));

const open = async (role, path, more) => {
  const one = await h.page(browser, role, path, more);
  await one.page.locator('.ln-loading').first().waitFor({ state: 'detached' });
  return one;
};

let pages;
before(async () => {
  const her = h.here.women[0];
  await holds(her);
  await put('keyworker', 'safety-plans', planOf(her));
  const made = [];
  for (const [i, came] of ['struggling', 'not_great', 'ok', 'well'].entries()) {
    made.push(await ok(saveSession(key(), her, { happened_at: minutes(-9000 + i * 2000), came, went: 'ok', skills: [{ skill: 'Square breathing', how: i ? 'practised' : 'reminded' }] })));
  }
  await ok(saveSession(key(), her, attemptOf(her), false));
  await moment(her, 'agency', 'Helped with the dishes');
  await moment(her, 'night_worker', 'Awake at three, asked for tea', false);
  await ok(saveSession(key(), her, { happened_at: minutes(-90), changes_plan: true, suggestion: { id: randomUUID(), words: 'Tea in the garden.' } }));
  const one = `/keywork/${made[3].id}`;
  pages = { keywork: '/keywork', new: '/keywork/new', attempt: '/keywork/attempt', moment: '/keywork/moment', session: one, correct: `${one}/correct`, slip: `${one}/slip`, plan: '/safety-plan' };
});

test('how she felt is drawn as she said it, stands in a table, and no line goes from one session to the next', async () => {
  const her = h.here.women[1];
  for (const [i, [came, went]] of [['struggling', 'not_great'], ['ok', undefined], [undefined, undefined], ['well', 'very_well']].entries()) {
    await ok(saveSession(key(), her, { happened_at: minutes(-10_000 + i * 1500), came, went }));
  }
  const { page, context, errors } = await open('inspector', pathOf(her, '/keywork'));
  const cells = () => page.locator('.ln-felt tbody tr').evaluateAll((rows) => rows.map((one) => [...one.children].slice(1).map((cell) => cell.textContent)));
  await page.locator('.ln-felt svg').waitFor();
  assert.deepEqual(await cells(), [['Struggling', 'Not great'], ['OK', 'Not asked'], ['Well', 'Very well']]);
  const drawn = await page.locator('.ln-felt svg').evaluate((svg) => ({
    marks: svg.querySelectorAll('circle').length, across: [...svg.querySelectorAll('path')].every((one) => /^M\d+ \d+H\d+$/.test(one.getAttribute('d'))),
    lines: svg.querySelectorAll('path').length, others: svg.querySelectorAll('polyline, line').length,
  }));
  assert.deepEqual(drawn, { marks: 5, across: true, lines: 5, others: 0 });
  assert.doesNotMatch(await text(page), /score|average|\d ?%/i);
  assert.deepEqual(errors, []);
  await context.close();
});

/** The words of each sheet, as printed. */
async function sheets(path, pattern, then = async () => {}) {
  const { page, context } = await open('keyworker', path, { theme: 'night' });
  await says(page, pattern);
  await then(page);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const found = execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' }).split('\f').slice(0, -1);
  await context.close();
  return found;
}

test('her slip is one sheet with what is hers on it and nothing else, also in large print', async () => {
  const her = h.here.women[2];
  const act = (owner_kind, what) => ({ id: randomUUID(), what, owner_kind, ...(owner_kind === 'staff' && { owner_staff: h.here.staff.keyworker.id }), target_on: '2026-11-14' });
  const { id } = await ok(saveSession(key(), her, {
    next_topic: 'What your sister said about the visit, and the forms for the flat. '.repeat(4).trim(), went_well: 'You asked for help before it was too much. '.repeat(20).trim(),
    she_said: 'Afraid of him', actions: [act('staff', 'Ring the council'), ...Array.from({ length: 6 }, (_, i) => act('resident', `Fill in form ${i + 1}`))],
  }));
  for (const large of [false, true]) {
    const all = await sheets(pathOf(her, `/keywork/${id}/slip`), /Next time/, async (page) => {
      if (large) await page.getByLabel('Large print').check();
    });
    assert.equal(all.length, large ? 2 : 1, `large: ${large}`);
    assert.match(all.join(''), /What your sister said[\s\S]*You asked for help[\s\S]*Fill in form 6, by 14 November 2026/);
    assert.doesNotMatch(all.join(''), /council|Afraid|X1000|Exampleby|Woman|Print/);
  }
  const list = await sheets(pathOf(her, '/keywork'), /Sessions \(1 shown\)/);
  assert.equal(list.length, 2);
  for (const sheet of list) assert.match(sheet, /X100002/);
});

test('a keyworker begins with her own women and what is owed to them in words', async () => {
  const [her] = h.here.women;
  const { page, context, errors } = await open('keyworker', '/');
  await says(page, /Your women \(1\)[\s\S]*Exampleby, Woman A[\s\S]*Next session by 17 November, 23:59, 7 days left[\s\S]*2 moments to read[\s\S]*1 suggestion for her plan[\s\S]*The other women/);
  await page.getByRole('link', { name: 'Exampleby, Woman A', exact: true }).click();
  await page.waitForURL((url) => url.pathname === pathOf(her, '/keywork'));
  assert.deepEqual(errors, []);
  await context.close();
});

test('who holds whom: a woman without a keyworker is given one by keys alone, and leave has cover and an end', async () => {
  const her = h.here.women[3];
  const { page, context, errors } = await open('premises_manager', '/keyworkers');
  await says(page, /Without a keyworker[\s\S]*Woman D[\s\S]*alder keyworker[\s\S]*Holds 1 of 6/);
  await shot(page, 'keyworkers-day-1280', { fullPage: true });
  const keys = hands(page);
  await keys.enter(/^Choose her keyworker \(Exampleby, Woman D\)/);
  await page.locator('#staff').waitFor();
  await keys.enter('Save');
  await says(page, /Select who is to be her keyworker[\s\S]*Say why/);
  await keys.choose('staff', /alder shift_lead/);
  await keys.write('reason', 'They cook together.');
  await shot(page, 'keyworker-form-day-1280', { fullPage: true });
  await keys.enter('Save');
  await said(page, 'Her keyworker is written down');
  await says(page, /Her keyworker is alder shift_lead, since 10 November 2026\./);
  assert.equal(await h.sql(`SELECT reason FROM lantern.keyworker_of WHERE stay_id = '${her.stay}'`), 'They cook together.');
  await page.goto('/keyworkers/leave');
  await page.locator('#staff').waitFor();
  await keys.pick('staff', /alder shift_lead/);
  await keys.date('from_on', '2026-11-10');
  await keys.date('back_on', '2026-11-20');
  await keys.pick('cover', /alder keyworker/);
  await keys.enter('Save');
  await said(page, 'The leave is written down.');
  await says(page, /Away from 10 November 2026, back on 20 November 2026\. alder keyworker covers\./);
  await page.getByRole('link', { name: /^Change how many/ }).first().click();
  await page.locator('#women').fill('4');
  await page.getByRole('button', { name: 'Save' }).click();
  await said(page, 'It is written down. Nobody is moved by it.');
  assert.equal(await h.sql('SELECT women FROM lantern.keyworker_capacity'), '4');
  assert.deepEqual(errors, []);
  await context.close();
});

test('every page of keywork holds for axe and fits, by day and by night, wide and narrow', async () => {
  const her = h.here.women[0];
  const { page, context, errors } = await open('premises_manager', '/account');
  const all = { ...Object.fromEntries(Object.entries(pages).map(([name, end]) => [name, pathOf(her, end)])), home: '/keywork', keyworkers: '/keyworkers', keyworker: pathOf(her, '/keyworker'), leave: '/keyworkers/leave', capacity: `/keyworkers/${h.here.staff.keyworker.id}` };
  for (const [name, path] of Object.entries(all)) {
    await page.goto(path);
    await page.locator('#main-content h1').first().waitFor();
    await page.locator('.ln-loading').first().waitFor({ state: 'detached' });
    assert.doesNotMatch(await page.title(), /Woman|Exampleby|alder/, 'no name in a title');
    assert.doesNotMatch(await page.content(), /\bundefined\b|\[object Object\]|>null</, name);
    for (const [theme, width] of [['day', 1280], ['night', 1280], ['night', 320], ['day', 320]]) {
      const place = `keywork-${name}-${theme}-${width}`;
      await page.setViewportSize({ width, height: 800 });
      await page.evaluate((wanted) => (document.documentElement.dataset.theme = wanted), theme);
      assert.deepEqual(await axeFindings(page), [], place);
      assert.equal(await overflow(page), 0, `${place} fits`);
      if ((theme === 'day') === (width === 1280)) await shot(page, place, { fullPage: true });
    }
  }
  assert.deepEqual(errors, []);
  await context.close();
});

test('who reads and who writes: an agency worker has moments alone, an inspector and her practitioner read', async () => {
  const her = h.here.women[0];
  await h.sql(`INSERT INTO lantern.practitioner_of (id, resident_id, staff_id, from_at) VALUES (gen_random_uuid(), '${her.id}', '${h.here.staff.practitioner.id}', '2026-10-01')`);
  const says_ = {
    agency: [/Helped with the dishes/, /Sessions \(|Square breathing|How she said she felt/],
    inspector: [/Sessions \(5 shown\)/, /Write down/],
    practitioner: [/How she said she felt/, /Write down|Helped with the dishes/],
    area_manager: [/You cannot see this page/, /Exampleby|dishes/],
    kitchen: [/You cannot see this page/, /Exampleby|dishes/],
  };
  for (const [role, [shown, hidden]] of Object.entries(says_)) {
    const { page, context } = await open(role, pathOf(her, '/keywork'));
    await says(page, shown, role);
    assert.doesNotMatch(await text(page), hidden, role);
    await page.goto(pathOf(her, '/keywork/new'));
    await says(page, /You cannot see this page/, role);
    await context.close();
  }
});
