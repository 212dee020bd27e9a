/* test_safety_plan.c -- what her plan needs to be in force, and what a version changes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <string.h>

#include "lantern/rules/safety_plan.h"
#include "lantern/rules/zone.h"

static const struct plan_needs usual = {.signs_min = 3, .signs_max = 7, .how_written = true};

/* Three early signs tied to one line, and a strength. */
static struct safety_plan
whole_plan(void)
{
	struct safety_plan plan = {
		.agreement = "agreed",
		.agreement_words = "",
		.line_count = 1,
		.sign_count = 4,
		.line = {{"line-1", "she stays in bed", "sit_with_her", "bring tea", "anybody", 0}},
		.sign = {{"sign-1", "leaves her meals", false, "line-1"},
			 {"sign-2", "up at night", false, "line-1"},
			 {"sign-3", "gives things away", false, "line-1"},
			 {"sign-4", "sings", true, ""}},
	};
	size_t i;

	for (i = 0; i < SECTION_COUNT; i++)
		plan.section[i].hers = plan.section[i].ours = "";
	for (i = 0; i < CRISIS_COUNT; i++) {
		plan.crisis[i].state = "not_asked";
		plan.crisis[i].words = "";
		plan.crisis[i].known_us = US_NEVER;
	}
	return plan;
}

static void
assert_fault(const struct plan_faults *faults, size_t n, enum plan_fault_kind kind, size_t place)
{
	assert_true(n < faults->count);
	assert_int_equal(faults->item[n].kind, kind);
	assert_int_equal(faults->item[n].place, place);
}

static void
whole_may_be_in_force(void **state)
{
	struct safety_plan plan = whole_plan();
	struct plan_faults faults;

	(void)state;
	safety_plan_contradictions(&plan, &faults);
	assert_int_equal(faults.count, 0);
	safety_plan_missing(&plan, &usual, &faults);
	assert_int_equal(faults.count, 0);
}

/* At once is an answer to "within how long"; no answer is none. */
static void
a_line_says_who_and_within(void **state)
{
	struct safety_plan plan = whole_plan();
	struct plan_faults faults;

	(void)state;
	plan.line_count = 2;
	plan.line[1] = (struct plan_line){"line-2", "x", "other", "y", "", WITHIN_ABSENT};
	safety_plan_missing(&plan, &usual, &faults);
	assert_int_equal(faults.count, 2);
	assert_fault(&faults, 0, FAULT_LINE_WHO, 1);
	assert_fault(&faults, 1, FAULT_LINE_WITHIN, 1);
}

static void
early_signs_are_counted_and_tied(void **state)
{
	struct safety_plan plan = whole_plan();
	struct plan_faults faults;

	(void)state;
	plan.sign[1].line = "";
	plan.sign[2].strength = true;
	safety_plan_missing(&plan, &usual, &faults);
	assert_int_equal(faults.count, 2);
	assert_fault(&faults, 0, FAULT_SIGN_LINE, 1);
	assert_fault(&faults, 1, FAULT_SIGNS_FEW, 0);

	plan = whole_plan();
	safety_plan_missing(&plan, &(struct plan_needs){1, 2, true}, &faults);
	assert_int_equal(faults.count, 1);
	assert_fault(&faults, 0, FAULT_SIGNS_MANY, 0);
	safety_plan_missing(&plan, &(struct plan_needs){3, 3, true}, &faults);
	assert_int_equal(faults.count, 0);
}

static void
nobody_is_all_concerns(void **state)
{
	struct safety_plan plan = whole_plan();
	struct plan_faults faults;

	(void)state;
	assert_string_equal(safety_plan_strength(&plan), "sings");
	plan.sign_count = 3;
	assert_null(safety_plan_strength(&plan));
	safety_plan_missing(&plan, &usual, &faults);
	assert_int_equal(faults.count, 1);
	assert_fault(&faults, 0, FAULT_NO_STRENGTH, 0);
	plan.sign_count = 4;
	safety_plan_missing(&plan, &(struct plan_needs){3, 7, false}, &faults);
	assert_int_equal(faults.count, 1);
	assert_fault(&faults, 0, FAULT_HOW, 0);
}

static void
contradictions_are_found_where_they_are(void **state)
{
	struct safety_plan plan = whole_plan();
	struct plan_faults faults;

	(void)state;
	plan.line_count = 2;
	plan.line[1] = plan.line[0];
	plan.sign[2].id = "sign-1";
	plan.sign[3].line = "line-9";
	safety_plan_contradictions(&plan, &faults);
	assert_int_equal(faults.count, 3);
	assert_fault(&faults, 0, FAULT_LINE_TWICE, 1);
	assert_fault(&faults, 1, FAULT_SIGN_TWICE, 2);
	assert_fault(&faults, 2, FAULT_SIGN_STRAY, 3);
}

/* Everything wrong at once still fits. */
static void
the_worst_plan_fits(void **state)
{
	struct safety_plan plan = whole_plan();
	struct plan_faults faults;
	size_t i;

	(void)state;
	plan.line_count = PLAN_LINES_MAX;
	plan.sign_count = PLAN_SIGNS_MAX;
	for (i = 0; i < PLAN_LINES_MAX; i++)
		plan.line[i] = (struct plan_line){"same", "x", "other", "y", "", WITHIN_ABSENT};
	for (i = 0; i < PLAN_SIGNS_MAX; i++)
		plan.sign[i] = (struct plan_sign){"same", "x", false, ""};
	safety_plan_missing(&plan, &(struct plan_needs){30, 7, false}, &faults);
	assert_int_equal(faults.count, 2 * PLAN_LINES_MAX + PLAN_SIGNS_MAX + 4);
	for (i = 0; i < PLAN_SIGNS_MAX; i++)
		plan.sign[i].line = "nowhere";
	safety_plan_contradictions(&plan, &faults);
	assert_int_equal(faults.count, PLAN_LINES_MAX - 1 + 2 * PLAN_SIGNS_MAX - 1);
	assert_true(faults.count <= PLAN_FAULTS_MAX);
}

/* Each member that is written changes exactly the part it belongs to, and nothing else does. */
static void
each_change_has_its_part(void **state)
{
	const struct safety_plan was = whole_plan();
	struct safety_plan now;
	int i;

	(void)state;
	assert_int_equal(safety_plan_changed(&was, &was), 0);
#define CHANGED(change, bit) \
	do { \
		now = was; \
		change; \
		assert_int_equal(safety_plan_changed(&was, &now), bit); \
		assert_int_equal(safety_plan_changed(&now, &was), bit); \
	} while (0)
	for (i = 0; i < SECTION_COUNT; i++) {
		CHANGED(now.section[i].hers = "more", 1u << i);
		CHANGED(now.section[i].ours = "more", 1u << i);
	}
	for (i = 0; i < CRISIS_COUNT; i++) {
		CHANGED(now.crisis[i].state = "none_known", 1u << SECTION_CRISIS);
		CHANGED(now.crisis[i].words = "more", 1u << SECTION_CRISIS);
		CHANGED(now.crisis[i].known_us = 0, 1u << SECTION_CRISIS);
	}
	CHANGED(now.line[0].id = "line-7", PLAN_LINES_BIT);
	CHANGED(now.line[0].sees = "more", PLAN_LINES_BIT);
	CHANGED(now.line[0].action = "call_999", PLAN_LINES_BIT);
	CHANGED(now.line[0].does = "more", PLAN_LINES_BIT);
	CHANGED(now.line[0].who = "more", PLAN_LINES_BIT);
	CHANGED(now.line[0].within_s = WITHIN_ABSENT, PLAN_LINES_BIT);
	CHANGED(now.line_count = 0, PLAN_LINES_BIT);
	CHANGED(now.sign[3].id = "sign-7", 1u << SECTION_SIGNS);
	CHANGED(now.sign[3].words = "more", 1u << SECTION_SIGNS);
	CHANGED(now.sign[3].strength = false, 1u << SECTION_SIGNS);
	CHANGED(now.sign[0].line = "", 1u << SECTION_SIGNS);
	CHANGED(now.sign_count = 3, 1u << SECTION_SIGNS);
	CHANGED(now.daily = 1, 1u << SECTION_USUAL);
	CHANGED(now.agreement = "signed", 1u << SECTION_AGREEMENT);
	CHANGED(now.agreement_words = "more", 1u << SECTION_AGREEMENT);
	CHANGED(now.large_print = true, 1u << SECTION_AGREEMENT);
#undef CHANGED
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whole_may_be_in_force),
		cmocka_unit_test(a_line_says_who_and_within),
		cmocka_unit_test(early_signs_are_counted_and_tied),
		cmocka_unit_test(nobody_is_all_concerns),
		cmocka_unit_test(contradictions_are_found_where_they_are),
		cmocka_unit_test(the_worst_plan_fits),
		cmocka_unit_test(each_change_has_its_part),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
