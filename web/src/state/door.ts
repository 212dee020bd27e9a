// The square at a door: its address opens the record of whoever lives behind it. What was scanned waits here while the
// worker signs in, and not longer than a walk to the next door.
import { clock } from './clock.ts';
import { signal } from './signals.ts';

const WAITS_MS = 300_000;

export interface Scanned {
  /** What the square holds. */
  door: string;
  at: number;
}

export const scanned = signal<Scanned | null>(null);

export const scan = (door: string): void => {
  scanned.value = { door, at: clock.now() };
};

/** What was scanned just now, once. */
export function takeScanned(): string | null {
  const taken = scanned.value;
  scanned.value = null;
  return taken && clock.now() - taken.at < WAITS_MS ? taken.door : null;
}

/** The code in an address like "https://lantern.example/door/0b2c...", or null when it is another square. */
export const doorIn = (text: string): string | null => /\/door\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.exec(text)?.[1]?.toLowerCase() ?? null;
