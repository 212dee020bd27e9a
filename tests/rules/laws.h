/*
 * laws.h -- the laws of stay.h, held against a verdict by counting, not by the code under test.
 * Each returns NULL, or the law that was broken. Property tests and fuzzers use the same ones.
 */
#ifndef TESTS_RULES_LAWS_H
#define TESTS_RULES_LAWS_H

#include "lantern/rules/status.h"
#include "rules/made.h"

/* What becomes of a woman's basis once the verdict is recorded. ids are running numbers. */
static inline void
apply_verdict(struct stay_basis *basis, const struct stay_verdict *verdict)
{
	static uint32_t ids;
	size_t kept = 0;

	for (size_t i = 0; i < basis->open_count; i++)
		if (stay_closed_at(verdict, i) < 0)
			basis->open[kept++] = basis->open[i];
	for (size_t i = 0; i < verdict->open_count && kept < OPEN_MAX; i++) {
		basis->open[kept] = verdict->open[i];
		ids++;
		memcpy(basis->open[kept++].id, &ids, sizeof ids);
	}
	basis->open_count = kept;
	basis->alarm = verdict->alarm;
	memcpy(basis->last_us, verdict->last_us, sizeof basis->last_us);
	memcpy(basis->gaps_s, verdict->gaps_s, sizeof basis->gaps_s);
	basis->gap_count = verdict->gap_count;
	basis->seed = verdict->seed;
}

static inline size_t
intervals_of(const struct stay_basis *basis, enum check_kind kind)
{
	size_t count = 0;

	for (size_t i = 0; i < basis->open_count; i++)
		count += basis->open[i].kind == kind && source_is_interval(basis->open[i].source);
	return count;
}

/* By now + within she will have been unseen for the max gap in force, if nobody sees her. */
static inline bool
must_be_seen(const struct stay_basis *basis, enum check_kind kind, int64_t within_us)
{
	int64_t last = stay_unseen_since_us(basis, kind);

	for (int64_t t = basis->now_us; t <= basis->now_us + within_us; t += 15 * US_PER_MIN) {
		int32_t max = plan_in_force(&basis->plans, kind, basis->zone, t).max_gap_s;

		if (max > 0 && t - last >= max * US_PER_S)
			return true;
	}
	return false;
}

/* Law 1, on the basis after the verdict. */
static inline const char *
law_one_interval_each(const struct stay_basis *after)
{
	for (int k = 0; k < KIND_COUNT; k++) {
		enum check_kind kind = (enum check_kind)k;
		size_t count = intervals_of(after, kind);

		if (count > 1)
			return "two intervals of one kind run";
		if (after->presence == PRESENCE_IN && count == 0 &&
		    must_be_seen(after, kind, 26 * US_PER_HOUR))
			return "a plan is in force and no interval runs";
	}
	return NULL;
}

/* Whether her gap was used up before this was opened: then there is going_s to get to her door. */
static inline bool
used_up(const struct stay_basis *after, const struct requirement *opened, int64_t last_us)
{
	int32_t max_gap_s =
		plan_in_force(&after->plans, opened->kind, after->zone, after->now_us).max_gap_s;

	return max_gap_s > 0 && after->now_us - last_us >= max_gap_s * US_PER_S &&
	       opened->latest_us <= after->now_us + after->settings->going_s * US_PER_S;
}

/* Law 2: at no moment before latest, step_us apart, has she been unseen for the max in force. */
static inline const char *
law_latest_is_soon_enough(const struct stay_basis *after, const struct requirement *opened,
			  int64_t step_us)
{
	int64_t last = stay_unseen_since_us(after, opened->kind);
	int64_t start = after->now_us - WINDOW_HORIZON_US;

	if (opened->from_us > opened->drawn_us || opened->drawn_us > opened->latest_us)
		return "from, drawn and latest are out of order";
	if (opened->source != SOURCE_PLAN || used_up(after, opened, last))
		return NULL;
	for (int64_t t = start > last ? start : last; t < opened->latest_us; t += step_us) {
		struct gap_rule rule = plan_in_force(&after->plans, opened->kind, after->zone, t);

		if (rule.max_gap_s > 0 && t - last >= rule.max_gap_s * US_PER_S)
			return "latest lies beyond the max gap in force";
	}
	return NULL;
}

/* Law 3: what was overdue ends as done or as missed. */
static inline const char *
law_overdue_is_not_waived(const struct stay_basis *before, const struct stay_verdict *verdict)
{
	for (size_t i = 0; i < verdict->close_count; i++) {
		const struct closing *closing = &verdict->close[i];
		const struct requirement *open = &before->open[closing->place];

		if (closing->place >= before->open_count)
			return "something that was not open is closed";
		if (closing->state == STATE_NOT_REQUIRED &&
		    check_is_overdue(open->latest_us, closing->at_us))
			return "an overdue requirement was waived";
	}
	return NULL;
}

/* Law 4: when the alarm has closed, nothing is owed. */
static inline const char *
law_alarm_stands(const struct stay_basis *before, const struct stay_basis *after)
{
	if (!before->alarm.open || after->alarm.open)
		return NULL;
	if (after->undecided_us <= after->now_us)
		return "the alarm closed while a proposal waited for a decision";
	for (size_t i = 0; i < after->open_count; i++)
		if (check_is_overdue(after->open[i].latest_us, after->now_us))
			return "the alarm closed while a check was overdue";
	return NULL;
}

/* All of them. shift_end: what opens then is due at once. */
static inline const char *
broken_law(const struct stay_basis *before, const struct stay_verdict *verdict,
	   const struct stay_basis *after)
{
	const char *broken = law_one_interval_each(after);

	for (size_t i = 0; broken == NULL && i < verdict->open_count; i++)
		if (verdict->open[i].latest_us > after->now_us)
			broken =
				law_latest_is_soon_enough(after, &verdict->open[i], 7 * US_PER_MIN);
	if (broken == NULL)
		broken = law_overdue_is_not_waived(before, verdict);
	return broken != NULL ? broken : law_alarm_stands(before, after);
}

/* What a visit closed is what it met, and all of it. */
static inline const char *
broken_visit_law(const struct visit_basis *basis, const struct visit_claim *claim,
		 const struct visit_verdict *verdict)
{
	const struct stay_basis *stay = &basis->stay;

	for (size_t i = 0; i < stay->open_count; i++) {
		const struct requirement *open = &stay->open[i];
		int closed = stay_closed_at(&verdict->stay, i);
		bool completes = outcome_completes(claim->outcome, claim->facts, open->kind,
						   stay->settings->strict);
		uint32_t who =
			plan_in_force(&stay->plans, open->kind, stay->zone, verdict->done_us).who;
		bool may = open->source != SOURCE_PLAN || who == 0 || (who & claim->roles) != 0;
		bool opened = source_is_interval(open->source) || open->from_us <= verdict->done_us;

		if ((closed >= 0) != (completes && may && opened))
			return "a visit closed what it did not meet, or left what it met";
		if (closed >= 0 && verdict->stay.close[closed].late !=
					   (verdict->done_us - open->latest_us >= US_PER_S))
			return "done late is wrong";
	}
	if ((claim->outcome == OUTCOME_NO_REPLY || claim->outcome == OUTCOME_NOT_IN_ROOM) &&
	    (!verdict->stay.alarm.open || verdict->stay.close_count > 0))
		return "she did not answer, and no alarm stands or something closed";
	if (stay->alarm.open && stay->alarm.cause > CAUSE_PROPOSAL && !verdict->stay.alarm.open &&
	    !verdict->meets[KIND_SIGN_OF_LIFE])
		return "an unanswered knock was forgotten";
	return NULL;
}

#endif
