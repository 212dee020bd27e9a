import type { ComponentChildren } from 'preact';
import { cx } from './classes.ts';

export type BadgeColour = 'plain' | 'red' | 'purple';

const COLOUR: Record<BadgeColour, string> = {
  plain: 'moj-badge--black',
  red: 'moj-badge--red',
  purple: 'moj-badge--purple',
};

/** For risk that probation recorded (RoSH, MAPPA, registers), and nothing else: everything else is a tag. */
export function Badge(props: { children: ComponentChildren; colour?: BadgeColour | undefined }) {
  return <span class={cx('moj-badge', COLOUR[props.colour ?? 'plain'])}>{props.children}</span>;
}
