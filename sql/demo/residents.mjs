// residents.mjs -- the women, their stays, plans and what is known of them.
import { ACTIONS, FAMILY, GIVEN, HOW, PROGRESS, REASONS } from './words.mjs';
import { DAY, HOUR, MIN, isoDay, wall } from './london.mjs';
import { makeRandom } from './random.mjs';

const band = (from, until, kind, min, max) => ({ from, until, kind, min: min * MIN, max: max * MIN });
const ROUTINE = [band(420, 1380, 'sign_of_life', 120, 360), band(1380, 420, 'sign_of_life', 60, 240)];
const HOURLY = [band(0, 0, 'sign_of_life', 30, 60)];

// Lantern House, as in the acceptance night. ends: the last window closes so many seconds after now.
const LANTERN = [
  { room: 3, name: ['Marigold', 'Marigold', 'Testbury'], age: 31, day: 0, keeper: 'robin', plan: 'first_nights', bands: HOURLY, ends: 780,
    how: 'First nights are the worst. I go to bed fully dressed and that is all right. Knock, say your name, tell me the time.',
    sleep: ['red_torch', 'door_ajar'], facts: { allergies: 'Penicillin', communication: 'Plain words; reads well' } },
  { room: 1, name: ['Juniper', 'Juniper', 'Sampleton'], age: 26, day: 20, keeper: 'sam', plan: 'watch', bands: [band(0, 0, 'sign_of_life', 15, 30)],
    ends: 240, how: 'Knock, say your name. No torch. Women only. If my hood is up, sit on the stairs and wait; I will come.', sleep: ['listen_first'] },
  { room: 7, name: ['Wren', 'Wren', 'Placeholder-Lee'], age: 38, day: 45, keeper: 'sam',
    how: 'Ask me what I cooked today. Please do not talk about weight.', sleep: ['door_ajar'] },
  { room: 9, name: ['Hazel', 'Hazel', 'Mockford'], age: 44, day: 33, keeper: 'robin',
    how: 'Tell me what went well before what did not. Praise matters to me.', sleep: ['red_torch'] },
  { room: 11, name: ['Iris', 'Iris', 'Fictiva'], age: 29, day: 61, keeper: 'robin', out: true,
    how: 'If I am late ring me, then my sister. Nobody else. Do not ask where in front of others.', sleep: ['listen_first'] },
  { room: 14, name: ['Olive', 'Olive', 'Exampleby'], age: 52, day: 70, keeper: 'sam',
    how: 'My hearing aids are out at night. Use the lamp switch, then the bed pad. Slow words. I sign “good” with a thumb.',
    sleep: ['bed_pad'], facts: { communication: 'Autistic; learning disability; hearing aids; written summary', interpreter: null } },
];

const FACTS = [
  ['rosh_overall', ['medium', 'high', 'high', 'very high', 'low'], 'OASys'], ['rosh_children', ['low', 'medium'], 'OASys'],
  ['rosh_public', ['low', 'medium', 'high'], 'OASys'], ['rosh_known_adult', ['low', 'medium', 'high'], 'OASys'],
  ['rosh_staff', ['low', 'low', 'medium'], 'OASys'], ['mappa_category', ['1', '2', '3'], 'NDelius'], ['mappa_level', ['1', '1', '2'], 'NDelius'],
  ['tier', ['A2', 'B1', 'B2', 'C1', 'B'], 'NDelius'], ['register', ['RMRH', 'RHRH', 'RLRH'], 'NDelius'],
  ['communication', ['Plain words', 'Large print', 'Lip-reads', 'Reads Welsh'], 'Said by her'],
  ['interpreter', ['Polish, a woman', 'British Sign Language', 'Romanian'], 'Said by her'],
  ['allergies', ['Penicillin', 'Nuts', 'Latex', 'Bee stings'], 'GP summary'],
];

function addFacts(world, woman) {
  const { out, id, random, now } = world;
  for (const [kind, values, source] of FACTS) {
    const told = woman.facts?.[kind];
    const roll = random.between(1, 100);
    const state = told ? 'recorded' : roll <= (kind === 'interpreter' ? 8 : 62) ? 'recorded' : roll <= 84 ? 'none_recorded' : roll <= 94 ? 'not_asked' : 'source_unavailable';
    const recorded = state === 'recorded';
    const age = random.between(2, 240);
    out.add('imported_fact', { id: id(`fact/${woman.key}/${kind}`), resident_id: woman.id, kind, state, value: recorded ? told ?? random.pick(values) : null,
      source, stated_on: recorded ? isoDay(wall(now).day - age) : null, received_at: Math.max(woman.arrived - 5 * DAY, now - age * DAY) });
  }
}

function addPerson(world, woman) {
  const { out, id, random, now } = world;
  const [preferred, given, family] = woman.name;
  const letters = 'ABCDEFGHJKLMNPRSTVWXYZ';
  const digits = (n) => Array.from({ length: n }, () => random.between(0, 9)).join('');
  const serial = String(100000 + world.serial++ * 37).slice(-6);
  out.add('resident', { id: woman.id, restricted: woman.restricted });
  out.add('resident_person', { resident_id: woman.id, restricted: woman.restricted, preferred_name: preferred, given_name: given, family_name: family,
    born_on: isoDay(wall(now).day - woman.age * 365 - random.between(10, 350)) });
  const number = (kind, value, from) => out.add('resident_number', { id: id(`${kind}/${woman.key}/${from}`), resident_id: woman.id,
    restricted: woman.restricted, kind, value, from_at: from, source: 'NDelius' });
  number('crn', `X${serial}`, now - 300 * DAY);
  if (random.chance(0.9)) number('noms', `${random.pick([...letters])}${digits(4)}${random.pick([...letters])}${random.pick([...letters])}`, now - 300 * DAY);
  number('event', String(random.between(1, 3)), now - 200 * DAY);
  woman.crn = `X${serial}`;
}

function addStay(world, woman, place) {
  const { out, id } = world;
  const weeks = { standard: 12, pipe: 26, esap: 52 }[place.kind];
  const arrivedDay = wall(woman.arrived).day;
  out.add('stay', { id: woman.stay, resident_id: woman.id, premises_id: place.id, expected_on: isoDay(arrivedDay),
    released_on: isoDay(arrivedDay - woman.releasedBefore), arrived_at: woman.upcoming ? null : woman.arrived,
    planned_departure_on: isoDay(arrivedDay + weeks * 7), departed_at: woman.departed ?? null,
    departure_code: woman.departed ? 'O' : null, move_on_code: woman.departed ? 'MC06' : null });
  if (woman.upcoming) return;
  const during = (from, until) => `["${new Date(from * 1000).toISOString()}",${until ? `"${new Date(until * 1000).toISOString()}"` : ''})`;
  out.add('stay_room', { id: id(`stay_room/${woman.key}`), stay_id: woman.stay, resident_id: woman.id, premises_id: place.id,
    room_id: woman.room.id, bed: 1, during: during(woman.arrived, woman.departed), reason: 'on arrival', her_view: '' });
}

const staffWho = (place, role) => place.staff.find((s) => s.roles.includes(role));

const CHANGED = ['her keyworker went to another house', 'she asked for a woman who was here in the evenings', 'her keyworker is off for some months', 'fewer women each, after the new post'];

/** Who it was before, and since which day it is another: for some of those who have been here for weeks. Its own numbers, so that those of the checks stay. */
function before(woman, list, now, salt) {
  const random = makeRandom(Number(BigInt(`0x${woman.id.slice(0, 8)}`)) + salt);
  const others = list.filter((s) => s !== now);
  if (woman.keeper || woman.day < 25 || others.length === 0 || !random.chance(salt ? 0.12 : 0.22)) return null;
  woman.changed ??= random.pick(CHANGED);
  return { staff: random.pick(others), until: woman.arrived + random.between(8, woman.day - 10) * DAY + 4 * HOUR };
}

const turns = (staff, from, first) =>
  first ? [{ staff: first.staff, from, until: first.until }, { staff, from: first.until, until: null }] : [{ staff, from, until: null }];

function addPeopleAround(world, woman, place) {
  const { out, id, random } = world;
  const keyworkers = place.staff.filter((s) => s.roles.includes('keyworker'));
  woman.keyworker = random.pick(keyworkers);
  woman.practitioner = world.estate.find((s) => s.username === woman.keeper) ?? random.pick(place.practitioners);
  woman.keyworkers = turns(woman.keyworker, woman.arrived + HOUR, before(woman, keyworkers, woman.keyworker, 0));
  woman.keyworkers.forEach((one, n) => out.add('keyworker_of', { id: id(`keyworker/${woman.key}${n ? '' : '/first'}`), ...woman.row, staff_id: one.staff.id, from_at: one.from, until_at: one.until,
    reason: n ? woman.changed : 'allocated on arrival' }));
  if (woman.keyworkers[1]) out.event(world, { kind: 'keyworker.changed', woman, staff: staffWho(place, 'premises_manager'), at: woman.keyworkers[1].from, data: { staff: woman.keyworker.id } });
  woman.practitioners = turns(woman.practitioner, woman.arrived - 30 * DAY, before(woman, place.practitioners, woman.practitioner, 1));
  woman.practitioners.forEach((one, n) => out.add('practitioner_of', { id: id(`practitioner/${woman.key}${n ? '' : '/first'}`), resident_id: woman.id, staff_id: one.staff.id, from_at: one.from, until_at: one.until }));
  if (!woman.restricted) return;
  for (const staff of [woman.keyworker, place.staff.find((s) => s.roles.includes('premises_manager'))])
    out.add('resident_circle', { id: id(`circle/${woman.key}/${staff.username}`), resident_id: woman.id, staff_id: staff.id,
      from_at: woman.arrived - DAY, reason: 'needs to know her name to work with her' });
}

function addPlan(world, woman, place, { origin, reason, bands, start, review, watch }) {
  const plan = { id: world.id(`plan/${woman.key}/${origin}`), start, bands, watch: watch && { reason: watch, id: world.id(`watch/${woman.key}`) } };
  const author = place.staff.find((s) => s.roles.includes('premises_manager'));
  world.out.add('check_plan', { id: plan.id, ...woman.row, origin, reason, author_id: author.id, start_at: start, review_by: review, recorded_at: start, watch_id: plan.watch?.id ?? null });
  for (const b of bands)
    world.out.add('check_plan_band', { plan_id: plan.id, premises_id: place.id, from_min: b.from, until_min: b.until, kind: b.kind, min_gap_s: b.min,
      max_gap_s: b.max, who: [] });
  woman.plans.push(plan);
  world.out.event(world, { kind: 'plan.changed', woman, staff: author, at: start, data: { board: { closed: [], opened: [] }, plan: plan.id, origin, reason } });
  if (review) world.out.add('deadline', { due_at: review, kind: 'plan.review', premises_id: place.id, subject: plan.id, data: JSON.stringify({ stay: woman.stay }), state: 'open' });
}

function addPlans(world, woman, place) {
  woman.plans = [];
  addPlan(world, woman, place, { origin: 'routine', reason: REASONS.routine, bands: ROUTINE, start: woman.arrived, review: null });
  if (!woman.plan) return;
  const concern = woman.plan === 'watch';
  addPlan(world, woman, place, { origin: 'watch', reason: REASONS[woman.plan], bands: woman.bands ?? HOURLY, watch: concern ? 'concern' : 'release',
    start: Math.max(woman.arrived, world.now - (concern ? 5 * HOUR : 3 * DAY)) + MIN, review: concern ? world.now + 19 * HOUR : woman.arrived + 3 * DAY });
}

function addContact(world, woman) {
  const { out, id, random } = world;
  const [how, sleep] = woman.how ? [woman.how, woman.sleep] : random.pick(HOW);
  const roll = woman.how ? 1 : random.between(1, 100);
  const consent = roll <= 82 ? 'agreed' : roll <= 92 ? 'declined' : 'not_asked';
  const versions = woman.day > 10 && random.chance(0.4) ? 2 : 1;
  for (let version = 1; version <= versions; version++) {
    const at = woman.arrived + (version === 1 ? 2 * HOUR : random.between(5, 9) * DAY);
    if (at > world.now) continue;
    out.add('contact_plan', { id: id(`contact/${woman.key}/${version}`), ...woman.row, version, how: version < versions ? 'Knock and say your name.' : how,
      sleep_options: consent === 'agreed' && version === versions ? sleep : [], consent: version < versions ? 'not_asked' : consent,
      reason: version === 1 ? 'asked on arrival' : 'asked again when she had settled', author_id: woman.keyworker.id, at });
    out.event(world, { kind: 'contact.changed', woman, staff: woman.keyworker, at, data: { version } });
  }
}

function addActions(world, woman) {
  const { out, id, random, now } = world;
  random.shuffle(ACTIONS).slice(0, random.between(1, 4)).forEach((what, n) => {
    const identified = Math.min(woman.arrived + random.between(0, Math.max(0, woman.day - 1)) * DAY + 3 * HOUR, now);
    const target = identified + random.between(3, 30) * DAY;
    const closed = identified + DAY < now && random.chance(0.35) ? identified + random.between(1, Math.max(1, Math.floor((now - identified) / DAY))) * DAY : null;
    const done = closed && closed < now ? closed : null;
    const [kind, owner] = random.pick([['staff', woman.keyworker], ['staff', woman.keyworker], ['resident', null], ['practitioner', woman.practitioner]]);
    const row = { id: id(`action/${woman.key}/${n}`), ...woman.row, what, owner_kind: kind, owner_staff_id: owner?.id ?? null,
      identified_on: isoDay(wall(identified).day), target_on: isoDay(wall(target).day), author_id: woman.keyworker.id, recorded_at: identified,
      closed_at: done, version: 1 };
    const entry = (entryKind, words, at) => {
      row.version++;
      out.add('action_entry', { id: id(`entry/${row.id}/${row.version}`), action_id: row.id, premises_id: woman.row.premises_id, kind: entryKind, words,
        staff_id: woman.keyworker.id, at });
    };
    if (identified + DAY < (done ?? now)) entry('progress', random.pick(PROGRESS), identified + DAY - HOUR);
    if (done) entry('closed', 'Done.', done);
    out.add('action', row);
    out.event(world, { kind: 'action.recorded', woman, staff: woman.keyworker, at: identified, data: { action: row.id, what } });
  });
}

function settle(world, place, woman) {
  const { id, out } = world;
  woman.id = id(`resident/${woman.key}`);
  woman.stay = id(`stay/${woman.key}`);
  woman.restricted ??= false;
  woman.row = { stay_id: woman.stay, resident_id: woman.id, premises_id: place.id };
  woman.place = place;
  woman.told = []; // what her practitioner was told of, put down where it happens
  woman.versions = [];
  addPerson(world, woman);
  addStay(world, woman, place);
  addFacts(world, woman);
  if (woman.upcoming || woman.departed) return;
  const lead = place.staff.find((s) => s.shift === 'day') ?? place.staff[0];
  out.event(world, { kind: 'stay.arrived', woman, staff: lead, at: woman.arrived, data: { board: { room: woman.room.label, stay: woman.stay } } });
  addPeopleAround(world, woman, place);
  addPlans(world, woman, place);
  addContact(world, woman);
  addActions(world, woman);
}

// Women arrive in the afternoon; today's arrival some hours ago, whatever time it is.
function arrival(world, day) {
  if (day === 0) return world.now - 85 * MIN;
  return world.now - day * DAY + world.random.between(-2, 2) * HOUR;
}

function randomWoman(world, place, n, taken) {
  const { random } = world;
  let given, family;
  do [given, family] = [random.pick(GIVEN), random.pick(FAMILY)];
  while (taken.has(`${given} ${family}`));
  taken.add(`${given} ${family}`);
  const day = random.between(1, { standard: 80, pipe: 170, esap: 300 }[place.kind]);
  const preferred = random.chance(0.15) && given.length > 5 ? given.slice(0, 4) : given;
  return { key: `${place.short}/${n}`, name: [preferred, given, family], age: random.between(21, 66), day, releasedBefore: random.chance(0.85) ? 0 : random.between(1, 40),
    plan: day < 3 ? 'first_nights' : random.chance(0.05) ? 'watch' : null };
}

/** Everybody who lives at a premises today, and a few who come or have gone. */
export function makeResidents(world, place, taken) {
  const women = place.short === 'lantern'
    ? LANTERN.map((w) => ({ ...w, key: `lantern/${w.name[0].toLowerCase()}`, releasedBefore: 0, room: place.rooms[w.room - 1] }))
    : Array.from({ length: place.women }, (_, n) => ({ ...randomWoman(world, place, n, taken), room: place.rooms[n] }));
  if (place.short === 'thames' || place.short === 'rowan') women[4].restricted = true;
  if (place.short === 'heron') Object.assign(women[2], { plan: 'watch', bands: HOURLY, ends: -130 });
  if (place.short === 'kestrel') Object.assign(women[6], { plan: 'watch', bands: HOURLY, ends: -400 });
  if (place.short === 'kestrel' || place.short === 'alder') women[9].hospital = true;
  if (place.short === 'thames') women[11].court = true;
  if (place.short === 'alder') women[3].missed = 4;
  if (place.short === 'rowan') women[8].missed = 2;
  for (const woman of women) settle(world, place, Object.assign(woman, { arrived: arrival(world, woman.day) }));
  // A full house has no empty room in which somebody was until last week.
  const empty = place.rooms.find((room) => !women.some((woman) => woman.room === room));
  const passing = [{ upcoming: true, ahead: 1 }, { upcoming: true, ahead: 9 }];
  if (empty) passing.push({ departed: world.now - 6 * DAY, ahead: -78, room: empty });
  passing.forEach((extra, n) => {
    const woman = { ...randomWoman(world, place, `passing-${n}`, taken), ...extra, plan: null };
    settle(world, place, Object.assign(woman, { arrived: world.now + extra.ahead * DAY }));
  });
  return women;
}
