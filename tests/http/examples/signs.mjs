// One success of each request about signs and rules. Each takes a woman of her own, so that they do not meet.
import { randomUUID } from 'node:crypto';
import { see, signs } from '../her_signs.mjs';

let next = 0;
const woman = (h) => h.here.women[next++ % (h.here.women.length - 1)];

export default {
  async sightingPut(h) {
    const one = woman(h);
    const hers = await signs(h, one);
    await see(h.as('agency'), one, hers.signs[0]);
    return see(h.as('night_worker'), one, hers.signs[1], { words: 'by the window' });
  },
};
