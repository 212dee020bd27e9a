import { mayAt, PLAN_WRITERS } from '../../state/may.ts';
import type { Banner } from '../../types.ts';
import type { Her } from '../resident/woman.tsx';

/** Whether the reader may write in her plan, and she stays here. */
export const writesPlan = ({ status, premises }: Banner): boolean => status.state === 'arrived' && mayAt(premises.id, PLAN_WRITERS);

export const mayWritePlan = (her: Her): boolean => writesPlan(her.page.banner);
