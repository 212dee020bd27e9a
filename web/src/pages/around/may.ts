// Who sees and writes what is around a woman.
import { FAMILY, mayAt, PLAN_WRITERS, STAFF } from '../../state/may.ts';
import type { Banner } from '../../types.ts';

/** Everybody who sees her pages but agency workers: those for whom nothing but a shift here is known. */
export const seesAround = ({ premises }: Banner): boolean => !mayAt(premises.id, STAFF) || mayAt(premises.id, PLAN_WRITERS);

export const seesTasks = ({ premises }: Banner): boolean => mayAt(premises.id, [...PLAN_WRITERS, 'inspector']);

export const seesFamily = ({ premises }: Banner): boolean => mayAt(premises.id, FAMILY);

export const writesFamily = (banner: Banner): boolean => banner.status.state === 'arrived' && seesFamily(banner);
