// tale.mjs -- what the histories of keywork, meetings and the line to her practitioner share: one woman's tale, with random
// numbers of its own, so that checks, plans and names stay what they were before there was keywork.
import { createHash } from 'node:crypto';
import { HOUR, instant, wall } from './london.mjs';
import { makeRandom } from './random.mjs';

/** Draws one after another and none twice before all have been drawn. */
export function deck(random, list) {
  let left = [];
  return () => {
    if (left.length === 0) left = random.shuffle(list);
    return left.pop();
  };
}

/** One subject's rows: about a woman, or a house. */
export function makeTale(world, subject, name) {
  const salt = createHash('md5').update(`${subject.id}/${name}`).digest('hex').slice(0, 12);
  const tale = {
    world, subject, now: world.now, today: wall(world.now).day, random: makeRandom(Number(BigInt(`0x${salt}`))),
    id: (part) => world.id(`${name}/${subject.key ?? subject.short}/${part}`),
    add(table, row) {
      world.out.add(table, row);
      return row;
    },
    /** Between half past nine and half past seven of a local day. */
    daytime: (day) => instant(day, tale.random.between(570, 1170)),
    decks: {},
    /** A deck of this tale, by name. */
    draw: (key, list) => (tale.decks[key] ??= deck(tale.random, list))(),
  };
  return tale;
}

export function womanTale(world, woman, name) {
  const tale = makeTale(world, woman, name);
  return Object.assign(tale, {
    woman, row: woman.row, about: { resident_id: woman.id, premises_id: woman.place.id }, arrivedOn: wall(woman.arrived).day,
    event: (kind, at, staff, data = {}) => world.out.event(world, { kind, woman, staff, at, data }),
    deadline(kind, due_at, subject) {
      if (due_at > world.now) tale.add('deadline', { due_at, kind, premises_id: woman.place.id, subject, data: JSON.stringify({ stay: woman.stay }), state: 'open' });
    },
    /** Her practitioner is told; line.mjs makes the update of it. */
    tell: (kind, at, words, about, about_id, staff) => woman.told.push({ kind, at, words, about, about_id, staff }),
  });
}

export const staffWho = (place, role) => place.staff.find((s) => s.roles.includes(role));

const during = (turns, at) => (turns.find((one) => one.until === null || at < one.until) ?? turns.at(-1)).staff;

/** Whose keyworker she has at an instant: whoever covers, while that one is away. */
export function keyworkerAt(woman, at) {
  const staff = during(woman.keyworkers, at);
  const { day } = wall(at);
  const leave = woman.place.leaves.find((one) => one.staff === staff && one.from <= day && day < one.back && !one.withdrawn);
  return leave?.cover ?? staff;
}

export const practitionerAt = (woman, at) => during(woman.practitioners, at);

/** What she was told is shared, at an instant. */
export const sharesAt = (woman, at) => woman.sharing.filter((one) => one.at <= at).at(-1)?.shares ?? [];

/** Something asked on her behalf, with its end where it has one: `what` is to be done `days` after `at`. */
export function action(tale, name, { what, origin, origin_id, at, days, done, words, owner }) {
  const { woman, now, world } = tale;
  const author = keyworkerAt(woman, at);
  const by = owner ?? tale.random.pick(['resident', 'staff', 'staff', 'practitioner']);
  const closed = done && at + done < now ? at + done : null;
  const id = tale.id(`action/${name}`);
  const identified = wall(at).day;
  const iso = (day) => new Date(day * 86400000).toISOString().slice(0, 10);
  tale.add('action', { id, ...tale.row, what, owner_kind: by, owner_staff_id: by === 'resident' ? null : (by === 'staff' ? author : practitionerAt(woman, at)).id, identified_on: iso(identified), target_on: iso(identified + days),
    author_id: author.id, recorded_at: at, closed_at: closed, version: closed ? 2 : 1, origin, origin_id });
  if (closed) tale.add('action_entry', { id: world.id(`entry/${id}`), action_id: id, premises_id: woman.place.id, kind: 'closed', words, staff_id: keyworkerAt(woman, closed).id, at: closed });
  if (origin !== 'session') tale.event('action.recorded', at, author, { action: id, what }); // a session's are told with it
  return id;
}

/** The latest of a woman's week: what is newer has not been written yet. */
export const written = (tale, at) => at + 2 * HOUR < tale.now;
