/*
 * briefings.c -- what only staff are to know about a woman: why is required, a manager approves it,
 * it ends by itself, and her own copy says that it was left out (features 12).
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_plans.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/rules/zone.h"
#include "lantern/session.h"

#include "lantern/banned.h"

struct briefing_put {
	struct stay_write write;
	const char *words, *reason, *expires_on;
	int32_t last_day;
};

struct briefing_decide {
	struct stay_write write;
	const char *words;
	int approved;
};

static stay_decide_fn decide_briefing, decide_approval;

static const struct field briefing_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{"words", FIELD_TEXT, FIELD_REQUIRED, AT(struct briefing_put, words), .min = 1,
	 .max = 1000},
	{"reason", FIELD_TEXT, FIELD_REQUIRED, AT(struct briefing_put, reason), .min = 1,
	 .max = 500},
	{"expires_on", FIELD_DATE, FIELD_REQUIRED, AT(struct briefing_put, expires_on)},
	{0},
};
static const struct field decide_fields[] = {
	{"approved", FIELD_BOOLEAN, FIELD_REQUIRED, AT(struct briefing_decide, approved)},
	{"words", FIELD_TEXT, 0, AT(struct briefing_decide, words), .max = 500},
	{0},
};

/* PUT /api/staff-briefings/{id} */
struct problem *
briefing_put(struct req *r, const struct rows *none)
{
	struct briefing_put *b = req_alloc(r, sizeof(*b));
	struct problem *p = req_read(r, briefing_fields, b);

	(void)none;
	if (p)
		return p;
	b->last_day = plan_day(r, b->expires_on);
	b->write.id = req_param(r, "id");
	b->write.basis = SQL_SAFETY_PLAN_BASIS;
	b->write.decide = decide_briefing;
	return stay_write_start(r, &b->write);
}

static struct problem *
refuse_days(struct req *r, const struct briefing_put *b, const struct stay_facts *facts)
{
	int32_t most = (int32_t)facts_us(json_object_get(facts->json, "settings"),
					 "briefing_max_days", 28);
	int32_t today = plan_today(r);

	if (b->last_day >= today && b->last_day <= today + most)
		return NULL;
	return problem_at(
		r, PROBLEM_INVALID_INPUT, "/expires_on",
		req_printf(r, "It ends today at the earliest, and within %d days.", (int)most));
}

/* Its last day counts whole. */
static struct problem *
record_briefing(struct req *r, const struct briefing_put *b, const struct stay_facts *facts)
{
	struct record_event event = {.kind = "briefing.written", .happened_us = r->now};
	int64_t expires_us = zone_instant(facts_zone(), b->last_day + 1, 0);
	json_t *record = record_new(r->now), *row = record_stay_row(facts);

	json_object_update_new(row, json_pack("{s:s, s:s, s:s, s:s, s:o, s:o}", "id", b->write.id,
					      "words", b->words, "reason", b->reason, "author_id",
					      r->who->staff, "at", record_iso(r->now), "expires_at",
					      record_iso(expires_us)));
	record_row(record, "staff_briefing", row);
	event.data = json_pack("{s:s, s:o}", "briefing", b->write.id, "expires_at",
			       record_iso(expires_us));
	record_event(record, facts, &event);
	return stay_write_record(
		r, record, 201,
		json_pack("{s:s, s:o}", "id", b->write.id, "expires_at", record_iso(expires_us)));
}

static struct problem *
decide_briefing(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct briefing_put *b = r->ctx;
	struct problem *p = plan_withheld(r, json);

	if (p == NULL)
		p = refuse_days(r, b, facts);
	return p ? p : record_briefing(r, b, facts);
}

/* ---------------------------------------------------------------- a manager's decision */

/* POST /api/staff-briefings/{id}/decide */
struct problem *
briefing_decide_post(struct req *r, const struct rows *none)
{
	struct briefing_decide *b = req_alloc(r, sizeof(*b));
	struct problem *p = req_read(r, decide_fields, b);

	(void)none;
	if (p)
		return p;
	if (b->words == NULL)
		b->words = "";
	if (!b->approved && b->words[strspn(b->words, " \t\n")] == '\0')
		return problem_at(r, PROBLEM_INVALID_INPUT, "/words",
				  "Say why not: whoever wrote it is told.");
	b->write.basis = SQL_BRIEFING_BASIS;
	b->write.of = req_param(r, "id");
	b->write.decide = decide_approval;
	return stay_write_start(r, &b->write);
}

/* NULL while it waits for somebody else than who wrote it. */
static struct problem *
refuse_decision(struct req *r, json_t *subject)
{
	json_t *decision = json_object_get(subject, "decision");

	if (json_is_object(decision))
		return problem_member_json(problem(r, PROBLEM_CONFLICT, "%s decided this already.",
						   facts_text(decision, "by")),
					   "current", json_text(r, json_incref(decision)));
	if (strcmp(facts_text(subject, "author"), r->who->staff) == 0)
		return problem(r, PROBLEM_NOT_ALLOWED, "You wrote it. Another manager decides.");
	if (json_is_true(json_object_get(subject, "ended")))
		return problem(r, PROBLEM_CONFLICT, "It has ended. Write it anew if it is needed.");
	return NULL;
}

static struct problem *
record_decision(struct req *r, const struct briefing_decide *b, const struct stay_facts *facts)
{
	struct record_event event = {.kind = "briefing.decided", .happened_us = r->now};
	json_t *record = record_new(r->now);
	const char *id = req_param(r, "id");

	/* Its key is the briefing: of two who decide at once the second is told of a conflict. */
	record_row(record, "staff_briefing_decision",
		   json_pack("{s:s, s:s, s:s, s:b, s:s, s:s, s:o}", "briefing_id", id,
			     "resident_id", facts->resident, "premises_id", facts->premises,
			     "approved", b->approved, "words", b->words, "staff_id", r->who->staff,
			     "at", record_iso(r->now)));
	event.data = json_pack("{s:s, s:b}", "briefing", id, "approved", b->approved);
	record_event(record, facts, &event);
	return stay_write_record(r, record, 200,
				 json_pack("{s:s, s:{s:b, s:s, s:s, s:o}}", "id", id, "decision",
					   "approved", b->approved, "words", b->words, "by",
					   r->who->display_name, "at", record_iso(r->now)));
}

static struct problem *
decide_approval(struct req *r, struct stay_facts *facts, json_t *json)
{
	struct problem *p = refuse_decision(r, json_object_get(json, "subject"));

	return p ? p : record_decision(r, r->ctx, facts);
}
