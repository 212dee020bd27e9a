/* test_rounds.c -- the rounds of the house, night after night, by the wall clock. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "lantern/rules/due.h"
#include "lantern/rules/rounds.h"
#include "rules/made.h"

static size_t
rounds_from(int64_t from_us, int64_t until_us, bool arriving, struct round out[ROUNDS_MAX])
{
	struct round_span span = {from_us, until_us, arriving};
	struct round_place place = {usual_settings(), london(), 77};

	return rounds_in(&span, &place, out);
}

/* Noon to noon around one night: from and latest of each round, in minutes from midnight UTC. */
static void
expect_night(int64_t midnight_us, const int want[4][2])
{
	static const struct {
		enum check_source source;
		enum check_kind kind;
	} each[4] = {{SOURCE_CURFEW_ROUND, KIND_CONVERSATION},
		     {SOURCE_OVERNIGHT_ROUND, KIND_SIGN_OF_LIFE},
		     {SOURCE_MORNING_REPLY, KIND_CONVERSATION},
		     {SOURCE_NOT_SEEN_SWEEP, KIND_SIGN_OF_LIFE}};
	int64_t noon = rounds_next_planning_us(london(), midnight_us - 14 * US_PER_HOUR);
	struct round rounds[ROUNDS_MAX];

	assert_int_equal(rounds_from(noon, rounds_next_planning_us(london(), noon), false, rounds),
			 4);
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(rounds[i].source, each[i].source);
		assert_int_equal(rounds[i].kind, each[i].kind);
		assert_int_equal((rounds[i].from_us - midnight_us) / US_PER_MIN, want[i][0]);
		assert_int_equal((rounds[i].latest_us - midnight_us) / US_PER_MIN, want[i][1]);
		assert_true(rounds[i].drawn_us >= rounds[i].from_us &&
			    rounds[i].drawn_us <= rounds[i].latest_us);
	}
}

static void
an_ordinary_night(void **state)
{
	static const int want[4][2] = {{AT(-1, 0), AT(-1, 30)},
				       {AT(2, 0), AT(5, 0)},
				       {AT(6, 0), AT(9, 0)},
				       {AT(9, 0), AT(14, 0)}};

	(void)state;
	expect_night(utc(2026, 11, 11, 0), want);
}

static void
the_night_with_an_hour_more(void **state)
{
	/* 23:00 is BST, the rest GMT: two hours more than usual lie between the rounds. */
	static const int want[4][2] = {{AT(-2, 0), AT(-2, 30)},
				       {AT(2, 0), AT(5, 0)},
				       {AT(6, 0), AT(9, 0)},
				       {AT(9, 0), AT(14, 0)}};

	(void)state;
	expect_night(utc(2026, 10, 25, 0), want);
}

static void
the_night_with_an_hour_less(void **state)
{
	static const int want[4][2] = {{AT(-1, 0), AT(-1, 30)},
				       {AT(1, 0), AT(4, 0)},
				       {AT(5, 0), AT(8, 0)},
				       {AT(8, 0), AT(13, 0)}};

	(void)state;
	expect_night(utc(2027, 3, 28, 0), want);
}

static void
a_window_in_the_missing_hour_is_absent(void **state)
{
	struct rules_settings settings = *usual_settings();
	struct round_place place = {&settings, london(), 77};
	struct round_span span = {utc(2027, 3, 27, AT(12, 0)), utc(2027, 3, 28, AT(11, 0)), false};
	struct round rounds[ROUNDS_MAX];

	(void)state;
	settings.overnight_round = (struct day_window){AT(1, 0), AT(1, 45)};
	assert_int_equal(rounds_in(&span, &place, rounds), 3);
	settings.overnight_round =
		(struct day_window){AT(1, 0), AT(2, 30)}; /* half an hour is left */
	assert_int_equal(rounds_in(&span, &place, rounds), 4);
	assert_true(rounds[1].latest_us - rounds[1].from_us == 30 * US_PER_MIN);
}

static void
who_arrives_during_a_round_is_in_it(void **state)
{
	int64_t arrival = utc(2026, 11, 10, AT(23, 10)), noon = utc(2026, 11, 11, AT(12, 0));
	struct round rounds[ROUNDS_MAX];

	(void)state;
	assert_int_equal(rounds_from(arrival, noon, false, rounds), 3);
	assert_int_equal(rounds_from(arrival, noon, true, rounds), 4);
	assert_int_equal(rounds[0].source, SOURCE_CURFEW_ROUND);
	assert_true(rounds[0].from_us == arrival);
	assert_true(rounds[0].latest_us == utc(2026, 11, 10, AT(23, 30)));
	assert_int_equal(rounds_from(utc(2026, 11, 10, AT(23, 30)), noon, true, rounds), 3);
}

/* The curfew round chimes as it begins, the others half an hour before their end. */
static void
rounds_chime_in_time(void **state)
{
	struct round rounds[ROUNDS_MAX];
	int64_t noon = utc(2026, 11, 10, AT(12, 0));

	(void)state;
	assert_int_equal(rounds_from(noon, noon + US_PER_DAY, false, rounds), 4);
	assert_true(rounds[0].drawn_us == noon + 11 * US_PER_HOUR);
	assert_true(rounds[2].drawn_us == noon + 20 * US_PER_HOUR + 30 * US_PER_MIN);
	assert_true(rounds[3].drawn_us == noon + 25 * US_PER_HOUR + 30 * US_PER_MIN);
}

static void
a_span_ends_before_its_end(void **state)
{
	int64_t curfew = utc(2026, 11, 10, AT(23, 0));
	struct round rounds[ROUNDS_MAX];

	(void)state;
	assert_int_equal(rounds_from(curfew - US_PER_HOUR, curfew, false, rounds), 0);
	assert_int_equal(rounds_from(curfew, curfew + 1, false, rounds), 1);
}

static void
a_window_over_midnight_takes_in_who_arrives_after_it(void **state)
{
	struct rules_settings settings = *usual_settings();
	struct round_place place = {&settings, london(), 77};
	int64_t arrival = utc(2026, 11, 11, AT(0, 10));
	struct round_span span = {arrival, arrival + US_PER_HOUR, true};
	struct round rounds[ROUNDS_MAX];

	(void)state;
	settings.curfew_round = (struct day_window){AT(23, 30), AT(0, 30)};
	assert_int_equal(rounds_in(&span, &place, rounds), 1);
	assert_true(rounds[0].from_us == arrival &&
		    rounds[0].opens_us == arrival - 40 * US_PER_MIN);
	assert_true(rounds[0].latest_us == arrival + 20 * US_PER_MIN);
}

/* Cut into days anyhow, no round is left out or planned twice, or drawn another time. */
static void
no_round_is_lost_between_two_plannings(void **state)
{
	struct die die = die_new("rounds");

	(void)state;
	for (int i = 0; i < die_cases(20000); i++) {
		int64_t from = made_instant(&die), until = from + 60 * US_PER_HOUR;
		int64_t cut = from + die_between(&die, 0, 60 * 3600) * US_PER_S;
		struct round whole[ROUNDS_MAX], parts[2 * ROUNDS_MAX];
		size_t count = rounds_from(from, until, false, whole);
		size_t first = rounds_from(from, cut, false, parts);

		assert_int_equal(first + rounds_from(cut, until, false, parts + first), count);
		for (size_t k = 0; k < count; k++) {
			assert_true(whole[k].from_us == parts[k].from_us &&
				    whole[k].drawn_us == parts[k].drawn_us &&
				    whole[k].source == parts[k].source);
			assert_true(k == 0 || whole[k - 1].from_us <= whole[k].from_us);
			assert_true(whole[k].from_us <= whole[k].drawn_us &&
				    whole[k].drawn_us <= whole[k].latest_us);
		}
	}
}

static void
the_overnight_round_is_irregular(void **state)
{
	struct round rounds[ROUNDS_MAX];
	int early = 0, nights = 0;
	int64_t last = 0;

	(void)state;
	for (int day = 0; day < 365; day++) {
		int64_t noon =
			rounds_next_planning_us(london(), utc(2026, 1, 1, 0) + day * US_PER_DAY);
		size_t count =
			rounds_from(noon, rounds_next_planning_us(london(), noon), false, rounds);

		for (size_t k = 0; k < count; k++)
			if (rounds[k].source == SOURCE_OVERNIGHT_ROUND) {
				int64_t into = rounds[k].drawn_us - rounds[k].from_us;

				early += into < 90 * US_PER_MIN;
				nights++;
				assert_true(into != last);
				last = into;
			}
	}
	assert_int_equal(nights, 365);
	assert_in_range(early, 140,
			225); /* about half; 1 in 10,000 beyond, and the seed is fixed */
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_ordinary_night),
		cmocka_unit_test(the_night_with_an_hour_more),
		cmocka_unit_test(the_night_with_an_hour_less),
		cmocka_unit_test(a_window_in_the_missing_hour_is_absent),
		cmocka_unit_test(who_arrives_during_a_round_is_in_it),
		cmocka_unit_test(rounds_chime_in_time),
		cmocka_unit_test(a_span_ends_before_its_end),
		cmocka_unit_test(a_window_over_midnight_takes_in_who_arrives_after_it),
		cmocka_unit_test(no_round_is_lost_between_two_plannings),
		cmocka_unit_test(the_overnight_round_is_irregular),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
