/*
 * visits.c -- somebody was at her door: record it, once, as herself.
 *
 *	visit_put -> ask the basis -> (PIN) -> (the second's PIN) -> judge -> record
 *
 * What the visit closes, opens and marks is rules/visit.h; a correction goes to corrections.c.
 */
#include "lantern/app.h"
#include "lantern/app_checks.h"
#include "lantern/app_visit.h"

#include <string.h>

#include "lantern/clock.h"
#include "lantern/facts/record.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/route.h"
#include "lantern/rules/visit.h"
#include "lantern/session.h"

#include "lantern/banned.h"

struct visit_put {
	struct stay_write write; /* first: stay_write.c looks here */
	struct visit_body body;
};

static step_fn visit_found;
static stay_decide_fn decide_visit;

static const char *const outcomes[] = {
	"spoke",    "do_not_disturb", "awake_seen", "asleep_breathing",
	"no_reply", "not_in_room",    NULL};
static const char *const proofs[] = {"scanned", "handset", "desk", NULL};
static const char *const late_reasons[] = {"with_another_woman",
					   "emergency",
					   "short_staffed",
					   "system",
					   "not_with_her_permission",
					   "other",
					   NULL};

#define BODY(member) AT(struct visit_put, body.member)
static const struct field visit_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{"outcome", FIELD_ENUM, FIELD_REQUIRED, BODY(outcome), .one_of = outcomes},
	{"breathing", FIELD_BOOLEAN, 0, BODY(breathing)},
	{"movement", FIELD_BOOLEAN, 0, BODY(movement)},
	{"position", FIELD_BOOLEAN, 0, BODY(position)},
	{"note", FIELD_TEXT, 0, BODY(note), .max = 500},
	{"done_at", FIELD_INSTANT, FIELD_REQUIRED, BODY(done_us)},
	{"entered_at", FIELD_INSTANT, 0, BODY(entered_us)},
	{"clock_offset_ms", FIELD_INTEGER, 0, BODY(clock_offset_ms), .min = -INT32_MAX,
	 .max = INT32_MAX},
	{"proof", FIELD_ENUM, 0, BODY(proof), .one_of = proofs},
	{"door", FIELD_UUID, 0, BODY(door)},
	{"reason", FIELD_TEXT, 0, BODY(reason), .max = 500},
	WRITE_SECOND,
	{"late_reason", FIELD_ENUM, 0, BODY(late_reason), .one_of = late_reasons},
	{"late_words", FIELD_TEXT, 0, BODY(late_words), .max = 500},
	{"same_words_confirmed", FIELD_BOOLEAN, 0, BODY(same_words_confirmed)},
	WRITE_PIN,
	{"corrects", FIELD_UUID, 0, BODY(corrects)},
	{"withdrawn", FIELD_BOOLEAN, 0, BODY(withdrawn)},
	{0},
};
#undef BODY

/* PUT /api/visits/{id} */
struct problem *
visit_put(struct req *r, const struct rows *none)
{
	struct visit_put *v = req_alloc(r, sizeof(*v));
	struct problem *p = req_read(r, visit_fields, v);

	(void)none;
	if (p)
		return p;
	if (v->body.withdrawn == 1 && v->body.corrects == NULL)
		return problem_at(r, PROBLEM_INVALID_INPUT, "/corrects",
				  "Name the visit that is withdrawn.");
	if (v->body.entered_us == CLOCK_NONE)
		v->body.entered_us = r->now;
	if (v->body.proof < 0)
		v->body.proof = PROOF_DESK;
	v->write.id = req_param(r, "id");
	v->write.pin_asked = true;
	v->write.basis = SQL_VISIT_BASIS;
	v->write.more[0] = v->body.proof == PROOF_DESK ? req_iso(r, v->body.entered_us) : NULL;
	v->write.more[1] = v->body.corrects;
	v->write.decide = decide_visit;
	return stay_write_start(r, &v->write);
}

/* ---------------------------------------------------------------- judging */

static void
read_desk(json_t *array, struct desk_log *desk)
{
	json_t *object;
	size_t i;

	desk->count = 0;
	json_array_foreach(array, i, object) {
		struct desk_entry *entry = &desk->entry[desk->count];

		if (desk->count == DESK_ENTRIES_MAX)
			break;
		facts_uuid_bytes(facts_text(object, "visit"), entry->visit);
		facts_uuid_bytes(facts_text(object, "room"), entry->room);
		entry->outcome = outcome_of(facts_text(object, "outcome"));
		entry->entered_us = facts_us(object, "entered_us", 0);
		desk->count++;
	}
}

static void
make_claim(const struct req *r, const struct visit_put *v, const struct stay_facts *facts,
	   struct visit_claim *claim)
{
	const struct visit_body *body = &v->body;

	*claim = (struct visit_claim){
		.outcome = (enum check_outcome)body->outcome,
		.facts = {body->breathing == 1, body->movement == 1, body->position == 1},
		.done_us = body->done_us,
		.entered_us = body->entered_us,
		.proof = (enum proof)body->proof,
		.roles = r->who->roles,
		.note = body->note,
		.note_confirmed = body->same_words_confirmed == 1,
		.reason_given = body->reason != NULL && *body->reason != '\0',
		.second_given = v->write.second_staff != NULL,
		.late_reason = (enum late_reason)(body->late_reason + 1),
		.late_words_given = body->late_words != NULL && *body->late_words != '\0',
	};
	facts_uuid_bytes(facts->room, claim->room);
}

/* What each refusal is called outside, and what to do about it. */
static const struct {
	enum problem_kind kind;
	const char *detail;
} refusals[VISIT_REFUSAL_COUNT] = {
	[VISIT_FUTURE] = {PROBLEM_DONE_TIME_REFUSED, "That time has not come yet."},
	[VISIT_ENTERED_BEFORE_DONE] = {PROBLEM_DONE_TIME_REFUSED,
				       "It can't be entered before it was done."},
	[VISIT_RECORDED_AS_OUT] = {PROBLEM_RECORDED_AS_OUT,
				   "Record that she is back first, then the check."},
	[VISIT_BEFORE_PREVIOUS] =
		{PROBLEM_DONE_TIME_REFUSED,
		 "That is before the last thing she is recorded in. Give the time she was seen."},
	[VISIT_FACTS_NEEDED] =
		{PROBLEM_INVALID_INPUT,
		 "Asleep counts when you saw her breathing, and movement or her position."},
	[VISIT_REASON_NEEDED] = {PROBLEM_RETROSPECTIVE_NEEDS_REASON,
				 "Say why it is entered so late."},
	[VISIT_SECOND_NEEDED] = {PROBLEM_RETROSPECTIVE_NEEDS_REASON,
				 "A second person has to put her name to it."},
	[VISIT_LATE_REASON_NEEDED] = {PROBLEM_LATE_REASON_NEEDED,
				      "The check was late. Choose why."},
	[VISIT_LATE_WORDS_NEEDED] = {PROBLEM_LATE_REASON_NEEDED,
				     "Say in a few words why it was late."},
	[VISIT_NOTE_REPEATED] = {PROBLEM_SAME_WORDS,
				 "The same words as the last two times. Is it the same again?"},
};

/*
 * What was scanned must be at her door now: another woman's, or one that was made anew since, says
 * nothing of her. Whoever stands there records the visit without it.
 */
static struct problem *
door_fault(struct req *r, const struct visit_body *body, json_t *json)
{
	if ((body->proof == PROOF_SCANNED) != (body->door != NULL))
		return problem_at(r, PROBLEM_INVALID_INPUT, "/door",
				  "Scanned names the code at her door, and nothing else does.");
	if (body->door && strcmp(body->door, facts_text(json, "door")) != 0)
		return problem_at(r, PROBLEM_INVALID_INPUT, "/door",
				  "That is not the code at her door now. Record it without.");
	return NULL;
}

/* By the rule; what a correction undoes is corrections.c. */
static struct problem *
judge(struct req *r, const struct visit_put *v, struct visit_case *c)
{
	size_t i;

	c->basis.stay = c->facts->basis;
	for (i = 0; i < 2; i++)
		c->basis.notes[i] =
			json_string_value(json_array_get(json_object_get(c->json, "notes"), i));
	read_desk(json_object_get(c->json, "desk"), &c->basis.desk);
	make_claim(r, v, c->facts, &c->claim);
	visit_judge(&c->basis, &c->claim, &c->verdict);
	if (c->verdict.refusal == VISIT_OK)
		return visit_record(r, c);
	return problem_at(r, refusals[c->verdict.refusal].kind,
			  visit_refusal_field(c->verdict.refusal),
			  refusals[c->verdict.refusal].detail);
}

static struct problem *
decide_visit(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct visit_put *v = r->ctx;
	struct visit_case *c = req_alloc(r, sizeof(*c));
	struct problem *p = door_fault(r, &v->body, json);

	if (p)
		return p;
	c->body = &v->body;
	c->id = v->write.id;
	c->second = v->write.second_staff;
	c->json = json;
	c->facts = facts;
	return v->body.corrects ? visit_corrected(r, c) : judge(r, v, c);
}

/* ---------------------------------------------------------------- reading one */

/* GET /api/visits/{id} */
struct problem *
visit_get(struct req *r, const struct rows *none)
{
	(void)none;
	return req_ask(r, SQL_VISIT_GET, PARAMS(req_param(r, "id"), r->route->path), visit_found);
}

static struct problem *
visit_found(struct req *r, const struct rows *rows)
{
	struct problem *p;

	if (rows_count(rows) == 0)
		return problem(r, PROBLEM_NOT_FOUND, "There is no such visit among yours.");
	p = place_fault(r, rows_text(rows, "premises"), r->route->who);
	return p ? p : req_answer(r, 200, rows_text(rows, "visit"));
}
