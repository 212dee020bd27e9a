// One success of each request about what is around her.
import { referralOf, saveAround, saveService, timeOf } from '../around.mjs';

const woman = (h) => h.here.women[h.here.women.length - 4];
const key = (h) => h.as('keyworker');
const page = (h, what) => key(h).get(`/api/residents/${woman(h).crn}/stays/${woman(h).stay}/${what}`);

const service = (h, more) => saveService(key(h), h.here, more);
const activity = (h) => saveAround(key(h), 'activities', { premises: h.here.id, name: 'Cooking together', tags: ['everyday'], weekday: 3, starts: '14:00', minutes: 90 });
const choice = (h) => saveAround(key(h), 'choices', woman(h), { kind: 'female_keyworker', state: 'chosen', day: '2026-11-09' });
const contact = (h) => saveAround(key(h), 'named-contacts', woman(h), { name: 'Ms Example', role: 'Advocate', may_see: ['meetings'], her_consent: 'agreed' });
const time = async (h) => saveAround(key(h), 'activity-times', woman(h), timeOf({ activity: (await activity(h)).json.id }));
const task = (h) => saveAround(key(h), 'task-plans', woman(h), { title: 'Tea with two sugars', steps: [{ words: 'Fill the kettle', picture: 'kettle' }] });
const fact = (h) => saveAround(key(h), 'family-facts', woman(h), { kind: 'hope', words: 'To cook for them again.', source: 'She said so' });
const met = (h) => saveAround(key(h), 'family-contacts', woman(h), { day: '2026-11-11', how: 'visit', with_whom: 'Her sister', child: false, feels: 'both' });
const referral = async (h) => saveAround(key(h), 'referrals', woman(h), referralOf((await service(h)).json.id));

const read = (make, what) => async (h) => {
  await make(h);
  return page(h, what);
};
const house = (make, what) => async (h) => {
  await make(h);
  return key(h).get(`/api/premises/${h.here.id}/${what}`);
};
const end = (make, what) => async (h) => key(h).post(`/api/${what}/${(await make(h)).json.id}/end`, {});

export default {
  choicePut: choice,
  residentChoices: read(choice, 'choices'),
  servicePut: service,
  servicesList: house(service, 'services'),
  serviceEnd: end(service, 'services'),
  referralPut: referral,
  residentReferrals: async (h) => {
    await key(h).post(`/api/referrals/${(await referral(h)).json.id}/answer`, { answer: 'declined' });
    return page(h, 'referrals');
  },
  referralAnswer: async (h) => key(h).post(`/api/referrals/${(await referral(h)).json.id}/answer`, { answer: 'accepted', words: 'From Monday.' }),
  namedContactPut: contact,
  residentCircle: read(contact, 'circle'),
  namedContactEnd: end(contact, 'named-contacts'),
  activityPut: activity,
  activitiesList: house(time, 'activities'),
  activityEnd: end(activity, 'activities'),
  activityTimePut: time,
  residentActivities: read(time, 'activities'),
  taskPlanPut: task,
  residentTasks: read(task, 'tasks'),
  familyFactPut: fact,
  familyFactEnd: end(fact, 'family-facts'),
  familyContactPut: met,
  residentFamily: read(async (h) => [await fact(h), await met(h)], 'family'),
};
