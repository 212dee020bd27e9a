// Who may write on the line to her practitioner, so that no page offers what the server would refuse.
import { DECIDERS, mayAt, PLAN_WRITERS } from '../../state/may.ts';
import { hasRole } from '../../state/session.ts';
import type { Her } from '../resident/woman.tsx';

const keepsHer = ({ page }: Her): boolean => mayAt(page.banner.premises.id, PLAN_WRITERS);

/** Asks and answers, from either end, and also of who has left. */
export const mayAsk = (her: Her): boolean => hasRole('practitioner') || keepsHer(her);
export const mayTell = (her: Her): boolean => keepsHer(her) && her.mayWrite;
export const mayPhone = ({ page }: Her): boolean => mayAt(page.banner.premises.id, DECIDERS);
