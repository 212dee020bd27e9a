/*
 * test_clock.c -- instants as text, and as what the clock on the wall shows, both change nights
 * among them.
 */
#include "unit/unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "lantern/clock.h"

static int64_t
at(const char *text)
{
	int64_t us;

	assert_true(clock_parse(text, &us));
	return us;
}

static void
iso_has_six_decimals_and_comes_back(void **state)
{
	static const char *const texts[] = {
		"2026-11-10T18:35:00.000000Z", "1970-01-01T00:00:00.000001Z",
		"1969-12-31T23:59:59.999999Z", "1900-01-01T00:00:00.000000Z",
		"2199-12-31T23:59:59.999999Z", "2028-02-29T12:00:00.500000Z",
	};
	char out[CLOCK_ISO_SIZE];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(texts); i++)
		assert_string_equal(clock_iso(at(texts[i]), out), texts[i]);
}

static void
offsets_and_fractions_are_read(void **state)
{
	(void)state;
	assert_int_equal(at("2026-11-10T18:35:00+01:00"), at("2026-11-10T17:35:00Z"));
	assert_int_equal(at("2026-11-10T00:10:00-05:30"), at("2026-11-10T05:40:00Z"));
	assert_int_equal(at("2026-11-10T18:35:00.5Z"), at("2026-11-10T18:35:00.500000Z"));
}

static void
anything_else_is_refused(void **state)
{
	static const char *const texts[] = {
		"",
		"now",
		"2026-11-10",
		"2026-11-10 18:35:00Z",
		"2026-11-10T18:35:00",
		"2026-11-10t18:35:00z",
		"2026-11-10T18:35Z",
		"2026-11-10T18:35:00.Z",
		"2026-11-10T18:35:00.1234567Z",
		"2026-11-10T18:35:00Zx",
		"2026-02-29T00:00:00Z",
		"2026-13-01T00:00:00Z",
		"2026-00-01T00:00:00Z",
		"2026-11-31T00:00:00Z",
		"2026-11-10T24:00:00Z",
		"2026-11-10T23:60:00Z",
		"2016-12-31T23:59:60Z",
		"2026-11-10T18:35:00+24:00",
		"2026-11-10T18:35:00+0100",
		" 2026-11-10T18:35:00Z",
		"1899-12-31T23:59:59Z",
		"2200-01-01T00:00:00Z",
	};
	int64_t us;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(texts); i++)
		if (clock_parse(texts[i], &us))
			fail_msg("took \"%s\"", texts[i]);
}

struct wall {
	const char *instant;
	int day, hour, minute, offset_s;
	bool repeats;
};

/* The clock goes back on 25 October 2026 at 02:00 BST, forward on 29 March 2026 at 01:00 GMT. */
static const struct wall walls[] = {
	{"2026-10-24T22:59:59Z", 24, 23, 59, 3600, false},
	{"2026-10-24T23:59:59Z", 25, 0, 59, 3600, false},
	{"2026-10-25T00:00:00Z", 25, 1, 0, 3600, true},
	{"2026-10-25T00:59:59Z", 25, 1, 59, 3600, true},
	{"2026-10-25T01:00:00Z", 25, 1, 0, 0, true},
	{"2026-10-25T01:59:59Z", 25, 1, 59, 0, true},
	{"2026-10-25T02:00:00Z", 25, 2, 0, 0, false},
	{"2026-03-29T00:59:59Z", 29, 0, 59, 0, false},
	{"2026-03-29T01:00:00Z", 29, 2, 0, 3600, false},
	{"2026-03-29T02:00:00Z", 29, 3, 0, 3600, false},
	{"2026-07-01T12:00:00Z", 1, 13, 0, 3600, false},
	{"2026-12-01T12:00:00Z", 1, 12, 0, 0, false},
};

static void
walls_show_london_time(void **state)
{
	struct local_time t;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(walls); i++) {
		clock_local(at(walls[i].instant), &t);
		if (t.day != walls[i].day || t.hour != walls[i].hour ||
		    t.minute != walls[i].minute || t.utc_offset_s != walls[i].offset_s ||
		    t.repeats != walls[i].repeats)
			fail_msg("%s: %d %02d:%02d %+d %d", walls[i].instant, t.day, t.hour,
				 t.minute, t.utc_offset_s, t.repeats);
	}
}

/* Every minute of both change nights comes back, but for the second of two equal hours. */
static void
walls_come_back_as_the_first_such_instant(void **state)
{
	static const char *const nights[] = {"2026-10-24T17:00:00Z", "2026-03-28T17:00:00Z",
					     "2026-11-10T17:00:00Z"};
	struct local_time t;
	size_t i;
	int minute;

	(void)state;
	for (i = 0; i < COUNT(nights); i++) {
		for (minute = 0; minute < 16 * 60; minute++) {
			int64_t us = at(nights[i]) + minute * 60 * CLOCK_US + 7;
			int64_t second = 0;

			clock_local(us, &t);
			if (t.repeats && t.utc_offset_s == 0)
				second = 3600 * CLOCK_US;
			assert_int_equal(clock_from_local(&t), us - second);
		}
	}
}

static void
skipped_walls_are_the_instant_of_the_change(void **state)
{
	const struct local_time skipped = {
		.year = 2026, .month = 3, .day = 29, .hour = 1, .minute = 30};

	(void)state;
	assert_int_equal(clock_from_local(&skipped), at("2026-03-29T01:00:00Z"));
}

static void
a_file_drives_the_clock(void **state)
{
	char path[] = "/tmp/lantern-clock-XXXXXX";
	int fd = mkstemp(path);
	int64_t us = at("2026-11-10T18:35:00Z");

	(void)state;
	assert_int_equal(write(fd, "short", 5), 5);
	assert_false(clock_init(path)); /* reading past its end would kill the process later */
	assert_int_equal(pwrite(fd, &us, sizeof(us), 0), sizeof(us));
	assert_true(clock_init(path));
	assert_true(clock_is_driven());
	assert_int_equal(clock_now(), us);
	us += 30 * 60 * CLOCK_US;
	assert_int_equal(pwrite(fd, &us, sizeof(us), 0), sizeof(us));
	assert_int_equal(clock_now(), us);
	close(fd);
	unlink(path);
}

static void
the_offset_moves_the_clock(void **state)
{
	int64_t before = clock_now();

	(void)state;
	clock_offset_set(-40 * CLOCK_US);
	assert_in_range(before - clock_now(), 39 * CLOCK_US, 40 * CLOCK_US);
	clock_offset_set(0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(iso_has_six_decimals_and_comes_back),
		cmocka_unit_test(offsets_and_fractions_are_read),
		cmocka_unit_test(anything_else_is_refused),
		cmocka_unit_test(walls_show_london_time),
		cmocka_unit_test(walls_come_back_as_the_first_such_instant),
		cmocka_unit_test(skipped_walls_are_the_instant_of_the_change),
		cmocka_unit_test(the_offset_moves_the_clock),
		cmocka_unit_test(a_file_drives_the_clock), /* last: it stays driven */
	};

	clock_init(NULL);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
