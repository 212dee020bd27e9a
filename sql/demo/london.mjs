// london.mjs -- the wall clock of the premises. Instants are whole seconds since 1970 UTC.

export const MIN = 60;
export const HOUR = 3600;
export const DAY = 86400;

const lastSunday = (year, month) => {
  const end = new Date(Date.UTC(year, month + 1, 0, 1));
  return end.getTime() / 1000 - end.getUTCDay() * DAY;
};

/** Seconds that the wall clock is ahead of UTC: an hour in summer time. */
export function offset(at) {
  const year = new Date(at * 1000).getUTCFullYear();
  return at >= lastSunday(year, 2) && at < lastSunday(year, 9) ? HOUR : 0;
}

/** {day: whole days since 1970 by the wall clock, minute: 0..1439} */
export function wall(at) {
  const local = at + offset(at);
  const day = Math.floor(local / DAY);
  return { day, minute: Math.floor((local - day * DAY) / MIN) };
}

/** The instant of a wall-clock minute of a local day. */
export function instant(day, minute) {
  const guess = day * DAY + minute * MIN;
  return guess - offset(guess - offset(guess));
}

/** The first instant after `at` when the wall clock shows this minute. */
export function nextAt(at, minute) {
  const { day } = wall(at);
  const today = instant(day, minute);
  return today > at ? today : instant(day + 1, minute);
}

export const iso = (at) => `${new Date(at * 1000).toISOString().slice(0, -1)}000Z`;
export const isoDay = (day) => new Date(day * DAY * 1000).toISOString().slice(0, 10);
