import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { focusIfLost, setTitle } from '../router.ts';
import { EmptyState } from './empty-state.tsx';

/** What a form becomes when its matter is settled, as when somebody else was first: under the same title, and with the focus that went with the form. */
export function Settled(props: { title: string; back: string; children: ComponentChildren }) {
  useEffect(() => {
    setTitle(props.title);
    focusIfLost();
  }, []);
  return (
    <>
      <h1 class="govuk-heading-l">{props.title}</h1>
      <EmptyState
        action={
          <p class="govuk-body">
            If you wrote anything here, it was not sent.{' '}
            <a class="govuk-link" href={props.back}>
              Go back
            </a>
          </p>
        }
      >
        {props.children}
      </EmptyState>
    </>
  );
}
