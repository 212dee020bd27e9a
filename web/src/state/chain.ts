// Women who do not answer: the steps at each door, as this screen knows them. Which are open is in the rows of the board;
// what was done comes with the events. A tap counts at once and is sent until somebody answers, because nobody waits for
// a network at a silent door.
import { computed, effect, signal } from './signals.ts';
import { get, newId, Problem, send, worthRetrying } from '../api.ts';
import type { Chain, ChainStep, ChainStepName } from '../plan/board.ts';
import { isoOf, msOf } from '../time.ts';
import type { BoardRow, LiveEvent, Uuid } from '../types.ts';
import { applyRow, board, whenHeard } from './board.ts';
import { clock, now } from './clock.ts';
import { crnOf } from './names.ts';
import { currentPremises, signedIn, who } from './session.ts';

const RETRY_MS = 3000;
const DEFAULT_TIMES = { louder_s: 30, second_s: 60, enter_s: 90, climb_s: 180 };

/** A step tapped here, until an answer of the server holds it too. */
interface Tapped extends ChainStep {
  chain: Uuid;
  sent: boolean;
}

const known = signal<ReadonlyMap<Uuid, Chain>>(new Map());
/** Begun at this screen, and not in the board's rows yet. */
const begun = signal<readonly Chain[]>([]);
const tapped = signal<readonly Tapped[]>([]);
/** Chains that are on their way to the server, by the id this screen gave them. */
const sending = new Map<Uuid, Promise<Uuid | null>>();

/** Those that are open, the oldest first, with every step that is known here. */
export const openChains = computed<readonly Chain[]>(() => {
  const rows = (board.value?.rows ?? []).filter((row) => row.chain);
  const told = rows.map((row) => ({ ...(known.value.get(row.chain!.id) ?? bareChain(row.chain!.id, row, row.chain!.opened_at)), room: row.room }));
  const ours = begun.value.filter((one) => !rows.some((row) => row.stay === one.stay));
  return [...told, ...ours].map(withTapped).sort((a, b) => msOf(a.opened_at) - msOf(b.opened_at));
});

/** Put aside at this screen: the page beneath can be used, and a line over it says that the clock runs. */
const aside = signal<ReadonlySet<Uuid>>(new Set());
export const chainShown = computed(() => openChains.value.find((one) => !aside.value.has(one.id)) ?? null);
/** Whom this screen began it for: here the first step has the focus, elsewhere nothing that a stray key could press. */
export const begunHere = signal<Uuid | null>(null);

export const putAside = (id: Uuid): void => {
  aside.value = new Set([...aside.value, id]);
};

export const takeUp = (id: Uuid): void => {
  aside.value = new Set([...aside.value].filter((one) => one !== id));
};

function bareChain(id: Uuid, row: BoardRow, openedAt: string): Chain {
  const setting = (name: keyof typeof DEFAULT_TIMES): number => Number(board.value?.settings[`chain_${name}`] ?? DEFAULT_TIMES[name]);
  const times = { louder_s: setting('louder_s'), second_s: setting('second_s'), enter_s: setting('enter_s'), climb_s: setting('climb_s') };
  return {
    id, times, stay: row.stay, room: row.room, resident: null, opened_at: openedAt, steps: [], attests: [], ended: null,
    climb_at: isoOf(msOf(openedAt) + times.climb_s * 1000),
  };
}

function withTapped(chain: Chain): Chain {
  const ours = tapped.value.filter((step) => step.chain === chain.id);
  return ours.length === 0 ? chain : { ...chain, steps: united(ours, chain.steps) };
}

const refused = signal<ReadonlyMap<Uuid, string>>(new Map());
/** Why the server would not open it; undefined: it has, or was not asked yet. */
export const refusalOf = (chain: Uuid): string | undefined => refused.value.get(chain);

/** How many steps of it have not reached the server. */
export const unsentSteps = (chain: Uuid): number => tapped.value.filter((step) => step.chain === chain && !step.sent).length;

/** Two may stamp in one second: no answer and no event takes away a step that another had. */
function remember(chain: Chain): void {
  const next = new Map(known.value);
  if (chain.ended) next.delete(chain.id);
  else next.set(chain.id, { ...chain, steps: united(next.get(chain.id)?.steps ?? [], chain.steps) });
  known.value = next;
}

function united(before: readonly ChainStep[], after: readonly ChainStep[]): ChainStep[] {
  const all = new Map([...before, ...after].map((step) => [step.id, step]));
  return [...all.values()].sort((a, b) => msOf(a.at) - msOf(b.at));
}

/** What an event says of a chain; that it is open is in its row. */
function hear(event: LiveEvent): void {
  if (!event.kind.startsWith('chain.')) return;
  const chain = signedIn.value ? event.data.chain : event.data.board?.no_reply;
  if (!chain) return;
  remember(chain);
  if (signedIn.value && chain.ended) owedWord(chain);
}

/** Somebody has gone in, and who it was, or who was with her, has not been said by everybody who was. */
export function attestWanted({ steps, attests }: Chain): boolean {
  return steps.some((one) => one.step === 'entered') && (attests.length === 0 || (attests.length === 1 && !attests[0]!.alone));
}

/** Over, and still to be signed for by whoever went in. */
const unsworn = signal<readonly Chain[]>([]);
/** Those that whoever is at this screen may still have to sign for. */
export const chainsToAttest = computed(() =>
  signedIn.value ? unsworn.value.filter((one) => one.attests.every(({ by }) => by !== who.value?.staff?.initials)) : [],
);

/** What is known by now of who went in, after the steps are over. */
export function owedWord(chain: Chain): void {
  const others = unsworn.value.filter((one) => one.id !== chain.id);
  unsworn.value = chain.ended && attestWanted(chain) ? [...others, chain] : others;
}

/** It was nobody at this screen. */
export const notHere = (id: Uuid): void => {
  unsworn.value = unsworn.value.filter((one) => one.id !== id);
};

/** As the server has just answered. */
export function tookAttest(chain: Chain): void {
  remember(chain);
  owedWord(chain);
}

/** It is over, as the server has just answered. */
export function chainOver(chain: Chain): void {
  begun.value = begun.value.filter((one) => one.stay !== chain.stay);
  applyRow(chain.stay, { chain: null });
}

/** What a locked screen may know of it. */
function withoutNames(chain: Chain): Chain {
  return { ...chain, resident: null, attests: [], steps: chain.steps.map((step) => ({ ...step, words: '', by: null })) };
}

/** Asks for those that are open, with their steps. */
export async function loadChains(): Promise<void> {
  const house = currentPremises.value?.id;
  if (!house) return;
  const { open } = await get<{ open: Chain[] }>(`/api/premises/${house}/chains`).catch(() => ({ open: [] }));
  open.forEach(remember);
}

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Until somebody answers, or refuses. */
async function sendUntilAnswered<T>(path: string, body: object): Promise<T> {
  for (;;) {
    try {
      return await send<T>('PUT', path, body);
    } catch (error) {
      if (!worthRetrying(error)) throw error;
      await wait(RETRY_MS);
    }
  }
}

/** She does not answer: the steps are on this screen at once, and on every other as soon as the server has heard. */
export function beginChain(row: BoardRow): void {
  const open = openChains.value.find((one) => one.stay === row.stay);
  if (open) return takeUp(open.id);
  const chain = bareChain(newId(), row, isoOf(clock.now()));
  begunHere.value = row.stay;
  begun.value = [...begun.value, { ...chain, steps: [stepNow(newId(), 'knocked', '')] }];
  sending.set(chain.id, tellOfChain(chain, row));
}

async function tellOfChain(chain: Chain, row: BoardRow): Promise<Uuid | null> {
  try {
    const { chain: opened } = await sendUntilAnswered<{ chain: Chain }>(`/api/chains/${chain.id}`, { stay: row.stay, crn: crnOf(row) });
    // Somebody else was first: what was tapped here belongs to hers.
    tapped.value = tapped.value.map((step) => (step.chain === chain.id ? { ...step, chain: opened.id } : step));
    begun.value = begun.value.map((one) => (one.id === chain.id ? opened : one));
    remember(opened);
    return opened.id;
  } catch (error) {
    // The steps stay: what is to be done at a door does not depend on what a server allows.
    refused.value = new Map([...refused.value, [chain.id, error instanceof Problem ? error.detail : '']]);
    return null;
  }
}

function stepNow(id: Uuid, step: ChainStepName, words: string): ChainStep {
  return { id, step, words, by: who.value?.staff?.initials ?? null, at: isoOf(clock.now()) };
}

/** One tap: stamped now, shown now, sent until it is answered. */
export async function tapStep(chain: Chain, step: ChainStepName, words = ''): Promise<void> {
  const made: Tapped = { ...stepNow(newId(), step, words), chain: chain.id, sent: false };
  tapped.value = [...tapped.value, made];
  const real = await (sending.get(chain.id) ?? chain.id);
  if (real === null) return;
  const body = { chain: real, step, ...(words && signedIn.value && { words }) };
  try {
    remember((await sendUntilAnswered<{ chain: Chain }>(`/api/chain-steps/${made.id}`, { ...body, at: made.at })).chain);
  } catch {
    // It is over: the event that says so takes the steps away.
  }
  tapped.value = tapped.value.map((one) => (one.id === made.id ? { ...one, sent: true } : one));
}

/** Forgets what is over, asks for what is new, and shows again what nobody has brought to an end in time. */
export function startChains(): void {
  whenHeard(hear);
  effect(() => {
    if (signedIn.value) return;
    known.value = new Map([...known.peek()].map(([id, chain]) => [id, withoutNames(chain)]));
    begun.value = begun.peek().map(withoutNames);
    tapped.value = tapped.peek().map((step) => ({ ...step, by: null, words: '' }));
  });
  effect(() => {
    const rows = board.value?.rows ?? [];
    const ids = rows.flatMap((row) => (row.chain ? [row.chain.id] : []));
    if (ids.some((id) => !known.peek().has(id))) void loadChains();
    const here = new Set(rows.filter((row) => row.chain).map((row) => row.stay));
    if (begun.peek().some((one) => here.has(one.stay))) begun.value = begun.peek().filter((one) => !here.has(one.stay));
  });
  const again = new Set<Uuid>();
  effect(() => {
    for (const chain of openChains.value) {
      if (again.has(chain.id) || now.value < msOf(chain.climb_at)) continue;
      again.add(chain.id);
      takeUp(chain.id);
    }
  });
}
