// An early sign and a strength, each by shape and word, so that nobody has to tell colours apart.
import { cx } from '../parts/classes.ts';
import type { PlanSign } from './types.ts';

const SHAPE: Record<PlanSign['leaning'], string> = {
  concern: 'M8 3C4.4 3 1.6 5.2.3 8c1.3 2.8 4.1 5 7.7 5s6.4-2.2 7.7-5C14.4 5.2 11.6 3 8 3zm0 8.2A3.2 3.2 0 1 1 8 4.8a3.2 3.2 0 0 1 0 6.4zm0-1.7a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3z', // eye
  strength: 'M14.8 1.2C7 1 2 3.6 2 9c0 1 .3 2 .8 2.8L1 14l1.2 1.2 2-2c.8.5 1.8.8 2.8.8 5.6 0 8-5 7.8-12.8zM5 11.4 10.6 6l.9.9L6.1 12z', // leaf
};

export const LEANING: Record<PlanSign['leaning'], string> = { concern: 'Early sign', strength: 'Strength' };

export function LeaningShape({ leaning }: Pick<PlanSign, 'leaning'>) {
  return (
    <svg class={cx('ln-leaning', leaning === 'strength' && 'ln-leaning--strength')} viewBox="0 0 16 16" width="18" height="18" aria-hidden="true" focusable="false">
      <path d={SHAPE[leaning]} fill="currentColor" fill-rule="evenodd" />
    </svg>
  );
}
