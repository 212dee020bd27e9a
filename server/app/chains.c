/*
 * chains.c -- she does not answer: the steps at her door, stamped one by one, until somebody says
 * how it ended (features 30).
 *
 * Opening and stepping ask for no PIN, and a step may come from a locked screen. Ending is a safety
 * record.
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_chain.h"
#include "lantern/app_checks.h"
#include "lantern/clock.h"
#include "lantern/facts/told.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/route.h"
#include "lantern/rules/chain.h"
#include "lantern/session.h"

#include "lantern/banned.h"

struct stepping {
	struct stay_write write;
	const char *words;
	int step;
	int64_t at_us;
};

struct ending {
	struct stay_write write;
	const char *words;
	int outcome;
};

static step_fn open_listed;
static stay_decide_fn decide_open, decide_step, decide_end;

/* All but `climbed`, which is the clock's. */
static const char *const steps[] = {"knocked",	     "louder",
				    "second_called", "entered",
				    "breathing",     "not_breathing",
				    "called_999",    "recovery_position",
				    "naloxone",	     "cpr",
				    "ambulance",     "roused",
				    "note",	     NULL};
static const char *const outcomes[] = {"answered",    "seen_well", "roused", "hospital",
				       "not_in_room", "died",	   NULL}; /* enum chain_outcome */

static const struct field open_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{0},
};

static const struct field step_fields[] = {
	{"chain", FIELD_UUID, FIELD_REQUIRED, AT(struct stepping, write.of)},
	{"step", FIELD_ENUM, FIELD_REQUIRED, AT(struct stepping, step), .one_of = steps},
	{"words", FIELD_TEXT, 0, AT(struct stepping, words), .max = 300},
	{"at", FIELD_INSTANT, 0, AT(struct stepping, at_us)},
	{0},
};

static const struct field end_fields[] = {
	{"outcome", FIELD_ENUM, FIELD_REQUIRED, AT(struct ending, outcome), .one_of = outcomes},
	{"words", FIELD_TEXT, 0, AT(struct ending, words), .max = 500},
	WRITE_PIN,
	{0},
};

struct chain_hand
chain_my_hand(const struct req *r)
{
	return (struct chain_hand){r->who->staff, r->who->initials, r->who->terminal};
}

json_t *
chain_asked(json_t *json)
{
	return json_object_get(json_object_get(json, "subject"), "chain");
}

/* ---------------------------------------------------------------- it begins */

/* PUT /api/chains/{id} */
struct problem *
chain_put(struct req *r, const struct rows *none)
{
	struct stay_write *w = req_alloc(r, sizeof(*w));

	(void)none;
	*w = (struct stay_write){
		.id = req_param(r, "id"), .basis = SQL_CHECK_BASIS, .decide = decide_open};
	return stay_write_read(r, open_fields, w);
}

/*
 * Somebody else was first: this one is that one. Kept under the id as well, because what is sent
 * again when it is over must not begin another.
 */
static struct problem *
answer_open(struct req *r, const struct stay_facts *facts, json_t *open)
{
	json_t *doc = record_new(r->now);

	write_keep(r, doc,
		   &(struct write_receipt){req_param(r, "id"), facts->premises, NULL, 200,
					   json_pack("{s:O}", "chain", open)});
	return write_ask(r, doc, NULL, NULL);
}

static struct problem *
record_open(struct req *r, const struct stay_facts *facts)
{
	struct chain_new chain = {req_param(r, "id"), NULL, chain_my_hand(r)};
	struct record_why why = {.recorded_us = r->now};
	struct stay_verdict verdict;
	struct record_parts parts;
	json_t *record = record_new(r->now), *answer;

	no_reply_judge(&facts->basis, &verdict);
	record_guard(record, facts);
	parts = record_verdict(record, facts, &verdict, &why);
	answer = json_pack("{s:o, s:O}", "chain", chain_open(record, facts, &chain), "alarm",
			   parts.alarm);
	record_parts_release(&parts);
	return stay_write_record(r, record, 201, answer);
}

static struct problem *
decide_open(struct req *r, struct stay_facts *facts, json_t *json)
{
	(void)json;
	if (chain_now(facts))
		return answer_open(r, facts, chain_now(facts));
	if (facts->basis.presence != PRESENCE_IN)
		return problem(r, PROBLEM_RECORDED_AS_OUT, "Record that she is back first.");
	return record_open(r, facts);
}

/* ---------------------------------------------------------------- a step */

/* The step was stamped by name, and sent again when the screen had locked. */
static void
step_for_locked(json_t *answer)
{
	json_t *chain = json_object_get(answer, "chain");

	if (json_is_object(chain))
		json_object_set_new(answer, "chain", chain_bare(chain));
}

/* PUT /api/chain-steps/{id} */
struct problem *
chain_step_put(struct req *r, const struct rows *none)
{
	struct stepping *s = req_alloc(r, sizeof(*s));
	struct problem *p = req_read(r, step_fields, s);

	(void)none;
	if (p)
		return p;
	if (strcmp(steps[s->step], "note") == 0 && (s->words == NULL || *s->words == '\0'))
		return problem_at(r, PROBLEM_INVALID_INPUT, "/words", "Write what is to be noted.");
	if (s->words && *s->words && *r->who->staff == '\0')
		return problem_at(r, PROBLEM_TERMINAL_LOCKED, "/words",
				  "Choose your name first to write words. A step needs none.");
	s->write.id = req_param(r, "id");
	s->write.for_locked = step_for_locked;
	s->write.basis = SQL_CHAIN_BASIS;
	s->write.decide = decide_step;
	return stay_write_start(r, &s->write);
}

/*
 * A step that waited on a device keeps the time of the tap, as far as that can be: a clock that is
 * wrong must not make it impossible.
 */
static int64_t
stamped_us(const struct req *r, const struct stepping *s, json_t *chain)
{
	int64_t opened_us = r->now;

	(void)clock_parse(facts_text(chain, "opened_at"), &opened_us);
	if (s->at_us == CLOCK_NONE || s->at_us > r->now)
		return r->now;
	return s->at_us < opened_us ? opened_us : s->at_us;
}

/* What a locked screen is answered is what it may show. */
static json_t *
shown_to(const struct req *r, json_t *record, json_t *chain)
{
	json_t *event = json_array_get(json_object_get(record, "events"), 0);
	json_t *board = json_object_get(json_object_get(event, "data"), "board");

	return *r->who->staff ? chain : json_object_get(board, "no_reply");
}

static struct problem *
decide_step(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct stepping *s = r->ctx;
	json_t *record, *chain, *answer;

	if (json_is_object(json_object_get(chain_asked(json), "ended")))
		return problem(r, PROBLEM_CONFLICT, "It is over. Nothing more is stamped to it.");
	record = record_new(r->now);
	chain = chain_stamp(record, facts, chain_asked(json),
			    &(struct chain_stamp){s->write.id, steps[s->step],
						  s->words ? s->words : "", chain_my_hand(r),
						  stamped_us(r, s, chain_asked(json))});
	answer = json_pack("{s:O}", "chain", shown_to(r, record, chain));
	json_decref(chain);
	if (strcmp(steps[s->step], "ambulance") == 0 && *r->who->staff)
		told_ambulance(record, facts, chain_asked(json),
			       &(struct told){stamped_us(r, s, chain_asked(json)), "chain",
					      s->write.of, r->who->staff});
	return stay_write_record(r, record, 201, answer);
}

/* ---------------------------------------------------------------- it is over */

/* POST /api/chains/{id}/end */
struct problem *
chain_end_post(struct req *r, const struct rows *none)
{
	struct ending *e = req_alloc(r, sizeof(*e));

	(void)none;
	e->write = (struct stay_write){.basis = SQL_CHAIN_BASIS,
				       .of = req_param(r, "id"),
				       .pin_asked = true,
				       .of_past = true,
				       .decide = decide_end};
	return stay_write_read(r, end_fields, &e->write);
}

/* Said already: the same is as good, something else is for people to talk about. */
static struct problem *
answer_ended(struct req *r, json_t *chain)
{
	const struct ending *e = r->ctx;
	json_t *ended = json_object_get(chain, "ended");
	const char *said = facts_text(ended, "outcome");

	if (strcmp(said, outcomes[e->outcome]) == 0)
		return req_answer(r, 200,
				  json_text(r, json_pack("{s:O, s:n}", "chain", chain, "alarm")));
	return problem_member_json(
		problem(r, PROBLEM_CONFLICT, "%s has ended it already.", facts_text(ended, "by")),
		"current", json_text(r, json_incref(chain)));
}

static struct problem *
record_end_of(struct req *r, const struct stay_facts *facts)
{
	const struct ending *e = r->ctx;
	struct chain_end end = {(enum chain_outcome)e->outcome, e->words ? e->words : "",
				chain_my_hand(r)};
	struct record_why why = {.close_reason = "a no-reply chain ended"};
	struct stay_verdict verdict;
	struct record_parts parts;
	json_t *record = record_new(r->now), *answer;

	chain_end_judge(&facts->basis, end.outcome, &verdict);
	record_guard(record, facts);
	parts = record_verdict(record, facts, &verdict, &why);
	answer = json_pack("{s:o, s:O}", "chain", chain_end(record, facts, &end), "alarm",
			   parts.alarm);
	record_parts_release(&parts);
	if (end.outcome == CHAIN_HOSPITAL)
		told_hospital(record, facts,
			      &(struct told){r->now, "chain", e->write.of, r->who->staff});
	return stay_write_record(r, record, 200, answer);
}

static struct problem *
decide_end(struct req *r, struct stay_facts *facts, json_t *json)
{
	if (json_is_object(json_object_get(chain_asked(json), "ended")))
		return answer_ended(r, chain_asked(json));
	return record_end_of(r, facts);
}

/* ---------------------------------------------------------------- reading */

/* GET /api/premises/{p}/chains: also a locked screen of the premises; it gets no names. */
struct problem *
chains_open(struct req *r, const struct rows *none)
{
	const char *premises = req_param(r, "p");
	struct problem *p = place_fault(r, premises, r->route->who);

	(void)none;
	if (p && strcmp(r->who->terminal_premises, premises) != 0)
		return p;
	return req_ask(r, SQL_CHAINS_OPEN, PARAMS(premises, r->route->path), open_listed);
}

static struct problem *
open_listed(struct req *r, const struct rows *rows)
{
	return req_answer(r, 200, rows_text(rows, "answer"));
}

/* GET /api/residents/{crn}/stays/{stay}/chains */
struct problem *
resident_chains(struct req *r, const struct rows *none)
{
	(void)none;
	return req_ask(r, SQL_RESIDENT_CHAINS,
		       PARAMS(req_param(r, "crn"), req_param(r, "stay"), r->route->path),
		       woman_answered);
}
