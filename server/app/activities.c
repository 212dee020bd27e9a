/*
 * activities.c -- the house programme, who came, and what she does with her days as she sees it
 * (features 124).
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_around.h"
#include "lantern/app_keywork.h"
#include "lantern/app_plans.h"
#include "lantern/facts/update.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/route.h"
#include "lantern/session.h"

#include "lantern/banned.h"

#define MINUTES_OF_DAY 1440

struct offering {
	struct stay_write write;
	const char *name, *words;
	json_t *tags;
	int64_t weekday, minutes;
	int starts;
};

struct taking_part {
	struct stay_write write;
	const char *what, *day, *her_words;
	int64_t minutes;
	int purposeful;
};

static stay_decide_fn decide_activity, decide_time;

static const struct field tag = {"tag", FIELD_ENUM, FIELD_REQUIRED, 0, .one_of = keywork_tag_words};

static const struct field activity_fields[] = {
	{"premises", FIELD_UUID, FIELD_REQUIRED, AT(struct offering, write.of)},
	{"name", FIELD_TEXT, FIELD_REQUIRED, AT(struct offering, name), .min = 1, .max = 120},
	{"tags", FIELD_ARRAY, FIELD_REQUIRED, AT(struct offering, tags), .max = 7, .items = &tag},
	{"weekday", FIELD_INTEGER, 0, AT(struct offering, weekday), .min = 1, .max = 7},
	{"starts", FIELD_TIME, 0, AT(struct offering, starts)},
	{"minutes", FIELD_INTEGER, FIELD_REQUIRED, AT(struct offering, minutes), .min = 5,
	 .max = 480},
	{"words", FIELD_TEXT, 0, AT(struct offering, words), .max = 500},
	{0},
};

static const struct field time_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{"activity", FIELD_UUID, 0, AT(struct taking_part, write.more[1])},
	{"what", FIELD_TEXT, FIELD_REQUIRED, AT(struct taking_part, what), .min = 1, .max = 120},
	{"day", FIELD_DATE, FIELD_REQUIRED, AT(struct taking_part, day)},
	{"minutes", FIELD_INTEGER, FIELD_REQUIRED, AT(struct taking_part, minutes), .min = 5,
	 .max = 720},
	{"purposeful", FIELD_BOOLEAN, FIELD_REQUIRED, AT(struct taking_part, purposeful)},
	{"her_words", FIELD_TEXT, 0, AT(struct taking_part, her_words), .max = 300},
	{0},
};

/* ---------------------------------------------------------------- the programme */

/* GET /api/premises/{p}/activities */
struct problem *
activities_list(struct req *r, const struct rows *none)
{
	(void)none;
	return around_house_page(r, "activities");
}

/* By arrangement it has neither a day of the week nor a time. */
static struct problem *
refuse_when(struct req *r, const struct offering *o)
{
	if (o->weekday == FIELD_NO_INTEGER && o->starts >= 0)
		return field_fault(r, "/weekday", "Say on which day of the week.");
	if (o->weekday != FIELD_NO_INTEGER && o->starts < 0)
		return field_fault(r, "/starts", "Say when it starts.");
	if (o->starts == MINUTES_OF_DAY)
		return field_fault(r, "/starts", "A day begins at 00:00.");
	return NULL;
}

/* PUT /api/activities/{id} */
struct problem *
activity_put(struct req *r, const struct rows *none)
{
	struct offering *o = req_alloc(r, sizeof(*o));
	struct problem *p = req_read(r, activity_fields, o);

	(void)none;
	if (p == NULL)
		p = place_fault(r, o->write.of, r->route->who);
	if (p == NULL)
		p = refuse_when(r, o);
	if (p)
		return p;
	o->write.id = req_param(r, "id");
	o->write.more[0] = "activity";
	o->write.basis = SQL_HOUSE_BASIS;
	o->write.of_past = true; /* no stay */
	o->write.decide = decide_activity;
	return stay_write_start(r, &o->write);
}

static json_t *
activity_row(struct req *r, const struct stay_facts *facts)
{
	const struct offering *o = r->ctx;
	json_t *row = json_pack("{s:s, s:s, s:s, s:O, s:I, s:s, s:s, s:o}", "id", o->write.id,
				"premises_id", facts->premises, "name", o->name, "tags", o->tags,
				"minutes", (json_int_t)o->minutes, "words", text_or_none(o->words),
				"author_id", r->who->staff, "at", record_iso(r->now));

	if (o->starts >= 0)
		json_object_update_new(
			row, json_pack("{s:I, s:s}", "weekday", (json_int_t)o->weekday, "starts",
				       req_printf(r, "%02d:%02d", o->starts / 60, o->starts % 60)));
	return row;
}

static struct problem *
decide_activity(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct offering *o = r->ctx;
	json_t *record = record_new(r->now);

	(void)json;
	record_row(record, "activity", activity_row(r, facts));
	write_event(r, record,
		    &(struct write_event){"activity.changed", facts->premises, NULL, NULL,
					  json_pack("{s:s}", "activity", o->write.id)});
	return stay_write_record(r, record, 201, json_pack("{s:s}", "id", o->write.id));
}

/* POST /api/activities/{id}/end */
struct problem *
activity_end_post(struct req *r, const struct rows *none)
{
	static const struct around_kind kind = {"activity", "activity.changed", true};

	(void)none;
	return around_end(r, &kind);
}

/* ---------------------------------------------------------------- her time */

/* GET /api/residents/{crn}/stays/{stay}/activities */
struct problem *
resident_activities(struct req *r, const struct rows *none)
{
	(void)none;
	return around_page(r, "activities");
}

/* PUT /api/activity-times/{id} */
struct problem *
activity_time_put(struct req *r, const struct rows *none)
{
	struct taking_part *t = req_alloc(r, sizeof(*t));

	(void)none;
	t->write = (struct stay_write){.id = req_param(r, "id"),
				       .basis = SQL_AROUND_BASIS,
				       .more = {"activity_time"},
				       .decide = decide_time};
	return stay_write_read(r, time_fields, &t->write);
}

/* As far as she was told that it is shared, once a week with what else is good. */
static void
tell_practitioner(struct req *r, json_t *record, const struct stay_facts *facts, json_t *json)
{
	const struct taking_part *t = r->ctx;
	const char *name = facts_text(json_object_get(json, "named"), "name");
	const char *what = *name ? name : "something of her own";

	if (!t->purposeful || !json_is_true(json_object_get(json, "agreed")))
		return;
	update_tell(record, facts,
		    &(struct update){.level = UPDATE_WEEKLY,
				     .kind = "activities",
				     .good = true,
				     .words = req_printf(r,
							 "Time well spent, as she sees it: %s, "
							 "%d minutes.",
							 what, (int)t->minutes),
				     .about = "activity_time",
				     .about_id = t->write.id,
				     .author = r->who->staff},
		    NULL);
}

static struct problem *
record_time(struct req *r, const struct stay_facts *facts, json_t *json)
{
	const struct taking_part *t = r->ctx;
	json_t *record = record_new(r->now), *row = around_row(r, facts, t->write.id);

	json_object_update_new(row,
			       json_pack("{s:o, s:s, s:s, s:I, s:b, s:s, s:b}", "activity_id",
					 record_text(t->write.more[1]), "what", t->what, "day",
					 t->day, "minutes", (json_int_t)t->minutes, "purposeful",
					 t->purposeful, "her_words", text_or_none(t->her_words),
					 "shared", json_is_true(json_object_get(json, "agreed"))));
	record_row(record, "activity_time", row);
	around_tell(record, facts, "activity.recorded",
		    json_pack("{s:s}", "activity_time", t->write.id));
	tell_practitioner(r, record, facts, json);
	return stay_write_record(r, record, 201, json_pack("{s:s}", "id", t->write.id));
}

static struct problem *
decide_time(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct taking_part *t = r->ctx;
	json_t *activity = json_object_get(json, "named");
	struct problem *p = plan_withheld(r, json);

	if (p)
		return p;
	if (t->write.more[1] && !json_is_object(activity))
		return field_fault(r, "/activity", "The house has no such activity.");
	if (strcmp(t->day, facts_text(json, "today")) > 0)
		return field_fault(r, "/day", "That day has not come yet.");
	if (strcmp(t->day, facts_text(json, "arrived_on")) < 0)
		return field_fault(r, "/day", "That is before she came.");
	return record_time(r, facts, json);
}
