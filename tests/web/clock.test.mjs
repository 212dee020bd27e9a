// The server's time on a computer whose own clock is wrong, slow lines between.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './bundle.mjs';

const { clock } = await load({ clock: 'src/state/clock.ts' });

function made(deviceAhead = 0) {
  const at = { monotonic: 1000, moved: 0 };
  const start = Date.UTC(2026, 10, 10, 1);
  const ticks = { monotonic: () => at.monotonic, device: () => start + deviceAhead + at.moved + at.monotonic };
  const real = () => start + at.monotonic; // the server's true time
  return { at, real, clock: new clock.ServerClock(ticks) };
}

test('until the server was heard the computer is believed', () => {
  const { clock, real } = made();
  assert.equal(clock.known(), false);
  assert.equal(clock.now(), real());
});

test('a wrong computer does not matter once the server was heard', () => {
  const { clock, real, at } = made(40_000);
  clock.heard(real() - 120); // 120 ms on the way
  at.monotonic += 60_000;
  assert.equal(clock.now(), real() - 120);
  assert.equal(clock.deviceAheadMs(), 40_120);
});

test('the quickest message of the last minutes counts', () => {
  const { clock, real, at } = made();
  for (const delay of [300, 20, 900, 150]) {
    at.monotonic += 15_000;
    clock.heard(real() - delay);
  }
  assert.equal(clock.now(), real() - 20);
});

test('an old quick message is forgotten, because computers drift', () => {
  const { clock, real, at } = made();
  clock.heard(real() - 10);
  for (let i = 0; i < 16; i++) {
    at.monotonic += 15_000;
    clock.heard(real() - 200);
  }
  assert.equal(clock.now(), real() - 200);
});

test('a clock moved by hand is noticed and moves nothing', () => {
  const { clock, real, at } = made();
  clock.heard(real());
  at.moved = 3_600_000;
  assert.equal(clock.deviceMoved(), true);
  assert.equal(clock.now(), real());
  at.monotonic += 5000;
  clock.heard(real());
  assert.equal(clock.deviceMoved(), false);
});

test('when the server itself says another time, that is the time', () => {
  const { clock, real, at } = made();
  clock.heard(real());
  at.monotonic += 1000;
  clock.heard(real() + 3_600_000);
  assert.equal(clock.now(), real() + 3_600_000);
});
