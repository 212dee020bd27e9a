// The live stream. It is only called connected with two proofs: a beat within 35 seconds, and a last request that got
// an answer. The stream alone can look well while every request fails.
import { computed, effect, signal } from './state/signals.ts';
import { lastRequestWorked } from './api.ts';
import { heardServerTime, now } from './state/clock.ts';
import { msOf } from './time.ts';
import type { LiveEvent, Uuid } from './types.ts';

export const BEAT_LIMIT_MS = 35_000;
const REOPEN_MS = 3000;

export interface LiveHandlers {
  event(event: LiveEvent): void;
  /** The stream cannot go on from where we were: load the page's data again and open with its horizon. */
  reset(): void;
  /** What we may see changed, or the server is about to stop. */
  bye(why: string): void;
}

/** What the reader needs of EventSource, so that tests can put their own in its place. */
export interface Source {
  readonly readyState: number;
  addEventListener(type: string, then: (message: { data: string; lastEventId: string }) => void): void;
  close(): void;
}

export interface LiveOptions {
  /** Of one premises; without it a practitioner's own women. */
  premises?: Uuid;
  from: string;
  handlers: LiveHandlers;
  makeSource?: (url: string) => Source;
  monotonic?: () => number;
}

const CLOSED = 2;

export class Live {
  private source: Source | null = null;
  private last: string;
  private heardAt: number;
  private timer: ReturnType<typeof setInterval> | null = null;
  private closedAt: number | null = null;
  private readonly monotonic: () => number;

  constructor(private readonly options: LiveOptions) {
    this.last = options.from;
    this.monotonic = options.monotonic ?? (() => performance.now());
    this.heardAt = -Infinity;
  }

  open(): void {
    const { premises, makeSource } = this.options;
    const url = `/api/live?${new URLSearchParams({ ...(premises ? { premises } : { women: 'mine' }), from: this.last })}`;
    this.source = makeSource ? makeSource(url) : (new EventSource(url) as unknown as Source);
    this.source.addEventListener('open', () => this.beat());
    this.source.addEventListener('beat', (message) => this.heardBeat(message.data));
    this.source.addEventListener('reset', () => this.options.handlers.reset());
    this.source.addEventListener('bye', (message) => {
      const said = parse(message.data) as { why?: string } | null;
      this.options.handlers.bye(said?.why ?? '');
    });
    this.source.addEventListener('message', (message) => this.heardEvent(message));
    this.timer ??= setInterval(() => this.watch(), 1000);
  }

  close(): void {
    this.source?.close();
    this.source = null;
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    beatFresh.value = null;
  }

  /** EventSource tries again by itself after a broken line, but stops for good after a refusal: then we do. */
  watch(): void {
    beatFresh.value = this.monotonic() - this.heardAt <= BEAT_LIMIT_MS;
    if (this.source?.readyState !== CLOSED) {
      this.closedAt = null;
      return;
    }
    this.closedAt ??= this.monotonic();
    if (this.monotonic() - this.closedAt < REOPEN_MS) return;
    this.closedAt = null;
    this.source.close();
    this.open();
  }

  private beat(): void {
    this.heardAt = this.monotonic();
    beatFresh.value = true;
  }

  private heardBeat(data: string): void {
    this.beat();
    const said = parse(data) as { now?: string } | null;
    if (said?.now) heardServerTime(msOf(said.now));
  }

  private heardEvent(message: { data: string; lastEventId: string }): void {
    this.beat();
    if (message.lastEventId) this.last = message.lastEventId;
    const event = parse(message.data) as LiveEvent | null;
    if (event) this.options.handlers.event(event);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Null when no stream is wanted on this page; then only requests tell whether we are connected. */
export const beatFresh = signal<boolean | null>(null);

export type Connection = 'live' | 'lost';

export const connection = computed<Connection>(() =>
  lastRequestWorked.value && beatFresh.value !== false ? 'live' : 'lost',
);

/** Server time at which both proofs were last there, for "Last updated 01:52". */
const lastLive = signal(0);
export const lastLiveAt = computed(() => lastLive.value);
effect(() => {
  if (connection.value === 'live') lastLive.value = now.value;
});
