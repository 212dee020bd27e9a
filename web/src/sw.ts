// Keeps the shell of the application, so that a reload without a connection still opens it. Never an answer of the API:
// those are somebody's health. All files of one build are kept and served together, and a new build waits until the
// page says that nothing is open; a night board never changes under a hand by itself.
declare const __BUILD__: string;
declare const __FILES__: readonly string[];

interface WorkerScope {
  addEventListener(type: 'install' | 'activate', then: (event: Extendable) => void): void;
  addEventListener(type: 'fetch', then: (event: FetchLike) => void): void;
  addEventListener(type: 'message', then: (event: { data: unknown }) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  location: Location;
}
interface Extendable {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchLike extends Extendable {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}

const worker = self as unknown as WorkerScope;
const CACHE = `lantern-shell-${__BUILD__}`;
const FILES = __FILES__;
const PAGE = '/index.html';
const SERVER_PAGES = /^\/(api\/|health$|ping$|info$|metrics$)/;

worker.addEventListener('install', (event) => {
  const keep = caches
    .open(CACHE)
    .then((cache) => cache.addAll([PAGE, ...FILES].map((path) => new Request(path, { cache: 'no-cache' }))));
  event.waitUntil(keep);
});

worker.addEventListener('activate', (event) => {
  const tidy = caches
    .keys()
    .then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))))
    .then(() => worker.clients.claim());
  event.waitUntil(tidy);
});

worker.addEventListener('message', (event) => {
  if (event.data === 'take-over') void worker.skipWaiting();
});

async function kept(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(request);
}

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== worker.location.origin || SERVER_PAGES.test(url.pathname)) return;
  if (request.mode === 'navigate') event.respondWith(kept(PAGE, request));
  else if (FILES.includes(url.pathname)) event.respondWith(kept(url.pathname, request));
});
