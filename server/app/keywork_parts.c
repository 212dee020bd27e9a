/* keywork_parts.c -- what notes, moments and suggestions have in common. */
#include "lantern/app_keywork.h"

#include <string.h>

#include "lantern/app.h"
#include "lantern/clock.h"
#include "lantern/problem.h"
#include "lantern/session.h"

#include "lantern/banned.h"

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

	json_array_foreach(lines, i, one)
		if (strcmp(facts_text(one, "line"), line) == 0)
			return true;
	return false;
}

bool
text_among(json_t *array, const char *text)
{
	json_t *one;
	size_t i;

	json_array_foreach(array, i, one)
		if (strcmp(json_string_value(one), text) == 0)
			return true;
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
happened_fault(struct req *r, const struct stay_facts *facts, int64_t *happened_us)
{
	int64_t slack_us = facts->settings.clock_slack_s * US_PER_S;

	if (*happened_us == CLOCK_NONE)
		*happened_us = r->now;
	if (*happened_us > r->now + slack_us)
		return field_fault(r, "/happened_at", "That time has not come yet.");
	if (*happened_us < facts_us(facts->json, "arrived_us", *happened_us))
		return field_fault(r, "/happened_at", "That is before she came.");
	if (*happened_us > r->now)
		*happened_us = r->now;
	return NULL;
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

	json_array_foreach(ids, i, one)
		suggestion_decided(
			r, record, facts,
			&(struct suggestion_decision){json_string_value(one), "taken", ""});
}
