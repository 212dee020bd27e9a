// How she said she came and how she left, session by session. Five words in five rows and nothing between two sessions: what
// was not asked is not there, and nobody draws a line through it. The same stands in the table.
import { Table } from '../../parts/table.tsx';
import type { Feeling, Session } from '../../records-keywork.ts';
import { ukDate, ukShortDate } from '../../time.ts';
import { FEELING, NOT_ASKED } from '../../words-keywork.ts';

const WORDS = Object.keys(FEELING) as Feeling[];
const [LABEL_W, COLUMN_W, ROW_H, FOOT_H] = [92, 46, 30, 24];

const yOf = (feeling: Feeling): number => WORDS.indexOf(feeling) * ROW_H + ROW_H / 2;

/** Sessions in which she was asked, oldest first. */
export const asked = (sessions: readonly Session[]): Session[] => sessions.filter((one) => one.came !== null || one.went !== null).reverse();

export function Feelings({ sessions }: { sessions: readonly Session[] }) {
  const all = asked(sessions);
  if (all.length === 0) return <p class="govuk-body">She has not been asked in any of these sessions.</p>;
  return (
    <>
      <p class="govuk-body ln-dots-key">
        <span>
          <Shape name="came" /> when she came
        </span>
        <span>
          <Shape name="went" /> when she left
        </span>
        <span>Blank: not asked.</span>
      </p>
      <div class="ln-felt">
        <div class="ln-scroll" tabIndex={0} role="region" aria-label="How she felt, drawn">
          <Drawn sessions={all} />
        </div>
        <Table
          caption="How she came and how she left, oldest first"
          captionHidden
          small
          head={[{ label: 'Session' }, { label: 'Came' }, { label: 'Left' }]}
          rowHeaders
          rows={all.map((one) => ({ key: one.id, cells: [ukDate(one.happened_at), said(one.came), said(one.went)] }))}
        />
      </div>
    </>
  );
}

const said = (feeling: Feeling | null): string => (feeling === null ? NOT_ASKED : FEELING[feeling]);

function Drawn({ sessions }: { sessions: readonly Session[] }) {
  const [wide, high] = [LABEL_W + Math.max(sessions.length, 2) * COLUMN_W, WORDS.length * ROW_H];
  const [first, last] = [sessions[0]!, sessions[sessions.length - 1]!];
  return (
    <svg
      class="ln-dots__block"
      viewBox={`0 0 ${wide} ${high + FOOT_H}`}
      width={wide}
      height={high + FOOT_H}
      role="img"
      aria-label={`How she came and how she left, ${ukDate(first.happened_at)} to ${ukDate(last.happened_at)}. The same stands in the table.`}
    >
      {WORDS.map((one) => (
        <g key={one}>
          <text class="ln-dots__label" x={0} y={yOf(one) + 4}>
            {FEELING[one]}
          </text>
          <path class="ln-dots__line" d={`M${LABEL_W} ${yOf(one)}H${wide}`} />
        </g>
      ))}
      {sessions.map((one, i) => (
        <g key={one.id} class="ln-dots__dot" transform={`translate(${LABEL_W + i * COLUMN_W + COLUMN_W / 2} 0)`}>
          {one.came && <circle class="ln-dots__ring" cx={-7} cy={yOf(one.came)} r={5.5} />}
          {one.went && <circle cx={7} cy={yOf(one.went)} r={6.5} />}
        </g>
      ))}
      <text class="ln-dots__label" x={LABEL_W} y={high + FOOT_H - 5}>
        {ukShortDate(first.happened_at)}
      </text>
      {sessions.length > 2 && (
        <text class="ln-dots__label" x={wide} y={high + FOOT_H - 5} text-anchor="end">
          {ukShortDate(last.happened_at)}
        </text>
      )}
    </svg>
  );
}

function Shape({ name }: { name: 'came' | 'went' }) {
  return (
    <svg viewBox="-9 -9 18 18" width="18" height="18" class="ln-dots__dot" aria-hidden="true" focusable="false">
      {name === 'came' ? <circle class="ln-dots__ring" r={5.5} /> : <circle r={6.5} />}
    </svg>
  );
}
