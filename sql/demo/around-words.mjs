// around-words.mjs -- what is around a woman of the demonstration: what she was offered, services, people, the house programme,
// her family. Nobody and no service in it exists.

export const CHOICES = {
  female_practitioner: { chosen: ['A woman, please. It is easier to say things.', 'Yes, and the same one.'], declined: ['I do not mind who, if it stays the same.'], offered: ['Wants to think about it.'] },
  female_keyworker: { chosen: ['Always a woman.', 'Yes. Not because of anybody here.'], declined: ['It is about the person.'], offered: ['Will say next week.'] },
  women_only_place: { chosen: ['I would rather be seen where only women go.'], declined: ['The office is fine.'], offered: ['Asked on the first evening, too tired to answer.'] },
  women_only_groups: { chosen: ['Only women, or I do not go.'], declined: ['Mixed is all right, if I know somebody.'], offered: ['Would like to see the room first.'] },
  interpreter: { chosen: ['For letters, not for talking.'], declined: ['I understand; talk slower.'], offered: ['Asked in writing.'] },
  interpreter_gender: { chosen: ['A woman, and not one from my town.'], declined: ['Either.'], offered: ['She will tell us when one comes.'] },
};

/** The directory of a house: $ is the town. */
export const SERVICES = [
  ['womens_centre', 'The Kiln, women’s centre', 'identity emotions family', true, 'Drop-in Monday to Thursday, 10 to 4. She can go by herself; ring to save a chair. Childcare on Tuesdays.'],
  ['specialist', 'Evenlode drug and alcohol service', 'substances', false, 'Refer by telephone, answered within two working days. Women’s hour Wednesday 5 to 6.'],
  ['specialist', 'Anchor, support after abuse', 'emotions family mental_health', true, 'Women only. They ring back from a withheld number: say when it is safe.'],
  ['specialist', 'Quiet Water, talking therapies', 'mental_health emotions', false, 'Eight weeks on average. She can ask for a woman.'],
  ['gp', 'Invented Surgery', 'mental_health everyday', false, 'Register with the form in the office. A woman doctor on Tuesdays and Fridays.'],
  ['pharmacy', 'Sample & Daughter, pharmacy', 'substances everyday', false, 'Opens at 9. Supervised doses in the side room; ask for it.'],
  ['advocacy', 'Plain Voice, advocacy', 'resettlement identity', false, 'Somebody to sit beside her at meetings. Two weeks’ notice.'],
  ['faith', 'Meeting house by the bridge', 'identity', false, 'Sunday 11, side door if she would rather not be seen. Tea after.'],
  ['education', 'College, evening classes', 'resettlement identity', false, 'Starts each September and January; fee waived with our letter.'],
  ['work', 'Second Shift, work for women', 'resettlement everyday', true, 'CV mornings on Thursday. They know what a gap is.'],
  ['other', 'The Repair Shed', 'everyday', false, 'Bring anything broken. Saturday, no appointment.'],
];
/** The same in the house where Welsh is spoken. */
export const SERVICES_WELSH = [['womens_centre', 'Canolfan y Pair', 'identity emotions family', true, 'Dydd Llun i ddydd Iau, 10 tan 4. Cymraeg neu Saesneg. Ring to save a chair.']];

export const REFERRALS = {
  womens_centre: 'Would like somewhere to be on Mondays that is not here.', specialist: 'Asked for somebody outside the house to talk with.', gp: 'Register, and look at the tablets.', pharmacy: 'Collect by herself, in the side room.',
  advocacy: 'Wants somebody beside her at the next meeting.', faith: 'Would like to be met at the side door.', education: 'Evening class, Tuesdays.', work: 'A CV that does not hide the gap.', other: 'Her radio, and to see how it is mended.',
};
export const ANSWERS = {
  accepted: ['First visit on Tuesday at ten.', 'They remember her and are glad.'], waiting_list: ['Six weeks; they ring her, not us.'], declined: ['Outside their area; they named another.'],
  no_answer: ['Rang three times, wrote once.'], she_changed_her_mind: ['Not now, she says; perhaps in spring.'],
};

export const CONTACTS = [
  ['Dr Example', 'GP', 'health'], ['Kestrel Samplewood', 'Recovery worker', 'keywork,plan'], ['Nel Advocatham', 'Advocate', 'meetings,plan'], ['Marged Dychmygol', 'Women’s centre worker', 'keywork'], ['Inez Fictwell', 'Social worker of her children', ''], ['Her sister', 'Sister', 'whereabouts'],
  ['Thea Modelby', 'Housing officer', ''], ['Prem Notareal', 'Tutor at the college', ''], ['Sister Placeholder', 'Chaplain', ''], ['Bo Inventley', 'Community nurse', 'health,plan'], ['Gwen Standinham', 'Mentor', 'keywork'],
];

/** name, tags, weekday, minute of the day, minutes, words */
export const PROGRAMME = [
  ['House meeting', 'everyday', 1, 1080, 45, 'What went well first. Anybody may put a point on the list on the fridge.'], ['Cookery', 'everyday identity', 2, 960, 120, 'Four places. Whoever cooks chooses the music.'], ['Emotion skills', 'emotions mental_health', 3, 840, 60, 'Come in late, leave early: both are all right.'],
  ['Choir', 'identity emotions', 4, 1110, 60, 'No notes needed.'], ['Garden group', 'mental_health everyday', 5, 600, 90, 'Boots in the shed.'], ['Film and toast', 'everyday', 6, 1200, 120, 'Subtitles on.'], ['Sunday walk', 'mental_health', 7, 840, 75, 'As far as the slowest wants.'],
  ['Forms and letters', 'resettlement', null, null, 45, 'By arrangement with any of us.'], ['Sewing table', 'identity everyday', 1, 840, 90, 'The machine may be used any evening until nine.'],
];
export const OWN_TIME = ['Her course, at the big table', 'Walk along the river', 'Charity shop, volunteering', 'Letter to her mother', 'Library', 'Mended the gate latch', 'Practised the song', 'Swimming', 'Helped with the shopping', 'Reading in the garden room', 'Driving theory', 'Drew the house'];
export const ABOUT_TIME = ['Time went fast.', 'I laughed.', 'Would do it again.', '', 'Too many people.', 'I was good at it.', '', 'My hands knew what to do.', 'It was somewhere to be.', '', 'I taught somebody.', 'Better than I thought.', 'I left early and that was fine.', ''];

/** Pictures by name, of the client's own drawings. */
export const TASKS = [
  ['Washing, on Wednesdays', [['Take the blue basket down', 'basket'], ['Whites left, colours right', 'sort'], ['Half a cup of powder', 'cup'], ['Turn to 40, press the green button', 'machine'], ['Come back when the clock says quarter past', 'clock'], ['Hang it on the second line', 'line']]],
  ['Tea with two sugars', [['Fill the kettle to the line', 'kettle'], ['Press the lid until it clicks', 'hand'], ['One bag, two sugars', 'cup'], ['Pour when the light goes out', 'kettle'], ['Sit down with it', 'chair']]],
  ['To the surgery by bus', [['Coat, card, keys', 'coat'], ['Bus 9 from the green stop', 'bus'], ['Get off at the clock tower', 'clock'], ['Say your name at the window', 'speak'], ['Sit where you can see the door', 'chair']]],
  ['Before bed', [['Tablets with water', 'cup'], ['Hearing aids in the box', 'ear'], ['Lamp on, big light off', 'lamp'], ['One line in the book', 'pen']]],
];

export const FAMILY = [
  ['caring', 'Her mother rings on Sundays, and looks after her two youngest.', 'Said by her'], ['contact', 'Letters with her son are agreed by everybody, once a fortnight.', 'Social worker, by letter'], ['social_worker', 'Inez Fictwell, children’s services; on leave until the twentieth.', 'Said by her'],
  ['asked_of_her', 'To tell her daughter’s school when the address changes.', 'Meeting at the school'], ['hope', 'To have them for one whole day before winter is over.', 'Said by her'], ['caring', 'Her cousin has taken in her grandmother, and would like to be asked now and then.', 'Her cousin, by telephone'],
  ['contact', 'Her brother visits; she wants to be asked first, each time.', 'Said by her'], ['hope', 'That her daughter hears from herself where she lives now.', 'Said by her'], ['other', 'A grandchild is expected in spring. She knits.', 'Said by her'], ['asked_of_her', 'A photograph for the memory box, when she is ready.', 'Foster carer, by letter'],
];
/** with whom, how, words; the day in the calendar names nobody */
export const FAMILY_DAYS = [['Her son', 'video', 'Twenty minutes, with the tablet in the quiet room.'], ['Her sister', 'visit', 'Lunch, and a walk.'], ['Her daughter', 'letter', 'The answer is due; she would like us near.'], ['Her mother', 'phone', 'Every Sunday at six.'], ['Her brother', 'visit', 'She wants to sit outside.'], ['Her children and their carer', 'visit', 'At the contact house; back by four.'], ['Her grandmother', 'phone', 'Speaker on, short.']];
export const CALENDAR = { phone: 'A call today that matters to her', video: 'A call today that matters to her', letter: 'A letter is expected', visit: 'Somebody comes to see her' };
export const SUBJECT_ACCESS = 'She asked for everything that is held about her, for her solicitor.';
