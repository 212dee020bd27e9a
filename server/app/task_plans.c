/*
 * task_plans.c -- a daily task in steps with pictures, to print (features 124). A plan is never
 * changed; the next one takes its place.
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_around.h"
#include "lantern/app_plans.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"

#include "lantern/banned.h"

#define STEPS_MAX 12

struct stepping {
	struct stay_write write;
	const char *title;
	json_t *steps;
};

static stay_decide_fn decide_plan;

/* The client's own drawings, by name. */
static const char *const pictures[] = {"basket", "bus",	 "chair",  "clock", "coat", "cup",
				       "ear",	 "hand", "kettle", "lamp",  "line", "machine",
				       "pen",	 "sort", "speak",  "none",  NULL};

static const struct field step_fields[] = {
	{"words", FIELD_TEXT, FIELD_REQUIRED, 0, .min = 1, .max = 160},
	{"picture", FIELD_ENUM, FIELD_REQUIRED, 0, .one_of = pictures},
	{0},
};
static const struct field step = {"step", FIELD_OBJECT, FIELD_REQUIRED, 0, .fields = step_fields};

static const struct field plan_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{"title", FIELD_TEXT, FIELD_REQUIRED, AT(struct stepping, title), .min = 1, .max = 80},
	{"steps", FIELD_ARRAY, FIELD_REQUIRED, AT(struct stepping, steps), .min = 1,
	 .max = STEPS_MAX, .items = &step},
	{"replaces", FIELD_UUID, 0, AT(struct stepping, write.more[1])},
	{0},
};

/* GET /api/residents/{crn}/stays/{stay}/tasks */
struct problem *
resident_tasks(struct req *r, const struct rows *none)
{
	(void)none;
	return around_page(r, "tasks");
}

/* PUT /api/task-plans/{id} */
struct problem *
task_plan_put(struct req *r, const struct rows *none)
{
	struct stepping *s = req_alloc(r, sizeof(*s));

	(void)none;
	s->write = (struct stay_write){.id = req_param(r, "id"),
				       .basis = SQL_AROUND_BASIS,
				       .more = {"task_plan"},
				       .decide = decide_plan};
	return stay_write_read(r, plan_fields, &s->write);
}

static struct problem *
refuse_replaced(struct req *r, json_t *replaced)
{
	json_t *current = json_object_get(replaced, "current");

	if (!json_is_object(replaced))
		return field_fault(r, "/replaces", "She has no such plan.");
	if (!json_is_object(current))
		return NULL;
	return problem_member_json(problem_at(r, PROBLEM_EDIT_CONFLICT, "/replaces",
					      "Somebody has changed it meanwhile."),
				   "current", json_text(r, json_incref(current)));
}

static struct problem *
decide_plan(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct stepping *s = r->ctx;
	struct problem *p = plan_withheld(r, json);
	json_t *row;

	if (p == NULL && s->write.more[1])
		p = refuse_replaced(r, json_object_get(json, "named"));
	if (p)
		return p;
	row = around_row(r, facts, s->write.id);
	json_object_update_new(row,
			       json_pack("{s:s, s:O, s:o}", "title", s->title, "steps", s->steps,
					 "replaces_id", record_text(s->write.more[1])));
	return around_record(r, facts,
			     &(struct around_new){"task_plan", s->write.id, row, "task_plan.saved",
						  json_pack("{s:s}", "task_plan", s->write.id)});
}
