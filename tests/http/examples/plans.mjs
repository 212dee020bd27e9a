// One success of each route about her plan. Each takes a woman of her own, so that they do not meet.
import { randomUUID } from 'node:crypto';
import { pageOf, planOf, planPage } from '../plans.mjs';

let next = 0;
const woman = (h) => h.here.women[next++ % (h.here.women.length - 1)];
const put = (h, what, one, more, role = 'keyworker') =>
  h.as(role).put(`/api/${what}/${randomUUID()}`, { stay: one.stay, crn: one.crn, ...more });
const version = async (h, one) => (await h.as('keyworker').get(planPage(one))).json.plan?.version ?? 0;
const save = async (h, one) => put(h, 'safety-plans', one, planOf(one, { based_on: await version(h, one) }));
const brief = (h, one) => put(h, 'staff-briefings', one, { words: 'Her brother rings at night.', reason: 'she is not to hear of it yet', expires_on: '2026-11-20' });

async function withPlan(h) {
  const one = woman(h);
  await save(h, one);
  return one;
}

export default {
  safetyPlanPut: (h) => save(h, woman(h)),
  async safetyPlanGet(h) {
    const one = await withPlan(h);
    await brief(h, one);
    return h.as('keyworker').get(planPage(one));
  },
  safetyPlanReadPut: async (h) => put(h, 'safety-plan-reads', await withPlan(h), { version: 1 }, 'agency'),
  planQuotePut: (h) => put(h, 'plan-quotes', woman(h), { section: 'triggers', words: 'Letters upset her.', source: 'OASys', stated_on: '2026-10-30' }),
  staffBriefingPut: (h) => brief(h, woman(h)),
  async staffBriefingDecide(h) {
    const { json } = await brief(h, woman(h));
    return h.as('premises_manager').post(`/api/staff-briefings/${json.id}/decide`, { approved: true, words: '' });
  },
  crisisGet: async (h) => h.as('night_worker').get(pageOf(await withPlan(h), 'crisis')),
  async crisisHere(h) {
    await withPlan(h);
    return h.as('night_worker').get(`/api/premises/${h.here.id}/crisis`);
  },
  async residentCopyGet(h) {
    const one = await withPlan(h);
    await brief(h, one);
    return h.as('keyworker').get(pageOf(one, 'copy'));
  },
  residentCopyPut: async (h) => put(h, 'resident-copies', await withPlan(h), { version: 1, large_print: true }),
  foodNeedPut: (h) => put(h, 'food-needs', woman(h), { state: 'recorded', words: 'No nuts.' }),
  async kitchenGet(h) {
    await put(h, 'food-needs', woman(h), { state: 'recorded', words: 'No nuts.' });
    return h.as('kitchen').get(`/api/premises/${h.here.id}/kitchen`);
  },
  printPut: (h) => put(h, 'prints', woman(h), { what: 'crisis', version: 1 }),
};
