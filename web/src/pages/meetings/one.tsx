// One three-way meeting whole: when, what each wants to talk about, what came of it, what was asked about it, and its text for
// NDelius. Her practitioner reads the same page.
import type { ComponentChildren } from 'preact';
import { Details } from '../../parts/details.tsx';
import { Get, Section } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { SummaryList, type SummaryRow } from '../../parts/summary-list.tsx';
import { Tag } from '../../parts/tag.tsx';
import type { Meeting, MeetingPage } from '../../records-meetings.ts';
import type { Params } from '../../router.ts';
import { dayInWords, plural, ukDateTime } from '../../time.ts';
import { MEETINGS, PAGE, WITHHELD } from '../../words.ts';
import { HOW, ROLE_THERE, STATE, THERE, VOICE } from '../../words-meetings.ts';
import { NotFound } from '../not-found.tsx';
import { ownerInWords } from '../resident/actions.tsx';
import { Woman, type Her } from '../resident/woman.tsx';
import { ForNDelius, ThreadsAbout } from '../updates/parts.tsx';
import { AgendaOf } from './agenda.tsx';
import { startInWords, textOf, timeInWords } from './in-words.ts';
import { copyInWords, meetingsPath, notHeldRows } from './list.tsx';
import { addsItems, keepsMeetings } from './may.ts';

export function MeetingShown({ params }: { params: Params }) {
  return (
    <Woman params={params} tab="/meetings" heading={MEETINGS.one}>
      {(her) => (
        <Get<MeetingPage> path={`/api/meetings/${params['meeting']}`} what="the meeting">
          {(page, reload) => (page.banner.stay === her.who.stay ? <Shown her={her} page={page} reload={reload} /> : <NotFound />)}
        </Get>
      )}
    </Woman>
  );
}

interface Of {
  her: Her;
  meeting: Meeting;
}

function Shown({ her, page, reload }: { her: Her; page: MeetingPage; reload: () => Promise<unknown> }) {
  const { meeting, threads } = page;
  const text = textOf(page.banner, meeting);
  return (
    <>
      <h2 class="govuk-heading-m">
        {startInWords(meeting.held_at ?? meeting.starts_at)} <Tag colour={meeting.state === 'planned' ? 'blue' : meeting.state === 'to_write_up' ? 'yellow' : 'grey'}>{STATE[meeting.state]}</Tag>
      </h2>
      <p class="govuk-body">
        {HOW[meeting.how]}, {plural(meeting.minutes, 'minute')}
      </p>
      <Times meeting={meeting} />
      <Ways her={her} meeting={meeting} />
      {meeting.closed && <Outcome her={her} meeting={meeting} />}
      <Section name="agenda" title="Agenda">
        <AgendaOf her={her} meeting={meeting} reload={reload} />
      </Section>
      <ThreadsAbout her={her} about="meeting" id={meeting.id} threads={threads} />
      {text !== null && <ForNDelius text={text} />}
      <p class="govuk-body">
        <PrintButton />
      </p>
    </>
  );
}

/** Each time it was to be before it was moved, and why. */
function Times({ meeting: { times } }: Pick<Of, 'meeting'>) {
  if (times.length < 2) return null;
  return (
    <Details summary={`It was moved ${times.length === 2 ? 'once' : `${times.length - 1} times`}`}>
      <ul class="ln-plain">
        {times.slice(1).map((one, i) => (
          <li key={one.sequence}>
            From {timeInWords(times[i]!)} to {timeInWords(one)}: {one.reason ?? WITHHELD}
            <span class="ln-soft ln-below">
              {one.by ?? 'Somebody'}, {ukDateTime(one.at)}
            </span>
          </li>
        ))}
      </ul>
    </Details>
  );
}

function Ways({ her, meeting }: Of) {
  const to = `${meetingsPath(her)}/${meeting.id}`;
  const open = meeting.closed === null;
  const writes = keepsMeetings(her.page.banner);
  const ways: [boolean, string, string][] = [
    [open && addsItems(her.page.banner), 'item', MEETINGS.item],
    [open && writes, 'move', MEETINGS.move],
    [open && writes, 'held', MEETINGS.held],
    [open && writes, 'not-held', MEETINGS.notHeld],
    [meeting.state === 'held', 'copy', MEETINGS.copy],
  ];
  return (
    <p class="govuk-body ln-ways">
      {ways.map(
        ([may, end, label]) =>
          may && (
            <a key={end} class="govuk-link" href={`${to}/${end}`}>
              {label}
            </a>
          ),
      )}
      <a class="govuk-link" href={`/api/meetings/${meeting.id}/invitation.ics`} download>
        For a calendar (.ics)
      </a>
    </p>
  );
}

const list = (items: readonly ComponentChildren[]) => (
  <ul class="ln-plain">
    {items.map((one, i) => (
      <li key={i}>{one}</li>
    ))}
  </ul>
);

const listed = (key: string, items: readonly ComponentChildren[]): SummaryRow[] => (items.length > 0 ? [{ key, value: list(items) }] : []);

function Outcome({ her, meeting }: Of) {
  return (
    <Section name="outcome" title={meeting.state === 'held' ? 'What came of it' : 'It was not held'}>
      <SummaryList rows={meeting.state === 'held' ? heldRows(her, meeting) : notHeldRows(meeting)} />
      {meeting.state === 'held' && (
        <p class="govuk-body">
          With it her plan came under review.{' '}
          <a class="govuk-link" href={`${her.path}/reviews`}>
            {PAGE.reviews}
          </a>
        </p>
      )}
    </Section>
  );
}

function heldRows(her: Her, meeting: Meeting): SummaryRow[] {
  const { closed } = meeting;
  return [
    ...listed('Who was there', meeting.people.map((one) => `${one.name ?? WITHHELD} (${ROLE_THERE[one.role].toLowerCase()}), ${THERE[one.how].toLowerCase()}`)),
    { key: 'In plain words', value: <span class="ln-as-written">{meeting.plain_words ?? WITHHELD}</span> },
    { key: 'Decided', value: meeting.decisions.length > 0 ? list(meeting.decisions.map((one) => one.words ?? WITHHELD)) : 'Nothing' },
    ...listed('Not agreed', meeting.disagreements.map((one) => [<strong key="voice">{VOICE[one.voice]}:</strong>, ` ${one.words ?? WITHHELD}`])),
    ...listed('Actions', meeting.actions.map((act) => `${act.what ?? WITHHELD} (${ownerInWords(act)}, by ${dayInWords(act.target_on)}${act.status.word === 'closed' ? ', closed' : ''})`)),
    { key: 'Her copy', value: copyInWords(her, meeting) },
    { key: 'Written down by', value: closed && `${closed.by ?? 'Somebody'}, ${ukDateTime(closed.at)}` },
  ];
}
