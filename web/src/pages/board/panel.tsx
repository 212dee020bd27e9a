// At the side: the plan of contact of the woman whose row has the focus, so that it is read before the door and not
// after. What leads on stands at the end.
import { crnOf, fullName, shortName, womanPath } from '../../state/names.ts';
import { Button } from '../../parts/button.tsx';
import { beginChain } from '../../state/chain.ts';
import { mayRecordHere } from '../../state/may.ts';
import { now } from '../../state/clock.ts';
import { soonS } from '../../state/board.ts';
import { dueState, silent } from '../../status.ts';
import { msOf, ukTimeTonight } from '../../time.ts';
import type { BoardRow, Requirement } from '../../types.ts';
import { KIND_ASKED, SOURCE, STATUS } from '../../words.ts';
import { HowToBe } from './how-to-be.tsx';

export function Panel(props: { row: BoardRow | null }) {
  const { row } = props;
  return (
    <aside class="ln-panel" aria-label="Plan of contact">
      {row ? <Contact row={row} /> : <Nobody />}
    </aside>
  );
}

function Nobody() {
  return (
    <>
      <h2 class="govuk-heading-s">How to be with her</h2>
      <p class="govuk-body-s">Choose a row, and her plan of contact is shown here.</p>
      <h3 class="govuk-heading-s">Keys</h3>
      <dl class="ln-keys">
        <dt>4, 11</dt>
        <dd>go to a room</dd>
        <dt>Up, Down</dt>
        <dd>next row</dd>
        {mayRecordHere() && <RecordKeys />}
        <dt>F2</dt>
        <dd>the most pressing row</dd>
        <dt>F8</dt>
        <dd>cover the screen</dd>
      </dl>
    </>
  );
}

function RecordKeys() {
  return (
    <>
      <dt>Enter</dt>
      <dd>record</dd>
      <dt>Space</dt>
      <dd>I am going now</dd>
      <dt>S</dt>
      <dd>her signs</dd>
      <dt>P</dt>
      <dd>decide about her rule</dd>
      <dt>U</dt>
      <dd>under the influence</dd>
      <dt>N</dt>
      <dd>no reply: the steps</dd>
    </>
  );
}

const AHEAD_MS = 12 * 3600_000; // what lies beyond this shift is on her own page

function Contact({ row }: { row: BoardRow }) {
  const tonight = row.requirements.filter((one) => msOf(one.from) < now.value + AHEAD_MS).sort((a, b) => msOf(a.latest) - msOf(b.latest));
  return (
    <>
      <h2 class="govuk-heading-m ln-panel__name">{fullName(row)}</h2>
      <p class="ln-panel__room">Room {row.room}</p>
      <HowToBe how={row.how} />
      {silent(row) && mayRecordHere() && <NoReply row={row} />}
      <h3 class="govuk-heading-s">Her checks</h3>
      {tonight.length === 0 ? (
        <p class="govuk-body-s">No check is required now.</p>
      ) : (
        <ul class="ln-panel__checks">
          {tonight.map((one) => (
            <li key={one.id}>
              <b>{checkTitle(one)}</b>
              <br />
              any time {ukTimeTonight(one.from, now.value)} to {ukTimeTonight(one.latest, now.value)}.{' '}
              {STATUS[dueState(one, now.value, soonS.value)]}.
            </li>
          ))}
        </ul>
      )}
      {row.predictable && (
        <p class="govuk-body-s">Her last checks were evenly spaced. Come a little earlier or later within the window.</p>
      )}
      <p class="govuk-body-s">
        <a class="govuk-link" href={womanPath(crnOf(row), row.stay)}>
          All about {shortName(row)}
        </a>
      </p>
    </>
  );
}

function checkTitle(one: Requirement): string {
  const kind = KIND_ASKED[one.kind];
  return one.source === 'plan' ? `${kind.charAt(0).toUpperCase()}${kind.slice(1)}` : `${SOURCE[one.source]}, ${kind}`;
}

/** Beside a row that is silent: the way to the steps, also when they were put aside. */
function NoReply({ row }: { row: BoardRow }) {
  return (
    <p class="govuk-body">
      <Button type="button" look="warning" onClick={() => beginChain(row)}>
        {row.chain ? 'No reply: open the steps' : 'No reply: start the steps'}
      </Button>
    </p>
  );
}
