// How long nobody has touched this screen, in three words.

export type IdleState = 'in_use' | 'warning' | 'idle';

export interface IdleTimes {
  /** Seconds without a key or a touch. */
  idleS: number;
  /** How long before that the warning shows. */
  warningS: number;
}

export function idleStateAfter(idleMs: number, times: IdleTimes): IdleState {
  const idle = idleMs / 1000;
  if (idle >= times.idleS) return 'idle';
  return idle >= times.idleS - times.warningS ? 'warning' : 'in_use';
}
