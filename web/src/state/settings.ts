// The settings of a premises, as far as a page explains itself with them. Until they are there, what they are by default.
import type { Uuid } from '../types.ts';
import { useLoad } from './load.ts';

/** Gives a number by name. */
export function useNumbers(premises: Uuid): (name: string, byDefault: number) => number {
  const { data } = useLoad<{ settings: { name: string; value?: unknown }[] }>(`/api/premises/${premises}/settings`);
  return (name, byDefault) => Number(data?.settings.find((one) => one.name === name)?.value ?? byDefault);
}
