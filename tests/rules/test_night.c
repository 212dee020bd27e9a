/* test_night.c -- the laws of stay.h over many nights by chance, clock-change nights among them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "rules/long_night.h"

#define NIGHTS 24000
#define STEPS 60

static void
no_night_breaks_a_law(void **state)
{
	struct die die = die_new("nights");
	unsigned visits = 0, closed = 0, alarms = 0;
	static struct long_night night;

	(void)state;
	for (int n = 0; n < die_cases(NIGHTS); n++) {
		night_begin(&night, &die);
		for (int i = 0; i < STEPS && night.broken == NULL; i++)
			night_step(&night);
		if (night.broken != NULL)
			fail_msg("night %d, step %u: %s", n, night.steps, night.broken);
		visits += night.visits;
		closed += night.closed;
		alarms += night.alarms;
	}
	assert_true(visits > (unsigned)die_cases(NIGHTS) * 5);
	assert_true(closed > (unsigned)die_cases(NIGHTS) * 5);
	assert_true(alarms > (unsigned)die_cases(NIGHTS));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_night_breaks_a_law),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
