// Watches and reviews: every decision that only a named person makes, from the page before it to the database, by keys alone.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { pathOf, problems, says } from './desk.mjs';
import { stage } from './browser.mjs';
import { hands, holds, walkAll } from './hands.mjs';
import { night } from './night.mjs';

const on = await stage(() => night({ women: 16 }));
const { browser, h } = on;

const ON_HER = (page) => (her) => pathOf(her, page);
const of = (her, body) => ({ stay: her.stay, crn: her.crn, ...body });

async function send(role, path, body) {
  const answer = await h.as(role).put(`/api/${path}/${randomUUID()}`, body);
  assert.equal(answer.status, 201, answer.text);
  return answer.json;
}
const watched = (her) => send('night_worker', 'watches', of(her, { reason: 'concern', words: 'crying', max_gap_s: 2700 }));
const reviewed = async (her, kind = 'self_harm') => (await send('night_worker', 'reviews', of(her, { kind, words: 'a scratch' }))).review;
/** A review that can be closed: somebody took part. */
async function held(her) {
  const review = await reviewed(her, 'concern');
  await send('keyworker', 'review-people', { review, name: 'Fern Example', role: 'keyworker', how: 'in_person', words: 'Keep it.' });
  return review;
}
const close = (review) => h.as('premises_manager').post(`/api/reviews/${review}/close`, { words: 'It fits her as it is.', next_on: '2026-11-12', based_on: 0 });

const inWatch = (her, what) => `SELECT ${what} FROM lantern.watch w JOIN lantern.watch_decision d ON d.watch_id = w.id WHERE w.stay_id = '${her.stay}'`;
const inReview = (her, table, what) => `SELECT ${what} FROM lantern.${table} x JOIN lantern.review r ON r.id = x.review_id WHERE r.stay_id = '${her.stay}'`;
const ofReview = (her, what) => `SELECT ${what} FROM lantern.review WHERE stay_id = '${her.stay}' ORDER BY opened_at DESC LIMIT 1`;

const closing = {
  role: 'premises_manager',
  from: ON_HER('/reviews'),
  opens: ['Close the review'],
  title: 'Close the review',
  button: 'Close the review',
  async fills(keys) {
    await keys.write('words', 'It fits her as it is.');
    await keys.date('next_on', '2026-11-12');
  },
};

walkAll(on, [
  {
    does: 'a watch is begun',
    role: 'night_worker',
    from: ON_HER('/watches'),
    opens: ['Begin a watch'],
    title: 'Begin a watch',
    button: 'Begin it now',
    wrong: ['Select why', 'Say what you saw or heard'],
    async fills(keys) {
      await keys.choose('reason', 'A concern');
      await keys.write('words', 'Crying since the call.');
      await keys.write('most', '45');
    },
    done: 'The watch has begun.',
    shows: /Watch because of a concern[\s\S]*every 45 min at most[\s\S]*Crying since the call/,
    kept: (her) => `SELECT reason || words FROM lantern.watch WHERE stay_id = '${her.stay}'`,
    is: 'concernCrying since the call.',
  },
  {
    does: 'a watch is kept until a named hour',
    role: 'shift_lead',
    given: watched,
    from: ON_HER('/watches'),
    opens: ['Keep'],
    title: 'Keep a watch',
    button: 'Keep it',
    wrong: ['Enter the day and time at which it asks again', 'Say what speaks for it'],
    async fills(keys) {
      await keys.date('until', '2026-11-11 07:00');
      await keys.write('words', 'Until the keyworker is in.');
    },
    done: 'The watch goes on.',
    shows: /Kept until 11 November 2026, 07:00/,
    kept: (her) => inWatch(her, "d.decision || d.words || (d.until_at = '2026-11-11T07:00Z')"),
    is: 'keptUntil the keyworker is in.true',
  },
  {
    does: 'a watch is tightened',
    role: 'night_worker',
    given: watched,
    from: ON_HER('/watches'),
    opens: ['Check more often'],
    title: 'Check more often',
    button: 'Check more often',
    wrong: ['Enter the minutes, from 5 to 1440', 'Say why'],
    async fills(keys) {
      await keys.write('most', '15');
      await keys.write('words', 'She is worse.');
    },
    done: 'From now on she is checked more often.',
    shows: /every 15 min at most[\s\S]*“She is worse\.”/,
    kept: (her) => inWatch(her, 'd.decision || d.words'),
    is: 'tightenedShe is worse.',
  },
  {
    does: 'a watch is ended',
    role: 'shift_lead',
    given: watched,
    from: ON_HER('/watches'),
    opens: ['End'],
    title: 'End a watch',
    button: 'End the watch',
    wrong: ['Say why it can end'],
    fills: (keys) => keys.write('words', 'Talked for an hour, asleep now.'),
    done: 'The watch has ended',
    shows: /No watch is open for her/,
    kept: (her) => `SELECT decision FROM lantern.watch WHERE stay_id = '${her.stay}' AND ended_at IS NOT NULL`,
    is: 'Talked for an hour, asleep now.',
  },
  {
    does: 'a review is asked for',
    role: 'keyworker',
    from: ON_HER('/reviews'),
    opens: ['Ask for a review'],
    title: 'Ask for a review',
    button: 'Ask for it',
    wrong: ['Select what has happened', 'Say what has happened'],
    async fills(keys) {
      await keys.choose('kind', 'Self-harm');
      await keys.write('words', 'She told us of a scratch.');
    },
    done: 'Her plan is under review.',
    shows: /Under review since[\s\S]*Act by[\s\S]*She told us of a scratch\./,
    kept: (her) => inReview(her, 'review_trigger', 'x.kind || x.words'),
    is: 'self_harmShe told us of a scratch.',
  },
  {
    does: 'what was done at once is said',
    role: 'keyworker',
    given: reviewed,
    from: ON_HER('/reviews'),
    opens: ['Say what was done at once'],
    title: 'Say what was done at once',
    button: 'Save',
    wrong: ['Say what was done'],
    fills: (keys) => keys.write('words', 'Cleaned it with her, rang 111.'),
    done: 'It is written down with the review.',
    shows: /Done at once: Cleaned it with her, rang 111\./,
    kept: (her) => `SELECT a.words FROM lantern.review_act a JOIN lantern.review_trigger t ON t.id = a.trigger_id WHERE t.resident_id = '${her.id}'`,
    is: 'Cleaned it with her, rang 111.',
  },
  {
    does: 'who takes part is added, in his own words',
    role: 'keyworker',
    given: reviewed,
    from: ON_HER('/reviews'),
    opens: ['Add who takes part'],
    title: 'Add who takes part',
    button: 'Add',
    wrong: ['Select who it is', 'Enter the name', 'Select how'],
    async fills(keys) {
      await keys.choose('role', 'Health worker');
      await keys.write('name', 'Alder Example');
      await keys.choose('how', 'By phone');
      await keys.write('words', 'I would see her sooner.');
    },
    done: 'It is written down with the review.',
    shows: /Alder Example, health worker, by phone\s+“I would see her sooner\.”/,
    kept: (her) => inReview(her, 'review_person', 'x.name || x.role || x.how'),
    is: 'Alder Examplehealthby_phone',
  },
  {
    does: 'she herself takes part, and nobody asks her name',
    role: 'keyworker',
    given: reviewed,
    from: ON_HER('/reviews'),
    opens: ['Add who takes part'],
    title: 'Add who takes part',
    button: 'Add',
    async fills(keys) {
      await keys.choose('role', 'She herself');
      await keys.choose('how', 'In person');
      await keys.write('words', 'Knock, do not call.');
    },
    done: 'It is written down with the review.',
    shows: /Woman H, she herself, in person\s+“Knock, do not call\.”/,
    kept: (her) => inReview(her, 'review_person', 'x.name || x.role'),
    is: 'Woman Hresident',
  },
  {
    ...closing,
    does: 'a review is closed with a reason for no change',
    given: held,
    wrong: ['Say why her plan stays as it is', 'Enter the day of the next review'],
    done: 'The review is closed.',
    shows: /No review is open[\s\S]*Her plan stays as it was/,
    kept: (her) => ofReview(her, 'outcome || words || next_on'),
    is: 'unchangedIt fits her as it is.2026-11-12',
  },
]);

test('by keys alone: the words of last time are asked about, and sent when somebody says that they are right', async () => {
  const her = h.here.women[9];
  const first = await close(await held(her));
  assert.equal(first.status, 200, first.text);
  await held(her);
  const { page, context } = await h.page(browser, { laptop: closing.role, path: closing.from(her), theme: 'night', width: 320 });
  const keys = hands(page);
  await page.getByRole('link', { name: closing.title }).waitFor();
  await keys.enter(closing.title);
  await page.locator('#words').waitFor();
  await closing.fills(keys);
  await keys.enter(closing.button);
  assert.deepEqual(await problems(page), ['Same as last time?']);
  await keys.held('when it is asked');
  await keys.enter('Same as last time?');
  await holds(page, 'the words of last time', ['night', 320]);
  await keys.tick('They are right this time too: send them as they are');
  await keys.enter(closing.button);
  await says(page, /No review is open/);
  assert.equal(await h.sql(ofReview(her, "outcome || (closed_at IS NOT NULL)")), 'unchangedtrue');
  await context.close();
});
