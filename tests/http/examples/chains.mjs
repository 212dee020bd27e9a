// One success of each write about a woman who does not answer. Each takes a woman of her own.
import { randomUUID } from 'node:crypto';

let next = 13; // beside those of checks.mjs
const woman = (h) => h.here.women[next++ % (h.here.women.length - 1)];
const mo = (h) => h.as('night_worker');

async function begun(h) {
  const { stay, crn } = woman(h);
  const id = randomUUID();
  return { id, answer: await mo(h).put(`/api/chains/${id}`, { stay, crn }) };
}

export default {
  chainPut: async (h) => (await begun(h)).answer,
  chainStepPut: async (h) => mo(h).put(`/api/chain-steps/${randomUUID()}`, { chain: (await begun(h)).id, step: 'louder' }),
  chainAttest: async (h) => mo(h).post(`/api/chains/${(await begun(h)).id}/attest`, { alone: false }),
  chainEnd: async (h) => mo(h).post(`/api/chains/${(await begun(h)).id}/end`, { outcome: 'answered', words: 'She had her hearing aids out.' }),
};
