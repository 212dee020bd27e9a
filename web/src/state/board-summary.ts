// What the board last said about itself, in counts, for the places that must not show more: the cover and the title.
import { computed, signal } from './signals.ts';
import type { Counts } from '../status.ts';
import { fromNow, plural } from '../time.ts';
import { now } from './clock.ts';

export const counts = signal<Counts | null>(null);

/** "1 check overdue", "Next check in 6 min": no room, no name. */
export const coverWords = computed<string[]>(() => {
  const known = counts.value;
  if (!known) return [];
  const lines: string[] = [];
  if (known.overdue > 0) lines.push(`${plural(known.overdue, 'check')} overdue`);
  if (known.due > 0) lines.push(`${plural(known.due, 'check')} due now`);
  if (known.noReply > 0) lines.push(`${known.noReply} without a reply`);
  if (known.next) lines.push(`Next check ${fromNow(known.next.at, now.value)}`);
  return lines;
});
