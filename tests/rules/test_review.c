/* test_review.c -- clocks of a review, dates of the stay, and what closing asks for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "lantern/rules/review.h"
#include "rules/made.h"

static void
what_happened_starts_both_clocks_and_what_is_planned_puts_nothing_off(void **state)
{
	const struct rules_settings *settings = usual_settings();
	int64_t now_us = utc(2026, 11, 11, AT(2, 29));
	struct review_clocks open = {utc(2026, 11, 11, AT(2, 40)), utc(2026, 11, 11, AT(20, 31))};
	struct review_clocks clocks = review_clocks(settings, REVIEW_HAPPENED, &open, now_us);

	(void)state;
	assert_true(clocks.act_us == utc(2026, 11, 11, AT(3, 29)));
	assert_true(clocks.review_us == utc(2026, 11, 12, AT(2, 29)));
	clocks = review_clocks(settings, REVIEW_PLANNED, &open, now_us);
	assert_true(clocks.act_us == open.act_us && clocks.review_us == open.review_us);
	clocks = review_clocks(settings, REVIEW_PLANNED, NULL, now_us);
	assert_true(clocks.act_us == US_NEVER);
	assert_true(clocks.review_us == utc(2026, 11, 12, AT(2, 29)));
}

static void
backstops_fall_on_local_days_and_go_on_for_ever(void **state)
{
	static const int32_t days[] = {3, 7, 14, 21, 28, 42, 56, 70, 84};
	int64_t arrived_us = utc(2026, 10, 20, AT(17, 35)), after_us = arrived_us;
	int32_t day_0 = zone_wall(london(), arrived_us).day;

	(void)state;
	for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++) {
		after_us = review_backstop_after(usual_settings(), london(), arrived_us, after_us);
		assert_true(after_us == zone_instant(london(), day_0 + days[i], 0));
	}
	/* day 3 is before the clocks go back, day 7 after: midnight is an hour later in UTC */
	assert_true(review_backstop_after(usual_settings(), london(), arrived_us, arrived_us) ==
		    utc(2026, 10, 22, AT(23, 0)));
	assert_true(review_backstop_after(usual_settings(), london(), arrived_us,
					  utc(2026, 10, 23, AT(12, 0))) ==
		    utc(2026, 10, 27, AT(0, 0)));
}

static void
one_backstop_repeats_itself(void **state)
{
	struct rules_settings settings = *usual_settings();
	int64_t arrived_us = utc(2026, 11, 10, AT(12, 0));

	(void)state;
	settings.plan_backstop_count = 1;
	settings.plan_backstop_day[0] = 7;
	assert_true(review_backstop_after(&settings, london(), arrived_us, arrived_us) ==
		    utc(2026, 11, 17, 0));
	assert_true(review_backstop_after(&settings, london(), arrived_us,
					  utc(2026, 11, 17, AT(9, 0))) == utc(2026, 11, 24, 0));
}

static void
the_same_words_are_told_whatever_their_case_and_stops(void **state)
{
	(void)state;
	assert_true(review_same_words("The plan fits.", "the plan  fits"));
	assert_false(review_same_words("The plan fits", "The plan fits her"));
	assert_false(review_same_words("", ""));
	assert_false(review_same_words("...", "!"));
	assert_false(review_same_words("The plan fits", NULL));
}

static void
closing_asks_for_people_words_and_a_date(void **state)
{
	int64_t now_us = utc(2026, 11, 12, AT(10, 0));
	int32_t today = zone_wall(london(), now_us).day;
	struct review_closing c = {.now_us = now_us,
				   .zone = london(),
				   .backstop_us = zone_instant(london(), today + 4, 0),
				   .next_day = today + 4,
				   .words = "It fits.",
				   .last_words = "it fits"};
	bool changed;

	(void)state;
	assert_int_equal(review_may_close(&c, &changed), REVIEW_NOBODY);
	c.people = 1;
	assert_int_equal(review_may_close(&c, &changed), REVIEW_SAME_WORDS);
	c.same_words_confirmed = true;
	assert_int_equal(review_may_close(&c, &changed), REVIEW_OK);
	assert_false(changed);
	c.words = " .";
	assert_int_equal(review_may_close(&c, &changed), REVIEW_UNEXPLAINED);
	c.to_version = 1; /* her plan is newer: that is the answer */
	assert_int_equal(review_may_close(&c, &changed), REVIEW_OK);
	assert_true(changed);
	c.next_day = today;
	assert_int_equal(review_may_close(&c, &changed), REVIEW_NEXT_PAST);
	c.next_day = today + 5;
	assert_int_equal(review_may_close(&c, &changed), REVIEW_NEXT_LATE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			what_happened_starts_both_clocks_and_what_is_planned_puts_nothing_off),
		cmocka_unit_test(backstops_fall_on_local_days_and_go_on_for_ever),
		cmocka_unit_test(one_backstop_repeats_itself),
		cmocka_unit_test(the_same_words_are_told_whatever_their_case_and_stops),
		cmocka_unit_test(closing_asks_for_people_words_and_a_date),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
