/*
 * review_close.c -- a review ends with a change of her plan, or with words that say why not
 * (features 3, 4, 113): by a manager, after somebody besides her took part, and with a next date.
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_checks.h"
#include "lantern/facts/review.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/rules/review.h"
#include "lantern/session.h"

#include "lantern/banned.h"

struct close_body {
	struct stay_write write;
	const char *words, *next_on;
	int64_t based_on;
	int same_words_confirmed;
};

/* One judgement of one closing. */
struct closing_case {
	const struct close_body *body;
	struct stay_facts *facts;
	const char *review;
	struct review_closing claim;
	bool changed;
};

static stay_decide_fn decide_close;

static const struct field close_fields[] = {
	{"words", FIELD_TEXT, 0, AT(struct close_body, words), .max = 1000},
	{"next_on", FIELD_DATE, FIELD_REQUIRED, AT(struct close_body, next_on)},
	{"based_on", FIELD_INTEGER, FIELD_REQUIRED, AT(struct close_body, based_on), .min = 0,
	 .max = INT32_MAX},
	{"same_words_confirmed", FIELD_BOOLEAN, 0, AT(struct close_body, same_words_confirmed)},
	{0},
};

/* POST /api/reviews/{id}/close */
struct problem *
review_close_post(struct req *r, const struct rows *none)
{
	struct close_body *b = req_alloc(r, sizeof(*b));

	(void)none;
	b->write = (struct stay_write){.basis = SQL_CHECK_BASIS_OF,
				       .of = req_param(r, "id"),
				       .more = {"review"},
				       .decide = decide_close};
	return stay_write_read(r, close_fields, &b->write);
}

/* ---------------------------------------------------------------- judging */

/* Somebody else closed it first: who, and when. */
static struct problem *
refuse_closed(struct req *r, json_t *subject)
{
	json_t *closed;

	if (!json_is_true(json_object_get(subject, "closed")))
		return NULL;
	closed = json_pack("{s:O, s:O}", "by", json_object_get(subject, "by"), "at",
			   json_object_get(subject, "at"));
	return problem_member_json(problem(r, PROBLEM_CONFLICT, "%s has closed this review.",
					   facts_text(subject, "by")),
				   "closed", json_text(r, closed));
}

/* Her plan has been saved since the page was loaded: it may be what this review changes. */
static struct problem *
refuse_stale(struct req *r, const struct closing_case *c)
{
	if (c->body->based_on == c->claim.to_version)
		return NULL;
	return problem_member_json(problem_at(r, PROBLEM_EDIT_CONFLICT, "/based_on",
					      "Her plan has changed since the page was loaded."),
				   "current",
				   req_printf(r, "{\"version\":%d}", (int)c->claim.to_version));
}

static struct problem *
refuse_claim(struct req *r, struct closing_case *c)
{
	switch (review_may_close(&c->claim, &c->changed)) {
	case REVIEW_NOBODY:
		return problem(r, PROBLEM_CONFLICT,
			       "Nobody besides you took part yet. Record who did first.");
	case REVIEW_UNEXPLAINED:
		return problem_at(r, PROBLEM_REASON_NEEDED, "/words",
				  "Her plan is as it was. Say why nothing changes.");
	case REVIEW_SAME_WORDS:
		return problem_at(r, PROBLEM_SAME_AS_LAST_TIME, "/words", "Same as last time?");
	case REVIEW_NEXT_PAST:
		return field_fault(r, "/next_on", "Give a day that is still to come.");
	case REVIEW_NEXT_LATE:
		return field_fault(r, "/next_on",
				   "That is later than the day on which it is reviewed anyway.");
	default:
		return NULL;
	}
}

static void
make_claim(struct req *r, struct closing_case *c, json_t *subject)
{
	json_t *json = c->facts->json;
	int64_t arrived_us = facts_us(json, "arrived_us", r->now);

	c->review = req_param(r, "id");
	c->claim = (struct review_closing){
		.now_us = r->now,
		.zone = c->facts->basis.zone,
		.backstop_us = backstop_after(c->facts, arrived_us, r->now),
		.next_day = facts_day(c->body->next_on),
		.people = (size_t)facts_us(subject, "people", 0),
		.from_version =
			(int32_t)facts_us(json_object_get(json, "review"), "from_version", 0),
		.to_version = (int32_t)facts_us(json_object_get(json, "safety_plan"), "version", 0),
		.words = c->body->words,
		.last_words = facts_text(subject, "last_words"),
		.same_words_confirmed = c->body->same_words_confirmed == 1};
}

/* ---------------------------------------------------------------- recording */

static struct problem *
record_close(struct req *r, const struct closing_case *c)
{
	const char *outcome = c->changed ? "changed" : "unchanged";
	int64_t next_us = zone_instant(c->facts->basis.zone, c->claim.next_day, 0);
	struct record_event event = {.kind = "review.closed", .happened_us = r->now};
	json_t *record = record_begin(c->facts);

	record_end(record, "review",
		   json_pack("{s:s, s:o, s:s, s:s, s:o, s:i, s:s}", "id", c->review, "closed_at",
			     record_iso(r->now), "closed_by_id", r->who->staff, "outcome", outcome,
			     "words", record_text(c->body->words), "to_version",
			     (int)c->claim.to_version, "next_on", c->body->next_on));
	record_void(record, "review.act", c->review);
	record_void(record, "review.due", c->review);
	record_void(record, "plan.backstop", c->facts->stay);
	record_deadline(record, c->facts,
			&(struct record_due){"plan.backstop", c->facts->stay, next_us});
	event.data = json_pack("{s:s, s:s, s:s, s:{s:n}}", "review", c->review, "outcome", outcome,
			       "next_on", c->body->next_on, "row", "review");
	record_event(record, c->facts, &event);
	return stay_write_record(r, record, 200,
				 json_pack("{s:s, s:s, s:i, s:s}", "review", c->review, "outcome",
					   outcome, "to_version", (int)c->claim.to_version,
					   "next_on", c->body->next_on));
}

static struct problem *
decide_close(struct req *r, struct stay_facts *facts, json_t *json)
{
	struct closing_case *c = req_alloc(r, sizeof(*c));
	json_t *subject = json_object_get(json, "subject");
	struct problem *p;

	c->body = r->ctx;
	c->facts = facts;
	make_claim(r, c, subject);
	if ((p = refuse_closed(r, subject)) != NULL || (p = refuse_stale(r, c)) != NULL ||
	    (p = refuse_claim(r, c)) != NULL)
		return p;
	return record_close(r, c);
}
