/* test_unread.c -- when an unread update goes to the deputy. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "lantern/rules/unread.h"
#include "rules/made.h"

static void
half_an_hour_in_office_hours_else_eight_in_the_morning(void **state)
{
	/* November: the wall clock is UTC. Tuesday 10, Friday 13. */
	static const struct {
		int day, at, due_day, due;
	} cases[] = {
		{10, AT(9, 0), 10, AT(9, 30)},	{10, AT(16, 29), 10, AT(16, 59)},
		{10, AT(16, 30), 11, AT(8, 0)}, {10, AT(22, 5), 11, AT(8, 0)},
		{11, AT(2, 29), 11, AT(8, 0)},	{11, AT(7, 58), 11, AT(8, 28)},
		{11, AT(8, 30), 11, AT(9, 30)}, {13, AT(16, 45), 14, AT(8, 0)},
		{14, AT(11, 0), 15, AT(8, 0)}, /* on a Saturday too: the on-call manager looks */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_true(unread_due(usual_settings(), london(),
				       utc(2026, 11, cases[i].day, cases[i].at)) ==
			    utc(2026, 11, cases[i].due_day, cases[i].due));
}

static void
eight_is_what_the_clock_on_the_wall_shows(void **state)
{
	(void)state;
	/* Saturday night, clocks go back: 08:00 is 07:00 UTC before and 08:00 UTC after. */
	assert_true(unread_due(usual_settings(), london(), utc(2026, 10, 23, AT(22, 0))) ==
		    utc(2026, 10, 24, AT(7, 0)));
	assert_true(unread_due(usual_settings(), london(), utc(2026, 10, 24, AT(22, 0))) ==
		    utc(2026, 10, 25, AT(8, 0)));
}

/* Never later than a day, never sooner than the setting, for any minute of two years. */
static void
somebody_is_told_within_a_day(void **state)
{
	const struct rules_settings *settings = usual_settings();
	int64_t from_us = utc(2026, 1, 1, 0), until_us = utc(2028, 1, 1, 0);

	(void)state;
	for (int64_t us = from_us; us < until_us; us += 7 * US_PER_MIN) {
		int64_t due_us = unread_due(settings, london(), us);

		assert_true(due_us >= us + settings->update_unread_s * US_PER_S);
		assert_true(due_us <= us + 25 * US_PER_HOUR);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(half_an_hour_in_office_hours_else_eight_in_the_morning),
		cmocka_unit_test(eight_is_what_the_clock_on_the_wall_shows),
		cmocka_unit_test(somebody_is_told_within_a_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
