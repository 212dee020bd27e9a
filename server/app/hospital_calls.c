/*
 * hospital_calls.c -- somebody telephoned the hospital about her; the next call is due
 * hospital_call_s later.
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_checks.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/rules/presence.h"
#include "lantern/session.h"

#include "lantern/banned.h"

struct call_put {
	struct stay_write write;
	const char *words;
	int64_t at_us;
};

static stay_decide_fn decide_call;

static const struct field call_fields[] = {
	{"movement", FIELD_UUID, FIELD_REQUIRED, AT(struct call_put, write.of)},
	{"at", FIELD_INSTANT, FIELD_REQUIRED, AT(struct call_put, at_us)},
	{"words", FIELD_TEXT, FIELD_REQUIRED, AT(struct call_put, words), .min = 1, .max = 500},
	WRITE_PIN,
	{0},
};

/* PUT /api/hospital-calls/{id} */
struct problem *
hospital_call_put(struct req *r, const struct rows *none)
{
	struct call_put *c = req_alloc(r, sizeof(*c));

	(void)none;
	c->write = (struct stay_write){.id = req_param(r, "id"),
				       .basis = SQL_CHECK_BASIS_OF,
				       .more = {"movement"},
				       .pin_asked = true,
				       .decide = decide_call};
	return stay_write_read(r, call_fields, &c->write);
}

static struct problem *
refuse(struct req *r, const struct call_put *c, const struct stay_facts *facts)
{
	if (strcmp(facts->movement, c->write.of) != 0 || facts->basis.presence != PRESENCE_HOSPITAL)
		return problem_at(r, PROBLEM_CONFLICT, "/movement",
				  "She is not recorded as in hospital on that occasion.");
	if (c->at_us > r->now + facts->settings.clock_slack_s * US_PER_S)
		return problem_at(r, PROBLEM_DONE_TIME_REFUSED, "/at",
				  "That time has not come yet.");
	if (c->at_us < facts_us(json_object_get(facts->json, "movement"), "left_us", 0))
		return problem_at(r, PROBLEM_DONE_TIME_REFUSED, "/at", "That is before she left.");
	return NULL;
}

static struct problem *
record_call(struct req *r, const struct call_put *c, const struct stay_facts *facts)
{
	int64_t at_us = c->at_us < r->now ? c->at_us : r->now;
	int64_t next_us = hospital_next_call_us(&facts->settings, at_us, r->now);
	json_t *left = json_object_get(facts->json, "movement");
	json_t *record = record_begin(facts), *row = record_stay_row(facts), *presence;
	struct record_event event = {.kind = "hospital.called", .happened_us = at_us};

	json_object_update_new(row, json_pack("{s:s, s:s, s:s, s:o, s:s}", "id", c->write.id,
					      "movement_id", c->write.of, "staff_id", r->who->staff,
					      "at", record_iso(at_us), "words", c->words));
	record_row(record, "hospital_call", row);
	record_void(record, "hospital.call", c->write.of);
	record_deadline(record, facts, &(struct record_due){"hospital.call", c->write.of, next_us});
	presence = json_pack("{s:s, s:o, s:o, s:o, s:s}", "state", presence_word(PRESENCE_HOSPITAL),
			     "since", record_iso(facts_us(left, "left_us", US_NEVER)), "back_by",
			     record_iso(facts_us(left, "back_by_us", US_NEVER)), "call_due",
			     record_iso(next_us), "movement", c->write.of);
	event.board = json_pack("{s:O}", "presence", presence);
	event.data = json_pack("{s:s, s:s}", "call", c->write.id, "movement", c->write.of);
	record_event(record, facts, &event);
	return stay_write_record(r, record, 201,
				 json_pack("{s:s, s:o}", "id", c->write.id, "presence", presence));
}

static struct problem *
decide_call(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct call_put *c = r->ctx;
	struct problem *p = refuse(r, c, facts);

	(void)json;
	return p ? p : record_call(r, c, facts);
}
