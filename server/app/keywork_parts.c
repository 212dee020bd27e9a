/* keywork_parts.c -- what notes, moments, suggestions and meetings have in common. */
#include "lantern/app_keywork.h"

#include <string.h>

#include "lantern/app.h"
#include "lantern/clock.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/session.h"

#include "lantern/banned.h"

const char *const keywork_tag_words[] = {"substances", "mental_health", "emotions",	"identity",
					 "everyday",   "family",	"resettlement", NULL};

const char *
text_or_none(const char *text)
{
	return text && text[strspn(text, " \t\n")] ? text : "";
}

bool
line_known(json_t *lines, const char *line)
{
	json_t *one;
	size_t i;

	json_array_foreach(lines, i, one) {
		if (strcmp(facts_text(one, "line"), line) == 0)
			return true;
	}
	return false;
}

bool
text_among(json_t *array, const char *text)
{
	json_t *one;
	size_t i;

	json_array_foreach(array, i, one) {
		if (strcmp(json_string_value(one), text) == 0)
			return true;
	}
	return false;
}

static const char *
add_ids(struct req *r, const char *text, json_t *array, const char *name)
{
	const char *id;
	json_t *one;
	size_t i;

	json_array_foreach(array, i, one) {
		id = name ? facts_text(one, name) : json_string_value(one);
		if (*id)
			text = req_printf(r, "%s%s%s", text, *text ? "," : "", id);
	}
	return text;
}

const char *
ids_text(struct req *r, json_t *ids, json_t *objects, const char *name)
{
	return req_printf(r, "{%s}", add_ids(r, add_ids(r, "", ids, NULL), objects, name));
}

const char *
local_day(struct req *r, int64_t us)
{
	struct local_time at;

	clock_local(us, &at);
	return req_printf(r, "%04d-%02d-%02d", at.year, at.month, at.day);
}

struct problem *
past_fault(struct req *r, const struct stay_facts *facts, int64_t *at_us, const char *pointer)
{
	int64_t slack_us = facts->settings.clock_slack_s * US_PER_S;

	if (*at_us > r->now + slack_us)
		return field_fault(r, pointer, "That time has not come yet.");
	if (*at_us < facts_us(facts->json, "arrived_us", *at_us))
		return field_fault(r, pointer, "That is before she came.");
	if (*at_us > r->now)
		*at_us = r->now;
	return NULL;
}

struct problem *
happened_fault(struct req *r, const struct stay_facts *facts, int64_t *happened_us)
{
	if (*happened_us == CLOCK_NONE)
		*happened_us = r->now;
	return past_fault(r, facts, happened_us, "/happened_at");
}

/* ---------------------------------------------------------------- what is to be done */

static const char *const owners[] = {"staff", "resident", "practitioner", NULL};
enum owner { OWNER_STAFF, OWNER_RESIDENT, OWNER_PRACTITIONER };

static const struct field agreed_fields[] = {
	{"id", FIELD_UUID, FIELD_REQUIRED, 0},
	{"what", FIELD_TEXT, FIELD_REQUIRED, 0, .min = 1, .max = 300},
	{"owner_kind", FIELD_ENUM, FIELD_REQUIRED, 0, .one_of = owners},
	{"owner_staff", FIELD_UUID, 0, 0},
	{"target_on", FIELD_DATE, FIELD_REQUIRED, 0},
	{0},
};
const struct field agreed_item = {"action", FIELD_OBJECT, FIELD_REQUIRED, 0,
				  .fields = agreed_fields};

/* Who is to do it; "" for herself, NULL when that is nobody. */
static const char *
owner_of(json_t *known, json_t *act)
{
	const char *kind = facts_text(act, "owner_kind"), *staff = facts_text(act, "owner_staff");

	if (strcmp(kind, owners[OWNER_RESIDENT]) == 0)
		return *staff ? NULL : "";
	if (strcmp(kind, owners[OWNER_PRACTITIONER]) == 0 && *staff == '\0')
		staff = facts_text(known, "practitioner");
	else if (!text_among(json_object_get(known, "owners"), staff))
		return NULL;
	return *staff ? staff : NULL;
}

struct problem *
agreed_fault(struct req *r, const struct agreed *agreed)
{
	json_t *act;
	size_t i;

	json_array_foreach(agreed->actions, i, act) {
		if (owner_of(agreed->known, act) == NULL)
			return field_fault(r, req_printf(r, "/actions/%zu/owner_staff", i),
					   "Choose who is to do it.");
		if (strcmp(facts_text(act, "target_on"), agreed->on) < 0)
			return field_fault(r, req_printf(r, "/actions/%zu/target_on", i),
					   "It can't be due before it was agreed.");
	}
	return NULL;
}

json_t *
agreed_put(struct req *r, json_t *record, const struct stay_facts *facts,
	   const struct agreed *agreed)
{
	json_t *ids = json_array(), *act, *row;
	size_t i;

	json_array_foreach(agreed->actions, i, act) {
		json_array_append(ids, json_object_get(act, "id"));
		row = record_stay_row(facts);
		json_object_update_new(
			row,
			json_pack("{s:O, s:O, s:O, s:o, s:s, s:O, s:s, s:o, s:i, s:s, s:s}", "id",
				  json_object_get(act, "id"), "what", json_object_get(act, "what"),
				  "owner_kind", json_object_get(act, "owner_kind"),
				  "owner_staff_id", record_text(owner_of(agreed->known, act)),
				  "identified_on", agreed->on, "target_on",
				  json_object_get(act, "target_on"), "author_id", r->who->staff,
				  "recorded_at", record_iso(r->now), "version", 1, "origin",
				  agreed->origin, "origin_id", agreed->origin_id));
		record_row(record, "action", row);
	}
	return ids;
}

/* ---------------------------------------------------------------- suggestions */

void
suggestion_record(struct req *r, json_t *record, const struct stay_facts *facts,
		  const struct suggestion_new *suggestion)
{
	struct record_event event = {.kind = "suggestion.made", .happened_us = r->now};
	json_t *row = record_stay_row(facts);

	json_object_update_new(row,
			       json_pack("{s:s, s:s, s:o, s:o, s:s, s:s, s:o}", "id",
					 suggestion->id, "source", suggestion->source, "source_id",
					 record_text(suggestion->source_id), "line",
					 record_text(suggestion->line), "words", suggestion->words,
					 "author_id", r->who->staff, "at", record_iso(r->now)));
	record_row(record, "plan_suggestion", row);
	event.data = json_pack("{s:s, s:s, s:o, s:o}", "suggestion", suggestion->id, "source",
			       suggestion->source, "source_id", record_text(suggestion->source_id),
			       "line", record_text(suggestion->line));
	record_event(record, facts, &event);
}

void
suggestion_decided(struct req *r, json_t *record, const struct stay_facts *facts,
		   const struct suggestion_decision *decision)
{
	struct record_event event = {.kind = "suggestion.decided", .happened_us = r->now};

	record_end(record, "plan_suggestion",
		   json_pack("{s:s, s:o, s:s, s:s, s:o}", "id", decision->id, "decided_at",
			     record_iso(r->now), "decided_by_id", r->who->staff, "decision",
			     decision->decision, "reason", record_text(decision->reason)));
	event.data =
		json_pack("{s:s, s:s}", "suggestion", decision->id, "decision", decision->decision);
	record_event(record, facts, &event);
}

struct problem *
suggestions_fault(struct req *r, json_t *ids, json_t *open)
{
	json_t *one, *seen = json_array();
	struct problem *p = NULL;
	const char *id;
	size_t i;

	json_array_foreach(ids, i, one) {
		id = json_string_value(one);
		if (text_among(seen, id) || !text_among(open, id)) {
			p = field_fault(r, req_printf(r, "/suggestions/%zu", i),
					"This does not wait for a decision any more.");
			break;
		}
		json_array_append(seen, one);
	}
	json_decref(seen);
	return p;
}

void
suggestions_taken(struct req *r, json_t *record, const struct stay_facts *facts, json_t *ids)
{
	json_t *one;
	size_t i;

	json_array_foreach(ids, i, one) {
		suggestion_decided(
			r, record, facts,
			&(struct suggestion_decision){json_string_value(one), "taken", ""});
	}
}
