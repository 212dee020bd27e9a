// keywork.mjs -- how soon keywork is there and written down: a woman with a year of weekly sessions and daily moments.
import { randomUUID } from 'node:crypto';
import { rows } from '../harness/index.mjs';
import { medianOf } from './plan.mjs';
import { serve } from './stage.mjs';
import { line } from './streams.mjs';

const TIMES = 60;

/** The woman of the house with the most sessions behind her. */
const busiest = (stage) => rows(stage.db, `SELECT s.id AS stay, n.value AS crn, count(*) AS sessions,
    (SELECT count(*) FROM lantern.moment m WHERE m.stay_id = s.id) AS moments
  FROM lantern.stay s
  JOIN lantern.keywork_session k ON k.stay_id = s.id
  JOIN lantern.resident_number n ON n.resident_id = s.resident_id AND n.kind = 'crn' AND n.until_at IS NULL AND NOT n.restricted
  WHERE s.premises_id = '${stage.premises}' AND s.state = 'arrived' AND s.arrived_at < now() - interval '1 day'
  GROUP BY s.id, n.value ORDER BY count(*) DESC, s.id LIMIT 1`);

const session = (woman, i) => ({
  stay: woman.stay, crn: woman.crn, kind: 'session', happened_at: new Date(Date.now() - 3_600_000 - i * 1000).toISOString(), minutes: 40,
  tags: ['everyday', 'family'], she_said: 'She wants to cook for herself. '.repeat(20), we_did: 'Wrote a list for the week. '.repeat(10),
  went_well: 'She asked for the kitchen rota.', next_topic: 'How the shopping went', read_with_her: 'yes', came: 'not_great', went: 'ok', changes_plan: true,
  suggestion: { id: randomUUID(), words: 'Tea in the garden.' }, skills: [{ skill: 'Square breathing', how: 'practised' }],
  actions: [{ id: randomUUID(), what: 'Ring the centre', owner_kind: 'resident', target_on: new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10) }],
});

export async function keywork(_, stage) {
  const server = await serve(stage);
  const [woman] = await busiest(stage);
  const path = `/api/residents/${woman.crn}/stays/${woman.stay}/keywork`;
  const page = await medianOf(TIMES, () => server.her.get(path));
  const house = await medianOf(TIMES, () => server.her.get(`/api/premises/${stage.premises}/keywork`));
  const timeline = await medianOf(TIMES, () => server.her.get(`/api/residents/${woman.crn}/stays/${woman.stay}/history`));
  const saved = await medianOf(TIMES, (i) => server.her.put(`/api/keywork-sessions/${randomUUID()}`, session(woman, i)));
  await server.stop();
  return [
    line('the first page of her keywork with a year behind it', 50, 'ms', page, 1, `${woman.sessions} sessions, ${woman.moments} moments; one request after the other, as her browser sees it`),
    line('how keywork stands with every woman of a house', 50, 'ms', house, 1, 'median, one after the other'),
    line('the first page of her timeline with a year behind it', 50, 'ms', timeline, 1, 'median, one after the other'),
    line('saving a session, one durable commit', 20, 'ms', saved, 1, 'with a skill, an action, a suggestion and what her practitioner is told; median, one after the other'),
  ];
}
