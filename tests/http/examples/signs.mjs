// One success of each request about signs and rules. Each takes a woman of her own, so that they do not meet.
import { randomUUID } from 'node:crypto';
import { plan, proposed, see, signs } from '../her_signs.mjs';

let next = 0;
const woman = (h) => h.here.women[next++ % (h.here.women.length - 1)];

async function ruleOf(h) {
  const one = woman(h);
  const { signs: hers } = await plan(h, one);
  const id = randomUUID();
  return { id, answer: await h.as('keyworker').put(`/api/sign-rules/${id}`, { stay: one.stay, crn: one.crn, signs: hers.slice(0, 2),
    sightings: 2, window_s: 86_400, kind: 'sign_of_life', max_gap_s: 1800, agreement: 'agreed', words: 'come and ask me' }) };
}

export default {
  async sightingPut(h) {
    const one = woman(h);
    const hers = await signs(h, one);
    await see(h.as('agency'), one, hers.signs[0]);
    return see(h.as('night_worker'), one, hers.signs[1], { words: 'by the window' });
  },
  async residentSigns(h) {
    const one = woman(h);
    const { proposal } = await proposed(h, one);
    await h.as('keyworker').post(`/api/proposals/${proposal.id}/decide`, { decision: 'declined', reason: 'she was tired' });
    return h.as('night_worker').get(`/api/residents/${one.crn}/stays/${one.stay}/signs`);
  },
  async dailyFactPut(h) {
    const one = woman(h);
    await plan(h, one);
    return h.as('night_worker').put(`/api/daily-facts/${randomUUID()}`, { stay: one.stay, crn: one.crn, day: '2026-11-10', kind: 'meal', part: 'evening', state: 'no' });
  },
  signRulePut: async (h) => (await ruleOf(h)).answer,
  async signRuleEnd(h) {
    const { id } = await ruleOf(h);
    return h.as('shift_lead').post(`/api/sign-rules/${id}/end`, { reason: 'she chose another' });
  },
  async proposalDecide(h) {
    const { proposal } = await proposed(h, woman(h));
    return h.as('night_worker').post(`/api/proposals/${proposal.id}/decide`, { decision: 'confirmed', reason: 'she asked for it' });
  },
};
