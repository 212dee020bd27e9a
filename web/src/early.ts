// Runs before the first paint, so that a dark office is not lit up by a white page while the application loads, and asks who
// is here, because that is the first thing the application will want to know.
import { applyTheme, storedTheme } from './state/theme-stored.ts';

export interface Early {
  /** The first answer of /api/me; undefined when there was none within four seconds. */
  lanternMe?: Promise<Response | undefined> | undefined;
}

applyTheme(storedTheme());
(window as Early).lanternMe = fetch('/api/me', {
  headers: { Accept: 'application/json' },
  cache: 'no-store',
  signal: AbortSignal.timeout(4000),
})
  // Read to its end at once: the application may be here only after the time is over.
  .then(async (answer) => new Response(await answer.text(), answer))
  .catch(() => undefined);
