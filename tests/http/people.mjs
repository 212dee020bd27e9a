// people.mjs -- a small estate for the tests of people: two premises that mirror each other, somebody of every role at
// each, women who are known, restricted, coming and gone. Everybody is invented.
//
// Every name and number of the second premises holds "beta", "Beta" or "B9", so that a test can look for them where they must not be.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { binary } from '../harness/binary.mjs';
import { client, clock as newClock, database, psql, server as newServer, totp } from '../harness/index.mjs';

const run = promisify(execFile);
const PEPPER = 'only for tests';
export const PASSWORD = 'a lantern in every window';
export const PIN = '271604';
const TOTP_HEX = '3132333435363738393031323334353637383930';
const TOTP_KEY = Buffer.from(TOTP_HEX, 'hex');

/** The nth id of this file's making. */
export const id = (n) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
let fresh = 0x100000;
/** An id nobody has used. */
export const newId = () => id(fresh++);

export const ROLES_HERE = ['night_worker', 'keyworker', 'shift_lead', 'premises_manager', 'on_call', 'kitchen', 'agency', 'inspector'];
const SHORT = { night_worker: 'night', keyworker: 'key', shift_lead: 'lead', premises_manager: 'manager', on_call: 'oncall', kitchen: 'kitchen', agency: 'agency', inspector: 'inspector' };

/** Two houses: A holds ids from 0x1000, B from 0x2000, laid out alike. */
const house = (base, letter, word, regionCode) => ({
  base, letter, word, regionCode,
  id: id(base),
  name: `${word} House`,
  rooms: [1, 2, 3, 4].map((n) => ({ id: id(base + 0x10 + n), label: `${letter}${n}` })),
  staff: Object.fromEntries(ROLES_HERE.map((role, i) => [SHORT[role], {
    id: id(base + 0x100 + i), roleId: id(base + 0x180 + i), role, username: `${SHORT[role]}.${word.toLowerCase()}`,
    name: `${word} ${role.replace('_', ' ')}`,
  }])),
  women: {
    // CRN, preferred name, restricted, state
    known: { n: 1, crn: `${letter}900001`, first: `Wren${word}`, restricted: false, state: 'arrived' },
    cared: { n: 2, crn: `${letter}900002`, first: `Iris${word}`, restricted: false, state: 'arrived' },
    hidden: { n: 3, crn: `${letter}900003`, first: `Hazel${word}`, restricted: true, state: 'arrived' },
    coming: { n: 4, crn: `${letter}900004`, first: `Olive${word}`, restricted: false, state: 'upcoming' },
  },
});

export const A = house(0x1000, 'A', 'Alpha', 'N54');
export const B = house(0x2000, 'B', 'Beta', 'N55');
for (const place of [A, B])
  for (const woman of Object.values(place.women)) {
    woman.resident = id(place.base + 0x200 + woman.n);
    woman.stay = id(place.base + 0x300 + woman.n);
    woman.page = `/api/residents/${woman.crn}/stays/${woman.stay}`;
  }

export const ESTATE = {
  area: { id: id(0x3001), roleId: id(0x3101), role: 'area_manager', username: 'area', name: 'Ari Overall' },
  admin: { id: id(0x3002), roleId: id(0x3102), role: 'administrator', username: 'admin', name: 'Ada Accounts' },
  practitioner: { id: id(0x3003), roleId: id(0x3103), role: 'practitioner', username: 'robin', name: 'Robin Draftwell' },
  // The one practitioner of a woman at B.
  other: { id: id(0x3004), roleId: id(0x3104), role: 'practitioner', username: 'sam.beta', name: 'Sam Betapretend' },
};

const q = (text) => (text === null ? 'NULL' : `'${String(text).replaceAll("'", "''")}'`);
const insert = (table, columns, rows) =>
  `INSERT INTO lantern.${table} (${columns}) VALUES\n${rows.map((row) => `(${row.map(q).join(',')})`).join(',\n')};\n`;
const initials = (name) => name.split(' ').map((word) => word[0].toUpperCase()).join('').slice(0, 4);

function staffSql(now, hashes) {
  const all = [A, B].flatMap((place) => Object.values(place.staff).map((one) => ({ ...one, place }))).concat(Object.values(ESTATE));
  const soon = new Date(Date.parse(now) + 5 * 86400e3).toISOString();
  return [
    insert('staff', 'id, username, display_name, initials, staff_code, from_at', all.map((s) => [s.id, s.username, s.name, initials(s.name), 'N54A999', '2026-01-01T00:00:00Z'])),
    insert('staff_role', 'id, staff_id, role, premises_id, from_at, until_at, reason', all.map((s) =>
      [s.roleId, s.id, s.role, s.place?.id ?? null, '2026-01-01T00:00:00Z', ['agency', 'inspector'].includes(s.role) ? soon : null, 'as planned'])),
    ...all.map((s) => `INSERT INTO lantern.staff_secret (staff_id, password_hash, totp_secret, changed_at)
      VALUES (${q(s.id)}, ${q(hashes.password)}, '\\x${TOTP_HEX}', '2026-01-01');
      INSERT INTO lantern.staff_pin (staff_id, pin_hash, changed_at) VALUES (${q(s.id)}, ${q(hashes.pin)}, '2026-01-01');`),
  ].join('\n');
}

function womanSql(place, woman, now) {
  const arrived = woman.state === 'arrived' ? '2026-11-01T15:00:00Z' : null;
  const row = [woman.resident, woman.restricted];
  const visit = (n, hour) => [id(place.base + 0x400 + woman.n * 16 + n), woman.stay, woman.resident, place.id, place.rooms[woman.n - 1].id, 'spoke', '',
    `2026-11-10T${hour}:00:00Z`, `2026-11-10T${hour}:00:05Z`, `2026-11-10T${hour}:00:05Z`, 0, place.staff.night.id, 'desk', '{}', 'screen', '{sign_of_life,conversation}', false];
  return [
    insert('resident', 'id, restricted', [row]),
    insert('resident_person', 'resident_id, restricted, preferred_name, given_name, family_name, born_on', [[...row, woman.first, woman.first, `${place.word}worth`, '1995-04-03']]),
    insert('resident_number', 'id, resident_id, restricted, kind, value, from_at, source', [
      [id(place.base + 0x500 + woman.n), ...row, 'crn', woman.crn, '2026-01-01', 'NDelius'],
      [id(place.base + 0x540 + woman.n), ...row, 'noms', `${place.letter}900${woman.n}${place.letter}${place.letter}`, '2026-01-01', 'NOMIS'],
    ]),
    insert('stay', 'id, resident_id, premises_id, expected_on, released_on, arrived_at, planned_departure_on', [
      [woman.stay, woman.resident, place.id, arrived ? '2026-11-01' : '2026-11-20', '2026-10-31', arrived, arrived ? '2026-11-24' : null]]),
    arrived && insert('stay_room', 'id, stay_id, resident_id, premises_id, room_id, during, reason, her_view', [
      [id(place.base + 0x580 + woman.n), woman.stay, woman.resident, place.id, place.rooms[woman.n - 1].id, `["${arrived}",)`, 'near the office', `${place.word} said it is fine`]]),
    insert('imported_fact', 'id, resident_id, kind, state, value, source, stated_on, received_at', [
      [id(place.base + 0x600 + woman.n * 4), woman.resident, 'rosh_overall', 'recorded', 'high', 'OASys', '2026-10-01', '2026-10-30'],
      [id(place.base + 0x601 + woman.n * 4), woman.resident, 'mappa_level', 'none_recorded', null, 'NDelius', null, '2026-10-30'],
      [id(place.base + 0x602 + woman.n * 4), woman.resident, 'allergies', 'source_unavailable', null, 'SystmOne', null, '2026-10-30'],
      [id(place.base + 0x603 + woman.n * 4), woman.resident, 'communication', 'recorded', `${place.word}: hearing aids out at night`, 'her', '2026-11-01', '2026-11-01'],
    ]),
    arrived && insert('stay_checks', 'stay_id, resident_id, premises_id, version, seed, gaps_s, predictable', [[woman.stay, woman.resident, place.id, 1, 7, '{}', false]]),
    arrived && insert('visit', 'id, stay_id, resident_id, premises_id, room_id, outcome, note, done_at, entered_at, received_at, clock_offset_ms, staff_id, proof, marks, source, meets, withdrawn',
      [visit(1, '08'), visit(2, '11'), visit(3, '15')]),
    arrived && insert('keyworker_of', 'id, stay_id, resident_id, premises_id, staff_id, from_at, reason', [[id(place.base + 0x680 + woman.n), woman.stay, woman.resident, place.id, place.staff.key.id, arrived, 'on arrival']]),
  ].filter(Boolean).join('\n');
}

function estateSql(now, hashes) {
  const places = [A, B].map((place) => [
    insert('premises', 'id, name, ap_code, q_code, address, postcode, phone, region_code, kind_code, operator, opened_on', [
      [place.id, place.name, `${place.letter}AP`, `Q${place.base >> 12}00`, `1 ${place.word} Street`, 'ZZ1 1ZZ', '01632 960000', place.regionCode, 'standard', 'A charity', '2020-01-01']]),
    insert('room', 'id, premises_id, label, place', place.rooms.map((room, i) => [room.id, place.id, room.label, i])),
  ].join('\n'));
  const women = [A, B].flatMap((place) => Object.values(place.women).map((woman) => womanSql(place, woman, now)));
  return [
    ...places, staffSql(now, hashes), ...women,
    insert('practitioner_of', 'id, resident_id, staff_id, from_at', [
      [id(0x3201), A.women.cared.resident, ESTATE.practitioner.id, '2026-10-01'], [id(0x3202), B.women.cared.resident, ESTATE.other.id, '2026-10-01']]),
    insert('resident_circle', 'id, resident_id, staff_id, from_at, reason', [
      [id(0x3301), A.women.hidden.resident, A.staff.manager.id, '2026-10-01', 'knows her'], [id(0x3302), B.women.hidden.resident, B.staff.manager.id, '2026-10-01', 'knows her']]),
  ].join('\n');
}

async function hashOf(secret) {
  const child = run(binary({ asan: false }), ['hash'], { env: { ...process.env, LANTERN_PEPPER: PEPPER } });
  child.child.stdin.end(`${secret}\n`);
  return (await child).stdout.trim();
}

/** A server over the small estate, with a clock of its own: {db, clock, server, as(), terminal(), stop()}. */
export async function peopleServer({ now = '2026-11-10T18:00:00Z' } = {}) {
  const [db, password, pin] = await Promise.all([database(), hashOf(PASSWORD), hashOf(PIN)]);
  await psql(db, estateSql(now, { password, pin }), 'lantern_owner');
  const clock = newClock(now);
  const server = await newServer({ db, clock, env: { LANTERN_PEPPER: PEPPER } });
  const open = new Set();

  const self = {
    db, clock, server,
    newClient() {
      const one = client(server);
      one.patch = (path, body, headers) => one.request('PATCH', path, { body, headers });
      open.add(one);
      return one;
    },
    code: (key = TOTP_KEY) => totp(key, clock.us),
    claim: (who, over = {}) => ({ username: who.username, password: PASSWORD, code: self.code(), ...over }),
    /** A browser in which this person has signed in. Codes count once, so the clock moves on. */
    async as(who, browser = self.newClient()) {
      clock.advance(31);
      const answer = await browser.post('/api/sign-in', self.claim(who));
      if (answer.status !== 200) throw new Error(`${who.username} could not sign in: ${answer.text}`);
      return browser;
    },
    /** A browser enrolled as a terminal of a premises, with nobody at it. */
    async terminal(place, name = 'Office') {
      const browser = await self.as(place.staff.manager);
      const terminal = newId();
      const answer = await browser.put(`/api/terminals/${terminal}`, { premises: place.id, name });
      if (answer.status !== 201) throw new Error(`not enrolled: ${answer.text}`);
      await browser.post('/api/sign-out', {});
      browser.id = terminal;
      return browser;
    },
    async stop() {
      open.forEach((one) => one.close());
      await server.stop();
      clock.close();
    },
  };
  return self;
}

/** The last part of a problem's type. */
export const slug = (answer) => answer.json?.type?.split('/').pop();
