// plans.mjs -- support-and-safety plans as they would have grown: a starter on the first evening, whole within a day, changed at
// reviews; signs looked for by shift, rules that came true, watches, and what happened besides.
//
// Its own random numbers, so that checks and names stay what they were before there were plans.
import { DAY, HOUR, MIN, instant, iso, isoDay, wall } from './london.mjs';
import { makeRandom } from './random.mjs';
import { CRISIS, DAYS, FOOD, NAMED, PLANS, QUOTES, REVIEWS, SECTIONS } from './plan-words.mjs';

const WATCHED = { rule: 'her own rule came true', intoxication: 'intoxication', release: 'first nights after release', concern: 'concern' };
const REVIEWED = { backstop: 'the agreed date has come', rule: 'her own rule came true', concern: 'concern' };
const SHIFTS = [480, 1080]; // they end at 08:00 and at 18:00
const BACKSTOPS = [3, 7, 14, 21, 28, 42, 56, 70, 84, 98, 112, 126, 140, 154, 168, 182, 196, 210, 224, 238, 252, 266, 280, 294];

const staffOf = (woman, role) => woman.place.staff.find((s) => s.roles.includes(role));
const about = (story) => ({ resident_id: story.woman.id, premises_id: story.woman.place.id });

function event(story, kind, at, staff, data = {}) {
  story.world.out.event(story.world, { kind, woman: story.woman, staff, at, data });
}

function add(story, table, row) {
  story.world.out.add(table, row);
  return row;
}

/** Her practitioner is told, in words made of the facts; line.mjs makes the update of it. */
function tell(story, kind, at, words, { about, id, staff = null }) {
  story.woman.told.push({ kind, at, words, about, about_id: id, staff });
}

function deadline(story, kind, due, subject) {
  if (due > story.world.now)
    add(story, 'deadline', { due_at: due, kind, premises_id: story.woman.place.id, subject, data: JSON.stringify({ stay: story.woman.stay }), state: 'open' });
}

// ---------------------------------------------------------------- the plan

/** One version, whole: the first evening's (`more` 0), or with everything in it. */
function version(story, at, reason, more) {
  const { world, woman, made } = story;
  story.version++;
  const state = more === 0 ? 'starter' : 'active';
  const id = story.id(`plan/${story.version}`);
  const author = more === 0 ? staffOf(woman, 'night_worker') : woman.keyworker;
  const agreement = more === 0 ? 'agreed' : story.agreement;
  add(story, 'safety_plan', { id, ...woman.row, version: story.version, state, reason, agreement, agreement_words: agreement === 'declined' ? 'I do not sign things any more.' : '',
    large_print: made.large ?? false, daily: made.daily ?? [], author_id: author.id, saved_at: at });
  const key = { plan_id: id, ...about(story) };
  for (const [name, [hers, ours]] of Object.entries(SECTIONS)) add(story, 'safety_plan_section', { ...key, name, her_words: more || name === 'good' ? hers : '', our_words: more ? ours : '' });
  made.lines.forEach((one, n) => add(story, 'safety_plan_line', { ...key, state, line: story.id(`line/${n}`), place: n + 1, sees: one.sees, action: one.action, does: one.does, who: one.who,
    within_s: one.minutes * MIN + (story.version > 3 && n === 0 ? 5 * MIN : 0) }));
  made.signs.forEach((one, n) => add(story, 'safety_plan_sign', { ...key, state, sign: story.id(`sign/${n}`), place: n + 1, leaning: one.leaning, words: one.words,
    line: one.tied === undefined ? null : story.id(`line/${one.tied}`) }));
  for (const [name, [words, known]] of Object.entries(story.crisis))
    add(story, 'safety_plan_crisis', { ...key, name, state: words ? 'recorded' : more ? 'none_known' : 'not_asked', words: words ?? '', known_at: words ? known : null });
  event(story, 'safety_plan.saved', at, author, { version: story.version });
  story.woman.versions.push({ version: story.version, at });
  if (story.version === 2) tell(story, 'plan_active', at, `Her plan is active: ${made.lines.length} lines, ${made.signs.length} signs, agreement ${agreement.replaceAll('_', ' ')}.`, { about: 'plan', id, staff: author });
  else if (more) tell(story, 'plan_changed', at, `Plan changed, version ${story.version}: ${reason.toLowerCase()}.`, { about: 'plan', id, staff: author });
  if (story.version > 1) return;
  add(story, 'safety_plan_read', { id: story.id('read'), ...woman.row, version: 1, staff_id: woman.keyworker.id, at: at + 3 * HOUR });
}

function crisisOf(story) {
  const { random, woman } = story;
  return Object.fromEntries(Object.entries(CRISIS).map(([name, words]) =>
    [name, [random.pick(words), ['medicines', 'substances'].includes(name) ? woman.arrived - random.between(2, 40) * HOUR : null]]));
}

// ---------------------------------------------------------------- signs

/** Begins of the shifts from `from` on, in order. */
function shiftsSince(from, now) {
  const found = [];
  for (let { day } = wall(from); day <= wall(now).day; day++) found.push(...SHIFTS.map((minute) => instant(day, minute)));
  return found.filter((at) => at >= from && at < now);
}

function sighting(story, sign, state, shift, at) {
  const { woman } = story;
  const night = wall(shift).minute === SHIFTS[1];
  const staff = staffOf(woman, night ? 'night_worker' : 'keyworker');
  const id = story.id(`sighting/${sign}/${at}`);
  add(story, 'sighting', { id, ...woman.row, sign: story.id(`sign/${sign}`), state, shift_at: shift, seen_at: at, recorded_at: at + 20, words: '', staff_id: staff.id, terminal_id: null });
  if (state === 'seen') event(story, 'sighting.recorded', at, staff, { sighting: id, sign: story.id(`sign/${sign}`), state });
  return id;
}

function signs(story, days) {
  const { woman, random, made, world } = story;
  const from = Math.max(woman.arrived + 3 * HOUR, world.now - days * DAY);
  for (const shift of shiftsSince(from, world.now - 2 * HOUR))
    made.signs.forEach((one, n) => {
      const at = shift + random.between(30, 500) * MIN;
      if (at + 60 > world.now || !random.chance(0.55)) return; // blank is not "fine": nobody looked
      const seen = random.chance(one.leaning === 'strength' ? 0.5 : 0.07);
      sighting(story, n, seen ? 'seen' : random.chance(0.15) ? 'not_known' : 'not_seen', shift, at);
    });
}

/** What made her rule come true at `at`, each in the shift in which it was seen: a shift may have ended in between. */
const sightingsOfRule = (story, at) =>
  story.made.rule.signs.slice(0, story.made.rule.sightings).map((n, i) => {
    const seen = at - i * 7 * MIN;
    return sighting(story, n, 'seen', shiftsSince(seen - DAY, seen).at(-1), seen);
  });

/** Her rule came true at `at`: two sightings before it, a proposal, somebody's word on it. */
function ruleCameTrue(story, at, decision) {
  const { woman } = story;
  const seen = sightingsOfRule(story, at);
  const id = story.id(`proposal/${at}`);
  const lead = staffOf(woman, 'shift_lead') ?? woman.keyworker;
  const watch = decision === 'confirmed' ? watchOf(story, 'rule', at + 6 * MIN, lead, 'Her own rule: agreed with her when she was well.') : null;
  add(story, 'proposal', { id, ...woman.row, rule_id: story.id('rule'), opened_at: at + 20, decide_by: at + 20 + 15 * MIN, decided_at: at + 6 * MIN, decided_by_id: lead.id, decision,
    reason: decision === 'confirmed' ? 'Talked with her; she wants it.' : 'Had her lunch late with her sister. Nothing else.', watch_id: watch });
  for (const one of seen) add(story, 'proposal_sighting', { proposal_id: id, sighting_id: one, ...about(story) });
  event(story, 'proposal.opened', at + 20, null, { proposal: id });
  event(story, 'proposal.decided', at + 6 * MIN, lead, { proposal: id, decision });
  if (watch) tell(story, 'rule_proposed', at + 6 * MIN, 'Her own rule came true; talked with her and confirmed within six minutes.', { about: 'proposal', id, staff: lead });
  return { id, watch };
}

function rule(story, from) {
  const { woman, made } = story;
  if (!made.rule) return;
  add(story, 'sign_rule', { id: story.id('rule'), ...woman.row, signs: made.rule.signs.map((n) => story.id(`sign/${n}`)), sightings: made.rule.sightings, window_s: made.rule.window * HOUR,
    kind: 'sign_of_life', min_gap_s: made.rule.min * MIN, max_gap_s: made.rule.max * MIN, agreement: 'agreed', words: 'Do it before I ask. I will not ask.', author_id: woman.keyworker.id, from_at: from });
  story.ruledFrom = from;
  event(story, 'rule.made', from, woman.keyworker, { rule: story.id('rule') });
}

// ---------------------------------------------------------------- watches and reviews

/** One that is over after a day, unless `until` says that it is not. */
function watchOf(story, reason, at, author, words, open = {}) {
  const { woman } = story;
  const id = open.id ?? story.id(`watch/${reason}/${at}`);
  const over = open.decide ? null : at + 22 * HOUR;
  add(story, 'watch', { id, ...woman.row, reason, words, from_at: at, least_until: open.least ?? null, decide_at: open.decide ?? null, author_id: author.id,
    ended_at: over, ended_by_id: over && staffOf(woman, 'premises_manager').id, decision: over && 'Two quiet nights; she asked for it to end.' });
  event(story, 'watch.began', at, author, { watch: id, reason });
  tell(story, reason === 'intoxication' ? reason : 'watch_began', at, `Watch began: ${WATCHED[reason]}.`, { about: 'watch', id, staff: author });
  if (over) {
    add(story, 'watch_decision', { id: story.id(`decision/${id}`), watch_id: id, ...about(story), decision: 'ended', until_at: null, words: 'Two quiet nights; she asked for it to end.',
      staff_id: staffOf(woman, 'premises_manager').id, at: over });
    event(story, 'watch.ended', over, staffOf(woman, 'premises_manager'), { watch: id });
    tell(story, 'watch_ended', over, `Watch ended after 22 hours: ${WATCHED[reason]}.`, { about: 'watch', id, staff: staffOf(woman, 'premises_manager') });
  } else deadline(story, 'watch.decide', open.decide, id);
  return id;
}

function trigger(story, review, { kind, at, staff, act, due, ref }) {
  const id = story.id(`trigger/${review}/${at}`);
  add(story, 'review_trigger', { id, review_id: review, ...about(story), kind, ref: ref ?? null, words: '', at, act_by: act, review_by: due, staff_id: staff?.id ?? null });
  return id;
}

function closedReview(story, at, { kind, staff, changed }) {
  const { woman, random } = story;
  const id = story.id(`review/${at}`);
  const from = story.version;
  const manager = staffOf(woman, 'premises_manager');
  const closed = at + random.between(3, 20) * HOUR;
  if (changed) version(story, closed - HOUR, 'Reviewed with her', 1);
  add(story, 'review', { id, ...woman.row, opened_at: at, from_version: from, closed_at: closed, closed_by_id: manager.id, outcome: changed ? 'changed' : 'unchanged',
    words: REVIEWS[changed ? random.between(0, 1) : 2] + (changed ? '' : ` (${isoDay(wall(at).day)})`), to_version: story.version, next_on: isoDay(wall(closed).day + 7) });
  trigger(story, id, { kind, at, staff, act: kind === 'backstop' ? null : at + HOUR, due: at + DAY });
  add(story, 'review_person', { id: story.id(`person/${id}/1`), review_id: id, ...about(story), name: woman.name[0], role: 'resident', how: 'in_person', words: 'It is mine. I want it short.', author_id: woman.keyworker.id, at: closed - 2 * HOUR });
  add(story, 'review_person', { id: story.id(`person/${id}/2`), review_id: id, ...about(story), name: woman.keyworker.name, role: 'keyworker', how: 'in_person', words: '', author_id: woman.keyworker.id, at: closed - 2 * HOUR });
  event(story, 'review.opened', at, staff, { review: id, kind });
  tell(story, 'review_opened', at, `Plan review opened: ${REVIEWED[kind]}.`, { about: 'review', id, staff });
  event(story, 'review.closed', closed, manager, { review: id });
}

/** Open now, and acted on. */
function openReview(story, at, kind, ref) {
  const { woman } = story;
  const id = story.id(`review/${at}`);
  const lead = staffOf(woman, 'shift_lead') ?? woman.keyworker;
  add(story, 'review', { id, ...woman.row, opened_at: at, from_version: story.version });
  const first = trigger(story, id, { kind, at, staff: lead, act: at + HOUR, due: at + DAY, ref });
  add(story, 'review_act', { id: story.id(`act/${first}`), trigger_id: first, ...about(story), words: 'Sat with her until she was in bed; checks closer; her practitioner will read it tonight.', staff_id: lead.id, at: at + 25 * MIN });
  deadline(story, 'review.due', at + DAY, id);
  event(story, 'review.opened', at, lead, { review: id, kind });
  tell(story, 'review_opened', at, `Plan review opened: ${REVIEWED[kind]}. Acted on within the hour.`, { about: 'review', id, staff: lead });
}

// ---------------------------------------------------------------- what happened besides

/** Some weeks ago, to a few: a night that went badly and was dealt with. */
function hardNight(story, at) {
  const { woman, world } = story;
  const lead = staffOf(woman, 'shift_lead');
  const second = woman.place.staff.find((s) => s !== lead && s.roles.includes('night_worker'));
  const watch = watchOf(story, 'intoxication', at, second, 'Unsteady at the door, smelt of drink.');
  add(story, 'rouse_answer', { id: story.id('rouse'), watch_id: watch, ...woman.row, rousable: 'yes', answers: 'unclear', follows_request: 'yes', may_be_illness: 'no', staff_id: second.id, at: at + 25 * MIN });
  const chain = story.id('chain');
  add(story, 'chain', { id: chain, ...woman.row, opened_at: at + 50 * MIN, opened_by_id: second.id, ended_at: at + 54 * MIN, ended_by_id: lead.id, outcome: 'roused', end_words: 'Sat up, knew where she was.' });
  ['knocked', 'louder', 'second_called', 'entered', 'breathing', 'roused'].forEach((step, n) => {
    add(story, 'chain_step', { id: story.id(`step/${step}`), chain_id: chain, ...about(story), step, words: '', staff_id: second.id, at: at + 50 * MIN + n * 35 });
  });
  for (const staff of [lead, second]) add(story, 'chain_attest', { id: story.id(`attest/${staff.id}`), chain_id: chain, ...about(story), staff_id: staff.id, alone: false, reason: '', at: at + 54 * MIN });
  event(story, 'chain.opened', at + 50 * MIN, second, { chain: { id: chain } });
  event(story, 'chain.ended', at + 54 * MIN, lead, { chain: { id: chain, outcome: 'roused' } });
  add(story, 'body_mark', { id: story.id('mark'), ...woman.row, side: 'front', region: 'Left forearm', across: 785, down: 355, kind: 'bruise', words: 'From the door frame, she says.', seen_at: at + HOUR, author_id: second.id,
    recorded_at: at + HOUR, healed_at: null });
  event(story, 'body.marked', at + HOUR, second, {});
  const incident = story.id('incident');
  add(story, 'incident', { id: incident, ...woman.row, kind: 'overdose', words: 'Ambulance came, did not take her.', happened_at: at + 50 * MIN, seen_by: at + 3 * HOUR, others: 3, author_id: lead.id, at: at + HOUR });
  for (const staff of [lead, second]) add(story, 'debrief', { id: story.id(`debrief/${staff.id}`), incident_id: incident, premises_id: woman.place.id, staff_id: staff.id, offered_at: at + HOUR });
  add(story, 'debrief_answer', { id: story.id('debrief/answer'), debrief_id: story.id(`debrief/${lead.id}`), staff_id: lead.id, premises_id: woman.place.id, answer: 'yes', at: at + 9 * HOUR });
  event(story, 'incident.recorded', at + HOUR, lead, { incident });
  tell(story, 'overdose', at + HOUR, 'Overdose suspected last night: found in time, ambulance came and did not take her.', { about: 'incident', id: incident, staff: lead });
  tell(story, 'no_reply', at + 54 * MIN, 'She did not answer at the door; the steps were followed and she woke.', { about: 'chain', id: chain, staff: lead });
  add(story, 'staff_briefing', { id: story.id('briefing'), ...woman.row, words: 'A man has rung twice asking for her. Do not say that she lives here.', reason: 'She does not know yet that he has the number.', author_id: lead.id, at: at + 2 * DAY,
    expires_at: Math.min(at + 20 * DAY, world.now + 9 * DAY) });
  add(story, 'staff_briefing_decision', { briefing_id: story.id('briefing'), ...about(story), approved: true, words: '', staff_id: staffOf(woman, 'premises_manager').id, at: at + 2 * DAY + HOUR });
}

function besides(story) {
  const { woman, random, made, world } = story;
  const food = made.food ?? random.pick(FOOD);
  add(story, 'food_need', { id: story.id('food'), ...woman.row, state: food ? 'recorded' : random.chance(0.7) ? 'none_known' : 'not_asked', words: food ?? '', author_id: woman.keyworker.id, at: woman.arrived + HOUR });
  const days = made.days ?? (random.chance(0.3) ? [[random.between(0, 6), ...random.pick(DAYS)]] : []);
  days.forEach(([ahead, kind, words], n) => add(story, 'hard_day', { id: story.id(`day/${n}`), ...woman.row, day: isoDay(wall(world.now).day + ahead), kind, words, author_id: woman.keyworker.id, at: Math.max(woman.arrived, world.now - 2 * DAY) }));
  if (story.version < 2) return;
  if (random.chance(0.4)) {
    const [section, words, source] = random.pick(QUOTES);
    add(story, 'safety_plan_quote', { id: story.id('quote'), ...woman.row, section, words, source, stated_on: isoDay(wall(woman.arrived).day - 12), author_id: woman.keyworker.id, at: woman.arrived + 5 * HOUR });
  }
  add(story, 'resident_copy', { id: story.id('copy'), ...woman.row, version: story.version, large_print: made.large ?? false, left_out: JSON.stringify(story.hard ? [{ what: 'staff_briefing', why: 'for staff only' }] : []),
    author_id: woman.keyworker.id, at: Math.min(world.now - HOUR, woman.arrived + 26 * HOUR) });
  for (const kind of made.daily ?? [])
    for (let back = 0; back < Math.min(7, woman.day); back++)
      add(story, 'daily_fact', { id: story.id(`fact/${kind}/${back}`), ...woman.row, day: isoDay(wall(world.now).day - back), kind, part: 'midday', state: random.pick(['yes', 'yes', 'partly', 'no']), staff_id: woman.keyworker.id,
        at: Math.max(woman.arrived + HOUR, world.now - back * DAY - HOUR) });
}

/** A closer check plan that is in force is somebody's watch, with its reason and its question. */
function watchNow(story) {
  const { woman, world } = story;
  const plan = woman.plans.find((one) => one.watch);
  if (!plan) return;
  const lead = staffOf(woman, 'shift_lead') ?? woman.keyworker;
  const released = woman.arrived - woman.releasedBefore * DAY;
  const release = plan.watch.reason === 'release';
  // She may be too new here to have agreed to a rule before this watch began.
  const fired = !release && story.ruledFrom < plan.start - HOUR ? ruleNow(story, plan, lead) : null;
  if (!fired)
    watchOf(story, release ? 'release' : 'concern', plan.start, lead, release ? '' : 'Two bad days after a letter.', { id: plan.watch.id, least: release ? released + 14 * DAY : null, decide: release ? released + 14 * DAY : world.now + 19 * HOUR });
  if (!release) openReview(story, plan.start + 20, fired ? 'rule' : 'concern', plan.watch.id);
}

function ruleNow(story, plan, lead) {
  watchOf(story, 'rule', plan.start, lead, 'Her own rule: agreed with her when she was well.', { id: plan.watch.id, decide: story.world.now + 19 * HOUR });
  const { woman } = story;
  const at = plan.start - 5 * MIN;
  const id = story.id('proposal/now');
  const seen = sightingsOfRule(story, at);
  add(story, 'proposal', { id, ...woman.row, rule_id: story.id('rule'), opened_at: at + 20, decide_by: at + 20 + 15 * MIN, decided_at: plan.start, decided_by_id: lead.id, decision: 'confirmed', reason: 'Talked with her; she wants it.',
    watch_id: plan.watch.id });
  for (const one of seen) add(story, 'proposal_sighting', { proposal_id: id, sighting_id: one, ...about(story) });
  return id;
}

/** All of it, about one woman who lives here. `n` is her place in the house. */
export function makePlan(world, woman, days, n) {
  const random = makeRandom(Number(BigInt(`0x${woman.id.slice(0, 8)}`)));
  const made = NAMED[woman.name[0]] ?? { ...random.pick(PLANS) };
  const story = { world, woman, random, made, version: 0, id: (name) => world.id(`safety/${woman.key}/${name}`), agreement: random.pick(['signed', 'signed', 'agreed', 'declined', 'not_asked']), hard: n === 1 && woman.day > 8 };
  const since = world.now - woman.arrived;
  story.crisis = crisisOf(story);
  add(story, 'arrival', { id: story.id('arrival'), ...woman.row, arrived_at: woman.arrived, released_on: isoDay(wall(woman.arrived).day - woman.releasedBefore), room_id: woman.room.id, author_id: woman.keyworker.id, recorded_at: woman.arrived + 60 });
  if (since > 40 * MIN) version(story, woman.arrived + 35 * MIN, 'First evening', 0);
  if (since > 22 * HOUR && !made.starter) {
    version(story, woman.arrived + 20 * HOUR, 'Written with her', 1);
    rule(story, woman.arrived + 21 * HOUR);
    for (const day of BACKSTOPS) {
      const at = woman.arrived + day * DAY;
      if (at + 2 * DAY < world.now) closedReview(story, at, { kind: 'backstop', staff: null, changed: random.chance(0.6) });
    }
    signs(story, Math.min(days, 28));
    if (made.rule && woman.day > 6 && random.chance(0.4)) ruleCameTrue(story, world.now - random.between(2, 5) * DAY, random.pick(['confirmed', 'declined']));
    if (story.hard) hardNight(story, world.now - 5 * DAY);
  }
  watchNow(story);
  besides(story);
  const next = [...BACKSTOPS, 308, 322].find((day) => woman.arrived + day * DAY > world.now);
  deadline(story, 'plan.backstop', woman.arrived + next * DAY, woman.stay);
}

/** A square for every door of the house. */
export function makeDoors(world, place) {
  const manager = place.staff.find((s) => s.roles.includes('premises_manager'));
  for (const room of place.rooms)
    world.out.add('door_code', { id: world.id(`door/${room.id}`), premises_id: place.id, room_id: room.id, made_by_id: manager.id, made_at: world.now - 60 * DAY });
}
