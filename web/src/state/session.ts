// Who is at this screen, and what she may open. On a terminal a session can be locked: then there is a terminal and a
// premises, but nobody's name.
import { computed, signal } from '@preact/signals';
import { get, onSignedOut, post, Problem } from '../api.ts';
import type { Role, Uuid } from '../types.ts';

export interface Who {
  staff: { id: Uuid; name: string; initials: string } | null;
  roles: { role: Role; premises: Uuid | null }[];
  premises: { id: Uuid; name: string }[];
  terminal: { id: Uuid; name: string; premises: Uuid } | null;
  locked: boolean;
}

export const NOBODY: Who = { staff: null, roles: [], premises: [], terminal: null, locked: false };

/** Null until the server has been asked. */
export const who = signal<Who | null>(null);
/** True when the server could not be asked. */
export const whoFailed = signal(false);

export const signedIn = computed(() => who.value?.staff != null);
export const onTerminal = computed(() => who.value?.terminal != null);

export function hasRole(...roles: Role[]): boolean {
  return who.value?.roles.some((held) => roles.includes(held.role)) ?? false;
}

/** The premises this screen is about: the terminal's, or the only or first one she works at. */
export const currentPremises = computed(() => {
  const list = who.value?.premises ?? [];
  const terminal = who.value?.terminal?.premises;
  return list.find((one) => one.id === terminal) ?? list[0] ?? null;
});

export async function askWho(): Promise<void> {
  try {
    who.value = { ...NOBODY, ...(await get<Partial<Who>>('/api/whoami')) };
    whoFailed.value = false;
  } catch (error) {
    if (error instanceof Problem && (error.status === 401 || error.status === 403)) {
      who.value = NOBODY;
      whoFailed.value = false;
    } else {
      whoFailed.value = true;
    }
  }
}

/** Ends this session on this computer, whatever the server says. */
export async function signOut(): Promise<void> {
  await post('/api/sign-out', {}).catch(() => undefined);
  await askWho();
}

onSignedOut(() => {
  who.value = who.value?.terminal ? { ...who.value, staff: null, roles: [], locked: true } : NOBODY;
});
