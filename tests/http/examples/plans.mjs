// One success of each write to her plan. Each takes a woman of her own, so that they do not meet.
import { randomUUID } from 'node:crypto';
import { planOf, planPage } from '../plans.mjs';

let next = 0;
const woman = (h) => h.here.women[next++ % (h.here.women.length - 1)];
const version = async (h, one) => (await h.as('keyworker').get(planPage(one))).json.plan?.version ?? 0;
const save = async (h, one) => h.as('keyworker').put(`/api/safety-plans/${randomUUID()}`, planOf(one, { based_on: await version(h, one) }));

export default {
  safetyPlanPut: (h) => save(h, woman(h)),
  async safetyPlanGet(h) {
    const one = woman(h);
    await save(h, one);
    return h.as('night_worker').get(planPage(one));
  },
};
