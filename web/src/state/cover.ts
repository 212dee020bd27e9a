// Covering the screen: names and rooms are hidden at once by F8 or after a minute without a key or a touch, and coming
// back leads to the exact place. The application stays beneath, inert and hidden, so that a half-filled form survives.
import { signal } from '@preact/signals';

export type CoverState = 'shown' | 'warning' | 'covered';

export interface CoverTimes {
  /** Idle seconds before the screen is covered; null switches that off. */
  idleS: number | null;
  /** How long before that the warning shows. */
  warningS: number;
}

export const COVER_TIMES: CoverTimes = { idleS: 60, warningS: 20 };

export const cover = signal<CoverState>('shown');

export function coverStateAfter(idleMs: number, times: CoverTimes): CoverState {
  if (times.idleS === null) return 'shown';
  const idle = idleMs / 1000;
  if (idle >= times.idleS) return 'covered';
  return idle >= times.idleS - Math.min(times.warningS, times.idleS) ? 'warning' : 'shown';
}

let times = COVER_TIMES;
let lastActive = 0;

export function setCoverTimes(next: CoverTimes): void {
  times = next;
}

function touched(): void {
  lastActive = performance.now();
  if (cover.value === 'warning') cover.value = 'shown';
}

export function coverNow(): void {
  cover.value = 'covered';
}

export function uncover(): void {
  lastActive = performance.now();
  cover.value = 'shown';
}

function step(): void {
  if (cover.value !== 'covered') cover.value = coverStateAfter(performance.now() - lastActive, times);
}

function key(event: KeyboardEvent): void {
  if (event.key === 'F8') {
    event.preventDefault();
    if (cover.value === 'covered') uncover();
    else coverNow();
    return;
  }
  if (cover.value !== 'covered') return;
  // The key that brings the screen back must not also press a button on it.
  event.preventDefault();
  event.stopPropagation();
  if (!['Shift', 'Control', 'Alt', 'Meta', 'CapsLock'].includes(event.key)) uncover();
}

/** Starts watching; on a shared terminal only. Returns how to stop. */
export function startCover(): () => void {
  touched();
  const timer = window.setInterval(step, 1000);
  window.addEventListener('keydown', key, true);
  for (const type of ['pointerdown', 'pointermove', 'keydown', 'wheel']) {
    window.addEventListener(type, touched, { capture: true, passive: true });
  }
  return () => {
    window.clearInterval(timer);
    window.removeEventListener('keydown', key, true);
    for (const type of ['pointerdown', 'pointermove', 'keydown', 'wheel']) {
      window.removeEventListener(type, touched, { capture: true });
    }
    cover.value = 'shown';
  };
}
