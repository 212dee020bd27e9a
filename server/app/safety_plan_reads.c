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
	struct stay_write write;
	int64_t version;
};

struct quote_put {
	struct stay_write write;
	const char *words, *source, *stated_on;
	int section;
};

static stay_decide_fn decide_read, decide_quote;

static const struct field read_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{"version", FIELD_INTEGER, FIELD_REQUIRED, AT(struct read_put, version), .min = 1,
	 .max = 1000000},
	{0},
};
static const struct field quote_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
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

	(void)none;
	/* Of the past too: she may have left while it was being read. */
	b->write = (struct stay_write){.id = req_param(r, "id"),
				       .basis = SQL_SAFETY_PLAN_BASIS,
				       .of_past = true,
				       .decide = decide_read};
	return stay_write_read(r, read_fields, &b->write);
}

/* No event: that somebody has read is hers alone, and changes nothing for anybody else. */
static struct problem *
record_read(struct req *r, const struct read_put *b, const struct stay_facts *facts)
{
	json_t *record = record_new(r->now), *row = record_stay_row(facts);

	json_object_update_new(row, json_pack("{s:s, s:I, s:s, s:o}", "id", b->write.id, "version",
					      (json_int_t)b->version, "staff_id", r->who->staff,
					      "at", record_iso(r->now)));
	record_row(record, "safety_plan_read", row);
	return stay_write_record(
		r, record, 201,
		json_pack("{s:s, s:I}", "id", b->write.id, "version", (json_int_t)b->version));
}

static struct problem *
decide_read(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct read_put *b = r->ctx;

	if (b->version > facts_us(json_object_get(json, "plan"), "version", 0))
		return problem_at(r, PROBLEM_INVALID_INPUT, "/version",
				  "Her plan has no such version.");
	return record_read(r, b, facts);
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
	b->write.id = req_param(r, "id");
	b->write.basis = SQL_SAFETY_PLAN_BASIS;
	b->write.decide = decide_quote;
	return stay_write_start(r, &b->write);
}

static struct problem *
record_quote(struct req *r, const struct quote_put *b, const struct stay_facts *facts)
{
	struct record_event event = {.kind = "quote.added", .happened_us = r->now};
	json_t *record = record_new(r->now), *row = record_stay_row(facts);
	const char *section = plan_section_words[b->section];

	json_object_update_new(
		row, json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:o}", "id", b->write.id, "section",
			       section, "words", b->words, "source", b->source, "stated_on",
			       b->stated_on, "author_id", r->who->staff, "at", record_iso(r->now)));
	record_row(record, "safety_plan_quote", row);
	event.data = json_pack("{s:s, s:s}", "quote", b->write.id, "section", section);
	record_event(record, facts, &event);
	return stay_write_record(r, record, 201, json_pack("{s:s}", "id", b->write.id));
}

static struct problem *
decide_quote(struct req *r, struct stay_facts *facts, json_t *json)
{
	struct problem *p = plan_withheld(r, json);

	return p ? p : record_quote(r, r->ctx, facts);
}
