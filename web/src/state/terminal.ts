// A shared terminal: who is on shift here, changing worker by PIN, and locking, by hand or after a minute without a key
// or a touch. What nobody can reach cannot be locked on the server, but names leave the screen all the same.
import { computed, signal } from './signals.ts';
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

/** The names leave this screen, whether the server said so or is still to be told. */
export function showLocked(): void {
  const before = who.value;
  if (before?.terminal && before.staff) who.value = { ...before, staff: null, roles: [], locked: true };
}

export async function lock(): Promise<void> {
  if (!onTerminal.value || !signedIn.value) return;
  // The server hears of it before anything else is asked for this screen, or it would answer with names.
  const told = post('/api/terminal/lock', {}).catch(() => undefined);
  showLocked();
  await told;
}

// Somebody else may have sat down while nobody touched the screen: from then on the PIN is asked for, until it was given.
const mayBeAnother = signal(true);
export const pinNeeded = computed(() => onTerminal.value && mayBeAnother.value);

let touchedAt = -Infinity;
let toldAt = -Infinity;

/** She has just proved who she is, or signed without anybody else having had the time to sit down. */
export function acted(): void {
  mayBeAnother.value = false;
  touchedAt = performance.now();
}

const TELL_EVERY_MS = 10_000;

/** A key or a touch: the server hears of it too, because it locks what is left alone. */
function touched(): void {
  const now = performance.now();
  idle.value = 'in_use';
  if (now - touchedAt > (who.value?.pinAgainS ?? 30) * 1000) mayBeAnother.value = true;
  touchedAt = now;
  if (!signedIn.value || now - toldAt < TELL_EVERY_MS) return;
  toldAt = now;
  post('/api/me/awake', {}).catch((error: unknown) => {
    if (error instanceof Problem && error.slug === 'terminal-locked') showLocked();
  });
}

const WARNING_S = 20;
const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

const idle = signal<IdleState>('in_use');
/** True for the last seconds before the screen locks by itself. */
export const lockingSoon = computed(() => idle.value === 'warning');

function look(): void {
  if (!onTerminal.value || !signedIn.value) {
    touchedAt = performance.now();
    idle.value = 'in_use';
    return;
  }
  const idleS = who.value?.pinIdleS ?? 60;
  idle.value = idleStateAfter(performance.now() - touchedAt, { idleS, warningS: Math.min(WARNING_S, idleS / 3) });
  if (idle.value !== 'idle') return;
  idle.value = 'in_use';
  void lock();
}

/** Watches for an idle terminal while somebody is signed in on it. Returns how to stop. */
export function startIdleLock(): () => void {
  touchedAt = performance.now();
  const timer = window.setInterval(look, 500);
  for (const type of TOUCHES) window.addEventListener(type, touched, { capture: true, passive: true });
  return () => {
    window.clearInterval(timer);
    for (const type of TOUCHES) window.removeEventListener(type, touched, { capture: true });
    idle.value = 'in_use';
  };
}
