// What stands in and beside her plan, by keys alone: what others wrote, briefings, food, her own copy, and a version that is changed.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { planOf } from '../http/plans.mjs';
import { heading, kept, pathOf, said, says } from './desk.mjs';
import { stage } from './browser.mjs';
import { hands, walkAll } from './hands.mjs';
import { night } from './night.mjs';

const on = await stage(() => night({ women: 12 }));
const { browser, h } = on;

const where = (her) => `WHERE stay_id = '${her.stay}'`;
const onPlan = (her) => pathOf(her, '/safety-plan');
async function put(role, what, body) {
  const answer = await h.as(role).put(`/api/${what}/${randomUUID()}`, body);
  assert.equal(answer.status, 201, answer.text);
}
const written = (her, more) => put('keyworker', 'safety-plans', planOf(her, more));
const briefed = async (her) => {
  await written(her);
  await put('keyworker', 'staff-briefings', { stay: her.stay, crn: her.crn, words: 'He asked for her room.', reason: 'She would ring him', expires_on: '2026-11-20' });
};

walkAll(on, [
  {
    does: 'what others wrote is added as a quotation',
    role: 'keyworker',
    given: written,
    from: onPlan,
    opens: ['Add what others wrote'],
    title: 'Add what others wrote',
    button: 'Add it as a quotation',
    wrong: ['Copy what they wrote', 'Say who wrote it', 'Enter the day on which they wrote it'],
    async fills(keys) {
      await keys.write('words', 'Sleeps best with the radio on.');
      await keys.write('source', 'Prison healthcare, release letter');
      await keys.date('stated_on', '2026-10-30');
      await keys.pick('section', /^My usual/);
    },
    done: 'The quotation stands in her plan',
    shows: /Sleeps best with the radio on\.[\s\S]*Prison healthcare, release letter/,
    kept: (her) => `SELECT section || words || source || stated_on FROM lantern.safety_plan_quote ${where(her)}`,
    is: 'usualSleeps best with the radio on.Prison healthcare, release letter2026-10-30',
  },
  {
    does: 'a briefing for staff is sent to the manager',
    role: 'keyworker',
    given: written,
    from: onPlan,
    opens: ['Write a staff-only briefing'],
    title: 'Write a staff-only briefing',
    button: 'Send it to the manager',
    wrong: ['Write what staff have to know', 'Say why she must not read it', 'Enter the day on which it ends'],
    async fills(keys) {
      await keys.write('words', 'He asked the office for her room.');
      await keys.write('reason', 'She would ring him');
      await keys.date('expires_on', '2026-11-20');
    },
    done: 'The briefing waits for a manager.',
    shows: /He asked the office for her room\.[\s\S]*Waits for a manager/i,
    kept: (her) => `SELECT words || reason FROM lantern.staff_briefing ${where(her)}`,
    is: 'He asked the office for her room.She would ring him',
  },
  {
    does: 'a briefing is declined with what to do instead',
    role: 'premises_manager',
    given: briefed,
    from: onPlan,
    opens: ['Approve or decline it'],
    title: 'Decide about a briefing',
    button: 'Record the decision',
    wrong: ['Select yes or no'],
    async fills(keys) {
      await keys.choose('decision', 'No');
      await keys.write('words', 'Tell her, with her sister there.');
    },
    done: 'The decision is recorded.',
    shows: /Nothing is written for staff only\.[\s\S]*No longer in force \(1\)/,
    kept: (her) => `SELECT approved || words FROM lantern.staff_briefing_decision WHERE resident_id = '${her.id}'`,
    is: 'falseTell her, with her sister there.',
  },
  {
    does: 'the kitchen is told what she must not eat',
    role: 'keyworker',
    given: written,
    from: onPlan,
    opens: ['Change her food needs'],
    title: 'Food needs',
    button: 'Save',
    wrong: ['Select whether she was asked'],
    async fills(keys) {
      await keys.choose('state', 'Recorded');
      await keys.write('words', 'No nuts, not even traces');
    },
    done: 'Her food needs are changed.',
    shows: /No nuts, not even traces/,
    kept: (her) => `SELECT state || words FROM lantern.food_need ${where(her)}`,
    is: 'recordedNo nuts, not even traces',
  },
  {
    does: 'her own copy is given to her, in large print',
    role: 'keyworker',
    given: written,
    from: onPlan,
    opens: ['Her own copy'],
    title: 'Her own copy',
    button: 'I gave it to her',
    fills: (keys) => keys.tick('Large print'),
    done: 'It is recorded that she has her own copy.',
    shows: /Version 1, given to her[^\n]*by alder keyworker/,
    kept: (her) => `SELECT version || ',' || large_print FROM lantern.resident_copy ${where(her)}`,
    is: '1,true',
  },
  {
    does: 'a line goes down, out and back, and the version is saved',
    role: 'keyworker',
    given: written,
    from: onPlan,
    opens: ['Change her plan'],
    title: 'Write her plan',
    button: 'Save this version',
    wrong: ['Say why you write this version'],
    async fills(keys, her, given, page) {
      await keys.enter('Move down line 1');
      assert.equal((await keys.held('with the row')).name, 'Move up line 2');
      await keys.enter('Take out line 2');
      await page.getByText('Line 2 was taken out.').waitFor();
      assert.equal((await keys.held('after it is out')).name, 'Add a line');
      await keys.enter('Put it back');
      await page.getByText('Line 2 was taken out.').waitFor({ state: 'detached' });
      await keys.held('after it is back');
      await keys.write('reason', 'She wants her sister rung first');
    },
    done: 'Her plan is saved as a new version.',
    shows: /Version 2, active[\s\S]*She wants her sister rung first/,
    kept: (her) => `SELECT string_agg(l.sees, ',' ORDER BY l.place) FROM lantern.safety_plan_line l JOIN lantern.safety_plan p ON p.id = l.plan_id ${where(her)} AND p.version = 2`,
    is: 'She gives her things away,She stops eating with the others',
  },
]);

async function open(role, her, end) {
  const one = await h.page(browser, { laptop: role, path: pathOf(her, end), theme: 'night', width: 320 });
  return { ...one, keys: hands(one.page) };
}

test('by keys alone: saying that her plan was read takes the button away and leaves the focus', async () => {
  const her = h.here.women[6];
  await written(her);
  const { page, context, keys } = await open('night_worker', her, '/safety-plan');
  await page.getByRole('button', { name: 'I have read this' }).waitFor();
  await keys.enter('I have read this');
  await page.locator('.ln-unread').waitFor({ state: 'detached' });
  await keys.held('after it is read');
  assert.equal(await h.sql(`SELECT version FROM lantern.safety_plan_read ${where(her)} AND staff_id = '${h.here.staff.night_worker.id}'`), '1');
  await context.close();
});

test('by keys alone: what was written before is begun again, and the focus stays', async () => {
  const her = h.here.women[7];
  const { page, context, keys } = await open('keyworker', her, '/watches/new');
  await page.locator('#words').waitFor();
  await keys.write('words', 'Crying since the call.');
  await kept(page, 'Crying since the call.');
  await page.reload();
  await page.getByText('did not save').waitFor();
  await keys.enter('Start again');
  await page.getByText('did not save').waitFor({ state: 'detached' });
  await keys.held('after it is begun again');
  assert.equal(await page.inputValue('#words'), '');
  await context.close();
});

test('by keys alone: two who wrote at once are put together', async () => {
  const her = h.here.women[8];
  await written(her);
  const { page, context, keys } = await open('keyworker', her, '/safety-plan/edit');
  await page.locator('#reason').waitFor();
  await keys.write('sections-1-her_words', 'Baking every day.');
  await keys.write('reason', 'Keywork today');
  await put('shift_lead', 'safety-plans', planOf(her, { based_on: 1, sections: [{ name: 'good', her_words: 'Baking on Mondays.', our_words: '' }], reason: 'Talked on the bus' }));
  await keys.enter('Save this version');
  await page.getByText('alder shift_lead changed her plan while you were writing').waitFor();
  await keys.held('when it is told');
  await keys.choose('clash-0', 'What they wrote');
  for (let i = 1; await page.locator(`#clash-${i}`).count(); i++) await keys.choose(`clash-${i}`, 'What I wrote');
  await keys.enter('Put both together');
  await page.getByRole('button', { name: 'Put both together' }).waitFor({ state: 'detached' });
  await keys.held('after they are put together');
  await keys.enter('Save this version');
  await said(page, 'saved as a new version');
  await heading(page, 'Her plan');
  await says(page, /Version 3[\s\S]*Keywork today[\s\S]*Baking on Mondays\./);
  await context.close();
});
