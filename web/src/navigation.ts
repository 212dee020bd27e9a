// Where each role can go. A page that is not in the list is not hidden by this but refused by the server.
import type { NavItem } from './parts/sub-navigation.tsx';
import type { Who } from './state/session.ts';
import type { Role } from './types.ts';
import { NAV } from './words.ts';

const HOUSE: readonly Role[] = ['night_worker', 'keyworker', 'shift_lead', 'premises_manager', 'agency', 'on_call'];
const MANAGES: readonly Role[] = ['premises_manager', 'area_manager'];

interface Place {
  href: string;
  label: string;
  roles: readonly Role[];
  /** A locked terminal may go there too. */
  locked?: boolean;
  /** Left out on a shared terminal, to save height and temptation. */
  laptopOnly?: boolean;
}

const PLACES: readonly Place[] = [
  { href: '/board', label: NAV.board, roles: HOUSE, locked: true },
  { href: '/residents', label: NAV.residents, roles: HOUSE },
  { href: '/people', label: NAV.people, roles: ['practitioner'] },
  { href: '/admin/settings', label: NAV.settings, roles: MANAGES, laptopOnly: true },
  { href: '/admin/staff', label: NAV.staff, roles: [...MANAGES, 'administrator', 'shift_lead'], laptopOnly: true },
  { href: '/admin/terminals', label: NAV.terminals, roles: ['premises_manager', 'administrator'], laptopOnly: true },
  { href: '/admin/audit', label: NAV.audit, roles: [...MANAGES, 'inspector'], laptopOnly: true },
];

export function navigationFor(who: Who | null, path: string): NavItem[] {
  if (!who) return [];
  const held = new Set(who.roles.map((one) => one.role));
  const mayGo = (place: Place): boolean => {
    if (who.terminal && place.laptopOnly) return false;
    if (who.terminal && !who.staff) return place.locked === true;
    return place.roles.some((role) => held.has(role));
  };
  return PLACES.filter(mayGo).map(({ href, label }) => ({
    href,
    label,
    active: path === href || path.startsWith(`${href}/`),
  }));
}

/** The page somebody starts at. */
export function homeFor(who: Who | null): string {
  if (!who) return '/sign-in';
  if (who.terminal) return '/board';
  if (!who.staff) return '/sign-in';
  return navigationFor(who, '')[0]?.href ?? '/nothing';
}
