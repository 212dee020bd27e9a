// The squares at the doors, read as a reader reads them: off the printed sheet, and through the camera of a handset.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { says } from './desk.mjs';
import { axeFindings, smallTargets, stage } from './browser.mjs';
import { hands } from './hands.mjs';
import { more, night, PIN, row } from './night.mjs';

const { browser, h } = await stage(() => night({ women: 8 }));

const dialog = (page) => page.locator('dialog[open]');
const PAPER_DPI = '150';

/** What a reader reads on each sheet: the words of all its squares. */
function read(pdf) {
  const folder = mkdtempSync(join(tmpdir(), 'lantern-doors-'));
  try {
    writeFileSync(join(folder, 'doors.pdf'), pdf);
    execFileSync('pdftoppm', ['-r', PAPER_DPI, '-gray', '-png', 'doors.pdf', 'sheet'], { cwd: folder });
    const sheets = readdirSync(folder).filter((name) => name.endsWith('.png')).sort();
    return sheets.map((name) => execFileSync('zbarimg', ['--quiet', '--raw', name], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim().split('\n').sort());
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The door of each room, made now; whatever was there before stops working. */
async function door(room) {
  const code = randomUUID();
  await h.sql(`UPDATE lantern.door_code SET revoked_at = '${h.clock.now()}', revoked_by_id = made_by_id WHERE room_id = '${room}' AND revoked_at IS NULL;
    INSERT INTO lantern.door_code (id, premises_id, room_id, made_by_id, made_at)
      VALUES ('${code}', '${h.here.id}', '${room}', '${h.here.staff.premises_manager.id}', '${h.clock.now()}')`);
  return code;
}

/** A handset that can read squares: what its camera sees is what the test shows it. `camera: false`: she said no to it. */
async function handset(n, { camera = true } = {}) {
  const one = await h.page(browser, { terminal: 'night_worker', since_s: 40, path: null, width: 320, theme: 'night' });
  await one.context.addInitScript((works) => {
    window.squares = [];
    window.tracks = [];
    globalThis.BarcodeDetector = class {
      detect() {
        return Promise.resolve(window.squares.map((rawValue) => ({ rawValue })));
      }
    };
    navigator.mediaDevices.getUserMedia = async () => {
      if (!works) throw new DOMException('no', 'NotAllowedError');
      const canvas = document.createElement('canvas');
      canvas.getContext('2d');
      const taken = canvas.captureStream();
      window.tracks.push(...taken.getTracks());
      return taken;
    };
    HTMLMediaElement.prototype.play = () => Promise.resolve();
  }, camera);
  await one.page.goto('/board');
  await row(one.page, n).locator('.ln-record').click();
  await dialog(one.page).locator('#answer').waitFor();
  return { ...one, show: (...squares) => one.page.evaluate((seen) => (window.squares = seen), squares) };
}

const sign = async (page) => {
  await page.fill('#pin', PIN.night_worker);
  await page.click('#sign');
};
const proof = (n) => h.sql(`SELECT proof || ',' || coalesce(door_id::text, '') FROM lantern.visit WHERE stay_id = '${h.here.women[n - 1].stay}' ORDER BY entered_at DESC LIMIT 1`);

test('every printed square is read by a reader, leads to its own door, and stands under its own room', async () => {
  const { page, context } = await h.page(browser, { laptop: 'premises_manager', path: '/admin/doors' });
  await page.getByRole('button', { name: /^Make 10 codes/ }).click();
  await says(page, /Labels, 6 to a sheet/);
  const rows = await h.sql("SELECT string_agg(r.label || ' ' || d.id, ',' ORDER BY r.place) FROM lantern.door_code d JOIN lantern.room r ON r.id = d.room_id WHERE d.revoked_at IS NULL");
  const doors = rows.split(',').map((one) => one.split(' ')).map(([room, id]) => ({ room, url: `${new URL(page.url()).origin}/door/${id}` }));
  assert.equal(doors.length, 10);

  const labels = read(await page.pdf({ preferCSSPageSize: true }));
  assert.deepEqual(labels.flat().sort(), doors.map(({ url }) => url).sort());
  assert.deepEqual(labels.map((sheet) => sheet.length), [6, 4]);

  await page.check('#layout-2');
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const words = execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' }).split('\f');
  read(pdf).forEach((sheet, i) => {
    assert.deepEqual(sheet, [doors[i].url]);
    assert.match(words[i], new RegExp(`Room ${doors[i].room}\\b`), 'the square stands under its room');
  });
  await context.close();
});

test('the camera reads her door, the record says that it was scanned, and the camera goes off', async () => {
  const code = await door(h.here.rooms[0]);
  const { page, context, errors, show } = await handset(1);
  assert.deepEqual(await axeFindings(page, { include: ['dialog'] }), []);
  await page.keyboard.press('1');
  const keys = hands(page);
  await keys.enter('Scan the door');
  await dialog(page).locator('video').waitFor();
  assert.deepEqual(await smallTargets(page), []);
  await show('https://example.org/a-poster-on-the-wall');
  await dialog(page).getByRole('button', { name: 'Stop the camera' }).waitFor();
  await show('https://example.org/a-poster-on-the-wall', `${h.server.base}/door/${code.toUpperCase()}`);
  await dialog(page).getByText('Door scanned. The record says so.').waitFor();
  assert.deepEqual(await page.evaluate(() => window.tracks.map((track) => track.readyState)), ['ended']);
  await keys.held('after the camera');
  await sign(page);
  await more(page, h.here.women[0].stay).getByText('Recorded for Woman A').waitFor();
  assert.equal(await proof(1), `scanned,${code}`);
  assert.deepEqual(errors, []);
  await context.close();
});

test('the door of another room is refused in words, and she can be recorded without it', async () => {
  const other = await door(h.here.rooms[6]);
  const { page, context, show } = await handset(2);
  await page.keyboard.press('1');
  await show(`${h.server.base}/door/${other}`);
  await dialog(page).getByRole('button', { name: 'Scan the door' }).press('Enter');
  await dialog(page).getByText('Door scanned').waitFor();
  await sign(page);
  await dialog(page).locator('.govuk-error-summary').waitFor();
  assert.match(await dialog(page).locator('.govuk-error-summary').innerText(), /That is not the code at her door now\. Record it without\./);
  assert.deepEqual(await axeFindings(page, { include: ['dialog'] }), []);
  const keys = hands(page);
  await keys.enter('Record without the door');
  await dialog(page).getByText('Record without the door').waitFor({ state: 'detached' });
  assert.match((await keys.held('without the door')).id, /^(pin|sign)$/);
  await sign(page);
  await more(page, h.here.women[1].stay).getByText('Recorded for Woman B').waitFor();
  assert.match(await proof(2), /^desk,$/);
  await context.close();
});

test('a camera that is not to be had is said, and stands in nobody’s way', async () => {
  const { page, context, errors } = await handset(3, { camera: false });
  await page.keyboard.press('1');
  await dialog(page).getByRole('button', { name: 'Scan the door' }).press('Enter');
  await dialog(page).getByText('The camera cannot be used here. Record without it.').waitFor();
  assert.equal(await dialog(page).locator('video').count(), 0);
  await sign(page);
  await more(page, h.here.women[2].stay).getByText('Recorded for Woman C').waitFor();
  assert.match(await proof(3), /^desk,$/);
  assert.deepEqual(errors, []);
  await context.close();
});
