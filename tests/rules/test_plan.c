/* test_plan.c -- the tightest plan wins; asking for less is noticed at any minute of the day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "rules/made.h"

#define NIGHT \
	{ \
		AT(23, 0), AT(7, 0), KIND_SIGN_OF_LIFE, 1800, 3600, 0 \
	}
#define DAY \
	{ \
		AT(7, 0), AT(23, 0), KIND_SIGN_OF_LIFE, 7200, 14400, 0 \
	}
#define WATCH \
	{ \
		0, 0, KIND_SIGN_OF_LIFE, 900, 1800, 0 \
	}
#define TALK \
	{ \
		AT(9, 0), AT(21, 0), KIND_CONVERSATION, MIN_GAP_ABSENT, 14400, 0 \
	}

static const struct plan_set nothing = {0, {{0}}};
static const struct plan_set routine = {1, {{0, US_ENDLESS, 2, {NIGHT, DAY}}}};
static const struct plan_set watched = {
	2, {{0, US_ENDLESS, 2, {NIGHT, DAY}}, {0, US_ENDLESS, 1, {WATCH}}}};

static int64_t
november(int minute)
{
	return utc(2026, 11, 10, minute);
}

static struct gap_rule
in_force(const struct plan_set *plans, enum check_kind kind, int64_t us)
{
	return plan_in_force(plans, kind, london(), us);
}

static void
bands_follow_the_wall_clock(void **state)
{
	(void)state;
	assert_int_equal(in_force(&routine, KIND_SIGN_OF_LIFE, november(AT(22, 59))).max_gap_s,
			 14400);
	assert_int_equal(in_force(&routine, KIND_SIGN_OF_LIFE, november(AT(23, 0))).max_gap_s,
			 3600);
	assert_int_equal(in_force(&routine, KIND_SIGN_OF_LIFE, november(AT(6, 59))).max_gap_s,
			 3600);
	assert_int_equal(in_force(&routine, KIND_SIGN_OF_LIFE, november(AT(7, 0))).max_gap_s,
			 14400);
	assert_int_equal(in_force(&routine, KIND_CONVERSATION, november(0)).max_gap_s, 0);
	/* In summer the band begins an hour earlier by UTC. */
	assert_int_equal(
		in_force(&routine, KIND_SIGN_OF_LIFE, utc(2026, 7, 1, AT(22, 0))).max_gap_s, 3600);
}

static void
the_tightest_wins(void **state)
{
	struct gap_rule rule = in_force(&watched, KIND_SIGN_OF_LIFE, november(AT(12, 0)));
	struct plan_set plans = watched;

	(void)state;
	assert_int_equal(rule.max_gap_s, 1800);
	assert_int_equal(rule.min_gap_s, 900);
	/* The smallest least gap counts too, whichever plan it stands in. */
	plans.plan[0].band[1].min_gap_s = 600;
	assert_int_equal(in_force(&plans, KIND_SIGN_OF_LIFE, november(AT(12, 0))).min_gap_s, 600);
	plans.plan[0].band[1].min_gap_s = 1000;
	assert_int_equal(in_force(&plans, KIND_SIGN_OF_LIFE, november(AT(12, 0))).min_gap_s, 900);
}

static void
the_least_gap_stays_below_the_greatest(void **state)
{
	struct plan_set plans = {
		1, {{0, US_ENDLESS, 1, {{0, 0, KIND_ROUSE, MIN_GAP_ABSENT, 1800, 0}}}}};

	(void)state;
	assert_int_equal(in_force(&plans, KIND_ROUSE, november(0)).min_gap_s, 900);
	plans.plan[0].band[0].min_gap_s = 1800;
	assert_int_equal(in_force(&plans, KIND_ROUSE, november(0)).min_gap_s, 900);
	plans.plan[0].band[0].min_gap_s = 0;
	assert_int_equal(in_force(&plans, KIND_ROUSE, november(0)).min_gap_s, 0);
}

static void
a_plan_counts_from_start_to_end(void **state)
{
	struct plan_set plans = watched;

	(void)state;
	plans.plan[1].start_us = november(AT(20, 31));
	plans.plan[1].end_us = november(AT(21, 0));
	assert_int_equal(in_force(&plans, KIND_SIGN_OF_LIFE, november(AT(20, 31)) - 1).max_gap_s,
			 14400);
	assert_int_equal(in_force(&plans, KIND_SIGN_OF_LIFE, november(AT(20, 31))).max_gap_s, 1800);
	assert_int_equal(in_force(&plans, KIND_SIGN_OF_LIFE, november(AT(21, 0))).max_gap_s, 14400);
	assert_true(plan_next_change(&plans, KIND_SIGN_OF_LIFE, london(), november(AT(20, 0))) ==
		    november(AT(20, 31)));
	assert_true(plan_next_change(&plans, KIND_SIGN_OF_LIFE, london(), november(AT(20, 31))) ==
		    november(AT(21, 0)));
	assert_true(plan_next_change(&plans, KIND_SIGN_OF_LIFE, london(), november(AT(21, 0))) ==
		    november(AT(23, 0)));
}

static void
who_may_do_it(void **state)
{
	struct plan_set plans = watched;

	(void)state;
	plans.plan[0].band[1].who = 4;
	assert_int_equal(in_force(&plans, KIND_SIGN_OF_LIFE, november(AT(12, 0))).who, 0);
	plans.plan[1].band[0].who = 3;
	assert_int_equal(in_force(&plans, KIND_SIGN_OF_LIFE, november(AT(12, 0))).who, 3);
	plans.plan[0].band[1].max_gap_s = 1800;
	plans.plan[0].band[1].who = 6;
	assert_int_equal(in_force(&plans, KIND_SIGN_OF_LIFE, november(AT(12, 0))).who, 2);
	plans.plan[0].band[1].who = 8; /* nobody in common must not become anybody */
	assert_int_not_equal(in_force(&plans, KIND_SIGN_OF_LIFE, november(AT(12, 0))).who, 0);
}

/* Between an instant and its next change nothing changes; looked at every minute. */
static void
nothing_changes_before_the_next_change(void **state)
{
	struct die die = die_new("plan");

	(void)state;
	for (int i = 0; i < die_cases(6000); i++) {
		struct plan_set plans;
		int64_t now = made_instant(&die);
		enum check_kind kind = (enum check_kind)die_between(&die, 0, 2);
		struct gap_rule before, then;
		int64_t next;

		make_plans(&die, now, &plans);
		before = in_force(&plans, kind, now);
		next = plan_next_change(&plans, kind, london(), now);
		assert_true(next > now);
		for (int64_t t = now + US_PER_MIN; t < next && t < now + 30 * US_PER_HOUR;
		     t += 7 * US_PER_MIN) {
			then = in_force(&plans, kind, t);
			assert_memory_equal(&then, &before, sizeof then);
		}
		if (next != US_ENDLESS) {
			then = in_force(&plans, kind, next - 1);
			assert_memory_equal(&then, &before, sizeof then);
		}
	}
}

static bool
reduces(const struct plan_set *before, const struct plan_set *after)
{
	struct plan_change change = {before, after, november(AT(20, 31))};

	return plan_change_is_reduction(&change);
}

static void
what_is_a_reduction(void **state)
{
	struct plan_set changed = routine;

	(void)state;
	assert_false(reduces(&routine, &routine));
	assert_false(reduces(&routine, &watched));
	assert_true(reduces(&watched, &routine));
	assert_true(reduces(&routine, &nothing));
	assert_false(reduces(&nothing, &routine));

	changed.plan[0].band[0].max_gap_s = 3601; /* larger gap */
	assert_true(reduces(&routine, &changed));
	changed = routine;
	changed.plan[0].band[0].until_min = AT(6, 0); /* an hour of the day dropped */
	assert_true(reduces(&routine, &changed));
	changed = routine;
	changed.plan[0].band_count = 1; /* a band dropped */
	assert_true(reduces(&routine, &changed));
	changed = routine;
	changed.plan[0].band[0].kind =
		KIND_CONVERSATION; /* a stricter kind stands for the weaker */
	assert_false(reduces(&routine, &changed));
	assert_true(reduces(&changed, &routine)); /* and back is weaker */
	changed = routine;
	changed.plan[0].band[0].min_gap_s = 10; /* the least gap is nobody's protection */
	assert_false(reduces(&routine, &changed));
	changed = watched;
	changed.plan[1].end_us = november(AT(23, 0)); /* a watch that is now to end by itself */
	assert_true(reduces(&watched, &changed));
}

static enum plan_permit
may(const struct plan_set *before, const struct plan_set *after, struct plan_author author)
{
	struct plan_change change = {before, after, november(AT(20, 31))};

	return plan_change_may(&change, &author, 14400);
}

static void
who_may_reduce(void **state)
{
	static const struct plan_set talk = {
		2, {{0, US_ENDLESS, 2, {NIGHT, DAY}}, {0, US_ENDLESS, 1, {TALK}}}};
	struct plan_author worker = {false, false, true}, lead = {true, false, true};
	struct plan_author manager = {false, true, true}, silent = {true, true, false};
	struct plan_set beyond = routine;

	(void)state;
	beyond.plan[0].band[1].max_gap_s = 14401;
	assert_int_equal(may(&routine, &watched, worker), PLAN_OK);
	assert_int_equal(may(&watched, &routine, worker), PLAN_NEEDS_SHIFT_LEAD);
	assert_int_equal(may(&watched, &routine, lead), PLAN_OK);
	assert_int_equal(may(&watched, &routine, silent), PLAN_NEEDS_REASON);
	assert_int_equal(may(&routine, &beyond, lead), PLAN_NEEDS_MANAGER);
	assert_int_equal(may(&routine, &beyond, worker), PLAN_NEEDS_MANAGER);
	assert_int_equal(may(&routine, &beyond, manager), PLAN_OK);
	assert_int_equal(may(&talk, &routine, lead),
			 PLAN_NEEDS_MANAGER); /* no conversation at all any more */
	assert_int_equal(may(&routine, &nothing, silent), PLAN_NEEDS_REASON);
}

/* What tightest says at any minute is never smaller after a change that is no reduction. */
static void
no_reduction_means_no_minute_is_looser(void **state)
{
	struct die die = die_new("reduction");
	int reductions = 0, none = 0;

	(void)state;
	for (int i = 0; i < die_cases(6000); i++) {
		int64_t now = november(AT(12, 0));
		struct plan_set before, after;
		struct plan_change change = {&before, &after, now};
		bool looser = false;

		make_plans(&die, now, &before);
		after = before;
		if (die_one_in(&die, 2) && after.count < PLANS_MAX)
			after.plan[after.count++] = made_plan(&die, now);
		else if (after.count > 0)
			after.plan[0] = made_plan(&die, now);
		for (int64_t t = now; t < now + 24 * US_PER_HOUR && !looser; t += 5 * US_PER_MIN) {
			int32_t was = in_force(&before, KIND_ROUSE, t).max_gap_s;
			int32_t is = in_force(&after, KIND_ROUSE, t).max_gap_s;

			looser = was > 0 && (is == 0 || is > was);
		}
		if (looser)
			assert_true(plan_change_is_reduction(&change));
		reductions += looser;
		none += !plan_change_is_reduction(&change);
	}
	assert_true(reductions > die_cases(100) && none > die_cases(100));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bands_follow_the_wall_clock),
		cmocka_unit_test(the_tightest_wins),
		cmocka_unit_test(the_least_gap_stays_below_the_greatest),
		cmocka_unit_test(a_plan_counts_from_start_to_end),
		cmocka_unit_test(who_may_do_it),
		cmocka_unit_test(nothing_changes_before_the_next_change),
		cmocka_unit_test(what_is_a_reduction),
		cmocka_unit_test(who_may_reduce),
		cmocka_unit_test(no_reduction_means_no_minute_is_looser),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
