// load.mjs -- workers who record checks without end, and send again, with the same id, whatever was not answered.
import { randomUUID } from 'node:crypto';
import { client, server, until } from '../harness/index.mjs';
import { houses } from '../http/house.mjs';

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
/** A server that does not outlive its test, however that ends. */
export async function serverOf(t, options) {
  const one = await server(options);
  t.after(() => one.kill9());
  return one;
}

/** Two houses and a server over them: {db, clock, here, there, server, women: those of here whose names all staff see}. */
export async function scene(t, { women = 8, env, asan } = {}) {
  const on = await houses({ women });
  t.after(() => on.clock.close());
  on.server = await serverOf(t, { db: on.db, clock: on.clock, env, asan });
  return Object.assign(on, { t, women: on.here.women.slice(0, -1) });
}

const SECONDS_A_VISIT = 2; // by the driven clock, so that how far it goes does not depend on the machine

/** A client signed in as the worker of a house with this role. */
export function signedOn(server, house, role = 'night_worker') {
  const one = client(server);
  one.cookies.set('__Host-lantern', house.staff[role].token);
  return one;
}

/** A check that she was spoken to, just now. The late reason counts only if it was late. */
export const spokeWith = (woman, at) => ({
  id: randomUUID(),
  body: {
    stay: woman.stay, crn: woman.crn, outcome: 'spoke', done_at: at, entered_at: at, proof: 'handset', late_reason: 'with_another_woman',
  },
});

/**
 * Starts `count` workers who share out `women` and record again and again that they spoke with them, at whatever
 * `on.server` is just now. Nobody else records about theirs: what comes after a later visit is refused.
 *   acknowledged  Map of the visit's id -> {body, status, json}
 *   waiting       Map of those sent and not yet answered for good
 *   refusals      every answer that was not 201: {status, headers, json, ms}
 *   lost()        tries that were cut off: sent, perhaps heard, never answered
 *   reaches(n)    waits until so many more are acknowledged
 *   finish()      no new checks; resolves when all are acknowledged
 */
export function startLoad(on, { count = 11, women = on.women, role } = {}) {
  on.t.after(() => (load.failure ??= new Error('the test is over')));
  const load = { acknowledged: new Map(), waiting: new Map(), refusals: [], failure: null };
  let [ending, lost, of, at] = [false, 0, null, null];

  function connection() {
    if (of !== on.server) {
      at?.close();
      of = on.server;
      at = signedOn(of, on.here, role);
    }
    return at;
  }

  async function send({ id, body }) {
    const began = Date.now();
    const answer = await connection().put(`/api/visits/${id}`, body).catch((error) => {
      if (error.code !== 'ECONNREFUSED') lost++; // who was refused knows that nothing was heard
    });
    if (answer === undefined) return null;
    if (answer.status === 503) load.refusals.push({ ...answer, ms: Date.now() - began });
    if (answer.status !== 201 && answer.status !== 503) throw new Error(`PUT /api/visits/${id}: ${answer.text}`);
    return answer.status === 201 ? answer : null;
  }

  async function work(theirs) {
    for (let n = 0; !ending && !load.failure; n++) {
      const claim = spokeWith(theirs[n % theirs.length], on.clock.iso);
      load.waiting.set(claim.id, claim);
      let answer = null;
      while (!load.failure && !(answer = await send(claim))) await pause(10);
      if (!answer) return;
      load.waiting.delete(claim.id);
      load.acknowledged.set(claim.id, { ...claim, status: answer.status, json: answer.json });
      on.clock.advance(SECONDS_A_VISIT);
    }
  }

  const shares = Array.from({ length: count }, (_, i) => women.filter((_woman, n) => n % count === i)).filter((one) => one.length);
  const all = Promise.all(shares.map((theirs) => work(theirs).catch((error) => (load.failure ??= error))));
  load.lost = () => lost;
  load.reaches = (more) => {
    const enough = load.acknowledged.size + more;
    return until(() => {
      if (load.failure) throw load.failure;
      return load.acknowledged.size >= enough;
    }, () => `${enough} checks; there are ${load.acknowledged.size}`);
  };
  load.finish = async () => {
    ending = true;
    await all;
    at?.close();
    if (load.failure) throw load.failure;
  };
  return load;
}
