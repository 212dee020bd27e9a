/*
 * doors.c -- the squares at the doors, for a handset's camera (features 36). A code belongs to a
 * room and names no woman; making one anew revokes the former, so a photograph of it is worth
 * nothing.
 */
#include "lantern/app.h"

#include "lantern/app_checks.h"
#include "lantern/facts/record.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/route.h"
#include "lantern/session.h"

#include "lantern/banned.h"

static step_fn doors_listed;
static stay_decide_fn decide_code;

static const struct field door_fields[] = {
	{"premises", FIELD_UUID, FIELD_REQUIRED, AT(struct stay_write, more[0])},
	{"room", FIELD_UUID, FIELD_REQUIRED, AT(struct stay_write, of)},
	{0},
};

/* GET /api/premises/{p}/doors */
struct problem *
doors_list(struct req *r, const struct rows *none)
{
	const char *premises = req_param(r, "p");
	struct problem *p = place_fault(r, premises, r->route->who);

	(void)none;
	return p ? p
		 : req_ask(r, SQL_DOORS_LIST, PARAMS(premises, req_header(r, "Host")),
			   doors_listed);
}

static struct problem *
doors_listed(struct req *r, const struct rows *rows)
{
	return req_answer(r, 200, rows_text(rows, "answer"));
}

/* PUT /api/door-codes/{id} */
struct problem *
door_code_put(struct req *r, const struct rows *none)
{
	struct stay_write *w = req_alloc(r, sizeof(*w));
	struct problem *p = req_read(r, door_fields, w);

	(void)none;
	if (p == NULL)
		p = place_fault(r, w->more[0], r->route->who);
	if (p)
		return p;
	w->id = req_param(r, "id");
	w->basis = SQL_DOOR_BASIS;
	w->of_past = true; /* no stay */
	w->decide = decide_code;
	return stay_write_start(r, w);
}

static void
revoke(const struct req *r, json_t *record, const char *door)
{
	record_end(record, "door_code",
		   json_pack("{s:s, s:o, s:s}", "id", door, "revoked_at", record_iso(r->now),
			     "revoked_by_id", r->who->staff));
}

static struct problem *
decide_code(struct req *r, struct stay_facts *facts, json_t *json)
{
	const char *id = req_param(r, "id"), *room = ((struct stay_write *)r->ctx)->of;
	const char *label, *former;
	json_t *found = json_object_get(json, "room"), *record;

	if (!json_is_object(found))
		return field_fault(r, "/room", "There is no such room here.");
	label = facts_text(found, "label");
	former = facts_text(found, "door");
	record = record_new(r->now);
	if (*former)
		revoke(r, record, former);
	record_row(record, "door_code",
		   json_pack("{s:s, s:s, s:s, s:s, s:o}", "id", id, "premises_id", facts->premises,
			     "room_id", room, "made_by_id", r->who->staff, "made_at",
			     record_iso(r->now)));
	write_event(r, record,
		    &(struct write_event){"door.made", facts->premises, NULL, NULL,
					  json_pack("{s:s, s:s, s:o}", "door", id, "room", label,
						    "revoked", record_text(former))});
	return stay_write_record(r, record, 201,
				 json_pack("{s:{s:s, s:s}}", "door", "id", id, "room", label));
}
