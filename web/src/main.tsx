import { render } from 'preact';
// First, so that what all forms share stands close to the rest of the parts: it is compressed better so.
import './parts/form.tsx';
import { App } from './app.tsx';
import { dropOldDrafts } from './drafts.ts';
import { startRouter } from './router.ts';
import { firstBoard, startBoard } from './state/board.ts';
import { startClock } from './state/clock.ts';
import { startSound } from './state/alarm.ts';
import { askWho } from './state/session.ts';
import { startTheme } from './state/theme.ts';
import { startServiceWorker } from './state/update.ts';

const SERVICE_WORKER_AFTER_MS = 2000;
const DRAWN_AFTER_MS = 300; // by then the page says itself that it waits

/**
 * Drawn once it is known who is here and, on the board, what is on it: a frame for nobody and an empty board, replaced at
 * once, cost a slow laptop a tenth of a second.
 */
async function boot(): Promise<void> {
  const root = document.getElementById('app')!;
  startTheme();
  startRouter();
  startClock();
  startSound();
  startBoard();
  await Promise.race([askWho().then(firstBoard), new Promise((resolve) => setTimeout(resolve, DRAWN_AFTER_MS))]);
  root.replaceChildren();
  render(<App />, root);
  void dropOldDrafts();
}

void boot();
// What it keeps is loaded beside what the page itself needs, so it comes after that.
window.addEventListener('load', () => setTimeout(() => void startServiceWorker(), SERVICE_WORKER_AFTER_MS));
