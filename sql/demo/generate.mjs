// generate.mjs -- the demonstration estate as SQL on stdout, for psql as lantern_owner.
//
//   node sql/demo/generate.mjs --seed 7 --now 2026-11-10T18:00:00Z [--days 24] [--small]
//                              [--password-hash HASH --pin-hash HASH]
//   node sql/demo/generate.mjs --who        who can sign in, in words
//   node sql/demo/generate.mjs --password   the password of everybody, alone on a line; --pin likewise
//
// Nine premises, 165 beds, 150 women, every person invented. The same seed and now give the same bytes. Without the
// hashes (`lanternd hash` makes them) nobody can sign in. --small: one week of history instead of some.
import { parseArgs } from 'node:util';
import { makeAround, makeHouse } from './around.mjs';
import { makeChecks } from './checks.mjs';
import { Copy } from './copy.mjs';
import { makeEstate, WHO } from './estate.mjs';
import { makeKeywork, makeKeyworkers } from './keywork.mjs';
import { makeDigests, makeLine, makePractitioners, makeSharing } from './line.mjs';
import { DAY, nextAt } from './london.mjs';
import { makeMeetings } from './meetings.mjs';
import { makeIds, makeRandom, totpSecret } from './random.mjs';
import { makeDoors, makePlan } from './plans.mjs';
import { makeResidents } from './residents.mjs';

const PASSWORD = 'a lantern in every window';
const PIN = '271604';

function printWho() {
  console.log(`Sign in with a name below, the password “${PASSWORD}”, and the second-factor code; the PIN of everybody is ${PIN}.\n`);
  for (const [username, name, roles, where] of WHO) console.log(`  ${username.padEnd(8)} ${name.padEnd(22)} ${roles}, ${where}`);
}

// What opens nothing, for those who load without hashes.
const secrets = (world, options, staffRows) => {
  for (const { id, username } of staffRows) {
    world.out.add('staff_secret', { staff_id: id, password_hash: options['password-hash'] ?? '!', totp_secret: totpSecret(options.seed, username), changed_at: world.now - 30 * DAY });
    world.out.add('staff_pin', { staff_id: id, pin_hash: options['pin-hash'] ?? '!', changed_at: world.now - 30 * DAY });
  }
};

// Each house's two standing deadlines, as the clockwork leaves them.
function standing(world, place) {
  const at = (kind, due_at) => world.out.add('deadline', { due_at, kind, premises_id: place.id, subject: place.id, data: '{}', state: 'open' });
  at('rounds.plan', nextAt(world.now, 720));
  at('shift.end', Math.min(nextAt(world.now, 480), nextAt(world.now, 1080)));
}

/** The daily work of a house, and its line to the practitioners. */
function daily(world, place, n, days) {
  makeKeyworkers(world, place, n);
  makeHouse(world, place);
  place.residents.forEach((woman, i) => {
    makeSharing(world, woman);
    makeKeywork(world, woman, days);
    makeMeetings(world, woman);
    makeAround(world, woman, days, i);
    makeLine(world, woman, i);
  });
  makeDigests(world, place);
}

function generate(options) {
  const now = Math.floor(Date.parse(options.now) / 1000);
  if (!Number.isFinite(now)) throw new Error('--now is not an instant');
  const seed = Number(options.seed);
  const world = { now, out: new Copy(), id: makeIds(seed), random: makeRandom(seed), serial: Number(seed) % 90 };
  const { places, estate } = makeEstate(world);
  world.estate = estate;
  const days = options.small ? 7 : Number(options.days);
  const taken = new Set();
  for (const place of places) {
    standing(world, place);
    makeDoors(world, place);
    place.residents = makeResidents(world, place, taken);
    place.residents.forEach((woman, n) => {
      makeChecks(world, woman, days);
      makePlan(world, woman, days, n);
    });
  }
  // After all checks and plans, whose events keep their places.
  makePractitioners(world, places, estate);
  places.forEach((place, n) => daily(world, place, n, days));
  secrets(world, { ...options, seed }, [...places.flatMap((p) => p.staff), ...estate]);
  let buffer = '';
  world.out.write((text) => {
    buffer += text;
    if (buffer.length < 1 << 20) return;
    process.stdout.write(buffer);
    buffer = '';
  });
  process.stdout.write(buffer);
}

const { values } = parseArgs({ options: {
  seed: { type: 'string', default: '7' }, now: { type: 'string', default: new Date().toISOString() }, days: { type: 'string', default: '24' },
  small: { type: 'boolean', default: false }, who: { type: 'boolean', default: false }, password: { type: 'boolean', default: false },
  pin: { type: 'boolean', default: false }, 'password-hash': { type: 'string' }, 'pin-hash': { type: 'string' },
} });

if (values.who) printWho();
else if (values.password) console.log(PASSWORD);
else if (values.pin) console.log(PIN);
else generate(values);
