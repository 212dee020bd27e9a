// What follows from what is seen of her: signs, rules, what came true, marks and hard days. Each from the page before it to
// the database, by keys alone.
import { plan, proposed, signs } from '../http/her_signs.mjs';
import { pathOf } from './desk.mjs';
import { stage } from './browser.mjs';
import { walkAll } from './hands.mjs';
import { night } from './night.mjs';

const on = await stage(() => night({ women: 14 }));
const { h } = on;

const ON_HER = (page) => (her) => pathOf(her, page);
const where = (her) => `WHERE stay_id = '${her.stay}'`;
const decide = (decision, words, more) => ({
  does: `a rule that came true is ${decision}`,
  role: 'shift_lead',
  given: (her) => proposed({ ...h, clock: { iso: h.clock.now() } }, her),
  from: ON_HER('/signs'),
  opens: ['Confirm or decline it'],
  title: 'Decide about a rule that came true',
  button: 'Decide',
  wrong: ['Select whether it should follow', 'Say why'],
  async fills(keys) {
    await keys.choose('decision', words);
    await keys.write('reason', 'She asked for it herself.');
  },
  done: 'It is decided',
  kept: (her) => `SELECT decision || ': ' || reason || ' ' || (watch_id IS NOT NULL) FROM lantern.proposal ${where(her)}`,
  ...more,
});

const mark = (her) => `INSERT INTO lantern.body_mark (id, stay_id, resident_id, premises_id, side, region, across, down, kind, words, seen_at, author_id, recorded_at)
  VALUES (gen_random_uuid(), '${her.stay}', '${her.id}', '${h.here.id}', 'back', 'Left shoulder', 300, 200, 'bruise', '', '${h.clock.now()}', '${h.here.staff.keyworker.id}', '${h.clock.now()}')`;

const day = (her) => `INSERT INTO lantern.hard_day (id, stay_id, resident_id, premises_id, day, kind, words, author_id, at)
  VALUES (gen_random_uuid(), '${her.stay}', '${her.id}', '${h.here.id}', '2026-11-12', 'court', 'The hearing', '${h.here.staff.keyworker.id}', '${h.clock.now()}')`;

walkAll(on, [
  {
    does: 'an earlier sighting is recorded with its words',
    role: 'night_worker',
    given: (her) => plan(h, her),
    from: ON_HER('/signs'),
    opens: ['Earlier, or with words (misses tea)'],
    title: 'Record a sign',
    button: 'Record',
    wrong: ['Select whether it was seen'],
    async fills(keys) {
      await keys.choose('state', 'Seen');
      await keys.date('seen_at', '2026-11-10 09:00');
      await keys.write('words', 'Curtains closed at noon');
    },
    done: 'It was recorded.',
    shows: /09:00 ‘misses tea’: seen, alder night_worker\s+“Curtains closed at noon”/,
    kept: (her) => `SELECT state || words || (seen_at = '2026-11-10T09:00Z') FROM lantern.sighting ${where(her)}`,
    is: 'seenCurtains closed at noontrue',
  },
  {
    does: 'a rule is made with her',
    role: 'keyworker',
    given: (her) => plan(h, her),
    from: ON_HER('/signs'),
    opens: ['Make a rule'],
    title: 'Make a rule',
    button: 'Make the rule',
    wrong: ['Select which signs count', 'Select what she said'],
    async fills(keys) {
      await keys.tick('misses tea');
      await keys.tick('hood up and silent');
      await keys.write('hours', '12');
      await keys.choose('agreement', 'She agreed');
      await keys.write('words', 'Please come sooner then.');
    },
    done: 'The rule is in force.',
    shows: /2 sightings of ‘misses tea’ or ‘hood up and silent’ within 12 hours: checks at most 30 minutes apart[\s\S]*“Please come sooner then\.”/,
    kept: (her) => `SELECT cardinality(signs) || ',' || window_s || ',' || agreement FROM lantern.sign_rule ${where(her)}`,
    is: '2,43200,agreed',
  },
  {
    does: 'a rule is ended with a reason',
    role: 'keyworker',
    given: (her) => signs(h, her),
    from: ON_HER('/signs'),
    opens: [/^End \(2 sightings/],
    title: 'End a rule',
    button: 'End the rule',
    wrong: ['Say why it ends'],
    fills: (keys) => keys.write('reason', 'She chose another.'),
    done: 'The rule has ended.',
    shows: /No rule is in force[\s\S]*1 rule that was ended/,
    kept: (her) => `SELECT end_reason FROM lantern.sign_rule ${where(her)} AND ended_at IS NOT NULL`,
    is: 'She chose another.',
  },
  decide('confirmed', 'Confirm', { shows: /Came true[\s\S]*Confirmed by alder shift_lead/, is: 'confirmed: She asked for it herself. true' }),
  decide('declined', 'Decline', { shows: /Came true[\s\S]*Declined by alder shift_lead/, is: 'declined: She asked for it herself. false' }),
  {
    does: 'a mark is made on the outline with the arrow keys',
    role: 'night_worker',
    from: ON_HER(''),
    opens: ['Body map', /^Mark where something was seen/],
    title: 'Mark where something was seen',
    button: 'Mark it',
    wrong: ['Mark where it is, or choose it from the list', 'Select what it is'],
    async fills(keys) {
      await keys.field('figure-front');
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter']) await keys.press(key);
      await keys.choose('kind', 'Bruise');
      await keys.write('words', 'Yellow, she says a door.');
    },
    done: 'It is marked.',
    shows: /Abdomen, front: bruise\s+Yellow, she says a door\./,
    kept: (her) => `SELECT side || region || kind FROM lantern.body_mark ${where(her)}`,
    is: 'frontAbdomenbruise',
  },
  {
    does: 'a mark is chosen from the list, on her back',
    role: 'keyworker',
    from: ON_HER('/body'),
    opens: [/^Mark where something was seen/],
    title: 'Mark where something was seen',
    button: 'Mark it',
    async fills(keys) {
      await keys.choose('side', 'Back');
      await keys.pick('region', /^Left shoulder$/);
      await keys.choose('kind', 'Scar');
    },
    done: 'It is marked.',
    shows: /Left shoulder[^\n]*, back: scar/,
    kept: (her) => `SELECT side || kind FROM lantern.body_mark ${where(her)}`,
    is: 'backscar',
  },
  {
    does: 'a mark has healed',
    role: 'keyworker',
    given: (her) => h.sql(mark(her)),
    from: ON_HER('/body'),
    opens: ['It has healed (Left shoulder)'],
    title: 'A mark has healed',
    button: 'It has healed',
    done: 'It is marked as healed.',
    shows: /Left shoulder, back: bruise[\s\S]*Healed 10 November 2026, alder keyworker/,
    kept: (her) => `SELECT healed_at IS NOT NULL FROM lantern.body_mark ${where(her)}`,
    is: 't',
  },
  {
    does: 'a hard day is added',
    role: 'keyworker',
    from: ON_HER('/hard-days'),
    opens: ['Add a hard day'],
    title: 'Add a hard day',
    button: 'Add',
    wrong: ['Enter the day', 'Select what it is', 'Say it in a few words'],
    async fills(keys) {
      await keys.date('day', '2026-11-12');
      await keys.choose('kind', 'Court');
      await keys.write('words', 'Family court, by video');
    },
    done: 'The day was added.',
    shows: /Court\s+12 November 2026[\s\S]*Family court, by video/,
    kept: (her) => `SELECT day || kind || words FROM lantern.hard_day ${where(her)}`,
    is: '2026-11-12courtFamily court, by video',
  },
  {
    does: 'a hard day is withdrawn',
    role: 'keyworker',
    given: (her) => h.sql(day(her)),
    from: ON_HER('/hard-days'),
    opens: [/^Withdraw/],
    title: 'Withdraw a hard day',
    button: 'Withdraw it',
    wrong: ['Say why'],
    fills: (keys) => keys.write('reason', 'It was moved.'),
    done: 'The day was withdrawn.',
    shows: /1 day that has passed or was withdrawn/,
    kept: (her) => `SELECT withdraw_reason FROM lantern.hard_day ${where(her)}`,
    is: 'It was moved.',
  },
]);
