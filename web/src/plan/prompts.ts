// Labels that say little, and what to ask oneself instead. It suggests and never blocks, never changes a word, and never
// looks at her own words.
export interface Prompt {
  words: string[];
  ask: string;
}

export interface Asked {
  /** As it was written. */
  word: string;
  ask: string;
}

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/[ -]/g, '[ -]+');

/** The first label in a text, with its question. */
export function promptFor(text: string, prompts: readonly Prompt[]): Asked | null {
  let first: (Asked & { at: number }) | null = null;
  for (const { words, ask } of prompts) {
    const found = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.map(escaped).join('|')})(?![\\p{L}\\p{N}])`, 'iu').exec(text);
    if (found && (first === null || found.index < first.at)) first = { word: found[0], ask, at: found.index };
  }
  return first && { word: first.word, ask: first.ask };
}
