// keywork.mjs -- notes as tests write them: everything invented, everything that a session asks for.
import { randomUUID } from 'node:crypto';
import { minutes } from './house.mjs';

export const sessionOf = (woman, more = {}) => ({
  stay: woman.stay, crn: woman.crn, kind: 'session', happened_at: minutes(-45), minutes: 40, tags: ['everyday'],
  she_said: 'She wants to cook for herself.', we_did: 'Wrote a list for the week.', went_well: 'She asked for the kitchen rota.',
  next_topic: 'How the shopping went', read_with_her: 'yes', changes_plan: false, ...more,
});

export const attemptOf = (woman, more = {}) => ({
  stay: woman.stay, crn: woman.crn, kind: 'attempt', happened_at: minutes(-45), not_held: 'declined', ...more,
});

/** Saves a note under an id of its own: a session that is otherwise so, or (add false) what is given. */
export const saveSession = (who, woman, more = {}, add = true) =>
  who.put(`/api/keywork-sessions/${randomUUID()}`, add ? sessionOf(woman, more) : more);

export const keyworkPage = (woman) => `/api/residents/${woman.crn}/stays/${woman.stay}/keywork`;
export const readKeywork = (who, woman, query = '') => who.get(`${keyworkPage(woman)}${query}`);
