// Covering the screen by hand: F8 or its button hides names and rooms at once, and any key leads back to the exact place.
// The application stays beneath, inert and out of sight, so that a half-filled form survives.
import { signal } from './signals.ts';

export const covered = signal(false);

export function coverNow(): void {
  covered.value = true;
}

export function uncover(): void {
  covered.value = false;
}

const MODIFIERS = ['Shift', 'Control', 'Alt', 'Meta', 'CapsLock'];

function key(event: KeyboardEvent): void {
  if (event.key === 'F8') {
    event.preventDefault();
    covered.value = !covered.value;
    return;
  }
  if (!covered.value) return;
  // The key that brings the screen back must not also press a button on it.
  event.preventDefault();
  event.stopPropagation();
  if (!MODIFIERS.includes(event.key)) uncover();
}

/** Listens for the key; on a shared terminal only. Returns how to stop. */
export function startCover(): () => void {
  window.addEventListener('keydown', key, true);
  return () => {
    window.removeEventListener('keydown', key, true);
    uncover();
  };
}
