/*
 * subject_access.c -- what is held about a woman, for her: all of it, in words, a piece at a time,
 * with what is withheld and why (features 121). Who gives it out says why first, and each piece is
 * in the access log under that request.
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_checks.h"
#include "lantern/app_plans.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/route.h"
#include "lantern/session.h"

#include "lantern/banned.h"

/* Some 100 KB: a year of a woman is some twenty of them, and none keeps others waiting. */
#define PIECE_ROWS "500"

struct giving {
	struct stay_write write;
	const char *reason;
};

struct piece_query {
	const char *access, *table;
	int64_t from;
};

static stay_decide_fn decide_giving;
static step_fn piece_found;

static const struct field giving_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{"reason", FIELD_TEXT, FIELD_REQUIRED, AT(struct giving, reason), .min = 1, .max = 500},
	{0},
};

static const struct field piece_fields[] = {
	{"access", FIELD_UUID, 0, AT(struct piece_query, access)},
	{"table", FIELD_TEXT, 0, AT(struct piece_query, table), .max = 63},
	{"from", FIELD_INTEGER, 0, AT(struct piece_query, from), .max = 100000000},
	{0},
};

/* ---------------------------------------------------------------- what is held */

/* GET /api/residents/{crn}/stays/{stay}/subject-access */
struct problem *
subject_access_get(struct req *r, const struct rows *none)
{
	struct piece_query *q = req_alloc(r, sizeof(*q));
	struct problem *p = req_query(r, piece_fields, q);

	(void)none;
	if (p)
		return p;
	if (q->table && !q->access)
		return field_fault(r, "access", "Say for which of her requests.");
	if (q->from != FIELD_NO_INTEGER && !q->table)
		return field_fault(r, "table", "Say of which table.");
	r->ctx = q;
	return req_ask(r, SQL_SUBJECT_ACCESS,
		       PARAMS(req_param(r, "crn"), req_param(r, "stay"), q->access, q->table,
			      q->from == FIELD_NO_INTEGER
				      ? NULL
				      : req_printf(r, "%lld", (long long)q->from),
			      PIECE_ROWS, r->route->path),
		       piece_found);
}

static struct problem *
piece_found(struct req *r, const struct rows *rows)
{
	const struct piece_query *q = r->ctx;
	struct problem *p;

	if (rows_count(rows) == 0 || strcmp(rows_text(rows, "verdict"), "right") != 0)
		return woman_answered(r, rows);
	p = place_fault(r, rows_text(rows, "premises"), r->route->who);
	if (p)
		return p;
	if (!rows_bool(rows, "whole"))
		return problem(r, PROBLEM_NOT_ALLOWED,
			       "Her record is restricted: it is given out by those named for her.");
	if (q->access && !rows_bool(rows, "told"))
		return problem(r, PROBLEM_NOT_FOUND,
			       "You have recorded no such request of hers: say first why.");
	if (!rows_bool(rows, "known"))
		return field_fault(r, "table", "Use the table that \"next\" gave.");
	return woman_answered(r, rows);
}

/* ---------------------------------------------------------------- that it is given */

/* PUT /api/subject-accesses/{id} */
struct problem *
subject_access_put(struct req *r, const struct rows *none)
{
	struct giving *g = req_alloc(r, sizeof(*g));

	(void)none;
	g->write = (struct stay_write){
		.id = req_param(r, "id"),
		.basis = SQL_AROUND_BASIS,
		.more = {"subject_access"},
		.of_past = true, /* many ask when they have left */
		.decide = decide_giving,
	};
	return stay_write_read(r, giving_fields, &g->write);
}

static struct problem *
record_giving(struct req *r, const struct stay_facts *facts)
{
	const struct giving *g = r->ctx;
	struct record_event event = {.kind = "subject_access.given", .happened_us = r->now};
	json_t *record = record_new(r->now);

	record_row(record, "subject_access",
		   json_pack("{s:s, s:s, s:s, s:s, s:s, s:o}", "id", g->write.id, "resident_id",
			     facts->resident, "premises_id", facts->premises, "reason", g->reason,
			     "author_id", r->who->staff, "at", record_iso(r->now)));
	event.data = json_pack("{s:s}", "access", g->write.id);
	record_event(record, facts, &event);
	return stay_write_record(r, record, 201, json_pack("{s:s}", "id", g->write.id));
}

static struct problem *
decide_giving(struct req *r, struct stay_facts *facts, json_t *json)
{
	struct problem *p = plan_withheld(r, json);

	return p ? p : record_giving(r, facts);
}
