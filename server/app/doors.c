/*
 * doors.c -- the squares at the doors, for a handset's camera (features 36). A code belongs to a
 * room and names no woman; making one anew revokes the former, so a photograph of it is worth
 * nothing.
 */
#include "lantern/app.h"

#include "lantern/facts/record.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/route.h"
#include "lantern/session.h"

#include "lantern/banned.h"

struct making {
	const char *premises, *room;
};

static step_fn doors_listed, door_new, door_judged;

static const struct field door_fields[] = {
	{"premises", FIELD_UUID, FIELD_REQUIRED, AT(struct making, premises)},
	{"room", FIELD_UUID, FIELD_REQUIRED, AT(struct making, room)},
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
	struct making *m = req_alloc(r, sizeof(*m));
	struct problem *p = req_read(r, door_fields, m);

	(void)none;
	if (p == NULL)
		p = place_fault(r, m->premises, r->route->who);
	if (p)
		return p;
	r->ctx = m;
	return write_once(r, NULL, door_new);
}

static struct problem *
door_new(struct req *r, const struct rows *none)
{
	const struct making *m = r->ctx;

	(void)none;
	return req_ask(r, SQL_DOOR_BASIS, PARAMS(m->premises, m->room), door_judged);
}

static struct problem *
door_judged(struct req *r, const struct rows *rows)
{
	const struct making *m = r->ctx;
	const char *id = req_param(r, "id"), *former;
	json_t *doc;

	if (rows_count(rows) == 0)
		return field_fault(r, "/room", "There is no such room here.");
	former = rows_text(rows, "door");
	doc = record_new(r->now);
	if (former)
		record_end(doc, "door_code",
			   json_pack("{s:s, s:o, s:s}", "id", former, "revoked_at",
				     record_iso(r->now), "revoked_by_id", r->who->staff));
	record_row(doc, "door_code",
		   json_pack("{s:s, s:s, s:s, s:s, s:o}", "id", id, "premises_id", m->premises,
			     "room_id", m->room, "made_by_id", r->who->staff, "made_at",
			     record_iso(r->now)));
	write_event(r, doc,
		    &(struct write_event){"door.made", m->premises, NULL, NULL,
					  json_pack("{s:s, s:s, s:s?}", "door", id, "room",
						    rows_text(rows, "label"), "revoked", former)});
	write_keep(r, doc,
		   &(struct write_receipt){id, m->premises, NULL, 201,
					   json_pack("{s:{s:s, s:s}}", "door", "id", id, "room",
						     rows_text(rows, "label"))});
	return write_ask(r, doc, NULL, NULL);
}
