// The no-reply chain in words: what is to be done now, the steps and how it ended. Pure, so that every second of it can be
// tried without a browser.
import { msOf, plural, ukTime } from '../time.ts';
import type { Chain, ChainOutcome, ChainStep, ChainStepName } from '../plan/board.ts';
import type { BoardRow } from '../types.ts';

/** At her door, in their order, each with the setting that says from when. */
export const AT_THE_DOOR: readonly { step: ChainStepName; words: string; from: keyof Chain['times'] | null }[] = [
  { step: 'knocked', words: 'Knocked, said her name and who I am', from: null },
  { step: 'louder', words: 'Again, louder or in her agreed way', from: 'louder_s' },
  { step: 'second_called', words: 'Second worker called to the door', from: 'second_s' },
  { step: 'entered', words: 'Went in together', from: 'enter_s' },
];

export const IN_THE_ROOM: readonly { step: ChainStepName; words: string }[] = [
  { step: 'breathing', words: 'She is breathing' },
  { step: 'roused', words: 'She can be roused' },
  { step: 'not_breathing', words: 'Not breathing, or cannot be roused' },
];

export const EMERGENCY: readonly { step: ChainStepName; words: string }[] = [
  { step: 'called_999', words: '999 called' },
  { step: 'naloxone', words: 'Naloxone given' },
  { step: 'cpr', words: 'CPR begun' },
  { step: 'recovery_position', words: 'Recovery position' },
  { step: 'ambulance', words: 'Ambulance is here' },
];

export const EMERGENCY_WORDS = 'Not breathing, or cannot be roused: 999 now, naloxone if there is any chance of opioids, CPR. Ask nobody first.';

export const CHAIN_OUTCOME: Record<ChainOutcome, string> = {
  answered: 'She answered',
  seen_well: 'Seen, and she is well',
  roused: 'Roused',
  hospital: 'Gone to hospital',
  not_in_room: 'Not in her room',
  died: 'She has died',
};

/** "0:47", "12:05" */
export function clockWords(chain: Chain, nowMs: number): string {
  return sinceWords(chain, nowMs);
}

/** How long after the first knock something was: "1:32". */
export function sinceWords(chain: Chain, atMs: number): string {
  const s = Math.max(0, Math.floor((atMs - msOf(chain.opened_at)) / 1000));
  return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, '0')}`;
}

export const spanClock = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

export const timesOf = (chain: Chain, step: ChainStepName): ChainStep[] => chain.steps.filter((one) => one.step === step);

const did = (chain: Chain, ...steps: ChainStepName[]): boolean => chain.steps.some((one) => steps.includes(one.step));

/** The one thing to do now. What was done and found in the room decides before the time does. */
export function doNow(chain: Chain, nowMs: number): string {
  const found = [...chain.steps].reverse().find(({ step }) => ['breathing', 'roused', 'not_breathing'].includes(step))?.step;
  if (did(chain, 'ambulance')) return 'Give them her crisis summary. When she has left or is safe, end the steps.';
  if (did(chain, 'called_999')) return found === 'roused' ? 'Stay with her until the ambulance is here.' : untilHelp(chain);
  if (found === 'not_breathing') return 'Call 999 now. Naloxone if there is any chance of opioids. CPR.';
  if (found === 'roused') return 'Stay with her. When she is safe, end the steps.';
  if (found === 'breathing') return 'Rouse her: her name, her shoulder. If she cannot be roused: 999 now.';
  if (did(chain, 'entered')) return 'Look for breathing. Rouse her.';
  return atTheDoor(chain, (nowMs - msOf(chain.opened_at)) / 1000);
}

/** Help is on its way: what may be done until it is here. */
function untilHelp(chain: Chain): string {
  return did(chain, 'naloxone') ? 'Stay with her: CPR, or recovery position.' : 'Naloxone if there is any chance of opioids. CPR, or recovery position.';
}

/** By the time, or by what was done before its time. */
function atTheDoor(chain: Chain, s: number): string {
  const { louder_s, second_s, enter_s } = chain.times;
  if (s >= enter_s) return 'Go in together now. Do not wait for a manager.';
  if (did(chain, 'second_called')) return 'Go in together as soon as you are two. Do not wait for a manager.';
  if (s >= second_s) return 'Call the second worker to the door. Every screen shows this.';
  if (did(chain, 'louder')) return 'Listen. No answer: call the second worker to the door.';
  if (s >= louder_s) return 'Again: louder, or in her agreed way. Light, bed pad.';
  return 'Knock. Say her name and who you are. Listen.';
}

const COVER_MS = 30 * 60_000;

/** "Cover needed: 2 checks due by 01:20": whoever else is to be seen while hands are at this door. Null: nobody. */
export function coverWords(rows: readonly BoardRow[], nowMs: number): string | null {
  const latest = rows
    .filter((row) => row.chain === null && row.presence.state === 'in')
    .map((row) => Math.min(...row.requirements.map((one) => msOf(one.latest))))
    .filter((ms) => ms <= nowMs + COVER_MS);
  if (latest.length === 0) return null;
  return `Cover needed: ${plural(latest.length, 'check')} due by ${ukTime(Math.max(...latest))}.`;
}

/** What is to be done next at the door: the first step that nobody has stamped. */
export function nextStep(chain: Chain): ChainStepName | null {
  return AT_THE_DOOR.find(({ step }) => !did(chain, step))?.step ?? null;
}

/** What becomes of on-call: told at a set time whatever anybody presses. */
export function climbWords(chain: Chain, nowMs: number): string {
  const at = spanClock(chain.times.climb_s);
  return did(chain, 'climbed') || nowMs >= msOf(chain.climb_at)
    ? `The on-call manager was told at ${at}.`
    : `Without an end by ${at} the on-call manager is told. Nothing waits for it.`;
}

/** What a woman may have answered or been seen in: such a record ends the steps by itself. */
export const ENDS_CHAIN: readonly string[] = ['spoke', 'awake_seen', 'do_not_disturb', 'asleep_breathing'];
