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
	struct stay_write write;
	const char *words;
	int state;
};

static step_fn kitchen_answered;
static stay_decide_fn decide_food;

enum { RECORDED };

static const char *const states[] = {"recorded", "none_known", "not_asked", NULL};

static const struct field food_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
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
	b->write.id = req_param(r, "id");
	b->write.basis = SQL_SAFETY_PLAN_BASIS;
	b->write.decide = decide_food;
	return stay_write_start(r, &b->write);
}

static struct problem *
decide_food(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct food_put *b = r->ctx;
	struct record_event event = {.kind = "food.changed", .happened_us = r->now};
	json_t *record = record_new(r->now), *row = record_stay_row(facts);

	(void)json;
	json_object_update_new(row,
			       json_pack("{s:s, s:s, s:s, s:s, s:o}", "id", b->write.id, "state",
					 states[b->state], "words", b->words, "author_id",
					 r->who->staff, "at", record_iso(r->now)));
	record_row(record, "food_need", row);
	event.data = json_pack("{s:s, s:s}", "food", b->write.id, "state", states[b->state]);
	record_event(record, facts, &event);
	return stay_write_record(r, record, 201,
				 json_pack("{s:s, s:s, s:s}", "id", b->write.id, "state",
					   states[b->state], "words", b->words));
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
