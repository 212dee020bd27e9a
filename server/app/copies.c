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
	struct plan_write to;
	int64_t version;
	int large_print;
};

static step_fn copy_answered, copy_load, copy_judged;

static const struct field copy_fields[] = {
	{"stay", FIELD_UUID, FIELD_REQUIRED, AT(struct copy_put, to.stay)},
	{"crn", FIELD_TEXT, FIELD_REQUIRED, AT(struct copy_put, to.write.crn), .max = CRN_MAX},
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
	struct problem *p = req_read(r, copy_fields, b);

	(void)none;
	if (p)
		return p;
	b->to.write.id = req_param(r, "id");
	b->to.write.load = copy_load;
	b->to.write.judge = copy_judged;
	r->ctx = b;
	return stay_write_start(r);
}

static struct problem *
copy_load(struct req *r, const struct rows *none)
{
	const struct copy_put *b = r->ctx;

	(void)none;
	return req_ask(r, SQL_RESIDENT_COPY_BASIS,
		       PARAMS(b->to.write.id, b->to.stay, b->to.write.crn), stay_write_loaded);
}

/* What was left out stays with the copy: the event goes to agency workers too. */
static struct problem *
record_copy(struct req *r, const struct stay_facts *facts, json_t *left_out)
{
	struct record_event event = {.kind = "copy.given", .happened_us = r->now};
	const struct copy_put *b = r->ctx;
	json_t *record = record_new(r->now), *row = record_stay_row(facts);

	json_object_update_new(
		row, json_pack("{s:s, s:I, s:b, s:O, s:s, s:o}", "id", b->to.write.id, "version",
			       (json_int_t)b->version, "large_print", b->large_print, "left_out",
			       left_out, "author_id", r->who->staff, "at", record_iso(r->now)));
	record_row(record, "resident_copy", row);
	event.data = json_pack("{s:s, s:I, s:b}", "copy", b->to.write.id, "version",
			       (json_int_t)b->version, "large_print", b->large_print);
	record_event(record, facts, &event);
	return stay_write_record(r, record, 201,
				 json_pack("{s:s, s:I, s:O}", "id", b->to.write.id, "version",
					   (json_int_t)b->version, "left_out", left_out));
}

static struct problem *
copy_judged(struct req *r, const struct rows *none)
{
	const struct copy_put *b = r->ctx;
	struct stay_facts *facts = req_alloc(r, sizeof(*facts));
	struct problem *p;
	json_t *json = stay_write_basis(r, facts, &p);

	(void)none;
	if (json == NULL)
		return p;
	p = plan_withheld(r, json);
	if (p == NULL && b->version > facts_us(json, "version", 0))
		p = problem_at(r, PROBLEM_INVALID_INPUT, "/version",
			       "Her plan has no such version.");
	if (p == NULL)
		p = record_copy(r, facts, json_object_get(json, "left_out"));
	json_decref(json);
	return p;
}
