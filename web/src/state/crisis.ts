// The crisis summaries of everybody who lives here, in the memory of this page and nowhere else: asked for once the board is
// there, so that they open without a network; forgotten when the screen locks or another worker takes it.
import { effect, signal, untracked } from './signals.ts';
import { get } from '../api.ts';
import type { Crisis } from '../plan/types.ts';
import type { Uuid } from '../types.ts';
import { firstBoard, whenHeard } from './board.ts';
import { clock } from './clock.ts';
import { mayAt, STAFF } from './may.ts';
import { currentPremises, signedIn, who } from './session.ts';

const AFTER_MS = 1500; // behind what the board itself asks for
const EVERY_MS = 10 * 60_000;
/** Events after which a summary may say something else. */
const CHANGES = /^(safety_plan|contact|watch|review|stay|room)\./;

/** `at`: when they were read, server milliseconds. */
export const summaries = signal<{ women: readonly Crisis[]; at: number } | null>(null);
/** Whose is open; `stay` null: to be chosen. */
export const crisisOpen = signal<{ stay: Uuid | null } | null>(null);

export const mayReadCrisis = (): boolean => signedIn.value && mayAt(currentPremises.value?.id, [...STAFF, 'inspector']);

let timer = 0;

async function read(house: Uuid, as: Uuid): Promise<void> {
  later(EVERY_MS);
  const answer = await get<{ women: Crisis[] }>(`/api/premises/${house}/crisis`).catch(() => null);
  // Who asked may have left the screen meanwhile.
  if (answer && who.value?.staff?.id === as && currentPremises.value?.id === house) summaries.value = { women: answer.women, at: clock.now() };
}

export function readCrisis(): void {
  const [house, as] = [currentPremises.value?.id, who.value?.staff?.id];
  if (house && as && mayReadCrisis()) void read(house, as);
}

function later(ms: number): void {
  window.clearTimeout(timer);
  timer = window.setTimeout(readCrisis, ms);
}

export function startCrisis(): void {
  effect(() => {
    const [house, as] = [currentPremises.value?.id, who.value?.staff?.id];
    untracked(() => {
      summaries.value = null;
      crisisOpen.value = null;
      window.clearTimeout(timer);
      if (house && as) void Promise.resolve(firstBoard()).then(() => later(AFTER_MS));
    });
  });
  whenHeard((event) => {
    if (CHANGES.test(event.kind) && summaries.value) later(AFTER_MS);
  });
}
