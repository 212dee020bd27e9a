/*
 * residents.c -- who stays here, and the pages about one woman.
 *
 * Every address about a woman carries her CRN and the stay, and the database judges whether they
 * belong together (features 108). Each read is logged by the statement that makes it (features 92).
 */
#include "lantern/app.h"

#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/req.h"
#include "lantern/route.h"

#include "lantern/banned.h"

#define PAGE_LEAST 1
#define PAGE_MOST 100
#define PAGE_ROWS 30

static step_fn residents_listed;

struct list_query {
	const char *q;
};

static const struct field list_fields[] = {
	{"q", FIELD_TEXT, 0, AT(struct list_query, q), .max = 60},
	{0},
};

/* GET /api/premises/{p}/residents?q= */
struct problem *
residents_list(struct req *r, const struct rows *none)
{
	struct list_query query = {0};
	struct problem *p = req_query(r, list_fields, &query);
	const char *premises = req_param(r, "p");

	(void)none;
	if (p)
		return p;
	if (!req_may(r, premises, R_STAFF | R_INSPECTOR))
		return problem(r, PROBLEM_NOT_FOUND, NO_SUCH_PREMISES);
	return req_ask(r, SQL_RESIDENTS_LIST, PARAMS(premises, query.q, r->route->path),
		       residents_listed);
}

/* GET /api/residents?q= -- a practitioner's own women, wherever they stay */
struct problem *
residents_mine(struct req *r, const struct rows *none)
{
	struct list_query query = {0};
	struct problem *p = req_query(r, list_fields, &query);

	(void)none;
	if (p)
		return p;
	return req_ask(r, SQL_RESIDENTS_LIST, PARAMS(NULL, query.q, r->route->path),
		       residents_listed);
}

static struct problem *
residents_listed(struct req *r, const struct rows *rows)
{
	return req_answer(r, 200, rows_text(rows, "answer"));
}

/* GET /api/residents/{crn}/stays/{stay} */
struct problem *
resident_page(struct req *r, const struct rows *none)
{
	(void)none;
	return req_ask(r, SQL_RESIDENT_PAGE,
		       PARAMS(req_param(r, "crn"), req_param(r, "stay"), r->route->path),
		       woman_answered);
}

struct page_query {
	const char *before;
	int64_t limit;
};

static const struct field page_fields[] = {
	{"before", FIELD_TEXT, 0, AT(struct page_query, before), .max = 64},
	{"limit", FIELD_INTEGER, 0, AT(struct page_query, limit), .min = PAGE_LEAST,
	 .max = PAGE_MOST},
	{0},
};

/* The pages that go back in time: `query` gives one stretch, "next" in its answer asks for the one
 * before. */
static struct problem *
ask_stretch(struct req *r, enum sql query)
{
	struct page_query page = {0};
	struct problem *p = req_query(r, page_fields, &page);

	if (p)
		return p;
	if (page.before && !cursor_ok(page.before))
		return field_fault(r, "before", "Use the text that \"next\" gave.");
	if (page.limit == FIELD_NO_INTEGER)
		page.limit = PAGE_ROWS;
	return req_ask(r, query,
		       PARAMS(req_param(r, "crn"), req_param(r, "stay"), page.before,
			      req_printf(r, "%lld", (long long)page.limit), r->route->path),
		       woman_answered);
}

/* GET /api/residents/{crn}/stays/{stay}/checks?before=&limit= */
struct problem *
resident_checks(struct req *r, const struct rows *none)
{
	(void)none;
	return ask_stretch(r, SQL_RESIDENT_CHECKS);
}

/* GET /api/residents/{crn}/stays/{stay}/history?before=&limit= */
struct problem *
resident_history(struct req *r, const struct rows *none)
{
	(void)none;
	return ask_stretch(r, SQL_RESIDENT_HISTORY);
}
