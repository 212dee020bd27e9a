// requests.mjs -- reading one check, reading the board, recording a check: the server against pgbench.
//
// pgbench sends the same statements with the same identity and the same Syncs, as the same role under the same row security.
import { randomUUID } from 'node:crypto';
import { client, psql, value } from '../harness/index.mjs';
import { CONNECTIONS, pathList, pgbench, pgbenchScript, share, wrk } from './rates.mjs';
import { HOUSES, identityOf, query, VISITS, WOMEN } from './stage.mjs';

/**
 * The worker's identity for pgbench: {variables, statement}; `others` stand in for some of its parameters. A variable can't be empty,
 * so an empty text is written out.
 */
async function identifying(server, stage, others = {}) {
  const texts = await identityOf(server, stage);
  const variables = Object.fromEntries(texts.map((text, i) => [`p${i + 1}`, text]).filter(([, text], i) => text && !others[i + 1]));
  return { variables, statement: query('identity_set', texts.map((text, i) => others[i + 1] ?? (text ? `:p${i + 1}` : "''"))) };
}

const hex = (n, digits) => n.toString(16).padStart(digits, '0');
const id = (kind, n) => `${kind}0000-0000-4000-8000-${hex(n, 12)}`;
/** The nth of the five thousand checks. */
export const checkPath = (n) => `/api/visits/${id('0b15', n)}`;

const line = (name, least, aim, measured) => ({
  name, bound: `>= ${least.toFixed(2)}`, aim: aim.toFixed(2), measured: measured.share.toFixed(2), ok: measured.share >= least, reached: measured.share >= aim,
  note: `${Math.round(measured.rate)}/s of ${Math.round(measured.limit)}/s; rounds ${measured.spread}; ${measured.goes}`,
});

async function reading(server, stage, { name, paths, settings = [], variables = {}, statement }) {
  const list = pathList(name, paths);
  const who = await identifying(server, stage);
  const script = pgbenchScript(name, settings, [[who.statement, statement]]);
  const theirs = await pgbench(stage.db, script, { variables: { ...who.variables, ...variables }, sequence: 'access_log_id_seq' });
  return share(server.pid, () => wrk(server, 'get.lua', [0, list]), theirs);
}

/** GET /api/visits/{id}, any of five thousand. */
export async function point(server, stage) {
  const statement = query('visit_get', ["lantern_bench.id('0b15', :k)", ':route']);
  const paths = Array.from({ length: VISITS }, () => checkPath(1 + Math.floor(Math.random() * VISITS)));
  const settings = [`\\set k random(1, ${VISITS})`];
  return [line('point read: one check, with session, identity, row security', 0.45, 0.6, await reading(server, stage, { name: 'point', paths, settings, variables: { route: '/api/visits/{id:uuid}' }, statement }))];
}

/** GET /api/premises/{p}/board of 18 women. */
export async function board(server, stage) {
  const paths = [`/api/premises/${stage.premises}/board`];
  const women = (await server.her.get(paths[0])).json.rows.length;
  const measured = await reading(server, stage, { name: 'board', paths, variables: { p: stage.premises }, statement: query('board', [':p']) });
  return [line(`board of ${women} women`, 0.55, 0.65, measured)];
}

// ---------------------------------------------------------------- recording

/** The document by which the server records a check of this woman, as it sends it: {visit, doc, text}. */
async function documentOf(server, stage, woman) {
  await psql(stage.db, `CREATE TABLE lantern_bench.taken (doc jsonb);
    GRANT INSERT ON lantern_bench.taken TO lantern_app;
    ALTER FUNCTION lantern.record(jsonb) RENAME TO record_itself;
    CREATE FUNCTION lantern.record(doc jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
    BEGIN INSERT INTO lantern_bench.taken VALUES (doc); RETURN lantern.record_itself(doc); END $$`);
  const visit = randomUUID();
  const worker = client(server);
  worker.cookies.set('__Host-lantern', `bench-${String(woman % HOUSES).padStart(37, '0')}`);
  const answer = await worker.put(`/api/visits/${visit}`, {
    stay: id('5a00', woman), crn: `B${String(woman).padStart(6, '0')}`, outcome: 'spoke', done_at: new Date().toISOString(), proof: 'handset',
  });
  worker.close();
  if (answer.status !== 201) throw new Error(`recording a check: ${answer.text}`);
  await psql(stage.db, 'DROP FUNCTION lantern.record(jsonb); ALTER FUNCTION lantern.record_itself(jsonb) RENAME TO record');
  const text = await psql(stage.db, 'SELECT doc FROM lantern_bench.taken');
  return { visit, doc: JSON.parse(text), text };
}

/**
 * lantern_bench.document(woman, n): the same document for any woman and her n-th check of the bench. Its ids and versions are
 * filled in, some microseconds of text that the server would have sent instead.
 */
async function makeDocument(server, stage) {
  const woman = 1;
  const { visit, doc, text } = await documentOf(server, stage, woman);
  if (doc.close.length !== 1 || doc.rows.requirement.length !== 1) throw new Error(`not the check that was meant: ${text}`);
  const places = [
    [visit, 'lantern_bench.visit($1, $2)'], [id('5a00', woman), "lantern_bench.id('5a00', $1)"], [id('4e00', woman), "lantern_bench.id('4e00', $1)"],
    [id('4000', woman), "lantern_bench.id('4000', $1)"], [id('0190', woman), "lantern_bench.id('0190', $1, $2)"],
    [id('be00', woman % HOUSES), `lantern_bench.id('be00', $1 % ${HOUSES})`], [id('57af', woman % HOUSES), `lantern_bench.id('57af', $1 % ${HOUSES})`],
    [doc.rows.requirement[0].id, "lantern_bench.id('0190', $1, $2 + 1)"], ['"version": 1', `'"version": ' || $2 + 1`], ['"version": 2', `'"version": ' || $2 + 2`],
  ];
  const format = places.reduce((made, [found], i) => made.replaceAll(found, `%${i + 1}$s`), text.replaceAll('%', '%%'));
  await psql(stage.db, `CREATE FUNCTION lantern_bench.document(woman int, n int) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT format($text$${format}$text$, ${places.map(([, expression]) => expression).join(', ')})::jsonb $$`);
}

/** PUT /api/visits/{id}: what is known of her, and one durable commit of visit, requirement, event, deadlines. */
export async function record(server, stage) {
  const half = WOMEN / 2; // for the server; the other half for pgbench, of which each connection works in one house
  await makeDocument(server, stage);
  const place = "('{' || lantern_bench.id('be00', :client_id) || '}')";
  const who = await identifying(server, stage, { 2: "lantern_bench.id('57af', :client_id)", 4: place, 10: place });
  // Not NULL written out, which PostgreSQL would plan for: the server says it as a parameter.
  const none = 'nullif(:p1, :p1)';
  const basis = query('visit_basis', ['lantern_bench.visit(:woman, :n)', "lantern_bench.id('5a00', :woman)", 'lantern_bench.crn(:woman)', none, none]);
  const each = half / CONNECTIONS;
  const script = pgbenchScript('record', ['\\set k :k + 1', `\\set woman ${half} + :client_id + ${CONNECTIONS} * (:k % ${each - 1})`, `\\set n :k / ${each - 1}`], [
    [who.statement, basis], [who.statement, 'SELECT lantern.record(lantern_bench.document(:woman, :n))::text AS result;'],
  ]);
  const theirs = await pgbench(stage.db, script, { variables: { ...who.variables, k: -1 }, sequence: 'event_seq_seq' });
  const visits = () => value(stage.db, 'SELECT count(*) FROM lantern.visit');
  const counted = (run) => async () => {
    const before = await visits();
    const { rate, count } = await run();
    const kept = (await visits()) - before;
    return { rate: (rate * kept) / count, count: kept, acknowledged: count };
  };
  const ours = counted(() => wrk(server, 'visits.lua', [2, half - 2, HOUSES]));
  const checked = async () => {
    const made = await ours();
    if (made.count < made.acknowledged) throw new Error(`${made.acknowledged} checks were acknowledged, ${made.count} are there`);
    return made;
  };
  // The clockwork takes numbers of events too, so pgbench's checks are counted themselves.
  const measured = await share(server.pid, checked, { ...theirs, turn: counted(theirs.turn) });
  return [line('recording a check: basis, judgement, one durable commit', 0.75, 0.95, measured)];
}
