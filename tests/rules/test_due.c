/* test_due.c -- what follows when a deadline goes off, late, twice or needlessly too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "lantern/rules/due.h"
#include "rules/laws.h"

static int64_t
at(int minute)
{
	return utc(2026, 11, 11, minute);
}

static struct requirement
owed(enum check_source source, enum check_kind kind, int latest)
{
	return (struct requirement){.source = source,
				    .kind = kind,
				    .check_class = kind == KIND_ROUSE ? CLASS_ROUSE : CLASS_ROUTINE,
				    .from_us = at(latest - 60),
				    .drawn_us = at(latest - 30),
				    .latest_us = at(latest),
				    .max_gap_s = 14400,
				    .previous_gap_s = -1};
}

static void
woman_at(struct stay_basis *stay, int minute)
{
	memset(stay, 0, sizeof *stay);
	stay->zone = london();
	stay->settings = usual_settings();
	stay->present_since_us = at(-AT(5, 0));
	stay->undecided_us = US_ENDLESS;
	stay->previous_event_us = at(AT(0, 30));
	for (int k = 0; k < KIND_COUNT; k++)
		stay->last_us[k] = at(AT(0, 30));
	stay->now_us = at(minute);
}

static void
overdue_sounds_once_and_merges(void **state)
{
	struct stay_basis stay;
	struct stay_verdict v;

	(void)state;
	woman_at(&stay, AT(4, 45));
	stay.open[stay.open_count++] = owed(SOURCE_ADDED, KIND_CONVERSATION, AT(4, 45));
	stay.open[stay.open_count++] = owed(SOURCE_OVERNIGHT_ROUND, KIND_SIGN_OF_LIFE, AT(5, 0));
	overdue_judge(&stay, &v);
	assert_int_equal(v.alarm_act, ALARM_KEPT);
	assert_false(v.alarm.open);
	stay.now_us += US_PER_S;
	overdue_judge(&stay, &v);
	assert_int_equal(v.alarm_act, ALARM_OPENED);
	apply_verdict(&stay, &v);
	overdue_judge(&stay, &v);
	assert_int_equal(v.alarm_act, ALARM_KEPT);
	stay.now_us = at(AT(5, 0)) + US_PER_S; /* the second one: no second page */
	overdue_judge(&stay, &v);
	assert_int_equal(v.alarm_act, ALARM_KEPT);
	assert_true(v.alarm.opened_us == at(AT(4, 45)) + US_PER_S);
}

static void
the_tightest_overdue_gives_the_class(void **state)
{
	struct stay_basis stay;
	struct stay_verdict v;

	(void)state;
	woman_at(&stay, AT(5, 1));
	stay.open[stay.open_count++] = owed(SOURCE_PLAN, KIND_SIGN_OF_LIFE, AT(4, 0));
	stay.open[stay.open_count++] = owed(SOURCE_PLAN, KIND_ROUSE, AT(5, 0));
	overdue_judge(&stay, &v);
	assert_int_equal(v.alarm.check_class, CLASS_ROUSE);
	alarm_start(&stay.alarm, (struct alarm_need){CLASS_ROUTINE, CAUSE_OVERDUE}, at(AT(4, 1)));
	overdue_judge(&stay, &v);
	assert_int_equal(v.alarm_act, ALARM_TURNED);
	assert_int_equal(v.alarm.check_class, CLASS_ROUSE);
}

static void
nothing_sounds_for_a_woman_who_is_out(void **state)
{
	struct stay_basis stay;
	struct stay_verdict v;

	(void)state;
	woman_at(&stay, AT(5, 1));
	stay.presence = PRESENCE_OUT;
	stay.open[stay.open_count++] = owed(SOURCE_PLAN, KIND_SIGN_OF_LIFE, AT(4, 0));
	overdue_judge(&stay, &v);
	assert_int_equal(v.alarm_act, ALARM_KEPT);
}

/* Only the alarm of a routine check can be put off, and only so far. */
static void
a_snooze_is_for_routine_alone(void **state)
{
	struct snooze_claim claim = {.span_s = 600, .most_s = 900};
	struct stay_basis stay;
	struct stay_verdict v;

	(void)state;
	woman_at(&stay, AT(4, 50));
	stay.open[stay.open_count++] = owed(SOURCE_ADDED, KIND_CONVERSATION, AT(4, 45));
	stay.open[0].check_class = CLASS_ROUTINE;
	memset(stay.open[0].id, 7, sizeof stay.open[0].id);
	assert_int_equal(snooze_judge(&stay, &claim, &v), SNOOZE_SEEN);
	memset(claim.requirement, 7, sizeof claim.requirement);
	assert_int_equal(snooze_judge(&stay, &claim, &v), SNOOZE_NO_ALARM);
	alarm_start(&stay.alarm, (struct alarm_need){CLASS_ROUTINE, CAUSE_OVERDUE}, at(AT(4, 45)));
	claim.span_s = 901;
	assert_int_equal(snooze_judge(&stay, &claim, &v), SNOOZE_TOO_LONG);
	assert_int_equal(v.alarm_act, ALARM_KEPT);
	claim.span_s = 900;
	assert_int_equal(snooze_judge(&stay, &claim, &v), SNOOZE_OK);
	assert_int_equal(v.alarm_act, ALARM_ACKNOWLEDGED);
	assert_true(v.alarm.quiet_until_us == at(AT(5, 5)));
	assert_int_equal(v.close_count, 0);
	for (int c = CLASS_ENHANCED; c < CLASS_COUNT; c++) {
		stay.alarm.check_class = (enum check_class)c; /* what it sounds for is closer */
		assert_int_equal(snooze_judge(&stay, &claim, &v), SNOOZE_CLASS);
		stay.alarm.check_class = CLASS_ROUTINE;
		stay.open[0].check_class = (enum check_class)c;
		assert_int_equal(snooze_judge(&stay, &claim, &v), SNOOZE_CLASS);
		assert_int_equal(v.alarm_act, ALARM_KEPT);
		stay.open[0].check_class = CLASS_ROUTINE;
	}
}

static void
rungs_and_acknowledgement(void **state)
{
	struct stay_basis stay;
	struct stay_verdict v;

	(void)state;
	woman_at(&stay, AT(4, 50));
	stay.open[stay.open_count++] = owed(SOURCE_ADDED, KIND_CONVERSATION, AT(4, 45));
	acknowledge_judge(&stay, &v);
	assert_int_equal(v.alarm_act, ALARM_KEPT); /* there is none */
	alarm_start(&stay.alarm, (struct alarm_need){CLASS_ROUTINE, CAUSE_OVERDUE}, at(AT(4, 45)));
	rung_judge(&stay, &v);
	assert_int_equal(v.alarm_act, ALARM_RUNG);
	assert_int_equal(v.alarm.rung, 1);
	apply_verdict(&stay, &v);
	rung_judge(&stay, &v);
	assert_int_equal(v.alarm_act, ALARM_KEPT);
	acknowledge_judge(&stay, &v);
	assert_int_equal(v.alarm_act, ALARM_ACKNOWLEDGED);
	assert_int_equal(v.close_count, 0);
	apply_verdict(&stay, &v);
	stay.now_us = at(AT(4, 55));
	rung_judge(&stay, &v);
	assert_int_equal(v.alarm_act, ALARM_RESUMED);
	assert_int_equal(v.alarm.rung, 0);
	stay.open_count = 0; /* seen meanwhile */
	rung_judge(&stay, &v);
	assert_int_equal(v.alarm_act, ALARM_CLOSES);
}

static void
a_shift_ends_and_she_is_owed_still(void **state)
{
	struct stay_basis stay;
	struct stay_verdict v;

	(void)state;
	woman_at(&stay, AT(8, 0));
	stay.open[stay.open_count++] = owed(SOURCE_PLAN, KIND_SIGN_OF_LIFE, AT(7, 30));
	stay.open[stay.open_count++] = owed(SOURCE_MORNING_REPLY, KIND_CONVERSATION, AT(9, 0));
	alarm_start(&stay.alarm, (struct alarm_need){CLASS_ROUTINE, CAUSE_OVERDUE}, at(AT(7, 30)));
	shift_end_judge(&stay, at(AT(8, 0)), &v);
	assert_int_equal(v.close_count, 1);
	assert_int_equal(v.close[0].state, STATE_MISSED);
	assert_int_equal(v.open_count, 1);
	assert_int_equal(v.open[0].source, SOURCE_PLAN);
	assert_true(v.open[0].latest_us == at(AT(8, 0)) && v.open[0].from_us <= at(AT(8, 0)));
	assert_true(v.alarm.open);
	apply_verdict(&stay, &v);
	shift_end_judge(&stay, at(AT(8, 0)), &v); /* asked twice */
	assert_int_equal(v.close_count + v.open_count, 0);
}

static void
missed_rounds_are_owed_as_one_added_contact(void **state)
{
	struct stay_basis stay;
	struct stay_verdict v;

	(void)state;
	woman_at(&stay, AT(18, 0));
	stay.open[stay.open_count++] = owed(SOURCE_NOT_SEEN_SWEEP, KIND_SIGN_OF_LIFE, AT(14, 0));
	stay.open[stay.open_count++] = owed(SOURCE_MORNING_REPLY, KIND_CONVERSATION, AT(9, 0));
	shift_end_judge(&stay, at(AT(18, 0)), &v);
	assert_int_equal(v.close_count, 2);
	assert_int_equal(v.open_count, 1);
	assert_int_equal(v.open[0].source, SOURCE_ADDED);
	assert_int_equal(v.open[0].kind, KIND_CONVERSATION);
	stay.open[0].check_class = CLASS_ENHANCED; /* as urgent as the most urgent missed */
	shift_end_judge(&stay, at(AT(18, 0)), &v);
	assert_int_equal(v.open[0].check_class, CLASS_ENHANCED);

	stay.open[stay.open_count++] = owed(SOURCE_PLAN, KIND_ROUSE, AT(17, 0));
	shift_end_judge(&stay, at(AT(18, 0)), &v);
	assert_int_equal(v.open_count, 1); /* a rousing answers them all */
	assert_int_equal(v.open[0].kind, KIND_ROUSE);
}

/* The server slept from 07:50 to 08:20: what fell overdue after 08:00 is for the next shift. */
static void
a_shift_end_judged_late_looks_back(void **state)
{
	struct stay_basis stay;
	struct stay_verdict v;

	(void)state;
	woman_at(&stay, AT(8, 20));
	stay.open[stay.open_count++] = owed(SOURCE_PLAN, KIND_SIGN_OF_LIFE, AT(8, 10));
	shift_end_judge(&stay, at(AT(8, 0)), &v);
	assert_int_equal(v.close_count, 0);
}

static void
rounds_are_planned_once(void **state)
{
	struct stay_basis stay;
	struct stay_verdict v;
	struct round_span span = {at(AT(12, 0)), at(AT(36, 0)), false};

	(void)state;
	woman_at(&stay, AT(12, 0));
	rounds_judge(&stay, &span, &v);
	assert_int_equal(v.open_count, 4);
	for (size_t i = 0; i < v.open_count; i++)
		assert_int_equal(v.open[i].check_class, CLASS_ROUTINE);
	apply_verdict(&stay, &v);
	rounds_judge(&stay, &span, &v);
	assert_int_equal(v.open_count, 0);
	span.from_us += 24 * US_PER_HOUR; /* the next night, while last night's are still open */
	span.until_us += 24 * US_PER_HOUR;
	rounds_judge(&stay, &span, &v);
	assert_int_equal(v.open_count, 4);
	stay.presence = PRESENCE_OUT;
	stay.open_count = 0;
	rounds_judge(&stay, &span, &v);
	assert_int_equal(v.open_count, 0);
}

static void
rounds_are_planned_at_noon_local_time(void **state)
{
	(void)state;
	assert_true(rounds_next_planning_us(london(), at(AT(11, 59))) == at(AT(12, 0)));
	assert_true(rounds_next_planning_us(london(), at(AT(12, 0))) == at(AT(36, 0)));
	assert_true(rounds_next_planning_us(london(), utc(2026, 10, 24, AT(11, 0))) ==
		    utc(2026, 10, 25, AT(12, 0)));
}

/* A proposal past its time is one more thing that the alarm stands for: only a decision ends it. */
static void
undecided_sounds_until_it_is_decided(void **state)
{
	struct stay_basis stay;
	struct stay_verdict v;

	(void)state;
	woman_at(&stay, AT(20, 40));
	stay.undecided_us = at(AT(20, 40)) + 1;
	undecided_judge(&stay, &v);
	assert_int_equal(v.alarm_act, ALARM_KEPT);
	stay.now_us = stay.undecided_us;
	undecided_judge(&stay, &v);
	assert_int_equal(v.alarm_act, ALARM_OPENED);
	assert_int_equal(v.alarm.cause, CAUSE_PROPOSAL);
	assert_int_equal(v.alarm.check_class, CLASS_ENHANCED);
	apply_verdict(&stay, &v);
	rung_judge(&stay, &v);
	assert_int_equal(v.alarm_act, ALARM_KEPT);
	/* A rousing check falls overdue, and is met: what is left is the proposal. */
	stay.open[stay.open_count++] = owed(SOURCE_PLAN, KIND_ROUSE, AT(20, 41));
	stay.now_us = at(AT(20, 41)) + US_PER_S;
	overdue_judge(&stay, &v);
	assert_int_equal(v.alarm.check_class, CLASS_ROUSE);
	assert_int_equal(v.alarm.cause, CAUSE_PROPOSAL);
	apply_verdict(&stay, &v);
	stay.open_count = 0;
	rung_judge(&stay, &v);
	assert_int_equal(v.alarm.check_class, CLASS_ENHANCED);
	apply_verdict(&stay, &v);
	stay.undecided_us = US_ENDLESS;
	undecided_judge(&stay, &v);
	assert_int_equal(v.alarm_act, ALARM_CLOSES);
	apply_verdict(&stay, &v);
	/* Asked again, as two servers may: nothing. */
	undecided_judge(&stay, &v);
	assert_int_equal(v.alarm_act, ALARM_KEPT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(undecided_sounds_until_it_is_decided),
		cmocka_unit_test(overdue_sounds_once_and_merges),
		cmocka_unit_test(the_tightest_overdue_gives_the_class),
		cmocka_unit_test(nothing_sounds_for_a_woman_who_is_out),
		cmocka_unit_test(a_snooze_is_for_routine_alone),
		cmocka_unit_test(rungs_and_acknowledgement),
		cmocka_unit_test(a_shift_ends_and_she_is_owed_still),
		cmocka_unit_test(missed_rounds_are_owed_as_one_added_contact),
		cmocka_unit_test(a_shift_end_judged_late_looks_back),
		cmocka_unit_test(rounds_are_planned_once),
		cmocka_unit_test(rounds_are_planned_at_noon_local_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
