// watcher.mjs -- somebody who looks at a board all the time: the page once, then its stream, folded by the client's own fold.
import assert from 'node:assert/strict';
import { rows, sse } from '../harness/index.mjs';
import { boardState, fold, liveState } from '../night/staff.mjs';
import { signedOn } from './load.mjs';

/** The order of an event's or a horizon's id within its epoch. */
function place(id) {
  const [, xid, seq] = /-(\d+)-(\d+)$/.exec(id);
  return [BigInt(xid), BigInt(seq)];
}

const isAfter = (id, than) => {
  const [[xid, seq], [oldXid, oldSeq]] = [place(id), place(than)];
  return xid > oldXid || (xid === oldXid && seq > oldSeq);
};

/**
 * Opens the board of `house` at a server and follows it.
 *   ids               of all events so far, in the order in which they came, over all streams
 *   others            whatever else came but beats: reset, bye
 *   move(to, last)    leaves, and resumes at another server (or the same) from the last event seen, or from `last`
 *   agrees()          waits until what was folded is what the server answers
 *   missed()          ids of events of the house since the page that did not come, or came but are not there
 */
export async function watch(server, house, db, role = 'night_worker') {
  const path = `/api/premises/${house.id}/board`;
  const self = { ids: [], others: [] };
  let one = signedOn(server, house, role);
  const first = await one.get(path);
  assert.equal(first.status, 200, first.text);
  const { horizon } = first.json;
  const live = `/api/live?premises=${house.id}&from=${horizon}`;
  let state = boardState(first.json);
  let taken = 0;

  async function open(lastEventId) {
    self.stream = await sse(one, live, { lastEventId });
    assert.equal(self.stream.status, 200);
    taken = 0;
  }

  self.follow = () => {
    for (; taken < self.stream.events.length; taken++) {
      const event = self.stream.events[taken];
      if (event.event === 'beat') continue;
      if (event.event !== 'message') {
        self.others.push(event.event);
        continue;
      }
      const before = self.ids.at(-1) ?? horizon;
      assert.ok(isAfter(event.id, before), `${event.id} came after ${before}`);
      self.ids.push(event.id);
      state = fold(state, JSON.parse(event.data));
    }
    return self.ids.length;
  };
  self.move = async (to, last) => {
    self.follow();
    self.stream.close();
    one.close();
    one = signedOn(to, house, role);
    await open(last ?? self.ids.at(-1));
  };
  self.agrees = async () => {
    const { json } = await one.get(path);
    const want = liveState(json);
    const end = Date.now() + 5000;
    for (self.follow(); JSON.stringify(liveState(state.board)) !== JSON.stringify(want) && Date.now() < end; self.follow())
      await new Promise((resolve) => setTimeout(resolve, 5));
    assert.deepEqual(liveState(state.board), want);
  };
  self.missed = async () => {
    self.follow();
    const there = await rows(db, `SELECT i.epoch || '-' || e.xid || '-' || e.seq AS id FROM lantern.event e, lantern.installation i
      WHERE e.premises_id = '${house.id}' AND e.xid >= '${place(horizon)[0]}' ORDER BY e.xid, e.seq`);
    const [want, got] = [new Set(there.map((row) => row.id)), new Set(self.ids)];
    return [...want].filter((id) => !got.has(id)).concat([...got].filter((id) => !want.has(id)));
  };
  self.close = () => {
    self.stream.close();
    one.close();
  };
  await open();
  return self;
}
