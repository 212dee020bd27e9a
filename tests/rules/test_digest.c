/* test_digest.c -- when practitioners are told, by the wall clock. */
#include "lantern/rules/digest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "rules/made.h"

#define EXPECT(next, wanted) assert_int_equal((next) / US_PER_MIN, (wanted) / US_PER_MIN)

static int64_t
daily(int64_t us)
{
	return digest_next_us(usual_settings(), london(), us);
}

static int64_t
weekly(int64_t us)
{
	return weekly_next_us(usual_settings(), london(), us);
}

static void
each_morning(void **state)
{
	int64_t at = utc(2026, 11, 11, 7 * 60) + 30 * US_PER_MIN;

	(void)state;
	EXPECT(daily(utc(2026, 11, 10, 18 * 60)), at);
	EXPECT(daily(at - 1), at);
	EXPECT(daily(at), at + US_PER_DAY); /* it has just been */
}

static void
on_mondays(void **state)
{
	(void)state;
	EXPECT(weekly(utc(2026, 11, 10, 18 * 60)), utc(2026, 11, 16, 8 * 60)); /* from a Tuesday */
	EXPECT(weekly(utc(2026, 11, 16, 7 * 60)), utc(2026, 11, 16, 8 * 60));
	EXPECT(weekly(utc(2026, 11, 16, 8 * 60)), utc(2026, 11, 23, 8 * 60));
	EXPECT(weekly(utc(2026, 11, 15, 23 * 60)), utc(2026, 11, 16, 8 * 60)); /* a Sunday */
}

/* Half past seven stays half past seven: 25 hours after the one before in October, 23 in March. */
static void
where_the_clocks_change(void **state)
{
	(void)state;
	EXPECT(daily(utc(2026, 10, 24, 12 * 60)), utc(2026, 10, 25, 7 * 60) + 30 * US_PER_MIN);
	EXPECT(daily(utc(2026, 10, 23, 12 * 60)), utc(2026, 10, 24, 6 * 60) + 30 * US_PER_MIN);
	EXPECT(daily(utc(2026, 3, 28, 12 * 60)), utc(2026, 3, 29, 6 * 60) + 30 * US_PER_MIN);
	EXPECT(weekly(utc(2026, 10, 20, 12 * 60)), utc(2026, 10, 26, 8 * 60));
	EXPECT(weekly(utc(2026, 3, 24, 12 * 60)), utc(2026, 3, 30, 7 * 60));
}

/* Half past one: once in the night that has it twice, at the change where there is none. */
static void
in_the_hour_of_the_change(void **state)
{
	struct rules_settings settings = *usual_settings();
	int64_t twice = utc(2026, 10, 25, 0 * 60) + 30 * US_PER_MIN;

	(void)state;
	settings.digest_at_min = 90;
	EXPECT(digest_next_us(&settings, london(), utc(2026, 10, 24, 12 * 60)), twice);
	EXPECT(digest_next_us(&settings, london(), twice),
	       utc(2026, 10, 26, 1 * 60) + 30 * US_PER_MIN);
	EXPECT(digest_next_us(&settings, london(), utc(2026, 3, 28, 12 * 60)),
	       utc(2026, 3, 29, 1 * 60));
	EXPECT(digest_next_us(&settings, london(), utc(2026, 3, 29, 1 * 60)),
	       utc(2026, 3, 30, 0 * 60) + 30 * US_PER_MIN);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_morning),
		cmocka_unit_test(on_mondays),
		cmocka_unit_test(where_the_clocks_change),
		cmocka_unit_test(in_the_hour_of_the_change),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
