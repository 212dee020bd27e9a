/*
 * staff.c -- people who work here: who they are, adding one, changing what is known of one.
 *
 * Somebody new gets a first password and a second factor; its key is in the first answer and
 * nowhere else, so whoever did not receive that answer sets new ones (POST
 * /api/staff/{id}/sign-in).
 */
#include "lantern/app.h"

#include <ctype.h>
#include <string.h>

#include "lantern/clock.h"
#include "lantern/facts/record.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/req.h"
#include "lantern/route.h"
#include "lantern/session.h"

#include "lantern/banned.h"

#define MAY_SEE_STAFF (R_STAFF | R_AREA | R_INSPECTOR | R_ADMIN)

static step_fn listed, put_new, put_hashed, put_recorded, patch_found, patched, patch_shown;

/* GET /api/premises/{p}/staff */
struct problem *
staff_list(struct req *r, const struct rows *none)
{
	const char *premises = req_param(r, "p");
	struct problem *p = place_fault(r, premises, MAY_SEE_STAFF);

	(void)none;
	return p ? p : req_ask(r, SQL_STAFF_LIST, PARAMS(premises), listed);
}

struct search {
	const char *q;
};

static const struct field search_fields[] = {
	{"q", FIELD_TEXT, 0, AT(struct search, q), .max = 60},
	{0},
};

/* GET /api/staff?q= */
struct problem *
staff_estate(struct req *r, const struct rows *none)
{
	struct search s = {0};
	struct problem *p = req_query(r, search_fields, &s);

	(void)none;
	return p ? p : req_ask(r, SQL_STAFF_ESTATE, PARAMS(s.q), listed);
}

static struct problem *
listed(struct req *r, const struct rows *rows)
{
	if (rows_count(rows) == 0)
		return problem(r, PROBLEM_NOT_FOUND, NO_SUCH_PREMISES);
	return req_answer(r, 200, rows_text(rows, "answer"));
}

/* ---------------------------------------------------------------- somebody new */

struct new_staff {
	const char *username, *display_name, *initials, *staff_code, *password;
	struct role_terms terms;
	struct sign_in_new secrets;
};

static const struct field new_fields[] = {
	{"username", FIELD_TEXT, FIELD_REQUIRED, AT(struct new_staff, username), .min = 2,
	 .max = 40},
	{"display_name", FIELD_TEXT, FIELD_REQUIRED, AT(struct new_staff, display_name), .max = 80},
	{"initials", FIELD_TEXT, FIELD_REQUIRED, AT(struct new_staff, initials), .max = 4},
	{"staff_code", FIELD_TEXT, 0, AT(struct new_staff, staff_code), .max = 20},
	{"password", FIELD_SECRET, FIELD_REQUIRED, AT(struct new_staff, password), .max = 200},
	{"role", FIELD_ENUM, FIELD_REQUIRED, AT(struct new_staff, terms.role),
	 .one_of = role_names},
	{"premises", FIELD_UUID, 0, AT(struct new_staff, terms.premises)},
	{"until", FIELD_INSTANT, 0, AT(struct new_staff, terms.until_us)},
	{"reason", FIELD_TEXT, FIELD_REQUIRED, AT(struct new_staff, terms.reason), .max = 300},
	{0},
};

/* Lower case, digits and . _ -, and no punctuation first: as people are known in neighbouring
 * systems. */
static bool
username_ok(const char *s)
{
	return strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789._-") == strlen(s) &&
	       isalnum((unsigned char)*s);
}

/* PUT /api/staff/{id} */
struct problem *
staff_put(struct req *r, const struct rows *none)
{
	struct new_staff *n = req_alloc(r, sizeof(*n));
	struct problem *p = req_read(r, new_fields, n);

	(void)none;
	if (p)
		return p;
	n->terms.from_us = CLOCK_NONE;
	if (!username_ok(n->username))
		return field_fault(r, "/username", "Use small letters, digits, dots and hyphens.");
	p = password_fault(r, n->password, n->username);
	if (p)
		return p;
	r->ctx = n;
	return write_once(r, "password", put_new);
}

static struct problem *
put_new(struct req *r, const struct rows *none)
{
	struct new_staff *n = r->ctx;
	struct problem *p = role_fault(r, &n->terms);

	(void)none;
	n->secrets.password = n->password;
	return p ? p : sign_in_make(r, &n->secrets, put_hashed);
}

static json_t *
new_staff_document(struct req *r, const struct new_staff *n)
{
	const char *id = req_param(r, "id");
	json_t *doc = record_new(r->now);
	char role[UUID_SIZE];

	id_random(role);
	record_row(doc, "staff",
		   json_pack("{s:s, s:s, s:s, s:s, s:s?, s:o, s:n, s:i}", "id", id, "username",
			     n->username, "display_name", n->display_name, "initials", n->initials,
			     "staff_code", n->staff_code, "from_at", record_iso(r->now), "until_at",
			     "version", 1));
	record_row(doc, "staff_role", role_row(r, role, id, &n->terms));
	write_event(r, doc,
		    &(struct write_event){"staff.added", n->terms.premises, NULL, NULL,
					  json_pack("{s:s, s:s, s:s}", "staff", id, "username",
						    n->username, "display_name", n->display_name)});
	write_event(r, doc,
		    &(struct write_event){"access.changed", n->terms.premises, NULL, NULL,
					  role_event(role, id, &n->terms)});
	write_keep(r, doc,
		   &(struct write_receipt){id, n->terms.premises, "password", 201,
					   json_pack("{s:{s:s, s:s, s:i}, s:n}", "staff", "id", id,
						     "username", n->username, "version", 1,
						     "second_factor")});
	return doc;
}

static struct problem *
put_hashed(struct req *r, const struct rows *none)
{
	struct new_staff *n = r->ctx;

	(void)none;
	return write_ask_with(
		r, new_staff_document(r, n),
		&(struct write_how){.query = SQL_STAFF_PUT,
				    .more = {req_param(r, "id"), n->secrets.hash, n->secrets.hex},
				    .done = put_recorded});
}

static struct problem *
put_recorded(struct req *r, const struct rows *rows)
{
	struct new_staff *n = r->ctx;

	(void)rows;
	return req_answer(
		r, 201,
		json_text(r, json_pack("{s:{s:s, s:s, s:i}, s:o}", "staff", "id",
				       req_param(r, "id"), "username", n->username, "version", 1,
				       "second_factor", sign_in_shown(n->username, &n->secrets))));
}

/* ---------------------------------------------------------------- what is known of somebody */

struct patch {
	const char *display_name, *initials, *staff_code;
	int64_t until_us, version;
};

static const struct field patch_fields[] = {
	{"version", FIELD_INTEGER, FIELD_REQUIRED, AT(struct patch, version), .min = 1,
	 .max = INT32_MAX - 1},
	{"display_name", FIELD_TEXT, 0, AT(struct patch, display_name), .min = 1, .max = 80},
	{"initials", FIELD_TEXT, 0, AT(struct patch, initials), .min = 1, .max = 4},
	{"staff_code", FIELD_TEXT, 0, AT(struct patch, staff_code), .max = 20},
	{"until", FIELD_INSTANT, 0, AT(struct patch, until_us)},
	{0},
};

/* PATCH /api/staff/{id} */
struct problem *
staff_patch(struct req *r, const struct rows *none)
{
	struct patch *c = req_alloc(r, sizeof(*c));
	struct problem *p = req_read(r, patch_fields, c);

	(void)none;
	if (p)
		return p;
	if (c->until_us != CLOCK_NONE && c->until_us < r->now)
		return field_fault(r, "/until", "An account can end now or later, not earlier.");
	r->ctx = c;
	return req_ask(r, SQL_STAFF_BASIS, PARAMS(req_param(r, "id")), patch_found);
}

/* Only what was sent changes. */
static json_t *
patch_edit(struct req *r, const struct patch *c)
{
	json_t *edit = json_pack("{s:s, s:I}", "id", req_param(r, "id"), "version",
				 (json_int_t)c->version + 1);

	if (c->display_name)
		json_object_set_new(edit, "display_name", json_string(c->display_name));
	if (c->initials)
		json_object_set_new(edit, "initials", json_string(c->initials));
	if (c->staff_code)
		json_object_set_new(edit, "staff_code", json_string(c->staff_code));
	if (c->until_us != CLOCK_NONE)
		json_object_set_new(edit, "until_at", record_iso(c->until_us));
	return edit;
}

static struct problem *
patch_found(struct req *r, const struct rows *rows)
{
	const struct patch *c = r->ctx;
	const char *id = req_param(r, "id");
	struct problem *p = rights_fault(r, rows, id);
	json_t *doc, *edit, *told;

	if (p)
		return p;
	doc = record_new(r->now);
	edit = patch_edit(r, c);
	told = json_deep_copy(edit);
	json_object_del(told, "id");
	json_object_set_new(told, "staff", json_string(id));
	json_object_set_new(
		doc, "guard",
		json_pack("[{s:s, s:I}]", "staff", id, "version", (json_int_t)c->version));
	json_object_set_new(doc, "edit", json_pack("{s:[o]}", "staff", edit));
	write_event(r, doc,
		    &(struct write_event){"staff.changed", rights_home(r, rows), NULL, NULL, told});
	return req_ask(r, SQL_STAFF_PATCH,
		       PARAMS(json_text(r, doc), id, c->until_us == CLOCK_NONE ? "f" : "t"),
		       patched);
}

static struct problem *
patched(struct req *r, const struct rows *rows)
{
	const struct patch *c = r->ctx;
	const char *result = rows_text(rows, "result");
	struct problem *p;

	if (!result)
		return req_ask(r, SQL_STAFF_BASIS, PARAMS(req_param(r, "id")), patch_shown);
	p = managers_fault(r, result);
	if (p)
		return p;
	session_drop(NULL, req_param(r, "id"), NULL);
	return req_answer(
		r, 200,
		json_text(r, json_pack("{s:{s:s, s:I}}", "staff", "id", req_param(r, "id"),
				       "version", (json_int_t)c->version + 1)));
}

static struct problem *
patch_shown(struct req *r, const struct rows *rows)
{
	if (rows_count(rows) == 0)
		return problem(r, PROBLEM_NOT_FOUND,
			       "There is nobody of this id among your staff.");
	return problem_member_json(
		problem(r, PROBLEM_EDIT_CONFLICT, "Somebody else changed this person meanwhile."),
		"current", rows_text(rows, "staff"));
}
