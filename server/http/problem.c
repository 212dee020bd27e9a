/* problem.c -- the table of problems, and one as application/problem+json (RFC 9457). */
#include "lantern/problem.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lantern/arena.h"
#include "lantern/req.h"
#include "private.h"

#include "lantern/banned.h"

#define PROBLEM_ROW(kind, slug, status, title, page) [PROBLEM_##kind] = {slug, status, title, page},
const struct problem_row problem_table[PROBLEM_COUNT] = {PROBLEMS(PROBLEM_ROW)};
#undef PROBLEM_ROW

struct fault {
	struct fault *next;
	const char *pointer, *detail;
};

struct member {
	struct member *next;
	const char *name, *text;
	bool is_json;
};

struct problem {
	struct req *r;
	enum problem_kind kind;
	const char *detail;
	int retry_s;
	struct fault *faults, **last_fault;
	struct member *members;
};

struct problem *
problem(struct req *r, enum problem_kind kind, const char *fmt, ...)
{
	struct problem *p = req_alloc(r, sizeof(*p));
	va_list ap;

	va_start(ap, fmt);
	p->detail = arena_vprintf(r->arena, fmt, ap);
	va_end(ap);
	p->r = r;
	p->kind = kind;
	p->last_fault = &p->faults;
	return p;
}

struct problem *
problem_field(struct problem *p, const char *pointer, const char *fmt, ...)
{
	struct fault *f = req_alloc(p->r, sizeof(*f));
	va_list ap;

	va_start(ap, fmt);
	f->detail = arena_vprintf(p->r->arena, fmt, ap);
	va_end(ap);
	f->pointer = req_strdup(p->r, pointer);
	*p->last_fault = f;
	p->last_fault = &f->next;
	return p;
}

struct problem *
problem_retry(struct problem *p, int seconds)
{
	p->retry_s = seconds;
	return p;
}

int
problem_retry_s(const struct problem *p)
{
	bool away = problem_table[p->kind].status == 503;

	return p->retry_s == 0 && away ? 1 : p->retry_s;
}

struct problem *
problem_member(struct problem *p, const char *name, const char *text)
{
	struct member *m = req_alloc(p->r, sizeof(*m));

	m->name = req_strdup(p->r, name);
	m->text = req_strdup(p->r, text);
	m->next = p->members;
	p->members = m;
	return p;
}

struct problem *
problem_member_json(struct problem *p, const char *name, const char *json)
{
	problem_member(p, name, json);
	p->members->is_json = true;
	return p;
}

enum problem_kind
problem_kind(const struct problem *p)
{
	return p->kind;
}

/* Text that may come from the caller; what is not UTF-8 is not given back. */
static json_t *
text_json(const char *text)
{
	json_t *json = json_string(text);

	return json == NULL ? json_string("?") : json;
}

static json_t *
faults_json(const struct problem *p)
{
	json_t *list = json_array();
	const struct fault *f;

	for (f = p->faults; f != NULL; f = f->next) {
		json_t *one = json_object();

		json_object_set_new(one, "field", text_json(f->pointer));
		json_object_set_new(one, "detail", text_json(f->detail));
		json_array_append_new(list, one);
	}
	return list;
}

const char *
problem_json(struct req *r, const struct problem *p)
{
	const struct problem_row *row = &problem_table[p->kind];
	json_t *out = json_object();
	const struct member *m;
	const char *kept;
	char *text;

	json_object_set_new(out, "type", json_string(req_printf(r, "/problems/%s", row->slug)));
	json_object_set_new(out, "title", json_string(row->title));
	json_object_set_new(out, "status", json_integer(row->status));
	if (p->detail[0] != '\0')
		json_object_set_new(out, "detail", text_json(p->detail));
	json_object_set_new(out, "request", json_string(r->id));
	if (p->faults != NULL)
		json_object_set_new(out, "errors", faults_json(p));
	for (m = p->members; m != NULL; m = m->next)
		json_object_set_new(out, m->name,
				    m->is_json ? json_loads(m->text, JSON_DECODE_ANY, NULL)
					       : text_json(m->text));
	text = json_dumps(out, JSON_COMPACT);
	kept = req_strdup(r, text);
	free(text);
	json_decref(out);
	return kept;
}

char *
problem_raw(enum problem_kind kind, const char *detail, char *out, size_t size)
{
	const struct problem_row *row = &problem_table[kind];

	(void)snprintf(
		out, size, "{\"type\":\"/problems/%s\",\"title\":\"%s\",\"status\":%d%s%s%s}",
		row->slug, row->title, row->status, detail[0] == '\0' ? "" : ",\"detail\":\"",
		detail, detail[0] == '\0' ? "" : "\"");
	return out;
}
