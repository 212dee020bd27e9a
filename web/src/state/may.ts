// What somebody may do at one premises, so that a page offers no button that the server would refuse.
import type { Role, Uuid } from '../types.ts';
import { currentPremises, who } from './session.ts';

/** Those who work with the women. */
export const STAFF: readonly Role[] = ['night_worker', 'keyworker', 'shift_lead', 'premises_manager', 'on_call', 'agency'];
/** Those of them who write in a woman's plan, and decide what follows from what was seen. */
export const PLAN_WRITERS: readonly Role[] = STAFF.filter((role) => role !== 'agency');
/** Those who know of her health. */
export const HEALTH: readonly Role[] = ['night_worker', 'keyworker', 'shift_lead', 'premises_manager'];
/** Those who know of her family and children. */
export const FAMILY: readonly Role[] = ['keyworker', 'premises_manager'];
/** Those who answer for a missed check, and decide about fewer of them. */
export const LEADS: readonly Role[] = ['shift_lead', 'premises_manager', 'on_call'];
/** Those who may let her be seen less often than the house's floor. */
export const DECIDERS: readonly Role[] = ['premises_manager', 'on_call'];
export const MANAGERS: readonly Role[] = ['premises_manager', 'area_manager'];

export function mayAt(premises: Uuid | undefined, roles: readonly Role[]): boolean {
  return who.value?.roles.some((held) => held.premises === premises && roles.includes(held.role)) ?? false;
}

/** Whoever works with the women records what is done at a door; others who see the board only read it. */
export const mayRecordHere = (): boolean => mayAt(currentPremises.value?.id, STAFF);
/** An agency worker sees and records; what follows is decided by the house. */
export const mayDecideHere = (): boolean => mayAt(currentPremises.value?.id, PLAN_WRITERS);
