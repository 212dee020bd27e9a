// The questions of a house that wait: for an answer from here, or from a practitioner.
import { Get, Section } from '../../parts/page.tsx';
import type { Thread } from '../../records-updates.ts';
import { Threads } from './parts.tsx';

type Here = Thread & { room: string | null };

export function ThreadsHere({ premises }: { premises: string }) {
  return (
    <Section name="threads" title="Questions that wait">
      <Get<{ threads: Here[] }> path={`/api/premises/${premises}/threads`} what="questions">
        {({ threads }) => <Threads threads={threads} none="No question waits for an answer." named room={(one) => (one as Here).room} />}
      </Get>
    </Section>
  );
}
