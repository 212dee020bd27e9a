// What the pages about the women and of the managers say in words, as pure functions.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { load, top } from './bundle.mjs';

const { plan, visit, event, setting, nav, checks, audit, form, owed, routes, router } = await load({
  plan: 'src/pages/resident/plan-words.ts',
  visit: 'src/pages/resident/visit-words.ts',
  event: 'src/pages/resident/event-words.ts',
  setting: 'src/pages/admin/setting-words.ts',
  nav: 'src/navigation.ts',
  checks: 'src/pages/resident/checks.tsx',
  audit: 'src/pages/admin/audit.tsx',
  form: 'src/parts/form.tsx',
  owed: 'src/pages/owed-words.ts',
  routes: 'src/routes.ts',
  router: 'src/router.ts',
});

const band = (from, until, kind, max_min, min_min = 0) => ({ from, until, kind, max_gap_s: max_min * 60, min_gap_s: min_min * 60, who: [] });
const words = (before, after) => plan.differences(before, after).map(plan.differenceInWords);

test('a change of plans is told by the clock, and says more or less often', () => {
  const day = band('00:00', '00:00', 'sign_of_life', 240);
  assert.deepEqual(words([day], [day, band('23:00', '07:00', 'sign_of_life', 30)]), [
    '23:00 to 07:00, sign of life: every 4 h now, then every 30 min. More often.',
  ]);
  assert.deepEqual(words([day], [band('08:00', '20:00', 'sign_of_life', 480)]), [
    '20:00 to 08:00, sign of life: every 4 h now, then none. Less often.',
    '08:00 to 20:00, sign of life: every 4 h now, then every 8 h. Less often.',
  ]);
  assert.deepEqual(words([day], [day, band('10:00', '12:00', 'sign_of_life', 300)]), [], 'a looser band beside a tighter one changes nothing');
});

test('a stricter kind stands for the weaker ones, and is told once', () => {
  assert.deepEqual(words([], [band('22:00', '24:00', 'rouse', 30)]), ['22:00 to 00:00, rouse: none now, then every 30 min. More often.']);
  const asleep = band('00:00', '00:00', 'sign_of_life', 60);
  assert.deepEqual(words([asleep], [asleep, band('22:00', '23:00', 'conversation', 60)]), ['22:00 to 23:00, conversation: none now, then every 1 h. More often.']);
});

test('who decides follows what becomes less', () => {
  const change = (before, after) => plan.whoDecides(plan.differences(before, after), 14_400);
  const half = band('00:00', '00:00', 'sign_of_life', 30);
  assert.equal(change([], [half]), 'anybody');
  assert.equal(change([half], [band('00:00', '00:00', 'sign_of_life', 60)]), 'shift_lead');
  assert.equal(change([half], [band('00:00', '00:00', 'sign_of_life', 241)]), 'manager');
  assert.equal(change([half], []), 'manager', 'none at all is the manager\'s to decide');
});

test('a band says its limit and its least gap', () => {
  assert.equal(plan.gapInWords(band('23:00', '07:00', 'sign_of_life', 30, 15)), 'Sign of life every 30 min at most, at least 15 min apart');
  assert.equal(plan.gapInWords(band('23:00', '07:00', 'rouse', 15)), 'Rouse every 15 min at most');
  assert.equal(plan.hoursInWords('00:00', '24:00'), 'All day');
  assert.equal(plan.hoursInWords('23:00', '07:00'), '23:00 to 07:00');
});

test('a visit says what else was seen, and how late it was entered', () => {
  assert.equal(visit.seenInWords({ outcome: 'asleep_breathing', movement: true, position: true }), 'Asleep, breathing seen, she moved, position seen');
  assert.equal(visit.seenInWords({ outcome: 'spoke', movement: null, position: null }), 'Spoke');
  const at = (entered_at) => visit.enteredInWords({ done_at: '2026-11-10T22:00:00.000000Z', entered_at });
  assert.equal(at('2026-11-10T22:01:59.000000Z'), null);
  assert.equal(at('2026-11-10T22:14:00.000000Z'), 'entered 14 min later');
});

test('a reason is said once, whatever it is made of', () => {
  const reason = (late_reason, late_words, close_reason) => visit.reasonInWords({ late_reason, late_words, close_reason });
  assert.equal(reason(null, null, null), null);
  assert.equal(reason('emergency', null, null), 'Emergency');
  assert.equal(reason('other', 'a flood', 'a flood'), 'Other: a flood');
});

test('visits and what nobody came to stand in one order, and what was completed stands with its visit', () => {
  const entries = checks.entriesOf({
    visits: [{ id: 'v1', done_at: '2026-11-10T20:00:00Z' }, { id: 'v2', done_at: '2026-11-10T22:00:00Z' }],
    duties: [{ id: 'r1', state: 'missed', latest: '2026-11-10T21:00:00Z' }, { id: 'r2', state: 'done', latest: '2026-11-10T21:30:00Z' }],
  });
  assert.deepEqual(entries.map((one) => (one.visit ?? one.duty).id), ['v2', 'r1', 'v1']);
});

test('an event is told by what it is about, and nothing is guessed', () => {
  assert.equal(event.eventTitle('visit.recorded', { visit: { outcome: 'no_reply', marks: [] } }), 'Visit: No reply');
  assert.equal(event.eventTitle('visit.recorded', { visit: { outcome: 'spoke', marks: [] }, corrects: 'x', withdrawn: true }), 'Visit withdrawn');
  assert.equal(event.eventTitle('presence.changed', { presence: { state: 'hospital' } }), 'In hospital');
  assert.equal(event.eventTitle('requirement.missed', { closed: [{ state: 'missed', source: 'curfew_round', kind: 'conversation' }] }), 'Check missed: Curfew round, conversation');
  assert.equal(event.eventTitle('action.entered', { kind: 'closed', words: 'Done.' }), 'Action closed');
  assert.equal(event.eventTitle('plan.review_due', null), 'Check plan review due');
  assert.equal(event.eventTitle('comet.seen', {}), 'comet seen');
  assert.equal(event.eventTitle('safety_plan.saved', { version: 2 }), 'Her plan saved');
  assert.equal(event.eventTitle('review.triggered', { kind: 'self_harm' }), 'Something else joined the review');
  assert.equal(event.eventTitle('proposal.decided', { decision: 'confirmed' }), 'A rule that came true: confirmed');
  const sighting = { sighting: { sign: 's', state: 'not_seen', words: 'At tea.' }, row: { signs: [{ sign: 's', words: 'Misses tea' }] } };
  assert.equal(event.eventTitle('sighting.recorded', sighting), 'Sign not seen');
  assert.deepEqual(event.eventDetail(sighting), ['Misses tea', 'At tea.']);
  assert.deepEqual(event.eventDetail({ version: 2, changed: ['good', 'lines'] }), ['Version 2: what good looks like for me, what we do']);
  assert.deepEqual(event.eventDetail({ kind: 'self_harm', others: 5 }), ['Self-harm']);
  assert.deepEqual(event.eventDetail(null), [], 'what a reader may not know has no words');
  assert.deepEqual(event.eventDetail({ visit: { note: 'Knitting.', marks: ['late_entry'] } }), ['“Knitting.”', 'Entered late']);
  assert.deepEqual(event.eventDetail({ alarm: { rung: 1 } }), ['Told: terminal, shift lead']);
});

const seconds = { kind: 'whole', unit: 'seconds', least: 60, most: 900 };
const short = { kind: 'whole', unit: 'seconds', least: 10, most: 300 };
const ladder = { kind: 'minutes_list', unit: 'minutes', least: 0, most: 120 };

test('a setting goes from its value to text and back, in the unit of people', () => {
  assert.equal(setting.valueInWords(seconds, 240), '4 min');
  assert.equal(setting.textOf(seconds, 240), '4');
  assert.equal(setting.valueOf(seconds, '4'), 240);
  assert.equal(setting.unitOf(seconds), 'minutes');
  assert.equal(setting.valueOf(short, '45'), 45, 'what can be less than a minute stays in seconds');
  assert.equal(setting.valueInWords({ kind: 'local_range' }, ['23:00', '06:00']), '23:00 to 06:00');
  assert.deepEqual(setting.valueOf({ kind: 'local_range' }, '2300 to 6:00'), ['23:00', '06:00']);
  assert.deepEqual(setting.valueOf({ kind: 'local_times' }, '08:00, 18:00'), ['08:00', '18:00']);
  assert.deepEqual(setting.valueOf(ladder, '0, 5, 10, 20'), [0, 5, 10, 20]);
});

test('what makes no sense as a setting is no value', () => {
  for (const [kind, text] of [[seconds, ''], [seconds, 'four'], [seconds, '1.5x'], [ladder, '0, five'], [ladder, ''], [{ kind: 'local_time' }, '25:00'], [{ kind: 'local_time' }, '08:00, 09:00']])
    assert.equal(setting.valueOf(kind, text), undefined, text);
});

test('a day and a time are an instant of London; half of them is none, and nothing is nothing', () => {
  const typed = (day, month, year, time) => form.instantOf({ day, month, year, time });
  assert.equal(typed('10', '11', '2026', '07:30'), '2026-11-10T07:30:00.000000Z');
  assert.equal(typed('10', '7', '2026', '0730'), '2026-07-10T06:30:00.000000Z');
  assert.equal(typed('10', '11', '2026', ''), false);
  assert.equal(typed('31', '2', '2026', '07:30'), false);
  assert.equal(typed('', ' ', '', ''), null);
});

test('the audit asks from the first to the last minute of the days that were typed', () => {
  const none = { day: '', month: '', year: '' };
  assert.equal(audit.auditQuery({ staff: '', resident: '', kind: '', from: none, until: none }), '?');
  const query = new URLSearchParams(audit.auditQuery({ staff: 's', resident: '', kind: 'visit', from: { day: '9', month: '11', year: '2026' }, until: { day: '10', month: '11', year: '2026' } }));
  assert.deepEqual([...query], [['staff', 's'], ['kind', 'visit'], ['from', '2026-11-09T00:00:00.000000Z'], ['until', '2026-11-11T00:00:00.000000Z']]);
});

test('everybody begins where her work is, and has no way to what is not hers', () => {
  const as = (role, terminal = null) => ({ staff: { id: '1' }, roles: role ? [{ role, premises: 'p' }] : [], premises: [], terminal });
  const home = Object.fromEntries(['night_worker', 'keyworker', 'shift_lead', 'premises_manager', 'on_call', 'area_manager', 'practitioner', 'inspector', 'administrator', 'kitchen'].map((role) => [role, nav.homeFor(as(role))]));
  assert.deepEqual(home, {
    night_worker: '/board', keyworker: '/keywork', shift_lead: '/board', premises_manager: '/today', on_call: '/today',
    area_manager: '/today', practitioner: '/updates', inspector: '/residents', administrator: '/admin/staff', kitchen: '/kitchen',
  });
  const places = (who) => nav.navigationFor(who, '').map((one) => one.href);
  assert.deepEqual(places(as('night_worker')), ['/board', '/residents', '/services', '/programme']);
  assert.deepEqual(places(as('administrator')), ['/admin/staff', '/admin/audit', '/admin/outbox'], 'accounts, what leaves the building, and no residents');
  assert.deepEqual(places(as('kitchen')), ['/kitchen']);
  assert.deepEqual(places(as('premises_manager', { id: 't' })), ['/today', '/board', '/residents', '/keywork'], 'a shared screen has no settings on it');
  assert.deepEqual(places({ ...as(null, { id: 't' }), staff: null }), ['/board'], 'a locked one has the board');
});

test('wherever what is owed, a message or a calendar leads, there is a page', () => {
  const hers = (end) => `/residents/X100000/stays/5b0e1c2a-0000-4000-8000-000000000001${end}`;
  const opens = readFileSync(join(top, 'sql/always/79_outbox.sql'), 'utf8').match(/FUNCTION lantern.opens_at[\s\S]*?\n\$\$;/)[0];
  const found = (pattern) => [...opens.matchAll(pattern)].map(([, path]) => path.replaceAll('%s', 'x'));
  const [whole, ofHers] = [found(/THEN '(\/[^']*)'/g), found(/(?:\|\| '|format\('%s)(\/[^']*)'/g)];
  assert.deepEqual([whole.length, ofHers.length], [1, 3]);
  const paths = [...whole, ...[...ofHers, ...Object.values(owed.OWED_AT)].map(hers), '/open/x'];
  assert.deepEqual(paths.filter((path) => router.findRoute(routes.ROUTES, path) === null), []);
});
