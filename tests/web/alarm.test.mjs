// Which sound is made when, and that the words of off and on are true. No audio is needed for that.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './bundle.mjs';

const { alarm, idle } = await load({ alarm: 'src/state/alarm.ts', idle: 'src/state/idle.ts' });
const { nextSound, SILENT } = alarm;

const quiet = { due: [], overdue: [], noReply: false };
/** The sounds made over so many seconds, as [second, sound]. */
function played(seconds, boardAt) {
  let heard = SILENT;
  const out = [];
  for (let s = 0; s <= seconds; s++) {
    const step = nextSound(heard, boardAt(s), s * 1000);
    heard = step.heard;
    if (step.sound) out.push([s, step.sound]);
  }
  return out;
}

test('a window that opens chimes once', () => {
  assert.deepEqual(played(120, (s) => ({ ...quiet, due: s >= 10 ? ['a'] : [] })), [[10, 'due']]);
  assert.deepEqual(played(120, (s) => ({ ...quiet, due: s >= 50 ? ['a', 'b'] : ['a'] })), [[0, 'due'], [50, 'due']]);
});

test('overdue chimes at once and every minute, louder after five, until somebody goes', () => {
  const overdue = (s) => (s < 400 ? [{ id: 'a', latestMs: 0 }] : []);
  const sounds = played(500, (s) => ({ ...quiet, overdue: overdue(s) }));
  assert.deepEqual(sounds.map(([s]) => s), [0, 60, 120, 180, 240, 300, 360]);
  assert.deepEqual(sounds.map(([, sound]) => sound), [...Array(5).fill('overdue'), 'overdue_long', 'overdue_long']);
});

test('after a silence in between the next overdue is heard at once', () => {
  const sounds = played(90, (s) => ({ ...quiet, overdue: s < 20 || s >= 30 ? [{ id: 'a', latestMs: 0 }] : [] }));
  assert.deepEqual(sounds.map(([s]) => s), [0, 30, 90]);
});

test('no reply goes before everything and is the quickest', () => {
  const sounds = played(31, () => ({ due: ['a'], overdue: [{ id: 'a', latestMs: 0 }], noReply: true }));
  assert.deepEqual(sounds.filter(([, sound]) => sound === 'no_reply').map(([s]) => s), [0, 15, 30]);
});

test('each sound is short, and those of overdue fall', () => {
  for (const [name, notes] of Object.entries(alarm.SOUNDS)) {
    assert.ok(Math.max(...notes.map((note) => note.at + note.for)) < 1, name);
  }
  for (const name of ['due', 'overdue']) {
    const hz = alarm.SOUNDS[name].map((note) => note.hz);
    assert.deepEqual(hz, [...hz].sort((a, b) => b - a));
  }
});

test('off ends by itself with the shift, also on the long night', () => {
  const iso = (text) => new Date(alarm.nextShiftChange(Date.parse(text))).toISOString();
  assert.equal(iso('2026-11-10T23:00:00Z'), '2026-11-11T08:00:00.000Z');
  assert.equal(iso('2026-11-10T09:00:00Z'), '2026-11-10T18:00:00.000Z');
  assert.equal(iso('2026-10-24T21:00:00Z'), '2026-10-25T08:00:00.000Z');
  const start = Date.parse('2026-11-10T23:00:00Z');
  alarm.turnSoundOff(start);
  assert.equal(alarm.soundOff.value, true);
  alarm.endSilence(Date.parse('2026-11-11T07:59:59Z'));
  assert.equal(alarm.soundOff.value, true);
  alarm.endSilence(Date.parse('2026-11-11T08:00:00Z'));
  assert.equal(alarm.soundOff.value, false);
});

test('a terminal is idle after its time, and warns before', () => {
  const at = (s) => idle.idleStateAfter(s * 1000, { idleS: 60, warningS: 20 });
  assert.deepEqual([0, 39.9, 40, 59.9, 60, 600].map(at), ['in_use', 'in_use', 'warning', 'warning', 'idle', 'idle']);
});
