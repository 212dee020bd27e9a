/*
 * prints.c -- a page about a woman has gone to paper: who printed what is in the access log, beside
 * who read it (features 92).
 */
#include "lantern/app.h"

#include "lantern/app_checks.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/route.h"

#include "lantern/banned.h"

struct print_put {
	const char *stay, *crn;
	int what;
	int64_t version;
	char digest[65];
};

static step_fn print_logged;

static const char *const whats[] = {"crisis", "plan",	 "copy",    "body",
				    "slip",   "meeting", "updates", NULL};

static const struct field print_fields[] = {
	{"stay", FIELD_UUID, FIELD_REQUIRED, AT(struct print_put, stay)},
	{"crn", FIELD_TEXT, FIELD_REQUIRED, AT(struct print_put, crn), .max = CRN_MAX},
	{"what", FIELD_ENUM, FIELD_REQUIRED, AT(struct print_put, what), .one_of = whats},
	{"version", FIELD_INTEGER, 0, AT(struct print_put, version), .min = 1, .max = 1000000},
	{0},
};

/* PUT /api/prints/{id} */
struct problem *
print_put(struct req *r, const struct rows *none)
{
	struct print_put *b = req_alloc(r, sizeof(*b));
	struct problem *p = req_read(r, print_fields, b);
	json_t *detail;

	(void)none;
	if (p == NULL)
		p = crn_shape(r, b->crn);
	if (p)
		return p;
	json_digest(req_body(r), NULL, b->digest);
	r->ctx = b;
	detail = json_pack("{s:s, s:o}", "what", whats[b->what], "version",
			   b->version == FIELD_NO_INTEGER ? json_null() : json_integer(b->version));
	return req_ask(r, SQL_PRINT_PUT,
		       PARAMS(req_param(r, "id"), b->stay, b->crn, json_text(r, detail),
			      r->route->path, b->digest),
		       print_logged);
}

static struct problem *
print_logged(struct req *r, const struct rows *rows)
{
	const struct print_put *b = r->ctx;
	const char *text;
	json_t *receipt;
	struct problem *p;

	if (rows_count(rows) == 0)
		return problem(r, PROBLEM_NOT_FOUND, "There is no such stay among yours.");
	if (!rows_bool(rows, "is_right"))
		return problem_field(problem(r, PROBLEM_WRONG_WOMAN, "This stay is that of %s.",
					     rows_text(rows, "whose")),
				     "/crn", "This is not her CRN.");
	text = rows_text(rows, "receipt");
	if (text == NULL)
		return req_answer_empty(r);
	receipt = json_loads(text, 0, NULL);
	p = write_again(r, receipt, b->digest);
	json_decref(receipt);
	return p;
}
