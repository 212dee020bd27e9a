// A shared terminal: who is on shift here, changing worker by PIN, and locking, by hand or after a minute without a key
// or a touch. What nobody can reach cannot be locked on the server, but names leave the screen all the same.
import { computed, signal } from '@preact/signals';
import { get, post, Problem } from '../api.ts';
import type { Uuid } from '../types.ts';
import { idleStateAfter, type IdleState } from './idle.ts';
import { onTerminal, signedIn, takeMe, who, type Me } from './session.ts';

export interface Person {
  staff: Uuid;
  name: string;
  initials: string;
  locked_until: string | null;
  has_pin: boolean;
}

/** Those who have started their shift here. */
export const people = signal<Person[] | null>(null);

export async function loadPeople(): Promise<void> {
  try {
    people.value = (await get<{ people: Person[] }>('/api/terminal/people')).people;
  } catch (error) {
    if (error instanceof Problem) people.value = [];
  }
}

export async function switchTo(staff: Uuid, pin: string): Promise<void> {
  takeMe(await post<Me>('/api/terminal/switch', { staff, pin }));
  acted();
}

export async function lock(): Promise<void> {
  const before = who.value;
  if (!before?.terminal || !before.staff) return;
  who.value = { ...before, staff: null, roles: [], locked: true };
  await post('/api/terminal/lock', {}).catch(() => undefined);
}

// The PIN is asked for again when the last record is a while ago. The server decides; this only saves a refusal.
let actedAt = -Infinity;

export function acted(): void {
  actedAt = performance.now();
}

export function pinLikelyNeeded(): boolean {
  if (!onTerminal.value) return false;
  const again = who.value?.pinAgainS ?? 30;
  return performance.now() - actedAt > (again - 2) * 1000;
}

const WARNING_S = 20;
const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

const idle = signal<IdleState>('in_use');
/** True for the last seconds before the screen locks by itself. */
export const lockingSoon = computed(() => idle.value === 'warning');

/** Watches for an idle terminal while somebody is signed in on it. Returns how to stop. */
export function startIdleLock(): () => void {
  let last = performance.now();
  const touched = (): void => {
    last = performance.now();
    idle.value = 'in_use';
  };
  const step = (): void => {
    if (!onTerminal.value || !signedIn.value) return touched();
    const idleS = who.value?.pinIdleS ?? 60;
    idle.value = idleStateAfter(performance.now() - last, { idleS, warningS: Math.min(WARNING_S, idleS / 3) });
    if (idle.value !== 'idle') return;
    touched();
    void lock();
  };
  const timer = window.setInterval(step, 500);
  for (const type of TOUCHES) window.addEventListener(type, touched, { capture: true, passive: true });
  return () => {
    window.clearInterval(timer);
    for (const type of TOUCHES) window.removeEventListener(type, touched, { capture: true });
    idle.value = 'in_use';
  };
}
