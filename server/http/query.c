/* query.c -- the query string, held against the same declarations as a body. */
#include <ctype.h>
#include <string.h>

#include "json_check.h"
#include "lantern/arena.h"
#include "lantern/req.h"
#include "private.h"

#include "lantern/banned.h"

static int
hex(char c)
{
	return isdigit((unsigned char)c) ? c - '0' : tolower((unsigned char)c) - 'a' + 10;
}

/* %41 and + undone, in the request's memory; NULL when an escape is malformed or a NUL. */
static const char *
unescape(struct req *r, const char *at, size_t n)
{
	char *out = arena_strndup(r->arena, at, n), *to = out;
	size_t i;

	for (i = 0; i < n; i++) {
		if (at[i] != '%') {
			*to++ = at[i] == '+' ? ' ' : at[i];
			continue;
		}
		if (i + 2 >= n || !isxdigit((unsigned char)at[i + 1]) ||
		    !isxdigit((unsigned char)at[i + 2]) || (at[i + 1] == '0' && at[i + 2] == '0'))
			return NULL;
		*to++ = (char)(hex(at[i + 1]) * 16 + hex(at[i + 2]));
		i += 2;
	}
	*to = '\0';
	return out;
}

/* One name=value into x->query_json; returns `p` with its faults. */
static struct problem *
pair_take(struct exchange *x, const char *at, size_t n, struct problem *p)
{
	struct req *r = &x->r;
	const char *equals = memchr(at, '=', n);
	size_t name_n = equals == NULL ? n : (size_t)(equals - at);
	const char *name = unescape(r, at, name_n);
	const char *value = equals == NULL ? "" : unescape(r, equals + 1, n - name_n - 1);
	json_t *name_json = name == NULL ? NULL : json_string(name);
	json_t *json = value == NULL ? NULL : json_string(value);

	if (name_json == NULL)
		p = json_fault(r, p, "", "has a name that can't be read");
	else if (json == NULL || json_object_get(x->query_json, name) != NULL)
		p = json_fault(r, p, req_printf(r, "/%s", json_pointer_escape(r, name)),
			       json == NULL ? "can't be read" : "is there twice");
	else
		json_object_set(x->query_json, name, json);
	json_decref(json);
	json_decref(name_json);
	return p;
}

struct problem *
req_query(struct req *r, const struct field *fields, void *out)
{
	struct exchange *x = exchange_of(r);
	const char *at = x->query == NULL ? "" : x->query;
	struct problem *p = NULL;

	json_decref(x->query_json);
	x->query_json = json_object();
	while (*at != '\0') {
		size_t n = strcspn(at, "&");

		if (n > 0)
			p = pair_take(x, at, n, p);
		at += n + (at[n] == '&');
	}
	return p != NULL ? p : json_check_texts(r, x->query_json, fields, out);
}
