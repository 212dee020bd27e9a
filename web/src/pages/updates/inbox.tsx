// The letters that Lantern wrote to whoever reads them here; each opens what it is about.
import { EmptyState } from '../../parts/empty-state.tsx';
import { Entry, Page } from '../../parts/page.tsx';
import type { Instant, Uuid } from '../../types.ts';
import { ukDateTime } from '../../time.ts';
import { NAV, PAGE } from '../../words.ts';

interface Letters {
  messages: { id: Uuid; subject: string; body: string; at: Instant }[];
}

export function Inbox() {
  return (
    <Page<Letters> title={NAV.inbox} path="/api/me/inbox" what="your messages">
      {({ messages }) => (
        <>
          <p class="govuk-body">
            What Lantern told you of, newest first. A message names nobody: what it is about is behind its link.{' '}
            <a class="govuk-link" href="/account/contact">
              {PAGE.contact}
            </a>
          </p>
          {messages.length === 0 && <EmptyState>Nothing has been sent to you here.</EmptyState>}
          <ul class="ln-log">
            {messages.map((one) => (
              <Entry key={one.id} wide at={<time dateTime={one.at}>{ukDateTime(one.at)}</time>}>
                <a class="govuk-link" href={`/open/${one.id}`}>
                  {one.subject}
                </a>
              </Entry>
            ))}
          </ul>
        </>
      )}
    </Page>
  );
}
