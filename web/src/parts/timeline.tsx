import type { ComponentChildren } from 'preact';
import { ukDateTime } from '../time.ts';
import type { Instant } from '../types.ts';

export interface TimelineItem {
  key: string;
  title: ComponentChildren;
  by?: string | undefined;
  at: Instant;
  /** When it was entered, if that was later than when it happened. */
  entered?: Instant | undefined;
  children?: ComponentChildren;
}

/** What happened, newest first. */
export function Timeline(props: { items: readonly TimelineItem[]; headingLevel?: 2 | 3 | 4 | undefined }) {
  const Heading = `h${props.headingLevel ?? 2}` as 'h2' | 'h3' | 'h4';
  return (
    <div class="moj-timeline">
      {props.items.map((item) => (
        <div class="moj-timeline__item" key={item.key}>
          <div class="moj-timeline__header">
            <Heading class="moj-timeline__title">{item.title}</Heading>{' '}
            {item.by && <p class="moj-timeline__byline">by {item.by}</p>}
          </div>
          <p class="moj-timeline__date">
            <time dateTime={item.at}>{ukDateTime(item.at)}</time>
            {item.entered && (
              <>
                , entered <time dateTime={item.entered}>{ukDateTime(item.entered)}</time>
              </>
            )}
          </p>
          <div class="moj-timeline__description">{item.children}</div>
        </div>
      ))}
    </div>
  );
}
