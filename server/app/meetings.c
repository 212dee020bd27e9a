/*
 * meetings.c -- her three-way meetings as a page reads them, and when the next one is to be
 * (features 54).
 *
 * One is planned at a time. A time that changes is a further row with the next sequence, which is
 * what a calendar goes by; whoever moves it names the one she saw.
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_meetings.h"
#include "lantern/clock.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/route.h"
#include "lantern/session.h"

#include "lantern/banned.h"

#define AHEAD_MAX_US (366 * US_PER_DAY) /* further away it is a slip of the finger */

struct planning {
	struct stay_write write;
	int64_t starts_us, minutes, sequence;
	const char *reason;
	int how;
};

static stay_decide_fn decide_plan, decide_move;
static step_fn meeting_read;

static const char *const hows[] = {"in_person", "by_phone", "by_video", NULL};

#define TIME_FIELDS \
	{"starts_at", FIELD_INSTANT, FIELD_REQUIRED, AT(struct planning, starts_us)}, \
		{"minutes", FIELD_INTEGER, FIELD_REQUIRED, AT(struct planning, minutes), \
		 .min = 5,  .max = 480}, \
	{ \
		"how", FIELD_ENUM, FIELD_REQUIRED, AT(struct planning, how), .one_of = hows \
	}

static const struct field plan_fields[] = {WRITE_STAY, WRITE_CRN, TIME_FIELDS, {0}};
static const struct field move_fields[] = {
	TIME_FIELDS,
	{"reason", FIELD_TEXT, FIELD_REQUIRED, AT(struct planning, reason), .max = 300},
	{"sequence", FIELD_INTEGER, FIELD_REQUIRED, AT(struct planning, sequence), .max = 9999},
	{0},
};

/* GET /api/residents/{crn}/stays/{stay}/meetings */
struct problem *
resident_meetings(struct req *r, const struct rows *none)
{
	(void)none;
	return req_ask(r, SQL_RESIDENT_MEETINGS,
		       PARAMS(req_param(r, "crn"), req_param(r, "stay"), r->route->path),
		       woman_answered);
}

/* GET /api/meetings/{id} */
struct problem *
meeting_get(struct req *r, const struct rows *none)
{
	(void)none;
	return req_ask(r, SQL_MEETING_GET, PARAMS(req_param(r, "id"), r->route->path),
		       meeting_read);
}

static struct problem *
meeting_read(struct req *r, const struct rows *rows)
{
	if (rows_count(rows) == 0)
		return problem(r, PROBLEM_NOT_FOUND,
			       "There is no such meeting, or you may not see it.");
	return req_answer(r, 200, rows_text(rows, "page"));
}

/* ---------------------------------------------------------------- when it is to be */

static struct problem *
time_fault(struct req *r, const struct stay_facts *facts, const struct planning *p)
{
	if (p->starts_us < r->now - facts->settings.clock_slack_s * US_PER_S)
		return field_fault(r, "/starts_at", "That time is over.");
	if (p->starts_us > r->now + AHEAD_MAX_US)
		return field_fault(r, "/starts_at", "That is more than a year away.");
	return NULL;
}

/* A time of the meeting, as the row and as it is answered. */
static json_t *
put_time(struct req *r, json_t *record, const struct stay_facts *facts, const char *meeting)
{
	const struct planning *p = r->ctx;
	json_t *told = json_pack("{s:I, s:o, s:I, s:s}", "sequence", (json_int_t)p->sequence,
				 "starts_at", record_iso(p->starts_us), "minutes",
				 (json_int_t)p->minutes, "how", hows[p->how]);
	json_t *row = json_pack("{s:s, s:s, s:s, s:s, s:s, s:o}", "meeting_id", meeting,
				"resident_id", facts->resident, "premises_id", facts->premises,
				"reason", p->reason ? p->reason : "", "author_id", r->who->staff,
				"at", record_iso(r->now));

	json_object_update(row, told);
	record_row(record, "meeting_time", row);
	json_object_set_new(told, "id", json_string(meeting));
	return told;
}

/* Whoever else is to be there is told that there is a time; what for, only after signing in. */
static void
tell(struct req *r, json_t *record, const struct stay_facts *facts, json_t *json)
{
	const struct planning *p = r->ctx;
	bool moved = p->write.id == NULL;
	const char *meeting = moved ? p->write.of : p->write.id;
	struct record_event event = {.kind = moved ? "meeting.moved" : "meeting.planned",
				     .happened_us = r->now};

	event.data = json_pack("{s:s, s:I, s:o}", "meeting", meeting, "sequence",
			       (json_int_t)p->sequence, "starts_at", record_iso(p->starts_us));
	record_event(record, facts, &event);
	meeting_write_to(
		r, record, facts,
		&(struct meeting_letter){OUTBOX_MEETING_PLANNED, meeting,
					 req_printf(r, "%s %d", meeting, (int)p->sequence),
					 json_pack("[O?, s]", json_object_get(json, "keyworker"),
						   facts_text(facts->json, "practitioner"))});
}

/* PUT /api/meetings/{id} */
struct problem *
meeting_put(struct req *r, const struct rows *none)
{
	struct planning *p = req_alloc(r, sizeof(*p));

	(void)none;
	p->write = (struct stay_write){
		.id = req_param(r, "id"), .basis = SQL_MEETING_BASIS, .decide = decide_plan};
	return stay_write_read(r, plan_fields, &p->write);
}

static struct problem *
decide_plan(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct planning *plan = r->ctx;
	json_t *planned = json_object_get(json, "planned"), *record, *row;
	struct problem *p = meeting_withheld(r, json);

	if (p == NULL && json_is_object(planned))
		return problem_member_json(
			problem(r, PROBLEM_CONFLICT,
				"A meeting of hers is open: move it, or write up how it went."),
			"planned", json_text(r, json_incref(planned)));
	if (p == NULL)
		p = time_fault(r, facts, plan);
	if (p)
		return p;
	record = record_new(r->now);
	meeting_guard(record, facts, json);
	row = record_stay_row(facts);
	json_object_update_new(row, json_pack("{s:s, s:s, s:o}", "id", plan->write.id, "author_id",
					      r->who->staff, "at", record_iso(r->now)));
	record_row(record, "meeting", row);
	tell(r, record, facts, json);
	return stay_write_record(r, record, 201, put_time(r, record, facts, plan->write.id));
}

/* ---------------------------------------------------------------- another time */

/* POST /api/meetings/{id}/move: no receipt, as the sequence says that it was done. */
struct problem *
meeting_move_post(struct req *r, const struct rows *none)
{
	struct planning *p = req_alloc(r, sizeof(*p));

	(void)none;
	p->write = (struct stay_write){
		.of = req_param(r, "id"), .basis = SQL_MEETING_BASIS_OF, .decide = decide_move};
	return stay_write_read(r, move_fields, &p->write);
}

/* The same, sent again because its answer was lost. */
static bool
moved_so(const struct planning *p, json_t *now)
{
	int64_t starts_us;

	return clock_parse(facts_text(now, "starts_at"), &starts_us) && starts_us == p->starts_us &&
	       facts_us(now, "sequence", 0) == p->sequence + 1 &&
	       facts_us(now, "minutes", 0) == p->minutes &&
	       strcmp(facts_text(now, "how"), hows[p->how]) == 0;
}

static struct problem *
refuse_move(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct planning *plan = r->ctx;
	json_t *now = json_object_get(json, "time");
	struct problem *p = meeting_withheld(r, json);

	if (p == NULL)
		p = meeting_over(r, json);
	if (p == NULL && facts_us(now, "sequence", 0) != plan->sequence)
		return problem_member_json(
			problem_at(r, PROBLEM_EDIT_CONFLICT, "/sequence",
				   "It was moved meanwhile. Look at the time and decide again."),
			"current", json_text(r, json_incref(now)));
	return p ? p : time_fault(r, facts, plan);
}

static struct problem *
decide_move(struct req *r, struct stay_facts *facts, json_t *json)
{
	struct planning *plan = r->ctx;
	const char *meeting = plan->write.of;
	json_t *now = json_object_get(json, "time"), *record;
	struct problem *p;

	if (moved_so(plan, now))
		return req_answer(
			r, 200,
			json_text(r, json_pack("{s:s, s:O, s:O, s:O, s:O}", "id", meeting,
					       "sequence", json_object_get(now, "sequence"),
					       "starts_at", json_object_get(now, "starts_at"),
					       "minutes", json_object_get(now, "minutes"), "how",
					       json_object_get(now, "how"))));
	p = refuse_move(r, facts, json);
	if (p)
		return p;
	record = record_new(r->now);
	meeting_guard(record, facts, json);
	plan->sequence++;
	tell(r, record, facts, json);
	p = stay_write_record(r, record, 200, put_time(r, record, facts, meeting));
	plan->sequence--; /* as sent, should this be judged again */
	return p;
}
