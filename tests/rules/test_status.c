/* test_status.c -- the cases of status.json, which the client's tests run too. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <jansson.h>
#include <string.h>

#include "lantern/rules/status.h"
#include "rules/london.h"

#define ROWS_MAX 16

static json_t *vectors;

static int
read_vectors(void **state)
{
	json_error_t error;

	(void)state;
	vectors = json_load_file("tests/rules/status.json", JSON_REJECT_DUPLICATES, &error);
	if (vectors == NULL)
		print_error("status.json, line %d: %s\n", error.line, error.text);
	return vectors == NULL ? -1 : 0;
}

static int
drop_vectors(void **state)
{
	(void)state;
	json_decref(vectors);
	return 0;
}

static int32_t
day_of_text(const char *text)
{
	int year, month, day;

	assert_int_equal(sscanf(text, "%4d-%2d-%2d", &year, &month, &day), 3);
	return day_of(year, month, day);
}

/* 2026-11-10T18:35:00.000000Z; null is otherwise. */
static int64_t
us_of(json_t *value, int64_t otherwise)
{
	const char *text = json_string_value(value);
	int hour, minute, second, fraction;

	if (json_is_null(value))
		return otherwise;
	assert_non_null(text);
	assert_int_equal(strlen(text), strlen("2026-11-10T18:35:00.000000Z"));
	assert_int_equal(sscanf(text + 11, "%2d:%2d:%2d.%6dZ", &hour, &minute, &second, &fraction),
			 4);
	return day_of_text(text) * US_PER_DAY + hour * US_PER_HOUR + minute * US_PER_MIN +
	       second * US_PER_S + fraction;
}

static json_t *
get(json_t *object, const char *name)
{
	json_t *value = json_object_get(object, name);

	if (value == NULL)
		fail_msg("no %s", name);
	return value;
}

static const char *
text_of(json_t *object, const char *name)
{
	return json_string_value(get(object, name));
}

static enum check_status
status_of(const char *word)
{
	int status = 0;

	while (status < STATUS_COUNT && strcmp(status_word((enum check_status)status), word) != 0)
		status++;
	assert_in_range(status, 0, STATUS_COUNT - 1);
	return (enum check_status)status;
}

/* Compares, and names the case that differs. */
static void
expect_word(json_t *one, const char *got, const char *want)
{
	if (got == NULL || strcmp(got, want) != 0)
		fail_msg("%s: %s, not %s", text_of(one, "name"), got, want);
}

static void
checks(void **state)
{
	json_t *one;
	size_t i;

	(void)state;
	assert_true(json_array_size(get(vectors, "checks")) >= 15);
	json_array_foreach(get(vectors, "checks"), i, one) {
		json_t *input = get(one, "input");
		struct check_times times = {
			state_of(text_of(input, "state")),
			us_of(get(input, "from"), 0),
			us_of(get(input, "latest"), 0),
			us_of(get(input, "closed"), US_NEVER),
		};
		int32_t soon_s = (int32_t)json_integer_value(get(input, "soon_s"));

		expect_word(one,
			    status_word(check_status(&times, soon_s, us_of(get(one, "now"), 0))),
			    text_of(one, "expect"));
	}
}

struct row {
	const char *id;
	struct board_place place;
};

static int
by_board_order(const void *a, const void *b)
{
	return board_order(&((const struct row *)a)->place, &((const struct row *)b)->place);
}

static void
order(void **state)
{
	json_t *one, *item;
	size_t i, k;

	(void)state;
	json_array_foreach(get(vectors, "order"), i, one) {
		struct row rows[ROWS_MAX];
		size_t count = json_array_size(get(one, "input"));

		assert_in_range(count, 1, ROWS_MAX);
		json_array_foreach(get(one, "input"), k, item) {
			rows[k].id = text_of(item, "id");
			rows[k].place.status = status_of(text_of(item, "status"));
			rows[k].place.no_reply = json_is_true(get(item, "no_reply"));
			rows[k].place.latest_us = us_of(get(item, "latest"), 0);
		}
		qsort(rows, count, sizeof *rows, by_board_order);
		for (k = 0; k < count; k++)
			expect_word(one, rows[k].id,
				    json_string_value(json_array_get(get(one, "expect"), k)));
	}
}

static void
actions(void **state)
{
	json_t *one;
	size_t i;

	(void)state;
	json_array_foreach(get(vectors, "actions"), i, one) {
		json_t *input = get(one, "input"), *expect = get(one, "expect");
		int32_t today = zone_wall(london(), us_of(get(one, "now"), 0)).day;
		struct due_status status = due_status(day_of_text(text_of(input, "target_on")),
						      today, json_is_true(get(input, "closed")));

		expect_word(one, due_status_word(status.word), text_of(expect, "word"));
		assert_int_equal(status.days, json_integer_value(get(expect, "days")));
	}
}

static void
plans(void **state)
{
	json_t *one;
	size_t i;

	(void)state;
	json_array_foreach(get(vectors, "plans"), i, one) {
		json_t *input = get(one, "input");
		struct plan_times times = {us_of(get(input, "start"), 0),
					   us_of(get(input, "review_by"), US_ENDLESS),
					   us_of(get(input, "ended"), US_ENDLESS)};

		expect_word(one, plan_status_word(plan_status(&times, us_of(get(one, "now"), 0))),
			    text_of(one, "expect"));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(checks),
		cmocka_unit_test(order),
		cmocka_unit_test(actions),
		cmocka_unit_test(plans),
	};

	return cmocka_run_group_tests(tests, read_vectors, drop_vectors);
}
