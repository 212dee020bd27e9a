import { mayAt, PLAN_WRITERS } from '../../state/may.ts';
import type { Her } from '../resident/woman.tsx';

/** Whether the reader may write in her plan, and she stays here. */
export const mayWritePlan = (her: Her): boolean => her.mayWrite && mayAt(her.page.banner.premises.id, PLAN_WRITERS);
