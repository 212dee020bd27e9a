/* around.c -- one more row about her or her house, the end of one, and the pages of them. */
#include "lantern/app_around.h"

#include "lantern/app.h"
#include "lantern/app_plans.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/route.h"
#include "lantern/session.h"

#include "lantern/banned.h"

struct ending {
	struct stay_write write;
	const struct around_kind *kind;
};

static stay_decide_fn decide_end;
static step_fn house_listed, page_found;

json_t *
around_row(struct req *r, const struct stay_facts *facts, const char *id)
{
	json_t *row = record_stay_row(facts);

	json_object_update_new(row, json_pack("{s:s, s:s, s:o}", "id", id, "author_id",
					      r->who->staff, "at", record_iso(r->now)));
	return row;
}

void
around_tell(json_t *record, const struct stay_facts *facts, const char *kind, json_t *data)
{
	struct record_event event = {
		.kind = kind, .happened_us = facts->basis.now_us, .data = data};

	record_event(record, facts, &event);
}

struct problem *
around_record(struct req *r, const struct stay_facts *facts, const struct around_new *what)
{
	json_t *record = record_new(r->now);

	record_row(record, what->table, what->row);
	around_tell(record, facts, what->event, what->data);
	return stay_write_record(r, record, 201, json_pack("{s:s}", "id", what->id));
}

/* ---------------------------------------------------------------- pages */

struct problem *
around_page(struct req *r, const char *what)
{
	return req_ask(r, SQL_RESIDENT_AROUND,
		       PARAMS(req_param(r, "crn"), req_param(r, "stay"), r->route->path, what),
		       page_found);
}

/* Some of it is for a role that is held at a premises: whoever has it at another one is told so. */
static struct problem *
page_found(struct req *r, const struct rows *rows)
{
	struct problem *p = NULL;

	if (rows_count(rows) > 0)
		p = place_fault(r, rows_text(rows, "premises"), r->route->who);
	return p ? p : woman_answered(r, rows);
}

struct problem *
around_house_page(struct req *r, const char *what)
{
	const char *premises = req_param(r, "p");
	struct problem *p = place_fault(r, premises, r->route->who);

	return p ? p
		 : req_ask(r, SQL_HOUSE_AROUND, PARAMS(premises, what, r->route->path),
			   house_listed);
}

/* A practitioner sees the houses where her women are. */
static struct problem *
house_listed(struct req *r, const struct rows *rows)
{
	if (rows_count(rows) == 0)
		return problem(r, PROBLEM_NOT_FOUND, NO_SUCH_PREMISES);
	return req_answer(r, 200, rows_text(rows, "answer"));
}

/* ---------------------------------------------------------------- ended */

struct problem *
around_end(struct req *r, const struct around_kind *kind)
{
	struct ending *e = req_alloc(r, sizeof(*e));

	e->kind = kind;
	e->write = (struct stay_write){
		.of = req_param(r, "id"),
		.more = {kind->table},
		.basis = kind->of_house ? SQL_HOUSE_BASIS : SQL_AROUND_BASIS_OF,
		.of_past = kind->of_house,
		.decide = decide_end,
	};
	return stay_write_read(r, NO_FIELDS, &e->write);
}

static struct problem *
record_end_of(struct req *r, const struct stay_facts *facts, const struct ending *e)
{
	json_t *record = record_new(r->now), *data;

	record_end(record, e->kind->table,
		   json_pack("{s:s, s:o, s:s}", "id", e->write.of, "ended_at", record_iso(r->now),
			     "ended_by_id", r->who->staff));
	data = json_pack("{s:s, s:b}", e->kind->table, e->write.of, "ended", 1);
	if (e->kind->of_house)
		write_event(
			r, record,
			&(struct write_event){e->kind->event, facts->premises, NULL, NULL, data});
	else
		around_tell(record, facts, e->kind->event, data);
	return stay_write_record(r, record, 200, json_pack("{s:s}", "id", e->write.of));
}

/* Ended already is as good. */
static struct problem *
decide_end(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct ending *e = r->ctx;
	struct problem *p = e->kind->of_house ? NULL : plan_withheld(r, json);

	if (p)
		return p;
	if (json_is_true(json_object_get(json_object_get(json, "subject"), "ended")))
		return req_answer(r, 200, json_text(r, json_pack("{s:s}", "id", e->write.of)));
	return record_end_of(r, facts, e);
}
