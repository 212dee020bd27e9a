import { cx } from './classes.ts';
import { Fieldset, type FieldProps } from './field.tsx';

/** What was typed, as it was typed; `dayOf` makes a day of it. */
export interface DateParts {
  day: string;
  month: string;
  year: string;
}

export const NO_DATE: DateParts = { day: '', month: '', year: '' };

/** "2026-11-24", or null when the parts are no day of the calendar. */
export function dayOf(parts: DateParts): string | null {
  const [day, month, year] = [parts.day, parts.month, parts.year].map((text) => Number(text.trim()));
  if (!day || !month || !year || year < 1900 || year > 2200) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? date.toISOString().slice(0, 10) : null;
}

export function partsOf(day: string | null): DateParts {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? '');
  if (!found) return NO_DATE;
  return { day: String(Number(found[3])), month: String(Number(found[2])), year: found[1]! };
}

export interface DateInputProps extends FieldProps {
  value: DateParts;
  onInput?: ((value: DateParts) => void) | undefined;
}

const ITEMS = [
  { part: 'day', label: 'Day', width: 'govuk-input--width-2' },
  { part: 'month', label: 'Month', width: 'govuk-input--width-2' },
  { part: 'year', label: 'Year', width: 'govuk-input--width-4' },
] as const;

export function DateInput(props: DateInputProps) {
  return (
    <Fieldset {...props} role="group">
      <div class="govuk-date-input" id={props.id}>
        {ITEMS.map(({ part, label, width }) => (
          <div class="govuk-date-input__item" key={part}>
            <div class="govuk-form-group">
              <label class="govuk-label govuk-date-input__label" for={`${props.id}-${part}`}>
                {label}
              </label>
              <input
                class={cx('govuk-input govuk-date-input__input', props.error && 'govuk-input--error', width)}
                id={`${props.id}-${part}`}
                name={props.name ? `${props.name}-${part}` : part}
                type="text"
                inputMode="numeric"
                value={props.value[part] || undefined}
                onInput={(event) => props.onInput?.({ ...props.value, [part]: event.currentTarget.value })}
              />
            </div>
          </div>
        ))}
      </div>
    </Fieldset>
  );
}
