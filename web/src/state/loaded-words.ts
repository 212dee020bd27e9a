// Words that say more about the writer than about her, each with a neutral question. Asked for once; where they do not come,
// a page does without them.
import { get } from '../api.ts';
import type { LoadedWord } from '../records-keywork.ts';
import { signal } from './signals.ts';

export const loadedWords = signal<readonly LoadedWord[]>([]);

let asked = false;

export function askLoadedWords(): void {
  if (asked) return;
  asked = true;
  get<{ words: LoadedWord[] }>('/api/loaded-words').then(
    ({ words }) => (loadedWords.value = words),
    () => (asked = false),
  );
}

export interface Found {
  from: number;
  until: number;
  /** As it is in the list. */
  word: LoadedWord;
}

const LETTER = /[\p{L}\p{N}]/u;

/** Where loaded words stand in a text, whole words only and none inside another, in the order of the text. */
export function loadedIn(text: string, words: readonly LoadedWord[]): Found[] {
  // Letter by letter, so that a place in one is the same place in the other.
  const low = text.replace(/[A-Z’]/g, (letter) => (letter === '’' ? "'" : letter.toLowerCase()));
  const found: Found[] = [];
  for (const word of words) {
    for (let from = low.indexOf(word.word); from >= 0; from = low.indexOf(word.word, from + 1)) {
      const until = from + word.word.length;
      if (!LETTER.test(low[from - 1] ?? '') && !LETTER.test(low[until] ?? '')) found.push({ from, until, word });
    }
  }
  found.sort((a, b) => a.from - b.from || b.until - a.until);
  return found.filter((one, i) => !found.slice(0, i).some((before) => before.until > one.from));
}
