/*
 * choices.c -- what she may choose: by whom she is seen, where, and in which language (features
 * 106). Each is offered, chosen or declined on a day; what nobody has offered her is owed.
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_around.h"
#include "lantern/app_keywork.h"
#include "lantern/app_plans.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"

#include "lantern/banned.h"

struct choosing {
	struct stay_write write;
	const char *words, *day;
	int kind, state;
};

static stay_decide_fn decide_choice;

static const char *const kinds[] = {"female_practitioner",
				    "female_keyworker",
				    "women_only_place",
				    "women_only_groups",
				    "interpreter",
				    "interpreter_gender",
				    NULL};
static const char *const states[] = {"offered", "chosen", "declined", NULL};

static const struct field choice_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{"kind", FIELD_ENUM, FIELD_REQUIRED, AT(struct choosing, kind), .one_of = kinds},
	{"state", FIELD_ENUM, FIELD_REQUIRED, AT(struct choosing, state), .one_of = states},
	{"words", FIELD_TEXT, 0, AT(struct choosing, words), .max = 300},
	{"day", FIELD_DATE, FIELD_REQUIRED, AT(struct choosing, day)},
	{0},
};

/* GET /api/residents/{crn}/stays/{stay}/choices */
struct problem *
resident_choices(struct req *r, const struct rows *none)
{
	(void)none;
	return around_page(r, "choices");
}

/* PUT /api/choices/{id} */
struct problem *
choice_put(struct req *r, const struct rows *none)
{
	struct choosing *c = req_alloc(r, sizeof(*c));

	(void)none;
	c->write = (struct stay_write){.id = req_param(r, "id"),
				       .basis = SQL_AROUND_BASIS,
				       .more = {"choice"},
				       .decide = decide_choice};
	return stay_write_read(r, choice_fields, &c->write);
}

/* With this one, everything has been offered. */
static bool
is_last(json_t *left, const char *kind)
{
	return json_array_size(left) == 0 ||
	       (json_array_size(left) == 1 &&
		strcmp(json_string_value(json_array_get(left, 0)), kind) == 0);
}

/* Of two at once the second is judged again: one of them offers the last. */
static struct problem *
record_choice(struct req *r, const struct stay_facts *facts, json_t *known)
{
	const struct choosing *c = r->ctx;
	const char *kind = kinds[c->kind], *state = states[c->state];
	json_t *record = record_new(r->now), *row = around_row(r, facts, c->write.id), *data;

	json_object_set_new(record, "guard",
			    json_pack("[{s:s, s:O}]", "choices", facts->stay, "count",
				      json_object_get(known, "count")));
	json_object_update_new(row, json_pack("{s:s, s:s, s:s, s:s}", "kind", kind, "state", state,
					      "words", text_or_none(c->words), "day", c->day));
	record_row(record, "choice", row);
	if (is_last(json_object_get(known, "left"), kind))
		record_void(record, "choices.due", facts->stay);
	data = json_pack("{s:s}", "choice", c->write.id);
	if (!facts_restricted(facts))
		json_object_update_new(data, json_pack("{s:s, s:s}", "kind", kind, "state", state));
	around_tell(record, facts, "choice.set", data);
	return stay_write_record(r, record, 201, json_pack("{s:s}", "id", c->write.id));
}

static struct problem *
decide_choice(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct choosing *c = r->ctx;
	struct problem *p = plan_withheld(r, json);

	if (p)
		return p;
	if (strcmp(c->day, facts_text(json, "today")) > 0)
		return field_fault(r, "/day", "That day has not come yet.");
	return record_choice(r, facts, json_object_get(json, "choices"));
}
