// What was seen of her, tapped and on its way to the server. A tap is kept on this computer with its time until the server
// has answered, and sent in the order of the taps, by whoever made them; until then nothing shows it as recorded.
import { effect, signal } from './signals.ts';
import { newId, Problem, send, worthRetrying } from '../api.ts';
import { draftKey, draftsOf, dropDraft, saveDraft } from '../drafts.ts';
import type { SeenState, SightingAnswer } from '../plan/board.ts';
import { isoOf } from '../time.ts';
import type { BoardRow, Instant, Uuid } from '../types.ts';
import { applyRow, rowOf } from './board.ts';
import { clock } from './clock.ts';
import { crnOf } from './names.ts';
import { signedIn, who } from './session.ts';
import { showLocked } from './terminal.ts';

const FORM = 'sighting';
const RETRY_MS = 5000;
/** She has to sign in again, and then it goes on. */
const KEEPS = ['terminal-locked', 'sign-on-needed'];

export interface Tap {
  id: Uuid;
  body: { stay: Uuid; crn: string; sign: Uuid; state: SeenState; seen_at: Instant; clock_offset_ms: number; words?: string };
}

/** Not answered yet, of whoever is at this screen, in the order of the taps. */
export const waitingTaps = signal<readonly Tap[]>([]);
/** Why one was refused that nobody was waiting for any more. */
export const tapRefused = signal<string | null>(null);

type Heard = { answer: SightingAnswer } | { refused: Problem };
const listeners = new Map<Uuid, (heard: Heard) => void>();
let owner: Uuid | null = null;
let running = false;
let timer = 0;

/** Taken down at once; answered when the server has it, refused with its Problem. */
export async function tapSign(row: BoardRow, sign: Uuid, what: { state: SeenState; words: string }): Promise<SightingAnswer> {
  const tap: Tap = {
    id: newId(),
    body: {
      stay: row.stay,
      crn: crnOf(row),
      sign,
      state: what.state,
      seen_at: isoOf(clock.now()),
      clock_offset_ms: Math.round(clock.deviceAheadMs()),
      ...(what.words && { words: what.words }),
    },
  };
  const heard = new Promise<Heard>((done) => listeners.set(tap.id, done));
  waitingTaps.value = [...waitingTaps.value, tap];
  await saveDraft(draftKey(owner ?? '', FORM, tap.id), tap);
  void sendTaps();
  const result = await heard;
  if ('refused' in result) throw result.refused;
  return result.answer;
}

/** One after the other, until none is left or nobody answers. */
async function sendTaps(): Promise<void> {
  if (running) return;
  running = true;
  window.clearTimeout(timer);
  const mine = owner;
  try {
    while (mine === owner && waitingTaps.value[0]) await sendTap(waitingTaps.value[0], mine);
  } catch {
    timer = window.setTimeout(() => void sendTaps(), RETRY_MS);
  } finally {
    running = false;
  }
  if (mine !== owner) void sendTaps();
}

/** Throws when nobody answered, or she has to sign in first. */
async function sendTap(tap: Tap, mine: Uuid | null): Promise<void> {
  const heard = await send<SightingAnswer>('PUT', `/api/sightings/${tap.id}`, tap.body).then(
    (answer): Heard => ({ answer }),
    (error: unknown): Heard => {
      if (!(error instanceof Problem) || worthRetrying(error)) throw error;
      if (error.slug === 'terminal-locked') showLocked();
      if (error.status === 401 || KEEPS.includes(error.slug)) throw error;
      return { refused: error };
    },
  );
  await dropDraft(draftKey(mine ?? '', FORM, tap.id));
  waitingTaps.value = waitingTaps.value.filter((one) => one.id !== tap.id);
  if ('answer' in heard) show(tap, heard.answer);
  const told = listeners.get(tap.id);
  listeners.delete(tap.id);
  if (told) told(heard);
  else if ('refused' in heard) tapRefused.value = heard.refused.errors[0]?.detail ?? heard.refused.detail;
}

/** In her row, as soon as it is answered and before the event that says the same. */
function show({ body }: Tap, answer: SightingAnswer): void {
  const live = rowOf(body.stay);
  if (!live) return;
  const fired = answer.proposals ?? [];
  const others = (live.proposals ?? []).filter((one) => !fired.some(({ id }) => id === one.id));
  applyRow(body.stay, {
    signs: (live.signs ?? []).map((one) => (one.sign === body.sign ? { ...one, state: body.state } : one)),
    ...(fired.length > 0 && { proposals: [...others, ...fired] }),
  });
}

/** Takes up what whoever signs in here has left unsent. */
export function startTaps(): void {
  effect(() => {
    const me = signedIn.value ? (who.value?.staff?.id ?? null) : null;
    if (me === owner) return;
    owner = me;
    waitingTaps.value = [];
    if (me) void draftsOf<Tap>(me, FORM).then((kept) => me === owner && takeUp(kept));
  });
}

function takeUp(kept: readonly Tap[]): void {
  const here = new Set(waitingTaps.value.map((one) => one.id));
  waitingTaps.value = [...kept.filter((one) => !here.has(one.id)), ...waitingTaps.value];
  void sendTaps();
}
