// The crisis summary itself: ten fixed lines for whoever stands beside her or holds the telephone. It comes with the
// application, because it opens on every screen, also without a connection.
import { cx } from '../parts/classes.ts';
import { ukTimeTonight, type When } from '../time.ts';
import { CRISIS, crisisLineInWords, stampInWords, WATCH, whoInWords } from './crisis-words.ts';
import type { Crisis } from './types.ts';

/** As many characters as still print large on one side. */
const PRINTS_LARGE = 1100;

/** The page or the dialog around it has the heading. */
export function CrisisSheet({ crisis, now }: { crisis: Crisis; now: When }) {
  const long = [crisis.how ?? '', ...crisis.lines.map((line) => line.words)].join('').length > PRINTS_LARGE;
  return (
    <div class={cx('ln-crisis', long && 'ln-crisis--long')}>
      <p class="ln-crisis__who">{whoInWords(crisis)}</p>
      <Now crisis={crisis} now={now} />
      <dl class="ln-crisis__lines">
        {crisis.lines.map((line) => (
          <div key={line.name} class={cx('ln-crisis__line', line.state !== 'recorded' && 'ln-crisis__line--none')}>
            <dt>{CRISIS[line.name]}</dt>
            <dd>{crisisLineInWords(line, now)}</dd>
          </div>
        ))}
      </dl>
      {crisis.how !== null && (
        <p class="ln-crisis__how">
          <strong>How to be with me:</strong> {crisis.how}
        </p>
      )}
      <p class="ln-crisis__stamp">{stampInWords(crisis)}</p>
    </div>
  );
}

function Now({ crisis: { review, watches }, now }: { crisis: Crisis; now: When }) {
  const parts = [
    ...watches.map((watch) => `${WATCH[watch.reason]} since ${ukTimeTonight(watch.from, now)}`),
    review && `Her plan is under review since ${ukTimeTonight(review.since, now)}`,
  ].filter(Boolean);
  return parts.length > 0 ? <p class="ln-crisis__now">{parts.join('. ')}.</p> : null;
}
