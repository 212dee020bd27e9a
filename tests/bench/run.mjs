// run.mjs -- `make bench`: what the server promises about speed and size, measured, as one table.
//
//   ONLY=record          only the parts whose name holds this word: point board record plan keywork updates streams page deadlines digest size
//   BENCH_SECONDS=3      of each turn    BENCH_ROUNDS=5
//
// Rates are shares of what pgbench reaches in the same rounds on the same cluster: figures of two runs are not comparable.
import { loadavg } from 'node:os';
import { startCluster } from '../harness/cluster.mjs';
import { CLUSTER, estate, goAhead, serve } from './stage.mjs';
import { keywork } from './keywork.mjs';
import { streams } from './streams.mjs';
import { deadlines } from './deadlines.mjs';
import { digest } from './digest.mjs';
import { page, size } from './page.mjs';
import { plan } from './plan.mjs';
import { board, point, record } from './requests.mjs';
import { updates } from './updates.mjs';

const only = process.env.ONLY ?? '';
const began = Date.now();
const say = (text) => console.error(`[${((Date.now() - began) / 1000).toFixed(0).padStart(3)} s] ${text}`);

// With a server that all of these share, with one of their own, and with none.
const PARTS = { point, board, record, plan, keywork, updates, streams, page, deadlines, digest, size };
const SHARING = ['point', 'board', 'record'];
const STAGED = [...SHARING, 'plan', 'keywork', 'updates', 'streams', 'page'];

async function measure(names, lines) {
  const part = async (name, ...given) => {
    say(name);
    lines.push(...(await PARTS[name](...given)));
  };
  const of = (group) => names.filter((name) => group.includes(name));
  if (of(STAGED).length) say('making the estate');
  const stage = of(STAGED).length ? await estate() : undefined;
  const server = of(SHARING).length ? await serve(stage) : undefined;
  for (const name of of(SHARING)) await part(name, server, stage);
  await server?.stop();
  for (const name of names.filter((one) => !SHARING.includes(one))) await part(name, undefined, stage);
}

async function onOwnCluster(work) {
  goAhead(process.pid);
  const own = startCluster(CLUSTER);
  process.env.LANTERN_TEST_CLUSTER = own.socket;
  try {
    await work();
  } finally {
    own.remove();
  }
}

function print(lines) {
  const columns = ['name', 'bound', 'aim', 'measured', 'verdict'];
  const table = [Object.fromEntries(columns.map((column) => [column, column])),
    ...lines.map((one) => ({ aim: '', ...one, verdict: one.ok ? (one.reached === false ? 'ok, short of the aim' : 'ok') : 'NOT MET' }))];
  const width = (column) => Math.max(...table.map((row) => row[column].length));
  table.forEach((row, i) => {
    console.log(columns.map((column) => row[column].padEnd(width(column))).join('  ').trimEnd());
    if (row.note) console.log(`    ${row.note}`);
    if (i === 0) console.log(columns.map((column) => '-'.repeat(width(column))).join('  '));
  });
}

const names = Object.keys(PARTS).filter((name) => name.includes(only));
if (names.length === 0) throw new Error(`no such part: ${only}; there are ${Object.keys(PARTS).join(' ')}`);
const lines = [];
await onOwnCluster(() => measure(names, lines));
console.log(`\nload of the machine: ${loadavg().map((one) => one.toFixed(1)).join(' ')}; took ${((Date.now() - began) / 1000).toFixed(0)} s\n`);
print(lines);
const missed = lines.filter((one) => !one.ok).length;
console.log(`\n${lines.length - missed} met, ${missed} not met`);
