/*
 * terminals.c -- shared screens: enrolling one, choosing a name and PIN on it, leaving it.
 *
 * A terminal belongs to one premises and is known by a cookie of its own. Its session ends when the
 * person at it changes (features 73), when it is locked by hand, and when nobody has touched it for
 * pin_idle_s (include/lantern/session.h).
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/facts/record.h"
#include "lantern/json_read.h"
#include "lantern/log.h"
#include "lantern/problem.h"
#include "lantern/req.h"
#include "lantern/route.h"
#include "lantern/session.h"

#include "lantern/banned.h"

#define MAY_ENROL (R_MANAGER | R_AREA)
#define TERMINAL_COOKIE_S INT64_C(34560000) /* 400 days: the longest that browsers keep one */

static step_fn people_found, switch_allowed, switched, locked;
static step_fn terminals_listed, enrolled, revoke_found, revoked, revoke_shown;

static struct problem *
not_enrolled(struct req *r)
{
	return problem(r, PROBLEM_NOT_ALLOWED, "This browser is not enrolled as a terminal.");
}

/* GET /api/terminal/people */
struct problem *
terminal_people(struct req *r, const struct rows *none)
{
	(void)none;
	if (!*r->who->terminal)
		return not_enrolled(r);
	return req_ask(r, SQL_TERMINAL_PEOPLE, PARAMS(r->who->terminal), people_found);
}

static struct problem *
people_found(struct req *r, const struct rows *rows)
{
	return req_answer(r, 200, rows_text(rows, "answer"));
}

/* ---------------------------------------------------------------- name and PIN */

struct choice {
	const char *staff, *pin;
	char session[UUID_SIZE], token[TOKEN_SIZE], token_hash[TOKEN_HASH_SIZE];
};

static const struct field choice_fields[] = {
	{"staff", FIELD_UUID, FIELD_REQUIRED, AT(struct choice, staff)},
	{"pin", FIELD_SECRET, FIELD_REQUIRED, AT(struct choice, pin), .min = 6, .max = 6},
	{0},
};

/* POST /api/terminal/switch */
struct problem *
terminal_switch(struct req *r, const struct rows *none)
{
	struct choice *c = req_alloc(r, sizeof(*c));
	struct problem *p = req_read(r, choice_fields, c);

	(void)none;
	if (p)
		return p;
	if (!*r->who->terminal)
		return not_enrolled(r);
	r->ctx = c;
	return pin_check(r, c->staff, c->pin, switch_allowed);
}

static struct problem *
switch_allowed(struct req *r, const struct rows *none)
{
	struct choice *c = r->ctx;

	(void)none;
	id_random(c->session);
	session_token_new(c->token, c->token_hash);
	return req_ask(r, SQL_TERMINAL_SWITCH, PARAMS(c->staff, c->session, c->token_hash),
		       switched);
}

static struct problem *
switched(struct req *r, const struct rows *rows)
{
	struct choice *c = r->ctx;

	if (strcmp(rows_text(rows, "outcome"), "ok") != 0)
		return problem(r, PROBLEM_SIGN_ON_NEEDED,
			       "Sign in on this terminal with password and code first.");
	session_drop(NULL, NULL, r->who->terminal);
	req_cookie_set(r, SESSION_COOKIE, c->token, -1);
	log_info(r->id, "switched staff=%s terminal=%s", c->staff, r->who->terminal);
	return me_ask(r, c->session);
}

/* POST /api/terminal/lock */
struct problem *
terminal_lock(struct req *r, const struct rows *none)
{
	(void)none;
	if (!*r->who->terminal)
		return not_enrolled(r);
	return req_ask(r, SQL_TERMINAL_LOCK, NO_PARAMS, locked);
}

static struct problem *
locked(struct req *r, const struct rows *rows)
{
	(void)rows;
	session_drop(NULL, NULL, r->who->terminal);
	req_cookie_set(r, SESSION_COOKIE, "", 0);
	return req_answer_empty(r);
}

/* ---------------------------------------------------------------- which screens there are */

/* GET /api/premises/{p}/terminals */
struct problem *
terminal_list(struct req *r, const struct rows *none)
{
	struct problem *p = place_fault(r, req_param(r, "p"), MAY_ENROL);

	(void)none;
	return p ? p : req_ask(r, SQL_TERMINAL_LIST, PARAMS(req_param(r, "p")), terminals_listed);
}

static struct problem *
terminals_listed(struct req *r, const struct rows *rows)
{
	if (rows_count(rows) == 0)
		return problem(r, PROBLEM_NOT_FOUND, NO_SUCH_PREMISES);
	return req_answer(r, 200, rows_text(rows, "answer"));
}

struct enrolment {
	const char *premises, *name;
	char token[TOKEN_SIZE], token_hash[TOKEN_HASH_SIZE];
};

static const struct field enrolment_fields[] = {
	{"premises", FIELD_UUID, FIELD_REQUIRED, AT(struct enrolment, premises)},
	{"name", FIELD_TEXT, FIELD_REQUIRED, AT(struct enrolment, name), .max = 60},
	{0},
};

/*
 * PUT /api/terminals/{id}: the browser that asks becomes a terminal. The key is in the first answer
 * only, so the same id again is refused rather than answered as if this browser had it.
 */
struct problem *
terminal_enrol(struct req *r, const struct rows *none)
{
	struct enrolment *e = req_alloc(r, sizeof(*e));
	struct problem *p = req_read(r, enrolment_fields, e);
	const char *id = req_param(r, "id");
	json_t *doc;

	(void)none;
	if (!p)
		p = place_fault(r, e->premises, MAY_ENROL);
	if (p)
		return p;
	r->ctx = e;
	session_token_new(e->token, e->token_hash);
	doc = record_new(r->now);
	record_row(doc, "terminal",
		   json_pack("{s:s, s:s, s:s, s:o, s:s, s:o, s:n, s:n, s:i}", "id", id,
			     "premises_id", e->premises, "name", e->name, "token_hash",
			     json_sprintf("\\x%s", e->token_hash), "enrolled_by", r->who->staff,
			     "enrolled_at", record_iso(r->now), "revoked_at", "revoked_by",
			     "version", 1));
	write_event(
		r, doc,
		&(struct write_event){"terminal.enrolled", e->premises, NULL, NULL,
				      json_pack("{s:s, s:s}", "terminal", id, "name", e->name)});
	return write_ask(r, doc, NULL, enrolled);
}

static struct problem *
enrolled(struct req *r, const struct rows *rows)
{
	struct enrolment *e = r->ctx;

	(void)rows;
	if (*r->who->terminal)
		session_drop(NULL, NULL, r->who->terminal);
	session_drop(r->who->session, NULL, NULL);
	req_cookie_set(r, TERMINAL_COOKIE, e->token, TERMINAL_COOKIE_S);
	return req_answer(r, 201,
			  json_text(r, json_pack("{s:{s:s, s:s, s:s, s:i}}", "terminal", "id",
						 req_param(r, "id"), "name", e->name, "premises",
						 e->premises, "version", 1)));
}

struct revocation {
	const char *reason;
	int64_t version;
};

static const struct field revocation_fields[] = {
	{"reason", FIELD_TEXT, FIELD_REQUIRED, AT(struct revocation, reason), .max = 300},
	{"version", FIELD_INTEGER, FIELD_REQUIRED, AT(struct revocation, version), .min = 1,
	 .max = INT32_MAX},
	{0},
};

/* POST /api/terminals/{id}/revoke */
struct problem *
terminal_revoke(struct req *r, const struct rows *none)
{
	struct revocation *v = req_alloc(r, sizeof(*v));
	struct problem *p = req_read(r, revocation_fields, v);

	(void)none;
	if (p)
		return p;
	r->ctx = v;
	return req_ask(r, SQL_TERMINAL_GET, PARAMS(req_param(r, "id")), revoke_found);
}

static json_t *
revocation_document(struct req *r, const struct revocation *v, const char *premises)
{
	const char *id = req_param(r, "id");
	json_t *doc = record_new(r->now);

	json_object_set_new(
		doc, "guard",
		json_pack("[{s:s, s:I}]", "terminal", id, "version", (json_int_t)v->version));
	json_object_set_new(doc, "ends",
			    json_pack("{s:[{s:s, s:o, s:s}]}", "terminal", "id", id, "revoked_at",
				      record_iso(r->now), "revoked_by", r->who->staff));
	write_event(r, doc,
		    &(struct write_event){
			    "terminal.revoked", premises, NULL, NULL,
			    json_pack("{s:s, s:s}", "terminal", id, "reason", v->reason)});
	return doc;
}

static struct problem *
revoke_found(struct req *r, const struct rows *rows)
{
	struct revocation *v = r->ctx;
	const char *id = req_param(r, "id");
	struct problem *p;
	json_t *doc;

	if (rows_count(rows) == 0)
		return problem(r, PROBLEM_NOT_FOUND, "There is no such terminal among yours.");
	p = place_fault(r, rows_text(rows, "premises"), MAY_ENROL);
	if (p)
		return p;
	if (rows_bool(rows, "revoked"))
		return problem(r, PROBLEM_CONFLICT, "It is not a terminal any more.");
	doc = revocation_document(r, v, rows_text(rows, "premises"));
	return req_ask(r, SQL_TERMINAL_REVOKE, PARAMS(json_text(r, doc), id), revoked);
}

static struct problem *
revoked(struct req *r, const struct rows *rows)
{
	if (!rows_text(rows, "result"))
		return req_ask(r, SQL_TERMINAL_GET, PARAMS(req_param(r, "id")), revoke_shown);
	session_drop(NULL, NULL, req_param(r, "id"));
	return req_answer_empty(r);
}

static struct problem *
revoke_shown(struct req *r, const struct rows *rows)
{
	if (rows_count(rows) == 0)
		return problem(r, PROBLEM_NOT_FOUND, "There is no such terminal among yours.");
	return problem_member_json(
		problem(r, PROBLEM_EDIT_CONFLICT, "Somebody else changed this terminal meanwhile."),
		"current", rows_text(rows, "terminal"));
}
