/* test_window.c -- the interval is a maximum in elapsed time, whatever bands and clocks do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "rules/made.h"

#define HOUR_S 3600
#define SOL KIND_SIGN_OF_LIFE

static const struct plan_set routine = {1,
					{{0,
					  US_ENDLESS,
					  2,
					  {{AT(23, 0), AT(7, 0), SOL, 1800, 3600, 0},
					   {AT(7, 0), AT(23, 0), SOL, 7200, 14400, 0}}}}};
static const struct plan_set nights = {
	1, {{0, US_ENDLESS, 1, {{AT(23, 0), AT(7, 0), SOL, 1800, 3600, 0}}}}};
static const struct plan_set hourly = {1, {{0, US_ENDLESS, 1, {{0, 0, SOL, 1800, 3600, 0}}}}};

static struct window
window_after(const struct plan_set *plans, int64_t last_us)
{
	struct window_ask ask = {plans, london(), last_us, last_us};
	struct window window = {0, 0, 0, 0, CLASS_ROUTINE};

	assert_true(window_find(&ask, SOL, HOUR_S, &window));
	return window;
}

static void
windows_by_table(void **state)
{
	static const struct {
		const struct plan_set *plans;
		int last, from, latest; /* minutes of 10 November 2026, which is on GMT */
		enum check_class check_class;
	} cases[] = {
		/* inside one band */
		{&routine, AT(10, 0), AT(12, 0), AT(14, 0), CLASS_ROUTINE},
		{&routine, AT(24, 0), AT(24, 30), AT(25, 0), CLASS_ENHANCED},
		/* the night band comes in sooner than the day's gap runs out */
		{&routine, AT(20, 0), AT(22, 0), AT(23, 0), CLASS_ENHANCED},
		/* ... and must not leave a window of no width */
		{&routine, AT(21, 30), AT(22, 30), AT(23, 0), CLASS_ENHANCED},
		{&routine, AT(22, 20), AT(22, 50), AT(23, 20), CLASS_ENHANCED},
		/* the day band loosens what had not yet run out */
		{&routine, AT(30, 20), AT(30, 50), AT(34, 20), CLASS_ROUTINE},
		{&routine, AT(30, 50), AT(32, 50), AT(34, 50), CLASS_ROUTINE},
		{&routine, AT(30, 0), AT(30, 30), AT(34, 0), CLASS_ROUTINE},
		/* nothing is in force by day: she is due when the night begins */
		{&nights, AT(12, 0), AT(22, 30), AT(23, 0), CLASS_ENHANCED},
		{&nights, AT(30, 10), AT(30, 40), AT(47, 0), CLASS_ENHANCED},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct window w = window_after(cases[i].plans, utc(2026, 11, 10, cases[i].last));

		if (w.from_us != utc(2026, 11, 10, cases[i].from) ||
		    w.latest_us != utc(2026, 11, 10, cases[i].latest) ||
		    w.check_class != cases[i].check_class)
			fail_msg("case %zu: from %+d, latest %+d minutes off", i,
				 (int)((w.from_us - utc(2026, 11, 10, cases[i].from)) / US_PER_MIN),
				 (int)((w.latest_us - utc(2026, 11, 10, cases[i].latest)) /
				       US_PER_MIN));
	}
}

static void
an_hour_is_an_hour_when_the_clocks_change(void **state)
{
	static const int nights_of_change[2][3] = {{2026, 10, 25}, {2027, 3, 28}};

	(void)state;
	for (size_t n = 0; n < 2; n++) {
		const int *d = nights_of_change[n];

		for (int minute = -120; minute < 240; minute++) {
			int64_t last = utc(d[0], d[1], d[2], minute);
			struct window w = window_after(&hourly, last);

			assert_true(w.from_us == last + 30 * US_PER_MIN);
			assert_true(w.latest_us == last + US_PER_HOUR);
		}
	}
}

/* The night of 25 October has nine hours between 23:00 and 07:00, that of 28 March seven. */
static void
bands_end_by_the_wall_clock(void **state)
{
	(void)state;
	/* Last seen 05:50 GMT after the change: the night band still holds at 06:50. */
	assert_true(window_after(&routine, utc(2026, 10, 25, AT(5, 50))).latest_us ==
		    utc(2026, 10, 25, AT(6, 50)));
	/* 05:50 UTC is 06:50 BST: the day band takes over ten minutes later. */
	assert_true(window_after(&routine, utc(2027, 3, 28, AT(5, 50))).latest_us ==
		    utc(2027, 3, 28, AT(9, 50)));
}

static void
nothing_in_force_asks_for_nothing(void **state)
{
	static const struct plan_set none = {0, {{0}}};
	struct plan_set later = hourly;
	int64_t now = utc(2026, 11, 10, 0);
	struct window_ask ask = {&none, london(), now, now};
	struct window w;

	(void)state;
	assert_false(window_find(&ask, SOL, HOUR_S, &w));
	ask.plans = &hourly;
	assert_false(window_find(&ask, KIND_CONVERSATION, HOUR_S, &w));
	later.plan[0].start_us = now + 73 * US_PER_HOUR;
	ask.plans = &later;
	assert_false(window_find(&ask, SOL, HOUR_S, &w));
	later.plan[0].start_us = now + 5 * US_PER_HOUR;
	assert_true(window_find(&ask, SOL, HOUR_S, &w));
	assert_true(w.latest_us == now + 5 * US_PER_HOUR);
}

static void
a_new_plan_finds_her_long_unseen_due_at_once(void **state)
{
	struct plan_set plans = hourly;
	int64_t now = utc(2026, 11, 10, AT(20, 31));
	struct window_ask ask = {&plans, london(), now - 30 * US_PER_DAY, now};
	struct window w;

	(void)state;
	plans.plan[0].start_us = now;
	assert_true(window_find(&ask, SOL, HOUR_S, &w));
	assert_true(w.latest_us == now);
	ask.last_us = now - 20 * US_PER_MIN;
	assert_true(window_find(&ask, SOL, HOUR_S, &w));
	assert_true(w.latest_us == now + 40 * US_PER_MIN);
}

static void
class_by_kind_and_gap(void **state)
{
	(void)state;
	assert_int_equal(class_for(SOL, 3600, HOUR_S), CLASS_ENHANCED);
	assert_int_equal(class_for(SOL, 3601, HOUR_S), CLASS_ROUTINE);
	assert_int_equal(class_for(KIND_ROUSE, 14400, HOUR_S), CLASS_ROUSE);
}

/* Unseen for less than the max in force at any moment before latest, and for as much at latest. */
static void
check_window(struct die *die, const struct window_ask *ask, enum check_kind kind)
{
	int64_t start = ask->last_us > ask->now_us - WINDOW_HORIZON_US
				? ask->last_us
				: ask->now_us - WINDOW_HORIZON_US;
	struct window w;
	struct gap_rule rule;
	bool found = window_find(ask, kind, HOUR_S, &w);
	int64_t end = found ? w.latest_us : start + WINDOW_HORIZON_US;

	for (int i = 0; i < 24 && end > start; i++) {
		int64_t t = i == 0 ? end - 1 : start + die_between(die, 0, end - start - 1);

		rule = plan_in_force(ask->plans, kind, london(), t);
		assert_true(rule.max_gap_s == 0 || t - ask->last_us < rule.max_gap_s * US_PER_S);
	}
	if (!found)
		return;
	rule = plan_in_force(ask->plans, kind, london(), w.latest_us);
	assert_true(rule.max_gap_s > 0);
	assert_true(w.latest_us - ask->last_us >= rule.max_gap_s * US_PER_S);
	assert_true(w.from_us <= w.latest_us && w.from_us >= ask->last_us);
	assert_int_equal(w.max_gap_s, rule.max_gap_s);
}

static void
latest_is_the_first_moment_of_too_long(void **state)
{
	struct die die = die_new("window");

	(void)state;
	for (int i = 0; i < die_cases(60000); i++) {
		struct plan_set plans;
		struct window_ask ask = {&plans, london(), 0, made_instant(&die)};

		ask.last_us =
			ask.now_us -
			(die_one_in(&die, 2) ? die_between(&die, 0, 100 * 3600) * US_PER_S : 0);
		make_plans(&die, ask.now_us, &plans);
		check_window(&die, &ask, (enum check_kind)die_between(&die, 0, 2));
	}
}

/* With one band for the whole day the window is the same stretch of time after any check. */
static void
gaps_do_not_know_the_wall_clock(void **state)
{
	struct die die = die_new("elapsed");

	(void)state;
	for (int i = 0; i < die_cases(300000); i++) {
		struct plan_set plans = hourly;
		int64_t last = made_instant(&die);
		struct window w;

		plans.plan[0].band[0].max_gap_s = (int32_t)die_between(&die, 300, 172800);
		plans.plan[0].band[0].min_gap_s =
			(int32_t)die_between(&die, 0, plans.plan[0].band[0].max_gap_s - 1);
		w = window_after(&plans, last);
		assert_true(w.latest_us - last == plans.plan[0].band[0].max_gap_s * US_PER_S);
		assert_true(w.from_us - last == plans.plan[0].band[0].min_gap_s * US_PER_S);
	}
}

static void
drawn_lies_in_the_window(void **state)
{
	struct die die = die_new("drawn");

	(void)state;
	for (int i = 0; i < die_cases(300000); i++) {
		int64_t last = made_instant(&die);
		struct window w = {.from_us = last + die_between(&die, 0, 4000000000)};
		struct draw_range variation = {0, 0, (int32_t)die_between(&die, -1, 5000), 10};
		uint64_t seed = die_u64(&die);
		int64_t drawn;

		w.latest_us = w.from_us + (die_one_in(&die, 3) ? die_between(&die, 0, 999999)
							       : die_between(&die, 0, 9000000000));
		drawn = window_draw(&w, last, variation, &seed);
		assert_true(drawn >= w.from_us && drawn <= w.latest_us);
	}
}

/* Both ends of the window are drawn. */
static void
the_ends_of_the_window_are_in_it(void **state)
{
	int64_t last = utc(2026, 11, 10, 0);
	struct window w = {.from_us = last + 900 * US_PER_S, .latest_us = last + 902 * US_PER_S};
	struct draw_range variation = {0, 0, -1, 10};
	int seen[3] = {0};

	(void)state;
	for (uint64_t seed = 1; seed < 200;) {
		uint64_t next = seed++;

		seen[(window_draw(&w, last, variation, &next) - w.from_us) / US_PER_S]++;
	}
	assert_true(seen[0] > 30 && seen[1] > 30 && seen[2] > 30);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(windows_by_table),
		cmocka_unit_test(an_hour_is_an_hour_when_the_clocks_change),
		cmocka_unit_test(bands_end_by_the_wall_clock),
		cmocka_unit_test(nothing_in_force_asks_for_nothing),
		cmocka_unit_test(a_new_plan_finds_her_long_unseen_due_at_once),
		cmocka_unit_test(class_by_kind_and_gap),
		cmocka_unit_test(latest_is_the_first_moment_of_too_long),
		cmocka_unit_test(gaps_do_not_know_the_wall_clock),
		cmocka_unit_test(drawn_lies_in_the_window),
		cmocka_unit_test(the_ends_of_the_window_are_in_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
