import { render } from 'preact';
import { App } from './app.tsx';
import { dropOldDrafts } from './drafts.ts';
import { fetchPages } from './lazy.tsx';
import { findRoute, location, startRouter } from './router.ts';
import { ROUTES } from './routes.ts';
import { firstBoard, startBoard } from './state/board.ts';
import { startChains } from './state/chain.ts';
import { startTaps } from './state/taps.ts';
import { startCrisis } from './state/crisis.ts';
import { startClock } from './state/clock.ts';
import { startSound } from './state/alarm.ts';
import { askWho } from './state/session.ts';
import { startTheme } from './state/theme.ts';
import { startServiceWorker } from './state/update.ts';

const THE_REST_AFTER_MS = 2000;
const DRAWN_AFTER_MS = 300; // by then the page says itself that it waits

/**
 * Drawn once it is known who is here and, on the board, what is on it: a frame for nobody and an empty board, replaced at
 * once, cost a slow laptop a tenth of a second.
 */
async function boot(): Promise<void> {
  const root = document.getElementById('app')!;
  startTheme();
  startRouter();
  findRoute(ROUTES, location.value.path)?.route.page.fetch?.();
  startClock();
  startSound();
  startBoard();
  startChains();
  startTaps();
  startCrisis();
  await Promise.race([askWho().then(firstBoard), new Promise((resolve) => setTimeout(resolve, DRAWN_AFTER_MS))]);
  root.replaceChildren();
  render(<App />, root);
  void dropOldDrafts();
}

/** The other pages, and what keeps all of them: loaded beside what this page itself needs, so they come after that. */
async function theRest(): Promise<void> {
  await drawn;
  void startServiceWorker();
  const whenIdle = window.requestIdleCallback ?? window.setTimeout;
  whenIdle(() => void fetchPages());
}

const drawn = boot();
window.addEventListener('load', () => setTimeout(() => void theRest(), THE_REST_AFTER_MS));
