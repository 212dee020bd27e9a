/*
 * test_input.c -- bodies and query strings against their declarations: every fault, by its
 * pointer.
 */
#include "unit/unit.h"

#include <stdio.h>

#include "http/json_check.h"
#include "http/json_scan.h"
#include "http/private.h"
#include "lantern/arena.h"
#include "lantern/clock.h"

struct claim {
	const char *stay, *note, *day, *pin;
	int64_t done_at, age;
	int outcome, asleep, from;
	json_t *steps, *plan, *extra;
};

static const char *const outcomes[] = {"spoke", "no_reply", NULL};
static const struct field step = {"step", FIELD_OBJECT, 0, 0,
				  .fields = (const struct field[]){
					  {"at", FIELD_INSTANT, FIELD_REQUIRED, 0, .max = 0},
					  {"what", FIELD_TEXT, FIELD_REQUIRED, 0, .max = 10},
					  {.name = NULL},
				  }};
static const struct field plan_fields[] = {
	{"min", FIELD_INTEGER, FIELD_REQUIRED, 0, .min = 5, .max = 60},
	{.name = NULL},
};
static const struct field fields[] = {
	{"stay", FIELD_UUID, FIELD_REQUIRED, AT(struct claim, stay), .max = 0},
	{"note", FIELD_TEXT, 0, AT(struct claim, note), .min = 2, .max = 5},
	{"day", FIELD_DATE, 0, AT(struct claim, day), .max = 0},
	{"pin", FIELD_SECRET, 0, AT(struct claim, pin), .min = 4, .max = 6},
	{"done_at", FIELD_INSTANT, 0, AT(struct claim, done_at), .max = 0},
	{"age", FIELD_INTEGER, 0, AT(struct claim, age), .min = -1, .max = 120},
	{"outcome", FIELD_ENUM, 0, AT(struct claim, outcome), .one_of = outcomes},
	{"asleep", FIELD_BOOLEAN, 0, AT(struct claim, asleep), .max = 0},
	{"from", FIELD_TIME, 0, AT(struct claim, from), .max = 0},
	{"steps", FIELD_ARRAY, 0, AT(struct claim, steps), .max = 3, .items = &step},
	{"plan", FIELD_OBJECT, 0, AT(struct claim, plan), .fields = plan_fields},
	{"extra", FIELD_JSON, 0, AT(struct claim, extra), .max = 0},
	{.name = NULL},
};

#define STAY "\"stay\":\"019a6f2f-b800-7000-8000-000000000001\""

static struct exchange x;
static json_t *body;

static int
set_up(void **state)
{
	(void)state;
	x.r.arena = arena_new(1024);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	json_decref(body);
	body = NULL;
	arena_free(x.r.arena);
	return 0;
}

static const char *
faults_of(const char *text, struct claim *out)
{
	struct problem *p;

	json_decref(body);
	body = json_loads(text, JSON_ALLOW_NUL, NULL);
	assert_non_null(body);
	p = json_check(&x.r, body, fields, out);
	return p == NULL ? "" : problem_json(&x.r, p);
}

static void
a_right_body_fills_the_struct(void **state)
{
	struct claim c;

	(void)state;
	assert_string_equal(
		faults_of("{\"stay\":\"019A6F2F-B800-7000-8000-000000000001\",\"note\":"
			  "\"\\u00e9t\\u00e9\","
			  "\"day\":\"2028-02-29\",\"pin\":\"0042\",\"done_at\":\"2026-11-10T18:35:"
			  "00Z\","
			  "\"age\":-1,\"outcome\":\"no_reply\",\"asleep\":false,\"from\":\"23:30\","
			  "\"steps\":[{\"at\":\"2026-11-10T18:35:00Z\",\"what\":\"knocked\"}],"
			  "\"plan\":{\"min\":5},\"extra\":[null]}",
			  &c),
		"");
	assert_string_equal(c.stay, "019a6f2f-b800-7000-8000-000000000001");
	assert_string_equal(c.pin, "0042");
	assert_int_equal(c.age, -1);
	assert_int_equal(c.outcome, 1);
	assert_int_equal(c.asleep, 0);
	assert_int_equal(c.from, 23 * 60 + 30);
	assert_int_equal(c.done_at % CLOCK_US, 0);
	assert_int_equal(json_array_size(c.steps), 1);
}

static void
what_is_absent_is_told_apart(void **state)
{
	struct claim c;

	(void)state;
	assert_string_equal(faults_of("{" STAY ",\"note\":null}", &c), "");
	assert_null(c.note);
	assert_null(c.steps);
	assert_true(c.done_at == CLOCK_NONE);
	assert_true(c.age == FIELD_NO_INTEGER);
	assert_int_equal(c.outcome, -1);
	assert_int_equal(c.asleep, -1);
	assert_int_equal(c.from, -1);
}

static void
each_fault_names_its_field(void **state)
{
	static const struct {
		const char *member, *pointer, *says;
	} cases[] = {
		{"\"note\":\"x\"", "/note", "at least 2"},
		{"\"note\":\"\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\\u00e9\"", "/note", "at most 5"},
		{"\"note\":5", "/note", "text"},
		{"\"note\":\"a\\u0000b\"", "/note", "NUL"},
		{"\"note\":\"a\\u0007b\"", "/note", "control"},
		{"\"note\":\"a\\u0085b\"", "/note", "control"},
		{"\"day\":\"2026-02-29\"", "/day", "date"},
		{"\"day\":\"2026-2-9\"", "/day", "date"},
		{"\"pin\":1234", "/pin", "text"},
		{"\"pin\":\"123\"", "/pin", "at least 4"},
		{"\"done_at\":\"10/11/2026\"", "/done_at", "time such as"},
		{"\"done_at\":1762800000", "/done_at", "time such as"},
		{"\"age\":121", "/age", "from -1 to 120"},
		{"\"age\":\"12\"", "/age", "whole number"},
		{"\"age\":1.5", "/age", "whole number"},
		{"\"age\":true", "/age", "whole number"},
		{"\"outcome\":\"SPOKE\"", "/outcome", "spoke, no_reply"},
		{"\"outcome\":\"spoke\\u0000\"", "/outcome", "spoke, no_reply"},
		{"\"asleep\":0", "/asleep", "true or false"},
		{"\"from\":\"24:01\"", "/from", "time of day"},
		{"\"from\":\"7:30\"", "/from", "time of day"},
		{"\"from\":\"07:60\"", "/from", "time of day"},
		{"\"steps\":{}", "/steps", "list"},
		{"\"steps\":[{},{},{},{}]", "/steps", "at most 3"},
		{"\"steps\":[{\"at\":\"2026-11-10T18:35:00Z\",\"what\":\"x\"},7]", "/steps/1",
		 "object"},
		{"\"steps\":[{\"what\":\"x\"}]", "/steps/0/at", "missing"},
		{"\"steps\":[{\"at\":\"2026-11-10T18:35:00Z\",\"what\":\"x\",\"who\":1}]",
		 "/steps/0/who", "not known"},
		{"\"plan\":{\"min\":4}", "/plan/min", "from 5 to 60"},
		{"\"plan\":[]", "/plan", "object"},
		{"\"extra\":{\"a\":[\"x\\u0000y\"]}", "/extra", "NUL"},
		{"\"a/b~c\":1", "/a~1b~0c", "not known"},
	};
	struct claim c;
	char text[256], field[64];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		const char *said;

		(void)snprintf(text, sizeof(text), "{" STAY ",%s}", cases[i].member);
		(void)snprintf(field, sizeof(field), "{\"field\":\"%s\",", cases[i].pointer);
		said = faults_of(text, &c);
		if (strstr(said, field) == NULL || strstr(said, cases[i].says) == NULL)
			fail_msg("%s: %s", cases[i].member, said);
	}
}

static void
all_faults_are_told_at_once(void **state)
{
	struct claim c;
	const char *said = faults_of("{\"note\":1,\"age\":999,\"what\":0}", &c);

	(void)state;
	assert_non_null(strstr(said, "\"/stay\""));
	assert_non_null(strstr(said, "\"/note\""));
	assert_non_null(strstr(said, "\"/age\""));
	assert_non_null(strstr(said, "\"/what\""));
}

struct page {
	const char *name;
	int64_t limit;
	int all;
};

static const struct field page_fields[] = {
	{"name", FIELD_TEXT, 0, AT(struct page, name), .max = 20},
	{"limit", FIELD_INTEGER, 0, AT(struct page, limit), .min = 1, .max = 500},
	{"all", FIELD_BOOLEAN, 0, AT(struct page, all), .max = 0},
	{.name = NULL},
};

static const char *
query_faults(const char *query, struct page *out)
{
	struct problem *p;
	const char *said;

	x.query = query;
	p = req_query(&x.r, page_fields, out);
	said = p == NULL ? "" : problem_json(&x.r, p);
	return said;
}

static void
query_strings_are_read_by_the_same_rules(void **state)
{
	struct page q;

	(void)state;
	assert_string_equal(query_faults("name=Ada+L%C3%A9&limit=50&all=true", &q), "");
	assert_string_equal(q.name, "Ada L\xc3\xa9");
	assert_int_equal(q.limit, 50);
	assert_int_equal(q.all, 1);
	assert_string_equal(query_faults(NULL, &q), "");
	assert_non_null(strstr(query_faults("limit=0", &q), "\"/limit\""));
	assert_non_null(strstr(query_faults("limit=5x", &q), "\"/limit\""));
	assert_non_null(strstr(query_faults("limit=", &q), "\"/limit\""));
	assert_non_null(strstr(query_faults("limit=99999999999999999999", &q), "\"/limit\""));
	assert_non_null(strstr(query_faults("limit=1&limit=2", &q), "there twice"));
	assert_non_null(strstr(query_faults("name=%00", &q), "can't be read"));
	assert_non_null(strstr(query_faults("name=%ff", &q), "can't be read"));
	assert_non_null(strstr(query_faults("name=%2", &q), "can't be read"));
	assert_non_null(strstr(query_faults("who=1", &q), "not known"));
	json_decref(x.query_json);
	x.query_json = NULL;
}

static void
depth_and_member_are_seen_before_parsing(void **state)
{
	static const char text[] = "{\"a\":{\"x\":\"}\\\"\"},\"b\":[1,{\"c\":2}],\"d\":?}";
	const char *name;
	size_t n;

	(void)state;
	assert_false(json_too_deep("[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]", 32));
	assert_true(json_too_deep("[[[[[[[[[[[[[[[[[", 17));
	assert_false(json_too_deep("\"[[[[[[[[[[[[[[[[[[[[\"", 22));
	assert_true(json_member_at(text, sizeof(text) - 3, &name, &n));
	assert_memory_equal(name, "d", n);
	assert_true(json_member_at(text, 30, &name, &n));
	assert_memory_equal(name, "b", n);
	assert_false(json_member_at("[1,2]", 3, &name, &n));
}

static void
the_digest_is_of_the_meaning_without_the_pin(void **state)
{
	json_t *a = json_loads("{\"b\": 1, \"a\": [true], \"pin\": \"1234\"}", 0, NULL);
	json_t *b = json_loads("{\"a\":[true],\"pin\":\"9999\",\"b\":1}", 0, NULL);
	json_t *c = json_loads("{\"a\":[true],\"b\":2}", 0, NULL);
	char da[65], db[65], dc[65];

	(void)state;
	json_digest(a, "pin", da);
	json_digest(b, "pin", db);
	json_digest(c, "pin", dc);
	assert_string_equal(da, db);
	assert_string_not_equal(da, dc);
	json_digest(b, NULL, db);
	assert_string_not_equal(da, db);
	json_decref(a);
	json_decref(b);
	json_decref(c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_right_body_fills_the_struct, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_absent_is_told_apart, set_up, tear_down),
		cmocka_unit_test_setup_teardown(each_fault_names_its_field, set_up, tear_down),
		cmocka_unit_test_setup_teardown(all_faults_are_told_at_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(query_strings_are_read_by_the_same_rules, set_up,
						tear_down),
		cmocka_unit_test(depth_and_member_are_seen_before_parsing),
		cmocka_unit_test(the_digest_is_of_the_meaning_without_the_pin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
