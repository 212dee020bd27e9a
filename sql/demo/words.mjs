// words.mjs -- the invented names and sentences of the demonstration. No person in it exists; each is drawn with respect.

export const GIVEN = [
  'Aderyn', 'Agnieszka', 'Aisling', 'Alys', 'Amara', 'Anwen', 'Bethan', 'Blodwen', 'Briony', 'Carys', 'Céline', 'Chiamaka',
  'Clementine', 'Delyth', 'Dilwen', 'Éabha', 'Efua', 'Eirlys', 'Elowen', 'Esmé', 'Ffion', 'Fatoumata', 'Fern', 'Gwenllian',
  'Hafwen', 'Harpreet', 'Heledd', 'Imogen', 'Ines', 'Ioana', 'Isla', 'Jaswinder', 'Jolanta', 'Juno', 'Kezia', 'Lowri',
  'Magdalena', 'Maëlle', 'Mair', 'Malika', 'Maren', 'Medi', 'Mererid', 'Morwenna', 'Myfanwy', 'Nerys', 'Niamh', 'Noor',
  'Orla', 'Parveen', 'Petra', 'Rania', 'Rhiannon', 'Roisín', 'Rosalind', 'Saffron', 'Saoirse', 'Senara', 'Seren', 'Siân',
  'Solveig', 'Tamsin', 'Tegwen', 'Thandiwe', 'Una', 'Valentina', 'Winifred', 'Ximena', 'Yasmin', 'Zofia', 'Zuleikha',
];
export const FAMILY = [
  'Placeholder', 'Sampleton', 'Testwell', 'Mockbridge', 'Draftley', 'Exampleton', 'Fictwick', 'Inventley', 'Makebelow',
  'Pretendham', 'Specimore', 'Trialby', 'Standish-Inn', 'Rehearsall', 'Notarealey', 'Imaginford', 'ap Esiampl', 'Dychmygol',
  'Próbna', 'Ó Samplach', 'Ní Thástáil', 'Llundarn-Prawf', 'Supposewood', 'Hypothetica', 'Modelsworth', 'Dummyfield',
  'Blankenship-Test', 'Figmentey', 'Whatiffe', 'Sketchley-Made', 'Protoline', 'Fauxbourne',
];

export const STAFF_GIVEN = [
  'Alex', 'Ama', 'Anil', 'Bea', 'Cai', 'Cerys', 'Dana', 'Dev', 'Efa', 'Ellis', 'Eve', 'Fliss', 'Gwen', 'Hana', 'Idris', 'Ivy',
  'Jas', 'Joss', 'Kai', 'Kaz', 'Lena', 'Lou', 'Mags', 'Mina', 'Nia', 'Nell', 'Oyin', 'Ola', 'Pip', 'Priya', 'Ren', 'Ros',
  'Shan', 'Sky', 'Tess', 'Tove', 'Uma', 'Val', 'Wil', 'Yara', 'Zed', 'Zoe',
];
export const STAFF_FAMILY = [
  'Pretendson', 'Mockingham', 'Sampleby', 'Testerley', 'Draftwood', 'Standinham', 'Exemplar', 'Fictionby', 'Trialford',
  'Placewell', 'Rehearsby', 'Inventson',
];

// Those on the outside; with the eight named in estate.mjs sixty of them.
export const PRACTITIONER_GIVEN = [
  'Abi', 'Bronwen', 'Callum', 'Dilys', 'Emeka', 'Fay', 'Gareth', 'Hope', 'Ifan', 'Jen', 'Kwame', 'Leila', 'Marta', 'Nadia', 'Owain', 'Pearl', 'Quinn',
  'Rhys', 'Sunita', 'Tariq', 'Ursula', 'Vera', 'Wanda', 'Xanthe', 'Yusuf', 'Zara',
];
export const PRACTITIONER_FAMILY = [
  'Modelworth', 'Pretendley', 'Sampleham', 'Testingham', 'Mockerby', 'Draftson', 'Standwick', 'Fictford', 'Trialwell', 'Placeholt', 'Inventham', 'Supposeby', 'Exampley',
];

// How to be with me: agreed with each woman, in words a tired worker can follow at 03:00.
export const HOW = [
  ['Knock twice and say your name. Wait for me to answer before you open.', ['listen_first']],
  ['Please speak softly from the door. Bright light wakes me for hours.', ['red_torch']],
  ['I sleep better with the door ajar. Look in, I do not mind, but do not come close.', ['door_ajar']],
  ['Call me by my second name when it is a good day. Ask me about my allotment.', []],
  ['Stand where I can see you. Do not sit on the bed. If I am crying, ask if I want company.', []],
  ['I lip-read: face me, with a light on your face. At night touch the bed frame, not me.', ['bed_pad']],
  ['Short sentences. Give me time to answer; it is not rudeness.', ['listen_first']],
  ['Say good night in Welsh if you can. Nos da is enough.', ['door_ajar', 'red_torch']],
  ['If I do not answer at once I may be praying. Count to sixty and knock again.', ['listen_first']],
  ['Nights are hard. A cup of tea and ten minutes downstairs help more than questions.', []],
  ['Please no keys jangling in the corridor: it takes me back inside.', ['listen_first', 'red_torch']],
  ['I wake at every sound. A breath heard at the door is what I agreed to, no torch.', ['listen_first']],
  ['Women only after eight. A man may ring first and I come down.', []],
  ['Ask me about pain before anything else. My hip is worst at night.', ['red_torch']],
  ['Write it down for me as well as saying it; I forget when I am worried.', []],
  ['My cat used to wake me. If you hum at the door I will know it is you.', ['door_ajar']],
];

export const NOTES = [
  '', '', '', '', '', 'Watching a film downstairs.', 'Says she slept badly; offered tea.', 'In the kitchen, making soup.',
  'Talked about her sister’s visit.', 'Reading, asked for the window to be fixed.', 'On the phone, waved.', 'Knitting in the lounge.',
  'Asked about tomorrow’s appointment.', 'Laughing with two others in the garden.', 'Quiet today. Sat with her a while.',
  'Says the tablets make her drowsy.', 'Proud of the cake she baked.', 'Homesick; likes to be asked about home.',
];

export const LATE_WORDS = {
  with_another_woman: 'Sitting with another woman who did not want to be alone.',
  emergency: 'Ambulance at the door.',
  short_staffed: 'One of us was called away; two floors for one person.',
  not_with_her_permission: 'She had asked for half an hour by herself and said so.',
};

export const ACTIONS = [
  'Register with the GP surgery', 'Open a bank account', 'Apply for the supported flat', 'Write to her sister', 'Dentist appointment',
  'Replace lost birth certificate', 'Start the Tuesday cookery group', 'Ask for the interpreter by name', 'Benefit claim: send the form',
  'Bus pass', 'New glasses', 'Choir on Thursdays', 'Visit to the college open day', 'Plan the first weekend with her children’s carer',
  'Talk through the move-on choices', 'Smoke alarm in her room rattles',
];
export const PROGRESS = [
  'Rang, they will call back.', 'Form sent today.', 'She went by herself. Good day.', 'Waiting for the letter.', 'Put off: she had a cold.',
  'Went together; she did the talking.',
];

export const REASONS = {
  routine: 'House routine for everybody here; nothing beyond it is known to be needed.',
  first_nights: 'First nights after release: seen often until the third morning.',
  watch: 'Unsettled since the phone call this afternoon; agreed with her to look in more often.',
};
