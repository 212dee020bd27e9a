// One success of each write about rooms.
import { randomUUID } from 'node:crypto';
import { NOW } from '../house.mjs';

let next = 0;
export default {
  roomMovePut(h) {
    const woman = h.here.women[0];
    // There and back: the house has two empty rooms, and arrivals take them too.
    return h.as('keyworker').put(`/api/room-moves/${randomUUID()}`, { stay: woman.stay, crn: woman.crn, room: h.here.rooms.at(-1 - (next++ % 2)), moved_at: NOW, reason: 'nearer to the office' });
  },
};
