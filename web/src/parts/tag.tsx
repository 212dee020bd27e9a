import type { ComponentChildren } from 'preact';
import { cx } from './classes.ts';

export type TagColour = 'blue' | 'grey' | 'green' | 'teal' | 'purple' | 'red' | 'orange' | 'yellow';

const COLOUR: Record<TagColour, string> = {
  blue: '',
  grey: 'govuk-tag--grey',
  green: 'govuk-tag--green',
  teal: 'govuk-tag--teal',
  purple: 'govuk-tag--purple',
  red: 'govuk-tag--red',
  orange: 'govuk-tag--orange',
  yellow: 'govuk-tag--yellow',
};

export function Tag(props: { children: ComponentChildren; colour?: TagColour | undefined }) {
  return <strong class={cx('govuk-tag', COLOUR[props.colour ?? 'blue'])}>{props.children}</strong>;
}
