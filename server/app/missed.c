/*
 * missed.c -- checks that were missed, for ever, and the reason that each of them owes (features
 * 33).
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_checks.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/route.h"
#include "lantern/rules/outcome.h"

#include "lantern/banned.h"

struct reason_post {
	struct stay_write write;
	const char *reason, *words;
	int late_reason;
};

static step_fn missed_listed;
static stay_decide_fn decide_reason;

/* GET /api/premises/{p}/missed */
struct problem *
missed_list(struct req *r, const struct rows *none)
{
	const char *premises = req_param(r, "p");
	struct problem *p = place_fault(r, premises, r->route->who);

	(void)none;
	return p ? p : req_ask(r, SQL_MISSED_LIST, PARAMS(premises, r->route->path), missed_listed);
}

static struct problem *
missed_listed(struct req *r, const struct rows *rows)
{
	return req_answer(r, 200, rows_text(rows, "answer"));
}

static const char *const late_reasons[] = {"with_another_woman",
					   "emergency",
					   "short_staffed",
					   "system",
					   "not_with_her_permission",
					   "other",
					   NULL};

static const struct field reason_fields[] = {
	{"reason", FIELD_TEXT, FIELD_REQUIRED, AT(struct reason_post, reason), .min = 1,
	 .max = 500},
	{"late_reason", FIELD_ENUM, 0, AT(struct reason_post, late_reason), .one_of = late_reasons},
	{"words", FIELD_TEXT, 0, AT(struct reason_post, words), .max = 500},
	{0},
};

/* POST /api/requirements/{id}/reason */
struct problem *
requirement_reason_post(struct req *r, const struct rows *none)
{
	struct reason_post *m = req_alloc(r, sizeof(*m));
	struct problem *p = req_read(r, reason_fields, m);

	(void)none;
	if (p)
		return p;
	if (m->late_reason + 1 == LATE_OTHER && (m->words == NULL || *m->words == '\0'))
		return problem_at(r, PROBLEM_INVALID_INPUT, "/words",
				  "Say in a few words what the other reason was.");
	m->write = (struct stay_write){.basis = SQL_CHECK_BASIS_OF,
				       .of = req_param(r, "id"),
				       .more = {"requirement"},
				       .of_past = true,
				       .decide = decide_reason};
	return stay_write_start(r, &m->write);
}

static struct problem *
record_reason(struct req *r, const struct stay_facts *facts)
{
	const struct reason_post *m = r->ctx;
	const char *id = req_param(r, "id"),
		   *late_reason = late_reason_word((enum late_reason)(m->late_reason + 1));
	struct record_event event = {.kind = "requirement.reasoned", .happened_us = r->now};
	json_t *record = record_begin(facts);

	json_object_set_new(record, "reasons",
			    json_pack("[{s:s, s:o, s:o, s:s}]", "requirement", id, "late_reason",
				      record_text(late_reason), "late_words", record_text(m->words),
				      "close_reason", m->reason));
	event.data =
		json_pack("{s:s, s:o}", "requirement", id, "late_reason", record_text(late_reason));
	record_event(record, facts, &event);
	return stay_write_record(r, record, 200,
				 json_pack("{s:s, s:s, s:o}", "requirement", id, "reason",
					   m->reason, "late_reason", record_text(late_reason)));
}

static struct problem *
decide_reason(struct req *r, struct stay_facts *facts, json_t *json)
{
	json_t *subject = json_object_get(json, "subject");

	if (state_of(facts_text(subject, "state")) != STATE_MISSED)
		return problem(r, PROBLEM_CONFLICT, "Only a missed check owes a reason.");
	if (json_is_true(json_object_get(subject, "reasoned")))
		return problem(r, PROBLEM_CONFLICT,
			       "Somebody gave its reason already. What was said stays.");
	return record_reason(r, facts);
}
