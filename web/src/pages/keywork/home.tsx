// The keyworker's home: her own women first, each with what is owed to her in words.
import { EmptyState } from '../../parts/empty-state.tsx';
import { Page, Row, Section } from '../../parts/page.tsx';
import type { KeyworkHome } from '../../records-keywork.ts';
import { now } from '../../state/clock.ts';
import { womanName, womanPath } from '../../state/names.ts';
import { currentPremises } from '../../state/session.ts';
import { dayInWords, fromNow, leftInWords, msOf, overdueInWords, plural, ukDateTime, ukTimeNear } from '../../time.ts';
import { NAV, PAGE } from '../../words.ts';

type Woman = KeyworkHome['women'][number];

export function KeyworkHomePage() {
  const here = currentPremises.value;
  return (
    <Page<KeyworkHome> key={here?.id} title={NAV.keywork} path={here ? `/api/premises/${here.id}/keywork` : null} what="whose session is owed">
      {({ women, mine_first: n }) => <Shown mine={women.slice(0, n)} others={women.slice(n)} />}
    </Page>
  );
}

function Shown({ mine, others }: Record<'mine' | 'others', readonly Woman[]>) {
  return (
    <>
      <Section name="mine" title={`Your women (${mine.length})`}>
        {mine.length === 0 ? <EmptyState>You are keyworker of nobody here, and cover for nobody.</EmptyState> : <List women={mine} />}
      </Section>
      {others.length > 0 && (
        <Section name="others" title={`The other women (${others.length})`}>
          <List women={others} />
        </Section>
      )}
    </>
  );
}

/** What is late stands first, then what is due soonest. */
const inOrder = (women: readonly Woman[]): Woman[] => [...women].sort((a, b) => (a.due ? msOf(a.due) : Infinity) - (b.due ? msOf(b.due) : Infinity));

function List({ women }: { women: readonly Woman[] }) {
  return (
    <ul class="ln-list">
      {inOrder(women).map((one) => {
        const path = womanPath(one.resident.crn, one.stay);
        const name = womanName(one.resident);
        return (
          <Row
            key={one.stay}
            href={`${path}/keywork`}
            name={name}
            soft={one.room !== null && `Room ${one.room}`}
            cells={[
              <>
                <span class={one.overdue ? 'ln-overdue' : undefined}>{dueOf(one)}</span>
                <span class="ln-soft ln-below">{one.last_session_at ? `Last session ${ukDateTime(one.last_session_at)}, ${fromNow(one.last_session_at, now.value)}` : 'No session yet'}</span>
              </>,
              <Besides woman={one} />,
              <a class="govuk-link" href={`${path}/keywork/new`}>
                {PAGE.keyworkNew}
                <span class="govuk-visually-hidden"> ({name})</span>
              </a>,
            ]}
          />
        );
      })}
    </ul>
  );
}

function dueOf({ due, overdue, owed_first }: Woman): string {
  const what = owed_first ? 'First session' : 'Next session';
  if (due === null) return 'No session is due';
  return overdue ? `${what} ${overdueInWords(due, now.value)}, since ${ukTimeNear(due, now.value)}` : `${what} by ${ukTimeNear(due, now.value)}, ${leftInWords(due, now.value)}`;
}

function Besides({ woman: one }: { woman: Woman }) {
  const lines = [
    one.unreviewed > 0 && `${plural(one.unreviewed, 'moment')} to read`,
    one.suggestions > 0 && `${plural(one.suggestions, 'suggestion')} for her plan`,
    one.keyworker ? `Keyworker: ${one.keyworker.name}` : 'No keyworker',
  ].filter(Boolean);
  const meeting = one.meeting ? `Meeting ${ukTimeNear(one.meeting.at, now.value)}` : one.meeting_due && `Meeting to plan, by ${dayInWords(one.meeting_due)}`;
  return (
    <span class="ln-soft">
      {lines.map((line) => (
        <span key={String(line)} class="ln-below">
          {line}
        </span>
      ))}
      {meeting && (
        <a class="govuk-link ln-below" href={`${womanPath(one.resident.crn, one.stay)}/meetings`}>
          {meeting}
          <span class="govuk-visually-hidden"> ({womanName(one.resident)})</span>
        </a>
      )}
    </span>
  );
}
