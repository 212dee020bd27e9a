import { NotificationBadge } from './notification-badge.tsx';
import type { NavItem } from './sub-navigation.tsx';

export function PrimaryNavigation(props: { items: readonly NavItem[]; label: string }) {
  if (props.items.length === 0) return null;
  return (
    <div class="moj-primary-navigation">
      <div class="moj-primary-navigation__container">
        <div class="moj-primary-navigation__nav">
          <nav class="moj-primary-navigation" aria-label={props.label}>
            <ul class="moj-primary-navigation__list">
              {props.items.map((item) => (
                <li class="moj-primary-navigation__item" key={item.href}>
                  <a
                    class="moj-primary-navigation__link"
                    aria-current={item.active ? 'page' : undefined}
                    href={item.href}
                  >
                    {item.label}
                    <NotificationBadge count={item.count ?? 0} means={item.countMeans} />
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </div>
    </div>
  );
}
