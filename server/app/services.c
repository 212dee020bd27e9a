/*
 * services.c -- the directory of a house: where a woman can be referred to (features 123). An entry
 * is never changed; the next one takes its place, and old referrals keep theirs.
 */
#include "lantern/app.h"

#include "lantern/app_around.h"
#include "lantern/app_keywork.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/route.h"
#include "lantern/session.h"

#include "lantern/banned.h"

struct listing {
	struct stay_write write;
	const char *name, *phone, *address, *words;
	json_t *tags;
	int kind, women_only;
};

static stay_decide_fn decide_service;

static const char *const kinds[] = {"womens_centre", "specialist", "gp",   "pharmacy", "advocacy",
				    "faith",	     "education",  "work", "other",    NULL};

static const struct field tag = {"tag", FIELD_ENUM, FIELD_REQUIRED, 0, .one_of = keywork_tag_words};

static const struct field service_fields[] = {
	{"premises", FIELD_UUID, FIELD_REQUIRED, AT(struct listing, write.of)},
	{"name", FIELD_TEXT, FIELD_REQUIRED, AT(struct listing, name), .min = 1, .max = 120},
	{"kind", FIELD_ENUM, FIELD_REQUIRED, AT(struct listing, kind), .one_of = kinds},
	{"tags", FIELD_ARRAY, FIELD_REQUIRED, AT(struct listing, tags), .max = 7, .items = &tag},
	{"women_only", FIELD_BOOLEAN, FIELD_REQUIRED, AT(struct listing, women_only)},
	{"phone", FIELD_TEXT, 0, AT(struct listing, phone), .max = 40},
	{"address", FIELD_TEXT, 0, AT(struct listing, address), .max = 300},
	{"words", FIELD_TEXT, 0, AT(struct listing, words), .max = 1000},
	{"replaces", FIELD_UUID, 0, AT(struct listing, write.more[1])},
	{0},
};

/* GET /api/premises/{p}/services */
struct problem *
services_list(struct req *r, const struct rows *none)
{
	(void)none;
	return around_house_page(r, "services");
}

/* PUT /api/services/{id} */
struct problem *
service_put(struct req *r, const struct rows *none)
{
	struct listing *l = req_alloc(r, sizeof(*l));
	struct problem *p = req_read(r, service_fields, l);

	(void)none;
	if (p == NULL)
		p = place_fault(r, l->write.of, r->route->who);
	if (p)
		return p;
	l->write.id = req_param(r, "id");
	l->write.more[0] = "service";
	l->write.basis = SQL_HOUSE_BASIS;
	l->write.of_past = true; /* no stay */
	l->write.decide = decide_service;
	return stay_write_start(r, &l->write);
}

static json_t *
service_row(struct req *r, const struct stay_facts *facts)
{
	const struct listing *l = r->ctx;

	return json_pack("{s:s, s:s, s:s, s:s, s:O, s:b, s:s, s:s, s:s, s:s, s:o, s:o}", "id",
			 l->write.id, "premises_id", facts->premises, "name", l->name, "kind",
			 kinds[l->kind], "tags", l->tags, "women_only", l->women_only, "phone",
			 text_or_none(l->phone), "address", text_or_none(l->address), "words",
			 text_or_none(l->words), "author_id", r->who->staff, "at",
			 record_iso(r->now), "replaces_id", record_text(l->write.more[1]));
}

/* Somebody else may have changed it, or taken it out, since the page was loaded. */
static struct problem *
refuse_replaced(struct req *r, json_t *replaced)
{
	if (!json_is_object(replaced))
		return field_fault(r, "/replaces", "The directory has no such entry.");
	if (!json_is_true(json_object_get(replaced, "ended")))
		return NULL;
	return problem_member_json(
		problem_at(r, PROBLEM_EDIT_CONFLICT, "/replaces",
			   "Somebody has changed it meanwhile, or taken it out."),
		"current", json_text(r, json_incref(json_object_get(replaced, "current"))));
}

static struct problem *
decide_service(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct listing *l = r->ctx;
	const char *replaces = l->write.more[1];
	struct problem *p = NULL;
	json_t *record;

	if (replaces)
		p = refuse_replaced(r, json_object_get(json, "replaced"));
	if (p)
		return p;
	record = record_new(r->now);
	if (replaces)
		record_end(record, "service",
			   json_pack("{s:s, s:o, s:s}", "id", replaces, "ended_at",
				     record_iso(r->now), "ended_by_id", r->who->staff));
	record_row(record, "service", service_row(r, facts));
	write_event(r, record,
		    &(struct write_event){"service.changed", facts->premises, NULL, NULL,
					  json_pack("{s:s, s:o}", "service", l->write.id,
						    "replaces", record_text(replaces))});
	return stay_write_record(r, record, 201, json_pack("{s:s}", "id", l->write.id));
}

/* POST /api/services/{id}/end */
struct problem *
service_end_post(struct req *r, const struct rows *none)
{
	static const struct around_kind kind = {"service", "service.changed", true};

	(void)none;
	return around_end(r, &kind);
}
