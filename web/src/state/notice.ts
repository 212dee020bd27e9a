// What was just done, said once on the page that comes next. It never holds a name: the page says about whom it is.
import { useState } from 'preact/hooks';
import { go } from '../router.ts';

let waiting: string | null = null;

/** Goes on to another page, which says these words. */
export function doneGo(path: string, words: string): void {
  waiting = words;
  go(path);
}

/** The words, kept for as long as the page that shows them. */
export function useNotice(): string | null {
  const [words] = useState(() => {
    const taken = waiting;
    waiting = null;
    return taken;
  });
  return words;
}
