// night.mjs -- a house at night behind the real server, as the browser tests use it: a clock that runs, workers with
// passwords, codes and PINs, and pages at a terminal or a laptop.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { binary, PEPPER } from '../harness/binary.mjs';
import { iso, psql, top, totp } from '../harness/index.mjs';
import { house } from '../http/house.mjs';
import { open } from './browser.mjs';
import { dist } from './stub.mjs';

export const PIN = { night_worker: '482915', keyworker: '591736', shift_lead: '736195', agency: '804627' };
export const PASSWORD = 'a lamp that is never out';

// What is tried here is the client; the sanitised server has a suite of its own, and hashes a PIN ten times slower.
process.env.LANTERN_BINARY ??= join(top, 'build/lanternd');

const hash = (secret) =>
  execFileSync(binary(), ['hash'], { input: `${secret}\n`, encoding: 'utf8', env: { ...process.env, LANTERN_PEPPER: PEPPER } }).trim();

/** The house's clock runs like any other, from wherever it was last put. */
function running(clock) {
  let from = performance.now();
  let base = clock.us;
  const tick = () => clock.setMicros(base + BigInt(Math.round((performance.now() - from) * 1000)));
  const timer = setInterval(tick, 10);
  return {
    now: () => iso(clock.us),
    ms: () => Number(clock.us / 1000n),
    set(text) {
      base = BigInt(Date.parse(text)) * 1000n;
      from = performance.now();
      tick();
    },
    forward(seconds) {
      base += BigInt(Math.round(seconds * 1e6));
      tick();
    },
    stop: () => clearInterval(timer),
  };
}

async function secrets(h) {
  const password = hash(PASSWORD);
  const rows = ['night_worker', 'keyworker', 'shift_lead', 'agency', 'premises_manager', 'practitioner'].map((role) => {
    const { id } = h.here.staff[role];
    const secret = randomBytes(20);
    h.here.staff[role].totp = secret;
    const pin = PIN[role] ? `INSERT INTO lantern.staff_pin (staff_id, pin_hash, changed_at) VALUES ('${id}', '${hash(PIN[role])}', '2026-01-01');` : '';
    return `INSERT INTO lantern.staff_secret (staff_id, password_hash, totp_secret, changed_at)
      VALUES ('${id}', '${password}', '\\x${secret.toString('hex')}', '2026-01-01'); ${pin}`;
  });
  await psql(h.db, rows.join('\n'));
}

/**
 * house() with secrets, a running clock and pages:
 * page(browser, {terminal: role | 'locked', laptop: role, since_s, ...more for open()}).
 */
export async function night({ women = 12, env } = {}) {
  const h = await house({ women, env: { LANTERN_WEB: await dist(), ...env } });
  await secrets(h);
  const clock = running(h.clock);
  const contexts = [];

  async function page(browser, { terminal, laptop, since_s = 0, path = '/board', ...more } = {}) {
    const role = terminal === 'locked' ? null : terminal;
    // Starting a shift ends the one before.
    if (role) await psql(h.db, `UPDATE lantern.sign_on SET ended_at = at WHERE staff_id = '${h.here.staff[role].id}' AND ended_at IS NULL`);
    const client = terminal ? await h.terminal({ role, since_s }) : laptop ? h.as(laptop) : h.nobody();
    const one = await open(browser, { base: h.server.base, path: null, ...more });
    contexts.push(one.context);
    const cookies = [...client.cookies].map(([name, value]) => ({ name, value, url: h.server.base.replace('http:', 'https:'), secure: true, httpOnly: true, sameSite: 'Strict' }));
    await one.context.addCookies(cookies);
    if (path !== null) await one.page.goto(path);
    if (path === '/board') await one.page.locator('.ln-board, .ln-locked').first().waitFor();
    return { ...one, client };
  }

  return {
    ...h,
    clock,
    page,
    /** The code her authenticator shows now. */
    code: (role) => totp(h.here.staff[role].totp, BigInt(clock.ms()) * 1000n),
    sql: (text) => psql(h.db, text),
    async stop() {
      clock.stop();
      for (const context of contexts) await context.close();
      await h.stop();
    },
  };
}

/** The row of a room on the board. */
export const row = (page, room) =>
  page.locator('.ln-row:not(.ln-row-more)').filter({ has: page.locator('.ln-row__room', { hasText: new RegExp(`(room |^)${room}$`) }) });

/** What stands under it: alarm, result, how to be with her. */
export const more = (page, stay) => page.locator(`[data-more="${stay}"]`);

/** Puts the focus into the board, where the keys work. */
export const intoBoard = (page) => page.locator('.ln-night').focus();
