// hands.mjs -- somebody at the keyboard: Tab, arrows, Space, Enter and letters, and nothing else. At every stop the focus has to
// be in sight and look like it, and after every act it has to be somewhere.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axeFindings, overflow } from './browser.mjs';
import { problems, said, says } from './desk.mjs';

const STOPS = 200;

/** Where the focus is, and what is wrong with it. Runs in the page, which keeps the stop before in window.heldBefore. */
function stopped() {
  const looks = (one) => {
    const boxes = [[one], [one, '::before'], [one, '::after']];
    for (const label of one.labels ?? []) boxes.push([label, '::before']);
    return boxes
      .map(([box, pseudo]) => getComputedStyle(box, pseudo))
      .map((style) => [style.outlineStyle, style.outlineWidth, style.boxShadow, style.backgroundColor, style.borderColor, style.borderWidth].join())
      .join(';');
  };
  const words = (one) => (one?.innerText || one?.textContent || '').replace(/\s+/g, ' ').trim();
  const one = document.activeElement;
  const before = window.heldBefore;
  // Headings and summaries take the focus only to be read out, and the page begins at its top.
  const complaint = [];
  // What it looked like with the focus, and without it now.
  if (before && before.one.tabIndex >= 0 && before.one !== one && before.one.isConnected && before.one.checkVisibility() && before.looks === looks(before.one)) {
    complaint.push(`${before.name}: nothing shows that it has the focus`);
  }
  if (one === null || one === document.body) {
    window.heldBefore = null;
    return { id: '', name: '', lost: true, complaint };
  }
  const name = one.getAttribute('aria-label') ?? (one.labels?.[0] ? words(one.labels[0]) : words(one));
  const inSight = [...one.getClientRects()].some(({ left, top, right, bottom }) =>
    [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]].some(([x, y]) => {
      const hit = document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y);
      return hit && (one.contains(hit) || [...(one.labels ?? [])].some((label) => label.contains(hit)));
    }),
  );
  if (!inSight && one.tabIndex >= 0) complaint.push(`${name}: has the focus and cannot be seen`);
  window.heldBefore = { one, name, looks: looks(one) };
  return { id: one.id, group: one.name ?? '', name, tag: one.tagName, inside: one.closest('[role=group]')?.getAttribute('aria-label') ?? '', operable: one.tabIndex >= 0, lost: false, complaint };
}

/** The hands of one page. `wanted` is what a screen reader says, without what it adds in brackets, or a pattern. */
export function hands(page) {
  const at = async () => {
    const stop = await page.evaluate(stopped);
    assert.deepEqual(stop.complaint, []);
    return stop;
  };
  const fits = (stop, wanted) => (wanted instanceof RegExp ? wanted.test(stop.name) : stop.name === wanted || stop.name.startsWith(`${wanted} (`));
  const press = (key) => page.keyboard.press(key);
  /** Tab until it is there. */
  const to = async (there, what) => {
    for (let i = 0; i < STOPS; i++) {
      const stop = await at();
      if (!stop.lost && there(stop)) return stop;
      await press('Tab');
    }
    throw new Error(`Tab does not reach ${what}`);
  };
  const field = (id) => to((stop) => stop.id === id, `#${id}`);
  const keys = {
    at,
    press,
    to,
    field,
    /** The focus is somewhere, as soon as the page has come to rest. */
    async held(when) {
      await page.waitForFunction(() => document.activeElement !== document.body).catch(() => undefined);
      const stop = await at();
      assert.equal(stop.lost, false, `${when}: the focus is lost`);
      return stop;
    },
    async write(id, text) {
      await field(id);
      await press('ControlOrMeta+A');
      await page.keyboard.type(text);
    },
    /** Day, month and year, and a time if there is one: '2026-11-12 07:00'. */
    async date(id, text) {
      const [year, month, day, time] = text.split(/[- ]/);
      for (const [part, typed] of Object.entries({ day, month, year, time })) if (typed) await keys.write(`${id}-${part}`, String(typed));
    },
    async choose(id, wanted) {
      let stop = await to(({ id: own, group }) => group === id || own === id, `the choices of #${id}`);
      for (let i = 0; i < 20 && !fits(stop, wanted); i++) {
        await press('ArrowDown');
        stop = await at();
      }
      assert.ok(fits(stop, wanted), `no choice “${wanted}” at #${id}`);
      await press('Space');
      assert.ok(await page.evaluate(() => document.activeElement.checked), `${wanted} is chosen`);
    },
    async tick(wanted) {
      await to((stop) => stop.tag === 'INPUT' && fits(stop, wanted), wanted);
      await press('Space');
      assert.ok(await page.evaluate(() => document.activeElement.checked), `${wanted} is ticked`);
    },
    async pick(id, wanted) {
      await field(id);
      const now = () => page.evaluate(() => document.activeElement.selectedOptions[0].textContent);
      for (let i = 0; i < 60 && !(await now()).match(wanted); i++) await press('ArrowDown');
      assert.match(await now(), wanted);
    },
    /** A link, a button, or what opens. */
    async enter(wanted) {
      await to((stop) => stop.operable && stop.tag !== 'INPUT' && fits(stop, wanted), wanted);
      await press('Enter');
    },
  };
  return keys;
}

const LOOKS = [['day', 1280], ['night', 1280], ['night', 320], ['day', 320]];

async function dress(page, [theme, width]) {
  await page.setViewportSize({ width, height: 800 });
  await page.evaluate((wanted) => (document.documentElement.dataset.theme = wanted), theme);
}

/** Nothing for axe, and nothing beside the screen, in both colours, wide and narrow; then it looks as before. */
export async function holds(page, what, before, looks = LOOKS) {
  for (const look of looks) {
    await dress(page, look);
    assert.deepEqual(await axeFindings(page), [], `${what}, ${look.join(' ')}`);
    assert.equal(await overflow(page), 0, `${what} fits, ${look.join(' ')}`);
  }
  await dress(page, before);
  await page.evaluate(() => document.activeElement.scrollIntoView({ block: 'nearest' }));
}

/** The summary has the focus, and its first link leads to a field that says the same. */
async function told(page, keys, expected) {
  const found = await problems(page);
  assert.deepEqual(found, expected);
  await page.waitForFunction(() => document.activeElement?.classList.contains('govuk-error-summary'));
  await keys.enter(found[0]);
  const about = () =>
    document.activeElement.closest('.govuk-form-group--error')?.querySelector('.govuk-error-message')?.textContent.replace(/^Error: ?/, '');
  assert.equal(await page.evaluate(about), found[0], 'where the link of the summary leads');
}

/**
 * One flow from the page before it to what is kept, without a hand on the mouse. A flow:
 * {does, role, given(her): whatever the rest needs, from(her, given), opens: [what is pressed to get there], title, button,
 *  wrong: [what an empty form is told], fills(keys, her, given, page), done: the alert, or none, shows: pattern, kept(her, given): sql, is}.
 */
export function walk({ browser, h }, flow, her, look) {
  test(`by keys alone: ${flow.does} (${look.join(' ')})`, async () => {
    const whom = (await flow.whom?.()) ?? her();
    const given = await flow.given?.(whom);
    const [theme, width] = look;
    const { page, context, errors } = await h.page(browser, { laptop: flow.role, path: flow.from(whom, given), theme, width });
    const keys = hands(page);
    await page.locator('#main-content h1').first().waitFor();
    await page.locator('.ln-loading').first().waitFor({ state: 'detached' });
    for (const name of flow.opens) {
      await keys.enter(name);
      await page.locator('.ln-loading').first().waitFor({ state: 'detached' });
    }
    await page.locator('#main-content h1', { hasText: flow.title }).waitFor();
    await keys.held(`after ${flow.opens.at(-1)}`);
    await page.getByRole('button', { name: flow.button, exact: true }).waitFor();
    if (flow.wrong) {
      await keys.enter(flow.button);
      await told(page, keys, flow.wrong);
    }
    await holds(page, flow.title, look);
    await flow.fills?.(keys, whom, given, page);
    await keys.enter(flow.button);
    if (flow.done) await said(page, flow.done);
    await says(page, flow.shows);
    await keys.held('after it is kept');
    await holds(page, `after ${flow.title}`, look, [LOOKS[0], LOOKS[2]]);
    assert.equal(await h.sql(flow.kept(whom, given)), flow.is);
    assert.deepEqual(errors, []);
    await context.close();
  });
}

/** Each flow with a woman of its own, and in turn by day on a wide screen and by night on a narrow one. */
export function walkAll(on, flows) {
  flows.forEach((flow, i) => walk(on, flow, () => on.h.here.women[i], i % 2 ? ['night', 320] : ['day', 1280]));
}
