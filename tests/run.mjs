// run.mjs SUITE ... -- run test suites, print failures in full, end with the one line `N passed, N failed`.
//
// A suite is a folder of tests/. One scratch cluster serves them all; each file gets its own database. A file that
// crashes, hangs, runs no test or stops short of its plan is a failure. ONLY=word runs only files whose path holds it.
import { spawn } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { database, startCluster, top } from './harness/cluster.mjs';
import { readTap, withoutPasses } from './harness/tap.mjs';

const FILE_TIMEOUT_S = Number(process.env.TEST_TIMEOUT ?? 480);
const WORKERS = Math.min(2, availableParallelism?.() ?? cpus().length);
const needle = process.env.ONLY ?? '';

const files = (suite, pattern) => {
  const folder = join(top, 'tests', suite);
  if (!existsSync(folder)) return [];
  const all = readdirSync(folder, { recursive: true }).filter((name) => pattern.test(name)).sort();
  return all.map((name) => `tests/${suite}/${name}`).filter((path) => path.includes(needle));
};

const program = (path) => ({ command: [`build/asan/${path.replace(/\.c$/, '')}`], env: { CMOCKA_MESSAGE_OUTPUT: 'TAP' } });
const script = (path) => ({ command: ['node', '--test-reporter=tap', path], env: {} });

// pgTAP's functions stand in a schema of their own, so that nothing of Lantern can lean on them.
async function sql(path) {
  const db = await database({ pgtap: true });
  const command = ['psql', '-XqAt', '-P', 'pager=off', '-v', 'ON_ERROR_STOP=1'];
  command.push('-h', db.socket, '-U', 'postgres', '-d', db.name, '-f', path);
  return { command, env: { PGOPTIONS: '-c search_path=lantern,public,tap -c client_min_messages=warning' } };
}

const C = /^test_\w+\.c$/;
const JS = /\.test\.mjs$/;
const SUITES = {
  lint: { pattern: JS, start: script, workers: WORKERS },
  unit: { pattern: C, start: program, workers: WORKERS },
  rules: { pattern: C, start: program, workers: WORKERS },
  sql: { pattern: /\.sql$/, start: sql, workers: WORKERS, cluster: true },
  http: { pattern: JS, start: script, workers: WORKERS, cluster: true },
  web: { pattern: JS, start: script, workers: 1, cluster: true },
  night: { pattern: JS, start: script, workers: WORKERS, cluster: true },
  // Kills and restarts things; its files must not feel each other.
  fault: { pattern: JS, start: script, workers: 1, cluster: true },
};

function execute({ command, env }) {
  return new Promise((resolve) => {
    const [name, ...args] = command;
    const child = spawn(name, args, { cwd: top, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    let output = '';
    let hung = false;
    // The whole group: a hung file may have servers below it. Asked first, so that it can end its browser.
    const endGroup = (signal) => {
      try {
        process.kill(-child.pid, signal);
      } catch {
        // already gone
      }
    };
    const timer = setTimeout(() => {
      hung = true;
      endGroup('SIGTERM');
      setTimeout(endGroup, 3000, 'SIGKILL').unref();
    }, FILE_TIMEOUT_S * 1000);
    child.stdout.on('data', (part) => (output += part));
    child.stderr.on('data', (part) => (output += part));
    child.on('error', (error) => resolve({ output: String(error), code: 127, hung }));
    child.on('exit', () => endGroup('SIGKILL'));
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ output, code: code ?? signal, hung });
    });
  });
}

function why({ output, code, hung }, tap) {
  if (hung) return `hung for ${FILE_TIMEOUT_S} s`;
  if (tap.seen === 0) return 'ran no test';
  if (tap.planned !== undefined && tap.planned !== tap.seen) return `planned ${tap.planned} tests and ran ${tap.seen}`;
  if (code !== 0 && tap.failed === 0) return `ended with ${code}`;
  if (/ERROR: (Address|Leak)Sanitizer|runtime error:/.test(output) && tap.failed === 0) return 'was stopped by a sanitizer';
  return undefined;
}

async function runFile(suite, path) {
  const began = Date.now();
  let ended;
  try {
    ended = await execute(await SUITES[suite].start(path));
  } catch (error) {
    ended = { output: String(error), code: 1, hung: false };
  }
  const tap = readTap(ended.output);
  const trouble = why(ended, tap);
  if (trouble) {
    tap.failed++;
    tap.failures.push(`${path} ${trouble}`);
  }
  if (tap.failed) {
    console.log(`\n--- ${path}\n${withoutPasses(ended.output)}`);
    console.log(`--- failed in ${path}:\n  ${tap.failures.join('\n  ')}\n`);
  }
  if (process.env.V) console.log(`  ${path}: ${counts(tap)}, ${seconds(began)}`);
  return tap;
}

const counts = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
const seconds = (began) => `${((Date.now() - began) / 1000).toFixed(1)} s`;

async function runSuite(suite, paths) {
  const began = Date.now();
  const sum = { passed: 0, failed: 0, skipped: 0 };
  const queue = [...paths];
  const worker = async () => {
    for (let path = queue.shift(); path; path = queue.shift()) {
      const tap = await runFile(suite, path);
      for (const key of Object.keys(sum)) sum[key] += tap[key];
    }
  };
  await Promise.all(Array.from({ length: SUITES[suite].workers }, worker));
  console.log(`${suite.padEnd(6)} ${paths.length} files, ${counts(sum)}, ${seconds(began)}`);
  return sum;
}

async function runAll(suites) {
  const work = suites.map((suite) => [suite, files(suite, SUITES[suite].pattern)]).filter(([, paths]) => paths.length);
  const total = { passed: 0, failed: 0 };
  const own = work.some(([suite]) => SUITES[suite].cluster) && !process.env.LANTERN_TEST_CLUSTER ? startCluster() : undefined;
  if (own) process.env.LANTERN_TEST_CLUSTER = own.socket;
  const removeOwn = () => own?.remove();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => (removeOwn(), process.exit(130)));
  try {
    for (const [suite, paths] of work) {
      const { passed, failed } = await runSuite(suite, paths);
      total.passed += passed;
      total.failed += failed;
    }
  } finally {
    removeOwn();
  }
  return total;
}

const unknown = process.argv.slice(2).filter((suite) => !SUITES[suite]);
if (unknown.length) throw new Error(`no such suite: ${unknown}; there are ${Object.keys(SUITES).join(' ')}`);
const { passed, failed } = await runAll(process.argv.slice(2));
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
