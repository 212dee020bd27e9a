// All that is held about a woman, table by table in plain words, to read with her and to print. It comes in pieces, because a
// year is thousands of entries: the page says how far it is, and is whole before it is printed.
import { Component } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { get } from '../../api.ts';
import { announce } from '../../frame.tsx';
import { LinkButton, Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Get } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { WarningText } from '../../parts/warning-text.tsx';
import type { Given, HeldPage, HeldTable, Withheld } from '../../records-held.ts';
import type { Params } from '../../router.ts';
import { plural, ukDateTime } from '../../time.ts';
import { ERROR, PAGE } from '../../words.ts';
import { NotYours } from '../problem.tsx';
import { Woman, type Her } from '../resident/woman.tsx';
import { mayGive } from './given.tsx';
import { countOf, fileOf, joined, rowInWords, type Held } from './words.ts';

export function HeldPageShown({ params }: { params: Params }) {
  const access = params['access']!;
  return (
    <Woman params={params} heading={PAGE.held}>
      {(her) =>
        mayGive(her) ? (
          <Get<HeldPage> path={pieceOf(her, access)} what="what is held about her">
            {(first) => <Pieces key={access} her={her} access={access} first={first} />}
          </Get>
        ) : (
          <NotYours />
        )
      }
    </Woman>
  );
}

const pieceOf = (her: Her, access: string, next?: HeldPage['next']): string =>
  `/api${her.path}/subject-access?access=${access}${next ? `&table=${next.table}&from=${next.from}` : ''}`;

/** The first piece is here; the others are fetched one after the other. */
function Pieces({ her, access, first }: { her: Her; access: string; first: HeldPage }) {
  const [held, setHeld] = useState<Held>(() => joined(null, first));
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (held.next === null || failed) return;
    const stop = new AbortController();
    get<HeldPage>(pieceOf(her, access, held.next), { signal: stop.signal }).then(
      (page) => {
        if (page.next === null) announce('All of it is here');
        setHeld(joined(held, page));
      },
      () => stop.signal.aborted || setFailed(true),
    );
    return () => stop.abort();
  }, [held, failed]);
  const given = first.given.find((one) => one.id === access)!;
  return (
    <>
      {held.next === null ? (
        <Whole held={held} given={given} />
      ) : failed ? (
        <Stopped held={held} again={() => setFailed(false)} />
      ) : (
        <p class="govuk-body ln-held__wait" role="status">
          Still fetching: {plural(countOf(held), 'entry', 'entries')} so far.
        </p>
      )}
      <Told held={held} given={given} />
    </>
  );
}

/** What there is can be read; what is not whole is not to be taken for all of it. */
function Stopped({ held, again }: { held: Held; again: () => void }) {
  return (
    <>
      <WarningText>This is not all of it. {ERROR.unreachable} {plural(countOf(held), 'entry', 'entries')} are here.</WarningText>
      <Button type="button" look="secondary" onClick={again}>
        Go on fetching
      </Button>
    </>
  );
}

function Whole({ held, given }: { held: Held; given: Given }) {
  const save = (): void => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([fileOf(held, given.reason, given.at)], { type: 'application/json' }));
    link.download = `held-${given.at.slice(0, 10)}.json`; // no name: it lies where others see it
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <p class="govuk-body ln-held__tools">
      <PrintButton /> <LinkButton onClick={save}>Save it as a file (JSON)</LinkButton>
    </p>
  );
}

function Told({ held, given }: { held: Held; given: Given }) {
  const some = held.tables.filter((one) => one.rows.length > 0);
  const none = held.tables.filter((one) => one.rows.length === 0);
  return (
    <>
      <p class="govuk-body">
        Given on {ukDateTime(given.at)} by {given.by}. Why: {given.reason}
      </p>
      <p class="govuk-body">
        The entries of each kind are in the order of time, the oldest first.
      </p>
      <NotTold withheld={held.withheld} />
      {some.length === 0 && held.next === null && <EmptyState>Nothing else is held about her.</EmptyState>}
      {some.length > 1 && <Contents tables={some} />}
      {some.map((one) => (
        <div class="ln-held" key={one.table}>
          <h2 class="govuk-heading-m" id={one.table} tabIndex={-1}>
            {one.title} <span class="ln-soft">({one.rows.length})</span>
          </h2>
          <Rows table={one} />
        </div>
      ))}
      {none.length > 0 && held.next === null && (
        <p class="govuk-body">Nothing is held under: {none.map((one) => one.title.toLowerCase()).join('; ')}.</p>
      )}
    </>
  );
}

function NotTold({ withheld }: { withheld: readonly Withheld[] }) {
  return (
    <>
      <h2 class="govuk-heading-m">What is withheld, and why</h2>
      {withheld.length === 0 ? (
        <p class="govuk-body">Nothing is withheld.</p>
      ) : (
        <ul class="govuk-list govuk-list--bullet">
          {withheld.map((one) => (
            <li key={one.what}>
              <strong>{one.what}</strong> ({one.count}). {one.why}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Contents({ tables }: { tables: readonly HeldTable[] }) {
  return (
    <nav class="ln-held__contents" aria-label="What is here">
      <ul class="ln-plain">
        {tables.map((one) => (
          <li key={one.table}>
            <a class="govuk-link" href={`#${one.table}`}>
              {one.title}
            </a>{' '}
            <span class="ln-soft">{one.rows.length}</span>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Drawn once for as many rows as there are: another piece adds to the last table and leaves the others alone. */
class Rows extends Component<{ table: HeldTable }> {
  override shouldComponentUpdate(next: { table: HeldTable }): boolean {
    return next.table.rows.length !== this.props.table.rows.length;
  }

  override render() {
    const { columns, rows } = this.props.table;
    return (
      <ul class="ln-held__rows">
        {rows.map((row, i) => {
          const { head, rest } = rowInWords(columns, row);
          return (
            <li key={i}>
              <strong>{head}</strong> {rest}
            </li>
          );
        })}
      </ul>
    );
  }
}
