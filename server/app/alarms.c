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

static step_fn alarm_load, alarm_judged;

/* POST /api/alarms/{id}/acknowledge */
struct problem *
alarm_acknowledge_post(struct req *r, const struct rows *none)
{
	static const struct field nothing[] = {{0}};
	struct stay_write *w = req_alloc(r, sizeof(*w));
	struct problem *p = req_read(r, nothing, w);

	(void)none;
	if (p)
		return p;
	*w = (struct stay_write){.load = alarm_load, .judge = alarm_judged, .of_past = true};
	r->ctx = w;
	return stay_write_start(r);
}

static struct problem *
alarm_load(struct req *r, const struct rows *none)
{
	(void)none;
	return req_ask(r, SQL_CHECK_BASIS_OF, PARAMS("alarm", req_param(r, "id"), NULL),
		       stay_write_loaded);
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
alarm_judged(struct req *r, const struct rows *none)
{
	struct stay_facts *facts = req_alloc(r, sizeof(*facts));
	struct problem *p;
	json_t *json = stay_write_basis(r, facts, &p);

	(void)none;
	if (json == NULL)
		return p;
	/* She was seen meanwhile: there is nothing left to make quiet. */
	p = strcmp(facts->alarm, req_param(r, "id")) == 0 ? record_acknowledged(r, facts)
							  : req_answer(r, 200, "{\"alarm\":null}");
	json_decref(json);
	return p;
}
