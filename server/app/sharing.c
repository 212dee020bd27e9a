/*
 * sharing.c -- what she was told is shared with her practitioner, and who answers for a
 * practitioner who does not read (features 61, 65; docs/keywork.md).
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_checks.h"
#include "lantern/app_plans.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/route.h"
#include "lantern/session.h"

#include "lantern/banned.h"

/* ---------------------------------------------------------------- the agreement */

struct agreeing {
	struct stay_write write;
	json_t *shares;
	const char *how_often, *told_on, *her_words;
};

static stay_decide_fn decide_sharing;

static const char *const shares[] = {"plan", "checks", "keywork", "meetings", "activities", NULL};

static const struct field share = {"share", FIELD_ENUM, 0, 0, .one_of = shares};

static const struct field sharing_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{"shares", FIELD_ARRAY, FIELD_REQUIRED, AT(struct agreeing, shares), .max = 5,
	 .items = &share},
	{"how_often", FIELD_TEXT, FIELD_REQUIRED, AT(struct agreeing, how_often), .max = 200},
	{"told_on", FIELD_DATE, FIELD_REQUIRED, AT(struct agreeing, told_on)},
	{"her_words", FIELD_TEXT, 0, AT(struct agreeing, her_words), .max = 500},
	{0},
};

/* PUT /api/sharing-agreements/{id} */
struct problem *
sharing_put(struct req *r, const struct rows *none)
{
	struct agreeing *a = req_alloc(r, sizeof(*a));

	(void)none;
	a->write = (struct stay_write){
		.id = req_param(r, "id"), .basis = SQL_CHECK_BASIS, .decide = decide_sharing};
	return stay_write_read(r, sharing_fields, &a->write);
}

static struct problem *
decide_sharing(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct agreeing *a = r->ctx;
	struct record_event event = {.kind = "sharing.agreed", .happened_us = r->now};
	json_t *record, *row;

	(void)json;
	if (plan_day(r, a->told_on) > plan_today(r))
		return problem_at(r, PROBLEM_INVALID_INPUT, "/told_on",
				  "She is told before it is shared: give the day she was.");
	record = record_new(r->now);
	row = record_stay_row(facts);
	json_object_update_new(row,
			       json_pack("{s:s, s:O, s:s, s:s, s:s, s:s, s:o}", "id", a->write.id,
					 "shares", a->shares, "how_often", a->how_often, "told_on",
					 a->told_on, "her_words", a->her_words ? a->her_words : "",
					 "author_id", r->who->staff, "at", record_iso(r->now)));
	record_row(record, "sharing_agreement", row);
	event.data = json_pack("{s:s, s:O}", "sharing", a->write.id, "shares", a->shares);
	record_event(record, facts, &event);
	return stay_write_record(r, record, 201, json_pack("{s:s}", "id", a->write.id));
}

/* ---------------------------------------------------------------- the deputy */

struct naming {
	const char *deputy, *staff; /* staff: whose; her own when it is a practitioner who names */
};

static step_fn deputy_new, deputy_judged;

static const struct field deputy_fields[] = {
	{"deputy", FIELD_UUID, FIELD_REQUIRED, AT(struct naming, deputy)},
	{"staff", FIELD_UUID, 0, AT(struct naming, staff)},
	{0},
};

/* PUT /api/deputies/{id} */
struct problem *
deputy_put(struct req *r, const struct rows *none)
{
	struct naming *n = req_alloc(r, sizeof(*n));
	struct problem *p = req_read(r, deputy_fields, n);

	(void)none;
	if (p)
		return p;
	if (n->staff == NULL && (r->who->roles & R_PRACTITIONER) == 0)
		return field_fault(r, "/staff", "Say whose deputy she is to be.");
	if (n->staff && strcmp(n->staff, r->who->staff) != 0 && (r->who->roles & R_ADMIN) == 0)
		return problem(r, PROBLEM_NOT_ALLOWED,
			       "Only the administrator names somebody else's deputy.");
	if (n->staff == NULL)
		n->staff = r->who->staff;
	if (strcmp(n->staff, n->deputy) == 0)
		return field_fault(r, "/deputy", "Nobody is her own deputy.");
	r->ctx = n;
	return write_once(r, NULL, deputy_new);
}

static struct problem *
deputy_new(struct req *r, const struct rows *none)
{
	const struct naming *n = r->ctx;

	(void)none;
	return req_ask(r, SQL_DEPUTY_BASIS, PARAMS(n->staff, n->deputy), deputy_judged);
}

static struct problem *
deputy_judged(struct req *r, const struct rows *rows)
{
	const struct naming *n = r->ctx;
	const char *id = req_param(r, "id");
	json_t *doc;

	if (strcmp(rows_text(rows, "staff"), "true") != 0)
		return field_fault(r, "/staff", "That is no practitioner who works today.");
	if (strcmp(rows_text(rows, "deputy"), "true") != 0)
		return field_fault(r, "/deputy", "That is no practitioner who works today.");
	doc = record_new(r->now);
	record_row(doc, "practitioner_deputy",
		   json_pack("{s:s, s:s, s:s, s:s, s:o}", "id", id, "staff_id", n->staff,
			     "deputy_id", n->deputy, "author_id", r->who->staff, "at",
			     record_iso(r->now)));
	write_event(r, doc,
		    &(struct write_event){
			    "deputy.named", NULL, NULL, NULL,
			    json_pack("{s:s, s:s}", "staff", n->staff, "deputy", n->deputy)});
	write_keep(r, doc,
		   &(struct write_receipt){id, NULL, NULL, 201, json_pack("{s:s}", "id", id)});
	return write_ask(r, doc, NULL, NULL);
}
