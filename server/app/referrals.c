/*
 * referrals.c -- a referral is an action with an answer awaited, not a leaflet (features 123): it
 * makes one, and the answer closes it.
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_around.h"
#include "lantern/app_keywork.h"
#include "lantern/app_plans.h"
#include "lantern/ids.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/session.h"

#include "lantern/banned.h"

struct referring {
	struct stay_write write;
	const char *words, *target_on;
	int consent;
};

struct answering {
	struct stay_write write;
	const char *words;
	int answer;
};

static stay_decide_fn decide_referral, decide_answer;

static const char *const consents[] = {"agreed", "asked_for_it", NULL};

static const char *const answers[] = {"accepted",  "waiting_list",	   "declined",
				      "no_answer", "she_changed_her_mind", NULL};
static const char *const answer_words[] = {"Accepted.", "On their waiting list.", "Declined.",
					   "No answer.", "She changed her mind."};

static const struct field referral_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{"service", FIELD_UUID, FIELD_REQUIRED, AT(struct referring, write.more[1])},
	{"words", FIELD_TEXT, FIELD_REQUIRED, AT(struct referring, words), .min = 1, .max = 500},
	{"consent", FIELD_ENUM, FIELD_REQUIRED, AT(struct referring, consent), .one_of = consents},
	{"target_on", FIELD_DATE, FIELD_REQUIRED, AT(struct referring, target_on)},
	{0},
};

static const struct field answer_fields[] = {
	{"answer", FIELD_ENUM, FIELD_REQUIRED, AT(struct answering, answer), .one_of = answers},
	{"words", FIELD_TEXT, 0, AT(struct answering, words), .max = 500},
	{0},
};

/* GET /api/residents/{crn}/stays/{stay}/referrals */
struct problem *
resident_referrals(struct req *r, const struct rows *none)
{
	(void)none;
	return around_page(r, "referrals");
}

/* PUT /api/referrals/{id} */
struct problem *
referral_put(struct req *r, const struct rows *none)
{
	struct referring *f = req_alloc(r, sizeof(*f));

	(void)none;
	f->write = (struct stay_write){.id = req_param(r, "id"),
				       .basis = SQL_AROUND_BASIS,
				       .more = {"referral"},
				       .decide = decide_referral};
	return stay_write_read(r, referral_fields, &f->write);
}

/* An action of whoever refers her, until there is an answer; its id. */
static const char *
put_action(struct req *r, json_t *record, const struct stay_facts *facts, json_t *json)
{
	const struct referring *f = r->ctx;
	const char *id = id_ordered(r->now, req_alloc(r, UUID_SIZE));
	const char *name = facts_text(json_object_get(json, "named"), "name");
	struct agreed agreed = {
		.actions = json_pack("[{s:s, s:s, s:s, s:s, s:s}]", "id", id, "what",
				     req_printf(r, "Referral to %s: get their answer", name),
				     "owner_kind", "staff", "owner_staff", r->who->staff,
				     "target_on", f->target_on),
		.known = json_pack("{s:[s]}", "owners", r->who->staff),
		.on = facts_text(json, "today"),
		.origin = "referral",
		.origin_id = f->write.id,
	};

	json_decref(agreed_put(r, record, facts, &agreed));
	json_decref(agreed.actions);
	json_decref(agreed.known);
	return id;
}

static struct problem *
record_referral(struct req *r, const struct stay_facts *facts, json_t *json)
{
	const struct referring *f = r->ctx;
	json_t *record = record_new(r->now), *row = around_row(r, facts, f->write.id);
	const char *action = put_action(r, record, facts, json);

	json_object_update_new(row, json_pack("{s:s, s:s, s:s, s:s}", "service_id",
					      f->write.more[1], "action_id", action, "words",
					      f->words, "consent", consents[f->consent]));
	record_row(record, "referral", row);
	around_tell(record, facts, "referral.made",
		    json_pack("{s:s, s:s}", "referral", f->write.id, "action", action));
	return stay_write_record(r, record, 201,
				 json_pack("{s:s, s:s}", "id", f->write.id, "action", action));
}

static struct problem *
decide_referral(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct referring *f = r->ctx;
	json_t *service = json_object_get(json, "named");
	struct problem *p = plan_withheld(r, json);

	if (p)
		return p;
	if (!json_is_object(service))
		return field_fault(r, "/service", "The directory has no such service.");
	if (json_is_true(json_object_get(service, "ended")))
		return field_fault(r, "/service", "It is no longer in the directory.");
	if (strcmp(f->target_on, facts_text(json, "today")) < 0)
		return field_fault(r, "/target_on", "That day is over.");
	return record_referral(r, facts, json);
}

/* ---------------------------------------------------------------- answered */

/* POST /api/referrals/{id}/answer */
struct problem *
referral_answer_post(struct req *r, const struct rows *none)
{
	struct answering *a = req_alloc(r, sizeof(*a));

	(void)none;
	a->write = (struct stay_write){.of = req_param(r, "id"),
				       .basis = SQL_AROUND_BASIS_OF,
				       .more = {"referral"},
				       .decide = decide_answer};
	return stay_write_read(r, answer_fields, &a->write);
}

/* The action closes with what was answered; unless somebody has closed it by hand. */
static void
close_action(struct req *r, json_t *record, const struct stay_facts *facts, json_t *action)
{
	const struct answering *a = r->ctx;
	const char *words = text_or_none(a->words), *id = facts_text(action, "id");
	int64_t version = facts_us(action, "version", 0);
	char entry[UUID_SIZE];

	if (json_is_true(json_object_get(action, "closed")))
		return;
	json_object_set_new(
		record, "guard",
		json_pack("[{s:s, s:I}]", "action", id, "version", (json_int_t)version));
	json_object_set_new(record, "edit",
			    json_pack("{s:[{s:s, s:I, s:o}]}", "action", "id", id, "version",
				      (json_int_t)version + 1, "closed_at", record_iso(r->now)));
	record_row(record, "action_entry",
		   json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:o}", "id", id_ordered(r->now, entry),
			     "action_id", id, "premises_id", facts->premises, "kind", "closed",
			     "words",
			     req_printf(r, "%s%s%s", answer_words[a->answer], *words ? " " : "",
					words),
			     "staff_id", r->who->staff, "at", record_iso(r->now)));
}

static struct problem *
record_answer(struct req *r, const struct stay_facts *facts, json_t *referral)
{
	const struct answering *a = r->ctx;
	json_t *record = record_new(r->now), *action = json_object_get(referral, "action");

	close_action(r, record, facts, action);
	record_end(record, "referral",
		   json_pack("{s:s, s:o, s:s, s:s, s:s}", "id", a->write.of, "answered_at",
			     record_iso(r->now), "answered_by_id", r->who->staff, "answer",
			     answers[a->answer], "answer_words", text_or_none(a->words)));
	around_tell(record, facts, "referral.answered",
		    json_pack("{s:s, s:s, s:O}", "referral", a->write.of, "answer",
			      answers[a->answer], "action", json_object_get(action, "id")));
	return stay_write_record(
		r, record, 200,
		json_pack("{s:s, s:s}", "id", a->write.of, "answer", answers[a->answer]));
}

static struct problem *
decide_answer(struct req *r, struct stay_facts *facts, json_t *json)
{
	json_t *referral = json_object_get(json, "subject");
	struct problem *p = plan_withheld(r, json);

	if (p)
		return p;
	if (!json_is_true(json_object_get(referral, "ended")))
		return record_answer(r, facts, referral);
	return problem_member_json(
		problem(r, PROBLEM_CONFLICT, "%s has written the answer already.",
			facts_text(referral, "by")),
		"current", json_text(r, json_incref(json_object_get(referral, "current"))));
}
