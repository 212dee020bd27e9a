/* test_chain.c -- she does not answer: what sounds, what climbs, and what ends it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "lantern/rules/chain.h"
#include "rules/laws.h"

#define START utc(2026, 11, 11, AT(0, 47))

static void
woman(struct stay_basis *stay)
{
	memset(stay, 0, sizeof *stay);
	stay->zone = london();
	stay->settings = usual_settings();
	stay->present_since_us = START - 30 * US_PER_HOUR;
	stay->previous_event_us = START - US_PER_HOUR;
	for (int k = 0; k < KIND_COUNT; k++)
		stay->last_us[k] = START - US_PER_HOUR;
	stay->now_us = START;
	stay->undecided_us = US_ENDLESS;
}

static struct requirement
overdue(void)
{
	return (struct requirement){.kind = KIND_SIGN_OF_LIFE,
				    .check_class = CLASS_ENHANCED,
				    .from_us = START - 2 * US_PER_HOUR,
				    .drawn_us = START - US_PER_HOUR,
				    .latest_us = START - US_PER_MIN,
				    .max_gap_s = 3600,
				    .previous_gap_s = -1};
}

static void
begins(struct stay_basis *stay, struct stay_verdict *v)
{
	no_reply_judge(stay, v);
	apply_verdict(stay, v);
}

static void
the_button_sounds_as_a_visit_would(void **state)
{
	struct stay_basis stay;
	struct stay_verdict v;

	(void)state;
	woman(&stay);
	no_reply_judge(&stay, &v);
	assert_int_equal(v.alarm_act, ALARM_OPENED);
	assert_int_equal(v.alarm.check_class, CLASS_ROUSE);
	assert_int_equal(v.alarm.cause, CAUSE_NO_REPLY);
	assert_int_equal(v.alarm.rung, 0);
	assert_int_equal(v.close_count + v.open_count, 0);

	woman(&stay);
	stay.presence = PRESENCE_HOSPITAL;
	no_reply_judge(&stay, &v);
	assert_int_equal(v.alarm_act, ALARM_KEPT);
	assert_false(v.alarm.open);
}

static void
what_sounds_already_turns_and_is_loud_again(void **state)
{
	struct stay_basis stay;
	struct stay_verdict v;

	(void)state;
	woman(&stay);
	stay.open[stay.open_count++] = overdue();
	alarm_start(&stay.alarm, (struct alarm_need){CLASS_ENHANCED, CAUSE_OVERDUE}, START);
	alarm_acknowledge(&stay.alarm, stay.settings, START);
	begins(&stay, &v);
	assert_int_equal(v.alarm_act, ALARM_TURNED);
	assert_int_equal(v.alarm.cause, CAUSE_NO_REPLY);
	assert_int_equal(v.alarm.quiet_until_us, US_NEVER);
	no_reply_judge(&stay, &v);
	assert_int_equal(v.alarm_act, ALARM_KEPT);
}

static void
climbing_tells_on_call_at_once(void **state)
{
	struct stay_basis stay;
	struct stay_verdict v;

	(void)state;
	woman(&stay);
	begins(&stay, &v);
	stay.now_us = START + 3 * US_PER_MIN;
	chain_climb_judge(&stay, &v);
	assert_int_equal(v.alarm_act, ALARM_RUNG);
	assert_int_equal(v.alarm.rung, CHAIN_RUNG);
	assert_int_equal(v.alarm.rung_us, stay.now_us);
	apply_verdict(&stay, &v);
	chain_climb_judge(&stay, &v);
	assert_int_equal(v.alarm_act, ALARM_KEPT);
	assert_int_equal(ladder_next(&v.alarm, stay.settings).at_us, START + 6 * US_PER_MIN);
}

static void
quiet_is_no_reason_to_wait(void **state)
{
	struct stay_basis stay;
	struct stay_verdict v;

	(void)state;
	woman(&stay);
	begins(&stay, &v);
	alarm_acknowledge(&stay.alarm, stay.settings, START + 2 * US_PER_MIN);
	stay.now_us = START + 3 * US_PER_MIN;
	chain_climb_judge(&stay, &v);
	assert_int_equal(v.alarm_act, ALARM_RUNG);
	assert_int_equal(v.alarm.rung, CHAIN_RUNG);
	assert_int_equal(alarm_state(&v.alarm, stay.now_us), ALARM_OPEN);

	stay.alarm.rung = LADDER_RUNGS - 1; /* the area knew already */
	chain_climb_judge(&stay, &v);
	assert_int_equal(v.alarm.rung, LADDER_RUNGS - 1);
	assert_int_equal(alarm_state(&v.alarm, stay.now_us), ALARM_OPEN);
}

static void
an_alarm_that_is_gone_is_opened_to_climb(void **state)
{
	struct stay_basis stay;
	struct stay_verdict v;

	(void)state;
	woman(&stay);
	chain_climb_judge(&stay, &v);
	assert_int_equal(v.alarm_act, ALARM_OPENED);
	assert_int_equal(v.alarm.rung, CHAIN_RUNG);
	stay.presence = PRESENCE_OUT;
	chain_climb_judge(&stay, &v);
	assert_int_equal(v.alarm_act, ALARM_KEPT);
	assert_false(v.alarm.open);
}

static void
who_sees_her_ends_it(void **state)
{
	static const enum chain_outcome by[OUTCOME_COUNT] = {
		[OUTCOME_SPOKE] = CHAIN_ANSWERED,
		[OUTCOME_DO_NOT_DISTURB] = CHAIN_ANSWERED,
		[OUTCOME_AWAKE_SEEN] = CHAIN_SEEN_WELL,
		[OUTCOME_ASLEEP_BREATHING] = CHAIN_SEEN_WELL,
		[OUTCOME_NO_REPLY] = CHAIN_OUTCOME_COUNT,
		[OUTCOME_NOT_IN_ROOM] = CHAIN_OUTCOME_COUNT,
	};
	struct stay_basis stay;
	struct stay_verdict seen, waits;

	(void)state;
	woman(&stay);
	stay_verdict_init(&seen, &stay);
	begins(&stay, &waits);
	for (int i = 0; i < OUTCOME_COUNT; i++) {
		assert_int_equal(chain_seen((enum check_outcome)i, &seen), by[i]);
		/* The visit's judge kept the alarm: she was to be roused and was not. */
		assert_int_equal(chain_seen((enum check_outcome)i, &waits), CHAIN_OUTCOME_COUNT);
	}
	assert_int_equal(chain_left(PRESENCE_HOSPITAL), CHAIN_HOSPITAL);
	assert_int_equal(chain_left(PRESENCE_OUT), CHAIN_NOT_IN_ROOM);
	assert_int_equal(chain_left(PRESENCE_COURT), CHAIN_NOT_IN_ROOM);
}

static void
ending_it_closes_what_only_waited_for_her(void **state)
{
	struct stay_basis stay;
	struct stay_verdict v;

	(void)state;
	for (int i = 0; i < CHAIN_OUTCOME_COUNT; i++) {
		woman(&stay);
		begins(&stay, &v);
		chain_end_judge(&stay, (enum chain_outcome)i, &v);
		if (i == CHAIN_NOT_IN_ROOM) {
			assert_int_equal(v.alarm_act, ALARM_TURNED);
			assert_int_equal(v.alarm.cause, CAUSE_NOT_FOUND);
		} else {
			assert_int_equal(v.alarm_act, ALARM_CLOSES);
		}
	}
}

static void
what_is_overdue_sounds_on(void **state)
{
	struct stay_basis stay;
	struct stay_verdict v;

	(void)state;
	woman(&stay);
	stay.open[stay.open_count++] = overdue();
	begins(&stay, &v);
	chain_end_judge(&stay, CHAIN_ROUSED, &v);
	assert_int_equal(v.alarm_act, ALARM_TURNED);
	assert_int_equal(v.alarm.cause, CAUSE_OVERDUE);
	assert_int_equal(v.alarm.check_class, CLASS_ENHANCED);
	assert_true(v.alarm.open);
	assert_string_equal(chain_outcome_word(CHAIN_NOT_IN_ROOM), "not_in_room");
	assert_null(chain_outcome_word(CHAIN_OUTCOME_COUNT));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_button_sounds_as_a_visit_would),
		cmocka_unit_test(what_sounds_already_turns_and_is_loud_again),
		cmocka_unit_test(climbing_tells_on_call_at_once),
		cmocka_unit_test(quiet_is_no_reason_to_wait),
		cmocka_unit_test(an_alarm_that_is_gone_is_opened_to_climb),
		cmocka_unit_test(who_sees_her_ends_it),
		cmocka_unit_test(ending_it_closes_what_only_waited_for_her),
		cmocka_unit_test(what_is_overdue_sounds_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
