// index.mjs -- what a test file imports.
export { DEMO_NOW, cluster, database, hash, psql, rows, top, value } from './cluster.mjs';
export { clock, iso, micros } from './clock.mjs';
export { certificate, health, server, settled, until } from './server.mjs';
export { client, raw, sse } from './http.mjs';
export { base32, totp } from './totp.mjs';
