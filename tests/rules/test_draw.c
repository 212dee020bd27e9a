/* test_draw.c -- irregular, within bounds, the same again from the same seed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "lantern/rules/draw.h"
#include "rules/die.h"

#define CASES 2000000
#define PERCENT 10

static int64_t
distance(int64_t a, int64_t b)
{
	return a > b ? a - b : b - a;
}

static bool
far_enough(int64_t gap, const struct draw_range *range)
{
	return distance(gap, range->previous_gap_s) * 100 >=
	       (int64_t)range->previous_gap_s * range->variation_percent;
}

/* Inside [min, max] always; 10 % away from the gap before whenever one end of the range is. */
static void
every_draw_is_inside_and_different(void **state)
{
	struct die die = die_new("draw");

	(void)state;
	for (int i = 0; i < die_cases(CASES); i++) {
		struct draw_range range = {.variation_percent = (int32_t)die_between(&die, 0, 50)};
		uint64_t seed = die_u64(&die), same = seed;
		int32_t gap;

		range.min_gap_s = (int32_t)die_between(&die, 0, die_one_in(&die, 4) ? 100 : 20000);
		range.max_gap_s = range.min_gap_s +
				  (int32_t)die_between(&die, 0, die_one_in(&die, 4) ? 60 : 20000);
		range.previous_gap_s = (int32_t)die_between(&die, -1, 2 * range.max_gap_s + 1);
		gap = draw_gap(&range, &seed);
		assert_in_range(gap, range.min_gap_s, range.max_gap_s);
		assert_int_equal(draw_gap(&range, &same), gap);
		assert_true(seed == same);
		if (range.previous_gap_s >= 0 &&
		    (far_enough(range.min_gap_s, &range) || far_enough(range.max_gap_s, &range)))
			assert_true(far_enough(gap, &range));
		else if (range.previous_gap_s >= 0)
			assert_true(distance(gap, range.previous_gap_s) >=
					    distance(range.min_gap_s, range.previous_gap_s) &&
				    distance(gap, range.previous_gap_s) >=
					    distance(range.max_gap_s, range.previous_gap_s));
	}
}

/* Chi-square; 59 degrees of freedom are above 105 once in 10,000. The seed is fixed. */
static double
chi_square(const struct draw_range *range, const int32_t *cells, int count)
{
	static int seen[60];
	uint64_t seed = 20261110;
	double sum = 0, expected;
	int draws = 600000, used = 0;

	for (int i = 0; i < 60; i++)
		seen[i] = 0;
	for (int i = 0; i < draws; i++) {
		int32_t cell = cells[draw_gap(range, &seed) - range->min_gap_s];

		assert_in_range(cell, 0, count - 1);
		seen[cell]++;
		used++;
	}
	expected = (double)used / count;
	for (int i = 0; i < count; i++)
		sum += (seen[i] - expected) * (seen[i] - expected) / expected;
	return sum;
}

static void
draws_are_uniform(void **state)
{
	static const struct draw_range whole = {1800, 1859, -1, PERCENT};
	static const struct draw_range split = {100, 172, 105, PERCENT}; /* 94 to 116 is too near */
	int32_t cells[73];

	(void)state;
	for (int i = 0; i < 60; i++)
		cells[i] = i;
	assert_true(chi_square(&whole, cells, 60) < 105);
	for (int i = 0; i < 73; i++)
		cells[i] = i < 16 ? -1 : i - 16; /* 116 to 172: 57 values */
	assert_true(chi_square(&split, cells, 57) < 101);
}

static void
a_known_seed_gives_a_known_draw(void **state)
{
	struct draw_range range = {1800, 3600, -1, PERCENT};
	uint64_t seed = 1;

	(void)state;
	/* splitmix64 from 1: 0x910a2dec89025cc1, 0xbeeb8da1658eec67; times 1801 / 2^64. */
	assert_int_equal(draw_gap(&range, &seed), 1800 + 1020);
	assert_int_equal(draw_gap(&range, &seed), 1800 + 1343);
}

/* Checks made just when drawn: no two gaps running are alike, and no six look predictable. */
static void
a_night_of_draws_is_irregular(void **state)
{
	struct draw_range range = {900, 1800, -1, PERCENT};
	uint64_t seed = 42;
	int32_t gaps[GAPS_KEPT] = {0};

	(void)state;
	for (int i = 0; i < 100000; i++) {
		int32_t gap = draw_gap(&range, &seed);

		if (range.previous_gap_s >= 0)
			assert_true(far_enough(gap, &range));
		for (int k = GAPS_KEPT - 1; k > 0; k--)
			gaps[k] = gaps[k - 1];
		gaps[0] = range.previous_gap_s = gap;
		if (i >= GAPS_KEPT)
			assert_false(gaps_predictable(gaps, GAPS_KEPT, PERCENT));
	}
}

static void
predictable_is_under_ten_percent(void **state)
{
	static const int32_t same[] = {3600, 3600, 3600, 3600, 3600, 3600};
	static const int32_t close[] = {3500, 3600, 3550, 3620, 3590, 3610};
	static const int32_t just_not[] = {950, 1050, 1000, 1000, 1000, 1000};
	static const int32_t just[] = {951, 1050, 1000, 1000, 1000, 1000};

	(void)state;
	assert_true(gaps_predictable(same, 6, PERCENT));
	assert_false(gaps_predictable(same, 5, PERCENT));
	assert_true(gaps_predictable(close, 6, PERCENT));
	assert_false(gaps_predictable(just_not, 6, PERCENT));
	assert_true(gaps_predictable(just, 6, PERCENT));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_draw_is_inside_and_different),
		cmocka_unit_test(draws_are_uniform),
		cmocka_unit_test(a_known_seed_gives_a_known_draw),
		cmocka_unit_test(a_night_of_draws_is_irregular),
		cmocka_unit_test(predictable_is_under_ten_percent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
