// browser.mjs -- Debian's Chromium, driven: pages that fail on console errors, axe, screenshots and counted keys.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { required, resolved, top } from './bundle.mjs';

const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];
const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';
const SHOTS = join(top, 'build/shots');

/** The browser; end it with browser.close() in after(). `profile`: a folder, to keep what is stored over a restart. */
export function launch({ profile, args = [] } = {}) {
  const { chromium } = required('playwright-core');
  const options = { executablePath: EXECUTABLE, headless: true, args: [...FLAGS, ...args] };
  if (profile) return chromium.launchPersistentContext(profile, { ...options, ignoreHTTPSErrors: true });
  return chromium.launch(options);
}

/**
 * What a file of tests stands on: {browser, h}, where h is what `make` starts (desk() or night()). Both are ended after the last
 * test; or at once, when one of them could not be started.
 */
export async function stage(make) {
  const [browser, h] = await Promise.allSettled([launch(), make()]);
  const end = async () => {
    await browser.value?.close();
    await h.value?.stop();
  };
  const failed = [browser, h].find(({ status }) => status === 'rejected');
  if (failed) {
    await end();
    throw failed.reason;
  }
  after(end);
  return { browser: browser.value, h: h.value };
}

/** A wait ends with a failure after this: long enough for a machine with other things to do. Speed is for `make bench`. */
const PATIENCE_MS = 30_000;

/**
 * A page in a context of its own: {page, context, errors}. `errors` gathers what a user must never cause: console errors,
 * uncaught exceptions, breaches of the content security policy. `theme`: day or night. The service worker is left out
 * unless `worker` is set, so that a test always sees the build it made.
 */
export async function open(browser, { base, path = '/', theme = 'day', width = 1280, height = 800, worker = false, ...more } = {}) {
  const context = await browser.newContext({
    baseURL: base, viewport: { width, height }, ignoreHTTPSErrors: true, serviceWorkers: worker ? 'allow' : 'block',
    locale: 'en-GB', timezoneId: 'Europe/London', ...more,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  await context.addInitScript((wanted) => {
    try {
      localStorage.setItem('lantern.theme', wanted);
    } catch {
      // a page without storage, such as about:blank
    }
  }, theme);
  const page = await context.newPage();
  const errors = watch(page);
  if (path !== null) await page.goto(path);
  return { page, context, errors };
}

/** Starts gathering a page's errors. Failed requests are left out: tests make them on purpose. */
export function watch(page) {
  const errors = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  return errors;
}

let axe;

/** What axe finds, one line each; empty is good. Rules of WCAG 2.2 A and AA and good practice, but no experiments. */
export async function axeFindings(page, { include, exclude = [], tags } = {}) {
  axe ??= readFileSync(resolved('axe-core/axe.min.js'), 'utf8');
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const found = await page.evaluate(
    ({ context, options }) => globalThis.axe.run(context, options).then((result) => result.violations),
    {
      context: { ...(include && { include }), exclude },
      options: { runOnly: tags ?? ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] },
    },
  );
  return found.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary?.replace(/\s+/g, ' ')}`));
}

/** A picture under build/shots, for people to look at. */
export async function shot(page, name, options = {}) {
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`), ...options });
}

/** Presses keys one by one and counts them: `const keys = counter(page); await keys.press('1', 'Enter'); keys.count`. */
export function counter(page) {
  const keys = {
    count: 0,
    async press(...names) {
      for (const name of names) {
        await page.keyboard.press(name);
        keys.count++;
      }
    },
    async type(text) {
      await keys.press(...text);
    },
  };
  return keys;
}

/** How far the page can be scrolled sideways; 0 when it fits. */
export const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Controls smaller than 44 by 44 pixels, by name; links inside running text do not count. */
export function smallTargets(page, least = 44) {
  return page.evaluate((min) => {
    const controls = [...document.querySelectorAll('button, select, input:not([type=radio]):not([type=checkbox]), a[role=button]')];
    return controls
      .filter((one) => one.checkVisibility())
      .map((one) => ({ name: one.textContent || one.id, box: one.getBoundingClientRect() }))
      .filter(({ box }) => box.height > 0 && (box.height < min - 0.5 || box.width < min - 0.5))
      .map(({ name, box }) => `${name} ${Math.round(box.width)}x${Math.round(box.height)}`);
  }, least);
}
