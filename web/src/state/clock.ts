// The server's time, as well as this computer can know it. The server says its time in every beat and answer; between
// them a monotonic counter carries it on, so that nobody can move the board by changing the clock of the computer.
import { computed, signal } from './signals.ts';

export interface Ticks {
  /** Milliseconds that only ever go forward. */
  monotonic(): number;
  /** The computer's own clock, milliseconds since 1970. */
  device(): number;
}


const REMEMBERED = 16; // readings: four minutes of beats
const JUMP_MS = 2000; // a reading further off than this is a new truth and not a slow line

export class ServerClock {
  private samples: number[] = [];
  private deviceOffset: number;

  constructor(private readonly ticks: Ticks) {
    this.deviceOffset = this.readDevice();
  }

  /** Takes in a time the server said. A message is never early, so the reading with the least delay is the largest. */
  heard(serverMs: number): void {
    const sample = serverMs - this.ticks.monotonic();
    const best = this.best();
    if (best !== null && Math.abs(sample - best) > JUMP_MS) this.samples = [];
    this.samples = [...this.samples.slice(1 - REMEMBERED), sample];
    this.deviceOffset = this.readDevice();
  }

  private best(): number | null {
    return this.samples.length === 0 ? null : Math.max(...this.samples);
  }

  private readDevice(): number {
    return this.ticks.device() - this.ticks.monotonic();
  }

  /** The server's time in milliseconds; the computer's own until the server was heard. */
  now(): number {
    return this.ticks.monotonic() + (this.best() ?? this.deviceOffset);
  }

  /** True once the server's time is known. */
  known(): boolean {
    return this.samples.length > 0;
  }

  /** How far the computer's clock is ahead of the server's, for the record of a check made without a connection. */
  deviceAheadMs(): number {
    return this.readDevice() - (this.best() ?? this.deviceOffset);
  }

  /** True when the computer's clock was moved, or the computer slept, since the server was last heard. */
  deviceMoved(): boolean {
    return Math.abs(this.readDevice() - this.deviceOffset) > JUMP_MS;
  }
}

export const clock = new ServerClock({
  monotonic: () => performance.now(),
  device: () => Date.now(),
});

const ticking = signal(0);
const moved = signal(false);

/** The server's time, moving once a second. Read it in a component to be drawn again with it. */
export const now = computed(() => ticking.value || clock.now());
export const clockMoved = computed(() => moved.value);

export function heardServerTime(serverMs: number): void {
  if (!Number.isFinite(serverMs)) return;
  clock.heard(serverMs);
  tick();
}

export function tick(): void {
  ticking.value = clock.now();
  moved.value = clock.deviceMoved();
}

/** Starts the ticking, on the second of the server's clock so that "overdue" appears at once. Returns how to stop it. */
export function startClock(): () => void {
  let timer = 0;
  const step = (): void => {
    tick();
    timer = window.setTimeout(step, 1000 - (clock.now() % 1000) + 2);
  };
  step();
  return () => window.clearTimeout(timer);
}
