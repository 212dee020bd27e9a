// plan.mjs -- how soon a plan acts: opening a woman's plan with a year behind it, saving a version, and a sighting that makes
// her rule come true, until the last of a hundred boards knows.
import { randomUUID } from 'node:crypto';
import { rows, until, value } from '../harness/index.mjs';
import { median, pause } from './rates.mjs';
import { serve } from './stage.mjs';
import { line, openStreams, watchers } from './streams.mjs';

const BOARDS = 100;
const TIMES = 60;

/** Women of the house with a rule in force that nothing has made come true yet. */
const ruled = (stage) => rows(stage.db, `SELECT s.id AS stay, n.value AS crn, r.id AS rule, to_json(r.signs) AS signs, r.sightings
  FROM lantern.stay s
  JOIN lantern.sign_rule r ON r.stay_id = s.id AND r.ended_at IS NULL
  JOIN lantern.resident_number n ON n.resident_id = s.resident_id AND n.kind = 'crn' AND n.until_at IS NULL AND NOT n.restricted
  WHERE s.premises_id = '${stage.premises}' AND s.state = 'arrived'
    AND NOT EXISTS (SELECT FROM lantern.watch w WHERE w.stay_id = s.id AND w.ended_at IS NULL AND w.reason = 'rule')
    AND NOT EXISTS (SELECT FROM lantern.proposal p WHERE p.stay_id = s.id AND p.decided_at IS NULL) ORDER BY s.id`);

async function timed(work) {
  const from = performance.now();
  const answer = await work();
  if (answer.status >= 300) throw new Error(answer.text);
  return { ms: performance.now() - from, answer };
}

/** Milliseconds of the middle one of so many, done one after the other. */
export async function medianOf(times, work) {
  const taken = [];
  for (let i = 0; i < times; i++) taken.push((await timed(() => work(i))).ms);
  return median(taken.slice(times > 10 ? 5 : 0)); // the first ones plan
}

/** The newest document of her plan, as somebody sends it who changes a word. */
async function saver(server, woman) {
  const path = `/api/residents/${woman.crn}/stays/${woman.stay}/safety-plan`;
  const { json } = await server.her.get(path);
  const { id: _, version, author: _author, saved_at: _at, ...plan } = json.plan;
  let based = version;
  return {
    path,
    save: (i) => server.her.put(`/api/safety-plans/${randomUUID()}`, { ...plan, stay: woman.stay, crn: woman.crn, based_on: based++, reason: `word ${i}`, state: 'active' }),
  };
}

/** Milliseconds from the commit of the sighting that made her rule come true to the last of the boards that know. */
async function fired(server, stage, streams, woman) {
  await streams.ask('expect proposal.opened');
  const sight = (sign) => server.her.put(`/api/sightings/${randomUUID()}`, { stay: woman.stay, crn: woman.crn, sign, state: 'seen', seen_at: new Date().toISOString() });
  let proposed = [];
  for (const sign of woman.signs) {
    const { answer } = await timed(() => sight(sign));
    proposed = answer.json.proposals;
    if (proposed.length) break;
  }
  if (!proposed.length) return null;
  let seen;
  await until(async () => (seen = (await streams.ask('seen')).split(' ').map(Number))[0] === BOARDS, 'every board to be told');
  const committed = await value(stage.db, `SELECT extract(epoch FROM pg_xact_commit_timestamp(xid::xid)) * 1e6 FROM lantern.event
    WHERE stay_id = '${woman.stay}' AND kind = 'proposal.opened' ORDER BY seq DESC LIMIT 1`);
  return (seen[3] - committed) / 1000;
}

export async function plan(_, stage) {
  const server = await serve(stage);
  await watchers(stage, BOARDS);
  const women = await ruled(stage);
  const versions = await value(stage.db, `SELECT max(version) FROM lantern.safety_plan WHERE stay_id = '${women[0].stay}'`);
  const { path, save } = await saver(server, women[0]);
  const page = await medianOf(TIMES, () => server.her.get(path));
  const saved = await medianOf(TIMES, save);
  const streams = await openStreams(server, BOARDS);
  const told = [];
  for (const woman of women) {
    const ms = await fired(server, stage, streams, woman);
    if (ms !== null) told.push(ms);
    await pause(100);
  }
  await streams.end();
  await server.stop();
  if (told.length === 0) throw new Error('no rule came true');
  return [
    line('opening her plan with a year behind it', 50, 'ms', page, 1, `${versions} versions; one request after the other, as her browser sees it`),
    line('saving a version of her plan, one durable commit', 20, 'ms', saved, 1, 'median, one after the other'),
    line(`a sighting makes her rule come true: the last of ${BOARDS} boards after its commit`, 200, 'ms', Math.max(...told), 0, `the worst of ${told.length}; median ${median(told).toFixed(0)} ms`),
  ];
}
