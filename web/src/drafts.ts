// What somebody is writing survives a closed tab, a lock and a restart: every change is put away at once, on this
// computer, under who is writing, in which form, about whom. It goes when it was saved, or after a week.
import { useEffect, useRef, useState } from 'preact/hooks';
import { draftClosed, draftOpened } from './state/busy.ts';

const STORE = 'drafts';
const KEEP_MS = 7 * 86_400_000;

interface Kept {
  value: unknown;
  at: number;
}

export function draftKey(worker: string, form: string, subject: string): string {
  return [worker, form, subject].map(encodeURIComponent).join('/');
}

let opening: Promise<IDBDatabase | null> | null = null;

/** Null where the browser keeps nothing (private windows, storage switched off): then a draft lasts as long as its page. */
function database(): Promise<IDBDatabase | null> {
  opening ??= new Promise((done) => {
    if (typeof indexedDB === 'undefined') return done(null);
    const asked = indexedDB.open('lantern-drafts', 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => done(null);
  });
  return opening;
}

async function inStore<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> {
  const db = await database();
  if (!db) return undefined;
  return new Promise((done) => {
    const transaction = db.transaction(STORE, mode);
    const asked = work(transaction.objectStore(STORE));
    transaction.oncomplete = () => done(asked.result);
    transaction.onerror = () => done(undefined);
    transaction.onabort = () => done(undefined);
  });
}

export async function loadDraft<T>(key: string): Promise<T | null> {
  const kept = await inStore<Kept | undefined>('readonly', (store) => store.get(key) as IDBRequest<Kept | undefined>);
  return kept && Date.now() - kept.at < KEEP_MS ? (kept.value as T) : null;
}

export async function saveDraft(key: string, value: unknown): Promise<void> {
  await inStore('readwrite', (store) => store.put({ value, at: Date.now() }, key));
}

export async function dropDraft(key: string): Promise<void> {
  await inStore('readwrite', (store) => store.delete(key));
}

/** What a worker has in one form, about whomever, the oldest first. */
export async function draftsOf<T>(worker: string, form: string): Promise<T[]> {
  const prefix = `${draftKey(worker, form, '')}`;
  const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
  const kept = (await inStore<Kept[]>('readonly', (store) => store.getAll(range) as IDBRequest<Kept[]>)) ?? [];
  return kept.sort((a, b) => a.at - b.at).map((one) => one.value as T);
}

/** Forgets drafts that nobody came back to. Called once when the application starts. */
export async function dropOldDrafts(nowMs = Date.now()): Promise<void> {
  const keys = (await inStore<IDBValidKey[]>('readonly', (store) => store.getAllKeys())) ?? [];
  for (const key of keys) {
    const kept = await inStore<Kept | undefined>('readonly', (store) => store.get(key) as IDBRequest<Kept | undefined>);
    if (kept && nowMs - kept.at >= KEEP_MS) await dropDraft(String(key));
  }
}

export interface Draft<T> {
  value: T;
  set: (next: T) => void;
  /** Saved or given up: forget it. */
  drop: () => Promise<void>;
  /** Forget it and begin again with this. */
  reset: (next: T) => Promise<void>;
  /** True when this came from an earlier visit, so that the page can say so. */
  restored: boolean;
}

/**
 * The value of a form that outlives its page. What was typed before the kept draft arrived wins over it. While it is
 * changed and unsaved, no new version of the application takes the page away. What must not be kept, such as a
 * password, is only held (`keep` false).
 */
export function useDraft<T>(worker: string, form: string, subject: string, initial: T, keep = true): Draft<T> {
  const key = draftKey(worker, form, subject);
  const [value, setValue] = useState(initial);
  const [restored, setRestored] = useState(false);
  const touched = useRef(false);
  useEffect(() => {
    let here = true;
    touched.current = false;
    void (keep ? loadDraft<T>(key) : Promise.resolve(null)).then((kept) => {
      if (!here || touched.current || kept === null) return;
      setValue(kept);
      setRestored(true);
    });
    return () => {
      here = false;
      if (touched.current) draftClosed();
    };
  }, [key]);
  const set = (next: T): void => {
    if (!touched.current) draftOpened();
    touched.current = true;
    setValue(next);
    if (keep) void saveDraft(key, next);
  };
  const drop = async (): Promise<void> => {
    if (touched.current) draftClosed();
    touched.current = false;
    setRestored(false);
    await dropDraft(key);
  };
  const reset = (next: T): Promise<void> => {
    setValue(next);
    return drop();
  };
  return { value, set, drop, reset, restored };
}
