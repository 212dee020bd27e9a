/*
 * safety_plan_read.c -- her plan and what is drawn from it, as the pages show them (features 1, 2,
 * 5, 11, 101). Each read is logged by the statement that makes it.
 */
#include "lantern/app.h"

#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/route.h"

#include "lantern/banned.h"

struct plan_query {
	int64_t version;
};

static step_fn plan_answered, here_answered;

static const struct field plan_fields[] = {
	{"version", FIELD_INTEGER, 0, AT(struct plan_query, version), .min = 1, .max = 1000000},
	{0},
};

/* GET /api/residents/{crn}/stays/{stay}/safety-plan?version= */
struct problem *
safety_plan_get(struct req *r, const struct rows *none)
{
	struct plan_query query = {0};
	struct problem *p = req_query(r, plan_fields, &query);
	const char *version = NULL;

	(void)none;
	if (p)
		return p;
	if (query.version != FIELD_NO_INTEGER)
		version = req_printf(r, "%lld", (long long)query.version);
	return req_ask(r, SQL_SAFETY_PLAN_PAGE,
		       PARAMS(req_param(r, "crn"), req_param(r, "stay"), version, r->route->path),
		       plan_answered);
}

static struct problem *
plan_answered(struct req *r, const struct rows *rows)
{
	if (rows_count(rows) > 0 && rows_bool(rows, "no_version"))
		return problem(r, PROBLEM_NOT_FOUND, "Her plan has no such version.");
	return woman_answered(r, rows);
}

/* GET /api/residents/{crn}/stays/{stay}/crisis */
struct problem *
crisis_get(struct req *r, const struct rows *none)
{
	(void)none;
	return req_ask(r, SQL_CRISIS_PAGE,
		       PARAMS(req_param(r, "crn"), req_param(r, "stay"), r->route->path),
		       woman_answered);
}

/* GET /api/premises/{p}/crisis: of everybody who lives here */
struct problem *
crisis_here(struct req *r, const struct rows *none)
{
	const char *premises = req_param(r, "p");
	struct problem *p = place_fault(r, premises, r->route->who);

	(void)none;
	if (p)
		return p;
	return req_ask(r, SQL_CRISIS_HERE, PARAMS(premises, r->route->path), here_answered);
}

static struct problem *
here_answered(struct req *r, const struct rows *rows)
{
	return req_answer(r, 200, rows_text(rows, "answer"));
}
