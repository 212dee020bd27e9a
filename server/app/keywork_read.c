/* keywork_read.c -- her keywork as a page reads it, and the words that a page asks about. */
#include "lantern/app.h"

#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/req.h"
#include "lantern/route.h"

#include "lantern/banned.h"

struct keywork_query {
	const char *before;
};

static step_fn words_answered;

static const struct field keywork_query_fields[] = {
	{"before", FIELD_TEXT, 0, AT(struct keywork_query, before), .max = 64},
	{0},
};

/* GET /api/residents/{crn}/stays/{stay}/keywork?before= */
struct problem *
resident_keywork(struct req *r, const struct rows *none)
{
	struct keywork_query query = {0};
	struct problem *p = req_query(r, keywork_query_fields, &query);

	(void)none;
	if (p)
		return p;
	if (query.before && !cursor_ok(query.before))
		return field_fault(r, "before", "Use the text that \"more\" gave.");
	return req_ask(
		r, SQL_RESIDENT_KEYWORK,
		PARAMS(req_param(r, "crn"), req_param(r, "stay"), r->route->path, query.before),
		woman_answered);
}

/* GET /api/residents/{crn}/stays/{stay}/keywork/{id} */
struct problem *
keywork_session_get(struct req *r, const struct rows *none)
{
	(void)none;
	return req_ask(r, SQL_KEYWORK_SESSION,
		       PARAMS(req_param(r, "crn"), req_param(r, "stay"), r->route->path,
			      req_param(r, "id")),
		       woman_answered);
}

/* GET /api/loaded-words */
struct problem *
loaded_words(struct req *r, const struct rows *none)
{
	(void)none;
	return req_ask(r, SQL_LOADED_WORDS, NO_PARAMS, words_answered);
}

static struct problem *
words_answered(struct req *r, const struct rows *rows)
{
	return req_answer(r, 200, rows_text(rows, "answer"));
}
