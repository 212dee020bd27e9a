/*
 * record.c -- verdict to document: rows, deadlines, the alarm and the running state, always made
 * the same way.
 */
#include "lantern/facts/record.h"

#include <string.h>

#include "lantern/clock.h"
#include "lantern/ids.h"

#include "lantern/banned.h"

json_t *
record_iso(int64_t us)
{
	char iso[CLOCK_ISO_SIZE];

	return us == US_NEVER || us == US_ENDLESS ? json_null() : json_string(clock_iso(us, iso));
}

json_t *
record_text(const char *text)
{
	return text && *text ? json_string(text) : json_null();
}

json_t *
record_new(int64_t now_us)
{
	return json_pack("{s:o}", "now", record_iso(now_us));
}

/* A part that is absent costs the database nothing, so each is made with its first item. */
static void
add(json_t *object, const char *list, json_t *item)
{
	json_t *items = json_object_get(object, list);

	if (items == NULL) {
		items = json_array();
		json_object_set_new(object, list, items);
	}
	json_array_append_new(items, item);
}

static void
add_below(json_t *record, const char *part, const char *list, json_t *item)
{
	json_t *lists = json_object_get(record, part);

	if (lists == NULL) {
		lists = json_object();
		json_object_set_new(record, part, lists);
	}
	add(lists, list, item);
}

void
record_guard(json_t *record, const struct stay_facts *facts)
{
	add(record, "guard",
	    json_pack("{s:s, s:I}", "stay", facts->stay, "version", (json_int_t)facts->version));
}

void
record_row(json_t *record, const char *table, json_t *row)
{
	add_below(record, "rows", table, row);
}

void
record_end(json_t *record, const char *table, json_t *end)
{
	add_below(record, "ends", table, end);
}

json_t *
record_stay_row(const struct stay_facts *facts)
{
	return json_pack("{s:s, s:s, s:s}", "stay_id", facts->stay, "resident_id", facts->resident,
			 "premises_id", facts->premises);
}

void
record_event(json_t *record, const struct stay_facts *facts, const struct record_event *event)
{
	json_t *data = event->data ? event->data : json_object();

	if (event->board)
		json_object_set_new(data, "board", event->board);
	add(record, "events",
	    json_pack("{s:s, s:s, s:s, s:s, s:o, s:o}", "kind", event->kind, "premises",
		      facts->premises, "resident", facts->resident, "stay", facts->stay,
		      "happened_at", record_iso(event->happened_us), "data", data));
}

void
record_deadline(json_t *record, const struct stay_facts *facts, const struct record_due *due)
{
	add(record, "deadlines",
	    json_pack("{s:s, s:o, s:s, s:s, s:{s:s}}", "kind", due->kind, "due_at",
		      record_iso(due->due_us), "subject", due->subject, "premises", facts->premises,
		      "data", "stay", facts->stay));
}

void
record_void(json_t *record, const char *kind, const char *subject)
{
	add(record, "void", json_pack("{s:s, s:s}", "kind", kind, "subject", subject));
}

/* ---------------------------------------------------------------- requirements */

static void
close_one(json_t *record, const struct requirement *duty, const struct closing *closing,
	  const struct record_why *why)
{
	bool done = closing->state == STATE_DONE, late = done && closing->late;
	bool unneeded = closing->state ==
			STATE_NOT_REQUIRED; /* a missed one owes a reason that a person gives */
	char id[UUID_SIZE];

	facts_uuid_text(duty->id, id);
	add(record, "close",
	    json_pack("{s:s, s:s, s:o, s:o, s:o, s:o, s:o}", "requirement", id, "state",
		      state_word(closing->state), "at", record_iso(closing->at_us), "visit",
		      record_text(done ? why->visit : NULL), "late_reason",
		      record_text(late ? why->late_reason : NULL), "late_words",
		      record_text(late ? why->late_words : NULL), "close_reason",
		      record_text(unneeded ? why->close_reason : NULL)));
	record_void(record, "requirement.overdue", id);
}

static json_t *
closed_part(const struct requirement *duty, const struct closing *closing)
{
	char id[UUID_SIZE];

	return json_pack("{s:s, s:s, s:s, s:s, s:b}", "id", facts_uuid_text(duty->id, id), "kind",
			 kind_word(duty->kind), "source", source_word(duty->source), "state",
			 state_word(closing->state), "late", closing->late);
}

static json_t *
opened_part(const struct requirement *duty, const char *id)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:i, s:i}", "id", id, "source",
			 source_word(duty->source), "kind", kind_word(duty->kind), "class",
			 class_word(duty->check_class), "from", record_iso(duty->from_us), "drawn",
			 record_iso(duty->drawn_us), "latest", record_iso(duty->latest_us),
			 "min_gap_s", (int)duty->min_gap_s, "max_gap_s", (int)duty->max_gap_s);
}

static void
open_one(json_t *record, const struct stay_facts *facts, const struct requirement *duty,
	 const char *id)
{
	json_t *row = record_stay_row(facts);

	json_object_update_new(
		row,
		json_pack("{s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:i, s:i, s:o, s:I, s:o, s:s}", "id",
			  id, "source", source_word(duty->source), "kind", kind_word(duty->kind),
			  "class", class_word(duty->check_class), "from_at",
			  record_iso(duty->from_us), "drawn_at", record_iso(duty->drawn_us),
			  "latest_at", record_iso(duty->latest_us), "min_gap_s",
			  (int)duty->min_gap_s, "max_gap_s", (int)duty->max_gap_s, "previous_gap_s",
			  duty->previous_gap_s < 0 ? json_null()
						   : json_integer(duty->previous_gap_s),
			  "seed", (json_int_t)duty->seed, "opened_at",
			  record_iso(facts->basis.now_us), "state", "open"));
	record_row(record, "requirement", row);
	record_deadline(
		record, facts,
		&(struct record_due){"requirement.overdue", id, requirement_overdue_us(duty)});
}

/* ---------------------------------------------------------------- alarm */

static const char *
alarm_event(enum alarm_act act)
{
	switch (act) {
	case ALARM_OPENED:
	case ALARM_TURNED:
		return "alarm.opened";
	case ALARM_RUNG:
		return "alarm.rung";
	case ALARM_ACKNOWLEDGED:
		return "alarm.acknowledged";
	case ALARM_RESUMED:
		return "alarm.resumed";
	case ALARM_CLOSES:
		return "alarm.closed";
	case ALARM_KEPT:
		break;
	}
	return NULL;
}

/*
 * When each rung was told, lowest first. The last one is told now if the alarm has just come to
 * it: at the moment of recording, though the ladder may have wanted it hours ago.
 */
static json_t *
told_times(json_t *record, const struct stay_facts *facts, const struct alarm *alarm)
{
	const struct alarm *before = &facts->basis.alarm;
	json_t *known = json_object_get(json_object_get(facts->json, "alarm"), "told"), *at;
	json_t *told = json_array();
	bool again = !before->open || before->rung != alarm->rung ||
		     (before->quiet_until_us != US_NEVER && alarm->quiet_until_us == US_NEVER);

	for (int32_t rung = 0; rung <= alarm->rung; rung++) {
		at = json_array_get(known, (size_t)rung);
		if (at == NULL || (rung == alarm->rung && again))
			at = json_object_get(record, "now");
		json_array_append(told, at);
	}
	return told;
}

static json_t *
told_part(const struct stay_facts *facts, json_t *times)
{
	json_t *told = json_array(), *at;
	size_t i;

	json_array_foreach(times, i, at) {
		json_array_append_new(told, json_pack("{s:O, s:O}", "who",
						      json_array_get(facts->ladder, i), "at", at));
	}
	return told;
}

static json_t *
alarm_part(const struct stay_facts *facts, const struct stay_verdict *verdict, const char *id,
	   json_t *told)
{
	const struct alarm *alarm = &verdict->alarm;
	const char *state = verdict->alarm_act == ALARM_CLOSES
				    ? "closed"
				    : alarm_state_word(alarm_state(alarm, facts->basis.now_us));

	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:i, s:o, s:o, s:o}", "id", id, "stay",
			 facts->stay, "class", class_word(alarm->check_class), "cause",
			 cause_word(alarm->cause), "state", state, "rung", (int)alarm->rung,
			 "opened_at", record_iso(alarm->opened_us), "quiet_until",
			 record_iso(alarm->quiet_until_us), "told", told_part(facts, told));
}

static json_t *
alarm_row(const struct stay_facts *facts, const struct stay_verdict *verdict, const char *id,
	  const struct record_why *why)
{
	const struct alarm *alarm = &verdict->alarm;
	bool closed = verdict->alarm_act == ALARM_CLOSES;
	json_t *row = record_stay_row(facts);

	json_object_update_new(
		row, json_pack("{s:s, s:s, s:s, s:o, s:i, s:o, s:o, s:o, s:o}", "id", id, "class",
			       class_word(alarm->check_class), "cause", cause_word(alarm->cause),
			       "opened_at", record_iso(alarm->opened_us), "rung", (int)alarm->rung,
			       "rung_at", record_iso(alarm->rung_us), "quiet_until",
			       record_iso(alarm->quiet_until_us), "closed_at",
			       closed ? record_iso(facts->basis.now_us) : json_null(), "visit_id",
			       closed ? record_text(why->visit) : json_null()));
	if (verdict->alarm_act == ALARM_ACKNOWLEDGED)
		json_object_set_new(row, "acknowledged_by_id", record_text(why->acknowledged_by));
	return row;
}

static void
alarm_deadlines(json_t *record, const struct stay_facts *facts, const struct stay_verdict *verdict,
		const char *id)
{
	struct ladder_next next = ladder_next(&verdict->alarm, &facts->settings);

	record_void(record, "alarm.rung", id);
	record_void(record, "alarm.resume", id);
	if (verdict->alarm_act == ALARM_CLOSES || next.step == LADDER_NOTHING)
		return;
	record_deadline(
		record, facts,
		&(struct record_due){next.step == LADDER_RUNG ? "alarm.rung" : "alarm.resume", id,
				     next.at_us});
}

/* The id of the alarm as it is after the verdict: hers, a new one's, or "". */
static void
alarm_id(const struct stay_facts *facts, const struct stay_verdict *verdict, char out[UUID_SIZE])
{
	out[0] = '\0';
	if (*facts->alarm)
		memcpy(out, facts->alarm, UUID_SIZE);
	if (verdict->alarm_act == ALARM_OPENED)
		id_ordered(facts->basis.now_us, out);
}

/* Returns what the board shows of it; null when nothing became of it. */
static json_t *
record_alarm(json_t *record, const struct stay_facts *facts, const struct stay_verdict *verdict,
	     const struct record_why *why)
{
	const char *kind = alarm_event(verdict->alarm_act);
	struct record_event event = {.kind = kind, .happened_us = facts->basis.now_us};
	char id[UUID_SIZE];
	json_t *part, *row, *told;

	if (kind == NULL)
		return json_null();
	alarm_id(facts, verdict, id);
	told = told_times(record, facts, &verdict->alarm);
	part = alarm_part(facts, verdict, id, told);
	row = alarm_row(facts, verdict, id, why);
	json_object_set_new(row, "told_at", told);
	add(record, "alarms", row);
	alarm_deadlines(record, facts, verdict, id);
	event.board = json_pack("{s:O}", "alarm", part);
	record_event(record, facts, &event);
	return part;
}

/* ---------------------------------------------------------------- the running state */

static json_t *
gaps_of(const struct stay_verdict *verdict)
{
	json_t *gaps = json_array();
	size_t i;

	for (i = 0; i < verdict->gap_count; i++)
		json_array_append_new(gaps, json_integer(verdict->gaps_s[i]));
	return gaps;
}

void
record_bump(json_t *record, const struct stay_facts *facts)
{
	add(record, "checks",
	    json_pack("{s:s, s:I}", "stay", facts->stay, "version",
		      (json_int_t)facts->version + 1));
}

json_t *
record_begin(const struct stay_facts *facts)
{
	json_t *record = record_new(facts->basis.now_us);

	record_guard(record, facts);
	record_bump(record, facts);
	return record;
}

static void
record_checks(json_t *record, const struct stay_facts *facts, const struct stay_verdict *verdict,
	      const struct record_why *why)
{
	int64_t recorded_us = facts->basis.previous_event_us;

	if (why->recorded_us > recorded_us && why->recorded_us > 0)
		recorded_us = why->recorded_us;
	add(record, "checks",
	    json_pack("{s:s, s:I, s:I, s:o, s:o, s:o, s:o, s:o, s:b}", "stay", facts->stay,
		      "version", (json_int_t)facts->version + 1, "seed", (json_int_t)verdict->seed,
		      "last_sign_of_life_at", record_iso(verdict->last_us[KIND_SIGN_OF_LIFE]),
		      "last_conversation_at", record_iso(verdict->last_us[KIND_CONVERSATION]),
		      "last_rouse_at", record_iso(verdict->last_us[KIND_ROUSE]), "last_recorded_at",
		      record_iso(recorded_us), "gaps_s", gaps_of(verdict), "predictable",
		      verdict->predictable));
}

struct record_parts
record_verdict(json_t *record, const struct stay_facts *facts, const struct stay_verdict *verdict,
	       const struct record_why *why)
{
	struct record_parts parts = {.closed = json_array(), .opened = json_array()};
	char id[UUID_SIZE];
	size_t i;

	for (i = 0; i < verdict->close_count; i++) {
		const struct requirement *duty = &facts->basis.open[verdict->close[i].place];

		close_one(record, duty, &verdict->close[i], why);
		json_array_append_new(parts.closed, closed_part(duty, &verdict->close[i]));
	}
	for (i = 0; i < verdict->open_count; i++) {
		id_ordered(facts->basis.now_us, id);
		open_one(record, facts, &verdict->open[i], id);
		json_array_append_new(parts.opened, opened_part(&verdict->open[i], id));
	}
	parts.alarm = record_alarm(record, facts, verdict, why);
	record_checks(record, facts, verdict, why);
	return parts;
}

void
record_parts_release(struct record_parts *parts)
{
	json_decref(parts->closed);
	json_decref(parts->opened);
	json_decref(parts->alarm);
}
