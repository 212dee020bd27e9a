/*
 * going.c -- "I am going now": others see who is on the way. It ends by itself after going_s, with
 * the visit, or when somebody else goes.
 */
#include "lantern/app.h"

#include "lantern/app_checks.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/rules/zone.h"
#include "lantern/session.h"

#include "lantern/banned.h"

static stay_decide_fn decide_going, decide_end;

static const struct field going_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{0},
};

/* PUT /api/going/{id} */
struct problem *
going_put(struct req *r, const struct rows *none)
{
	struct stay_write *w = req_alloc(r, sizeof(*w));

	(void)none;
	*w = (struct stay_write){
		.id = req_param(r, "id"), .basis = SQL_CHECK_BASIS, .decide = decide_going};
	return stay_write_read(r, going_fields, w);
}

void
end_going(json_t *record, const struct stay_facts *facts)
{
	const char *id = facts_text(json_object_get(facts->json, "going"), "id");
	struct record_event event = {.kind = "going.ended", .happened_us = facts->basis.now_us};

	if (*id == '\0')
		return;
	record_end(record, "going",
		   json_pack("{s:s, s:o}", "id", id, "ended_at", record_iso(event.happened_us)));
	record_void(record, "going.end", id);
	event.board = json_pack("{s:n}", "going");
	event.data = json_pack("{s:s}", "id", id);
	record_event(record, facts, &event);
}

static struct problem *
record_going(struct req *r, const struct stay_facts *facts)
{
	int64_t until_us =
		r->now +
		facts_us(json_object_get(facts->json, "settings"), "going_s", 300) * US_PER_S;
	const char *id = req_param(r, "id");
	struct record_event event = {.kind = "going.started", .happened_us = r->now};
	json_t *record = record_begin(facts), *row = record_stay_row(facts), *going;

	end_going(record, facts);
	json_object_update_new(row, json_pack("{s:s, s:s, s:o, s:o}", "id", id, "staff_id",
					      r->who->staff, "at", record_iso(r->now), "until_at",
					      record_iso(until_us)));
	record_row(record, "going", row);
	record_deadline(record, facts, &(struct record_due){"going.end", id, until_us});
	going = json_pack("{s:s, s:s, s:s, s:o}", "id", id, "staff", r->who->staff, "initials",
			  r->who->initials, "until", record_iso(until_us));
	event.board = json_pack("{s:{s:s, s:o}}", "going", "id", id, "until", record_iso(until_us));
	event.data = json_pack("{s:O}", "going", going);
	record_event(record, facts, &event);
	return stay_write_record(r, record, 201, json_pack("{s:o}", "going", going));
}

static struct problem *
decide_going(struct req *r, struct stay_facts *facts, json_t *json)
{
	(void)json;
	if (facts->basis.presence != PRESENCE_IN)
		return problem(r, PROBLEM_RECORDED_AS_OUT, "Record that she is back first.");
	return record_going(r, facts);
}

/* POST /api/going/{id}/end: whoever sees that it is over; ended already is as good. */
struct problem *
going_end_post(struct req *r, const struct rows *none)
{
	struct stay_write *w = req_alloc(r, sizeof(*w));

	(void)none;
	*w = (struct stay_write){.basis = SQL_CHECK_BASIS_OF,
				 .of = req_param(r, "id"),
				 .more = {"going"},
				 .of_past = true,
				 .decide = decide_end};
	return stay_write_read(r, NO_FIELDS, w);
}

static struct problem *
decide_end(struct req *r, struct stay_facts *facts, json_t *json)
{
	json_t *record;

	if (json_is_true(json_object_get(json_object_get(json, "subject"), "ended")))
		return req_answer(r, 200, "{\"going\":null}");
	record = record_begin(facts);
	end_going(record, facts);
	return stay_write_record(r, record, 200, json_pack("{s:n}", "going"));
}
