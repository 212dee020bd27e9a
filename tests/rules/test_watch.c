/* test_watch.c -- watches only ever bring checks closer; what release, drink and answers ask. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "lantern/rules/change.h"
#include "lantern/rules/due.h"
#include "lantern/rules/watch.h"
#include "rules/laws.h"

#define NIGHTS die_cases(2000) /* made by chance, each with a woman, her plans and her watches */

static int32_t
local_day(int64_t us)
{
	return zone_wall(london(), us).day;
}

static int32_t
max_at(const struct plan_set *plans, enum check_kind kind, int64_t us)
{
	return plan_in_force(plans, kind, london(), us).max_gap_s;
}

/* ---------------------------------------------------------------- release */

/* Marigold: released and here on Tuesday 10 November at 18:35. */
static struct watch_terms
marigold(const struct rules_settings *settings)
{
	int64_t now_us = utc(2026, 11, 10, AT(18, 35));
	struct release release = {now_us, local_day(now_us)};
	struct watch_terms terms;

	assert_true(watch_release(settings, london(), &release, &terms));
	return terms;
}

static struct plan_set
plans_of(const struct watch_terms *terms)
{
	struct plan_set plans = {.count = terms->plan_count};

	memcpy(plans.plan, terms->plan, terms->plan_count * sizeof *terms->plan);
	return plans;
}

static void
the_first_nights_are_closer_than_those_after(void **state)
{
	struct watch_terms terms = marigold(usual_settings());
	struct plan_set plans = plans_of(&terms);

	(void)state;
	for (int day = 10; day < 20; day++) {
		int32_t wanted = day < 13 ? 3600 : 7200;
		struct gap_rule rule = plan_in_force(&plans, KIND_SIGN_OF_LIFE, london(),
						     utc(2026, 11, day, AT(23, 0)));

		assert_int_equal(rule.max_gap_s, wanted);
		assert_int_equal(rule.min_gap_s, wanted / 2);
		assert_int_equal(max_at(&plans, KIND_SIGN_OF_LIFE, utc(2026, 11, day, AT(30, 59))),
				 wanted);
		assert_int_equal(max_at(&plans, KIND_SIGN_OF_LIFE, utc(2026, 11, day, AT(31, 0))),
				 0);
		/* On the day itself from her arrival on; on no other by day. */
		assert_int_equal(max_at(&plans, KIND_SIGN_OF_LIFE, utc(2026, 11, day, AT(22, 59))),
				 day == 10 ? 3600 : 0);
	}
}

static void
stepping_down_is_asked_on_its_days_and_never_done(void **state)
{
	struct watch_terms terms = marigold(usual_settings());

	(void)state;
	assert_true(terms.decide_us == utc(2026, 11, 24, AT(7, 0)));
	assert_true(terms.again_us == utc(2026, 12, 8, AT(7, 0)));
	assert_true(terms.least_us == terms.decide_us);
	assert_true(terms.plan[terms.plan_count - 1].end_us == US_ENDLESS);
	assert_false(watch_may_end(terms.least_us, terms.least_us - 1));
	assert_true(watch_may_end(terms.least_us, terms.least_us));
	assert_true(watch_may_end(US_NEVER, 0));
}

static void
who_was_released_earlier_starts_where_she_is(void **state)
{
	int64_t now_us = utc(2026, 11, 10, AT(18, 35));
	struct release release = {now_us, local_day(now_us) - 5};
	struct watch_terms terms;

	(void)state;
	assert_true(watch_release(usual_settings(), london(), &release, &terms));
	assert_int_equal(terms.plan_count, 1);
	assert_int_equal(terms.plan[0].band[0].max_gap_s, 7200);
	release.day = local_day(now_us) - 20; /* past the least, not yet past the last question */
	assert_true(watch_release(usual_settings(), london(), &release, &terms));
	assert_true(terms.least_us == US_NEVER && terms.again_us == US_NEVER);
	assert_true(terms.decide_us == utc(2026, 11, 18, AT(7, 0)));
	release.day = local_day(now_us) - 28;
	assert_false(watch_release(usual_settings(), london(), &release, &terms));
}

/* The night of 25 October has 01:00 to 02:00 twice: nights are counted on the wall calendar. */
static void
nights_are_counted_across_the_clock_change(void **state)
{
	int64_t now_us = utc(2026, 10, 23, AT(17, 0));
	struct release release = {now_us, local_day(now_us)};
	struct watch_terms terms;
	struct plan_set plans;

	(void)state;
	assert_true(watch_release(usual_settings(), london(), &release, &terms));
	plans = plans_of(&terms);
	/* nights 0 and 1 begin at 22:00 UTC, night 2 and 3 at 23:00 */
	assert_int_equal(max_at(&plans, KIND_SIGN_OF_LIFE, utc(2026, 10, 24, AT(22, 0))), 3600);
	assert_int_equal(max_at(&plans, KIND_SIGN_OF_LIFE, utc(2026, 10, 25, AT(6, 30))), 3600);
	assert_int_equal(max_at(&plans, KIND_SIGN_OF_LIFE, utc(2026, 10, 25, AT(22, 30))), 0);
	assert_int_equal(max_at(&plans, KIND_SIGN_OF_LIFE, utc(2026, 10, 25, AT(23, 0))), 3600);
	assert_int_equal(max_at(&plans, KIND_SIGN_OF_LIFE, utc(2026, 10, 26, AT(23, 0))), 7200);
	assert_true(terms.decide_us == utc(2026, 11, 6, AT(7, 0)));
}

/* ---------------------------------------------------------------- drink and drugs */

static void
rousing_goes_on_for_at_least_as_long_as_the_settings_say(void **state)
{
	int64_t now_us = utc(2026, 11, 10, AT(22, 40));
	struct watch_terms terms;
	struct plan_set plans;
	struct gap_rule rule;

	(void)state;
	watch_intoxication(usual_settings(), now_us, &terms);
	plans = plans_of(&terms);
	rule = plan_in_force(&plans, KIND_ROUSE, london(), utc(2026, 11, 11, AT(12, 0)));
	assert_int_equal(rule.min_gap_s, 900);
	assert_int_equal(rule.max_gap_s, 1800);
	assert_true(terms.least_us == utc(2026, 11, 11, AT(2, 40)));
	assert_true(terms.decide_us == terms.least_us);
	assert_int_equal(max_at(&plans, KIND_SIGN_OF_LIFE, now_us), 0);
}

static void
every_answer_is_heard(void **state)
{
	(void)state;
	for (int i = 0; i < 81; i++) {
		struct rouse_answers a = {(enum rouse_said)(i % 3), (enum rouse_said)(i / 3 % 3),
					  (enum rouse_said)(i / 9 % 3), (enum rouse_said)(i / 27)};
		struct rouse_verdict v = rouse_judge(&a);
		bool no = a.rousable == SAID_NO || a.answers == SAID_NO ||
			  a.follows_request == SAID_NO;
		bool well = a.rousable == SAID_YES && a.answers == SAID_YES &&
			    a.follows_request == SAID_YES && a.may_be_illness == SAID_NO;

		assert_int_equal(v.call_999, no || a.may_be_illness == SAID_YES);
		assert_int_equal(v.second, !well);
	}
}

/* ---------------------------------------------------------------- over many nights */

static void
make_terms(struct die *die, int64_t now_us, struct watch_terms *terms)
{
	struct release release = {now_us, local_day(now_us) - (int32_t)die_between(die, 0, 27)};
	struct check_plan plan;

	if (die_one_in(die, 3)) {
		watch_intoxication(usual_settings(), now_us, terms);
	} else if (die_one_in(die, 2)) {
		assert_true(watch_release(usual_settings(), london(), &release, terms));
	} else {
		*terms = (struct watch_terms){US_NEVER, US_NEVER, US_NEVER, 1, {{0}}};
		plan = made_plan(die, now_us);
		plan.start_us = now_us;
		plan.end_us = US_ENDLESS;
		terms->plan[0] = plan;
	}
}

/* A woman somewhere in her night, seen at some time, her intervals running as her plans ask. */
static void
made_woman(struct die *die, struct stay_basis *stay)
{
	struct round_span none = {0, 0, false};
	struct stay_verdict verdict;

	memset(stay, 0, sizeof *stay);
	stay->zone = london();
	stay->settings = usual_settings();
	stay->now_us = made_instant(die);
	stay->present_since_us = stay->now_us - die_between(die, 0, 2000) * US_PER_MIN;
	stay->seed = (uint64_t)die_between(die, 1, 1 << 30);
	for (int k = 0; k < KIND_COUNT; k++)
		stay->last_us[k] = die_one_in(die, 4)
					   ? US_NEVER
					   : stay->now_us - die_between(die, 0, 600) * US_PER_MIN;
	make_plans(die, stay->now_us, &stay->plans);
	rounds_judge(stay, &none, &verdict);
	apply_verdict(stay, &verdict);
}

static int64_t
latest_of(const struct stay_basis *stay, enum check_kind kind)
{
	for (size_t i = 0; i < stay->open_count; i++)
		if (stay->open[i].kind == kind && source_is_interval(stay->open[i].source))
			return stay->open[i].latest_us;
	return US_ENDLESS;
}

/* Adds plans as a night worker does, and holds every check against what it was. */
static void
add_closer(struct stay_basis *stay, const struct check_plan *more, size_t count)
{
	struct plan_set after = stay->plans;
	struct plan_claim claim = {.after = &after};
	struct stay_basis before = *stay;
	struct plan_verdict v;

	memcpy(&after.plan[after.count], more, count * sizeof *more);
	after.count += count;
	plan_judge(stay, &claim, &v);
	assert_int_equal(v.permit, PLAN_OK);
	assert_false(v.reduction);
	stay->plans = after;
	apply_verdict(stay, &v.stay);
	for (int k = 0; k < KIND_COUNT; k++) {
		int64_t was = latest_of(&before, (enum check_kind)k);

		assert_true(latest_of(stay, (enum check_kind)k) <= was);
		if (was < before.now_us)
			assert_true(latest_of(stay, (enum check_kind)k) == was);
	}
	assert_null(broken_law(&before, &v.stay, stay));
}

static void
beginning_and_tightening_never_make_a_check_later(void **state)
{
	struct die die = die_new("closer");

	(void)state;
	for (int n = 0; n < NIGHTS; n++) {
		struct stay_basis stay;
		struct watch_terms terms;
		struct check_plan closer;
		struct watch_gaps gaps = {MIN_GAP_ABSENT, 0};

		made_woman(&die, &stay);
		make_terms(&die, stay.now_us, &terms);
		add_closer(&stay, terms.plan, terms.plan_count);
		stay.now_us += die_between(&die, 0, 240) * US_PER_MIN;
		gaps.max_gap_s = (int32_t)die_between(&die, 300, 7200);
		if (!watch_tighter(&terms.plan[0], gaps, stay.now_us, &closer))
			continue;
		assert_true(closer.start_us == stay.now_us && closer.end_us == US_ENDLESS);
		add_closer(&stay, &closer, 1);
	}
}

static int32_t
smaller_of(int32_t a, int32_t b)
{
	if (a == 0 || b == 0)
		return a + b;
	return a < b ? a : b;
}

static void
the_tightest_of_overlapping_watches_counts_and_ending_one_leaves_the_other(void **state)
{
	struct die die = die_new("overlapping");

	(void)state;
	for (int n = 0; n < NIGHTS; n++) {
		struct plan_set base, first, second, both;
		struct watch_terms a, b;
		int64_t now_us = made_instant(&die);

		make_plans(&die, now_us, &base);
		make_terms(&die, now_us, &a);
		make_terms(&die, now_us, &b);
		first = second = both = base;
		for (size_t i = 0; i < a.plan_count; i++)
			first.plan[first.count++] = both.plan[both.count++] = a.plan[i];
		for (size_t i = 0; i < b.plan_count; i++)
			second.plan[second.count++] = both.plan[both.count++] = b.plan[i];
		for (int i = 0; i < 20; i++) {
			int64_t us = now_us + die_between(&die, 0, 20 * 1440) * US_PER_MIN;

			for (int k = 0; k < KIND_COUNT; k++) {
				enum check_kind kind = (enum check_kind)k;

				assert_int_equal(max_at(&both, kind, us),
						 smaller_of(max_at(&first, kind, us),
							    max_at(&second, kind, us)));
			}
		}
	}
}

/* Ending asks who may loosen, except where what remains asks for as much. */
static void
ending_a_watch_loosens_unless_another_asks_for_as_much(void **state)
{
	struct die die = die_new("ending");

	(void)state;
	for (int n = 0; n < NIGHTS; n++) {
		struct stay_basis stay;
		struct watch_terms terms;
		struct plan_set without, with;
		struct plan_change change;
		bool as_close;

		made_woman(&die, &stay);
		without = with = stay.plans;
		make_terms(&die, stay.now_us, &terms);
		for (size_t i = 0; i < terms.plan_count; i++)
			with.plan[with.count++] = terms.plan[i];
		change = (struct plan_change){&without, &with, stay.now_us};
		assert_false(plan_change_is_reduction(&change));
		change = (struct plan_change){&with, &without, stay.now_us};
		as_close = !plan_change_is_reduction(&change);
		assert_int_equal(plan_change_may(&change, &(struct plan_author){false, false, true},
						 14400) == PLAN_OK,
				 as_close);
	}
}

static void
the_same_events_give_the_same_state(void **state)
{
	struct die die = die_new("replay");

	(void)state;
	for (int n = 0; n < NIGHTS / 10; n++) {
		struct die dice[2] = {die, die};
		struct stay_basis stays[2];

		(void)die_u64(&die);
		for (int i = 0; i < 2; i++) {
			struct watch_terms terms;

			made_woman(&dice[i], &stays[i]);
			make_terms(&dice[i], stays[i].now_us, &terms);
			add_closer(&stays[i], terms.plan, terms.plan_count);
			for (size_t j = 0; j < stays[i].open_count; j++)
				memset(stays[i].open[j].id, 0, sizeof stays[i].open[j].id);
		}
		assert_int_equal(stays[0].open_count, stays[1].open_count);
		assert_memory_equal(stays[0].open, stays[1].open,
				    stays[0].open_count * sizeof *stays[0].open);
		assert_true(stays[0].seed == stays[1].seed);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_nights_are_closer_than_those_after),
		cmocka_unit_test(stepping_down_is_asked_on_its_days_and_never_done),
		cmocka_unit_test(who_was_released_earlier_starts_where_she_is),
		cmocka_unit_test(nights_are_counted_across_the_clock_change),
		cmocka_unit_test(rousing_goes_on_for_at_least_as_long_as_the_settings_say),
		cmocka_unit_test(every_answer_is_heard),
		cmocka_unit_test(beginning_and_tightening_never_make_a_check_later),
		cmocka_unit_test(
			the_tightest_of_overlapping_watches_counts_and_ending_one_leaves_the_other),
		cmocka_unit_test(ending_a_watch_loosens_unless_another_asks_for_as_much),
		cmocka_unit_test(the_same_events_give_the_same_state),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
