// The sounds of the night board, made here without files: few, short, falling, each true. A chime when a window opens,
// a chime each minute while a check is overdue and nobody is on the way, a faster one while somebody has not answered.
import { computed, signal } from './signals.ts';
import { instantsOf, ukDay } from '../time.ts';

export type SoundName = 'due' | 'overdue' | 'overdue_long' | 'no_reply';

const OVERDUE_EVERY_MS = 60_000;
const NO_REPLY_EVERY_MS = 15_000;
const LONG_OVERDUE_MS = 5 * 60_000;

export interface Listening {
  /** Checks whose window is open, by requirement id. */
  due: readonly string[];
  /** Overdue checks nobody is going to and whose alarm is not quiet, with the instant they were due at the latest. */
  overdue: readonly { id: string; latestMs: number }[];
  noReply: boolean;
}

export interface Heard {
  due: ReadonlySet<string>;
  overdueAt: number | null;
  noReplyAt: number | null;
}

export const SILENT: Heard = { due: new Set(), overdueAt: null, noReplyAt: null };

/** Which sound, if any, is to be made now, and what to remember of it. At most one at a time, the gravest. */
export function nextSound(heard: Heard, board: Listening, nowMs: number): { sound: SoundName | null; heard: Heard } {
  const fresh = board.due.some((id) => !heard.due.has(id));
  const next: Heard = {
    due: new Set(board.due),
    overdueAt: board.overdue.length > 0 ? heard.overdueAt : null,
    noReplyAt: board.noReply ? heard.noReplyAt : null,
  };
  if (board.noReply && longSince(next.noReplyAt, nowMs, NO_REPLY_EVERY_MS)) {
    return { sound: 'no_reply', heard: { ...next, noReplyAt: nowMs } };
  }
  if (board.overdue.length > 0 && longSince(next.overdueAt, nowMs, OVERDUE_EVERY_MS)) {
    const long = board.overdue.some((one) => nowMs - one.latestMs >= LONG_OVERDUE_MS);
    return { sound: long ? 'overdue_long' : 'overdue', heard: { ...next, overdueAt: nowMs } };
  }
  return { sound: fresh ? 'due' : null, heard: next };
}

function longSince(at: number | null, nowMs: number, every: number): boolean {
  return at === null || nowMs - at >= every || nowMs < at;
}

interface Note {
  hz: number;
  at: number;
  for: number;
  gain: number;
}

const note = (hz: number, at: number, length: number, gain: number): Note => ({ hz, at, for: length, gain });

export const SOUNDS: Record<SoundName, readonly Note[]> = {
  due: [note(660, 0, 0.3, 0.25), note(523, 0.3, 0.45, 0.25)],
  overdue: [note(784, 0, 0.25, 0.5), note(587, 0.25, 0.25, 0.5), note(494, 0.5, 0.4, 0.5)],
  overdue_long: [note(784, 0, 0.25, 0.9), note(587, 0.25, 0.25, 0.9), note(494, 0.5, 0.4, 0.9)],
  no_reply: [0, 0.15, 0.3, 0.45, 0.6].map((at, i) => note(i % 2 === 0 ? 880 : 659, at, 0.14, 0.8)),
};

let audio: AudioContext | null = null;

/** Browsers allow sound only after a key or a tap; until then the board says that sound is waiting for one. */
export const soundAllowed = signal(false);
const offUntil = signal<number | null>(null);
export const volume = signal(1);
const SOUND_KEY = 'lantern.sound';

export const soundOff = computed(() => offUntil.value !== null);

function remember(): void {
  try {
    localStorage.setItem(SOUND_KEY, JSON.stringify({ offUntil: offUntil.value, volume: volume.value }));
  } catch {
    // Storage switched off: it lasts until the page is loaded again.
  }
}

export function startSound(): void {
  try {
    const kept = JSON.parse(localStorage.getItem(SOUND_KEY) ?? '{}') as { offUntil?: number; volume?: number };
    offUntil.value = kept.offUntil ?? null;
    volume.value = kept.volume ?? 1;
  } catch {
    offUntil.value = null;
  }
  for (const type of ['pointerdown', 'keydown']) {
    window.addEventListener(type, () => void allowSound(), { capture: true, once: true });
  }
}

export async function allowSound(): Promise<void> {
  audio ??= new AudioContext();
  await audio.resume().catch(() => undefined);
  soundAllowed.value = audio.state === 'running';
}

const SHIFT_CHANGES = ['08:00', '18:00'];
const DAY_MS = 86_400_000;

/** The next change of shift after an instant. */
export function nextShiftChange(nowMs: number, times: readonly string[] = SHIFT_CHANGES): number {
  const all = [nowMs, nowMs + DAY_MS].flatMap((ms) => times.flatMap((time) => instantsOf(ukDay(ms), time) ?? []));
  return Math.min(...all.filter((instant) => instant > nowMs));
}

/** Off is said in words on the board, and ends by itself with the shift. */
export function turnSoundOff(nowMs: number, shiftEndMs = nextShiftChange(nowMs)): void {
  offUntil.value = shiftEndMs;
  remember();
}

export function turnSoundOn(): void {
  offUntil.value = null;
  remember();
}

export function setVolume(next: number): void {
  volume.value = Math.min(1, Math.max(0.1, next));
  remember();
}

export function endSilence(nowMs: number): void {
  if (offUntil.value !== null && nowMs >= offUntil.value) turnSoundOn();
}

/** Plays whether or not sound is off: for the test at the start of a shift. */
export function play(name: SoundName): void {
  if (!audio || audio.state !== 'running') return;
  for (const one of SOUNDS[name]) playNote(audio, one);
}

function playNote(context: AudioContext, { hz, at, for: length, gain }: Note): void {
  const start = context.currentTime + at;
  const tone = context.createOscillator();
  const level = context.createGain();
  tone.type = 'triangle';
  tone.frequency.value = hz;
  level.gain.setValueAtTime(0.0001, start);
  level.gain.exponentialRampToValueAtTime(gain * volume.value, start + 0.02);
  level.gain.exponentialRampToValueAtTime(0.0001, start + length);
  tone.connect(level).connect(context.destination);
  tone.start(start);
  tone.stop(start + length);
}

let heard = SILENT;

/** Told of the board once a second: makes the sound that is due, if any. */
export function listen(board: Listening, nowMs: number): SoundName | null {
  endSilence(nowMs);
  const step = nextSound(heard, board, nowMs);
  heard = step.heard;
  if (step.sound && !soundOff.value) play(step.sound);
  return step.sound;
}

export async function testSound(): Promise<boolean> {
  await allowSound();
  play('overdue');
  return soundAllowed.value;
}
