import { useEffect, useState } from 'preact/hooks';

/** The value once it has not changed for a while, so that a screen reader is told after typing and not at each key. */
export function useSettled<T>(value: T, afterMs: number): T | null {
  const [settled, settle] = useState<T | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => settle(value), afterMs);
    return () => clearTimeout(timer);
  }, [value, afterMs]);
  return settled;
}
