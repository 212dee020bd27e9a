// The board of a locked terminal, which a resident may see: room, when somebody is next to be seen, one word. No name,
// no reason, no kind of check.
import { Shape } from '../../parts/status-tag.tsx';
import { cx } from '../../parts/classes.ts';
import { groups } from '../../state/board.ts';
import { now } from '../../state/clock.ts';
import { byRoom, dueState, type RowState, type RowView } from '../../status.ts';
import { ukTimeTonight } from '../../time.ts';
import { WhoAreYou } from '../switch.tsx';
import { GROUP_WORDS, shapeOf } from './row.tsx';

const WORD_LOOK: Record<RowState, string> = {
  overdue: 'ln-word--overdue',
  due: 'ln-word--due',
  no_reply: 'ln-word--no-reply',
  soon: 'ln-word--soon',
  later: 'ln-word--later',
  away: 'ln-word--away',
};

/** A hospital is a reason: a locked board says no more than that she is out. */
const WORD: Record<RowState, string> = { ...GROUP_WORDS, away: 'Out' };

export function LockedBoard() {
  const views = groups.value
    .flatMap((group) => group.views)
    .sort((a, b) => byRoom({ room: a.row.room ?? '' }, { room: b.row.room ?? '' }));
  return (
    <div class="ln-locked">
      <table role="table" class="ln-locked__board" aria-label="Rooms">
        <thead role="rowgroup" class="ln-board__head">
          <tr role="row" class="ln-locked__row">
            <th role="columnheader" scope="col">
              Room
            </th>
            <th role="columnheader" scope="col">
              State
            </th>
            <th role="columnheader" scope="col">
              Next due
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {views.map((view) => (
            <tr role="row" key={view.row.stay} class="ln-locked__row">
              <th role="rowheader" scope="row" class="ln-row__room">
                {view.row.room ?? '-'}
              </th>
              <td role="cell" class={cx('ln-word', WORD_LOOK[view.state])}>
                <Shape status={shapeOf(view.state)} /> {WORD[view.state]}
              </td>
              <td role="cell">{nextDue(view)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <section class="ln-locked__who" aria-label="Change worker">
        <WhoAreYou />
      </section>
    </div>
  );
}

function nextDue({ leading }: RowView): string {
  if (!leading) return '';
  const open = ['due', 'overdue'].includes(dueState(leading, now.value));
  return `${open ? 'latest' : 'from'} ${ukTimeTonight(open ? leading.latest : leading.from, now.value)}`;
}
