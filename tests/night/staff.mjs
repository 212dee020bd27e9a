// staff.mjs -- the night staff of one house: they watch its live board, go when a check is due, and write it down.
//
// They see what a browser sees: the board once, then its stream folded by the client's own fold. When to go is drawn from
// a seed, inside the window that the board shows; what they find depends on the hour and on what the check asks for.
import assert from 'node:assert/strict';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { client, iso, micros, psql, rows, sse } from '../harness/index.mjs';
import { load } from '../web/bundle.mjs';

const modules = await load({ fold: 'src/state/fold.ts' });
export const { boardState, checkState, fold } = modules.fold;
const { foldPart, wholeState } = modules.fold;

/** All that events carry. Which days are today and tomorrow turns at midnight, when the page asks again. */
export const liveState = (board) => wholeState({ ...board, rows: board.rows.map(({ hard_days: _, ...row }) => row) });

const MIN = 60_000_000n;
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

// Signed in on her own computer, without a password: hashing one is not what a night is about.
async function signIn(world, staff) {
  const token = randomBytes(32).toString('base64url');
  await psql(world.db, `INSERT INTO lantern.session (id, token_hash, staff_id, kind, opened_at, last_action_at, expires_at)
    VALUES (gen_random_uuid(), '\\x${sha256(token)}', '${staff}', 'password', '${world.clock.iso}', '${world.clock.iso}',
      timestamptz '${world.clock.iso}' + interval '20 hours')`);
  const one = client(world.server);
  one.cookies.set('__Host-lantern', token);
  return one;
}

/** What she is found doing at this hour, and whether that is enough for what is open. */
function foundAs(open, at, random) {
  const hour = Number(iso(at).slice(11, 13));
  if (open.some((one) => one.kind !== 'sign_of_life')) return { outcome: 'spoke' };
  if (hour >= 6 && hour < 23) return random() < 0.7 ? { outcome: 'spoke' } : { outcome: 'awake_seen' };
  if (random() < 0.15) return { outcome: 'awake_seen' };
  return { outcome: 'asleep_breathing', breathing: true, movement: random() < 0.5, position: true };
}

// Between the chime and the latest, never in its last minute: the scenario says who is late, not the dice.
function whenToGo(requirement, random) {
  const [from, drawn, latest] = ['from', 'drawn', 'latest'].map((name) => micros(requirement[name]));
  const end = latest - MIN;
  const start = drawn < end ? drawn : from;
  return start >= end ? start : start + BigInt(Math.floor(random() * Number(end - start)));
}

/**
 * {step(), visits, lateOnPurpose}: `late` maps a requirement's source to minutes for one woman (by room), so that the
 * scenario can hold somebody up.
 */
export async function nightStaff(world, place, { seed, late = null }) {
  const random = chance(seed);
  const one = await signIn(world, place.worker);
  const path = `/api/premises/${place.id}/board`;
  const first = await one.get(path);
  assert.equal(first.status, 200, first.text);
  let state = boardState(first.json);
  const stream = await sse(one, `/api/live?premises=${place.id}&from=${first.json.horizon}`);
  assert.equal(stream.status, 200);
  let folded = 0;
  const planned = new Map();
  const visits = new Map();
  const lateOnPurpose = new Set();
  const crn = new Map(first.json.rows.map((row) => [row.stay, row.resident.crn ?? 'restricted']));

  function follow() {
    for (; folded < stream.events.length; folded++) {
      const { event, data } = stream.events[folded];
      assert.ok(event === 'message' || event === 'beat', `the stream of ${place.name} said ${event}`);
      if (event === 'message') state = fold(state, JSON.parse(data));
    }
  }

  function planFor(row, requirement) {
    if (!planned.has(requirement.id)) {
      let at = whenToGo(requirement, random);
      if (late && row.room === late.room && requirement.source === late.source) at = micros(requirement.latest) + BigInt(late.minutes) * MIN;
      planned.set(requirement.id, at);
    }
    return planned.get(requirement.id);
  }

  // Somebody who is to be late for her is late for all that she is due, or the earlier visit would meet the later check.
  function isHeldUp(row, now) {
    return late && row.room === late.room && row.requirements.some(
      (one) => one.source === late.source && micros(one.from) <= now && planFor(row, one) > now);
  }

  async function visit(row, now) {
    const open = row.requirements.filter((one) => micros(one.from) <= now);
    const overdue = open.filter((one) => now > micros(one.latest));
    const id = randomUUID();
    const body = {
      stay: row.stay, crn: crn.get(row.stay), done_at: iso(now), ...foundAs(open, now, random),
      ...(overdue.length && { late_reason: 'with_another_woman' }),
    };
    const answer = await one.put(`/api/visits/${id}`, body);
    assert.equal(answer.status, 201, `${place.name} room ${row.room}: ${answer.text}`);
    for (const each of overdue) lateOnPurpose.add(each.id);
    visits.set(id, body);
    // As the page does: the answer counts before the stream brings it, or she would be seen twice.
    const { closed, opened } = answer.json;
    state = foldPart(state, row.stay, { closed, opened });
    return answer.json;
  }

  return {
    place, visits, lateOnPurpose,
    board: () => state.board,
    stale: () => state.stale,
    /** The earliest moment at which somebody wants to go. */
    next() {
      follow();
      let soonest = null;
      for (const row of state.board.rows.filter((each) => each.presence.state === 'in'))
        for (const requirement of row.requirements) {
          const at = planFor(row, requirement);
          if (soonest === null || at < soonest) soonest = at;
        }
      return soonest;
    },
    /** Everybody whose time has come, each once. */
    async step(now) {
      follow();
      const due = state.board.rows.filter((row) => row.presence.state === 'in' && !isHeldUp(row, now)
        && row.requirements.some((each) => planFor(row, each) <= now));
      for (const row of due) await visit(row, now);
      return due.length;
    },
    /** Waits until the stream has brought what the server's board shows. */
    async agrees() {
      const answer = await one.get(path);
      assert.equal(answer.status, 200, answer.text);
      const want = liveState(answer.json);
      const end = Date.now() + 5000;
      for (follow(); JSON.stringify(liveState(state.board)) !== JSON.stringify(want) && Date.now() < end; follow())
        await new Promise((resolve) => setImmediate(resolve));
      assert.deepEqual(liveState(state.board), want, `the live board of ${place.name}`);
      return answer.json;
    },
    keepAwake: () => one.get('/api/premises'),
    close() {
      stream.close();
      one.close();
    },
  };
}

/** Every house with somebody of the night to work in it. */
export const houses = (db) => rows(db, `
  SELECT p.id, p.name, (SELECT r.staff_id FROM lantern.staff_role r
    WHERE r.premises_id = p.id AND r.role = 'night_worker' ORDER BY r.id LIMIT 1) AS worker
  FROM lantern.premises p ORDER BY p.name`);
