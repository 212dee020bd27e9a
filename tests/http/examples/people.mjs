// One success of each write about staff, terminals, settings and actions.
import { randomUUID } from 'node:crypto';
import { PASSWORD, PIN } from '../house.mjs';

const REASON = { reason: 'as agreed with the manager' };
const manager = (h) => h.as('premises_manager');
const woman = (h) => h.here.women[0];

let count = 0;
async function newStaff(h) {
  const id = randomUUID();
  const answer = await manager(h).put(`/api/staff/${id}`, {
    username: `new.worker${++count}`, display_name: 'New Worker', initials: 'NW', password: 'three invented words', role: 'night_worker',
    premises: h.here.id, ...REASON,
  });
  return { id, answer };
}

async function newRole(h) {
  const id = randomUUID();
  const { id: staff } = await newStaff(h);
  return { id, answer: await manager(h).put(`/api/staff-roles/${id}`, { staff, role: 'shift_lead', premises: h.here.id, ...REASON }) };
}

async function newAction(h) {
  const id = randomUUID();
  const { crn, stay } = woman(h);
  const answer = await h.as('keyworker').put(`/api/actions/${id}`, {
    crn, stay, what: 'Register with a GP', owner_kind: 'staff', owner: h.here.staff.keyworker.id, identified_on: '2026-11-10', target_on: '2026-11-14',
  });
  return { id, answer };
}

async function newTerminal(h) {
  const id = randomUUID();
  return { id, answer: await manager(h).put(`/api/terminals/${id}`, { premises: h.here.id, name: 'Night office' }) };
}

export default {
  actionPut: async (h) => (await newAction(h)).answer,
  async actionEntryPut(h) {
    const { id } = await newAction(h);
    return h.as('keyworker').put(`/api/action-entries/${randomUUID()}`, { action: id, version: 1, kind: 'progress', words: 'rang them' });
  },
  settingPut: (h) => manager(h).put(`/api/settings/${randomUUID()}`, { premises: h.here.id, name: 'soon_s', value: 600, based_on: null, ...REASON }),
  async signIn(h) {
    const { username } = await h.secrets('keyworker');
    return h.nobody().post('/api/sign-in', { username, password: PASSWORD, code: h.code() });
  },
  async mePin(h) {
    await h.secrets('shift_lead');
    return h.as('shift_lead').post('/api/me/pin', { password: PASSWORD, pin: '418203' });
  },
  meAwake: (h) => h.as('agency').post('/api/me/awake', {}),
  signOut: (h) => h.as('kitchen').post('/api/sign-out', {}),
  staffPut: async (h) => (await newStaff(h)).answer,
  staffPatch: async (h) => manager(h).request('PATCH', `/api/staff/${(await newStaff(h)).id}`, { body: { version: 1, display_name: 'Newer Worker' } }),
  staffPin: async (h) => manager(h).post(`/api/staff/${(await newStaff(h)).id}/pin`, { pin: '418203', ...REASON }),
  staffUnlock: async (h) => manager(h).post(`/api/staff/${(await newStaff(h)).id}/unlock`, REASON),
  staffSignIn: async (h) => manager(h).post(`/api/staff/${(await newStaff(h)).id}/sign-in`, { password: 'three other words', ...REASON }),
  staffRolePut: async (h) => (await newRole(h)).answer,
  staffRoleEnd: async (h) => manager(h).post(`/api/staff-roles/${(await newRole(h)).id}/end`, REASON),
  async terminalSwitch(h) {
    const { id } = await h.secrets('agency');
    return (await h.terminal()).post('/api/terminal/switch', { staff: id, pin: PIN });
  },
  terminalLock: async (h) => (await h.terminal({ role: 'night_worker' })).post('/api/terminal/lock', {}),
  terminalEnrol: async (h) => (await newTerminal(h)).answer,
  terminalRevoke: async (h) => manager(h).post(`/api/terminals/${(await newTerminal(h)).id}/revoke`, { version: 1, ...REASON }),
};
