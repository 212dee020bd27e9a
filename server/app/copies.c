/*
 * copies.c -- her own copy of her plan: what it holds, and that she was given it (features 12,
 * 101).
 */
#include "lantern/app.h"

#include "lantern/app_plans.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/route.h"
#include "lantern/session.h"

#include "lantern/banned.h"

struct copy_put {
	struct stay_write write;
	int64_t version;
	int large_print;
};

static step_fn copy_answered;
static stay_decide_fn decide_copy;

static const struct field copy_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{"version", FIELD_INTEGER, FIELD_REQUIRED, AT(struct copy_put, version), .min = 1,
	 .max = 1000000},
	{"large_print", FIELD_BOOLEAN, FIELD_REQUIRED, AT(struct copy_put, large_print)},
	{0},
};

/* GET /api/residents/{crn}/stays/{stay}/copy */
struct problem *
resident_copy_get(struct req *r, const struct rows *none)
{
	(void)none;
	return req_ask(r, SQL_RESIDENT_COPY_PAGE,
		       PARAMS(req_param(r, "crn"), req_param(r, "stay"), r->route->path),
		       copy_answered);
}

static struct problem *
copy_answered(struct req *r, const struct rows *rows)
{
	if (rows_count(rows) > 0 && rows_bool(rows, "withheld"))
		return problem(
			r, PROBLEM_NOT_ALLOWED,
			"Her record is restricted: her copy is made by those named for her.");
	return woman_answered(r, rows);
}

/* PUT /api/resident-copies/{id} */
struct problem *
resident_copy_put(struct req *r, const struct rows *none)
{
	struct copy_put *b = req_alloc(r, sizeof(*b));

	(void)none;
	b->write = (struct stay_write){
		.id = req_param(r, "id"), .basis = SQL_RESIDENT_COPY_BASIS, .decide = decide_copy};
	return stay_write_read(r, copy_fields, &b->write);
}

/* What was left out stays with the copy: the event goes to agency workers too. */
static struct problem *
record_copy(struct req *r, const struct stay_facts *facts, json_t *left_out)
{
	struct record_event event = {.kind = "copy.given", .happened_us = r->now};
	const struct copy_put *b = r->ctx;
	json_t *record = record_new(r->now), *row = record_stay_row(facts);

	json_object_update_new(row, json_pack("{s:s, s:I, s:b, s:O, s:s, s:o}", "id", b->write.id,
					      "version", (json_int_t)b->version, "large_print",
					      b->large_print, "left_out", left_out, "author_id",
					      r->who->staff, "at", record_iso(r->now)));
	record_row(record, "resident_copy", row);
	event.data = json_pack("{s:s, s:I, s:b}", "copy", b->write.id, "version",
			       (json_int_t)b->version, "large_print", b->large_print);
	record_event(record, facts, &event);
	return stay_write_record(r, record, 201,
				 json_pack("{s:s, s:I, s:O}", "id", b->write.id, "version",
					   (json_int_t)b->version, "left_out", left_out));
}

static struct problem *
decide_copy(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct copy_put *b = r->ctx;
	struct problem *p = plan_withheld(r, json);

	if (p)
		return p;
	if (b->version > facts_us(json, "version", 0))
		return problem_at(r, PROBLEM_INVALID_INPUT, "/version",
				  "Her plan has no such version.");
	return record_copy(r, facts, json_object_get(json, "left_out"));
}
