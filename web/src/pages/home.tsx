import { useEffect } from 'preact/hooks';
import { homeFor } from '../navigation.ts';
import { go } from '../router.ts';
import { who } from '../state/session.ts';

/** Everybody starts where their work is. */
export function Home() {
  const home = homeFor(who.value);
  useEffect(() => {
    if (home !== '/nothing') go(home, { replace: true });
  }, [home]);
  if (home !== '/nothing') return null;
  return (
    <>
      <h1 class="govuk-heading-l">There is nothing here for your role yet</h1>
      <p class="govuk-body">You are signed in. The pages for your role are not part of Lantern yet.</p>
    </>
  );
}
