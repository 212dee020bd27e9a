import { useEffect, useState } from 'preact/hooks';
import { LOADING } from '../words.ts';

/** Words after half a second; nothing before, and nothing that turns. */
export function Loading(props: { what: string; afterMs?: number | undefined }) {
  const [slow, setSlow] = useState(props.afterMs === 0);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), props.afterMs ?? 500);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p class="govuk-body ln-loading" role="status">
      {slow ? LOADING(props.what) : ''}
    </p>
  );
}
