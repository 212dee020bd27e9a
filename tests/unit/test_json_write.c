/* test_json_write.c -- our writer of JSON against the library's: the same bytes, whatever it is. */
#include "unit/unit.h"

#include <stdio.h>

#include "http/json_write.h"

static void
is_the_same(const json_t *json)
{
	char *theirs = json_dumps(json, JSON_COMPACT | JSON_ENCODE_ANY);
	size_t n;
	const char *ours = json_write(json, &n);

	assert_non_null(theirs);
	assert_string_equal(ours, theirs);
	assert_int_equal(n, strlen(theirs));
	free(theirs);
}

static void
test_every_kind_of_value(void **state)
{
	static const char *const texts[] = {
		"{}",
		"[]",
		"{\"a\":{},\"b\":[]}",
		"[null,true,false,0,-1,9223372036854775807,-9223372036854775808]",
		"[0.5,1.0,-3.25,1e300,1e-7,123456789.125]",
		"{\"z\":1,\"a\":2,\"m\":[{\"k\":\"v\"},[[[1]]],\"\"]}",
		"{\"\\u0001 \\\"name\\\"\":\"T\u0177 Gwawr, \u20ac, \U0001f3ee\"}",
		"[\"a\\\\b\",\"\\\"\",\"\\b\\f\\n\\r\\t\",\"\\u0000x\",\"\\u001f\\u007f\",\"/\"]",
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(texts); i++) {
		json_t *json = json_loads(texts[i], JSON_ALLOW_NUL, NULL);

		assert_non_null(json);
		is_the_same(json);
		json_decref(json);
	}
}

static void
test_every_character_below_two_bytes(void **state)
{
	char bytes[3] = "x?";
	int c;

	(void)state;
	for (c = 0; c < 0x80; c++) {
		json_t *json;

		bytes[1] = (char)c;
		json = json_stringn(bytes, 2);
		assert_non_null(json);
		is_the_same(json);
		json_decref(json);
	}
}

static void
test_more_than_the_buffer_holds(void **state)
{
	json_t *list = json_array();
	int i;

	(void)state;
	for (i = 0; i < 5000; i++)
		json_array_append_new(list, json_string("a line of words that she said\n"));
	is_the_same(list);
	json_array_clear(list);
	is_the_same(list);
	json_decref(list);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_kind_of_value),
		cmocka_unit_test(test_every_character_below_two_bytes),
		cmocka_unit_test(test_more_than_the_buffer_holds),
	};

	return cmocka_run_group_tests_name("json_write", tests, NULL, NULL);
}
