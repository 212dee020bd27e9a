/*
 * meeting_copies.c -- her own copy of a three-way meeting, in plain words, given to her (features
 * 56). It is owed from the moment the meeting was written up.
 */
#include "lantern/app.h"

#include "lantern/app_meetings.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/session.h"

#include "lantern/banned.h"

struct copy_put {
	struct stay_write write;
	int large_print;
};

static stay_decide_fn decide_copy;

static const struct field copy_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{"large_print", FIELD_BOOLEAN, FIELD_REQUIRED, AT(struct copy_put, large_print)},
	{0},
};

/* PUT /api/meeting-copies/{meeting}: no receipt, because she is given one copy. */
struct problem *
meeting_copy_put(struct req *r, const struct rows *none)
{
	struct copy_put *c = req_alloc(r, sizeof(*c));

	(void)none;
	c->write = (struct stay_write){.basis = SQL_MEETING_BASIS,
				       .more = {req_param(r, "meeting")},
				       .decide = decide_copy};
	return stay_write_read(r, copy_fields, &c->write);
}

static struct problem *
record_copy(struct req *r, const struct stay_facts *facts, json_t *json)
{
	const struct copy_put *c = r->ctx;
	const char *id = req_param(r, "meeting");
	struct record_event event = {.kind = "meeting.copied", .happened_us = r->now};
	json_t *record = record_new(r->now);

	meeting_guard(record, facts, json);
	record_row(record, "meeting_copy",
		   json_pack("{s:s, s:s, s:s, s:b, s:s, s:o}", "meeting_id", id, "resident_id",
			     facts->resident, "premises_id", facts->premises, "large_print",
			     c->large_print, "author_id", r->who->staff, "at", record_iso(r->now)));
	record_void(record, "meeting.copy_due", id);
	event.data = json_pack("{s:s}", "meeting", id);
	record_event(record, facts, &event);
	return stay_write_record(r, record, 200,
				 json_pack("{s:s, s:{s:o, s:s, s:b}}", "id", id, "copy", "at",
					   record_iso(r->now), "by", r->who->display_name,
					   "large_print", c->large_print));
}

static struct problem *
decide_copy(struct req *r, struct stay_facts *facts, json_t *json)
{
	json_t *meeting = json_object_get(json, "meeting");
	json_t *given = json_object_get(meeting, "copy");
	struct problem *p = meeting_withheld(r, json);

	if (p)
		return p;
	if (!json_is_object(meeting))
		return problem(r, PROBLEM_NOT_FOUND, "She has no such meeting.");
	if (json_is_null(json_object_get(meeting, "held_at")))
		return problem(r, PROBLEM_CONFLICT,
			       "There is nothing to give her before it was "
			       "held and written up.");
	if (json_is_object(given))
		return req_answer(r, 200,
				  json_text(r, json_pack("{s:s, s:O}", "id",
							 req_param(r, "meeting"), "copy", given)));
	return record_copy(r, facts, json);
}
