import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { cx } from './classes.ts';

export interface MenuItem {
  label: string;
  href?: string | undefined;
  onClick?: (() => void) | undefined;
}

/** A button that opens a short list of links and buttons. Escape and a click elsewhere close it; no arrow-key tricks. */
export function ActionMenu(props: { label: ComponentChildren; class?: string | undefined; items: readonly MenuItem[] }) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return;
    // At the lower edge of the screen the list would open out of sight.
    list.current?.scrollIntoView({ block: 'nearest' });
    const outside = (event: Event): void => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [open]);
  const escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !open) return;
    event.stopPropagation();
    setOpen(false);
    button.current?.focus();
  };
  if (props.items.length === 0) return null;
  return (
    <div class={cx('ln-menu', props.class)} ref={box} onKeyDown={escape}>
      <button
        type="button"
        ref={button}
        class={cx('govuk-button', 'govuk-button--secondary', 'ln-menu__toggle')}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {props.label}
        {typeof props.label === 'string' && (
          <span class="ln-menu__arrow" aria-hidden="true">
            ▾
          </span>
        )}
      </button>
      <ul id={id} class="ln-menu__list" hidden={!open} ref={list}>
        {props.items.map((item) => (
          <li key={item.label}>
            <MenuEntry item={item} close={() => setOpen(false)} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function MenuEntry({ item, close }: { item: MenuItem; close: () => void }) {
  const chosen = (): void => {
    close();
    item.onClick?.();
  };
  if (item.href !== undefined) {
    return (
      <a class="ln-menu__item" href={item.href} onClick={chosen}>
        {item.label}
      </a>
    );
  }
  return (
    <button type="button" class="ln-menu__item" onClick={chosen}>
      {item.label}
    </button>
  );
}
