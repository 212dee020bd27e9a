/*
 * leaves.c -- how many women a keyworker is asked to hold, and when she is away and who covers
 * (features 116). Both are the managers', of a house and of no woman.
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_checks.h"
#include "lantern/problem.h"
#include "lantern/route.h"
#include "lantern/session.h"

#include "lantern/banned.h"

#define CAPACITY_MAX 40

/* write.of is whom it is about, write.more the premises and who covers. */
struct house_put {
	struct stay_write write;
	const char *from_on, *back_on;
	int64_t women;
};

static stay_decide_fn decide_capacity, decide_leave, decide_back;

#define HOUSE_FIELDS(type) \
	{"premises", FIELD_UUID, FIELD_REQUIRED, AT(type, write.more[0])}, \
	{ \
		"staff", FIELD_UUID, FIELD_REQUIRED, AT(type, write.of) \
	}

static const struct field capacity_fields[] = {
	HOUSE_FIELDS(struct house_put),
	{"women", FIELD_INTEGER, FIELD_REQUIRED, AT(struct house_put, women), .min = 0,
	 .max = CAPACITY_MAX},
	{0},
};

static const struct field leave_fields[] = {
	HOUSE_FIELDS(struct house_put),
	{"from_on", FIELD_DATE, FIELD_REQUIRED, AT(struct house_put, from_on)},
	{"back_on", FIELD_DATE, FIELD_REQUIRED, AT(struct house_put, back_on)},
	{"cover", FIELD_UUID, 0, AT(struct house_put, write.more[1])},
	{0},
};

static const struct field back_fields[] = {{0}};

static struct problem *
house_put(struct req *r, const struct field *fields, stay_decide_fn *decide)
{
	struct house_put *h = req_alloc(r, sizeof(*h));
	struct problem *p = req_read(r, fields, h);

	if (p == NULL)
		p = place_fault(r, h->write.more[0], r->route->who);
	if (p)
		return p;
	h->write.id = req_param(r, "id");
	h->write.basis = SQL_LEAVE_BASIS;
	h->write.of_past = true; /* no stay */
	h->write.decide = decide;
	return stay_write_start(r, &h->write);
}

/* PUT /api/keyworker-capacities/{id} */
struct problem *
keyworker_capacity_put(struct req *r, const struct rows *none)
{
	(void)none;
	return house_put(r, capacity_fields, decide_capacity);
}

/* PUT /api/leaves/{id} */
struct problem *
leave_put(struct req *r, const struct rows *none)
{
	(void)none;
	return house_put(r, leave_fields, decide_leave);
}

static json_t *
house_row(const struct req *r, const struct stay_facts *facts)
{
	const struct house_put *h = r->ctx;

	return json_pack("{s:s, s:s, s:s, s:s, s:o}", "id", h->write.id, "premises_id",
			 facts->premises, "staff_id", h->write.of, "author_id", r->who->staff, "at",
			 record_iso(r->now));
}

static struct problem *
decide_capacity(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct house_put *h = r->ctx;
	json_t *record, *row;

	if (!json_is_true(json_object_get(json, "works_here")))
		return field_fault(r, "/staff", "She doesn't work here now.");
	record = record_new(r->now);
	row = house_row(r, facts);
	json_object_set_new(row, "women", json_integer(h->women));
	record_row(record, "keyworker_capacity", row);
	write_event(
		r, record,
		&(struct write_event){"capacity.set", facts->premises, NULL, NULL,
				      json_pack("{s:s, s:s, s:I}", "capacity", h->write.id, "staff",
						h->write.of, "women", (json_int_t)h->women)});
	return stay_write_record(r, record, 201, json_pack("{s:s}", "id", h->write.id));
}

/* ---------------------------------------------------------------- a leave */

/* Dates as text stand in the order of their days. */
static struct problem *
refuse_days(struct req *r, json_t *json)
{
	const struct house_put *h = r->ctx;
	json_t *leave;
	size_t i;

	if (strcmp(h->back_on, h->from_on) <= 0)
		return field_fault(r, "/back_on", "She is back after she has left.");
	if (strcmp(h->back_on, facts_text(json, "today")) <= 0)
		return field_fault(r, "/back_on", "That leave is over.");
	json_array_foreach(json_object_get(json, "leaves"), i, leave)
		if (strcmp(h->from_on, facts_text(leave, "back_on")) < 0 &&
		    strcmp(facts_text(leave, "from_on"), h->back_on) < 0)
			return problem_member_json(
				problem_at(r, PROBLEM_CONFLICT, "/from_on",
					   "She is away on some of these days already."),
				"current", json_text(r, json_incref(leave)));
	return NULL;
}

static struct problem *
refuse_leave(struct req *r, json_t *json)
{
	const struct house_put *h = r->ctx;
	const char *cover = h->write.more[1];

	if (!json_is_true(json_object_get(json, "works_here")))
		return field_fault(r, "/staff", "She doesn't work here now.");
	if (cover && strcmp(cover, h->write.of) == 0)
		return field_fault(r, "/cover", "Somebody else covers for her.");
	if (!json_is_true(json_object_get(json, "cover_works_here")))
		return field_fault(r, "/cover", "She doesn't work here now.");
	return refuse_days(r, json);
}

static struct problem *
decide_leave(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct house_put *h = r->ctx;
	struct problem *p = refuse_leave(r, json);
	json_t *record, *row, *days;

	if (p)
		return p;
	record = record_new(r->now);
	row = house_row(r, facts);
	days = json_pack("{s:s, s:s}", "from_on", h->from_on, "back_on", h->back_on);
	json_object_update(row, days);
	json_object_set_new(row, "cover_id", record_text(h->write.more[1]));
	record_row(record, "staff_leave", row);
	json_object_update_new(days,
			       json_pack("{s:s, s:s, s:o}", "leave", h->write.id, "staff",
					 h->write.of, "cover", record_text(h->write.more[1])));
	write_event(r, record,
		    &(struct write_event){"leave.set", facts->premises, NULL, NULL, days});
	return stay_write_record(r, record, 201, json_pack("{s:s}", "id", h->write.id));
}

/* POST /api/leaves/{id}/withdraw */
struct problem *
leave_withdraw_post(struct req *r, const struct rows *none)
{
	struct stay_write *w = req_alloc(r, sizeof(*w));

	(void)none;
	*w = (struct stay_write){.of = req_param(r, "id"),
				 .basis = SQL_LEAVE_BACK_BASIS,
				 .of_past = true,
				 .decide = decide_back};
	return stay_write_read(r, back_fields, w);
}

static struct problem *
decide_back(struct req *r, struct stay_facts *facts, json_t *json)
{
	const char *id = req_param(r, "id");
	json_t *record;

	if (*facts_text(json, "withdrawn"))
		return problem(r, PROBLEM_CONFLICT, "%s has taken it back already.",
			       facts_text(json, "withdrawn"));
	record = record_new(r->now);
	record_end(record, "staff_leave",
		   json_pack("{s:s, s:o, s:s}", "id", id, "withdrawn_at", record_iso(r->now),
			     "withdrawn_by_id", r->who->staff));
	write_event(r, record,
		    &(struct write_event){"leave.withdrawn", facts->premises, NULL, NULL,
					  json_pack("{s:s, s:O}", "leave", id, "staff",
						    json_object_get(json, "staff"))});
	return stay_write_record(r, record, 200, json_pack("{s:s}", "id", id));
}
