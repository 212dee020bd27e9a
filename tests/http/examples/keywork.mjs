// One success of each request about keywork.
import { randomUUID } from 'node:crypto';
import { keyworkPage, readKeywork, saveSession } from '../keywork.mjs';

const woman = (h) => h.here.women[h.here.women.length - 3];
const key = (h) => h.as('keyworker');
const of = (h, more) => ({ stay: woman(h).stay, crn: woman(h).crn, ...more });

async function moment(h) {
  const id = randomUUID();
  return { id, answer: await key(h).put(`/api/moments/${id}`, of(h, { words: 'She made soup for two.', good: true })) };
}

async function suggestion(h) {
  const id = randomUUID();
  return { id, answer: await key(h).put(`/api/plan-suggestions/${id}`, of(h, { source: 'check', words: 'Knock twice.' })) };
}

const full = (h) => saveSession(key(h), woman(h), {
  skills: [{ skill: 'Square breathing', how: 'practised' }], changes_plan: true, suggestion: { id: randomUUID(), words: 'Tea first.' },
  actions: [{ id: randomUUID(), what: 'Ring the centre', owner_kind: 'resident', target_on: '2026-11-14' }],
});

export default {
  keyworkSessionPut: full,
  async residentKeywork(h) {
    await full(h);
    return readKeywork(key(h), woman(h));
  },
  keyworkSession: async (h) => key(h).get(`${keyworkPage(woman(h))}/${(await full(h)).json.id}`),
  momentPut: async (h) => (await moment(h)).answer,
  momentReviewPut: async (h) => key(h).put(`/api/moment-reviews/${(await moment(h)).id}`, of(h)),
  planSuggestionPut: async (h) => (await suggestion(h)).answer,
  planSuggestionDecide: async (h) => key(h).post(`/api/plan-suggestions/${(await suggestion(h)).id}/decide`, { decision: 'left', reason: 'It is there already.' }),
};
