/*
 * safety_plan_reads.c -- who has read which version, and what others wrote of her, kept as a
 * quotation (features 5, 9).
 */
#include "lantern/app.h"

#include "lantern/app_plans.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/session.h"

#include "lantern/banned.h"

struct read_put {
	struct plan_write to;
	int64_t version;
};

struct quote_put {
	struct plan_write to;
	const char *words, *source, *stated_on;
	int section;
};

static step_fn read_judged, quote_judged;

static const struct field read_fields[] = {
	{"stay", FIELD_UUID, FIELD_REQUIRED, AT(struct read_put, to.stay)},
	{"crn", FIELD_TEXT, FIELD_REQUIRED, AT(struct read_put, to.write.crn), .max = CRN_MAX},
	{"version", FIELD_INTEGER, FIELD_REQUIRED, AT(struct read_put, version), .min = 1,
	 .max = 1000000},
	{0},
};
static const struct field quote_fields[] = {
	{"stay", FIELD_UUID, FIELD_REQUIRED, AT(struct quote_put, to.stay)},
	{"crn", FIELD_TEXT, FIELD_REQUIRED, AT(struct quote_put, to.write.crn), .max = CRN_MAX},
	{"section", FIELD_ENUM, FIELD_REQUIRED, AT(struct quote_put, section),
	 .one_of = plan_section_words},
	{"words", FIELD_TEXT, FIELD_REQUIRED, AT(struct quote_put, words), .min = 1, .max = 1000},
	{"source", FIELD_TEXT, FIELD_REQUIRED, AT(struct quote_put, source), .min = 1, .max = 100},
	{"stated_on", FIELD_DATE, FIELD_REQUIRED, AT(struct quote_put, stated_on)},
	{0},
};

/* PUT /api/safety-plan-reads/{id} */
struct problem *
safety_plan_read_put(struct req *r, const struct rows *none)
{
	struct read_put *b = req_alloc(r, sizeof(*b));
	struct problem *p = req_read(r, read_fields, b);

	(void)none;
	if (p)
		return p;
	b->to.write.of_past = true; /* she may have left while it was being read */
	return plan_write_start(r, &b->to, read_judged);
}

/* No event: that somebody has read is hers alone, and changes nothing for anybody else. */
static struct problem *
record_read(struct req *r, const struct read_put *b, const struct stay_facts *facts)
{
	json_t *record = record_new(r->now), *row = record_stay_row(facts);

	json_object_update_new(row, json_pack("{s:s, s:I, s:s, s:o}", "id", b->to.write.id,
					      "version", (json_int_t)b->version, "staff_id",
					      r->who->staff, "at", record_iso(r->now)));
	record_row(record, "safety_plan_read", row);
	return stay_write_record(
		r, record, 201,
		json_pack("{s:s, s:I}", "id", b->to.write.id, "version", (json_int_t)b->version));
}

static struct problem *
read_judged(struct req *r, const struct rows *none)
{
	const struct read_put *b = r->ctx;
	struct stay_facts *facts = req_alloc(r, sizeof(*facts));
	struct problem *p;
	json_t *json = stay_write_basis(r, facts, &p);

	(void)none;
	if (json == NULL)
		return p;
	if (b->version > facts_us(json_object_get(json, "plan"), "version", 0))
		p = problem_at(r, PROBLEM_INVALID_INPUT, "/version",
			       "Her plan has no such version.");
	else
		p = record_read(r, b, facts);
	json_decref(json);
	return p;
}

/* PUT /api/plan-quotes/{id} */
struct problem *
plan_quote_put(struct req *r, const struct rows *none)
{
	struct quote_put *b = req_alloc(r, sizeof(*b));
	struct problem *p = req_read(r, quote_fields, b);

	(void)none;
	if (p)
		return p;
	if (plan_day(r, b->stated_on) > plan_today(r))
		return problem_at(r, PROBLEM_INVALID_INPUT, "/stated_on",
				  "It can't have been said on a day to come.");
	return plan_write_start(r, &b->to, quote_judged);
}

static struct problem *
record_quote(struct req *r, const struct quote_put *b, const struct stay_facts *facts)
{
	struct record_event event = {.kind = "quote.added", .happened_us = r->now};
	json_t *record = record_new(r->now), *row = record_stay_row(facts);
	const char *section = plan_section_words[b->section];

	json_object_update_new(row,
			       json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:o}", "id",
					 b->to.write.id, "section", section, "words", b->words,
					 "source", b->source, "stated_on", b->stated_on,
					 "author_id", r->who->staff, "at", record_iso(r->now)));
	record_row(record, "safety_plan_quote", row);
	event.data = json_pack("{s:s, s:s}", "quote", b->to.write.id, "section", section);
	record_event(record, facts, &event);
	return stay_write_record(r, record, 201, json_pack("{s:s}", "id", b->to.write.id));
}

static struct problem *
quote_judged(struct req *r, const struct rows *none)
{
	struct stay_facts *facts = req_alloc(r, sizeof(*facts));
	struct problem *p;
	json_t *json = stay_write_basis(r, facts, &p);

	(void)none;
	if (json == NULL)
		return p;
	if ((p = plan_withheld(r, json)) == NULL)
		p = record_quote(r, r->ctx, facts);
	json_decref(json);
	return p;
}
