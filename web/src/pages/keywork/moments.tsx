// Moments: something small that was seen, by anybody on shift. Her keyworker sees them until they were read.
import { useRef, useState } from 'preact/hooks';
import { Problem, put } from '../../api.ts';
import { announce } from '../../frame.tsx';
import { Button } from '../../parts/button.tsx';
import { Details } from '../../parts/details.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ErrorMessage } from '../../parts/error-message.tsx';
import { Leaf } from '../../parts/leaf.tsx';
import { Entry } from '../../parts/page.tsx';
import type { KeyworkPage, SmallMoment } from '../../records-keywork.ts';
import { who } from '../../state/session.ts';
import { plural, ukDateTime } from '../../time.ts';
import { ERROR, PAGE, WITHHELD } from '../../words.ts';
import { MOMENT } from '../../words-keywork.ts';
import { mayWritePlan } from '../plan/may-write.ts';
import type { Her } from '../resident/woman.tsx';

export const waiting = (moments: readonly SmallMoment[]): SmallMoment[] => moments.filter((one) => one.reviewed === null);

/** Her keyworker reads them, or who covers while she is away; where she has none, whoever writes sessions. */
export function readsMoments(her: Her, { keyworker }: Pick<KeyworkPage, 'keyworker'>): boolean {
  const me = who.value?.staff?.id;
  return mayWritePlan(her) && (keyworker === null || keyworker.id === me || keyworker.away?.cover?.id === me);
}

/** `her`: whose plan they may change, where the reader may say so. */
export function MomentList({ moments, her }: { moments: readonly SmallMoment[]; her?: Her | undefined }) {
  return (
    <ul class="ln-log">
      {moments.map((one) => (
        <Entry key={one.id} wide at={ukDateTime(one.happened_at)}>
          {one.good && (
            <>
              <Leaf /> <span class="govuk-visually-hidden">{MOMENT.good}: </span>
            </>
          )}
          {one.words ?? WITHHELD}{' '}
          <span class="ln-soft">
            {one.by}
            {one.reviewed && `. Read by ${one.reviewed.by}, ${ukDateTime(one.reviewed.at)}`}
          </span>{' '}
          {her && mayWritePlan(her) && (
            <a class="govuk-link ln-log__act" href={`${her.path}/suggest/moment/${one.id}`}>
              {PAGE.suggest}
              <span class="govuk-visually-hidden"> after the moment of {ukDateTime(one.happened_at)}</span>
            </a>
          )}
        </Entry>
      ))}
    </ul>
  );
}

export function Moments({ her, data, reload }: { her: Her; data: KeyworkPage; reload: () => Promise<unknown> }) {
  const open = waiting(data.moments);
  const read = data.moments.filter((one) => one.reviewed !== null);
  return (
    <>
      {open.length === 0 && <EmptyState>No moment waits to be read.</EmptyState>}
      {open.length > 0 && <MomentList moments={open} her={her} />}
      {open.length > 0 && readsMoments(her, data) && <ReadAll her={her} moments={open} reload={reload} />}
      {read.length > 0 && (
        <Details summary={`${plural(read.length, 'moment')} read in the last 28 days`}>
          <MomentList moments={read} her={her} />
        </Details>
      )}
    </>
  );
}

function ReadAll({ her, moments, reload }: { her: Her; moments: readonly SmallMoment[]; reload: () => Promise<unknown> }) {
  const [failed, fail] = useState<string | null>(null);
  const sending = useRef(false);
  const read = async (): Promise<void> => {
    if (sending.current) return;
    sending.current = true;
    try {
      for (const one of moments) await put(`/api/moment-reviews/${one.id}`, her.who);
      announce('Marked as read');
      await reload();
    } catch (error) {
      fail(error instanceof Problem ? error.detail : ERROR.unreachable);
    }
    sending.current = false;
  };
  return (
    <>
      {failed && <ErrorMessage>{failed}</ErrorMessage>}
      <Button type="button" look="secondary" onClick={() => void read()}>
        I have read {moments.length === 1 ? 'it' : 'them'}
      </Button>
    </>
  );
}
