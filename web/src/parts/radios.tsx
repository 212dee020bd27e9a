import type { ComponentChildren } from 'preact';
import { cx } from './classes.ts';
import { Fieldset, type FieldProps } from './field.tsx';

export interface Choice<V extends string = string> {
  value: V;
  label: ComponentChildren;
  hint?: ComponentChildren;
  /** Shown under the choice while it is chosen. */
  conditional?: ComponentChildren;
  disabled?: boolean | undefined;
}

export interface Divider {
  divider: string;
}

export function isDivider(item: object): item is Divider {
  return 'divider' in item;
}

/** The first input has the plain id, so that the error summary can link to it; the others are numbered. */
export function choiceId(id: string, index: number): string {
  return index === 0 ? id : `${id}-${index + 1}`;
}

export interface RadiosProps<V extends string = string> extends FieldProps {
  items: readonly (Choice<V> | Divider)[];
  value: V | null;
  inline?: boolean | undefined;
  small?: boolean | undefined;
  onChange?: ((value: V) => void) | undefined;
  onKeyDown?: ((event: KeyboardEvent) => void) | undefined;
}

export function Radios<V extends string>(props: RadiosProps<V>) {
  return (
    <Fieldset {...props}>
      <div
        class={cx('govuk-radios', props.inline && 'govuk-radios--inline', props.small && 'govuk-radios--small')}
        onKeyDown={props.onKeyDown}
      >
        {props.items.map((item, index) =>
          isDivider(item) ? (
            <div key={item.divider} class="govuk-radios__divider">
              {item.divider}
            </div>
          ) : (
            <Radio key={item.value} group={props} item={item} id={choiceId(props.id, index)} />
          ),
        )}
      </div>
    </Fieldset>
  );
}

function Radio<V extends string>({ group, item, id }: { group: RadiosProps<V>; item: Choice<V>; id: string }) {
  const checked = group.value === item.value;
  return (
    <>
      <div class="govuk-radios__item">
        <input
          class="govuk-radios__input"
          id={id}
          name={group.name ?? group.id}
          type="radio"
          value={item.value}
          checked={checked}
          disabled={item.disabled}
          aria-describedby={item.hint ? `${id}-item-hint` : undefined}
          onChange={() => group.onChange?.(item.value)}
        />
        <label class="govuk-label govuk-radios__label" for={id}>
          {item.label}
        </label>
        {item.hint && (
          <div id={`${id}-item-hint`} class="govuk-hint govuk-radios__hint">
            {item.hint}
          </div>
        )}
      </div>
      {item.conditional && checked && (
        <div class="govuk-radios__conditional" id={`conditional-${id}`}>
          {item.conditional}
        </div>
      )}
    </>
  );
}
