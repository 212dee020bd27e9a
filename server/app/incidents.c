/*
 * incidents.c -- after a serious incident (features 126), one act: every other woman who is in gets
 * one added conversation by incident_seen_s, each with its own requirement, deadline and event;
 * everybody signed on is offered a debrief; a review of her plan opens.
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_checks.h"
#include "lantern/facts/review.h"
#include "lantern/facts/told.h"
#include "lantern/ids.h"
#include "lantern/json_read.h"
#include "lantern/log.h"
#include "lantern/problem.h"
#include "lantern/route.h"
#include "lantern/rules/change.h"
#include "lantern/session.h"

#include "lantern/banned.h"

struct telling {
	struct stay_write write;
	const char *words;
	int kind;
	int64_t happened_us;
};

static stay_decide_fn decide_incident;

static const char *const kinds[] = {"self_harm", "overdose", "death", "violence",
				    "fire",	 "other",    NULL};

static const struct field incident_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{"kind", FIELD_ENUM, FIELD_REQUIRED, AT(struct telling, kind), .one_of = kinds},
	{"words", FIELD_TEXT, 0, AT(struct telling, words), .max = 500},
	{"happened_at", FIELD_INSTANT, FIELD_REQUIRED, AT(struct telling, happened_us)},
	WRITE_PIN,
	{0},
};

/* PUT /api/incidents/{id} */
struct problem *
incident_put(struct req *r, const struct rows *none)
{
	struct telling *t = req_alloc(r, sizeof(*t));

	(void)none;
	t->write = (struct stay_write){.id = req_param(r, "id"),
				       .basis = SQL_INCIDENT_BASIS,
				       .pin_asked = true,
				       .decide = decide_incident};
	return stay_write_read(r, incident_fields, &t->write);
}

/* ---------------------------------------------------------------- everybody else */

/* One conversation for one of the others; false when she is not in, and nothing is put. */
static bool
ask_after(json_t *record, const struct stay_facts *other, int64_t seen_us)
{
	struct record_event event = {.kind = "requirement.opened",
				     .happened_us = other->basis.now_us};
	struct record_why why = {0};
	struct stay_verdict verdict;
	struct record_parts parts;

	if (!added_judge(&other->basis, KIND_CONVERSATION, seen_us, &verdict))
		return false;
	record_guard(record, other);
	parts = record_verdict(record, other, &verdict, &why);
	event.board = board_of(&parts);
	event.data = json_pack("{s:s}", "why", "incident");
	record_event(record, other, &event);
	record_parts_release(&parts);
	return true;
}

/* How many there are; below 0 when one's checks could not be read. */
static int
ask_after_others(struct req *r, json_t *record, json_t *others, int64_t seen_us)
{
	struct stay_facts *other = req_alloc(r, sizeof(*other));
	int count = 0;
	json_t *basis;
	size_t i;

	json_array_foreach(others, i, basis) {
		if (!facts_read(other, basis, r->now)) {
			log_error(r->id, "basis_unreadable route=%s stay=%s", r->route->path,
				  facts_text(basis, "stay"));
			return -1;
		}
		count += ask_after(record, other, seen_us);
	}
	return count;
}

/* Hers alone: what she is offered is no event. */
static void
offer_debriefs(struct req *r, json_t *record, const struct stay_facts *facts, json_t *on)
{
	char id[UUID_SIZE];
	json_t *staff;
	size_t i;

	json_array_foreach(on, i, staff) {
		record_row(record, "debrief",
			   json_pack("{s:s, s:s, s:s, s:O, s:o}", "id", id_ordered(r->now, id),
				     "incident_id", req_param(r, "id"), "premises_id",
				     facts->premises, "staff_id", staff, "offered_at",
				     record_iso(r->now)));
	}
}

/* ---------------------------------------------------------------- her */

static void
put_incident(const struct req *r, json_t *record, const struct stay_facts *facts, json_t *answer)
{
	const struct telling *t = r->ctx;
	int64_t happened_us = t->happened_us < r->now ? t->happened_us : r->now;
	struct record_event event = {.kind = "incident.recorded", .happened_us = happened_us};
	json_t *row = record_stay_row(facts);

	json_object_update_new(row,
			       json_pack("{s:s, s:s, s:s, s:o, s:s, s:o}", "id", t->write.id,
					 "kind", kinds[t->kind], "words", t->words ? t->words : "",
					 "happened_at", record_iso(happened_us), "author_id",
					 r->who->staff, "at", record_iso(r->now)));
	json_object_update(row, answer);
	record_row(record, "incident", row);
	event.data = json_pack("{s:s, s:s, s:O, s:O}", "incident", t->write.id, "kind",
			       kinds[t->kind], "others", json_object_get(answer, "others"),
			       "seen_by", json_object_get(answer, "seen_by"));
	record_event(record, facts, &event);
}

/* Her practitioner is told at once of what happened to her own body. */
static void
tell_practitioner(struct req *r, json_t *record, const struct stay_facts *facts, json_t *json)
{
	const struct telling *t = r->ctx;
	struct told told = {.happened_us = t->happened_us < r->now ? t->happened_us : r->now,
			    .about = "incident",
			    .about_id = t->write.id,
			    .author = r->who->staff};

	if (strcmp(kinds[t->kind], "self_harm") == 0)
		told_self_harm(record, facts, &told, facts_us(json, "told_us", US_NEVER));
	else if (strcmp(kinds[t->kind], "overdose") == 0)
		told_overdose(record, facts, &told);
}

static const char *
trigger_of(const struct telling *t)
{
	return strcmp(kinds[t->kind], "self_harm") == 0 ? "self_harm" : "incident";
}

static struct problem *
record_incident(struct req *r, const struct stay_facts *facts, json_t *json)
{
	const struct telling *t = r->ctx;
	int64_t span_s = facts_us(json_object_get(facts->json, "settings"), "incident_seen_s", 0);
	int64_t seen_us = r->now + span_s * US_PER_S;
	json_t *record = record_begin(facts), *answer;
	int others;

	others = ask_after_others(r, record, json_object_get(json, "others"), seen_us);
	if (others < 0) {
		json_decref(record);
		return problem(r, PROBLEM_FAULT, "The checks of another woman could not be read.");
	}
	answer = json_pack("{s:i, s:o}", "others", others, "seen_by", record_iso(seen_us));
	put_incident(r, record, facts, answer);
	offer_debriefs(r, record, facts, json_object_get(json, "on"));
	json_decref(review_trigger(
		record, facts,
		&(struct review_cause){trigger_of(t), t->write.id, "", r->who->staff}));
	tell_practitioner(r, record, facts, json);
	return stay_write_record(r, record, 201, answer);
}

static struct problem *
decide_incident(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct telling *t = r->ctx;

	if (t->happened_us > r->now + facts->settings.clock_slack_s * US_PER_S)
		return problem_at(r, PROBLEM_INVALID_INPUT, "/happened_at",
				  "That time has not come yet.");
	return record_incident(r, facts, json);
}
