/*
 * arrivals.c -- she arrives: from now on she lives here, and is watched as the first days after
 * release ask for (features 10, 24, 32).
 *
 * One statement: her stay and room, the release watch, the rounds that are going on, what her plan
 * is due by. Her checks begin at version 0, so the guard is that she had not arrived.
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_checks.h"
#include "lantern/clock.h"
#include "lantern/facts/review.h"
#include "lantern/facts/watch.h"
#include "lantern/ids.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/rules/due.h"
#include "lantern/rules/keywork.h"
#include "lantern/rules/meeting.h"
#include "lantern/session.h"

#include "lantern/banned.h"

#define ENTERED_WITHIN_US US_PER_DAY /* later than this it is not an arrival but a mistake */

struct arrival_body {
	struct stay_write write;
	const char *released_on, *room;
	int64_t arrived_us;
};

/* One judgement of one arrival. */
struct arriving {
	const struct arrival_body *body;
	json_t *json;
	struct stay_facts *facts;
	int64_t at_us;
	struct release release;
	json_t *record;
	struct record_parts parts;
};

static stay_decide_fn decide_arrival;

static const struct field arrival_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{"arrived_at", FIELD_INSTANT, FIELD_REQUIRED, AT(struct arrival_body, arrived_us)},
	{"released_on", FIELD_DATE, FIELD_REQUIRED, AT(struct arrival_body, released_on)},
	{"room", FIELD_UUID, FIELD_REQUIRED, AT(struct arrival_body, room)},
	{0},
};

/* PUT /api/arrivals/{id} */
struct problem *
arrival_put(struct req *r, const struct rows *none)
{
	struct arrival_body *b = req_alloc(r, sizeof(*b));
	struct problem *p = req_read(r, arrival_fields, b);

	(void)none;
	if (p)
		return p;
	b->write.id = req_param(r, "id");
	b->write.of_past = true; /* she does not live here yet: refuse_stay() */
	b->write.basis = SQL_ARRIVAL_BASIS;
	b->write.more[0] = b->room;
	b->write.decide = decide_arrival;
	return stay_write_start(r, &b->write);
}

/* ---------------------------------------------------------------- judging */

static struct problem *
refuse_stay(struct req *r, const struct arriving *c)
{
	const char *state = facts_text(c->json, "state"), *by = facts_text(c->json, "arrived_by");

	if (strcmp(state, "upcoming") == 0)
		return NULL;
	if (strcmp(state, "arrived") == 0)
		return problem(r, PROBLEM_CONFLICT, "%s has recorded her arrival already.",
			       *by ? by : "Somebody else");
	return problem(r, PROBLEM_NOT_RESIDENT, "This stay is over, or did not take place.");
}

static struct problem *
refuse_times(struct req *r, struct arriving *c)
{
	int64_t arrived_us = c->body->arrived_us;

	if (arrived_us > r->now + c->facts->settings.clock_slack_s * US_PER_S)
		return field_fault(r, "/arrived_at", "That time has not come yet.");
	if (arrived_us < r->now - ENTERED_WITHIN_US)
		return field_fault(r, "/arrived_at", "That is more than a day ago.");
	c->at_us = arrived_us < r->now ? arrived_us : r->now;
	c->release = (struct release){r->now, facts_day(c->body->released_on)};
	if (c->release.day > zone_wall(c->facts->basis.zone, c->at_us).day)
		return field_fault(r, "/released_on", "She can't arrive before she is released.");
	return NULL;
}

static struct problem *
refuse_room(struct req *r, const struct arriving *c)
{
	const char *label = facts_text(c->json, "room");

	if (json_is_integer(json_object_get(c->json, "bed")))
		return NULL;
	if (*label == '\0')
		return field_fault(r, "/room", "This premises has no such room.");
	return problem_field(problem(r, PROBLEM_INVALID_INPUT, "%s", ""), "/room",
			     "Room %s is taken.", label);
}

/* ---------------------------------------------------------------- recording */

/* Her row, room and the state of her checks. */
static void
put_stay(struct req *r, struct arriving *c)
{
	const struct arrival_body *b = c->body;
	json_t *row = record_stay_row(c->facts);
	char room[UUID_SIZE];

	json_object_set_new(c->record, "guard", json_pack("[{s:s}]", "upcoming", b->write.stay));
	json_object_set_new(
		c->record, "arrives",
		json_pack("{s:s, s:s, s:s, s:o, s:s, s:s, s:O, s:s, s:I}", "stay", b->write.stay,
			  "resident", c->facts->resident, "premises", c->facts->premises,
			  "arrived_at", record_iso(c->at_us), "released_on", b->released_on, "room",
			  b->room, "bed", json_object_get(c->json, "bed"), "stay_room",
			  id_ordered(r->now, room), "seed", (json_int_t)c->facts->basis.seed));
	json_object_update_new(row, json_pack("{s:s, s:o, s:s, s:s, s:s, s:o}", "id", b->write.id,
					      "arrived_at", record_iso(c->at_us), "released_on",
					      b->released_on, "room_id", b->room, "author_id",
					      r->who->staff, "recorded_at", record_iso(r->now)));
	record_row(c->record, "arrival", row);
}

/* The rounds that are going on or to come until noon, and the intervals of her plans. */
static void
put_checks(struct req *r, struct arriving *c)
{
	struct stay_basis *basis = &c->facts->basis;
	struct round_span span = {r->now, rounds_next_planning_us(basis->zone, r->now), true};
	struct stay_verdict *verdict = req_alloc(r, sizeof(*verdict));
	struct record_why why = {.recorded_us = c->at_us};

	rounds_judge(basis, &span, verdict);
	c->parts = record_verdict(c->record, c->facts, verdict, &why);
}

/* The terms of her release watch go among her plans before her checks are reckoned. */
static bool
release_terms(struct req *r, struct arriving *c, struct watch_new *watch, char id[UUID_SIZE])
{
	struct stay_basis *basis = &c->facts->basis;
	struct watch_terms terms;

	if (!watch_release(&c->facts->settings, basis->zone, &c->release, &terms))
		return false;
	*watch = (struct watch_new){.id = id_ordered(r->now, id),
				    .reason = "release",
				    .words = "",
				    .author = r->who->staff,
				    .least_us = terms.least_us,
				    .decide_us = terms.decide_us,
				    .plan_count = terms.plan_count};
	memcpy(watch->plan, terms.plan, sizeof terms.plan);
	memcpy(&basis->plans.plan[basis->plans.count], terms.plan,
	       terms.plan_count * sizeof *terms.plan);
	basis->plans.count += terms.plan_count;
	if (terms.again_us != US_NEVER)
		record_deadline(c->record, c->facts,
				&(struct record_due){"watch.decide", id, terms.again_us});
	return true;
}

static int64_t
first_meeting_us(const struct arriving *c)
{
	const struct zone *zone = c->facts->basis.zone;
	struct meeting_course course = {
		.arrived = zone_wall(zone, c->at_us).day,
		.last = MEETING_NO_DAY,
		.leaving = (int32_t)facts_us(c->json, "leaving_day", MEETING_NO_DAY),
	};

	return meeting_due_us(zone, meeting_due(&c->facts->settings, &course));
}

static void
put_due(struct arriving *c)
{
	const struct rules_settings *s = &c->facts->settings;
	const struct record_due due[] = {
		{"plan.starter_due", c->body->write.stay, c->at_us + s->plan_starter_s * US_PER_S},
		{"plan.full_due", c->body->write.stay, c->at_us + s->plan_full_s * US_PER_S},
		{"agreement.due", c->body->write.stay, c->at_us + s->agreement_ask_s * US_PER_S},
		{"plan.backstop", c->body->write.stay,
		 backstop_after(c->facts, c->at_us, c->at_us)},
		{"keywork.due", c->body->write.stay,
		 keywork_due_us(s, c->facts->basis.zone, c->at_us, US_NEVER)},
		{"meeting.due", c->body->write.stay, first_meeting_us(c)},
		{"choices.due", c->body->write.stay, c->at_us + s->choices_ask_s * US_PER_S},
	};

	for (size_t i = 0; i < sizeof(due) / sizeof(*due); i++)
		record_deadline(c->record, c->facts, &due[i]);
}

/* The board loads itself again on the first; what opened is told as everywhere, for a replay. */
static void
tell(struct req *r, struct arriving *c)
{
	struct record_event arrived = {.kind = "stay.arrived", .happened_us = c->at_us};
	struct record_event opened = {.kind = "requirement.opened", .happened_us = r->now};

	arrived.board = json_pack("{s:O, s:s}", "room", json_object_get(c->json, "room"), "stay",
				  c->body->write.stay);
	arrived.data = json_pack("{s:s, s:s}", "arrival", c->body->write.id, "released_on",
				 c->body->released_on);
	record_event(c->record, c->facts, &arrived);
	if (json_array_size(c->parts.opened) == 0)
		return;
	opened.board = board_of(&c->parts);
	record_event(c->record, c->facts, &opened);
}

/* When she is seen next must not be told from anything that is known of her. */
static uint64_t
new_seed(void)
{
	uint8_t bytes[16];
	char id[UUID_SIZE];
	uint64_t seed;

	facts_uuid_bytes(id_random(id), bytes);
	memcpy(&seed, bytes + 8, sizeof seed);
	return seed;
}

static struct problem *
record_arrival(struct req *r, struct arriving *c)
{
	struct stay_basis *basis = &c->facts->basis;
	struct watch_new watch;
	char id[UUID_SIZE];
	bool watched;
	json_t *answer;

	basis->present_since_us = c->at_us;
	basis->seed = new_seed();
	c->record = record_new(r->now);
	put_stay(r, c);
	watched = release_terms(r, c, &watch, id);
	put_checks(r, c);
	tell(r, c);
	if (watched)
		watch_record(c->record, c->facts, &watch, NULL);
	put_due(c);
	answer = json_pack("{s:s, s:O, s:o, s:O, s:o}", "stay", c->body->write.stay, "room",
			   json_object_get(c->json, "room"), "arrived_at", record_iso(c->at_us),
			   "opened", c->parts.opened, "watch",
			   watched ? json_string(id) : json_null());
	record_parts_release(&c->parts);
	return stay_write_record(r, c->record, 201, answer);
}

static struct problem *
decide_arrival(struct req *r, struct stay_facts *facts, json_t *json)
{
	struct arriving *c = req_alloc(r, sizeof(*c));
	struct problem *p;

	c->body = r->ctx;
	c->json = json;
	c->facts = facts;
	if ((p = refuse_stay(r, c)) != NULL || (p = refuse_times(r, c)) != NULL ||
	    (p = refuse_room(r, c)) != NULL)
		return p;
	return record_arrival(r, c);
}
