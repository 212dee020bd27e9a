/* test_marks.c -- how an entry was made. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <string.h>

#include "lantern/rules/marks.h"
#include "rules/made.h"

static unsigned
marks_of(int64_t done_us, int64_t lag_s)
{
	struct entry_times times = {done_us, done_us + lag_s * US_PER_S};

	return marks_of_times(&times, usual_settings(), london());
}

static void
lag_is_marked(void **state)
{
	int64_t done = utc(2026, 11, 10, AT(22, 0));

	(void)state;
	assert_int_equal(marks_of(done, 0), 0);
	assert_int_equal(marks_of(done, 600), 0);
	assert_int_equal(marks_of(done, 601), MARK_LATE_ENTRY);
	assert_int_equal(marks_of(done, 3600), MARK_LATE_ENTRY);
	assert_int_equal(marks_of(done, 3601), MARK_LATE_ENTRY | MARK_RETROSPECTIVE);
}

static void
after_the_shift_end_is_retrospective(void **state)
{
	int64_t done = utc(2026, 11, 11, AT(7, 55));

	(void)state;
	assert_int_equal(marks_of(done, 300), 0);
	assert_int_equal(marks_of(done, 301), MARK_RETROSPECTIVE);
	/* In summer the shift ends at 07:00 UTC. */
	assert_int_equal(marks_of(utc(2026, 7, 1, AT(6, 55)), 301), MARK_RETROSPECTIVE);
	assert_int_equal(marks_of(utc(2026, 7, 1, AT(7, 55)), 301), 0);
}

static void
shift_ends_follow_the_wall_clock(void **state)
{
	const struct rules_settings *settings = usual_settings();
	struct rules_settings none = *settings;
	int64_t october = utc(2026, 10, 24, AT(17, 0)), march = utc(2027, 3, 27, AT(18, 0));

	(void)state;
	/* 18:00 to 08:00 is 15 hours in October and 13 in March. */
	assert_true(shift_end_after(settings, london(), october) == october + 15 * US_PER_HOUR);
	assert_true(shift_end_after(settings, london(), march) == march + 13 * US_PER_HOUR);
	none.shift_end_count = 0;
	assert_true(shift_end_after(&none, london(), october) == US_ENDLESS);
}

static struct desk_entry
entry(uint8_t room, enum check_outcome outcome, int second)
{
	struct desk_entry made = {
		{0}, {0}, outcome, utc(2026, 11, 10, AT(23, 10)) + second * US_PER_S};

	made.room[0] = room;
	return made;
}

static void
three_rooms_in_a_minute_are_together(void **state)
{
	struct desk_log log = {2, {entry(1, OUTCOME_SPOKE, 0), entry(2, OUTCOME_SPOKE, 30)}};
	struct desk_entry third = entry(3, OUTCOME_SPOKE, 60);
	size_t together[DESK_ENTRIES_MAX];

	(void)state;
	assert_int_equal(marks_together(&log, &third, usual_settings(), together), 2);
	assert_true(together[0] == 0 && together[1] == 1);

	third.entered_us += US_PER_S; /* 61 s after the first */
	assert_int_equal(marks_together(&log, &third, usual_settings(), together), 0);
	third = entry(3, OUTCOME_AWAKE_SEEN, 40);
	assert_int_equal(marks_together(&log, &third, usual_settings(), together), 0);
	third = entry(2, OUTCOME_SPOKE, 40); /* the same room again */
	assert_int_equal(marks_together(&log, &third, usual_settings(), together), 0);
	log.entry[1].room[0] = 1; /* two entries, one other room */
	third = entry(3, OUTCOME_SPOKE, 40);
	assert_int_equal(marks_together(&log, &third, usual_settings(), together), 0);
}

static void
words_are_the_same_but_for_trifles(void **state)
{
	(void)state;
	assert_true(words_same("Turned over.", "  turned  OVER "));
	assert_false(words_same("Turned over", "Turned over twice"));
	assert_false(words_same("", ""));
	assert_false(words_same(" . ", "."));
	assert_false(words_same(NULL, "a"));
	assert_true(words_third_time("All well", "all well.", "All Well"));
	assert_false(words_third_time("All well", "all well.", "Awake"));
	assert_false(words_third_time("All well", "all well.", NULL));
	assert_false(words_third_time("", "", ""));
}

static void
marks_have_words(void **state)
{
	static const char *const words[] = {"late_entry", "retrospective", "together",
					    "same_words"};

	(void)state;
	for (unsigned i = 0; i < MARKS_COUNT; i++)
		assert_string_equal(mark_word(i), words[i]);
	assert_null(mark_word(MARKS_COUNT));
	assert_int_equal(MARK_SAME_WORDS, 1 << 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lag_is_marked),
		cmocka_unit_test(after_the_shift_end_is_retrospective),
		cmocka_unit_test(shift_ends_follow_the_wall_clock),
		cmocka_unit_test(three_rooms_in_a_minute_are_together),
		cmocka_unit_test(words_are_the_same_but_for_trifles),
		cmocka_unit_test(marks_have_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
