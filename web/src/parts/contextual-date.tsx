import { dayDueInWords, dayInWords, daysBetween, type When } from '../time.ts';
import { cx } from './classes.ts';

const NEAR_DAYS = 7;

/** A target day with what it means today: bold date, words under it, a coloured bar. Never the colour alone. */
export function ContextualDate(props: { day: string; now: When; done?: boolean | undefined }) {
  const left = daysBetween(props.now, props.day);
  const look = props.done
    ? undefined
    : left < 0
      ? 'ln-date--overdue'
      : left <= NEAR_DAYS
        ? 'ln-date--near'
        : undefined;
  return (
    <span class={cx('ln-date', look)}>
      <time dateTime={props.day} class="ln-date__day">
        {dayInWords(props.day)}
      </time>
      {!props.done && <span class="ln-date__words">{dayDueInWords(props.day, props.now)}</span>}
    </span>
  );
}
