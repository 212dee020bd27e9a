/* test_sign.c -- shifts, strips and gaps, and when a rule fires: by tables, and by an oracle. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "lantern/rules/marks.h"
#include "lantern/rules/sign.h"
#include "rules/made.h"

#define ROWS_MAX 24
#define HOUR US_PER_HOUR

static int64_t
at(int minute)
{
	return utc(2026, 11, 10, minute);
}

/* A woman with signs 1, 2, 3 and a rule: two of 1, 2 in 24 hours. */
struct seen {
	struct sighting rows[ROWS_MAX];
	size_t count;
	uint8_t hers[5][16];
	bool counts[ROWS_MAX];
	struct sign_rule rule;
	struct sign_basis basis;
};

static void
woman(struct seen *seen)
{
	memset(seen, 0, sizeof *seen);
	for (uint8_t i = 0; i < 3; i++)
		seen->hers[i][0] = (uint8_t)(i + 1);
	seen->rule = (struct sign_rule){
		.sign = {{1}, {2}}, .sign_count = 2, .sightings = 2, .window_s = 86400};
	seen->basis = (struct sign_basis){.hers = (const uint8_t(*)[16])seen->hers,
					  .hers_count = 3,
					  .sighting = seen->rows,
					  .reviewed_us = US_NEVER};
}

/* Records it last; it is the one that the rule is asked about. */
static enum rule_answer
saw(struct seen *seen, uint8_t sign, enum sighting_state state, int64_t seen_us)
{
	struct sighting *row = &seen->rows[seen->count];

	*row = (struct sighting){.id = {(uint8_t)(seen->count + 1)},
				 .sign = {sign},
				 .state = state,
				 .shift_us = shift_begin(usual_settings(), london(), seen_us),
				 .seen_us = seen_us,
				 .recorded_us = at(AT(23, 0)) + (int64_t)seen->count};
	seen->basis.just = seen->count++;
	seen->basis.count = seen->count;
	return rule_judge(&seen->basis, &seen->rule, seen->counts);
}

static void
two_signs_in_a_day_fire(void **state)
{
	struct seen seen;

	(void)state;
	woman(&seen);
	assert_int_equal(saw(&seen, 1, SIGHTING_SEEN, at(AT(19, 10))), RULE_QUIET);
	assert_int_equal(saw(&seen, 3, SIGHTING_SEEN, at(AT(19, 15))), RULE_QUIET);
	assert_int_equal(saw(&seen, 2, SIGHTING_NOT_SEEN, at(AT(20, 0))), RULE_QUIET);
	assert_int_equal(saw(&seen, 2, SIGHTING_NOT_KNOWN, at(AT(20, 5))), RULE_QUIET);
	assert_int_equal(saw(&seen, 2, SIGHTING_SEEN, at(AT(20, 25))), RULE_FIRES);
	assert_true(seen.counts[0] && seen.counts[4]);
	assert_false(seen.counts[1] || seen.counts[2] || seen.counts[3]);
	seen.rule.proposed = true;
	assert_int_equal(saw(&seen, 1, SIGHTING_SEEN, at(AT(20, 30))), RULE_JOINS);
	assert_int_equal(saw(&seen, 3, SIGHTING_SEEN, at(AT(20, 31))), RULE_QUIET);
	seen.rule.watched = true;
	assert_int_equal(saw(&seen, 1, SIGHTING_SEEN, at(AT(20, 32))), RULE_QUIET);
}

static void
the_same_sign_counts_once_a_shift(void **state)
{
	struct seen seen;

	(void)state;
	woman(&seen);
	assert_int_equal(saw(&seen, 1, SIGHTING_SEEN, at(AT(18, 5))), RULE_QUIET);
	assert_int_equal(saw(&seen, 1, SIGHTING_SEEN, at(AT(19, 0))), RULE_QUIET);
	/* The day shift is another; with it the first stretch is whole at 18:05. */
	assert_int_equal(saw(&seen, 1, SIGHTING_SEEN, at(AT(17, 59))), RULE_FIRES);
	assert_true(seen.counts[0] && !seen.counts[1] && seen.counts[2]);
	seen.rule.sightings = 3;
	assert_int_equal(saw(&seen, 2, SIGHTING_SEEN, at(AT(19, 30))), RULE_FIRES);
	assert_true(!seen.counts[0] && seen.counts[1] && seen.counts[2] && seen.counts[3]);
}

static void
the_newest_of_a_shift_says_what_stands(void **state)
{
	struct seen seen;

	(void)state;
	woman(&seen);
	(void)saw(&seen, 1, SIGHTING_SEEN, at(AT(19, 0)));
	(void)saw(&seen, 1, SIGHTING_NOT_SEEN, at(AT(19, 30)));
	assert_int_equal(saw(&seen, 2, SIGHTING_SEEN, at(AT(20, 0))), RULE_QUIET);
	assert_int_equal(saw(&seen, 1, SIGHTING_SEEN, at(AT(18, 30))), RULE_QUIET);
	assert_int_equal(saw(&seen, 1, SIGHTING_SEEN, at(AT(20, 30))), RULE_FIRES);
}

static void
the_window_is_half_open(void **state)
{
	struct seen seen;

	(void)state;
	woman(&seen);
	seen.rule.window_s = 3600;
	(void)saw(&seen, 1, SIGHTING_SEEN, at(AT(19, 0)));
	assert_int_equal(saw(&seen, 2, SIGHTING_SEEN, at(AT(20, 0))), RULE_QUIET);
	seen.count = 1;
	assert_int_equal(saw(&seen, 2, SIGHTING_SEEN, at(AT(20, 0)) - 1), RULE_FIRES);
}

/* An hour without a network must not lose what two people saw. */
static void
one_sent_late_counts_beside_later_ones(void **state)
{
	struct seen seen;

	(void)state;
	woman(&seen);
	(void)saw(&seen, 1, SIGHTING_SEEN, at(AT(21, 0)));
	assert_int_equal(saw(&seen, 2, SIGHTING_SEEN, at(AT(18, 30))), RULE_FIRES);
	seen.count = 1;
	seen.rule.window_s = 3600;
	assert_int_equal(saw(&seen, 2, SIGHTING_SEEN, at(AT(18, 30))), RULE_QUIET);
}

static void
a_review_draws_a_line(void **state)
{
	struct seen seen;

	(void)state;
	woman(&seen);
	seen.basis.reviewed_us = at(AT(19, 0));
	(void)saw(&seen, 1, SIGHTING_SEEN, at(AT(19, 0)));
	assert_int_equal(saw(&seen, 2, SIGHTING_SEEN, at(AT(20, 0))), RULE_QUIET);
	assert_int_equal(saw(&seen, 1, SIGHTING_SEEN, at(AT(18, 59))), RULE_QUIET);
	seen.rule.proposed = true;
	assert_int_equal(saw(&seen, 1, SIGHTING_SEEN, at(AT(18, 58))), RULE_QUIET);
	seen.rule.proposed = false;
	assert_int_equal(saw(&seen, 1, SIGHTING_SEEN, at(AT(20, 1))), RULE_FIRES);
}

static void
a_lost_sign_does_not_count(void **state)
{
	struct seen seen;

	(void)state;
	woman(&seen);
	seen.hers[0][0] = 9;
	(void)saw(&seen, 1, SIGHTING_SEEN, at(AT(19, 0)));
	assert_int_equal(saw(&seen, 2, SIGHTING_SEEN, at(AT(20, 0))), RULE_QUIET);
	assert_int_equal(saw(&seen, 1, SIGHTING_SEEN, at(AT(20, 1))), RULE_QUIET);
}

/* ---------------------------------------------------------------- chance, against an oracle */

static bool
is(const uint8_t id[16], uint8_t n)
{
	return id[0] == n;
}

static bool
named(const struct seen *seen, uint8_t sign)
{
	bool rules = false, hers = false;

	for (size_t i = 0; i < seen->rule.sign_count; i++)
		rules |= is(seen->rule.sign[i], sign);
	for (size_t i = 0; i < seen->basis.hers_count; i++)
		hers |= is(seen->hers[i], sign);
	return rules && hers;
}

/*
 * Told otherwise: for each sign and shift find what stands; then slide the stretch over every
 * second (all times here are whole seconds) and count the signs and shifts seen in it.
 */
static bool
stands_by_hand(const struct seen *seen, uint8_t sign, int64_t shift_us)
{
	int64_t best_seen = US_NEVER, best_recorded = US_NEVER;
	enum sighting_state state = SIGHTING_STATE_COUNT;

	for (size_t i = 0; i < seen->count; i++) {
		const struct sighting *row = &seen->rows[i];

		if (!is(row->sign, sign) || row->shift_us != shift_us || row->seen_us < best_seen ||
		    (row->seen_us == best_seen && row->recorded_us < best_recorded))
			continue;
		best_seen = row->seen_us;
		best_recorded = row->recorded_us;
		state = row->state;
	}
	return state == SIGHTING_SEEN;
}

static int
counted_by_hand(const struct seen *seen, int64_t until_us)
{
	int64_t shifts[ROWS_MAX];
	uint8_t signs[ROWS_MAX];
	int count = 0;

	for (size_t i = 0; i < seen->count; i++) {
		const struct sighting *row = &seen->rows[i];
		bool known = false;

		if (row->state != SIGHTING_SEEN || row->seen_us > until_us ||
		    row->seen_us <= until_us - seen->rule.window_s * US_PER_S ||
		    row->seen_us <= seen->basis.reviewed_us || !named(seen, row->sign[0]) ||
		    !stands_by_hand(seen, row->sign[0], row->shift_us))
			continue;
		for (int k = 0; k < count; k++)
			known |= shifts[k] == row->shift_us && signs[k] == row->sign[0];
		if (known)
			continue;
		shifts[count] = row->shift_us;
		signs[count++] = row->sign[0];
	}
	return count;
}

static enum rule_answer
by_hand(const struct seen *seen)
{
	const struct sighting *just = &seen->rows[seen->basis.just];
	int64_t step_us = 600 * US_PER_S; /* all times are on this grid */

	if (just->state != SIGHTING_SEEN || seen->rule.watched ||
	    just->seen_us <= seen->basis.reviewed_us || !named(seen, just->sign[0]) ||
	    !stands_by_hand(seen, just->sign[0], just->shift_us))
		return RULE_QUIET;
	if (seen->rule.proposed)
		return RULE_JOINS;
	for (int64_t t = just->seen_us; t < just->seen_us + seen->rule.window_s * US_PER_S;
	     t += step_us)
		if (counted_by_hand(seen, t) >= seen->rule.sightings)
			return RULE_FIRES;
	return RULE_QUIET;
}

static void
make_woman(struct die *die, struct seen *seen)
{
	static const int32_t windows_s[] = {3600, 14400, 86400, 172800};

	woman(seen);
	seen->basis.hers_count = (size_t)die_between(die, 1, 5);
	for (size_t i = 0; i < seen->basis.hers_count; i++)
		seen->hers[i][0] = (uint8_t)die_between(die, 1, 5);
	seen->rule.sign_count = (size_t)die_between(die, 1, 3);
	for (size_t i = 0; i < seen->rule.sign_count; i++)
		seen->rule.sign[i][0] = (uint8_t)die_between(die, 1, 5);
	seen->rule.sightings = (int32_t)die_between(die, 1, 4);
	seen->rule.window_s = windows_s[die_between(die, 0, 3)];
	seen->rule.proposed = die_one_in(die, 6);
	seen->rule.watched = die_one_in(die, 10);
	if (die_one_in(die, 3))
		seen->basis.reviewed_us = at(-(int)die_between(die, 0, 200) * 10);
}

/* The evidence is what counts in one stretch that holds the new one, each sign and shift once. */
static void
check_evidence(const struct seen *seen, enum rule_answer answer)
{
	int64_t last_us = US_NEVER;
	int count = 0;

	for (size_t i = 0; i < seen->count; i++) {
		if (!seen->counts[i])
			continue;
		assert_int_equal(seen->rows[i].state, SIGHTING_SEEN);
		assert_true(seen->rows[i].seen_us > seen->basis.reviewed_us);
		assert_true(named(seen, seen->rows[i].sign[0]));
		last_us = seen->rows[i].seen_us > last_us ? seen->rows[i].seen_us : last_us;
		count++;
	}
	if (answer != RULE_FIRES) {
		assert_int_equal(count, 0);
		return;
	}
	assert_true(count >= seen->rule.sightings);
	for (size_t i = 0; i < seen->count; i++)
		if (seen->counts[i])
			assert_true(seen->rows[i].seen_us >
				    last_us - seen->rule.window_s * US_PER_S);
}

static void
it_fires_exactly_when_the_definition_says(void **state)
{
	struct die die = die_new("sign rules");
	long fired = 0, joined = 0, quiet = 0;
	struct seen seen;

	(void)state;
	for (int i = 0; i < die_cases(20000); i++) {
		make_woman(&die, &seen);
		for (int64_t rows = die_between(&die, 1, ROWS_MAX); rows > 0; rows--) {
			enum rule_answer answer =
				saw(&seen, (uint8_t)die_between(&die, 1, 5),
				    (enum sighting_state)(die_one_in(&die, 2)
								  ? SIGHTING_SEEN
								  : die_between(&die, 0, 2)),
				    at(-(int)die_between(&die, 0, 250) * 10));

			assert_int_equal(answer, by_hand(&seen));
			check_evidence(&seen, answer);
			fired += answer == RULE_FIRES;
			joined += answer == RULE_JOINS;
			quiet += answer == RULE_QUIET;
		}
	}
	assert_true(fired > 100 && joined > 100 && quiet > 100);
}

/* The same sightings, sent in another order: some one of them makes the rule fire, or none does. */
static void
the_order_of_arrival_changes_nothing(void **state)
{
	struct die die = die_new("sign order");

	(void)state;
	for (int i = 0; i < die_cases(20000); i++) {
		struct seen one, other;
		struct sighting rows[6];
		bool fired[2] = {false, false};

		make_woman(&die, &one);
		one.rule.proposed = one.rule.watched = false;
		other = one;
		/* All seen, each at its own time: what stands does not turn back. */
		for (int k = 0; k < 6; k++) {
			rows[k].sign[0] = (uint8_t)die_between(&die, 1, 5);
			rows[k].seen_us = at(-(int)(die_between(&die, 0, 40) * 60 + k * 10));
			fired[0] |= saw(&one, rows[k].sign[0], SIGHTING_SEEN, rows[k].seen_us) ==
				    RULE_FIRES;
		}
		for (int k = 6; k > 0; k--) {
			int64_t pick = die_between(&die, 0, k - 1);

			fired[1] |= saw(&other, rows[pick].sign[0], SIGHTING_SEEN,
					rows[pick].seen_us) == RULE_FIRES;
			rows[pick] = rows[k - 1];
		}
		assert_int_equal(fired[0], fired[1]);
	}
}

/* ---------------------------------------------------------------- shift by shift */

static void
a_shift_begins_where_the_one_before_ends(void **state)
{
	struct die die = die_new("shifts");
	struct rules_settings settings = *usual_settings();

	(void)state;
	assert_true(shift_begin(&settings, london(), at(AT(19, 10))) == at(AT(18, 0)));
	assert_true(shift_begin(&settings, london(), at(AT(18, 0))) == at(AT(18, 0)));
	assert_true(shift_begin(&settings, london(), at(AT(18, 0)) - 1) == at(AT(8, 0)));
	assert_true(shift_begin(&settings, london(), at(AT(7, 59))) == at(AT(18, 0) - 1440));
	/* The night of 15 hours: its shift began by summer time. */
	assert_true(shift_begin(&settings, london(), utc(2026, 10, 25, AT(7, 59))) ==
		    utc(2026, 10, 24, AT(17, 0)));
	for (int i = 0; i < die_cases(200000); i++) {
		int64_t us = made_instant(&die), begin;

		settings.shift_end_count = (int32_t)die_between(&die, 1, 3);
		for (int32_t k = 0; k < settings.shift_end_count; k++)
			settings.shift_end_min[k] = (int32_t)die_between(&die, 0, 95) * 15;
		begin = shift_begin(&settings, london(), us);
		assert_true(begin <= us && us - begin <= 25 * HOUR);
		assert_true(shift_begin(&settings, london(), begin) == begin);
		assert_true(shift_begin(&settings, london(), begin - 1) < begin);
		/* A shift end between it and us can only be the second coming of one. */
		if (shift_end_after(&settings, london(), begin) <= us)
			assert_true(zone_repeats(london(),
						 shift_end_after(&settings, london(), begin)));
	}
	settings.shift_end_count = 0;
	assert_true(shift_begin(&settings, london(), at(AT(19, 10))) == at(0));
}

static void
a_strip_has_four_weeks_of_shifts(void **state)
{
	int64_t shifts[STRIP_SHIFTS_MAX];
	struct strip_dot dots[STRIP_SHIFTS_MAX];
	struct seen seen;
	size_t count = strip_shifts(usual_settings(), london(), at(AT(22, 0)), shifts);

	(void)state;
	assert_int_equal(count, 56);
	assert_true(shifts[0] == at(AT(18, 0)) && shifts[1] == at(AT(8, 0)));
	assert_true(shifts[55] > at(AT(22, 0)) - STRIP_DAYS * US_PER_DAY);
	woman(&seen);
	(void)saw(&seen, 1, SIGHTING_SEEN, at(AT(9, 0)));
	(void)saw(&seen, 1, SIGHTING_NOT_KNOWN, at(AT(10, 0)));
	(void)saw(&seen, 1, SIGHTING_SEEN, at(AT(8, 0)));
	(void)saw(&seen, 2, SIGHTING_NOT_SEEN, at(AT(19, 0)));
	(void)saw(&seen, 1, SIGHTING_SEEN, at(-40 * 1440));
	strip_fill(&seen.basis, (const uint8_t[16]){1}, &(struct strip_span){shifts, count}, dots);
	assert_false(dots[0].looked || dots[2].looked || dots[55].looked);
	assert_true(dots[1].looked && dots[1].state == SIGHTING_NOT_KNOWN && dots[1].seen == 2);
}

static void
nobody_knows_for_two_whole_shifts(void **state)
{
	static const struct {
		struct strip_dot now, last, before;
		int from;
		bool gap;
	} cases[] = {
		{{false}, {false}, {false}, -9000, true},
		{{true, SIGHTING_SEEN, 1}, {false}, {false}, -9000, true},
		{{false}, {true, SIGHTING_NOT_KNOWN, 0}, {false}, -9000, true},
		{{false}, {true, SIGHTING_NOT_SEEN, 0}, {false}, -9000, false},
		{{false}, {false}, {true, SIGHTING_SEEN, 1}, -9000, false},
		{{false}, {false}, {false}, AT(9, 0), false},
		{{false}, {false}, {false}, AT(18, 0) - 1440, true},
	};
	int64_t shifts[STRIP_SHIFTS_MAX];
	size_t count = strip_shifts(usual_settings(), london(), at(AT(22, 0)), shifts);

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct strip_dot dots[] = {cases[i].now, cases[i].last, cases[i].before};

		assert_int_equal(strip_gap(shifts, dots, count, at(cases[i].from)), cases[i].gap);
	}
	assert_false(strip_gap(shifts, (struct strip_dot[3]){{false}}, 2, at(-9000)));
}

static void
words_round_the_same_way(void **state)
{
	(void)state;
	for (int i = 0; i < SIGHTING_STATE_COUNT; i++)
		assert_int_equal(sighting_state_of(sighting_state_word((enum sighting_state)i)), i);
	assert_int_equal(sighting_state_of("fine"), SIGHTING_STATE_COUNT);
	assert_int_equal(sighting_state_of(NULL), SIGHTING_STATE_COUNT);
	assert_null(sighting_state_word(SIGHTING_STATE_COUNT));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_signs_in_a_day_fire),
		cmocka_unit_test(the_same_sign_counts_once_a_shift),
		cmocka_unit_test(the_newest_of_a_shift_says_what_stands),
		cmocka_unit_test(the_window_is_half_open),
		cmocka_unit_test(one_sent_late_counts_beside_later_ones),
		cmocka_unit_test(a_review_draws_a_line),
		cmocka_unit_test(a_lost_sign_does_not_count),
		cmocka_unit_test(it_fires_exactly_when_the_definition_says),
		cmocka_unit_test(the_order_of_arrival_changes_nothing),
		cmocka_unit_test(a_shift_begins_where_the_one_before_ends),
		cmocka_unit_test(a_strip_has_four_weeks_of_shifts),
		cmocka_unit_test(nobody_knows_for_two_whole_shifts),
		cmocka_unit_test(words_round_the_same_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
