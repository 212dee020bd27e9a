// http.mjs -- a small client for the tests: cookies, JSON, kept connections, event streams, raw bytes.
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';

const library = (server) => (server.tls ? https : http);

function answer(response, bytes) {
  const text = bytes.toString('utf8');
  const isJson = /json/.test(response.headers['content-type'] ?? '');
  return { status: response.statusCode, headers: response.headers, bytes, text, json: isJson ? JSON.parse(text) : undefined };
}

/** A client of one server: a browser without pages. Cookies are kept; each client has its own connections. */
export function client(server) {
  const agent = new (library(server).Agent)({ keepAlive: true, maxSockets: 64, rejectUnauthorized: false });
  const cookies = new Map();

  function keepCookies(headers) {
    for (const line of headers['set-cookie'] ?? []) {
      const [, name, text] = /^([^=]+)=([^;]*)/.exec(line);
      if (/max-age=0/i.test(line) || text === '') cookies.delete(name);
      else cookies.set(name, text);
    }
  }

  function headersOf(body, extra) {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    return {
      ...(cookie && { cookie }),
      ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
      ...extra,
    };
  }

  function open(method, path, { body, headers } = {}) {
    const bytes = body === undefined || typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
    const options = { host: server.host, port: server.port, method, path, agent, rejectUnauthorized: false };
    const request = library(server).request({ ...options, headers: headersOf(bytes, headers) });
    request.end(bytes);
    return request;
  }

  /** {status, headers, text, bytes, json}. `body` may be an object, or text or bytes to be sent as they are. */
  function request(method, path, options) {
    return new Promise((resolve, reject) => {
      const sent = open(method, path, options);
      sent.on('error', reject);
      sent.on('response', (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          keepCookies(response.headers);
          resolve(answer(response, Buffer.concat(parts)));
        });
      });
    });
  }

  return {
    server,
    cookies,
    open,
    request,
    get: (path, headers) => request('GET', path, { headers }),
    put: (path, body, headers) => request('PUT', path, { body, headers }),
    post: (path, body, headers) => request('POST', path, { body, headers }),
    close: () => agent.destroy(),
  };
}

function parseFrame(frame) {
  const event = { event: 'message', data: '' };
  for (const line of frame.split('\n')) {
    const [, field, text] = /^([a-z]+): ?(.*)$/.exec(line) ?? [];
    if (field === 'data') event.data += (event.data && '\n') + text;
    else if (field) event[field] = text;
  }
  return event;
}

/**
 * Open an event stream with a client's cookies. Resolves once the server has answered.
 * `events` holds all so far; `next(test)` waits for the first one, from the oldest not yet given, that passes the test.
 */
export function sse(from, path, { lastEventId } = {}) {
  const stream = { status: 0, headers: {}, events: [], closed: false };
  const waiters = new Set();
  let given = 0;
  let rest = '';

  const wake = () => waiters.forEach((waiter) => waiter());
  function take(text) {
    const frames = (rest + text).split('\n\n');
    rest = frames.pop();
    stream.events.push(...frames.filter((frame) => /^(data|event|id):/m.test(frame)).map(parseFrame));
    wake();
  }

  stream.next = (test = () => true, timeout_ms = 5000) =>
    new Promise((resolve, reject) => {
      const done = (settle, result) => {
        clearTimeout(timer);
        waiters.delete(look);
        settle(result);
      };
      const look = () => {
        while (given < stream.events.length) {
          const event = stream.events[given++];
          if (test(event)) return done(resolve, event);
        }
        if (stream.closed) done(reject, new Error('the stream ended before the event came'));
      };
      const timer = setTimeout(() => done(reject, new Error(`no such event in ${timeout_ms} ms`)), timeout_ms);
      waiters.add(look);
      look();
    });

  return new Promise((resolve, reject) => {
    const headers = { accept: 'text/event-stream', ...(lastEventId && { 'last-event-id': lastEventId }) };
    const request = from.open('GET', path, { headers });
    const end = () => {
      stream.closed = true;
      wake();
    };
    stream.close = () => request.destroy();
    request.on('error', (error) => (stream.status ? end() : reject(error)));
    request.on('response', (response) => {
      Object.assign(stream, { status: response.statusCode, headers: response.headers });
      response.setEncoding('utf8').on('data', take).on('error', end).on('close', end);
      resolve(stream);
    });
  });
}

/**
 * Send bytes as they are and give everything that comes back until the server closes or is silent for `quiet_ms`:
 * {text, closed}. For what no proper client would send.
 */
export function raw(server, bytes, { quiet_ms = 500 } = {}) {
  return new Promise((resolve, reject) => {
    const options = { host: server.host, port: server.port, rejectUnauthorized: false };
    const socket = server.tls ? tls.connect(options) : net.connect(options);
    let text = '';
    const end = (closed) => {
      socket.destroy();
      resolve({ text, closed });
    };
    socket.setTimeout(quiet_ms, () => end(false));
    socket.on('data', (part) => (text += part.toString('latin1')));
    socket.on('close', () => end(true));
    socket.on('error', (error) => (error.code === 'ECONNRESET' || error.code === 'EPIPE' ? end(true) : reject(error)));
    socket.write(bytes);
  });
}
