/* board.c -- everybody at one premises, with what falls due for her. */
#include "lantern/app.h"

#include <string.h>

#include "lantern/problem.h"
#include "lantern/route.h"
#include "lantern/session.h"

#include "lantern/banned.h"

static step_fn board_loaded;

/*
 * GET /api/premises/{p}/board: an enrolled terminal of the premises may, locked too; row security
 * then gives no names.
 */
struct problem *
board_get(struct req *r, const struct rows *none)
{
	const char *premises = req_param(r, "p");
	struct problem *p = place_fault(r, premises, r->route->who);

	(void)none;
	if (p && strcmp(r->who->terminal_premises, premises) != 0)
		return p;
	return req_ask(r, SQL_BOARD, PARAMS(premises), board_loaded);
}

static struct problem *
board_loaded(struct req *r, const struct rows *rows)
{
	if (rows_count(rows) == 0)
		return problem(r, PROBLEM_NOT_FOUND, NO_SUCH_PREMISES);
	return req_answer(r, 200, rows_text(rows, "board"));
}
