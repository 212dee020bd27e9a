// A server is killed while signs are tapped and proposals decided: a sighting that made a rule come true is there with its
// proposal, its deadline and its events, or is not there at all; a decision is there with its watch and its review, or not at all.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { rows, until, value } from '../harness/index.mjs';
import { plan, rule } from '../http/her_signs.mjs';
import { chainHolds } from './books.mjs';
import { pause, scene, serverOf, signedOn } from './load.mjs';

const KILLS = 15;

/** Sends it to whatever server there is, with the same id, until one has answered. */
async function insist(on, send) {
  for (;;) {
    const one = signedOn(on.server, on.here);
    try {
      const answer = await send(one);
      if (answer.status < 500) return (on.answers++, answer);
    } catch {
      on.lost++;
    } finally {
      one.close();
    }
    await pause(20);
  }
}

function tap(on, woman, sign) {
  on.clock.advance(1);
  const body = { stay: woman.stay, crn: woman.crn, sign, state: 'seen', seen_at: on.clock.iso };
  const id = randomUUID();
  on.taps.add(id);
  return insist(on, (one) => one.put(`/api/sightings/${id}`, body));
}

const decide = (on, proposal, decision) =>
  insist(on, (one) => one.post(`/api/proposals/${proposal.id}/decide`, { decision, reason: 'we asked her' }));

/** One woman's evening: a sign, another; each time her rule comes true it is declined, the last time confirmed. */
async function evening(on, woman) {
  const hers = await plan(on, woman);
  await rule(on, woman, hers.signs.slice(0, 3));
  for (let n = 0; ; n++) {
    const last = on.ending && n > 0;
    const answer = await tap(on, woman, hers.signs[n % 3]);
    assert.equal(answer.status, 201, answer.text);
    assert.equal(answer.json.proposals.length, n === 0 ? 0 : 1, 'a rule that has come true was not proposed');
    for (const proposal of answer.json.proposals)
      // The decision before may have been recorded although nobody was told.
      assert.ok([200, 409].includes((await decide(on, proposal, last ? 'confirmed' : 'declined')).status));
    if (last) return;
  }
}

// Each finds what is half.
const HALVES = {
  'a sighting without its one event': `
    SELECT g.id FROM lantern.sighting g LEFT JOIN lantern.event e ON e.kind = 'sighting.recorded' AND e.data->'sighting'->>'id' = g.id::text
    GROUP BY g.id HAVING count(e.id) <> 1`,
  'an event without its sighting': `
    SELECT e.id FROM lantern.event e WHERE e.kind = 'sighting.recorded'
      AND NOT EXISTS (SELECT FROM lantern.sighting g WHERE g.id::text = e.data->'sighting'->>'id')`,
  'a sighting of a rule that had come true, without a proposal': `
    SELECT g.id FROM lantern.sighting g WHERE EXISTS (
        SELECT FROM lantern.sighting b WHERE b.stay_id = g.stay_id AND b.sign <> g.sign AND b.seen_at < g.seen_at)
      AND NOT EXISTS (SELECT FROM lantern.proposal_sighting p WHERE p.sighting_id = g.id)`,
  'a proposal without the sightings it rests on': `
    SELECT p.id FROM lantern.proposal p LEFT JOIN lantern.proposal_sighting o ON o.proposal_id = p.id GROUP BY p.id HAVING count(*) < 2`,
  'a proposal without its one deadline and its one event': `
    SELECT p.id FROM lantern.proposal p
    WHERE (SELECT count(*) FROM lantern.deadline d WHERE d.subject = p.id AND d.kind = 'proposal.undecided') <> 1
      OR (SELECT count(*) FROM lantern.event e WHERE e.kind = 'proposal.opened' AND e.data->>'proposal' = p.id::text) <> 1`,
  'a decision half made': `
    SELECT p.id FROM lantern.proposal p
    WHERE p.decided_at IS NULL OR EXISTS (SELECT FROM lantern.deadline d WHERE d.subject = p.id AND d.state = 'open')
      OR (SELECT count(*) FROM lantern.event e WHERE e.kind = 'proposal.decided' AND e.data->>'proposal' = p.id::text) <> 1
      OR (p.decision = 'confirmed') <> EXISTS (
        SELECT FROM lantern.watch w JOIN lantern.check_plan c ON c.watch_id = w.id JOIN lantern.check_plan_band b ON b.plan_id = c.id WHERE w.id = p.watch_id)
      OR (p.decision = 'confirmed') <> EXISTS (SELECT FROM lantern.review_trigger t WHERE t.kind = 'rule' AND t.ref = p.id)`,
  'a watch that no proposal began': 'SELECT w.id FROM lantern.watch w WHERE NOT EXISTS (SELECT FROM lantern.proposal p WHERE p.watch_id = w.id)',
};

test(`kill -9 between a sighting and what follows of it, ${KILLS} times`, async (t) => {
  const on = Object.assign(await scene(t, { women: 9, asan: false }), { taps: new Set(), lost: 0, answers: 0, ending: false });
  let over = false;
  const evenings = Promise.all(on.women.map((woman) => evening(on, woman))).finally(() => (over = true));
  for (let n = 0; n < KILLS; n++) {
    const more = on.answers + 5 + (n % 20);
    await until(() => on.answers >= more || over, 'more answers');
    await pause(Math.random() * 30);
    await on.server.kill9();
    on.server = await serverOf(t, { db: on.db, clock: on.clock, asan: false });
    on.ending = n >= KILLS - 2;
  }
  await evenings;

  assert.ok(on.lost > KILLS, `only ${on.lost} tries were cut off`);
  assert.equal(await value(on.db, 'SELECT count(*) FROM lantern.sighting'), on.taps.size);
  assert.equal(await value(on.db, `SELECT count(*) FROM lantern.proposal WHERE decision = 'confirmed'`), on.women.length);
  for (const [what, query] of Object.entries(HALVES)) assert.deepEqual(await rows(on.db, query), [], what);
  await chainHolds(on.db);
  t.diagnostic(`${on.taps.size} sightings, ${on.lost} tries cut off`);
  await on.server.stop();
});
