// One success of each request about what is held about her.
import { randomUUID } from 'node:crypto';

const woman = (h) => h.here.women[1];
const manager = (h) => h.as('premises_manager');
const give = (h, id = randomUUID()) => manager(h).put(`/api/subject-accesses/${id}`, { stay: woman(h).stay, crn: woman(h).crn, reason: 'She asked.' });

export default {
  subjectAccessPut: (h) => give(h),
  subjectAccess: async (h) => {
    const { id } = (await give(h)).json;
    return manager(h).get(`/api/residents/${woman(h).crn}/stays/${woman(h).stay}/subject-access?access=${id}`);
  },
};
