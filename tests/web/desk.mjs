// desk.mjs -- a laptop in the two houses: the real server, and pages for whoever has a role there. Its clock stands still,
// because nothing here depends on the minute.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { psql, top } from '../harness/index.mjs';
import { house, NOW } from '../http/house.mjs';
import { open } from './browser.mjs';
import { dist } from './stub.mjs';

export { NOW };

// What is tried here is the client; the sanitised server has suites of its own.
process.env.LANTERN_BINARY ??= join(top, 'build/lanternd');

/** The pages of a woman of house.mjs. */
export const pathOf = (woman, end = '') => `/residents/${woman.crn}/stays/${woman.stay}${end}`;

/** house() with {page(browser, role, path, more for open()), signIn(context, role), sql(text)}. Each page has no errors, or the test says so. */
export async function desk(options) {
  const h = await house({ ...options, env: { LANTERN_WEB: await dist() } });
  const signIn = (context, role, where = h.here) => {
    const url = h.server.base.replace('http:', 'https:');
    const cookies = [...h.as(role, where).cookies];
    return context.addCookies(cookies.map(([name, value]) => ({ name, value, url, secure: true, httpOnly: true, sameSite: 'Strict' })));
  };
  return {
    ...h,
    sql: (text) => psql(h.db, text),
    signIn,
    async page(browser, role, path, { where = h.here, ...more } = {}) {
      const one = await open(browser, { base: h.server.base, path: null, ...more });
      await signIn(one.context, role, where);
      await one.page.goto(path);
      await one.page.locator('#main-content h1').first().waitFor();
      return one;
    },
  };
}

/** The first heading of the page, once it is this. */
export const heading = (page, text) => page.locator('#main-content h1', { hasText: text }).waitFor();

/** What a form says is wrong, in its summary, once it says something. */
export async function problems(page) {
  await page.locator('.govuk-error-summary li').first().waitFor();
  return page.locator('.govuk-error-summary li').allInnerTexts();
}

/** What the page says was done. */
export const said = (page, text) => page.locator('.moj-alert', { hasText: text }).waitFor();

/** Presses Tab until what has this id has the focus. */
export async function tabTo(page, id) {
  for (let i = 0; i < 60; i++) {
    if (await page.evaluate((wanted) => document.activeElement?.id === wanted, id)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach #${id}`);
}

/** Goes to a field by keys alone and writes into it. */
export async function write(page, id, text) {
  await tabTo(page, id);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
}

/** The words of the page. */
export const text = (page) => page.locator('#main-content').innerText();

/** The page says this, as soon as its data is there; else the test shows what it says instead. */
export async function says(page, pattern, what) {
  const there = ({ source, flags }) => new RegExp(source, flags).test(document.querySelector('#main-content')?.innerText ?? '');
  const found = await page.waitForFunction(there, { source: pattern.source, flags: pattern.flags }).catch(() => null);
  if (found) return;
  const words = await text(page);
  assert.match(words, pattern, what && `${what}: ${words}`);
}

/** What this browser has put away as drafts, as text; `age`: as if that many days ago. */
export const drafts = (page, age = 0) =>
  page.evaluate(
    (days) =>
      new Promise((done) => {
        const asked = indexedDB.open('lantern-drafts', 1);
        asked.onupgradeneeded = () => asked.result.createObjectStore('drafts');
        asked.onsuccess = () => {
          const found = [];
          const work = asked.result.transaction('drafts', 'readwrite');
          work.objectStore('drafts').openCursor().onsuccess = ({ target: { result: cursor } }) => {
            if (!cursor) return;
            found.push(cursor.value);
            cursor.update({ ...cursor.value, at: cursor.value.at - days * 86_400_000 });
            cursor.continue();
          };
          work.oncomplete = () => (asked.result.close(), done(JSON.stringify(found)));
        };
      }),
    age,
  );

/** Waits until these words are in a draft. */
export async function kept(page, words) {
  for (let i = 0; i < 500; i++) if ((await drafts(page)).includes(words)) return;
  throw new Error(`No draft holds ${words}`);
}
