import { wholeNight } from './night.mjs';

wholeNight({ name: 'the night the clocks go back', from: '2026-10-24T17:00:00Z', until: '2026-10-25T08:00:00Z', hours: 15 });
