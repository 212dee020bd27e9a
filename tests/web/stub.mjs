// stub.mjs -- the built client behind the headers of the real server, with answers of the test's own. For what has to
// be shown of the client alone; flows go against the real server.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildScript } from './bundle.mjs';

export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types worker";

const TYPE = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', json: 'application/json' };

const folder = mkdtempSync(join(tmpdir(), 'lantern-stub-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
let built;

/** The client, built once for a test file. */
export async function dist() {
  built ??= (await buildScript()).buildTo(join(folder, 'dist'));
  await built;
  return join(folder, 'dist');
}

/**
 * {base, answers, files, stop(), start()}. `answers`: 'GET /api/me' to a body, or to a function of the request giving
 * {status, body}. `files`: more pages and scripts by path. Can be stopped and started again on the same port.
 */
export async function stub(answers = {}, files = {}) {
  const root = await dist();
  const serve = (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    response.setHeader('Content-Security-Policy', POLICY);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    if (pathname.startsWith('/api/')) return answer(answers, request, response, pathname);
    const own = files[pathname];
    const name = /^\/[\w-]+\.\w+$/.test(pathname) ? pathname.slice(1) : 'index.html';
    if (!own && !existsSync(join(root, name))) return answer({}, request, response, pathname);
    response.setHeader('Content-Type', TYPE[(own ? pathname : name).split('.').pop()] ?? 'text/html; charset=utf-8');
    response.setHeader('Cache-Control', 'no-cache');
    response.end(own ?? readFileSync(join(root, name)));
  };
  let server;
  let port = 0;
  const self = {
    answers,
    files,
    async start() {
      server = http.createServer(serve);
      await new Promise((done) => server.listen(port, '127.0.0.1', done));
      port = server.address().port;
      self.base = `http://localhost:${port}`;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  await self.start();
  return self;
}

function answer(answers, request, response, pathname) {
  const known = answers[`${request.method} ${pathname}`];
  if (known === undefined) {
    response.writeHead(404, { 'Content-Type': 'application/problem+json' });
    return response.end(JSON.stringify({ type: '/problems/not-found', title: 'Not found', status: 404 }));
  }
  const { status, body } = typeof known === 'function' ? known(request) : { status: 200, body: known };
  response.writeHead(status, { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json', 'Cache-Control': 'no-store' });
  return response.end(JSON.stringify(body));
}

const HOUSE = { id: '11111111-1111-4111-8111-111111111111', name: 'Example House' };
const STAFF = { id: '22222222-2222-4222-8222-222222222222', username: 'mokafor', display_name: 'Mary Okafor', initials: 'MO' };
const TERMINAL = { id: '33333333-3333-4333-8333-333333333333', name: 'Office', premises: HOUSE };

/** What GET /api/me says of somebody at a laptop or at a shared terminal. */
export const me = ({ terminal = false, staff = true, roles = ['night_worker'] } = {}) => ({
  staff: staff ? STAFF : null,
  premises: staff ? [{ ...HOUSE, roles }] : [],
  roles: staff ? roles : [],
  terminal: terminal ? TERMINAL : null,
  settings: { pin_idle_s: 60, pin_again_s: 30 },
  now: new Date().toISOString(),
});
