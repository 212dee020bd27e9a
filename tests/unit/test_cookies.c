/* test_cookies.c -- one cookie out of a header. */
#include "unit/unit.h"

#include "http/private.h"

static void
finds(const char *header, const char *expected)
{
	const char *value;
	size_t n;

	assert_true(cookie_find(header, "__Host-lantern", &value, &n));
	assert_int_equal(n, strlen(expected));
	assert_memory_equal(value, expected, n);
}

static void
cookies_are_found_by_their_whole_name(void **state)
{
	(void)state;
	finds("__Host-lantern=abc", "abc");
	finds("a=b; __Host-lantern=abc; c=d", "abc");
	finds("a=b;__Host-lantern=abc ;c=d", "abc");
	finds("__Host-lantern-terminal=t; __Host-lantern=abc", "abc");
	finds("x__Host-lantern=t; __Host-lantern=", "");
	finds("__Host-lantern=a=b", "a=b");
}

static void
none_or_two_are_none(void **state)
{
	static const char *const headers[] = {
		"",
		";",
		"a=b",
		"__Host-lantern",
		"__host-lantern=a",
		"x=__Host-lantern=a",
		"__Host-lantern=a; __Host-lantern=b",
	};
	const char *value;
	size_t i, n;

	(void)state;
	for (i = 0; i < COUNT(headers); i++)
		assert_false(cookie_find(headers[i], "__Host-lantern", &value, &n));
	assert_false(cookie_find(NULL, "__Host-lantern", &value, &n));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cookies_are_found_by_their_whole_name),
		cmocka_unit_test(none_or_two_are_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
