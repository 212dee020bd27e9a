// receivers.mjs -- who letters go to: a real mail server on loopback, and web servers shaped as GOV.UK Notify and as a webhook.
//
// Each keeps what it took, byte by byte, and misbehaves as it is told.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import { createRequire } from 'node:module';
import net from 'node:net';

const require = createRequire(new URL('../../web/package.json', import.meta.url));
const { SMTPServer } = require('smtp-server');

const port = (server) => server.address().port;

function refusal(code) {
  const error = new Error(code < 500 ? 'come back later' : 'no such mailbox');
  error.responseCode = code;
  return error;
}

/**
 * A mail server: {url, mails: [{from, to, text}], behave(address, how), stop(), start()}.
 * how: {rcpt: 550} | {rcpt: 451, times: 1} | {data: 452} | {cut: true}: takes the mail and breaks the line before it says so |
 * {silent: true}: takes it and never says so.
 */
export async function mailServer(t, options = {}) {
  const mails = [];
  const how = new Map();
  const sockets = new Set();
  let at = 0;
  let server;

  const rule = (address) => {
    const one = how.get(address);
    if (one?.times !== undefined && one.times-- <= 0) return {};
    return one ?? {};
  };
  const make = () => new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'], logger: false, hideSTARTTLS: true, closeTimeout: 10, ...options,
    onConnect: (session, done) => done(),
    onRcptTo({ address }, session, done) {
      const { rcpt } = how.get(address) ?? {};
      done(rcpt && rule(address).rcpt ? refusal(rcpt) : undefined);
    },
    onData(stream, session, done) {
      const parts = [];
      const [{ address }] = session.envelope.rcptTo;
      stream.on('data', (part) => parts.push(part));
      stream.on('end', () => {
        const { data, cut, silent } = rule(address);
        if (data) return done(refusal(data));
        mails.push({ from: session.envelope.mailFrom.address, to: address, text: Buffer.concat(parts).toString('latin1') });
        if (cut) for (const socket of sockets) socket.destroy();
        else if (!silent) done();
      });
    },
  });

  const self = {
    mails,
    get url() {
      return `${options.secure ? 'smtps' : 'smtp'}://127.0.0.1:${at}`;
    },
    behave: (address, one) => how.set(address, one),
    of: (address) => mails.filter((mail) => mail.to === address),
    async start() {
      server = make();
      server.on('error', () => {}); // a line that breaks is what many of these tests are about
      server.server.on('connection', (socket) => {
        sockets.add(socket);
        socket.on('close', () => sockets.delete(socket));
      });
      server.listen(at, '127.0.0.1');
      await once(server.server, 'listening');
      at = port(server.server);
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  await self.start();
  t.after(() => self.stop());
  return self;
}

/** A mail server that takes a connection and says what `script(line)` gives for each line, or nothing at all. */
export async function oddMailServer(t, script) {
  const sockets = new Set();
  const lines = [];
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    const say = (text) => text && socket.write(`${text}\r\n`);
    say(script(null));
    let rest = '';
    socket.on('data', (part) => {
      const all = (rest + part).split('\r\n');
      rest = all.pop();
      for (const line of all) {
        lines.push(line);
        say(script(line));
      }
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { url: `smtp://127.0.0.1:${port(server)}`, lines };
}

async function webServer(t, answer) {
  const calls = [];
  const server = http.createServer((request, response) => {
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      const call = { method: request.method, url: request.url, headers: request.headers, text: Buffer.concat(parts).toString('utf8') };
      calls.push(call);
      answer(call, response);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { calls, url: `http://127.0.0.1:${port(server)}` };
}

/* ---------------------------------------------------------------- GOV.UK Notify */

const decode = (part) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const BODY = ['email_address', 'email_reply_to_id', 'one_click_unsubscribe_url', 'personalisation', 'reference', 'template_id'];

const sameBytes = (a, b) => a.length === b.length && timingSafeEqual(a, b);

/* As Notify does it: 401 without a token, 403 with one that is wrong or over 30 s off. */
function tokenFault({ headers }, { service, secret, now }) {
  const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(headers.authorization ?? '') ?? [];
  if (!token) return [401, 'AuthError', 'Unauthorized, authentication token must be provided'];
  const [head, claims, mac] = token.split('.');
  const { typ, alg } = decode(head);
  const { iss, iat } = decode(claims);
  const right = createHmac('sha256', secret).update(`${head}.${claims}`).digest();
  if (typ !== 'JWT' || alg !== 'HS256' || iss !== service || !sameBytes(right, Buffer.from(mac, 'base64url')))
    return [403, 'AuthError', 'Invalid token: API key not found'];
  if (!Number.isInteger(iat) || Math.abs(iat - now()) > 30) return [403, 'AuthError', 'Error: Your system clock must be accurate to within 30 seconds'];
  return null;
}

function bodyFault(call, { template, places }) {
  let body;
  try {
    body = JSON.parse(call.text);
  } catch {
    return [400, 'BadRequestError', 'Invalid JSON supplied in POST data'];
  }
  const odd = Object.keys(body).find((name) => !BODY.includes(name));
  if (odd) return [400, 'ValidationError', `Additional properties are not allowed (${odd} was unexpected)`];
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(body.email_address ?? '')) return [400, 'ValidationError', 'email_address Not a valid email address'];
  if (!UUID.test(body.template_id ?? '')) return [400, 'ValidationError', 'template_id is not a valid UUID'];
  if (body.template_id !== template) return [400, 'BadRequestError', 'Template not found'];
  const missing = places.filter((place) => typeof body.personalisation?.[place] !== 'string');
  if (missing.length) return [400, 'BadRequestError', `Missing personalisation: ${missing.join(', ')}`];
  return null;
}

/**
 * Notify's own rules for POST /v2/notifications/email: {url, key, template, calls, taken: [body], refuse(status, error, message)}.
 * now: the second that its clock shows.
 */
export async function notifyServer(t, { now }) {
  const service = '26785a09-ab16-4eb0-8407-a37497a57506';
  const secret = '3d844edf-8d35-48ac-975b-e847b4f122b0';
  const self = { key: `lantern_tests-${service}-${secret}`, template: 'f33517ff-2a88-4f6e-b855-c550268ce08a', taken: [], next: null };
  const rules = { service, secret, now, template: self.template, places: ['subject', 'message'] };

  const web = await webServer(t, (call, response) => {
    const fault = call.method !== 'POST' || call.url !== '/v2/notifications/email' ? [404, 'NotFoundError', 'The requested URL was not found']
      : self.next ?? tokenFault(call, rules) ?? bodyFault(call, rules);
    self.next = null;
    if (fault === 'cut') return response.socket.destroy();
    const answer = (status, body) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (fault) return answer(fault[0], { status_code: fault[0], errors: [{ error: fault[1], message: fault[2] }] });
    const body = JSON.parse(call.text);
    self.taken.push(body);
    return answer(201, {
      id: '740e5834-3a29-46b4-9a6f-16142fde533a', reference: body.reference ?? null, uri: 'https://example.test/v2/notifications/740e5834',
      content: { subject: body.personalisation.subject, body: body.personalisation.message, from_email: 'lantern@example.test' },
      template: { id: self.template, version: 1, uri: 'https://example.test/v2/template' }, scheduled_for: null,
    });
  });
  self.refuse = (status, error, message) => (self.next = [status, error, message]);
  self.cut = () => (self.next = 'cut');
  return Object.assign(self, web);
}

/* ---------------------------------------------------------------- a webhook */

/** {url, calls, status: what it answers next}. */
export async function hookServer(t) {
  const self = { status: 204 };
  return Object.assign(self, await webServer(t, (call, response) => {
    if (self.status === 'cut') return response.socket.destroy();
    return response.writeHead(self.status).end();
  }));
}

/** Whether a call carries this secret's signature, made within five minutes of `now_s`. */
export function signatureHolds(call, secret, now_s) {
  const [, at, mac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(call.headers['lantern-signature'] ?? '') ?? [];
  const right = createHmac('sha256', secret).update(`${at}.${call.text}`).digest('hex');
  return mac === right && Math.abs(Number(at) - now_s) <= 300;
}
