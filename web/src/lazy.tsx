// Pages that are fetched when they are needed, so that the board does not wait for them. A group is one file. While it comes
// the frame stands and says what is awaited; when it does not come, the page says so in words.
import type { ComponentType, VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from './parts/button.tsx';
import { Dialog } from './parts/dialog.tsx';
import { Loading } from './parts/loading.tsx';
import { Renewed, ServiceDown } from './pages/problem.tsx';
import { focusHeading, wentThere, type PageComponent, type Params } from './router.ts';
import { signal } from './state/signals.ts';
import { ERROR, LOADING, PAGE } from './words.ts';

declare const __PAGES__: string;

const SAID_AFTER_MS = 300;
const ASKED_FOR_MS = 8000;

type Page = ComponentType<{ params: Params }>;
type Pages<N extends string> = Record<N, Page>;

/** Why a group is not there: the server or the way to it is gone, or the server has another build than this page. */
type Absence = 'unreachable' | 'renewed';

const groups: (() => Promise<unknown>)[] = [];

/** Fetches all groups one after the other, so that the first press on a link does not wait. What fails is asked for again then. */
export async function fetchPages(): Promise<void> {
  for (const get of groups) await get().catch(() => undefined);
}

/** `name`: of the file in pages/ that `from` imports. Gives what makes a page of each of its components. */
export function group<N extends string>(name: string, from: () => Promise<Pages<N>>) {
  const pages = signal<Pages<N> | null>(null);
  const get = async (): Promise<void> => {
    pages.value = await from();
  };
  const fetched = (again: boolean): Promise<Absence | null> => get().then(() => null, () => absence(name, again));
  groups.push(get);
  return (named: N): PageComponent => {
    function Lazy({ params }: { params: Params }) {
      const Shown: Page | undefined = pages.value?.[named];
      const [absent, retry] = useFetched(Shown !== undefined, fetched);
      if (Shown) return <Shown params={params} />;
      if (absent === 'renewed') return <Renewed />;
      return absent ? <ServiceDown retry={retry} /> : <Loading what="the page" afterMs={SAID_AFTER_MS} />;
    }
    return Object.assign(Lazy, { fetch: () => void get().catch(() => undefined) });
  };
}

interface Opened {
  onClose: () => void;
}

/**
 * As group(), for dialogs over a page. Gives what makes a dialog of one of its components: `pick` takes it from the file, and
 * it can be closed while it comes.
 */
export function dialogs<D>(name: string, from: () => Promise<D>) {
  const all = signal<D | null>(null);
  const get = async (): Promise<void> => {
    all.value = await from();
  };
  groups.push(get);
  return <P extends Opened>(pick: (file: D) => (props: P) => VNode | null) =>
    (props: P): VNode => {
      const Shown = all.value && (pick(all.value) as ComponentType<Opened>);
      return Shown ? <Shown {...props} /> : <Coming name={name} get={get} onClose={props.onClose} />;
    };
}

function Coming(props: Opened & { name: string; get: () => Promise<void> }) {
  const [absent, setAbsent] = useState<Absence | null>(null);
  const ask = async (again: boolean): Promise<void> => {
    setAbsent(null);
    setAbsent(await props.get().then(() => null, () => absence(props.name, again)));
  };
  useEffect(() => void ask(false), []);
  return (
    <Dialog labelledBy="coming-title" onClose={props.onClose}>
      <h2 id="coming-title" class="govuk-heading-m">
        {absent ? PAGE[absent === 'renewed' ? 'renewed' : 'down'] : LOADING('this')}
      </h2>
      {absent && <p class="govuk-body">{absent === 'renewed' ? ERROR.renewed : ERROR.unreachable}</p>}
      <div class="govuk-button-group">
        {absent && (
          <Button type="button" onClick={() => (absent === 'renewed' ? window.location.reload() : void ask(true))}>
            {absent === 'renewed' ? 'Reload the page' : 'Try again'}
          </Button>
        )}
        <Button type="button" look="secondary" onClick={props.onClose}>
          Close
        </Button>
      </div>
    </Dialog>
  );
}

/** Asks for the group unless it is there, and puts focus on the heading that comes later than the page was gone to. */
function useFetched(there: boolean, fetched: (again: boolean) => Promise<Absence | null>): [Absence | null, () => void] {
  const [absent, setAbsent] = useState<Absence | null>(null);
  const late = useRef(false);
  const went = useRef(wentThere());
  const ask = async (again: boolean): Promise<void> => {
    setAbsent(null);
    setAbsent(await fetched(again));
  };
  useEffect(() => {
    if (!there) void ask(false);
  }, []);
  useEffect(() => {
    if (late.current && went.current) focusHeading();
    late.current = !there;
  }, [there, absent]);
  const retry = (): void => {
    went.current = true;
    void ask(true);
  };
  return [absent, retry];
}

/**
 * The browser does not say why an import failed, so the file is asked for. Some browsers remember a failure as long as the
 * page is loaded: where the file is there and was asked for `again`, only loading the page helps.
 */
async function absence(name: string, again: boolean): Promise<Absence> {
  try {
    const { ok, status } = await fetch(`/${name}-${__PAGES__}.js`, { cache: 'no-cache', signal: AbortSignal.timeout(ASKED_FOR_MS) });
    if (ok && again) window.location.reload();
    return status === 404 ? 'renewed' : 'unreachable';
  } catch {
    return 'unreachable';
  }
}
