/*
 * fuzz_http_json.c -- any bytes as a body, before and after parsing: no crash, and names within
 * bounds.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "http/json_check.h"
#include "http/json_scan.h"
#include "http/private.h"
#include "lantern/arena.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct out {
	const char *text, *id, *day;
	int64_t at, number;
	int choice, flag, minutes;
	json_t *list, *object, *any;
};

static const char *const choices[] = {"a", "b", NULL};
static const struct field inner[] = {
	{.name = "n", .type = FIELD_INTEGER, .flags = FIELD_REQUIRED, .max = 9},
	{.name = NULL},
};
static const struct field item = {.name = "i", .type = FIELD_OBJECT, .fields = inner};
static const struct field fields[] = {
	{.name = "t", .type = FIELD_TEXT, .offset = AT(struct out, text)},
	{.name = "i", .type = FIELD_UUID, .offset = AT(struct out, id)},
	{.name = "d", .type = FIELD_DATE, .offset = AT(struct out, day)},
	{.name = "a", .type = FIELD_INSTANT, .offset = AT(struct out, at)},
	{.name = "n", .type = FIELD_INTEGER, .offset = AT(struct out, number)},
	{.name = "c", .type = FIELD_ENUM, .offset = AT(struct out, choice), .one_of = choices},
	{.name = "f", .type = FIELD_BOOLEAN, .offset = AT(struct out, flag)},
	{.name = "m", .type = FIELD_TIME, .offset = AT(struct out, minutes)},
	{.name = "l", .type = FIELD_ARRAY, .offset = AT(struct out, list), .items = &item},
	{.name = "o", .type = FIELD_OBJECT, .offset = AT(struct out, object), .fields = inner},
	{.name = "x", .type = FIELD_JSON, .offset = AT(struct out, any)},
	{.name = NULL},
};

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data, *name;
	struct exchange x = {.r.arena = arena_new(4096)};
	struct problem *p;
	struct out out;
	json_t *body;
	size_t n;

	if (json_member_at(text, size, &name, &n) && (name < text || name + n > text + size))
		abort();
	body = json_too_deep(text, size) ? NULL : json_loadb(text, size, JSON_ALLOW_NUL, NULL);
	if (json_is_object(body) && (p = json_check(&x.r, body, fields, &out)) != NULL)
		(void)problem_json(&x.r, p);
	json_decref(body);
	x.query = arena_strndup(x.r.arena, text, size);
	p = req_query(&x.r, fields, &out);
	json_decref(x.query_json);
	arena_free(x.r.arena);
	return 0;
}
