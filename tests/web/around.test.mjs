// What is around a woman, and what her house offers, written in the browser by keys alone: choices, who else works with her,
// referrals and their answers, her week, tasks in steps, family; and what is written outlives its tab.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, test } from 'node:test';
import { referralOf, saveAround, saveService, serviceOf } from '../http/around.mjs';
import { stage } from './browser.mjs';
import { kept, pathOf, problems, said, says, text } from './desk.mjs';
import { hands, walkAll } from './hands.mjs';
import { night } from './night.mjs';

const on = await stage(() => night({ women: 22 }));
const { browser, h } = on;
const key = () => h.as('keyworker');

const ok = async (asked) => {
  const answer = await asked;
  assert.ok([200, 201].includes(answer.status), answer.text);
  return answer.json;
};
const put = (what, body, id = randomUUID()) => ok(key().put(`/api/${what}/${id}`, body));
const activity = (more = {}) => put('activities', { premises: h.here.id, name: 'Garden group', tags: ['everyday'], weekday: 2, starts: '14:00', minutes: 90, words: 'Bring gloves.', ...more });
const contact = (her, more = {}) => saveAround(key(), 'named-contacts', her, { name: 'Sam Marchbank', role: 'Advocate', may_see: ['plan'], her_consent: 'agreed', ...more });
const fact = (her) => saveAround(key(), 'family-facts', her, { kind: 'hope', words: 'A photograph of her son.', source: 'She herself' });

let willow;
before(async () => {
  willow = await ok(saveService(key(), h.here));
});

walkAll(on, [
  {
    does: 'what nobody had offered her is offered',
    role: 'keyworker',
    from: (her) => pathOf(her, '/around'),
    opens: ['What she may choose', /^Write down A woman as her keyworker/],
    title: 'Write down a choice',
    button: 'Save',
    wrong: ['Select what was done'],
    async fills(keys, her, given, page) {
      assert.match(await text(page), /A woman as her keyworker\s+Not yet offered/);
      await keys.choose('state', 'She chose it');
      await keys.date('day', '2026-11-09');
      await keys.write('words', 'She said so at once.');
    },
    done: 'It is written down.',
    shows: /5 choices are not yet offered\. By 3 November, 22:00 each should have been: 7 days overdue\.[\s\S]*Chosen on 9 November 2026\s+She said so at once\./,
    kept: (her) => `SELECT kind || state || day || words FROM lantern.choice WHERE stay_id = '${her.stay}'`,
    is: 'female_keyworkerchosen2026-11-09She said so at once.',
  },
  {
    does: 'somebody who works with her is named, with what she agreed to',
    role: 'night_worker',
    from: (her) => pathOf(her, '/circle'),
    opens: ['Add somebody who works with her'],
    title: 'Add somebody who works with her',
    button: 'Add',
    wrong: ['Enter the name', 'Say who that is', 'Select whether she agrees'],
    async fills(keys) {
      await keys.write('name', 'Sam Marchbank');
      await keys.write('role', 'Advocate');
      await keys.choose('her_consent', 'She agreed');
      await keys.tick('Meetings');
      await keys.tick('Where she is');
    },
    done: 'It is written down who works with her.',
    shows: /Sam Marchbank[\s\S]*Meetings, Where she is[\s\S]*She agreed/,
    kept: (her) => `SELECT name || array_to_string(may_see, ',') || her_consent FROM lantern.named_contact WHERE stay_id = '${her.stay}'`,
    is: 'Sam Marchbankmeetings,whereaboutsagreed',
  },
  {
    does: 'what somebody may see is ended',
    role: 'on_call',
    given: (her) => ok(contact(her)),
    from: (her) => pathOf(her, '/circle'),
    opens: [/^End \(Sam Marchbank\)/],
    title: 'End what somebody may see',
    button: 'End it',
    done: 'From now on they are told nothing.',
    shows: /Nobody else is written down\.[\s\S]*Ended \(1\)/,
    kept: (her) => `SELECT ended_at IS NOT NULL FROM lantern.named_contact WHERE stay_id = '${her.stay}'`,
    is: 't',
  },
  {
    does: 'she is referred, and the answer is an action of whoever did it',
    role: 'shift_lead',
    from: (her) => pathOf(her, '/referrals'),
    opens: ['Refer her'],
    title: 'Refer her',
    button: 'Refer her',
    wrong: ['Select the service', 'Say what for', 'Select what she said', 'Enter the day'],
    async fills(keys, her, given, page) {
      await keys.pick('service', /Willow Women’s Centre/);
      await says(page, /Women’s centre, for women only\. 01632 960123/);
      await keys.write('words', 'Somebody to talk to about money.');
      await keys.choose('consent', 'She asked for it');
      await keys.date('target_on', '2026-11-20');
    },
    done: 'Getting their answer is an action of yours.',
    shows: /Waiting for an answer \(1\)[\s\S]*Willow Women’s Centre[\s\S]*20 November 2026\s+in 10 days[\s\S]*She asked for it/,
    kept: (her) => `SELECT f.consent || a.what FROM lantern.referral f JOIN lantern.action a ON a.id = f.action_id WHERE f.stay_id = '${her.stay}'`,
    is: 'asked_for_itReferral to Willow Women’s Centre: get their answer',
  },
  {
    does: 'their answer closes the action',
    role: 'keyworker',
    given: (her) => ok(saveAround(key(), 'referrals', her, referralOf(willow.id, { target_on: '2026-11-10' }))),
    from: (her) => pathOf(her, '/referrals'),
    opens: [/^Write down their answer/],
    title: 'Write down their answer',
    button: 'Save',
    wrong: ['Select what they answered'],
    async fills(keys) {
      await keys.choose('answer', 'On their waiting list');
      await keys.write('words', 'Three weeks.');
    },
    done: 'Their answer is written down, and the action is closed.',
    shows: /No answer is awaited\.[\s\S]*Answered \(1\)[\s\S]*On their waiting list\s+Three weeks\./,
    kept: (her) => `SELECT f.answer || f.answer_words || (a.closed_at IS NOT NULL) FROM lantern.referral f JOIN lantern.action a ON a.id = f.action_id WHERE f.stay_id = '${her.stay}'`,
    is: 'waiting_listThree weeks.true',
  },
  {
    does: 'what she did is written down, as she sees it',
    role: 'night_worker',
    from: (her) => pathOf(her, '/activities'),
    opens: ['Write down what she did'],
    title: 'Write down what she did',
    button: 'Save',
    wrong: ['Select what she did', 'Enter how many minutes', 'Select whether she calls it time well spent'],
    async fills(keys) {
      await keys.pick('activity', /Something else/);
      await keys.write('what', 'Practised the bus to the clinic');
      await keys.date('day', '2026-11-09');
      await keys.write('minutes', '90');
      await keys.choose('purposeful', 'Yes');
      await keys.write('her_words', 'I did not get lost.');
    },
    done: 'It is written down.',
    shows: /9 November 2026\s+1\.5 hours\s+Practised the bus to the clinic, 9 November 2026, 90 minutes\s+“I did not get lost\.”/,
    kept: (her) => `SELECT what || minutes || purposeful FROM lantern.activity_time WHERE stay_id = '${her.stay}'`,
    is: 'Practised the bus to the clinic90true',
  },
  {
    does: 'she came to what the house offers, and does not call it time well spent',
    role: 'keyworker',
    given: () => activity(),
    from: (her) => pathOf(her, '/activities'),
    opens: [/^She came to Garden group/],
    title: 'Write down what she did',
    button: 'Save',
    wrong: ['Select whether she calls it time well spent'],
    fills: (keys) => keys.choose('purposeful', 'No'),
    done: 'It is written down.',
    shows: /9 November 2026\s+0 hours\s+Garden group, 10 November 2026, 90 minutes\. Not time well spent, she says/,
    kept: (her, { id }) => `SELECT what || purposeful FROM lantern.activity_time WHERE stay_id = '${her.stay}' AND activity_id = '${id}'`,
    is: 'Garden groupfalse',
  },
  {
    does: 'a task is written in steps with pictures, and put in order',
    role: 'keyworker',
    from: (her) => pathOf(her, '/tasks'),
    opens: ['Write a task in steps'],
    title: 'Write a task in steps',
    button: 'Save',
    wrong: ['Enter which task', 'Write at least one step'],
    async fills(keys, her, given, page) {
      await keys.write('title', 'A cup of tea');
      await keys.write('steps-0-words', 'Sit down with it');
      await keys.pick('steps-0-picture', /A chair/);
      await keys.write('steps-1-words', 'Fill the kettle');
      await keys.pick('steps-1-picture', /A kettle/);
      await keys.enter('Move up step 2');
      assert.equal(await page.locator('#steps-0-words').inputValue(), 'Fill the kettle');
      await keys.enter('Take it out (step 3)');
      await keys.held('after a step is taken out');
      await keys.enter('Add a step');
      await page.waitForFunction(() => document.activeElement.id === 'steps-2-words');
      await keys.pick('steps-2-picture', /A pen/);
      await keys.enter('Save');
      assert.deepEqual(await problems(page), ['Say in words what step 3 is']);
      await keys.write('steps-2-words', 'Write down that it is done');
    },
    done: 'The task is written down.',
    shows: /A cup of tea[\s\S]*3 steps/,
    kept: (her) => `SELECT title || (steps->0->>'words') || (steps->0->>'picture') || jsonb_array_length(steps) FROM lantern.task_plan WHERE stay_id = '${her.stay}'`,
    is: 'A cup of teaFill the kettlekettle3',
  },
  {
    does: 'a keyworker writes down what is known of her family',
    role: 'keyworker',
    from: (her) => pathOf(her, '/family'),
    opens: ['Add what is known of her family'],
    title: 'Add what is known of her family',
    button: 'Add',
    wrong: ['Select what it is about', 'Say what is known', 'Say from whom'],
    async fills(keys) {
      await keys.choose('kind', 'What their plan asks of her');
      await keys.write('words', 'One call a week.');
      await keys.write('source', 'Their social worker, 4 November');
    },
    done: 'It is written down, for keyworkers and managers alone.',
    shows: /What their plan asks of her\s+One call a week\.\s+From: Their social worker, 4 November/,
    kept: (her) => `SELECT kind || words || source FROM lantern.family_fact WHERE stay_id = '${her.stay}'`,
    is: 'asked_of_herOne call a week.Their social worker, 4 November',
  },
  {
    does: 'a day with her child is known on the board without the child',
    role: 'premises_manager',
    from: (her) => pathOf(her, '/family'),
    opens: ['Add a day with somebody of hers'],
    title: 'Add a day with somebody of hers',
    button: 'Add',
    wrong: ['Enter the day', 'Select what it is', 'Say with whom', 'Select whether it is a child of hers', 'Select how it feels to her'],
    async fills(keys, her, given, page) {
      await keys.date('day', '2026-11-12');
      await keys.choose('how', 'A video call');
      await keys.write('with_whom', 'Her son Finn');
      await keys.choose('child', 'Yes');
      await keys.choose('feels', 'Both');
      await says(page, /told the evening before and on 12 November 2026 that the day matters to her, and not with whom/);
    },
    done: 'The day is written down.',
    shows: /12 November 2026\s+in 2 days\s+A video call: Her son Finn\. How it feels to her: both\.\s+Known on the board/,
    kept: (her) => `SELECT kind || words || (words ILIKE '%Finn%') FROM lantern.hard_day WHERE stay_id = '${her.stay}'`,
    is: 'child_contactA call today that matters to herfalse',
  },
  {
    does: 'what is no longer so of her family is ended and stays on record',
    role: 'keyworker',
    given: (her) => ok(fact(her)),
    from: (her) => pathOf(her, '/family'),
    opens: [/^End What she hopes for/],
    title: 'End what is no longer so',
    button: 'End it',
    done: 'It is no longer so, and stays on record.',
    shows: /Nothing is written down\.[\s\S]*No longer so \(1\)/,
    kept: (her) => `SELECT ended_at IS NOT NULL FROM lantern.family_fact WHERE stay_id = '${her.stay}'`,
    is: 't',
  },
  {
    does: 'a service is added to the directory',
    role: 'night_worker',
    from: () => '/services',
    opens: ['Add a service'],
    title: 'Add a service',
    button: 'Save',
    wrong: ['Enter the name', 'Select what it is', 'Select whether it is for women only'],
    async fills(keys) {
      await keys.write('name', 'Bridge Street Pharmacy');
      await keys.pick('kind', /Pharmacy/);
      await keys.choose('women_only', 'No');
      await keys.tick('Alcohol and drugs');
      await keys.write('phone', '01632 960456');
    },
    done: 'The service is in the directory.',
    shows: /Bridge Street Pharmacy[\s\S]*Alcohol and drugs\s+Telephone\s+01632 960456/,
    kept: () => "SELECT kind || women_only || array_to_string(tags, ',') FROM lantern.service WHERE name = 'Bridge Street Pharmacy'",
    is: 'pharmacyfalsesubstances',
  },
  {
    does: 'a service is changed: the next entry takes its place',
    role: 'keyworker',
    given: () => ok(saveService(key(), h.here, { name: 'Harbour Learning', kind: 'education', women_only: false })),
    from: () => '/services',
    opens: [/^Change \(Harbour Learning\)/],
    title: 'Change a service',
    button: 'Save',
    fills: (keys) => keys.write('phone', '01632 960999'),
    done: 'The service is changed.',
    shows: /Harbour Learning[\s\S]*01632 960999/,
    kept: (her, { id }) => `SELECT count(*) || max(phone) FROM lantern.service WHERE name = 'Harbour Learning' AND (replaces_id = '${id}' OR ended_at IS NOT NULL)`,
    is: '201632 960999',
  },
  {
    does: 'a service is taken out, and old referrals keep it',
    role: 'shift_lead',
    async given(her) {
      const { id } = await ok(saveService(key(), h.here, { name: 'Chapel Drop-in', kind: 'faith' }));
      await ok(saveAround(key(), 'referrals', her, referralOf(id)));
      return id;
    },
    from: () => '/services',
    opens: [/^Take out \(Chapel Drop-in\)/],
    title: 'Take a service out',
    button: 'Take it out',
    done: 'The service is out of the directory.',
    shows: /^(?![\s\S]*Chapel Drop-in)[\s\S]*Willow/,
    kept: (her, id) => `SELECT s.ended_at IS NOT NULL FROM lantern.service s JOIN lantern.referral f ON f.service_id = s.id WHERE s.id = '${id}'`,
    is: 't',
  },
  {
    does: 'an activity is added to the programme, on a day and at a time',
    role: 'premises_manager',
    from: () => '/programme',
    opens: ['Add an activity'],
    title: 'Add an activity',
    button: 'Save',
    wrong: ['Enter what it is called'],
    async fills(keys, her, given, page) {
      await keys.write('name', 'Cooking together');
      await keys.pick('weekday', /Thursday/);
      await keys.enter('Save');
      assert.deepEqual(await problems(page), ['Enter when it starts']);
      await keys.write('starts', '1630');
      await keys.write('minutes', '120');
      await keys.tick('Everyday life');
    },
    done: 'The activity is in the programme.',
    shows: /Cooking together[\s\S]*Thursday, 16:30, 120 minutes[\s\S]*Nobody was written down in the last 14 days/,
    kept: () => "SELECT weekday::text || starts || minutes FROM lantern.activity WHERE name = 'Cooking together'",
    is: '416:30:00120',
  },
  {
    does: 'an activity is changed: the one before ends, and who came stays with it',
    role: 'keyworker',
    given: () => activity({ name: 'Choir' }),
    from: () => '/programme',
    opens: [/^Change \(Choir\)/],
    title: 'Change an activity',
    button: 'Save',
    fills: (keys) => keys.pick('weekday', /Friday/),
    done: 'The activity is changed.',
    shows: /Choir[\s\S]*Friday, 14:00, 90 minutes/,
    kept: () => "SELECT string_agg(concat(weekday, ended_at IS NOT NULL), ',' ORDER BY at, ended_at) FROM lantern.activity WHERE name = 'Choir'",
    is: '2t,5f',
  },
]);

const open = async (role, path, more) => {
  const one = await h.page(browser, { laptop: role, path, ...more });
  await one.page.locator('#main-content h1').first().waitFor();
  await one.page.locator('.ln-loading').first().waitFor({ state: 'detached' });
  return one;
};

test('what was written in each form outlives its tab, and goes when it is saved', async () => {
  const her = h.here.women[0];
  const forms = [
    [pathOf(her, '/choices/interpreter'), 'words', 'Pashto, for the doctor'],
    [pathOf(her, '/circle/new'), 'role', 'Drug worker'],
    [pathOf(her, '/referrals/new'), 'words', 'A course in the spring'],
    [pathOf(her, '/activities/new'), 'her_words', 'It was quiet there'],
    [pathOf(her, '/tasks/new'), 'steps-1-words', 'Sort light and dark'],
    [pathOf(her, '/family/fact'), 'source', 'Her sister on the phone'],
    [pathOf(her, '/family/day'), 'with_whom', 'Her aunt'],
    ['/services/new', 'address', 'Above the library'],
    [`/services/${willow.id}`, 'words', 'Ring twice'],
    ['/programme/new', 'words', 'In the shed'],
  ];
  const { page: first, context, errors } = await open('keyworker', '/account');
  for (const [path, field, words] of forms) {
    await first.goto(path);
    await first.locator(`#${field}`).fill(words);
    await kept(first, words);
  }
  await first.close();
  const page = await context.newPage();
  for (const [path, field, words] of forms) {
    await page.goto(path);
    await page.waitForFunction(([id, wanted]) => document.querySelector(`#${id}`)?.value === wanted, [field, words]);
    await says(page, /This is what you wrote here before and did not save/, path);
  }
  await page.goto(pathOf(her, '/family/fact'));
  await page.waitForFunction(() => document.querySelector('#source')?.value === 'Her sister on the phone');
  await page.getByLabel('What she hopes for').check();
  await page.locator('#words').fill('To see her niece.');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await said(page, 'It is written down');
  await page.goto(pathOf(her, '/family/fact'));
  await page.locator('#source').waitFor();
  assert.equal(await page.locator('#source').inputValue(), '');
  assert.deepEqual(errors, []);
  await context.close();
});

test('whoever changes a service that was changed meanwhile sees that first, and chooses', async () => {
  const { id } = await ok(saveService(key(), h.here, { name: 'Mill Lane Surgery', kind: 'gp', women_only: false }));
  const { page, context } = await open('shift_lead', `/services/${id}`);
  await page.locator('#phone').fill('01632 960111');
  await ok(key().put(`/api/services/${randomUUID()}`, serviceOf(h.here, { name: 'Mill Lane Surgery', kind: 'gp', women_only: false, phone: '01632 960222', replaces: id })));
  const keys = hands(page);
  await keys.enter('Save');
  await says(page, /alder keyworker changed this while you were writing[\s\S]*01632 960222/);
  await keys.enter('Save');
  await says(page, /Look at what was changed meanwhile, and choose/);
  await keys.enter('Keep what I wrote');
  await keys.enter('Save');
  await said(page, 'The service is changed.');
  assert.equal(await h.sql("SELECT string_agg(phone, ',') FROM lantern.service WHERE name = 'Mill Lane Surgery' AND ended_at IS NULL"), '01632 960111');
  await context.close();
});

test('a task that was changed meanwhile is shown, and taken instead', async () => {
  const her = h.here.women[17];
  const { id } = await ok(saveAround(key(), 'task-plans', her, { title: 'Washing', steps: [{ words: 'Sort it', picture: 'sort' }] }));
  const { page, context } = await open('night_worker', pathOf(her, `/tasks/${id}/change`));
  await page.locator('#title').fill('Washing my clothes');
  await ok(saveAround(key(), 'task-plans', her, { title: 'Washing', steps: [{ words: 'Light and dark apart', picture: 'sort' }], replaces: id }));
  const keys = hands(page);
  await keys.enter('Save');
  await says(page, /changed this while you were writing[\s\S]*Light and dark apart/);
  await keys.enter('Take theirs instead');
  await page.waitForFunction(() => document.querySelector('#steps-0-words')?.value === 'Light and dark apart');
  await keys.held('after theirs is taken');
  await context.close();
});

test('her practitioner is changed with what she may choose in sight, and whoever was slower sees who it is now', async () => {
  const her = h.here.women[20];
  const { page, context, errors } = await open('shift_lead', pathOf(her, '/practitioner'));
  await says(page, /A woman as her practitioner: Not yet offered[\s\S]*She has no practitioner yet/);
  const keys = hands(page);
  await keys.enter('Save');
  assert.deepEqual(await problems(page), ['Select who is to be her practitioner', 'Say why']);
  await keys.pick('staff', /alder practitioner/);
  await keys.write('reason', 'The team has changed.');
  await put('practitioners', { stay: her.stay, crn: her.crn, staff: h.there.staff.practitioner.id, reason: 'She was allocated.', based_on: null });
  await keys.enter('Save');
  await says(page, /Her practitioner is \w+ practitioner now/);
  await keys.enter('Keep what I wrote');
  await keys.enter('Save');
  await said(page, 'Her practitioner is written down, with the reason.');
  assert.equal(await h.sql(`SELECT string_agg(reason, ',' ORDER BY from_at) FROM lantern.practitioner_of WHERE resident_id = '${her.id}'`), 'She was allocated.,The team has changed.');
  assert.deepEqual(errors, []);
  await context.close();
});

test('where her keyworker is chosen, what she has chosen stands above', async () => {
  const her = h.here.women[18];
  await ok(saveAround(key(), 'choices', her, { kind: 'female_keyworker', state: 'chosen', words: 'Nobody who knew her before.', day: '2026-11-09' }));
  const { page, context } = await open('keyworker', pathOf(her, '/keyworker'));
  await says(page, /A woman as her keyworker: Chosen on 9 November 2026\. Nobody who knew her before\.[\s\S]*An interpreter: Not yet offered[\s\S]*Who is to be her keyworker/);
  await context.close();
});

test('what is owed leads to the page on which it is done', async () => {
  const her = h.here.women[19];
  await ok(saveAround(key(), 'referrals', her, referralOf(willow.id, { target_on: '2026-11-10' })));
  const { page, context, errors } = await open('keyworker', '/today');
  const owed = (asked) => page.locator('.ln-list__item', { hasText: asked }).filter({ has: page.locator(`a[href^="${pathOf(her)}/"]`) });
  await owed('Offer her what she may choose').getByRole('link').click();
  await says(page, /6 choices are not yet offered\. By 3 November, 22:00 each should have been/);
  await page.goBack();
  await owed('Ask for the answer to her referral').getByRole('link').click();
  await says(page, /Waiting for an answer \(1\)[\s\S]*10 November 2026\s+today/);
  assert.deepEqual(errors, []);
  await context.close();
});
