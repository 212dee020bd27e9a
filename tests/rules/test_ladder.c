/* test_ladder.c -- who is told next, and that acknowledging is not doing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <string.h>

#include "lantern/rules/ladder.h"
#include "rules/made.h"

#define START utc(2026, 11, 11, AT(4, 45))

static struct alarm
started(enum check_class check_class, enum alarm_cause cause)
{
	struct alarm alarm;

	alarm_start(&alarm, (struct alarm_need){check_class, cause}, START);
	return alarm;
}

static int
minutes_in(int64_t us)
{
	return (int)((us - START) / US_PER_MIN);
}

static void
rungs_by_class(void **state)
{
	static const int minutes[CLASS_COUNT][LADDER_RUNGS] = {
		{0, 5, 10, 20}, {0, 2, 5, 10}, {0, 1, 3, 6}};

	(void)state;
	for (int c = 0; c < CLASS_COUNT; c++) {
		struct alarm alarm = started((enum check_class)c, CAUSE_OVERDUE);

		for (int rung = 1; rung < LADDER_RUNGS; rung++) {
			struct ladder_next next = ladder_next(&alarm, usual_settings());

			assert_int_equal(next.step, LADDER_RUNG);
			assert_int_equal(next.rung, rung);
			assert_int_equal(minutes_in(next.at_us), minutes[c][rung]);
			assert_int_equal(alarm_step(&alarm, usual_settings(), next.at_us - 1),
					 LADDER_NOTHING);
			assert_int_equal(alarm_step(&alarm, usual_settings(), next.at_us),
					 LADDER_RUNG);
		}
		assert_int_equal(ladder_next(&alarm, usual_settings()).step, LADDER_NOTHING);
	}
}

static void
acknowledging_is_not_doing(void **state)
{
	struct alarm alarm = started(CLASS_ROUTINE, CAUSE_OVERDUE);
	struct ladder_next next;
	int64_t at = START + 7 * US_PER_MIN;

	(void)state;
	(void)alarm_step(&alarm, usual_settings(), START + 5 * US_PER_MIN);
	alarm_acknowledge(&alarm, usual_settings(), at);
	assert_int_equal(alarm_state(&alarm, at), ALARM_QUIET);
	next = ladder_next(&alarm, usual_settings());
	assert_int_equal(next.step, LADDER_RESUME);
	assert_int_equal(minutes_in(next.at_us), 12);
	assert_int_equal(alarm_step(&alarm, usual_settings(), next.at_us - 1), LADDER_NOTHING);
	assert_int_equal(alarm_step(&alarm, usual_settings(), next.at_us), LADDER_RESUME);
	assert_int_equal(alarm.rung, 0);
	assert_int_equal(alarm_state(&alarm, next.at_us), ALARM_OPEN);
	alarm_acknowledge(&alarm, usual_settings(), at);
	assert_int_equal(alarm_state(&alarm, next.at_us - 1), ALARM_QUIET);
	assert_int_equal(alarm_state(&alarm, next.at_us), ALARM_OPEN);
	(void)alarm_step(&alarm, usual_settings(), next.at_us);
	assert_int_equal(minutes_in(ladder_next(&alarm, usual_settings()).at_us), 17);
	assert_int_equal(minutes_in(alarm.opened_us), 0);
}

static void
rungs_missed_while_away_are_made_up_in_order(void **state)
{
	struct alarm alarm = started(CLASS_ROUTINE, CAUSE_OVERDUE);
	int64_t late = START + 60 * US_PER_MIN;

	(void)state;
	for (int rung = 1; rung < LADDER_RUNGS; rung++) {
		assert_int_equal(alarm_step(&alarm, usual_settings(), late), LADDER_RUNG);
		assert_int_equal(alarm.rung, rung);
	}
	assert_int_equal(alarm_step(&alarm, usual_settings(), late), LADDER_NOTHING);
}

static void
more_urgent_wakes_and_hurries(void **state)
{
	struct alarm_need no_reply = {CLASS_ROUSE, CAUSE_NO_REPLY};
	struct alarm alarm = started(CLASS_ROUTINE, CAUSE_OVERDUE);

	(void)state;
	(void)alarm_step(&alarm, usual_settings(), START + 5 * US_PER_MIN);
	assert_true(alarm_turn(&alarm, no_reply, usual_settings(), START + 6 * US_PER_MIN));
	assert_int_equal(alarm.rung, 1);
	assert_int_equal(minutes_in(ladder_next(&alarm, usual_settings()).at_us), 8);

	alarm_acknowledge(&alarm, usual_settings(), START + 7 * US_PER_MIN);
	assert_false(alarm_turn(&alarm, no_reply, usual_settings(), START + 8 * US_PER_MIN));
	assert_int_equal(alarm_state(&alarm, START + 8 * US_PER_MIN), ALARM_QUIET);

	alarm = started(CLASS_ROUSE,
			CAUSE_OVERDUE); /* the same ladder, but now she does not answer */
	alarm_acknowledge(&alarm, usual_settings(), START);
	assert_true(alarm_turn(&alarm, no_reply, usual_settings(), START + US_PER_MIN));
	assert_int_equal(alarm_state(&alarm, START + US_PER_MIN), ALARM_OPEN);

	alarm = started(CLASS_ROUTINE, CAUSE_OVERDUE);
	alarm_acknowledge(&alarm, usual_settings(), START);
	assert_true(alarm_turn(&alarm, no_reply, usual_settings(), START + US_PER_MIN));
	assert_int_equal(alarm_state(&alarm, START + US_PER_MIN), ALARM_OPEN);
	assert_int_equal(minutes_in(ladder_next(&alarm, usual_settings()).at_us), 2);
}

static void
less_urgent_stays_quiet(void **state)
{
	struct alarm alarm = started(CLASS_ROUSE, CAUSE_NO_REPLY);
	struct alarm_need need = {CLASS_ROUTINE, CAUSE_OVERDUE};

	(void)state;
	alarm_acknowledge(&alarm, usual_settings(), START);
	assert_true(alarm_turn(&alarm, need, usual_settings(), START + US_PER_MIN));
	assert_int_equal(alarm_state(&alarm, START + US_PER_MIN), ALARM_QUIET);
	assert_int_equal(alarm.check_class, CLASS_ROUTINE);
}

/* However an alarm turns more urgent, its next rung never comes later for it. */
static void
urgency_never_delays(void **state)
{
	struct die die = die_new("ladder");

	(void)state;
	for (int i = 0; i < die_cases(500000); i++) {
		struct alarm alarm =
			started((enum check_class)die_between(&die, 0, 2), CAUSE_OVERDUE);
		enum check_class was = alarm.check_class;
		struct alarm_need need = {(enum check_class)die_between(&die, was, 2),
					  (enum alarm_cause)die_between(&die, 0, CAUSE_COUNT - 1)};
		int64_t now = START;
		struct ladder_next before, after;

		for (int64_t steps = die_between(&die, 0, 2); steps > 0; steps--) {
			now = ladder_next(&alarm, usual_settings()).at_us;
			(void)alarm_step(&alarm, usual_settings(), now);
		}
		before = ladder_next(&alarm, usual_settings());
		now += die_between(&die, 0, before.at_us - now);
		(void)alarm_turn(&alarm, need, usual_settings(), now);
		after = ladder_next(&alarm, usual_settings());
		assert_true(after.at_us <= before.at_us && after.rung == before.rung);
	}
}

static void
words_of_alarms(void **state)
{
	(void)state;
	for (int c = 0; c < CAUSE_COUNT; c++)
		assert_int_equal(cause_of(cause_word((enum alarm_cause)c)), c);
	assert_int_equal(cause_of("fire"), CAUSE_COUNT);
	assert_int_equal(cause_of(NULL), CAUSE_COUNT);
	assert_null(cause_word(CAUSE_COUNT));
	assert_string_equal(alarm_state_word(ALARM_QUIET), "quiet");
	assert_null(alarm_state_word(ALARM_STATE_COUNT));
}

static void
what_may_not_wait_climbs_past_the_ladder(void **state)
{
	struct alarm alarm = started(CLASS_ROUSE, CAUSE_NO_REPLY);
	int64_t at = START + 2 * US_PER_MIN;

	(void)state;
	alarm_acknowledge(&alarm, usual_settings(), START);
	assert_true(alarm_climb(&alarm, 2, at));
	assert_int_equal(alarm.rung, 2);
	assert_int_equal(alarm_state(&alarm, at), ALARM_OPEN);
	assert_int_equal(minutes_in(ladder_next(&alarm, usual_settings()).at_us), 5);
	assert_false(alarm_climb(&alarm, 2, at + US_PER_MIN));
	assert_int_equal(minutes_in(alarm.rung_us), 2);

	alarm.rung = 3;
	assert_false(alarm_climb(&alarm, 2, at));
	alarm_acknowledge(&alarm, usual_settings(), at);
	assert_true(alarm_climb(&alarm, 2, at));
	assert_int_equal(alarm.rung, 3); /* who was told stays told */

	alarm.open = false;
	assert_false(alarm_climb(&alarm, 2, at));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rungs_by_class),
		cmocka_unit_test(acknowledging_is_not_doing),
		cmocka_unit_test(rungs_missed_while_away_are_made_up_in_order),
		cmocka_unit_test(more_urgent_wakes_and_hurries),
		cmocka_unit_test(less_urgent_stays_quiet),
		cmocka_unit_test(urgency_never_delays),
		cmocka_unit_test(words_of_alarms),
		cmocka_unit_test(what_may_not_wait_climbs_past_the_ladder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
