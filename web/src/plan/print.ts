// Whoever prints something about a woman leaves a trace, whichever way she prints. It never stands in the way of the paper:
// without a connection a paramedic gets the sheet all the same, and the page says that nobody could note it.
import { useEffect, useRef, useState } from 'preact/hooks';
import { newId, put } from '../api.ts';

export type Printed = 'crisis' | 'plan' | 'copy';

/** Gives whether the last print could not be noted. `version` null: nothing is written yet. */
export function usePrintNoted(who: { stay: string; crn: string }, what: Printed, version: number | null): boolean {
  const [lost, setLost] = useState(false);
  const latest = useRef({ who, what, version });
  latest.current = { who, what, version };
  useEffect(() => {
    const note = (): void => {
      const one = latest.current;
      const body = { ...one.who, what: one.what, ...(one.version !== null && { version: one.version }) };
      put(`/api/prints/${newId()}`, body).then(() => setLost(false), () => setLost(true));
    };
    window.addEventListener('beforeprint', note);
    return () => window.removeEventListener('beforeprint', note);
  }, []);
  return lost;
}
