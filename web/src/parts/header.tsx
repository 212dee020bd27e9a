import type { ComponentChildren } from 'preact';
import { PRODUCT } from '../words.ts';

/** The MoJ header's layout with words in place of the crest. */
export function Header(props: { premises: string | null; items: readonly { label: string; href: string; active?: boolean | undefined }[]; children?: ComponentChildren }) {
  return (
    <header class="moj-header" role="banner">
      <div class="moj-header__container">
        <div class="moj-header__logo">
          <a class="moj-header__link moj-header__link--organisation-name" href="/">
            {PRODUCT}
          </a>
          {props.premises && <span class="moj-header__link moj-header__link--service-name">{props.premises}</span>}
        </div>
        <div class="moj-header__content">
          {props.items.length > 0 && (
            <nav class="moj-header__navigation" aria-label="Main">
              <ul class="moj-header__navigation-list">
                {props.items.map((item) => (
                  <li class="moj-header__navigation-item" key={item.href}>
                    <a
                      class="moj-header__navigation-link"
                      href={item.href}
                      aria-current={item.active ? 'page' : undefined}
                    >
                      {item.label}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          )}
          {props.children}
        </div>
      </div>
    </header>
  );
}
