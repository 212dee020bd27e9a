/*
 * alarms.c -- somebody answers an alarm: it is quiet for a while, the clock of the check runs on
 * (features 85).
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_checks.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/rules/due.h"
#include "lantern/session.h"

#include "lantern/banned.h"

static stay_decide_fn decide_quiet;

/* POST /api/alarms/{id}/acknowledge */
struct problem *
alarm_acknowledge_post(struct req *r, const struct rows *none)
{
	struct stay_write *w = req_alloc(r, sizeof(*w));

	(void)none;
	*w = (struct stay_write){.basis = SQL_CHECK_BASIS_OF,
				 .of = req_param(r, "id"),
				 .more = {"alarm"},
				 .of_past = true,
				 .decide = decide_quiet};
	return stay_write_read(r, NO_FIELDS, w);
}

static struct problem *
record_acknowledged(struct req *r, const struct stay_facts *facts)
{
	struct stay_verdict *verdict = req_alloc(r, sizeof(*verdict));
	struct record_why why = {.acknowledged_by = r->who->staff};
	struct record_parts parts;
	json_t *record, *answer;

	acknowledge_judge(&facts->basis, verdict);
	record = record_new(r->now);
	record_guard(record, facts);
	parts = record_verdict(record, facts, verdict, &why);
	answer = json_pack("{s:O}", "alarm", parts.alarm);
	record_parts_release(&parts);
	return stay_write_record(r, record, 200, answer);
}

static struct problem *
decide_quiet(struct req *r, struct stay_facts *facts, json_t *json)
{
	(void)json;
	/* She was seen meanwhile: there is nothing left to make quiet. */
	if (strcmp(facts->alarm, req_param(r, "id")) != 0)
		return req_answer(r, 200, "{\"alarm\":null}");
	return record_acknowledged(r, facts);
}
