// Offers a new version of the application, and lets it in only when nobody is in the middle of something.
import { signal } from './signals.ts';
import { busy } from './busy.ts';

const waiting = signal<ServiceWorker | null>(null);

/** True when a new version is there and may be shown as an offer. */
export const updateReady = signal(false);

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): unknown };
}

/** The one address that may become a script, for browsers that ask for such a promise. */
function workerUrl(): string {
  const trusted = (window as { trustedTypes?: TrustedTypes }).trustedTypes;
  if (!trusted) return '/sw.js';
  const policy = trusted.createPolicy('worker', {
    createScriptURL(url) {
      if (url !== '/sw.js') throw new TypeError('not a script of this application');
      return url;
    },
  });
  return policy.createScriptURL('/sw.js') as string;
}

function watch(registration: ServiceWorkerRegistration): void {
  const look = (): void => {
    // Without a controller this is the first installation, and nothing is being replaced.
    if (registration.waiting && navigator.serviceWorker.controller) {
      waiting.value = registration.waiting;
      updateReady.value = true;
    }
  };
  look();
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look);
  });
}

export function takeUpdate(): void {
  if (busy.value || !waiting.value) return;
  navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload(), { once: true });
  waiting.value.postMessage('take-over');
}

const LOOK_EVERY_MS = 30 * 60_000;

export async function startServiceWorker(): Promise<void> {
  if (!window.isSecureContext || !('serviceWorker' in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.register(workerUrl(), { updateViaCache: 'none' });
    watch(registration);
    window.setInterval(() => void registration.update().catch(() => undefined), LOOK_EVERY_MS);
  } catch {
    // Without it everything works while there is a connection.
  }
}
