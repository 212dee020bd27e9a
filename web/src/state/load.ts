// The data of a page: asked for when the page opens, and again after it was changed.
import { useEffect, useRef, useState } from 'preact/hooks';
import { get } from '../api.ts';
import { msOf } from '../time.ts';
import { heardServerTime } from './clock.ts';

export interface Load<T> {
  data: T | null;
  /** Why there is no data, or no newer one. */
  error: unknown;
  /** Asks again; gives what came, or null. */
  reload: () => Promise<T | null>;
}

/** `path` null: nothing to ask for yet. */
export function useLoad<T>(path: string | null): Load<T> {
  const [state, setState] = useState<{ data: T | null; error: unknown }>({ data: null, error: null });
  const wanted = useRef(path);
  wanted.current = path;
  const reload = async (): Promise<T | null> => {
    if (path === null) return null;
    try {
      const data = await get<T>(path);
      const { now } = data as { now?: string };
      if (now) heardServerTime(msOf(now));
      if (wanted.current === path) setState({ data, error: null });
      return data;
    } catch (error) {
      if (wanted.current === path) setState((before) => ({ ...before, error }));
      return null;
    }
  };
  useEffect(() => {
    setState({ data: null, error: null });
    void reload();
    return () => {
      wanted.current = null;
    };
  }, [path]);
  return { ...state, reload };
}
