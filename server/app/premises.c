/* premises.c -- the premises she may see, as tiles: counts, no names. */
#include "lantern/app.h"

#include "lantern/problem.h"
#include "lantern/req.h"

#include "lantern/banned.h"

static step_fn premises_listed;

/* GET /api/premises */
struct problem *
premises_list(struct req *r, const struct rows *none)
{
	(void)none;
	return req_ask(r, SQL_PREMISES_LIST, NO_PARAMS, premises_listed);
}

static struct problem *
premises_listed(struct req *r, const struct rows *rows)
{
	return req_answer(r, 200, rows_text(rows, "answer"));
}
