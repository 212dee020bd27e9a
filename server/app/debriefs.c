/*
 * debriefs.c -- somebody to talk to after an incident, offered to everybody who was on and asked
 * again the next day (features 126). What she says is hers alone: no event, and no answer kept
 * where others could read it.
 */
#include "lantern/app.h"

#include "lantern/facts/record.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/session.h"

#include "lantern/banned.h"

struct answering {
	const char *debrief;
	int answer;
};

static step_fn debriefs_listed, answer_new, answer_judged;

static const char *const answers[] = {"yes", "not_now", "no", NULL};

static const struct field answer_fields[] = {
	{"debrief", FIELD_UUID, FIELD_REQUIRED, AT(struct answering, debrief)},
	{"answer", FIELD_ENUM, FIELD_REQUIRED, AT(struct answering, answer), .one_of = answers},
	{0},
};

/* GET /api/me/debriefs */
struct problem *
debriefs_get(struct req *r, const struct rows *none)
{
	(void)none;
	return req_ask(r, SQL_DEBRIEFS_LIST, NO_PARAMS, debriefs_listed);
}

static struct problem *
debriefs_listed(struct req *r, const struct rows *rows)
{
	return req_answer(r, 200, rows_text(rows, "answer"));
}

/* PUT /api/debrief-answers/{id} */
struct problem *
debrief_answer_put(struct req *r, const struct rows *none)
{
	struct answering *a = req_alloc(r, sizeof(*a));
	struct problem *p = req_read(r, answer_fields, a);

	(void)none;
	if (p)
		return p;
	r->ctx = a;
	return write_once(r, NULL, answer_new);
}

static struct problem *
answer_new(struct req *r, const struct rows *none)
{
	const struct answering *a = r->ctx;

	(void)none;
	return req_ask(r, SQL_DEBRIEF_GET, PARAMS(a->debrief), answer_judged);
}

static struct problem *
answer_judged(struct req *r, const struct rows *rows)
{
	const struct answering *a = r->ctx;
	const char *id = req_param(r, "id");
	json_t *doc;

	if (rows_count(rows) == 0)
		return problem(r, PROBLEM_NOT_FOUND, "You were not asked this.");
	doc = record_new(r->now);
	record_row(doc, "debrief_answer",
		   json_pack("{s:s, s:s, s:s, s:s, s:s, s:o}", "id", id, "debrief_id", a->debrief,
			     "staff_id", r->who->staff, "premises_id", rows_text(rows, "premises"),
			     "answer", answers[a->answer], "at", record_iso(r->now)));
	/* Of no premises: a receipt of one is seen by those who work there. */
	write_keep(r, doc,
		   &(struct write_receipt){id, NULL, NULL, 201, json_pack("{s:s}", "id", id)});
	return write_ask(r, doc, NULL, NULL);
}
