// Instants in words. People see Europe/London on a 24-hour clock; "BST" or "GMT" stands behind a time only while the
// hour repeats, on the one night a year when 01:35 comes twice. Gaps are always elapsed time, never clock time.

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

export type When = number | string;

export function msOf(when: When): number {
  return typeof when === 'number' ? when : Date.parse(when);
}

/** 01:00 UTC on the last Sunday of a month (0 to 11). */
function lastSunday(year: number, month: number): number {
  const end = new Date(Date.UTC(year, month + 1, 0, 1));
  return end.getTime() - end.getUTCDay() * DAY;
}

/**
 * Since 1996: from the last Sunday of March to that of October (Summer Time Order 2002). Written out, because making the
 * browser's own converter takes a slow laptop an eighth of a second before the board can be drawn; a test holds the two
 * against each other.
 */
function inSummerTime(ms: number): boolean {
  const year = new Date(ms).getUTCFullYear();
  return ms >= lastSunday(year, 2) && ms < lastSunday(year, 9);
}

/** The wall clock of London at an instant, written as if it were UTC milliseconds. */
function wallOf(ms: number): number {
  return inSummerTime(ms) ? ms + HOUR : ms;
}

/** True when this wall time happens twice that night. */
export function hourRepeats(when: When): boolean {
  const ms = msOf(when);
  const wall = wallOf(ms);
  return wallOf(ms + HOUR) === wall || wallOf(ms - HOUR) === wall;
}

const two = (n: number): string => String(n).padStart(2, '0');

/** "01:35", or "01:35 BST" while the hour repeats. */
export function ukTime(when: When): string {
  const ms = msOf(when);
  const wall = new Date(wallOf(ms));
  const text = `${two(wall.getUTCHours())}:${two(wall.getUTCMinutes())}`;
  if (!hourRepeats(ms)) return text;
  return `${text} ${inSummerTime(ms) ? 'BST' : 'GMT'}`;
}

/** "24 November 2026" */
export function ukDate(when: When): string {
  const wall = new Date(wallOf(msOf(when)));
  return `${wall.getUTCDate()} ${MONTHS[wall.getUTCMonth()]} ${wall.getUTCFullYear()}`;
}

/** "24/11/2026" */
export function ukShortDate(when: When): string {
  const wall = new Date(wallOf(msOf(when)));
  return `${wall.getUTCDate()}/${wall.getUTCMonth() + 1}/${wall.getUTCFullYear()}`;
}

/** "Tuesday 24 November 2026" */
export function ukLongDate(when: When): string {
  return `${WEEKDAYS[new Date(wallOf(msOf(when))).getUTCDay()]} ${ukDate(when)}`;
}

/** "24 November 2026, 01:35" */
export function ukDateTime(when: When): string {
  return `${ukDate(when)}, ${ukTime(when)}`;
}

/** The London calendar day as "2026-11-24". */
export function ukDay(when: When): string {
  return new Date(wallOf(msOf(when))).toISOString().slice(0, 10);
}

/** Calendar days from one day to another, both as "2026-11-24" or instants; negative when `to` is earlier. */
export function daysBetween(from: When, to: When): number {
  return Math.round((Date.parse(dayText(to)) - Date.parse(dayText(from))) / DAY);
}

function dayText(when: When): string {
  return typeof when === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(when) ? when : ukDay(when);
}

/** A day without a time, "2026-11-24", as "24 November 2026". */
export function dayInWords(day: string): string {
  return ukDate(`${day}T12:00:00Z`);
}

/** "01:35", "yesterday 22:10", "tomorrow 07:00" or "24 November, 07:00": as short as can still be understood. */
export function ukTimeNear(when: When, now: When): string {
  const days = daysBetween(now, when);
  if (days === 0) return ukTime(when);
  if (days === -1) return `yesterday ${ukTime(when)}`;
  if (days === 1) return `tomorrow ${ukTime(when)}`;
  const sameYear = ukDay(when).slice(0, 4) === ukDay(now).slice(0, 4);
  const date = sameYear ? ukDate(when).replace(/ \d{4}$/, '') : ukDate(when);
  return `${date}, ${ukTime(when)}`;
}

/** A time within half a day of now as the clock alone: at night "22:57" needs no "yesterday". */
export function ukTimeTonight(when: When, now: When): string {
  return Math.abs(msOf(when) - msOf(now)) < DAY / 2 ? ukTime(when) : ukTimeNear(when, now);
}

export function plural(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** A length of time in words, rounded down: "45 sec", "12 min", "1 h 5 min", "3 days". */
export function spanInWords(seconds: number): string {
  const s = Math.floor(Math.abs(seconds));
  if (s < 60) return `${s} sec`;
  const min = Math.floor(s / 60);
  if (min < 60) return `${min} min`;
  const hours = Math.floor(min / 60);
  if (hours < 24) return min % 60 === 0 ? `${hours} h` : `${hours} h ${min % 60} min`;
  return plural(Math.floor(hours / 24), 'day');
}

/** "in 12 min", "in less than 1 min", or, once past, "12 min ago". */
export function fromNow(when: When, now: When): string {
  const s = (msOf(when) - msOf(now)) / 1000;
  if (s > 0) return s < 60 ? 'in less than 1 min' : `in ${spanInWords(s)}`;
  return s > -60 ? 'just now' : `${spanInWords(s)} ago`;
}

/** "13 min overdue"; whole seconds in the first minute, because the first second past the latest time counts. */
export function overdueInWords(latest: When, now: When): string {
  return `${spanInWords((msOf(now) - msOf(latest)) / 1000)} overdue`;
}

/** "12 minutes left", "1 h 57 min left", "2 hours left", "less than 1 minute left" */
export function leftInWords(when: When, now: When): string {
  const minutes = Math.floor((msOf(when) - msOf(now)) / 60_000);
  if (minutes < 1) return 'less than 1 minute left';
  if (minutes <= 60) return `${plural(minutes, 'minute')} left`;
  if (minutes < 120) return `${spanInWords(minutes * 60)} left`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${plural(hours, 'hour')} left` : `${plural(Math.floor(hours / 24), 'day')} left`;
}

/** A target day against today: "3 days overdue", "today", "tomorrow", "in 5 days". */
export function dayDueInWords(day: When, now: When): string {
  const days = daysBetween(now, day);
  if (days < 0) return `${plural(-days, 'day')} overdue`;
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  return `in ${plural(days, 'day')}`;
}

/** How often, from a greatest gap: "every 30 min", "every 2 h". */
export function everyInWords(maxGapSeconds: number): string {
  return `every ${spanInWords(maxGapSeconds)}`;
}

/**
 * The instants that a London day and time can mean: one as a rule, two while the hour repeats (summer time first),
 * none while it is skipped. Null when the text is no day or no time.
 */
export function instantsOf(day: string, time: string): number[] | null {
  const d = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  const t = /^(\d{1,2}):?(\d{2})$/.exec(time.trim());
  if (!d || !t || Number(t[1]) > 23 || Number(t[2]) > 59) return null;
  const wall = Date.UTC(Number(d[1]), Number(d[2]) - 1, Number(d[3]), Number(t[1]), Number(t[2]));
  if (new Date(wall).toISOString().slice(0, 10) !== day) return null;
  return [wall - HOUR, wall].filter((ms) => wallOf(ms) === wall);
}

/** The last instant, not after now, at which London's clocks showed this time: "23:50" said at 00:10 is yesterday. */
export function lastTimeShown(time: string, now: When): number | null {
  const nowMs = msOf(now);
  for (const ms of [nowMs, nowMs - DAY]) {
    const found = instantsOf(ukDay(ms), time);
    if (found === null) return null;
    const past = found.filter((instant) => instant <= nowMs).pop();
    if (past !== undefined) return past;
  }
  return null;
}

/** The form the server reads: RFC 3339 UTC with six decimals. */
export function isoOf(ms: number): string {
  return new Date(ms).toISOString().replace(/(\.\d{3})Z$/, '$1000Z');
}
