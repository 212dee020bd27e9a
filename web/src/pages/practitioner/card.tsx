// One woman of a practitioner's: where she stands, in a few lines.
import { SummaryCard } from '../../parts/summary-card.tsx';
import type { SummaryRow } from '../../parts/summary-list.tsx';
import type { MyWoman } from '../../records-updates.ts';
import { now } from '../../state/clock.ts';
import { womanName, womanPath } from '../../state/names.ts';
import { msOf, ukDate, ukTimeNear } from '../../time.ts';
import { MEETINGS, PAGE, UPDATES } from '../../words.ts';
import { WATCH } from '../../plan/crisis-words.ts';
import { checksInWords, isShared, sharesInWords } from '../updates/in-words.ts';

const near = (at: string): string => ukTimeNear(at, now.value);

export function WomanCard({ woman }: { woman: MyWoman }) {
  const path = womanPath(woman.crn, woman.stay);
  return (
    <SummaryCard
      title={womanName(woman.resident)}
      headingLevel={3}
      actions={[
        { label: 'Her pages', href: path },
        { label: UPDATES.hers, href: `${path}/updates` },
        { label: UPDATES.ask, href: `${path}/ask/woman` },
      ]}
      rows={rowsOf(woman, path)}
    />
  );
}

function rowsOf(woman: MyWoman, path: string): SummaryRow[] {
  const { premises, room, keyworker, sharing } = woman;
  const rows: (SummaryRow | false)[] = [
    woman.for != null && { key: 'Passed on from', value: woman.for },
    { key: 'At', value: [premises.name, room !== null && `room ${room}`, keyworker && `keyworker ${keyworker.name}`].filter(Boolean).join(', ') },
    {
      key: 'Open',
      value: underWay(woman).join('. ') || 'No review and no watch',
      actions: [
        ...(woman.review ? [{ label: PAGE.reviews, href: `${path}/reviews` }] : []),
        ...(woman.watches.length > 0 ? [{ label: PAGE.watches, href: `${path}/watches` }] : []),
      ],
    },
    { key: 'Next meeting', value: meetingInWords(woman), actions: woman.meeting ? [{ label: MEETINGS.one, href: `${path}/meetings/${woman.meeting.id}` }] : [] },
    { key: 'Checks, 7 days', value: woman.checks && isShared(sharing, 'checks') ? checksInWords(woman.checks) : 'Not shared' },
    { key: 'Shared', value: sharing ? sharesInWords(sharing).join(' ') : 'Nobody has written down yet what she was told is shared.' },
  ];
  return rows.filter((one) => one !== false);
}

/** Her review and her watches, one sentence each. */
function underWay({ review, watches }: MyWoman): string[] {
  const found = watches.map((one) => `Watch since ${ukDate(one.from)}: ${WATCH[one.reason].toLowerCase()}`);
  if (review) found.unshift(`Review since ${near(review.since)}${review.review_by ? `, due ${near(review.review_by)}` : ''}`);
  return found;
}

function meetingInWords({ meeting }: MyWoman): string {
  if (meeting === null) return 'None is planned';
  const at = near(meeting.starts_at);
  return msOf(meeting.starts_at) < msOf(now.value) ? `Was planned for ${at}, and is still to be written up` : at;
}
