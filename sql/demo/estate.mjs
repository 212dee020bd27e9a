// estate.mjs -- nine invented premises, their rooms, and the people who work there.
import { PRACTITIONER_FAMILY, PRACTITIONER_GIVEN, STAFF_FAMILY, STAFF_GIVEN } from './words.mjs';
import { DAY, HOUR, MIN, nextAt } from './london.mjs';

const PREMISES = [
  ['Lantern House', 'lantern', 'N51', 'standard', 14, 6, '1 Invention Row, Exampleton', 'EX1 1LH'],
  ['Heron Court', 'heron', 'N57', 'standard', 18, 17, '22 Sample Street, Mockhaven', 'MK2 4HC'],
  ['Tŷ Gwawr', 'gwawr', 'N03', 'standard', 16, 15, '3 Stryd Dychmygol, Aberenghraifft', 'AB3 7TG'],
  ['Kestrel Lodge', 'kestrel', 'N54', 'standard', 20, 19, '40 Placeholder Road, Draftport', 'DR4 0KL'],
  ['Meadowsweet House', 'meadow', 'N52', 'pipe', 18, 18, '5 Pretend Lane, Testbury', 'TE5 5MH'],
  ['Rowan Gate', 'rowan', 'N55', 'standard', 22, 21, '61 Specimen Hill, Trialford', 'TR6 1RG'],
  ['Thameslight House', 'thames', 'N07', 'standard', 24, 23, '7 Fiction Wharf, London', 'LN7 8TH'],
  ['Saltmarsh House', 'salt', 'N58', 'esap', 15, 14, '18 Makebelieve Quay, Portsample', 'PS8 3SM'],
  ['Alder Bank', 'alder', 'N53', 'standard', 18, 17, '9 Notional Avenue, Mocktown', 'MT9 9AB'],
];
const OPERATORS = ['Lamplight Women’s Trust', 'Open Door Homes', 'Cartref Dychmygol', 'The Hearth Charity'];

// Lantern House as in the acceptance night; the first name signs in.
const LANTERN_STAFF = [
  ['dee', 'Dee Trialton', ['shift_lead', 'night_worker'], 'night'],
  ['mo', 'Mo Sampleforth', ['night_worker'], 'night'],
  ['ali', 'Ali Standin', ['agency'], 'night'],
  ['kit', 'Kit Rehearsal', ['night_worker'], 'day'],
  ['fern', 'Fern Example', ['keyworker'], 'day'],
  ['jo', 'Jo Dayshift', ['shift_lead'], 'day'],
  ['bryn', 'Bryn Placeholder', ['on_call'], ''],
  ['morgan', 'Morgan Pretendham', ['premises_manager'], ''],
  ['sol', 'Sol Mockitchen', ['kitchen'], ''],
  ['indira', 'Indira Inspectably', ['inspector'], ''],
];
const ESTATE_STAFF = [
  ['ash', 'Ash Areaville', 'area_manager'],
  ['wyn', 'Wyn Notareal', 'administrator'],
  ['robin', 'Robin Draftwell', 'practitioner'],
  ['sam', 'Sam Pretend', 'practitioner'],
  ['casey', 'Casey Fictley', 'practitioner'],
  ['drew', 'Drew Imaginby', 'practitioner'],
  ['frankie', 'Frankie Supposewell', 'practitioner'],
  ['jude', 'Jude Modelby', 'practitioner'],
  ['lee', 'Lee Hypothewick', 'practitioner'],
  ['remy', 'Rémy Protoson', 'practitioner'],
];
const ELSEWHERE = [
  [['premises_manager'], ''], [['on_call'], ''], [['shift_lead'], 'day'], [['shift_lead', 'night_worker'], 'night'],
  [['night_worker'], 'night'], [['night_worker'], 'night'], [['keyworker'], 'day'], [['keyworker'], 'day'], [['keyworker'], 'day'],
  [['agency'], 'night'], [['kitchen'], ''],
];

export const WHO = [...LANTERN_STAFF.map(([u, n, r]) => [u, n, r.join(', '), 'Lantern House']), ...ESTATE_STAFF.slice(0, 4).map(
  ([u, n, r]) => [u, n, r, r === 'practitioner' ? 'her own women' : 'the estate'])];

const initials = (name) => name.split(/[ -]/).map((w) => w[0]).join('').slice(0, 3);

function addStaff(world, { username, name, code }) {
  const { out, id, now } = world;
  const staff = { id: id(`staff/${username}`), username, name, initials: initials(name) };
  out.add('staff', { id: staff.id, username, display_name: name, initials: staff.initials, staff_code: code, from_at: now - 400 * DAY });
  return staff;
}

function giveRole(world, staff, role, premises) {
  const until = { agency: nextAt(world.now, 8 * 60 + 30), inspector: world.now + 14 * DAY }[role] ?? null;
  world.out.add('staff_role', { id: world.id(`role/${staff.username}/${role}`), staff_id: staff.id, role, premises_id: premises?.id ?? null,
    from_at: until ? world.now - HOUR * 2 : world.now - 400 * DAY, until_at: until, reason: until ? 'for this time only' : 'post' });
}

function staffOf(world, place, spec) {
  const [username, name, roles, shift] = spec;
  const staff = { ...addStaff(world, { username, name, code: `${place.region}A${world.random.between(100, 999)}` }), roles, shift };
  roles.forEach((role) => giveRole(world, staff, role, place));
  place.staff.push(staff);
}

function elsewhere(world, short) {
  const given = world.random.shuffle(STAFF_GIVEN);
  return ELSEWHERE.map(([roles, shift], i) => [
    `${given[i].toLowerCase()}.${short}`, `${given[i]} ${world.random.pick(STAFF_FAMILY)}`, roles, shift]);
}

function addRooms(world, place, beds) {
  for (let n = 1; n <= beds; n++) {
    const facts = ['single'];
    if (n <= 2) facts.push('near_office', 'call_point');
    if (n <= Math.ceil(beds / 3)) facts.push('ground_floor');
    if (n === 3) facts.push('step_free', 'wheelchair');
    if (n % 4 === 0) facts.push('en_suite');
    const room = { id: world.id(`room/${place.short}/${n}`), label: String(n) };
    world.out.add('room', { id: room.id, premises_id: place.id, label: room.label, place: n, beds: 1, facts });
    place.rooms.push(room);
  }
}

function addPremises(world, spec, n) {
  const [name, short, region, kind, beds, women, address, postcode] = spec;
  const place = { id: world.id(`premises/${short}`), name, short, region, kind, beds, women, rooms: [], staff: [] };
  world.out.add('premises', { id: place.id, name, ap_code: short.toUpperCase().slice(0, 5), q_code: `Q9${10 + n}`, address, postcode,
    phone: `01632 96${String(n).padStart(2, '0')}00`, region_code: region, kind_code: kind, operator: OPERATORS[n % 4], opened_on: '1998-04-01' });
  addRooms(world, place, beds);
  (short === 'lantern' ? LANTERN_STAFF : elsewhere(world, short)).forEach((who) => staffOf(world, place, who));
  return place;
}

// The shift that is on now can switch by PIN on an enrolled terminal at once.
function signOn(world, place) {
  const until = Math.min(nextAt(world.now, 8 * 60), nextAt(world.now, 18 * 60));
  for (const staff of place.staff.filter((s) => s.shift))
    world.out.add('sign_on', { id: world.id(`sign_on/${staff.username}`), staff_id: staff.id, premises_id: place.id,
      at: world.now - 20 * MIN, until_at: until });
}

function addSettings(world, places) {
  const change = (place, name, value, reason, days) => {
    const at = world.now - days * DAY;
    const author = place.staff.find((s) => s.roles.includes('premises_manager'));
    const id = world.id(`setting/${place.short}/${name}`);
    world.out.add('setting', { id, premises_id: place.id, name, value: JSON.stringify(value), reason, author_id: author.id, from_at: at, recorded_at: at });
    world.out.event(world, { kind: 'setting.changed', premises: place.id, staff: author, at, data: { setting: id, name, value, reason } });
  };
  change(places[0], 'going_s', 240, 'Five minutes was longer than any walk here takes.', 19);
  change(places[3], 'acknowledge_s', 240, 'Agreed at the team meeting after the drill.', 12);
  change(places[6], 'soon_s', 1200, 'Four floors: the round needs a longer look ahead.', 30);
}

// Sixty practitioners in all: each house knows the five or six of its own region, and two who have women in several houses.
function addPractitioners(world, places, named) {
  const local = Array.from({ length: 52 }, (_, i) => {
    const name = `${PRACTITIONER_GIVEN[i % 26]} ${PRACTITIONER_FAMILY[(i * 5 + Math.floor(i / 26)) % 13]}`;
    const staff = addStaff(world, { username: name.toLowerCase().replace(' ', '.'), name, code: `${places[i % 9].region}P${101 + i * 7}` });
    giveRole(world, staff, 'practitioner', null);
    return { ...staff, role: 'practitioner' };
  });
  places.forEach((place, n) => (place.practitioners = [...local.filter((_, i) => i % 9 === n), named[n % 8], named[(n + 3) % 8]]));
  return local;
}

/** Premises with rooms and staff; estate-wide staff. */
export function makeEstate(world) {
  const places = PREMISES.map((spec, n) => addPremises(world, spec, n));
  const estate = ESTATE_STAFF.map(([username, name, role]) => {
    const staff = addStaff(world, { username, name, code: role === 'practitioner' ? `N51P${world.random.between(100, 999)}` : null });
    giveRole(world, staff, role, null);
    return { ...staff, role };
  });
  signOn(world, places[0]);
  addSettings(world, places);
  return { places, estate: [...estate, ...addPractitioners(world, places, estate.filter((s) => s.role === 'practitioner'))] };
}
