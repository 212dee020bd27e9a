/*
 * food_needs.c -- what a woman may and may not eat, which is all that the kitchen is told of her
 * (features 11).
 */
#include "lantern/app.h"

#include "lantern/app_plans.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/route.h"
#include "lantern/session.h"

#include "lantern/banned.h"

struct food_put {
	struct plan_write to;
	const char *words;
	int state;
};

static step_fn food_judged, kitchen_answered;

enum { RECORDED };

static const char *const states[] = {"recorded", "none_known", "not_asked", NULL};

static const struct field food_fields[] = {
	{"stay", FIELD_UUID, FIELD_REQUIRED, AT(struct food_put, to.stay)},
	{"crn", FIELD_TEXT, FIELD_REQUIRED, AT(struct food_put, to.write.crn), .max = CRN_MAX},
	{"state", FIELD_ENUM, FIELD_REQUIRED, AT(struct food_put, state), .one_of = states},
	{"words", FIELD_TEXT, 0, AT(struct food_put, words), .max = 300},
	{0},
};

/* PUT /api/food-needs/{id} */
struct problem *
food_need_put(struct req *r, const struct rows *none)
{
	struct food_put *b = req_alloc(r, sizeof(*b));
	struct problem *p = req_read(r, food_fields, b);

	(void)none;
	if (p)
		return p;
	b->words = plan_text(req_body(r), "words");
	if ((b->state == RECORDED) != (*b->words != '\0'))
		return problem_at(r, PROBLEM_INVALID_INPUT, "/words",
				  b->state == RECORDED ? "Say what she may not eat, or needs."
						       : "Words go with \"recorded\" only.");
	return plan_write_start(r, &b->to, food_judged);
}

static struct problem *
record_food(struct req *r, const struct food_put *b, const struct stay_facts *facts)
{
	struct record_event event = {.kind = "food.changed", .happened_us = r->now};
	json_t *record = record_new(r->now), *row = record_stay_row(facts);

	json_object_update_new(row,
			       json_pack("{s:s, s:s, s:s, s:s, s:o}", "id", b->to.write.id, "state",
					 states[b->state], "words", b->words, "author_id",
					 r->who->staff, "at", record_iso(r->now)));
	record_row(record, "food_need", row);
	event.data = json_pack("{s:s, s:s}", "food", b->to.write.id, "state", states[b->state]);
	record_event(record, facts, &event);
	return stay_write_record(r, record, 201,
				 json_pack("{s:s, s:s, s:s}", "id", b->to.write.id, "state",
					   states[b->state], "words", b->words));
}

static struct problem *
food_judged(struct req *r, const struct rows *none)
{
	struct stay_facts *facts = req_alloc(r, sizeof(*facts));
	struct problem *p;
	json_t *json = stay_write_basis(r, facts, &p);

	(void)none;
	if (json == NULL)
		return p;
	p = record_food(r, r->ctx, facts);
	json_decref(json);
	return p;
}

/* GET /api/premises/{p}/kitchen */
struct problem *
kitchen_get(struct req *r, const struct rows *none)
{
	const char *premises = req_param(r, "p");
	struct problem *p = place_fault(r, premises, r->route->who);

	(void)none;
	if (p)
		return p;
	return req_ask(r, SQL_KITCHEN, PARAMS(premises, r->route->path), kitchen_answered);
}

static struct problem *
kitchen_answered(struct req *r, const struct rows *rows)
{
	return req_answer(r, 200, rows_text(rows, "answer"));
}
