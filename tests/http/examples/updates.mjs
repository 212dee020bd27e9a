// One success of each route about updates, threads and what is shared.
import { randomUUID } from 'node:crypto';
import { NOW } from '../house.mjs';
import { asked, keyworker, of, practitioner, said, told } from '../updates_house.mjs';

const hers = (h) => h.here.women[h.here.women.length - 3];
const page = (h, what) => `/api/residents/${hers(h).crn}/stays/${hers(h).stay}/${what}`;
const me = async (h) => {
  await practitioner(h, h.here.staff.practitioner, [hers(h)]);
  await h.at(NOW); // signed in anew: whose she is, is asked with the session
  return h.as('practitioner');
};

export default {
  async updatesMine(h) {
    const who = await me(h);
    await keyworker(h, h.here.staff.keyworker, hers(h));
    const { id } = await told(h, hers(h));
    await h.as('on_call').post(`/api/updates/${id}/phoned`, { words: 'Rang at ten; she will come in the morning.' });
    await asked(h, hers(h), who);
    await h.as('keyworker').put(`/api/sharing-agreements/${randomUUID()}`, of(hers(h), { shares: ['plan'], how_often: 'Weekly', told_on: '2026-11-10' }));
    return who.get('/api/me/updates');
  },
  lookPut: async (h) => (await me(h)).put(`/api/looks/${randomUUID()}`, { until: NOW }),
  async updateReadPut(h) {
    const who = await me(h);
    return who.put(`/api/update-reads/${(await told(h, hers(h))).id}`, {});
  },
  async residentUpdates(h) {
    await told(h, hers(h));
    return h.as('keyworker').get(`${page(h, 'updates')}?limit=1`);
  },
  updatePut: async (h) => (await told(h, hers(h))).answer,
  updatePhoned: async (h) => h.as('on_call').post(`/api/updates/${(await told(h, hers(h))).id}/phoned`, { words: 'Rang at ten.' }),
  deputyPut: (h) => h.as('practitioner').put(`/api/deputies/${randomUUID()}`, { deputy: h.there.staff.practitioner.id }),
  sharingPut: (h) => h.as('keyworker').put(`/api/sharing-agreements/${randomUUID()}`,
    of(hers(h), { shares: ['plan', 'keywork'], how_often: 'Every week', told_on: '2026-11-10', her_words: 'Not the bit about my mum.' })),
  async residentThreads(h) {
    await asked(h, hers(h), await me(h));
    return h.as('keyworker').get(page(h, 'threads'));
  },
  async threadsHere(h) {
    await asked(h, hers(h), await me(h));
    return h.as('keyworker').get(`/api/premises/${h.here.id}/threads`);
  },
  threadPut: async (h) => (await asked(h, hers(h), await me(h))).answer,
  threadEntryPut: async (h) => said(h.as('keyworker'), (await asked(h, hers(h), await me(h))).id, 'answer'),
};
