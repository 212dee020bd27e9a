// around.mjs -- what is around her: choices offered, services and referrals, who else works with her, the house programme and her own
// time, tasks in steps, family.
import { DAY, HOUR, MIN, instant, isoDay, wall } from './london.mjs';
import * as words from './around-words.mjs';
import { action, keyworkerAt, makeTale, sharesAt, staffWho, womanTale, written } from './tale.mjs';

const TOWN = { lantern: 'Exampleton', heron: 'Mockhaven', gwawr: 'Aberenghraifft', kestrel: 'Draftport', meadow: 'Testbury', rowan: 'Trialford', thames: 'Fiction Wharf', salt: 'Portsample', alder: 'Mocktown' };

// ---------------------------------------------------------------- of the house

function services(tale) {
  const { subject: place, world, random } = tale;
  const manager = staffWho(place, 'premises_manager');
  const list = place.short === 'gwawr' ? [...words.SERVICES_WELSH, ...words.SERVICES.slice(1)] : words.SERVICES;
  place.services = list.map(([kind, name, tags, women_only, said], n) => {
    const row = { premises_id: place.id, name: n % 3 === 2 ? `${TOWN[place.short]}: ${name}` : `${name}, ${TOWN[place.short]}`, kind, tags: tags.split(' '), women_only, phone: `01632 96${random.between(1000, 9999)}`, address: `${random.between(2, 90)} ${random.pick(['Sample', 'Station', 'Bridge', 'Mill', 'Church'])} Street, ${TOWN[place.short]}`,
      words: said, author_id: manager.id };
    const id = tale.id(`service/${n}`);
    const at = world.now - random.between(60, 300) * DAY;
    // One has moved since, and one is no longer there.
    const before = n === 4 ? tale.add('service', { ...row, id: tale.id(`service/${n}/old`), address: `1 Old Road, ${TOWN[place.short]}`, at: at - 50 * DAY, ended_at: at, ended_by_id: manager.id }) : null;
    return tale.add('service', { ...row, id, at, replaces_id: before?.id, ended_at: null });
  });
  tale.add('service', { ...place.services[2], id: tale.id('service/gone'), replaces_id: null, name: 'Harbour Women’s Group', ended_at: world.now - 30 * DAY, ended_by_id: manager.id });
}

function programme(tale) {
  const { subject: place, world, random } = tale;
  const lead = staffWho(place, 'shift_lead') ?? place.staff[0];
  place.activities = random.shuffle(words.PROGRAMME).slice(0, 7).map(([name, tags, weekday, starts, minutes, said], n) => tale.add('activity', { id: tale.id(`activity/${n}`), premises_id: place.id, name, tags: tags.split(' '), weekday,
    starts: starts === null ? null : `${String(Math.floor(starts / 60)).padStart(2, '0')}:${String(starts % 60).padStart(2, '0')}`, minutes, words: said, author_id: lead.id, at: world.now - 80 * DAY }));
}

export function makeHouse(world, place) {
  const tale = makeTale(world, place, 'around');
  place.digests = {};
  services(tale);
  programme(tale);
}

// ---------------------------------------------------------------- of one woman

function choices(tale) {
  const { woman, random, now } = tale;
  const day = random.between(6, 58) * HOUR;
  for (const kind of Object.keys(words.CHOICES)) {
    const choose = (state, at, n) => {
      const staff = keyworkerAt(woman, at);
      const said = words.CHOICES[kind][state];
      tale.add('choice', { id: tale.id(`choice/${kind}/${n}`), ...tale.row, kind, state, words: random.chance(0.6) ? random.pick(said) : '', day: isoDay(wall(at).day), author_id: staff.id, at });
      tale.event('choice.set', at, staff, { kind, state });
    };
    const at = woman.arrived + day + random.between(0, 90) * MIN;
    if (!written(tale, at) || random.chance(0.05)) continue; // not yet offered
    const state = kind.startsWith('interpreter') ? random.pick(['declined', 'declined', 'declined', 'offered', 'chosen']) : random.pick(['chosen', 'chosen', 'declined', 'offered']);
    choose(state, at, 0);
    const later = at + random.between(2, 9) * DAY;
    if (state === 'offered' && later < now - DAY && random.chance(0.7)) choose(random.pick(['chosen', 'declined']), later, 1);
  }
}

function referrals(tale) {
  const { woman, random, now } = tale;
  const count = woman.day < 3 ? 0 : random.pick([0, 0, 1, 1, 2]);
  random.shuffle(woman.place.services).slice(0, count).forEach((service, n) => {
    const at = tale.daytime(tale.today - random.between(1, Math.min(40, woman.day - 1)));
    if (!written(tale, at) || at < woman.arrived + HOUR) return;
    const staff = keyworkerAt(woman, at);
    const id = tale.id(`referral/${n}`);
    const waits = random.between(2, 18) * DAY;
    const answered = at + waits < now - HOUR ? at + waits : null;
    const answer = answered && random.pick(['accepted', 'accepted', 'accepted', 'waiting_list', 'declined', 'no_answer', 'she_changed_her_mind']);
    const answer_words = answer && random.pick(words.ANSWERS[answer]);
    const asked = action(tale, `referral/${n}`, { what: `Referral to ${service.name}`, origin: 'referral', origin_id: id, at, days: 14, done: answered && waits, words: answer_words, owner: 'staff' });
    const by = answered && keyworkerAt(woman, answered);
    tale.add('referral', { id, ...tale.row, service_id: service.id, action_id: asked, words: words.REFERRALS[service.kind], consent: random.pick(['agreed', 'asked_for_it']), author_id: staff.id, at, answered_at: answered, answered_by_id: by?.id, answer, answer_words });
    tale.event('referral.made', at, staff, { referral: id });
    if (answered) tale.event('referral.answered', answered, by, { referral: id, answer });
  });
}

function circle(tale) {
  const { woman, random } = tale;
  const count = woman.day < 2 ? 0 : random.pick([0, 1, 1, 2, 2, 3]);
  random.shuffle(words.CONTACTS).slice(0, count).forEach(([name, role, sees], n) => {
    const at = woman.arrived + random.between(20, Math.max(21, Math.min(woman.day * 24 - 5, 400))) * HOUR;
    if (!written(tale, at)) return;
    const staff = keyworkerAt(woman, at);
    const her_consent = random.pick(['agreed', 'agreed', 'agreed', 'declined', 'not_asked']);
    const over = random.chance(0.1) && written(tale, at + 9 * DAY) ? at + 9 * DAY : null;
    tale.add('named_contact', { id: tale.id(`contact/${n}`), ...tale.row, name, role, phone: `01632 96${random.between(1000, 9999)}`, may_see: her_consent === 'agreed' && sees ? sees.split(',') : [], her_consent, author_id: staff.id, at, ended_at: over, ended_by_id: over && staff.id });
    tale.event('circle.changed', at, staff, {});
  });
}

/** What she did with her days, of the house programme and of her own. */
function activities(tale, days) {
  const { woman, random, today, now } = tale;
  for (let back = Math.min(days, 28, woman.day - 1); back >= 1; back--) {
    if (!random.chance(0.32)) continue;
    const day = today - back;
    const here = woman.place.activities.filter((one) => one.weekday === ((day + 3) % 7) + 1 || one.weekday === null);
    const one = random.chance(0.55) && here.length > 0 ? random.pick(here) : null;
    const at = Math.min(instant(day, random.between(1080, 1260)), now - MIN);
    const staff = random.pick(woman.place.staff.filter((s) => s.shift === 'day'));
    const row = tale.add('activity_time', { id: tale.id(`time/${back}`), ...tale.row, activity_id: one?.id ?? null, what: one?.name ?? tale.draw('own', words.OWN_TIME), day: isoDay(day), minutes: one?.minutes ?? random.pick([30, 45, 60, 90, 120, 150]), purposeful: random.chance(0.85),
      her_words: tale.draw('about', words.ABOUT_TIME), shared: sharesAt(woman, at).includes('activities'), author_id: staff.id, at });
    tale.event('activity.recorded', at, staff, { time: row.id });
  }
}

function tasks(tale, n) {
  const { woman, random } = tale;
  const olive = woman.key === 'lantern/olive';
  const count = olive ? 3 : n === 5 || random.chance(0.16) ? random.between(1, 2) : 0;
  for (let i = 0; i < count; i++) {
    const [title, steps] = tale.draw('task', words.TASKS);
    const at = woman.arrived + (2 + i) * DAY;
    if (!written(tale, at)) return;
    const staff = keyworkerAt(woman, at);
    tale.add('task_plan', { id: tale.id(`task/${i}`), ...tale.row, title, steps: JSON.stringify(steps.map(([said, picture]) => ({ words: said, picture }))), author_id: staff.id, at });
    tale.event('task_plan.saved', at, staff, {});
  }
}

function family(tale) {
  const { woman, random, today } = tale;
  const facts = woman.day < 3 ? 0 : random.pick([0, 0, 1, 2, 3]);
  for (let n = 0; n < facts; n++) {
    const [kind, said, source] = tale.draw('fact', words.FAMILY);
    const at = woman.arrived + random.between(20, 60) * HOUR;
    const staff = keyworkerAt(woman, at);
    tale.add('family_fact', { id: tale.id(`family/${n}`), ...tale.row, kind, words: said, source, author_id: staff.id, at });
    tale.event('family.changed', at, staff, {});
  }
  if (woman.keeper) return woman.key === 'lantern/iris' ? sisterOfIris(tale) : undefined;
  const met = facts === 0 ? [] : [-random.between(2, 9), random.chance(0.5) ? random.between(1, 6) : null].filter((day) => day !== null);
  met.forEach((ahead, n) => {
    const [with_whom, how, said] = tale.draw('met', words.FAMILY_DAYS);
    const at = tale.daytime(today + Math.min(ahead, 0) - 1);
    if (!written(tale, at) || at < woman.arrived + DAY) return;
    const feels = random.pick(['hard', 'good', 'both', 'both', 'not_asked']);
    const staff = keyworkerAt(woman, at);
    const known = feels === 'not_asked' ? null : tale.add('hard_day', { id: tale.id(`day/${n}`), ...tale.row, day: isoDay(today + ahead), kind: /son|daughter|children/.test(with_whom) ? 'child_contact' : 'visit', words: words.CALENDAR[how], author_id: staff.id, at });
    tale.add('family_contact', { id: tale.id(`met/${n}`), ...tale.row, day: isoDay(today + ahead), how, with_whom, feels, words: said, hard_day_id: known?.id, author_id: staff.id, at });
    tale.event('family.changed', at, staff, {});
  });
}

// As in the acceptance night: her sister comes tomorrow, and the calendar knows it already.
function sisterOfIris(tale) {
  const { woman, today, now, world } = tale;
  tale.add('family_contact', { id: tale.id('met/sister'), ...tale.row, day: isoDay(today + 1), how: 'visit', with_whom: 'Her sister', feels: 'good', words: 'At 14:00, in the garden room.', hard_day_id: world.id(`safety/${woman.key}/day/0`), author_id: woman.keyworker.id, at: now - 2 * DAY });
}

function subjectAccess(tale, n) {
  const { woman, now } = tale;
  if (n !== 4 || !['heron', 'alder', 'thames'].includes(woman.place.short)) return;
  const manager = staffWho(woman.place, 'premises_manager');
  const at = Math.max(woman.arrived + HOUR, now - 6 * DAY);
  tale.add('subject_access', { id: tale.id('access'), resident_id: woman.id, premises_id: woman.place.id, reason: words.SUBJECT_ACCESS, author_id: manager.id, at });
  tale.event('subject_access.given', at, manager, {});
}

/** All of what is around one woman; `days` of activities, `n` is her place in the house. */
export function makeAround(world, woman, days, n) {
  const tale = womanTale(world, woman, 'around');
  choices(tale);
  referrals(tale);
  circle(tale);
  activities(tale, days);
  tasks(tale, n);
  family(tale);
  subjectAccess(tale, n);
}
