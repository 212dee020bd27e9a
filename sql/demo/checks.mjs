// checks.mjs -- weeks of checks as they would have gone: drawn like the rules draw, made a little late or early by people.
//
// One woman at a time is walked from her arrival (or the start of the history) to now. What is open then stays open.
import { DAY, HOUR, MIN, instant, iso, nextAt, wall } from './london.mjs';
import { drawGap, drawSeed, signed } from './random.mjs';
import { LATE_WORDS, NOTES } from './words.mjs';

const KINDS = ['sign_of_life', 'conversation', 'rouse'];
const LADDER = { routine: [0, 5, 10, 20], enhanced: [0, 2, 5, 10], rouse: [0, 1, 3, 6] };
const RUNGS = ['terminal', 'shift_lead', 'on_call', 'area'];
const isInterval = (source) => source === 'plan' || source === 'return';
const covers = (b, minute) => b.from === b.until || (b.from < b.until ? b.from <= minute && minute < b.until : b.from <= minute || minute < b.until);

function ruleAt(walk, kind, at) {
  const { minute } = wall(at);
  let rule = null;
  for (const plan of walk.woman.plans)
    for (const b of plan.bands)
      if (b.kind === kind && plan.start <= at && covers(b, minute))
        rule = rule ? { min: Math.min(rule.min, b.min), max: Math.min(rule.max, b.max) } : { min: b.min, max: b.max };
  if (rule && rule.min >= rule.max) rule.min = Math.floor(rule.max / 2);
  return rule;
}

function nextChange(walk, at) {
  let next = at + 3 * DAY;
  for (const plan of walk.woman.plans) {
    if (plan.start > at) next = Math.min(next, plan.start);
    for (const b of plan.bands) if (b.from !== b.until) next = Math.min(next, nextAt(at, b.from), nextAt(at, b.until));
  }
  return next;
}

// window_find() of the rules, in seconds.
function findWindow(walk, kind, last, now) {
  let from = Infinity;
  for (let t = Math.max(last, now - 3 * DAY), next; t < now + 3 * DAY; t = next) {
    next = nextChange(walk, t);
    const rule = ruleAt(walk, kind, t);
    if (!rule) continue;
    const latest = Math.max(t, last + rule.max);
    const opens = Math.max(t, last + rule.min);
    if (opens < next) from = Math.min(from, opens);
    if (latest >= next) continue;
    from = Math.min(from, Math.max(latest - (rule.max - rule.min), last + rule.min));
    return { from, latest, ...rule };
  }
  return null;
}

const classOf = (max) => (max <= HOUR ? 'enhanced' : 'routine');

function open(walk, duty) {
  walk.count++;
  const row = { id: walk.world.id(`duty/${walk.woman.key}/${walk.count}`), seed: walk.seed, previous: null, ...duty };
  row.planned = plannedTime(walk, row);
  walk.open.push(row);
  walk.opened.push(row);
}

// When somebody really goes: a little after the chime, before the latest; now and then too late.
function plannedTime(walk, duty) {
  const { random } = walk.world;
  if (duty.source === 'curfew_round') return random.between(duty.from + 45, duty.latest - 90);
  if (duty.source === 'morning_reply') return random.between(duty.from + HOUR, duty.latest - 4 * MIN);
  if (duty.source === 'not_seen_sweep') return random.between(duty.latest - 50 * MIN, duty.latest - 5 * MIN);
  // Those chimed for in the last minutes nobody has reached yet: the board is alive.
  if (duty.drawn > walk.world.now - 35 * MIN && duty.latest > walk.world.now) return duty.latest - 10;
  if (random.chance(0.006)) return duty.latest + random.between(1, 14) * MIN + 7;
  return Math.max(duty.drawn, Math.min(duty.drawn + random.between(5, 420), duty.latest - 10));
}

function openIntervals(walk, at) {
  for (const kind of KINDS) {
    if (walk.open.some((r) => r.kind === kind && isInterval(r.source))) continue;
    const last = Math.max(walk.last[kind] ?? 0, walk.since);
    const window = findWindow(walk, kind, last, at);
    if (!window) continue;
    const previous = walk.gaps[0] ?? null;
    const gap = drawGap({ min: Math.min(window.from - last, window.latest - last), max: window.latest - last, previous: previous ?? -1 }, walk.seed);
    open(walk, { source: 'plan', kind, class: classOf(window.max), from: window.from, drawn: last + gap, latest: window.latest, min: window.min, max: window.max,
      previous, at });
    walk.seed = drawSeed(walk.seed, KINDS.indexOf(kind));
  }
}

const ROUNDS = [
  ['curfew_round', 'conversation', 1380, 1410], ['overnight_round', 'sign_of_life', 120, 300],
  ['morning_reply', 'conversation', 360, 540], ['not_seen_sweep', 'sign_of_life', 540, 840],
];

function openRounds(walk, at, arriving) {
  const until = nextAt(at, 720);
  for (let { day } = wall(at); day <= wall(until).day; day++)
    for (const [source, kind, fromMin, untilMin] of ROUNDS) {
      let from = instant(day, fromMin);
      const latest = instant(day, untilMin);
      if (from >= until || (from < at && (!arriving || latest <= at))) continue;
      from = Math.max(from, at);
      const seed = drawSeed(walk.seed, day);
      const drawn = source === 'overnight_round' ? from + drawGap({ min: 0, max: latest - from }, seed) : Math.max(from, latest - 30 * MIN);
      open(walk, { source, kind, class: 'routine', from, drawn, latest, min: 0, max: latest - from, at, seed });
    }
}

// ---------------------------------------------------------------- what is written

function dutyRow(walk, r, closing) {
  walk.world.out.add('requirement', { id: r.id, ...walk.woman.row, source: r.source, kind: r.kind, class: r.class, from_at: r.from, drawn_at: r.drawn,
    latest_at: r.latest, min_gap_s: r.min, max_gap_s: r.max, previous_gap_s: r.previous, seed: signed(r.seed), opened_at: r.at, state: 'open', ...closing });
}

const openedPart = (r) => ({ id: r.id, source: r.source, kind: r.kind, class: r.class, from: iso(r.from), drawn: iso(r.drawn), latest: iso(r.latest),
  min_gap_s: r.min, max_gap_s: r.max });

function close(walk, r, state, at, extra = {}) {
  walk.open = walk.open.filter((other) => other !== r);
  dutyRow(walk, r, { state, closed_at: at, ...extra });
  return { id: r.id, kind: r.kind, source: r.source, state, late: state === 'done' && at > r.latest };
}

function takeOpened(walk) {
  const opened = walk.opened.map(openedPart);
  walk.opened = [];
  return opened;
}

// ---------------------------------------------------------------- a visit

function outcomeOf(walk, at, duties) {
  const { random } = walk.world;
  const { minute } = wall(at);
  const asleep = minute < 390 || minute >= 1410;
  if (duties.some((r) => r.kind === 'conversation')) return random.chance(0.04) ? 'do_not_disturb' : 'spoke';
  if (asleep) return random.chance(0.86) ? 'asleep_breathing' : random.pick(['awake_seen', 'spoke']);
  return random.chance(0.8) ? 'spoke' : 'awake_seen';
}

const MEETS = { spoke: KINDS, do_not_disturb: KINDS, awake_seen: ['sign_of_life'], asleep_breathing: ['sign_of_life'] };

function onDuty(walk, at) {
  const { minute } = wall(at);
  const shift = minute >= 1080 || minute < 480 ? 'night' : 'day';
  return walk.world.random.pick(walk.woman.place.staff.filter((s) => s.shift === shift && !(s.roles.includes('agency') && at < walk.world.now - 2 * HOUR)));
}

// How long after the contact it was written down, with the marks that follow from it.
function entryOf(walk, at, staff) {
  const { random, now } = walk.world;
  const roll = random.between(1, 1000);
  let lag = random.between(4, 80);
  if (roll <= 12) lag = random.between(11, 38) * MIN;
  else if (roll <= 14) lag = random.between(62, 110) * MIN;
  // What happened to her first was written down first: whoever is behind catches up in order.
  lag = Math.max(lag, (walk.received ?? 0) + 2 - at);
  if (at + lag + 5 > now) lag = Math.max(0, Math.min(lag, now - at - 2));
  const retrospective = lag > HOUR;
  const second = retrospective ? walk.woman.place.staff.find((s) => s.shift && s !== staff) : null;
  return { entered: at + lag, second_id: second?.id ?? null, reason: retrospective ? 'System away for a while; on paper meanwhile.' : null,
    marks: [...(lag > 10 * MIN ? ['late_entry'] : []), ...(retrospective ? ['retrospective'] : [])] };
}

function addVisit(walk, at, outcome) {
  const { out, id, random } = walk.world;
  const staff = onDuty(walk, at);
  const asleep = outcome === 'asleep_breathing';
  const entry = entryOf(walk, at, staff);
  walk.visits++;
  const visit = { id: id(`visit/${walk.woman.key}/${walk.visits}`), ...walk.woman.row, room_id: walk.woman.room.id, outcome,
    breathing: asleep || null, movement: asleep ? random.chance(0.7) : null, position: null, note: asleep ? '' : random.pick(NOTES), done_at: at,
    entered_at: entry.entered, received_at: entry.entered + 1, clock_offset_ms: random.between(-900, 900), staff_id: staff.id,
    proof: random.pick(['handset', 'handset', 'scanned', 'desk']), marks: entry.marks, reason: entry.reason, second_id: entry.second_id,
    source: 'screen', meets: MEETS[outcome] ?? [], withdrawn: false };
  if (asleep && !visit.movement) visit.position = true;
  out.add('visit', visit);
  walk.received = visit.received_at;
  return { visit, staff };
}

const visitPart = (v) => ({ id: v.id, outcome: v.outcome, breathing: v.breathing, movement: v.movement, position: v.position, note: v.note, done_at: iso(v.done_at),
  entered_at: iso(v.entered_at), received_at: iso(v.received_at), proof: v.proof, marks: v.marks, reason: v.reason, meets: v.meets });

function tell(walk, kind, staff, at, recorded, data) {
  const after = kind.startsWith('alarm.') ? recorded : Math.max(recorded, walk.received ?? 0);
  walk.world.out.event(walk.world, { kind, woman: walk.woman, staff, at, recorded: after, data });
}

// One alarm a stretch of lateness, climbing its ladder until she was seen.
function alarmUntil(walk, late, visit, staff) {
  const first = [...walk.missed, ...late].reduce((a, b) => (a.latest < b.latest ? a : b));
  walk.missed = [];
  const openedAt = first.latest + 1;
  const rung = LADDER[first.class].filter((m) => openedAt + m * MIN <= visit.done_at).length - 1;
  if (rung < 0) return;
  const id = walk.world.id(`alarm/${visit.id}`);
  const rungAt = openedAt + LADDER[first.class][rung] * MIN;
  const toldAt = LADDER[first.class].slice(0, rung + 1).map((m) => iso(openedAt + m * MIN));
  walk.world.out.add('alarm', { id, ...walk.woman.row, class: first.class, cause: 'overdue', opened_at: openedAt, rung, rung_at: rungAt, closed_at: visit.received_at,
    visit_id: visit.id, told_at: toldAt });
  const told = (n) => toldAt.slice(0, n + 1).map((at, i) => ({ who: RUNGS[i], at }));
  const part = (state, n) => ({ board: { alarm: { id, stay: walk.woman.stay, class: first.class, state, rung: n, opened_at: iso(openedAt), quiet_until: null, told: told(n) } } });
  tell(walk, 'alarm.opened', null, openedAt, openedAt, part('open', 0));
  for (let n = 1; n <= rung; n++) tell(walk, 'alarm.rung', null, openedAt + LADDER[first.class][n] * MIN, openedAt + LADDER[first.class][n] * MIN, part('open', n));
  tell(walk, 'alarm.closed', staff, visit.done_at, visit.received_at, part('closed', rung));
}

function keepGap(walk, at) {
  const last = Math.max(walk.last.sign_of_life ?? 0, walk.since);
  walk.gaps = [at - last, ...walk.gaps].slice(0, 6);
}

function visitNow(walk, at, forced) {
  const { random } = walk.world;
  const due = walk.open.filter((r) => r.planned <= at || r.latest <= at);
  const outcome = forced ?? outcomeOf(walk, at, due);
  const { visit, staff } = addVisit(walk, at, outcome);
  const met = walk.open.filter((r) => visit.meets.includes(r.kind) && (isInterval(r.source) || r.from <= at));
  const late = met.filter((r) => at > r.latest);
  const reason = late.length ? random.pick(Object.keys(LATE_WORDS)) : null;
  if (visit.meets.length) keepGap(walk, at);
  for (const kind of visit.meets) walk.last[kind] = at;
  const closed = met.map((r) => close(walk, r, 'done', at, { visit_id: visit.id, late_reason: at > r.latest ? reason : null,
    late_words: at > r.latest ? LATE_WORDS[reason] : null }));
  walk.recorded = at;
  openIntervals(walk, at);
  if (late.length) alarmUntil(walk, late, visit, staff);
  tell(walk, 'visit.recorded', staff, at, visit.received_at, { board: { closed, opened: takeOpened(walk), visit: { outcome, done_at: iso(at) } }, visit: visitPart(visit) });
  if (random.chance(0.0015) && visit.received_at + 12 * MIN < walk.world.now) correct(walk, visit, staff);
}

// What was written wrong stays, struck through; the same contact is told again.
function correct(walk, wrong, staff) {
  const at = wrong.received_at + 9 * MIN;
  const visit = { ...wrong, id: walk.world.id(`visit/${wrong.id}/corrected`), note: 'Wrong line tapped: it was the proof that was typed at the desk.', entered_at: at,
    received_at: at + 1, proof: 'desk', corrects_id: wrong.id };
  walk.world.out.add('visit', visit);
  tell(walk, 'visit.recorded', staff, visit.done_at, visit.received_at, { corrects: wrong.id, board: { closed: [], opened: [],
    visit: { outcome: visit.outcome, done_at: iso(visit.done_at) } }, visit: visitPart(visit) });
}

// ---------------------------------------------------------------- out and back

const ERRANDS = ['Probation office', 'Library', 'Job centre', 'Her sister’s flat', 'GP surgery', 'College', 'Walk along the river', 'Charity shop, volunteering'];

function leave(walk, at, kind, whereTo, backBy) {
  const staff = onDuty(walk, at);
  const movement = { id: walk.world.id(`movement/${walk.woman.key}/${at}`), ...walk.woman.row, kind, left_at: at, where_to: whereTo, back_by: backBy,
    phone_works: walk.world.random.pick(['yes', 'yes', 'yes', 'no', 'not_asked']), recorded_by_id: staff.id };
  const closed = [...walk.open].map((r) => close(walk, r, at > r.latest ? 'missed' : 'not_required', at, { close_reason: kind }));
  walk.opened = [];
  walk.away = movement;
  if (kind === 'hospital') walk.woman.told.push({ kind, at, words: `Taken to hospital: ${whereTo}.`, about: 'movement', about_id: movement.id, staff });
  tell(walk, 'presence.changed', staff, at, at, { board: { presence: { state: kind, since: iso(at), back_by: backBy ? iso(backBy) : null }, closed, opened: [] },
    where_to: whereTo });
}

function comeBack(walk, at) {
  const staff = onDuty(walk, at);
  walk.world.out.add('movement', { ...walk.away, back_at: at, back_by_id: staff.id, back_note: '' });
  walk.away = null;
  walk.since = at;
  const window = findWindow(walk, 'sign_of_life', at, at);
  const latest = Math.min(at + 30 * MIN, window?.latest ?? Infinity);
  const seed = walk.seed;
  open(walk, { source: 'return', kind: 'sign_of_life', class: window ? classOf(window.max) : 'routine', from: at, drawn: at + drawGap({ min: 0, max: latest - at }, seed), latest,
    min: 0, max: latest - at, at });
  walk.seed = drawSeed(walk.seed, 9);
  openIntervals(walk, at);
  openRounds(walk, at, true);
  tell(walk, 'presence.changed', staff, at, at, { board: { presence: { state: 'in', since: iso(at), back_by: null }, closed: [], opened: takeOpened(walk) } });
}

// ---------------------------------------------------------------- the walk

// What else happens to her: planning at noon, going out on some days, and the state she is to be in now.
function agenda(walk, start) {
  const { woman, world } = walk;
  const { random, now } = world;
  const items = [];
  for (let noon = nextAt(start, 720); noon <= now; noon = nextAt(noon, 720)) {
    items.push({ at: noon, act: () => walk.away || openRounds(walk, noon, false) });
    const { day } = wall(noon);
    const left = instant(day, 630) + random.between(0, 5400);
    const back = left + random.between(70, 200) * MIN;
    if (back < now - 5 * HOUR && random.chance(0.22)) {
      items.push({ at: left, act: () => walk.away || leave(walk, left, 'out', random.pick(ERRANDS), back + 20 * MIN) });
      items.push({ at: back, act: () => walk.away && comeBack(walk, back) });
    }
  }
  const away = woman.out || woman.hospital || woman.court || (!woman.ends && woman.place.short !== 'lantern' && random.chance(0.07));
  if (away && start < now - 4 * HOUR) {
    const left = now - random.between(60, 170) * MIN;
    const kind = woman.hospital ? 'hospital' : woman.court ? 'court' : 'out';
    const where = { hospital: 'General hospital, assessment unit', court: 'Crown court', out: woman.out ? 'Her sister’s, by bus' : random.pick(ERRANDS) }[kind];
    items.push({ at: left, act: () => walk.away || leave(walk, left, kind, where, kind === 'hospital' ? null : nextAt(now, 21 * 60)) });
  }
  return items.sort((a, b) => a.at - b.at);
}

// One night in which nobody came from half past one: what was overdue when the shift ended was missed. It stays so for
// ever, with its reason, and she is owed a visit at once.
function missAtShiftEnd(walk, at) {
  walk.missed = walk.open.filter((r) => r.latest < at);
  const closed = walk.missed.map((r) => close(walk, r, 'missed', at, { late_reason: 'short_staffed',
    close_reason: 'Two on duty: one with the ambulance, one with a woman who could not be left.' }));
  for (const r of walk.missed)
    open(walk, { source: isInterval(r.source) ? 'plan' : 'added', kind: r.kind, class: r.class, from: at, drawn: at, latest: at, min: 0, max: r.max, at });
  tell(walk, 'requirement.missed', null, at, at, { board: { closed, opened: takeOpened(walk) } });
}

function runTo(walk, until) {
  for (;;) {
    const next = walk.away ? Infinity : Math.min(...walk.open.map((r) => r.planned));
    if (next > until) return;
    let at = Math.max(next, walk.recorded + 20, walk.since + 20);
    if (walk.nobody && at >= walk.nobody.from && at < walk.nobody.until) at = walk.nobody.until;
    if (at > until) return;
    visitNow(walk, at);
  }
}

// She is to be due at a given distance from now: last seen just so long ago.
function steer(walk, start) {
  const { woman, world } = walk;
  if (woman.ends === undefined) return null;
  const max = woman.bands[0].max;
  return Math.max(start + 5 * MIN, world.now + woman.ends - max);
}

function finish(walk) {
  const { out, now } = walk.world;
  const { woman } = walk;
  for (const r of walk.open) {
    dutyRow(walk, r, {});
    out.add('deadline', { due_at: r.latest + 1, kind: 'requirement.overdue', premises_id: woman.place.id, subject: r.id, data: JSON.stringify({ stay: woman.stay }), state: 'open' });
  }
  if (walk.away) {
    out.add('movement', walk.away);
    const calls = walk.away.kind === 'hospital' ? Math.floor((now - walk.away.left_at) / (2 * HOUR)) : 0;
    for (let n = 1; n <= calls; n++)
      out.add('hospital_call', { id: walk.world.id(`call/${walk.away.id}/${n}`), movement_id: walk.away.id, ...woman.row, staff_id: walk.away.recorded_by_id,
        at: walk.away.left_at + n * 2 * HOUR + 3 * MIN > now ? now : walk.away.left_at + n * 2 * HOUR + 3 * MIN, words: 'Ward says she is comfortable and asked for her phone charger.' });
    if (walk.away.kind === 'hospital')
      out.add('deadline', { due_at: walk.away.left_at + (calls + 1) * 2 * HOUR, kind: 'hospital.call', premises_id: woman.place.id, subject: walk.away.id,
        data: JSON.stringify({ stay: woman.stay }), state: 'open' });
  }
  const spread = Math.max(...walk.gaps) - Math.min(...walk.gaps);
  out.add('stay_checks', { ...woman.row, version: walk.visits + 1, seed: signed(walk.seed), last_sign_of_life_at: walk.last.sign_of_life,
    last_conversation_at: walk.last.conversation, last_rouse_at: walk.last.rouse, last_recorded_at: walk.recorded || null, gaps_s: walk.gaps,
    predictable: walk.gaps.length === 6 && spread * 60 < walk.gaps.reduce((a, b) => a + b, 0) });
}

/** The history of one woman's checks, at most `days` long, and what is open now. */
export function makeChecks(world, woman, days) {
  const start = Math.max(woman.arrived, world.now - days * DAY);
  const walk = { world, woman, seed: world.random.seed64(), last: {}, gaps: [], open: [], opened: [], count: 0, visits: 0, recorded: start, since: start, away: null,
    missed: [], nobody: null };
  if (woman.missed && start < world.now - (woman.missed + 1) * DAY) {
    const { day } = wall(world.now - woman.missed * DAY);
    walk.nobody = { from: instant(day, 90), until: instant(day, 484) };
  }
  const seenAt = steer(walk, start);
  openRounds(walk, start, true);
  openIntervals(walk, start);
  tell(walk, 'requirement.opened', null, start, start, { board: { opened: takeOpened(walk) }, why: 'arrived' });
  const items = agenda(walk, start);
  if (walk.nobody) items.push({ at: walk.nobody.until - 4 * MIN, act: () => missAtShiftEnd(walk, walk.nobody.until - 4 * MIN) });
  // A personal plan that starts later makes the running intervals tighter at once.
  for (const plan of woman.plans) if (plan.start > start) items.push({ at: plan.start, act: () => replan(walk, plan.start) });
  items.sort((a, b) => a.at - b.at);
  const end = seenAt ?? world.now;
  for (const item of items.filter((i) => i.at <= end)) {
    runTo(walk, item.at);
    item.act();
  }
  runTo(walk, end - (seenAt ? 20 : 0));
  if (seenAt) {
    visitNow(walk, Math.max(seenAt, walk.recorded + 20), 'spoke');
    for (const item of items.filter((i) => i.at > end)) item.act();
  }
  finish(walk);
}

// Whoever decides that she is seen more often has just talked with her.
function replan(walk, at) {
  if (walk.away) return;
  if (at - 40 > Math.max(walk.recorded, walk.since)) visitNow(walk, at - 20, 'spoke');
  const closed = walk.open.filter((r) => r.source === 'plan').map((r) => close(walk, r, 'not_required', at, { close_reason: 'plan changed' }));
  openIntervals(walk, at);
  tell(walk, 'requirement.closed', null, at, at, { board: { closed, opened: takeOpened(walk) }, why: 'plan changed' });
}
