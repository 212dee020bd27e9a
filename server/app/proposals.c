/*
 * proposals.c -- what a rule proposes is confirmed or declined, by name and with a reason
 * (features 18). Confirmed, the closer checks that she agreed to begin now, and her plan comes
 * under review; either way nobody is waited for any longer. Nothing confirms itself.
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_checks.h"
#include "lantern/facts/review.h"
#include "lantern/facts/signs.h"
#include "lantern/facts/told.h"
#include "lantern/facts/update.h"
#include "lantern/facts/watch.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/rules/due.h"
#include "lantern/session.h"

#include "lantern/banned.h"

struct decide_post {
	struct stay_write write;
	const char *reason;
	int decision;
};

/* One judgement of one decision. */
struct deciding {
	struct stay_facts *facts;
	json_t *json;	  /* of the query */
	json_t *proposal; /* of json; becomes the decided one */
	json_t *record;
	json_t *review; /* what became of it; null when declined */
	char watch[UUID_SIZE];
	struct record_parts parts;
};

enum { CONFIRMED, DECLINED };
static const char *const decisions[] = {"confirmed", "declined", NULL};

static stay_decide_fn decide;

static const struct field decide_fields[] = {
	{"decision", FIELD_ENUM, FIELD_REQUIRED, AT(struct decide_post, decision),
	 .one_of = decisions},
	{"reason", FIELD_TEXT, FIELD_REQUIRED, AT(struct decide_post, reason), .min = 1,
	 .max = 500},
	WRITE_PIN,
	{0},
};

/* POST /api/proposals/{id}/decide */
struct problem *
proposal_decide_post(struct req *r, const struct rows *none)
{
	struct decide_post *d = req_alloc(r, sizeof(*d));

	(void)none;
	d->write = (struct stay_write){.basis = SQL_PROPOSAL_BASIS,
				       .of = req_param(r, "id"),
				       .pin_asked = true,
				       .decide = decide};
	return stay_write_read(r, decide_fields, &d->write);
}

/* Somebody was first: who, and what she decided. */
static struct problem *
refuse_decided(struct req *r, json_t *proposal)
{
	json_t *decision = json_object_get(proposal, "decision");

	return problem_member_json(problem(r, PROBLEM_CONFLICT, "%s has %s it already.",
					   facts_text(decision, "by"),
					   facts_text(decision, "decision")),
				   "current", json_text(r, json_incref(proposal)));
}

/* ---------------------------------------------------------------- yes */

static void
make_watch(const struct req *r, struct deciding *d, struct watch_new *watch)
{
	const struct decide_post *post = r->ctx;
	json_t *proposal = d->proposal;
	struct check_band band = {
		.kind = kind_of(facts_text(proposal, "kind")),
		.min_gap_s = (int32_t)facts_us(proposal, "min_gap_s", 0),
		.max_gap_s = (int32_t)facts_us(proposal, "max_gap_s", 0),
	};

	id_ordered(r->now, d->watch);
	*watch = (struct watch_new){.id = d->watch,
				    .reason = "rule",
				    .words = post->reason,
				    .author = r->who->staff,
				    .least_us = US_NEVER,
				    .decide_us = US_NEVER,
				    .plan_count = 1};
	watch->plan[0] = (struct check_plan){
		.start_us = r->now, .end_us = US_ENDLESS, .band_count = 1, .band = {band}};
}

/* What she agreed to has happened, and since when she is seen more often. */
static void
tell_practitioner(struct req *r, const struct deciding *d)
{
	int64_t least_s = facts_us(d->proposal, "min_gap_s", 0);
	int64_t most_s = facts_us(d->proposal, "max_gap_s", 0);
	char time[TOLD_TIME_SIZE];

	update_tell(d->record, d->facts,
		    &(struct update){.level = UPDATE_TODAY,
				     .kind = "rule_proposed",
				     .words = req_printf(
					     r,
					     "A rule that she agreed to came true. Closer checks "
					     "began %s, %lld to %lld minutes apart.",
					     told_time(d->facts, r->now, time),
					     (long long)least_s / 60, (long long)most_s / 60),
				     .about = "proposal",
				     .about_id = req_param(r, "id"),
				     .author = r->who->staff},
		    NULL);
}

static struct problem *
confirm(struct req *r, struct deciding *d)
{
	struct watch_new *watch = req_alloc(r, sizeof(*watch));

	make_watch(r, d, watch);
	if (!watch_begin(d->record, d->facts, watch, &d->parts))
		return problem(r, PROBLEM_CONFLICT,
			       "She has %d check plans already. End one of them first.", PLANS_MAX);
	d->review = review_trigger(d->record, d->facts,
				   &(struct review_cause){.kind = "rule",
							  .ref = req_param(r, "id"),
							  .words = "",
							  .author = r->who->staff});
	tell_practitioner(r, d);
	json_object_set_new(d->proposal, "watch", json_string(d->watch));
	return NULL;
}

/* ---------------------------------------------------------------- no */

static void
decline(struct deciding *d)
{
	struct record_why why = {0};
	struct stay_verdict verdict;

	undecided_judge(&d->facts->basis, &verdict);
	d->parts = record_verdict(d->record, d->facts, &verdict, &why);
	d->review = json_null();
}

/* ---------------------------------------------------------------- either way */

static void
record_decision(struct req *r, struct deciding *d)
{
	const struct decide_post *post = r->ctx;
	const char *id = req_param(r, "id"), *decision = decisions[post->decision];
	struct record_event event = {.kind = "proposal.decided", .happened_us = r->now};
	bool worded = !facts_restricted(d->facts);

	record_end(d->record, "proposal",
		   json_pack("{s:s, s:o, s:s, s:s, s:s, s:o}", "id", id, "decided_at",
			     record_iso(r->now), "decided_by_id", r->who->staff, "decision",
			     decision, "reason", post->reason, "watch_id", record_text(d->watch)));
	record_void(d->record, "proposal.undecided", id);
	json_object_set_new(d->proposal, "decision",
			    json_pack("{s:s, s:s, s:o, s:s}", "decision", decision, "by",
				      r->who->display_name, "at", record_iso(r->now), "reason",
				      post->reason));
	event.data = json_pack("{s:s, s:s, s:s, s:o, s:o, s:{s:o}}", "proposal", id, "decision",
			       decision, "by", r->who->display_name, "reason",
			       record_text(worded ? post->reason : NULL), "watch",
			       record_text(d->watch), "row", "proposals",
			       proposals_row(d->facts, json_object_get(d->json, "proposals"), id));
	record_event(d->record, d->facts, &event);
}

static struct problem *
decide(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct decide_post *post = r->ctx;
	struct deciding *d = req_alloc(r, sizeof(*d));
	struct problem *p;
	json_t *answer;

	d->facts = facts;
	d->json = json;
	d->proposal = json_object_get(d->json, "proposal");
	if (json_is_object(json_object_get(d->proposal, "decision")))
		return refuse_decided(r, d->proposal);
	facts_decide(d->facts, req_param(r, "id"));
	d->record = record_new(r->now);
	record_guard(d->record, d->facts);
	if (post->decision == DECLINED) {
		decline(d);
	} else if ((p = confirm(r, d)) != NULL) {
		json_decref(d->record);
		return p;
	}
	record_decision(r, d);
	answer = json_pack("{s:O, s:O, s:O, s:O, s:o}", "proposal", d->proposal, "closed",
			   d->parts.closed, "opened", d->parts.opened, "alarm", d->parts.alarm,
			   "review", d->review);
	record_parts_release(&d->parts);
	return stay_write_record(r, d->record, 200, answer);
}
