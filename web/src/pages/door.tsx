import { useEffect } from 'preact/hooks';
import { go, type Params } from '../router.ts';
import { scan } from '../state/door.ts';

/** Where the square at a door leads: to the board, which opens her record. */
export function DoorPage({ params }: { params: Params }) {
  useEffect(() => {
    scan(params['door']!);
    go('/board', { replace: true });
  }, []);
  return null;
}
