// Figures as people say them, and what each of them counts. None of them says how good a woman or a worker is.
import type { Measure, MeasureName } from '../../records-measures.ts';
import { plural } from '../../time.ts';

export const MEASURE: Record<MeasureName, { title: string; means: string }> = {
  delivery_rate: { title: 'Weeks with a keywork session', means: 'Whole weeks of each woman’s stay, from the day she came, in which at least one session was held. Attempts and moments are counted apart.' },
  first_session_days: { title: 'Days to the first session', means: 'From the day she came, for women who came in this time: the one in the middle. Who has had none yet is not in the figure.' },
  attempts: { title: 'Sessions that were not held', means: 'Offered or planned, and not held, for whatever reason.' },
  moments: { title: 'Moments', means: 'Short notes by anybody on shift.' },
  suggestions_decided: { title: 'Suggestions for a plan, decided', means: 'Of those made in this time, how many somebody has taken or left.' },
  meetings_held: { title: 'Three-way meetings held', means: 'Of those that were to be in this time. One that is not written up yet does not count as held.' },
  unread_updates: { title: 'Updates that no practitioner has read', means: 'Of those written in this time, as it stands now.' },
  keyworker_changes: { title: 'Changes of keyworker', means: 'Her first keyworker is no change.' },
  checks_on_time: { title: 'Welfare checks in time', means: 'Of those that were due. One that nobody could be late for does not count.' },
  late_with_reason: { title: 'Late or missed checks with a reason', means: 'Late with a reason is honourable: it says what the house was short of.' },
  longest_gap: { title: 'Longest gap between two checks', means: 'Of any woman who was due to be checked, wherever she was.' },
  reviews_in_time: { title: 'Reviews closed in time', means: 'Of those opened in this time that are closed, or past the time they were due.' },
};

export const HIDDEN = 'Too few to show';

const span = (seconds: number): string => {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  return [hours > 0 && plural(hours, 'hour'), (minutes > 0 || hours === 0) && plural(minutes, 'minute')].filter(Boolean).join(' ');
};

/** "88%", "2.5 days", "3 hours 20 minutes"; words where there is nothing to count. */
export function valueInWords({ value, unit }: Measure): string {
  if (value === null) return 'Nothing to count';
  if (unit === 'percent') return `${value}%`;
  if (unit === 'days') return plural(value, 'day');
  return unit === 'seconds' ? span(value) : String(value);
}

/** What a per cent is of. */
export const sumInWords = ({ count, of }: Measure): string => (count === null || of === null || of === 0 ? '' : `${count} of ${of}`);
