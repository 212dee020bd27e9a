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
	const char *stay, *day;
	int kind, part, state;
};

static step_fn fact_load, fact_judged;

static const char *const kinds[] = {"meal", "sleep", "company", NULL};
static const char *const parts[] = {"breakfast", "midday", "evening", "night", "day", NULL};
static const char *const states[] = {"yes", "partly", "no", "not_known", NULL};

static const struct field fact_fields[] = {
	{"stay", FIELD_UUID, FIELD_REQUIRED, AT(struct fact_put, stay)},
	{"crn", FIELD_TEXT, FIELD_REQUIRED, AT(struct fact_put, write.crn), .max = CRN_MAX},
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
	f->write = (struct stay_write){.id = req_param(r, "id"),
				       .crn = f->write.crn,
				       .load = fact_load,
				       .judge = fact_judged};
	r->ctx = f;
	return stay_write_start(r);
}

static struct problem *
fact_load(struct req *r, const struct rows *none)
{
	const struct fact_put *f = r->ctx;

	(void)none;
	return req_ask(r, SQL_SIGNS_BASIS, PARAMS(f->write.id, f->stay, f->write.crn),
		       stay_write_loaded);
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
fact_judged(struct req *r, const struct rows *none)
{
	const struct fact_put *f = r->ctx;
	struct stay_facts *facts = req_alloc(r, sizeof(*facts));
	struct problem *p;
	json_t *json = stay_write_basis(r, facts, &p);

	(void)none;
	if (json == NULL)
		return p;
	if ((p = refuse(r, f, json)) == NULL)
		p = record_fact(r, f, facts);
	json_decref(json);
	return p;
}
