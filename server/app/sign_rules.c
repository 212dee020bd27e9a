/*
 * sign_rules.c -- a rule chosen by people and agreed with her: so many sightings of these signs
 * within so long, then checks at most so far apart (features 18). Never changed: one ends, another
 * is made, and both stay.
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_checks.h"
#include "lantern/facts/signs.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/session.h"

#include "lantern/banned.h"

struct rule_put {
	struct stay_write write;
	const char *words;
	json_t *signs;
	int kind, agreement;
	int64_t sightings, window_s, min_gap_s, max_gap_s;
};

struct rule_end {
	struct stay_write write;
	const char *reason;
};

static stay_decide_fn decide_rule, decide_end;

static const char *const kinds[] = {"sign_of_life", "conversation", "rouse", NULL};
static const char *const agreements[] = {"agreed", "declined", "not_asked", NULL};

static const struct field sign = {"sign", FIELD_UUID, FIELD_REQUIRED, 0};
static const struct field rule_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{"signs", FIELD_ARRAY, FIELD_REQUIRED, AT(struct rule_put, signs), .min = 1,
	 .max = RULE_SIGNS_MAX, .items = &sign},
	{"sightings", FIELD_INTEGER, FIELD_REQUIRED, AT(struct rule_put, sightings), .min = 1,
	 .max = 10},
	{"window_s", FIELD_INTEGER, FIELD_REQUIRED, AT(struct rule_put, window_s), .min = 3600,
	 .max = 604800},
	{"kind", FIELD_ENUM, FIELD_REQUIRED, AT(struct rule_put, kind), .one_of = kinds},
	{"min_gap_s", FIELD_INTEGER, 0, AT(struct rule_put, min_gap_s), .min = 0, .max = 86399},
	{"max_gap_s", FIELD_INTEGER, FIELD_REQUIRED, AT(struct rule_put, max_gap_s), .min = 300,
	 .max = 86400},
	{"agreement", FIELD_ENUM, FIELD_REQUIRED, AT(struct rule_put, agreement),
	 .one_of = agreements},
	{"words", FIELD_TEXT, 0, AT(struct rule_put, words), .max = 500},
	{0},
};
static const struct field end_fields[] = {
	{"reason", FIELD_TEXT, FIELD_REQUIRED, AT(struct rule_end, reason), .min = 1, .max = 500},
	{0},
};

/* ---------------------------------------------------------------- making one */

/* PUT /api/sign-rules/{id} */
struct problem *
sign_rule_put(struct req *r, const struct rows *none)
{
	struct rule_put *b = req_alloc(r, sizeof(*b));
	struct problem *p = req_read(r, rule_fields, b);

	(void)none;
	if (p || (p = crn_shape(r, b->write.crn)) != NULL)
		return p;
	if (b->min_gap_s == FIELD_NO_INTEGER)
		b->min_gap_s = b->max_gap_s / 2;
	if (b->min_gap_s >= b->max_gap_s)
		return problem_at(r, PROBLEM_INVALID_INPUT, "/min_gap_s",
				  "The least gap must be shorter than the greatest.");
	b->write.id = req_param(r, "id");
	b->write.basis = SQL_SIGNS_BASIS;
	b->write.decide = decide_rule;
	return stay_write_start(r, &b->write);
}

/* Each sign is hers now, and named once. */
static struct problem *
refuse_signs(struct req *r, const struct rule_put *b, json_t *json)
{
	json_t *one;
	size_t i, k;

	json_array_foreach(b->signs, i, one) {
		if (sign_of(json, json_string_value(one)) == NULL)
			return problem_at(r, PROBLEM_INVALID_INPUT, req_printf(r, "/signs/%zu", i),
					  "That is not one of her signs now.");
		for (k = 0; k < i; k++)
			if (json_equal(one, json_array_get(b->signs, k)))
				return problem_at(r, PROBLEM_INVALID_INPUT,
						  req_printf(r, "/signs/%zu", i),
						  "This sign is named already.");
	}
	return NULL;
}

/* As lantern.rule_json() tells it. */
static json_t *
rule_shown(const struct req *r, const struct rule_put *b)
{
	return json_pack("{s:s, s:O, s:I, s:I, s:s, s:I, s:I, s:s, s:s, s:s, s:o, s:n, s:[]}", "id",
			 b->write.id, "signs", b->signs, "sightings", (json_int_t)b->sightings,
			 "window_s", (json_int_t)b->window_s, "kind", kinds[b->kind], "min_gap_s",
			 (json_int_t)b->min_gap_s, "max_gap_s", (json_int_t)b->max_gap_s,
			 "agreement", agreements[b->agreement], "words", b->words ? b->words : "",
			 "author", r->who->display_name, "from", record_iso(r->now), "ended",
			 "lost");
}

static void
put_row(const struct req *r, json_t *record, const struct stay_facts *facts, json_t *rule)
{
	json_t *row = record_stay_row(facts);

	json_object_update(row, rule);
	json_object_del(row, "author");
	json_object_del(row, "from");
	json_object_del(row, "ended");
	json_object_del(row, "lost");
	json_object_update_new(row, json_pack("{s:s, s:o}", "author_id", r->who->staff, "from_at",
					      record_iso(r->now)));
	record_row(record, "sign_rule", row);
}

/* The event, with the rule as it is now; a restricted woman's words stay in its row. */
static void
tell(json_t *record, const struct stay_facts *facts, const char *kind, json_t *rule)
{
	struct record_event event = {.kind = kind, .happened_us = facts->basis.now_us};
	json_t *told = json_deep_copy(rule), *ended = json_object_get(told, "ended");

	if (facts_restricted(facts)) {
		json_object_set_new(told, "words", json_null());
		if (json_is_object(ended))
			json_object_set_new(ended, "reason", json_null());
	}
	event.data = json_pack("{s:o}", "rule", told);
	record_event(record, facts, &event);
}

/* A sighting at the same time is judged by this rule, or was before it. */
static struct problem *
record_rule(struct req *r, const struct rule_put *b, const struct stay_facts *facts)
{
	json_t *record = record_begin(facts), *rule = rule_shown(r, b);

	put_row(r, record, facts, rule);
	tell(record, facts, "rule.made", rule);
	return stay_write_record(r, record, 201, json_pack("{s:o}", "rule", rule));
}

static struct problem *
decide_rule(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct rule_put *b = r->ctx;
	struct problem *p = refuse_signs(r, b, json);

	return p ? p : record_rule(r, b, facts);
}

/* ---------------------------------------------------------------- ending one */

/* POST /api/sign-rules/{id}/end */
struct problem *
sign_rule_end_post(struct req *r, const struct rows *none)
{
	struct rule_end *e = req_alloc(r, sizeof(*e));

	(void)none;
	e->write = (struct stay_write){
		.basis = SQL_SIGN_RULE_BASIS, .of = req_param(r, "id"), .decide = decide_end};
	return stay_write_read(r, end_fields, &e->write);
}

static struct problem *
record_end_of(struct req *r, const struct stay_facts *facts, json_t *rule)
{
	const struct rule_end *e = r->ctx;
	json_t *record = record_begin(facts);

	record_end(record, "sign_rule",
		   json_pack("{s:s, s:o, s:s, s:s}", "id", req_param(r, "id"), "ended_at",
			     record_iso(r->now), "ended_by_id", r->who->staff, "end_reason",
			     e->reason));
	json_object_set_new(rule, "ended",
			    json_pack("{s:o, s:s, s:s}", "at", record_iso(r->now), "by",
				      r->who->display_name, "reason", e->reason));
	tell(record, facts, "rule.ended", rule);
	return stay_write_record(r, record, 200, json_pack("{s:O}", "rule", rule));
}

static struct problem *
decide_end(struct req *r, struct stay_facts *facts, json_t *json)
{
	json_t *rule = json_object_get(json, "rule"), *ended = json_object_get(rule, "ended");

	if (json_is_object(ended))
		return problem(r, PROBLEM_CONFLICT, "%s has ended it already.",
			       facts_text(ended, "by"));
	return record_end_of(r, facts, rule);
}
