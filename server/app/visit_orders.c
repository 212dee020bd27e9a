/*
 * visit_orders.c -- the answer to "seen in what order, about when?" for visits entered together
 * (features 37). What was recorded stays as it was; the answer stands beside each of them.
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_checks.h"
#include "lantern/facts/record.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/route.h"
#include "lantern/session.h"

#include "lantern/banned.h"

#define VISITS_MOST 16

struct order_item {
	const char *visit;
	int64_t about_us;
};

struct order_put {
	json_t *visits;
};

static step_fn order_load, order_loaded;

static const struct field item_fields[] = {
	{"visit", FIELD_UUID, FIELD_REQUIRED, AT(struct order_item, visit)},
	{"about", FIELD_INSTANT, FIELD_REQUIRED, AT(struct order_item, about_us)},
	{0},
};
static const struct field item = {"visit", FIELD_OBJECT, FIELD_REQUIRED, 0, .fields = item_fields};
static const struct field order_fields[] = {
	{"visits", FIELD_ARRAY, FIELD_REQUIRED, AT(struct order_put, visits), .min = 2,
	 .max = VISITS_MOST, .items = &item},
	{0},
};

/* {uuid,...} as PostgreSQL reads an array. */
static const char *
ids_of(struct req *r, json_t *visits)
{
	const char *list = "";
	struct order_item one;
	json_t *object;
	size_t i;

	json_array_foreach(visits, i, object) {
		json_take(r, object, item_fields, &one);
		list = req_printf(r, "%s%s%s", list, i ? "," : "", one.visit);
	}
	return req_printf(r, "{%s}", list);
}

/* PUT /api/visit-orders/{id} */
struct problem *
visit_order_put(struct req *r, const struct rows *none)
{
	struct order_put *o = req_alloc(r, sizeof(*o));
	struct problem *p = req_read(r, order_fields, o);

	(void)none;
	if (p)
		return p;
	r->ctx = o;
	return order_load(r, NULL);
}

static struct problem *
order_load(struct req *r, const struct rows *none)
{
	const struct order_put *o = r->ctx;

	(void)none;
	return req_ask(r, SQL_VISIT_ORDER_BASIS, PARAMS(ids_of(r, o->visits)), order_loaded);
}

/* One event for each of them, so that it stands in each woman's history and nobody else's. */
static struct problem *
add_event(struct req *r, json_t *record, json_t *found, size_t place)
{
	const struct order_put *o = r->ctx;
	struct order_item one;
	const char *at;
	json_t *visit;

	json_take(r, json_array_get(o->visits, place), item_fields, &one);
	visit = json_object_get(found, one.visit);
	at = req_printf(r, "/visits/%zu/visit", place);
	if (visit == NULL || !req_may(r, facts_text(visit, "premises"), r->route->who))
		return problem_at(r, PROBLEM_INVALID_INPUT, at,
				  "There is no such visit among yours.");
	if (strcmp(facts_text(visit, "staff"), r->who->staff) != 0)
		return problem_at(r, PROBLEM_INVALID_INPUT, at,
				  "Only who recorded the visit can say when it was.");
	if (one.about_us > facts_us(visit, "entered_us", 0))
		return problem_at(r, PROBLEM_INVALID_INPUT,
				  req_printf(r, "/visits/%zu/about", place),
				  "It can't have been after it was entered.");
	write_event(r, record,
		    &(struct write_event){"visit.order_given", facts_text(visit, "premises"),
					  facts_text(visit, "resident"), facts_text(visit, "stay"),
					  json_pack("{s:s, s:s, s:i, s:i, s:o}", "order",
						    req_param(r, "id"), "visit", one.visit, "place",
						    (int)place + 1, "of",
						    (int)json_array_size(o->visits), "about",
						    record_iso(one.about_us))});
	return NULL;
}

static struct problem *
order_loaded(struct req *r, const struct rows *rows)
{
	const struct order_put *o = r->ctx;
	json_t *basis = json_loads(rows_text(rows, "basis"), 0, NULL), *record = record_new(r->now);
	json_t *found = json_object_get(basis, "visits");
	struct problem *p = NULL;
	struct write_receipt receipt;
	size_t i;

	for (i = 0; p == NULL && i < json_array_size(o->visits); i++)
		p = add_event(r, record, found, i);
	if (p == NULL) {
		receipt = (struct write_receipt){
			.id = req_param(r, "id"),
			.premises = req_strdup(
				r, facts_text(json_array_get(json_object_get(record, "events"), 0),
					      "premises")),
			.status = 201,
			.answer = json_pack("{s:s, s:O}", "id", req_param(r, "id"), "visits",
					    o->visits)};
		write_keep(r, record, &receipt);
		p = write_ask(r, record, order_load, NULL);
	} else {
		json_decref(record);
	}
	json_decref(basis);
	return p;
}
