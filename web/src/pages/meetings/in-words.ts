// Three-way meetings in sentences, and as the contact that goes into NDelius.
import { meetingText, type Pasted } from '../../paste.ts';
import type { AgendaItem, HerMeetings, Meeting, MeetingTime, Voice } from '../../records-meetings.ts';
import { dayDueInWords, dayInWords, daysBetween, plural, spanInWords, ukDateTime, ukLongDate, ukTime, type When } from '../../time.ts';
import type { Banner } from '../../types.ts';
import { HOW } from '../../words-meetings.ts';

/** "Wednesday 18 November 2026, 10:00" */
export const startInWords = (at: When): string => `${ukLongDate(at)}, ${ukTime(at)}`;

/** "18 November 2026, 10:00, 45 min, by video" */
export const timeInWords = ({ starts_at, minutes, how }: MeetingTime): string => `${ukDateTime(starts_at)}, ${spanInWords(minutes * 60)}, ${HOW[how].toLowerCase()}`;

/** By when the next one is to be, and whether that day is over. */
export function dueInWords({ due_on, due_why }: Pick<HerMeetings, 'due_on' | 'due_why'>, now: When): { words: string; overdue: boolean } {
  if (due_on === null) return { words: 'No meeting is due before she has arrived.', overdue: false };
  const overdue = daysBetween(now, due_on) < 0;
  const by = `${overdue ? 'was to be held' : 'is to be held'} by ${dayInWords(due_on)} (${dayDueInWords(due_on, now)})`;
  if (due_why === 'first') return { words: `Her first meeting here ${by}.`, overdue };
  return { words: due_why === 'regular' ? `The next meeting ${by}, counted from the last one.` : `A meeting before she leaves ${by}.`, overdue };
}

/** How many were not held in a row, up to the newest. */
export function missedInRow(past: readonly Pick<Meeting, 'state'>[]): number {
  const held = past.findIndex((one) => one.state === 'held');
  return held === -1 ? past.length : held;
}

export const openItems = (items: readonly AgendaItem[], voice?: Voice): AgendaItem[] => items.filter((one) => one.withdrawn === null && (voice === undefined || one.voice === voice));

/** "2 of hers, 1 of her keyworker’s" */
export function agendaInWords(items: readonly AgendaItem[]): string {
  const counts: [Voice, string][] = [['resident', 'of hers'], ['keyworker', 'of her keyworker’s'], ['practitioner', 'of her practitioner’s']];
  const parts = counts.flatMap(([voice, whose]) => {
    const n = openItems(items, voice).length;
    return n > 0 ? [`${n} ${whose}`] : [];
  });
  return parts.join(', ') || 'Nothing yet';
}

export const outcomeInWords = ({ decisions, actions, disagreements }: Pick<Meeting, 'decisions' | 'actions' | 'disagreements'>): string =>
  [plural(decisions.length, 'decision'), plural(actions.length, 'action'), ...(disagreements.length > 0 ? [plural(disagreements.length, 'disagreement')] : [])].join(', ');

export const pastedOf = (banner: Banner): Pasted => ({ crn: banner.crn.value, premises: banner.premises.name });

/** Null for one that was not held, or whose words may not be known. */
export function textOf(banner: Banner, { held_at, plain_words, minutes, people, decisions, disagreements, actions }: Meeting): string | null {
  if (held_at === null || plain_words === null) return null;
  const known = <T extends object>(all: readonly T[]): { [K in keyof T]: NonNullable<T[K]> }[] => all as { [K in keyof T]: NonNullable<T[K]> }[];
  return meetingText(pastedOf(banner), { held_at, minutes, people: known(people), decisions: known(decisions), disagreements: known(disagreements), actions: known(actions), plain_words });
}
