// meetings.mjs -- three-way meetings as they would have gone: planned, sometimes moved, held or not, with her items first, decisions,
// disagreements in the voice of each, and her copy.
import { DAY, HOUR, MIN, instant, isoDay, wall } from './london.mjs';
import * as words from './meeting-words.mjs';
import { action, keyworkerAt, practitionerAt, staffWho, womanTale, written } from './tale.mjs';

const HOW = ['in_person', 'in_person', 'by_phone', 'by_video'];
const LEAVING = 14; // days before she leaves: the last one

/** The day by which the next one is to be: after the last one held, or after she came; before she leaves. */
function dueOn(tale, last) {
  const regular = last === null ? tale.arrivedOn + 14 : last + 28;
  const before = tale.arrivedOn + { standard: 84, pipe: 182, esap: 364 }[tale.woman.place.kind] - LEAVING;
  return before > (last ?? tale.arrivedOn) ? Math.min(regular, before) : regular;
}

function items(tale, id, starts, made) {
  const { woman, random, now } = tale;
  const put = (voice, author, n) => {
    const at = Math.min(made + random.between(1, Math.max(2, Math.floor((Math.min(starts, now) - made) / HOUR) - 1)) * HOUR, now - 2 * MIN);
    tale.add('meeting_item', { id: tale.id(`item/${id}/${voice}/${n}`), meeting_id: id, ...tale.about, voice, words: tale.draw(voice, words.ITEMS[voice]), author_id: author.id, at });
    tale.event('meeting.item', at, author, { meeting: id, voice });
  };
  // Olive's own are written on the evening before, with Fern.
  const hers = woman.key === 'lantern/olive' && starts > now ? 0 : random.between(1, 2);
  for (let n = 0; n < hers; n++) put('resident', keyworkerAt(woman, made), n);
  put('keyworker', keyworkerAt(woman, made), 0);
  if (random.chance(0.8)) put('practitioner', practitionerAt(woman, made), 0);
}

function plan(tale, n, starts) {
  const { woman, random } = tale;
  const author = keyworkerAt(woman, starts - 9 * DAY);
  const id = tale.id(`meeting/${n}`);
  const at = Math.max(woman.arrived + 2 * HOUR, Math.min(starts - random.between(5, 11) * DAY, tale.now - 3 * HOUR));
  const minutes = random.pick([30, 45, 60]);
  const key = { meeting_id: id, ...tale.about };
  const how = random.pick(HOW);
  const moved = random.chance(0.15) && at + 2 * DAY < Math.min(starts, tale.now);
  tale.add('meeting_time', { ...key, sequence: 0, starts_at: moved ? starts - 2 * DAY - 2 * HOUR : starts, minutes, how, reason: '', author_id: author.id, at });
  tale.event('meeting.planned', at, author, { meeting: id });
  if (moved) {
    tale.add('meeting_time', { ...key, sequence: 1, starts_at: starts, minutes, how, reason: tale.draw('moved', words.MOVED), author_id: author.id, at: at + DAY });
    tale.event('meeting.moved', at + DAY, author, { meeting: id, sequence: 1 });
  }
  items(tale, id, starts, at);
  return { id, at, minutes, how, author };
}

function people(tale, id, starts, how) {
  const { woman, random } = tale;
  const person = (role, name, there) => tale.add('meeting_person', { id: tale.id(`person/${id}/${role}`), meeting_id: id, ...tale.about, role, name, how: there });
  person('resident', woman.restricted ? 'She herself' : woman.name[0], 'in_person');
  person('keyworker', keyworkerAt(woman, starts).name, 'in_person');
  person('practitioner', practitionerAt(woman, starts).name, how);
  if (!random.chance(0.3)) return;
  const [role, name] = tale.draw('other', words.OTHERS);
  person(role, name ?? staffWho(woman.place, 'premises_manager').name, random.pick(['in_person', 'by_phone', 'not_there']));
}

function notes(tale, id) {
  const { random } = tale;
  const note = (place, kind, voice, said) => tale.add('meeting_note', { id: tale.id(`note/${id}/${place}`), meeting_id: id, ...tale.about, kind, voice, words: said, place });
  const decisions = Array.from({ length: random.between(1, 3) }, () => tale.draw('decision', words.DECISIONS));
  decisions.forEach((said, n) => note(n + 1, 'decision', null, said));
  if (random.chance(0.2)) tale.draw('disagreement', words.DISAGREEMENTS).forEach(([voice, said], n) => note(decisions.length + n + 1, 'disagreement', voice, said));
  return decisions;
}

function copyFor(tale, id, closed) {
  const { woman, random } = tale;
  const at = closed + random.between(20, 20 * 60) * MIN;
  if (!written(tale, at) || random.chance(0.04)) return;
  const staff = keyworkerAt(woman, at);
  tale.add('meeting_copy', { meeting_id: id, ...tale.about, large_print: woman.name[0] === 'Olive' || random.chance(0.1), author_id: staff.id, at });
  tale.event('meeting.copied', at, staff, { meeting: id });
}

/** Her plan was looked at with it, and stayed as it was. */
function reviewed(tale, id, closed) {
  const { woman, random } = tale;
  const at = closed + random.between(2, 9) * HOUR;
  const { version } = woman.versions.filter((one) => one.at < closed).at(-1) ?? {};
  if (!written(tale, at) || !version) return;
  const staff = keyworkerAt(woman, closed);
  const review = tale.id(`review/${id}`);
  tale.add('review', { id: review, ...tale.row, opened_at: closed, from_version: version, closed_at: at, closed_by_id: staff.id, outcome: 'unchanged', words: tale.draw('reviewed', words.REVIEWED), to_version: version, next_on: isoDay(wall(at).day + 7) });
  tale.add('review_trigger', { id: tale.id(`trigger/${id}`), review_id: review, ...tale.about, kind: 'meeting', ref: id, words: '', at: closed, act_by: null, review_by: closed + DAY, staff_id: staff.id });
  tale.event('review.opened', closed, staff, { review, kind: 'meeting' });
  tale.event('review.closed', at, staff, { review });
}

function held(tale, meeting, starts) {
  const { woman, random } = tale;
  const { id, at, how, author } = meeting;
  const held_at = starts + random.between(0, 6) * MIN;
  const minutes = meeting.minutes + random.pick([-5, 0, 0, 5, 10]);
  const closed = held_at + (minutes + random.between(8, 45)) * MIN;
  const staff = keyworkerAt(woman, closed);
  const plain_words = tale.draw('plain', words.PLAIN);
  tale.add('meeting', { id, ...tale.row, author_id: author.id, at, closed_at: closed, closed_by_id: staff.id, held: true, held_at, minutes, plain_words });
  tale.event('meeting.held', closed, staff, { meeting: id });
  people(tale, id, starts, how);
  const decisions = notes(tale, id);
  if (random.chance(0.7)) action(tale, `meeting/${id}`, { what: tale.draw('action', words.WRITTEN_ACTIONS), origin: 'meeting', origin_id: id, at: closed, days: random.between(5, 14), done: random.chance(0.85) ? random.between(3, 13) * DAY : null, words: 'Said so at the next meeting.', owner: random.pick(['staff', 'practitioner']) });
  tale.tell('meeting', closed, `Three-way meeting held, ${minutes} minutes. Decided: ${decisions[0]}`, 'meeting', id, staff);
  copyFor(tale, id, closed);
  reviewed(tale, id, closed);
}

function notHeld(tale, meeting, starts) {
  const { woman, random } = tale;
  const who = random.pick(['resident', 'keyworker', 'practitioner', 'practitioner', 'premises', 'other']);
  const closed = starts + random.between(10, 200) * MIN;
  const staff = keyworkerAt(woman, closed);
  const reason = tale.draw(`not held/${who}`, words.NOT_HELD[who]);
  tale.add('meeting', { id: meeting.id, ...tale.row, author_id: meeting.author.id, at: meeting.at, closed_at: closed, closed_by_id: staff.id, held: false, not_held: who, reason });
  tale.event('meeting.not_held', closed, staff, { meeting: meeting.id, not_held: who });
  tale.tell('meeting_not_held', closed, `Three-way meeting not held: ${reason}`, 'meeting', meeting.id, staff);
}

const morning = (tale, day) => instant(day, tale.random.pick([570, 600, 630, 660, 840, 870, 900, 960]));

/** One to come, or one whose outcome nobody has written up yet. */
function open(tale, n, starts) {
  const { id, author, at } = plan(tale, n, starts);
  tale.add('meeting', { id, ...tale.row, author_id: author.id, at });
  tale.woman.planned = { id, at };
}

function next(tale, n, last) {
  const { woman, random, today } = tale;
  const due = dueOn(tale, last);
  if (woman.key === 'lantern/olive') return open(tale, n, instant(today + 1, 600));
  if (random.chance(0.03) && tale.now - woman.arrived > 9 * DAY) return open(tale, n, morning(tale, today - 1));
  if (tale.now - woman.arrived > DAY && random.chance(0.75)) open(tale, n, morning(tale, Math.max(today + random.between(1, 4), due - random.between(0, 5))));
}

/** All of one woman's meetings. */
export function makeMeetings(world, woman) {
  const tale = womanTale(world, woman, 'meetings');
  const { random, today } = tale;
  let last = null;
  let n = 0;
  for (let day = tale.arrivedOn + random.between(9, 13); ;) {
    const starts = morning(tale, day);
    if (!written(tale, starts + 3 * HOUR) || (woman.key === 'lantern/olive' && day > today - 15)) break;
    const meeting = plan(tale, n++, starts);
    if (random.chance(0.14)) {
      notHeld(tale, meeting, starts);
      day += random.between(3, 7);
      continue;
    }
    held(tale, meeting, starts);
    last = day;
    day += random.between(23, 28);
  }
  next(tale, n, last);
  const due = instant(dueOn(tale, last) + 1, 0);
  if (due <= tale.now) tale.event('meeting.due_passed', due, null, { stay: woman.stay });
}
