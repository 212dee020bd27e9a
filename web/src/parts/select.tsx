import { cx } from './classes.ts';
import { describedBy, Field, type FieldProps } from './field.tsx';

export interface SelectProps extends FieldProps {
  items: readonly { value: string; label: string; disabled?: boolean | undefined }[];
  value?: string | undefined;
  onChange?: ((value: string) => void) | undefined;
}

export function Select(props: SelectProps) {
  return (
    <Field {...props}>
      <select
        class={cx('govuk-select', props.error && 'govuk-select--error')}
        id={props.id}
        name={props.name ?? props.id}
        value={props.value}
        aria-describedby={describedBy(props)}
        onChange={(event) => props.onChange?.(event.currentTarget.value)}
      >
        {props.items.map((item) => (
          <option key={item.value} value={item.value} disabled={item.disabled}>
            {item.label}
          </option>
        ))}
      </select>
    </Field>
  );
}
