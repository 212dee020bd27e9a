/* test_keywork.c -- when the next session is due, and what a note of one must hold. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "lantern/rules/keywork.h"
#include "rules/die.h"
#include "rules/made.h"

#define LAST_S (24 * 3600 - 1)

static void
the_first_is_due_so_long_after_she_came_and_then_by_local_days(void **state)
{
	const struct rules_settings *settings = usual_settings();
	int64_t arrived_us = utc(2026, 10, 20, AT(17, 35));

	(void)state;
	assert_true(keywork_due_us(settings, london(), arrived_us, US_NEVER) ==
		    utc(2026, 10, 21, AT(17, 35)));
	/* 00:30 and 23:30 of a summer day, as people there say it */
	assert_true(keywork_due_us(settings, london(), arrived_us, utc(2026, 10, 20, AT(23, 30))) ==
		    utc(2026, 10, 29, 0) - US_PER_S);
	assert_true(keywork_due_us(settings, london(), arrived_us, utc(2026, 10, 21, AT(22, 30))) ==
		    utc(2026, 10, 29, 0) - US_PER_S);
	/* in winter days end at midnight UTC, also where the session was in summer */
	assert_true(keywork_due_us(settings, london(), arrived_us, utc(2026, 11, 10, AT(14, 0))) ==
		    utc(2026, 11, 18, 0) - US_PER_S);
	assert_true(keywork_due_us(settings, london(), arrived_us, utc(2027, 3, 24, AT(14, 0))) ==
		    utc(2027, 3, 31, AT(23, 0)) - US_PER_S);
}

/* Whatever setting and hour: the last second of a local day, so many days after that one. */
static void
it_is_always_the_end_of_a_day(void **state)
{
	struct rules_settings settings = *usual_settings();
	struct die die = die_new("keywork");

	(void)state;
	for (int i = 0; i < die_cases(20000); i++) {
		int64_t last_us = die_between(&die, utc(2024, 1, 1, 0), utc(2030, 1, 1, 0));
		struct wall was = zone_wall(london(), last_us), due;
		int64_t due_us;

		settings.keywork_every_days = (int32_t)die_between(&die, 1, 28);
		due_us = keywork_due_us(&settings, london(), 0, last_us);
		due = zone_wall(london(), due_us);
		assert_int_equal(due.day, was.day + settings.keywork_every_days);
		assert_int_equal(due.second, LAST_S);
		assert_true(due_us > last_us);
		/* a later session is never due sooner */
		assert_true(keywork_due_us(&settings, london(), 0,
					   last_us + die_between(&die, 0, US_PER_DAY)) >= due_us);
	}
}

static void
a_gap_is_from_its_end_to_its_writing(void **state)
{
	int64_t at_us = utc(2026, 11, 10, AT(14, 0));

	(void)state;
	assert_true(keywork_gap_s(at_us, 40, at_us + 60 * US_PER_MIN) == 20 * 60);
	assert_true(keywork_gap_s(at_us, 40, at_us + 40 * US_PER_MIN) == 0);
	assert_true(keywork_gap_s(at_us, 40, at_us + 10 * US_PER_MIN) == 0);
	assert_true(keywork_gap_s(at_us, 0, at_us + 1999999) == 1);
}

static void
the_two_lowest_words_are_met_with_an_offer(void **state)
{
	(void)state;
	for (int came = FEELING_NOT_ASKED; came < FEELING_COUNT; came++)
		for (int went = FEELING_NOT_ASKED; went < FEELING_COUNT; went++)
			assert_int_equal(
				keywork_low((enum keywork_feeling)came, (enum keywork_feeling)went),
				came >= FEELING_NOT_GREAT || went >= FEELING_NOT_GREAT);
}

static void
nothing_sensitive_is_shared_and_nothing_she_was_not_told_of(void **state)
{
	(void)state;
	assert_true(keywork_shared(true, false));
	assert_false(keywork_shared(true, true));
	assert_false(keywork_shared(false, false));
	assert_false(keywork_shared(false, true));
}

/* A session that has everything. */
static struct keywork_note
sound(void)
{
	return (struct keywork_note){.minutes = true,
				     .tags = true,
				     .read_with_her = true,
				     .went_well = true,
				     .next_topic = true,
				     .changes_said = true};
}

static void
a_session_lacks_what_it_lacks_and_nothing_else(void **state)
{
	struct keywork_note note = sound();

	(void)state;
	assert_int_equal(keywork_faults(&note), 0);
	note.went_well = false;
	assert_int_equal(keywork_faults(&note), KEYWORK_WENT_WELL);
	note.nothing_yet = true;
	assert_int_equal(keywork_faults(&note), 0);
	note.went_well = true;
	assert_int_equal(keywork_faults(&note), KEYWORK_BOTH);
	note = sound();
	note.why_not = true;
	assert_int_equal(keywork_faults(&note), KEYWORK_WAS_HELD);
	note = (struct keywork_note){0};
	assert_int_equal(keywork_faults(&note), KEYWORK_MINUTES | KEYWORK_TAGS | KEYWORK_READ |
							KEYWORK_WENT_WELL | KEYWORK_NEXT_TOPIC |
							KEYWORK_CHANGES);
}

static void
a_yes_to_the_plan_says_what_and_a_no_says_nothing(void **state)
{
	struct keywork_note note = sound();

	(void)state;
	note.changes_plan = true;
	assert_int_equal(keywork_faults(&note), KEYWORK_SUGGESTION);
	note.suggested = true; /* by what it corrects */
	assert_int_equal(keywork_faults(&note), 0);
	note = sound();
	note.suggestion = true;
	assert_int_equal(keywork_faults(&note), KEYWORK_NO_CHANGE);
	note.changes_plan = true;
	assert_int_equal(keywork_faults(&note), 0);
}

static void
an_attempt_needs_why_alone(void **state)
{
	struct keywork_note note = {.attempt = true};

	(void)state;
	assert_int_equal(keywork_faults(&note), KEYWORK_WHY_NOT);
	note.why_not = true;
	assert_int_equal(keywork_faults(&note), 0);
	note.why_not_other = true;
	assert_int_equal(keywork_faults(&note), KEYWORK_WHY_NOT_WORDS);
	note.why_not_words = true;
	assert_int_equal(keywork_faults(&note), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_is_due_so_long_after_she_came_and_then_by_local_days),
		cmocka_unit_test(it_is_always_the_end_of_a_day),
		cmocka_unit_test(a_gap_is_from_its_end_to_its_writing),
		cmocka_unit_test(the_two_lowest_words_are_met_with_an_offer),
		cmocka_unit_test(nothing_sensitive_is_shared_and_nothing_she_was_not_told_of),
		cmocka_unit_test(a_session_lacks_what_it_lacks_and_nothing_else),
		cmocka_unit_test(a_yes_to_the_plan_says_what_and_a_no_says_nothing),
		cmocka_unit_test(an_attempt_needs_why_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
