import { Component, type ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { ChainLayer } from './chain/layer.tsx';
import { Cover } from './cover.tsx';
import { Frame } from './frame.tsx';
import { cx } from './parts/classes.ts';
import { Loading } from './parts/loading.tsx';
import { CrisisDialog } from './pages/board/more.ts';
import { NotFound } from './pages/not-found.tsx';
import { BrokenPage, ServiceDown } from './pages/problem.tsx';
import { findRoute, focusHeading, go, location, setTitle, wentThere, type Match } from './router.ts';
import { ROUTES } from './routes.ts';
import { covered, startCover } from './state/cover.ts';
import { crisisOpen } from './state/crisis.ts';
import { askWho, onTerminal, signedIn, who, whoFailed } from './state/session.ts';
import { lockingSoon, startIdleLock } from './state/terminal.ts';
import { LOCKING_SOON, PAGE } from './words.ts';

export function App() {
  const terminal = onTerminal.value;
  useEffect(() => (terminal ? watchTerminal() : undefined), [terminal]);
  return (
    <>
      {/* Beneath the cover everything stays as it was, out of sight and out of reach. */}
      <div class={cx('ln-under', covered.value && 'ln-under--covered')} inert={covered.value}>
        <Page />
        {crisisOpen.value && <CrisisDialog stay={crisisOpen.value.stay} onClose={() => (crisisOpen.value = null)} />}
        <ChainLayer />
      </div>
      <LockWarning />
      {covered.value && <Cover />}
    </>
  );
}

/** On every page of a terminal, and always there: a status that appears with its words is not read out. */
function LockWarning() {
  const soon = lockingSoon.value;
  return (
    <p class={soon ? 'ln-lock-warning' : 'govuk-visually-hidden'} role="status">
      {soon ? LOCKING_SOON : ''}
    </p>
  );
}

function Page() {
  const { path } = location.value;
  const match = findRoute(ROUTES, path);
  useTitleAndFocus(match, path);
  if (who.value === null && !match?.route.open) {
    return <Frame>{whoFailed.value ? <ServiceDown retry={() => void askWho()} /> : <Loading what="Lantern" />}</Frame>;
  }
  if (!match) {
    return (
      <Frame>
        <NotFound />
      </Frame>
    );
  }
  if (!mayOpen(match)) return <ToSignIn />;
  const Shown = match.route.page;
  return (
    <Frame wide={match.route.wide}>
      <Guard key={path}>
        <Shown params={match.params} />
      </Guard>
    </Frame>
  );
}

/** An idle terminal locks, which takes the names away; the cover is for a hand that is quicker. */
function watchTerminal(): () => void {
  const stops = [startCover(), startIdleLock()];
  return () => stops.forEach((stop) => stop());
}

/** Some pages are for everybody, some for a locked terminal, the others for somebody who signed in. */
function mayOpen(match: Match): boolean {
  if (match.route.open || signedIn.value) return true;
  return onTerminal.value && match.route.terminal === true;
}

function ToSignIn() {
  const { path } = location.value;
  // What a message is about is still to be opened then.
  useEffect(() => go(onTerminal.value ? '/board' : `/sign-in${path.startsWith('/open/') ? `?${path}` : ''}`, { replace: true }), []);
  return null;
}

function useTitleAndFocus(match: Match | null, path: string): void {
  const title = match?.route.title ?? PAGE.notFound;
  useEffect(() => {
    setTitle(title);
    // A page that was loaded has its focus from the browser; a page that was changed to has not.
    if (wentThere()) focusHeading();
  }, [path, title]);
}

/** A fault in one page leaves the frame, and says what to do. */
class Guard extends Component<{ children: ComponentChildren }, { broken: boolean }> {
  override state = { broken: false };

  static override getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  render() {
    return this.state.broken ? <BrokenPage /> : this.props.children;
  }
}
