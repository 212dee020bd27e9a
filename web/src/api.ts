// Talking to the server: JSON in and out, refusals as typed problems with the fields they are about, and the two kinds
// of failure kept apart. A Problem is an answer. Unreachable means that nobody knows whether it was done, which is why
// everything that creates something is a PUT to a UUID of ours and may be sent again as it is.
import { signal } from './state/signals.ts';

const TIMEOUT_MS = 8000;
const RETRY_WAITS_MS = [500, 1500, 4000];

export interface FieldError {
  /** JSON pointer into the body that was sent: "/done_at" */
  field: string;
  detail: string;
}

interface ProblemBody {
  type?: string;
  title?: string;
  detail?: string;
  errors?: FieldError[];
}

/** The server refused, and said why (RFC 9457). */
export class Problem extends Error {
  /** The last part of `type`: "pin-needed" */
  readonly slug: string;
  readonly title: string;
  readonly detail: string;
  readonly errors: readonly FieldError[];

  constructor(
    readonly status: number,
    body: ProblemBody,
    /** From Retry-After, seconds. */
    readonly retryAfter: number | null = null,
  ) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.slug = (body.type ?? '').split('/').pop() ?? '';
    this.title = body.title ?? '';
    this.detail = body.detail ?? this.title;
    this.errors = body.errors ?? [];
  }
}

/** No answer: no connection, too slow, or something between us and the server answered in its place. */
export class Unreachable extends Error {}

/** Whether the last request got an answer from the server itself: one of the two proofs of being connected. */
export const lastRequestWorked = signal(true);

let whenSignedOut: (() => void) | null = null;

/** Called when the server no longer knows who this is. */
export function onSignedOut(then: () => void): void {
  whenSignedOut = then;
}

export type Method = 'GET' | 'PUT' | 'POST' | 'PATCH';

export interface Options {
  signal?: AbortSignal;
  timeoutMs?: number;
  /** An answer that was asked for before; when it comes to nothing, it is asked for again. */
  early?: Promise<Response | undefined> | undefined;
}

function requestOf(method: Method, body: unknown, stop: AbortSignal): RequestInit {
  const init: RequestInit = {
    method,
    headers: { Accept: 'application/json' },
    credentials: 'same-origin',
    cache: 'no-store',
    signal: stop,
  };
  if (body !== undefined) {
    init.headers = { ...init.headers, 'Content-Type': 'application/json' };
    init.body = JSON.stringify(body);
  }
  return init;
}

async function fetchInTime(method: Method, path: string, body: unknown, options: Options): Promise<[Response, string]> {
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  const timer = setTimeout(abort, options.timeoutMs ?? TIMEOUT_MS);
  options.signal?.addEventListener('abort', abort);
  try {
    const answer = (await options.early) ?? (await fetch(path, requestOf(method, body, stop.signal)));
    return [answer, await answer.text()];
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', abort);
  }
}

function parsed(answer: Response, text: string): unknown {
  if (text === '') return null;
  if (!/json/.test(answer.headers.get('Content-Type') ?? '')) throw new Unreachable('not an answer of this service');
  try {
    return JSON.parse(text);
  } catch {
    throw new Unreachable('half an answer');
  }
}

function problemOf(answer: Response, body: unknown): Problem {
  const after = Number(answer.headers.get('Retry-After'));
  const problem = new Problem(answer.status, (body ?? {}) as ProblemBody, after > 0 ? after : null);
  if (answer.status === 401) whenSignedOut?.();
  return problem;
}

export async function send<T>(method: Method, path: string, body?: unknown, options: Options = {}): Promise<T> {
  let answer: Response;
  let result: unknown;
  try {
    const [head, text] = await fetchInTime(method, path, body, options);
    answer = head;
    result = parsed(head, text);
  } catch (error) {
    if (options.signal?.aborted) throw error;
    lastRequestWorked.value = false;
    throw error instanceof Unreachable ? error : new Unreachable(String(error));
  }
  // A document may come from what this browser has kept: that proves no connection.
  if (path.startsWith('/api/')) lastRequestWorked.value = answer.status < 500;
  if (!answer.ok) throw problemOf(answer, result);
  return result as T;
}

export const get = <T>(path: string, options?: Options): Promise<T> => send<T>('GET', path, undefined, options);

export const post = <T>(path: string, body: unknown, options?: Options): Promise<T> =>
  send<T>('POST', path, body, options);

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** True when sending the same again may help: nobody answered, or the server asked for patience. */
export function worthRetrying(error: unknown): boolean {
  if (error instanceof Unreachable) return true;
  return error instanceof Problem && [502, 503, 504].includes(error.status);
}

/**
 * A PUT to a UUID of ours, sent again until it is answered or the waits are used up. The server gives the first answer
 * again to the same id with the same content, so a lost answer never makes a second record.
 */
export async function put<T>(path: string, body: unknown, options?: Options): Promise<T> {
  for (const ms of RETRY_WAITS_MS) {
    try {
      return await send<T>('PUT', path, body, options);
    } catch (error) {
      if (!worthRetrying(error)) throw error;
      const asked = error instanceof Problem && error.retryAfter ? error.retryAfter * 1000 : 0;
      await wait(Math.max(ms, Math.min(asked, 10_000)));
    }
  }
  return send<T>('PUT', path, body, options);
}

/** The id of the form field that is meant: "/bands/0/from" is "bands-0-from", the parameter "?from" is "from". */
export function fieldId(pointer: string): string {
  return pointer
    .replace(/^[/?]/, '')
    .split('/')
    .map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'))
    .join('-');
}

export interface FormErrors {
  /** Field id to message, for the message at the field. */
  fields: Record<string, string>;
  /** In the order of the server, for the summary; no href when the form has no such field. */
  list: { text: string; href?: string }[];
}

/** What a form shows for a refusal. `known` are the ids of its fields, `rename` maps pointers that are called otherwise. */
export function formErrors(problem: Problem, known: readonly string[], rename: Record<string, string> = {}): FormErrors {
  const out: FormErrors = { fields: {}, list: [] };
  for (const error of problem.errors) {
    const id = rename[error.field] ?? fieldId(error.field);
    if (known.includes(id)) {
      out.fields[id] ??= error.detail;
      out.list.push({ text: error.detail, href: `#${id}` });
    } else {
      out.list.push({ text: error.detail });
    }
  }
  if (out.list.length === 0) out.list.push({ text: problem.detail });
  return out;
}

/** A new id for something about to be created. Made once, when its form opens, and kept for every try. */
export function newId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // not a secure context: no randomUUID there
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
