import { useLayoutEffect, useRef } from 'preact/hooks';
import { ERROR } from '../words.ts';

export interface ErrorItem {
  text: string;
  /** "#id" of the field; without it the message is not a link. */
  href?: string | undefined;
}

function focusField(event: MouseEvent, href: string): void {
  const field = document.getElementById(href.slice(1));
  if (!field) return;
  event.preventDefault();
  const target = field.matches('input, select, textarea, button') ? field : field.querySelector<HTMLElement>('input');
  (field.closest('.govuk-form-group') ?? field).scrollIntoView();
  (target ?? field).focus({ preventScroll: true });
}

/** Takes focus when it appears and whenever its messages change, so that it is read out. */
export function ErrorSummary(props: { items: readonly ErrorItem[]; title?: string | undefined }) {
  const box = useRef<HTMLDivElement>(null);
  const said = props.items.map((item) => item.text).join('\n');
  // In the same turn as it is drawn: later, it would take the focus from somebody who is already typing again.
  useLayoutEffect(() => box.current?.focus(), [said]);
  if (props.items.length === 0) return null;
  return (
    <div class="govuk-error-summary" tabIndex={-1} ref={box}>
      <div role="alert">
        <h2 class="govuk-error-summary__title">{props.title ?? ERROR.summaryTitle}</h2>
        <div class="govuk-error-summary__body">
          <ul class="govuk-list govuk-error-summary__list">
            {props.items.map((item) => (
              <li key={item.text}>
                {item.href ? (
                  <a href={item.href} onClick={(event) => focusField(event, item.href!)}>
                    {item.text}
                  </a>
                ) : (
                  item.text
                )}
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  );
}
