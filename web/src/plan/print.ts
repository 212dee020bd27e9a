// Whoever prints something about a woman leaves a trace, whichever way she prints. It never stands in the way of the paper:
// without a connection a paramedic gets the sheet all the same, and the page says that nobody could note it.
import { useEffect, useRef, useState } from 'preact/hooks';
import { newId, put } from '../api.ts';

export type Printed = 'crisis' | 'plan' | 'copy' | 'slip' | 'meeting' | 'updates';

/** Whom a sheet is about. */
export interface About {
  stay: string;
  crn: string;
}

const noted = (who: About, what: Printed, version: number | null): Promise<unknown> =>
  put(`/api/prints/${newId()}`, { stay: who.stay, crn: who.crn, what, ...(version !== null && { version }) });

/** Gives whether the last print could not be noted. `about`: whom the sheet is about; `version` null: it has none, or nothing is written yet. */
export function usePrintNoted(about: About | readonly About[], what: Printed, version: number | null = null): boolean {
  const [lost, setLost] = useState(false);
  const latest = useRef({ about, what, version });
  latest.current = { about, what, version };
  useEffect(() => {
    const note = (): void => {
      const { about: whom, ...one } = latest.current;
      Promise.all([whom].flat().map((who) => noted(who, one.what, one.version))).then(() => setLost(false), () => setLost(true));
    };
    window.addEventListener('beforeprint', note);
    return () => window.removeEventListener('beforeprint', note);
  }, []);
  return lost;
}
