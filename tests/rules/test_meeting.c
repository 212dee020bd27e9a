/* test_meeting.c -- by which day her next three-way meeting is to be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "lantern/rules/meeting.h"
#include "rules/made.h"

#define NONE MEETING_NO_DAY

static void
the_earliest_of_what_applies(void **state)
{
	static const struct {
		int arrived, last, leaving, due;
		enum meeting_why why;
	} cases[] = {
		{0, NONE, NONE, 14, MEETING_FIRST},
		{0, NONE, 84, 14, MEETING_FIRST},
		{0, NONE, 28, 14, MEETING_FIRST}, /* both on the same day: it is her first */
		{0, NONE, 27, 13, MEETING_BEFORE_LEAVING},
		{0, NONE, 15, 1, MEETING_BEFORE_LEAVING},
		{0, NONE, 14, 14, MEETING_FIRST}, /* she only came that day */
		{0, NONE, 5, 14, MEETING_FIRST},
		{0, 12, NONE, 40, MEETING_REGULAR},
		{0, 12, 54, 40, MEETING_REGULAR},
		{0, 12, 53, 39, MEETING_BEFORE_LEAVING},
		{0, 38, 53, 39, MEETING_BEFORE_LEAVING},
		{0, 39, 53, 67, MEETING_REGULAR}, /* held on that day: that was it */
		{0, 45, 53, 73, MEETING_REGULAR},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct meeting_course course = {cases[i].arrived, cases[i].last, cases[i].leaving};
		struct meeting_due due = meeting_due(usual_settings(), &course);

		if (due.day != cases[i].due || due.why != cases[i].why)
			fail_msg("case %zu: day %d, %s", i, due.day, meeting_why_words[due.why]);
	}
}

/* A month of 31 days, a leap year or a night of 25 hours: counted in days on the wall. */
static void
it_is_in_time_until_the_day_is_over_on_the_wall(void **state)
{
	static const struct {
		int month, day, until_month, until_day, minute;
	} cases[] = {
		{10, 11, 10, 25, AT(24, 0)}, /* clocks go back that day: it ends by winter time */
		{10, 12, 10, 26, AT(24, 0)},
		{3, 14, 3, 28, AT(23, 0)}, /* and forward (2027): by summer time */
		{3, 15, 3, 29, AT(23, 0)},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		int year = cases[i].month == 3 ? 2027 : 2026;
		struct meeting_course course = {day_of(year, cases[i].month, cases[i].day), NONE,
						NONE};
		struct meeting_due due = meeting_due(usual_settings(), &course);

		assert_int_equal(due.day, day_of(year, cases[i].until_month, cases[i].until_day));
		assert_true(meeting_due_us(london(), due) ==
			    utc(year, cases[i].until_month, cases[i].until_day, cases[i].minute) -
				    US_PER_S);
	}
}

/* Whatever the settings: after the last one, never later than the usual day, and why is true. */
static void
never_later_than_usual_and_never_before_the_last(void **state)
{
	struct die die = die_new(__func__);

	(void)state;
	for (int i = 0; i < die_cases(20000); i++) {
		struct rules_settings settings = {
			.meeting_first_days = (int32_t)die_between(&die, 1, 56),
			.meeting_every_days = (int32_t)die_between(&die, 7, 84),
			.meeting_before_leaving_days = (int32_t)die_between(&die, 1, 56),
		};
		struct meeting_course course = {
			.arrived = (int32_t)die_between(&die, 20000, 21000),
			.last = NONE,
			.leaving = NONE,
		};
		struct meeting_due due;
		int32_t since = course.arrived, usual, before;

		if (die_one_in(&die, 2))
			since = course.last = course.arrived + (int32_t)die_between(&die, 0, 200);
		if (!die_one_in(&die, 4))
			course.leaving = course.arrived + (int32_t)die_between(&die, 0, 250);
		due = meeting_due(&settings, &course);
		usual = since + (course.last == NONE ? settings.meeting_first_days
						     : settings.meeting_every_days);
		before = course.leaving == NONE
				 ? INT32_MAX
				 : course.leaving - settings.meeting_before_leaving_days;
		assert_true(due.day > since && due.day <= usual);
		assert_true(before <= since || due.day <= before);
		assert_true(due.why != MEETING_BEFORE_LEAVING || due.day == before);
		assert_true((due.why == MEETING_FIRST) <= (course.last == NONE));
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_earliest_of_what_applies),
		cmocka_unit_test(it_is_in_time_until_the_day_is_over_on_the_wall),
		cmocka_unit_test(never_later_than_usual_and_never_before_the_last),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
