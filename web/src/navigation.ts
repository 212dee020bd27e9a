// Where each role can go. A page that is not in the list is not hidden by this but refused by the server.
import type { NavItem } from './parts/sub-navigation.tsx';
import type { Who } from './state/session.ts';
import type { Role } from './types.ts';
import { NAV, PAGE } from './words.ts';

const HOUSE: readonly Role[] = ['night_worker', 'keyworker', 'shift_lead', 'premises_manager', 'agency', 'on_call'];
const OFFERS: readonly Role[] = ['night_worker', 'keyworker', 'shift_lead', 'premises_manager', 'on_call', 'inspector'];
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
  { href: '/today', label: NAV.today, roles: [...MANAGES, 'on_call', 'shift_lead', 'keyworker'] },
  { href: '/board', label: NAV.board, roles: [...HOUSE, 'inspector'], locked: true },
  { href: '/residents', label: NAV.residents, roles: [...HOUSE, 'inspector'] },
  { href: '/keywork', label: NAV.keywork, roles: ['keyworker', 'shift_lead', 'premises_manager'] },
  { href: '/keyworkers', label: NAV.keyworkers, roles: ['premises_manager', 'on_call', 'inspector'], laptopOnly: true },
  { href: '/services', label: NAV.services, roles: OFFERS, laptopOnly: true },
  { href: '/programme', label: NAV.programme, roles: OFFERS, laptopOnly: true },
  { href: '/measures', label: NAV.measures, roles: [...MANAGES, 'on_call', 'inspector'], laptopOnly: true },
  { href: '/kitchen', label: NAV.kitchen, roles: ['kitchen'] },
  { href: '/updates', label: NAV.updates, roles: ['practitioner'] },
  { href: '/people', label: NAV.people, roles: ['practitioner'] },
  { href: '/admin/settings', label: NAV.settings, roles: [...MANAGES, 'inspector'], laptopOnly: true },
  { href: '/admin/staff', label: NAV.staff, roles: [...MANAGES, 'administrator', 'shift_lead', 'inspector'], laptopOnly: true },
  { href: '/admin/terminals', label: NAV.terminals, roles: MANAGES, laptopOnly: true },
  { href: '/admin/doors', label: PAGE.doors, roles: ['premises_manager'], laptopOnly: true },
  { href: '/admin/audit', label: NAV.audit, roles: [...MANAGES, 'administrator', 'inspector'], laptopOnly: true },
  { href: '/admin/outbox', label: NAV.outbox, roles: [...MANAGES, 'on_call', 'administrator'], laptopOnly: true },
];

export function navigationFor(who: Who | null, path: string): NavItem[] {
  if (!who) return [];
  const held = rolesOf(who);
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

const rolesOf = (who: Who): ReadonlySet<Role> => new Set(who.roles.map((one) => one.role));

/** Where the work of a role begins; of several roles, the first in this list decides. */
const HOMES: readonly [Role, string][] = [
  ['premises_manager', '/today'],
  ['area_manager', '/today'],
  ['on_call', '/today'],
  ['night_worker', '/board'],
  ['shift_lead', '/board'],
  ['agency', '/board'],
  ['keyworker', '/keywork'],
  ['practitioner', '/updates'],
  ['inspector', '/residents'],
  ['administrator', '/admin/staff'],
  ['kitchen', '/kitchen'],
];

/** The page somebody starts at. */
export function homeFor(who: Who | null): string {
  if (!who) return '/sign-in';
  if (who.terminal) return '/board';
  if (!who.staff) return '/sign-in';
  const held = rolesOf(who);
  return HOMES.find(([role]) => held.has(role))?.[1] ?? '/nothing';
}
