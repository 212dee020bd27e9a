/*
 * actions.c -- needs and actions: who does what by when, and what became of it (features 112).
 *
 * The state of an action follows from its entries; nobody types it. An entry says which version its
 * writer had seen, and the second of two writers is shown the first one's (features 118).
 */
#include "lantern/app.h"

#include <string.h>

#include "lantern/app_checks.h"
#include "lantern/facts/record.h"
#include "lantern/json_read.h"
#include "lantern/problem.h"
#include "lantern/req.h"
#include "lantern/route.h"
#include "lantern/session.h"

#include "lantern/banned.h"

static step_fn action_new, action_judged, entry_judged, entry_stale, entry_shown;

/* GET /api/residents/{crn}/stays/{stay}/actions */
struct problem *
actions_list(struct req *r, const struct rows *none)
{
	(void)none;
	return req_ask(r, SQL_ACTIONS_LIST,
		       PARAMS(req_param(r, "crn"), req_param(r, "stay"), r->route->path),
		       woman_answered);
}

enum owner_kind { OWNER_STAFF, OWNER_RESIDENT, OWNER_PRACTITIONER };
static const char *const owner_kinds[] = {"staff", "resident", "practitioner", NULL};

struct new_action {
	const char *crn, *stay, *what, *owner, *identified_on, *target_on;
	int owner_kind;
};

static const struct field action_fields[] = {
	{"crn", FIELD_TEXT, FIELD_REQUIRED, AT(struct new_action, crn), .max = 10},
	{"stay", FIELD_UUID, FIELD_REQUIRED, AT(struct new_action, stay)},
	{"what", FIELD_TEXT, FIELD_REQUIRED, AT(struct new_action, what), .max = 300},
	{"owner_kind", FIELD_ENUM, FIELD_REQUIRED, AT(struct new_action, owner_kind),
	 .one_of = owner_kinds},
	{"owner", FIELD_UUID, 0, AT(struct new_action, owner)},
	{"identified_on", FIELD_DATE, FIELD_REQUIRED, AT(struct new_action, identified_on)},
	{"target_on", FIELD_DATE, FIELD_REQUIRED, AT(struct new_action, target_on)},
	{0},
};

/* What can be told without the database. */
static struct problem *
action_fault(struct req *r, const struct new_action *a)
{
	struct problem *p = problem(r, PROBLEM_INVALID_INPUT, "%s", "");
	bool wrong = false;

	if (a->owner_kind == OWNER_RESIDENT && a->owner) {
		problem_field(p, "/owner", "Leave the owner out: she does it herself.");
		wrong = true;
	}
	if (a->owner_kind != OWNER_RESIDENT && !a->owner) {
		problem_field(p, "/owner", "Choose who is to do it.");
		wrong = true;
	}
	if (strcmp(a->target_on, a->identified_on) < 0) {
		problem_field(p, "/target_on", "The target must not be before it was identified.");
		wrong = true;
	}
	return wrong ? p : NULL;
}

/*
 * What is written about a restricted woman stays in its row, which her circle reads. Its event goes
 * to everybody who follows the board, so there it says only that something was written.
 */
static const char *
told_words(const struct rows *basis, const char *words)
{
	return rows_bool(basis, "restricted") ? NULL : words;
}

/* PUT /api/actions/{id} */
struct problem *
action_put(struct req *r, const struct rows *none)
{
	struct new_action *a = req_alloc(r, sizeof(*a));
	struct problem *p = req_read(r, action_fields, a);

	(void)none;
	if (!p)
		p = crn_shape(r, a->crn);
	if (!p)
		p = action_fault(r, a);
	if (p)
		return p;
	r->ctx = a;
	return write_once(r, NULL, action_new);
}

static struct problem *
action_new(struct req *r, const struct rows *none)
{
	struct new_action *a = r->ctx;

	(void)none;
	return req_ask(r, SQL_ACTION_BASIS, PARAMS(a->crn, a->stay, a->owner), action_judged);
}

static json_t *
action_row(struct req *r, const struct new_action *a, const struct rows *basis)
{
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s?, s:s, s:s, s:s, s:o, s:n, s:i}", "id",
			 req_param(r, "id"), "stay_id", a->stay, "resident_id",
			 rows_text(basis, "resident"), "premises_id", rows_text(basis, "premises"),
			 "what", a->what, "owner_kind", owner_kinds[a->owner_kind],
			 "owner_staff_id", a->owner, "identified_on", a->identified_on, "target_on",
			 a->target_on, "author_id", r->who->staff, "recorded_at",
			 record_iso(r->now), "closed_at", "version", 1);
}

static struct problem *
action_judged(struct req *r, const struct rows *rows)
{
	struct new_action *a = r->ctx;
	json_t *doc;

	if (rows_count(rows) == 0 || strcmp(rows_text(rows, "verdict"), "right") != 0)
		return woman_answered(r, rows);
	if (!req_may(r, rows_text(rows, "premises"), R_STAFF))
		return problem(r, PROBLEM_NOT_FOUND, "There is no such stay among yours.");
	if (a->owner && !rows_bool(rows, "owner_known"))
		return field_fault(r, "/owner", "Nobody of this name works here.");
	doc = record_new(r->now);
	record_row(doc, "action", action_row(r, a, rows));
	write_event(r, doc,
		    &(struct write_event){"action.recorded", rows_text(rows, "premises"),
					  rows_text(rows, "resident"), a->stay,
					  json_pack("{s:s, s:s?, s:s, s:s?, s:s, s:s}", "action",
						    req_param(r, "id"), "what",
						    told_words(rows, a->what), "owner_kind",
						    owner_kinds[a->owner_kind], "owner", a->owner,
						    "identified_on", a->identified_on, "target_on",
						    a->target_on)});
	write_keep(r, doc,
		   &(struct write_receipt){req_param(r, "id"), rows_text(rows, "premises"), NULL,
					   201,
					   json_pack("{s:{s:s, s:i}}", "action", "id",
						     req_param(r, "id"), "version", 1)});
	return write_ask(r, doc, NULL, NULL);
}

enum entry_kind { ENTRY_PROGRESS, ENTRY_CLOSED, ENTRY_REOPENED };
static const char *const entry_kinds[] = {"progress", "closed", "reopened", NULL};

struct new_entry {
	const char *action, *words;
	int64_t version;
	int kind;
};

static const struct field entry_fields[] = {
	{"action", FIELD_UUID, FIELD_REQUIRED, AT(struct new_entry, action)},
	{"version", FIELD_INTEGER, FIELD_REQUIRED, AT(struct new_entry, version), .min = 1,
	 .max = INT32_MAX - 1},
	{"kind", FIELD_ENUM, FIELD_REQUIRED, AT(struct new_entry, kind), .one_of = entry_kinds},
	{"words", FIELD_TEXT, FIELD_REQUIRED, AT(struct new_entry, words), .max = 1000},
	{0},
};

/* PUT /api/action-entries/{id} */
struct problem *
action_entry_put(struct req *r, const struct rows *none)
{
	struct new_entry *e = req_alloc(r, sizeof(*e));
	struct problem *p = req_read(r, entry_fields, e);

	(void)none;
	if (p)
		return p;
	r->ctx = e;
	return req_ask(r, SQL_ACTION_GET, PARAMS(e->action), entry_judged);
}

static json_t *
entry_document(struct req *r, const struct new_entry *e, const struct rows *basis)
{
	const char *premises = rows_text(basis, "premises");
	json_t *doc = record_new(r->now), *edit;

	edit = json_pack("{s:s, s:I}", "id", e->action, "version", (json_int_t)e->version + 1);
	if (e->kind == ENTRY_CLOSED)
		json_object_set_new(edit, "closed_at", record_iso(r->now));
	if (e->kind == ENTRY_REOPENED)
		json_object_set_new(edit, "closed_at", json_null());
	json_object_set_new(
		doc, "guard",
		json_pack("[{s:s, s:I}]", "action", e->action, "version", (json_int_t)e->version));
	json_object_set_new(doc, "edit", json_pack("{s:[o]}", "action", edit));
	record_row(doc, "action_entry",
		   json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:o}", "id", req_param(r, "id"),
			     "action_id", e->action, "premises_id", premises, "kind",
			     entry_kinds[e->kind], "words", e->words, "staff_id", r->who->staff,
			     "at", record_iso(r->now)));
	write_event(r, doc,
		    &(struct write_event){"action.entered", premises, rows_text(basis, "resident"),
					  rows_text(basis, "stay"),
					  json_pack("{s:s, s:s, s:s?}", "action", e->action, "kind",
						    entry_kinds[e->kind], "words",
						    told_words(basis, e->words))});
	write_keep(r, doc,
		   &(struct write_receipt){req_param(r, "id"), premises, NULL, 201,
					   json_pack("{s:{s:s, s:I}}", "action", "id", e->action,
						     "version", (json_int_t)e->version + 1)});
	return doc;
}

static struct problem *
entry_judged(struct req *r, const struct rows *rows)
{
	struct new_entry *e = r->ctx;
	bool closed;

	if (rows_count(rows) == 0 || !req_may(r, rows_text(rows, "premises"), R_STAFF))
		return problem(r, PROBLEM_NOT_FOUND, "There is no such action among yours.");
	closed = rows_bool(rows, "closed");
	/* An older version may be this very entry sent again: record() knows, by its receipt. */
	if (rows_int(rows, "version", 0) == e->version) {
		if (closed && e->kind != ENTRY_REOPENED)
			return problem(r, PROBLEM_CONFLICT, "It is closed. Reopen it first.");
		if (!closed && e->kind == ENTRY_REOPENED)
			return problem(r, PROBLEM_CONFLICT, "It is open already.");
	}
	return write_ask(r, entry_document(r, e, rows), entry_stale, NULL);
}

static struct problem *
entry_stale(struct req *r, const struct rows *none)
{
	struct new_entry *e = r->ctx;

	(void)none;
	return req_ask(r, SQL_ACTION_GET, PARAMS(e->action), entry_shown);
}

static struct problem *
entry_shown(struct req *r, const struct rows *rows)
{
	if (rows_count(rows) == 0)
		return problem(r, PROBLEM_NOT_FOUND, "There is no such action among yours.");
	return problem_member_json(
		problem(r, PROBLEM_EDIT_CONFLICT, "Somebody else wrote at this action meanwhile."),
		"current", rows_text(rows, "action"));
}
