// clock.mjs -- the time a server believes, driven by the test.
//
// A server started with LANTERN_CLOCK=file:PATH maps eight bytes, a native int64 of microseconds since 1970 UTC.
// Any number of servers may share one clock.
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'lantern-clock-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
let count = 0;

/** Microseconds since 1970 of an RFC 3339 text (up to six decimals). */
export function micros(iso) {
  const [, fraction = ''] = /\.(\d{1,6})/.exec(iso) ?? [];
  const whole = Date.parse(iso.replace(/\.\d+/, ''));
  if (Number.isNaN(whole)) throw new Error(`not an instant: ${iso}`);
  return BigInt(whole) * 1000n + BigInt(fraction.padEnd(6, '0'));
}

/** The product's own spelling: six decimals, Z. */
export function iso(us) {
  const whole = new Date(Number(us / 1000n)).toISOString().slice(0, 19);
  return `${whole}.${String(us % 1000000n).padStart(6, '0')}Z`;
}

/** A clock standing at `start` until it is set or advanced. */
export function clock(start = '2026-11-10T18:00:00Z') {
  const path = join(folder, `clock-${++count}`);
  const file = openSync(path, 'w+', 0o644);
  const bytes = Buffer.alloc(8);
  const self = {
    path,
    us: 0n,
    get iso() {
      return iso(self.us);
    },
    setMicros(us) {
      self.us = us;
      bytes.writeBigInt64LE(us);
      writeSync(file, bytes, 0, 8, 0);
    },
    set(text) {
      self.setMicros(micros(text));
    },
    advance(seconds) {
      self.setMicros(self.us + BigInt(Math.round(seconds * 1e6)));
    },
    close() {
      closeSync(file);
    },
  };
  self.set(start);
  return self;
}
