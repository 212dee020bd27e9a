/*
 * measures.c -- how the work goes, in figures that explain their sum (features 97, 115): of one
 * house by woman and room, of all houses together without either.
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/route.h"

#include "lantern/banned.h"

struct days {
	const char *from, *until;
};

static step_fn here_found, area_found;

static const struct field day_fields[] = {
	{"from", FIELD_DATE, 0, AT(struct days, from)},
	{"until", FIELD_DATE, 0, AT(struct days, until)},
	{0},
};

/* GET /api/premises/{p}/measures */
struct problem *
measures_here(struct req *r, const struct rows *none)
{
	struct days days = {0};
	const char *premises = req_param(r, "p");
	struct problem *p = req_query(r, day_fields, &days);

	(void)none;
	if (p == NULL)
		p = place_fault(r, premises, r->route->who);
	return p ? p
		 : req_ask(r, SQL_MEASURES_HERE,
			   PARAMS(premises, days.from, days.until, r->route->path), here_found);
}

static struct problem *
here_found(struct req *r, const struct rows *rows)
{
	const char *fault;

	if (rows_count(rows) == 0)
		return problem(r, PROBLEM_NOT_FOUND, NO_SUCH_PREMISES);
	fault = rows_text(rows, "fault");
	if (fault == NULL)
		return req_answer(r, 200, rows_text(rows, "answer"));
	if (strcmp(fault, "until") == 0)
		return field_fault(r, "/until", "That day has not come yet.");
	return field_fault(r, "/from",
			   strcmp(fault, "span") == 0 ? "No more than a year at a time."
						      : "It can't be after the last day.");
}

/* GET /api/measures */
struct problem *
measures_area(struct req *r, const struct rows *none)
{
	(void)none;
	return req_ask(r, SQL_MEASURES_AREA, NO_PARAMS, area_found);
}

static struct problem *
area_found(struct req *r, const struct rows *rows)
{
	return req_answer(r, 200, rows_text(rows, "answer"));
}
