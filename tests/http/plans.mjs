// plans.mjs -- her plan, as tests write it: everything invented, everything that being in force asks for.
import { randomUUID } from 'node:crypto';

/** An active plan with three early signs and a strength, with ids of its own. */
export function planOf(woman, more = {}) {
  const [walk, call] = [randomUUID(), randomUUID()];
  return {
    stay: woman.stay, crn: woman.crn, based_on: 0, state: 'active', reason: 'written with her this afternoon',
    agreement: { state: 'agreed', words: 'She wants her sister told.' }, large_print: false, daily: ['meal', 'sleep'],
    sections: [
      { name: 'good', her_words: 'Baking on Sundays.', our_words: '' },
      { name: 'triggers', her_words: 'Letters with a window.', our_words: 'Hand her the post in person.' },
    ],
    lines: [
      { line: walk, sees: 'She stops eating with the others', action: 'sit_with_her', does: 'Offer tea in the kitchen', who: 'whoever is on', within_s: 3600 },
      { line: call, sees: 'She gives her things away', action: 'call_person', does: 'Ring her sister with her', who: 'shift lead', within_s: 900 },
    ],
    signs: [
      { sign: randomUUID(), leaning: 'concern', words: 'Leaves her meals', line: walk },
      { sign: randomUUID(), leaning: 'concern', words: 'Up and down at night', line: walk },
      { sign: randomUUID(), leaning: 'concern', words: 'Gives her things away', line: call },
      { sign: randomUUID(), leaning: 'strength', words: 'Sings in the shower', line: null },
    ],
    crisis: [
      { name: 'allergies', state: 'recorded', words: 'Penicillin', known_at: null },
      { name: 'medicines', state: 'recorded', words: 'Sertraline 50 mg in the morning', known_at: '2026-11-10T08:00:00.000000Z' },
      { name: 'naloxone', state: 'none_known', words: '', known_at: null },
    ],
    ...more,
  };
}

/** The address of a page about her: safety-plan, crisis, copy. */
export const pageOf = (woman, what) => `/api/residents/${woman.crn}/stays/${woman.stay}/${what}`;
export const planPage = (woman) => pageOf(woman, 'safety-plan');
