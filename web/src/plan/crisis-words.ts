// The lines of a crisis summary in words, and how long it takes to read them out.
import { dayInWords, ukDateTime, ukTimeTonight, type When } from '../time.ts';
import { RESTRICTED } from '../words.ts';
import type { Crisis, CrisisLine, CrisisName, KnownState, WatchReason } from './types.ts';

export const CRISIS: Record<CrisisName, string> = {
  allergies: 'Allergies',
  medicines: 'Medicines, last taken',
  substances: 'Substances, last known use',
  naloxone: 'Naloxone here?',
  self_harm: 'Self-harm, now or before',
  communication: 'Communication',
  helps: 'What helps',
  may_be_told: 'Who may be told',
  gp: 'GP and prescriber',
};

/** Three different things, which must never read the same. */
export const KNOWN: Record<KnownState, string> = {
  recorded: 'Recorded',
  none_known: 'Asked: none known',
  not_asked: 'Not asked yet',
};

/** Whose time belongs with the line, and what it is the time of. */
export const KNOWN_AT: Partial<Record<CrisisName, string>> = { medicines: 'Last taken', substances: 'Last known use' };

export const WATCH: Record<WatchReason, string> = {
  release: 'Watch after release',
  rule: 'Watch begun by a rule',
  intoxication: 'Intoxication watch',
  concern: 'Watch because of a concern',
  incident: 'Watch after an incident',
};

export function crisisLineInWords(line: CrisisLine, now: When): string {
  if (line.state !== 'recorded') return KNOWN[line.state];
  const when = line.known_at && `${KNOWN_AT[line.name] ?? 'Known'} ${ukTimeTonight(line.known_at, now)}.`;
  return [line.words.trim(), when].filter(Boolean).join(when && !/[.!?]$/.test(line.words.trim()) ? '. ' : ' ');
}

/** The first of the ten lines: who she is, and where. */
export function whoInWords({ resident: her, room }: Crisis): string {
  if (her.preferred_name === null) return [RESTRICTED, room && `room ${room}`].filter(Boolean).join(', ');
  const given = her.given_name && her.given_name !== her.preferred_name ? ` (${her.given_name})` : '';
  const name = `${her.preferred_name}${given} ${her.family_name ?? ''}`.trim();
  const born = her.born_on && `born ${dayInWords(her.born_on)}`;
  return [name, born, her.crn && `CRN ${her.crn}`, room && `room ${room}`].filter(Boolean).join(', ');
}

export function stampInWords(crisis: Crisis): string {
  if (crisis.version === null) return 'Nobody has written one yet. What is not asked is not known.';
  return `Version ${crisis.version}, ${ukDateTime(crisis.saved_at!)}, ${crisis.author}`;
}

/** What it should take at most, seconds. */
export const ALOUD_S = 30;

const WORDS_A_MINUTE = 150; // an unhurried voice on a telephone

/** Her name, when she was born and her room, before all that is written. */
const WHO_SHE_IS = 10;

/** "About 22 seconds aloud", of who she is and the lines that are written, each with its name; a long one up to the next five. */
export function aloudInWords(crisis: readonly CrisisLine[]): { long: boolean; words: string } {
  const words = crisis.filter((line) => line.state === 'recorded').flatMap((line) => `${CRISIS[line.name]} ${line.words}`.trim().split(/\s+/));
  const seconds = Math.round(((WHO_SHE_IS + words.length) * 60) / WORDS_A_MINUTE);
  const long = seconds > ALOUD_S;
  return { long, words: `About ${long ? Math.ceil(seconds / 5) * 5 : seconds} seconds aloud` };
}
