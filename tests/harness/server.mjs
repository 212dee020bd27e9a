// server.mjs -- a lanternd of the test's own: own port, own log, ready when it is handed out.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PEPPER, binary, databaseSettings } from './binary.mjs';
import { top } from './cluster.mjs';
import { iso, micros } from './clock.mjs';

const folder = mkdtempSync(join(tmpdir(), 'lantern-server-'));
const running = new Set();
let count = 0;

// A test file that throws or is stopped must not leave servers behind.
process.once('exit', () => {
  running.forEach((child) => child.kill('SIGKILL'));
  rmSync(folder, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

async function freePort() {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

/** A self-signed certificate for localhost: {cert, key}. Made once per test file. */
export function certificate() {
  const [cert, key] = ['cert.pem', 'key.pem'].map((name) => join(folder, name));
  if (!existsSync(cert)) execFileSync(join(top, 'server/tools/certificate'), [cert, key]);
  return { cert, key };
}

function settings({ db, port, clock, tls, env }) {
  const { cert, key } = tls ? certificate() : {};
  return {
    PATH: process.env.PATH,
    TZ: 'UTC',
    ASAN_OPTIONS: 'detect_leaks=1:abort_on_error=0',
    UBSAN_OPTIONS: 'print_stacktrace=1',
    ...databaseSettings(db.socket, db.name),
    LANTERN_LISTEN: `127.0.0.1:${port}`,
    LANTERN_PEPPER: PEPPER,
    LANTERN_SQL: join(top, 'sql'),
    LANTERN_WEB: join(top, 'web/dist'),
    LANTERN_API: join(top, 'build/openapi.json'),
    ...(tls && { LANTERN_TLS_CERT: cert, LANTERN_TLS_KEY: key }),
    ...(clock && { LANTERN_CLOCK: `file:${clock.path}` }),
    ...env,
  };
}

/** GET /health as JSON, or undefined while nobody answers. A connection of its own: it must not be kept. */
export function health(server) {
  const { request } = server.tls ? https : http;
  const options = { host: server.host, port: server.port, path: '/health', agent: false, rejectUnauthorized: false };
  return new Promise((resolve) => {
    const sent = request(options, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part) => (text += part));
      response.on('end', () => resolve(response.statusCode === 200 ? JSON.parse(text) : undefined));
      response.on('error', () => resolve());
    });
    sent.on('error', () => resolve());
    sent.end();
  });
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Ask again until `test` gives something; throws after `timeout_ms` with `what`. */
export async function until(test, what, timeout_ms = 60_000) {
  const end = Date.now() + timeout_ms;
  for (;;) {
    const found = await test();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited ${timeout_ms} ms for ${typeof what === 'function' ? what() : what}`);
    await pause(10);
  }
}

/**
 * Start a lanternd: {host, port, tls, base, pid, log(), exited, stop(), kill9()}.
 * db: from database(); clock: from clock(); tls: with the self-made certificate; env: more settings;
 * asan: false for the optimised build (speed matters) instead of the sanitised one.
 */
export async function server({ db, clock, tls = false, env = {}, asan = true } = {}) {
  const port = await freePort();
  const path = join(folder, `server-${++count}.log`);
  const output = openSync(path, 'w');
  const child = spawn(binary({ asan }), [], {
    cwd: top,
    env: settings({ db, port, clock, tls, env }),
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  child.unref(); // one that a failed test forgot must not keep the file from ending
  running.add(child);
  const exited = once(child, 'exit').then(([code, signal]) => {
    running.delete(child);
    return { code, signal };
  });

  const self = {
    host: '127.0.0.1',
    port,
    tls,
    clock,
    base: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    pid: child.pid,
    exited,
    log: () => readFileSync(path, 'utf8'),
    /** Ask it to drain and end. Throws if it ends otherwise than cleanly: a leak or a late crash shows here. */
    async stop() {
      child.ref();
      child.kill('SIGTERM');
      const { code, signal } = await exited;
      if (code !== 0) throw new Error(`lanternd ended with ${signal ?? code}:\n${self.log()}`);
    },
    async kill9() {
      child.ref();
      child.kill('SIGKILL');
      await exited;
    },
  };
  await until(() => {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`lanternd did not start:\n${self.log()}`);
    return health(self);
  }, () => `lanternd to answer:\n${self.log()}`);
  return self;
}

/** Wait until the clockwork has done everything that was due at the driven time (or at `at`, RFC 3339). */
export async function settled(server, at = server.clock.iso) {
  const due = micros(at);
  let seen;
  await until(
    async () => {
      seen = (await health(server))?.clockwork?.swept_to;
      return seen && micros(seen) >= due;
    },
    () => `the clockwork to reach ${iso(due)}; it is at ${seen}`,
  );
}
