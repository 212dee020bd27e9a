// around.mjs -- what is around a woman as tests write it: everything invented.
import { randomUUID } from 'node:crypto';

/** Puts one under an id of its own: about a woman ({stay, crn} go along) with `more`, or just what is given. */
export function saveAround(who, what, woman, more, id = randomUUID()) {
  const body = more ? { stay: woman.stay, crn: woman.crn, ...more } : woman;
  return who.put(`/api/${what}/${id}`, body);
}

export const serviceOf = (place, more = {}) => ({
  premises: place.id, name: 'Willow Women’s Centre', kind: 'womens_centre', tags: ['resettlement'], women_only: true, phone: '01632 960123', ...more,
});
export const saveService = (who, place, more = {}, id = randomUUID()) => who.put(`/api/services/${id}`, serviceOf(place, more));

export const referralOf = (service, more = {}) => ({ service, words: 'Somebody to talk to about money.', consent: 'asked_for_it', target_on: '2026-11-20', ...more });
export const timeOf = (more = {}) => ({ what: 'Cooking together', day: '2026-11-09', minutes: 90, purposeful: true, ...more });
export const CHOICES = ['female_practitioner', 'female_keyworker', 'women_only_place', 'women_only_groups', 'interpreter', 'interpreter_gender'];
