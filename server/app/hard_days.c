/*
 * hard_days.c -- days that are known to be hard for her, or good (features 21). Her row on the
 * board has today's and tomorrow's, so that the evening knows what the morning brings.
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_checks.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/route.h"
#include "lantern/session.h"

#include "lantern/banned.h"

struct setting_day {
	struct stay_write write;
	const char *stay, *day, *words;
	int kind;
};

struct taking_back {
	struct stay_write write;
	const char *reason;
};

static step_fn set_load, set_judged, back_load, back_judged;

static const char *const kinds[] = {"court",   "child_contact", "anniversary", "payday",
				    "festive", "letter",	"visit",       "health",
				    "move",    "other",		NULL};

static const struct field set_fields[] = {
	{"stay", FIELD_UUID, FIELD_REQUIRED, AT(struct setting_day, stay)},
	{"crn", FIELD_TEXT, FIELD_REQUIRED, AT(struct setting_day, write.crn), .max = CRN_MAX},
	{"day", FIELD_DATE, FIELD_REQUIRED, AT(struct setting_day, day)},
	{"kind", FIELD_ENUM, FIELD_REQUIRED, AT(struct setting_day, kind), .one_of = kinds},
	{"words", FIELD_TEXT, FIELD_REQUIRED, AT(struct setting_day, words), .max = 160},
	{0},
};

static const struct field back_fields[] = {
	{"reason", FIELD_TEXT, FIELD_REQUIRED, AT(struct taking_back, reason), .max = 300},
	{0},
};

/* GET /api/residents/{crn}/stays/{stay}/hard-days */
struct problem *
resident_hard_days(struct req *r, const struct rows *none)
{
	(void)none;
	return req_ask(r, SQL_RESIDENT_HARD_DAYS,
		       PARAMS(req_param(r, "crn"), req_param(r, "stay"), r->route->path),
		       woman_answered);
}

/* ---------------------------------------------------------------- what the board has of them */

static bool
is_restricted(const struct stay_facts *facts)
{
	return json_is_true(json_object_get(facts->json, "restricted"));
}

static json_t *
shown(const struct stay_facts *facts, const json_t *day)
{
	json_t *words = json_object_get(day, "words");

	return json_pack("{s:O, s:O, s:o}", "day", json_object_get(day, "day"), "kind",
			 json_object_get(day, "kind"), "words",
			 is_restricted(facts) ? json_null() : json_incref(words));
}

/* Today's and tomorrow's, by day: those there were, without the one that is taken back. */
static json_t *
row_of(const struct stay_facts *facts, json_t *near, const char *without)
{
	json_t *days = json_array(), *day;
	size_t i;

	json_array_foreach(near, i, day)
		if (strcmp(facts_text(day, "id"), without) != 0)
			json_array_append_new(days, shown(facts, day));
	return json_pack("{s:o}", "hard_days", days);
}

/* Puts the new day where it belongs: after those of the same day. */
static void
put_near(json_t *json, json_t *day)
{
	json_t *near = json_object_get(json, "near"), *one;
	const char *date = facts_text(day, "day");
	size_t i, place = 0;

	if (strcmp(date, facts_text(json, "tomorrow")) > 0)
		return;
	json_array_foreach(near, i, one)
		if (strcmp(facts_text(one, "day"), date) <= 0)
			place = i + 1;
	json_array_insert(near, place, day);
}

/* ---------------------------------------------------------------- a day */

/* PUT /api/hard-days/{id} */
struct problem *
hard_day_put(struct req *r, const struct rows *none)
{
	struct setting_day *s = req_alloc(r, sizeof(*s));
	struct problem *p = req_read(r, set_fields, s);

	(void)none;
	if (p)
		return p;
	s->write.id = req_param(r, "id");
	s->write.load = set_load;
	s->write.judge = set_judged;
	r->ctx = s;
	return stay_write_start(r);
}

static struct problem *
set_load(struct req *r, const struct rows *none)
{
	const struct setting_day *s = r->ctx;

	(void)none;
	return req_ask(r, SQL_HARD_DAY_BASIS, PARAMS(s->write.id, s->stay, s->write.crn, NULL),
		       stay_write_loaded);
}

static struct problem *
record_day(struct req *r, const struct stay_facts *facts, json_t *json)
{
	const struct setting_day *s = r->ctx;
	struct record_event event = {.kind = "hard_day.set", .happened_us = r->now};
	json_t *record = record_new(r->now), *row = record_stay_row(facts), *day;

	day = json_pack("{s:s, s:s, s:s, s:s}", "id", s->write.id, "day", s->day, "kind",
			kinds[s->kind], "words", s->words);
	json_object_update(row, day);
	json_object_update_new(
		row, json_pack("{s:s, s:o}", "author_id", r->who->staff, "at", record_iso(r->now)));
	record_guard(record, facts);
	record_bump(record, facts);
	record_row(record, "hard_day", row);
	put_near(json, day);
	event.data = json_pack("{s:s, s:o, s:o}", "id", s->write.id, "hard_day", shown(facts, day),
			       "row", row_of(facts, json_object_get(json, "near"), ""));
	record_event(record, facts, &event);
	json_decref(day);
	return stay_write_record(r, record, 201, json_pack("{s:s}", "id", s->write.id));
}

static struct problem *
set_judged(struct req *r, const struct rows *none)
{
	const struct setting_day *s = r->ctx;
	struct stay_facts *facts = req_alloc(r, sizeof(*facts));
	struct problem *p;
	json_t *json = stay_write_basis(r, facts, &p);

	(void)none;
	if (json == NULL)
		return p;
	p = strcmp(s->day, facts_text(json, "today")) < 0
		    ? problem_at(r, PROBLEM_INVALID_INPUT, "/day", "That day is over.")
		    : record_day(r, facts, json);
	json_decref(json);
	return p;
}

/* ---------------------------------------------------------------- taken back */

/* POST /api/hard-days/{id}/withdraw */
struct problem *
hard_day_withdraw_post(struct req *r, const struct rows *none)
{
	struct taking_back *t = req_alloc(r, sizeof(*t));
	struct problem *p = req_read(r, back_fields, t);

	(void)none;
	if (p)
		return p;
	t->write.load = back_load;
	t->write.judge = back_judged;
	r->ctx = t;
	return stay_write_start(r);
}

static struct problem *
back_load(struct req *r, const struct rows *none)
{
	(void)none;
	return req_ask(r, SQL_HARD_DAY_BASIS, PARAMS(NULL, NULL, NULL, req_param(r, "id")),
		       stay_write_loaded);
}

static struct problem *
record_back(struct req *r, const struct stay_facts *facts, json_t *json)
{
	const struct taking_back *t = r->ctx;
	const char *id = req_param(r, "id");
	struct record_event event = {.kind = "hard_day.withdrawn", .happened_us = r->now};
	json_t *record = record_new(r->now);

	record_guard(record, facts);
	record_bump(record, facts);
	record_end(record, "hard_day",
		   json_pack("{s:s, s:o, s:s, s:s}", "id", id, "withdrawn_at", record_iso(r->now),
			     "withdrawn_by_id", r->who->staff, "withdraw_reason", t->reason));
	event.data = json_pack("{s:s, s:o}", "id", id, "row",
			       row_of(facts, json_object_get(json, "near"), id));
	record_event(record, facts, &event);
	return stay_write_record(r, record, 200, json_pack("{s:s}", "id", id));
}

static struct problem *
back_judged(struct req *r, const struct rows *none)
{
	struct stay_facts *facts = req_alloc(r, sizeof(*facts));
	struct problem *p;
	json_t *json = stay_write_basis(r, facts, &p);

	(void)none;
	if (json == NULL)
		return p;
	p = json_is_true(json_object_get(json_object_get(json, "subject"), "withdrawn"))
		    ? problem(r, PROBLEM_CONFLICT, "It was taken back already.")
		    : record_back(r, facts, json);
	json_decref(json);
	return p;
}
