// Her copy of a meeting: what it came to in plain words, what was decided and what she said she would do. Who gave it to her,
// and when, is on record.
import { put } from '../../api.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Get } from '../../parts/page.tsx';
import { GaveIt, HersToDo, HerSheet, useLarge } from '../../plan/sheet.tsx';
import type { HerMeetings, Meeting } from '../../records-meetings.ts';
import type { Params } from '../../router.ts';
import { ukDate } from '../../time.ts';
import { MEETINGS } from '../../words.ts';
import { Woman, type Her } from '../resident/woman.tsx';
import { copyInWords, meetingsPath } from './list.tsx';
import { keepsMeetings } from './may.ts';

export function MeetingCopy({ params }: { params: Params }) {
  return (
    <Woman params={params} tab="/meetings" heading={MEETINGS.copy}>
      {(her) => (
        <Get<HerMeetings> path={`/api${meetingsPath(her)}`} what="the meeting">
          {({ past }) => {
            const meeting = past.find((one) => one.id === params['meeting'] && one.state === 'held');
            if (!meeting) return <EmptyState>There is a copy for her once the meeting was held and is written down.</EmptyState>;
            return meeting.plain_words === null ? <EmptyState>Her record is restricted: nothing of it is printed here.</EmptyState> : <Shown her={her} meeting={meeting} />;
          }}
        </Get>
      )}
    </Woman>
  );
}

function Shown({ her, meeting }: { her: Her; meeting: Meeting }) {
  const [large, choose] = useLarge(her.path);
  const give = (): Promise<unknown> => put(`/api/meeting-copies/${meeting.id}`, { ...her.who, large_print: large });
  return (
    <HerSheet
      label={MEETINGS.copy}
      about={her.who}
      what="meeting"
      large={large}
      onLarge={choose}
      before={<p class="govuk-body">{copyInWords(her, meeting)}.</p>}
      after={keepsMeetings(her.page.banner) && !meeting.copy && <GaveIt give={give} back={meetingsPath(her)} done="It is recorded that she has her copy." />}
    >
      <h2 class="ln-copy__title">What we talked about</h2>
      <p class="ln-copy__hers">{meeting.plain_words}</p>
      {meeting.decisions.length > 0 && (
        <>
          <h3>What was decided</h3>
          <ul>
            {meeting.decisions.map((one) => (
              <li key={one.id}>{one.words}</li>
            ))}
          </ul>
        </>
      )}
      <HersToDo actions={meeting.actions} />
      <p class="ln-copy__end">
        You met on {ukDate(meeting.held_at!)}. Ask whenever something of this is not as you remember it.
      </p>
    </HerSheet>
  );
}
