// Rules in sentences, as people would say them to her.
import type { Proposal } from '../../plan/board.ts';
import type { Rule, Sign } from '../../records-safety.ts';
import { plural, spanInWords } from '../../time.ts';
import type { Kind } from '../../types.ts';

export const KIND_SAID: Record<Kind, string> = {
  sign_of_life: 'checks',
  conversation: 'talking with her',
  rouse: 'rousing her',
};

/** "24 hours", "3 days", "90 minutes" */
export function longInWords(seconds: number): string {
  if (seconds % 86_400 === 0 && seconds > 86_400) return plural(seconds / 86_400, 'day');
  if (seconds % 3600 === 0) return plural(seconds / 3600, 'hour');
  return seconds % 60 === 0 ? plural(seconds / 60, 'minute') : spanInWords(seconds);
}

/** "A, B or C" */
export function orInWords(words: readonly string[]): string {
  const last = words[words.length - 1] ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

export const LOST = 'a sign that is no longer hers';

/** The words of a sign of hers; of one that is not in her plan any more: that. */
export const signWords = (signs: readonly Sign[], id: string): string => {
  const sign = signs.find((one) => one.sign === id);
  return sign ? `‘${sign.words ?? 'Restricted'}’` : LOST;
};

type Said = Pick<Rule, 'signs' | 'sightings' | 'window_s' | 'kind' | 'max_gap_s'>;

/** "2 sightings of ‘A’ or ‘B’ within 24 hours: checks at most 30 minutes apart until reviewed." */
export function ruleInWords(rule: Said, signs: readonly Sign[]): string {
  const which = orInWords(rule.signs.map((id) => signWords(signs, id)));
  return `${plural(rule.sightings, 'sighting')} of ${which} within ${longInWords(rule.window_s)}: ${thenInWords(rule)} until reviewed.`;
}

/** "checks at most 30 minutes apart" */
export const thenInWords = (rule: Pick<Rule, 'kind' | 'max_gap_s'>): string => `${KIND_SAID[rule.kind]} at most ${longInWords(rule.max_gap_s)} apart`;

/** Who decided about what the rule asked for: "Confirmed by Mary Okafor". */
export const decisionInWords = ({ decision }: Pick<Proposal, 'decision'>): string =>
  decision === null ? 'Nobody has decided yet' : `${decision.decision === 'confirmed' ? 'Confirmed' : 'Declined'} by ${decision.by}`;
