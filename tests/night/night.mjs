// night.mjs -- a whole night at every house, from 18:00 to 08:00, through the real server, clockwork and PostgreSQL on a
// driven clock. No check is lost, late is only who was held up, and the
// events alone give the boards.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { clock, database, iso, micros, psql, rows, server, settled, top, value } from '../harness/index.mjs';
import { boardState, checkState, fold, houses, nightStaff } from './staff.mjs';

const STEP = 60_000_000n; // somebody looks up at least once a minute
const HELD_UP = { house: 'Lantern House', room: '7', source: 'overnight_round', minutes: 12 };

const tailQuery = readFileSync(join(top, 'sql/queries/event_tail.sql'), 'utf8').replace(/^--.*\n/gm, '').trim();

/** Every event there ever was, in commit order, as the streams carry it. */
export async function allEvents(db) {
  const filled = tailQuery.replace('$1::text::xid8', "'0'::xid8").replace('$2::bigint', '0').replace('$3::int', 'NULL::int');
  const found = await rows(db, `SELECT t.full_json FROM (${filled}) t`);
  return found.map((row) => JSON.parse(row.full_json));
}

const emptyBoard = (place) => boardState({ premises: place, now: '', horizon: '', locked: false, settings: {}, people: [], rows: [] });

async function play(night, world, staff) {
  const until = micros(night.until);
  let now = micros(night.from);
  let awake = now;
  while (now < until) {
    const wanted = staff.map((one) => one.next()).filter((at) => at !== null && at > now);
    const soonest = wanted.reduce((a, b) => (a < b ? a : b), until);
    now = [soonest, now + STEP, until].reduce((a, b) => (a < b ? a : b));
    world.clock.setMicros(now);
    await settled(world.server);
    await Promise.all(staff.map((one) => one.step(now)));
    if (now - awake > 600_000_000n) {
      awake = now;
      await Promise.all(staff.map((one) => one.keepAwake()));
    }
  }
}

const sorted = (set) => [...set].sort();

/** {name, from, until, hours}: from and until are 18:00 and 08:00 by the wall clock. */
export function wholeNight(night) {
  test(`${night.name}, ${night.hours} hours at every house`, async (t) => {
    const started = Date.now();
    const time = clock(night.from);
    let staff = [];
    t.after(async () => {
      staff.forEach((one) => one.close());
      await running.stop();
      time.close();
    });
    const db = await database({ demo: true, now: night.from });
    const running = await server({ db, clock: time, asan: false });
    const world = { db, clock: time, server: running };
    const places = await houses(db);
    staff = await Promise.all(places.map((place, i) =>
      nightStaff(world, place, { seed: 1000 + i, late: place.name === HELD_UP.house ? HELD_UP : null })));
    const begun = Date.now();

    await play(night, world, staff);
    const played_s = (Date.now() - begun) / 1000;

    await t.test('the live boards are the boards', async () => {
      for (const one of staff) await one.agrees();
    });

    await t.test('every acknowledged visit is there once', async () => {
      const acknowledged = staff.flatMap((one) => [...one.visits.keys()]);
      const kept = await rows(db, `SELECT id FROM lantern.visit WHERE received_at > '${night.from}'`);
      assert.deepEqual(sorted(new Set(acknowledged)), kept.map((row) => row.id).sort());
      assert.ok(acknowledged.length > 500, `only ${acknowledged.length} visits in ${night.hours} hours`);
      t.diagnostic(`${acknowledged.length} visits at ${places.length} houses in ${played_s.toFixed(1)} s, `
        + `${((Date.now() - started) / 1000).toFixed(1)} s with its making`);
    });

    await t.test('late is who was late at the start or was held up, and nobody is missed', async () => {
      const late = await rows(db, `SELECT id, latest_at, late_reason FROM lantern.requirement
        WHERE state = 'done' AND closed_at > latest_at AND closed_at > '${night.from}'`);
      assert.deepEqual(late.map((row) => row.id).sort(), sorted(new Set(staff.flatMap((one) => [...one.lateOnPurpose]))));
      assert.ok(late.every((row) => row.late_reason === 'with_another_woman'));
      const afterStart = late.filter((row) => micros(row.latest_at) > micros(night.from));
      assert.equal(afterStart.length >= 1 && afterStart.length <= 3, true, `${afterStart.length} were held up`);
      assert.equal(await value(db, `SELECT count(*) FROM lantern.requirement
        WHERE state = 'missed' AND closed_at > '${night.from}'`), 0);
      assert.equal(await value(db, `SELECT count(*) FROM lantern.requirement
        WHERE state = 'open' AND latest_at < '${night.until}'`), 0);
    });

    await t.test('nobody who is in is without a check, and no gap outgrew its maximum', async () => {
      assert.equal(await value(db, `SELECT count(*) FROM lantern.stay s
        WHERE s.state = 'arrived'
          AND NOT EXISTS (SELECT FROM lantern.movement m WHERE m.stay_id = s.id AND m.back_at IS NULL)
          AND NOT EXISTS (SELECT FROM lantern.requirement r WHERE r.stay_id = s.id AND r.state = 'open' AND r.source IN ('plan', 'return'))`), 0);
      assert.equal(await value(db, `SELECT count(*) FROM lantern.requirement r
        WHERE r.source = 'plan' AND r.opened_at > '${night.from}'
          AND (r.latest_at - r.from_at > r.max_gap_s * interval '1 s' OR r.drawn_at > r.latest_at)`), 0);
    });

    await t.test('the rounds kept to the wall clock', async () => {
      const rounds = await rows(db, `SELECT source, array_agg(DISTINCT to_char(latest_at AT TIME ZONE 'Europe/London', 'HH24:MI')) AS latest
        FROM lantern.requirement WHERE source LIKE '%\\_%' AND latest_at BETWEEN '${night.from}' AND '${night.until}' GROUP BY source`);
      const latest = Object.fromEntries(rounds.map((row) => [row.source, row.latest]));
      assert.deepEqual(latest, { curfew_round: ['23:30'], overnight_round: ['05:00'] });
    });

    await t.test('the events alone, from empty, give the same boards', async () => {
      const events = await allEvents(db);
      for (const one of staff) {
        const told = events.filter((event) => event.premises === one.place.id);
        const replayed = told.reduce(fold, emptyBoard(one.place));
        assert.deepEqual(checkState(replayed.board), checkState(await one.agrees()), one.place.name);
      }
    });

    await t.test('the chain is whole', async () => {
      await settled(running);
      const broken = await rows(db, `SELECT p.name, c.* FROM lantern.premises p, lantern.verify_chain(p.id) c`);
      assert.deepEqual(broken.filter((row) => row.broken), []);
    });
  });
}
