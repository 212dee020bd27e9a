/*
 * test_problem.c -- problems as JSON that holds whatever a caller sent, and each kind with its
 * page.
 */
#include "unit/unit.h"

#include <ctype.h>
#include <stdio.h>

#include "http/private.h"
#include "lantern/arena.h"

static struct exchange x;

static int
set_up(void **state)
{
	(void)state;
	x.r.arena = arena_new(1024);
	memcpy(x.r.id, "019a6f2f-b800-7000-8000-000000000001", UUID_SIZE);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	arena_free(x.r.arena);
	return 0;
}

static json_t *
json_of(struct problem *p)
{
	json_t *json = json_loads(problem_json(&x.r, p), JSON_REJECT_DUPLICATES, NULL);

	assert_non_null(json);
	return json;
}

static void
a_problem_says_type_title_status_and_request(void **state)
{
	json_t *json = json_of(problem(&x.r, PROBLEM_NOT_FOUND, "No room %d.", 7));

	(void)state;
	assert_string_equal(json_string_value(json_object_get(json, "type")),
			    "/problems/not-found");
	assert_string_equal(json_string_value(json_object_get(json, "detail")), "No room 7.");
	assert_string_equal(json_string_value(json_object_get(json, "request")), x.r.id);
	assert_int_equal(json_integer_value(json_object_get(json, "status")), 404);
	assert_null(json_object_get(json, "errors"));
	json_decref(json);
}

static void
anything_sent_is_given_back_as_valid_json(void **state)
{
	static const char *const texts[] = {"\"},{\"",	"\\",	       "a\nb\x01",
					    "\xff\xfe", "caf\xc3\xa9", "</script>"};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(texts); i++) {
		struct problem *p = problem(&x.r, PROBLEM_INVALID_INPUT, "%s", texts[i]);
		json_t *json;

		problem_field(p, texts[i], "%s", texts[i]);
		json = json_of(problem_member(p, "locked_until", texts[i]));
		assert_int_equal(json_array_size(json_object_get(json, "errors")), 1);
		json_decref(json);
	}
}

static void
who_can_try_again_is_told_when(void **state)
{
	(void)state;
	assert_int_equal(problem_retry_s(problem(&x.r, PROBLEM_AWAY, "%s", "")), 1);
	assert_int_equal(problem_retry_s(problem(&x.r, PROBLEM_NOT_FOUND, "%s", "")), 0);
	assert_int_equal(
		problem_retry_s(problem_retry(problem(&x.r, PROBLEM_PIN_LOCKED, "%s", ""), 300)),
		300);
}

static void
every_kind_is_complete_and_unique(void **state)
{
	char out[512];
	int i, k;

	(void)state;
	for (i = 0; i < PROBLEM_COUNT; i++) {
		const struct problem_row *row = &problem_table[i];
		const char *p;
		json_t *json = json_loads(
			problem_raw((enum problem_kind)i, "why", out, sizeof(out)), 0, NULL);

		assert_non_null(json);
		json_decref(json);
		assert_true(row->status >= 400 && row->status < 600);
		assert_true(row->title[0] != '\0' && row->page[0] != '\0');
		for (p = row->slug; *p != '\0'; p++)
			assert_true(islower((unsigned char)*p) || *p == '-');
		for (k = 0; k < i; k++)
			assert_string_not_equal(problem_table[k].slug, row->slug);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_problem_says_type_title_status_and_request,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(anything_sent_is_given_back_as_valid_json, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(who_can_try_again_is_told_when, set_up, tear_down),
		cmocka_unit_test(every_kind_is_complete_and_unique),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
