import { cx } from './classes.ts';
import { Fieldset, type FieldProps } from './field.tsx';
import { choiceId, isDivider, type Choice, type Divider } from './radios.tsx';

export interface CheckboxesProps<V extends string = string> extends FieldProps {
  items: readonly (Choice<V> | Divider)[];
  values: readonly V[];
  small?: boolean | undefined;
  onChange?: ((values: V[]) => void) | undefined;
}

export function Checkboxes<V extends string>(props: CheckboxesProps<V>) {
  return (
    <Fieldset {...props}>
      <div class={cx('govuk-checkboxes', props.small && 'govuk-checkboxes--small')}>
        {props.items.map((item, index) =>
          isDivider(item) ? (
            <div key={item.divider} class="govuk-checkboxes__divider">
              {item.divider}
            </div>
          ) : (
            <Checkbox key={item.value} group={props} item={item} id={choiceId(props.id, index)} />
          ),
        )}
      </div>
    </Fieldset>
  );
}

function toggled<V extends string>(values: readonly V[], value: V): V[] {
  return values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
}

function Checkbox<V extends string>({ group, item, id }: { group: CheckboxesProps<V>; item: Choice<V>; id: string }) {
  const checked = group.values.includes(item.value);
  return (
    <>
      <div class="govuk-checkboxes__item">
        <input
          class="govuk-checkboxes__input"
          id={id}
          name={group.name ?? group.id}
          type="checkbox"
          value={item.value}
          checked={checked}
          disabled={item.disabled}
          aria-describedby={item.hint ? `${id}-item-hint` : undefined}
          onChange={() => group.onChange?.(toggled(group.values, item.value))}
        />
        <label class="govuk-label govuk-checkboxes__label" for={id}>
          {item.label}
        </label>
        {item.hint && (
          <div id={`${id}-item-hint`} class="govuk-hint govuk-checkboxes__hint">
            {item.hint}
          </div>
        )}
      </div>
      {item.conditional && checked && (
        <div class="govuk-checkboxes__conditional" id={`conditional-${id}`}>
          {item.conditional}
        </div>
      )}
    </>
  );
}
