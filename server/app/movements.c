/*
 * movements.c -- she goes out, to hospital or to court, and comes back (features 38). While she is
 * away no check is required; what that closes and opens is rules/presence.h. In hospital somebody
 * telephones every hospital_call_s.
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_checks.h"
#include "lantern/clock.h"
#include "lantern/facts/chain.h"
#include "lantern/facts/told.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/rules/presence.h"
#include "lantern/session.h"

#include "lantern/banned.h"

struct leaving {
	struct stay_write write;
	const char *where_to;
	int kind, phone_works;
	int64_t left_us, back_by_us;
};

struct returning {
	struct stay_write write;
	const char *note;
	int64_t back_us;
};

/* One judgement of one change of presence. */
struct move {
	struct stay_facts *facts;
	struct presence_claim claim;
	struct presence_verdict verdict;
	json_t *record, *presence; /* presence: as the board shows it afterwards */
	struct record_parts parts;
};

static stay_decide_fn decide_leave, decide_back;

static const char *const kinds[] = {"out", "hospital", "court", NULL};
static const char *const phones[] = {"yes", "no", "not_asked", NULL};

static const struct field leave_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{"kind", FIELD_ENUM, FIELD_REQUIRED, AT(struct leaving, kind), .one_of = kinds},
	{"left_at", FIELD_INSTANT, FIELD_REQUIRED, AT(struct leaving, left_us)},
	{"where_to", FIELD_TEXT, 0, AT(struct leaving, where_to), .max = 300},
	{"back_by", FIELD_INSTANT, 0, AT(struct leaving, back_by_us)},
	{"phone_works", FIELD_ENUM, FIELD_REQUIRED, AT(struct leaving, phone_works),
	 .one_of = phones},
	WRITE_PIN,
	{0},
};

static const struct field back_fields[] = {
	{"back_at", FIELD_INSTANT, FIELD_REQUIRED, AT(struct returning, back_us)},
	{"note", FIELD_TEXT, 0, AT(struct returning, note), .max = 300},
	WRITE_PIN,
	{0},
};

/* ---------------------------------------------------------------- leaving and coming back alike */

static const struct {
	enum problem_kind kind;
	const char *detail;
} refusals[PRESENCE_REFUSAL_COUNT] = {
	[PRESENCE_UNCHANGED] = {PROBLEM_PRESENCE_UNCHANGED,
				"That is where she is recorded to be already."},
	[PRESENCE_FUTURE] = {PROBLEM_DONE_TIME_REFUSED, "That time has not come yet."},
	[PRESENCE_BEFORE_PREVIOUS] = {PROBLEM_DONE_TIME_REFUSED,
				      "That is before the last thing she is recorded in."},
};

static struct move *
move_new(struct req *r, struct stay_facts *facts, struct presence_claim claim)
{
	struct move *m = req_alloc(r, sizeof(*m));

	m->facts = facts;
	m->claim = claim;
	return m;
}

/* The rule's verdict, or why not; `pointer` is the field of the body that holds the time. */
static struct problem *
judge(struct req *r, struct move *m, const char *pointer)
{
	presence_judge(&m->facts->basis, &m->claim, &m->verdict);
	if (m->verdict.refusal == PRESENCE_OK)
		return NULL;
	if (m->verdict.refusal == PRESENCE_UNCHANGED)
		pointer = "/kind";
	return problem_at(r, refusals[m->verdict.refusal].kind, pointer,
			  refusals[m->verdict.refusal].detail);
}

/* What ends with the movement that is still open, when there is one. */
static void
end_movement(struct req *r, struct move *m, const char *note)
{
	const char *id = m->facts->movement;

	if (*id == '\0')
		return;
	record_end(m->record, "movement",
		   json_pack("{s:s, s:o, s:s, s:o}", "id", id, "back_at",
			     record_iso(m->verdict.at_us), "back_by_id", r->who->staff, "back_note",
			     record_text(note)));
	record_void(m->record, "hospital.call", id);
}

static void
record_presence(struct req *r, struct move *m, const char *why_closed)
{
	struct record_why why = {.close_reason = why_closed, .recorded_us = m->verdict.at_us};

	m->record = record_new(r->now);
	record_guard(m->record, m->facts);
	m->parts = record_verdict(m->record, m->facts, &m->verdict.stay, &why);
	end_going(m->record, m->facts);
}

/* The event, and the answer that goes with it. `data` is taken. */
static json_t *
tell(struct move *m, json_t *data)
{
	struct record_event event = {
		.kind = "presence.changed", .happened_us = m->verdict.at_us, .data = data};
	json_t *answer =
		json_pack("{s:O, s:O, s:O, s:O}", "presence", m->presence, "closed",
			  m->parts.closed, "opened", m->parts.opened, "alarm", m->parts.alarm);

	event.board = board_of(&m->parts);
	json_object_set_new(event.board, "presence", m->presence);
	record_event(m->record, m->facts, &event);
	record_parts_release(&m->parts);
	return answer;
}

/* ---------------------------------------------------------------- she leaves */

/* PUT /api/movements/{id} */
struct problem *
movement_put(struct req *r, const struct rows *none)
{
	struct leaving *l = req_alloc(r, sizeof(*l));
	struct problem *p = req_read(r, leave_fields, l);

	(void)none;
	if (p)
		return p;
	if (l->back_by_us != CLOCK_NONE && l->back_by_us <= l->left_us)
		return problem_at(r, PROBLEM_INVALID_INPUT, "/back_by",
				  "She can't be due back before she left.");
	l->write.id = req_param(r, "id");
	l->write.pin_asked = true;
	l->write.basis = SQL_CHECK_BASIS;
	l->write.decide = decide_leave;
	return stay_write_start(r, &l->write);
}

static void
record_leaving(struct req *r, struct move *m)
{
	const struct leaving *l = r->ctx;
	json_t *row = record_stay_row(m->facts);

	record_presence(r, m, kinds[l->kind]);
	end_movement(r, m, NULL);
	json_object_update_new(
		row,
		json_pack("{s:s, s:s, s:o, s:s, s:o, s:s, s:s}", "id", l->write.id, "kind",
			  kinds[l->kind], "left_at", record_iso(m->verdict.at_us), "where_to",
			  l->where_to ? l->where_to : "", "back_by", record_iso(l->back_by_us),
			  "phone_works", phones[l->phone_works], "recorded_by_id", r->who->staff));
	record_row(m->record, "movement", row);
	if (m->verdict.call_us != US_NEVER)
		record_deadline(
			m->record, m->facts,
			&(struct record_due){"hospital.call", l->write.id, m->verdict.call_us});
	m->presence =
		json_pack("{s:s, s:o, s:o, s:o, s:s}", "state", kinds[l->kind], "since",
			  record_iso(m->verdict.at_us), "back_by", record_iso(l->back_by_us),
			  "call_due", record_iso(m->verdict.call_us), "movement", l->write.id);
}

/* They were at her door without an answer: now it is known where she is. */
static void
end_chain(struct req *r, struct move *m)
{
	struct chain_hand by = {r->who->staff, r->who->initials, r->who->terminal};

	json_decref(chain_end(m->record, m->facts,
			      &(struct chain_end){chain_left(m->claim.to), "", by}));
}

static struct problem *
decide_leave(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct leaving *l = r->ctx;
	struct move *m = move_new(r, facts,
				  (struct presence_claim){presence_of(kinds[l->kind]), l->left_us});
	struct problem *p = judge(r, m, "/left_at");
	json_t *data;

	(void)json;
	if (p)
		return p;
	record_leaving(r, m);
	data = json_pack("{s:s, s:s}", "movement", l->write.id, "phone_works",
			 phones[l->phone_works]);
	if (!facts_restricted(facts))
		json_object_set_new(data, "where_to", record_text(l->where_to));
	data = tell(m, data);
	if (m->claim.to == PRESENCE_HOSPITAL)
		told_hospital(
			m->record, facts,
			&(struct told){m->verdict.at_us, "movement", l->write.id, r->who->staff});
	end_chain(r, m);
	return stay_write_record(r, m->record, 201, data);
}

/* ---------------------------------------------------------------- she is back */

/* POST /api/movements/{id}/back */
struct problem *
movement_back_post(struct req *r, const struct rows *none)
{
	struct returning *b = req_alloc(r, sizeof(*b));

	(void)none;
	b->write = (struct stay_write){.basis = SQL_CHECK_BASIS_OF,
				       .of = req_param(r, "id"),
				       .more = {"movement"},
				       .pin_asked = true,
				       .decide = decide_back};
	return stay_write_read(r, back_fields, &b->write);
}

static struct problem *
decide_back(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct returning *b = r->ctx;
	struct move *m = move_new(r, facts, (struct presence_claim){PRESENCE_IN, b->back_us});
	struct problem *p;
	json_t *answer;

	(void)json;
	if (strcmp(facts->movement, req_param(r, "id")) != 0)
		return problem_at(r, PROBLEM_PRESENCE_UNCHANGED, "/back_at",
				  "She is recorded as back from there already.");
	if ((p = judge(r, m, "/back_at")) != NULL)
		return p;
	record_presence(r, m, "back");
	end_movement(r, m, b->note);
	m->presence = json_pack("{s:s, s:o, s:n, s:n, s:n}", "state", "in", "since",
				record_iso(m->verdict.at_us), "back_by", "call_due", "movement");
	answer = tell(m, json_pack("{s:s}", "movement", facts->movement));
	return stay_write_record(r, m->record, 200, answer);
}
