// line.mjs -- the line to her practitioner: what she was told is shared, updates of three levels with their receipts, questions and
// answers, and the messages that left the building, which name nobody.
import { createHash } from 'node:crypto';
import { DAY, HOUR, MIN, instant, isoDay, nextAt, wall } from './london.mjs';
import { CLOSINGS, FOLLOW_UPS, HER_SHARING, HOW_OFTEN, PHONED, THREADS } from './meeting-words.mjs';
import { keyworkerAt, makeTale, practitionerAt, staffWho, womanTale, written } from './tale.mjs';

const NOW = ['missing', 'self_harm', 'hospital', 'overdose', 'police', 'safeguarding', 'recall_question'];
const WEEKLY = ['good_news', 'keywork', 'plan_changed', 'activities'];
const levelOf = (kind) => (NOW.includes(kind) ? 'now' : WEEKLY.includes(kind) ? 'weekly' : 'today');
const weekday = (day) => (day + 3) % 7; // 0: Monday
const ALL = ['plan', 'checks', 'keywork', 'meetings', 'activities'];

// ---------------------------------------------------------------- what she was told is shared

/** Before keywork: whether a session is shared follows from it. */
export function makeSharing(world, woman) {
  const tale = womanTale(world, woman, 'sharing');
  const { random } = tale;
  woman.sharing = [];
  const agree = (at, shares) => {
    if (!written(tale, at)) return;
    const staff = keyworkerAt(woman, at);
    tale.add('sharing_agreement', { id: tale.id(`${woman.sharing.length}`), ...tale.row, shares, how_often: tale.draw('often', HOW_OFTEN), told_on: isoDay(wall(at).day), her_words: tale.draw('words', HER_SHARING), author_id: staff.id, at });
    tale.event('sharing.agreed', at, staff, { shares });
    woman.sharing.push({ at, shares });
  };
  const roll = woman.key === 'lantern/wren' ? 80 : woman.keeper ? 1 : random.between(1, 100);
  const at = woman.arrived + random.between(3, 20) * HOUR;
  if (roll <= 72) agree(at, ALL);
  else if (roll <= 86) agree(at, ALL.filter((one) => one !== 'keywork'));
  else if (roll <= 94) agree(at, ['plan', 'meetings']);
  if (roll > 82 && roll <= 94 && woman.day > 20) agree(woman.arrived + random.between(10, 16) * DAY, ALL);
}

// ---------------------------------------------------------------- updates

// By hand, some weeks ago, to a few: what has to be known at once.
const BY_HAND = [
  ['police', 'Police came to ask about her telephone; she was told first and was content to talk.'], ['safeguarding', 'Safeguarding referral made about a caller at the gate; she agrees with it.'], ['missing', 'Not back by the time agreed; rang at 23:40, back at 00:15, seen and well.'],
  ['recall_question', 'Question whether the sign-in that she missed needs more than a talk: we think it does not.'],
];

function byHand(tale, n) {
  const { woman, random, now, today } = tale;
  if (!written(tale, woman.arrived + 12 * DAY) || n % 6 !== 3 || woman.keeper) return;
  const [kind, words] = random.pick(BY_HAND);
  const at = tale.daytime(today - random.between(2, Math.min(10, woman.day - 2)));
  if (at < now - DAY) tale.tell(kind, at, words, 'stay', woman.stay, staffWho(woman.place, 'shift_lead'));
}

/** The next time a digest took it along. */
function toldAt(level, at) {
  if (level === 'now') return at;
  const morning = nextAt(at, level === 'today' ? 450 : 480);
  return level === 'today' ? morning : instant(wall(morning).day + ((7 - weekday(wall(morning).day)) % 7), 480);
}

/** When her practitioner said "I have read this", on working days. */
function looks(world, staff, from) {
  if (staff.looks) return staff.looks;
  const tale = makeTale(world, { id: staff.id, key: staff.username }, 'looks');
  staff.looks = [];
  for (let { day } = wall(from); day <= tale.today; day++) {
    const steady = ['robin', 'sam'].includes(staff.username);
    const often = steady ? 1 : tale.today - day > 60 ? 0.12 : 0.45; // of long ago only the outline
    if (weekday(day) > 4 || !tale.random.chance(often)) continue;
    const at = instant(day, steady ? 520 : tale.random.between(520, 1000)) + tale.random.between(0, 59);
    if (at >= world.now) continue;
    staff.looks.push(at);
    tale.add('practitioner_look', { id: tale.id(`${day}`), staff_id: staff.id, until_at: at - 40, at });
  }
  return staff.looks;
}

function read(tale, row, staff, at) {
  tale.add('update_read', { update_id: row.id, ...tale.about, staff_id: staff.id, at });
  tale.event('update.read', at, staff, { updates: [row.id] });
}

// Half an hour in office hours, or the next morning: then it is her deputy's. Some are telephoned besides.
function passed(tale, row, how) {
  const { woman, now } = tale;
  const { day, minute } = wall(row.at);
  const office = weekday(day) < 5 && minute >= 540 && minute < 1020;
  const at = office ? row.at + 30 * MIN : nextAt(row.at, 480);
  if (at > now) return;
  const deputy = how === 'deputy' ? tale.staff.deputy : null;
  const pass = (kind, staff, words, when) => tale.add('update_pass', { id: tale.id(`pass/${row.id}/${kind}`), update_id: row.id, ...tale.about, kind, staff_id: staff?.id ?? null, words, at: when });
  pass(deputy ? 'deputy' : 'no_deputy', deputy, '', at);
  tale.event('update.passed', at, null, { update: row.id });
  if (deputy) message(tale, { staff: deputy, template: 'update_passed', at, about: row.id, counts: { updates: 1 } });
  if (how !== 'phoned' || at + HOUR > now) return;
  const manager = staffWho(woman.place, 'on_call') ?? staffWho(woman.place, 'premises_manager');
  pass('phoned', manager, tale.draw('phoned', PHONED), at + 25 * MIN);
  tale.event('update.phoned', at + 25 * MIN, manager, { update: row.id });
}

function update(tale, one, n) {
  const { woman, now, random } = tale;
  const level = levelOf(one.kind);
  const staff = practitionerAt(woman, one.at);
  const told = toldAt(level, one.at);
  const row = tale.add('practitioner_update', { id: tale.id(`update/${n}`), ...tale.row, level, kind: one.kind, good: one.kind === 'good_news', words: one.words, about: one.about, about_id: one.about_id, author_id: one.staff?.id ?? null, at: one.at,
    staff_id: staff.id, told_at: told <= now ? told : null });
  tale.event('update.written', one.at, one.staff, { update: row.id, level, kind: one.kind, about: one.about, about_id: one.about_id });
  tale.staff = staff;
  const look = looks(tale.world, staff, tale.world.now - 320 * DAY).find((at) => at - 40 >= one.at);
  if (level === 'now') {
    message(tale, { staff, template: 'update_now', at: one.at, about: row.id, counts: { updates: 1 } });
    // At two houses nobody had opened one in time.
    const late = { heron: 'deputy', kestrel: 'phoned', alder: 'deputy' }[woman.place.short];
    if (late) passed(tale, row, late);
    else if (one.at + 40 * MIN < now) return read(tale, row, staff, one.at + random.between(3, 24) * MIN);
  } else if (one.at > now - 6 * DAY && row.told_at) digested(tale, row, staff);
  if (look) read(tale, row, staff, look);
}

/** What she was told of, from everything that happened to her. */
function updates(tale) {
  const list = tale.woman.told.filter((one) => one.at <= tale.now).sort((a, b) => a.at - b.at);
  list.forEach((one, n) => update(tale, one, n));
  return list;
}

// ---------------------------------------------------------------- what left the building

const LETTERS = {
  update_now: ['Lantern: something to read now', 'There is an update that should be read now. Sign in to read it.'], update_passed: ['Lantern: an update has been passed to you', 'An update that nobody had read in time is now with you. Sign in to read it.'],
  digest_today: ['Lantern: today’s updates', 'There are updates for you. Sign in to read them.'], digest_weekly: ['Lantern: this week’s updates', 'There are weekly updates for you. Sign in to read them.'],
  thread_waits: ['Lantern: a question waits for you', 'A question waits for your answer. Sign in to read it.'], meeting_planned: ['Lantern: a meeting has been planned', 'A meeting has been planned. Sign in to see when and how.'],
};

/** A message of the last weeks, and where it arrived: the inbox within. Older ones are not kept here. */
function message(tale, { staff, template, at, about, counts }) {
  const { world, now, subject } = tale;
  if (at < now - 14 * DAY) return;
  const once = `${template} ${about} ${staff.id}`; // as the server says it
  const dead = staff.courier === 'notify' && template === 'update_passed';
  const id = world.id(`outbox/${once}`);
  tale.add('outbox', { id, premises_id: (subject.place ?? subject).id, staff_id: staff.id, template, counts: JSON.stringify(counts), about_id: about, once, made_at: at, state: dead ? 'dead' : 'sent', tries: dead ? 6 : 1, next_at: at,
    handed_at: dead ? null : at + 2, courier: dead ? 'notify' : 'inbox', sent_at: dead ? null : at + 2, last_error: dead ? '403: service not live' : null });
  const [title, body] = LETTERS[template];
  if (!dead) tale.add('inbox_message', { outbox_id: id, staff_id: staff.id, subject: title, body, at: at + 2 });
}

/** Taken along by a digest: counted there, and sent when all women of the house are through. */
function digested(tale, row, staff) {
  const { place } = tale.woman;
  const key = `${staff.username}/${row.level}/${row.told_at}`;
  const digest = (place.digests[key] ??= { staff, level: row.level, at: row.told_at, updates: 0, good: 0 });
  digest.updates++;
  if (row.good) digest.good++;
}

/** A house's digests of the last days. */
export function makeDigests(world, place) {
  const tale = makeTale(world, place, 'digests');
  for (const [key, { staff, level, at, updates: count, good }] of Object.entries(place.digests))
    message(tale, { staff, template: level === 'today' ? 'digest_today' : 'digest_weekly', at, about: world.id(`digest/${place.short}/${key}`), counts: { updates: count, good } });
}

// ---------------------------------------------------------------- questions and answers

function entry(tale, thread, n, { side, kind, words, at }) {
  const { woman } = tale;
  const staff = side === 'practitioner' ? practitionerAt(woman, at) : keyworkerAt(woman, at);
  tale.add('thread_entry', { id: tale.id(`entry/${thread}/${n}`), thread_id: thread, ...tale.about, side, kind, words, author_id: staff.id, at });
  tale.event({ question: 'thread.asked', answer: 'thread.answered', closed: 'thread.closed' }[kind], at, staff, { thread });
  return staff;
}

function thread(tale, n, at, [about, about_id]) {
  const { woman, random, now } = tale;
  const [asks, question, answer] = tale.draw('thread', THREADS);
  const answers = asks === 'practitioner' ? 'premises' : 'practitioner';
  const id = tale.id(`thread/${n}`);
  const first = entry(tale, id, 0, { side: asks, kind: 'question', words: question, at });
  tale.add('thread', { id, ...tale.row, about, about_id, author_id: first.id, at });
  const said = at + random.between(2, 40) * HOUR;
  const waits = answers === 'practitioner' ? practitionerAt(woman, at) : keyworkerAt(woman, at);
  message(tale, { staff: waits, template: 'thread_waits', at, about: id, counts: { waiting: 1 } });
  if (said > now - HOUR) return;
  entry(tale, id, 1, { side: answers, kind: 'answer', words: answer, at: said });
  const more = said + random.between(3, 30) * HOUR;
  if (more > now - HOUR || random.chance(0.4)) return;
  if (random.chance(0.7)) entry(tale, id, 2, { side: asks, kind: 'closed', words: tale.draw('closed', CLOSINGS), at: more });
  else entry(tale, id, 2, { side: asks, kind: 'question', words: tale.draw('follow', FOLLOW_UPS), at: more });
}

function threads(tale) {
  const { woman, random, now } = tale;
  if (woman.day < 2) return;
  const shared = woman.sessions.filter((one) => one.shared);
  const count = random.chance(0.35) ? random.between(1, 3) : 0;
  for (let n = 0; n < count; n++) {
    const at = now - random.between(3, Math.min(20, woman.day) * 24 - 30) * HOUR;
    const before = shared.filter((one) => one.recorded_at < at).at(-1);
    if (at < woman.arrived + DAY) continue;
    thread(tale, n, at, before && random.chance(0.5) ? ['session', before.id] : ['woman', null]);
  }
}

/** All of one woman's line; `n` is her place in the house. */
export function makeLine(world, woman, n) {
  const tale = womanTale(world, woman, 'line');
  byHand(tale, n);
  updates(tale);
  threads(tale);
  if (woman.planned) message(tale, { staff: practitionerAt(woman, woman.planned.at), template: 'meeting_planned', at: woman.planned.at, about: woman.planned.id, counts: {} });
}

// ---------------------------------------------------------------- practitioners themselves

/** Who answers for whom, where each is written to, and two private calendars. */
export function makePractitioners(world, places, estate) {
  const { out, id, now } = world;
  const list = estate.filter((s) => s.role === 'practitioner');
  const office = estate.find((s) => s.role === 'administrator');
  list.forEach((staff, n) => {
    // Kestrel Lodge's have none: their updates go unread to the manager on call.
    const deputy = places[3].practitioners.includes(staff) && n >= 8 ? null : list[n < 8 ? (n + 2) % 8 : 8 + ((n - 8 + 9) % 52)];
    staff.deputy = deputy;
    if (deputy) out.add('practitioner_deputy', { id: id(`deputy/${staff.username}`), staff_id: staff.id, deputy_id: deputy.id, author_id: n % 5 ? staff.id : office.id, at: now - 200 * DAY });
    staff.courier = n < 8 || n % 4 === 0 ? 'inbox' : n % 17 === 0 ? 'notify' : n % 19 === 0 ? 'webhook' : 'mail';
    const address = { inbox: '', webhook: `https://hooks.probation.example/${staff.username}` }[staff.courier] ?? `${staff.username}@probation.example`;
    out.add('staff_contact', { id: id(`contact/${staff.username}`), staff_id: staff.id, courier: staff.courier, address, author_id: staff.id, at: now - 190 * DAY });
  });
  for (const place of places) {
    const manager = staffWho(place, 'premises_manager');
    out.add('staff_contact', { id: id(`contact/${manager.username}`), staff_id: manager.id, courier: 'inbox', address: '', author_id: manager.id, at: now - 190 * DAY });
  }
  for (const staff of [places[0].staff.find((s) => s.username === 'fern'), places[1].staff.find((s) => s.roles.includes('keyworker')), list[0]])
    out.add('calendar_feed', { id: id(`feed/${staff.username}`), staff_id: staff.id, token_hash: createHash('sha256').update(id(`token/${staff.username}`)).digest(), made_at: now - 20 * DAY });
}
