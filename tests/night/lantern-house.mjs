// lantern-house.mjs -- Lantern House on the afternoon of its acceptance night: six women, the staff of two shifts, two
// practitioners, through the real server on a driven clock. Every person in it is invented.
//
// The story says what happens; everything on time in between is done here, as the houses do it.
import assert from 'node:assert/strict';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { client, clock, database, hash, micros, psql, rows, server, settled, until, value } from '../harness/index.mjs';

export const PIN = '271604';
const DAY = '2026-11-10';
const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const text = (value) => (value === null ? 'NULL' : `'${String(value).replace(/'/g, "''")}'`);

const STAFF = [
  ['dee', 'Dee Trialton', 'DT', ['shift_lead', 'night_worker']], ['mo', 'Mo Sampleforth', 'MS', ['night_worker']], ['ali', 'Ali Standin', 'AS', ['agency']],
  ['kit', 'Kit Rehearsal', 'KR', ['shift_lead', 'night_worker']], ['fern', 'Fern Example', 'FE', ['keyworker']], ['bryn', 'Bryn Placeholder', 'BP', ['on_call']],
  ['morgan', 'Morgan Sample', 'MO', ['premises_manager']], ['robin', 'Robin Draftwell', 'RD', ['practitioner']], ['sam', 'Sam Pretend', 'SP', ['practitioner']],
  ['sol', 'Sol Pretendcook', 'SC', ['kitchen']],
];
const WOMEN = [
  ['marigold', 'Marigold', 'Testbury', 3, null, 'robin'], ['juniper', 'Juniper', 'Sampleton', 1, 20, 'sam'], ['wren', 'Wren', 'Placeholder-Lee', 7, 45, 'sam'],
  ['hazel', 'Hazel', 'Mockford', 9, 33, 'robin'], ['iris', 'Iris', 'Fictiva', 11, 61, 'robin'], ['olive', 'Olive', 'Exampleby', 14, 70, 'sam'],
];
const HOW = { marigold: 'Knock, say your name, tell me the time.', juniper: 'Knock, say your name. No torch. Women only.', wren: 'Ask me what I cooked today.',
  hazel: 'Tell me what went well first.', iris: 'If I am late ring me, then my sister.', olive: 'Lamp switch, then the bed pad. Do not knock: my hearing aids are out.' };

/** An instant of the night by its wall clock: "19:10", or "02:29" of the next morning. */
export const at = (time) => `${time < '12:00' ? '2026-11-11' : DAY}T${time.length === 5 ? `${time}:00` : time}.000000Z`;
const ago = (house, days, hour = 17) => `timestamptz '${house.day}T${hour}:00:00Z' - interval '${days} days'`;

const sessionSql = (one, now) => `INSERT INTO lantern.session (id, token_hash, staff_id, kind, opened_at, last_action_at, expires_at)
  VALUES (gen_random_uuid(), '\\x${sha256(one.token)}', '${one.id}', 'password', '${now}', '${now}', timestamptz '${now}' + interval '12 hours');`;

function houseSql(house) {
  const rooms = house.rooms.map((id, i) => `('${id}', '${house.id}', '${i + 1}', ${i + 1})`).join(',');
  const staff = Object.values(house.staff).map((one) => `
    INSERT INTO lantern.staff (id, username, display_name, initials, from_at) VALUES ('${one.id}', '${one.key}', ${text(one.name)}, '${one.initials}', '2026-01-01');
    ${one.roles.map((role) => `INSERT INTO lantern.staff_role (id, staff_id, role, premises_id, from_at, until_at, reason) VALUES (gen_random_uuid(), '${one.id}', '${role}',
      ${role === 'practitioner' ? 'NULL' : `'${house.id}'`}, '2026-01-01', ${role === 'agency' ? "'2026-11-11T08:30Z'" : 'NULL'}, 'test');`).join('')}
    ${sessionSql(one, house.begin)}
    INSERT INTO lantern.staff_pin (staff_id, pin_hash, changed_at) VALUES ('${one.id}', '${house.pinHash}', '2026-01-01');`).join('\n');
  return `INSERT INTO lantern.premises VALUES ('${house.id}', 'Lantern House', 'AP1', 'Q001', '1 Example Lane', 'EX1 1EX', '01632 960001', 'N53', 'standard', 'Invented Housing', '2020-01-01');
    INSERT INTO lantern.room (id, premises_id, label, place) VALUES ${rooms};
    INSERT INTO lantern.deadline (due_at, kind, premises_id, subject, data, state) VALUES
      ('${house.day}T12:00:00Z', 'rounds.plan', '${house.id}', '${house.id}', '{}', 'open'), ('${house.day}T18:00:00Z', 'shift.end', '${house.id}', '${house.id}', '{}', 'open');
    ${staff}`;
}

function womanSql(house, woman) {
  const stay = `'${woman.stay}', '${woman.id}', '${house.id}'`;
  const lives = woman.day !== null;
  const since = lives ? ago(house, woman.day) : 'NULL';
  return `INSERT INTO lantern.resident (id, restricted) VALUES ('${woman.id}', false);
    INSERT INTO lantern.stay (id, resident_id, premises_id, expected_on, released_on, arrived_at, planned_departure_on)
      VALUES (${stay}, '${house.day}', ${lives ? `(${since})::date` : 'NULL'}, ${since}, '2027-01-20');
    INSERT INTO lantern.resident_person (resident_id, restricted, preferred_name, given_name, family_name, born_on)
      VALUES ('${woman.id}', false, ${text(woman.name)}, ${text(woman.name)}, ${text(woman.family)}, '1990-02-03');
    INSERT INTO lantern.resident_number (id, resident_id, restricted, kind, value, from_at, source) VALUES (gen_random_uuid(), '${woman.id}', false, 'crn', '${woman.crn}', '2026-01-01', 'test');
    INSERT INTO lantern.practitioner_of (id, resident_id, staff_id, from_at) VALUES (gen_random_uuid(), '${woman.id}', '${house.staff[woman.practitioner].id}', '2026-01-01');
    ${lives ? livesSql(house, woman, stay, since) : ''}`;
}

/** Seen at half past eleven; checked as everybody is: every six hours by day, every four by night. */
function livesSql(house, woman, stay, since) {
  const seen = `'${house.day}T11:30:00Z'`;
  const plan = randomUUID();
  return `INSERT INTO lantern.stay_room (id, stay_id, resident_id, premises_id, room_id, during) VALUES (gen_random_uuid(), ${stay}, '${house.rooms[woman.room - 1]}', tstzrange(${since}, NULL));
    INSERT INTO lantern.check_plan (id, stay_id, resident_id, premises_id, origin, reason, author_id, start_at, recorded_at)
      VALUES ('${plan}', ${stay}, 'routine', 'as usual', '${house.staff.morgan.id}', ${since}, ${since});
    INSERT INTO lantern.check_plan_band VALUES ('${plan}', '${house.id}', 420, 1380, 'sign_of_life', 7200, 21600, '{}'), ('${plan}', '${house.id}', 1380, 420, 'sign_of_life', 7200, 14400, '{}');
    INSERT INTO lantern.stay_checks (stay_id, resident_id, premises_id, version, seed, last_sign_of_life_at, last_conversation_at, last_rouse_at, last_recorded_at, gaps_s, predictable)
      VALUES (${stay}, 1, ${woman.room}, ${seen}, ${seen}, ${seen}, ${seen}, '{}', false);
    INSERT INTO lantern.contact_plan (id, stay_id, resident_id, premises_id, version, how, sleep_options, consent, reason, author_id, at)
      VALUES (gen_random_uuid(), ${stay}, 1, ${text(HOW[woman.key])}, '{}', 'agreed', 'she said so', '${house.staff.fern.id}', ${since});`;
}

async function makeHouse(db, day, women) {
  const pinHash = await hash(PIN);
  const staff = Object.fromEntries(STAFF.map(([key, name, initials, roles]) => [key, { key, name, initials, roles, id: randomUUID(), token: randomBytes(32).toString('base64url') }]));
  // A minute before noon: then the clockwork plans the night's rounds.
  const house = { day, begin: `${day}T11:59:00.000000Z`, id: randomUUID(), rooms: Array.from({ length: 14 }, () => randomUUID()), staff, pinHash };
  house.women = Object.fromEntries(WOMEN.filter(([key]) => !women || women.includes(key)).map(([key, name, family, room, day, practitioner], i) =>
    [key, { key, name, family, room, day, practitioner, id: randomUUID(), stay: randomUUID(), crn: `X10000${i}` }]));
  await psql(db, `${houseSql(house)}\n${Object.values(house.women).map((woman) => womanSql(house, woman)).join('\n')}`);
  return house;
}

/** What meets a requirement, as it is found in the night. */
function foundAs(open) {
  if (open.some((one) => one.kind !== 'sign_of_life')) return { outcome: 'spoke' };
  return { outcome: 'asleep_breathing', breathing: true, movement: true, position: true };
}

/**
 * The house and its evening: {women, staff, as(name), ask(...), until(time), held, board(), row(woman), stop()}. It begins at
 * noon of `day`; `women`: the keys of those who live there or come, by default all.
 */
export async function lanternHouse({ day = DAY, women } = {}) {
  const db = await database();
  const house = await makeHouse(db, day, women);
  const time = clock(house.begin);
  const running = await server({ db, clock: time });
  const clients = Object.fromEntries(Object.values(house.staff).map((one) => {
    const browser = client(running);
    browser.cookies.set('__Host-lantern', one.token);
    return [one.key, browser];
  }));
  const told = { ...house, db, clock: time, server: running, held: new Set(), as: (name) => clients[name] };

  /** Everybody signs in anew: hours pass between two things that happen. */
  const signIn = () => psql(db, Object.values(house.staff).map((one) => {
    one.token = randomBytes(32).toString('base64url');
    clients[one.key].cookies.set('__Host-lantern', one.token);
    return sessionSql(one, time.iso);
  }).join('\n'));

  const of = (woman, body) => ({ stay: woman.stay, crn: woman.crn, ...body });
  Object.assign(told, {
    at: () => time.iso,
    /** PUT of something new about her, by name; asserts that it is answered with `status`. */
    async put(name, path, woman, body = {}, status = 201, id = randomUUID()) {
      const answer = await clients[name].put(`/api/${path}/${id}`, woman ? of(woman, body) : body);
      assert.equal(answer.status, status, `${name} ${path}: ${answer.text}`);
      return { ...answer.json, id: answer.json?.id ?? id, sent: id };
    },
    async post(name, path, body = {}, status = 200) {
      const answer = await clients[name].post(`/api/${path}`, body);
      assert.equal(answer.status, status, `${name} ${path}: ${answer.text}`);
      return answer.json;
    },
    async get(name, path, status = 200) {
      const answer = await clients[name].get(`/api/${path}`);
      assert.equal(answer.status, status, `${name} ${path}: ${answer.text}`);
      return answer.json;
    },
    her: (name, woman, page) => told.get(name, `residents/${woman.crn}/stays/${woman.stay}/${page}`),
    async see(name, woman, body, status = 201) {
      return told.put(name, 'visits', woman, { done_at: time.iso, proof: 'handset', ...body }, status);
    },
    board: (name = 'dee') => told.get(name, `premises/${house.id}/board`),
    async row(woman, name = 'dee') {
      return (await told.board(name)).rows.find((row) => row.stay === woman.stay);
    },
    async set(instant) {
      time.set(instant);
      await settled(running);
      await signIn();
    },
    /** Lets it be this time of the night. */
    until: (hhmm) => told.to(at(hhmm)),
    /** Lets it be this instant; whoever is due before is seen at her drawn time, but for those who are held. */
    async to(end) {
      for (;;) {
        const due = (await told.board()).rows.filter((row) => !told.held.has(row.stay) && row.presence.state === 'in')
          .flatMap((row) => row.requirements.map((one) => ({ row, when: one.drawn < one.from ? one.from : one.drawn })))
          .filter(({ when }) => micros(when) <= micros(end)).sort((a, b) => (a.when < b.when ? -1 : 1));
        if (due.length === 0) break;
        const { row, when } = due[0];
        await told.set(micros(when) > micros(time.iso) ? when : new Date(Date.parse(time.iso) + 1000).toISOString().replace('Z', '000Z'));
        const open = row.requirements.filter((one) => micros(one.from) <= micros(time.iso));
        const woman = Object.values(house.women).find((one) => one.stay === row.stay);
        await told.see('mo', woman, foundAs(open));
      }
      if (micros(end) > micros(time.iso)) await told.set(end);
    },
    events: (woman, kind) => rows(db, `SELECT kind, data, staff_id, happened_at FROM lantern.event WHERE stay_id = '${woman.stay}' AND kind LIKE '${kind}' ORDER BY xid, seq`),
    /** Every letter, oldest first: to whom, and its words. Waits for those that are on their way. */
    async letters() {
      await until(async () => (await value(db, `SELECT count(*) FROM lantern.outbox WHERE state IN ('open', 'sending')`)) === 0, 'the letters to be sent');
      return rows(db, `SELECT s.username AS "to", o.template, lantern.iso(o.made_at) AS at, i.subject, i.body, o.id FROM lantern.outbox o
        JOIN lantern.inbox_message i ON i.outbox_id = o.id JOIN lantern.staff s ON s.id = i.staff_id ORDER BY o.made_at, o.template, s.username, o.id`);
    },
    async stop() {
      Object.values(clients).forEach((one) => one.close());
      await running.stop();
      time.close();
    },
  });
  await told.set(`${day}T12:00:01.000000Z`);
  return told;
}

/** A plan document that may be made active; `changed` replaces parts of it. */
export function planOf({ signs, lines, ...changed }) {
  const ids = lines.map(() => randomUUID());
  return {
    reason: 'Written with her', agreement: { state: 'agreed', words: '' }, large_print: false, daily: [],
    sections: ['how', 'good', 'usual', 'signs', 'triggers', 'do', 'checks', 'substances', 'absence', 'crisis', 'agreement']
      .map((name) => ({ name, her_words: name === 'how' ? '' : `In her words: ${name}.`, our_words: '' })),
    lines: lines.map(([sees, action, does, who, within_s], i) => ({ line: ids[i], sees, action, does, who, within_s })),
    signs: signs.map(([words, leaning, line]) => ({ sign: randomUUID(), leaning, words, line: line === undefined ? null : ids[line] })),
    crisis: ['allergies', 'medicines', 'substances', 'naloxone', 'self_harm', 'communication', 'helps', 'may_be_told', 'gp']
      .map((name) => ({ name, state: 'none_known', words: '', known_at: null })),
    ...changed,
  };
}
