// One success of each write about checks. Each takes a woman of her own, so that they do not meet.
import { randomUUID } from 'node:crypto';
import { psql, value } from '../../harness/index.mjs';
import { minutes, NOW, visitOf } from '../house.mjs';

let next = 0;
const woman = (h) => h.here.women[next++ % (h.here.women.length - 1)];
const who = (h, role = 'night_worker') => h.as(role);
const of = (one, more) => ({ stay: one.stay, crn: one.crn, ...more });
const leave = (h, one, kind, id = randomUUID()) =>
  who(h).put(`/api/movements/${id}`, of(one, { kind, left_at: NOW, where_to: 'the clinic', phone_works: 'not_asked' }));
const visit = (h, one, more, id = randomUUID()) => who(h).put(`/api/visits/${id}`, visitOf(one, more));

// Others write about her too: a plan is changed as she stands now.
const version = (h, one) => value(h.db, `SELECT version FROM lantern.stay_checks WHERE stay_id = '${one.stay}'`);

async function alarmOf(h) {
  const answer = await visit(h, woman(h), { outcome: 'no_reply' });
  return answer.json.alarm.id;
}

export default {
  visitPut: (h) => visit(h, woman(h)),
  async visitGet(h) {
    const { json } = await visit(h, woman(h), { note: 'said good night' });
    return who(h).get(`/api/visits/${json.visit.id}`);
  },
  async visitOrderPut(h) {
    const ids = [randomUUID(), randomUUID()];
    for (const id of ids) await visit(h, woman(h), {}, id);
    return who(h).put(`/api/visit-orders/${randomUUID()}`, { visits: ids.map((id) => ({ visit: id, about: minutes(-1) })) });
  },
  goingPut: (h) => who(h).put(`/api/going/${randomUUID()}`, of(woman(h))),
  async goingEnd(h) {
    const { json } = await who(h).put(`/api/going/${randomUUID()}`, of(woman(h)));
    return who(h).post(`/api/going/${json.going.id}/end`, {});
  },
  alarmAcknowledge: async (h) => who(h).post(`/api/alarms/${await alarmOf(h)}/acknowledge`, {}),
  // The house looks in every three hours; it is a quarter past.
  async requirementSnooze(h) {
    const one = woman(h);
    const id = randomUUID();
    await psql(h.db, `UPDATE lantern.requirement SET class = 'routine', drawn_at = from_at, latest_at = '${minutes(-2)}' WHERE id = '${one.requirement}';
      INSERT INTO lantern.alarm (id, stay_id, resident_id, premises_id, class, cause, opened_at, rung, rung_at, told_at)
        VALUES ('${id}', '${one.stay}', '${one.id}', '${h.here.id}', 'routine', 'overdue', '${minutes(-2)}', 0, '${minutes(-2)}', '{${minutes(-2)}}')`);
    return who(h).post(`/api/requirements/${one.requirement}/snooze`, { minutes: 10, reason: 'sitting with another woman' });
  },
  // She leaves when the check was overdue: that is missed, and owes a reason.
  async requirementReason(h) {
    const one = woman(h);
    await psql(h.db, `UPDATE lantern.requirement SET drawn_at = from_at, latest_at = '${minutes(-2)}' WHERE id = '${one.requirement}'`);
    await leave(h, one, 'out');
    return who(h, 'shift_lead').post(`/api/requirements/${one.requirement}/reason`, { reason: 'we were at another door' });
  },
  movementPut: (h) => leave(h, woman(h), 'court'),
  async movementBack(h) {
    const { json } = await leave(h, woman(h), 'out');
    return who(h).post(`/api/movements/${json.presence.movement}/back`, { back_at: NOW, note: 'on time' });
  },
  async hospitalCallPut(h) {
    const { json } = await leave(h, woman(h), 'hospital');
    return who(h).put(`/api/hospital-calls/${randomUUID()}`, { movement: json.presence.movement, at: NOW, words: 'She is asleep.' });
  },
  async checkPlanPut(h) {
    const one = woman(h);
    return who(h).put(`/api/check-plans/${randomUUID()}`, of(one, {
      based_on: await version(h, one), origin: 'watch', reason: 'her first nights', review_by: minutes(600),
      bands: [{ from: '23:00', until: '07:00', kind: 'sign_of_life', max_gap_s: 1800, who: ['night_worker'] }],
    }));
  },
  async checkPlanEnd(h) {
    const one = woman(h);
    return who(h, 'premises_manager').post(`/api/check-plans/${one.plan}/end`, { reason: 'replaced by another', based_on: await version(h, one) });
  },
  contactPlanPut: (h) => who(h, 'keyworker').put(`/api/contact-plans/${randomUUID()}`, of(woman(h), {
    based_on: 1, how: 'Say your name first.', sleep_options: ['red_torch'], consent: 'agreed', reason: 'she asked',
  })),
};
