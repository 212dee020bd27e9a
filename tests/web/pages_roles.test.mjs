// Every page about a woman and of the managers, as every role: it is hers and shows what there is, or it is refused and
// shows nothing of anybody.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { ROLES } from '../http/house.mjs';
import { desk, pathOf, says, text } from './desk.mjs';
import { stage } from './browser.mjs';

const { browser, h } = await stage(desk);
let visit;
before(async () => {
  await h.sql(`INSERT INTO lantern.practitioner_of (id, resident_id, staff_id, from_at)
    VALUES (gen_random_uuid(), '${h.here.women[0].id}', '${h.here.staff.practitioner.id}', '2026-10-01')`);
  visit = await h.sql(`SELECT id FROM lantern.visit WHERE stay_id = '${h.here.women[0].stay}'`);
});

const STAFF = ['night_worker', 'keyworker', 'shift_lead', 'premises_manager', 'on_call', 'agency'];
const READERS = [...STAFF, 'inspector', 'practitioner'];
const PLAN_WRITERS = STAFF.filter((role) => role !== 'agency');
const MANAGERS = ['premises_manager', 'area_manager'];
const ACCOUNTS = [...MANAGERS, 'administrator'];
const her = (end) => () => pathOf(h.here.women[0], end);
const member = (end) => () => `/admin/staff/${h.here.staff.keyworker.id}${end}`;

/** Where, for whom, and what only that page says once its data is there: to all of them, or to each role. */
const PAGES = [
  [her(''), READERS, /Checks in force/],
  [her('/checks'), READERS, /Newest first/],
  [her('/history'), READERS, /Nothing has been recorded|Nothing here is ever changed/],
  [her('/actions'), READERS, /Nothing is open for her/],
  [her('/how'), STAFF, /What did she say about checks at night/],
  [her('/safety-plan'), READERS, /No plan yet/],
  [her('/safety-plan/edit'), PLAN_WRITERS, /Why this version/],
  [her('/safety-plan/quote'), PLAN_WRITERS, /Who wrote it, and in what/],
  [her('/crisis'), READERS, /Nobody has written one yet/],
  [her('/copy'), [...PLAN_WRITERS, 'inspector', 'practitioner'], /There is no plan yet to give her/],
  [her('/briefing'), PLAN_WRITERS, /Why she must not read it/],
  [her('/food'), PLAN_WRITERS, /What does she eat/],
  [() => '/kitchen', [...STAFF, 'kitchen'], /Food needs by room/],
  [her('/signs'), READERS, /Her plan names no early signs yet/],
  [her('/signs/rules/new'), PLAN_WRITERS, /Which of her signs/],
  [her('/watches'), READERS, /No watch is open for her/],
  [her('/watches/new'), STAFF, /Something worries you/],
  [her('/reviews'), READERS, /No review is open/],
  [her('/reviews/new'), PLAN_WRITERS, /What has happened/],
  [her('/body'), ['night_worker', 'keyworker', 'shift_lead', 'premises_manager'], /Nothing is marked/],
  [her('/hard-days'), READERS, /No hard day is known/],
  [her('/hard-days/new'), PLAN_WRITERS, /Which day/],
  [her('/incident'), PLAN_WRITERS, /With this begins/],
  [her('/held'), ['premises_manager'], /Nothing has been given to her yet/],
  [her('/held/new'), ['premises_manager'], /Who asked for it/],
  [her('/room'), PLAN_WRITERS, /Which room has she moved to/],
  [() => '/admin/doors', ['premises_manager'], /No square names a woman/],
  [her('/plan'), STAFF, /Hours and gaps/],
  [() => pathOf(h.here.women[0], `/plan/${h.here.women[0].plan}/end`), STAFF,
    (role) => (['premises_manager', 'on_call'].includes(role) ? /Why does it end/ : /Only a manager may decide that/)],
  [() => pathOf(h.here.women[0], `/correct/${visit}`), STAFF, /Why is the entry wrong/],
  [her('/actions/new'), STAFF, /What does she need/],
  [() => '/board', [...STAFF, 'inspector'], /due now[\s\S]*Woman A/],
  [() => '/residents', [...STAFF, 'inspector'], /Woman A/],
  [her('/meetings'), [...PLAN_WRITERS, 'inspector', 'practitioner'], /No meeting is planned/],
  [her('/meetings/new'), PLAN_WRITERS, /How does her practitioner take part/],
  [her('/threads'), [...PLAN_WRITERS, 'inspector', 'practitioner'], /Nobody has asked anything about her/],
  [() => '/account/calendar', [...PLAN_WRITERS, 'practitioner'], /You have no address/],
  [her('/updates'), [...PLAN_WRITERS, 'inspector', 'practitioner'], /Nothing has been told yet/],
  [her('/updates/new'), PLAN_WRITERS, /How soon should it be known/],
  [her('/sharing'), PLAN_WRITERS, /What was she told is shared/],
  [her('/ask/woman'), [...PLAN_WRITERS, 'practitioner'], /What would you like to know/],
  [her('/practitioner'), ['keyworker', 'shift_lead', 'premises_manager', 'on_call'], /Who is to be her practitioner/],
  [her('/around'), [...PLAN_WRITERS, 'inspector', 'practitioner'], /By whom she is seen, where, and in which language/],
  [her('/choices'), [...PLAN_WRITERS, 'inspector', 'practitioner'], /6 choices are not yet offered/],
  [her('/choices/interpreter'), PLAN_WRITERS, /What was done/],
  [her('/circle'), [...PLAN_WRITERS, 'inspector', 'practitioner'], /Nobody else is written down/],
  [her('/circle/new'), PLAN_WRITERS, /Does she agree that they are told/],
  [her('/referrals'), [...PLAN_WRITERS, 'inspector', 'practitioner'], /No answer is awaited/],
  [her('/referrals/new'), PLAN_WRITERS, /To which service/],
  [her('/activities'), [...PLAN_WRITERS, 'inspector', 'practitioner'], /Nothing was written down in the last 12 weeks/],
  [her('/activities/new'), PLAN_WRITERS, /Does she call it time well spent/],
  [her('/tasks'), [...PLAN_WRITERS, 'inspector'], /No task is written in steps yet/],
  [her('/tasks/new'), PLAN_WRITERS, /Which task/],
  [her('/family'), ['keyworker', 'premises_manager'], /Only keyworkers and managers of her house see this page/],
  [her('/family/fact'), ['keyworker', 'premises_manager'], /From whom, and when/],
  [her('/family/day'), ['keyworker', 'premises_manager'], /How does it feel to her/],
  [() => '/services', [...PLAN_WRITERS, 'inspector'], /The directory is empty/],
  [() => '/services/new', PLAN_WRITERS, /Is it for women only/],
  [() => '/programme', [...PLAN_WRITERS, 'inspector'], /The programme is empty/],
  [() => '/programme/new', PLAN_WRITERS, /On which day of the week/],
  [() => '/updates', ['practitioner'], /Nothing is new of any of your women/],
  [() => '/updates/deputy', ['practitioner'], /Which practitioner/],
  [() => '/people', ['practitioner'], /At approved premises/],
  [() => '/admin/settings', [...STAFF, 'area_manager', 'inspector'], /Every change keeps/],
  [() => '/admin/settings/going_s', MANAGERS, /New value/],
  [() => '/admin/staff', [...STAFF, ...ACCOUNTS, 'inspector'], /alder keyworker/],
  [() => '/admin/staff/new', ACCOUNTS, /First password/],
  [member(''), [...STAFF, ...ACCOUNTS, 'inspector'], /Signed on now/],
  [member('/role'), ACCOUNTS, /Give the role/],
  [member('/pin'), ACCOUNTS, /New PIN/],
  [() => '/admin/terminals', MANAGERS, /is a terminal yet/],
  [() => '/admin/audit', [...ACCOUNTS, 'inspector'], /The chain is whole|sign-ins of the whole estate/],
  [() => pathOf(h.here.women[0], `/suggest/check/${visit}`), PLAN_WRITERS, /What is to change in her plan/],
  [() => '/admin/outbox', ['premises_manager', 'on_call', 'area_manager', 'administrator'], /nothing has to be looked at/],
  [() => '/measures', ['night_worker', 'keyworker', 'shift_lead', 'premises_manager', 'on_call', 'inspector', 'area_manager'],
    (role) => (role === 'area_manager' ? /2 houses together/ : /Each figure says what it is made of/)],
  [() => '/account', ROLES, /Change your PIN/],
  [() => '/account/contact', ROLES, /How are you written to/],
  [() => '/inbox', ROLES, /Nothing has been sent to you here/],
];

const REFUSED = /You cannot see this page|Page not found/;
const HERS = /Woman A|Exampleby|X100000|Knock twice/;

for (const role of ROLES) {
  test(`${role}: her own pages, and nothing of any other`, async () => {
    const { page, context, errors } = await h.page(browser, role, '/account');
    for (const [path, roles, shown] of PAGES) {
      const may = roles.includes(role);
      await page.evaluate((to) => (history.pushState(null, '', to), dispatchEvent(new PopStateEvent('popstate'))), path());
      const words = typeof shown === 'function' ? shown(role) : shown;
      await says(page, may ? words : REFUSED, path());
      // Who may read about her sees above a form that is not hers whom it is about.
      if (!may && !READERS.includes(role)) assert.doesNotMatch(await text(page), HERS, path());
      if (!may) assert.equal(await page.locator('#main-content form, #main-content .ln-log, #main-content .ln-list').count(), 0, path());
    }
    assert.deepEqual(errors, []);
    await context.close();
  });
}
