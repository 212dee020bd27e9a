import { render } from 'preact';
// First, so that what all forms share stands close to the rest of the parts: it is compressed better so.
import './parts/form.tsx';
import { App } from './app.tsx';
import { dropOldDrafts } from './drafts.ts';
import { startRouter } from './router.ts';
import { startClock } from './state/clock.ts';
import { startSound } from './state/alarm.ts';
import { askWho } from './state/session.ts';
import { startTheme } from './state/theme.ts';
import { startServiceWorker } from './state/update.ts';

function boot(): void {
  const root = document.getElementById('app')!;
  startTheme();
  startRouter();
  startClock();
  startSound();
  root.replaceChildren();
  render(<App />, root);
  void askWho();
  void startServiceWorker();
  void dropOldDrafts();
}

boot();
