// A recorded visit in words: what was seen, what it completed, how far it lay from the one before.
import { msOf, spanInWords } from '../../time.ts';
import type { RequirementRecord, VisitRecord } from '../../records.ts';
import { KIND, LATE_REASON, OUTCOME_SHORT, SOURCE } from '../../words.ts';

/** "Asleep, breathing seen, she moved" */
export function seenInWords(visit: Pick<VisitRecord, 'outcome' | 'movement' | 'position'>): string {
  const more = [visit.movement && 'she moved', visit.position && 'position seen'].filter(Boolean);
  return [OUTCOME_SHORT[visit.outcome], ...more].join(', ');
}

const ENTERED_AT_ONCE_S = 120;

/** "entered 14 min later", or nothing when it was entered at once. */
export function enteredInWords(visit: Pick<VisitRecord, 'done_at' | 'entered_at'>): string | null {
  const lag = (msOf(visit.entered_at) - msOf(visit.done_at)) / 1000;
  return lag < ENTERED_AT_ONCE_S ? null : `entered ${spanInWords(lag)} later`;
}

/** "Curfew round, conversation" */
export function dutyInWords(one: Pick<RequirementRecord, 'source' | 'kind'>): string {
  return `${SOURCE[one.source]}, ${KIND[one.kind].toLowerCase()}`;
}

/** Why it was late or missed, with the words that go with it; null while nobody has said. */
export function reasonInWords(one: Pick<RequirementRecord, 'late_reason' | 'late_words' | 'close_reason'>): string | null {
  const reason = one.late_reason && (LATE_REASON[one.late_reason as keyof typeof LATE_REASON] ?? one.late_reason);
  return [...new Set([reason, one.late_words, one.close_reason])].filter(Boolean).join(': ') || null;
}
