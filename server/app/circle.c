/*
 * circle.c -- who else works with her, and what each may see, by her own consent (features 123).
 */
#include "lantern/app.h"

#include "lantern/app_around.h"
#include "lantern/app_keywork.h"
#include "lantern/app_plans.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"

#include "lantern/banned.h"

struct naming {
	struct stay_write write;
	const char *name, *role, *phone;
	json_t *may_see;
	int her_consent;
};

enum consent { AGREED };

static stay_decide_fn decide_contact;

static const char *const consents[] = {[AGREED] = "agreed", "declined", "not_asked", NULL};
static const char *const parts[] = {"plan",   "checks", "keywork",     "meetings",
				    "health", "family", "whereabouts", NULL};

static const struct field part = {"part", FIELD_ENUM, FIELD_REQUIRED, 0, .one_of = parts};

static const struct field contact_fields[] = {
	WRITE_STAY,
	WRITE_CRN,
	{"name", FIELD_TEXT, FIELD_REQUIRED, AT(struct naming, name), .min = 1, .max = 80},
	{"role", FIELD_TEXT, FIELD_REQUIRED, AT(struct naming, role), .min = 1, .max = 80},
	{"phone", FIELD_TEXT, 0, AT(struct naming, phone), .max = 40},
	{"may_see", FIELD_ARRAY, FIELD_REQUIRED, AT(struct naming, may_see), .max = 7,
	 .items = &part},
	{"her_consent", FIELD_ENUM, FIELD_REQUIRED, AT(struct naming, her_consent),
	 .one_of = consents},
	{0},
};

/* GET /api/residents/{crn}/stays/{stay}/circle */
struct problem *
resident_circle(struct req *r, const struct rows *none)
{
	(void)none;
	return around_page(r, "circle");
}

/* PUT /api/named-contacts/{id} */
struct problem *
named_contact_put(struct req *r, const struct rows *none)
{
	struct naming *n = req_alloc(r, sizeof(*n));
	struct problem *p = req_read(r, contact_fields, n);

	(void)none;
	if (p)
		return p;
	if (n->her_consent != AGREED && json_array_size(n->may_see) > 0)
		return field_fault(r, "/may_see", "She has not agreed that they see anything.");
	n->write.id = req_param(r, "id");
	n->write.basis = SQL_AROUND_BASIS;
	n->write.more[0] = "named_contact";
	n->write.decide = decide_contact;
	return stay_write_start(r, &n->write);
}

static struct problem *
decide_contact(struct req *r, struct stay_facts *facts, json_t *json)
{
	const struct naming *n = r->ctx;
	struct problem *p = plan_withheld(r, json);
	json_t *row;

	if (p)
		return p;
	row = around_row(r, facts, n->write.id);
	json_object_update_new(row, json_pack("{s:s, s:s, s:s, s:O, s:s}", "name", n->name, "role",
					      n->role, "phone", text_or_none(n->phone), "may_see",
					      n->may_see, "her_consent", consents[n->her_consent]));
	return around_record(
		r, facts,
		&(struct around_new){"named_contact", n->write.id, row, "circle.changed",
				     json_pack("{s:s}", "named_contact", n->write.id)});
}

/* POST /api/named-contacts/{id}/end */
struct problem *
named_contact_end_post(struct req *r, const struct rows *none)
{
	static const struct around_kind kind = {"named_contact", "circle.changed", false};

	(void)none;
	return around_end(r, &kind);
}
