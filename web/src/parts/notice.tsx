import { useEffect } from 'preact/hooks';
import { announce } from '../frame.tsx';
import { useNotice } from '../state/notice.ts';
import { Alert } from './alert.tsx';

/** Said once on the page that follows what was done. */
export function Notice() {
  const words = useNotice();
  useEffect(() => {
    if (words !== null) announce(words);
  }, []);
  return words === null ? null : (
    <Alert variant="success" title="Done">
      {words}
    </Alert>
  );
}
