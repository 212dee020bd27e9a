/*
 * long_night.h -- one woman for some days by chance: visits, absences, changes of plan,
 * deadlines in their order, every verdict recorded and held to the laws. Chance may
 * come from a fuzzer.
 */
#ifndef TESTS_RULES_LONG_NIGHT_H
#define TESTS_RULES_LONG_NIGHT_H

#include "lantern/rules/change.h"
#include "lantern/rules/due.h"
#include "lantern/rules/presence.h"
#include "lantern/rules/visit.h"
#include "rules/laws.h"

struct long_night {
	struct die *die;
	struct visit_basis basis;
	struct plan_set after; /* the plans that a change leaves */
	int64_t shift_end_us;
	const char *broken;
	unsigned steps, visits, closed, opened,
		alarms; /* so that a test can tell that something happened */
};

static inline struct stay_basis *
woman(struct long_night *night)
{
	return &night->basis.stay;
}

static inline void
night_record(struct long_night *night, const struct stay_verdict *verdict)
{
	struct stay_basis before = *woman(night);

	apply_verdict(woman(night), verdict);
	night->closed += (unsigned)verdict->close_count;
	night->opened += (unsigned)verdict->open_count;
	night->alarms += verdict->alarm_act == ALARM_OPENED;
	night->broken = broken_law(&before, verdict, woman(night));
}

static inline void
night_begin(struct long_night *night, struct die *die)
{
	struct stay_basis *stay;
	struct stay_verdict verdict;
	struct round_span span;

	memset(night, 0, sizeof *night);
	night->die = die;
	stay = woman(night);
	stay->now_us = made_instant(die);
	stay->zone = london();
	stay->settings = usual_settings();
	stay->present_since_us = stay->now_us;
	stay->undecided_us = US_ENDLESS;
	stay->previous_event_us = stay->now_us;
	for (int k = 0; k < KIND_COUNT; k++)
		stay->last_us[k] = US_NEVER;
	stay->seed = die_u64(die);
	make_plans(die, stay->now_us, &stay->plans);
	span = (struct round_span){stay->now_us, rounds_next_planning_us(stay->zone, stay->now_us),
				   true};
	rounds_judge(stay, &span, &verdict);
	night_record(night, &verdict);
	night->shift_end_us = shift_end_after(stay->settings, stay->zone, stay->now_us);
}

static inline void
night_visit(struct long_night *night)
{
	struct visit_verdict verdict, again;
	struct visit_claim claim;

	make_claim(night->die, woman(night)->now_us, &claim);
	visit_judge(&night->basis, &claim, &verdict);
	visit_judge(&night->basis, &claim, &again);
	if (memcmp(&verdict, &again, sizeof verdict) != 0) {
		night->broken = "the same visit was judged differently";
		return;
	}
	if (verdict.refusal != VISIT_OK)
		return;
	night->visits++;
	night->broken = broken_visit_law(&night->basis, &claim, &verdict);
	if (night->broken != NULL)
		return;
	night_record(night, &verdict.stay);
	woman(night)->previous_event_us = verdict.done_us;
	night->basis.notes[1] = night->basis.notes[0];
	night->basis.notes[0] = claim.note;
}

static inline void
night_move(struct long_night *night)
{
	struct stay_basis *stay = woman(night);
	struct presence_claim claim = {
		(enum presence)die_between(night->die, 0, PRESENCE_COUNT - 1),
		stay->now_us - die_between(night->die, 0, 900) * US_PER_S};
	struct presence_verdict verdict;
	struct stay_basis before = *stay;

	presence_judge(stay, &claim, &verdict);
	if (verdict.refusal != PRESENCE_OK)
		return;
	stay->presence = claim.to;
	if (claim.to == PRESENCE_IN)
		stay->present_since_us = verdict.at_us;
	stay->previous_event_us = verdict.at_us;
	night_record(night, &verdict.stay);
	if (night->broken == NULL && before.presence == PRESENCE_IN && stay->open_count > 0)
		night->broken = "she is out and something is still required";
	if (night->broken == NULL && claim.to != PRESENCE_IN && before.presence == PRESENCE_IN &&
	    stay->alarm.open && stay->alarm.cause != CAUSE_PROPOSAL)
		night->broken = "she is out and the alarm sounds";
}

static inline void
night_change_plan(struct long_night *night)
{
	struct stay_basis *stay = woman(night);
	struct plan_claim claim = {&night->after, {true, true, true}};
	struct plan_verdict verdict;

	night->after = stay->plans;
	if (night->after.count > 0 && die_one_in(night->die, 2))
		night->after.plan[die_between(night->die, 0, (int64_t)night->after.count - 1)]
			.end_us = stay->now_us;
	if (night->after.count < 4) {
		struct check_plan *added = &night->after.plan[night->after.count++];

		*added = made_plan(night->die, stay->now_us);
		added->start_us = stay->now_us;
	}
	plan_judge(stay, &claim, &verdict);
	if (verdict.permit != PLAN_OK) {
		night->broken = "a manager with a reason was refused";
		return;
	}
	stay->plans = night->after;
	night_record(night, &verdict.stay);
}

static inline void
night_shift_end(struct long_night *night)
{
	struct stay_basis *stay = woman(night);
	struct stay_basis before = *stay;
	struct stay_verdict verdict;

	shift_end_judge(stay, night->shift_end_us, &verdict);
	for (size_t i = 0; i < stay->open_count; i++)
		if ((stay_closed_at(&verdict, i) >= 0) !=
		    check_is_overdue(stay->open[i].latest_us, night->shift_end_us))
			night->broken = "what is missed is not what was overdue at the shift end";
	if (verdict.close_count > 0 && verdict.open_count == 0)
		night->broken = "she was missed, and is not due at once";
	if (night->broken == NULL)
		night_record(night, &verdict);
	if (night->broken == NULL && before.alarm.open && verdict.close_count > 0 &&
	    !stay->alarm.open)
		night->broken = "the alarm fell silent with the shift";
	night->shift_end_us = shift_end_after(stay->settings, stay->zone, night->shift_end_us);
}

/* A rule comes true and waits for a decision; or it is decided, in time or late. */
static inline void
night_proposal(struct long_night *night)
{
	struct stay_basis *stay = woman(night);
	bool late = stay->undecided_us <= stay->now_us;
	struct stay_verdict verdict;

	if (stay->undecided_us == US_ENDLESS) {
		stay->undecided_us = stay->now_us + 15 * US_PER_MIN;
		return;
	}
	if (die_one_in(night->die, 2))
		stay->undecided_us = US_ENDLESS;
	undecided_judge(stay, &verdict);
	night_record(night, &verdict);
	if (night->broken != NULL || stay->undecided_us == US_ENDLESS || !late)
		return;
	if (!stay->alarm.open || stay->alarm.cause < CAUSE_PROPOSAL ||
	    stay->alarm.check_class < CLASS_ENHANCED)
		night->broken = "nobody hears that a proposal waits";
}

static inline void
night_deadline(struct long_night *night)
{
	struct stay_verdict verdict;

	switch (die_between(night->die, 0, 2)) {
	case 0:
		overdue_judge(woman(night), &verdict);
		break;
	case 1:
		rung_judge(woman(night), &verdict);
		break;
	default:
		acknowledge_judge(woman(night), &verdict);
	}
	if (verdict.close_count > 0 || verdict.open_count > 0)
		night->broken = "a deadline or an acknowledgement closed or opened a check";
	else
		night_record(night, &verdict);
}

/* To the latest of something open, a second either side of it, or just on. */
static inline void
night_pass(struct long_night *night)
{
	struct stay_basis *stay = woman(night);
	int64_t to = stay->now_us + die_between(night->die, 0, 3600) * US_PER_S;

	if (stay->open_count > 0 && die_one_in(night->die, 2))
		to = stay->open[die_between(night->die, 0, (int64_t)stay->open_count - 1)]
			     .latest_us +
		     die_between(night->die, -2, 2) * US_PER_S;
	if (to > stay->now_us)
		stay->now_us = to;
}

static inline void
night_step(struct long_night *night)
{
	night->steps++;
	night_pass(night);
	if (woman(night)->now_us >= night->shift_end_us) {
		night_shift_end(night);
		return;
	}
	switch (die_between(night->die, 0, 17)) {
	case 0:
		night_move(night);
		break;
	case 1:
		night_change_plan(night);
		break;
	case 2:
	case 3:
	case 4:
	case 5:
		night_deadline(night);
		break;
	case 16:
	case 17:
		night_proposal(night);
		break;
	default:
		night_visit(night);
	}
}

#endif
