/* test_ids.c -- ids: strict in, canonical out, in the order of time. */
#include "unit/unit.h"

#include "lantern/ids.h"

static void
ids_are_canonical_and_differ(void **state)
{
	char a[UUID_SIZE], b[UUID_SIZE], again[UUID_SIZE];

	(void)state;
	assert_true(id_parse(id_random(a), again));
	assert_string_equal(a, again);
	assert_int_equal(a[14], '4');
	assert_string_not_equal(a, id_random(b));
	assert_true(id_parse(id_ordered(1762800000000000, a), again));
	assert_int_equal(a[14], '7');
	assert_true(strchr("89ab", a[19]) != NULL);
	assert_string_not_equal(a, id_ordered(1762800000000000, b));
}

static void
ordered_ids_sort_by_their_time(void **state)
{
	char earlier[UUID_SIZE], later[UUID_SIZE];
	int i;

	(void)state;
	for (i = 0; i < 1000; i++) {
		id_ordered(INT64_C(1762800000000000) + i * 1000, earlier);
		id_ordered(INT64_C(1762800000000000) + i * 1000 + 1000, later);
		assert_true(strcmp(earlier, later) < 0);
	}
	assert_memory_equal(id_ordered(INT64_C(1762800000000000), earlier), "019a6f11-5c00-7", 15);
}

static void
only_whole_ids_are_taken(void **state)
{
	static const char *const bad[] = {
		"",
		"019a6f2f-b800-7000-8000-00000000000",
		"019a6f2f-b800-7000-8000-0000000000011",
		"019a6f2fb80070008000000000000001",
		"{019a6f2f-b800-7000-8000-000000000001}",
		"019a6f2f-b800-7000-8000-00000000000g",
		"019a6f2f_b800-7000-8000-000000000001",
		" 19a6f2f-b800-7000-8000-000000000001",
		"00000000-0000-0000-0000-000000000000",
	};
	char out[UUID_SIZE];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(bad); i++)
		assert_false(id_parse(bad[i], out));
	assert_false(id_parse(NULL, out));
	assert_true(id_parse("019A6F2F-B800-7000-8000-00000000ABCD", out));
	assert_string_equal(out, "019a6f2f-b800-7000-8000-00000000abcd");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ids_are_canonical_and_differ),
		cmocka_unit_test(ordered_ids_sort_by_their_time),
		cmocka_unit_test(only_whole_ids_are_taken),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
