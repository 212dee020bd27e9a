/*
 * keyworkers.c -- who holds her: her keyworker and her practitioner, changed by a person with a
 * reason, and kept with all who were before (features 116).
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_checks.h"
#include "lantern/problem.h"
#include "lantern/route.h"
#include "lantern/rules/keyworker.h"
#include "lantern/session.h"

#include "lantern/banned.h"

#define REASON_MAX 500

/* What is changed, and how its tables and words differ. */
struct holder {
	const char *what;  /* member of the basis, and the guard: "keyworker" */
	const char *table; /* "keyworker_of" */
	const char *event;
	const char *may; /* member of the basis that says whether the new one may be it */
	const char *may_not, *is_already, *changed;
};

struct change_put {
	struct stay_write write;
	const char *reason, *based_on;
	const struct holder *holder;
};

static const struct holder keyworker = {
	.what = "keyworker",
	.table = "keyworker_of",
	.event = "keyworker.changed",
	.may = "works_here",
	.may_not = "She doesn't work here now.",
	.is_already = "She is her keyworker already.",
	.changed = "Somebody has changed her keyworker meanwhile.",
};
static const struct holder practitioner = {
	.what = "practitioner",
	.table = "practitioner_of",
	.event = "practitioner.changed",
	.may = "practises",
	.may_not = "She is not a practitioner now.",
	.is_already = "She is her practitioner already.",
	.changed = "Somebody has changed her practitioner meanwhile.",
};

static step_fn keyworkers_answered, keyworker_ordered;
static stay_decide_fn decide_change;

static const struct field change_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{"staff", FIELD_UUID, FIELD_REQUIRED, AT(struct change_put, write.more[0])},
	{"reason", FIELD_TEXT, FIELD_REQUIRED, AT(struct change_put, reason), .min = 1,
	 .max = REASON_MAX},
	{"based_on", FIELD_UUID, 0, AT(struct change_put, based_on)},
	{0},
};

/* ---------------------------------------------------------------- pages */

/* A page of a house that takes its id and, where it is logged, its route. */
static struct problem *
ask_house(struct req *r, enum sql query, const char *route)
{
	const char *premises = req_param(r, "p");
	struct problem *p = place_fault(r, premises, r->route->who);

	return p ? p : req_ask(r, query, PARAMS(premises, route), keyworkers_answered);
}

/* GET /api/premises/{p}/keyworkers */
struct problem *
keyworkers_here(struct req *r, const struct rows *none)
{
	(void)none;
	return ask_house(r, SQL_KEYWORKERS_HERE, r->route->path);
}

/* GET /api/premises/{p}/keywork */
struct problem *
keywork_here(struct req *r, const struct rows *none)
{
	(void)none;
	return ask_house(r, SQL_KEYWORK_HERE, r->route->path);
}

static struct problem *
keyworkers_answered(struct req *r, const struct rows *rows)
{
	return req_answer(r, 200, rows_text(rows, "answer"));
}

/* GET /api/residents/{crn}/stays/{stay}/keyworker */
struct problem *
resident_keyworker(struct req *r, const struct rows *none)
{
	(void)none;
	return req_ask(r, SQL_RESIDENT_KEYWORKER,
		       PARAMS(req_param(r, "crn"), req_param(r, "stay"), r->route->path),
		       keyworker_ordered);
}

static json_t *
suggested(json_t *candidate, const char *why)
{
	return json_pack("{s:O, s:O, s:s, s:O, s:O, s:O}", "id", json_object_get(candidate, "id"),
			 "name", json_object_get(candidate, "name"), "why", why, "holds",
			 json_object_get(candidate, "holds"), "capacity",
			 json_object_get(candidate, "capacity"), "leave",
			 json_object_get(candidate, "leave"));
}

static json_t *
suggest(struct req *r, json_t *candidates)
{
	size_t count = json_array_size(candidates), i, found;
	struct keyworker_candidate *c = req_alloc(r, (count + 1) * sizeof(*c));
	size_t *order = req_alloc(r, (count + 1) * sizeof(*order));
	json_t *list = json_array(), *one;
	bool previous;

	json_array_foreach(candidates, i, one)
		c[i] = (struct keyworker_candidate){
			.name = facts_text(one, "name"),
			.now = json_is_true(json_object_get(one, "now")),
			.away = json_is_true(json_object_get(one, "away")),
			.holds = (int32_t)facts_us(one, "holds", 0),
			.capacity = (int32_t)facts_us(one, "capacity", 0),
			.held_until_us = facts_us(one, "held_until_us", US_NEVER),
		};
	found = keyworker_suggest(c, count, order, &previous);
	for (i = 0; i < found; i++)
		json_array_append_new(list,
				      suggested(json_array_get(candidates, order[i]),
						i == 0 && previous ? "previous" : "least_loaded"));
	return list;
}

static struct problem *
keyworker_ordered(struct req *r, const struct rows *rows)
{
	const char *text = rows_count(rows) ? rows_text(rows, "page") : NULL;
	json_t *page;

	if (text == NULL)
		return woman_answered(r, rows);
	page = json_loads(text, 0, NULL);
	json_object_set_new(page, "suggested", suggest(r, json_object_get(page, "candidates")));
	json_object_del(page, "candidates");
	return req_answer(r, 200, json_text(r, page));
}

/* ---------------------------------------------------------------- a change */

static struct problem *
change_put(struct req *r, const struct holder *holder)
{
	struct change_put *c = req_alloc(r, sizeof(*c));

	c->holder = holder;
	c->write = (struct stay_write){
		.id = req_param(r, "id"), .basis = SQL_KEYWORKER_BASIS, .decide = decide_change};
	return stay_write_read(r, change_fields, &c->write);
}

/* PUT /api/keyworkers/{id} */
struct problem *
keyworker_put(struct req *r, const struct rows *none)
{
	(void)none;
	return change_put(r, &keyworker);
}

/* PUT /api/practitioners/{id} */
struct problem *
practitioner_put(struct req *r, const struct rows *none)
{
	(void)none;
	return change_put(r, &practitioner);
}

static struct problem *
refuse_change(struct req *r, json_t *json, json_t *now)
{
	const struct change_put *c = r->ctx;
	const struct holder *h = c->holder;

	if (strcmp(facts_text(now, "id"), c->based_on ? c->based_on : "") != 0)
		return problem_member_json(problem_at(r, PROBLEM_CONFLICT, "/based_on", h->changed),
					   "current",
					   now ? json_text(r, json_incref(now)) : "null");
	if (!json_is_true(json_object_get(json, h->may)))
		return field_fault(r, "/staff", h->may_not);
	if (strcmp(facts_text(now, "staff"), c->write.more[0]) == 0)
		return field_fault(r, "/staff", h->is_already);
	return NULL;
}

/* Rights follow a practitioner: every server asks anew who may see her. */
static void
tell_change(struct req *r, json_t *record, const struct stay_facts *facts, json_t *now)
{
	const struct change_put *c = r->ctx;
	struct record_event began = {.kind = c->holder->event, .happened_us = r->now};
	struct record_event ended = began;

	if (*facts_text(now, "staff")) {
		ended.data = json_pack("{s:s, s:O, s:O}", "change", "ended", "id",
				       json_object_get(now, "id"), "staff",
				       json_object_get(now, "staff"));
		record_event(record, facts, &ended);
	}
	began.data = json_pack("{s:s, s:s, s:s}", "change", "began", "id", c->write.id, "staff",
			       c->write.more[0]);
	record_event(record, facts, &began);
}

static struct problem *
record_change(struct req *r, const struct stay_facts *facts, json_t *now)
{
	const struct change_put *c = r->ctx;
	const struct holder *h = c->holder;
	bool of_stay = h == &keyworker;
	json_t *record = record_new(r->now), *row;

	json_object_set_new(record, "guard",
			    json_pack("[{s:s, s:o}]", h->what,
				      of_stay ? facts->stay : facts->resident, "id",
				      record_text(facts_text(now, "id"))));
	if (json_is_object(now))
		record_end(record, h->table,
			   json_pack("{s:O, s:o}", "id", json_object_get(now, "id"), "until_at",
				     record_iso(r->now)));
	row = of_stay ? record_stay_row(facts) : json_pack("{s:s}", "resident_id", facts->resident);
	json_object_update_new(row, json_pack("{s:s, s:s, s:o, s:s}", "id", c->write.id, "staff_id",
					      c->write.more[0], "from_at", record_iso(r->now),
					      "reason", c->reason));
	record_row(record, h->table, row);
	tell_change(r, record, facts, now);
	return stay_write_record(
		r, record, 201,
		json_pack("{s:s, s:s}", "id", c->write.id, "staff", c->write.more[0]));
}

static struct problem *
decide_change(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct change_put *c = r->ctx;
	json_t *now = json_object_get(json, c->holder->what);
	struct problem *p = refuse_change(r, json, now);

	return p ? p : record_change(r, facts, now);
}
