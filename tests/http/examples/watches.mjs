// One success of each write about watches, reviews and arrivals. Each takes a woman of her own, from the end of the house,
// so that the examples about checks keep theirs.
import { randomUUID } from 'node:crypto';
import { psql } from '../../harness/index.mjs';
import { minutes, NOW } from '../house.mjs';

let next = 1;
const woman = (h) => h.here.women.at(-1 - (next++ % (h.here.women.length - 1)) - 1) ?? h.here.women[1];
const of = (one, more) => ({ stay: one.stay, crn: one.crn, ...more });
const begin = (h, one, id = randomUUID(), more = { reason: 'concern', max_gap_s: 2700 }) =>
  h.as('night_worker').put(`/api/watches/${id}`, of(one, { words: 'crying', ...more }));
const trigger = (h, one) => h.as('night_worker').put(`/api/reviews/${randomUUID()}`, of(one, { kind: 'concern', words: 'crying' }));
const person = (h, review) => h.as('keyworker').put(`/api/review-people/${randomUUID()}`, {
  review, name: 'Fern Example', role: 'keyworker', how: 'in_person', words: 'I would keep it.',
});

async function watched(h) {
  const id = randomUUID();
  await begin(h, woman(h), id);
  return id;
}

async function reviewed(h) {
  return (await trigger(h, woman(h))).json.review;
}

let rooms = 0;
/** Somebody who is to arrive: an upcoming stay of a woman nobody has met, and a room that is kept for her. */
export async function expected(h, { crn = 'X180000', place = h.here } = {}) {
  const one = { id: randomUUID(), stay: randomUUID(), crn, room: randomUUID() };
  await psql(h.db, `INSERT INTO lantern.resident (id, restricted) VALUES ('${one.id}', false);
    INSERT INTO lantern.room (id, premises_id, label, place) VALUES ('${one.room}', '${place.id}', 'K${++rooms}', ${100 + rooms});
    INSERT INTO lantern.stay (id, resident_id, premises_id, expected_on, planned_departure_on)
      VALUES ('${one.stay}', '${one.id}', '${place.id}', '2026-11-10', '2027-02-02');
    INSERT INTO lantern.resident_person (resident_id, restricted, preferred_name, given_name, family_name, born_on)
      VALUES ('${one.id}', false, 'Marigold', 'Marigold', 'Exampleby', '1995-02-03');
    INSERT INTO lantern.resident_number (id, resident_id, restricted, kind, value, from_at, source)
      VALUES (gen_random_uuid(), '${one.id}', false, 'crn', '${crn}', '2026-01-01', 'test');`);
  return one;
}

let arrivals = 0;
export default {
  watchPut: (h) => begin(h, woman(h)),
  async watchTighten(h) {
    return h.as('night_worker').post(`/api/watches/${await watched(h)}/tighten`, { max_gap_s: 900, words: 'she is worse' });
  },
  async watchKeep(h) {
    return h.as('night_worker').post(`/api/watches/${await watched(h)}/keep`, { until: minutes(600), words: 'until the morning' });
  },
  async watchEnd(h) {
    return h.as('shift_lead').post(`/api/watches/${await watched(h)}/end`, { words: 'she is calm' });
  },
  async rouseAnswersPut(h) {
    const one = woman(h);
    const id = randomUUID();
    await begin(h, one, id, { reason: 'intoxication' });
    return h.as('night_worker').put(`/api/rouse-answers/${randomUUID()}`, of(one, {
      watch: id, rousable: 'yes', answers: 'yes', follows_request: 'yes', may_be_illness: 'no',
    }));
  },
  reviewPut: (h) => trigger(h, woman(h)),
  async reviewActPut(h) {
    return h.as('night_worker').put(`/api/review-acts/${randomUUID()}`, { review: await reviewed(h), words: 'Sat with her.' });
  },
  async reviewPersonPut(h) {
    return person(h, await reviewed(h));
  },
  async reviewClose(h) {
    const review = await reviewed(h);
    await person(h, review);
    return h.as('premises_manager').post(`/api/reviews/${review}/close`, { words: 'It fits her as it is.', next_on: '2026-11-14', based_on: 0 });
  },
  async arrivalPut(h) {
    const one = await expected(h, { crn: `X18${String(1000 + arrivals++).slice(-4)}` });
    return h.as('night_worker').put(`/api/arrivals/${randomUUID()}`, of(one, {
      arrived_at: NOW, released_on: '2026-11-10', room: one.room,
    }));
  },
};
