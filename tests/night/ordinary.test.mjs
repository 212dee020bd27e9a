import { wholeNight } from './night.mjs';

wholeNight({ name: 'an ordinary night', from: '2026-11-10T18:00:00Z', until: '2026-11-11T08:00:00Z', hours: 14 });
