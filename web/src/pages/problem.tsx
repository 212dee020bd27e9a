import { Problem } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { ERROR, PAGE, PAPER } from '../words.ts';
import { NotFound } from './not-found.tsx';

export function ServiceDown(props: { retry: () => void }) {
  return (
    <>
      <h1 class="govuk-heading-l">{PAGE.down}</h1>
      <p class="govuk-body">{ERROR.unreachable}</p>
      <p class="govuk-body">
        <strong>{PAPER}</strong> Write down the time of every check, and enter them here when Lantern is back.
      </p>
      <Button type="button" onClick={props.retry}>
        Try again
      </Button>
    </>
  );
}

export function BrokenPage() {
  return (
    <>
      <h1 class="govuk-heading-l">{PAGE.down}</h1>
      <p class="govuk-body">{ERROR.unexpected}</p>
      <Button type="button" onClick={() => window.location.reload()}>
        Reload the page
      </Button>
    </>
  );
}

/** The page belongs to a build that the server no longer has. It is loaded again only by hand: never in the middle of something. */
export function Renewed() {
  return (
    <>
      <h1 class="govuk-heading-l">{PAGE.renewed}</h1>
      <p class="govuk-body">{ERROR.renewed}</p>
      <Button type="button" onClick={() => window.location.reload()}>
        Load Lantern again
      </Button>
    </>
  );
}

/** A page or a form that somebody may not use. */
export function NotYours() {
  return (
    <>
      <h1 class="govuk-heading-l">You cannot see this page</h1>
      <p class="govuk-body">It is not there, or not open to your role here.</p>
    </>
  );
}

/** What a page shows when its data could not be had. */
export function PageProblem(props: { error: unknown; retry: () => void }) {
  const { error } = props;
  if (error instanceof Problem && error.status === 404) return <NotFound />;
  if (error instanceof Problem && error.status === 403) return <NotYours />;
  return (
    <>
      <h1 class="govuk-heading-l">{PAGE.down}</h1>
      <p class="govuk-body">{error instanceof Problem ? ERROR.server : ERROR.unreachable}</p>
      <Button type="button" onClick={props.retry}>
        Try again
      </Button>
    </>
  );
}
