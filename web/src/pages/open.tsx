// Where the link of a message or of a calendar leads. The address says nothing; what it is about is known after signing in.
import { useEffect } from 'preact/hooks';
import { Get } from '../parts/page.tsx';
import { go, type Params } from '../router.ts';

export function OpenPage({ params }: { params: Params }) {
  return (
    <Get<{ path: string }> path={`/api/open/${encodeURIComponent(params['id']!)}`} what="what it is about">
      {({ path }) => <GoOn path={path} />}
    </Get>
  );
}

function GoOn({ path }: { path: string }) {
  useEffect(() => go(path, { replace: true }), []);
  return null;
}
