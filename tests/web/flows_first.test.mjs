// Two who do the same at once: the second is told who was first, where the form was, with the focus there, and nothing is done twice.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { proposed, signs } from '../http/her_signs.mjs';
import { planOf } from '../http/plans.mjs';
import { pathOf, says } from './desk.mjs';
import { axeFindings, stage } from './browser.mjs';
import { hands } from './hands.mjs';
import { night } from './night.mjs';

const { browser, h } = await stage(() => night({ women: 10 }));

const of = (her, body) => ({ stay: her.stay, crn: her.crn, ...body });
const put = async (role, what, body) => {
  const id = randomUUID();
  const answer = await h.as(role).put(`/api/${what}/${id}`, body);
  assert.equal(answer.status, 201, answer.text);
  return { id, ...answer.json };
};
const post = (role, path, body) => h.as(role).post(`/api/${path}`, body);
const words = (id, text) => (keys) => keys.write(id, text);

async function held(her) {
  const { review } = await put('night_worker', 'reviews', of(her, { kind: 'self_harm', words: 'a scratch' }));
  await put('keyworker', 'review-people', { review, name: 'Fern Example', role: 'keyworker', how: 'in_person', words: 'Keep it.' });
  return review;
}
const watched = async (her) => (await put('night_worker', 'watches', of(her, { reason: 'concern', words: 'crying', max_gap_s: 2700 }))).id;
const endWatch = (id) => post('premises_manager', `watches/${id}/end`, { words: 'She is calm.' });

const FLOWS = [
  {
    does: 'a review is closed', given: held, to: (id) => `/reviews/${id}/close`, button: 'Close the review',
    async fills(keys) {
      await keys.write('words', 'It fits her as it is.');
      await keys.date('next_on', '2026-11-12');
    },
    first: (id) => post('on_call', `reviews/${id}/close`, { words: 'We met without her.', next_on: '2026-11-12', based_on: 0 }),
    says: /That review is closed: alder on_call, 10 November 2026/,
    once: (her) => `SELECT words FROM lantern.review WHERE stay_id = '${her.stay}'`, is: 'We met without her.',
  },
  {
    does: 'what was done at once is said', given: held, to: (id) => `/reviews/${id}/act`, button: 'Save', fills: words('words', 'Rang 111.'),
    first: (id) => put('keyworker', 'review-acts', { review: id, words: 'Cleaned it with her.' }),
    says: /What was done at once is written down already/,
    once: (her) => `SELECT string_agg(words, ',') FROM lantern.review_act WHERE resident_id = '${her.id}'`, is: 'Cleaned it with her.',
  },
  {
    does: 'a watch is ended', given: watched, to: (id) => `/watches/${id}/end`, button: 'End the watch', fills: words('words', 'Asleep.'), first: endWatch,
    says: /That watch is not open any more: ended by alder premises_manager, 10 November 2026/,
    once: (her) => `SELECT decision FROM lantern.watch WHERE stay_id = '${her.stay}'`, is: 'She is calm.',
  },
  {
    does: 'a watch is kept that has ended', given: watched, to: (id) => `/watches/${id}/keep`, button: 'Keep it', first: endWatch,
    async fills(keys) {
      await keys.date('until', '2026-11-11 07:00');
      await keys.write('words', 'Until the keyworker is in.');
    },
    says: /That watch is not open any more: ended by alder premises_manager/,
    once: (her) => `SELECT string_agg(d.decision, ',') FROM lantern.watch_decision d WHERE d.resident_id = '${her.id}'`, is: 'ended',
  },
  {
    does: 'a rule is ended', given: async (her) => (await signs(h, her)).rule, to: (id) => `/signs/rules/${id}/end`, button: 'End the rule',
    fills: words('reason', 'She chose another.'),
    first: (id) => post('shift_lead', `sign-rules/${id}/end`, { reason: 'It fired too late.' }),
    says: /not in force any more: ended by alder shift_lead[\s\S]*Why: It fired too late\./,
    once: (her) => `SELECT end_reason FROM lantern.sign_rule WHERE stay_id = '${her.stay}'`, is: 'It fired too late.',
  },
  {
    does: 'a rule that came true is decided', given: async (her) => (await proposed({ ...h, clock: { iso: h.clock.now() } }, her)).proposal.id,
    to: (id) => `/signs/proposals/${id}`, button: 'Decide',
    async fills(keys) {
      await keys.choose('decision', 'Confirm');
      await keys.write('reason', 'She asked for it.');
    },
    first: (id) => post('shift_lead', `proposals/${id}/decide`, { decision: 'declined', reason: 'She only overslept.' }),
    says: /It is decided\. Declined by alder shift_lead[\s\S]*Why: She only overslept\./,
    once: (her) => `SELECT decision FROM lantern.proposal WHERE stay_id = '${her.stay}'`, is: 'declined',
  },
  {
    does: 'a hard day is withdrawn',
    given: async (her) => (await put('shift_lead', 'hard-days', of(her, { day: '2026-11-12', kind: 'court', words: 'The hearing' }))).id,
    to: (id) => `/hard-days/${id}/withdraw`, button: 'Withdraw it', fills: words('reason', 'Wrong day.'),
    first: (id) => post('shift_lead', `hard-days/${id}/withdraw`, { reason: 'It was moved.' }),
    says: /It is withdrawn: alder shift_lead, 10 November 2026\. Why: It was moved\./,
    once: (her) => `SELECT withdraw_reason FROM lantern.hard_day WHERE stay_id = '${her.stay}'`, is: 'It was moved.',
  },
  {
    does: 'a mark has healed',
    given: async (her) => (await put('shift_lead', 'body-marks', of(her, { side: 'front', region: 'Abdomen', across: 500, down: 400, kind: 'bruise', words: '', seen_at: h.clock.now() }))).id,
    to: (id) => `/body/${id}/healed`, button: 'It has healed', first: (id) => post('shift_lead', `body-marks/${id}/healed`, {}),
    // Saying it twice is no contradiction: whoever was first stands there.
    says: /Healed 10 November 2026, alder shift_lead/, agrees: true,
    once: (her) => `SELECT count(healed_at) FROM lantern.body_mark WHERE stay_id = '${her.stay}'`, is: '1',
  },
  {
    does: 'a briefing is decided',
    async given(her) {
      await put('keyworker', 'safety-plans', planOf(her));
      return (await put('keyworker', 'staff-briefings', of(her, { words: 'He asked the office for her room.', reason: 'She would ring him', expires_on: '2026-11-20' }))).id;
    },
    to: (id) => `/briefing/${id}`, button: 'Record the decision',
    fills: (keys) => keys.choose('decision', 'Yes: it is left out of her own copy'),
    first: (id) => post('on_call', `staff-briefings/${id}/decide`, { approved: false, words: 'Tell her.' }),
    says: /It is decided: declined by alder on_call, 10 November 2026/,
    once: (her) => `SELECT string_agg(words, ',') FROM lantern.staff_briefing_decision WHERE resident_id = '${her.id}'`, is: 'Tell her.',
  },
];

FLOWS.forEach((flow, i) => {
  test(`somebody else was first: ${flow.does}`, async () => {
    const her = h.here.women[i];
    const id = await flow.given(her);
    const { page, context, errors } = await h.page(browser, { laptop: 'premises_manager', path: pathOf(her, flow.to(id)), width: i % 2 ? 320 : 1280, theme: i % 2 ? 'night' : 'day' });
    const keys = hands(page);
    await page.getByRole('button', { name: flow.button, exact: true }).waitFor();
    await flow.fills?.(keys);
    const answer = await flow.first(id);
    assert.ok(answer.status === undefined || answer.status < 300, answer.text);
    await keys.enter(flow.button);
    await says(page, flow.says);
    await keys.held('when it is told');
    assert.equal(await page.locator('#main-content h1').count(), 1, 'the page has its heading');
    assert.deepEqual(await axeFindings(page), []);
    assert.equal(await h.sql(flow.once(her)), flow.is);
    if (!flow.agrees) {
      await keys.enter('Go back');
      await page.getByRole('link', { name: 'Go back' }).waitFor({ state: 'detached' });
    }
    assert.deepEqual(errors, []);
    await context.close();
  });
});
