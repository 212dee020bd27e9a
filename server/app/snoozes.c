/*
 * snoozes.c -- a routine alarm is put off for some minutes, by name and with a reason; an enhanced
 * or a rousing one never is (features 86).
 */
#include "lantern/app.h"

#include "lantern/app_checks.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/rules/due.h"
#include "lantern/session.h"

#include "lantern/banned.h"

#define MINUTE_S 60

struct snooze_post {
	struct stay_write write;
	int64_t minutes;
	const char *reason;
};

static stay_decide_fn decide_snooze;

static const struct field snooze_fields[] = {
	{"minutes", FIELD_INTEGER, FIELD_REQUIRED, AT(struct snooze_post, minutes), .min = 1,
	 .max = 1440},
	{"reason", FIELD_TEXT, FIELD_REQUIRED, AT(struct snooze_post, reason), .min = 1,
	 .max = 300},
	WRITE_PIN,
	{0},
};

/* POST /api/requirements/{id}/snooze */
struct problem *
requirement_snooze_post(struct req *r, const struct rows *none)
{
	struct snooze_post *s = req_alloc(r, sizeof(*s));

	(void)none;
	s->write = (struct stay_write){.basis = SQL_CHECK_BASIS_OF,
				       .of = req_param(r, "id"),
				       .more = {"requirement"},
				       .pin_asked = true,
				       .decide = decide_snooze};
	return stay_write_read(r, snooze_fields, &s->write);
}

static struct problem *
refuse(struct req *r, enum snooze_refusal refusal, int32_t most_s)
{
	switch (refusal) {
	case SNOOZE_CLASS:
		return problem(r, PROBLEM_NOT_SNOOZED,
			       "She is checked more closely than usual. This can't be put off.");
	case SNOOZE_TOO_LONG:
		return problem_at(r, PROBLEM_INVALID_INPUT, "/minutes",
				  req_printf(r, "At most %d minutes.", most_s / MINUTE_S));
	case SNOOZE_NO_ALARM:
		return problem(r, PROBLEM_NOT_SNOOZED, "Nothing sounds for this check.");
	default:
		return problem(r, PROBLEM_CONFLICT, "She has been seen meanwhile.");
	}
}

static struct problem *
record_snooze(struct req *r, const struct stay_facts *facts, const struct stay_verdict *verdict)
{
	const struct snooze_post *s = r->ctx;
	struct record_why why = {.acknowledged_by = r->who->staff};
	struct record_event event = {.kind = "requirement.snoozed", .happened_us = r->now};
	json_t *record = record_new(r->now), *answer;
	struct record_parts parts;

	record_guard(record, facts);
	parts = record_verdict(record, facts, verdict, &why);
	event.data = json_pack("{s:s, s:I, s:s}", "requirement", req_param(r, "id"), "minutes",
			       (json_int_t)s->minutes, "by", r->who->initials);
	if (!json_is_true(json_object_get(facts->json, "restricted")))
		json_object_set_new(event.data, "reason", json_string(s->reason));
	record_event(record, facts, &event);
	answer = json_pack("{s:O}", "alarm", parts.alarm);
	record_parts_release(&parts);
	return stay_write_record(r, record, 200, answer);
}

static struct problem *
decide_snooze(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct snooze_post *s = r->ctx;
	struct stay_verdict *verdict = req_alloc(r, sizeof(*verdict));
	struct snooze_claim claim = {.span_s = (int32_t)s->minutes * MINUTE_S};
	enum snooze_refusal refusal;

	(void)json;
	facts_uuid_bytes(req_param(r, "id"), claim.requirement);
	claim.most_s = (int32_t)facts_us(json_object_get(facts->json, "settings"), "snooze_max_s",
					 15 * (int64_t)MINUTE_S);
	refusal = snooze_judge(&facts->basis, &claim, verdict);
	return refusal == SNOOZE_OK ? record_snooze(r, facts, verdict)
				    : refuse(r, refusal, claim.most_s);
}
