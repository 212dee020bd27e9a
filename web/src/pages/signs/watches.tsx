// Closer checks for a time: which are open and why, what was decided about them, and the decisions. Nothing here ends by itself.
import { Details } from '../../parts/details.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Get } from '../../parts/page.tsx';
import { PrintButton } from '../../parts/print-button.tsx';
import { SummaryCard } from '../../parts/summary-card.tsx';
import type { SummaryRow } from '../../parts/summary-list.tsx';
import type { Watch, WatchesPage } from '../../records-safety.ts';
import type { Params } from '../../router.ts';
import { now } from '../../state/clock.ts';
import { plural, ukDateTime } from '../../time.ts';
import { PAGE, WITHHELD } from '../../words.ts';
import { WATCH } from '../../plan/crisis-words.ts';
import { Woman, type Her } from '../resident/woman.tsx';
import { answersLine, bandsInWords, decideInWords, decisionLine, isUndecided, leastInWords } from './watch-words.ts';

export function Watches({ params }: { params: Params }) {
  return (
    <Woman params={params} heading={PAGE.watches}>
      {(her) => (
        <Get<WatchesPage> path={`/api${her.path}/watches`} what="her watches">
          {({ watches }) => <Shown her={her} watches={watches} />}
        </Get>
      )}
    </Woman>
  );
}

function Shown({ her, watches }: { her: Her; watches: readonly Watch[] }) {
  const past = watches.filter((one) => one.ended !== null);
  const card = (one: Watch) => <Card key={one.id} watch={one} her={her} />;
  return (
    <>
      <p class="govuk-body">
        A watch is closer checks for a reason. It goes on until a named person ends it; where several are open, the shortest gap counts.
      </p>
      {past.length === watches.length && <EmptyState>No watch is open for her. Her checks are those of her plan and of the house.</EmptyState>}
      {watches.filter((one) => one.ended === null).map(card)}
      {her.mayWrite && (
        <p class="govuk-body">
          <a class="govuk-link" href={`${her.path}/watches/new`}>
            {PAGE.watchNew}
          </a>
        </p>
      )}
      {past.length > 0 && <Details summary={plural(past.length, 'watch that has ended', 'watches that have ended')}>{past.map(card)}</Details>}
      <p class="govuk-body">
        <PrintButton />
      </p>
    </>
  );
}

function Card({ watch, her }: { watch: Watch; her: Her }) {
  const to = `${her.path}/watches/${watch.id}`;
  const acts = [
    { label: 'Keep', href: `${to}/keep` },
    { label: 'Check more often', href: `${to}/tighten` },
    { label: 'End', href: `${to}/end` },
  ];
  return <SummaryCard title={WATCH[watch.reason]} rows={rowsOf(watch)} actions={her.mayWrite && watch.ended === null ? acts : []} />;
}

const lines = (all: readonly string[]) => (
  <ul class="ln-plain">
    {all.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
);

function rowsOf(watch: Watch): SummaryRow[] {
  const { ended } = watch;
  const least = ended ? null : leastInWords(watch, now.value);
  const decide = decideInWords(watch, now.value);
  return [
    { key: 'How often', value: lines(bandsInWords(watch, now.value)) },
    { key: 'Began', value: `${ukDateTime(watch.from)}, ${watch.author}` },
    { key: 'Why', value: watch.words === null ? WITHHELD : watch.words || WATCH[watch.reason] },
    ...(decide ? [{ key: 'Decision', value: isUndecided(watch, now.value) ? <strong class="ln-overdue">{decide}</strong> : decide }] : []),
    ...(least ? [{ key: 'May end', value: least }] : []),
    ...(watch.answers.length > 0 ? [{ key: 'When roused', value: lines(watch.answers.map(answersLine)) }] : []),
    ...(watch.decisions.length > 0 ? [{ key: 'Decided', value: lines(watch.decisions.map(decisionLine)) }] : []),
    ...(ended ? [{ key: 'Ended', value: `${ended.by}, ${ukDateTime(ended.at)}. “${ended.words ?? WITHHELD}”` }] : []),
  ];
}
