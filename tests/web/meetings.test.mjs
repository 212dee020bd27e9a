// Three-way meetings in the browser, by keys alone: one is planned, prepared, moved, held, given to her, or not held; what is
// written outlives its tab; and whoever was first is said.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, test } from 'node:test';
import { minutes } from '../http/house.mjs';
import { addItem, heldAs, planMeeting } from '../http/meetings.mjs';
import { keyworker, practitioner } from '../http/updates_house.mjs';
import { shot, stage } from './browser.mjs';
import { kept, pathOf, problems, said, says, text } from './desk.mjs';
import { hands, walkAll } from './hands.mjs';
import { night, PASSWORD } from './night.mjs';

const on = await stage(() => night({ women: 16 }));
const { browser, h } = on;
const { keyworker: fern, practitioner: robin } = h.here.staff;

const planned = async (her, more) => {
  const { id, answer } = await planMeeting(h.as('keyworker'), her, { starts_at: minutes(14 * 60), ...more });
  assert.equal(answer.status, 201, answer.text);
  return id;
};
const ok = async (asked) => {
  const answer = await asked;
  assert.ok([200, 201].includes(answer.status), answer.text);
  return answer.json;
};
const open = async (role, path, more) => {
  const one = await h.page(browser, { laptop: role, path, ...more });
  one.context.setDefaultTimeout(10_000);
  await one.page.locator('#main-content h1').first().waitFor();
  await one.page.locator('.ln-loading').first().waitFor({ state: 'detached' });
  return one;
};
const items = (meeting) => h.sql(`SELECT string_agg(voice || ': ' || words, ', ' ORDER BY at) FROM lantern.meeting_item WHERE meeting_id = '${meeting}'`);
const times = (meeting) => h.sql(`SELECT string_agg(concat_ws(' ', sequence, to_char(starts_at AT TIME ZONE 'Europe/London', 'DD HH24:MI'), minutes, how, reason), ', ' ORDER BY sequence) FROM lantern.meeting_time WHERE meeting_id = '${meeting}'`);

before(async () => {
  await practitioner(h, robin, h.here.women);
  for (const her of h.here.women) await keyworker(h, fern, her);
});

walkAll(on, [
  {
    does: 'a meeting is planned, with what she was offered beside it',
    role: 'keyworker',
    given: (her) => ok(h.as('keyworker').put(`/api/choices/${randomUUID()}`, { stay: her.stay, crn: her.crn, kind: 'interpreter', state: 'chosen', words: 'Twi', day: '2026-11-09' })),
    from: (her) => pathOf(her, '/meetings'),
    opens: ['Plan a meeting'],
    title: 'Plan a meeting',
    button: 'Plan it',
    wrong: ['Enter the day and the time', 'Select how'],
    async fills(keys, her, given, page) {
      await says(page, /Her first meeting here is to be held by 14 November 2026 \(in 4 days\)[\s\S]*An interpreter: [\s\S]*Twi/);
      await keys.date('starts_at', '2026-11-18 10:30');
      await keys.write('minutes', '45');
      await keys.choose('how', 'By video');
    },
    done: 'The meeting is planned',
    shows: /Wednesday 18 November 2026, 10:30[\s\S]*By video, 45 minutes[\s\S]*Nothing yet/,
    kept: (her) => `SELECT to_char(t.starts_at AT TIME ZONE 'Europe/London', 'DD HH24:MI') || minutes || how FROM lantern.meeting_time t WHERE resident_id = '${her.id}'`,
    is: '18 10:3045by_video',
  },
  {
    does: 'hers goes on the agenda in her words, and comes first',
    role: 'night_worker',
    async given(her) {
      const id = await planned(her);
      await ok(addItem(h.as('keyworker'), id, 'keyworker', 'The move').then((one) => one.answer));
      return id;
    },
    from: (her) => pathOf(her, '/meetings'),
    opens: ['Add to the agenda'],
    title: 'Add to the agenda',
    button: 'Add it',
    wrong: ['Select whose it is', 'Write what is to be talked about'],
    async fills(keys) {
      await keys.choose('voice', 'She herself');
      await keys.write('words', 'Who keeps my hearing aids?');
    },
    done: 'It is on the agenda',
    shows: /What she wants to talk about\s+Who keeps my hearing aids\?[\s\S]*What her keyworker wants to talk about\s+The move[\s\S]*What her practitioner wants to talk about\s+Nothing/,
    kept: (her, meeting) => `SELECT string_agg(voice, ',' ORDER BY at) FROM lantern.meeting_item WHERE meeting_id = '${meeting}'`,
    is: 'keyworker,resident',
  },
  {
    does: 'her practitioner adds her own, and is asked for no voice',
    role: 'practitioner',
    given: (her) => planned(her),
    from: (her, meeting) => pathOf(her, `/meetings/${meeting}`),
    opens: ['Add to the agenda'],
    title: 'Add to the agenda',
    button: 'Add it',
    wrong: ['Write what is to be talked about'],
    fills: (keys) => keys.write('words', 'The licence'),
    done: 'It is on the agenda',
    shows: /What her practitioner wants to talk about\s+The licence/,
    kept: (her, meeting) => `SELECT voice || author_id FROM lantern.meeting_item WHERE meeting_id = '${meeting}'`,
    is: `practitioner${robin.id}`,
  },
  {
    does: 'a meeting is moved, with why',
    role: 'shift_lead',
    given: (her) => planned(her, { starts_at: '2026-11-18T10:00:00.000000Z' }),
    from: (her, meeting) => pathOf(her, `/meetings/${meeting}`),
    opens: ['Move the meeting'],
    title: 'Move the meeting',
    button: 'Move it',
    wrong: ['Say why it is moved'],
    async fills(keys, her, given, page) {
      await says(page, /It is planned for 18 November 2026, 10:00, 45 min, in person/);
      await keys.date('starts_at', '2026-11-19 14:00');
      await keys.write('reason', 'Robin is in court.');
    },
    done: 'The meeting is moved',
    shows: /Thursday 19 November 2026, 14:00[\s\S]*It was moved once/,
    kept: (her, meeting) => `SELECT string_agg(sequence || reason, ',' ORDER BY sequence) FROM lantern.meeting_time WHERE meeting_id = '${meeting}'`,
    is: '0,1Robin is in court.',
  },
  {
    does: 'the second that was not held tells both managers, and says so before and after',
    role: 'keyworker',
    async given(her) {
      const first = await planned(her);
      await ok(h.as('keyworker').post(`/api/meetings/${first}/not-held`, { not_held: 'practitioner', reason: 'The train did not run.' }));
      return planned(her);
    },
    from: (her, meeting) => pathOf(her, `/meetings/${meeting}`),
    opens: ['It was not held'],
    title: 'It was not held',
    button: 'Save',
    wrong: ['Select who could not', 'Say why it was not held'],
    async fills(keys, her, given, page) {
      await says(page, /The one before was not held either\. With this one both her managers are told\./);
      await keys.choose('not_held', 'She could not');
      await keys.write('reason', 'She was at the dentist.');
    },
    done: 'It is the second in a row, and both her managers are told.',
    shows: /The last 2 were not held, one after the other[\s\S]*She could not: She was at the dentist\.[\s\S]*Her practitioner could not: The train did not run\./,
    kept: (her, meeting) => `SELECT not_held || reason FROM lantern.meeting WHERE id = '${meeting}'`,
    is: 'residentShe was at the dentist.',
  },
  {
    does: 'how it went is written down: who, what was decided, what was not agreed and by whom, who does what, and plain words',
    role: 'keyworker',
    async given(her) {
      const id = await planned(her);
      await ok(addItem(h.as('keyworker'), id, 'resident', 'A door that locks').then((one) => one.answer));
      return id;
    },
    from: (her) => pathOf(her, '/meetings'),
    opens: ['All of it', 'Write down how it went'],
    title: 'Write down how it went',
    button: 'Save',
    wrong: [
      'She herself: select how she took part', 'Her keyworker: select how she or he took part', 'Her practitioner: select how she or he took part',
      'Write in plain words what she takes away',
    ],
    async fills(keys, her, given, page) {
      assert.match(await text(page), /What she wants to talk about\s+A door that locks/);
      await keys.date('held_at', '2026-11-10 21:00');
      await keys.write('minutes', '40');
      await keys.pick('people-0-how', /In person/);
      await keys.pick('people-1-how', /In person/);
      await keys.pick('people-2-how', /By video/);
      await keys.enter('Add somebody else');
      await keys.held('after somebody was added');
      await keys.pick('people-3-role', /Advocate/);
      await keys.write('people-3-name', 'Dee Example');
      await keys.pick('people-3-how', /By telephone/);
      await keys.enter('Add a decision');
      assert.equal((await keys.at()).id, 'decisions-0-words', 'the focus is in what was added');
      await keys.write('decisions-0-words', 'She gets a door that locks.');
      await keys.enter('Add a decision');
      await keys.enter('Take it out (Decision 2)');
      assert.equal((await keys.held('after a row was taken out')).id, 'decisions');
      await keys.enter('Add what was not agreed');
      await keys.pick('disagreements-0-voice', /She herself/);
      await keys.write('disagreements-0-words', 'I would rather stay another month.');
      await keys.enter('Add an action');
      await keys.write('actions-0-what', 'Choose curtains');
      await keys.pick('actions-0-owner_staff', /She herself/);
      await keys.write('plain_words', 'You get a door that locks.');
    },
    done: 'Her plan is now under review, to be held by',
    shows: /Who was there[\s\S]*alder practitioner \(her practitioner\), by video[\s\S]*Dee Example \(advocate\), by telephone[\s\S]*You get a door that locks\.[\s\S]*She herself: I would rather stay another month\.[\s\S]*Choose curtains \(She herself, by 17 November 2026\)[\s\S]*Still to be given to her/,
    kept: (her, meeting) => `SELECT concat_ws(' ', (SELECT count(*) FROM lantern.meeting_person WHERE meeting_id = m.id), (SELECT string_agg(kind || coalesce(voice, ''), ' ' ORDER BY kind) FROM lantern.meeting_note WHERE meeting_id = m.id),
      (SELECT count(*) FROM lantern.action WHERE origin_id = m.id), held) FROM lantern.meeting m WHERE id = '${meeting}'`,
    is: '4 decision disagreementresident 1 t',
  },
  {
    does: 'her copy is given to her, and that is on record',
    role: 'keyworker',
    async given(her) {
      const id = await planned(her);
      await ok(h.as('keyworker').post(`/api/meetings/${id}/held`, heldAs()));
      return id;
    },
    from: (her) => pathOf(her, '/meetings'),
    opens: ['Her copy'],
    title: 'Her copy of a meeting',
    button: 'I gave it to her',
    fills: (keys) => keys.tick('Large print'),
    done: 'It is recorded that she has her copy.',
    shows: /Given to her by alder keyworker, 10 November 2026, 22:\d\d, in large print/,
    kept: (her, meeting) => `SELECT large_print FROM lantern.meeting_copy WHERE meeting_id = '${meeting}'`,
    is: 't',
  },
  {
    does: 'something of the house’s is taken back, and stays on record as that',
    role: 'keyworker',
    async given(her) {
      const id = await planned(her);
      for (const [voice, words] of [['resident', 'My cat'], ['keyworker', 'The kitchen rota']]) await ok(addItem(h.as('keyworker'), id, voice, words).then((one) => one.answer));
      return id;
    },
    from: (her) => pathOf(her, '/meetings'),
    opens: ['All of it'],
    title: 'A three-way meeting',
    button: 'Take it back (The kitchen rota)',
    shows: /My cat[\s\S]*The kitchen rota[\s\S]*Taken back by alder keyworker/,
    kept: (her, meeting) => `SELECT string_agg(words, ',') FROM lantern.meeting_item WHERE meeting_id = '${meeting}' AND withdrawn_at IS NOT NULL`,
    is: 'The kitchen rota',
  },
]);

test('whoever moves what was moved meanwhile sees that first, and keeps what was written', async () => {
  const her = h.here.women[9];
  const id = await planned(her, { starts_at: '2026-11-18T10:00:00.000000Z' });
  const { page, context, errors } = await open('keyworker', pathOf(her, `/meetings/${id}/move`));
  const keys = hands(page);
  await keys.date('starts_at', '2026-11-20 09:00');
  await keys.write('reason', 'Fern is away.');
  await ok(h.as('shift_lead').post(`/api/meetings/${id}/move`, { starts_at: '2026-11-19T15:00:00.000000Z', minutes: 30, how: 'by_phone', reason: 'Robin is in court.', sequence: 0 }));
  await keys.enter('Move it');
  await says(page, /alder shift_lead moved this meeting while you were writing[\s\S]*It is now on 19 November 2026, 15:00, 30 min, by telephone\. Why: Robin is in court\./);
  await shot(page, 'meeting-conflict-day-1280', { fullPage: true });
  await keys.enter('Move it');
  assert.deepEqual(await problems(page), ['Look at what was changed meanwhile, and choose']);
  await keys.enter('Keep what I wrote');
  await keys.held('after choosing');
  await keys.enter('Move it');
  await said(page, 'The meeting is moved');
  assert.equal(await times(id), '0 18 10:00 45 in_person , 1 19 15:00 30 by_phone Robin is in court., 2 20 09:00 45 in_person Fern is away.');
  assert.deepEqual(errors, []);
  await context.close();
});

test('what was written of a meeting outlives its tab, row by row; whoever wrote it up first is named', async () => {
  const her = h.here.women[10];
  const id = await planned(her);
  const path = pathOf(her, `/meetings/${id}/held`);
  const { page: first, context, errors } = await open('keyworker', path);
  const keys = hands(first);
  await keys.pick('people-0-how', /Not there/);
  await keys.enter('Add a decision');
  await keys.write('decisions-0-words', 'She visits on Thursday.');
  await kept(first, 'She visits on Thursday.');
  await first.close();
  const page = await context.newPage();
  await page.goto(path);
  await says(page, /This is what you wrote here before and did not save/);
  assert.equal(await page.inputValue('#decisions-0-words'), 'She visits on Thursday.');
  assert.equal(await page.inputValue('#people-0-how'), 'not_there');
  await ok(h.as('shift_lead').post(`/api/meetings/${id}/held`, heldAs()));
  for (const i of [1, 2]) await page.selectOption(`#people-${i}-how`, 'in_person');
  await hands(page).date('held_at', '2026-11-10 21:00');
  await page.fill('#plain_words', 'Mine.');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await says(page, /alder shift_lead wrote this meeting up, 10 November 2026, 22:\d\d: held\.[\s\S]*If you wrote anything here, it was not sent/);
  await hands(page).held('after somebody else was first');
  assert.deepEqual(errors, []);
  await context.close();
});

test('one is planned at a time: the form says which one is open', async () => {
  const her = h.here.women[11];
  const { page, context, errors } = await open('keyworker', pathOf(her, '/meetings/new'));
  const keys = hands(page);
  await keys.date('starts_at', '2026-11-20 09:00');
  await keys.choose('how', 'In person');
  await planned(her, { starts_at: '2026-11-18T10:00:00.000000Z' });
  await keys.enter('Plan it');
  await says(page, /One is open already: 18 November 2026, 10:00, 45 min, in person\./);
  await keys.held('after one was planned');
  assert.deepEqual(errors, []);
  await context.close();
});

test('a message leads to its meeting after signing in, and to nothing for whom it is not', async () => {
  const her = h.here.women[12];
  const id = await planned(her);
  await ok(addItem(h.as('keyworker'), id, 'resident', 'My bus pass').then((one) => one.answer));
  const { page, context, errors } = await open('practitioner', `/open/${id}`);
  await says(page, /My bus pass/);
  assert.equal(new URL(page.url()).pathname, pathOf(her, `/meetings/${id}`));
  await page.goto(`/open/${randomUUID()}`);
  await says(page, /Page not found/);
  assert.deepEqual(errors, []);
  await context.close();
  const kitchen = await h.page(browser, { laptop: 'kitchen', path: `/open/${id}` });
  await says(kitchen.page, /Page not found|You cannot see this page/);
  await kitchen.context.close();
});

test('what a signed-out link asked for is opened after signing in', async () => {
  const her = h.here.women[13];
  const id = await planned(her);
  const { page, context } = await h.page(browser, { path: `/open/${id}` });
  await page.locator('#username').waitFor();
  await page.fill('#username', fern.username);
  await page.fill('#password', PASSWORD);
  await page.fill('#code', h.code('keyworker'));
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === pathOf(her, `/meetings/${id}`));
  await says(page, /Agenda/);
  await context.close();
});

test('the house asks about a meeting and its practitioner answers; each end sees who waits, and since when', async () => {
  const her = h.here.women[14];
  const id = await planned(her);
  const { page, context, errors } = await open('keyworker', pathOf(her, `/meetings/${id}`));
  const keys = hands(page);
  await says(page, /Nobody has asked about it/);
  await keys.enter('Ask a question');
  await says(page, /It is about a three-way meeting/);
  await keys.write('words', 'Can you come to the house?');
  await keys.enter('Ask');
  await said(page, 'It waits for her practitioner');
  await says(page, /Waits for her practitioner since 22:\d\d[\s\S]*asked: Can you come to the house\?/);
  await keys.held('after asking');
  await context.close();

  const other = await open('practitioner', pathOf(her, '/threads'));
  const theirs = hands(other.page);
  await says(other.page, /Waits for your answer since 22:\d\d/);
  await theirs.enter('A question about a three-way meeting');
  await other.page.locator('#kind').waitFor();
  await theirs.choose('kind', 'Answer it');
  await theirs.write('words', 'Yes, on the day.');
  await theirs.enter('Send');
  await said(other.page, 'It was sent');
  await other.page.goto(pathOf(her, `/meetings/${id}`));
  await says(other.page, /Answered 22:\d\d[\s\S]*answered: Yes, on the day\./);
  assert.deepEqual([...errors, ...other.errors], []);
  await other.context.close();
});

test('hers cannot be taken back by anybody', async () => {
  const her = h.here.women[8];
  const id = await planned(her);
  await ok(addItem(h.as('keyworker'), id, 'resident', 'My cat').then((one) => one.answer));
  for (const role of ['keyworker', 'premises_manager', 'practitioner', 'inspector']) {
    const { page, context } = await open(role, pathOf(her, `/meetings/${id}`));
    await says(page, /My cat/);
    assert.equal(await page.getByRole('button', { name: /Take it back/ }).count(), 0, role);
    await context.close();
  }
  assert.equal(await items(id), 'resident: My cat');
});
