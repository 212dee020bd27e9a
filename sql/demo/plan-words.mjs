// plan-words.mjs -- what the plans of the demonstration say. No woman in it exists; each is drawn with respect, in words
// that she could have used herself, and signs are what somebody can see or hear.

const line = (sees, action, does, who, minutes) => ({ sees, action, does, who, minutes });
const concern = (words, tied) => ({ leaning: 'concern', words, tied });
const strength = (words) => ({ leaning: 'strength', words });

const TELL = line('Two of my signs in one day', 'change_checks', 'Come by more often. Tell me that you will.', 'Whoever is on duty', 15);
const SIT = line('I am quiet and keep away', 'sit_with_her', 'Tea in the small kitchen. No questions for ten minutes.', 'Keyworker, or who I know best on shift', 30);
const RING = line('I talk about leaving tonight', 'call_person', 'Ring my sister with me. Her number is in the office.', 'Shift lead', 20);
const LOST = line('I am not back when I said', 'call_person', 'Ring me, then my sister. Nobody else.', 'Shift lead', 0);
const HURT = line('I have hurt myself', 'call_111', 'Clean it with me, ask before you touch me, ring 111 with my summary in hand.', 'First on the scene', 5);
const UNWELL = line('I cannot be woken, or my breathing is slow', 'call_999', '999, naloxone, stay with me.', 'First on the scene', 0);

export const SECTIONS = {
  good: ['A morning when I was up before the radio.', 'She sings in the kitchen, plans meals a day ahead, keeps appointments when somebody walks with her.'],
  usual: ['I sleep late. I do not say much before ten.', 'Up at about 09:30, tea with two sugars, speaks first at lunch. Reads in the garden room.'],
  signs: ['You would see it before I do.', 'What we look for was chosen with her; each is tied to a line.'],
  triggers: ['Letters. Anybody shouting. The anniversary.', 'Post is handed to her in the office, never left under the door.'],
  do: ['Do what we wrote down. Do not make it up on the night.', 'The lines below, in their order.'],
  substances: ['I will tell you if you ask straight.', 'Asked at each keywork session; what she says is written with its date.'],
  absence: ['I will be on the bus. It is always the bus.', 'She rings if she is late. After a quarter of an hour we ring her.'],
  crisis: ['Talk to me by name.', 'Stay, speak slowly, one voice only.'],
  checks: ['I would rather you came in than stood there listening.', ''],
  how: ['', ''],
  agreement: ['I was asked. I said yes to most of it.', ''],
};

/** Signs, lines and crisis lines to choose from, four ways. */
export const PLANS = [
  { lines: [TELL, SIT, HURT, RING], signs: [concern('Misses the evening meal', 1), concern('Hood up and silent', 0), concern('Stops answering her sister', 3), strength('Sings while she cooks'), strength('Asks about somebody else’s day')],
    rule: { signs: [0, 1], sightings: 2, window: 24, min: 15, max: 30 } },
  { lines: [TELL, LOST, HURT, UNWELL], signs: [concern('Sleeps in her clothes', 0), concern('Gives her things away', 2), concern('Pacing in the corridor after midnight', 0), concern('Out of breath from the shop and back, without bags', 3), strength('Waters the tomatoes')],
    rule: { signs: [0, 2], sightings: 2, window: 48, min: 30, max: 60 } },
  { daily: ['meal', 'sleep'], lines: [SIT, TELL, UNWELL], signs: [concern('Leaves two meals in a day', 0), concern('Covers the mirror', 0), concern('Says “it does not matter” three times over', 1), strength('Writes the shopping list'), strength('Comes to the garden group')], rule: null },
  { lines: [RING, SIT, TELL, HURT], signs: [concern('Takes her coat to bed', 2), concern('Turns the radio up all night', 1), concern('Asks for her post again and again', 0), strength('Plays cards with whoever is there')],
    rule: { signs: [0, 1, 2], sightings: 3, window: 72, min: 30, max: 60 } },
];

/** Lantern House, as in the acceptance night. */
export const NAMED = {
  Juniper: { strength: 0, lines: [TELL, SIT, HURT], signs: [concern('Misses tea', 1), concern('Hood up and silent', 0), concern('Stops humming', 1), strength('Hums on the stairs'), strength('Draws at the big table')],
    rule: { signs: [0, 1, 2], sightings: 2, window: 24, min: 15, max: 30 }, days: [[0, 'letter', 'A letter from her family is due']] },
  Marigold: { starter: true, lines: [TELL, UNWELL], signs: [concern('Goes to bed fully dressed', 0), concern('Says she cannot feel her hands', 1), strength('Asks what is for breakfast')], rule: null, days: [[1, 'health', 'First methadone here, 09:30 at the pharmacy']] },
  Wren: { lines: [SIT, TELL], daily: ['meal'], signs: [concern('Two meals missed in a day', 0), concern('Eats standing up', 0), concern('Cuts bread very small', 1), strength('Eats at the table'), strength('Cooks for others')],
    rule: { signs: [0, 1], sightings: 2, window: 24, min: 30, max: 60 }, food: 'No plate put before her: she serves herself. Soft bread, no nuts.', days: [] },
  Hazel: { lines: [UNWELL, SIT, TELL], signs: [concern('Unsteady on the stairs', 0), concern('Talks over people', 1), concern('Chews mints all evening', 2), strength('Names what she feels'), strength('Praises somebody')], rule: null, days: [] },
  Iris: { lines: [LOST, line('A new phone, or new trainers', 'tell_practitioner', 'Tell Robin the same day. Do not ask who in front of others.', 'Keyworker', 120), TELL],
    signs: [concern('A new phone', 1), concern('Texts under the table', 1), concern('Leaves without saying where', 0), strength('Rings when she is late'), strength('Talks about her course')], rule: null, days: [[1, 'visit', 'Her sister comes at 14:00']] },
  Olive: { large: true, lines: [SIT, TELL], signs: [concern('Rocks without her music', 0), concern('Will not wear her hearing aids by day', 0), concern('Packs and unpacks', 1), strength('Shows her photographs'), strength('Thumb up at breakfast')], rule: null, days: [[3, 'move', 'Moves to her flat on Friday']] },
};

export const CRISIS = {
  allergies: ['Penicillin', 'Nuts: she carries a pen', null], medicines: ['Sertraline 100 mg in the morning', 'Methadone 40 ml, supervised, pharmacy 09:30', null],
  substances: ['Heroin, last some weeks before release', 'Alcohol, last month', null], naloxone: ['A kit in her room, two in the office', 'Two in the office'],
  self_harm: ['Has cut her forearm in the past; not now', 'Says no, asked on arrival', null], communication: ['Plain words; reads well', 'Slow words, in writing too'],
  helps: ['A cold flannel and somebody who sits down', 'Being walked round the garden'], may_be_told: ['Her sister, her practitioner', 'Nobody but her practitioner'],
  gp: ['Dr Example, Invented Surgery', 'Registered on arrival, first visit to come'],
};
export const QUOTES = [['triggers', 'Finds the weeks before a hearing hard; writes letters she does not send.', 'Prison keyworker, by letter'], ['good', 'Ran the wing library for a year.', 'Prison report']];
export const FOOD = ['Vegetarian', 'No pork', 'Soft food for a week after the dentist', null, null];
export const DAYS = [['court', 'Hearing at 10:00, Kit goes with her'], ['child_contact', 'Sees her son at 11:00'], ['anniversary', 'Her mother’s anniversary'], ['payday', 'Money comes today'], ['health', 'Scan at the hospital']];
export const REVIEWS = ['Two lines shortened, one added: she wants to be woken by voice.', 'Signs looked at one by one with her; “misses tea” stays, “late up” goes.', 'Nothing in it was untrue: she asked to leave it for two weeks.'];
