// Every page about a woman and of the managers, in both colours and on a narrow screen, before axe.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, test } from 'node:test';
import { message } from '../http/examples/outbox.mjs';
import { desk, pathOf } from './desk.mjs';
import { axeFindings, overflow, shot, stage } from './browser.mjs';

const { browser, h } = await stage(desk);
let pages;
before(async () => {
  await h.terminal();
  const her = h.here.women[0];
  const action = randomUUID();
  await h.sql(`INSERT INTO lantern.action (id, stay_id, resident_id, premises_id, what, owner_kind, identified_on, target_on, author_id, recorded_at, version)
    VALUES ('${action}', '${her.stay}', '${her.id}', '${h.here.id}', 'New glasses', 'resident', '2026-11-01', '2026-11-07', '${h.here.staff.premises_manager.id}', '2026-11-01', 1)`);
  const visit = await h.sql(`SELECT id FROM lantern.visit WHERE stay_id = '${her.stay}'`);
  const terminal = await h.sql('SELECT id FROM lantern.terminal');
  const dead = await message(h);
  const member = `/admin/staff/${h.here.staff.keyworker.id}`;
  pages = {
    residents: '/residents', overview: pathOf(her), checks: pathOf(her, '/checks'), history: pathOf(her, '/history'), actions: pathOf(her, '/actions'),
    how: pathOf(her, '/how'), plan: pathOf(her, '/plan'), 'plan-end': pathOf(her, `/plan/${her.plan}/end`), correct: pathOf(her, `/correct/${visit}`),
    incident: pathOf(her, '/incident'), held: pathOf(her, '/held'), 'held-new': pathOf(her, '/held/new'), room: pathOf(her, '/room'), 'rule-new': pathOf(her, '/signs/rules/new'), 'watch-new': pathOf(her, '/watches/new'),
    'review-new': pathOf(her, '/reviews/new'), 'hard-day-new': pathOf(her, '/hard-days/new'), doors: '/admin/doors',
    meetings: pathOf(her, '/meetings'), 'meeting-new': pathOf(her, '/meetings/new'), threads: pathOf(her, '/threads'), calendar: '/account/calendar',
    around: pathOf(her, '/around'), choices: pathOf(her, '/choices'), circle: pathOf(her, '/circle'), referrals: pathOf(her, '/referrals'),
    week: pathOf(her, '/activities'), tasks: pathOf(her, '/tasks'), family: pathOf(her, '/family'), services: '/services', programme: '/programme',
    'action-new': pathOf(her, '/actions/new'), 'action-entry': pathOf(her, `/actions/${action}`), today: '/today', account: '/account',
    settings: '/admin/settings', setting: '/admin/settings/going_s', staff: '/admin/staff', 'staff-new': '/admin/staff/new', member,
    'member-change': `${member}/change`, 'member-role': `${member}/role`, 'member-pin': `${member}/pin`, 'member-sign-in': `${member}/sign-in`,
    practitioner: pathOf(her, '/practitioner'), suggest: pathOf(her, `/suggest/check/${visit}`), outbox: '/admin/outbox', 'outbox-one': `/admin/outbox/${dead}`, inbox: '/inbox',
    contact: '/account/contact',
    terminals: '/admin/terminals', 'terminal-end': `/admin/terminals/${terminal}`, audit: '/admin/audit', measures: '/measures',
  };
});

test('every page holds for axe and fits, by day and by night, wide and narrow', async () => {
  const { page, context, errors } = await h.page(browser, 'premises_manager', '/account');
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(path);
    await page.locator('#main-content h1').first().waitFor();
    await page.locator('.ln-loading').first().waitFor({ state: 'detached' });
    assert.doesNotMatch(await page.title(), /Woman|Exampleby|alder/, 'no name in a title');
    assert.doesNotMatch(await page.content(), /\bundefined\b|\[object Object\]|>null</, name);
    for (const [theme, width] of [['day', 1280], ['night', 1280], ['night', 320], ['day', 320]]) {
      const place = `${name}-${theme}-${width}`;
      await page.setViewportSize({ width, height: 800 });
      await page.evaluate((wanted) => (document.documentElement.dataset.theme = wanted), theme);
      assert.deepEqual(await axeFindings(page), [], place);
      assert.equal(await overflow(page), 0, `${place} fits`);
      if ((theme === 'day') === (width === 1280)) await shot(page, `page-${place}`, { fullPage: true });
    }
  }
  assert.deepEqual(errors, []);
  await context.close();
});
