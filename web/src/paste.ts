// What goes into NDelius by hand: plain text that a field of any age takes, with whom it is about first.
import type { Level, UpdateKind } from './records-updates.ts';
import { spanInWords, ukDateTime, ukShortDate, ukTime, type When } from './time.ts';
import { LEVEL, UPDATE_KIND } from './words-updates.ts';

/** What NDelius calls a three-way meeting. */
const MEETING_CONTACT = 'C084 (three-way meeting)';

const PLAIN: readonly [RegExp, string][] = [
  [/[\u2018\u2019\u201a\u2032]/g, "'"],
  [/[\u201c\u201d\u201e\u2033]/g, '"'],
  [/[\u2013\u2014\u2212]/g, '-'],
  [/\u2026/g, '...'],
  [/[\u00a0\u2009\u202f]/g, ' '],
  // What no keyboard types has no place in a case record: control and invisible characters.
  [/[\u0000-\u0009\u000b-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g, ''],
];

/** Typographic marks as a keyboard has them; letters of any language stay. */
export function plainText(text: string): string {
  return PLAIN.reduce((so_far, [mark, as]) => so_far.replace(mark, as), text.replace(/\r\n?/g, '\n').replace(/\t/g, ' ')).trim();
}

type Line = readonly [label: string, value: string | null | undefined | false];

const lines = (all: readonly Line[]): string =>
  plainText(all.flatMap(([label, value]) => (value ? [label === '' ? value : `${label}: ${value}`] : [])).join('\n'));

/** A list under its label, or nothing. */
const listed = (label: string, items: readonly string[]): Line => ['', items.length > 0 && `${label}:\n${items.map((one) => `- ${one}`).join('\n')}`];

export interface Pasted {
  crn: string | null;
  premises: string;
}

export interface PastedUpdate {
  level: Level;
  kind: UpdateKind;
  words: string | null;
  at: When;
  by: string | null;
  phoned: { by: string | null; at: When; words: string | null } | null;
}

export function updateText(her: Pasted, update: PastedUpdate): string {
  const { phoned } = update;
  return lines([
    ['CRN', her.crn],
    ['Date', `${ukShortDate(update.at)} ${ukTime(update.at)}`],
    ['Kind', `${UPDATE_KIND[update.kind]} (${LEVEL[update.level].toLowerCase()})`],
    ['From', [her.premises, update.by].filter(Boolean).join(', ')],
    ['', update.words],
    ['Telephoned', phoned && `${ukDateTime(phoned.at)}${phoned.by ? ` by ${phoned.by}` : ''}. ${phoned.words ?? ''}`],
  ]);
}

export interface PastedMeeting {
  held_at: When;
  minutes: number;
  people: readonly { role: string; name: string; how: string }[];
  decisions: readonly { words: string }[];
  disagreements: readonly { voice: string; words: string }[];
  actions: readonly { what: string; target_on: string }[];
  plain_words: string | null;
}

/** How somebody took part, as the record says it: "in_person" as "in person". */
const said = (word: string): string => word.replace(/_/g, ' ');

/** A meeting that was held, as the contact it is in NDelius. */
export function meetingText(her: Pasted, meeting: PastedMeeting): string {
  return lines([
    ['CRN', her.crn],
    ['Contact', MEETING_CONTACT],
    ['Date', `${ukShortDate(meeting.held_at)} ${ukTime(meeting.held_at)}, ${spanInWords(meeting.minutes * 60)}`],
    ['At', her.premises],
    listed('People', meeting.people.map((one) => `${one.name} (${said(one.role)}, ${said(one.how)})`)),
    listed('Decided', meeting.decisions.map((one) => one.words)),
    listed('Not agreed', meeting.disagreements.map((one) => `${said(one.voice)}: ${one.words}`)),
    listed('Actions', meeting.actions.map((one) => `${one.what} (by ${ukShortDate(`${one.target_on}T12:00:00Z`)})`)),
    ['', meeting.plain_words],
  ]);
}
