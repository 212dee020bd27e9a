// The dots of one sign. Filled: seen, a leaf where it is a strength; ring: looked for and not seen; question mark: not
// known; nothing where nobody said anything. The colour is the same for all of them.
import { Details } from '../../parts/details.tsx';
import { Table } from '../../parts/table.tsx';
import type { Leaning, Sign } from '../../records-safety.ts';
import type { Instant } from '../../types.ts';
import { dotInWords, said, shiftInWords, stripInLines, stripOf, type Block, type Dot } from './strip-words.ts';

const DAY_W = 19;
const SHIFT_H = 22;
const LABEL_W = 46;
const FOOT_H = 20;

export function DotStrip({ sign, shifts }: { sign: Sign; shifts: readonly Instant[] }) {
  const strip = stripOf(sign, shifts);
  const rows = said(sign);
  return (
    <>
      <div class="ln-dots">
        {strip.blocks.map((block) => (
          <Dots key={block.from} block={block} begins={strip.begins} leaning={sign.leaning} name={sign.words ?? ''} />
        ))}
      </div>
      <ul class="ln-plain ln-only-print">
        {stripInLines(sign).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Details summary="The same as a table">
        {rows.length === 0 ? (
          <p class="govuk-body">Nothing was written down in the last 28 days.</p>
        ) : (
          <Table
            caption={`${sign.words ?? 'This sign'}, by shift, newest first`}
            captionHidden
            head={[{ label: 'Shift' }, { label: 'What was said' }]}
            rows={rows.map((one) => ({ key: one.shift_at, cells: [shiftInWords(one.shift_at), dotInWords(one)] }))}
          />
        )}
        <p class="govuk-body">In every shift that is not here nobody said anything. That does not mean that all was well.</p>
      </Details>
    </>
  );
}

function Dots({ block, begins, leaning, name }: { block: Block; begins: readonly string[]; leaning: Leaning; name: string }) {
  const [wide, high] = [LABEL_W + block.days * DAY_W, begins.length * SHIFT_H];
  return (
    <svg class="ln-dots__block" viewBox={`0 0 ${wide} ${high + FOOT_H}`} width={wide} height={high + FOOT_H} role="img" aria-label={`${name}, ${block.from} to ${block.until}. The same stands in the table.`}>
      {begins.map((time, row) => (
        <g key={time}>
          <text class="ln-dots__label" x={0} y={row * SHIFT_H + SHIFT_H / 2 + 4}>
            {time}
          </text>
          <path class="ln-dots__line" d={`M${LABEL_W} ${row * SHIFT_H + SHIFT_H / 2}H${wide}`} />
        </g>
      ))}
      {block.dots.map((dot) => (
        <Mark key={dot.at} dot={dot} leaning={leaning} />
      ))}
      <text class="ln-dots__label" x={LABEL_W} y={high + FOOT_H - 5}>
        {block.from}
      </text>
      <text class="ln-dots__label" x={wide} y={high + FOOT_H - 5} text-anchor="end">
        {block.until}
      </text>
    </svg>
  );
}

const LEAF = 'M-6 6C-7-3-1-7 7-7 7 1 3 7-4 6L-7 8Z';

function Mark({ dot, leaning }: { dot: Dot; leaning: Leaning }) {
  const at = `translate(${LABEL_W + dot.column * DAY_W + DAY_W / 2} ${dot.row * SHIFT_H + SHIFT_H / 2})`;
  return (
    <g transform={at} class="ln-dots__dot">
      <Shape state={dot.state} leaning={leaning} />
    </g>
  );
}

function Shape({ state, leaning }: Pick<Dot, 'state'> & { leaning: Leaning }) {
  if (state === 'not_known')
    return (
      <>
        <rect class="ln-dots__behind" x={-6} y={-8} width={12} height={16} />
        <text class="ln-dots__mark" y={6} text-anchor="middle">
          ?
        </text>
      </>
    );
  if (state === 'not_seen') return <circle class="ln-dots__ring" r={5.5} />;
  return leaning === 'strength' ? <path d={LEAF} /> : <circle r={6.5} />;
}

const KEY: readonly [Dot['state'], Leaning, string][] = [
  ['seen', 'concern', 'seen'],
  ['seen', 'strength', 'seen, a sign of strength'],
  ['not_seen', 'concern', 'looked for, not seen'],
  ['not_known', 'concern', 'not known'],
];

/** What the shapes mean, once above all of them. */
export function StripKey() {
  return (
    <p class="govuk-body ln-dots-key">
      {KEY.map(([state, leaning, words]) => (
        <span key={words}>
          <svg viewBox="-9 -9 18 18" width="18" height="18" class="ln-dots__dot" aria-hidden="true" focusable="false">
            <Shape state={state} leaning={leaning} />
          </svg>{' '}
          {words}
        </span>
      ))}
      <span>Blank: nobody said anything. That is not “fine”.</span>
    </p>
  );
}
