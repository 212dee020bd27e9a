// Her three-way meetings: by when the next one is to be and why, the one that is planned, and those before.
import { Alert } from '../../parts/alert.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Get, Section } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { SummaryCard } from '../../parts/summary-card.tsx';
import type { SummaryRow } from '../../parts/summary-list.tsx';
import type { HerMeetings, Meeting } from '../../records-meetings.ts';
import type { Params } from '../../router.ts';
import { now } from '../../state/clock.ts';
import { ukDateTime } from '../../time.ts';
import { MEETINGS, WITHHELD } from '../../words.ts';
import { COULD_NOT, HOW, STATE } from '../../words-meetings.ts';
import { Woman, type Her } from '../resident/woman.tsx';
import { agendaInWords, dueInWords, missedInRow, outcomeInWords, startInWords } from './in-words.ts';
import { addsItems, isKnown, keepsMeetings } from './may.ts';

export const meetingsPath = (her: Her): string => `${her.path}/meetings`;

export function Meetings({ params }: { params: Params }) {
  return (
    <Woman params={params} tab="/meetings">
      {(her) => (
        <Get<HerMeetings> path={`/api${meetingsPath(her)}`} what="her meetings">
          {(data) => <Shown her={her} data={data} />}
        </Get>
      )}
    </Woman>
  );
}

interface Of {
  her: Her;
  data: HerMeetings;
}

function Shown({ her, data }: Of) {
  const { planned, past } = data;
  const due = dueInWords(data, now.value);
  return (
    <>
      <p class={due.overdue ? 'govuk-body ln-overdue' : 'govuk-body'}>{due.words}</p>
      {!isKnown(her.page.banner) && <p class="govuk-body">Her record is restricted: her meetings are kept by those named for her.</p>}
      {missedInRow(past) > 1 && <Alert variant="warning" title={`The last ${missedInRow(past)} were not held, one after the other. Both her managers were told.`} />}
      {planned ? <Planned her={her} meeting={planned} /> : <NonePlanned her={her} />}
      {past.length > 0 && (
        <Section name="past" title="Meetings before">
          {past.map((one) => (
            <Past key={one.id} her={her} meeting={one} />
          ))}
        </Section>
      )}
      <p class="govuk-body">
        <PrintButton />
      </p>
    </>
  );
}

function NonePlanned({ her }: { her: Her }) {
  return (
    <EmptyState
      action={
        keepsMeetings(her.page.banner) && (
          <p class="govuk-body">
            <a class="govuk-link" href={`${meetingsPath(her)}/new`}>
              {MEETINGS.plan}
            </a>
          </p>
        )
      }
    >
      No meeting is planned.
    </EmptyState>
  );
}

function Planned({ her, meeting }: { her: Her; meeting: Meeting }) {
  const to = `${meetingsPath(her)}/${meeting.id}`;
  const over = meeting.state === 'to_write_up';
  return (
    <Section name="planned" title={over ? 'To be written up' : 'Planned'}>
      <SummaryCard
        headingLevel={3}
        title={startInWords(meeting.starts_at)}
        rows={[
          { key: 'How', value: `${HOW[meeting.how]}, ${meeting.minutes} minutes` },
          { key: 'On the agenda', value: agendaInWords(meeting.items) },
          ...(over ? [{ key: 'State', value: <strong class="ln-overdue">Its time is over. Write down how it went, or that it was not held.</strong> }] : []),
        ]}
        actions={[
          { label: 'All of it', href: to },
          ...(addsItems(her.page.banner) ? [{ label: MEETINGS.item, href: `${to}/item` }] : []),
          ...(keepsMeetings(her.page.banner) ? [over ? { label: MEETINGS.held, href: `${to}/held` } : { label: MEETINGS.move, href: `${to}/move` }] : []),
        ]}
      />
    </Section>
  );
}

function Past({ her, meeting }: { her: Her; meeting: Meeting }) {
  const to = `${meetingsPath(her)}/${meeting.id}`;
  const held = meeting.state === 'held';
  return (
    <SummaryCard
      headingLevel={3}
      title={held ? `${ukDateTime(meeting.held_at!)}, ${meeting.minutes} minutes` : `${ukDateTime(meeting.starts_at)}: ${STATE.not_held.toLowerCase()}`}
      rows={held ? heldRows(her, meeting) : notHeldRows(meeting)}
      actions={[{ label: 'All of it', href: to }, ...(held ? [{ label: 'Her copy', href: `${to}/copy` }] : [])]}
    />
  );
}

const heldRows = (her: Her, meeting: Meeting): SummaryRow[] => [
  { key: 'Came of it', value: outcomeInWords(meeting) },
  { key: 'In plain words', value: <span class="ln-as-written">{meeting.plain_words ?? WITHHELD}</span> },
  { key: 'Her copy', value: copyInWords(her, meeting) },
];

export function copyInWords(her: Her, { copy }: Meeting) {
  if (copy) return `Given to her by ${copy.by}, ${ukDateTime(copy.at)}${copy.large_print ? ', in large print' : ''}`;
  return keepsMeetings(her.page.banner) ? <strong class="ln-overdue">Still to be given to her</strong> : 'Not given to her yet';
}

export const notHeldRows = ({ not_held, reason, closed }: Meeting): SummaryRow[] => [
  { key: 'Why not', value: `${COULD_NOT[not_held!]}: ${reason ?? WITHHELD}` },
  { key: 'Written down by', value: closed && `${closed.by ?? 'Somebody'}, ${ukDateTime(closed.at)}` },
];
