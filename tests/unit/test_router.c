/*
 * test_router.c -- the real table: each row is reached by its own address and guarded by its own
 * roles.
 */
#include "unit/unit.h"

#include <stdio.h>

#include "http/private.h"
#include "lantern/arena.h"
#include "lantern/route.h"

#define SOME_ID "019a6f2f-b800-7000-8000-000000000001"

static struct exchange x;

static int
set_up(void **state)
{
	(void)state;
	x.r.arena = arena_new(1024);
	router_init();
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	router_free();
	arena_free(x.r.arena);
	return 0;
}

static struct router_match
find(const char *method, const char *path)
{
	x.path = path;
	return router_find(&x, method);
}

/* A pattern with something fitting in place of each parameter. */
static void
address_of(const char *pattern, char *out, size_t size)
{
	size_t n = 0;

	while (*pattern != '\0' && n + sizeof(SOME_ID) < size) {
		if (*pattern != '{') {
			out[n++] = *pattern++;
			continue;
		}
		n += (size_t)snprintf(out + n, size - n, "%s",
				      strstr(pattern, ":uuid}") == strchr(pattern, ':') ? SOME_ID
											: "7");
		pattern = strchr(pattern, '}') + 1;
	}
	out[n] = '\0';
}

static void
every_row_is_reached_by_its_own_address(void **state)
{
	char address[512];
	size_t i;

	(void)state;
	for (i = 0; i < routes_count; i++) {
		address_of(routes[i].path, address, sizeof(address));
		if (find(routes[i].method, address).route != &routes[i])
			fail_msg("%s %s is hidden by another row", routes[i].method,
				 routes[i].path);
	}
}

static void
every_row_says_who_may(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < routes_count; i++) {
		bool open = routes[i].flags & ROUTE_OPEN;

		assert_int_not_equal(routes[i].who, 0);
		/* without a session nobody has a role: such a row must be for everyone */
		if (open)
			assert_true(routes[i].who & R_ANYONE);
	}
}

static void
nearly_right_addresses_are_none(void **state)
{
	static const char *const bad[] = {
		"",	      "/",	"/pin",	      "/ping/",		 "/pingx",
		"/ping/x",    "//ping", "/problems/", "/problems/a%2Fb", "/problems/a.b",
		"/api/livex", "/PING"};
	char longer[200] = "/problems/";
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(bad); i++)
		assert_null(find("GET", bad[i]).route);
	memset(longer + 10, 'a', 65);
	assert_null(find("GET", longer).route);
	longer[74] = '\0';
	assert_non_null(find("GET", longer).route);
}

static void
other_methods_learn_what_is_allowed(void **state)
{
	struct router_match m = find("DELETE", "/ping");
	char allow[64];

	(void)state;
	assert_null(m.route);
	assert_string_equal(router_allow(m.methods, allow), "GET, HEAD, OPTIONS");
}

static void
roles_have_their_names(void **state)
{
	(void)state;
	assert_int_equal(role_bit("night_worker"), R_NIGHT);
	assert_int_equal(role_bit("administrator"), R_ADMIN);
	assert_int_equal(role_bit("shift_lead"), R_SHIFT_LEAD);
	assert_int_equal(role_bit("practitioner"), R_PRACTITIONER);
	assert_int_equal(role_bit("terminal"), 0);
	assert_int_equal(role_bit(""), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_row_is_reached_by_its_own_address, set_up,
						tear_down),
		cmocka_unit_test(every_row_says_who_may),
		cmocka_unit_test_setup_teardown(nearly_right_addresses_are_none, set_up, tear_down),
		cmocka_unit_test_setup_teardown(other_methods_learn_what_is_allowed, set_up,
						tear_down),
		cmocka_unit_test(roles_have_their_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
