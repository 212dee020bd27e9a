import { cx } from './classes.ts';

export interface PaginationProps {
  page: number;
  pages: number;
  href: (page: number) => string;
}

const GAP = 'gap';

/** The first, the last, this one and its neighbours, with gaps between. */
export function pageList(page: number, pages: number): (number | typeof GAP)[] {
  const wanted = [1, page - 1, page, page + 1, pages].filter((n) => n >= 1 && n <= pages);
  const list: (number | typeof GAP)[] = [];
  for (const n of [...new Set(wanted)].sort((a, b) => a - b)) {
    const before = list[list.length - 1];
    if (typeof before === 'number' && n - before > 1) list.push(GAP);
    list.push(n);
  }
  return list;
}

const PREV =
  'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z';
const NEXT =
  'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z';

function Icon(props: { class: string; d: string }) {
  return (
    <svg
      class={props.class}
      xmlns="http://www.w3.org/2000/svg"
      height="13"
      width="15"
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 15 13"
    >
      <path d={props.d} />
    </svg>
  );
}

export function Pagination({ page, pages, href }: PaginationProps) {
  if (pages <= 1) return null;
  return (
    <nav class="govuk-pagination" aria-label="Pagination">
      {page > 1 && (
        <div class="govuk-pagination__prev">
          <a class="govuk-link govuk-pagination__link" href={href(page - 1)} rel="prev">
            <Icon class="govuk-pagination__icon govuk-pagination__icon--prev" d={PREV} />
            <span class="govuk-pagination__link-title">
              Previous<span class="govuk-visually-hidden"> page</span>
            </span>
          </a>
        </div>
      )}
      <ul class="govuk-pagination__list">
        {pageList(page, pages).map((n, i) =>
          n === GAP ? (
            <li key={`gap${i}`} class="govuk-pagination__item govuk-pagination__item--ellipsis">
              ⋯
            </li>
          ) : (
            <li key={n} class={cx('govuk-pagination__item', n === page && 'govuk-pagination__item--current')}>
              <a
                class="govuk-link govuk-pagination__link"
                href={href(n)}
                aria-label={`Page ${n}`}
                aria-current={n === page ? 'page' : undefined}
              >
                {n}
              </a>
            </li>
          ),
        )}
      </ul>
      {page < pages && (
        <div class="govuk-pagination__next">
          <a class="govuk-link govuk-pagination__link" href={href(page + 1)} rel="next">
            <span class="govuk-pagination__link-title">
              Next<span class="govuk-visually-hidden"> page</span>
            </span>
            <Icon class="govuk-pagination__icon govuk-pagination__icon--next" d={NEXT} />
          </a>
        </div>
      )}
    </nav>
  );
}
