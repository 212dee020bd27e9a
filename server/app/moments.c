/*
 * moments.c -- fifteen seconds by anyone: something small that was seen of her, in one line
 * (features 45). It waits for her keyworker, or whoever covers, until she has read it.
 */
#include "lantern/app.h"

#include "lantern/app_keywork.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/session.h"

#include "lantern/banned.h"

#define CLOCK_OFFSET_MAX 864000000 /* ten days: any clock that is kept */

struct moment_put {
	struct stay_write write;
	const char *words;
	int good;
	int64_t happened_us, clock_offset_ms;
};

static stay_decide_fn decide_moment, decide_review;

static const struct field moment_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{"words", FIELD_TEXT, FIELD_REQUIRED, AT(struct moment_put, words), .min = 1, .max = 280},
	{"good", FIELD_BOOLEAN, FIELD_REQUIRED, AT(struct moment_put, good)},
	{"happened_at", FIELD_INSTANT, 0, AT(struct moment_put, happened_us)},
	{"clock_offset_ms", FIELD_INTEGER, 0, AT(struct moment_put, clock_offset_ms),
	 .min = -CLOCK_OFFSET_MAX, .max = CLOCK_OFFSET_MAX},
	{0},
};

static const struct field review_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{0},
};

/* PUT /api/moments/{id} */
struct problem *
moment_put(struct req *r, const struct rows *none)
{
	struct moment_put *m = req_alloc(r, sizeof(*m));

	(void)none;
	m->write = (struct stay_write){
		.id = req_param(r, "id"), .basis = SQL_MOMENT_BASIS, .decide = decide_moment};
	return stay_write_read(r, moment_fields, &m->write);
}

static struct problem *
record_moment(struct req *r, const struct stay_facts *facts)
{
	const struct moment_put *m = r->ctx;
	struct record_event event = {.kind = "moment.recorded", .happened_us = m->happened_us};
	json_t *record = record_new(r->now), *row = record_stay_row(facts);

	json_object_update_new(
		row, json_pack("{s:s, s:s, s:b, s:o, s:o, s:s, s:o}", "id", m->write.id, "words",
			       m->words, "good", m->good, "happened_at", record_iso(m->happened_us),
			       "recorded_at", record_iso(r->now), "author_id", r->who->staff,
			       "terminal_id", record_text(r->who->terminal)));
	record_row(record, "moment", row);
	event.data = json_pack("{s:s, s:b}", "moment", m->write.id, "good", m->good);
	if (m->clock_offset_ms != FIELD_NO_INTEGER)
		json_object_set_new(event.data, "clock_offset_ms",
				    json_integer(m->clock_offset_ms));
	record_event(record, facts, &event);
	return stay_write_record(r, record, 201, json_pack("{s:s}", "id", m->write.id));
}

static struct problem *
decide_moment(struct req *r, struct stay_facts *facts, json_t *json)
{
	struct moment_put *m = r->ctx;
	struct problem *p = happened_fault(r, facts, &m->happened_us);

	(void)json;
	return p ? p : record_moment(r, facts);
}

/* ---------------------------------------------------------------- read */

/* PUT /api/moment-reviews/{moment}: no receipt, because who reads it twice has read it. */
struct problem *
moment_review_put(struct req *r, const struct rows *none)
{
	struct stay_write *w = req_alloc(r, sizeof(*w));

	(void)none;
	*w = (struct stay_write){.basis = SQL_MOMENT_BASIS,
				 .more = {req_param(r, "moment")},
				 .decide = decide_review};
	return stay_write_read(r, review_fields, w);
}

static struct problem *
record_review(struct req *r, const struct stay_facts *facts)
{
	struct record_event event = {.kind = "moment.reviewed", .happened_us = r->now};
	const char *id = req_param(r, "moment");
	json_t *record = record_new(r->now);

	record_row(record, "moment_review",
		   json_pack("{s:s, s:s, s:s, s:s, s:o}", "moment_id", id, "resident_id",
			     facts->resident, "premises_id", facts->premises, "staff_id",
			     r->who->staff, "at", record_iso(r->now)));
	event.data = json_pack("{s:s}", "moment", id);
	record_event(record, facts, &event);
	return stay_write_record(r, record, 200,
				 json_pack("{s:s, s:{s:s, s:o}}", "id", id, "reviewed", "by",
					   r->who->display_name, "at", record_iso(r->now)));
}

static struct problem *
decide_review(struct req *r, struct stay_facts *facts, json_t *json)
{
	json_t *moment = json_object_get(json, "moment");
	json_t *reviewed = json_object_get(moment, "reviewed");

	if (!json_is_object(moment))
		return problem(r, PROBLEM_NOT_FOUND, "She has no such moment.");
	if (json_is_object(reviewed))
		return req_answer(
			r, 200,
			json_text(r, json_pack("{s:O, s:O}", "id", json_object_get(moment, "id"),
					       "reviewed", reviewed)));
	if (!json_is_true(json_object_get(json, "hers")))
		return problem(r, PROBLEM_NOT_ALLOWED,
			       "Her keyworker reads it, or whoever covers for her.");
	return record_review(r, facts);
}
