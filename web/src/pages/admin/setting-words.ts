// The value of a setting: in words, as text in its form, and back.
import { spanInWords } from '../../time.ts';
import type { Setting } from '../../records.ts';
import { timeOf } from '../../parts/time-input.tsx';

/** Whether people think of it in minutes although it is kept in seconds. */
function inMinutes(setting: Setting): boolean {
  return setting.unit === 'seconds' && (setting.least ?? 0) % 60 === 0 && (setting.most ?? 0) % 60 === 0;
}

export function unitOf(setting: Setting): string {
  if (inMinutes(setting)) return 'minutes';
  return setting.kind === 'whole' ? setting.unit : '';
}

/** "15 min", "23:00 to 06:00", "0, 5, 10, 20 min", "day 3, 7, 14" */
export function valueInWords(setting: Setting, value: unknown): string {
  if (setting.kind === 'whole') {
    if (setting.unit === 'seconds') return spanInWords(Number(value));
    return setting.unit === 'percent' ? `${value}%` : `${value} ${setting.unit}`;
  }
  if (setting.kind === 'local_time') return String(value);
  const list = value as unknown[];
  if (setting.kind === 'local_range') return list.join(' to ');
  if (setting.kind === 'days_list') return `day ${list.join(', ')}`;
  return list.join(', ') + (setting.kind === 'minutes_list' ? ' min' : '');
}

/** The bounds of a number, in the unit of the form. */
export function boundsInWords(setting: Setting): string {
  if (setting.kind !== 'whole' || setting.least === null || setting.most === null) return '';
  const per = inMinutes(setting) ? 60 : 1;
  return `From ${setting.least / per} to ${setting.most / per}.`;
}

export function textOf(setting: Setting, value: unknown): string {
  if (setting.kind === 'whole') return String(inMinutes(setting) ? Number(value) / 60 : value);
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/** What was typed, as the server keeps it; undefined when it makes no sense. */
export function valueOf(setting: Setting, text: string): unknown {
  const parts = text.split(/[,;]|\bto\b|\band\b/).map((part) => part.trim());
  if (setting.kind === 'whole') {
    const n = Number(text.trim()) * (inMinutes(setting) ? 60 : 1);
    return text.trim() !== '' && Number.isInteger(n) ? n : undefined;
  }
  if (setting.kind === 'minutes_list' || setting.kind === 'days_list') {
    const all = parts.map(Number);
    return parts.every((part) => part !== '') && all.every(Number.isInteger) ? all : undefined;
  }
  const times = parts.map(timeOf);
  if (times.some((time) => time === null)) return undefined;
  return setting.kind === 'local_time' ? (times.length === 1 ? times[0] : undefined) : times;
}

export const SHAPE: Record<Setting['kind'], string> = {
  whole: 'A whole number.',
  local_time: 'A time of day, like 09:00.',
  local_range: 'Two times of day, like 23:00 to 06:00.',
  local_times: 'Times of day in order, like 08:00, 18:00.',
  days_list: 'Days of a stay in order, at least two, like 3, 7, 14, 21.',
  minutes_list: 'Four numbers of minutes in order, like 0, 5, 10, 20.',
};
