// house.mjs -- two small houses for the http tests: everybody needed and nobody else, signed in without a password.
//
// Alder House is where things happen; Birch House is the other premises, whose workers may get nothing of it. Sessions are
// written to the database, because hashing a password for each of forty workers would take longer than the tests.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { client, clock, database, hash, psql, server, settled, sse, totp } from '../harness/index.mjs';

export const ROLES = [
  'night_worker', 'keyworker', 'shift_lead', 'premises_manager', 'on_call', 'area_manager', 'practitioner', 'kitchen',
  'agency', 'inspector', 'administrator',
];
export const NOW = '2026-11-10T22:00:00.000000Z'; // a Tuesday night, winter time
export const PASSWORD = 'a lantern in every window';
export const PIN = '271604';
const TOTP_HEX = '3132333435363738393031323334353637383930';
let hashes;
const ESTATE_WIDE = ['area_manager', 'administrator', 'practitioner'];

const text = (value) => (value === null ? 'NULL' : `'${String(value).replace(/'/g, "''")}'`);
const token = () => randomBytes(32).toString('base64url');
const sha256 = (value) => createHash('sha256').update(value).digest('hex');

/** An instant so many minutes from NOW, as the product writes it. */
export const minutes = (count, from = NOW) => new Date(Date.parse(from) + count * 60_000).toISOString().replace('Z', '000Z');

function premisesSql(place, n) {
  const rooms = place.rooms.map((id, i) => `('${id}', '${place.id}', '${i + 1}', ${i + 1})`).join(',');
  return `INSERT INTO lantern.premises VALUES ('${place.id}', '${place.name}', 'AP${n}', 'Q00${n}', '${n} Example Lane', 'EX1 1EX',
      '01632 960001', 'N53', 'standard', 'Invented Housing', '2020-01-01');
    INSERT INTO lantern.room (id, premises_id, label, place) VALUES ${rooms};
    -- Tonight's rounds are no part of most tests: the house plans them at noon.
    INSERT INTO lantern.deadline (due_at, kind, premises_id, subject, data, state) VALUES
      ('2026-11-11T12:00:00Z', 'rounds.plan', '${place.id}', '${place.id}', '{}', 'open'),
      ('2026-11-11T08:00:00Z', 'shift.end', '${place.id}', '${place.id}', '{}', 'open');`;
}

/** A woman who has lived here for ten days, in the next room, with a check due in half an hour's window from now. */
function womanSql(place, woman, i) {
  const at = (count) => text(minutes(count));
  const stay = `'${woman.stay}', '${woman.id}', '${place.id}'`;
  return `INSERT INTO lantern.resident (id, restricted) VALUES ('${woman.id}', ${woman.restricted});
    INSERT INTO lantern.stay (id, resident_id, premises_id, expected_on, released_on, arrived_at, planned_departure_on)
      VALUES (${stay}, '2026-10-31', '2026-10-31', ${at(-14400)}, '2027-01-20');
    INSERT INTO lantern.resident_person (resident_id, restricted, preferred_name, given_name, family_name, born_on)
      VALUES ('${woman.id}', ${woman.restricted}, ${text(woman.name)}, ${text(woman.name)}, 'Exampleby', '1990-02-03');
    INSERT INTO lantern.resident_number (id, resident_id, restricted, kind, value, from_at, source)
      VALUES (gen_random_uuid(), '${woman.id}', ${woman.restricted}, 'crn', '${woman.crn}', ${at(-14400)}, 'test');
    INSERT INTO lantern.stay_room (id, stay_id, resident_id, premises_id, room_id, during)
      VALUES (gen_random_uuid(), ${stay}, '${place.rooms[i]}', tstzrange(${at(-14400)}, NULL));
    INSERT INTO lantern.check_plan (id, stay_id, resident_id, premises_id, origin, reason, author_id, start_at, recorded_at)
      VALUES ('${woman.plan}', ${stay}, 'routine', 'usual', '${place.staff.premises_manager.id}', ${at(-14400)}, ${at(-14400)});
    INSERT INTO lantern.check_plan_band VALUES ('${woman.plan}', '${place.id}', 0, 0, 'sign_of_life', 1800, 3600, '{}');
    INSERT INTO lantern.visit (id, stay_id, resident_id, premises_id, room_id, outcome, note, done_at, entered_at, received_at,
        clock_offset_ms, staff_id, proof, marks, source, meets, withdrawn)
      VALUES (gen_random_uuid(), ${stay}, '${place.rooms[i]}', 'spoke', '', ${at(-35)}, ${at(-35)}, ${at(-35)}, 0,
        '${place.staff.keyworker.id}', 'handset', '{}', 'screen', '{sign_of_life,conversation,rouse}', false);
    INSERT INTO lantern.stay_checks (stay_id, resident_id, premises_id, version, seed, last_sign_of_life_at,
        last_conversation_at, last_rouse_at, last_recorded_at, gaps_s, predictable)
      VALUES (${stay}, 1, ${1000 + i}, ${at(-35)}, ${at(-35)}, ${at(-35)}, ${at(-35)}, '{}', false);
    INSERT INTO lantern.requirement (id, stay_id, resident_id, premises_id, source, kind, class, from_at, drawn_at, latest_at,
        min_gap_s, max_gap_s, seed, opened_at, state)
      VALUES ('${woman.requirement}', ${stay}, 'plan', 'sign_of_life', 'enhanced', ${at(-5)}, ${at(10)}, ${at(25)},
        1800, 3600, 7, ${at(-35)}, 'open');
    INSERT INTO lantern.deadline (due_at, kind, premises_id, subject, data, state)
      VALUES (timestamptz ${at(25)} + interval '1 s', 'requirement.overdue', '${place.id}', '${woman.requirement}', '{}', 'open');
    INSERT INTO lantern.contact_plan (id, stay_id, resident_id, premises_id, version, how, sleep_options, consent, reason, author_id, at)
      VALUES (gen_random_uuid(), ${stay}, 1, 'Knock twice and say your name.', '{door_ajar}', 'agreed', 'she said so',
        '${place.staff.premises_manager.id}', ${at(-14400)});`;
}

/** Signed in by password on her own computer, just now. */
function sessionSql(worker, now) {
  worker.token = token();
  return `INSERT INTO lantern.session (id, token_hash, staff_id, kind, opened_at, last_action_at, expires_at)
    VALUES (gen_random_uuid(), '\\x${sha256(worker.token)}', '${worker.id}', 'password', ${text(now)}, ${text(now)}, ${text(minutes(720, now))});`;
}

function workerSql(place, worker) {
  const where = ESTATE_WIDE.includes(worker.role) ? 'NULL' : `'${place.id}'`;
  const until = ['agency', 'inspector'].includes(worker.role) ? text(minutes(1440)) : 'NULL';
  return `INSERT INTO lantern.staff (id, username, display_name, initials, from_at)
      VALUES ('${worker.id}', '${worker.username}', ${text(worker.name)}, '${worker.initials}', '2026-01-01');
    INSERT INTO lantern.staff_role (id, staff_id, role, premises_id, from_at, until_at, reason)
      VALUES (gen_random_uuid(), '${worker.id}', '${worker.role}', ${where}, '2026-01-01', ${until}, 'test');
    ${sessionSql(worker, NOW)}`;
}

function place(name, prefix, women) {
  const staff = Object.fromEntries(ROLES.map((role, i) => [role, {
    id: randomUUID(), role, username: `${prefix}.${role.replace(/_/g, '.')}`, name: `${prefix} ${role}`, initials: `${prefix[0].toUpperCase()}${i}`,
  }]));
  const number = prefix === 'alder' ? 100000 : 200000;
  return {
    id: randomUUID(), name, staff,
    rooms: Array.from({ length: women + 2 }, () => randomUUID()),
    women: Array.from({ length: women }, (_, i) => ({
      id: randomUUID(), stay: randomUUID(), plan: randomUUID(), requirement: randomUUID(), name: `Woman ${String.fromCharCode(65 + i)}`,
      crn: `X${number + i}`, restricted: i === women - 1,
    })),
  };
}

const placeSql = (one, n) => [
  premisesSql(one, n),
  ...Object.values(one.staff).map((worker) => workerSql(one, worker)),
  ...one.women.map((woman, i) => womanSql(one, woman, i)),
].join('\n');

/** The two houses in a database of their own, and their clock; the tests start what servers they need. */
export async function houses({ women = 4 } = {}) {
  const time = clock(NOW);
  const db = await database();
  const here = place('Alder House', 'alder', women);
  const there = place('Birch House', 'birch', 2);
  await psql(db, `${placeSql(here, 1)}\n${placeSql(there, 2)}`);
  return { db, clock: time, here, there };
}

/**
 * A server over the two houses: {server, db, clock, here, there, as(role, place), terminal(place), stop()}.
 * here.women[0] is the ordinary one; the last of each house is restricted.
 */
export async function house({ women = 4, env } = {}) {
  const { db, clock: time, here, there } = await houses({ women });
  const running = await server({ db, clock: time, env });
  const clients = [];
  const open = (cookies) => {
    const one = client(running);
    for (const [name, value] of Object.entries(cookies)) one.cookies.set(name, value);
    clients.push(one);
    return one;
  };

  return {
    db, clock: time, server: running, here, there,
    /** A client signed in as the worker with this role, by password on her own computer. */
    as: (role, where = here) => open({ '__Host-lantern': where.staff[role].token }),
    nobody: () => open({}),
    /** Gives the worker a password, a second factor and a PIN; signs her on at the house, as a shift at a terminal does. */
    async secrets(role, where = here) {
      const { id } = where.staff[role];
      hashes ??= await Promise.all([hash(PASSWORD), hash(PIN)]);
      await psql(db, `INSERT INTO lantern.staff_secret (staff_id, password_hash, totp_secret, changed_at)
          VALUES ('${id}', '${hashes[0]}', '\\x${TOTP_HEX}', '2026-01-01') ON CONFLICT DO NOTHING;
        INSERT INTO lantern.staff_pin (staff_id, pin_hash, changed_at) VALUES ('${id}', '${hashes[1]}', '2026-01-01') ON CONFLICT DO NOTHING;
        INSERT INTO lantern.sign_on (id, staff_id, premises_id, at, until_at)
          VALUES (gen_random_uuid(), '${id}', '${where.id}', '${NOW}', '${minutes(900)}')`);
      return where.staff[role];
    },
    code: () => totp(Buffer.from(TOTP_HEX, 'hex'), time.us),
    /** Let the clock be at this instant and the clockwork come up to it; everybody has signed in anew. */
    async at(instant) {
      time.set(instant);
      await settled(running);
      const workers = [here, there].flatMap((one) => Object.values(one.staff));
      await psql(db, workers.map((worker) => sessionSql(worker, time.iso)).join('\n'));
    },
    /** An enrolled terminal of the house, and somebody who chose her name there so many seconds ago (null: locked). */
    async terminal({ where = here, role = null, since_s = 0 } = {}) {
      const [device, person] = [token(), token()];
      const id = randomUUID();
      await psql(db, `INSERT INTO lantern.terminal (id, premises_id, name, token_hash, enrolled_by, enrolled_at)
        VALUES ('${id}', '${where.id}', 'Office', '\\x${sha256(device)}', '${where.staff.premises_manager.id}', '${NOW}')`);
      if (role === null) return open({ '__Host-lantern-terminal': device });
      const staff = where.staff[role].id;
      await psql(db, `INSERT INTO lantern.sign_on (id, staff_id, premises_id, terminal_id, at, until_at)
          VALUES (gen_random_uuid(), '${staff}', '${where.id}', '${id}', '${NOW}', '${minutes(600)}');
        INSERT INTO lantern.session (id, token_hash, staff_id, terminal_id, kind, opened_at, last_action_at, expires_at)
          VALUES (gen_random_uuid(), '\\x${sha256(person)}', '${staff}', '${id}', 'pin', '${NOW}',
            timestamptz '${time.iso}' - interval '${since_s} s', '${minutes(600)}')`);
      return open({ '__Host-lantern-terminal': device, '__Host-lantern': person });
    },
    stream: (from, path) => sse(from, path),
    async stop() {
      for (const one of clients) one.close();
      await running.stop();
      time.close();
    },
  };
}

/** A visit that is right. With a handset: the clock of a test stands still, and entries at a desk would be together. */
export const visitOf = (woman, more = {}) => ({
  stay: woman.stay, crn: woman.crn, outcome: 'spoke', done_at: NOW, proof: 'handset', ...more,
});

/** The problem's slug. */
export const slug = (answer) => answer.json?.type?.replace('/problems/', '');

/** The fields a problem names. */
export const fields = (answer) => (answer.json?.errors ?? []).map((error) => error.field);
