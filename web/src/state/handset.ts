// Whether this screen is one that is carried: what is recorded on it was recorded with the screen in the hand.
import type { Proof } from './entry.ts';

/** CSS pixels of the shorter side; a tablet that stands on a desk has more. */
const HELD_PX = 600;

const matches = (query: string): boolean => window.matchMedia(query).matches;

/** Touched and nothing else, and small: a laptop with a touch screen has a pointer too. */
export function proofHere(): Proof {
  const touched = matches('(pointer: coarse) and (hover: none)') && !matches('(any-pointer: fine)');
  return touched && Math.min(screen.width, screen.height) <= HELD_PX ? 'handset' : 'desk';
}
