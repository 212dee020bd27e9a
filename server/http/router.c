/*
 * router.c -- from method and path to a row of the table.
 *
 * Patterns are cut into segments once; a request walks the rows, which are few, comparing segments.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "lantern/arena.h"
#include "lantern/ids.h"
#include "lantern/log.h"
#include "lantern/route.h"
#include "private.h"

#include "lantern/banned.h"

#define SEGMENTS_MAX 10
#define WORD_MAX 64

const char *const role_names[] = {"night_worker",     "keyworker",     "shift_lead",
				  "premises_manager", "on_call",       "area_manager",
				  "practitioner",     "kitchen",       "agency",
				  "inspector",	      "administrator", NULL};

static const char *const methods[] = {"GET", "POST", "PUT", "PATCH", "DELETE"};
#define METHODS (sizeof(methods) / sizeof(*methods))

enum segment_type { SEGMENT_TEXT, SEGMENT_UUID, SEGMENT_WORD, SEGMENT_NUMBER };

struct segment {
	enum segment_type type;
	const char *text; /* the text itself, or the parameter's name */
	size_t n;
	const char *ending; /* of a parameter: what follows its value, NULL for nothing */
	size_t ending_n;
};

struct pattern {
	struct segment segments[SEGMENTS_MAX];
	size_t count;
	unsigned method; /* one bit */
};

static struct pattern *patterns;
static struct arena *names;

uint32_t
role_bit(const char *name)
{
	int i;

	for (i = 0; role_names[i] != NULL; i++)
		if (strcmp(role_names[i], name) == 0)
			return 1u << i;
	return 0;
}

static unsigned
method_bit(const char *method)
{
	unsigned i;

	for (i = 0; i < METHODS; i++)
		if (strcmp(methods[i], method) == 0)
			return 1u << i;
	return 0;
}

/* "{stay:uuid}" of `n` bytes, or "{token:word}.ics". */
static struct segment
parameter_read(const char *path, const char *text, size_t n)
{
	static const struct {
		const char *name;
		enum segment_type type;
	} types[] = {{"uuid", SEGMENT_UUID}, {"word", SEGMENT_WORD}, {"number", SEGMENT_NUMBER}};
	const char *colon = memchr(text, ':', n), *close = memchr(text, '}', n);
	size_t i, name_n, type_n;

	if (colon == NULL || close == NULL || close < colon)
		log_die("route_malformed path=%s", path);
	name_n = (size_t)(colon - text) - 1;
	type_n = (size_t)(close - colon) - 1;
	for (i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (strlen(types[i].name) == type_n &&
		    memcmp(types[i].name, colon + 1, type_n) == 0)
			return (struct segment){types[i].type,
						arena_strndup(names, text + 1, name_n), name_n,
						close + 1, (size_t)(text + n - close) - 1};
	log_die("route_type_unknown path=%s", path);
}

static void
pattern_read(struct pattern *p, const struct route *route)
{
	const char *at = route->path;
	size_t params = 0;

	p->method = method_bit(route->method);
	if (p->method == 0 || route->who == 0 || route->first == NULL || *at != '/')
		log_die("route_incomplete method=%s path=%s", route->method, route->path);
	while (*at++ == '/') {
		size_t n = strcspn(at, "/");

		if (p->count == SEGMENTS_MAX)
			log_die("route_too_long path=%s", route->path);
		p->segments[p->count++] = *at == '{'
						  ? parameter_read(route->path, at, n)
						  : (struct segment){SEGMENT_TEXT, at, n, NULL, 0};
		params += *at == '{';
		at += n;
	}
	if (params > ROUTE_PARAMS_MAX)
		log_die("route_too_many_parameters path=%s", route->path);
}

void
router_init(void)
{
	size_t i;

	names = arena_new(1024);
	patterns = arena_alloc(names, routes_count * sizeof(*patterns));
	for (i = 0; i < routes_count; i++)
		pattern_read(&patterns[i], &routes[i]);
}

void
router_free(void)
{
	arena_free(names);
}

static bool
all_of(const char *at, size_t n, int (*is)(int c), const char *others)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (!is((unsigned char)at[i]) && (at[i] == '\0' || strchr(others, at[i]) == NULL))
			return false;
	return n > 0;
}

/* A parameter's value in the request's memory, NULL when it does not fit its type. */
static const char *
parameter_value(struct exchange *x, enum segment_type type, const char *at, size_t n)
{
	char *value;

	if (n > WORD_MAX)
		return NULL;
	value = arena_strndup(x->r.arena, at, n);
	switch (type) {
	case SEGMENT_UUID:
		return id_parse(value, value) ? value : NULL;
	case SEGMENT_NUMBER:
		return n <= 9 && all_of(at, n, isdigit, "") ? value : NULL;
	default:
		return all_of(at, n, isalnum, "_-") ? value : NULL;
	}
}

static bool
segment_fits(struct exchange *x, const struct segment *s, const char *at, size_t n)
{
	const char *value;

	if (s->type == SEGMENT_TEXT)
		return s->n == n && memcmp(s->text, at, n) == 0;
	if (n < s->ending_n || memcmp(at + n - s->ending_n, s->ending, s->ending_n) != 0)
		return false;
	n -= s->ending_n;
	value = parameter_value(x, s->type, at, n);
	if (value == NULL)
		return false;
	x->params[x->params_count++] = (struct route_param){s->text, value};
	return true;
}

static bool
pattern_fits(struct exchange *x, const struct pattern *p)
{
	const char *at = x->path;
	size_t i;

	x->params_count = 0;
	for (i = 0; i < p->count; i++) {
		size_t n;

		if (*at++ != '/')
			return false;
		n = strcspn(at, "/");
		if (!segment_fits(x, &p->segments[i], at, n))
			return false;
		at += n;
	}
	return *at == '\0';
}

struct router_match
router_find(struct exchange *x, const char *method)
{
	struct router_match match = {NULL, 0};
	unsigned bit = method_bit(method);
	size_t i;

	for (i = 0; i < routes_count; i++) {
		if (!pattern_fits(x, &patterns[i]))
			continue;
		match.methods |= patterns[i].method;
		if (patterns[i].method == bit) {
			match.route = &routes[i];
			return match;
		}
	}
	return match;
}

char *
router_allow(unsigned bits, char *out)
{
	size_t i, n = 0;

	for (i = 0; i < METHODS; i++) {
		if ((bits & (1u << i)) == 0)
			continue;
		n += (size_t)evutil_snprintf(out + n, 64 - n, "%s, %s", methods[i],
					     i == 0 ? "HEAD, " : "");
	}
	(void)evutil_snprintf(out + n, 64 - n, "OPTIONS");
	return out;
}
