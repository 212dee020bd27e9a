// Every page about a woman and of the managers, in both colours and on a narrow screen, before axe.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { desk, pathOf } from './desk.mjs';
import { axeFindings, launch, overflow, shot } from './browser.mjs';

let browser;
let h;
before(async () => {
  [browser, h] = await Promise.all([launch(), desk()]);
});
after(async () => {
  await browser?.close();
  await h?.stop();
});

const HERS = ['', '/checks', '/history', '/actions', '/how', '/plan', '/actions/new'];
const MANAGED = ['/today', '/admin/settings', '/admin/settings/going_s', '/admin/staff', '/admin/staff/new', '/admin/terminals', '/admin/audit', '/account'];

for (const [theme, width] of [['day', 1280], ['night', 320], ['night', 1280], ['day', 320]]) {
  test(`every page holds for axe and fits: ${theme}, ${width} px`, async () => {
    const { page, context, errors } = await h.page(browser, 'premises_manager', '/residents', { theme, width });
    const member = `/admin/staff/${h.here.staff.keyworker.id}`;
    for (const path of ['/residents', ...HERS.map((end) => pathOf(h.here.women[0], end)), ...MANAGED, member, `${member}/role`]) {
      await page.goto(path);
      await page.locator('#main-content h1').first().waitFor();
      await page.locator('.ln-loading').first().waitFor({ state: 'detached' });
      assert.deepEqual(await axeFindings(page), [], path);
      assert.equal(await overflow(page), 0, `${path} fits`);
      assert.doesNotMatch(await page.title(), /Woman|Exampleby|alder/, 'no name in a title');
      if (theme === 'night' || width === 1280) await shot(page, `page-${path.split('/').slice(-1)[0].slice(0, 12)}-${theme}-${width}`, { fullPage: true });
    }
    assert.deepEqual(errors, []);
    await context.close();
  });
}
