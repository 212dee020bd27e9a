/* json_read.c -- bodies: bytes to JSON, and the faults of both with the field's name. */
#include "lantern/json_read.h"

#include <event2/buffer.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "json_check.h"
#include "json_scan.h"
#include "json_write.h"
#include "lantern/arena.h"
#include "lantern/req.h"
#include "private.h"

#include "lantern/banned.h"

/* Whose value the parser gave up in, as far as that can be told. */
static struct problem *
syntax_problem(struct req *r, const char *text, size_t n, const json_error_t *e)
{
	struct problem *p = problem(r, PROBLEM_BAD_JSON, "Line %d, column %d: %s.", e->line,
				    e->column, e->text);
	size_t at = e->position < 0 ? 0 : (size_t)e->position, name_n;
	const char *name;

	if (json_member_at(text, at < n ? at : n, &name, &name_n))
		problem_field(p,
			      req_printf(r, "/%s",
					 json_pointer_escape(
						 r, req_printf(r, "%.*s", (int)name_n, name))),
			      "can't be read");
	return p;
}

/*
 * NULs are let in here and refused at the field that holds them. A whole number beyond 64 bits is
 * read as a real one, so that it fails as what it is, by name.
 */
static json_t *
body_parse(const char *text, size_t n, json_error_t *e)
{
	size_t flags = JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL;
	json_t *json = json_loadb(text, n, flags, e);

	if (json == NULL && json_error_code(e) == json_error_numeric_overflow)
		json = json_loadb(text, n, flags | JSON_DECODE_INT_AS_REAL, e);
	return json;
}

static struct problem *
body_load(struct exchange *x)
{
	struct evbuffer *input = evhttp_request_get_input_buffer(x->ev);
	size_t n = evbuffer_get_length(input);
	const char *text = n == 0 ? "" : (const char *)evbuffer_pullup(input, -1);
	json_error_t e;

	if (x->body != NULL)
		return NULL;
	if (n == 0)
		return problem(&x->r, PROBLEM_BAD_JSON, "The body is empty; send a JSON object.");
	if (json_too_deep(text, n))
		return problem(&x->r, PROBLEM_BAD_JSON, "It is nested deeper than %d levels.",
			       JSON_DEPTH_MAX);
	x->body = body_parse(text, n, &e);
	if (x->body == NULL)
		return syntax_problem(&x->r, text, n, &e);
	if (json_is_object(x->body))
		return NULL;
	json_decref(x->body);
	x->body = NULL;
	return problem(&x->r, PROBLEM_BAD_JSON, "It must be one JSON object.");
}

struct problem *
req_read(struct req *r, const struct field *fields, void *out)
{
	struct exchange *x = exchange_of(r);
	struct problem *p = body_load(x);

	return p != NULL ? p : json_check(r, x->body, fields, out);
}

json_t *
req_body(struct req *r)
{
	struct exchange *x = exchange_of(r);

	if (x->body == NULL)
		x->body = json_object();
	return x->body;
}

void
json_take(struct req *r, json_t *object, const struct field *fields, void *out)
{
	(void)json_check(r, object, fields, out);
}

void
json_digest(json_t *object, const char *without, char *out)
{
	unsigned char sha[crypto_hash_sha256_BYTES];
	json_t *copy = json_object(), *value;
	const char *name;
	char *text;

	json_object_foreach(object, name, value)
		if (without == NULL || strcmp(name, without) != 0)
			json_object_set(copy, name, value);
	text = json_dumps(copy, JSON_COMPACT | JSON_SORT_KEYS);
	crypto_hash_sha256(sha, (const unsigned char *)text, strlen(text));
	sodium_bin2hex(out, 2 * sizeof(sha) + 1, sha, sizeof(sha));
	free(text);
	json_decref(copy);
}

const char *
json_text(struct req *r, json_t *json)
{
	size_t n;
	const char *text = json_write(json, &n), *kept = arena_strndup(r->arena, text, n);

	json_decref(json);
	return kept;
}
