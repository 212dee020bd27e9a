/*
 * plan_suggestions.c -- "does this change the plan?": words for one of its lines wait until
 * somebody takes them into the plan or says why not (features 51).
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_keywork.h"
#include "lantern/app_plans.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/session.h"

#include "lantern/banned.h"

struct suggestion_body {
	struct stay_write write;
	const char *line, *words;
	int source;
};

struct deciding_body {
	struct stay_write write;
	const char *reason;
	int decision;
};

enum source { SOURCE_OF_CHECK, SOURCE_OF_MOMENT };
enum decision { TAKEN, LEFT };

static stay_decide_fn decide_suggestion, decide_taking;

static const char *const sources[] = {"check", "moment", NULL};
static const char *const decisions[] = {"taken", "left", NULL};

static const struct field suggestion_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{"source", FIELD_ENUM, FIELD_REQUIRED, AT(struct suggestion_body, source),
	 .one_of = sources},
	{"source_id", FIELD_UUID, 0, AT(struct suggestion_body, write.more[1])},
	{"line", FIELD_UUID, 0, AT(struct suggestion_body, line)},
	{"words", FIELD_TEXT, FIELD_REQUIRED, AT(struct suggestion_body, words), .min = 1,
	 .max = 500},
	{0},
};

static const struct field decide_fields[] = {
	{"decision", FIELD_ENUM, FIELD_REQUIRED, AT(struct deciding_body, decision),
	 .one_of = decisions},
	{"reason", FIELD_TEXT, 0, AT(struct deciding_body, reason), .max = 500},
	{0},
};

/* PUT /api/plan-suggestions/{id} */
struct problem *
plan_suggestion_put(struct req *r, const struct rows *none)
{
	struct suggestion_body *s = req_alloc(r, sizeof(*s));

	(void)none;
	s->write = (struct stay_write){.id = req_param(r, "id"),
				       .basis = SQL_SUGGESTION_BASIS,
				       .decide = decide_suggestion};
	return stay_write_read(r, suggestion_fields, &s->write);
}

/* What it came from is hers; a check need not be named. */
static struct problem *
refuse_source(struct req *r, const struct suggestion_body *s, json_t *json)
{
	const char *found = facts_text(json, "source");

	if (s->source == SOURCE_OF_CHECK && s->write.more[1] == NULL)
		return NULL;
	if (strcmp(found, sources[s->source]) == 0)
		return NULL;
	return field_fault(r, "/source_id",
			   s->source == SOURCE_OF_MOMENT ? "She has no such moment."
							 : "She has no such check.");
}

static struct problem *
decide_suggestion(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct suggestion_body *s = r->ctx;
	struct problem *p = plan_withheld(r, json);
	json_t *record;

	if (p == NULL)
		p = refuse_source(r, s, json);
	if (p)
		return p;
	if (s->line && !line_known(json_object_get(json, "lines"), s->line))
		return field_fault(r, "/line", "Her plan has no such line now.");
	record = record_new(r->now);
	suggestion_record(r, record, facts,
			  &(struct suggestion_new){s->write.id, s->line, s->words,
						   sources[s->source], s->write.more[1]});
	return stay_write_record(r, record, 201, json_pack("{s:s}", "id", s->write.id));
}

/* ---------------------------------------------------------------- taken or left */

/* POST /api/plan-suggestions/{id}/decide */
struct problem *
plan_suggestion_decide_post(struct req *r, const struct rows *none)
{
	struct deciding_body *d = req_alloc(r, sizeof(*d));
	struct problem *p = req_read(r, decide_fields, d);

	(void)none;
	if (p)
		return p;
	d->reason = text_or_none(d->reason);
	if (d->decision == LEFT && *d->reason == '\0')
		return field_fault(r, "/reason", "Say why it stays out of her plan.");
	d->write.basis = SQL_SUGGESTION_BASIS;
	d->write.more[0] = req_param(r, "id");
	d->write.decide = decide_taking;
	return stay_write_start(r, &d->write);
}

static struct problem *
refuse_decided(struct req *r, json_t *suggestion)
{
	json_t *decided = json_object_get(suggestion, "decided");

	if (!json_is_object(decided))
		return NULL;
	return problem_member_json(problem(r, PROBLEM_CONFLICT, "%s has decided about it already.",
					   facts_text(decided, "by")),
				   "current", json_text(r, json_incref(suggestion)));
}

static struct problem *
record_decision(struct req *r, const struct stay_facts *facts)
{
	const struct deciding_body *d = r->ctx;
	struct suggestion_decision decision = {req_param(r, "id"), decisions[d->decision],
					       d->reason};
	json_t *record = record_new(r->now);

	suggestion_decided(r, record, facts, &decision);
	return stay_write_record(r, record, 200,
				 json_pack("{s:s, s:{s:s, s:s, s:o, s:o}}", "id", decision.id,
					   "decided", "decision", decision.decision, "by",
					   r->who->display_name, "at", record_iso(r->now), "reason",
					   record_text(decision.reason)));
}

static struct problem *
decide_taking(struct req *r, struct stay_facts *facts, json_t *json)
{
	struct problem *p = plan_withheld(r, json);

	if (p == NULL)
		p = refuse_decided(r, json_object_get(json, "suggestion"));
	return p ? p : record_decision(r, facts);
}
