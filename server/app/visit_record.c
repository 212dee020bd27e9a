/* visit_record.c -- an agreed visit becomes rows, an event and an answer. */
#include "lantern/app_visit.h"

#include <string.h>

#include "lantern/app_checks.h"
#include "lantern/facts/chain.h"
#include "lantern/facts/record.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/session.h"

#include "lantern/banned.h"

static json_t *
meets_of(const struct visit_verdict *verdict)
{
	json_t *kinds = json_array();
	int kind;

	for (kind = 0; kind < KIND_COUNT; kind++)
		if (verdict->meets[kind])
			json_array_append_new(kinds, json_string(kind_word((enum check_kind)kind)));
	return kinds;
}

static json_t *
kinds_of_bits(unsigned bits)
{
	json_t *kinds = json_array();
	int kind;

	for (kind = 0; kind < KIND_COUNT; kind++)
		if (bits & 1u << kind)
			json_array_append_new(kinds, json_string(kind_word((enum check_kind)kind)));
	return kinds;
}

static json_t *
marks_of_bits(unsigned bits)
{
	json_t *marks = json_array();
	unsigned place;

	for (place = 0; place < MARKS_COUNT; place++)
		if (bits & 1u << place)
			json_array_append_new(marks, json_string(mark_word(place)));
	return marks;
}

static json_t *
maybe(int boolean)
{
	return boolean < 0 ? json_null() : json_boolean(boolean);
}

json_t *
visit_row(struct req *r, const struct visit_case *c)
{
	const struct visit_body *body = c->body;
	json_t *row = record_stay_row(c->facts);

	json_object_update_new(row,
			       json_pack("{s:s, s:s, s:s, s:o, s:o, s:o, s:s, s:o, s:o, s:o, s:I}",
					 "id", c->id, "room_id", c->facts->room, "outcome",
					 outcome_word((enum check_outcome)body->outcome),
					 "breathing", maybe(body->breathing), "movement",
					 maybe(body->movement), "position", maybe(body->position),
					 "note", body->note ? body->note : "", "done_at",
					 record_iso(c->verdict.done_us), "entered_at",
					 record_iso(c->verdict.entered_us), "received_at",
					 record_iso(r->now), "clock_offset_ms",
					 (json_int_t)(body->clock_offset_ms == FIELD_NO_INTEGER
							      ? 0
							      : body->clock_offset_ms)));
	json_object_update_new(
		row, json_pack("{s:s, s:o, s:s, s:o, s:o, s:o, s:s, s:o, s:o, s:b}", "staff_id",
			       r->who->staff, "terminal_id", record_text(r->who->terminal), "proof",
			       proof_word((enum proof)body->proof), "marks",
			       marks_of_bits(c->verdict.marks), "reason", record_text(body->reason),
			       "second_id", record_text(c->second), "source", "screen", "meets",
			       meets_of(&c->verdict), "corrects_id", record_text(body->corrects),
			       "withdrawn", body->withdrawn == 1));
	json_object_set_new(row, "door_id", record_text(body->door));
	return row;
}

json_t *
visit_last(const json_t *row, const char *initials)
{
	return json_pack("{s:O, s:O, s:O, s:o, s:O}", "id", json_object_get(row, "id"), "outcome",
			 json_object_get(row, "outcome"), "done_at",
			 json_object_get(row, "done_at"), "by", record_text(initials), "marks",
			 json_object_get(row, "marks"));
}

/* This visit and those entered with it, to be asked about: seen in what order, about when? */
static json_t *
together_of(const struct visit_case *c)
{
	json_t *visits;
	char id[UUID_SIZE];
	size_t i;

	if (c->verdict.together_count == 0)
		return json_null();
	visits = json_array();
	for (i = 0; i < c->verdict.together_count; i++)
		json_array_append_new(
			visits, json_string(facts_uuid_text(
					c->basis.desk.entry[c->verdict.together[i]].visit, id)));
	json_array_append_new(visits, json_string(c->id));
	return json_pack("{s:o}", "visits", visits);
}

/* Those entered before this one now carry the mark too; their rows never change. */
static void
mark_together(json_t *record, const struct visit_case *c)
{
	char id[UUID_SIZE];
	size_t i;

	for (i = 0; i < c->verdict.together_count; i++) {
		facts_uuid_text(c->basis.desk.entry[c->verdict.together[i]].visit, id);
		record_row(record, "visit_mark",
			   json_pack("{s:s, s:s, s:s, s:s}", "visit_id", id, "premises_id",
				     c->facts->premises, "mark", "together", "by_visit_id", c->id));
	}
}

/*
 * A locked board sees that somebody was there and what it closed. Notes and reasons of a woman
 * whose record is restricted stay in their row, where row security guards them.
 */
static void
visit_event(json_t *record, const struct req *r, const struct visit_case *c)
{
	struct record_event event = {.kind = "visit.recorded", .happened_us = c->verdict.done_us};
	json_t *visit = json_copy(c->row);

	if (json_is_true(json_object_get(c->facts->json, "restricted"))) {
		json_object_del(visit, "note");
		json_object_del(visit, "reason");
	}
	event.board = board_of(&c->parts);
	json_object_set_new(event.board, "visit", visit_last(c->row, NULL));
	json_object_set_new(event.board, "predictable", json_boolean(c->verdict.stay.predictable));
	event.data = json_pack("{s:o, s:o, s:o}", "visit", visit, "last_visit",
			       visit_last(c->row, r->who->initials), "together", together_of(c));
	record_event(record, c->facts, &event);
}

static json_t *
visit_answer(const struct visit_case *c)
{
	const json_t *row = c->row;

	return json_pack(
		"{s:{s:O, s:O, s:O, s:O, s:O, s:O, s:O}, s:O, s:O, s:o, s:o, s:O, s:b}", "visit",
		"id", json_object_get(row, "id"), "stay", json_object_get(row, "stay_id"),
		"outcome", json_object_get(row, "outcome"), "done_at",
		json_object_get(row, "done_at"), "entered_at", json_object_get(row, "entered_at"),
		"meets", json_object_get(row, "meets"), "marks", json_object_get(row, "marks"),
		"closed", c->parts.closed, "opened", c->parts.opened, "still_needed",
		kinds_of_bits(c->verdict.still_needed), "together", together_of(c), "alarm",
		c->parts.alarm, "starts_no_reply", c->verdict.starts_no_reply);
}

struct problem *
visit_finish(struct req *r, struct visit_case *c, json_t *record)
{
	json_t *answer = visit_answer(c);

	record_row(record, "visit", c->row);
	record_parts_release(&c->parts);
	return stay_write_record(r, record, 201, answer);
}

/* No reply begins the steps at her door, and whoever sees her ends them. */
static void
follow_chain(json_t *record, const struct req *r, const struct visit_case *c)
{
	struct chain_hand by = {r->who->staff, r->who->initials, r->who->terminal};
	enum chain_outcome outcome =
		chain_seen((enum check_outcome)c->body->outcome, &c->verdict.stay);
	char id[UUID_SIZE];

	if (outcome != CHAIN_OUTCOME_COUNT)
		json_decref(chain_end(record, c->facts, &(struct chain_end){outcome, "", by}));
	else if (c->verdict.starts_no_reply && chain_now(c->facts) == NULL)
		json_decref(chain_open(record, c->facts,
				       &(struct chain_new){id_ordered(r->now, id), c->id, by}));
}

struct problem *
visit_record(struct req *r, struct visit_case *c)
{
	struct record_why why = {.visit = c->id,
				 .late_reason = late_reason_word(c->claim.late_reason),
				 .late_words = c->body->late_words,
				 .recorded_us = c->verdict.done_us};
	json_t *record;

	if (*c->facts->room == '\0')
		return problem(r, PROBLEM_CONFLICT,
			       "She has no room. Give her one before checks are recorded.");
	record = record_new(r->now);
	record_guard(record, c->facts);
	c->row = visit_row(r, c);
	c->parts = record_verdict(record, c->facts, &c->verdict.stay, &why);
	mark_together(record, c);
	visit_event(record, r, c);
	follow_chain(record, r, c);
	end_going(record, c->facts);
	return visit_finish(r, c, record);
}
