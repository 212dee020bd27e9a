/* test_arena.c -- memory of a request: zeroed, aligned, apart, however large. */
#include "unit/unit.h"

#include "lantern/arena.h"

static void
allocations_are_zeroed_aligned_and_apart(void **state)
{
	struct arena *a = arena_new(64);
	unsigned char *p[200];
	size_t i, k;

	(void)state;
	for (i = 0; i < COUNT(p); i++) {
		p[i] = arena_alloc(a, i);
		assert_int_equal((uintptr_t)p[i] % _Alignof(max_align_t), 0);
		for (k = 0; k < i; k++)
			assert_int_equal(p[i][k], 0);
		memset(p[i], (int)i, i);
	}
	for (i = 0; i < COUNT(p); i++)
		for (k = 0; k < i; k++)
			assert_int_equal(p[i][k], i);
	arena_free(a);
}

static void
one_allocation_may_exceed_the_block(void **state)
{
	struct arena *a = arena_new(64);
	char *big = arena_alloc(a, 1 << 20);

	(void)state;
	memset(big, 'x', 1 << 20);
	assert_true(arena_size(a) >= 1 << 20);
	arena_free(a);
}

static void
texts_are_copies(void **state)
{
	struct arena *a = arena_new(64);
	char text[] = "Lantern House";
	char *copy = arena_strdup(a, text), *part = arena_strndup(a, text, 7);
	char *made = arena_printf(a, "%s has %d beds", text, 18);

	(void)state;
	memset(text, '?', sizeof(text) - 1);
	assert_string_equal(copy, "Lantern House");
	assert_string_equal(part, "Lantern");
	assert_string_equal(made, "Lantern House has 18 beds");
	assert_null(arena_strdup(a, NULL));
	arena_free(a);
	arena_free(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(allocations_are_zeroed_aligned_and_apart),
		cmocka_unit_test(one_allocation_may_exceed_the_block),
		cmocka_unit_test(texts_are_copies),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
