import { wholeNight } from './night.mjs';

wholeNight({ name: 'the night the clocks go forward', from: '2027-03-27T18:00:00Z', until: '2027-03-28T07:00:00Z', hours: 13 });
