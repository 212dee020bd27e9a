// meeting-words.mjs -- what is said in three-way meetings and between a house and a practitioner. Nobody in it exists.

/** What each wants to talk about; hers come first. */
export const ITEMS = {
  resident: [
    'When do I hear about the flat', 'Can my sister come to the next one', 'The Wednesday appointment clashes with my course', 'I want to say something about the letter myself', 'Who reads what I say in keywork', 'A later time on Saturdays, for choir', 'Why my telephone is still with the police',
    'What happens on the day I leave', 'Travel money for the college', 'I would like a different surgery', 'Somebody to come with me to the bank', 'I am doing well and I want it written down', 'My tablets are at the wrong time of day', 'Who picks up my things from my old place', 'The sign-in time on days I volunteer', 'A woman to talk to, not a man',
    'Whether I can visit my aunt for one night', 'What my curfew will be next month', 'I want my own copy, and before you go', 'Can we start with what went well',
  ],
  keyworker: [
    'Keywork: what she has asked us to say', 'Her volunteering, and the hours that it needs', 'Post: how she would like to be given it', 'What helped on the two hard evenings', 'Cookery group: she leads it from next week', 'Move-on: viewing on the ninth', 'Room is damp; where she would go meanwhile', 'Reading the new plan together', 'The named friend who may ring', 'Sleep, and what the night staff see', 'Her course: letter for the college', 'A quieter bus, and who rides with her first', 'Benefit form, page four', 'What the house learnt this month',
  ],
  practitioner: [
    'Licence: the condition about the town centre', 'Appointment times from next month', 'What was agreed about telephone numbers', 'Date of the next report, and what is in it', 'Housing: the letter of support', 'Transfer to the office near the flat', 'Unpaid work: a women’s placement', 'Her solicitor’s question', 'Curfew for the weekend of the wedding', 'What I have heard from the surgery, with her leave', 'Voluntary group by the river', 'Handing over while I am on leave',
  ],
};

export const DECISIONS = [
  'Appointments move to Thursday mornings.', 'The house writes to the college; she reads it first.', 'Saturday sign-in is at 19:00 on choir days.', 'Her sister is asked to the next meeting.', 'A viewing of the flat on the ninth, keyworker goes along.', 'Letter of support is sent by Friday.', 'Post is given in the office, with somebody there.', 'Her telephone: her practitioner asks for a date.',
  'The Tuesday group stays, the second one is stopped.', 'She keeps a copy of everything that leaves the house.', 'Two weeks without changes, then we look again.', 'A woman worker is asked for at the surgery.', 'Bus pass is paid until the end of the month.', 'One night at her aunt’s is asked for, with the address.', 'The bank: keyworker goes with her once.', 'Tablets at nine instead of seven; the surgery agrees.',
  'She leads the cookery group, with one of us in the building.', 'Her things are fetched on a weekday morning.', 'The report is read together before it is sent.', 'Checks stay as they are; her plan says when they change.',
];

/** Where they do not agree, each in her own voice: nobody's is struck out. */
export const DISAGREEMENTS = [
  [['resident', 'I think ten o’clock is too early. I am not a child.'], ['practitioner', 'I would keep ten until the report is in.']],
  [['resident', 'I did ring. Nobody picked up.'], ['keyworker', 'There is no call in the log between six and seven.']],
  [['keyworker', 'She is ready for a key to the small kitchen.'], ['practitioner', 'I would wait for the second month.']],
  [['resident', 'The group makes it worse for me.'], ['practitioner', 'It is part of what the court asked for; I will ask again.']],
  [['resident', 'I want the flat by the station.'], ['keyworker', 'We think the other one is quieter at night.']],
  [['practitioner', 'Two appointments a week, for now.'], ['resident', 'One, and I will keep it.']],
];

/** For her own copy. */
export const PLAIN = [
  'We talked about how your weeks have been. You said that mornings are better. We agreed who does what, and it is on the next page.', 'You spoke first, and we heard about the flat. There is a viewing; you are not asked to decide on the day.', 'This time it was mostly about appointments. They move, so that your course can stay.',
  'You told us what helped. We wrote it in your words, and nobody changed them.', 'You and your practitioner do not agree about the evenings yet. Both are written down. We look again next time.', 'Good news came first: your certificate. After that, the letter, the bank and the bus.', 'Your sister joined by telephone. She will come in person when she can.',
  'We went through your list, all of it. Two things are done, one waits for the surgery, one is yours.', 'It was short, because you wanted it short. Nothing changes for two weeks.', 'We looked at the date on which you leave. It is still far off, and it has a plan now.', 'You asked who reads your keywork. We told you, and you chose what is shared.', 'We heard that the nights are loud. You may change rooms; you want to think about it.',
  'You asked for a woman at the surgery, and that is being arranged. The rest stays as it is.', 'Three of us, tea, and twenty minutes. You are asked to ring the college; we post the form.',
];

export const NOT_HELD = {
  resident: ['She was not well, and asked for another day.', 'Her train was cancelled; she rang.'],
  keyworker: ['Called to the hospital with another woman.', 'Away with a cold; nobody else knew her well enough.'],
  practitioner: ['In court all day; nobody could stand in.', 'Did not join the call; office closed for training.'],
  premises: ['Heating engineer in the only quiet room.', 'A fire drill that took the hour.'],
  other: ['The interpreter could not come, and she did not want to do it without.'],
};
export const MOVED = ['Her course has an examination on that morning.', 'Room not free.', 'Practitioner is on a training day.', 'She asked for the afternoon; mornings are hard.', 'Clashes with her dentist.'];
export const WRITTEN_ACTIONS = [
  'Send the letter of support to the housing officer', 'Ask the court office for a later appointment', 'Ring the surgery about a woman doctor', 'Ask for the date her telephone comes back', 'Fetch two boxes from her old address', 'Book the quiet room for the next meeting', 'Tell the college about Thursday mornings', 'Read the report with her before it goes', 'Ask her aunt for the address of the stay', 'Find the earlier bus', 'Arrange the viewing', 'Ask about the second group',
];
export const OTHERS = [['advocate', 'Nel Advocatham'], ['health', 'Nurse Placewell'], ['family', 'Her sister'], ['manager', null], ['interpreter', 'Interpreter, by name']];

/** Question, answer; and who asks. */
export const THREADS = [
  ['practitioner', 'Did she get to the Thursday group in the end?', 'Yes, by the later bus. She stayed to the end and wants to go again.'],
  ['practitioner', 'Who is the friend she rings in the evening?', 'Somebody from her course. She is content that you know the name; it is in the circle.'],
  ['practitioner', 'Is the form for the flat with you or with me?', 'With us. It goes tomorrow, page four took a while.'],
  ['practitioner', 'Would she rather meet me in the office or at the house?', 'At the house, she says, with the door open.'],
  ['practitioner', 'How was she after the call on Tuesday?', 'Quiet for an hour, then in the kitchen with the others. Nobody pressed her.'],
  ['practitioner', 'Is there anything she would like me to leave out of the report?', 'She asks that her sister’s name is not in it.'],
  ['practitioner', 'Has the surgery answered about the tablets?', 'Yes: nine in the morning from Monday.'],
  ['practitioner', 'Can Friday’s appointment be on the telephone?', 'It can. She will be in the quiet room at two.'],
  ['premises', 'May she stay at her aunt’s for one night? She asked us to ask.', 'I need the address and a telephone number; then yes.'],
  ['premises', 'Does the condition about the town centre cover the library?', 'No, the library is all right. I will write it to her.'],
  ['premises', 'When does her telephone come back?', 'The police say by the end of the month. I ring them on Monday.'],
  ['premises', 'Who stands in for you next week?', 'My deputy, who has read the last three updates.'],
  ['premises', 'She would like a woman at the new office. Can that be arranged?', 'Asked for today; I will say when I hear.'],
  ['premises', 'Is the later sign-in on choir days agreed in writing?', 'It is now. She has her copy.'],
];
export const FOLLOW_UPS = ['And the week after?', 'Thank you. Is there a date yet?', 'She asks whether she may be told first.', 'Could you say that to her yourself?'];
export const CLOSINGS = ['Thank you; told her.', 'That settles it.', 'Noted on both sides.', 'She knows.'];
export const PHONED = ['Told her by telephone at once; she will read the record in the morning.', 'Rang the office line; spoke with her in person.'];

export const HOW_OFTEN = ['After every session, and at once when something is serious', 'Once a week, on Mondays', 'Each meeting, and in between if she asks for it', 'Weekly while she is here; less when she is settled'];
export const HER_SHARING = ['Fine, as long as I see it too.', 'Meetings yes, keywork no. That is mine.', 'Say what I do well, not only the rest.', '', 'I would rather say it myself.', 'I know, and I said yes.', 'Ask me again in a month.', ''];

/** Her plan was looked at after a meeting, and stayed as it was. */
export const REVIEWED = [
  'Read through at the meeting; every line still holds.', 'She wants the first line kept as it is, and said why.', 'Her practitioner had one question; the answer is in line two already.', 'Looked at the signs only; nobody has seen a new one.', 'Nothing untrue in it. She wants it left alone until the exam is over.', 'Discussed the evenings; the plan has them.',
  'One wish was about the house, not about the plan.', 'Agreed to wait for the letter before anything changes.', 'She read it aloud herself and changed nothing.', 'What was decided needs no line.', 'Same lines, and she knows them by heart.', 'Shortly looked at; the long look is next week.',
];
