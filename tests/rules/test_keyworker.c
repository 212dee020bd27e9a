/* test_keyworker.c -- who is suggested as her keyworker, and in which order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <string.h>

#include "lantern/rules/keyworker.h"
#include "lantern/rules/zone.h"
#include "rules/die.h"

#define MOST 12

static const char *
names_of(const struct keyworker_candidate *c, size_t count, bool *previous)
{
	static char names[MOST * 8];
	size_t order[MOST], found = keyworker_suggest(c, count, order, previous), length = 0;

	names[0] = '\0';
	for (size_t i = 0; i < found; i++)
		length += (size_t)snprintf(names + length, sizeof names - length, "%s%s",
					   i ? " " : "", c[order[i]].name);
	return names;
}

static void
the_one_she_had_comes_first_then_who_has_most_room(void **state)
{
	struct keyworker_candidate c[] = {
		{.name = "Ada", .holds = 3, .capacity = 6, .held_until_us = US_NEVER},
		{.name = "Bea", .holds = 1, .capacity = 6, .held_until_us = US_NEVER},
		{.name = "Cat", .holds = 5, .capacity = 6, .held_until_us = 20},
		{.name = "Dot", .holds = 1, .capacity = 2, .held_until_us = 10},
		{.name = "Eve", .holds = 0, .capacity = 6, .now = true, .held_until_us = 30},
		{.name = "Flo", .holds = 0, .capacity = 6, .away = true, .held_until_us = US_NEVER},
		{.name = "Gwen", .holds = 0, .capacity = 0, .held_until_us = US_NEVER},
	};
	bool previous;

	(void)state;
	assert_string_equal(names_of(c, 7, &previous), "Cat Bea Ada Dot");
	assert_true(previous);
	c[2].holds = 6; /* full: she is the last, and not because she was hers */
	assert_string_equal(names_of(c, 7, &previous), "Bea Ada Dot Cat");
	assert_false(previous);
	c[2].holds = 5;
	c[2].away = true;
	assert_string_equal(names_of(c, 7, &previous), "Bea Ada Dot");
	assert_false(previous);
	assert_string_equal(names_of(c, 0, &previous), "");
}

/* In whatever order they come: the same order, nobody twice, nobody who may not. */
static void
the_order_does_not_depend_on_how_they_come(void **state)
{
	static const char *const names[MOST] = {"A", "B", "C", "D", "E", "F",
						"G", "H", "I", "J", "K", "L"};
	struct die die = die_new("keyworkers");

	(void)state;
	for (int i = 0; i < die_cases(5000); i++) {
		struct keyworker_candidate c[MOST], swapped;
		size_t count = (size_t)die_between(&die, 1, MOST), a, b, may = 0;
		char before[MOST * 8];
		bool previous, again;

		for (a = 0; a < count; a++) {
			c[a] = (struct keyworker_candidate){
				.name = names[a],
				.now = die_one_in(&die, 6),
				.away = die_one_in(&die, 4),
				.holds = (int32_t)die_between(&die, 0, 8),
				.capacity = (int32_t)die_between(&die, 0, 8),
				.held_until_us = die_one_in(&die, 3) ? (int64_t)a : US_NEVER,
			};
			may += !c[a].now && !c[a].away && c[a].capacity > 0;
		}
		(void)snprintf(before, sizeof before, "%s", names_of(c, count, &previous));
		assert_int_equal(strlen(before), may ? 2 * may - 1 : 0);
		for (a = 0; a < count; a++) {
			b = (size_t)die_between(&die, 0, (int64_t)count - 1);
			swapped = c[a];
			c[a] = c[b];
			c[b] = swapped;
		}
		assert_string_equal(names_of(c, count, &again), before);
		assert_int_equal(previous, again);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_one_she_had_comes_first_then_who_has_most_room),
		cmocka_unit_test(the_order_does_not_depend_on_how_they_come),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
