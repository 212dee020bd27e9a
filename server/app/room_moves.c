/*
 * room_moves.c -- she has another room: from where, to where, why, when, and how she sees it
 * (features 10). Where she lived before keeps its time: an old check still points to the right
 * door.
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_checks.h"
#include "lantern/ids.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/session.h"

#include "lantern/banned.h"

struct move_put {
	struct stay_write write;
	const char *stay, *room, *reason, *her_view;
	int64_t moved_us;
};

static step_fn move_load, move_judged;

static const struct field move_fields[] = {
	{"stay", FIELD_UUID, FIELD_REQUIRED, AT(struct move_put, stay)},
	{"crn", FIELD_TEXT, FIELD_REQUIRED, AT(struct move_put, write.crn), .max = CRN_MAX},
	{"room", FIELD_UUID, FIELD_REQUIRED, AT(struct move_put, room)},
	{"moved_at", FIELD_INSTANT, FIELD_REQUIRED, AT(struct move_put, moved_us)},
	{"reason", FIELD_TEXT, FIELD_REQUIRED, AT(struct move_put, reason), .min = 1, .max = 500},
	{"her_view", FIELD_TEXT, 0, AT(struct move_put, her_view), .max = 500},
	{0},
};

/* PUT /api/room-moves/{id} */
struct problem *
room_move_put(struct req *r, const struct rows *none)
{
	struct move_put *m = req_alloc(r, sizeof(*m));
	struct problem *p = req_read(r, move_fields, m);

	(void)none;
	if (p)
		return p;
	m->write = (struct stay_write){.id = req_param(r, "id"),
				       .crn = m->write.crn,
				       .load = move_load,
				       .judge = move_judged};
	r->ctx = m;
	return stay_write_start(r);
}

static struct problem *
move_load(struct req *r, const struct rows *none)
{
	const struct move_put *m = r->ctx;

	(void)none;
	return req_ask(r, SQL_ROOM_MOVE_BASIS, PARAMS(m->write.id, m->stay, m->write.crn, m->room),
		       stay_write_loaded);
}

static struct problem *
refuse(struct req *r, const struct stay_facts *facts, json_t *json)
{
	const struct move_put *m = r->ctx;
	const char *label = facts_text(json, "label");

	if (m->moved_us > r->now + facts->settings.clock_slack_s * US_PER_S)
		return field_fault(r, "/moved_at", "That time has not come yet.");
	if (m->moved_us <= facts_us(json, "since_us", US_NEVER))
		return field_fault(r, "/moved_at", "She came to the room she has now after that.");
	if (*label == '\0')
		return field_fault(r, "/room", "This premises has no such room.");
	if (strcmp(m->room, facts->room) == 0)
		return field_fault(r, "/room", "That is the room she has.");
	if (!json_is_integer(json_object_get(json, "bed")))
		return field_fault(r, "/room", req_printf(r, "Room %s is taken.", label));
	return NULL;
}

static struct problem *
record_move(struct req *r, const struct stay_facts *facts, json_t *json)
{
	const struct move_put *m = r->ctx;
	struct record_event event = {.kind = "room.moved",
				     .happened_us = m->moved_us < r->now ? m->moved_us : r->now};
	json_t *record = record_new(r->now), *at = record_iso(event.happened_us);
	const char *label = facts_text(json, "label");
	char id[UUID_SIZE];

	record_guard(record, facts);
	record_bump(record, facts);
	json_object_set_new(record, "moves",
			    json_pack("{s:s, s:s, s:s, s:s, s:s, s:O, s:o, s:s, s:s}", "stay",
				      m->stay, "resident", facts->resident, "premises",
				      facts->premises, "stay_room", id_ordered(r->now, id), "room",
				      m->room, "bed", json_object_get(json, "bed"), "at", at,
				      "reason", m->reason, "her_view",
				      m->her_view ? m->her_view : ""));
	event.board = json_pack("{s:s, s:s}", "room", label, "stay", m->stay);
	event.data = json_pack("{s:s, s:s}", "from", facts->room, "to", m->room);
	record_event(record, facts, &event);
	return stay_write_record(
		r, record, 201,
		json_pack("{s:s, s:s, s:o}", "id", m->write.id, "room", label, "moved_at", at));
}

static struct problem *
move_judged(struct req *r, const struct rows *none)
{
	struct stay_facts *facts = req_alloc(r, sizeof(*facts));
	struct problem *p;
	json_t *json = stay_write_basis(r, facts, &p);

	(void)none;
	if (json == NULL)
		return p;
	if ((p = refuse(r, facts, json)) == NULL)
		p = record_move(r, facts, json);
	json_decref(json);
	return p;
}
