import type { ComponentChildren } from 'preact';
import { PageProblem } from '../pages/problem.tsx';
import type { Load } from '../state/load.ts';
import { Alert } from './alert.tsx';
import { Loading } from './loading.tsx';

/** A heading, and what the server said: awaited, refused, or shown. The heading is there at once, to have the focus. */
export function Page<T>(props: { title: string; load: Load<T>; what: string; above?: ComponentChildren; children: (data: T) => ComponentChildren }) {
  const { data, error, reload } = props.load;
  if (data === null && error) return <PageProblem error={error} retry={() => void reload()} />;
  return (
    <>
      {props.above}
      <h1 class="govuk-heading-l">{props.title}</h1>
      {error !== null && data !== null && (
        <Alert variant="warning" title="This may be out of date">
          The newest state could not be had. What you see may be out of date.
        </Alert>
      )}
      {data === null ? <Loading what={props.what} /> : props.children(data)}
    </>
  );
}
