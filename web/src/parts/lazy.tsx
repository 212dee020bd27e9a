import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Unreachable } from '../api.ts';
import { PageProblem } from '../pages/problem.tsx';
import { focusHeading, type Params } from '../router.ts';
import { Loading } from './loading.tsx';

type PageType = ComponentType<{ params: Params }>;

/** A page whose program is fetched when it is first opened, so that the board does not wait for it. */
export function lazy<M>(load: () => Promise<M>, pick: (module: M) => PageType): PageType {
  let ready: PageType | null = null;
  return function Lazy(props: { params: Params }) {
    const [failed, setFailed] = useState(false);
    const [, draw] = useState(0);
    const fetchIt = (): void => {
      if (ready) return;
      setFailed(false);
      load().then(
        (module) => {
          ready = pick(module);
          draw(1);
          setTimeout(focusHeading);
        },
        () => setFailed(true),
      );
    };
    useEffect(fetchIt, []);
    if (ready) {
      const Ready = ready;
      return <Ready {...props} />;
    }
    // A new version may have replaced the file: then only a reload helps, and it costs nothing here.
    if (failed) return <PageProblem error={new Unreachable()} retry={() => window.location.reload()} />;
    return <Loading what="the page" />;
  };
}
