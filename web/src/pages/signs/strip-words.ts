// The last 28 days of one sign, by shift: what is drawn where, and the same in words. A shift in which nobody said anything
// stays blank, and blank is never counted as well or unwell; nothing is added up over signs.
import type { SeenState } from '../../plan/board.ts';
import type { Sign } from '../../records-safety.ts';
import { plural, ukDate, ukDay, ukTime, msOf } from '../../time.ts';
import type { Instant } from '../../types.ts';
import { SEEN } from '../../words-safety.ts';

export interface Dot {
  at: Instant;
  /** Of its block, from the oldest day. */
  column: number;
  /** Of the shifts of a day, from the earliest. */
  row: number;
  state: SeenState;
  count: number;
}

export interface Block {
  /** "13 October", the first and the last of its days. */
  from: string;
  until: string;
  days: number;
  dots: Dot[];
}

export interface Strip {
  /** When the shifts of a day begin, "07:30", the earliest first. */
  begins: string[];
  /** The older half of the days, then the newer. */
  blocks: Block[];
}

/** "9 November" */
export const dayShort = (when: Instant): string => ukDate(when).replace(/ \d{4}$/, '');

const sorted = <T>(all: Iterable<T>): T[] => [...new Set(all)].sort();

export function stripOf(sign: Sign, shifts: readonly Instant[]): Strip {
  const begins = sorted(shifts.map((at) => ukTime(at).slice(0, 5)));
  const days = sorted(shifts.map((at) => ukDay(at)));
  const half = Math.ceil(days.length / 2);
  const blocks = [days.slice(0, half), days.slice(half)].filter((some) => some.length > 0);
  return {
    begins,
    blocks: blocks.map((some) => ({
      from: dayShort(`${some[0]}T12:00:00Z`),
      until: dayShort(`${some[some.length - 1]}T12:00:00Z`),
      days: some.length,
      dots: said(sign)
        .filter(({ shift_at }) => some.includes(ukDay(shift_at)))
        .map(({ shift_at, state, count }) => ({
          at: shift_at,
          column: some.indexOf(ukDay(shift_at)),
          row: Math.max(0, begins.indexOf(ukTime(shift_at).slice(0, 5))),
          state,
          count,
        })),
    })),
  };
}

type Said = Sign['strip'][number] & { state: SeenState };

/** The shifts in which somebody said something, newest first. */
export const said = (sign: Sign): Said[] =>
  sign.strip.filter((one): one is Said => one.state !== null).sort((a, b) => msOf(b.shift_at) - msOf(a.shift_at));

/** "9 November, shift from 21:30" */
export const shiftInWords = (at: Instant): string => `${dayShort(at)}, shift from ${ukTime(at)}`;

/** "Seen", "Seen, written down 3 times": how often tells how sure the shift was, and nothing of her. */
export const dotInWords = ({ state, count }: Said): string => (count > 1 ? `${SEEN[state]}, written down ${count} times` : SEEN[state]);

/** What this shift knows of it. */
export function thisShift(sign: Sign, shifts: readonly Instant[]): SeenState | null {
  return sign.strip.find((one) => shifts[0] !== undefined && msOf(one.shift_at) === msOf(shifts[0]))?.state ?? null;
}

/** Why nobody can say how it has been: null while somebody can. */
export function gapInWords(sign: Sign, shifts: readonly Instant[]): string | null {
  if (!sign.gap) return null;
  const known = said(sign).filter((one) => one.state !== 'not_known');
  const last = known.find((one) => shifts[0] === undefined || msOf(one.shift_at) < msOf(shifts[0]));
  const whole = shifts.slice(1);
  const since = last ? whole.filter((at) => msOf(at) > msOf(last.shift_at)).length : 0;
  if (since === 0) return 'Not known in any shift here';
  return since === 2 ? 'Not known for two shifts' : `Not known for ${plural(since, 'shift')}`;
}

/** "10, 9 November, 31 October" */
function daysInWords(days: readonly Instant[]): string {
  return days
    .map((at, i) => {
      const [day, month] = dayShort(at).split(' ') as [string, string];
      return days[i + 1] !== undefined && dayShort(days[i + 1]!).endsWith(month) ? day : `${day} ${month}`;
    })
    .join(', ');
}

/** For paper, a line for each thing that was said and each shift of the day: "Seen, shift from 21:30: 10, 9 November". */
export function stripInLines(sign: Sign): string[] {
  const all = said(sign);
  return (Object.keys(SEEN) as SeenState[]).flatMap((state) =>
    sorted(all.map((one) => ukTime(one.shift_at).slice(0, 5))).flatMap((begin) => {
      const days = all.filter((one) => one.state === state && ukTime(one.shift_at).startsWith(begin)).map((one) => one.shift_at);
      return days.length > 0 ? [`${SEEN[state]}, shift from ${begin}: ${daysInWords(days)}`] : [];
    }),
  );
}
