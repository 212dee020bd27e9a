// totp.mjs -- the six digits an authenticator would show (RFC 6238: SHA-1, 30 s).
import { createHmac } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The bytes of a base32 text, as authenticators are given it. */
export function base32(text) {
  const bits = [...text.toUpperCase().replace(/[\s=]/g, '')].map((c) => ALPHABET.indexOf(c).toString(2).padStart(5, '0')).join('');
  return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}

/** secret: bytes or base32 text; now_us: BigInt microseconds since 1970. */
export function totp(secret, now_us) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(now_us) / 30_000_000n);
  const hash = createHmac('sha1', typeof secret === 'string' ? base32(secret) : secret).update(counter).digest();
  const number = hash.readUInt32BE(hash[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}
