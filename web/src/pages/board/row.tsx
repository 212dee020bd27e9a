// One woman's row. Its second line holds what is not there every night: an alarm, her agreed way when somebody is about
// to go, what is not sent yet. Both lines move together.
import type { ComponentChildren } from 'preact';
import { ActionMenu, type MenuItem } from '../../parts/action-menu.tsx';
import { Button } from '../../parts/button.tsx';
import { cx } from '../../parts/classes.ts';
import { Shape, type StatusWord } from '../../parts/status-tag.tsx';
import { Leaf } from '../../parts/leaf.tsx';
import { Tag } from '../../parts/tag.tsx';
import type { Proposal } from '../../plan/board.ts';
import { acknowledgeS, isGoing, sounding } from '../../state/board.ts';
import { beginChain } from '../../state/chain.ts';
import { mayDecideHere, mayRecordHere } from '../../state/may.ts';
import { crnOf, listName, shortName, womanPath } from '../../state/names.ts';
import { who } from '../../state/session.ts';
import { silent, unanswered, type RowState, type RowView } from '../../status.ts';
import { fromNow, msOf, plural, ukTime, ukTimeTonight } from '../../time.ts';
import type { Alarm, BoardRow, Mark, Requirement } from '../../types.ts';
import { MARK, OUTCOME_SHORT, PRESENCE, RUNG_ASKS, STATUS } from '../../words.ts';
import { alsoDue, dueWords } from './due-words.ts';
import { notesOf, proposalWords, type RowNote } from './row-notes.ts';
import { snoozable, snoozeWords } from './snooze-words.ts';

export interface RowActs {
  record: (row: BoardRow) => void;
  going: (row: BoardRow) => void;
  back: (row: BoardRow) => void;
  call: (row: BoardRow) => void;
  acknowledge: (alarm: Alarm) => void;
  select: (row: BoardRow) => void;
  /** Her signs in this shift. */
  signs: (row: BoardRow) => void;
  decide: (row: BoardRow, proposal: Proposal, decision: 'confirmed' | 'declined' | null) => void;
  intoxicated: (row: BoardRow) => void;
  incident: (row: BoardRow) => void;
  moment: (row: BoardRow) => void;
  /** Puts the alarm of a routine check off. */
  snooze: (row: BoardRow, requirement: Requirement) => void;
}

export interface RowProps {
  view: RowView;
  nowMs: number;
  soonS: number;
  unsent: boolean;
  selected: boolean;
  /** What her last record said, until something else is done. */
  said: string | null;
  acts: RowActs;
}

const ALARM_CAUSE: Record<NonNullable<Alarm['cause']>, string> = {
  overdue: 'Alarm',
  proposal: 'Her rule waits for a decision',
  no_reply: 'No reply',
  not_found: 'Not in her room',
};

export const GROUP_WORDS: Record<RowState, string> = {
  overdue: STATUS.overdue,
  due: STATUS.due,
  no_reply: STATUS.no_reply,
  soon: STATUS.soon,
  later: 'Later',
  away: 'Out or in hospital',
};

const LOOK: Record<RowState, string> = {
  overdue: 'ln-row--overdue',
  due: 'ln-row--due',
  no_reply: 'ln-row--no-reply',
  soon: 'ln-row--soon',
  later: 'ln-row--later',
  away: 'ln-row--away',
};

const PRESSING: readonly RowState[] = ['overdue', 'due', 'no_reply'];

export function shapeOf(state: RowState): StatusWord {
  return state === 'away' ? 'not_required' : state;
}

export function Row(props: RowProps) {
  const { view, acts, selected } = props;
  const { row, state } = view;
  const look = cx('ln-row', LOOK[silent(row) ? 'no_reply' : state], selected && 'ln-row--selected');
  const more = moreOf(props);
  return (
    <>
      <tr role="row" class={look} data-stay={row.stay} onClick={() => acts.select(row)} onFocusCapture={() => acts.select(row)}>
        <th role="rowheader" scope="row" class="ln-row__room">
          <Shape status={silent(row) ? 'no_reply' : shapeOf(state)} />
          <span class="govuk-visually-hidden">{GROUP_WORDS[state]}, room </span>
          {row.room ?? '-'}
        </th>
        <td role="cell" class="ln-row__name">
          <b>{listName(row)}</b>
          <span class="ln-row__sub">{daysOf(row)}</span>
          {row.strength && (
            <span class="ln-row__strength">
              <Leaf /> {row.strength}
            </span>
          )}
          {row.predictable && <span class="ln-row__mark">Becoming predictable</span>}
        </td>
        <td role="cell" class="ln-row__next">
          {state === 'away' ? <Away row={row} nowMs={props.nowMs} /> : <Next {...props} />}
        </td>
        <td role="cell" class="ln-row__last">
          <Last {...props} />
        </td>
        <td role="cell" class="ln-row__acts">
          <Acts {...props} />
        </td>
      </tr>
      {more.length > 0 && (
        <tr role="row" class={cx(look, 'ln-row-more')} data-more={row.stay}>
          <td role="cell" colSpan={5} aria-colspan={5} class="ln-row-more__cell">
            {more}
          </td>
        </tr>
      )}
    </>
  );
}

const FIRST_DAYS = 28; // the days after release are the ones that matter most

function daysOf(row: BoardRow): string {
  const { day_of_stay: here, days_since_release: out } = row;
  if (out === null || out < 0 || out > FIRST_DAYS) return here === null ? '' : `Day ${here} here`;
  return here === null || here === out ? `Day ${out} since release` : `Day ${out} since release, ${here} here`;
}

function Next({ view, nowMs, soonS }: RowProps) {
  if (!view.leading) return <span class="ln-row__sub">No check is set</span>;
  const words = dueWords(view.leading, nowMs, soonS);
  const also = alsoDue(view.row.requirements, view.leading, nowMs, soonS);
  return (
    <>
      <b>{words.window}</b>
      <span class={cx('ln-row__sub', view.state === 'overdue' && 'ln-row__overdue')}>
        {words.distance}, <span class="ln-row__kind">{words.what}</span>
      </span>
      {also.map((one) => {
        const more = dueWords(one, nowMs, soonS);
        return (
          <span class="ln-row__sub" key={one.id}>
            Also {more.what}, latest {ukTimeTonight(one.latest, nowMs)}
          </span>
        );
      })}
    </>
  );
}

function Away({ row, nowMs }: { row: BoardRow; nowMs: number }) {
  const { state, since, back_by, call_due } = row.presence;
  const late = back_by !== null && msOf(back_by) < nowMs;
  const callLate = call_due != null && msOf(call_due) < nowMs;
  return (
    <>
      <b>
        {PRESENCE[state]}
        {since && ` since ${ukTimeTonight(since, nowMs)}`}
      </b>
      {back_by && (
        <span class={cx('ln-row__sub', late && 'ln-row__overdue')}>
          Back by {ukTimeTonight(back_by, nowMs)}
          {late && `, ${fromNow(back_by, nowMs).replace(' ago', ' late')}`}
        </span>
      )}
      {call_due && (
        <span class={cx('ln-row__sub', callLate && 'ln-row__overdue')}>
          {callLate ? `Call to the ward was due ${ukTimeTonight(call_due, nowMs)}` : `Call the ward by ${ukTimeTonight(call_due, nowMs)}`}
        </span>
      )}
    </>
  );
}

function Last({ view, nowMs }: RowProps) {
  const { row } = view;
  const visit = row.last_visit;
  const marks = (visit?.marks ?? []) as Mark[];
  return (
    <>
      {isGoing(row, nowMs) && <span class="ln-going">{goingWords(row)}</span>}
      {visit ? (
        <>
          <b>{ukTimeTonight(visit.done_at, nowMs)}</b>
          {visit.by && ` by ${visit.by}`}
          <span class={cx('ln-row__sub', unanswered(row) && 'ln-row__noreply')}>{OUTCOME_SHORT[visit.outcome]}</span>
          {marks.map((mark) => (
            <span class="ln-row__mark" key={mark}>
              {MARK[mark]}
            </span>
          ))}
        </>
      ) : (
        <span class="ln-row__sub">Not seen yet</span>
      )}
    </>
  );
}

function goingWords(row: BoardRow): string {
  const mine = row.going?.staff === who.value?.staff?.id;
  return mine ? 'You are going' : `${row.going?.initials ?? 'Somebody'} is going`;
}

function Acts(props: RowProps) {
  if (!mayRecordHere()) return <ReadOn row={props.view.row} />;
  return (
    <>
      <MainActs {...props} />
      <PlanActs row={props.view.row} acts={props.acts} />
    </>
  );
}

/** Who only reads the board goes on to her pages from here. */
function ReadOn({ row }: { row: BoardRow }) {
  return (
    <a class="govuk-link ln-row__read ln-record" href={womanPath(crnOf(row), row.stay)}>
      All about {shortName(row)}
    </a>
  );
}

/** What is done about her besides checks: her signs at one tap, the rest behind one. */
function PlanActs({ row, acts }: { row: BoardRow; acts: RowActs }) {
  const about = <span class="govuk-visually-hidden">, room {row.room}</span>;
  const offered = (row.signs ?? []).length > 0 || (row.daily ?? []).length > 0;
  return (
    <>
      {offered && (
        <Button type="button" look="secondary" class="ln-row__button ln-row__signs" onClick={() => acts.signs(row)}>
          Signs
          {about}
        </Button>
      )}
      <ActionMenu
        label={
          <>
            <span class="govuk-visually-hidden">More{about}</span>
            <span aria-hidden="true">⋯</span>
          </>
        }
        class="ln-row__menu"
        items={menuOf(row, acts)}
      />
    </>
  );
}

function menuOf(row: BoardRow, acts: RowActs): MenuItem[] {
  const inside = row.presence.state === 'in';
  const rousing = row.watches?.some((one) => one.reason === 'intoxication');
  return [
    ...(inside ? [{ label: row.chain ? 'Open the no-reply steps' : 'She does not answer', onClick: () => beginChain(row) }] : []),
    { label: rousing ? 'Rousing: the four questions' : 'Under the influence', onClick: () => acts.intoxicated(row) },
    { label: 'Write down a moment', onClick: () => acts.moment(row) },
    ...(mayDecideHere() ? [{ label: 'After a serious incident', onClick: () => acts.incident(row) }] : []),
    { label: `All about ${shortName(row)}`, href: womanPath(crnOf(row), row.stay) },
  ];
}

function MainActs({ view, nowMs, unsent, acts }: RowProps) {
  const { row, state } = view;
  const about = <span class="govuk-visually-hidden">, room {row.room}</span>;
  if (row.presence.state !== 'in') {
    return (
      <>
        {row.presence.state === 'hospital' && (
          <Button type="button" look="secondary" class="ln-row__button" onClick={() => acts.call(row)}>
            Ward call{about}
          </Button>
        )}
        <Button type="button" look="secondary" class="ln-row__button ln-record" onClick={() => acts.back(row)}>
          Back in{about}
        </Button>
      </>
    );
  }
  const mine = isGoing(row, nowMs) && row.going?.staff === who.value?.staff?.id;
  const pressing = PRESSING.includes(state);
  return (
    <>
      {state !== 'later' && (
        <Button type="button" look="secondary" class="ln-row__button" onClick={() => acts.going(row)}>
          {mine ? 'Not going' : 'I am going'}
          {about}
        </Button>
      )}
      <Button
        type="button"
        look={pressing || unsent ? 'primary' : 'secondary'}
        class="ln-row__button ln-record"
        onClick={() => acts.record(row)}
      >
        {unsent ? 'Send' : 'Record'}
        {about}
      </Button>
    </>
  );
}

/** The lines under the row; none as a rule. */
function moreOf(props: RowProps): ComponentChildren[] {
  const { view, nowMs, unsent, said } = props;
  const { row, state } = view;
  const lines: ComponentChildren[] = [];
  if (row.chain) lines.push(<ChainLine key="chain" row={row} nowMs={nowMs} />);
  for (const proposal of row.proposals ?? []) lines.push(<ProposalLine key={proposal.id} row={row} proposal={proposal} {...props} />);
  if (row.alarm) lines.push(<AlarmLine key="alarm" row={row} alarm={row.alarm} nowMs={nowMs} acts={props.acts} />);
  if (unsent) lines.push(<NotSent key="unsent" />);
  if (said) {
    lines.push(
      <p class="ln-row-more__said" key="said">
        {said}
      </p>,
    );
  }
  const notes = notesOf(row, nowMs);
  const how = row.how && ['overdue', 'due', 'no_reply', 'soon'].includes(state) ? row.how.text : null;
  if (notes.length > 0 || how !== null) lines.push(<Notes key="notes" notes={notes} how={how} />);
  return lines;
}

/** What is not there every night, and how to be with her when somebody is about to go. */
function Notes({ notes, how }: { notes: readonly RowNote[]; how: string | null }) {
  return (
    <ul class="ln-row-notes">
      {notes.map((note) => (
        <li key={note.key} class={cx('ln-row-notes__one', note.owed && 'ln-row-notes__one--owed')}>
          {note.words}
        </li>
      ))}
      {how !== null && (
        <li class="ln-row-more__how">
          <span class="govuk-visually-hidden">How to be with her: </span>
          {how}
        </li>
      )}
    </ul>
  );
}

/** The steps run: how long, and the way back to them. */
function ChainLine({ row, nowMs }: { row: BoardRow; nowMs: number }) {
  return (
    <div class="ln-alarm">
      <p class="ln-alarm__words">
        <b>No-reply steps</b> since {ukTimeTonight(row.chain!.opened_at, nowMs)}.
      </p>
      {mayRecordHere() && (
        <Button type="button" look="warning" class="ln-row__button" onClick={() => beginChain(row)}>
          Open the steps
        </Button>
      )}
    </div>
  );
}

function ProposalLine({ row, proposal, nowMs, acts }: RowProps & { row: BoardRow; proposal: Proposal }) {
  const about = <span class="govuk-visually-hidden"> her rule, room {row.room}</span>;
  return (
    <div class="ln-proposal">
      <p class="ln-proposal__words">{proposalWords(proposal, nowMs)}</p>
      {mayDecideHere() && (
        <div class="ln-proposal__acts">
          <Button type="button" class="ln-row__button" onClick={() => acts.decide(row, proposal, 'confirmed')}>
            Confirm{about}
          </Button>
          <Button type="button" look="secondary" class="ln-row__button" onClick={() => acts.decide(row, proposal, 'declined')}>
            Decline{about}
          </Button>
        </div>
      )}
    </div>
  );
}

function NotSent() {
  return (
    <p class="ln-row-more__unsent">
      <Tag colour="orange">Not sent yet</Tag> A check is kept on this computer. Send it to record it.
    </p>
  );
}

function AlarmLine(props: { row: BoardRow; alarm: Alarm; nowMs: number; acts: RowActs }) {
  const { row, alarm, nowMs, acts } = props;
  const asks = alarm.told.map((one, rung) => `${RUNG_ASKS[rung]} ${ukTime(one.at)}`);
  const quietUntil = sounding(alarm, nowMs) ? null : alarm.quiet_until;
  const putOff = snoozeWords(row, nowMs);
  const routine = snoozable(row, nowMs);
  return (
    <div class="ln-alarm">
      <p class="ln-alarm__words">
        <b>{ALARM_CAUSE[alarm.cause ?? 'overdue']}</b> since {ukTime(alarm.opened_at)}. {asks.join('. ')}.
        {quietUntil && !putOff?.startsWith('Put off until') && ` Quiet until ${ukTime(quietUntil)}; the clock runs on.`}
        {putOff && ` ${putOff}`}
      </p>
      {quietUntil === null && mayRecordHere() && (
        <div class="ln-alarm__acts">
          {routine && (
            <Button type="button" look="secondary" class="ln-row__button" onClick={() => acts.snooze(row, routine)}>
              Put off<span class="govuk-visually-hidden"> the alarm, room {row.room}</span>
            </Button>
          )}
          <Button type="button" look="secondary" class="ln-row__button" onClick={() => acts.acknowledge(alarm)}>
            Quiet for {Math.round(acknowledgeS.value / 60)} min<span class="govuk-visually-hidden">: acknowledge the alarm</span>
          </Button>
        </div>
      )}
    </div>
  );
}

export function groupHeading(state: RowState, n: number): string {
  return `${GROUP_WORDS[state]}, ${plural(n, 'woman', 'women')}`;
}
