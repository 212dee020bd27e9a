// A worker's own address from which a calendar gets her meetings. It is shown once, and whoever has it sees when they are:
// nothing of whom or why.
import { useState } from 'preact/hooks';
import { post, Problem } from '../../api.ts';
import { announce } from '../../frame.tsx';
import { Button } from '../../parts/button.tsx';
import { ButtonGroup } from '../../parts/button-group.tsx';
import { CopyText } from '../../parts/copy-text.tsx';
import { ErrorMessage } from '../../parts/error-message.tsx';
import { InsetText } from '../../parts/inset-text.tsx';
import { Page } from '../../parts/page.tsx';
import { focusIfLost } from '../../router.ts';
import { useNewRecord } from '../../state/new-record.ts';
import { ukDateTime } from '../../time.ts';
import { ERROR, MEETINGS } from '../../words.ts';
import { NotYours } from '../problem.tsx';
import { hasMeetings } from './may.ts';

interface Feed {
  now: string;
  feed: { id: string; made_at: string } | null;
}

export function CalendarPage() {
  if (!hasMeetings()) return <NotYours />;
  return (
    <Page<Feed> title={MEETINGS.calendar} path="/api/me/calendar-feed" what="your calendar">
      {({ feed }, reload) => <Shown feed={feed} reload={reload} />}
    </Page>
  );
}

function Shown({ feed, reload }: Pick<Feed, 'feed'> & { reload: () => Promise<unknown> }) {
  const record = useNewRecord();
  const [address, show] = useState<string | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const act = async (what: () => Promise<string>): Promise<void> => {
    setFailed(null);
    try {
      const words = await what();
      await reload();
      announce(words);
      focusIfLost();
    } catch (error) {
      show(null);
      setFailed(error instanceof Problem && error.slug === 'id-reused' ? 'An address was made, but it was lost on its way here. Make a new one.' : ERROR.unreachable);
      await reload();
    }
  };
  const make = (): Promise<void> =>
    act(async () => {
      const { path } = await record<{ path: string }>('/api/calendar-feeds', {});
      show(new URL(path, window.location.href).href);
      return 'The address was made. Copy it now.';
    });
  const revoke = (id: string): Promise<void> =>
    act(async () => {
      await post(`/api/calendar-feeds/${id}/revoke`, {});
      show(null);
      return 'The address is revoked. A calendar gets nothing from it any more.';
    });
  return (
    <>
      <p class="govuk-body">A calendar on your own computer or telephone can show when the three-way meetings are of the women whose keyworker or practitioner you are.</p>
      <InsetText>It asks at a private address. Whoever has the address sees when the meetings are, but no name, no house and no reason.</InsetText>
      {failed && <ErrorMessage>{failed}</ErrorMessage>}
      {address !== null && (
        <>
          <p class="govuk-body">
            <strong>Copy the address now: it is not shown again.</strong>
          </p>
          <CopyText label="Your private address" text={address} done="Copied. Add it to your calendar as one by address." />
        </>
      )}
      <p class="govuk-body">{feed ? `You have an address, made ${ukDateTime(feed.made_at)}.` : 'You have no address.'}</p>
      <ButtonGroup>
        <Button type="button" look={feed ? 'secondary' : 'primary'} onClick={() => void make()}>
          {feed ? 'Make a new one' : 'Make an address'}
        </Button>
        {feed && (
          <Button type="button" look="warning" onClick={() => void revoke(feed.id)}>
            Revoke it
          </Button>
        )}
      </ButtonGroup>
      {feed && <p class="govuk-body ln-soft">With a new one, or when it is revoked, calendars get nothing from the old one any more.</p>}
    </>
  );
}
