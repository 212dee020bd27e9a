// Checks that nobody came to and nobody has answered for: the list, and the form in which a shift lead does.
import { post } from '../api.ts';
import { EmptyState } from '../parts/empty-state.tsx';
import { Form } from '../parts/form.tsx';
import { InsetText } from '../parts/inset-text.tsx';
import { Get, Row } from '../parts/page.tsx';
import type { MissedCheck } from '../records.ts';
import type { Params } from '../router.ts';
import { LEADS, mayAt } from '../state/may.ts';
import { womanName, womanPath } from '../state/names.ts';
import { currentPremises } from '../state/session.ts';
import { ukDateTime, ukTime } from '../time.ts';
import { choices, LATE_REASON, PAGE } from '../words.ts';
import { dutyInWords } from './resident/visit-words.ts';

export interface MissedAnswer {
  missed: MissedCheck[];
}

export const missedPath = (): string => `/api/premises/${currentPremises.value?.id}/missed`;

const windowInWords = (one: MissedCheck): string => `${dutyInWords(one)}, ${ukDateTime(one.from)} to ${ukTime(one.latest)}`;
const roomInWords = (one: MissedCheck): string => (one.room === null ? '' : `Room ${one.room}`);

export function MissedList({ missed }: MissedAnswer) {
  const may = mayAt(currentPremises.value?.id, LEADS);
  if (missed.length === 0) return <EmptyState>No missed check owes a reason.</EmptyState>;
  return (
    <ul class="ln-list">
      {missed.map((one) => (
        <Row
          key={one.id}
          href={`${womanPath(one.crn, one.stay)}/checks`}
          name={womanName(one)}
          soft={roomInWords(one)}
          cells={[windowInWords(one), may ? <GiveReason id={one.id} /> : 'The shift lead gives the reason.']}
        />
      ))}
    </ul>
  );
}

export function GiveReason({ id }: { id: string }) {
  return (
    <a class="govuk-link ln-log__act" href={`/missed/${id}`}>
      Give the reason
    </a>
  );
}

export function MissedReason({ params }: { params: Params }) {
  return (
    <Get<MissedAnswer> path={missedPath()} what="the check">
      {({ missed }) => {
        const one = missed.find((check) => check.id === params['requirement']);
        return one && mayAt(currentPremises.value?.id, LEADS) ? <ReasonForm one={one} /> : <EmptyState>This check has its reason, or is not yours to give.</EmptyState>;
      }}
    </Get>
  );
}

function ReasonForm({ one }: { one: MissedCheck }) {
  return (
    <Form
      title={PAGE.missedReason}
      button="Give the reason"
      back={`${womanPath(one.crn, one.stay)}/checks`}
      done="The reason stands with the missed check. It stays missed."
      draft={['missed', one.id]}
      start={{ late_reason: null, reason: '' } as { late_reason: string | null; reason: string }}
      rename={{ '/words': 'reason' }}
      intro={
        <InsetText>
          <strong>{womanName(one)}</strong> {roomInWords(one)}
          <br />
          {windowInWords(one)}
        </InsetText>
      }
      asks={() => [
        {
          id: 'late_reason',
          as: 'radios',
          label: 'Why was it missed?',
          hint: 'It explains. It does not make the check done.',
          items: choices(LATE_REASON),
          need: 'Select why it was missed',
        },
        { id: 'reason', as: 'area', label: 'What happened?', limit: 500, need: 'Say what happened' },
      ]}
      send={(v) => post(`/api/requirements/${one.id}/reason`, { ...v, ...(v.late_reason === 'other' && { words: v.reason }) })}
    />
  );
}
