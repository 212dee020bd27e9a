// After a serious incident, over the board: how many women have been spoken to, and behind it who has and who is still to be.
import { cx } from '../../parts/classes.ts';
import { board } from '../../state/board.ts';
import { now } from '../../state/clock.ts';
import { listName } from '../../state/names.ts';
import { signedIn } from '../../state/session.ts';
import { msOf, ukTimeTonight } from '../../time.ts';
import type { BoardRow } from '../../types.ts';
import { addedActs, addedActWords, addedWords, type AddedAct } from './row-notes.ts';

export function Added() {
  const rows = board.value?.rows ?? [];
  if (signedIn.value) {
    return (
      <>
        {addedActs(rows, now.value).map((act) => (
          <Act key={act.latest} act={act} />
        ))}
      </>
    );
  }
  return (
    <>
      {addedWords(rows, now.value).map((words) => (
        <span class="ln-strip__item" key={words}>
          {words}
        </span>
      ))}
    </>
  );
}

const byRoom = (a: BoardRow, b: BoardRow): number => (a.room ?? '').localeCompare(b.room ?? '', 'en', { numeric: true });
const whose = (row: BoardRow): string => `Room ${row.room ?? '-'} ${listName(row)}`;

function Act({ act }: { act: AddedAct }) {
  const late = msOf(act.latest) < now.value;
  const left = [...act.left].sort(byRoom);
  const over = [...act.over].sort((a, b) => byRoom(a.row, b.row));
  return (
    <details class="ln-sound ln-added">
      <summary class={cx('ln-sound__summary', late && 'ln-added--late')}>{addedActWords(act, now.value)}</summary>
      <div class="ln-sound__box ln-added__box">
        {left.length > 0 && (
          <>
            <p class="ln-added__head">
              {late ? 'Was to be spoken to' : 'To be spoken to'} by {ukTimeTonight(act.latest, now.value)}
            </p>
            <ul class="ln-plain">
              {left.map((row) => (
                <li key={row.stay}>
                  <b>{whose(row)}</b>
                  {row.presence.state !== 'in' && ', not in'}
                </li>
              ))}
            </ul>
          </>
        )}
        {over.length > 0 && (
          <>
            <p class="ln-added__head">Over</p>
            <ul class="ln-plain">
              {over.map(({ row, state, at }) => (
                <li key={row.stay}>
                  {whose(row)}: {state === 'done' ? 'spoken to' : 'missed'}
                  {at !== null && ` ${ukTimeTonight(at, now.value)}`}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </details>
  );
}
