/*
 * watches.c -- closer checks for a reason: her watches, and beginning one (features 31, 32).
 *
 * Anybody on shift begins one, and it counts from now; it can only bring checks closer
 * (facts/watch.h). Ending is a decision with a name: watch_decisions.c.
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_checks.h"
#include "lantern/facts/review.h"
#include "lantern/facts/watch.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/route.h"
#include "lantern/session.h"

#include "lantern/banned.h"

enum begun_for { FOR_INTOXICATION, FOR_CONCERN, FOR_INCIDENT };

struct watch_body {
	struct stay_write write;
	const char *words;
	int reason, kind;
	int64_t min_gap_s, max_gap_s;
};

static stay_decide_fn decide_watch;

static const char *const reasons[] = {"intoxication", "concern", "incident", NULL};
static const char *const kinds[] = {"sign_of_life", "conversation", "rouse", NULL};

static const struct field watch_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{"reason", FIELD_ENUM, FIELD_REQUIRED, AT(struct watch_body, reason), .one_of = reasons},
	{"words", FIELD_TEXT, 0, AT(struct watch_body, words), .max = 500},
	{"kind", FIELD_ENUM, 0, AT(struct watch_body, kind), .one_of = kinds},
	{"min_gap_s", FIELD_INTEGER, 0, AT(struct watch_body, min_gap_s), .min = 0, .max = 86399},
	{"max_gap_s", FIELD_INTEGER, 0, AT(struct watch_body, max_gap_s), .min = 300, .max = 86400},
	WRITE_PIN,
	{0},
};

/* GET /api/residents/{crn}/stays/{stay}/watches */
struct problem *
watches_list(struct req *r, const struct rows *none)
{
	(void)none;
	return req_ask(r, SQL_WATCHES_LIST,
		       PARAMS(req_param(r, "crn"), req_param(r, "stay"), r->route->path),
		       woman_answered);
}

/* How far apart: of a rousing watch the settings say it, of the others whoever begins it. */
static struct problem *
refuse_gaps(struct req *r, struct watch_body *b)
{
	if (b->reason == FOR_INTOXICATION) {
		if (b->kind >= 0 && b->kind != KIND_ROUSE)
			return field_fault(r, "/kind", "After drink or drugs she is roused.");
		if (b->max_gap_s != FIELD_NO_INTEGER || b->min_gap_s != FIELD_NO_INTEGER)
			return field_fault(r, "/max_gap_s",
					   "The settings of the house say how often she is roused. "
					   "Leave it out; it can be made closer afterwards.");
		return NULL;
	}
	if (b->max_gap_s == FIELD_NO_INTEGER)
		return field_fault(r, "/max_gap_s", "Say how far apart at most.");
	if (b->min_gap_s == FIELD_NO_INTEGER)
		b->min_gap_s = b->max_gap_s / 2;
	if (b->min_gap_s >= b->max_gap_s)
		return field_fault(r, "/min_gap_s",
				   "The least gap must be shorter than the greatest.");
	if (b->kind < 0)
		b->kind = KIND_SIGN_OF_LIFE;
	return NULL;
}

/* PUT /api/watches/{id} */
struct problem *
watch_put(struct req *r, const struct rows *none)
{
	struct watch_body *b = req_alloc(r, sizeof(*b));
	struct problem *p = req_read(r, watch_fields, b);

	(void)none;
	if (p == NULL && (p = crn_shape(r, b->write.crn)) == NULL)
		p = refuse_gaps(r, b);
	if (p)
		return p;
	b->write.id = req_param(r, "id");
	b->write.pin_asked = true;
	b->write.basis = SQL_CHECK_BASIS;
	b->write.decide = decide_watch;
	return stay_write_start(r, &b->write);
}

/* ---------------------------------------------------------------- judging */

/* One rousing watch at a time: its least length counts from when it began. */
static struct problem *
refuse_second(struct req *r, const struct stay_facts *facts)
{
	json_t *watch;
	size_t i;

	json_array_foreach(json_object_get(facts->json, "watches"), i, watch)
		if (strcmp(facts_text(watch, "reason"), reasons[FOR_INTOXICATION]) == 0)
			return problem_member(
				problem(r, PROBLEM_CONFLICT,
					"A rousing watch is open already. Make it closer, or keep "
					"it for longer."),
				"watch", req_strdup(r, facts_text(watch, "id")));
	return NULL;
}

static struct problem *
refuse(struct req *r, const struct watch_body *b, const struct stay_facts *facts)
{
	if (b->reason != FOR_INTOXICATION)
		return NULL;
	if (facts->basis.presence != PRESENCE_IN)
		return problem(r, PROBLEM_RECORDED_AS_OUT, "Record that she is back first.");
	return refuse_second(r, facts);
}

static struct watch_new
watch_of(struct req *r, const struct watch_body *b, const struct stay_facts *facts)
{
	struct watch_new watch = {.id = b->write.id,
				  .reason = reasons[b->reason],
				  .words = b->words ? b->words : "",
				  .author = r->who->staff,
				  .least_us = US_NEVER,
				  .decide_us = US_NEVER,
				  .plan_count = 1};
	struct watch_terms rousing;

	if (b->reason == FOR_INTOXICATION) {
		watch_intoxication(&facts->settings, r->now, &rousing);
		watch.least_us = rousing.least_us;
		watch.decide_us = rousing.decide_us;
		watch.plan[0] = rousing.plan[0];
		return watch;
	}
	watch.plan[0] = (struct check_plan){r->now,
					    US_ENDLESS,
					    1,
					    {{0, 0, (enum check_kind)b->kind, (int32_t)b->min_gap_s,
					      (int32_t)b->max_gap_s, 0}}};
	return watch;
}

static struct problem *
record_watch(struct req *r, const struct watch_body *b, const struct stay_facts *facts)
{
	struct watch_new watch = watch_of(r, b, facts);
	json_t *record = record_new(r->now), *review = json_null(), *answer;
	struct record_parts parts;

	record_guard(record, facts);
	if (!watch_begin(record, facts, &watch, &parts)) {
		json_decref(record);
		return problem(r, PROBLEM_CONFLICT,
			       "She has %d check plans already. End one of them first.", PLANS_MAX);
	}
	if (b->reason == FOR_INTOXICATION)
		review = review_trigger(record, facts,
					&(struct review_cause){reasons[FOR_INTOXICATION], watch.id,
							       watch.words, watch.author});
	answer = json_pack(
		"{s:s, s:o, s:O, s:O, s:O, s:o}", "id", watch.id, "watches",
		watches_row(facts,
			    watch_shown(&(struct watch_shape){watch.id, watch.reason, r->now,
							      watch.least_us, watch.decide_us}),
			    NULL),
		"closed", parts.closed, "opened", parts.opened, "alarm", parts.alarm, "review",
		review);
	record_parts_release(&parts);
	return stay_write_record(r, record, 201, answer);
}

static struct problem *
decide_watch(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct watch_body *b = r->ctx;
	struct problem *p = refuse(r, b, facts);

	(void)json;
	return p ? p : record_watch(r, b, facts);
}
