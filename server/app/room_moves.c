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
	const char *room, *reason, *her_view;
	int64_t moved_us;
};

static stay_decide_fn decide_move;

static const struct field move_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
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
	m->write.id = req_param(r, "id");
	m->write.basis = SQL_ROOM_MOVE_BASIS;
	m->write.more[0] = m->room;
	m->write.decide = decide_move;
	return stay_write_start(r, &m->write);
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
	json_t *record = record_begin(facts), *at = record_iso(event.happened_us);
	const char *label = facts_text(json, "label");
	char id[UUID_SIZE];

	json_object_set_new(record, "moves",
			    json_pack("{s:s, s:s, s:s, s:s, s:s, s:O, s:o, s:s, s:s}", "stay",
				      m->write.stay, "resident", facts->resident, "premises",
				      facts->premises, "stay_room", id_ordered(r->now, id), "room",
				      m->room, "bed", json_object_get(json, "bed"), "at", at,
				      "reason", m->reason, "her_view",
				      m->her_view ? m->her_view : ""));
	event.board = json_pack("{s:s, s:s}", "room", label, "stay", m->write.stay);
	event.data = json_pack("{s:s, s:s}", "from", facts->room, "to", m->room);
	record_event(record, facts, &event);
	return stay_write_record(
		r, record, 201,
		json_pack("{s:s, s:s, s:o}", "id", m->write.id, "room", label, "moved_at", at));
}

static struct problem *
decide_move(struct req *r, struct stay_facts *facts, json_t *json)
{
	struct problem *p = refuse(r, facts, json);

	return p ? p : record_move(r, facts, json);
}
