// How her plan is shown: her words as hers, lines as a table that is still readable on a handset, what changed beside what
// it was.
import type { ComponentChildren } from 'preact';
import { EmptyState } from '../../parts/empty-state.tsx';
import { pieces, type Change } from '../../plan/parts.ts';
import { LEANING, LeaningShape } from '../../plan/marks.tsx';
import type { PlanLine, PlanQuote, PlanSign } from '../../plan/types.ts';
import { doesInWords, withinInWords } from '../../plan/words.ts';
import { dayInWords, ukDate } from '../../time.ts';

/** What she said, marked as hers. */
export function HerWords({ words, from = 'Her words' }: { words: string; from?: string }) {
  return (
    <figure class="ln-her">
      <figcaption class="ln-her__from">{from}</figcaption>
      <blockquote class="ln-her__words">{words}</blockquote>
    </figure>
  );
}

/** What others wrote: never as hers, never without its source and its day. */
export function Quote({ quote }: { quote: PlanQuote }) {
  return (
    <figure class="ln-quote">
      <blockquote class="ln-quote__words">{quote.words}</blockquote>
      <figcaption class="ln-soft">
        {quote.source}, {dayInWords(quote.stated_on)}. Brought in by {quote.author}, {ukDate(quote.at)}.
      </figcaption>
    </figure>
  );
}

const HEADS = ['When I see or hear', 'We do', 'Who', 'Within'] as const;

// Roles by name: on a narrow screen its cells stand below each other, and a browser then forgets that it is a table.
export function Lines({ lines }: { lines: readonly PlanLine[] }) {
  if (lines.length === 0) return <EmptyState>No line is written yet: what is seen, what we do, who, and within how long.</EmptyState>;
  return (
    <table class="govuk-table ln-lines" role="table">
      <caption class="govuk-visually-hidden">What we do</caption>
      <thead class="ln-lines__head" role="rowgroup">
        <tr role="row">
          {HEADS.map((head) => (
            <th key={head} scope="col" role="columnheader" class="govuk-table__header">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {lines.map((line) => (
          <tr key={line.line} role="row" class="ln-lines__row">
            <LineCells line={line} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function LineCells({ line }: { line: PlanLine }) {
  const cells = [<strong key="sees">{line.sees}</strong>, doesInWords(line), line.who || 'Not said yet', line.within_s === null ? 'Not said yet' : withinInWords(line.within_s).replace(/^within /, '')];
  return (
    <>
      {cells.map((cell, i) => (
        <td key={i} role="cell" class="govuk-table__cell">
          <span class="ln-lines__label" aria-hidden="true">
            {HEADS[i]}
          </span>
          {cell}
        </td>
      ))}
    </>
  );
}

/** Signs and strengths side by side, of equal weight. */
export function Signs({ signs, lines }: { signs: readonly PlanSign[]; lines: readonly PlanLine[] }) {
  return (
    <div class="ln-signs">
      <SignList leaning="concern" title="Early signs" none="No early sign is written yet." signs={signs} lines={lines} />
      <SignList leaning="strength" title="Strengths" none="No strength is written yet. A plan needs at least one." signs={signs} lines={lines} />
    </div>
  );
}

interface SignListProps extends Pick<PlanSign, 'leaning'> {
  title: string;
  none: string;
  signs: readonly PlanSign[];
  lines: readonly PlanLine[];
}

function SignList({ leaning, title, none, signs, lines }: SignListProps) {
  const these = signs.filter((one) => one.leaning === leaning);
  return (
    <div>
      <h3 class="govuk-heading-s">{title}</h3>
      {these.length === 0 && <p class="govuk-body">{none}</p>}
      <ul class="ln-plain">
        {these.map((one) => (
          <li key={one.sign} class="ln-plan-sign">
            <LeaningShape leaning={leaning} />
            <span>
              <span class="govuk-visually-hidden">{LEANING[leaning]}: </span>
              {one.words}
              <Then line={lines.find((line) => line.line === one.line)} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Then({ line }: { line: PlanLine | undefined }) {
  if (!line) return null;
  return (
    <span class="ln-soft ln-below">
      Then: {doesInWords(line)}. {line.who || 'Who: not said yet'}, {withinInWords(line.within_s)}.
    </span>
  );
}

const KIND: Record<Change['kind'], string> = { added: 'New', removed: 'Taken out', changed: 'Changed', moved: 'Moved' };

/** What changed, part by part. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  return (
    <ul class="ln-changes">
      {changes.map((one) => (
        <li key={one.key} class="ln-changes__item">
          <p class="ln-changes__what">
            {one.label}: {KIND[one.kind].toLowerCase()}
            {one.moved && one.kind === 'changed' && ', and moved'}
          </p>
          <Difference change={one} />
        </li>
      ))}
    </ul>
  );
}

/** Words that went are struck out and words that came are underlined; both are named for those who hear them. */
function Difference({ change: { kind, before, after } }: { change: Change }) {
  if (kind === 'moved') return <p class="ln-changes__text">{after}</p>;
  const found = pieces(before, after);
  const kept = found.filter((one) => one.kind === 'same').reduce((sum, one) => sum + one.text.length, 0);
  // Where hardly a word stayed, both are easier to read whole.
  const shown = kept * 3 > Math.max(before.length, after.length) ? found : ([[before, 'removed'], [after, 'added']] as const).map(([text, one]) => ({ text, kind: one }));
  return (
    <p class="ln-changes__text">
      {shown.map((one, i) => (
        <Piece key={i} kind={one.kind}>
          {one.text}
        </Piece>
      ))}
    </p>
  );
}

function Piece({ kind, children }: { kind: 'same' | 'removed' | 'added'; children: ComponentChildren }) {
  if (children === '') return null;
  if (kind === 'same') return <>{children}</>;
  const Mark = kind === 'removed' ? 'del' : 'ins';
  return (
    <Mark>
      <span class="govuk-visually-hidden">{kind === 'removed' ? ' [taken out: ' : ' [new: '}</span>
      {children}
      <span class="govuk-visually-hidden">] </span>
    </Mark>
  );
}
