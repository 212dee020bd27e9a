// keywork.mjs -- keywork as it would have gone: a session about every week with an attempt between, moments by whoever was there,
// skills carried forward, words for her plan.
//
// She meets no session of keywork-words.mjs twice, so that a page of hers does not read like a form.
import { DAY, HOUR, MIN, instant, isoDay, wall } from './london.mjs';
import * as words from './keywork-words.mjs';
import { NAMED, PLANS } from './plan-words.mjs';
import { action, keyworkerAt, sharesAt, staffWho, womanTale, written } from './tale.mjs';

const FEELINGS = ['struggling', 'not_great', 'ok', 'well', 'very_well'];
// Lantern House: so many days since the last one, so that nothing of theirs falls due in its night.
const LATELY = { Hazel: 6, Juniper: 3, Wren: 2, Iris: 5, Olive: 4 };

/** The instant her next session is due: a day after she came, or in the last second of the seventh day after the last one. */
const dueAfter = (tale, last) => (last === null ? tale.woman.arrived + DAY : instant(wall(last).day + 8, 0) - 1);

// Within her first day, by daylight.
function firstAt(tale) {
  const { woman, random } = tale;
  for (let tries = 0; tries < 12; tries++) {
    const at = woman.arrived + random.between(4 * 60, 23 * 60) * MIN;
    const { minute } = wall(at);
    if (minute >= 570 && minute <= 1170) return at;
  }
  return woman.arrived + 12 * HOUR;
}

/** When sessions were held. Some of late is owed one. */
function heldAt(tale) {
  const { woman, random, today } = tale;
  const first = firstAt(tale);
  const lately = LATELY[woman.key.startsWith('lantern/') ? woman.name[0] : ''];
  const days = [];
  if (lately) for (let day = today - lately; day > wall(first).day + 3; day -= 7) days.unshift(day);
  else {
    const until = random.chance(0.07) ? random.between(8, 10) : 0;
    for (let day = wall(first).day + random.between(5, 7); day <= today - until; day += random.pick([5, 6, 7, 7, 7, 7, 8])) days.push(day);
  }
  return [first, ...days.map(tale.daytime)].filter((at) => written(tale, at + HOUR));
}

/** What each session is about, in the order of her stay; one more than there are: what is agreed for next time. */
function topics(tale, count) {
  const { woman, random } = tale;
  const hazel = woman.key === 'lantern/hazel';
  const begin = hazel ? words.HAZEL : random.shuffle(words.ARRIVING).slice(0, 3);
  const end = woman.day > 55 ? words.LEAVING : [];
  const along = Math.max(0, count + 1 - begin.length - end.length);
  const middle = random.shuffle(words.ALONG).slice(0, along);
  for (let n = middle.length; n < along; n++) middle.push(words.ALONG[n % words.ALONG.length]);
  const all = [...begin, ...middle, ...(count + 1 - begin.length >= end.length ? end : [])].slice(0, count + 1);
  const confided = random.shuffle(words.IN_CONFIDENCE);
  all.forEach((_, n) => {
    if (n > 1 && n < count - 1 && !hazel && confided.length > 0 && random.chance(0.04)) all[n] = confided.pop();
  });
  return all;
}

function feelings(tale) {
  const { random } = tale;
  if (random.chance(0.25)) return [null, null];
  const came = random.pick([1, 2, 2, 2, 2, 3, 3, 3, 4, random.chance(0.3) ? 0 : 1]);
  const went = Math.max(0, Math.min(4, came + random.pick([0, 0, 1, 1, 1, 1, 2, -1])));
  return [FEELINGS[came], random.chance(0.15) ? null : FEELINGS[went]];
}

function skills(tale, id, topic) {
  const { random, carried } = tale;
  const rows = topic.skill ? [[topic.skill, topic.how]] : [];
  const again = carried.filter(([skill]) => skill !== topic.skill);
  if (again.length > 0 && random.chance(0.55)) rows.push([random.pick(again)[0], random.pick(['reminded', 'practised'])]);
  rows.forEach(([skill, how], n) => tale.add('keywork_skill', { session_id: id, ...tale.about, place: n + 1, skill, how }));
  if (topic.skill) carried.push(rows[0]);
  return rows;
}

// When it was written up: at once, or afterwards because there was no screen in the room.
function writing(tale, end) {
  const { random, now } = tale;
  const without_devices = random.chance(0.4);
  const lag = without_devices ? random.between(12, random.chance(0.1) ? 900 : 55) : random.between(1, 8);
  const recorded_at = Math.min(end + lag * MIN, now - 5 * MIN);
  return { without_devices, recorded_at, begun_at: recorded_at - random.between(2, 6) * MIN - random.between(0, 59) };
}

function suggestion(tale, { name, source, source_id, at, author }) {
  const { woman, random, now } = tale;
  const lines = (NAMED[woman.name[0]] ?? PLANS[2]).lines.length - 1;
  const decided = now - at > 9 * DAY || random.chance(0.4) ? at + random.between(5, 70) * HOUR : Infinity;
  const closed = decided < now - HOUR ? decided : null;
  const decision = closed && random.pick(['taken', 'taken', 'left']);
  const by = closed && random.pick([keyworkerAt(woman, closed), staffWho(woman.place, 'premises_manager')]);
  const row = tale.add('plan_suggestion', { id: tale.id(`suggestion/${name}`), ...tale.row, source, source_id, line: random.chance(0.6) ? tale.world.id(`safety/${woman.key}/line/${random.between(0, lines)}`) : null,
    words: tale.draw('suggestion', words.SUGGESTIONS), author_id: author.id, at, decided_at: closed, decided_by_id: by?.id, decision, reason: decision === 'left' ? tale.draw('left', words.LEFT) : decision && '' });
  tale.event('suggestion.made', at, author, { suggestion: row.id });
  if (closed) tale.event('suggestion.decided', closed, by, { suggestion: row.id, decision });
  return row.id;
}

/** Put right some days later: the same session again, with her correction. */
function correct(tale, row, rows, staff) {
  const at = row.recorded_at + tale.random.between(20, 60) * HOUR;
  if (!written(tale, at)) return;
  const id = tale.world.id(`corrected/${row.id}`);
  tale.add('keywork_session', { ...row, id, corrects_id: row.id, begun_at: at - 2 * MIN, recorded_at: at, read_with_her: 'yes', her_correction: tale.draw('correction', words.CORRECTIONS) });
  rows.forEach(([skill, how], n) => tale.add('keywork_skill', { session_id: id, ...tale.about, place: n + 1, skill, how }));
  tale.event('keywork.corrected', at, staff, { session: id, kind: 'session', corrects: row.id, suggestion: null, actions: [], moments: [] });
}

const SAID = { struggling: 'struggling', not_great: 'not great', ok: 'OK', well: 'well', very_well: 'very well' };

function feltWords({ came, went }) {
  if (!came) return `Leaving her keywork session she said she felt ${SAID[went]}.`;
  if (!went) return `Coming to her keywork session she said she felt ${SAID[came]}.`;
  return `She said she felt ${SAID[came]} coming to her keywork session, and ${SAID[went]} leaving it.`;
}

// In the server's own words: that there was a session, never what was said in it.
function tellOf(tale, row, staff) {
  const tell = (kind, said) => tale.tell(kind, row.recorded_at, said, 'session', row.id, staff);
  tell('keywork', `A keywork session of ${row.minutes} minutes.`);
  if (row.went_well) tell('good_news', 'Something went well: it is in her keywork session.');
  if ([row.came, row.went].some((word) => ['struggling', 'not_great'].includes(word))) tell('feeling', feltWords(row));
}

const actionOf = (tale, row, n) =>
  action(tale, `session/${n}`, { what: tale.draw('action', words.ACTIONS), origin: 'session', origin_id: row.id, at: row.recorded_at, days: tale.random.between(4, 14), done: tale.random.chance(0.85) ? tale.random.between(2, 16) * DAY : null,
    words: tale.draw('done', words.DONE) });

function held(tale, at, n, [topic, next]) {
  const { woman, random } = tale;
  const staff = keyworkerAt(woman, at);
  const sensitive = words.IN_CONFIDENCE.includes(topic);
  const minutes = random.pick([20, 25, 30, 30, 35, 40, 45, 45, 50, 60]);
  const { without_devices, recorded_at, begun_at } = writing(tale, at + minutes * MIN);
  const [came, went] = feelings(tale);
  const nothing_yet = !sensitive && woman.key !== 'lantern/hazel' && random.chance(0.06);
  const changes = n > 0 && !sensitive && random.chance(0.13);
  const row = tale.add('keywork_session', { id: tale.id(`session/${n}`), ...tale.row, kind: 'session', happened_at: at, minutes, begun_at, recorded_at, place: tale.draw('place', words.PLACES), without_devices, author_id: staff.id,
    not_held: null, not_held_words: '', tags: topic.tags, own_tags: random.chance(0.15) ? [tale.draw('own', words.OWN_TAGS)] : [], she_said: topic.said, we_did: topic.did, went_well: nothing_yet ? '' : topic.well, nothing_yet,
    purposeful: tale.draw('purposeful', words.PURPOSEFUL), came, went, did_we: n === 0 ? null : random.pick(['yes', 'yes', 'yes', 'partly', 'no', null]), next_topic: next.topic, sensitive,
    shared: !sensitive && sharesAt(woman, at).includes('keywork'), read_with_her: random.pick(['yes', 'yes', 'yes', 'no', 'declined']), her_correction: '', changes_plan: changes, corrects_id: null });
  const rows = skills(tale, row.id, topic);
  const suggested = changes ? suggestion(tale, { name: `session/${n}`, source: 'session', source_id: row.id, at: recorded_at, author: staff }) : null;
  const asked = random.chance(0.35) ? [actionOf(tale, row, n)] : [];
  tale.event('keywork.recorded', recorded_at, staff, { session: row.id, kind: 'session', corrects: null, suggestion: suggested, actions: asked, moments: [] });
  if (!sensitive && random.chance(0.04)) correct(tale, row, rows, staff);
  if (row.shared) tellOf(tale, row, staff);
  return row;
}

function attempt(tale, at, n) {
  const { woman, random } = tale;
  if (!written(tale, at)) return;
  const staff = keyworkerAt(woman, at);
  const not_held = random.pick(['declined', 'declined', 'not_in', 'unwell', 'asleep', 'no_staff', 'other']);
  const recorded_at = at + random.between(2, 20) * MIN;
  const id = tale.id(`attempt/${n}`);
  tale.add('keywork_session', { id, ...tale.row, kind: 'attempt', happened_at: at, minutes: null, begun_at: recorded_at - MIN, recorded_at, place: '', without_devices: false, author_id: staff.id, not_held,
    not_held_words: tale.draw(`not held/${not_held}`, words.NOT_HELD[not_held]), tags: [], own_tags: [], she_said: '', we_did: '', went_well: '', nothing_yet: false, purposeful: '', next_topic: '', sensitive: false, shared: false, read_with_her: 'no', her_correction: '',
    changes_plan: false });
  tale.event('keywork.recorded', recorded_at, staff, { session: id, kind: 'attempt', corrects: null, suggestion: null, actions: [], moments: [] });
}

function sessions(tale) {
  const { woman, random } = tale;
  const times = heldAt(tale);
  const about = topics(tale, times.length);
  const made = times.map((at, n) => {
    if (n > 0 && random.chance(0.16)) attempt(tale, tale.daytime(wall(at).day - 1), n);
    return held(tale, at, n, [about[n], about[n + 1]]);
  });
  for (let n = 0; n <= times.length; n++) {
    const due = dueAfter(tale, n === 0 ? null : times[n - 1]);
    if (due <= Math.min(times[n] ?? Infinity, tale.now)) tale.event('keywork.due_passed', due, null, { stay: woman.stay });
  }
  const due = dueAfter(tale, times.at(-1) ?? null);
  tale.deadline('keywork.due', due, woman.stay);
  if (due < tale.now) attempt(tale, tale.daytime(tale.today - 1), 'last');
  return made;
}

/** By whoever was there; read in the next session, or before it, or not yet. */
function moments(tale, days, made) {
  const { woman, random, now, today } = tale;
  const back = Math.min(days, 28, woman.day);
  const count = random.between(0, Math.ceil(back * 0.55));
  for (let n = 0; n < count; n++) {
    const night = random.chance(0.35);
    const day = today - random.between(0, back);
    const at = instant(day, night ? random.between(1090, 1400) : random.between(490, 1070));
    if (at < woman.arrived + HOUR || at + 15 * MIN > now) continue;
    const author = random.pick(woman.place.staff.filter((s) => s.shift === (night ? 'night' : 'day') && !s.roles.includes('agency')));
    const one = tale.draw('moment', words.MOMENTS);
    const row = tale.add('moment', { id: tale.id(`moment/${n}`), ...tale.row, words: one.words, good: one.good, happened_at: at, recorded_at: at + random.between(1, 9) * MIN, author_id: author.id });
    tale.event('moment.recorded', row.recorded_at, author, { moment: row.id, good: row.good });
    review(tale, row, made);
    if (!one.good && random.chance(0.06)) suggestion(tale, { name: `moment/${n}`, source: 'moment', source_id: row.id, at: row.recorded_at + HOUR < now ? row.recorded_at + HOUR : row.recorded_at, author });
  }
}

function review(tale, moment, made) {
  const { woman, random, now } = tale;
  const next = made.find((one) => one.happened_at > moment.recorded_at);
  const early = moment.recorded_at + random.between(10, 30) * HOUR;
  const alone = random.chance(0.25) && early < (next?.happened_at ?? now);
  if (!next && !alone) return;
  const at = alone ? early : next.recorded_at;
  const staff = keyworkerAt(woman, at);
  tale.add('moment_review', { moment_id: moment.id, ...tale.about, session_id: alone ? null : next.id, staff_id: staff.id, at });
  tale.event('moment.reviewed', at, staff, { moment: moment.id });
}

/** All of one woman's keywork; `days` of moments. */
export function makeKeywork(world, woman, days) {
  const tale = womanTale(world, woman, 'keywork');
  tale.carried = [];
  woman.sessions = sessions(tale);
  moments(tale, days, woman.sessions);
  if (woman.day > 12 && tale.random.chance(0.12)) suggestion(tale, { name: 'check', source: 'check', source_id: null, at: tale.now - tale.random.between(3, 60) * HOUR, author: staffWho(woman.place, 'night_worker') });
}

// ---------------------------------------------------------------- who holds how many, and who is away

/** How many women each keyworker is asked to hold, who is away and who covers. */
export function makeKeyworkers(world, place, n) {
  const manager = staffWho(place, 'premises_manager');
  const workers = place.staff.filter((s) => s.roles.includes('keyworker'));
  place.leaves = [];
  workers.forEach((staff, i) => {
    const women = place.short === 'lantern' ? 6 : Math.ceil(place.women / workers.length) + (i === 0 ? 1 : 0);
    world.out.add('keyworker_capacity', { id: world.id(`capacity/${staff.username}`), premises_id: place.id, staff_id: staff.id, women, author_id: manager.id, at: world.now - 90 * DAY });
  });
  const away = (i, from, until, withdrawn) => {
    const { day } = wall(world.now);
    const staff = workers[i];
    const cover = workers[(i + 1) % workers.length] === staff ? staffWho(place, 'shift_lead') : workers[(i + 1) % workers.length];
    const leave = { staff, from: day + from, back: day + until, cover, withdrawn };
    place.leaves.push(leave);
    const at = world.now - 40 * DAY;
    world.out.add('staff_leave', { id: world.id(`leave/${place.short}/${i}/${from}`), premises_id: place.id, staff_id: staff.id, from_on: isoDay(leave.from), back_on: isoDay(leave.back), cover_id: cover.id, author_id: manager.id, at,
      withdrawn_at: withdrawn ? at + 5 * DAY : null, withdrawn_by_id: withdrawn ? manager.id : null });
    world.out.event(world, { kind: withdrawn ? 'leave.withdrawn' : 'leave.set', premises: place.id, staff: manager, at: withdrawn ? at + 5 * DAY : at, data: { staff: staff.id } });
  };
  if (place.short === 'lantern') return away(0, 21, 31);
  if (n % 3 === 1) away(0, -4, 6); // away now
  else away(0, 9 + n, 18 + n, n === 5);
  away(2, -33, -25);
}
