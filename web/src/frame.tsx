import type { ComponentChildren } from 'preact';
import { connection, lastLiveAt } from './live.ts';
import { Alert } from './parts/alert.tsx';
import { LinkButton } from './parts/button.tsx';
import { cx } from './parts/classes.ts';
import { Footer } from './parts/footer.tsx';
import { Header } from './parts/header.tsx';
import { PrimaryNavigation } from './parts/primary-navigation.tsx';
import { SkipLink } from './parts/skip-link.tsx';
import { navigationFor } from './navigation.ts';
import { location } from './router.ts';
import { counts } from './state/board-summary.ts';
import { busy } from './state/busy.ts';
import { clockMoved } from './state/clock.ts';
import { crisisOpen, mayReadCrisis } from './state/crisis.ts';
import { currentPremises, onTerminal, signOut, signedIn, who } from './state/session.ts';
import { setTheme, theme } from './state/theme.ts';
import { takeUpdate, updateReady } from './state/update.ts';
import { ukTime } from './time.ts';
import { CLOCK_CHANGED, CONNECTION, INSECURE, NAV, NEW_VERSION, THEME } from './words.ts';

/** Everything around a page: who is at this screen, where one can go, and whether what it shows can be trusted. */
export function Frame(props: { wide?: boolean | undefined; children: ComponentChildren }) {
  const terminal = onTerminal.value;
  const items = navigationFor(who.value, location.value.path);
  return (
    <>
      <SkipLink />
      <Header premises={currentPremises.value?.name ?? null} items={terminal ? items : []}>
        <HeaderTools />
      </Header>
      {terminal && <CurrentWorker />}
      {!terminal && <PrimaryNavigation items={items} label="Main" />}
      <div class={cx('ln-page', props.wide && 'ln-page--wide')}>
        <Notices />
        <main id="main-content" class="ln-main">
          {props.children}
        </main>
      </div>
      <Footer />
      <div class="govuk-visually-hidden" role="status" id="announcer" />
    </>
  );
}

/** Whose name the next record will carry, too large to be overlooked. */
function CurrentWorker() {
  const staff = who.value?.staff;
  return (
    <section class={cx('ln-worker', !staff && 'ln-worker--none')} aria-label="Who is recording">
      <div class="ln-worker__inner">
        {staff ? (
          <>
            <p class="ln-worker__name">
              <span class="govuk-visually-hidden">Recording as </span>
              {staff.name}
            </p>
            <a class="govuk-link" href="/switch">
              Change worker
            </a>
            <a class="govuk-link" href="/account">
              {NAV.account}
            </a>
          </>
        ) : (
          <p class="ln-worker__name">Locked. Choose your name to record.</p>
        )}
        <Waiting />
      </div>
    </section>
  );
}

/** Away from the board a terminal still says what waits there. */
function Waiting() {
  const known = counts.value;
  if (!known || location.value.path === '/board' || known.overdue + known.due + known.noReply === 0) return null;
  return (
    <a class="govuk-link" href="/board">
      {[known.overdue && `${known.overdue} overdue`, known.noReply && `${known.noReply} no reply`, known.due && `${known.due} due now`]
        .filter(Boolean)
        .join(', ')}
    </a>
  );
}

function HeaderTools() {
  const night = theme.value === 'night';
  return (
    <div class="ln-tools">
      {mayReadCrisis() && (
        <LinkButton class="ln-link-button--inverse" onClick={() => (crisisOpen.value = { stay: null })}>
          {NAV.crisis}
        </LinkButton>
      )}
      <LinkButton class="ln-link-button--inverse" onClick={() => setTheme(night ? 'day' : 'night')}>
        {night ? THEME.toDay : THEME.toNight}
      </LinkButton>
      {signedIn.value && !onTerminal.value && (
        <>
          <a class="ln-tools__who" href="/account">
            {who.value?.staff?.name}
          </a>
          <LinkButton class="ln-link-button--inverse" onClick={() => void signOut()}>
            {NAV.signOut}
          </LinkButton>
        </>
      )}
    </div>
  );
}

function Notices() {
  return (
    <div class="ln-notices">
      {!window.isSecureContext && (
        <Alert variant="warning" title={INSECURE.title}>
          <strong>{INSECURE.title}</strong> {INSECURE.detail}
        </Alert>
      )}
      <ConnectionBanner />
      {clockMoved.value && (
        <Alert variant="warning" title="Clock changed">
          {CLOCK_CHANGED}
        </Alert>
      )}
      {updateReady.value && !busy.value && (
        <Alert variant="information" title={NEW_VERSION}>
          {NEW_VERSION} <LinkButton onClick={takeUpdate}>Load it now</LinkButton>
        </Alert>
      )}
    </div>
  );
}

/** Stays until both proofs of a connection are there again. */
export function ConnectionBanner() {
  if (connection.value === 'live') return null;
  const since = lastLiveAt.value;
  return (
    <Alert variant="warning" title={CONNECTION.lost}>
      <strong>{CONNECTION.lost}</strong> {CONNECTION.lostDetail}{' '}
      {since > 0 && <strong>{CONNECTION.lastUpdated(ukTime(since))}.</strong>}
    </Alert>
  );
}

/** Says something to those who hear the page, without moving anything. The region is always there. */
export function announce(text: string): void {
  const region = document.getElementById('announcer');
  if (region && region.textContent !== text) region.textContent = text;
}
