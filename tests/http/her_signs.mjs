// her_signs.mjs -- a woman with a plan, her signs and a rule, written to the database for the tests about what is seen of her.
import { randomUUID } from 'node:crypto';
import { psql } from '../harness/index.mjs';
import { minutes, NOW } from './house.mjs';

const text = (value) => `'${String(value).replace(/'/g, "''")}'`;

const SIGNS = ['misses tea', 'hood up and silent', 'stops humming'];

/** The next version of her plan: three early signs, each tied to a line, and one sign that she is well. Gives the signs' ids. */
export async function plan(h, woman, { signs, place = h.here, at = minutes(-1440), daily = ['meal'] } = {}) {
  const id = randomUUID();
  const line = randomUUID();
  const all = signs ?? [...SIGNS.map((words) => ({ words })), { words: 'eats at the table', leaning: 'strength' }];
  for (const one of all) one.sign ??= randomUUID();
  const of = `'${id}', '${woman.id}', '${place.id}', 'active'`;
  await psql(h.db, `INSERT INTO lantern.safety_plan (id, stay_id, resident_id, premises_id, version, state, reason, agreement,
      agreement_words, large_print, daily, author_id, saved_at)
    SELECT '${id}', '${woman.stay}', '${woman.id}', '${place.id}', coalesce(max(version), 0) + 1, 'active', 'test', 'agreed', '',
      false, '{${daily}}', '${place.staff.keyworker.id}', '${at}' FROM lantern.safety_plan WHERE stay_id = '${woman.stay}';
    INSERT INTO lantern.safety_plan_line (plan_id, resident_id, premises_id, state, line, place, sees, action, does, who, within_s)
      VALUES (${of}, '${line}', 1, 'She hides away', 'sit_with_her', 'Offer tea in the small kitchen', 'anyone on shift', 900);
    INSERT INTO lantern.safety_plan_sign (plan_id, resident_id, premises_id, state, sign, place, leaning, words, line)
      VALUES ${all.map((one, i) => `(${of}, '${one.sign}', ${i + 1}, '${one.leaning ?? 'concern'}', ${text(one.words)},
        ${one.leaning === 'strength' ? 'NULL' : `'${line}'`})`).join(',')};`);
  return { id, line, signs: all.map((one) => one.sign) };
}

/** A rule of hers: two sightings of any of these in a day, then checks 15 to 30 minutes apart. */
export async function rule(h, woman, signs, { sightings = 2, window_s = 86_400, place = h.here } = {}) {
  const id = randomUUID();
  await psql(h.db, `INSERT INTO lantern.sign_rule (id, stay_id, resident_id, premises_id, signs, sightings, window_s, kind,
      min_gap_s, max_gap_s, agreement, words, author_id, from_at)
    VALUES ('${id}', '${woman.stay}', '${woman.id}', '${place.id}', '{${signs}}', ${sightings}, ${window_s}, 'sign_of_life',
      900, 1800, 'agreed', 'please come sooner then', '${place.staff.keyworker.id}', '${minutes(-1440)}')`);
  return id;
}

/** Her plan and her rule on its first two signs. */
export async function signs(h, woman, more = {}) {
  const hers = await plan(h, woman, more);
  return { ...hers, rule: await rule(h, woman, hers.signs.slice(0, 3), more) };
}

/** What a tap sends. */
export const sightingOf = (woman, sign, more = {}) => ({ stay: woman.stay, crn: woman.crn, sign, state: 'seen', seen_at: NOW, ...more });

export const see = (who, woman, sign, more, id = randomUUID()) => who.put(`/api/sightings/${id}`, sightingOf(woman, sign, more));

/** A proposal that waits: both of her first signs have been seen. */
export async function proposed(h, woman, more = {}) {
  const hers = await signs(h, woman, more);
  const who = h.as('night_worker', more.place);
  await see(who, woman, hers.signs[0], { seen_at: h.clock.iso });
  const answer = await see(who, woman, hers.signs[1], { seen_at: h.clock.iso });
  return { ...hers, proposal: answer.json.proposals[0], answer };
}
