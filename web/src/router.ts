// Addresses to pages. A change of page sets the title, puts focus on the heading and goes to the top, as a page load
// would. No title ever holds a name: titles are kept in histories and shown in task bars.
import { signal } from './state/signals.ts';
import type { ComponentType } from 'preact';
import { PRODUCT } from './words.ts';

export type Params = Readonly<Record<string, string>>;

/** A page; `fetch`: begins to fetch it, where it does not come with the application. */
export type PageComponent = ComponentType<{ params: Params }> & { fetch?: () => void };

export interface Route {
  /** "/residents/:crn/:stay" */
  path: string;
  title: string;
  page: PageComponent;
  /** May be read without signing in. */
  open?: boolean;
  /** A locked terminal may show it. */
  terminal?: boolean;
  /** Uses the whole width of the screen. */
  wide?: boolean;
}

export interface Match {
  route: Route;
  params: Params;
}

export function matchPath(pattern: string, path: string): Params | null {
  const want = pattern.split('/').filter(Boolean);
  const have = path.split('/').filter(Boolean);
  if (want.length !== have.length) return null;
  const params: Record<string, string> = {};
  for (const [i, part] of want.entries()) {
    const given = have[i]!;
    if (part.startsWith(':')) params[part.slice(1)] = decode(given);
    else if (part !== given) return null;
  }
  return params;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function findRoute(routes: readonly Route[], path: string): Match | null {
  for (const route of routes) {
    const params = matchPath(route.path, path);
    if (params) return { route, params };
  }
  return null;
}

export const location = signal({ path: '/', query: '' });

let went = false;

/** Whether somebody went from another page to this one, and did not load it. */
export const wentThere = (): boolean => went;

function read(): void {
  went ||= window.location.pathname !== location.value.path;
  location.value = { path: window.location.pathname, query: window.location.search };
}

/** Goes to another page of ours without loading it. */
export function go(path: string, options: { replace?: boolean } = {}): void {
  if (options.replace) history.replaceState(null, '', path);
  else history.pushState(null, '', path);
  read();
}

/** A link of ours that should not load a page: same origin, this tab, no modifier, not a jump within the page. */
export function ownLink(event: MouseEvent): string | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = (event.target as Element | null)?.closest?.('a');
  if (!link || link.target || link.hasAttribute('download') || link.origin !== window.location.origin) return null;
  if (link.pathname.startsWith('/api/') || link.getAttribute('href')?.startsWith('#')) return null;
  return link.pathname + link.search + link.hash;
}

export function startRouter(): void {
  read();
  went = false;
  window.addEventListener('popstate', read);
  document.addEventListener('click', (event) => {
    const path = ownLink(event);
    if (path === null) return;
    event.preventDefault();
    go(path);
  });
}

/** "Error: Sign in - Lantern" */
export function setTitle(title: string, options: { error?: boolean; count?: string } = {}): void {
  const count = options.count ? `(${options.count}) ` : '';
  document.title = `${options.error ? 'Error: ' : ''}${count}${title} - ${PRODUCT}`;
}

/** Puts focus on the page's heading, as a page load would put a screen reader at the top. */
export function focusHeading(): void {
  window.scrollTo(0, 0);
  const heading = document.querySelector<HTMLElement>('#main-content h1');
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/** After an act that took its own button away: the focus goes on at the heading. */
export function focusIfLost(): void {
  setTimeout(() => document.activeElement === document.body && focusHeading());
}
