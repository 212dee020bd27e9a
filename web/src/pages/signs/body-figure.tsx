// The outline, front or back, with what was marked on it. It can be pressed, or a cross moved over its parts by the arrow
// keys; who can use neither chooses the part from a list.
import { useState } from 'preact/hooks';
import type { BodyMark, Side } from '../../records-safety.ts';
import { SIDE } from '../../words-safety.ts';
import { HIGH, nextRegion, regionsOf, spotAt, WIDE, type Arrow, type Spot } from './body-regions.ts';

const TORSO =
  'M174 112C172 158 142 158 122 172L136 290C140 320 146 335 146 352C140 382 128 412 126 452Q160 486 200 486Q240 486 274 452C272 412 260 382 254 352C254 335 260 320 264 290L278 172C258 158 228 158 226 112Z';
const ARM = 'M258 162C288 164 302 186 304 214L318 310L333 414C346 432 346 462 336 482Q326 492 316 480C308 462 306 440 307 418L290 318L266 222Z';
const LEG = 'M202 470L273 448C279 505 273 565 266 622C264 650 270 690 266 730C262 790 254 850 251 896C258 920 272 942 268 956C262 970 234 970 227 956C221 938 222 918 222 896C220 850 216 790 215 732C213 692 217 660 213 622C208 570 203 520 202 470Z';

/** Drawn twice: the second time without its edge, so that only the edge of the whole is left. */
function Outline({ class: name }: { class: string }) {
  const mirrored = `matrix(-1 0 0 1 ${WIDE} 0)`;
  return (
    <g class={name}>
      <ellipse cx={200} cy={72} rx={45} ry={57} />
      <path d={TORSO} />
      <path d={ARM} />
      <path d={LEG} />
      <g transform={mirrored}>
        <path d={ARM} />
        <path d={LEG} />
      </g>
    </g>
  );
}

const x = (across: number): number => (across / 1000) * WIDE;
const y = (down: number): number => (down / 1000) * HIGH;

export interface FigureProps {
  side: Side;
  /** With the number that each has in the list. */
  marks: readonly { mark: BodyMark; n: number }[];
  /** Where the new mark is. */
  chosen?: Spot | null | undefined;
  onMark?: ((spot: Spot) => void) | undefined;
}

export function Figure(props: FigureProps) {
  const { side, onMark } = props;
  const [cross, move] = useState<Spot | null>(null);
  const here = cross ?? props.chosen ?? regionsOf(side)[0]!;
  const pressed = (event: MouseEvent): void => {
    const box = event.currentTarget as SVGElement;
    // Beside the outline nothing is meant.
    if (!(event.target as Element).closest('.ln-body__skin')) return;
    const { left, top, width, height } = box.getBoundingClientRect();
    onMark?.(spotAt(side, ((event.clientX - left) / width) * 1000, ((event.clientY - top) / height) * 1000));
  };
  const keys = (event: KeyboardEvent): void => {
    if (event.key.startsWith('Arrow')) move(cross === null ? here : nextRegion(here, event.key as Arrow));
    else if (event.key === 'Enter' || event.key === ' ') onMark?.(here);
    else return;
    event.preventDefault();
  };
  const drawing = (
    <svg class="ln-body__figure" viewBox={`0 0 ${WIDE} ${HIGH}`} role="img" aria-label={`${SIDE[side]} of a body, ${marksInWords(props.marks)}`} onClick={onMark && pressed}>
      <Outline class="ln-body__edge" />
      <Outline class="ln-body__skin" />
      {props.marks.map(({ mark, n }) => (
        <g key={mark.id} class={mark.healed ? 'ln-body__mark ln-body__mark--healed' : 'ln-body__mark'} transform={`translate(${x(mark.across)} ${y(mark.down)})`}>
          <circle r={17} />
          <text y={8} text-anchor="middle">
            {n}
          </text>
        </g>
      ))}
      {props.chosen?.side === side && <circle class="ln-body__chosen" cx={x(props.chosen.across)} cy={y(props.chosen.down)} r={16} />}
      {cross && <path class="ln-body__cross" d={`M${x(cross.across) - 24} ${y(cross.down)}h48M${x(cross.across)} ${y(cross.down) - 24}v48`} />}
    </svg>
  );
  const heading = <figcaption class="govuk-heading-s">{SIDE[side]}</figcaption>;
  if (!onMark) return <figure class="ln-body__side">{heading}{drawing}</figure>;
  return (
    <figure class="ln-body__side">
      {heading}
      <p class="ln-soft ln-body__where" role="status">
        {cross ? `${cross.region}. Enter marks it.` : ''}
      </p>
      <div
        class="ln-body__keys"
        id={`figure-${side}`}
        role="application"
        tabIndex={0}
        aria-label={`${SIDE[side]}: arrow keys move the cross, Enter marks`}
        onKeyDown={keys}
        onBlur={() => move(null)}
      >
        {drawing}
      </div>
    </figure>
  );
}

const marksInWords = (marks: FigureProps['marks']): string =>
  marks.length === 0 ? 'nothing marked' : marks.map(({ mark, n }) => `${n} ${mark.region.toLowerCase()}${mark.healed ? ', healed' : ''}`).join('; ');
