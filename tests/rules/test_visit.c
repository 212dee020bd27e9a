/* test_visit.c -- what one visit closes, opens, asks and marks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "lantern/rules/due.h"
#include "rules/laws.h"

/* The night of 10 to 11 November 2026; minutes run from midnight of the 10th. */
static int64_t
at(int minute)
{
	return utc(2026, 11, 10, minute);
}

#define NIGHT_BAND \
	{ \
		AT(23, 0), AT(7, 0), KIND_SIGN_OF_LIFE, 1800, 3600, 0 \
	}
#define DAY_BAND \
	{ \
		AT(7, 0), AT(23, 0), KIND_SIGN_OF_LIFE, 1800, 3600, 0 \
	}
#define TALK_BAND \
	{ \
		AT(9, 0), AT(23, 59), KIND_CONVERSATION, 3600, 28800, 0 \
	}
#define ROUSE_BAND \
	{ \
		0, 0, KIND_ROUSE, 900, 1800, 0 \
	}

/* At this time, a woman with hourly checks who was seen at 22:20. */
static void
woman_at(struct visit_basis *basis, int minute)
{
	struct stay_basis *stay = &basis->stay;

	memset(basis, 0, sizeof *basis);
	stay->zone = london();
	stay->settings = usual_settings();
	stay->present_since_us = at(AT(18, 35));
	stay->undecided_us = US_ENDLESS;
	stay->previous_event_us = at(AT(22, 20));
	for (int k = 0; k < KIND_COUNT; k++)
		stay->last_us[k] = at(AT(22, 20));
	stay->seed = 7;
	stay->plans.count = 1;
	stay->plans.plan[0] = (struct check_plan){0, US_ENDLESS, 2, {NIGHT_BAND, DAY_BAND}};
	stay->now_us = at(minute);
}

static void
open_as_planned(struct visit_basis *basis)
{
	struct round_span span = {at(AT(22, 20)), at(AT(36, 0)), false};
	int64_t now_us = basis->stay.now_us;
	struct stay_verdict verdict;

	basis->stay.now_us = at(AT(22, 20));
	rounds_judge(&basis->stay, &span, &verdict);
	apply_verdict(&basis->stay, &verdict);
	basis->stay.now_us = now_us;
}

static struct visit_claim
claim_at(int minute, enum check_outcome outcome)
{
	struct visit_claim claim = {.outcome = outcome,
				    .facts = {true, true, false},
				    .done_us = at(minute),
				    .entered_us = at(minute),
				    .proof = PROOF_DESK};

	return claim;
}

static struct visit_verdict
judged(const struct visit_basis *basis, const struct visit_claim *claim)
{
	struct visit_verdict verdict;

	visit_judge(basis, claim, &verdict);
	return verdict;
}

static const struct requirement *
opened(const struct stay_verdict *verdict, enum check_source source, enum check_kind kind)
{
	for (size_t i = 0; i < verdict->open_count; i++)
		if (verdict->open[i].source == source && verdict->open[i].kind == kind)
			return &verdict->open[i];
	return NULL;
}

/* The closing of the open requirement of this source, or NULL. */
static const struct closing *
closed(const struct visit_basis *basis, const struct visit_verdict *verdict,
       enum check_source source)
{
	for (size_t i = 0; i < basis->stay.open_count; i++)
		if (basis->stay.open[i].source == source && stay_closed_at(&verdict->stay, i) >= 0)
			return &verdict->stay.close[stay_closed_at(&verdict->stay, i)];
	return NULL;
}

static void
a_contact_opens_the_next_interval(void **state)
{
	struct visit_basis basis;
	struct visit_claim claim = claim_at(AT(22, 55), OUTCOME_AWAKE_SEEN);
	struct visit_verdict v;
	const struct requirement *next;

	(void)state;
	woman_at(&basis, AT(22, 55));
	open_as_planned(&basis);
	v = judged(&basis, &claim);
	assert_int_equal(v.refusal, VISIT_OK);
	assert_int_equal(closed(&basis, &v, SOURCE_PLAN)->state, STATE_DONE);
	assert_false(closed(&basis, &v, SOURCE_PLAN)->late);
	next = opened(&v.stay, SOURCE_PLAN, KIND_SIGN_OF_LIFE);
	assert_non_null(next);
	assert_true(next->from_us == at(AT(23, 25)) && next->latest_us == at(AT(23, 55)));
	assert_int_equal(next->check_class, CLASS_ENHANCED);
	assert_int_equal(next->previous_gap_s, 35 * 60);
	assert_true(next->seed == basis.stay.seed && v.stay.seed != basis.stay.seed);
	assert_true(v.stay.last_us[KIND_SIGN_OF_LIFE] == at(AT(22, 55)));
	assert_true(v.stay.last_us[KIND_CONVERSATION] == at(AT(22, 20)));
	assert_int_equal(v.stay.gaps_s[0], 35 * 60);
}

static void
one_visit_meets_many_needs(void **state)
{
	struct visit_basis basis;
	struct visit_claim spoke = claim_at(AT(23, 12), OUTCOME_SPOKE);
	struct visit_claim asleep = claim_at(AT(23, 12), OUTCOME_ASLEEP_BREATHING);
	struct visit_verdict v;

	(void)state;
	woman_at(&basis, AT(23, 12));
	open_as_planned(&basis);
	v = judged(&basis, &spoke);
	assert_non_null(closed(&basis, &v, SOURCE_PLAN));
	assert_non_null(closed(&basis, &v, SOURCE_CURFEW_ROUND));
	assert_null(closed(&basis, &v, SOURCE_OVERNIGHT_ROUND)); /* its window has not opened */
	assert_int_equal(v.still_needed, 0);
	v = judged(&basis, &asleep);
	assert_non_null(closed(&basis, &v, SOURCE_PLAN));
	assert_null(closed(&basis, &v, SOURCE_CURFEW_ROUND));
	assert_int_equal(v.still_needed, 1u << KIND_CONVERSATION);
}

static void
not_to_be_disturbed_is_an_answer(void **state)
{
	struct visit_basis basis;
	struct visit_claim claim = claim_at(AT(23, 12), OUTCOME_DO_NOT_DISTURB);
	struct visit_verdict v;

	(void)state;
	woman_at(&basis, AT(23, 12));
	open_as_planned(&basis);
	v = judged(&basis, &claim);
	assert_non_null(closed(&basis, &v, SOURCE_CURFEW_ROUND));
	assert_true(v.meets[KIND_ROUSE]);
}

static void
sleep_never_satisfies_a_rouse_watch(void **state)
{
	struct visit_basis basis;
	struct visit_claim claim = claim_at(AT(22, 50), OUTCOME_ASLEEP_BREATHING);
	struct visit_verdict v;

	(void)state;
	woman_at(&basis, AT(22, 50));
	basis.stay.plans.count = 2;
	basis.stay.plans.plan[1] = (struct check_plan){0, US_ENDLESS, 1, {ROUSE_BAND}};
	open_as_planned(&basis);
	v = judged(&basis, &claim);
	assert_int_equal(v.refusal, VISIT_OK);
	assert_int_equal(v.still_needed, 1u << KIND_ROUSE);
	assert_null(opened(&v.stay, SOURCE_PLAN, KIND_ROUSE));
	claim.outcome = OUTCOME_SPOKE;
	v = judged(&basis, &claim);
	assert_int_equal(opened(&v.stay, SOURCE_PLAN, KIND_ROUSE)->check_class, CLASS_ROUSE);
	assert_true(opened(&v.stay, SOURCE_PLAN, KIND_ROUSE)->latest_us == at(AT(23, 20)));
}

static void
late_needs_its_reason(void **state)
{
	struct visit_basis basis;
	struct visit_claim claim = claim_at(AT(23, 25), OUTCOME_SPOKE);
	struct visit_verdict v;

	(void)state;
	woman_at(&basis, AT(23, 25));
	open_as_planned(&basis);
	v = judged(&basis, &claim);
	assert_int_equal(v.refusal, VISIT_LATE_REASON_NEEDED);
	assert_int_equal(v.stay.close_count + v.stay.open_count, 0);
	assert_true(v.stay.seed == basis.stay.seed);
	claim.late_reason = LATE_OTHER;
	assert_int_equal(judged(&basis, &claim).refusal, VISIT_LATE_WORDS_NEEDED);
	claim.late_words_given = true;
	assert_int_equal(judged(&basis, &claim).refusal, VISIT_OK);
	claim.late_reason = LATE_WITH_ANOTHER_WOMAN;
	v = judged(&basis, &claim);
	assert_true(v.closes_late && closed(&basis, &v, SOURCE_PLAN)->late);
	assert_false(closed(&basis, &v, SOURCE_CURFEW_ROUND)->late);
}

static void
overdue_begins_with_the_second_after(void **state)
{
	struct visit_basis basis;
	struct visit_claim claim = claim_at(AT(23, 20), OUTCOME_SPOKE);

	(void)state;
	woman_at(&basis, AT(23, 30));
	open_as_planned(&basis);
	claim.entered_us = basis.stay.now_us;
	claim.done_us += US_PER_S - 1;
	assert_int_equal(judged(&basis, &claim).refusal, VISIT_OK);
	claim.done_us += 1;
	assert_int_equal(judged(&basis, &claim).refusal, VISIT_LATE_REASON_NEEDED);
}

static void
a_back_dated_visit_counts_from_when_it_was_done(void **state)
{
	struct visit_basis basis;
	struct visit_claim claim = claim_at(AT(22, 55), OUTCOME_SPOKE);
	struct visit_verdict v;
	const struct requirement *next;

	(void)state;
	woman_at(&basis, AT(23, 50));
	open_as_planned(&basis);
	claim.entered_us = at(AT(23, 50));
	v = judged(&basis, &claim);
	next = opened(&v.stay, SOURCE_PLAN, KIND_SIGN_OF_LIFE);
	assert_int_equal(v.marks, MARK_LATE_ENTRY);
	assert_true(next->latest_us == at(AT(23, 55)));
	assert_true(next->drawn_us >= at(AT(23, 50)));	      /* no chime in the past */
	assert_null(closed(&basis, &v, SOURCE_CURFEW_ROUND)); /* it began at 23:00 */
}

static void
retrospective_needs_reason_and_second_name(void **state)
{
	struct visit_basis basis;
	struct visit_claim claim = claim_at(AT(22, 40), OUTCOME_SPOKE);

	(void)state;
	woman_at(&basis, AT(23, 41));
	open_as_planned(&basis);
	claim.entered_us = at(AT(23, 41));
	assert_int_equal(judged(&basis, &claim).refusal, VISIT_REASON_NEEDED);
	claim.reason_given = true;
	assert_int_equal(judged(&basis, &claim).refusal, VISIT_SECOND_NEEDED);
	claim.second_given = true;
	assert_int_equal(judged(&basis, &claim).refusal, VISIT_OK);
	assert_true(judged(&basis, &claim).marks & MARK_RETROSPECTIVE);
}

static void
times_that_cannot_be(void **state)
{
	struct visit_basis basis;
	struct visit_claim claim = claim_at(AT(22, 55), OUTCOME_SPOKE);

	(void)state;
	woman_at(&basis, AT(22, 55));
	open_as_planned(&basis);
	claim.done_us = claim.entered_us =
		at(AT(22, 55)) + 2 * US_PER_S; /* a clock a little ahead */
	assert_int_equal(judged(&basis, &claim).refusal, VISIT_OK);
	assert_true(judged(&basis, &claim).done_us == at(AT(22, 55)));
	claim.done_us++;
	assert_int_equal(judged(&basis, &claim).refusal, VISIT_FUTURE);
	claim = claim_at(AT(22, 50), OUTCOME_SPOKE);
	claim.entered_us = at(AT(22, 49));
	assert_int_equal(judged(&basis, &claim).refusal, VISIT_ENTERED_BEFORE_DONE);
	claim = claim_at(AT(22, 20), OUTCOME_SPOKE);
	assert_int_equal(judged(&basis, &claim).refusal, VISIT_OK);
	claim.done_us--;
	assert_int_equal(judged(&basis, &claim).refusal, VISIT_BEFORE_PREVIOUS);
	basis.stay.previous_event_us = US_NEVER;
	assert_int_equal(judged(&basis, &claim).refusal, VISIT_OK);
	basis.stay.present_since_us = at(AT(22, 20)); /* before she came */
	assert_int_equal(judged(&basis, &claim).refusal, VISIT_BEFORE_PREVIOUS);
}

static void
out_means_not_here(void **state)
{
	struct visit_basis basis;
	struct visit_claim claim = claim_at(AT(22, 55), OUTCOME_NO_REPLY);

	(void)state;
	woman_at(&basis, AT(22, 55));
	for (int p = PRESENCE_OUT; p < PRESENCE_COUNT; p++) {
		basis.stay.presence = (enum presence)p;
		assert_int_equal(judged(&basis, &claim).refusal, VISIT_RECORDED_AS_OUT);
	}
}

static void
asleep_without_breathing_seen_is_refused(void **state)
{
	struct visit_basis basis;
	struct visit_claim claim = claim_at(AT(22, 55), OUTCOME_ASLEEP_BREATHING);

	(void)state;
	woman_at(&basis, AT(22, 55));
	open_as_planned(&basis);
	claim.facts.breathing = false;
	assert_int_equal(judged(&basis, &claim).refusal, VISIT_FACTS_NEEDED);
	claim.facts = (struct sleep_facts){true, false, false};
	assert_int_equal(judged(&basis, &claim).refusal, VISIT_FACTS_NEEDED);
	claim.facts.position = true;
	assert_int_equal(judged(&basis, &claim).refusal, VISIT_OK);
}

static void
the_same_words_a_third_time_are_challenged(void **state)
{
	struct visit_basis basis;
	struct visit_claim claim = claim_at(AT(22, 55), OUTCOME_SPOKE);

	(void)state;
	woman_at(&basis, AT(22, 55));
	open_as_planned(&basis);
	basis.notes[0] = "All well";
	basis.notes[1] = "all well.";
	claim.note = "All well.";
	assert_int_equal(judged(&basis, &claim).refusal, VISIT_NOTE_REPEATED);
	claim.note_confirmed = true;
	assert_int_equal(judged(&basis, &claim).refusal, VISIT_OK);
	assert_int_equal(judged(&basis, &claim).marks, MARK_SAME_WORDS);
	basis.notes[1] = "Asked for tea";
	assert_int_equal(judged(&basis, &claim).marks, 0);
}

static void
rooms_entered_together_are_marked_at_the_desk(void **state)
{
	struct visit_basis basis;
	struct visit_claim claim = claim_at(AT(22, 55), OUTCOME_SPOKE);

	(void)state;
	woman_at(&basis, AT(22, 55));
	open_as_planned(&basis);
	basis.desk.count = 2;
	for (uint8_t i = 0; i < 2; i++) {
		basis.desk.entry[i].room[0] = (uint8_t)(i + 1);
		basis.desk.entry[i].outcome = OUTCOME_SPOKE;
		basis.desk.entry[i].entered_us = at(AT(22, 55)) - 20 * US_PER_S;
	}
	assert_int_equal(judged(&basis, &claim).marks, MARK_TOGETHER);
	assert_int_equal(judged(&basis, &claim).together_count, 2);
	claim.proof = PROOF_SCANNED;
	assert_int_equal(judged(&basis, &claim).marks, 0);
}

static void
no_reply_sounds_at_once_until_she_answers(void **state)
{
	struct visit_basis basis;
	struct visit_claim claim = claim_at(AT(22, 55), OUTCOME_NO_REPLY);
	struct visit_verdict v;

	(void)state;
	woman_at(&basis, AT(22, 55));
	open_as_planned(&basis);
	v = judged(&basis, &claim);
	assert_true(v.starts_no_reply);
	assert_int_equal(v.stay.close_count + v.stay.open_count, 0);
	assert_int_equal(v.stay.alarm_act, ALARM_OPENED);
	assert_int_equal(v.stay.alarm.cause, CAUSE_NO_REPLY);
	assert_int_equal(v.stay.alarm.check_class, CLASS_ROUSE);
	apply_verdict(&basis.stay, &v.stay);
	basis.stay.now_us = at(AT(22, 57));
	claim = claim_at(AT(22, 57), OUTCOME_NOT_IN_ROOM);
	assert_int_equal(judged(&basis, &claim).stay.alarm_act, ALARM_KEPT);
	claim.outcome = OUTCOME_ASLEEP_BREATHING;
	assert_int_equal(judged(&basis, &claim).stay.alarm_act, ALARM_CLOSES);
}

static void
not_found_sounds_at_once(void **state)
{
	struct visit_basis basis;
	struct visit_claim claim = claim_at(AT(22, 55), OUTCOME_NOT_IN_ROOM);
	struct visit_verdict v;

	(void)state;
	woman_at(&basis, AT(22, 55));
	open_as_planned(&basis);
	v = judged(&basis, &claim);
	assert_int_equal(v.stay.alarm.cause, CAUSE_NOT_FOUND);
	assert_false(v.starts_no_reply);
	apply_verdict(&basis.stay, &v.stay);
	claim.outcome = OUTCOME_NO_REPLY;
	v = judged(&basis, &claim);
	assert_int_equal(v.stay.alarm_act, ALARM_TURNED);
	assert_int_equal(v.stay.alarm.cause, CAUSE_NO_REPLY);
}

static void
under_a_rouse_watch_sleep_does_not_still_the_alarm(void **state)
{
	struct visit_basis basis;
	struct visit_claim claim = claim_at(AT(22, 45), OUTCOME_NO_REPLY);
	struct visit_verdict v;

	(void)state;
	woman_at(&basis, AT(22, 45));
	basis.stay.plans.count = 2;
	basis.stay.plans.plan[1] = (struct check_plan){0, US_ENDLESS, 1, {ROUSE_BAND}};
	open_as_planned(&basis);
	v = judged(&basis, &claim);
	apply_verdict(&basis.stay, &v.stay);
	claim.outcome = OUTCOME_ASLEEP_BREATHING;
	assert_true(judged(&basis, &claim).stay.alarm.open);
	claim.outcome = OUTCOME_SPOKE;
	assert_int_equal(judged(&basis, &claim).stay.alarm_act, ALARM_CLOSES);
}

/* Two overdue, one alarm, one reasoned visit. */
static void
one_alarm_stands_until_nothing_is_overdue(void **state)
{
	struct visit_basis basis;
	struct visit_claim claim = claim_at(AT(23, 35), OUTCOME_AWAKE_SEEN);
	struct stay_verdict overdue;
	struct visit_verdict v;

	(void)state;
	woman_at(&basis, AT(23, 35));
	open_as_planned(&basis);
	overdue_judge(&basis.stay, &overdue);
	assert_int_equal(overdue.alarm_act, ALARM_OPENED);
	assert_int_equal(overdue.alarm.check_class, CLASS_ENHANCED);
	apply_verdict(&basis.stay, &overdue);
	claim.late_reason = LATE_EMERGENCY;
	v = judged(&basis, &claim); /* the curfew round still wants a reply */
	assert_int_equal(v.stay.alarm_act, ALARM_TURNED);
	assert_int_equal(v.stay.alarm.check_class, CLASS_ROUTINE);
	claim.outcome = OUTCOME_SPOKE;
	v = judged(&basis, &claim);
	assert_int_equal(v.stay.alarm_act, ALARM_CLOSES);
	assert_int_equal(v.stay.close_count, 2);
}

static void
who_may_do_it_counts_for_the_plan_only(void **state)
{
	struct visit_basis basis;
	struct visit_claim claim = claim_at(AT(23, 12), OUTCOME_SPOKE);
	struct visit_verdict v;

	(void)state;
	woman_at(&basis, AT(23, 12));
	basis.stay.plans.count = 2;
	basis.stay.plans.plan[1] = (struct check_plan){0, US_ENDLESS, 1, {TALK_BAND}};
	basis.stay.plans.plan[1].band[0].who = 2; /* her keyworker */
	open_as_planned(&basis);
	claim.roles = 1;
	v = judged(&basis, &claim);
	assert_non_null(closed(&basis, &v, SOURCE_CURFEW_ROUND));
	assert_non_null(opened(&v.stay, SOURCE_PLAN, KIND_SIGN_OF_LIFE));
	assert_null(opened(&v.stay, SOURCE_PLAN, KIND_CONVERSATION));
	assert_true(v.stay.last_us[KIND_CONVERSATION] == at(AT(22, 20)));
	claim.roles = 3;
	v = judged(&basis, &claim);
	assert_non_null(opened(&v.stay, SOURCE_PLAN, KIND_CONVERSATION));
}

static void
a_rhythm_is_noticed(void **state)
{
	struct visit_basis basis;
	struct visit_claim claim = claim_at(AT(22, 55), OUTCOME_SPOKE);

	(void)state;
	woman_at(&basis, AT(22, 55));
	open_as_planned(&basis);
	basis.stay.gap_count = 5;
	for (int i = 0; i < 5; i++)
		basis.stay.gaps_s[i] = 35 * 60 + i;
	assert_true(judged(&basis, &claim).stay.predictable);
	basis.stay.gaps_s[2] = 40 * 60;
	assert_false(judged(&basis, &claim).stay.predictable);
}

static void
refusals_have_words_and_fields(void **state)
{
	(void)state;
	assert_null(visit_refusal_word(VISIT_OK));
	assert_null(visit_refusal_word(VISIT_REFUSAL_COUNT));
	for (int r = VISIT_OK + 1; r < VISIT_REFUSAL_COUNT; r++) {
		assert_non_null(visit_refusal_word((enum visit_refusal)r));
		assert_int_equal(visit_refusal_field((enum visit_refusal)r)[0], '/');
	}
	assert_string_equal(visit_refusal_word(VISIT_LATE_REASON_NEEDED), "late-reason-needed");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_contact_opens_the_next_interval),
		cmocka_unit_test(one_visit_meets_many_needs),
		cmocka_unit_test(not_to_be_disturbed_is_an_answer),
		cmocka_unit_test(sleep_never_satisfies_a_rouse_watch),
		cmocka_unit_test(late_needs_its_reason),
		cmocka_unit_test(overdue_begins_with_the_second_after),
		cmocka_unit_test(a_back_dated_visit_counts_from_when_it_was_done),
		cmocka_unit_test(retrospective_needs_reason_and_second_name),
		cmocka_unit_test(times_that_cannot_be),
		cmocka_unit_test(out_means_not_here),
		cmocka_unit_test(asleep_without_breathing_seen_is_refused),
		cmocka_unit_test(the_same_words_a_third_time_are_challenged),
		cmocka_unit_test(rooms_entered_together_are_marked_at_the_desk),
		cmocka_unit_test(no_reply_sounds_at_once_until_she_answers),
		cmocka_unit_test(not_found_sounds_at_once),
		cmocka_unit_test(under_a_rouse_watch_sleep_does_not_still_the_alarm),
		cmocka_unit_test(one_alarm_stands_until_nothing_is_overdue),
		cmocka_unit_test(who_may_do_it_counts_for_the_plan_only),
		cmocka_unit_test(a_rhythm_is_noticed),
		cmocka_unit_test(refusals_have_words_and_fields),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
