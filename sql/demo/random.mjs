// random.mjs -- everything that varies in the demonstration estate follows from one seed.
import { createHash } from 'node:crypto';

const MASK = (1n << 64n) - 1n;
const GOLDEN = 0x9e3779b97f4a7c15n;

function mix(z) {
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK;
  return z ^ (z >> 31n);
}

/** As draw_seed() of the rules: a seed for one purpose. */
export const drawSeed = (seed, number) => mix(mix((seed + GOLDEN) & MASK) ^ ((BigInt(number) * GOLDEN) & MASK));

/** As draw_gap() of the rules, so that the times drawn in the history can be audited like real ones. */
export function drawGap({ min, max, previous = -1, percent = 10 }, seed) {
  const away = previous < 0 ? 0 : Math.floor((previous * percent + 99) / 100);
  const size = (low, high) => (high < low ? 0 : high - low + 1);
  const aboveStart = Math.max(previous + away, min);
  let below = size(min, Math.min(previous - away, max));
  let above = size(aboveStart, max);
  if (away === 0) [below, above] = [size(min, max), 0];
  if (below + above === 0) return max - previous > previous - min ? max : min;
  const place = Number(((mix((seed + GOLDEN) & MASK) >> 32n) * BigInt(below + above)) >> 32n);
  return place < below ? min + place : aboveStart + place - below;
}

/** As PostgreSQL keeps an unsigned seed in a bigint. */
export const signed = (seed) => BigInt.asIntN(64, seed).toString();

export function makeRandom(seed) {
  let state = mix(BigInt(seed) + GOLDEN);
  const next = () => {
    state = (state + GOLDEN) & MASK;
    return mix(state);
  };
  const below = (n) => Number((next() >> 11n) % BigInt(n));
  return {
    seed64: next,
    /** Whole number in [low, high]. */
    between: (low, high) => low + below(Math.max(1, high - low + 1)),
    chance: (p) => below(1_000_000) < p * 1_000_000,
    pick: (list) => list[below(list.length)],
    shuffle(list) {
      const out = [...list];
      for (let i = out.length - 1; i > 0; i--) {
        const j = below(i + 1);
        [out[i], out[j]] = [out[j], out[i]];
      }
      return out;
    },
  };
}

/** The same name gives the same id, whatever else the estate holds. */
export function makeIds(seed) {
  return (name) => {
    const h = createHash('md5').update(`${seed}/${name}`).digest('hex');
    const variant = ((parseInt(h[16], 16) & 3) | 8).toString(16);
    return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-${variant}${h.slice(17, 20)}-${h.slice(20)}`;
  };
}

export const totpSecret = (seed, username) =>
  createHash('sha256').update(`lantern demonstration ${seed} ${username}`).digest().subarray(0, 20);
