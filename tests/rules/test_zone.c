/* test_zone.c -- wall clock and instants, above all on the two nights on which they part. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "rules/die.h"
#include "rules/london.h"

#define CASES 600000

static void
the_table_is_the_law(void **state)
{
	(void)state;
	assert_int_equal(london()->count, 1 + 2 * 15);
	assert_true(zone_next_step(london(), utc(2026, 6, 1, 0)) == utc(2026, 10, 25, AT(1, 0)));
	assert_true(zone_next_step(london(), utc(2026, 12, 1, 0)) == utc(2027, 3, 28, AT(1, 0)));
	assert_int_equal(zone_offset_s(london(), utc(2026, 10, 25, AT(1, 0)) - 1), 3600);
	assert_int_equal(zone_offset_s(london(), utc(2026, 10, 25, AT(1, 0))), 0);
}

static int32_t
machine_offset_s(int64_t us)
{
	time_t when = (time_t)(us / US_PER_S);
	struct tm local;

	assert_non_null(localtime_r(&when, &local));
	return (int32_t)local.tm_gmtoff;
}

/* The zone as the server fills it, from the machine's data, is the same as by the law. */
static void
the_machine_knows_the_law(void **state)
{
	struct zone zone;

	(void)state;
	assert_int_equal(setenv("TZ", "Europe/London", 1), 0);
	tzset();
	assert_true(zone_fill(&zone, machine_offset_s, utc(1990, 1, 1, 0), utc(2060, 1, 1, 0)));
	assert_in_range(zone.count, 140, ZONE_STEPS_MAX);
	for (size_t i = 1; i < london()->count; i++) {
		int64_t at = london()->step[i].at_us;

		assert_int_equal(zone_offset_s(&zone, at - 1), zone_offset_s(london(), at - 1));
		assert_int_equal(zone_offset_s(&zone, at), zone_offset_s(london(), at));
	}
}

static int32_t
always_utc(int64_t us)
{
	(void)us;
	return 0;
}

static int32_t
restless(int64_t us)
{
	return (int32_t)(us / US_PER_DAY % 2 * 3600);
}

static void
a_machine_without_zone_data_is_noticed(void **state)
{
	struct zone zone;

	(void)state;
	assert_false(zone_fill(&zone, always_utc, 0, 400 * US_PER_DAY));
	assert_int_equal(zone.count, 0);
	assert_false(zone_fill(&zone, restless, 0, 400 * US_PER_DAY));
	assert_int_equal(zone_offset_s(&zone, US_PER_DAY), 0);
}

static void
instants_of_the_clock_change_nights(void **state)
{
	static const struct {
		int year, month, day, wall_min;
		int utc_min; /* of the same date */
	} cases[] = {
		{2026, 10, 25, AT(0, 30), -30},
		{2026, 10, 25, AT(1, 30), 30}, /* the first 01:30 */
		{2026, 10, 25, AT(2, 0), AT(2, 0)},
		{2026, 10, 25, AT(5, 0), AT(5, 0)},
		{2027, 3, 28, AT(0, 30), 30},
		{2027, 3, 28, AT(1, 30), AT(1, 0)}, /* left out */
		{2027, 3, 28, AT(2, 0), AT(1, 0)},
		{2027, 3, 28, AT(5, 0), AT(4, 0)},
		{2026, 11, 10, AT(24, 0), AT(24, 0)},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int32_t day = day_of(cases[i].year, cases[i].month, cases[i].day);
		int64_t want = day * US_PER_DAY + cases[i].utc_min * US_PER_MIN;

		assert_true(zone_instant(london(), day, cases[i].wall_min * 60) == want);
	}
}

static void
the_repeated_hour_is_known(void **state)
{
	int64_t change = utc(2026, 10, 25, AT(1, 0));

	(void)state;
	assert_false(zone_repeats(london(), change - US_PER_HOUR - 1));
	assert_true(zone_repeats(london(), change - US_PER_HOUR));
	assert_true(zone_repeats(london(), change - 1));
	assert_true(zone_repeats(london(), change));
	assert_true(zone_repeats(london(), change + US_PER_HOUR - 1));
	assert_false(zone_repeats(london(), change + US_PER_HOUR));
	assert_false(zone_repeats(london(), utc(2027, 3, 28, AT(1, 0))));
}

static void
next_crossing_of_a_repeated_and_a_missing_time(void **state)
{
	int64_t evening = utc(2026, 10, 24, AT(20, 0)), first = utc(2026, 10, 25, 15);
	int64_t spring = utc(2027, 3, 27, AT(20, 0));

	(void)state;
	assert_true(zone_next(london(), evening, AT(1, 15) * 60) == first);
	assert_true(zone_next(london(), first, AT(1, 15) * 60) == first + US_PER_HOUR);
	assert_true(zone_next(london(), first, AT(1, 0) * 60) == utc(2026, 10, 25, AT(1, 0)));
	assert_true(zone_next(london(), spring, AT(1, 15) * 60) == utc(2027, 3, 28, AT(1, 0)));
	assert_true(zone_next(london(), spring, AT(2, 0) * 60) == utc(2027, 3, 28, AT(1, 0)));
}

/* The wall shows at zone_instant what was asked, but for the missing hour; nothing earlier does. */
static void
wall_and_instant_agree(void **state)
{
	struct die die = die_new("zone");

	(void)state;
	for (int i = 0; i < die_cases(CASES); i++) {
		int32_t day = (int32_t)die_between(&die, day_of(2021, 1, 1), day_of(2034, 1, 1));
		int32_t second = (int32_t)die_between(&die, 0, 86399);
		int64_t instant = zone_instant(london(), day, second);
		struct wall wall = zone_wall(london(), instant);
		int64_t next = zone_next(london(), instant - 1, second);

		assert_true(wall.day == day && wall.second >= second);
		if (wall.second != second)
			assert_true(zone_next_step(london(), instant - 1) == instant);
		wall = zone_wall(london(), instant - US_PER_HOUR);
		assert_true(wall.day < day || wall.second < second ||
			    zone_next_step(london(), instant - US_PER_HOUR) <= instant);
		assert_true(next == instant);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_table_is_the_law),
		cmocka_unit_test(the_machine_knows_the_law),
		cmocka_unit_test(a_machine_without_zone_data_is_noticed),
		cmocka_unit_test(instants_of_the_clock_change_nights),
		cmocka_unit_test(the_repeated_hour_is_known),
		cmocka_unit_test(next_crossing_of_a_repeated_and_a_missing_time),
		cmocka_unit_test(wall_and_instant_agree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
