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

struct going_put {
	struct stay_write write;
	const char *stay;
};

static step_fn going_load, going_judged, going_end_load, going_end_judged;

static const struct field going_fields[] = {
	{"stay", FIELD_UUID, FIELD_REQUIRED, AT(struct going_put, stay)},
	{"crn", FIELD_TEXT, FIELD_REQUIRED, AT(struct going_put, write.crn), .max = CRN_MAX},
	{0},
};

/* PUT /api/going/{id} */
struct problem *
going_put(struct req *r, const struct rows *none)
{
	struct going_put *g = req_alloc(r, sizeof(*g));
	struct problem *p = req_read(r, going_fields, g);

	(void)none;
	if (p)
		return p;
	g->write = (struct stay_write){.id = req_param(r, "id"),
				       .crn = g->write.crn,
				       .load = going_load,
				       .judge = going_judged};
	r->ctx = g;
	return stay_write_start(r);
}

static struct problem *
going_load(struct req *r, const struct rows *none)
{
	const struct going_put *g = r->ctx;

	(void)none;
	return req_ask(r, SQL_CHECK_BASIS, PARAMS(g->write.id, g->stay, g->write.crn),
		       stay_write_loaded);
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
record_going(struct req *r, const struct going_put *g, const struct stay_facts *facts)
{
	int64_t until_us =
		r->now +
		facts_us(json_object_get(facts->json, "settings"), "going_s", 300) * US_PER_S;
	struct record_event event = {.kind = "going.started", .happened_us = r->now};
	json_t *record = record_new(r->now), *row = record_stay_row(facts), *going;

	record_guard(record, facts);
	record_bump(record, facts);
	end_going(record, facts);
	json_object_update_new(row, json_pack("{s:s, s:s, s:o, s:o}", "id", g->write.id, "staff_id",
					      r->who->staff, "at", record_iso(r->now), "until_at",
					      record_iso(until_us)));
	record_row(record, "going", row);
	record_deadline(record, facts, &(struct record_due){"going.end", g->write.id, until_us});
	going = json_pack("{s:s, s:s, s:s, s:o}", "id", g->write.id, "staff", r->who->staff,
			  "initials", r->who->initials, "until", record_iso(until_us));
	event.board = json_pack("{s:{s:s, s:o}}", "going", "id", g->write.id, "until",
				record_iso(until_us));
	event.data = json_pack("{s:O}", "going", going);
	record_event(record, facts, &event);
	return stay_write_record(r, record, 201, json_pack("{s:o}", "going", going));
}

static struct problem *
going_judged(struct req *r, const struct rows *none)
{
	struct stay_facts *facts = req_alloc(r, sizeof(*facts));
	struct problem *p;
	json_t *json = stay_write_basis(r, facts, &p);

	(void)none;
	if (json == NULL)
		return p;
	p = facts->basis.presence == PRESENCE_IN
		    ? record_going(r, r->ctx, facts)
		    : problem(r, PROBLEM_RECORDED_AS_OUT, "Record that she is back first.");
	json_decref(json);
	return p;
}

/* POST /api/going/{id}/end: whoever sees that it is over; ended already is as good. */
struct problem *
going_end_post(struct req *r, const struct rows *none)
{
	static const struct field nothing[] = {{0}};
	struct stay_write *w = req_alloc(r, sizeof(*w));
	struct problem *p = req_read(r, nothing, w);

	(void)none;
	if (p)
		return p;
	*w = (struct stay_write){
		.load = going_end_load, .judge = going_end_judged, .of_past = true};
	r->ctx = w;
	return stay_write_start(r);
}

static struct problem *
going_end_load(struct req *r, const struct rows *none)
{
	(void)none;
	return req_ask(r, SQL_CHECK_BASIS_OF, PARAMS("going", req_param(r, "id"), NULL),
		       stay_write_loaded);
}

static struct problem *
going_end_judged(struct req *r, const struct rows *none)
{
	struct stay_facts *facts = req_alloc(r, sizeof(*facts));
	struct problem *p;
	json_t *json = stay_write_basis(r, facts, &p), *record;

	(void)none;
	if (json == NULL)
		return p;
	if (json_is_true(json_object_get(json_object_get(json, "subject"), "ended"))) {
		p = req_answer(r, 200, "{\"going\":null}");
	} else {
		record = record_new(r->now);
		record_guard(record, facts);
		record_bump(record, facts);
		end_going(record, facts);
		p = stay_write_record(r, record, 200, json_pack("{s:n}", "going"));
	}
	json_decref(json);
	return p;
}
