// Sessions, attempts and what is owed, in sentences.
import type { KeyworkPage, Session, SkillBefore } from '../../records-keywork.ts';
import { dayInWords, leftInWords, msOf, overdueInWords, plural, spanInWords, ukDate, ukDateTime, ukTimeNear, type When } from '../../time.ts';
import { SKILL, TAG } from '../../words-keywork.ts';
import { RESTRICTED } from '../../words.ts';

/** "The next session is due by 15 November, 23:59: 4 days left." */
export function owedInWords({ owed }: Pick<KeyworkPage, 'owed'>, now: When): string {
  const { due, first, overdue } = owed;
  const which = first ? 'Her first session' : 'The next session';
  if (due === null) return 'No session is due.';
  if (!overdue) return `${which} is due by ${ukTimeNear(due, now)}: ${leftInWords(due, now)}.`;
  return `${which} was due by ${ukTimeNear(due, now)}: ${overdueInWords(due, now)}.`;
}

export function keyworkerInWords({ keyworker }: Pick<KeyworkPage, 'keyworker'>): string {
  if (!keyworker) return 'She has no keyworker.';
  const { name, since, away } = keyworker;
  const who = `Her keyworker is ${name}, since ${ukDate(since)}.`;
  if (!away) return who;
  return `${who} Away until ${dayInWords(away.back_on)}; ${away.cover ? `${away.cover.name} covers` : 'nobody covers'}.`;
}

export const lengthInWords = (minutes: number | null): string => (minutes === null ? '' : plural(minutes, 'minute'));

const WRITTEN_AT_ONCE_S = 60;

/** When it was written, if not at once. */
export function gapInWords({ gap_s, without_devices, recorded_at }: Pick<Session, 'gap_s' | 'without_devices' | 'recorded_at'>): string | null {
  if (gap_s < WRITTEN_AT_ONCE_S) return without_devices ? 'No devices in the room. Written up as it ended.' : null;
  const how = `Written ${spanInWords(gap_s)} after it ended, ${ukDateTime(recorded_at)}.`;
  return without_devices ? `No devices in the room. ${how}` : how;
}

export const tagsInWords = (one: Pick<Session, 'tags' | 'own_tags'>): string =>
  [...one.tags.map((tag) => TAG[tag]), ...one.own_tags.map((own) => `“${own}”`)].join(', ');

export const skillInWords = (one: Session['skills'][number]): string => `${one.skill ?? RESTRICTED}: ${SKILL[one.how].toLowerCase()}`;

/** One skill, however often and in whichever way it was there. */
export interface SkillOffered {
  skill: string;
  /** "practised 3 times, last 4 November 2026" */
  before: string;
}

/** Those that may be named, the newest first, each once. */
export function skillsOffered(skills: readonly SkillBefore[]): SkillOffered[] {
  const names = [...new Set(skills.flatMap((one) => one.skill ?? []))];
  return names.map((skill) => {
    const these = skills.filter((one) => one.skill === skill);
    const last = these.reduce((latest, one) => (msOf(one.last_at) > msOf(latest) ? one.last_at : latest), these[0]!.last_at);
    const ways = these.map((one) => `${SKILL[one.how].toLowerCase()} ${one.times === 1 ? 'once' : `${one.times} times`}`);
    return { skill, before: `${ways.join(', ')}; last ${ukDate(last)}` };
  });
}
