// What a house does around her, by keys alone: she arrives, she moves, something serious happens, who was on is asked, a door gets
// a new code, and her day is told in three presses.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { expected } from '../http/examples/watches.mjs';
import { plan } from '../http/her_signs.mjs';
import { pathOf, says } from './desk.mjs';
import { axeFindings, smallTargets, stage } from './browser.mjs';
import { hands, holds, walkAll } from './hands.mjs';
import { night, row } from './night.mjs';

const on = await stage(() => night({ women: 8 }));
const { browser, h } = on;

const where = (her) => `WHERE stay_id = '${her.stay}'`;
const facts = (her) => h.sql(`SELECT string_agg(kind || ':' || part || ':' || state, ',' ORDER BY at) FROM lantern.daily_fact ${where(her)}`);

walkAll(on, [
  {
    does: 'her arrival is recorded',
    role: 'night_worker',
    whom: () => expected(h),
    from: () => '/residents',
    opens: [/^Record her arrival/],
    title: 'Record her arrival',
    button: 'She has arrived',
    wrong: ['Enter the day of her release', 'Select her room'],
    async fills(keys) {
      await keys.date('released_on', '2026-11-10');
      await keys.pick('room', /^Room K/);
    },
    done: 'She lives here now.',
    shows: /Watch after release/,
    kept: (her) => `SELECT s.state || a.released_on FROM lantern.stay s JOIN lantern.arrival a ON a.stay_id = s.id WHERE s.id = '${her.stay}'`,
    is: 'arrived2026-11-10',
  },
  {
    does: 'she moves to another room, with her view of it',
    role: 'keyworker',
    from: (her) => pathOf(her),
    opens: [/^Actions/, 'Move her to another room'],
    title: 'Move her to another room',
    button: 'She has moved',
    wrong: ['Select her new room', 'Say why she has moved'],
    async fills(keys) {
      await keys.pick('room', /^Room (9|10)$/);
      await keys.write('reason', 'Away from the stairs');
      await keys.write('her_view', 'I asked for it.');
    },
    done: 'She has another room.',
    shows: /Away from the stairs, she said: I asked for it\./,
    kept: (her) => `SELECT r.label FROM lantern.stay_room s JOIN lantern.room r ON r.id = s.room_id WHERE s.stay_id = '${her.stay}' AND upper_inf(s.during)`,
    is: '9',
  },
  {
    does: 'something serious is recorded',
    role: 'shift_lead',
    async given() {
      await (await h.page(browser, { terminal: 'night_worker' })).context.close();
    },
    from: (her) => pathOf(her, '/reviews'),
    opens: ['Something serious has happened'],
    title: 'Something serious has happened',
    button: 'Record it',
    wrong: ['Select what happened'],
    async fills(keys) {
      await keys.choose('kind', 'An overdose');
      await keys.write('words', 'Found by the night worker, ambulance came.');
    },
    done: 'It is recorded.',
    shows: /Under review since[\s\S]*A serious incident/,
    kept: (her) => `SELECT kind || words FROM lantern.incident ${where(her)}`,
    is: 'overdoseFound by the night worker, ambulance came.',
  },
  {
    does: 'whoever was on answers whether she would like to talk',
    role: 'night_worker',
    from: () => '/residents',
    opens: ['your account'],
    title: 'Your account',
    button: 'Not now',
    shows: /You said not now/,
    kept: () => `SELECT a.answer FROM lantern.debrief_answer a WHERE a.staff_id = '${h.here.staff.night_worker.id}'`,
    is: 'not_now',
  },
  {
    does: 'a door gets a new code',
    role: 'premises_manager',
    async given() {
      const door = await h.as('premises_manager').put(`/api/door-codes/${randomUUID()}`, { premises: h.here.id, room: h.here.rooms[1] });
      assert.equal(door.status, 201, door.text);
    },
    from: () => '/admin/doors',
    opens: ['Make a new one for room 2'],
    title: 'Make a door code',
    button: 'Make a new code',
    done: 'The new code is ready to print.',
    shows: /Print[\s\S]*Room 2/,
    kept: () => `SELECT count(*) || ',' || count(revoked_at) FROM lantern.door_code WHERE room_id = '${h.here.rooms[1]}'`,
    is: '2,1',
  },
]);

test('by keys alone: codes are made for all doors at once, and the focus stays', async () => {
  const { page, context } = await h.page(browser, { laptop: 'premises_manager', path: '/admin/doors', theme: 'night', width: 320 });
  const keys = hands(page);
  const make = page.getByRole('button', { name: /^Make \d+ codes/ });
  await make.waitFor();
  await keys.enter(/^Make \d+ codes/);
  await make.waitFor({ state: 'detached' });
  await keys.held('after they are made');
  await context.close();
});

test('her day is three presses on her page of signs, and each is there with who said it', async () => {
  const her = h.here.women[6];
  await plan(h, her, { daily: ['meal', 'sleep', 'company'] });
  const { page, context, errors } = await h.page(browser, { laptop: 'night_worker', path: pathOf(her, '/signs'), theme: 'night', width: 320 });
  await says(page, /Ate in the evening today\s+Nobody said anything yet/);
  const keys = hands(page);
  const press = async (asked, word) => {
    const group = page.getByRole('group', { name: `${asked} today` });
    await keys.to((stop) => stop.inside === `${asked} today` && stop.name === word, `${word} at ${asked}`);
    await keys.press('Enter');
    await group.getByText(`${word}, `).waitFor();
    await keys.held(`after ${asked}`);
  };
  await press('Ate in the evening', 'Partly');
  await press('Slept', 'No');
  await press('Was with others', 'Yes');
  assert.equal(await facts(her), 'meal:evening:partly,sleep:night:no,company:day:yes');
  assert.match(await page.getByRole('group', { name: 'Slept today' }).innerText(), /No, [^\n]+/);
  await press('Slept', 'Partly');
  assert.match(await facts(her), /sleep:night:no,[\s\S]*sleep:night:partly$/, 'what was said before stays');
  await holds(page, 'her days', ['night', 320]);
  assert.deepEqual(errors, []);
  await context.close();
});

test('her day is three taps from the board, a plan that does not ask it shows none of it, and another tap puts it right', async () => {
  const [her, other] = [h.here.women[5], h.here.women[4]];
  await plan(h, her, { daily: ['meal', 'sleep', 'company'] });
  await plan(h, other, { daily: [] });
  const { page, context, errors } = await h.page(browser, { terminal: 'night_worker', theme: 'night', width: 320 });
  const dialog = page.locator('dialog[open]');
  const signs = (n) => row(page, n).getByRole('button', { name: /^Signs/ });
  await signs(6).click();
  await dialog.getByText('Has she eaten?').waitFor();
  let taps = 0;
  const tap = async (asked, word) => {
    taps++;
    await dialog.getByRole('group', { name: asked }).getByRole('button', { name: word, exact: true }).click();
    await dialog.getByRole('group', { name: asked }).locator('.ln-choice--chosen', { hasText: word }).waitFor();
  };
  await tap('Has she eaten?', 'Yes');
  await tap('Has she slept?', 'Partly');
  await tap('Was she with others?', 'No');
  assert.equal(taps, 3);
  assert.equal(await facts(her), 'meal:evening:yes,sleep:night:partly,company:day:no');
  await dialog.getByRole('button', { name: 'Breakfast' }).click();
  await tap('Has she eaten?', 'No');
  assert.match(await facts(her), /meal:evening:yes[\s\S]*meal:breakfast:no$/, 'another meal of the same day is its own');
  assert.deepEqual(await axeFindings(page, { include: ['dialog'] }), []);
  assert.deepEqual(await smallTargets(page), []);
  await page.keyboard.press('Escape');
  await signs(5).click();
  await dialog.getByText('misses tea').waitFor();
  assert.equal(await dialog.getByText('Has she eaten?').count(), 0, 'it is asked only where her plan asks it');
  assert.deepEqual(errors, []);
  await context.close();
});
