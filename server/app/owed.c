/* owed.c -- what somebody owes the women of a premises, for its first page. */
#include "lantern/app.h"

#include "lantern/problem.h"
#include "lantern/req.h"
#include "lantern/route.h"

#include "lantern/banned.h"

static step_fn owed_listed;

/* GET /api/premises/{p}/owed */
struct problem *
owed_list(struct req *r, const struct rows *none)
{
	const char *premises = req_param(r, "p");
	struct problem *p = place_fault(r, premises, r->route->who);

	(void)none;
	return p ? p : req_ask(r, SQL_OWED_LIST, PARAMS(premises, r->route->path), owed_listed);
}

static struct problem *
owed_listed(struct req *r, const struct rows *rows)
{
	return req_answer(r, 200, rows_text(rows, "answer"));
}
