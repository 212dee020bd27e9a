// Who is at this screen, and what she may open. On a terminal a session can be locked: then there is a terminal and a
// premises, but nobody's name.
import { computed, signal } from './signals.ts';
import { get, onSignedOut, post, Problem } from '../api.ts';
import type { Early } from '../early.ts';
import { msOf } from '../time.ts';
import type { Role, Uuid } from '../types.ts';
import { heardServerTime } from './clock.ts';

export interface Who {
  staff: { id: Uuid; name: string; initials: string } | null;
  roles: { role: Role; premises: Uuid | null }[];
  premises: { id: Uuid; name: string }[];
  terminal: { id: Uuid; name: string; premises: Uuid } | null;
  /** A terminal with nobody signed in on it. */
  locked: boolean;
  /** Idle seconds after which a terminal locks, and after which it asks for the PIN again. */
  pinIdleS: number;
  pinAgainS: number;
}

export const NOBODY: Who = {
  staff: null,
  roles: [],
  premises: [],
  terminal: null,
  locked: false,
  pinIdleS: 60,
  pinAgainS: 30,
};

/** What the server says of this screen: /api/me, and the answer to signing in and to changing worker. */
export interface Me {
  staff: { id: Uuid; username: string; display_name: string; initials: string } | null;
  premises: { id: Uuid; name: string; roles: Role[] }[];
  roles: Role[];
  terminal: { id: Uuid; name: string; premises: { id: Uuid; name: string } } | null;
  settings: { pin_idle_s: number; pin_again_s: number } | null;
  now: string;
}

export function whoOf(me: Me): Who {
  const house = me.terminal?.premises;
  const here = me.premises.map(({ id, name }) => ({ id, name }));
  const held = me.premises.flatMap(({ id, roles }) => roles.map((role) => ({ role, premises: id })));
  const elsewhere = me.roles.filter((role) => !held.some((one) => one.role === role));
  return {
    staff: me.staff && { id: me.staff.id, name: me.staff.display_name, initials: me.staff.initials },
    roles: [...held, ...elsewhere.map((role) => ({ role, premises: null }))],
    premises: house && !here.some((one) => one.id === house.id) ? [...here, house] : here,
    terminal: me.terminal && { id: me.terminal.id, name: me.terminal.name, premises: me.terminal.premises.id },
    locked: me.terminal !== null && me.staff === null,
    pinIdleS: me.settings?.pin_idle_s ?? NOBODY.pinIdleS,
    pinAgainS: me.settings?.pin_again_s ?? NOBODY.pinAgainS,
  };
}

export function takeMe(me: Me): void {
  heardServerTime(msOf(me.now));
  who.value = whoOf(me);
  whoFailed.value = false;
}

/** Null until the server has been asked. */
export const who = signal<Who | null>(null);
/** True when the server could not be asked. */
export const whoFailed = signal(false);

export const signedIn = computed(() => who.value?.staff != null);
export const onTerminal = computed(() => who.value?.terminal != null);

export function hasRole(...roles: Role[]): boolean {
  return who.value?.roles.some((held) => roles.includes(held.role)) ?? false;
}

/** Whoever works at several premises chooses; it lasts as long as the page. */
export const chosenPremises = signal<Uuid | null>(null);

/** The premises this screen is about: the terminal's, or the one she chose, or the only or first one she works at. */
export const currentPremises = computed(() => {
  const list = who.value?.premises ?? [];
  const wanted = who.value?.terminal?.premises ?? chosenPremises.value;
  return list.find((one) => one.id === wanted) ?? list[0] ?? null;
});

export async function askWho(): Promise<void> {
  const page = window as Early;
  const early = page.lanternMe;
  page.lanternMe = undefined;
  try {
    takeMe(await get<Me>('/api/me', { early }));
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
