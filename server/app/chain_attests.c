/*
 * chain_attests.c -- who went in to a woman who did not answer, each on her own PIN (features 39).
 * Entry for her welfare is a record of its own; alone, it needs a reason.
 *
 *	attest_post -> ask the basis -> (her PIN) -> (the second's PIN) -> judge -> record
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_chain.h"
#include "lantern/app_checks.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/session.h"

#include "lantern/banned.h"

struct attesting {
	struct stay_write write;
	const char *reason;
	int alone;
};

static stay_decide_fn decide_attest;

static const struct field attest_fields[] = {
	{"alone", FIELD_BOOLEAN, FIELD_REQUIRED, AT(struct attesting, alone)},
	{"reason", FIELD_TEXT, 0, AT(struct attesting, reason), .max = 500},
	WRITE_PIN,
	WRITE_SECOND,
	{0},
};

/* POST /api/chains/{id}/attest */
struct problem *
chain_attest_post(struct req *r, const struct rows *none)
{
	struct attesting *a = req_alloc(r, sizeof(*a));
	struct problem *p = req_read(r, attest_fields, a);

	(void)none;
	if (p)
		return p;
	if (a->write.second && a->alone == 1)
		return problem_at(r, PROBLEM_INVALID_INPUT, "/second",
				  "Alone means that nobody went in with you.");
	/* It is her own word: a screen that others use too asks for her PIN each time. */
	if (*r->who->terminal && a->write.pin == NULL)
		return problem_field(problem(r, PROBLEM_PIN_NEEDED, "Say it with your own PIN."),
				     "/pin", "Enter your PIN.");
	a->write.basis = SQL_CHAIN_BASIS;
	a->write.of = req_param(r, "id");
	a->write.of_past = true;
	a->write.decide = decide_attest;
	return stay_write_start(r, &a->write);
}

/* ---------------------------------------------------------------- judging */

/* What this worker has said of it already; NULL: nothing. */
static json_t *
said_by(json_t *json, const char *staff)
{
	json_t *attests = json_object_get(json_object_get(json, "subject"), "attests"), *one;
	size_t i;

	json_array_foreach(attests, i, one)
		if (strcmp(facts_text(one, "staff"), staff) == 0)
			return one;
	return NULL;
}

static const char *
reason_of(const struct attesting *a)
{
	return a->reason ? a->reason : "";
}

/* She went in alone though others were on: who they are, and why none of them came. */
static struct problem *
ask_why_alone(struct req *r, json_t *on)
{
	const char *names = "";
	json_t *one;
	size_t i;

	json_array_foreach(on, i, one)
		names = req_printf(r, "%s%s%s", names, i ? ", " : "", facts_text(one, "name"));
	return problem_member_json(
		problem_at(r, PROBLEM_REASON_NEEDED, "/reason",
			   *names ? req_printf(r, "Signed on too: %s. Say why you went in alone.",
					       names)
				  : "Say why you went in alone."),
		"on", json_text(r, json_incref(on)));
}

static const char *
initials_of(struct req *r, json_t *on, const char *staff)
{
	json_t *one;
	size_t i;

	json_array_foreach(on, i, one)
		if (strcmp(facts_text(one, "staff"), staff) == 0)
			return req_strdup(r, facts_text(one, "initials"));
	return "";
}

static struct problem *
record_attest(struct req *r, const struct stay_facts *facts, json_t *json)
{
	const struct attesting *a = r->ctx;
	const char *second = a->write.second_staff;
	json_t *record = record_begin(facts), *answer, *on = json_object_get(json, "on");
	struct chain_sworn sworn[2] = {
		{.by = chain_my_hand(r), .alone = a->alone == 1, .reason = reason_of(a)},
		{.by = {"", "", ""}, .reason = ""}};

	if (second && said_by(json, second) == NULL)
		sworn[1].by = (struct chain_hand){second, initials_of(r, on, second), ""};
	answer = json_pack("{s:o}", "chain", chain_attest(record, facts, chain_asked(json), sworn));
	return stay_write_record(r, record, 200, answer);
}

/* Once said, it stays; the same again is as good. */
static struct problem *
answer_said(struct req *r, json_t *json, json_t *said)
{
	const struct attesting *a = r->ctx;

	if (json_is_true(json_object_get(said, "alone")) != (a->alone == 1) ||
	    strcmp(facts_text(said, "reason"), reason_of(a)) != 0)
		return problem(r, PROBLEM_CONFLICT, "You have said already how you went in.");
	return req_answer(r, 200, json_text(r, json_pack("{s:O}", "chain", chain_asked(json))));
}

static struct problem *
decide_attest(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct attesting *a = r->ctx;
	json_t *said = said_by(json, r->who->staff);

	if (said)
		return answer_said(r, json, said);
	if (a->alone == 1 && *reason_of(a) == '\0')
		return ask_why_alone(r, json_object_get(json, "on"));
	return record_attest(r, facts, json);
}
