export interface NavItem {
  label: string;
  href: string;
  active?: boolean | undefined;
  /** Something to look at there; shown only when above 0. */
  count?: number | undefined;
  countMeans?: string | undefined;
}

export function SubNavigation(props: { items: readonly NavItem[]; label: string }) {
  return (
    <nav class="moj-sub-navigation" aria-label={props.label}>
      <ul class="moj-sub-navigation__list">
        {props.items.map((item) => (
          <li class="moj-sub-navigation__item" key={item.href}>
            <a class="moj-sub-navigation__link" aria-current={item.active ? 'page' : undefined} href={item.href}>
              {item.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
