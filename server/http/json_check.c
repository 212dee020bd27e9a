/*
 * json_check.c -- one value against one declaration, and what to tell when it does not fit.
 *
 * Texts of the faults are read by people who fill in forms and by programmers alike: they say what
 * is wanted, not what was wrong in our heads.
 */
#include "json_check.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lantern/clock.h"
#include "lantern/ids.h"
#include "lantern/req.h"

#include "lantern/banned.h"

#define TEXT_DEFAULT 200
#define ITEMS_DEFAULT 100
#define FAULTS_MAX 50

struct check {
	struct req *r;
	struct problem *p; /* NULL while all is well */
	bool texts;
	int faults;
};

/* Where a value goes, and what it is called. */
struct target {
	void *out; /* NULL: nowhere */
	const char *pointer;
};

static void object_check(struct check *c, json_t *object, const struct field *fields,
			 struct target target);
static const char *value_check(struct check *c, const struct field *f, json_t *v,
			       struct target target);

const char *
json_pointer_escape(struct req *r, const char *name)
{
	char *out = req_alloc(r, 2 * strlen(name) + 1), *p = out;

	for (; *name != '\0'; name++) {
		if (*name == '~' || *name == '/') {
			*p++ = '~';
			*p++ = *name == '~' ? '0' : '1';
		} else {
			*p++ = *name;
		}
	}
	return out;
}

struct problem *
json_fault(struct req *r, struct problem *p, const char *pointer, const char *detail)
{
	if (p == NULL)
		p = problem(r, PROBLEM_INVALID_INPUT, "%s", "");
	return problem_field(p, pointer, "%s", detail);
}

static void
fault(struct check *c, const char *pointer, const char *detail)
{
	if (c->faults++ < FAULTS_MAX)
		c->p = json_fault(c->r, c->p, pointer, detail);
}

static int64_t
greatest(const struct field *f, int64_t otherwise)
{
	return f->min == 0 && f->max == 0 ? otherwise : f->max;
}

static int64_t
characters(const char *s)
{
	int64_t n = 0;

	for (; *s != '\0'; s++)
		n += (*s & 0xc0) != 0x80;
	return n;
}

/* Control characters hide things in a record; a new line and a tab are what people type. */
static bool
has_control(const char *s)
{
	const unsigned char *p;

	for (p = (const unsigned char *)s; *p != '\0'; p++) {
		bool c1 = p[0] == 0xc2 && p[1] >= 0x80 && p[1] < 0xa0;

		if (c1 || *p == 0x7f || (*p < 0x20 && *p != '\n' && *p != '\t'))
			return true;
	}
	return false;
}

/* NULL when `v` is a string without NUL; a NUL would cut it short on its way. */
static const char *
string_fault(const json_t *v)
{
	if (!json_is_string(v))
		return "must be text";
	if (strlen(json_string_value(v)) != json_string_length(v))
		return "must not hold a NUL";
	return NULL;
}

static const char *
text_check(struct check *c, const struct field *f, json_t *v, void *out)
{
	const char *s = json_string_value(v), *why = string_fault(v);
	int64_t n, most = greatest(f, TEXT_DEFAULT);

	if (why != NULL)
		return why;
	n = characters(s);
	if (f->type == FIELD_TEXT && (f->flags & FIELD_REQUIRED) && s[strspn(s, " \t\n")] == '\0')
		return "must not be empty";
	if (n > most)
		return req_printf(c->r, "must be at most %lld characters", (long long)most);
	if (n < f->min)
		return req_printf(c->r, "must be at least %lld characters", (long long)f->min);
	if (has_control(s))
		return "must not hold control characters";
	if (out != NULL)
		*(const char **)out = s;
	return NULL;
}

static const char *
uuid_check(struct check *c, json_t *v, void *out)
{
	char id[UUID_SIZE];

	if (string_fault(v) != NULL || !id_parse(json_string_value(v), id))
		return "must be a UUID";
	if (out != NULL)
		*(const char **)out = req_strdup(c->r, id);
	return NULL;
}

static const char *
instant_check(json_t *v, void *out)
{
	int64_t us;

	if (string_fault(v) != NULL || !clock_parse(json_string_value(v), &us))
		return "must be a time such as 2026-11-10T18:35:00Z";
	if (out != NULL)
		*(int64_t *)out = us;
	return NULL;
}

static const char *
date_check(struct check *c, json_t *v, void *out)
{
	const char *s = json_string_value(v);
	int64_t us;

	if (string_fault(v) != NULL || strlen(s) != 10 ||
	    !clock_parse(req_printf(c->r, "%sT00:00:00Z", s), &us))
		return "must be a date such as 2026-11-10";
	if (out != NULL)
		*(const char **)out = s;
	return NULL;
}

static const char *
time_check(json_t *v, void *out)
{
	const char *s = json_string_value(v);
	int minutes;

	if (string_fault(v) != NULL || strlen(s) != 5 || !isdigit((unsigned char)s[0]) ||
	    !isdigit((unsigned char)s[1]) || s[2] != ':' || !isdigit((unsigned char)s[3]) ||
	    !isdigit((unsigned char)s[4]) || s[3] > '5')
		return "must be a time of day such as 23:30";
	minutes = ((s[0] - '0') * 10 + s[1] - '0') * 60 + (s[3] - '0') * 10 + s[4] - '0';
	if (minutes > 1440)
		return "must be a time of day such as 23:30";
	if (out != NULL)
		*(int *)out = minutes;
	return NULL;
}

static bool
integer_of(const struct check *c, json_t *v, int64_t *n)
{
	const char *s;
	char *end;

	if (!c->texts) {
		*n = json_integer_value(v);
		return json_is_integer(v);
	}
	s = json_string_value(v);
	errno = 0;
	*n = strtoll(s, &end, 10);
	return (isdigit((unsigned char)*s) || *s == '-') && *end == '\0' && errno == 0;
}

static const char *
integer_check(struct check *c, const struct field *f, json_t *v, void *out)
{
	int64_t n, most = greatest(f, INT64_MAX), least = f->min == 0 && f->max == 0 ? 0 : f->min;

	if (!integer_of(c, v, &n))
		return "must be a whole number";
	if (n < least || n > most)
		return most == INT64_MAX
			       ? req_printf(c->r, "must be at least %lld", (long long)least)
			       : req_printf(c->r, "must be from %lld to %lld", (long long)least,
					    (long long)most);
	if (out != NULL)
		*(int64_t *)out = n;
	return NULL;
}

static const char *
boolean_check(const struct check *c, json_t *v, void *out)
{
	const char *s = json_string_value(v);
	int yes = json_is_true(v), no = json_is_false(v);

	if (c->texts && s != NULL) {
		yes = strcmp(s, "true") == 0;
		no = strcmp(s, "false") == 0;
	}
	if (!yes && !no)
		return "must be true or false";
	if (out != NULL)
		*(int *)out = yes;
	return NULL;
}

static const char *
enum_check(struct check *c, const struct field *f, json_t *v, void *out)
{
	const char *s = string_fault(v) == NULL ? json_string_value(v) : "", *all = "";
	int i;

	for (i = 0; f->one_of[i] != NULL; i++) {
		if (strcmp(f->one_of[i], s) == 0) {
			if (out != NULL)
				*(int *)out = i;
			return NULL;
		}
		all = req_printf(c->r, "%s%s%s", all, i == 0 ? "" : ", ", f->one_of[i]);
	}
	return req_printf(c->r, "must be one of: %s", all);
}

static const char *
array_check(struct check *c, const struct field *f, json_t *v, const char *pointer)
{
	int64_t most = greatest(f, ITEMS_DEFAULT), n = (int64_t)json_array_size(v);
	json_t *item;
	size_t i;

	if (!json_is_array(v))
		return "must be a list";
	if (n > most)
		return req_printf(c->r, "must hold at most %lld", (long long)most);
	if (n < f->min)
		return req_printf(c->r, "must hold at least %lld", (long long)f->min);
	json_array_foreach(v, i, item) {
		const char *at = req_printf(c->r, "%s/%zu", pointer, i);
		const char *why = value_check(c, f->items, item, (struct target){NULL, at});

		if (why != NULL)
			fault(c, at, why);
	}
	return NULL;
}

/* Anything goes, but a NUL inside would end the text for everyone after us. */
static const char *
any_check(json_t *v)
{
	const char *name, *why = NULL;
	json_t *item;
	size_t i;

	if (json_is_string(v))
		return string_fault(v);
	if (json_is_array(v))
		json_array_foreach(v, i, item)
			why = why == NULL ? any_check(item) : why;
	if (json_is_object(v))
		json_object_foreach(v, name, item)
			why = why == NULL ? any_check(item) : why;
	return why;
}

static const char *
structure_check(struct check *c, const struct field *f, json_t *v, const char *pointer)
{
	if (f->type == FIELD_ARRAY)
		return array_check(c, f, v, pointer);
	if (f->type == FIELD_JSON)
		return any_check(v);
	if (!json_is_object(v))
		return "must be an object";
	object_check(c, v, f->fields, (struct target){NULL, pointer});
	return NULL;
}

/* What is wrong with `v` itself; faults inside it are added on the way. */
static const char *
value_check(struct check *c, const struct field *f, json_t *v, struct target target)
{
	void *out = target.out;
	const char *why;

	switch (f->type) {
	case FIELD_UUID:
		return uuid_check(c, v, out);
	case FIELD_INSTANT:
		return instant_check(v, out);
	case FIELD_DATE:
		return date_check(c, v, out);
	case FIELD_TIME:
		return time_check(v, out);
	case FIELD_INTEGER:
		return integer_check(c, f, v, out);
	case FIELD_BOOLEAN:
		return boolean_check(c, v, out);
	case FIELD_ENUM:
		return enum_check(c, f, v, out);
	case FIELD_ARRAY:
	case FIELD_OBJECT:
	case FIELD_JSON:
		why = structure_check(c, f, v, target.pointer);
		if (out != NULL)
			*(json_t **)out = v;
		return why;
	default:
		return text_check(c, f, v, out);
	}
}

static void
absent_fill(const struct field *f, void *out)
{
	switch (f->type) {
	case FIELD_INSTANT:
	case FIELD_INTEGER:
		*(int64_t *)out = FIELD_NO_INTEGER; /* CLOCK_NONE is the same */
		break;
	case FIELD_TIME:
	case FIELD_BOOLEAN:
	case FIELD_ENUM:
		*(int *)out = -1;
		break;
	default:
		*(const void **)out = NULL;
	}
}

static void
field_check(struct check *c, json_t *object, const struct field *f, struct target target)
{
	json_t *v = json_object_get(object, f->name);
	void *member = target.out == NULL ? NULL : (char *)target.out + f->offset;
	const char *at, *why;

	if (member != NULL)
		absent_fill(f, member);
	at = req_printf(c->r, "%s/%s", target.pointer, f->name);
	if (v == NULL || json_is_null(v)) {
		if (f->flags & FIELD_REQUIRED)
			fault(c, at, "is missing");
		return;
	}
	why = value_check(c, f, v, (struct target){member, at});
	if (why != NULL)
		fault(c, at, why);
}

static void
object_check(struct check *c, json_t *object, const struct field *fields, struct target target)
{
	const struct field *f;
	const char *name;
	json_t *v;

	for (f = fields; f->name != NULL; f++)
		field_check(c, object, f, target);
	json_object_foreach(object, name, v) {
		for (f = fields; f->name != NULL && strcmp(f->name, name) != 0;)
			f++;
		if (f->name == NULL)
			fault(c,
			      req_printf(c->r, "%s/%s", target.pointer,
					 json_pointer_escape(c->r, name)),
			      "is not known here");
	}
}

static struct problem *
whole_check(struct check c, json_t *object, const struct field *fields, void *out)
{
	object_check(&c, object, fields, (struct target){out, ""});
	return c.p;
}

struct problem *
json_check(struct req *r, json_t *object, const struct field *fields, void *out)
{
	return whole_check((struct check){.r = r}, object, fields, out);
}

struct problem *
json_check_texts(struct req *r, json_t *object, const struct field *fields, void *out)
{
	return whole_check((struct check){.r = r, .texts = true}, object, fields, out);
}
