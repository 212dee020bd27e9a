// wrong_clock.mjs -- a machine whose clock is wrong, and deadlines by the true time.
import { existsSync, readdirSync } from 'node:fs';
import { psql, value } from '../harness/index.mjs';

/** By how much, in seconds. */
export const WRONG_S = 40;

const faketime = readdirSync('/usr/lib').map((folder) => `/usr/lib/${folder}/faketime/libfaketime.so.1`).find(existsSync);

/** The environment of a process whose machine is so many seconds ahead. Not for a sanitised one: both want to be loaded first. */
export const ahead = (seconds) => ({
  LD_PRELOAD: faketime, FAKETIME: `${seconds < 0 ? '' : '+'}${seconds}s`, FAKETIME_DONT_FAKE_MONOTONIC: '1', DONT_FAKE_MONOTONIC: '1',
});

/** Somebody's plan is to be reviewed in so many seconds by PostgreSQL's clock. */
export const reviewIn = (db, seconds) => psql(db, `INSERT INTO lantern.deadline (due_at, kind, premises_id, subject, data, state)
  SELECT clock_timestamp() + interval '${seconds} s', 'plan.review', premises_id, id, '{}', 'open' FROM lantern.check_plan LIMIT 1`);

/** How often that went off. */
export const reviewsTold = (db) => value(db, `SELECT count(*) FROM lantern.event WHERE kind = 'plan.review_due'`);
