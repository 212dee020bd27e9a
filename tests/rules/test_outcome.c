/* test_outcome.c -- the one table of what an outcome completes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "lantern/rules/outcome.h"

static const struct sleep_facts seen_asleep = {true, true, false};

static void
the_table(void **state)
{
	static const struct {
		enum check_outcome outcome;
		bool sign_of_life, conversation, rouse;
	} table[] = {
		{OUTCOME_SPOKE, true, true, true},
		{OUTCOME_DO_NOT_DISTURB, true, true, true},
		{OUTCOME_AWAKE_SEEN, true, false, false},
		{OUTCOME_ASLEEP_BREATHING, true, false, false},
		{OUTCOME_NO_REPLY, false, false, false},
		{OUTCOME_NOT_IN_ROOM, false, false, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		enum check_outcome o = table[i].outcome;

		assert_int_equal(outcome_completes(o, seen_asleep, KIND_SIGN_OF_LIFE, 0),
				 table[i].sign_of_life);
		assert_int_equal(outcome_completes(o, seen_asleep, KIND_CONVERSATION, 0),
				 table[i].conversation);
		assert_int_equal(outcome_completes(o, seen_asleep, KIND_ROUSE, 0), table[i].rouse);
	}
}

static void
asleep_needs_breathing_and_one_thing_more(void **state)
{
	(void)state;
	for (unsigned bits = 0; bits < 8; bits++) {
		struct sleep_facts facts = {bits & 1, bits & 2, bits & 4};
		bool want = (bits & 1) && (bits & 6);

		assert_int_equal(
			outcome_completes(OUTCOME_ASLEEP_BREATHING, facts, KIND_SIGN_OF_LIFE, 0),
			want);
		assert_int_equal(outcome_facts_suffice(OUTCOME_ASLEEP_BREATHING, facts), want);
		assert_true(outcome_facts_suffice(OUTCOME_SPOKE, facts));
	}
}

static void
strictness_asks_for_more(void **state)
{
	struct sleep_facts all = {true, true, true};

	(void)state;
	assert_false(outcome_completes(OUTCOME_ASLEEP_BREATHING, all, KIND_SIGN_OF_LIFE,
				       STRICT_NOT_ASLEEP));
	assert_false(outcome_completes(OUTCOME_ASLEEP_BREATHING, seen_asleep, KIND_SIGN_OF_LIFE,
				       STRICT_ASLEEP_ALL));
	assert_true(outcome_completes(OUTCOME_ASLEEP_BREATHING, all, KIND_SIGN_OF_LIFE,
				      STRICT_ASLEEP_ALL));
	assert_false(
		outcome_completes(OUTCOME_DO_NOT_DISTURB, all, KIND_ROUSE, STRICT_ROUSE_SPOKEN));
	assert_true(outcome_completes(OUTCOME_DO_NOT_DISTURB, all, KIND_CONVERSATION,
				      STRICT_ROUSE_SPOKEN));
	assert_false(outcome_completes(OUTCOME_DO_NOT_DISTURB, all, KIND_CONVERSATION,
				       STRICT_CONVERSE_SPOKEN));
}

/* All combinations: never looser by a flag, and what completes a kind completes the weaker. */
static void
stricter_is_never_looser(void **state)
{
	(void)state;
	for (int o = -1; o <= OUTCOME_COUNT; o++)
		for (unsigned bits = 0; bits < 8; bits++)
			for (unsigned strict = 0; strict < 16; strict++)
				for (int k = 0; k <= KIND_COUNT; k++) {
					struct sleep_facts facts = {bits & 1, bits & 2, bits & 4};
					enum check_outcome outcome = (enum check_outcome)o;
					enum check_kind kind = (enum check_kind)k;
					bool done = outcome_completes(outcome, facts, kind, strict);

					if (!done)
						continue;
					assert_true(k < KIND_COUNT && o >= 0 && o < OUTCOME_COUNT);
					assert_true(outcome_completes(outcome, facts, kind, 0));
					for (int weaker = 0; weaker < k; weaker++)
						assert_true(outcome_completes(
							outcome, facts, (enum check_kind)weaker,
							strict));
				}
}

#define ROUND_TRIP(name, type, first, count) \
	do { \
		for (int i = (first); i < (count); i++) \
			assert_int_equal(name##_of(name##_word((type)i)), i); \
		assert_null(name##_word((type)(count))); \
		assert_null(name##_word((type)-1)); \
		assert_int_equal(name##_of("nonsense"), (count)); \
		assert_int_equal(name##_of(NULL), (count)); \
	} while (0)

static void
words_and_values_agree(void **state)
{
	(void)state;
	ROUND_TRIP(kind, enum check_kind, 0, KIND_COUNT);
	ROUND_TRIP(outcome, enum check_outcome, 0, OUTCOME_COUNT);
	ROUND_TRIP(source, enum check_source, 0, SOURCE_COUNT);
	ROUND_TRIP(class, enum check_class, 0, CLASS_COUNT);
	ROUND_TRIP(state, enum check_state, 0, STATE_COUNT);
	ROUND_TRIP(presence, enum presence, 0, PRESENCE_COUNT);
	ROUND_TRIP(proof, enum proof, 0, PROOF_COUNT);
	ROUND_TRIP(late_reason, enum late_reason, 1, LATE_COUNT);
	assert_null(late_reason_word(LATE_NONE));
	assert_string_equal(outcome_word(OUTCOME_DO_NOT_DISTURB), "do_not_disturb");
	assert_string_equal(source_word(SOURCE_NOT_SEEN_SWEEP), "not_seen_sweep");
	assert_string_equal(late_reason_word(LATE_WITH_ANOTHER_WOMAN), "with_another_woman");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_table),
		cmocka_unit_test(asleep_needs_breathing_and_one_thing_more),
		cmocka_unit_test(strictness_asks_for_more),
		cmocka_unit_test(stricter_is_never_looser),
		cmocka_unit_test(words_and_values_agree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
