import { STATUS } from '../words.ts';
import type { ComponentChildren } from 'preact';
import { cx } from './classes.ts';

export type StatusWord = keyof typeof STATUS;

const LOOK: Record<StatusWord, string> = {
  overdue: 'ln-status--overdue',
  due: 'ln-status--due',
  soon: 'ln-status--soon',
  later: 'ln-status--later',
  no_reply: 'ln-status--no-reply',
  done: 'ln-status--done',
  done_late: 'ln-status--done-late',
  missed: 'ln-status--missed',
  not_required: 'ln-status--not-required',
};

/** One shape for each, so that neither colour nor reading is needed to tell them apart. */
const SHAPE: Record<StatusWord, string> = {
  overdue: 'M8 1 15.5 14.5H.5z', // triangle
  due: 'M8 .5 15.5 8 8 15.5.5 8z', // diamond
  soon: 'M8 1a7 7 0 0 1 0 14z', // half circle
  later: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 2.2a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.6z', // ring
  no_reply: 'M1 1h14v9H8l-4 5v-5H1z', // speech bubble
  done: 'M1 8.5 3 6.4l3.3 3.3L13 3l2 2-8.7 8.8z', // tick
  done_late: 'M1 8.5 3 6.4l3.3 3.3L13 3l2 2-8.7 8.8zM1 14.5h14V16H1z', // tick, underlined
  missed: 'M3 1l5 5 5-5 2 2-5 5 5 5-2 2-5-5-5 5-2-2 5-5-5-5z', // cross
  not_required: 'M1 6.5h14v3H1z', // bar
};

export function Shape(props: { status: StatusWord }) {
  return (
    <svg class="ln-status__shape" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={SHAPE[props.status]} fill="currentColor" fill-rule="evenodd" />
    </svg>
  );
}

/** Colour, word and shape together. */
export function StatusTag(props: { status: StatusWord; children?: ComponentChildren }) {
  return (
    <span class={cx('ln-status', LOOK[props.status])}>
      <Shape status={props.status} />
      {props.children ?? STATUS[props.status]}
    </span>
  );
}
