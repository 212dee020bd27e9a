// Who may do what about her meetings, so that no page offers what the server would refuse.
import type { AgendaItem, Meeting, Voice } from '../../records-meetings.ts';
import { PLAN_WRITERS } from '../../state/may.ts';
import { hasRole } from '../../state/session.ts';
import type { Banner } from '../../types.ts';
import { writesPlan } from '../plan/may-write.ts';

/** Whoever can be at one as staff, and so may have them in a calendar. */
export const hasMeetings = (): boolean => hasRole(...PLAN_WRITERS, 'practitioner');

/** Of a woman whose record is restricted, those named for her keep her meetings. */
export const isKnown = ({ restricted, preferred_name }: Banner): boolean => !restricted || preferred_name !== null;

export const keepsMeetings = (banner: Banner): boolean => writesPlan(banner) && isKnown(banner);

/** In whose voice the reader may write: the house in hers and the keyworker's, her practitioner in her own. */
export function voicesOf(banner: Banner): Voice[] {
  if (banner.status.state !== 'arrived' || !isKnown(banner)) return [];
  if (writesPlan(banner)) return ['resident', 'keyworker'];
  return hasRole('practitioner') ? ['practitioner'] : [];
}

export const addsItems = (banner: Banner): boolean => voicesOf(banner).length > 0;

/** Hers stay; the others are taken back by their own voice while the meeting is open. */
export const mayTakeBack = (banner: Banner, meeting: Meeting, item: AgendaItem): boolean =>
  meeting.closed === null && item.withdrawn === null && item.voice !== 'resident' && voicesOf(banner).includes(item.voice);
