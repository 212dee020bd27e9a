/*
 * staff_roles.c -- giving and ending a role. A premises keeps a manager, and nobody touches her own
 * roles.
 *
 * The event access.changed makes every server forget what it knew about the person, so rights end
 * at once.
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/clock.h"
#include "lantern/facts/record.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/req.h"
#include "lantern/route.h"
#include "lantern/session.h"

#include "lantern/banned.h"

static step_fn giving_new, giving_judged, given, ending_found, ending_judged, ended;

struct giving {
	struct role_terms terms;
	const char *staff;
};

static const struct field giving_fields[] = {
	{"staff", FIELD_UUID, FIELD_REQUIRED, AT(struct giving, staff)},
	{"role", FIELD_ENUM, FIELD_REQUIRED, AT(struct giving, terms.role), .one_of = role_names},
	{"premises", FIELD_UUID, 0, AT(struct giving, terms.premises)},
	{"from", FIELD_INSTANT, 0, AT(struct giving, terms.from_us)},
	{"until", FIELD_INSTANT, 0, AT(struct giving, terms.until_us)},
	{"reason", FIELD_TEXT, FIELD_REQUIRED, AT(struct giving, terms.reason), .max = 300},
	{0},
};

/* PUT /api/staff-roles/{id} */
struct problem *
staff_role_put(struct req *r, const struct rows *none)
{
	struct giving *g = req_alloc(r, sizeof(*g));
	struct problem *p = req_read(r, giving_fields, g);

	(void)none;
	if (p)
		return p;
	r->ctx = g;
	return write_once(r, NULL, giving_new);
}

static struct problem *
giving_new(struct req *r, const struct rows *none)
{
	struct giving *g = r->ctx;
	struct problem *p = role_fault(r, &g->terms);

	(void)none;
	return p ? p : req_ask(r, SQL_STAFF_BASIS, PARAMS(g->staff), giving_judged);
}

static struct problem *
giving_judged(struct req *r, const struct rows *rows)
{
	struct giving *g = r->ctx;
	const char *id = req_param(r, "id");
	json_t *doc;

	/* Whoever works elsewhere is not on this list; her first role here is the administrator's
	 * to give. */
	if (rows_count(rows) == 0)
		return problem(r, PROBLEM_NOT_FOUND,
			       "There is nobody of this id among your staff.");
	if (strcmp(g->staff, r->who->staff) == 0)
		return problem(r, PROBLEM_NOT_ALLOWED, "Nobody changes her own account or roles.");
	doc = record_new(r->now);
	record_row(doc, "staff_role", role_row(r, id, g->staff, &g->terms));
	write_event(r, doc,
		    &(struct write_event){"access.changed", g->terms.premises, NULL, NULL,
					  role_event(id, g->staff, &g->terms)});
	write_keep(
		r, doc,
		&(struct write_receipt){id, g->terms.premises, NULL, 201,
					json_pack("{s:{s:s, s:s, s:s}}", "role", "id", id, "staff",
						  g->staff, "role", role_names[g->terms.role])});
	return write_ask(r, doc, NULL, given);
}

static struct problem *
given(struct req *r, const struct rows *rows)
{
	struct giving *g = r->ctx;

	(void)rows;
	session_drop(NULL, g->staff, NULL);
	return req_answer(
		r, 201,
		json_text(r, json_pack("{s:{s:s, s:s, s:s}}", "role", "id", req_param(r, "id"),
				       "staff", g->staff, "role", role_names[g->terms.role])));
}

struct ending {
	const char *reason;
	char *staff, *premises, *role, *ends_at;
};

static const struct field ending_fields[] = {
	{"reason", FIELD_TEXT, FIELD_REQUIRED, AT(struct ending, reason), .max = 300},
	{0},
};

/* POST /api/staff-roles/{id}/end */
struct problem *
staff_role_end(struct req *r, const struct rows *none)
{
	struct ending *e = req_alloc(r, sizeof(*e));
	struct problem *p = req_read(r, ending_fields, e);

	(void)none;
	if (p)
		return p;
	r->ctx = e;
	return req_ask(r, SQL_STAFF_ROLE_BASIS, PARAMS(req_param(r, "id")), ending_found);
}

static struct problem *
ending_found(struct req *r, const struct rows *rows)
{
	struct ending *e = r->ctx;

	if (rows_count(rows) == 0)
		return problem(r, PROBLEM_NOT_FOUND, "There is no such role among those you see.");
	e->staff = req_strdup(r, rows_text(rows, "staff"));
	e->premises = req_strdup(r, rows_text(rows, "premises"));
	e->role = req_strdup(r, rows_text(rows, "role"));
	e->ends_at = req_strdup(r, rows_text(rows, "ends_at"));
	if (strcmp(e->staff, r->who->staff) == 0)
		return problem(r, PROBLEM_NOT_ALLOWED, "Nobody changes her own account or roles.");
	if (!(role_bit(e->role) & rights_to_give(r, e->premises)))
		return problem(r, PROBLEM_NOT_ALLOWED, "This role is not yours to give or to end.");
	if (rows_bool(rows, "ended"))
		return problem(r, PROBLEM_CONFLICT, "It has ended already.");
	return ending_judged(r, NULL);
}

static struct problem *
ending_judged(struct req *r, const struct rows *none)
{
	struct ending *e = r->ctx;
	const char *id = req_param(r, "id");
	json_t *doc = record_new(r->now);

	(void)none;
	json_object_set_new(
		doc, "ends",
		json_pack("{s:[{s:s, s:s}]}", "staff_role", "id", id, "until_at", e->ends_at));
	write_event(r, doc,
		    &(struct write_event){"access.changed", e->premises, NULL, NULL,
					  json_pack("{s:s, s:s, s:s, s:s, s:s}", "staff", e->staff,
						    "role_id", id, "role", e->role, "until",
						    e->ends_at, "reason", e->reason)});
	return req_ask(r, SQL_STAFF_ROLE_END, PARAMS(json_text(r, doc), req_printf(r, "{%s}", id)),
		       ended);
}

static struct problem *
ended(struct req *r, const struct rows *rows)
{
	struct ending *e = r->ctx;
	struct problem *p = managers_fault(r, rows_text(rows, "result"));

	if (p)
		return p;
	session_drop(NULL, e->staff, NULL);
	return req_answer_empty(r);
}
