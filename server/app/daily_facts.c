/*
 * daily_facts.c -- a meal, a night's sleep, a day in company: three taps, and only where her plan
 * asks for them (features 20).
 */
#include "lantern/app.h"

#include <stdio.h>
#include <string.h>

#include "lantern/app_checks.h"
#include "lantern/clock.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/session.h"

#include "lantern/banned.h"

#define DAYS_AGO_MAX 7

struct fact_put {
	struct stay_write write;
	const char *day;
	int kind, part, state;
};

static stay_decide_fn decide_fact;

static const char *const kinds[] = {"meal", "sleep", "company", NULL};
static const char *const parts[] = {"breakfast", "midday", "evening", "night", "day", NULL};
static const char *const states[] = {"yes", "partly", "no", "not_known", NULL};

static const struct field fact_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{"day", FIELD_DATE, FIELD_REQUIRED, AT(struct fact_put, day)},
	{"kind", FIELD_ENUM, FIELD_REQUIRED, AT(struct fact_put, kind), .one_of = kinds},
	{"part", FIELD_ENUM, FIELD_REQUIRED, AT(struct fact_put, part), .one_of = parts},
	{"state", FIELD_ENUM, FIELD_REQUIRED, AT(struct fact_put, state), .one_of = states},
	{0},
};

/* Meals have three parts, a night and a day one each. */
static bool
part_fits(int kind, int part)
{
	switch (kind) {
	case 0:
		return part <= 2;
	case 1:
		return part == 3;
	default:
		return part == 4;
	}
}

/* How many local days ago that was; below 0: it has not come yet. */
static int32_t
days_ago(const char *day, int64_t now_us)
{
	struct local_time noon = {.hour = 12};

	(void)sscanf(day, "%d-%d-%d", &noon.year, &noon.month, &noon.day);
	return zone_wall(facts_zone(), now_us).day -
	       zone_wall(facts_zone(), clock_from_local(&noon)).day;
}

/* PUT /api/daily-facts/{id} */
struct problem *
daily_fact_put(struct req *r, const struct rows *none)
{
	struct fact_put *f = req_alloc(r, sizeof(*f));
	struct problem *p = req_read(r, fact_fields, f);

	(void)none;
	if (p)
		return p;
	if (!part_fits(f->kind, f->part))
		return problem_at(r, PROBLEM_INVALID_INPUT, "/part",
				  "A meal is breakfast, midday or evening; sleep is of a night, "
				  "company of a day.");
	f->write.id = req_param(r, "id");
	f->write.basis = SQL_SIGNS_BASIS;
	f->write.decide = decide_fact;
	return stay_write_start(r, &f->write);
}

static bool
plan_asks(json_t *daily, const char *kind)
{
	json_t *one;
	size_t i;

	json_array_foreach(daily, i, one)
		if (strcmp(json_string_value(one), kind) == 0)
			return true;
	return false;
}

static struct problem *
refuse(struct req *r, const struct fact_put *f, json_t *json)
{
	int32_t ago = days_ago(f->day, r->now);

	if (ago < 0 || ago > DAYS_AGO_MAX)
		return problem_at(r, PROBLEM_INVALID_INPUT, "/day",
				  "A day of the last week, or today.");
	if (!plan_asks(json_object_get(json, "daily"), kinds[f->kind]))
		return problem_at(r, PROBLEM_INVALID_INPUT, "/kind",
				  "Her plan does not ask for this.");
	return NULL;
}

static struct problem *
record_fact(struct req *r, const struct fact_put *f, const struct stay_facts *facts)
{
	struct record_event event = {.kind = "daily.recorded", .happened_us = r->now};
	json_t *record = record_new(r->now), *row = record_stay_row(facts), *fact;

	fact = json_pack("{s:s, s:s, s:s, s:s, s:s}", "id", f->write.id, "day", f->day, "kind",
			 kinds[f->kind], "part", parts[f->part], "state", states[f->state]);
	json_object_update(row, fact);
	json_object_update_new(
		row, json_pack("{s:s, s:o}", "staff_id", r->who->staff, "at", record_iso(r->now)));
	record_row(record, "daily_fact", row);
	json_object_set_new(fact, "by", json_string(r->who->display_name));
	event.data = json_pack("{s:o}", "fact", fact);
	record_event(record, facts, &event);
	return stay_write_record(r, record, 201, json_pack("{s:s}", "id", f->write.id));
}

static struct problem *
decide_fact(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct fact_put *f = r->ctx;
	struct problem *p = refuse(r, f, json);

	return p ? p : record_fact(r, f, facts);
}
