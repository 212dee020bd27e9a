// What comes while a practitioner reads: the page says so at its top and stays as it is until she asks for it, so that
// nothing moves under her eyes.
import { useEffect, useState } from 'preact/hooks';
import { announce } from '../../frame.tsx';
import { Live } from '../../live.ts';
import { Alert } from '../../parts/alert.tsx';
import { LinkButton } from '../../parts/button.tsx';
import { plural } from '../../time.ts';
import type { LiveEvent } from '../../types.ts';

interface Come {
  now: number;
  updates: number;
  others: number;
}

const NONE: Come = { now: 0, updates: 0, others: 0 };
const REOPEN_MS = 1000;

function counted(come: Come, { kind, level }: LiveEvent): Come {
  if (kind !== 'update.written') return { ...come, others: come.others + 1 };
  return level === 'now' ? { ...come, now: come.now + 1 } : { ...come, updates: come.updates + 1 };
}

function inWords({ now, updates, others }: Come): string {
  if (now > 0) return `${plural(now, 'update')} to be known now ${now === 1 ? 'has' : 'have'} come.`;
  if (updates > 0) return `${plural(updates, 'new update')} ${updates === 1 ? 'has' : 'have'} come.`;
  return others > 0 ? 'A question, an answer or a meeting has changed.' : '';
}

/** `horizon`: of the page's data, so that nothing falls between the two. */
export function Arriving({ horizon, reload }: { horizon: string; reload: () => Promise<unknown> }) {
  const [come, setCome] = useState(NONE);
  useEffect(() => {
    setCome(NONE);
    const again = (): void => void setTimeout(() => void reload(), REOPEN_MS);
    const live = new Live({ from: horizon, handlers: { event: (event) => setCome((before) => counted(before, event)), reset: again, bye: again } });
    live.open();
    return () => live.close();
  }, [horizon]);
  const words = inWords(come);
  useEffect(() => announce(words), [words]);
  if (words === '') return null;
  return (
    <Alert variant={come.now > 0 ? 'warning' : 'information'} title="Something new">
      {words} <LinkButton onClick={() => void reload()}>Show it</LinkButton>
    </Alert>
  );
}
