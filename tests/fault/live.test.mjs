// The live stream has no gap and no repeat: when transactions commit out of order, from a page's horizon while others write,
// across a resume at another server, at one that has only just started, and for many who come back at once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rows, until } from '../harness/index.mjs';
import { booksHold } from './books.mjs';
import { pause, scene, serverOf, startLoad } from './load.mjs';
import { session } from './session.mjs';
import { watch } from './watcher.mjs';

const writes = (on, name) => `SELECT set_config('lantern.now', '${on.clock.iso}', true);
  SELECT lantern.write_event('contact.changed', '${on.here.id}', '${on.women[0].id}', '${on.women[0].stay}',
    lantern.now(), '{"name": "${name}"}')`;

test('transactions that commit out of order are told in one order, everywhere', async (t) => {
  const on = await scene(t);
  const second = await serverOf(t, { db: on.db, clock: on.clock });
  const [early, late, third] = [session(t, on.db), session(t, on.db), session(t, on.db)];
  const before = await watch(on.server, on.here, on.db);
  await early.ask(`BEGIN; ${writes(on, 'early')}`);
  await late.ask(`BEGIN; ${writes(on, 'late')}`);
  await late.ask('COMMIT');
  const between = await watch(on.server, on.here, on.db);
  const elsewhere = await watch(second, on.here, on.db);
  await third.ask(`BEGIN; ${writes(on, 'third')}; COMMIT`);
  await pause(400);
  const all = [before, between, elsewhere];
  for (const watcher of all) assert.equal(watcher.follow(), 0, 'something could still come before it');

  await early.ask('COMMIT');
  const wanted = await rows(on.db, `SELECT i.epoch || '-' || e.xid || '-' || e.seq AS id, e.data->>'name' AS name
    FROM lantern.event e, lantern.installation i WHERE e.kind = 'contact.changed' ORDER BY e.xid, e.seq`);
  assert.deepEqual(wanted.map((row) => row.name), ['early', 'late', 'third']);
  for (const watcher of all) {
    await until(() => watcher.follow() >= 3, 'the three');
    assert.deepEqual(watcher.ids, wanted.map((row) => row.id));
  }

  // From each place at each server: exactly what is behind it.
  for (const [server, from] of [[on.server, 0], [second, 0], [on.server, 1], [second, 2]]) {
    const again = await watch(server, on.here, on.db);
    again.ids.push(wanted[from].id);
    await again.move(server);
    await until(() => again.follow() >= 3 - from, 'the rest');
    await pause(50);
    again.follow();
    assert.deepEqual(again.ids, wanted.slice(from).map((row) => row.id));
    again.close();
  }
  for (const watcher of all) watcher.close();
  for (const one of [early, late, third]) await one.end();
  await on.server.stop();
  await second.stop();
});

test('many come back to a server that has only just started, each from a place of her own', async (t) => {
  const on = await scene(t);
  const writer = session(t, on.db);
  const before = await watch(on.server, on.here, on.db);
  for (let n = 0; n < 60; n++) await writer.ask(`BEGIN; ${writes(on, n)}; COMMIT`);
  await until(() => before.follow() >= 60, 'all');
  // The last to ask has been away for longest: what she needs lies before what is read for the others.
  const back = await Promise.all([50, 40, 30, 20, 10, 0].map(async (from) => {
    const one = await watch(on.server, on.here, on.db);
    one.ids.push(before.ids[from]);
    return Object.assign(one, { from });
  }));
  const fresh = await serverOf(t, { db: on.db, clock: on.clock });
  await Promise.all(back.map((one) => one.move(fresh)));
  for (const one of back) {
    await until(() => one.follow() >= 60 - one.from || one.others.length, 'what she missed');
    assert.deepEqual(one.others, []);
    assert.deepEqual(one.ids, before.ids.slice(one.from));
    one.close();
  }
  before.close();
  await writer.end();
  await on.server.stop();
  await fresh.stop();
});

test('page and stream meet without a hole while everybody writes and servers come and go', async (t) => {
  const env = { LANTERN_STREAMS_EACH: '50' };
  const on = await scene(t, { women: 14, env });
  let second = await serverOf(t, { db: on.db, clock: on.clock, env });
  const loads = [
    startLoad(on, { count: 4, women: on.women.slice(0, 6) }),
    startLoad({ ...on, get server() { return second; } }, { count: 4, women: on.women.slice(6) }),
  ];
  let holding = true;
  const holder = session(t, on.db);
  const held = (async () => {
    for (let n = 0; holding; n++) {
      await holder.ask(`BEGIN; ${writes(on, n)}`);
      await pause(Math.random() * 40);
      await holder.ask('COMMIT');
    }
    await holder.end();
  })();

  const watchers = [];
  for (let n = 0; n < 6; n++) {
    await pause(60);
    watchers.push(await watch(n % 2 ? on.server : second, on.here, on.db));
  }
  for (let n = 0; n < 12; n++) {
    await pause(40);
    await watchers[n % 6].move(n % 4 < 2 ? on.server : second);
  }
  // A server that has only just started knows nothing of what was before: it reads that for all who come back to it.
  await second.kill9();
  second = await serverOf(t, { db: on.db, clock: on.clock, env });
  await Promise.all(watchers.map((watcher) => watcher.move(second)));
  await Promise.all(loads.map((load) => load.reaches(20)));
  holding = false;
  await held;
  for (const load of loads) await load.finish();

  for (const watcher of watchers) {
    await watcher.agrees();
    assert.deepEqual(await watcher.missed(), []);
    assert.deepEqual(watcher.others, []);
    assert.ok(watcher.ids.length > 20);
    watcher.close();
  }
  await booksHold(on.db, loads.flatMap((load) => [...load.acknowledged.keys()]));
  await on.server.stop();
  await second.stop();
});
