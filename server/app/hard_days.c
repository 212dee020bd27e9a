/*
 * hard_days.c -- days that are known to be hard for her, or good (features 21). Her row on the
 * board has today's and tomorrow's, so that the evening knows what the morning brings.
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_around.h"
#include "lantern/app_checks.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/route.h"
#include "lantern/session.h"

#include "lantern/banned.h"

struct setting_day {
	struct stay_write write;
	const char *day, *words;
	int kind;
};

struct taking_back {
	struct stay_write write;
	const char *reason;
};

static stay_decide_fn decide_set, decide_back;

static const char *const kinds[] = {"court",   "child_contact", "anniversary", "payday",
				    "festive", "letter",	"visit",       "health",
				    "move",    "other",		NULL};

static const struct field set_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
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

static json_t *
shown(const struct stay_facts *facts, const json_t *day)
{
	json_t *words = json_object_get(day, "words");

	return json_pack("{s:O, s:O, s:o}", "day", json_object_get(day, "day"), "kind",
			 json_object_get(day, "kind"), "words",
			 facts_restricted(facts) ? json_null() : json_incref(words));
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

	(void)none;
	s->write = (struct stay_write){
		.id = req_param(r, "id"), .basis = SQL_HARD_DAY_BASIS, .decide = decide_set};
	return stay_write_read(r, set_fields, &s->write);
}

void
hard_day_record(struct req *r, json_t *record, const struct stay_facts *facts,
		const struct hard_day_new *what)
{
	struct record_event event = {.kind = "hard_day.set", .happened_us = r->now};
	json_t *row = record_stay_row(facts), *day;

	day = json_pack("{s:s, s:s, s:s, s:s}", "id", what->id, "day", what->day, "kind",
			what->kind, "words", what->words);
	json_object_update(row, day);
	json_object_update_new(
		row, json_pack("{s:s, s:o}", "author_id", r->who->staff, "at", record_iso(r->now)));
	record_row(record, "hard_day", row);
	put_near(what->json, day);
	event.data = json_pack("{s:s, s:o, s:o}", "id", what->id, "hard_day", shown(facts, day),
			       "row", row_of(facts, json_object_get(what->json, "near"), ""));
	record_event(record, facts, &event);
	json_decref(day);
}

static struct problem *
record_day(struct req *r, const struct stay_facts *facts, json_t *json)
{
	const struct setting_day *s = r->ctx;
	json_t *record = record_begin(facts);

	hard_day_record(
		r, record, facts,
		&(struct hard_day_new){s->write.id, s->day, kinds[s->kind], s->words, json});
	return stay_write_record(r, record, 201, json_pack("{s:s}", "id", s->write.id));
}

static struct problem *
decide_set(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct setting_day *s = r->ctx;

	if (strcmp(s->day, facts_text(json, "today")) < 0)
		return problem_at(r, PROBLEM_INVALID_INPUT, "/day", "That day is over.");
	return record_day(r, facts, json);
}

/* ---------------------------------------------------------------- taken back */

/* POST /api/hard-days/{id}/withdraw */
struct problem *
hard_day_withdraw_post(struct req *r, const struct rows *none)
{
	struct taking_back *t = req_alloc(r, sizeof(*t));

	(void)none;
	t->write = (struct stay_write){
		.basis = SQL_HARD_DAY_BASIS, .more = {req_param(r, "id")}, .decide = decide_back};
	return stay_write_read(r, back_fields, &t->write);
}

static struct problem *
record_back(struct req *r, const struct stay_facts *facts, json_t *json)
{
	const struct taking_back *t = r->ctx;
	const char *id = req_param(r, "id");
	struct record_event event = {.kind = "hard_day.withdrawn", .happened_us = r->now};
	json_t *record = record_begin(facts);

	record_end(record, "hard_day",
		   json_pack("{s:s, s:o, s:s, s:s}", "id", id, "withdrawn_at", record_iso(r->now),
			     "withdrawn_by_id", r->who->staff, "withdraw_reason", t->reason));
	event.data = json_pack("{s:s, s:o}", "id", id, "row",
			       row_of(facts, json_object_get(json, "near"), id));
	record_event(record, facts, &event);
	return stay_write_record(r, record, 200, json_pack("{s:s}", "id", id));
}

static struct problem *
decide_back(struct req *r, struct stay_facts *facts, json_t *json)
{
	if (json_is_true(json_object_get(json_object_get(json, "subject"), "withdrawn")))
		return problem(r, PROBLEM_CONFLICT, "It was taken back already.");
	return record_back(r, facts, json);
}
