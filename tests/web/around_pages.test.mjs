// Pages of what is around a woman and of what her house offers: as they look, on paper, with nothing in them, before axe, and
// for every role.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { before, test } from 'node:test';
import { CHOICES, referralOf, saveAround, saveService, timeOf } from '../http/around.mjs';
import { axeFindings, overflow, shot, stage } from './browser.mjs';
import { desk, pathOf, says, text } from './desk.mjs';

const { browser, h } = await stage(() => desk({ women: 6 }));
const key = () => h.as('keyworker');

const ok = async (asked) => {
  const answer = await asked;
  assert.ok([200, 201].includes(answer.status), answer.text);
  return answer.json;
};
const save = (what, her, body) => ok(saveAround(key(), what, her, body));
const open = async (role, path, more) => {
  const one = await h.page(browser, role, path, more);
  await one.page.locator('.ln-loading').first().waitFor({ state: 'detached' });
  return one;
};

const PICTURES = ['basket', 'bus', 'chair', 'clock', 'coat', 'cup', 'ear', 'hand', 'kettle', 'lamp', 'line', 'machine', 'pen', 'sort', 'speak', 'none'];
const STEPS = [
  'Take your basket to the wash room', 'Sort light and dark clothes', 'Put one heap into the machine', 'Pour in one cup of powder', 'Turn the dial to 40', 'Look at the clock: one hour',
  'Hang everything on the line', 'Sit down and have tea', 'Ask somebody if you get stuck', 'Bring your coat', 'Write down that it is done', 'Turn off the lamp',
];
const DRAWN = ['basket', 'sort', 'machine', 'cup', 'hand', 'clock', 'line', 'kettle', 'speak', 'coat', 'pen', 'lamp'];
const task = (her, n, title = 'Washing my clothes') => save('task-plans', her, { title, steps: STEPS.slice(0, n).map((words, i) => ({ words, picture: DRAWN[i] })) });

let pages;
let made;
before(async () => {
  const her = h.here.women[0];
  await h.sql(`INSERT INTO lantern.practitioner_of (id, resident_id, staff_id, from_at) VALUES (gen_random_uuid(), '${her.id}', '${h.here.staff.practitioner.id}', '2026-10-01');
    INSERT INTO lantern.sharing_agreement VALUES (gen_random_uuid(), '${her.stay}', '${her.id}', '${h.here.id}', '{activities}', 'weekly', '2026-11-01', '', '${h.here.staff.keyworker.id}', '2026-11-01')`);
  const willow = await ok(saveService(key(), h.here, { address: '4 Example Street', words: 'Ask for Sam. Open on weekdays until 16:00.' }));
  await ok(saveService(key(), h.here, { name: 'Harbour Learning', kind: 'education', women_only: false, tags: ['everyday', 'resettlement'] }));
  const garden = await ok(key().put(`/api/activities/${randomUUID()}`, { premises: h.here.id, name: 'Garden group', tags: ['everyday'], weekday: 2, starts: '14:00', minutes: 90, words: 'Bring gloves.' }));
  await save('choices', her, { kind: 'female_keyworker', state: 'chosen', day: '2026-11-09', words: 'She said so at once.' });
  await save('choices', her, { kind: 'interpreter', state: 'declined', day: '2026-11-09' });
  const sam = await save('named-contacts', her, { name: 'Sam Marchbank', role: 'Advocate', phone: '01632 960001', may_see: ['plan', 'meetings'], her_consent: 'agreed' });
  await save('named-contacts', her, { name: 'Dr Example', role: 'GP', may_see: [], her_consent: 'not_asked' });
  const waiting = await save('referrals', her, referralOf(willow.id, { target_on: '2026-11-12' }));
  const other = await save('referrals', her, referralOf(willow.id, { words: 'A course.' }));
  await ok(key().post(`/api/referrals/${other.id}/answer`, { answer: 'accepted', words: 'From Monday.' }));
  // The house learns of what was done in weeks before today.
  for (const [day, minutes, purposeful, more] of [['2026-11-09', 90, true, { her_words: 'I did not get lost.', what: 'Practised the bus' }], ['2026-11-10', 60, false, { activity: garden.id, what: 'Garden group' }], ['2026-11-02', 210, true, {}], ['2026-11-01', 30, true, {}]]) {
    await save('activity-times', her, timeOf({ day, minutes, purposeful, ...more }));
  }
  const wash = await task(her, 12);
  const hope = await save('family-facts', her, { kind: 'hope', words: 'A photograph of her son.', source: 'She herself, 4 November' });
  await save('family-contacts', her, { day: '2026-11-12', how: 'visit', with_whom: 'Her son Finn', child: true, feels: 'both', words: 'A walk afterwards.' });
  await save('family-contacts', her, { day: '2026-11-05', how: 'letter', with_whom: 'Her sister', child: false, feels: 'good' });
  made = { willow, garden, sam, waiting, wash, hope };
  pages = {
    around: '/around', choices: '/choices', choice: '/choices/interpreter', circle: '/circle', 'circle-new': '/circle/new', 'circle-end': `/circle/${sam.id}/end`,
    referrals: '/referrals', 'referral-new': '/referrals/new', 'referral-answer': `/referrals/${waiting.id}`, activities: '/activities', 'activity-time': '/activities/new',
    'activity-came': `/activities/${garden.id}`, tasks: '/tasks', 'task-new': '/tasks/new', task: `/tasks/${wash.id}`, 'task-change': `/tasks/${wash.id}/change`, family: '/family',
    'family-fact': '/family/fact', 'family-day': '/family/day', 'family-end': `/family/${hope.id}/end`,
  };
});

test('her weeks stand in a table and as bars of her own hours, and nothing is made of them', async () => {
  const her = h.here.women[0];
  const { page, context, errors } = await open('keyworker', pathOf(her, '/activities'));
  await page.locator('.ln-hours svg').waitFor();
  const rows = await page.locator('table tbody tr').evaluateAll((all) => all.map((one) => [...one.children].slice(0, 2).map((cell) => cell.textContent)));
  assert.deepEqual(rows, [['9 November 2026', '1.5 hours'], ['2 November 2026', '3.5 hours'], ['26 October 2026', '0.5 hours']]);
  const bars = await page.locator('.ln-hours rect').evaluateAll((all) => all.map((one) => Number(one.getAttribute('width'))));
  assert.equal(bars.length, 3);
  assert.deepEqual(bars.map((one) => Math.round((one / bars[1]) * 3.5 * 10) / 10), [1.5, 3.5, 0.5], 'as long as the hours');
  await says(page, /Garden group, 10 November 2026, 60 minutes\. Not time well spent, she says/);
  assert.doesNotMatch(await page.locator('.ln-hours, table').allInnerTexts().then((all) => all.join(' ')), /score|average|target|level|\d ?%/i);
  assert.deepEqual(errors, []);
  await context.close();
});

/** The words of each sheet, as printed. */
async function sheets(path, pattern) {
  const { page, context } = await open('keyworker', path, { theme: 'night' });
  await says(page, pattern);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const found = execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' }).split('\f').slice(0, -1);
  await page.emulateMedia({ media: 'print' });
  const size = await page.locator('.ln-task__one').first().evaluate((one) => parseFloat(getComputedStyle(one).fontSize) * 0.75).catch(() => 0);
  await context.close();
  return { found, size };
}

test('a task prints large, six steps on a sheet and no name on it; what is shared of the week is one sheet', async () => {
  const her = h.here.women[1];
  for (const [n, sheetsWanted] of [[1, 1], [5, 1], [12, 2]]) {
    const { id } = await task(her, n, `Washing ${n}`);
    const { found, size } = await sheets(pathOf(her, `/tasks/${id}`), new RegExp(`Washing ${n}`));
    assert.equal(found.length, sheetsWanted, `${n} steps`);
    assert.ok(size >= 22, `the words are ${size} points`);
    for (const words of STEPS.slice(0, n)) assert.match(found.join('').replace(/\s+/g, ' '), new RegExp(words.split(' ').slice(0, 3).join(' ')));
    assert.doesNotMatch(found.join(''), /X1000|Exampleby|Woman|Print|Change|alder/);
  }
  const { found } = await sheets(pathOf(h.here.women[0], '/activities'), /Time well spent/i);
  assert.equal(found.length, 1);
  assert.doesNotMatch(found[0], /She came|Write down/);
  assert.match(found[0], /X100000[\s\S]*2 November +3\.5 h[\s\S]*26 October +0\.5 hours/);
});

test('every drawing has a name in the form and lines of its own, but “no picture”', async () => {
  const her = h.here.women[1];
  const { page, context } = await open('keyworker', pathOf(her, '/tasks/new'));
  const picture = page.locator('#steps-0-picture');
  assert.deepEqual((await picture.locator('option').evaluateAll((all) => all.map((one) => one.value))).sort(), [...PICTURES].sort());
  const drawn = new Set();
  for (const name of PICTURES.filter((one) => one !== 'none')) {
    await picture.selectOption(name);
    const path = page.locator('.ln-drawing path');
    const box = await path.evaluate((one) => (({ x, y, width, height }) => [x, y, x + width, y + height])(one.getBBox()));
    assert.ok(box[0] >= 0 && box[1] >= 0 && box[2] <= 48 && box[3] <= 48, `${name} is within its frame: ${box}`);
    drawn.add(await path.getAttribute('d'));
  }
  assert.equal(drawn.size, 15);
  await picture.selectOption('none');
  assert.equal(await page.locator('.ln-drawing').count(), 0);
  await context.close();
});

test('where nothing is written down, that is said', async () => {
  const her = h.here.women[2];
  const empty = {
    '/circle': /Nobody else is written down/, '/referrals': /No answer is awaited/, '/activities': /Nothing was written down in the last 12 weeks/, '/tasks': /No task is written in steps yet/,
    '/family': /No day is known to be coming[\s\S]*Nothing is written down/, '/choices': /6 choices are not yet offered/,
  };
  const { page, context, errors } = await open('keyworker', '/account');
  for (const [end, words] of Object.entries(empty)) {
    await page.goto(pathOf(her, end));
    await says(page, words, end);
  }
  await context.close();
  const there = await h.page(browser, 'keyworker', '/services', { where: h.there });
  await says(there.page, /The directory is empty/);
  await there.page.goto('/programme');
  await says(there.page, /The programme is empty/);
  await there.context.close();
  for (const kind of CHOICES) await save('choices', her, { kind, state: 'offered', day: '2026-11-10' });
  const offered = await open('inspector', pathOf(her, '/choices'));
  await says(offered.page, /Everything has been offered to her\./);
  await offered.context.close();
  assert.deepEqual(errors, []);
});

test('the directory is looked through by what somebody needs', async () => {
  const { page, context } = await open('inspector', '/services');
  await says(page, /Harbour Learning[\s\S]*Willow Women’s Centre/);
  await page.getByLabel('What for?').selectOption('everyday');
  await says(page, /^(?![\s\S]*Willow)[\s\S]*Harbour Learning/);
  await page.getByLabel('What for?').selectOption('substances');
  await says(page, /Nothing in the directory is for that/);
  assert.doesNotMatch(await text(page), /Add a service|Take out/);
  await context.close();
});

test('every page holds for axe and fits, by day and by night, wide and narrow', async () => {
  const her = h.here.women[0];
  const { page, context, errors } = await open('premises_manager', '/account');
  const all = {
    ...Object.fromEntries(Object.entries(pages).map(([name, end]) => [name, pathOf(her, end)])), services: '/services', 'service-new': '/services/new', 'service-change': `/services/${made.willow.id}`,
    'service-end': `/services/${made.willow.id}/end`, programme: '/programme', 'programme-new': '/programme/new', 'programme-change': `/programme/${made.garden.id}`, 'programme-end': `/programme/${made.garden.id}/end`,
    keyworker: pathOf(her, '/keyworker'), practitioner: pathOf(her, '/practitioner'),
  };
  for (const [name, path] of Object.entries(all)) {
    await page.goto(path);
    await page.locator('#main-content h1').first().waitFor();
    await page.locator('.ln-loading').first().waitFor({ state: 'detached' });
    assert.doesNotMatch(await page.title(), /Woman|Exampleby|alder/, 'no name in a title');
    assert.doesNotMatch(await page.content(), /\bundefined\b|\[object Object\]|>null</, name);
    for (const [theme, width] of [['day', 1280], ['night', 1280], ['night', 320], ['day', 320]]) {
      const place = `around-${name}-${theme}-${width}`;
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

test('her practitioner reads what is hers to read; family stays with keyworkers and managers', async () => {
  const her = h.here.women[0];
  const HIDDEN = /Finn|photograph|sister/;
  const reads = {
    practitioner: { '/around': /What she may choose/, '/choices': /Chosen on 9 November/, '/circle': /Sam Marchbank/, '/referrals': /Willow/, '/activities': /Practised the bus/ },
    inspector: { '/around': /Tasks step by step/, '/tasks': /Washing my clothes/, '/circle': /Sam Marchbank/ },
    night_worker: { '/around': /Tasks step by step/, '/choices': /Write down/ },
  };
  for (const [role, ends] of Object.entries(reads)) {
    const { page, context } = await open(role, '/account');
    for (const [end, words] of Object.entries(ends)) {
      await page.goto(pathOf(her, end));
      await says(page, words, `${role} ${end}`);
      assert.doesNotMatch(await text(page), role === 'night_worker' ? HIDDEN : /Write down a|Refer her|Add somebody|Finn|photograph|sister/, `${role} ${end}`);
      if (end === '/around') assert.doesNotMatch(await text(page), /Family and children/, role);
    }
    for (const end of ['/family', '/family/fact', '/family/day', `/family/${made.hope.id}/end`]) {
      await page.goto(pathOf(her, end));
      await says(page, /You cannot see this page/, `${role} ${end}`);
      assert.doesNotMatch(await text(page), HIDDEN, `${role} ${end}`);
    }
    await context.close();
  }
});

test('of a woman whose record is restricted no words are told or printed outside her circle', async () => {
  const her = h.here.women[5];
  const row = `gen_random_uuid(), '${her.stay}', '${her.id}', '${h.here.id}'`;
  const by = `'${h.here.staff.keyworker.id}', '2026-11-09'`;
  await h.sql(`INSERT INTO lantern.named_contact (id, stay_id, resident_id, premises_id, name, role, phone, may_see, her_consent, author_id, at)
      VALUES (${row}, 'Kim Hidden', 'Hidden role', 'Hidden phone', '{plan}', 'agreed', ${by});
    INSERT INTO lantern.task_plan (id, stay_id, resident_id, premises_id, title, steps, author_id, at) VALUES (${row}, 'Hidden task', '[{"words": "Hidden step", "picture": "cup"}]', ${by});
    INSERT INTO lantern.activity_time (id, stay_id, resident_id, premises_id, what, day, minutes, purposeful, her_words, shared, author_id, at) VALUES (${row}, 'Hidden walk', '2026-11-09', 60, true, 'Hidden words', false, ${by});
    INSERT INTO lantern.choice (id, stay_id, resident_id, premises_id, kind, state, words, day, author_id, at) VALUES (${row}, 'interpreter', 'chosen', 'Hidden language', '2026-11-09', ${by});
    INSERT INTO lantern.family_fact (id, stay_id, resident_id, premises_id, kind, words, source, author_id, at) VALUES (${row}, 'hope', 'Hidden hope', 'Hidden source', ${by})`);
  const task = await h.sql(`SELECT id FROM lantern.task_plan WHERE stay_id = '${her.stay}'`);
  const { page, context, errors } = await open('keyworker', '/account');
  const shown = {
    '/circle': /Restricted[\s\S]*Not shown to you[\s\S]*Her plan/, '/tasks': /Restricted/, [`/tasks/${task}`]: /nothing of it is printed here/, '/activities': /1 hour\s+Not shown to you, 9 November 2026/,
    '/choices': /Chosen on 9 November 2026\s+Not shown to you/, '/family': /What she hopes for\s+Not shown to you\s+From: Not shown to you/,
  };
  for (const [end, words] of Object.entries(shown)) {
    await page.goto(`/residents/restricted/stays/${her.stay}${end}`);
    await says(page, words, end);
    assert.doesNotMatch(await page.content(), /Hidden|>null</, end);
  }
  assert.deepEqual(errors, []);
  await context.close();
});
