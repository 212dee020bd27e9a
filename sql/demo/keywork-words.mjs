// keywork-words.mjs -- what is said and done in the keywork of the demonstration. No woman in it exists; what she says is in
// words that she could have used, what was done is what somebody did, and nothing measures how she felt.
//
// One entry is one session: the session before it says its topic as "next time". A woman meets each of them once.

const session = (tags, topic, said, did, well, skill, how = 'practised') => ({ tags: tags.split(' '), topic, said, did, well, skill, how });

/** Of the first weeks, in any order. */
export const ARRIVING = [
  session('everyday', 'What the days look like here', 'It is quieter than I thought. I keep waiting for a door to bang.', 'Walked round the house at her pace and wrote her week on one page.', 'Slept four hours in a row.', 'Asking for quiet'),
  session('resettlement everyday', 'Papers: what she has and what is missing', 'I have carried that envelope through three moves.', 'Sorted the envelope into keep, copy and ask for. Two letters were already answered.', 'She knew where every paper came from.', 'One thing at a time'),
  session('identity', 'What she likes to be called, and what she would rather not talk about', 'People decide who I am from a file. Start from today.', 'Wrote down how to be with her, in her words, and read it back.', 'Said no clearly to one question, and it was fine.', 'Saying no', 'strength'),
  session('everyday emotions', 'Mornings', 'Mornings are all right when nobody talks to me before tea.', 'Agreed a quiet start: tea first, post after ten.', 'Was downstairs by herself on two mornings.', 'Planning a morning'),
  session('mental_health', 'Registering with the surgery and what to say there', 'I forget half of it when they look at the clock.', 'Wrote three lines for her to hold at the appointment.', 'Made the telephone call herself.', 'Writing it down first'),
];

/** Of any week. */
export const ALONG = [
  session('emotions', 'The letter she has not opened', 'If I leave it shut it cannot say anything.', 'Sat with the letter on the table. She opened it after twenty minutes, and it was a date for the dentist.', 'Opened it herself.', 'Breathing out slowly'),
  session('emotions', 'Noticing anger early', 'It starts in my hands. By the time it is in my voice it is too late.', 'Drew the three places where she can still turn round.', 'Left the lounge before she shouted, and came back.', 'Leaving the room and coming back'),
  session('substances', 'Fridays', 'Friday is not a day, it is a habit.', 'Filled this Friday: cookery at four, her sister by telephone at six, a film.', 'Told the group that Fridays are hard.', 'Filling the hard hour'),
  session('substances', 'Cravings, and how long one lasts', 'I thought it would go on until I gave in.', 'Timed one with her. It rose and it went, in under half an hour.', 'Rang the desk instead of going out.', 'Waiting it out', 'reminded'),
  session('substances', 'What she would say to somebody who offers', 'I do not want to explain myself on the street.', 'Tried three sentences aloud until one sounded like her.', 'Used the short sentence at the bus stop.', 'A short answer ready'),
  session('mental_health', 'Sleep', 'I am not tired at night, I am tired at noon.', 'Looked at the last week on paper. The late coffee was her idea to move.', 'Up before nine on four days.', 'Same time to bed', 'reminded'),
  session('mental_health', 'What a bad day looks like from the outside', 'You would think I am fine. I tidy.', 'Put “tidies everything twice” among her signs, with her words.', 'Asked for company before it got worse.', 'Asking for company'),
  session('mental_health emotions', 'Getting out of the house when it is grey', 'The door is the hardest bit. After the gate it is all right.', 'Went as far as the gate on Monday and to the shop on Wednesday.', 'Went out twice that she had not planned.', 'As far as the gate'),
  session('identity', 'Good at', 'Nobody has asked me that since school.', 'Made a list of eleven things. She crossed out two and added four.', 'Read the list aloud without laughing it off.', 'Taking a compliment', 'strength'),
  session('identity', 'Hair, clothes, and looking like herself', 'I want to see me in the mirror, not the jacket they gave me.', 'Charity shop together; the blue coat fits.', 'Chose for herself and did not ask what we thought.', 'Choosing', 'strength'),
  session('identity family', 'Recipes from home', 'My aunt never measured anything, so nor do I.', 'Wrote down the stew from memory, with her corrections.', 'Cooked it for four and sat down with them.', 'Teaching somebody', 'strength'),
  session('everyday', 'Money for a week', 'I can do fourteen days or one. Seven is strange.', 'Envelopes for food, bus and telephone; what is left is hers.', 'Had bus money on the last day.', 'Three envelopes'),
  session('everyday', 'Cooking for one', 'It feels silly to lay a table for me.', 'Planned three small meals and laid the table anyway.', 'Cooked on a night when nobody asked her to.', 'Laying the table'),
  session('everyday', 'Telephone calls to offices', 'They put you through until you give up.', 'Made a script and a place to write down names and times.', 'Stayed on the line for forty minutes and got an answer.', 'Name, time, reference'),
  session('everyday', 'Keeping track of appointments', 'They are all in my head, and my head is full.', 'Chose a paper diary; the next three weeks are in it.', 'Was early for the Tuesday appointment.', 'Diary open at breakfast', 'reminded'),
  session('family', 'Ringing her sister', 'She answers like I am going to ask for something.', 'Decided to ring only to say something good, once, and to keep it short.', 'Her sister laughed on the telephone.', 'Starting with good news'),
  session('family emotions', 'Birthdays she has missed', 'I count them. I do not need anybody else to.', 'Made a card, with no explanation in it. It went by post the same day.', 'Wrote the card without starting again.', 'Doing one small thing'),
  session('family', 'What to say when asked where she lives', 'I do not owe everybody my address.', 'Found three true answers, each shorter than the last.', 'Used the shortest one at the hairdresser.', 'Choosing what to share'),
  session('emotions', 'Being praised', 'When somebody is nice I wait for the rest of it.', 'Practised saying “thank you” and then nothing at all.', 'Said thank you and stopped there.', 'Letting it stand'),
  session('emotions mental_health', 'The hour before bed', 'That is when everything I did walks in.', 'Moved the radio, the lamp and the chair. She writes one line before she puts the light out.', 'Three nights with one line written.', 'One line before bed'),
  session('resettlement', 'The form for the flat', 'Page four again. I always stop on page four.', 'Did page four first, together, and the others went quickly.', 'Signed it and posted it herself.', 'Hardest page first'),
  session('resettlement', 'What a home needs to have', 'A door I can shut and a window that opens.', 'Made two lists: must have, and nice to have. A bath moved from one to the other.', 'Knew her own mind about the bus route.', 'Must have, nice to have'),
  session('resettlement everyday', 'Neighbours', 'I have never lived next to people who did not know.', 'Talked about how much a neighbour needs to know. It is a name and a good morning.', 'Said good morning on the street, first.', 'Saying good morning'),
  session('resettlement', 'Work: what she would do for nothing', 'I would walk dogs all day. Put that down.', 'Found the volunteer form of the dogs’ home and filled it in.', 'Asked the right question about insurance.', 'Asking one question'),
  session('resettlement identity', 'A CV with a gap in it', 'The gap is longer than the rest.', 'Put what she did in the gap: the library, the gym, the listening.', 'Said “I ran that library” and meant it.', 'Naming what she did', 'strength'),
  session('substances mental_health', 'Prescriptions and side effects', 'They make my mouth dry, and nobody said.', 'Wrote down when it is worst; the pharmacist changed the time of day.', 'Asked the pharmacist by herself.', 'Asking the pharmacist'),
  session('emotions', 'Disagreeing without leaving', 'I either say nothing or I go.', 'Practised “I see it another way” about the washing-up list.', 'Said it in the house meeting, and the list changed.', 'I see it another way'),
  session('emotions family', 'Other people’s moods', 'If somebody slams a door I think it is mine.', 'Asked of three slammed doors whose they were. None was hers.', 'Stayed at the table when the door went.', 'Whose is it?'),
  session('mental_health', 'Groups and crowds', 'I stand by the door. I always stand by the door.', 'Looked at the room of the group when it was empty and chose a chair.', 'Sat in the chair she had chosen.', 'Looking at the room first'),
  session('identity', 'Faith, and Sundays', 'I would like to go, and I do not want to be stared at.', 'Rang ahead; somebody will meet her at the side door.', 'Went, and stayed for tea.', 'Ringing ahead'),
  session('everyday mental_health', 'Eating when worried', 'Toast counts, does it not?', 'It counts. Agreed toast, fruit and one warm thing on a bad day.', 'Ate with the others on Thursday.', 'One warm thing', 'reminded'),
  session('everyday', 'Buses and the long way round', 'I get off when it fills up and then I am late.', 'Rode the quiet route together, and wrote down the two stops where it is easy to get off.', 'Stayed on to the end of the route.', 'Knowing the way off'),
  session('substances family', 'Old friends', 'They are not bad people. They are just all in the same place.', 'Sorted the telephone: keep, not now, never. She did the sorting.', 'Did not answer one call, and told us.', 'Not now'),
  session('identity resettlement', 'The course', 'I thought I would be the oldest. I was, and it was all right.', 'Read the first chapter aloud in turns.', 'Put her hand up.', 'Asking again'),
  session('emotions', 'What helps in ten minutes', 'Cold water, then stairs, then the cat video.', 'Made a card for her pocket with her three things on it.', 'Used the card on Saturday and showed us.', 'The pocket card', 'reminded'),
  session('family resettlement', 'Who would she ring first', 'It used to be nobody. Now it would be my cousin, I think.', 'Put her cousin’s number where she can find it, and on her plan.', 'Asked her cousin whether it was all right.', 'Asking first'),
  session('everyday identity', 'A day off from appointments', 'Can I have a day where I am not anybody’s appointment?', 'Crossed out Wednesday together and guarded it.', 'Did nothing on Wednesday and enjoyed it.', 'Guarding a day'),
  session('emotions identity', 'Mistakes', 'I burnt the rice and cried. It was not about the rice.', 'Talked about what it was about, and then made rice.', 'Laughed about the first pan.', 'Trying again', 'strength'),
  session('mental_health family', 'The anniversary', 'I do not want it to be a secret, and I do not want a fuss.', 'Agreed a candle in the garden, two people, no words.', 'Said when it was enough.', 'Saying when it is enough'),
  session('substances', 'Six weeks', 'I did not think I would count them out loud.', 'Looked back at what helped in each of the six. It was never the same thing.', 'Told her mother the number.', 'Looking back', 'strength'),
  session('everyday resettlement', 'Post, bills and the kitchen drawer', 'My mother’s drawer never shut. Mine will.', 'One folder, four dividers, one evening.', 'Threw away six envelopes.', 'One folder'),
];

/** Towards the end. */
export const LEAVING = [
  session('resettlement', 'What she takes with her and what she leaves', 'I came with a bag. I have three now and a lamp.', 'Packed one bag as a trial and unpacked it again.', 'Gave her spare kettle to a woman who had none.', 'Packing one bag'),
  session('resettlement emotions', 'The first evening in the new place', 'It will be very quiet, and I will hear the fridge.', 'Planned it by the hour: kettle, curtain, her sister at eight.', 'Chose the supper for that evening.', 'Planning by the hour'),
  session('resettlement family', 'Who comes to visit, and who does not', 'I want to be asked first. Every time.', 'Practised the sentence at a closed door.', 'Asked a friend to ring before coming.', 'Asked first'),
];

/** Not shared with anybody outside the house; said briefly, and only as she chose. */
export const IN_CONFIDENCE = [
  session('emotions mental_health', 'Something she may want to say', 'I will say it once, and I do not want it discussed.', 'Listened. Nothing was done with it that she did not ask for.', 'Decided for herself who is to know.', null),
  session('family identity', 'What she would like us to know, if she likes', 'It is long ago. It still sits at the table.', 'Listened; told her who could be asked, should she ever want it. She does not now.', 'Stopped when she had had enough.', null),
  session('emotions', 'Whatever she brings', 'Do not write much.', 'We sat in the garden. She talked.', 'Said what she wanted from us: nothing, and company.', null),
];

export const PURPOSEFUL = [
  'Cookery twice, the library on Friday.', 'Garden group; an hour of her course every day.', 'Walked to town and back, three times.', 'Choir, and practice by herself.', '', 'Sewing most evenings. Two pairs of curtains.',
  'Volunteered on Saturday morning.', 'Gym with another woman from the house.', 'Mended the bench.', '', 'Read a whole book.', 'Painted her shelf.', 'Two job searches, one form sent.', 'Helped with the shopping for the house.', 'English class.',
  'Long walk on Sunday.', 'Driving theory: four chapters.', 'Knitted for the hospital.', 'Swimming, for the first time in years.', '',
];
export const PLACES = ['Garden room', 'Small kitchen', 'Her room, with the door open', 'A walk by the river', 'Office, after tea', 'Bench in the garden', 'Café on the corner', 'Quiet room', 'On the bus to the dentist', 'Laundry'];
export const OWN_TAGS = ['sleep', 'the dog', 'bus', 'choir', 'the flat', 'letters', 'teeth', 'cooking'];
export const CORRECTIONS = ['It was my aunt, not my cousin.', 'I said “tired”, not “sad”.', 'The appointment is on the ninth.', 'I did not say that I would; I said that I might.', 'Put that it was me who rang.'];

/** Why it was not held, as she or the house would say it. */
export const NOT_HELD = {
  declined: ['Not today, she said; tomorrow is fine.', 'She would rather sleep on the news first.', 'Had had enough talking for one day.'],
  not_in: ['At her course until six.', 'Bus was late; she rang to say so.', 'Gone to see a friend; she had forgotten, and was sorry.'],
  unwell: ['Migraine. Tea and a dark room instead.', 'A cold; both agreed to wait.', 'Back from the dentist and could not speak.'],
  asleep: ['Asleep after a bad night. Left her a note.', 'Slept through her alarm; we let her.'],
  no_staff: ['Two of us on, and one at the hospital.', 'Fire alarm, then the engineer.'],
  other: ['The room was taken; she did not want another.', 'The interpreter could not come.'],
};

export const ACTIONS = [
  'Ring the college about the evening class', 'Ask the surgery for the larger print', 'Take the blue coat to be mended', 'Write down the three questions for the solicitor', 'Find the times of the women’s swimming', 'Ask for a bolt inside the bathroom door',
  'Copy the tenancy papers', 'Try the quiet bus on Tuesday', 'Ask her sister about the photographs', 'Order the new hearing-aid batteries', 'Choose paint for the shelf', 'Send the volunteer form', 'Look at two flats online', 'Ask for the rent statement',
  'Bring the recipe for Thursday', 'Ask the pharmacist about the morning dose', 'Put the choir dates in the diary', 'Post the birthday card', 'Ask whether the garden tap can be mended', 'Return the library books', 'Write to the housing officer', 'Practise the short answer twice',
];
export const DONE = ['She did it by herself.', 'Done together on the way to town.', 'Answered by post.', 'It took two tries and it is done.'];

/** Words for a line of her plan. */
export const SUGGESTIONS = [
  'Before anything else ask whether I have eaten.', 'If I say “it does not matter” three times, it does. Sit down.', 'Take the stairs with me, twice, and then ask.', 'Not the garden at night: the small kitchen.', 'Ring my cousin before my sister.', 'Give me ten minutes and come back. Do come back.',
  'Put the radio on low. I will turn it off when I am ready.', 'Tell me who is on tonight, by name.', 'When I tidy everything twice, bring a cup of tea and say nothing.', 'Ask me straight whether I have used.', 'Do not stand in the doorway. In or out.', 'Show me the pocket card.',
  'If I am packing, ask where to; do not ask why.', 'Hand me my post in the office and stay while I open it.', 'Let me hold the cat.', 'Write it down for me as well.',
];
export const LEFT = ['It says the same as her third line, in other words; she agrees.', 'She has changed her mind since.', 'Tried for a week; it did not help her.', 'Belongs on the door screen, and is there now.'];

const good = (words) => ({ words, good: true });
const note = (words) => ({ words, good: false });
/** Fifteen seconds by anybody. */
export const MOMENTS = [
  good('Laughed out loud at the radio.'), good('Held the door for the new woman and told her where the tea is.'), good('Ate with the others, all of it.'), good('Came down in her new coat.'), good('Said good night first.'), good('Asked how my mother is.'),
  good('Fixed the toaster.'), good('Sang on the stairs.'), good('Told me she had turned down a drink.'), good('Showed her certificate to everybody at breakfast.'), good('Came back ten minutes early.'), good('Beat me at cards, twice.'), good('Planted beans along the fence.'),
  good('Read to another woman who had left her glasses upstairs.'), good('Waited in the queue at the surgery without going out.'), good('Baked, and kept a piece for the night staff.'), good('Rang the bank herself, standing up.'), good('Slept through, she says, with the window open.'), good('Asked for help with the form, instead of hiding it.'),
  good('Danced while she hoovered.'), good('Taught me a word in her language.'), good('Had her hair cut and kept looking in the window.'), good('Sat outside in the sun with a book for an hour.'), good('Said that she is proud of her week.'), good('Made up with the woman next door; they shared a biscuit.'),
  note('Did not want to come to the telephone.'), note('Crying on the back step; wanted company, not questions.'), note('Asked three times whether there was post.'), note('Left most of her supper.'), note('Pacing before her appointment. Walked round the block together.'), note('Snapped at me over the washing machine, came back to say sorry.'),
  note('Up at four, said she had had a dream. Tea.'), note('Quiet since the call at two.'), note('Worried that the letter will not come before Friday.'), note('Says her tooth hurts and that it will pass.'), note('Stayed in her coat all afternoon.'), note('Asked who is on tonight, and again at six.'), note('Did not go to group: the bus was full.'),
  note('Lost her purse; found it; shaken.'), note('Someone shouted in the street and she went upstairs.'), note('Could not settle to the film. We looked at the moon instead.'), note('Had a row on the telephone; asked for ten minutes alone and took them.'), note('Forgot her tablets until noon, told us herself.'), note('Says the house is too loud on Sundays.'),
];

/** Hazel's, as in the acceptance night: emotion skills, going well, with praise where it is due. */
export const HAZEL = [
  session('substances everyday', 'The first week and the evenings', 'I can be funny or I can be sober. I have not tried both.', 'Looked at what each evening holds. Two have something in them now.', 'Told us on the second day that evenings are the hard part.', 'Naming what she feels', 'reminded'),
  session('emotions', 'Names for what she feels', 'I had two words for it: fine, and not fine.', 'Found six more. She likes “rattled”.', 'Said “I am rattled” at supper instead of leaving it.', 'Naming what she feels'),
  session('emotions substances', 'The minute before the drink', 'There is a minute in there. I never knew that there was.', 'Walked through last Thursday slowly, and found where the minute was.', 'Sat out the minute on Sunday with another woman in the garden.', 'Finding the minute'),
  session('emotions identity', 'Praise, given and taken', 'I can give it. Taking it makes me itch.', 'Each said one true good thing about the other, and nobody joked.', 'Thanked the cook in front of everybody.', 'Praising somebody', 'strength'),
  session('emotions family', 'When her brother rings', 'He is not wrong. He is just so loud about it.', 'Practised “I will ring you back when I have thought”. She rang him back.', 'Rang back, calm, and ended the call herself.', 'Ringing back'),
];
