import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { get } from '../api.ts';
import { announce } from '../frame.tsx';
import { ERROR } from '../words.ts';
import { Button } from './button.tsx';
import { ErrorMessage } from './error-message.tsx';
import { Get } from './page.tsx';

interface OlderProps<P> {
  path: string;
  /** What there is more of, in words. */
  what: string;
  children: (pages: readonly P[]) => ComponentChildren;
}

/** A list that goes back in time: its newest part, and older parts below it as far as they are asked for. */
export function Older<P extends { next: string | null }>(props: OlderProps<P>) {
  return (
    <Get<P> path={props.path} what={props.what}>
      {(first) => <Pages {...props} first={first} />}
    </Get>
  );
}

function Pages<P extends { next: string | null }>({ path, what, first, children }: OlderProps<P> & { first: P }) {
  const [pages, setPages] = useState([first]);
  const [failed, setFailed] = useState(false);
  useEffect(() => setPages([first]), [first]);
  const { next } = pages[pages.length - 1]!;
  const more = (): void => {
    const before = `${path.includes('?') ? '&' : '?'}before=${encodeURIComponent(next!)}`;
    get<P>(path + before).then(
      (page) => {
        setFailed(false);
        setPages([...pages, page]);
        announce(`Older ${what} are shown below`);
      },
      () => setFailed(true),
    );
  };
  return (
    <>
      {children(pages)}
      {failed && <ErrorMessage>{ERROR.unreachable}</ErrorMessage>}
      {next !== null && (
        <Button type="button" look="secondary" onClick={more}>
          Older {what}
        </Button>
      )}
    </>
  );
}
