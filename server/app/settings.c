/*
 * settings.c -- the numbers of a premises, each with an author, a reason, a start and a history.
 *
 * What was in force stays so: a change is a new row that starts now or later. Whoever changes a
 * setting says which change she had seen last; the second of two is shown the first one's (features
 * 118).
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/clock.h"
#include "lantern/facts/record.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/req.h"
#include "lantern/route.h"
#include "lantern/session.h"

#include "lantern/banned.h"

#define MAY_SET (R_MANAGER | R_AREA)
#define RUNGS 4	     /* of a ladder */
#define TIMES_MOST 8 /* of one list of local times */
#define DAYS_MOST 12 /* of one list of days */

static step_fn settings_listed, change_new, kind_found, setting_stale, setting_shown;

/* GET /api/premises/{p}/settings */
struct problem *
settings_list(struct req *r, const struct rows *none)
{
	(void)none;
	return req_ask(r, SQL_SETTINGS_LIST, PARAMS(req_param(r, "p")), settings_listed);
}

static struct problem *
settings_listed(struct req *r, const struct rows *rows)
{
	if (rows_count(rows) == 0)
		return problem(r, PROBLEM_NOT_FOUND, NO_SUCH_PREMISES);
	return req_answer(r, 200, rows_text(rows, "answer"));
}

struct change {
	const char *premises, *name, *reason, *based_on;
	int64_t from_us;
	json_t *value;
};

static const struct field change_fields[] = {
	{"premises", FIELD_UUID, FIELD_REQUIRED, AT(struct change, premises)},
	{"name", FIELD_TEXT, FIELD_REQUIRED, AT(struct change, name), .max = 60},
	{"value", FIELD_JSON, FIELD_REQUIRED, AT(struct change, value)},
	{"from", FIELD_INSTANT, 0, AT(struct change, from_us)},
	{"reason", FIELD_TEXT, FIELD_REQUIRED, AT(struct change, reason), .max = 500},
	{"based_on", FIELD_UUID, 0, AT(struct change, based_on)},
	{0},
};

struct bounds {
	int64_t least, most;
};

/* Each check of a value returns what is wrong with it, NULL when nothing is. */

static const char *
whole_fault(struct req *r, const json_t *value, const struct bounds *b)
{
	if (!json_is_integer(value))
		return "Enter a whole number.";
	if (json_integer_value(value) < b->least || json_integer_value(value) > b->most)
		return req_printf(r, "Enter a number from %lld to %lld.", (long long)b->least,
				  (long long)b->most);
	return NULL;
}

/* Minutes since midnight of "23:30", -1 when it is no time of day. */
static int
local_minutes(const json_t *value)
{
	const char *t = json_string_value(value);

	if (!t || strlen(t) != 5 || strspn(t, "0123456789:") != 5 || t[2] != ':' ||
	    strchr(t, ':') != t + 2 || strrchr(t, ':') != t + 2)
		return -1;
	if (t[0] > '2' || (t[0] == '2' && t[1] > '3') || t[3] > '5')
		return -1;
	return ((t[0] - '0') * 10 + t[1] - '0') * 60 + (t[3] - '0') * 10 + t[4] - '0';
}

static const char *
range_fault(const json_t *value)
{
	int from, until;

	if (!json_is_array(value) || json_array_size(value) != 2)
		return "Give two times, from and until.";
	from = local_minutes(json_array_get(value, 0));
	until = local_minutes(json_array_get(value, 1));
	if (from < 0 || until < 0)
		return "Enter each time as hours and minutes, like 23:00.";
	return from == until ? "The two times must differ." : NULL;
}

static const char *
times_fault(const json_t *value)
{
	int before = -1;

	if (!json_is_array(value) || json_array_size(value) < 1 ||
	    json_array_size(value) > TIMES_MOST)
		return "Give one to eight times of day.";
	for (size_t i = 0; i < json_array_size(value); i++) {
		int at = local_minutes(json_array_get(value, i));

		if (at < 0)
			return "Enter each time as hours and minutes, like 08:00.";
		if (at <= before)
			return "Give the times in order, each once.";
		before = at;
	}
	return NULL;
}

/* Whole numbers within bounds, each more than the one before; `order` says so to people. */
static const char *
rising_fault(struct req *r, const json_t *value, const struct bounds *b, const char *order)
{
	json_int_t before = -1;

	for (size_t i = 0; i < json_array_size(value); i++) {
		const json_t *one = json_array_get(value, i);
		const char *fault = whole_fault(r, one, b);

		if (fault)
			return fault;
		if (json_integer_value(one) <= before)
			return order;
		before = json_integer_value(one);
	}
	return NULL;
}

static const char *
minutes_fault(struct req *r, const json_t *value, const struct bounds *b)
{
	if (!json_is_array(value) || json_array_size(value) != RUNGS)
		return "Give four numbers of minutes.";
	return rising_fault(r, value, b, "Each step must come later than the one before.");
}

static const char *
days_fault(struct req *r, const json_t *value, const struct bounds *b)
{
	if (!json_is_array(value) || json_array_size(value) < 1 ||
	    json_array_size(value) > DAYS_MOST)
		return "Give one to twelve days.";
	return rising_fault(r, value, b, "Give the days in order, each once.");
}

static const char *
value_fault(struct req *r, const json_t *value, const struct rows *kind)
{
	const char *shape = rows_text(kind, "kind");
	struct bounds b = {rows_int(kind, "least", 0), rows_int(kind, "most", INT32_MAX)};

	if (strcmp(shape, "whole") == 0)
		return whole_fault(r, value, &b);
	if (strcmp(shape, "local_range") == 0)
		return range_fault(value);
	if (strcmp(shape, "local_times") == 0)
		return times_fault(value);
	if (strcmp(shape, "minutes_list") == 0)
		return minutes_fault(r, value, &b);
	if (strcmp(shape, "days_list") == 0)
		return days_fault(r, value, &b);
	return local_minutes(value) < 0 ? "Enter a time as hours and minutes, like 09:00." : NULL;
}

/* PUT /api/settings/{id} */
struct problem *
setting_put(struct req *r, const struct rows *none)
{
	struct change *c = req_alloc(r, sizeof(*c));
	struct problem *p = req_read(r, change_fields, c);

	(void)none;
	if (!p)
		p = place_fault(r, c->premises, MAY_SET);
	if (p)
		return p;
	r->ctx = c;
	return write_once(r, NULL, change_new);
}

static struct problem *
change_new(struct req *r, const struct rows *none)
{
	struct change *c = r->ctx;

	(void)none;
	return req_ask(r, SQL_SETTING_KIND, PARAMS(c->name, c->premises), kind_found);
}

static json_t *
change_document(struct req *r, const struct change *c, const char *before)
{
	const char *id = req_param(r, "id");
	json_t *doc = record_new(r->now);

	json_object_set_new(doc, "guard",
			    json_pack("[{s:s, s:s, s:s?}]", "setting", c->name, "premises",
				      c->premises, "id", c->based_on));
	record_row(doc, "setting",
		   json_pack("{s:s, s:s, s:s, s:O, s:s, s:s, s:o, s:o}", "id", id, "premises_id",
			     c->premises, "name", c->name, "value", c->value, "reason", c->reason,
			     "author_id", r->who->staff, "from_at", record_iso(c->from_us),
			     "recorded_at", record_iso(r->now)));
	write_event(
		r, doc,
		&(struct write_event){"setting.changed", c->premises, NULL, NULL,
				      json_pack("{s:s, s:s, s:O, s:o, s:o, s:s}", "setting", id,
						"name", c->name, "value", c->value, "before",
						json_loads(before, JSON_DECODE_ANY, NULL), "from",
						record_iso(c->from_us), "reason", c->reason)});
	write_keep(r, doc,
		   &(struct write_receipt){id, c->premises, NULL, 201,
					   json_pack("{s:{s:s, s:s, s:O, s:o}}", "setting", "id",
						     id, "name", c->name, "value", c->value, "from",
						     record_iso(c->from_us))});
	return doc;
}

static struct problem *
kind_found(struct req *r, const struct rows *rows)
{
	struct change *c = r->ctx;
	const char *fault;

	if (rows_count(rows) == 0)
		return field_fault(r, "/name", "There is no such setting.");
	fault = value_fault(r, c->value, rows);
	if (fault)
		return field_fault(r, "/value", fault);
	if (c->from_us == CLOCK_NONE)
		c->from_us = r->now;
	if (c->from_us < r->now)
		return field_fault(r, "/from", "A change can start now or later, not earlier.");
	return write_ask(r, change_document(r, c, rows_text(rows, "value")), setting_stale, NULL);
}

static struct problem *
setting_stale(struct req *r, const struct rows *none)
{
	struct change *c = r->ctx;

	(void)none;
	return req_ask(r, SQL_SETTING_ONE, PARAMS(c->premises, c->name), setting_shown);
}

static struct problem *
setting_shown(struct req *r, const struct rows *rows)
{
	return problem_member_json(
		problem(r, PROBLEM_EDIT_CONFLICT, "Somebody else changed this setting meanwhile."),
		"current", rows_text(rows, "setting"));
}
