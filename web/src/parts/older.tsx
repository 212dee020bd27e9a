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
  /** What brings the part before it. */
  next: (page: P) => string | null;
  children: (pages: readonly P[], reload: () => Promise<unknown>) => ComponentChildren;
}

/** A list that goes back in time: its newest part, and older parts below it as far as they are asked for. */
export function Older<P>(props: OlderProps<P>) {
  return (
    <Get<P> path={props.path} what={props.what}>
      {(first, reload) => <Pages {...props} first={first} reload={reload} />}
    </Get>
  );
}

function Pages<P>({ path, what, next: nextOf, first, reload, children }: OlderProps<P> & { first: P; reload: () => Promise<unknown> }) {
  const [pages, setPages] = useState([first]);
  const [failed, setFailed] = useState(false);
  useEffect(() => setPages([first]), [first]);
  const next = nextOf(pages[pages.length - 1]!);
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
      {children(pages, reload)}
      {failed && <ErrorMessage>{ERROR.unreachable}</ErrorMessage>}
      {next !== null && (
        <Button type="button" look="secondary" onClick={more}>
          Older {what}
        </Button>
      )}
    </>
  );
}
