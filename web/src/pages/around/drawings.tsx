// Small drawings for the steps of a task, in one line that takes the colour of the words, so that they print. The words beside
// them say the same: to those who hear a page there is nothing here.
import type { Picture } from '../../records-around.ts';

const DRAWN: Record<Exclude<Picture, 'none'>, string> = {
  basket: 'M5 20h38l-5 21H10zM14 20l8-13M34 20l-8-13M18 27v8M24 27v8M30 27v8',
  bus: 'M5 10h38v26H5zM5 24h38M17 10v14M30 10v14M9 36a4.5 4.5 0 1 0 9 0M30 36a4.5 4.5 0 1 0 9 0M38 29h3',
  chair: 'M13 4h5v23h-5zM13 27h23v6H13zM15 33v11M34 33v11',
  clock: 'M24 5a19 19 0 1 0 .01 0zM24 13v11l8 5',
  coat: 'M17 5l7 6 7-6 8 5 5 25-6 2-4-16v23H14V21l-4 16-6-2 5-25zM24 11v33M28 22v.1M28 30v.1',
  cup: 'M9 18h23v13a8 8 0 0 1-8 8h-7a8 8 0 0 1-8-8zM32 21h4a5 5 0 0 1 0 11h-4M6 43h32M16 13q-3-4 0-8M25 13q-3-4 0-8',
  ear: 'M14 20a11 11 0 1 1 20 6c-3 4-6 6-6 10a6.5 6.5 0 0 1-12 3M20 21a5.5 5.5 0 1 1 9 4c-2 2-5 3-5 6',
  hand: 'M16 44v-9l-8-11c-2-4 3-6 5-3l4 5V10a3 3 0 0 1 6 0v12M23 20V7a3 3 0 0 1 6 0v14M29 21V10a3 3 0 0 1 6 0v14M35 24v-7a3 3 0 0 1 6 0v13c0 6-3 9-5 14',
  kettle: 'M16 18h16l5 24H11zM16 18a8 8 0 0 1 16 0M24 10V6M35 31l9-9M12 36q-8-2-6-11 2-7 10-6',
  lamp: 'M16 6h16l7 17H9zM24 23v15M13 42q0-4 11-4t11 4zM33 23v7',
  line: 'M2 8h44M11 8l-7 6 4 5 4-2v17h12V17l4 2 3-4-6-7M14 8q4 6 8 0M34 8v27h4.5V20h3v15H46V8',
  machine: 'M8 4h32v40H8zM8 13h32M24 18a10.5 10.5 0 1 0 .01 0zM13 8.5h6M33 8.5h2M14 30q5-4 10 0t10 0',
  pen: 'M6 42l4-12L32 8l8 8-22 22zM27 13l8 8M10 30l8 8',
  sort: 'M3 42q2-15 9-15t9 15zM27 42q2-15 9-15t9 15zM24 4v8M24 12l-9 9M24 12l9 9M15 14v7h7M33 14v7h-7M31 38h10M33 33h6',
  speak: 'M5 7h38v25H22l-9 10V32H5zM13 16h22M13 23h14',
};

export function Drawing({ name, large = false }: { name: Picture; large?: boolean }) {
  return (
    <svg class={large ? 'ln-drawing ln-drawing--large' : 'ln-drawing'} viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      {name !== 'none' && <path d={DRAWN[name]} />}
    </svg>
  );
}
